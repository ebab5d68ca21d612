//! From keys to actions, and from keys to typed text.

use super::super::action::Action;
use super::super::settings::{Key, Lookup};
use super::super::state::{Layer, Notice};
use super::Step;

impl Step<'_> {
    pub(super) fn key(&mut self, key: Key) {
        self.state.hints_due = false;
        if let Some(action) = self.offered(key) {
            self.perform(action);
            return;
        }
        let context = self.state.context();
        let mut keys = std::mem::take(&mut self.state.pending);
        keys.push(key);
        match self.state.keymap.lookup(context, &keys) {
            Lookup::Action(action) => self.perform(action),
            Lookup::Pending(_) => self.state.pending = keys,
            Lookup::Nothing if keys.len() > 1 => {
                let typed: Vec<_> = keys.iter().map(ToString::to_string).collect();
                self.state.tell(format!(
                    "{} means nothing here; ? shows the keys",
                    typed.join(" ")
                ));
            }
            Lookup::Nothing if context.takes_text() => self.type_key(key),
            Lookup::Nothing => self.choose_by_key(key),
        }
    }

    /// What the last line offers, if the key takes it. What was told is over with any key, but an
    /// offer stays until what lies on top of it is closed.
    fn offered(&mut self, key: Key) -> Option<Action> {
        let open = self.state.layers.is_empty() && self.state.pending.is_empty();
        if let Some(Notice { offer: Some(_), .. }) = self.state.notice
            && !open
        {
            return None;
        }
        let notice = self.state.notice.take()?;
        notice.offer.filter(|_| key.is("Enter"))
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.state.notice = None;
        self.state.pending.clear();
        match self.state.layers.last() {
            Some(layer) if layer.context().takes_text() => self.type_text(text),
            _ => self
                .state
                .tell("Pasted text has nowhere to go here; open a line to type in first"),
        }
    }

    /// A key that stands for one row of a list chooses that row.
    fn choose_by_key(&mut self, key: Key) {
        let Some(character) = key.typed() else { return };
        let Some(Layer::Chooser(chooser)) = self.state.layers.last_mut() else {
            return;
        };
        let row = chooser.shown.iter().position(|choice| {
            chooser
                .choices
                .get(*choice)
                .is_some_and(|choice| choice.key == Some(character))
        });
        if let Some(row) = row {
            chooser.cursor.row = row;
            self.accept();
        }
    }
}
