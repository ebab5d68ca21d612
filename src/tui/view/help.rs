//! The keys, from the command table and the keymap in force.

use ratatui::layout::Rect;

use super::super::settings::Role;
use super::super::state::{Help, HelpLine};
use super::canvas::{Canvas, Titles, after, inside, row};
use super::popup::centred;

pub fn draw(canvas: &mut Canvas<'_>, help: &Help, middle: Rect) {
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
    let lines = &help.lines;
    let height = usize::from(text.height).max(1);
    let top = help.scroll.min(lines.len().saturating_sub(height));
    for (number, line) in lines.iter().skip(top).take(height).enumerate() {
        let place = row(text, number);
        match line {
            HelpLine::Heading(words) => {
                canvas.text(place, words, theme.style(Role::TitleFocused));
            }
            HelpLine::Keys(keys, does) => {
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
            HelpLine::Blank => {}
        }
    }
}
