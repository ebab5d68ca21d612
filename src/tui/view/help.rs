//! The keys, from the command table and the keymap in force.

use super::super::settings::Role;
use super::super::settings::key_table::sections;
use ratatui::layout::Rect;

use super::super::state::{Help, State};
use super::canvas::{Canvas, Titles, after, inside, row};
use super::popup::centred;

/// A line of the help: a heading, or keys with what they do.
enum Line {
    Heading(&'static str),
    Keys(String, &'static str),
    Blank,
}

pub fn draw(canvas: &mut Canvas<'_>, state: &State, help: &Help, middle: Rect) {
    let theme = canvas.theme();
    let area = centred(middle, 92, middle.height);
    canvas.clear(area);
    let titles = Titles {
        top: "Keys",
        top_right: ": finds every command by name",
        bottom: "j k scroll   Esc close",
        style: theme.style(Role::TitleFocused),
        dim: theme.style(Role::Dim),
        ..Titles::default()
    };
    canvas.frame(area, theme.style(Role::BorderFocused), &titles);
    let text = inside(area);
    let lines = lines(state);
    let height = usize::from(text.height).max(1);
    let top = help.scroll.min(lines.len().saturating_sub(height));
    for (number, line) in lines.iter().skip(top).take(height).enumerate() {
        let place = row(text, number);
        match line {
            Line::Heading(words) => {
                canvas.text(place, words, theme.style(Role::TitleFocused));
            }
            Line::Keys(keys, does) => {
                canvas.text(
                    Rect {
                        width: 24.min(place.width),
                        ..place
                    },
                    keys,
                    theme.style(Role::Key),
                );
                canvas.text(after(place, 26), does, theme.style(Role::Text));
            }
            Line::Blank => {}
        }
    }
}

fn lines(state: &State) -> Vec<Line> {
    let mut lines = vec![];
    for section in sections(&state.keymap) {
        if !lines.is_empty() {
            lines.push(Line::Blank);
        }
        lines.push(Line::Heading(section.heading));
        let rows = section.rows.into_iter();
        lines.extend(rows.map(|row| Line::Keys(row.keys.join("  "), row.command.does)));
    }
    lines
}
