//! What a merge left open, decided one by one.

use super::super::state::{Deciding, Layer};
use super::Step;
use crate::session::decide::Version;

impl Step<'_> {
    /// Opens what a merge left open, from the first on.
    pub(super) fn ask_conflict(&mut self) {
        let conflicts = &self.state.work.session().conflicts;
        if let Some(first) = conflicts.first() {
            let number = first.number;
            self.state.layers.push(Layer::Deciding(Deciding { number }));
        }
    }

    /// To the next one, or the previous one; round and round.
    pub(super) fn turn_conflict(&mut self, forward: bool) {
        let conflicts = &self.state.work.session().conflicts;
        let all: Vec<_> = conflicts.iter().map(|conflict| conflict.number).collect();
        let Some(Layer::Deciding(deciding)) = self.state.layers.last_mut() else {
            return;
        };
        let Some(here) = all.iter().position(|number| *number == deciding.number) else {
            return;
        };
        let next = (here + if forward { 1 } else { all.len() - 1 }) % all.len();
        deciding.number = all.get(next).copied().unwrap_or(deciding.number);
    }

    /// Lets a version stand, and goes on to what is still open.
    pub(super) fn decide_conflict(&mut self, version: Version) {
        let Some(Layer::Deciding(deciding)) = self.state.layers.last() else {
            return;
        };
        let session = self.state.work.session();
        let mut conflicts = session.conflicts.iter();
        let Some(conflict) = conflicts.find(|conflict| conflict.number == deciding.number) else {
            return;
        };
        let subject = conflict.subject();
        let Some(edit) = conflict.decide(session, version) else {
            self.state
                .warn("Only one of these two can stand: o for ours, t for theirs");
            return;
        };
        if !self.edit(edit.clone()) {
            return;
        }
        self.show_as_recorded(&edit);
        let left = self.state.work.session().conflicts.len();
        let words = match version {
            Version::Ours => "our version stands",
            Version::Theirs => "their version stands",
            Version::Both => "both stand",
        };
        let rest = match left {
            0 => "Everything is decided".to_owned(),
            1 => "1 is left".to_owned(),
            more => format!("{more} are left"),
        };
        self.drop_what_is_gone();
        if left > 0 && !matches!(self.state.layers.last(), Some(Layer::Deciding(_))) {
            self.ask_conflict();
        }
        self.state
            .tell(format!("{subject}: {words}. {rest}; u takes it back"));
    }
}
