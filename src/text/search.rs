//! Finding what the user types: any white space matches any other, so that a phrase is found across
//! a line end; characters without width are seen through; and unless the rule or the needle says
//! otherwise, case, accents and the shape of quotation marks do not count.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::hidden::is_unseen_alone;
use super::lookalike::latin_of;
use super::{Offset, Span, graphemes};

/// Which way to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards the end, then on from the start.
    Forwards,
    /// Towards the start, then on from the end.
    Backwards,
}

/// When letters that differ in case or accent are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rule {
    /// Case counts when the needle has a capital, accents when it has one.
    #[default]
    Smart,
    /// Both count.
    Exact,
}

/// Where a needle was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The place, on grapheme boundaries.
    pub span: Span,
    /// Whether the search came to an end of the text and went on from the other.
    pub wrapped: bool,
}

/// What is looked for, made ready once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle {
    keys: Vec<char>,
    folding: Folding,
    /// The characters that a match can begin with.
    starts: Vec<char>,
    /// Whether a byte of UTF-8 is the first of one of them.
    leads: [bool; 256],
}

/// Which differences do not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // Each is folded or not by itself.
struct Folding {
    case: bool,
    accents: bool,
    quotes: bool,
    /// Letters of other scripts count as the Latin ones that they pass for.
    lookalikes: bool,
}

impl Needle {
    /// A needle from what was typed; nothing where that is white space alone.
    pub fn new(typed: &str, rule: Rule) -> Option<Self> {
        let smart = rule == Rule::Smart;
        let folding = Folding {
            case: smart && !typed.chars().any(char::is_uppercase),
            accents: smart && !typed.nfd().any(is_combining_mark),
            quotes: smart,
            lookalikes: smart && !typed.chars().any(|c| latin_of(c).is_some()),
        };
        let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut keys = vec![];
        for c in typed.chars() {
            folding.keys(c, |key| keys.push(key));
        }
        let first = *keys.first()?;
        let mut starts = folding.characters_of(first);
        starts.extend(typed.chars().next());
        let mut leads = [false; 256];
        for c in &starts {
            let mut bytes = [0; 4];
            if let [lead, ..] = c.encode_utf8(&mut bytes).as_bytes() {
                leads[usize::from(*lead)] = true;
            }
        }
        Some(Self {
            keys,
            folding,
            starts,
            leads,
        })
    }

    /// Where a match that starts at the place ends.
    fn matched(&self, text: &str, start: usize) -> Option<usize> {
        let rest = text.get(start..)?;
        let first = rest.chars().next()?;
        if !self.starts.contains(&first) {
            return None;
        }
        let mut met = 0;
        let mut last = None;
        for (at, c) in rest.char_indices() {
            if met == self.keys.len() {
                // An accent that belongs to the last letter makes it another one.
                let goes_on = !self.folding.accents
                    && is_combining_mark(c)
                    && !is_unseen_alone(c)
                    && !graphemes::is_boundary(text, Offset(start + at));
                return (!goes_on).then_some(start + at);
            }
            let mut differs = false;
            self.folding.keys(c, |key| {
                let more_space = key == ' ' && last == Some(' ');
                if !more_space {
                    differs |= self.keys.get(met) != Some(&key);
                    met += 1;
                    last = Some(key);
                }
            });
            if differs {
                return None;
            }
        }
        (met == self.keys.len()).then_some(text.len())
    }

    fn first_in(&self, text: &str, from: usize, to: usize) -> Option<Span> {
        let bytes = text.as_bytes().get(..to)?;
        let mut at = from;
        loop {
            at += bytes
                .get(at..)?
                .iter()
                .position(|byte| self.leads[usize::from(*byte)])?;
            if let Some(end) = self.matched(text, at) {
                return Some(graphemes::widen(text, Span::new(at, end)));
            }
            at += 1;
        }
    }

    fn last_in(&self, text: &str, from: usize, to: usize) -> Option<Span> {
        let bytes = text.as_bytes().get(from..)?;
        let mut to = to - from;
        loop {
            to = bytes
                .get(..to)?
                .iter()
                .rposition(|byte| self.leads[usize::from(*byte)])?;
            let at = from + to;
            if let Some(end) = self.matched(text, at) {
                return Some(graphemes::widen(text, Span::new(at, end)));
            }
        }
    }
}

