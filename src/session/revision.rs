//! Finding anchors again in a text that was changed since they were made.
//!
//! The old and the new text are compared token by token (patience diff, which keeps phrases whole).
//! A place whose every token stands unchanged is carried over; a quote that was moved is looked for
//! elsewhere; anything that was changed is said to be changed, never attached in silence.

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};

use super::Anchor;
use crate::text::{Span, Token, tokens};

/// What became of an anchor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stands where it stood.
    Exact,
    /// The same words stand elsewhere.
    Moved(Anchor),
    /// The words were changed; this is what stands in their place.
    Changed(Anchor),
    /// The same words stand in several places, and none is more likely.
    Ambiguous(Vec<Span>),
    /// Nothing of it is left.
    Lost,
}

/// An old text against the new one that took its place.
pub struct Revision<'t> {
    new: &'t str,
    old_tokens: Vec<Token>,
    new_tokens: Vec<Token>,
    operations: Vec<DiffOp>,
}

impl<'t> Revision<'t> {
    /// Compares the two texts, once for all anchors.
    pub fn new(old: &str, new: &'t str) -> Self {
        let (old_tokens, new_tokens): (Vec<Token>, Vec<Token>) =
            (tokens(old).collect(), tokens(new).collect());
        let old_words: Vec<&str> = old_tokens.iter().map(|token| token.span.of(old)).collect();
        let new_words: Vec<&str> = new_tokens.iter().map(|token| token.span.of(new)).collect();
        let operations = capture_diff_slices(Algorithm::Patience, &old_words, &new_words);
        Self {
            new,
            old_tokens,
            new_tokens,
            operations,
        }
    }

    /// What became of an anchor in the old text.
    pub fn fate(&self, anchor: &Anchor) -> Fate {
        let kept = self.kept(anchor.span);
        let hull = kept.iter().copied().reduce(Span::hull);
        if let Some(span) = hull
            && span.of(self.new) == anchor.quote
        {
            let found = Anchor::new(anchor.document, self.new, span);
            return if span == anchor.span {
                Fate::Exact
            } else {
                Fate::Moved(found)
            };
        }
        match self.elsewhere(anchor).as_slice() {
            [] => {}
            [only] => return Fate::Moved(Anchor::new(anchor.document, self.new, *only)),
            several => return Fate::Ambiguous(several.to_vec()),
        }
        // What was put in the place of words belongs to what the analyst must see.
        let replaced = self.replaced(anchor.span);
        let whole = kept.iter().chain(&replaced).copied().reduce(Span::hull);
        // Spaces and commas that stand where they stood say nothing.
        match whole {
            Some(span) if kept.iter().any(|part| says_something(part.of(self.new))) => {
                Fate::Changed(Anchor::new(anchor.document, self.new, span))
            }
            _ => Fate::Lost,
        }
    }

    /// Where the parts of a span that were not changed stand now, and what was put between them.
    fn kept(&self, span: Span) -> Vec<Span> {
        let mut kept = vec![];
        for operation in &self.operations {
            let (tag, old, new) = operation.as_tag_tuple();
            if tag != DiffTag::Equal {
                continue;
            }
            let old = self.old_tokens.get(old).unwrap_or_default();
            let new = self.new_tokens.get(new).unwrap_or_default();
            let first = old.partition_point(|token| token.span.end() <= span.start());
            let last = old.partition_point(|token| token.span.start() < span.end());
            let pairs = old.iter().zip(new).take(last).skip(first);
            kept.extend(pairs.map(|(old, new)| {
                let before = span.start().0.saturating_sub(old.span.start().0);
                let after = old.span.end().0.saturating_sub(span.end().0);
                Span::new(new.span.start().0 + before, new.span.end().0 - after)
            }));
        }
        kept
    }

    /// What was put in the place of words inside a span.
    fn replaced(&self, span: Span) -> Vec<Span> {
        let inside = self.operations.iter().filter_map(|operation| {
            let (tag, old, new) = operation.as_tag_tuple();
            let old = hull(self.old_tokens.get(old)?)?;
            let new = hull(self.new_tokens.get(new)?)?;
            (tag == DiffTag::Replace && span.covers(old)).then_some(new)
        });
        inside.collect()
    }

