//! Lines and notes that are typed. The text is drawn by our own rows, since what is typed may hold
//! anything that was copied from a source.

use super::super::settings::Role;
use ratatui::layout::Rect;
use ratatui_textarea::DataCursor;

use super::super::layout::rows::{cells, column_of, wrap};
use super::super::state::{Editor, Prompt, Purpose, Writing};
use super::canvas::{Canvas, Titles, inside, row};
use super::popup::{at_bottom, centred};
use crate::session::CardField;
use crate::text::{Offset, Span};

pub fn draw_prompt(canvas: &mut Canvas<'_>, prompt: &Prompt, middle: Rect) {
    let area = at_bottom(middle, middle.width, 3);
    let theme = canvas.theme();
    canvas.clear(area);
    let (title, help) = words(&prompt.purpose);
    let titles = Titles {
        top: &title,
        top_right: help,
        style: theme.style(Role::TitleFocused),
        dim: theme.style(Role::Dim),
        ..Titles::default()
    };
    canvas.frame(area, theme.style(Role::BorderFocused), &titles);
    draw_line(canvas, &prompt.line, row(inside(area), 0));
}

fn words(purpose: &Purpose) -> (String, &'static str) {
    match purpose {
        Purpose::Search => ("Search".to_owned(), "small letters find capitals, too"),
        Purpose::Filter => (
            "Show only".to_owned(),
            "rows that hold all these words; nothing shows all",
        ),
        Purpose::Statement(claim) => (format!("Claim {} says", claim.number), ""),
        Purpose::Speaker(claim) => (format!("Who said claim {}", claim.number), ""),
        Purpose::SaidOn(claim) => (format!("When claim {} was said", claim.number), ""),
        Purpose::Tags(claim) => (
            format!("Tags of claim {}", claim.number),
            "with commas between",
        ),
        Purpose::SessionTitle => ("Name of the session".to_owned(), ""),
        Purpose::Export => ("Write a report to".to_owned(), ".md for Markdown"),
        Purpose::DocumentTitle(_) => ("Name of the document".to_owned(), ""),
        Purpose::CardField(_, field) => (capitalised(field.name()), help(field)),
    }
}

fn capitalised(words: &str) -> String {
    let mut characters = words.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}

/// What is to be typed into a field of a card.
fn help(field: &CardField) -> &'static str {
    match field {
        CardField::Published(_) | CardField::Accessed(_) => "a day as 2024-07-01",
        CardField::Language(_) => "as en or es-PA",
        CardField::Author(_) => "with commas between",
        _ => "nothing where it is not known",
    }
}

/// A typed line with its cursor, scrolled sideways so that the cursor is seen.
pub fn draw_line(canvas: &mut Canvas<'_>, line: &Writing, area: Rect) {
    let theme = canvas.theme();
    let text = line.lines().first().map_or("", String::as_str);
    let whole = Span::new(0, text.len());
    let at = place_of(text, line.cursor().1);
    let column = column_of(text, whole, at);
    let first = column.saturating_sub(area.width.saturating_sub(1));
    for cell in cells(text, whole) {
        if cell.column >= first && cell.column < first + area.width {
            let column = cell.column - first;
            let (x, room) = (area.x + column, area.width - column);
            canvas.glyph(x, area.y, &cell.glyph, room, theme.style(Role::Text));
        }
    }
    canvas.tint(
        Rect {
            x: area.x + column - first,
            width: 1,
            ..area
        },
        theme.style(Role::Cursor),
    );
}

pub fn draw_editor(canvas: &mut Canvas<'_>, editor: &Editor, middle: Rect) {
    let area = centred(middle, 76, 14);
    let theme = canvas.theme();
    canvas.clear(area);
    let title = format!("Note on claim {}", editor.claim.number);
    let titles = Titles {
        top: &title,
        style: theme.style(Role::TitleFocused),
        dim: theme.style(Role::Dim),
        ..Titles::default()
    };
    canvas.frame(area, theme.style(Role::BorderFocused), &titles);
    let area = inside(area);
    let DataCursor(line, character) = editor.text.cursor();
    let mut rows = vec![];
    let mut cursor = (0, 0);
    for (number, text) in editor.text.lines().iter().enumerate() {
        let spans = wrap(text, Span::new(0, text.len()), area.width.max(1));
        if number == line {
            let at = place_of(text, character);
            let within = spans
                .iter()
                .rposition(|span| span.start() <= at)
                .unwrap_or(0);
            let span = spans.get(within).copied().unwrap_or_default();
            cursor = (rows.len() + within, column_of(text, span, at));
        }
        rows.extend(spans.into_iter().map(|span| span.of(text)));
    }
    let height = usize::from(area.height).max(1);
    let top = (cursor.0 + 1).saturating_sub(height);
    for (number, text) in rows.iter().skip(top).take(height).enumerate() {
        canvas.text(row(area, number), text.trim_end(), theme.style(Role::Text));
    }
    let line = row(area, cursor.0 - top);
    let column = cursor.1.min(line.width.saturating_sub(1));
    canvas.tint(
        Rect {
            x: line.x + column,
            width: 1,
            ..line
        },
        theme.style(Role::Cursor),
    );
}

/// The byte offset of a character in a line.
fn place_of(line: &str, character: usize) -> Offset {
    Offset(
        line.char_indices()
            .nth(character)
            .map_or(line.len(), |(at, _)| at),
    )
}
