//! A session that another program has open, or had and did not close.

use super::super::action::{Action, SessionAction};
use super::super::effect::{Effect, Reopening};
use super::super::state::{Choice, Chooser, Pick};
use super::Step;
use crate::store::{Owner, Why};

impl Step<'_> {
    /// The session may only be read: says why, and asks what to do where something can be done.
    pub(super) fn opened_read_only(&mut self, why: &Why) {
        self.state.read_only = Some(why.to_string());
        let read = Choice::new("Read it here; nothing can be changed", Pick::Nothing).key('r');
        let again = Action::Session(SessionAction::Reopen);
        let again = Choice::new("Try again", Pick::Act(again)).key('t');
        let leave = Choice::new("Leave", Pick::Act(Action::Quit)).key('q');
        match why {
            Why::OpenElsewhere(owner) => {
                let title = match owner {
                    Some(owner) => format!("Open in another crosscheck: {}", self.who(owner)),
                    None => "Open in another program".to_owned(),
                };
                self.choose(Chooser::menu(title, vec![read, again, leave]));
            }
            Why::OpenOnAnotherMachine(owner) => {
                let title = format!("Open elsewhere, or not closed there: {}", self.who(owner));
                self.state.other_machine = Some(owner.host.clone());
                let over = Action::Session(SessionAction::TakeOver);
                let over = Choice::new("Take it over …", Pick::Act(over)).key('o');
                self.choose(Chooser::menu(title, vec![read, over, again, leave]));
            }
            _ => self.state.warn(format!("Open to be read only: {why}")),
        }
    }

    fn who(&self, owner: &Owner) -> String {
        let since = self.state.when(&owner.since, &self.now.0);
        format!("process {} on {}, since {since}", owner.process, owner.host)
    }

    /// The session file is another one than was read: nothing is overwritten.
    pub(super) fn offer_reconcile(&mut self) {
        let reconcile = Action::Session(SessionAction::Reconcile);
        self.state.offer(
            "Another program changed the session file. It is left as it is, and your edits are safe.",
            reconcile,
        );
    }

    pub(super) fn ask_reconcile(&mut self) {
        let merge = "Merge both: what both changed is left to you to decide";
        let merge = Choice::new(merge, Pick::Act(Action::Session(SessionAction::Reopen)));
        let beside = Action::Session(SessionAction::SaveBeside);
        let beside = Choice::new("Go on in a new file beside it", Pick::Act(beside));
        let later = "Later: your edits are safe in the journal meanwhile";
        let choices = vec![
            merge.key('m'),
            beside.key('b'),
            Choice::new(later, Pick::Nothing).key('l'),
        ];
        let title = "Another program changed the session file";
        self.choose(Chooser::menu(title, choices));
    }

    pub(super) fn reopen(&mut self) {
        self.effects.push(Effect::Reopen(Reopening::Again));
    }

    /// No lock tells whether a program on another machine still runs, so the analyst must.
    pub(super) fn ask_take_over(&mut self) {
        let Some(host) = &self.state.other_machine else {
            return;
        };
        let title = format!("Does crosscheck still have the session open on {host}?");
        let no = "It may: go on reading here";
        let yes = "It does not: take the session over";
        let choices = vec![
            Choice::new(no, Pick::Nothing).key('m'),
            Choice::new(yes, Pick::TakeOver).key('t'),
        ];
        self.choose(Chooser::menu(title, choices));
    }

    pub(super) fn take_over(&mut self) {
        self.effects.push(Effect::Reopen(Reopening::TakeOver));
    }
}
