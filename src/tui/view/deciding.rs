//! What a merge left open: both versions, who made them and when.

use ratatui::layout::Rect;

use super::super::settings::Role;
use super::super::state::{Deciding, State};
use super::canvas::{Canvas, Titles, after, inside, row};
use super::marked::{Line, lines};
use super::popup::centred;
use super::roles;
use crate::compare::{Comparison, Difference, compare};
use crate::session::merge::Conflict;
use crate::session::{Edit, Stamp};
use crate::text::Span;

/// The keys, below: where both versions can stand together, and where only one can.
const KEYS: [&str; 2] = [
    "o ours   t theirs   b both   n N the others   u undo   Esc later",
    "o ours   t theirs   n N the others   u undo   Esc later",
];

pub fn draw(canvas: &mut Canvas<'_>, state: &State, deciding: &Deciding, middle: Rect) {
    let theme = canvas.theme();
    let conflicts = &state.work.session().conflicts;
    let found = conflicts
        .iter()
        .enumerate()
        .find(|(_, conflict)| conflict.number == deciding.number);
    let Some((place, conflict)) = found else {
        return;
    };
    let width = middle.width.min(100);
    let versions = Versions::of(conflict);
    let (ours, theirs) = versions.lines(width.saturating_sub(4));
    let height = ours.len() + theirs.len() + 5;
    let area = centred(middle, width, u16::try_from(height).unwrap_or(u16::MAX));
    canvas.clear(area);
    let count = format!("{} of {}", place + 1, conflicts.len());
    let title = format!("Two versions of {}", versions.subject);
    let titles = Titles {
        top: &title,
        top_right: &count,
        bottom: KEYS[usize::from(!conflict.can_be_both())],
        style: theme.style(Role::TitleFocused),
        dim: theme.style(Role::Dim),
        ..Titles::default()
    };
    canvas.frame(area, theme.style(Role::BorderFocused), &titles);
    let inner = inside(area);
    // Each version keeps half of the room.
    let room = usize::from(inner.height).saturating_sub(3);
    let first = ours
        .len()
        .min(room.saturating_sub(theirs.len()).max(room / 2));
    let mut at = 0;
    let sides = [
        ("Ours", state.work.ours_by(conflict), &ours, first),
        (
            "Theirs",
            state.work.theirs_by(conflict),
            &theirs,
            theirs.len(),
        ),
    ];
    for (name, by, lines, most) in sides {
        let head = row(inner, at);
        let taken = canvas.text(head, name, theme.style(Role::PanelHeader));
        let by = by.map_or_else(String::new, |stamp| who(state, stamp));
        canvas.text(after(head, taken + 2), &by, theme.style(Role::Dim));
        for line in lines.iter().take(most) {
            at += 1;
            line.draw(canvas, row(inner, at));
        }
        at += 2;
    }
}

fn who(state: &State, stamp: &Stamp) -> String {
    format!("{}, {}", stamp.author, state.local_time(&stamp.at))
}

/// The words of both versions.
struct Versions {
    subject: String,
    ours: String,
    theirs: String,
    comparison: Comparison,
}

impl Versions {
    fn of(conflict: &Conflict) -> Self {
        let ours = words(&conflict.ours);
        let theirs = words(&conflict.theirs);
        Self {
            subject: conflict.subject(),
            comparison: compare(&ours, &theirs),
            ours,
            theirs,
        }
    }

    fn lines(&self, width: u16) -> (Vec<Line<'_>>, Vec<Line<'_>>) {
        let marks = |side: fn(&Difference) -> Option<Span>| -> Vec<(Span, Role)> {
            let differences = self.comparison.differences.iter();
            differences
                .filter_map(|one| Some((side(one)?, roles::class(one.class))))
                .collect()
        };
        (
            lines("", &self.ours, width, &marks(|one| one.a)),
            lines("", &self.theirs, width, &marks(|one| one.b)),
        )
    }
}

/// What a version says, in full.
fn words(edit: &Edit) -> String {
    match edit {
        Edit::Several(edits) if edits.is_empty() => "stays, as we changed it".to_owned(),
        Edit::RemoveClaim(_) | Edit::RemoveEvidence(_) | Edit::RemoveDocument(_) => {
            "is taken out".to_owned()
        }
        Edit::AddClaim(claim) => format!("stays: {}", claim.statement),
        Edit::AddEvidence(evidence) => {
            format!(
                "stays: {} {}",
                evidence.stance.word(),
                evidence.anchor.quote
            )
        }
        Edit::Retitle(words) | Edit::UseScale(words) => words.clone(),
        Edit::SetClaim(_, field) => field.in_full(),
        Edit::SetEvidence(_, field) => field.in_full(),
        Edit::SetDocument(_, field) => field.value(),
        Edit::AddDocument(_)
        | Edit::AddConflict(_)
        | Edit::RemoveConflict(_)
        | Edit::Several(_) => edit.subject(),
    }
}
