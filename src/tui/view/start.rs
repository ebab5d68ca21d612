//! The start screen.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::super::settings::Role;
use super::super::state::Start;
use super::canvas::{Canvas, after, row};
use super::popup::centred;

pub fn draw(canvas: &mut Canvas<'_>, start: &Start, middle: Rect) {
    let theme = canvas.theme();
    canvas.clear(middle);
    let headings = start
        .rows
        .chunk_by(|one, other| one.heading == other.heading)
        .count();
    let height = u16::try_from(start.rows.len() + headings * 2 + 2).unwrap_or(u16::MAX);
    let area = centred(middle, 76, height);
    let name = concat!("crosscheck ", env!("CARGO_PKG_VERSION"));
    canvas.text(
        area,
        name,
        theme.style(Role::TitleFocused).add_modifier(Modifier::BOLD),
    );
    let mut line = 1;
    let mut heading = "";
    for (number, item) in start.rows.iter().enumerate() {
        if item.heading != heading {
            heading = item.heading;
            canvas.text(row(area, line + 1), heading, theme.style(Role::Dim));
            line += 2;
        }
        let place = row(area, line);
        line += 1;
        if number == start.cursor.row {
            canvas.tint(place, theme.style(Role::RowSelected));
            canvas.text(after(place, 1), "▸", theme.style(Role::Text));
        }
        let taken = canvas.text_right(place, &format!("{} ", item.detail), theme.style(Role::Dim));
        let name = after(place, 3);
        let room = name.width.saturating_sub(taken + 1);
        canvas.text(
            Rect {
                width: room,
                ..name
            },
            &item.name,
            theme.style(Role::Text),
        );
    }
}
