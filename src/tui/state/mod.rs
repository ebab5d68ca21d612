//! What the workbench knows while it runs. It holds no widget and nothing that a view could work out
//! again; only [`super::update`] changes it.

mod conflicts;
mod desk;
mod facts;
mod layer;
mod leads;
mod marks;
mod panel;
mod panes;
mod places;
mod shared;
mod sources;
mod start;
mod view_state;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::layout::Size;

pub use conflicts::{Conflict, Conflicts};
pub use desk::{Desk, Discovered, Slot};
pub use facts::{FactOrder, FactRow, Facts};
pub use layer::{
    Card, CardRow, Choice, Chooser, CompareView, Deciding, Editor, Help, HelpLine, Layer, Pick,
    Prompt, Purpose, SourceCard, SourceRow, Subject, Telling, Told, Writing,
};
pub use leads::{Leads, Sought};
pub use marks::{Mark, MarkKind, marks_in};
pub use panel::{ClaimOrder, Cursor, Panel, PanelKind, ParallelOrder};
pub use panes::{Pane, Panes, Selecting};
pub use places::{Jumps, Place};
pub use shared::{Shared, Side};
pub use sources::{OnDisk, Rereading, ReviewView, Sources};
pub use start::{Start, StartRow};

use super::action::Action;
use super::context::Context;
use super::layout::screen::Arrangement;
use super::layout::{Screen, Viewport};
use super::settings::{Key, Keymap, Theme};
use crate::compare::Compared;
use crate::session::view_state::PaneState;
use crate::session::{ClaimId, Replica, Scale, Work, scale};
use crate::store::SaveStatus;
use crate::text::search::Needle;
use crate::text::{Document, DocumentId, Span};

/// Something to tell on the last line until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The sentence.
    pub words: String,
    /// Whether something could not be done.
    pub problem: bool,
    /// What Enter does about it.
    pub offer: Option<Action>,
}

/// Work that goes on beside the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Texts are looked for in what was named: how many are found.
    Looking(usize),
    /// Texts are read: how many of how many.
    Reading(usize, usize),
    /// Shared passages are looked for: how many hundredths of the work are done.
    Finding(usize),
}

/// The workbench.
#[derive(Debug)]
pub struct State {
    /// The terminal, in cells.
    pub size: Size,
    /// The session and its history.
    pub work: Work,
    /// The scale of verdicts that the session names.
    pub scale: Scale,
    /// The documents' texts.
    pub desk: Desk,
    /// The panes.
    pub panes: Panes,
    /// How many panes wait for texts that are still being looked for.
    pub to_fill: usize,
    /// How panes were left whose texts are still being read, by the panes' places.
    pub to_restore: Vec<(usize, PaneState)>,
    /// The panel below them.
    pub panel: Panel,
    /// What lies on top, the last one foremost.
    pub layers: Vec<Layer>,
    /// The passages that documents share.
    pub shared: Shared,
    /// What the shared passages compare.
    pub compared: Arc<Compared>,
    /// Where tellings of the same thing differ.
    pub conflicts: Conflicts,
    /// The facts of the documents.
    pub facts: Facts,
    /// The sentences that may bear on a claim.
    pub leads: Leads,
    /// What is known of the sources on the disk.
    pub sources: Sources,
    /// What is searched.
    pub needle: Option<Needle>,
    /// The claim that evidence and verdicts go to.
    pub at_hand: Option<ClaimId>,
    /// Whether the other panes follow the focused one.
    pub follow: bool,
    /// Where the cursor was before it jumped.
    pub jumps: Jumps,
    /// What the last line tells.
    pub notice: Option<Notice>,
    /// The keys of a sequence that is not complete.
    pub pending: Vec<Key>,
    /// Whether the hints for the pending keys are due.
    pub hints_due: bool,
    /// What of the work is on disk; none before the first change.
    pub saving: Option<SaveStatus>,
    /// What goes on beside the keys.
    pub progress: Option<Progress>,
    /// Why nothing can be changed, where the session was opened to be read only.
    pub read_only: Option<String>,
    /// The other machine that did not close the session, where there is one.
    pub other_machine: Option<String>,
    /// Who works here, for the history.
    pub author: String,
    /// This run, for the ids that it gives out.
    pub replica: Replica,
    /// What the keys mean.
    pub keymap: Keymap,
    /// The colours.
    pub theme: Theme,
    /// Whether even the quietest hidden characters are marked.
    pub all_marks: bool,
    /// Where the analyst's clock is.
    pub zone: TimeZone,
    /// The border between panes that the mouse holds, counted from the left.
    pub dragged_border: Option<usize>,
}

