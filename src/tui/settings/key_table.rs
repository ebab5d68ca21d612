//! The keys in force, section by section: what help, the manual page and the README show.

use super::keymap::Keymap;
use crate::tui::command::{COMMANDS, Command, Group};
use crate::tui::context::Context;

/// What belongs together, under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub heading: &'static str,
    /// The commands that have keys here, in the order of the command table.
    pub rows: Vec<Row>,
}

/// A command with its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Each way to press it, in words; never empty.
    pub keys: Vec<String>,
    /// What the keys do.
    pub command: &'static Command,
}

/// The groups of reading, those first that make this program different from a pager.
const READING: [Group; 9] = [
    Group::Go,
    Group::Compare,
    Group::Claims,
    Group::Sources,
    Group::Select,
    Group::Move,
    Group::Search,
    Group::Screen,
    Group::Session,
];

/// The keys of reading by group, then what every other context adds to them.
pub fn sections(keymap: &Keymap) -> Vec<Section> {
    let reading = READING.into_iter().map(|group| Section {
        heading: group.heading(),
        rows: rows(|command| {
            let keys = keymap.keys_for(Context::Normal, command.action);
            if command.group == group { keys } else { vec![] }
        }),
    });
    let others = Context::ALL
        .into_iter()
        .filter(|context| *context != Context::Normal)
        .map(|context| Section {
            heading: context.heading(),
            rows: rows(|command| added(keymap, context, command)),
        });
    reading
        .chain(others)
        .filter(|section| !section.rows.is_empty())
        .collect()
}

/// The commands that have no key anywhere; the palette finds them by name.
pub fn without_keys(keymap: &Keymap) -> impl Iterator<Item = &'static Command> {
    let bound = keymap.all();
    COMMANDS
        .iter()
        .filter(move |command| !bound.iter().any(|binding| binding.command == *command))
}

fn rows(keys: impl Fn(&'static Command) -> Vec<String>) -> Vec<Row> {
    let with_keys = COMMANDS.iter().map(|command| Row {
        keys: keys(command),
        command,
    });
    with_keys.filter(|row| !row.keys.is_empty()).collect()
}

/// A command's keys in a context, unless the context that it falls back to has the same ones.
fn added(keymap: &Keymap, context: Context, command: &Command) -> Vec<String> {
    let keys = keymap.keys_for(context, command.action);
    let fallback = context.falls_back_to();
    match fallback.map(|other| keymap.keys_for(other, command.action)) {
        Some(known) if known == keys => vec![],
        _ => keys,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_in_a_section_or_has_no_key() {
        let keymap = Keymap::defaults();
        let sections = sections(&keymap);
        let without: Vec<_> = without_keys(&keymap).collect();
        for command in COMMANDS {
            let listed = sections
                .iter()
                .flat_map(|section| &section.rows)
                .any(|row| row.command == command);
            assert_ne!(listed, without.contains(&command), "{}", command.name);
        }
    }

    #[test]
    fn a_context_lists_only_what_it_adds() {
        let sections = sections(&Keymap::defaults());
        let selecting = sections
            .iter()
            .find(|section| section.heading == Context::Select.heading())
            .unwrap();
        let names: Vec<_> = selecting.rows.iter().map(|row| row.command.name).collect();
        assert!(names.contains(&"evidence"), "{names:?}");
        assert!(!names.contains(&"down"), "{names:?}");
    }
}
