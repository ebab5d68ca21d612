//! The start screen.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::super::layout::rows::wrap;
use super::super::settings::Role;
use super::super::state::Start;
use super::canvas::{Canvas, after, row};
use super::popup::centred;
use crate::text::Span;

pub fn draw(canvas: &mut Canvas<'_>, start: &Start, middle: Rect) {
    let theme = canvas.theme();
    canvas.clear(middle);
    let headings = start
        .rows
        .chunk_by(|one, other| one.heading == other.heading)
        .count();
    let offers = start.rows.len() + headings * 2 + 2;
    let width = if start.told.is_empty() { 76 } else { 92 };
    let told = told(
        start,
        width.min(middle.width),
        usize::from(middle.height).saturating_sub(offers),
    );
    let height = u16::try_from(offers + told.len()).unwrap_or(u16::MAX);
    let area = centred(middle, width, height);
    let name = concat!("crosscheck ", env!("CARGO_PKG_VERSION"));
    canvas.text(
        area,
        name,
        theme.style(Role::TitleFocused).add_modifier(Modifier::BOLD),
    );
    for (number, words) in told.iter().enumerate() {
        canvas.text(row(area, number + 2), words, theme.style(Role::Text));
    }
    let mut line = 1 + told.len();
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

/// What is told above, in at most so many rows.
fn told(start: &Start, width: u16, room: usize) -> Vec<String> {
    let mut rows: Vec<_> = start
        .told
        .iter()
        .flat_map(|line| {
            let parts = wrap(line, Span::new(0, line.len()), width.max(1));
            parts.into_iter().map(|part| part.of(line).to_owned())
        })
        .collect();
    let room = room.saturating_sub(1);
    if rows.len() > room {
        rows.truncate(room.saturating_sub(1));
        rows.push("… `crosscheck verify` tells all of it.".to_owned());
    }
    if !rows.is_empty() {
        rows.insert(rows.len(), String::new());
    }
    rows
}