    /// Where else the quote stands; only the places with the same words around it, if there are any.
    fn elsewhere(&self, anchor: &Anchor) -> Vec<Span> {
        if anchor.quote.is_empty() {
            return vec![];
        }
        let length = anchor.quote.len();
        let places = self.new.match_indices(&anchor.quote);
        let places: Vec<Span> = places.map(|(at, _)| Span::new(at, at + length)).collect();
        let in_context = |span: &&Span| {
            let before = self.new.get(..span.start().0).unwrap_or_default();
            let after = self.new.get(span.end().0..).unwrap_or_default();
            before.ends_with(&anchor.prefix) && after.starts_with(&anchor.suffix)
        };
        let likely: Vec<Span> = places.iter().filter(in_context).copied().collect();
        if likely.is_empty() { places } else { likely }
    }
}

/// The span of tokens that follow one another.
fn hull(tokens: &[Token]) -> Option<Span> {
    tokens.iter().map(|token| token.span).reduce(Span::hull)
}

fn says_something(words: &str) -> bool {
    words.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::DocumentId;

    const OLD: &str = "Rain fell on Monday. The ferry carried 58 people. Nobody was hurt.";

    fn anchor(quote: &str) -> Anchor {
        let at = OLD.find(quote).unwrap_or_default();
        Anchor::new(DocumentId(1), OLD, Span::new(at, at + quote.len()))
    }

    fn fate(quote: &str, new: &str) -> Fate {
        Revision::new(OLD, new).fate(&anchor(quote))
    }

    fn found(quote: &str, new: &str) -> Anchor {
        let at = new.find(quote).unwrap_or_default();
        Anchor::new(DocumentId(1), new, Span::new(at, at + quote.len()))
    }

    #[test]
    fn what_stands_unchanged_is_exact_or_moved() {
        assert_eq!(fate("carried 58 people", OLD), Fate::Exact);
        let new = format!("A headline.\n\n{OLD}");
        let moved = found("carried 58 people", &new);
        assert_eq!(fate("carried 58 people", &new), Fate::Moved(moved));
        // A part of a word, too.
        assert_eq!(fate("ferr", &new), Fate::Moved(found("ferr", &new)));
    }

    #[test]
    fn a_sentence_that_was_put_elsewhere_is_found() {
        let new = "Nobody was hurt. Rain fell on Monday. The ferry carried 58 people.";
        assert_eq!(
            fate("Nobody was hurt", new),
            Fate::Moved(found("Nobody was hurt", new))
        );
    }

    #[test]
    fn a_changed_figure_name_or_negation_is_never_attached_in_silence() {
        let new = OLD.replace("58", "50");
        let changed = found("carried 50 people", &new);
        assert_eq!(fate("carried 58 people", &new), Fate::Changed(changed));
        let new = OLD.replace("was hurt", "was not hurt");
        assert_eq!(
            fate("was hurt", &new),
            Fate::Changed(found("was not hurt", &new))
        );
        assert_eq!(fate("58", &OLD.replace("58", "50")), Fate::Lost);
    }

    #[test]
    fn what_is_gone_is_lost_and_what_is_there_twice_is_ambiguous() {
        assert_eq!(fate("Nobody was hurt", "Rain fell on Monday."), Fate::Lost);
        let new = "They said: Nobody was hurt! He said: Nobody was hurt?";
        let fate = Revision::new("x Nobody was hurt y", new).fate(&Anchor {
            document: DocumentId(1),
            span: Span::new(200, 215),
            quote: "Nobody was hurt".into(),
            prefix: "x ".into(),
            suffix: " y".into(),
        });
        assert!(matches!(fate, Fate::Ambiguous(places) if places.len() == 2));
    }

    proptest! {
        #[test]
        fn a_fate_without_a_warning_has_the_same_words(
            old in "[ab1 .]{1,40}", new in "[ab1 .]{0,40}", a: usize, b: usize,
        ) {
            let (a, b) = (a % (old.len() + 1), b % (old.len() + 1));
            let anchor = Anchor::new(DocumentId(1), &old, Span::new(a.min(b), a.max(b)));
            match Revision::new(&old, &new).fate(&anchor) {
                Fate::Exact => prop_assert_eq!(anchor.span.of(&new), anchor.quote),
                Fate::Moved(moved) => {
                    prop_assert_eq!(&moved.quote, &anchor.quote);
                    prop_assert_eq!(moved.span.of(&new), anchor.quote);
                }
                Fate::Changed(changed) => prop_assert_ne!(changed.quote, anchor.quote),
                Fate::Ambiguous(places) => {
                    prop_assert!(places.iter().all(|span| span.of(&new) == anchor.quote));
                }
                Fate::Lost => prop_assert!(anchor.quote.is_empty() || !new.contains(&anchor.quote)),
            }
        }
    }
}
