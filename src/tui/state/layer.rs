//! What lies on top of the panes: lists to choose from, lines to type in, cards. The last one has
//! the keys.

use ratatui_textarea::TextArea;

use super::super::action::Action;
use super::super::context::Context;
use super::super::settings::Keymap;
use super::super::settings::key_table::sections;
use super::panel::Cursor;
use super::sources::ReviewView;
use super::start::Start;
use crate::compare::Comparison;
use crate::session::{CardField, ClaimId, EvidenceId};
use crate::text::{Document, DocumentId, SourceKind, Span};

/// One thing on top.
#[derive(Debug)]
pub enum Layer {
    /// A list to choose from.
    Chooser(Chooser),
    /// A line to type in.
    Prompt(Prompt),
    /// A text of several lines to type in.
    Editor(Editor),
    /// A claim with all that belongs to it.
    Card(Card),
    /// Two passages compared.
    Compare(CompareView),
    /// What is marked in a text that changed.
    Review(ReviewView),
    /// A document's card.
    Source(SourceCard),
    /// What a merge left open.
    Deciding(Deciding),
    /// The keys.
    Help(Help),
    /// What can be opened.
    Start(Start),
    /// Several things to tell.
    Told(Told),
}

impl Layer {
    /// What the keys mean in it.
    pub fn context(&self) -> Context {
        match self {
            Layer::Chooser(Chooser {
                filter: Some(_), ..
            }) => Context::Picker,
            Layer::Chooser(_)
            | Layer::Help(_)
            | Layer::Start(_)
            | Layer::Told(_)
            | Layer::Source(_) => Context::List,
            Layer::Prompt(_) => Context::Prompt,
            Layer::Editor(_) => Context::Editor,
            Layer::Card(_) => Context::Card,
            Layer::Compare(_) => Context::Compare,
            Layer::Review(_) => Context::Review,
            Layer::Deciding(_) => Context::Deciding,
        }
    }
}

/// What is typed, with its cursor and its own undo.
pub type Writing = TextArea<'static>;

/// A list to choose from, by moving, by a key of each row, or by typing.
#[derive(Debug)]
pub struct Chooser {
    /// What is chosen.
    pub title: String,
    /// All rows.
    pub choices: Vec<Choice>,
    /// What is typed to narrow the list, where that can be done.
    pub filter: Option<Writing>,
    /// The rows that are left, the best first, by their numbers.
    pub shown: Vec<usize>,
    /// The chosen one of those that are left.
    pub cursor: Cursor,
}

/// One row to choose.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What it is.
    pub label: String,
    /// More about it, at the right.
    pub detail: String,
    /// The key that chooses it at once.
    pub key: Option<char>,
    /// Why it cannot be chosen now.
    pub unavailable: Option<String>,
    /// What choosing it does.
    pub pick: Pick,
}

/// What choosing a row does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Carries out a command.
    Act(Action),
    /// Gives the claim at hand a verdict, or takes it away.
    Verdict(Option<String>),
    /// Shows a document in the focused pane.
    Document(DocumentId),
    /// Opens a claim's card.
    Claim(ClaimId),
    /// Compares one parallel, as seen from the focused pane's document.
    Parallel(usize),
    /// Uses a scale of verdicts.
    Scale(String),
    /// Shows what can be done about a source that is not as it was read.
    Source(DocumentId),
    /// Takes in the new texts of documents in which nothing is to be decided.
    TakeTexts(Vec<DocumentId>),
    /// Finds moved sources where they are now.
    UsePaths(Vec<DocumentId>),
    /// Puts the place under review there.
    Candidate(Span),
    /// Takes the session over from another machine.
    TakeOver,
    /// Says how near a document stands to what it tells of.
    SourceKind(DocumentId, Option<SourceKind>),
    /// Reads a document's file in the encoding with this name.
    Encoding(DocumentId, &'static str),
    /// Leaves everything as it is.
    Nothing,
}

/// A line to type in.
#[derive(Debug)]
pub struct Prompt {
    /// What it is for.
    pub purpose: Purpose,
    /// What is typed.
    pub line: Writing,
}

