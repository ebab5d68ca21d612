//! The command table: every action with its name and its words. Dispatch, help, the palette, key
//! hints and the README's key table are made from it and the keymap; keys are listed nowhere else.

use super::action::Action::{
    self, Claim, Comparison, Go, List, Move, Pane, Panel, Scroll, Select, Session, Source,
};
use super::action::{
    ClaimAction, ComparisonAction, Go as Place, ListAction, Motion, PaneAction, PanelAction,
    Scroll as Rolling, Search, Selection, SessionAction, SourceAction,
};
use crate::session::decide::Version;
use crate::session::{Stance, Status};

/// What belongs together in help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Moving the cursor.
    Move,
    /// Going to places that mean something.
    Go,
    /// Selecting.
    Select,
    /// Searching.
    Search,
    /// Claims, evidence, verdicts.
    Claims,
    /// Comparing.
    Compare,
    /// What is known of documents, and what became of them on disk.
    Sources,
    /// Panes and panels.
    Screen,
    /// Lists.
    Lists,
    /// The session and the program.
    Session,
}

impl Group {
    /// Its heading.
    pub fn heading(self) -> &'static str {
        match self {
            Group::Move => "Move",
            Group::Go => "Go to",
            Group::Select => "Select",
            Group::Search => "Search",
            Group::Claims => "Claims and evidence",
            Group::Compare => "Compare",
            Group::Sources => "The documents and their files",
            Group::Screen => "Panes and panels",
            Group::Lists => "Lists",
            Group::Session => "Session",
        }
    }
}

/// A row of the table.
#[derive(Debug, PartialEq, Eq)]
pub struct Command {
    /// Its name in the keymap and the palette: stable, lower-case, with hyphens.
    pub name: &'static str,
    /// What it does, in a few words, in small letters.
    pub does: &'static str,
    /// What it does it with.
    pub action: Action,
    /// Where help lists it.
    pub group: Group,
}

const fn row(group: Group, name: &'static str, action: Action, does: &'static str) -> Command {
    Command {
        name,
        does,
        action,
        group,
    }
}

