//! The rows of the facts panel: sign, kind, and the words of every document.

use super::super::settings::Role;
use super::roles;
use ratatui::layout::Rect;

use super::super::state::{FactRow, State};
use super::canvas::{Canvas, after};
use super::header::count;
use crate::compare::Class;

/// The panel's title: how many facts, of which documents, and how many of them to look at.
pub fn title(state: &State) -> String {
    let facts = &state.facts;
    let mut parts = vec![format!("Facts  {}", facts.rows().len())];
    let number = |class| {
        let rows = facts.rows().iter();
        rows.filter(|row| row.class == Some(class)).count()
    };
    for (class, one, many) in [
        (Class::Conflict, "conflict", "conflicts"),
        (Class::NameVariant, "slip in a name", "slips in names"),
        (Class::Quotation, "broken quotation", "broken quotations"),
    ] {
        let number = number(class);
        if number > 0 {
            parts.push(count(number, one, many));
        }
    }
    let (of, all) = (facts.of().len(), state.desk.len());
    if 0 < of && of < all {
        parts.push(format!("of {of} of {all} documents"));
    }
    parts.join(" · ")
}

/// What an empty panel says.
pub fn empty(state: &State) -> &'static str {
    if state.progress.is_some() {
        "Gathered when the shared passages are found …"
    } else if state.facts.are_awaited() {
        "Being gathered …"
    } else if state.facts.of().is_empty() && !state.desk.is_empty() {
        "Too much text to list its facts here; in a shell, crosscheck facts prints them."
    } else {
        "No figure, date, name or quotation stands in these texts."
    }
}

/// Where the words of the documents begin, in cells from the sign.
const WORDS: u16 = 14;

/// Draws one fact: `≠ date        A June 27, 2024   B July 1`.
pub fn draw(canvas: &mut Canvas<'_>, state: &State, line: Rect, row: &FactRow) {
    let theme = canvas.theme();
    let style = match row.class {
        Some(class) => theme.style(roles::class(class)),
        None => theme.style(Role::Dim),
    };
    if let Some(class) = row.class {
        canvas.sign(line.x, line.y, class.sign(), style);
    }
    let kind = Rect {
        width: WORDS.min(line.width),
        ..line
    };
    canvas.text(after(kind, 2), row.kind, theme.style(Role::Dim));
    let mut rest = after(line, WORDS);
    for (document, words) in &row.forms {
        let letter = format!("{} ", state.desk.letter(*document));
        let taken = canvas.text(rest, &letter, theme.style(Role::Key));
        rest = after(rest, taken);
        let taken = canvas.text(rest, words, theme.style(Role::Text));
        rest = after(rest, taken + 3);
        if rest.width == 0 {
            break;
        }
    }
}