impl State {
    /// A session on an empty desk, with the default keys and colours, before anything is known of the
    /// terminal.
    pub fn new(work: Work) -> Self {
        let mut scales = scale::shipped();
        let named = scales.iter().position(|it| it.name == work.session().scale);
        Self {
            size: Size::default(),
            scale: scales.swap_remove(named.unwrap_or(0)),
            work,
            desk: Desk::default(),
            panes: Panes::new([]),
            to_fill: 0,
            to_restore: vec![],
            panel: Panel::default(),
            layers: vec![],
            shared: Shared::default(),
            compared: Arc::default(),
            conflicts: Conflicts::default(),
            facts: Facts::default(),
            leads: Leads::default(),
            sources: Sources::default(),
            needle: None,
            at_hand: None,
            follow: false,
            jumps: Jumps::default(),
            notice: None,
            pending: vec![],
            hints_due: false,
            saving: None,
            progress: None,
            read_only: None,
            other_machine: None,
            author: String::new(),
            replica: Replica(String::new()),
            keymap: Keymap::defaults(),
            theme: Theme::default(),
            all_marks: false,
            zone: TimeZone::UTC,
            dragged_border: None,
        }
    }

    /// The areas of the screen, or none where it is too small.
    pub fn screen(&self) -> Option<Screen> {
        Screen::cut(&Arrangement {
            size: self.size,
            shares: &self.panes.shares(),
            focus: self.panes.focus(),
            panel: self.panel.height(),
            zoomed: self.panel.zoomed,
        })
    }

    /// The document and the rows of a pane, where both are there. A pane that has no room is measured
    /// as the focused one.
    pub fn viewport(&self, pane: usize) -> Option<(&Document, Viewport<'_>)> {
        let screen = self.screen()?;
        let area = screen.pane(pane).or_else(|| screen.panes.first())?.text;
        let document = self.document_in(self.panes.all().get(pane)?)?;
        let viewport = Viewport {
            text: &document.text,
            width: area.width,
            height: area.height,
        };
        Some((document, viewport))
    }

    /// Where the keys go.
    pub fn context(&self) -> Context {
        match self.layers.last() {
            Some(layer) => layer.context(),
            None if self.panel.has_keys() => Context::Panel,
            None if self.panes.focused().selecting.is_some() => Context::Select,
            None => Context::Normal,
        }
    }

    /// The document in a pane, where it is read.
    pub fn document_in(&self, pane: &Pane) -> Option<&Document> {
        self.desk.ready(pane.document?)
    }

    /// The document in the focused pane, where it is read.
    pub fn document(&self) -> Option<&Document> {
        self.document_in(self.panes.focused())
    }

    /// Tells something on the last line.
    pub fn tell(&mut self, words: impl Into<String>) {
        self.notice = Some(Notice {
            words: words.into(),
            problem: false,
            offer: None,
        });
    }

    /// Tells something on the last line about which Enter does something.
    pub fn offer(&mut self, words: impl Into<String>, action: Action) {
        self.notice = Some(Notice {
            words: words.into(),
            problem: false,
            offer: Some(action),
        });
    }

    /// Tells on the last line why something could not be done.
    pub fn warn(&mut self, words: impl Into<String>) {
        self.notice = Some(Notice {
            words: words.into(),
            problem: true,
            offer: None,
        });
    }
}

