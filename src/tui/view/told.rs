//! Several things to tell at once, each in its own lines.

use ratatui::layout::Rect;

use super::super::layout::rows::wrap;
use super::super::settings::Role;
use super::super::state::Told;
use super::canvas::{Canvas, Titles, inside, row};
use super::popup::centred;
use crate::text::Span;

pub fn draw(canvas: &mut Canvas<'_>, told: &Told, middle: Rect) {
    let theme = canvas.theme();
    let width = middle.width.min(90);
    let room = width.saturating_sub(4).max(1);
    let rows: Vec<&str> = told
        .sentences
        .iter()
        .flat_map(|sentence| sentence.lines().chain([""]))
        .flat_map(|line| {
            let rows = wrap(line, Span::new(0, line.len()), room);
            rows.into_iter().map(move |row| row.of(line))
        })
        .collect();
    let height = u16::try_from(rows.len() + 1).unwrap_or(u16::MAX);
    let area = centred(middle, width, height);
    canvas.clear(area);
    let titles = Titles {
        top: &told.title,
        bottom: if told.claim.is_some() {
            "Enter its claim   Esc close"
        } else {
            "Enter close"
        },
        style: theme.style(Role::TitleFocused),
        dim: theme.style(Role::Dim),
        ..Titles::default()
    };
    canvas.frame(area, theme.style(Role::BorderFocused), &titles);
    let text = inside(area);
    let seen = usize::from(text.height).max(1);
    let top = told.scroll.min(rows.len().saturating_sub(seen));
    for (number, words) in rows.iter().skip(top).take(seen).enumerate() {
        canvas.text(row(text, number), words.trim_end(), theme.style(Role::Text));
    }
}
