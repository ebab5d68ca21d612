//! Searching the focused document.

use super::super::action::Search;
use super::super::effect::{Effect, LongSearch};
use super::Step;
use super::selecting::selected;
use crate::text::search::{Direction, Found, Near, Needle, Rule, find_near};
use crate::text::{DocumentId, Offset, graphemes, motion};

/// How much of a text is searched before the next key is heard, in bytes.
const AT_ONCE: usize = 512 * 1024;

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
        let (Some(needle), Some(document), Some(from)) = (
            &self.state.needle,
            self.state.document(),
            self.starting_place(direction),
        ) else {
            return;
        };
        match find_near(&document.text, needle, from, direction, AT_ONCE) {
            Near::Found(found) => self.arrive(found),
            Near::Nowhere => self.tell_nowhere(document.id),
            Near::FurtherOff => {
                let search = LongSearch {
                    document: document.clone(),
                    needle: needle.clone(),
                    from,
                    direction,
                };
                self.effects.push(Effect::Search(Box::new(search)));
                self.state.tell("Searching …");
            }
        }
    }

    /// A long text was searched; whoever went on meanwhile is left where they are.
    pub(super) fn searched(&mut self, search: &LongSearch, found: Option<Found>) {
        let shown = self.state.document().map(|document| document.id);
        let is_awaited = self.state.needle.as_ref() == Some(&search.needle)
            && shown == Some(search.document.id)
            && self.starting_place(search.direction) == Some(search.from);
        match found {
            _ if !is_awaited => {}
            Some(found) => {
                self.state.notice = None;
                self.arrive(found);
            }
            None => self.tell_nowhere(search.document.id),
        }
    }

    /// Where a search in the focused document starts.
    fn starting_place(&self, direction: Direction) -> Option<Offset> {
        let document = self.state.document()?;
        let cursor = self.state.panes.focused().cursor;
        Some(match direction {
            Direction::Forwards => graphemes::next(&document.text, cursor),
            Direction::Backwards => cursor,
        })
    }

    fn tell_nowhere(&mut self, document: DocumentId) {
        let letter = self.state.desk.letter(document);
        self.state
            .tell(format!("{letter} does not have these words"));
    }

    /// Goes to what was found.
    fn arrive(&mut self, Found { span, wrapped }: Found) {
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