impl State {
    /// The stretches of a pane's document that tell what stands under the focused cursor; none in the
    /// focused pane itself.
    pub fn lit_in(&self, pane: usize) -> Vec<Span> {
        let focused = self.panes.focused();
        let (Some(from), Some(shown)) = (
            focused.document,
            self.panes.all().get(pane).and_then(|pane| pane.document),
        ) else {
            return vec![];
        };
        if pane == self.panes.focus() {
            return vec![];
        }
        let sides = self.shared.at(from, focused.cursor);
        sides
            .into_iter()
            .filter(|side| {
                self.shared
                    .counterpart(*side)
                    .is_some_and(|(other, _)| other == shown)
            })
            .flat_map(|side| self.shared.counterpart_units(side, focused.cursor))
            .collect()
    }
}

impl State {
    /// Whether the last try to save failed.
    pub fn is_unsaved(&self) -> bool {
        matches!(self.saving, Some(SaveStatus::NotSaved { .. }))
    }

    /// A moment as the clock on the wall shows it, hours and minutes.
    pub fn clock(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%H:%M").to_string()
    }

    /// A moment of the past in as few words as tell it, seen from `now`: "14:02", "yesterday",
    /// "2026-01-02". Both are written as in the history.
    pub fn when(&self, written: &str, now: &str) -> String {
        let local = |written: &str| {
            let moment = written.parse::<Timestamp>();
            moment.map(|moment| moment.to_zoned(self.zone.clone()))
        };
        match (local(written), local(now)) {
            (Ok(then), Ok(now)) if then.date() == now.date() => then.strftime("%H:%M").to_string(),
            (Ok(then), Ok(now)) if then.date().tomorrow().is_ok_and(|next| next == now.date()) => {
                "yesterday".to_owned()
            }
            (Ok(then), _) => then.date().to_string(),
            (Err(_), _) => written.to_owned(),
        }
    }

    /// A moment of the history as the clock on the wall shows it, with its day; as it is written
    /// where it is no moment.
    pub fn local_time(&self, written: &str) -> String {
        match written.parse::<Timestamp>() {
            Ok(at) => at
                .to_zoned(self.zone.clone())
                .strftime("%Y-%m-%d %H:%M")
                .to_string(),
            Err(_) => written.to_owned(),
        }
    }
}

impl State {
    /// A verdict's name on the screen; as the session has it where the scale does not know it.
    pub fn verdict_title<'v>(&'v self, verdict: &'v str) -> &'v str {
        self.scale
            .label(verdict)
            .map_or(verdict, |label| &label.title)
    }
}

impl State {
    /// Forgets what was found in documents whose texts are others now; it is looked for again.
    pub fn forget_what_is_found_in(&mut self, documents: &[DocumentId]) {
        let stands = |place: crate::parallel::Place| !documents.contains(&place.document);
        self.shared.retain(stands);
        let mut compared = Compared::clone(&self.compared);
        compared
            .apart
            .retain(|apart| stands(apart.a) && stands(apart.b));
        compared.speech.retain(|(a, b)| stands(*a) && stands(*b));
        self.conflicts = Conflicts::of(&compared.apart);
        self.compared = Arc::new(compared);
        self.facts = Facts::default();
        self.leads.forget();
    }

    /// Panes that show a document which is no longer there show another.
    pub fn leave_document(&mut self, gone: DocumentId) {
        let other = self.desk.after(gone);
        for pane in self.panes.all_mut() {
            if pane.document == Some(gone) {
                match other {
                    Some(other) => pane.show(other),
                    None => *pane = Pane::new(None),
                }
            }
        }
    }

    /// What a document is called: by the session, or by its file while the session does not have it.
    pub fn title_of(&self, id: DocumentId) -> &str {
        let record = self.work.session().document(id);
        record.map_or_else(|| self.desk.first_name(id), |record| &record.title)
    }
}
