//! From an action to the function that carries it out.

use super::super::action::{Action, SessionAction};
use super::super::effect::Effect;
use super::super::state::{Help, Layer};
use super::{Step, unavailable};
use crate::store::SaveStatus;

impl Step<'_> {
    /// Carries out an action, or tells why that cannot be done now.
    pub(super) fn perform(&mut self, action: Action) {
        if let Some(why) = unavailable(self.state, action) {
            self.state.warn(why);
            return;
        }
        match action {
            Action::Move(motion) => self.go_by(motion),
            Action::Scroll(scroll) => self.scroll(scroll),
            Action::Select(selection) => self.select(selection),
            Action::Search(search) => self.search(search),
            Action::Go(go) => self.go(go),
            Action::Pane(action) => self.pane(action),
            Action::Panel(action) => self.panel(action),
            Action::Claim(action) => self.claim(action),
            Action::FindLeads => self.find_leads(),
            Action::AddEvidence => self.ask_stance(),
            Action::AddEvidenceWith(stance) => self.add_evidence(stance),
            Action::Compare => self.compare(),
            Action::Comparison(action) => self.comparison(action),
            Action::Session(action) => self.session(action),
            Action::Source(action) => self.source(action),
            Action::List(action) => self.list(action),
            Action::Copy => self.copy(),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Palette => self.palette(),
            Action::Help => {
                let help = Help::of(&self.state.keymap);
                self.state.layers.push(Layer::Help(help));
            }
            Action::Cancel => self.cancel(),
            Action::Accept => self.accept(),
            Action::RenameSession => self.ask_session_title(),
            Action::ChooseScale => self.ask_scale(),
            Action::Export => self.ask_export(),
            Action::Save => self.tell_saving(),
            Action::NextTheme => self.effects.push(Effect::NextTheme),
            Action::AllMarks => self.turn_all_marks(),
            Action::Redraw => self.effects.push(Effect::Redraw),
            Action::Suspend => self.effects.push(Effect::Suspend),
            Action::Quit => self.effects.push(Effect::Quit),
        }
    }

    fn session(&mut self, action: SessionAction) {
        match action {
            SessionAction::Reopen => self.reopen(),
            SessionAction::TakeOver => self.ask_take_over(),
            SessionAction::Verify => {
                self.effects.push(Effect::Verify);
                self.state.tell("Retracing the history …");
            }
            SessionAction::Reconcile => self.ask_reconcile(),
            SessionAction::SaveBeside => self.effects.push(Effect::SaveBeside),
            SessionAction::Decide => self.ask_conflict(),
            SessionAction::Let(version) => self.decide_conflict(version),
            SessionAction::NextConflict => self.turn_conflict(true),
            SessionAction::PreviousConflict => self.turn_conflict(false),
        }
    }

    /// Marks even what is everyday and quiet, or leaves it be again.
    fn turn_all_marks(&mut self) {
        self.state.all_marks = !self.state.all_marks;
        self.state.tell(if self.state.all_marks {
            "No-break spaces are marked, too"
        } else {
            "No-break spaces are drawn as spaces"
        });
    }

    /// Closes what lies on top, ends the selection, or leaves the panel.
    fn cancel(&mut self) {
        if matches!(self.state.layers.last(), Some(Layer::Start(_))) {
            // There is nothing behind the start screen.
            self.effects.push(Effect::Quit);
            return;
        }
        if self.state.layers.pop().is_some() {
            return;
        }
        if self.state.panel.has_keys() {
            self.state.panel.focused = false;
        } else if self.state.panes.focused().selecting.is_some() {
            self.state.panes.focused_mut().selecting = None;
        } else {
            self.state.needle = None;
        }
    }

    /// There is nothing to save by hand: says how it stands.
    fn tell_saving(&mut self) {
        let words = match &self.state.saving {
            None => "Nothing was changed yet; what you do is saved by itself".to_owned(),
            Some(SaveStatus::Saving) => "It is being saved, by itself".to_owned(),
            Some(SaveStatus::Saved { at, .. }) => {
                format!(
                    "Saved at {}, by itself, after every change",
                    self.state.clock(*at)
                )
            }
            Some(SaveStatus::NotSaved { why, .. }) => {
                format!("Not saved, and tried again: {why}")
            }
        };
        self.state.tell(words);
    }
}
