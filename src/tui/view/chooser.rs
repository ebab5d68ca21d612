//! A list to choose from.

use super::super::settings::Role;
use ratatui::layout::Rect;

use super::super::state::{Chooser, State};
use super::canvas::{Canvas, Titles, after, inside, row};
use super::popup::centred;
use super::writing::draw_line;

/// The widest that a list becomes, in cells.
const WIDEST: u16 = 84;
/// The highest that a list becomes, in rows with its frame.
const HIGHEST: u16 = 22;

pub fn draw(canvas: &mut Canvas<'_>, _state: &State, chooser: &Chooser, middle: Rect) {
    let theme = canvas.theme();
    let typed = u16::from(chooser.filter.is_some());
    let rows = u16::try_from(chooser.choices.len()).unwrap_or(u16::MAX);
    let height = rows
        .saturating_add(2 + typed * 2)
        .clamp(3 + typed * 2, HIGHEST);
    let width = if typed == 1 {
        WIDEST
    } else {
        menu_width(chooser)
    };
    let area = centred(middle, width, height);
    canvas.clear(area);
    let count = match &chooser.filter {
        Some(_) => format!("{} of {}", chooser.shown.len(), chooser.choices.len()),
        None => String::new(),
    };
    let titles = Titles {
        top: &chooser.title,
        bottom_right: &count,
        style: theme.style(Role::TitleFocused),
        dim: theme.style(Role::Dim),
        ..Titles::default()
    };
    canvas.frame(area, theme.style(Role::BorderFocused), &titles);
    let mut list = inside(area);
    if let Some(line) = &chooser.filter {
        draw_line(canvas, line, row(list, 0));
        list = Rect {
            y: list.y + 2,
            height: list.height.saturating_sub(2),
            ..list
        };
    }
    if chooser.shown.is_empty() {
        canvas.text(list, "Nothing matches", theme.style(Role::Dim));
    }
    let height = usize::from(list.height).max(1);
    let top = (chooser.cursor.row + 1).saturating_sub(height);
    for (number, choice) in chooser.shown.iter().enumerate().skip(top).take(height) {
        let Some(choice) = chooser.choices.get(*choice) else {
            continue;
        };
        let line = row(list, number - top);
        let chosen = number == chooser.cursor.row;
        let style = if choice.unavailable.is_some() {
            theme.style(Role::Dim)
        } else {
            theme.style(Role::Text)
        };
        let style = if chosen {
            style.patch(theme.style(Role::RowSelected))
        } else {
            style
        };
        if chosen {
            canvas.tint(line, theme.style(Role::RowSelected));
        }
        canvas.text(line, if chosen { "▸" } else { " " }, style);
        let mut label = after(line, 2);
        if let Some(key) = choice.key {
            canvas.text(label, &key.to_string(), style.patch(theme.style(Role::Key)));
            label = after(label, 2);
        }
        let detail = choice.unavailable.as_deref().unwrap_or(&choice.detail);
        // The label keeps three fifths of the line.
        let right = after(label, label.width * 3 / 5);
        let taken = canvas.text_right(right, detail, style.patch(theme.style(Role::Dim)));
        let gap = if taken > 0 { taken + 2 } else { 0 };
        let label = Rect {
            width: label.width.saturating_sub(gap),
            ..label
        };
        canvas.text(label, &choice.label, style);
    }
}

/// As wide as the longest row of a menu needs.
fn menu_width(chooser: &Chooser) -> u16 {
    let longest = chooser
        .choices
        .iter()
        .map(|choice| choice.label.chars().count() + choice.detail.chars().count() * 5 / 2 + 10)
        .chain([chooser.title.chars().count() + 6])
        .max()
        .unwrap_or(0);
    u16::try_from(longest).unwrap_or(WIDEST).clamp(28, WIDEST)
}
