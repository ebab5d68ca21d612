//! What is drawn, by meaning: a theme gives each role its style, and views name roles, never
//! colours.

/// Makes the enum, the list of all and the names from one table.
macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident = $name:literal,)*) => {
        /// A meaning that has a style.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Role {
            $($(#[$doc])* $role,)*
        }

        impl Role {
            /// All of them.
            pub const ALL: &'static [Role] = &[$(Role::$role,)*];

            /// Its name in theme files.
            pub fn name(self) -> &'static str {
                match self {
                    $(Role::$role => $name,)*
                }
            }
        }
    };
}

roles! {
    /// The ground of the whole screen, and the sources' words on it.
    Text = "text",
    /// What matters less: line marks, hints, what is not read now.
    Dim = "dim",
    /// The ground of what lies on top: pickers, cards, hints.
    Popup = "popup",
    /// A pane's title.
    Title = "title",
    /// The title of the pane that keys go to.
    TitleFocused = "title-focused",
    /// A frame.
    Border = "border",
    /// The frame of what keys go to.
    BorderFocused = "border-focused",
    /// The cursor.
    Cursor = "cursor",
    /// The cursor of a pane that keys do not go to.
    CursorUnfocused = "cursor-unfocused",
    /// The selection.
    Selection = "selection",
    /// What a search found.
    SearchHit = "search-hit",
    /// The hit that the cursor stands on.
    SearchCurrent = "search-current",
    /// A claim that was found true.
    VerdictSupported = "verdict-supported",
    /// A claim that was found false.
    VerdictRefuted = "verdict-refuted",
    /// A claim on which the evidence conflicts, or that is partly true.
    VerdictMixed = "verdict-mixed",
    /// A claim that cannot be decided.
    VerdictUnknown = "verdict-unknown",
    /// A claim without a verdict.
    VerdictNone = "verdict-none",
    /// Evidence that supports.
    StanceSupports = "stance-supports",
    /// Evidence that refutes.
    StanceRefutes = "stance-refutes",
    /// Evidence that qualifies.
    StanceQualifies = "stance-qualifies",
    /// Evidence that only mentions.
    StanceMentions = "stance-mentions",
    /// A passage that another document has word by word.
    ParallelVerbatim = "parallel-verbatim",
    /// A passage that another document has nearly word by word.
    ParallelNear = "parallel-near",
    /// A passage that another document has in other words.
    ParallelParaphrase = "parallel-paraphrase",
    /// The counterpart, softly lit in the other pane.
    Counterpart = "counterpart",
    /// The sign of a conflict.
    Conflict = "conflict",
    /// A difference: two facts, or a denial, that cannot both hold.
    DiffConflict = "diff-conflict",
    /// A difference: one of the two says it more precisely.
    DiffPrecision = "diff-precision",
    /// A difference: the same fact in another form.
    DiffSameFact = "diff-same-fact",
    /// A difference: one name, spelled two ways.
    DiffNameVariant = "diff-name-variant",
    /// A difference: a hedge that one of the two leaves out.
    DiffHedge = "diff-hedge",
    /// A difference: the edge of a quotation moved.
    DiffQuotation = "diff-quotation",
    /// A difference: other words.
    DiffReworded = "diff-reworded",
    /// A difference: only the second has it.
    DiffAdded = "diff-added",
    /// A difference: only the first has it.
    DiffRemoved = "diff-removed",
    /// A difference: it stands elsewhere.
    DiffMoved = "diff-moved",
    /// A difference that hardly matters: inflection, small words.
    DiffSmall = "diff-small",
    /// The mark of a hidden character.
    HiddenMark = "hidden-mark",
    /// The mark of a hidden character that is everyday: a tab, a space that no line breaks at.
    EverydayMark = "everyday-mark",
    /// A word that passes for another by letters that look alike.
    Lookalike = "lookalike",
    /// Something that is worth knowing.
    Notice = "notice",
    /// Something that went wrong.
    Problem = "problem",
    /// Everything is saved.
    Saved = "saved",
    /// Something is not saved yet.
    Saving = "saving",
    /// The last line.
    Status = "status",
    /// The mode, on the last line.
    Mode = "mode",
    /// A key, where keys are shown.
    Key = "key",
    /// The heading of a panel, a group or a column.
    PanelHeader = "panel-header",
    /// The chosen row of the list that keys go to.
    RowSelected = "row-selected",
    /// The chosen row of a list that keys do not go to.
    RowSelectedUnfocused = "row-selected-unfocused",
    /// The characters that matched what was typed.
    Match = "match",
    /// What cannot be chosen now.
    Unavailable = "unavailable",
}