/// What a typed line is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Words to search.
    Search,
    /// Words that rows of the panel must hold.
    Filter,
    /// A claim's statement.
    Statement(ClaimId),
    /// Who said it.
    Speaker(ClaimId),
    /// When it was said.
    SaidOn(ClaimId),
    /// A claim's tags.
    Tags(ClaimId),
    /// The session's name.
    SessionTitle,
    /// The file that a report is written to.
    Export,
    /// The name of a document.
    DocumentTitle(DocumentId),
    /// A field of a document's card, as it is now.
    CardField(DocumentId, CardField),
}

/// A text of several lines to type in: a claim's note.
#[derive(Debug)]
pub struct Editor {
    /// Whose note it is.
    pub claim: ClaimId,
    /// What is typed.
    pub text: Writing,
}

/// A claim's card.
#[derive(Debug)]
pub struct Card {
    /// The claim.
    pub claim: ClaimId,
    /// The chosen row among its places and evidence.
    pub cursor: Cursor,
}

impl Card {
    /// The card of a claim, its first row chosen.
    pub fn new(claim: ClaimId) -> Self {
        Self {
            claim,
            cursor: Cursor::default(),
        }
    }
}

/// A row of a claim's card that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardRow {
    /// A place that the claim was highlighted from.
    Place(DocumentId, Span),
    /// A piece of evidence.
    Evidence(EvidenceId),
}

/// A document's card.
#[derive(Debug)]
pub struct SourceCard {
    /// The document.
    pub document: DocumentId,
    /// The chosen row.
    pub cursor: Cursor,
}

/// A row of a document's card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceRow {
    /// What the document is called.
    Title(String),
    /// A field of the card.
    Field(CardField),
    /// Something that is known of its file, by its name.
    Known(&'static str, String),
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// Whose it is, with its text.
    pub document: Document,
    /// What it is called beside its places.
    pub name: String,
    /// What is compared.
    pub passage: Span,
    /// The sentences that it lies in, shown around it.
    pub context: Span,
}

/// What a comparison is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The parallel with this number.
    Parallel(usize),
    /// A document as it was read, against its file as it is now.
    Revision,
}

/// Two passages, compared.
#[derive(Debug)]
pub struct CompareView {
    /// The one at the left.
    pub a: Telling,
    /// The one at the right.
    pub b: Telling,
    /// What it shows.
    pub subject: Subject,
    /// What differs, in offsets of the documents; none while a worker finds that out.
    pub comparison: Option<Comparison>,
    /// The chosen difference.
    pub chosen: Option<usize>,
    /// In one column rather than side by side.
    pub one_column: bool,
    /// Whether the small differences are shown, too.
    pub unfolded: bool,
    /// How many rows the texts are scrolled away from the chosen difference.
    pub scroll: isize,
}

/// One of two versions of something is to be decided on.
#[derive(Debug)]
pub struct Deciding {
    /// The number of the session's conflict.
    pub number: u32,
}

/// Several things to tell at once, a sentence or more each.
#[derive(Debug, Default)]
pub struct Told {
    /// What they are about.
    pub title: String,
    /// The claim that Enter leads to.
    pub claim: Option<ClaimId>,
    /// What is told.
    pub sentences: Vec<String>,
    /// The first row that is seen.
    pub scroll: usize,
}

/// The keys, by context and group, as they are when help is opened.
#[derive(Debug)]
pub struct Help {
    /// What is listed.
    pub lines: Vec<HelpLine>,
    /// The first row that is seen.
    pub scroll: usize,
}

/// A line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpLine {
    /// What the next lines belong to.
    Heading(&'static str),
    /// Keys with what they do.
    Keys(String, &'static str),
    /// Nothing.
    Blank,
}

impl Help {
    /// The keys in force, from the first on.
    pub fn of(keymap: &Keymap) -> Self {
        let mut lines = vec![];
        for section in sections(keymap) {
            if !lines.is_empty() {
                lines.push(HelpLine::Blank);
            }
            lines.push(HelpLine::Heading(section.heading));
            let rows = section.rows.into_iter();
            lines.extend(rows.map(|row| HelpLine::Keys(row.keys.join("  "), row.command.does)));
        }
        Self { lines, scroll: 0 }
    }
}