impl Folding {
    /// The characters that stand for `c` when texts are compared.
    fn keys(self, c: char, mut key: impl FnMut(char)) {
        match c {
            '!'..='~' if self.case => key(c.to_ascii_lowercase()),
            '!'..='~' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => key(c),
            '‘' | '’' | '‛' if self.quotes => key('\''),
            '“' | '”' | '„' | '«' | '»' if self.quotes => key('"'),
            '\u{2010}'..='\u{2015}' if self.quotes => key('-'),
            _ if c.is_whitespace() => key(' '),
            _ if is_unseen_alone(c) && !c.is_control() => {}
            _ if self.lookalikes && latin_of(c).is_some() => {
                let latin = latin_of(c).unwrap_or(c);
                key(if self.case {
                    latin.to_ascii_lowercase()
                } else {
                    latin
                });
            }
            _ => {
                for part in std::iter::once(c).nfd() {
                    if self.accents && is_combining_mark(part) {
                        continue;
                    }
                    if self.case {
                        part.to_lowercase().for_each(&mut key);
                    } else {
                        key(part);
                    }
                }
            }
        }
    }

    /// Every character whose first key is this. Beyond kana no living script has letters that are
    /// folded into others.
    fn characters_of(self, first: char) -> Vec<char> {
        let mut found = vec![first];
        for c in '\0'..'\u{3100}' {
            let mut keys = vec![];
            self.keys(c, |key| keys.push(key));
            if c != first && keys.first() == Some(&first) {
                found.push(c);
            }
        }
        found
    }
}

/// The nearest match: forwards the first that starts at the place or behind it, backwards the last
/// that starts before it; beyond the text's end the search goes on from the other.
pub fn find(text: &str, needle: &Needle, from: Offset, direction: Direction) -> Option<Found> {
    let from = graphemes::snap(text, from).0;
    let near = match direction {
        Direction::Forwards => needle.first_in(text, from, text.len()),
        Direction::Backwards => needle.last_in(text, 0, from),
    };
    let found = |wrapped| move |span| Found { span, wrapped };
    near.map(found(false)).or_else(|| {
        let far = match direction {
            Direction::Forwards => needle.first_in(text, 0, from),
            Direction::Backwards => needle.last_in(text, from, text.len()),
        };
        far.map(found(true))
    })
}

/// What a search near a place comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Near {
    /// The nearest match.
    Found(Found),
    /// There is no match in all of the text.
    Nowhere,
    /// There is none within reach; [`find`] looks through all of the text.
    FurtherOff,
}

/// As [`find`], but never through more than `reach` bytes: what no key has to wait for.
pub fn find_near(
    text: &str,
    needle: &Needle,
    from: Offset,
    direction: Direction,
    reach: usize,
) -> Near {
    if text.len() <= reach {
        return find(text, needle, from, direction).map_or(Near::Nowhere, Near::Found);
    }
    let from = graphemes::snap(text, from).0;
    let near = match direction {
        Direction::Forwards => needle.first_in(text, from, (from + reach).min(text.len())),
        Direction::Backwards => {
            let least = graphemes::floor(text, from.saturating_sub(reach));
            needle.last_in(text, least, from)
        }
    };
    near.map_or(Near::FurtherOff, |span| {
        Near::Found(Found {
            span,
            wrapped: false,
        })
    })
}

