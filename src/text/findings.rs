//! All that is hidden in a text or passes for something else, in the order of its places.

use super::hidden::{Hidden, hidden};
use super::lookalike::{Lookalike, lookalikes};
use super::{Offset, Span};

/// What a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A character that nobody sees, or that a terminal would obey.
    Hidden(Hidden),
    /// A word that passes for another.
    Lookalike(Lookalike),
}

impl Kind {
    /// What it is, in words, for one of them.
    pub fn words(self) -> &'static str {
        match self {
            Kind::Hidden(kind) => kind.words(),
            Kind::Lookalike(kind) => kind.words(),
        }
    }

    /// Whether it asks for attention.
    pub fn is_suspicious(self) -> bool {
        match self {
            Kind::Hidden(kind) => kind.is_suspicious(),
            Kind::Lookalike(_) => true,
        }
    }

    /// Why it matters, as half a sentence.
    pub fn why(self) -> &'static str {
        match self {
            Kind::Hidden(kind) => kind.why(),
            Kind::Lookalike(kind) => kind.why(),
        }
    }
}

/// A place in a text that asks for attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// How many characters in a row it is; one for a word.
    pub characters: usize,
}

/// The findings of a text, in order, each hidden character by itself: those that ask for attention,
/// and those that are everyday ([`Kind::is_suspicious`]).
pub fn findings(text: &str) -> impl Iterator<Item = Finding> + '_ {
    let mut unseen = hidden(text)
        .map(|(span, kind)| (span, Kind::Hidden(kind)))
        .peekable();
    let mut forged = lookalikes(text)
        .map(|(span, kind)| (span, Kind::Lookalike(kind)))
        .peekable();
    std::iter::from_fn(move || {
        let (span, kind) = match (unseen.peek(), forged.peek()) {
            (Some((one, _)), Some((other, _))) if other < one => forged.next(),
            (Some(_), _) => unseen.next(),
            (None, _) => forged.next(),
        }?;
        Some(Finding {
            span,
            kind,
            characters: 1,
        })
    })
}

/// The most findings of a text that are kept; all are counted.
const KEPT: usize = 10_000;

/// The most everyday ones that are kept.
const EVERYDAY: usize = 1000;

/// What was found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// How many characters are hidden.
    pub hidden: usize,
    /// How many words pass for others.
    pub lookalikes: usize,
    /// Where: hidden characters of one kind in a row are one finding. The first 10,000.
    pub places: Vec<Finding>,
    /// How many characters are hidden as is everyday, such as no-break spaces.
    pub everyday: usize,
    /// Where these stand, in the same way. The first 1,000.
    pub everyday_places: Vec<Finding>,
}

impl Findings {
    /// Looks through a text once. Where it is all ASCII, at about a gigabyte a second.
    pub fn of(text: &str) -> Self {
        let mut found = Self::default();
        for finding in findings(text) {
            let (places, most) = match finding.kind {
                Kind::Hidden(kind) if !kind.is_suspicious() => {
                    found.everyday += 1;
                    (&mut found.everyday_places, EVERYDAY)
                }
                Kind::Hidden(_) => {
                    found.hidden += 1;
                    (&mut found.places, KEPT)
                }
                Kind::Lookalike(_) => {
                    found.lookalikes += 1;
                    (&mut found.places, KEPT)
                }
            };
            let row = places.last_mut().filter(|last| {
                last.kind == finding.kind && last.span.end() == finding.span.start()
            });
            if let Some(last) = row {
                last.span = last.span.hull(finding.span);
                last.characters += 1;
            } else if places.len() < most {
                places.push(finding);
            }
        }
        found
    }

    /// How many ask for attention.
    pub fn count(&self) -> usize {
        self.hidden + self.lookalikes
    }

    /// The first finding that starts behind the place.
    pub fn next(&self, at: Offset) -> Option<Finding> {
        let behind = self
            .places
            .partition_point(|found| found.span.start() <= at);
        self.places.get(behind).copied()
    }

    /// The last finding that starts before the place.
    pub fn previous(&self, at: Offset) -> Option<Finding> {
        let before = self.places.partition_point(|found| found.span.start() < at);
        self.places.get(before.checked_sub(1)?).copied()
    }

    /// The findings that reach into a span.
    pub fn overlapping(&self, span: Span) -> impl Iterator<Item = Finding> + '_ {
        let from = self
            .places
            .partition_point(|found| found.span.end() <= span.start());
        let rest = self.places.get(from..).unwrap_or_default().iter().copied();
        rest.take_while(move |found| found.span.start() < span.end())
    }
}

/// What tag characters spell, as each copies a character of ASCII; empty for anything else.
pub fn spelled(tags: &str) -> String {
    tags.chars()
        .filter_map(|c| char::from_u32((c as u32).checked_sub(0xe0000)?))
        .filter(|c| matches!(c, ' '..='~'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_come_in_order_and_rows_of_one_kind_are_one() {
        let text = "a\u{200b}\u{200b}b pаypal \x1b[2J\u{a0}c";
        let found = Findings::of(text);
        assert_eq!((found.hidden, found.lookalikes, found.everyday), (3, 1, 1));
        let everyday: Vec<_> = found.everyday_places.iter().map(|it| it.kind).collect();
        assert_eq!(everyday, [Kind::Hidden(Hidden::NoBreakSpace)]);
        let kinds: Vec<_> = found
            .places
            .iter()
            .map(|place| (place.span.of(text), place.characters))
            .collect();
        assert_eq!(kinds, [("\u{200b}\u{200b}", 2), ("pаypal", 1), ("\x1b", 1)]);
        let first = found.next(Offset(0)).unwrap();
        assert_eq!(first.span.start(), Offset(1));
        assert_eq!(found.previous(Offset(9)), Some(first));
        assert_eq!(found.previous(Offset(1)), None);
        assert_eq!(found.overlapping(Span::new(0, 9)).count(), 1);
    }

    #[test]
    fn tags_are_read_out() {
        assert_eq!(spelled("\u{e0068}\u{e0069}\u{e007f}"), "hi");
        assert_eq!(spelled("hi"), "");
    }
}
