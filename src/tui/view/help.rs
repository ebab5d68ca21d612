//! The keys, from the command table and the keymap in force.

use super::super::settings::Role;
use ratatui::layout::Rect;

use super::super::command::{COMMANDS, Group};
use super::super::context::Context;
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

/// The keys of reading by group, then what the other contexts add.
fn lines(state: &State) -> Vec<Line> {
    let keymap = &state.keymap;
    let mut lines = vec![];
    let groups = [
        Group::Go,
        Group::Compare,
        Group::Claims,
        Group::Select,
        Group::Move,
        Group::Search,
        Group::Screen,
        Group::Session,
    ];
    for group in groups {
        let rows = COMMANDS
            .iter()
            .filter(|command| command.group == group)
            .filter_map(|command| {
                let keys = keymap.keys_for(Context::Normal, command.action);
                (!keys.is_empty()).then(|| Line::Keys(keys.join("  "), command.does))
            });
        push_section(&mut lines, group.heading(), rows.collect());
    }
    for context in Context::ALL
        .into_iter()
        .filter(|context| *context != Context::Normal)
    {
        let rows = COMMANDS.iter().filter_map(|command| {
            let keys = keymap.keys_for(context, command.action);
            let here = context
                .falls_back_to()
                .map(|other| keymap.keys_for(other, command.action));
            let adds = !keys.is_empty() && here.as_ref() != Some(&keys);
            adds.then(|| Line::Keys(keys.join("  "), command.does))
        });
        push_section(&mut lines, context.heading(), rows.collect());
    }
    lines
}

fn push_section(lines: &mut Vec<Line>, heading: &'static str, rows: Vec<Line>) {
    if !rows.is_empty() {
        if !lines.is_empty() {
            lines.push(Line::Blank);
        }
        lines.push(Line::Heading(heading));
        lines.extend(rows);
    }
}