/// The matches that start inside a span, in order and apart from one another: for highlighting what
/// is on the screen.
pub fn find_in<'t>(
    text: &'t str,
    span: Span,
    needle: &'t Needle,
) -> impl Iterator<Item = Span> + 't {
    let mut at = graphemes::snap(text, span.start()).0;
    let end = span.end().0.min(text.len());
    std::iter::from_fn(move || {
        let found = needle.first_in(text, at, end)?;
        at = found.end().0.max(at + 1);
        Some(found)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all<'t>(text: &'t str, typed: &str, rule: Rule) -> Vec<&'t str> {
        let Some(needle) = Needle::new(typed, rule) else {
            return vec![];
        };
        find_in(text, Span::new(0, text.len()), &needle)
            .map(|span| span.of(text))
            .collect()
    }

    #[test]
    fn small_letters_find_all_and_capitals_their_like() {
        let text = "Darién, DARIEN, Darie\u{301}n, darién";
        assert_eq!(all(text, "darien", Rule::Smart).len(), 4);
        assert_eq!(
            all(text, "Darien", Rule::Smart),
            ["Darién", "Darie\u{301}n"]
        );
        assert_eq!(
            all(text, "darién", Rule::Smart),
            ["Darién", "Darie\u{301}n", "darién"]
        );
        assert_eq!(all(text, "DARIEN", Rule::Exact), ["DARIEN"]);
        assert_eq!(all(text, "Darie", Rule::Exact), [""; 0]);
    }

    #[test]
    fn line_ends_hidden_characters_and_curly_quotes_do_not_hide_a_match() {
        let text = "a memo\u{200b}randum\r\n  of under\u{ad}standing, “so called”";
        assert_eq!(
            all(text, "memorandum of understanding", Rule::Smart),
            ["memo\u{200b}randum\r\n  of under\u{ad}standing"]
        );
        assert_eq!(all(text, "\"so called\"", Rule::Smart), ["“so called”"]);
        assert_eq!(
            all("at p\u{430}ypal", "paypal", Rule::Smart),
            ["p\u{430}ypal"]
        );
        assert_eq!(all("он рос", "рос", Rule::Smart), ["рос"]);
        assert_eq!(all(text, "  ", Rule::Smart), [""; 0]);
    }

    #[test]
    fn a_search_near_a_place_leaves_the_rest_to_another() {
        let text = format!("{}one{}", "日 ".repeat(50), " 本".repeat(50));
        let needle = Needle::new("one", Rule::Smart).unwrap();
        let near = |from, direction, reach| {
            let near = find_near(&text, &needle, Offset(from), direction, reach);
            (near, find(&text, &needle, Offset(from), direction).unwrap())
        };
        let (found, whole) = near(190, Direction::Forwards, 20);
        assert_eq!(found, Near::Found(whole));
        let (found, whole) = near(220, Direction::Backwards, 25);
        assert_eq!(found, Near::Found(whole));
        assert_eq!(near(0, Direction::Forwards, 20).0, Near::FurtherOff);
        assert_eq!(
            near(text.len(), Direction::Backwards, 20).0,
            Near::FurtherOff
        );
        let nowhere = Needle::new("two", Rule::Smart).unwrap();
        let found = find_near("one", &nowhere, Offset(0), Direction::Forwards, 20);
        assert_eq!(found, Near::Nowhere);
    }

    #[test]
    fn searching_goes_both_ways_and_wraps() {
        let text = "one two one two";
        let needle = Needle::new("one", Rule::Smart).unwrap();
        let found = |from, direction| {
            let found = find(text, &needle, Offset(from), direction).unwrap();
            (found.span.start().0, found.wrapped)
        };
        assert_eq!(found(0, Direction::Forwards), (0, false));
        assert_eq!(found(1, Direction::Forwards), (8, false));
        assert_eq!(found(9, Direction::Forwards), (0, true));
        assert_eq!(found(8, Direction::Backwards), (0, false));
        assert_eq!(found(0, Direction::Backwards), (8, true));
    }

    #[test]
    fn other_scripts_are_found() {
        assert_eq!(all("巴拿马签署了备忘录", "备忘录", Rule::Smart), ["备忘录"]);
        assert_eq!(all("ПАНАМА и Панама", "панама", Rule::Smart).len(), 2);
        assert_eq!(all("파나마와 미국", "미국", Rule::Smart), ["미국"]);
        assert_eq!(all("プログラム", "プロ", Rule::Smart), ["プロ"]);
    }

    #[test]
    fn a_mark_that_is_a_character_of_its_own_ends_a_word() {
        let text = "𐹠A  a𛅤 00𑼒ணA0🤀0𞗿 𚿵￼ 𞟰𑯰𑱍𐍐  a￼꒐𑯀\u{11f00}  A𑜠¡Aa0";
        for (start, _) in text.char_indices() {
            let part = graphemes::widen(text, Span::new(start, start + 1))
                .of(text)
                .trim();
            if Needle::new(part, Rule::Exact).is_some() {
                assert!(!all(text, part, Rule::Exact).is_empty(), "{part:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn an_exact_part_is_found(text in "\\PC{1,60}", part in any::<prop::sample::Index>(), length in 1_usize..9) {
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let start = part.index(bounds.len() - 1);
            let end = (start + length).min(bounds.len() - 1);
            let span = graphemes::widen(&text, Span::new(bounds[start], bounds[end]));
            let typed = span.of(&text).trim();
            if let Some(needle) = Needle::new(typed, Rule::Exact) {
                prop_assert!(find_in(&text, Span::new(0, text.len()), &needle).next().is_some(), "{typed:?}");
            }
        }
    }
}
