//! Rows of the panel: what is hidden in a text, and what could not be opened.

use ratatui::layout::Rect;

use super::super::settings::Role;
use super::super::state::State;
use super::super::update::Unopened;
use super::canvas::{Canvas, after};
use super::header::count;
use crate::source::Skipped;
use crate::text::findings::{Kind, spelled};
use crate::text::{Finding, Findings, Hidden, Span, graphemes};

/// How much is hidden in a document, in few words: what its title shows, too. Empty where nothing
/// asks for attention.
pub fn badge(findings: &Findings) -> String {
    match (findings.hidden, findings.lookalikes) {
        (0, 0) => String::new(),
        (0, words) => count(words, "look-alike word", "look-alike words"),
        (many, 0) => count(many, "hidden character", "hidden characters"),
        (many, words) => format!("{many} hidden, {words} look-alike"),
    }
}

/// The heading of what is hidden in the focused text.
pub fn hidden_title(state: &State) -> String {
    let Some(id) = state.panes.focused().document else {
        return "Hidden".to_owned();
    };
    let letter = state.desk.letter(id);
    match state.desk.findings(id) {
        None => format!("Hidden in {letter}"),
        Some(found) => {
            let listed: usize = found.places.iter().map(|place| place.characters).sum();
            let first = match found.count() - listed {
                0 => String::new(),
                more => format!(", the last {more} not listed"),
            };
            let everyday = match found.everyday {
                0 => String::new(),
                many => format!("   {many} everyday"),
            };
            format!("Hidden in {letter}  {}{first}{everyday}", badge(found))
        }
    }
}

/// The cells for a finding's place, and for what it is.
const PLACE: u16 = 8;
const WHAT: u16 = 36;
/// The least room, in cells, in which the words around a finding and its reason stand side by side.
const BOTH: u16 = 50;

/// A finding: where it stands, what it is, the words around it, why it matters.
pub fn draw_hidden(canvas: &mut Canvas<'_>, state: &State, line: Rect, found: &Finding) {
    let theme = canvas.theme();
    let Some(document) = state.document() else {
        return;
    };
    let place = format!("¶{}", document.paragraph_number(found.span.start()));
    canvas.text(line, &place, theme.style(Role::Dim));
    let message = match found.kind {
        Kind::Hidden(Hidden::Tag) => {
            format!(" “{}”", spelled(document.quote(first_of(found.span))))
        }
        _ => String::new(),
    };
    let what = match found.characters {
        1 => format!("{}{message}", found.kind.words()),
        many => format!("{many}× {}{message}", found.kind.words()),
    };
    let what_area = Rect {
        width: WHAT.min(line.width.saturating_sub(PLACE)),
        ..after(line, PLACE)
    };
    let role = if found.kind.is_suspicious() {
        Role::Text
    } else {
        Role::Dim
    };
    canvas.text(what_area, &what, theme.style(role));
    let rest = after(line, PLACE + WHAT + 2);
    let around = surroundings(&document.text, found.span);
    if rest.width < BOTH {
        canvas.text(rest, around, theme.style(Role::Text));
        return;
    }
    let half = Rect {
        width: rest.width / 2,
        ..rest
    };
    canvas.text(half, around, theme.style(Role::Text));
    canvas.text(
        after(rest, half.width + 2),
        found.kind.why(),
        theme.style(Role::Dim),
    );
}

/// The start of a span that may be as long as the text.
fn first_of(span: Span) -> Span {
    const SHOWN: usize = 256;
    Span::new(span.start().0, span.end().0.min(span.start().0 + SHOWN))
}

/// A finding with a little of its line on both sides.
fn surroundings(text: &str, span: Span) -> &str {
    const BEFORE: usize = 12;
    let span = first_of(span);
    let start = span.start().0.saturating_sub(BEFORE);
    let wide = graphemes::widen(text, Span::new(start, span.end().0 + BEFORE)).of(text);
    let lines = wide.split('\n');
    // The line that the finding stands in is the longest way from both ends.
    lines.max_by_key(|line| line.len()).unwrap_or_default()
}

/// The heading of what is not open.
pub fn unopened_title(state: &State) -> String {
    let failed = state.desk.failures();
    let skipped = state.desk.skipped().len();
    let all = state.desk.len() + skipped;
    match failed + skipped {
        0 => format!("Not opened  none of {}", count(all, "file", "files")),
        some => format!("Not opened  {some} of {}", count(all, "file", "files")),
    }
}

/// A file that is not open: its name, and why.
pub fn draw_unopened(canvas: &mut Canvas<'_>, state: &State, line: Rect, row: &Unopened<'_>) {
    let theme = canvas.theme();
    let (name, why) = match row {
        Unopened::Failed(id, why) => {
            let name = format!("{}  {}", state.desk.letter(*id), state.title_of(*id));
            (name, (*why).to_owned())
        }
        Unopened::Skipped(Skipped { path, why }) => (path.display().to_string(), why.to_string()),
    };
    let style = if row.is_expected() {
        theme.style(Role::Dim)
    } else {
        theme.style(Role::Text)
    };
    let half = line.width * 2 / 5;
    let left = Rect {
        width: half.saturating_sub(2),
        ..line
    };
    // The end of a path tells more than its start.
    let cells = usize::from(left.width);
    let cut = match name.char_indices().rev().nth(cells.saturating_sub(2)) {
        Some((at, _)) if at > 0 => format!("…{}", name.get(at..).unwrap_or_default()),
        _ => name,
    };
    canvas.text(left, &cut, style);
    canvas.text(after(line, half), &why, theme.style(Role::Dim));
}
