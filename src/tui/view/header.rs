//! The first line: what is open, what goes on, what is saved. And the strip of documents that have
//! no room.

use super::super::settings::Role;
use ratatui::layout::Rect;

use super::super::state::{Layer, Progress, State};
use super::canvas::{Canvas, after, width_of};
use crate::store::SaveStatus;

pub fn draw(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let theme = canvas.theme();
    canvas.tint(area, theme.style(Role::Status));
    if let Some(Layer::Start(_)) = state.layers.first() {
        canvas.text(
            after(area, 1),
            "crosscheck",
            theme
                .style(Role::Status)
                .patch(theme.style(Role::TitleFocused)),
        );
        return;
    }
    let session = state.work.session();
    let (saved, style) = match &state.saving {
        Some(SaveStatus::Saved { at, .. }) => (
            format!("saved {} ", state.clock(*at)),
            theme.style(Role::Saved),
        ),
        Some(SaveStatus::Saving) => ("saving ".to_owned(), theme.style(Role::Saving)),
        Some(SaveStatus::NotSaved { why, .. }) => {
            (format!("  not saved: {why} "), theme.style(Role::Problem))
        }
        None if state.read_only.is_some() => ("read only ".to_owned(), theme.style(Role::Notice)),
        None => (String::new(), theme.style(Role::Dim)),
    };
    let mut facts = vec![];
    match state.progress {
        Some(Progress::Looking(_)) => facts.push("looking for texts".to_owned()),
        Some(Progress::Reading(done, of)) => facts.push(format!("reading {done} of {of}")),
        Some(Progress::Finding(percent)) => {
            facts.push(format!("looking for shared passages, {percent}%"));
        }
        None => {}
    }
    if state.follow {
        facts.push("following".to_owned());
    }
    facts.push(count(state.desk.len(), "document", "documents"));
    let unopened = state.desk.unexpectedly_unopened();
    if unopened > 0 {
        facts.push(format!("{unopened} not opened"));
    }
    facts.push(count(session.claims.len(), "claim", "claims"));
    let conflicts = state.conflicts.count();
    if conflicts > 0 {
        facts.push(count(conflicts, "conflict", "conflicts"));
    }
    let to_decide = session.conflicts.len();
    if to_decide > 0 {
        facts.push(format!("{to_decide} to decide"));
    }
    if !state.sources.is_empty() {
        facts.push(count(
            state.sources.len(),
            "source changed",
            "sources changed",
        ));
    }
    let shared = state.shared.all().len();
    // A long reason leaves half of the line to what else is told.
    let room = after(area, area.width / 2);
    let taken = canvas.text_right(room, &saved, theme.style(Role::Status).patch(style));
    let left = Rect {
        width: area.width.saturating_sub(taken),
        ..area
    };
    // The session's name keeps what it needs, but no more than a third of the line.
    let title = width_of(&session.title).saturating_add(4);
    let room = after(left, title.min(left.width / 3));
    let with = |shared: Option<String>| {
        let all: Vec<String> = facts.iter().cloned().chain(shared).collect();
        format!("{}   ", all.join("   "))
    };
    let whole = with((shared > 0).then(|| count(shared, "shared passage", "shared passages")));
    let facts = if width_of(&whole) <= room.width {
        whole
    } else {
        with((shared > 0).then(|| format!("{shared} shared")))
    };
    let taken = canvas.text_right(
        room,
        &facts,
        theme.style(Role::Status).patch(theme.style(Role::Dim)),
    );
    let left = Rect {
        width: left.width.saturating_sub(taken),
        ..left
    };
    canvas.text(
        after(left, 1),
        &session.title,
        theme
            .style(Role::Status)
            .patch(theme.style(Role::TitleFocused)),
    );
}

/// The letters and names of all documents, the one on the screen marked.
pub fn draw_strip(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let theme = canvas.theme();
    let focus = state.panes.focus();
    let mut rest = after(area, 1);
    for (number, pane) in state.panes.all().iter().enumerate() {
        let Some(id) = pane.document else { continue };
        let title = state.title_of(id);
        let style = if number == focus {
            theme.style(Role::TitleFocused)
        } else {
            theme.style(Role::Dim)
        };
        let each = area.width / u16::try_from(state.panes.all().len()).unwrap_or(1).max(1);
        let slot = Rect {
            width: each.saturating_sub(2).min(rest.width),
            ..rest
        };
        canvas.text(slot, &format!("{} {title}", state.desk.letter(id)), style);
        rest = after(rest, each);
    }
}

/// A number with its noun.
pub fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 {
        format!("1 {one}")
    } else {
        format!("{number} {many}")
    }
}
