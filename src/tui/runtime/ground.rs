//! Asks the terminal how bright its ground is, without waiting: the question goes out with the
//! first frame, and the answer, which comes among the keys or never, is told from them.
//!
//! The question is xterm's `OSC 11 ; ?`. The answer is `OSC 11 ; rgb:RRRR/GGGG/BBBB`, with one to
//! four hexadecimal digits for each, ended by `ESC \` or `BEL`; crossterm takes it for the keys
//! `A-]`, `1`, `1`, `;` … `A-\` or `C-g`.

use crate::tui::settings::{Ground, Key};

/// The question. Terminals that do not know it say nothing.
pub const QUESTION: &str = "\x1b]11;?\x1b\\";

/// How long an answer can be, in characters: `11;rgba:` and four numbers.
const LONGEST: usize = "11;rgba:ffff/ffff/ffff/ffff".len();

/// Tells the answer from keys. Keys that could begin it are held back until the next one.
#[derive(Debug, Default)]
pub struct Listener {
    listening: bool,
    held: Vec<Key>,
}

/// What a key turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub enum Heard {
    /// These keys; none yet, where they may be the answer.
    Keys(Vec<Key>),
    /// The end of the answer.
    Ground(Ground),
}

impl Listener {
    /// Listens for one answer, if the question was asked.
    pub fn new(asked: bool) -> Self {
        Self {
            listening: asked,
            held: vec![],
        }
    }

    /// Takes the next key.
    pub fn hear(&mut self, key: Key) -> Heard {
        if !self.listening {
            return Heard::Keys(vec![key]);
        }
        let ends = key.is("A-\\") || key.is("C-g");
        if let Some(ground) = self.answer().filter(|_| ends) {
            *self = Self::new(false);
            return Heard::Ground(ground);
        }
        self.held.push(key);
        if self.may_be_answer() {
            return Heard::Keys(vec![]);
        }
        Heard::Keys(std::mem::take(&mut self.held))
    }

    fn text(&self) -> Option<String> {
        let (first, rest) = self.held.split_first()?;
        first.is("A-]").then_some(())?;
        rest.iter().map(|key| key.typed()).collect()
    }

    fn may_be_answer(&self) -> bool {
        self.text().is_some_and(|text| {
            text.len() <= LONGEST
                && ["11;rgb:", "11;rgba:"].iter().any(|start| {
                    start.starts_with(&text)
                        || text.strip_prefix(start).is_some_and(|numbers| {
                            numbers
                                .chars()
                                .all(|digit| digit.is_ascii_hexdigit() || digit == '/')
                        })
                })
        })
    }

    fn answer(&self) -> Option<Ground> {
        let text = self.text()?;
        let numbers = text
            .strip_prefix("11;rgb:")
            .or_else(|| text.strip_prefix("11;rgba:"))?;
        let mut parts = numbers.split('/').map(brightness);
        let (red, green, blue) = (parts.next()??, parts.next()??, parts.next()??);
        // The weights of Rec. 709, which are good enough to tell a light ground from a dark one.
        let brightness = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        Some(if brightness > 0.5 {
            Ground::Light
        } else {
            Ground::Dark
        })
    }
}

/// A number of one to four hexadecimal digits, as a part of the greatest of as many digits.
fn brightness(digits: &str) -> Option<f32> {
    let greatest = "ffff".get(..digits.len()).filter(|most| !most.is_empty())?;
    let value = u16::from_str_radix(digits, 16).ok()?;
    let greatest = u16::from_str_radix(greatest, 16).ok()?;
    Some(f32::from(value) / f32::from(greatest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        text.split_inclusive(|_| true)
            .map(|character| Key::character(character.chars().next().unwrap()))
            .collect()
    }

    fn answer(color: &str, end: &str) -> Vec<Key> {
        let mut all = vec!["A-]".parse().unwrap()];
        all.extend(keys(&format!("11;{color}")));
        all.push(end.parse().unwrap());
        all
    }

    fn hear(keys: &[Key]) -> (Vec<Key>, Option<Ground>) {
        let mut listener = Listener::new(true);
        let (mut heard, mut ground) = (vec![], None);
        for key in keys {
            match listener.hear(*key) {
                Heard::Keys(keys) => heard.extend(keys),
                Heard::Ground(found) => ground = Some(found),
            }
        }
        (heard, ground)
    }

    #[test]
    fn the_answer_is_told_from_the_keys_around_it() {
        for (color, ground) in [
            ("rgb:ffff/fafa/f0f0", Ground::Light),
            ("rgb:1616/1818/1d1d", Ground::Dark),
            ("rgba:ff/ff/ff/ff", Ground::Light),
            ("rgb:0/0/0", Ground::Dark),
        ] {
            for end in ["A-\\", "C-g"] {
                let mut all = keys("jj");
                all.extend(answer(color, end));
                all.extend(keys("k"));
                assert_eq!(hear(&all), (keys("jjk"), Some(ground)), "{color} {end}");
            }
        }
    }

    #[test]
    fn what_is_no_answer_is_typed() {
        let mut all = answer("rgb:12/zz/00", "C-g");
        assert_eq!(hear(&all), (all.clone(), None));
        all = answer("rgb:12345/0/0", "C-g");
        assert_eq!(hear(&all), (all.clone(), None));
        assert_eq!(hear(&keys("q")), (keys("q"), None));
    }

    proptest! {
        #[test]
        fn no_key_is_lost(text in "[\\]1;rgb:af/0x]{0,40}", at in 0..40_usize) {
            let mut all = keys(&text);
            let at = at.min(all.len());
            all.insert(at, "A-]".parse().unwrap());
            let mut listener = Listener::new(true);
            let mut heard = vec![];
            for key in &all {
                if let Heard::Keys(keys) = listener.hear(*key) {
                    heard.extend(keys);
                }
            }
            heard.extend(listener.held);
            prop_assert_eq!(heard, all);
        }
    }
}