/// All that the program can do.
#[rustfmt::skip]
pub const COMMANDS: &[Command] = &[
    row(Group::Move, "left", Move(Motion::Left), "one character back"),
    row(Group::Move, "right", Move(Motion::Right), "one character on"),
    row(Group::Move, "up", Move(Motion::Up), "one row up"),
    row(Group::Move, "down", Move(Motion::Down), "one row down"),
    row(Group::Move, "next-word", Move(Motion::NextWord), "next word"),
    row(Group::Move, "previous-word", Move(Motion::PreviousWord), "previous word"),
    row(Group::Move, "word-end", Move(Motion::WordEnd), "end of the word"),
    row(Group::Move, "next-sentence", Move(Motion::NextSentence), "next sentence"),
    row(Group::Move, "previous-sentence", Move(Motion::PreviousSentence), "previous sentence"),
    row(Group::Move, "next-paragraph", Move(Motion::NextParagraph), "next paragraph"),
    row(Group::Move, "previous-paragraph", Move(Motion::PreviousParagraph), "previous paragraph"),
    row(Group::Move, "row-start", Move(Motion::RowStart), "start of the row"),
    row(Group::Move, "row-end", Move(Motion::RowEnd), "end of the row"),
    row(Group::Move, "document-start", Move(Motion::DocumentStart), "start of the document"),
    row(Group::Move, "document-end", Move(Motion::DocumentEnd), "end of the document"),
    row(Group::Move, "screen-top", Move(Motion::ScreenTop), "top of the screen"),
    row(Group::Move, "screen-middle", Move(Motion::ScreenMiddle), "middle of the screen"),
    row(Group::Move, "screen-bottom", Move(Motion::ScreenBottom), "bottom of the screen"),
    row(Group::Move, "half-page-down", Move(Motion::HalfPageDown), "half a screen down"),
    row(Group::Move, "half-page-up", Move(Motion::HalfPageUp), "half a screen up"),
    row(Group::Move, "page-down", Move(Motion::PageDown), "a screen down"),
    row(Group::Move, "page-up", Move(Motion::PageUp), "a screen up"),
    row(Group::Move, "scroll-down", Scroll(Rolling::Down), "scroll one row on"),
    row(Group::Move, "scroll-up", Scroll(Rolling::Up), "scroll one row back"),
    row(Group::Move, "center", Scroll(Rolling::Center), "bring this row to the middle"),
    row(Group::Move, "cursor-to-top", Scroll(Rolling::CursorToTop), "bring this row to the top"),
    row(Group::Go, "next-parallel", Go(Place::NextParallel), "next shared passage"),
    row(Group::Go, "previous-parallel", Go(Place::PreviousParallel), "previous shared passage"),
    row(Group::Go, "counterpart", Go(Place::Counterpart), "the counterpart, in the other pane"),
    row(Group::Go, "next-counterpart", Go(Place::NextCounterpart), "the next counterpart of this passage"),
    row(Group::Go, "next-mark", Go(Place::NextMark), "next claim or evidence"),
    row(Group::Go, "previous-mark", Go(Place::PreviousMark), "previous claim or evidence"),
    row(Group::Go, "next-hidden", Go(Place::NextHidden), "next hidden character or look-alike word"),
    row(Group::Go, "previous-hidden", Go(Place::PreviousHidden), "previous hidden character or look-alike word"),
    row(Group::Go, "next-document", Go(Place::NextDocument), "next document in this pane"),
    row(Group::Go, "previous-document", Go(Place::PreviousDocument), "previous document in this pane"),
    row(Group::Go, "document", Go(Place::Document), "choose the document of this pane"),
    row(Group::Go, "here", Go(Place::Here), "what stands under the cursor"),
    row(Group::Go, "jump-back", Go(Place::Back), "back to where you were"),
    row(Group::Go, "jump-forward", Go(Place::Forward), "forward again"),
    row(Group::Select, "select", Select(Selection::Begin), "start or end a selection"),
    row(Group::Select, "select-sentence", Select(Selection::Sentence), "select the sentence"),
    row(Group::Select, "select-paragraph", Select(Selection::Paragraph), "select the paragraph"),
    row(Group::Select, "swap-ends", Select(Selection::SwapEnds), "go to the other end of the selection"),
    row(Group::Select, "grow", Select(Selection::Grow), "grow to the word, sentence, paragraph"),
    row(Group::Select, "shrink", Select(Selection::Shrink), "shrink to what it was before"),
    row(Group::Select, "copy", Action::Copy, "copy the words with their source"),
    row(Group::Search, "search", Action::Search(Search::Ask), "search this document"),
    row(Group::Search, "search-next", Action::Search(Search::Next), "next hit"),
    row(Group::Search, "search-previous", Action::Search(Search::Previous), "previous hit"),
    row(Group::Search, "search-word", Action::Search(Search::UnderCursor), "search the word under the cursor"),
    row(Group::Claims, "claim", Claim(ClaimAction::Make), "make the selection a claim"),
    row(Group::Claims, "claim-fact", Claim(ClaimAction::OfFact), "make a claim of the chosen fact, its places as evidence"),
    row(Group::Claims, "find-leads", Action::FindLeads, "find what may bear on this claim or sentence"),
    row(Group::Claims, "evidence", Action::AddEvidence, "add the selection, or the chosen lead, as evidence"),
    row(Group::Claims, "evidence-supports", Action::AddEvidenceWith(Stance::Supports), "add it as evidence that supports"),
    row(Group::Claims, "evidence-refutes", Action::AddEvidenceWith(Stance::Refutes), "add it as evidence that refutes"),
    row(Group::Claims, "evidence-qualifies", Action::AddEvidenceWith(Stance::Qualifies), "add it as evidence that qualifies"),
    row(Group::Claims, "evidence-mentions", Action::AddEvidenceWith(Stance::Mentions), "add it as evidence that only mentions"),
    row(Group::Claims, "claim-card", Claim(ClaimAction::Open), "open the claim's card"),
    row(Group::Claims, "verdict", Claim(ClaimAction::Verdict), "give the claim a verdict"),
    row(Group::Claims, "status", Claim(ClaimAction::Status), "say how far the work is"),
    row(Group::Claims, "status-open", Claim(ClaimAction::SetStatus(Status::Open)), "mark the claim open"),
    row(Group::Claims, "status-in-progress", Claim(ClaimAction::SetStatus(Status::InProgress)), "mark the claim in progress"),
    row(Group::Claims, "status-done", Claim(ClaimAction::SetStatus(Status::Done)), "mark the claim done"),
    row(Group::Claims, "status-dropped", Claim(ClaimAction::SetStatus(Status::Dropped)), "drop the claim"),
    row(Group::Claims, "edit-statement", Claim(ClaimAction::Statement), "edit the claim's words"),
    row(Group::Claims, "edit-speaker", Claim(ClaimAction::Speaker), "say who said it"),
    row(Group::Claims, "edit-said-on", Claim(ClaimAction::SaidOn), "say when it was said"),
    row(Group::Claims, "edit-tags", Claim(ClaimAction::Tags), "tag the claim"),
    row(Group::Claims, "edit-note", Claim(ClaimAction::Note), "write a note"),
    row(Group::Claims, "add-place", Claim(ClaimAction::AddPlace), "add the selection to the claim's places"),
    row(Group::Claims, "remove-claim", Claim(ClaimAction::Remove), "remove the claim and its evidence"),
    row(Group::Claims, "remove-evidence", Claim(ClaimAction::RemoveEvidence), "remove this evidence"),
    row(Group::Claims, "change-stance", Claim(ClaimAction::Stance), "change the stance of this evidence"),
    row(Group::Compare, "compare", Action::Compare, "compare with the counterpart"),
    row(Group::Compare, "next-difference", Comparison(ComparisonAction::NextDifference), "next difference that matters"),
    row(Group::Compare, "previous-difference", Comparison(ComparisonAction::PreviousDifference), "previous difference that matters"),
    row(Group::Compare, "arrange", Comparison(ComparisonAction::Arrange), "side by side, or in one column"),
    row(Group::Compare, "fold", Comparison(ComparisonAction::Fold), "show or fold the small differences"),
    row(Group::Compare, "next-pair", Comparison(ComparisonAction::NextPair), "next pair of passages"),
    row(Group::Compare, "previous-pair", Comparison(ComparisonAction::PreviousPair), "previous pair of passages"),
    row(Group::Compare, "claim-difference", Comparison(ComparisonAction::Claim), "make a claim of the difference"),
    row(Group::Sources, "document-card", Source(SourceAction::Card), "who published this document, when, and how it was read"),
    row(Group::Sources, "encoding", Source(SourceAction::Encoding), "read this file in another encoding"),
    row(Group::Sources, "whole-page", Source(SourceAction::WholePage), "all of this web page instead of its article, and back"),
    row(Group::Sources, "review-sources", Source(SourceAction::Review), "what changed on disk since it was read"),
    row(Group::Sources, "check-sources", Source(SourceAction::Check), "look at the texts on disk again"),
    row(Group::Sources, "compare-revision", Source(SourceAction::CompareRevision), "the text as read against the one on disk"),
    row(Group::Sources, "keep-place", Source(SourceAction::KeepPlace), "leave this place with the text as read"),
    row(Group::Sources, "drop-place", Source(SourceAction::DropPlace), "take this place out"),
    row(Group::Sources, "take-text", Source(SourceAction::TakeText), "take the new text, as decided"),
    row(Group::Sources, "keep-text", Source(SourceAction::KeepText), "keep the text as it was read"),
    row(Group::Screen, "next-pane", Pane(PaneAction::Next), "next pane"),
    row(Group::Screen, "previous-pane", Pane(PaneAction::Previous), "previous pane"),
    row(Group::Screen, "add-pane", Pane(PaneAction::Add), "one more pane"),
    row(Group::Screen, "close-pane", Pane(PaneAction::Close), "close this pane"),
    row(Group::Screen, "only-pane", Pane(PaneAction::Only), "close the other panes"),
    row(Group::Screen, "widen-pane", Pane(PaneAction::Widen), "make this pane wider"),
    row(Group::Screen, "narrow-pane", Pane(PaneAction::Narrow), "make this pane narrower"),
    row(Group::Screen, "equalize-panes", Pane(PaneAction::Equalize), "make the panes equally wide"),
    row(Group::Screen, "follow", Pane(PaneAction::Follow), "other panes follow by shared passage"),
    row(Group::Screen, "claims", Panel(PanelAction::Claims), "the claims"),
    row(Group::Screen, "parallels", Panel(PanelAction::Parallels), "the shared passages"),
    row(Group::Screen, "facts", Panel(PanelAction::Facts), "the facts, and where they differ"),
    row(Group::Screen, "leads", Panel(PanelAction::Leads), "what may bear on the claim that was looked for"),
    row(Group::Screen, "history", Panel(PanelAction::History), "what was done"),
    row(Group::Screen, "hidden", Panel(PanelAction::Hidden), "what is hidden in this text"),
    row(Group::Screen, "unopened", Panel(PanelAction::Unopened), "the files that were not opened, and why"),
    row(Group::Screen, "focus-panel", Panel(PanelAction::Focus), "into the panel, and back"),
    row(Group::Screen, "close-panel", Panel(PanelAction::Close), "close the panel"),
    row(Group::Screen, "taller-panel", Panel(PanelAction::Taller), "make the panel taller"),
    row(Group::Screen, "shorter-panel", Panel(PanelAction::Shorter), "make the panel shorter"),
    row(Group::Screen, "zoom-panel", Panel(PanelAction::Zoom), "panel over the whole screen, and back"),
    row(Group::Screen, "sort", Panel(PanelAction::Sort), "another order"),
    row(Group::Screen, "filter", Panel(PanelAction::Filter), "show only what matches"),
    row(Group::Screen, "all-marks", Action::AllMarks, "mark no-break spaces too, or leave them be"),
    row(Group::Lists, "list-down", List(ListAction::Down), "one row down"),
    row(Group::Lists, "list-up", List(ListAction::Up), "one row up"),
    row(Group::Lists, "list-page-down", List(ListAction::PageDown), "a page down"),
    row(Group::Lists, "list-page-up", List(ListAction::PageUp), "a page up"),
    row(Group::Lists, "list-first", List(ListAction::First), "first row"),
    row(Group::Lists, "list-last", List(ListAction::Last), "last row"),
    row(Group::Lists, "accept", Action::Accept, "choose, or go there"),
    row(Group::Lists, "cancel", Action::Cancel, "close, or end the selection"),
    row(Group::Session, "undo", Action::Undo, "take back the last change"),
    row(Group::Session, "redo", Action::Redo, "make it again"),
    row(Group::Session, "rename-session", Action::RenameSession, "name the session"),
    row(Group::Session, "choose-scale", Action::ChooseScale, "choose the scale of verdicts"),
    row(Group::Session, "reopen", Session(SessionAction::Reopen), "open the session again, to change it"),
    row(Group::Session, "take-over", Session(SessionAction::TakeOver), "take the session over from another machine"),
    row(Group::Session, "reconcile", Session(SessionAction::Reconcile), "what to do with a session file that changed outside"),
    row(Group::Session, "save-beside", Session(SessionAction::SaveBeside), "go on in a new file beside this one"),
    row(Group::Session, "verify", Session(SessionAction::Verify), "retrace the history, step by step"),
    row(Group::Session, "decide", Session(SessionAction::Decide), "what a merge left to decide"),
    row(Group::Session, "decide-ours", Session(SessionAction::Let(Version::Ours)), "let our version stand"),
    row(Group::Session, "decide-theirs", Session(SessionAction::Let(Version::Theirs)), "let their version stand"),
    row(Group::Session, "decide-both", Session(SessionAction::Let(Version::Both)), "let both versions stand"),
    row(Group::Session, "next-conflict", Session(SessionAction::NextConflict), "the next one to decide"),
    row(Group::Session, "previous-conflict", Session(SessionAction::PreviousConflict), "the previous one to decide"),
    row(Group::Session, "export", Action::Export, "write a report"),
    row(Group::Session, "save", Action::Save, "tell what is saved; it saves by itself"),
    row(Group::Session, "palette", Action::Palette, "every command by name"),
    row(Group::Session, "help", Action::Help, "the keys"),
    row(Group::Session, "next-theme", Action::NextTheme, "next theme"),
    row(Group::Session, "redraw", Action::Redraw, "draw the screen anew"),
    row(Group::Session, "suspend", Action::Suspend, "back to the shell for a while"),
    row(Group::Session, "quit", Action::Quit, "leave; everything is saved"),
];

/// The command with this name.
pub fn by_name(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}

/// The command that carries out this action.
pub fn of(action: Action) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.action == action)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_and_actions_stand_once_in_the_table() {
        let names: HashSet<_> = COMMANDS.iter().map(|command| command.name).collect();
        let actions: HashSet<_> = COMMANDS.iter().map(|command| command.action).collect();
        assert_eq!(
            (names.len(), actions.len()),
            (COMMANDS.len(), COMMANDS.len())
        );
    }
}
