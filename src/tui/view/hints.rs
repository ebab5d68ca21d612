//! What the keys that were pressed can be continued with.

use super::super::settings::Role;
use ratatui::layout::Rect;

use super::super::settings::Lookup;
use super::super::state::State;
use super::canvas::{Canvas, Titles, after, inside, row};
use super::popup::at_bottom;

pub fn draw(canvas: &mut Canvas<'_>, state: &State, middle: Rect) {
    let keymap = &state.keymap;
    let Lookup::Pending(hints) = keymap.lookup(state.context(), &state.pending) else {
        return;
    };
    let theme = canvas.theme();
    let height = u16::try_from(hints.len() + 2).unwrap_or(u16::MAX);
    let longest = hints
        .iter()
        .map(|hint| hint.does.chars().count())
        .max()
        .unwrap_or(0);
    let width = u16::try_from(longest + 16)
        .unwrap_or(u16::MAX)
        .clamp(24, 60);
    let area = at_bottom(middle, width, height);
    canvas.clear(area);
    let keys: Vec<_> = state.pending.iter().map(ToString::to_string).collect();
    let title = format!("{} …", keys.join(" "));
    let titles = Titles {
        top: &title,
        style: theme.style(Role::TitleFocused),
        dim: theme.style(Role::Dim),
        ..Titles::default()
    };
    canvas.frame(area, theme.style(Role::BorderFocused), &titles);
    for (number, hint) in hints.iter().enumerate() {
        let line = row(inside(area), number);
        canvas.text(
            Rect {
                width: 9.min(line.width),
                ..line
            },
            &hint.key.to_string(),
            theme.style(Role::Key),
        );
        canvas.text(after(line, 10), hint.does, theme.style(Role::Text));
    }
}
