//! Where a place in a text is found in what the text was made from: the page of a paged document, the
//! time in a recording. Both stand in the text itself, so that nothing else has to be kept: a form feed
//! before each page but the first, and `[00:01:02]` at the beginning of what is said.

use std::fmt;
use std::sync::Arc;

use memchr::{memchr_iter, memrchr};

use super::Offset;

/// A place in what a text was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Locator {
    /// The number of a page, from 1.
    Page(usize),
    /// A time, as `00:01:02`.
    Time(String),
}

impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(number) => write!(f, "p. {number}"),
            Self::Time(time) => f.write_str(time),
        }
    }
}

/// The pages and times of one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Locators {
    /// Where form feeds stand.
    feeds: Arc<[usize]>,
    /// Whether the text begins with a time.
    timed: bool,
}

/// More form feeds than this are no pages.
const PAGES: usize = 100_000;

/// How far before a place its time is looked for, in bytes.
const LINE: usize = 64 * 1024;

impl Locators {
    /// Looks through a text once.
    pub fn new(text: &str) -> Self {
        let feeds: Vec<usize> = memchr_iter(b'\x0c', text.as_bytes())
            .take(PAGES + 1)
            .collect();
        Self {
            feeds: if feeds.len() > PAGES {
                [].into()
            } else {
                feeds.into()
            },
            timed: time(text).is_some(),
        }
    }

    /// How many pages there are; none where the text has no pages.
    pub fn pages(&self) -> Option<usize> {
        (!self.feeds.is_empty()).then_some(self.feeds.len() + 1)
    }

    /// Where a place is found.
    pub fn at(&self, text: &str, at: Offset) -> Option<Locator> {
        if !self.feeds.is_empty() {
            let before = self.feeds.partition_point(|feed| *feed < at.0);
            return Some(Locator::Page(before + 1));
        }
        if !self.timed {
            return None;
        }
        let bytes = text.as_bytes();
        let mut end = at.0.min(bytes.len());
        let last = end.saturating_sub(LINE);
        loop {
            let start = bytes.get(..end).and_then(|before| memrchr(b'\n', before));
            let line = start.map_or(0, |feed| feed + 1);
            if let Some(time) = text.get(line..).and_then(time) {
                return Some(Locator::Time(time.to_owned()));
            }
            end = start.filter(|feed| *feed > last)?;
        }
    }
}

/// The time that a line begins with.
fn time(line: &str) -> Option<&str> {
    let (inside, _) = line.get(..12)?.strip_prefix('[')?.split_once(']')?;
    let is_time = inside.len() >= 8
        && inside.split(':').count() == 3
        && inside
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b':');
    is_time.then_some(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_counted_by_their_form_feeds() {
        let text = "one\n\u{c}two\n\u{c}three\n";
        let locators = Locators::new(text);
        let page = |part: &str| {
            let at = text.find(part).unwrap();
            locators.at(text, Offset(at)).map(|place| place.to_string())
        };
        assert_eq!(page("one").as_deref(), Some("p. 1"));
        assert_eq!(page("two").as_deref(), Some("p. 2"));
        assert_eq!(page("three").as_deref(), Some("p. 3"));
        assert_eq!(locators.pages(), Some(3));
        assert_eq!(Locators::new("no pages").at("no pages", Offset(3)), None);
    }

    #[test]
    fn times_stand_before_what_is_said() {
        let text = "[00:00:01] Yes.\nNo.\n[00:01:02] Perhaps — é.\n";
        let locators = Locators::new(text);
        let time = |part: &str| {
            let at = text.find(part).unwrap();
            locators.at(text, Offset(at)).map(|place| place.to_string())
        };
        assert_eq!(time("Yes").as_deref(), Some("00:00:01"));
        assert_eq!(time("No").as_deref(), Some("00:00:01"));
        assert_eq!(time("é").as_deref(), Some("00:01:02"));
        assert_eq!(
            locators
                .at(text, Offset(text.len() + 9))
                .unwrap()
                .to_string(),
            "00:01:02"
        );
    }
}
