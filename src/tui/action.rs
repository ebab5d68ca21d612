//! Everything that the program can do, as data: what a key can be bound to, what help and the
//! palette list, and what `super::update` carries out.

use crate::session::decide::Version;
use crate::session::{Stance, Status};

/// One thing that the program can do. [`super::command::COMMANDS`] gives each its name and its
/// words; a test holds that none is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Moves the cursor (and, while selecting, the end of the selection that it stands on).
    Move(Motion),
    /// Moves the text under the cursor.
    Scroll(Scroll),
    /// Works on the selection.
    Select(Selection),
    /// Searches the document.
    Search(Search),
    /// Goes to another place.
    Go(Go),
    /// Works on the panes.
    Pane(PaneAction),
    /// Works on the panel below the panes.
    Panel(PanelAction),
    /// Works on claims.
    Claim(ClaimAction),
    /// Looks for sentences that may bear on a claim, on the selection or on a sentence.
    FindLeads,
    /// Adds the selection or the chosen lead as evidence, after asking for the stance.
    AddEvidence,
    /// Adds the selection as evidence with this stance.
    AddEvidenceWith(Stance),
    /// Compares the passage under the cursor with its counterpart.
    Compare,
    /// Works inside the comparison.
    Comparison(ComparisonAction),
    /// Works on the session as a whole.
    Session(SessionAction),
    /// Works on sources that are no longer on the disk as they were read.
    Source(SourceAction),
    /// Moves in a list, and chooses from it.
    List(ListAction),
    /// Copies the selection, or the claim at hand, with its source.
    Copy,
    /// Takes back the last change.
    Undo,
    /// Makes the change again that was taken back last.
    Redo,
    /// Opens the palette of commands.
    Palette,
    /// Shows the keys.
    Help,
    /// Closes what lies on top, or ends what is going on.
    Cancel,
    /// Accepts what was typed or chosen.
    Accept,
    /// Names the session.
    RenameSession,
    /// Chooses the scale of verdicts.
    ChooseScale,
    /// Writes the session as a report.
    Export,
    /// Tells what is saved.
    Save,
    /// Goes from the dark to the light theme and on.
    NextTheme,
    /// Marks even the quietest hidden characters, such as no-break spaces, or leaves them be again.
    AllMarks,
    /// Draws the whole screen anew.
    Redraw,
    /// Puts the program to sleep, as the shell's job.
    Suspend,
    /// Leaves.
    Quit,
}

/// Where the cursor goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Motion {
    /// One character back.
    Left,
    /// One character on.
    Right,
    /// One row up on the screen.
    Up,
    /// One row down on the screen.
    Down,
    /// To the next word.
    NextWord,
    /// To the previous word.
    PreviousWord,
    /// To the end of the word.
    WordEnd,
    /// To the next sentence.
    NextSentence,
    /// To the previous sentence.
    PreviousSentence,
    /// To the next paragraph.
    NextParagraph,
    /// To the previous paragraph.
    PreviousParagraph,
    /// To the start of the row.
    RowStart,
    /// To the end of the row.
    RowEnd,
    /// To the start of the document.
    DocumentStart,
    /// To the end of the document.
    DocumentEnd,
    /// To the first row on the screen.
    ScreenTop,
    /// To the middle row on the screen.
    ScreenMiddle,
    /// To the last row on the screen.
    ScreenBottom,
    /// Half a screen down.
    HalfPageDown,
    /// Half a screen up.
    HalfPageUp,
    /// A screen down.
    PageDown,
    /// A screen up.
    PageUp,
}

/// How the text moves under a cursor that stays where it is, as far as it can.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scroll {
    /// One row on.
    Down,
    /// One row back.
    Up,
    /// The cursor's row to the middle.
    Center,
    /// The cursor's row to the top.
    CursorToTop,
}

/// What can be done with the selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Selection {
    /// Starts a selection at the cursor; while selecting, ends it.
    Begin,
    /// Selects the sentence under the cursor.
    Sentence,
    /// Selects the paragraph under the cursor.
    Paragraph,
    /// The cursor goes to the other end.
    SwapEnds,
    /// Grows to the word, the sentence, the paragraph.
    Grow,
    /// Back to what it was before it grew.
    Shrink,
}

/// What can be searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Search {
    /// Asks for the words.
    Ask,
    /// The next place.
    Next,
    /// The previous place.
    Previous,
    /// The word under the cursor, or the selection.
    UnderCursor,
}

