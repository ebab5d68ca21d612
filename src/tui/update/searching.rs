//! Searching the focused document.

use super::super::action::Search;
use super::Step;
use super::selecting::selected;
use crate::text::search::{Direction, Found, Needle, Rule, find};
use crate::text::{graphemes, motion};

impl Step<'_> {
    pub(super) fn search(&mut self, search: Search) {
        match search {
            Search::Ask => self.ask_search(),
            Search::Next => self.search_on(Direction::Forwards),
            Search::Previous => self.search_on(Direction::Backwards),
            Search::UnderCursor => {
                let words = match selected(self.state) {
                    Some((document, span)) => Some(document.quote(span).to_owned()),
                    None => self.state.document().map(|document| {
                        let word = motion::word(&document.text, self.state.panes.focused().cursor);
                        document.quote(word).to_owned()
                    }),
                };
                if let Some(words) = words.filter(|words| !words.trim().is_empty()) {
                    self.state.panes.focused_mut().selecting = None;
                    self.search_for(&words);
                }
            }
        }
    }

    /// The hits light up while one types; the cursor stays until Enter.
    pub(super) fn search_while_typing(&mut self, words: &str) {
        self.state.needle = Needle::new(words, Rule::Smart);
    }

    /// Goes to the first hit behind the cursor; nothing typed ends the search.
    pub(super) fn search_for(&mut self, words: &str) {
        self.search_while_typing(words);
        self.search_on(Direction::Forwards);
    }

    fn search_on(&mut self, direction: Direction) {
        let (Some(needle), Some(document)) = (&self.state.needle, self.state.document()) else {
            return;
        };
        let pane = self.state.panes.focused();
        let from = match direction {
            Direction::Forwards => graphemes::next(&document.text, pane.cursor),
            Direction::Backwards => pane.cursor,
        };
        let Some(Found { span, wrapped }) = find(&document.text, needle, from, direction) else {
            let letter = self.state.desk.letter(document.id);
            self.state
                .tell(format!("{letter} does not have these words"));
            return;
        };
        self.remember_place();
        let pane = self.state.panes.focused_mut();
        pane.cursor = span.start();
        pane.goal = None;
        self.reveal(self.state.panes.focus());
        self.lead();
        if wrapped {
            self.state.tell("Searched on from the other end");
        }
    }
}
