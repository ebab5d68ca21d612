//! The rows of the leads: where each stands, whether it is evidence already, and what it says.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::super::settings::Role;
use super::super::state::State;
use super::canvas::{Canvas, after};
use super::pane::stance_sign;
use super::roles;
use crate::parallel::Lead;
use crate::session::Stance;
use crate::text::Span;

/// The panel's title: what they were looked for.
pub fn title(state: &State) -> String {
    let Some(sought) = state.leads.sought() else {
        return "Leads".to_owned();
    };
    let number = state.leads.all().len();
    let number = if number == 0 {
        String::new()
    } else {
        format!("  {number}")
    };
    match &sought.claim {
        Some(claim) => format!("Leads for claim {}{number}  {}", claim.number, sought.title),
        None => format!("Leads{number}  “{}”", sought.title),
    }
}

/// What an empty panel says.
pub fn empty(state: &State) -> &'static str {
    match state.leads.sought() {
        None => "Nothing is looked for: f on a claim or a sentence looks for what may bear on it.",
        Some(_) if state.leads.are_awaited() => "Being looked for …",
        Some(_) => "No other document has a sentence like it.",
    }
}

/// Where the sentence begins, in cells from the place.
const WORDS: u16 = 12;

/// The most characters of a part of a sentence that a row shows.
const SHOWN: usize = 1024;

/// Draws one lead: `B ¶9  + On July 1 the new president signed …`, what it shares in bold.
pub fn draw(canvas: &mut Canvas<'_>, state: &State, line: Rect, lead: &Lead) {
    let theme = canvas.theme();
    let Some(document) = state.desk.ready(lead.place.document) else {
        return;
    };
    let letter = state.desk.letter(document.id);
    let place = format!("{letter} {}", document.place(lead.place.span.start()));
    let place_area = Rect {
        width: (WORDS - 3).min(line.width),
        ..line
    };
    canvas.text(place_area, &place, theme.style(Role::Key));
    if let Some(stance) = stance_of(state, lead) {
        let style = theme.style(roles::stance(stance));
        let style = style.remove_modifier(Modifier::UNDERLINED);
        canvas.sign(line.x + WORDS - 2, line.y, stance_sign(stance), style);
    }
    let mut rest = after(line, WORDS);
    let mut at = lead.place.span.start();
    let mut part = |span: Span, role| {
        let words = document.quote(span).chars().take(SHOWN);
        let words: String = words
            .map(|c| if c.is_whitespace() { ' ' } else { c })
            .collect();
        let taken = canvas.text(rest, &words, theme.style(role));
        rest = after(rest, taken);
        rest.width > 0
    };
    for shared in &lead.shared {
        let before = Span::between(at, shared.start().max(at));
        if !(part(before, Role::Text) && part(*shared, Role::Match)) {
            return;
        }
        at = shared.end();
    }
    part(Span::between(at, lead.place.span.end().max(at)), Role::Text);
}

/// How a lead bears on the claim, where it is evidence for it already.
fn stance_of(state: &State, lead: &Lead) -> Option<Stance> {
    let claim = state.leads.sought()?.claim.as_ref()?;
    let session = state.work.session();
    let mut evidence = session.evidence_for(claim);
    let is_it = evidence.find(|evidence| {
        evidence.anchor.document == lead.place.document
            && evidence.anchor.span.overlaps(lead.place.span)
    });
    is_it.map(|evidence| evidence.stance)
}