/// Places to go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Go {
    /// The next passage that another document shares; the other pane follows.
    NextParallel,
    /// The previous one.
    PreviousParallel,
    /// The counterpart of the passage under the cursor, in the other pane.
    Counterpart,
    /// The next counterpart of the same passage, where there are several.
    NextCounterpart,
    /// The next claim or evidence in the document.
    NextMark,
    /// The previous one.
    PreviousMark,
    /// The next hidden character or look-alike word.
    NextHidden,
    /// The previous one.
    PreviousHidden,
    /// The next document, in this pane.
    NextDocument,
    /// The previous document.
    PreviousDocument,
    /// A document from the list, in this pane.
    Document,
    /// What the cursor stands on: claims, evidence, shared passages.
    Here,
    /// Back in the list of jumps.
    Back,
    /// Forward in the list of jumps.
    Forward,
}

/// What can be done with panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PaneAction {
    /// To the next pane.
    Next,
    /// To the previous pane.
    Previous,
    /// One more pane.
    Add,
    /// Closes this pane.
    Close,
    /// Closes the others.
    Only,
    /// This pane becomes wider.
    Widen,
    /// This pane becomes narrower.
    Narrow,
    /// All panes become equally wide.
    Equalize,
    /// The other panes follow this one by shared passage, or stop following.
    Follow,
}

/// What can be done with the panel below the panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PanelAction {
    /// Shows the claims.
    Claims,
    /// Shows the shared passages.
    Parallels,
    /// Shows the facts.
    Facts,
    /// Shows the leads that were looked for last.
    Leads,
    /// Shows what was done.
    History,
    /// Shows what is hidden in the text.
    Hidden,
    /// Shows what could not be opened.
    Unopened,
    /// From the panes into the panel, and back.
    Focus,
    /// Closes the panel.
    Close,
    /// The panel becomes higher.
    Taller,
    /// The panel becomes lower.
    Shorter,
    /// The panel takes the whole screen, or its place below the panes.
    Zoom,
    /// Another order.
    Sort,
    /// Asks what to show.
    Filter,
}

/// What can be done with claims. All but the first work on the claim at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClaimAction {
    /// Makes the selection a claim.
    Make,
    /// Makes a claim of the fact that is chosen in the panel, with its places as evidence.
    OfFact,
    /// Shows the claim's card.
    Open,
    /// Gives a verdict.
    Verdict,
    /// Says how far the work has come.
    Status,
    /// Says so at once.
    SetStatus(Status),
    /// Changes the claim's words.
    Statement,
    /// Says who said it.
    Speaker,
    /// Says when it was said.
    SaidOn,
    /// Gives tags.
    Tags,
    /// Writes a note.
    Note,
    /// Adds the selection to the places that the claim was highlighted from.
    AddPlace,
    /// Takes it out, with its evidence.
    Remove,
    /// Takes out the evidence that is chosen.
    RemoveEvidence,
    /// Changes the stance of the evidence that is chosen.
    Stance,
}

/// What can be done inside the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ComparisonAction {
    /// To the next difference that matters.
    NextDifference,
    /// To the previous one.
    PreviousDifference,
    /// Side by side, or in one column.
    Arrange,
    /// Shows or folds the small differences.
    Fold,
    /// To the next pair of passages.
    NextPair,
    /// To the previous pair.
    PreviousPair,
    /// Makes a claim of the difference, with the other side as evidence.
    Claim,
}

/// What can be done with the session as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SessionAction {
    /// Opens it again, to be changed this time.
    Reopen,
    /// Opens it although another machine did not close it.
    TakeOver,
    /// Asks what to do where another program changed the session file.
    Reconcile,
    /// Goes on in a new file beside it.
    SaveBeside,
    /// Retraces its history.
    Verify,
    /// Shows what a merge left open.
    Decide,
    /// Lets one of two versions stand, or both.
    Let(Version),
    /// To the next thing that a merge left open.
    NextConflict,
    /// To the previous one.
    PreviousConflict,
}

/// What can be done with sources, above all with those that are no longer on the disk as they were
/// read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SourceAction {
    /// Looks at all of them.
    Check,
    /// Shows what became of what was marked in them.
    Review,
    /// Compares the text as read with the text on the disk.
    CompareRevision,
    /// Leaves the chosen place with the text as it was read.
    KeepPlace,
    /// Takes the chosen place out.
    DropPlace,
    /// Takes in the new text, with what was decided.
    TakeText,
    /// Leaves the text as it was read.
    KeepText,
    /// Shows the document's card: who published it, when, and how it was read.
    Card,
    /// Chooses the encoding that the file is read in.
    Encoding,
    /// Reads all of a web page instead of its article, or its article again.
    WholePage,
}

/// How one moves in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListAction {
    /// One row down.
    Down,
    /// One row up.
    Up,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
    /// To the first row.
    First,
    /// To the last row.
    Last,
}
