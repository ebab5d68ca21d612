//! A document's card: who published it, when, where it stands, and how it was read.

use ratatui::layout::Rect;

use super::super::settings::Role;
use super::super::state::{SourceCard, SourceRow, State};
use super::super::update::source_rows;
use super::canvas::{Canvas, Titles, after, inside, row};
use super::findings::badge;
use super::popup::centred;

/// The columns that the names of fields take, in cells.
const NAMES: u16 = 13;

pub fn draw(canvas: &mut Canvas<'_>, state: &State, card: &SourceCard, middle: Rect) {
    let theme = canvas.theme();
    let Some(record) = state.work.session().document(card.document) else {
        return;
    };
    let rows = source_rows(record);
    let height = u16::try_from(rows.len() + 2).unwrap_or(u16::MAX);
    let area = centred(middle, middle.width.saturating_sub(4).min(100), height);
    canvas.clear(area);
    let title = format!("Document {}", state.desk.letter(card.document));
    let hidden = state
        .desk
        .findings(card.document)
        .map_or(String::new(), badge);
    let titles = Titles {
        top: &title,
        top_right: &hidden,
        bottom: "Enter change   Esc close",
        style: theme.style(Role::TitleFocused),
        dim: theme.style(Role::Dim),
        ..Titles::default()
    };
    canvas.frame(area, theme.style(Role::BorderFocused), &titles);
    let list = inside(area);
    let seen = usize::from(list.height).max(1);
    let top = (card.cursor.row + 1).saturating_sub(seen);
    for (number, item) in rows.iter().enumerate().skip(top).take(seen) {
        let line = row(list, number - top);
        let (name, words) = match item {
            SourceRow::Title(title) => ("title", Some(title.as_str())),
            SourceRow::Field(field) => (field.name(), field.words()),
            SourceRow::Known(name, words) => (*name, Some(words.as_str())),
        };
        let names = Rect {
            width: NAMES.min(line.width),
            ..line
        };
        canvas.text(names, name, theme.style(Role::Dim));
        let role = match (item, words) {
            (SourceRow::Known(..), _) | (_, None) => Role::Dim,
            _ => Role::Text,
        };
        canvas.text(
            after(line, NAMES),
            words.unwrap_or("not known"),
            theme.style(role),
        );
        if number == card.cursor.row {
            canvas.tint(line, theme.style(Role::RowSelected));
        }
    }
}
