//! Where the keys go: what lies on top decides what they mean.

/// A set of bindings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// Reading, in a pane.
    Normal,
    /// A selection is being made, in a pane.
    Select,
    /// In the panel below the panes.
    Panel,
    /// In the comparison.
    Compare,
    /// In a claim's card.
    Card,
    /// In what a merge left to decide.
    Deciding,
    /// In the review of a text that changed on disk.
    Review,
    /// In a list to choose from, with nothing to type.
    List,
    /// In a list to choose from by typing.
    Picker,
    /// In a line to type in.
    Prompt,
    /// In a text of several lines.
    Editor,
}

impl Context {
    /// All of them, in the order in which help shows them.
    pub const ALL: [Context; 11] = [
        Context::Normal,
        Context::Select,
        Context::Panel,
        Context::Compare,
        Context::Card,
        Context::Review,
        Context::Deciding,
        Context::List,
        Context::Picker,
        Context::Prompt,
        Context::Editor,
    ];

    /// Its name in the keymap.
    pub fn name(self) -> &'static str {
        match self {
            Context::Normal => "normal",
            Context::Select => "select",
            Context::Panel => "panel",
            Context::Compare => "compare",
            Context::Card => "card",
            Context::Review => "review",
            Context::Deciding => "deciding",
            Context::List => "list",
            Context::Picker => "picker",
            Context::Prompt => "prompt",
            Context::Editor => "editor",
        }
    }

    /// Its heading in help.
    pub fn heading(self) -> &'static str {
        match self {
            Context::Normal => "Reading",
            Context::Select => "Selecting",
            Context::Panel => "In a panel",
            Context::Compare => "In the comparison",
            Context::Card => "In a claim's card",
            Context::Review => "In the review of a changed text",
            Context::Deciding => "In what a merge left to decide",
            Context::List => "In a list",
            Context::Picker => "In a list with a search line",
            Context::Prompt => "In a line to type in",
            Context::Editor => "In a note",
        }
    }

    /// Whether a plain character is typed rather than bound.
    pub fn takes_text(self) -> bool {
        matches!(self, Context::Picker | Context::Prompt | Context::Editor)
    }

    /// Where a key is looked up when it is not bound here.
    pub fn falls_back_to(self) -> Option<Context> {
        match self {
            Context::Select => Some(Context::Normal),
            _ => None,
        }
    }
}
