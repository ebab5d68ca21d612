//! From an event and the state to the next state and its effects. Nothing here knows of a clock, a
//! disk, a terminal or a thread: the time comes in with the event.

mod choose;
mod claims;
mod compare;
mod copy;
mod deciding;
mod document_card;
mod evidence;
mod facts;
mod findings;
mod go;
mod history;
mod keys;
mod leads;
mod lists;
mod mouse;
mod moving;
mod panels;
mod panes;
mod perform;
mod reports;
mod rereading;
mod searching;
mod selecting;
mod sharing;
mod sources;
mod unavailable;
mod writing;

pub use claims::{first_words, one_line};
pub use document_card::source_rows;
pub use facts::chosen_fact;
pub use findings::{Unopened, hidden_rows, unopened_rows};
pub use leads::{chosen_lead, lead_rows};
pub use lists::{ClaimRow, SharedRow, card_rows, claim_rows, history_rows, shared_rows};
pub use selecting::selected_in;
pub use unavailable::unavailable;

use super::effect::Effect;
use super::event::Event;
use super::state::State;
use crate::session::{Edit, Stamp};
use crate::store::SaveStatus;

/// When it is, as the history writes it.
#[derive(Clone, Debug)]
pub struct Now(pub String);

/// One step: the state changes by an event, at a time.
pub struct Step<'s> {
    /// The state.
    state: &'s mut State,
    /// The time.
    now: Now,
    /// What is to be done outside.
    effects: Vec<Effect>,
}

/// Changes the state by an event and says what is to be done outside.
pub fn update(state: &mut State, event: Event, now: Now) -> Vec<Effect> {
    let mut step = Step {
        state,
        now,
        effects: vec![],
    };
    match event {
        Event::Key(key) => step.key(key),
        Event::Paste(text) => step.paste(&text),
        Event::Mouse(mouse) => step.mouse(mouse),
        Event::Resize(size) => step.resize(size),
        Event::HintsDue => step.state.hints_due = !step.state.pending.is_empty(),
        Event::Report(report) => step.report(report),
    }
    step.effects
}

impl Step<'_> {
    /// Makes a change to the session; tells why where it cannot be made. True where it was made.
    fn edit(&mut self, edit: Edit) -> bool {
        if let Some(why) = self.cannot_edit() {
            self.state.warn(why);
            return false;
        }
        let stamp = self.stamp();
        match self.state.work.apply(edit, &stamp) {
            Ok(_) => {
                self.record();
                true
            }
            Err(error) => {
                self.state.warn(error.to_string());
                false
            }
        }
    }

    /// The history has grown; until its new steps are on the disk, nothing is called saved.
    fn record(&mut self) {
        self.effects.push(Effect::Record);
        if !self.state.is_unsaved() {
            self.state.saving = Some(SaveStatus::Saving);
        }
    }

    /// Why the session cannot be changed.
    fn cannot_edit(&self) -> Option<String> {
        let why = self.state.read_only.as_ref();
        why.map(|why| format!("Read only: {why}"))
    }

    fn stamp(&self) -> Stamp {
        Stamp {
            author: self.state.author.clone(),
            at: self.now.0.clone(),
        }
    }

    fn resize(&mut self, size: ratatui::layout::Size) {
        self.state.size = size;
        self.reveal_all();
    }
}
