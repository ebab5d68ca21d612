//! From ranges of words to differences with spans, in the order of reading.

use std::ops::Range;

use crate::facts::{Relation, why};
use crate::text::{Offset, Span, fold};

use super::edits::Edit;
use super::meaning::Told;
use super::words::Reading;
use super::{Class, Difference, unseen};

/// Writes the differences down, passage by passage.
pub struct Writer<'w, 't> {
    /// The first side.
    pub a: &'w Reading<'t>,
    /// The second side.
    pub b: &'w Reading<'t>,
    /// What was written so far.
    pub differences: Vec<Difference>,
    /// Whether both sides of the passage at hand quote something.
    pub both_quote: bool,
}

impl Writer<'_, '_> {
    /// A passage that stands in another place on the second side.
    pub fn moved_passage(&mut self, a: Range<usize>, b: Range<usize>) {
        let why = "said in both, in another place";
        self.push(Class::Moved, self.a.span(a), self.b.span(b), why.to_owned());
    }

    /// What differs in two passages, and the punctuation and the forms that differ between words
    /// that say the same. `edits` are where the words differ, `told` is what that means.
    pub fn passage(&mut self, a: Range<usize>, b: Range<usize>, edits: &[Edit], told: Vec<Told>) {
        let mut found: Vec<(usize, Difference)> = told
            .into_iter()
            .map(|told| {
                let (a, b) = (self.a.span(told.edit.a.clone()), self.b.span(told.edit.b));
                (
                    told.edit.a.start,
                    Difference {
                        class: told.class,
                        a,
                        b,
                        why: told.why,
                    },
                )
            })
            .collect();
        let is_quoted = |side: &Reading, words: &Range<usize>| {
            let words = side.words.get(words.clone()).unwrap_or_default();
            words.iter().any(|word| word.role.is_quoted)
        };
        self.both_quote = is_quoted(self.a, &a) && is_quoted(self.b, &b);
        let (mut kept_a, mut kept_b) = (a.start, b.start);
        for edit in edits {
            self.kept(kept_a..edit.a.start, kept_b..edit.b.start, &mut found);
            (kept_a, kept_b) = (edit.a.end, edit.b.end);
        }
        self.kept(kept_a..a.end, kept_b..b.end, &mut found);
        found.sort_by_key(|(at, _)| *at);
        self.differences
            .extend(found.into_iter().map(|(_, difference)| difference));
    }

    /// What stands differently in and between words that both sides have. (Where a moved phrase
    /// was taken out, what lies between two edits is not the same words.)
    fn kept(&self, ours: Range<usize>, theirs: Range<usize>, found: &mut Vec<(usize, Difference)>) {
        if self.a.keys.get(ours.clone()) != self.b.keys.get(theirs.clone()) {
            return;
        }
        if self.a.written(ours.clone()) == self.b.written(theirs.clone()) {
            return;
        }
        let first = ours.start;
        for (our, their) in ours.zip(theirs) {
            if our > first {
                found.extend(
                    self.punctuation(our, their)
                        .map(|difference| (our, difference)),
                );
            }
            found.extend(unseen::inside(self.a, our, self.b, their).map(|found| (our, found)));
            found.extend(
                self.other_form(our, their)
                    .map(|difference| (our, difference)),
            );
        }
    }

    fn punctuation(&self, our: usize, their: usize) -> Option<Difference> {
        let (ours, theirs) = (self.a.gap_before(our), self.b.gap_before(their));
        let (gap_a, gap_b) = (ours.of(self.a.text), theirs.of(self.b.text));
        if gap_a == gap_b {
            return None;
        }
        if let Some(found) = unseen::between((gap_a, ours), (gap_b, theirs)) {
            return Some(found);
        }
        let (marks_a, marks_b) = (marks(gap_a), marks(gap_b));
        if marks_a == marks_b {
            return None;
        }
        let is_quote = marks_a.contains('"') != marks_b.contains('"');
        let (class, why) = if is_quote && self.both_quote {
            (
                Class::Quotation,
                "a quotation begins or ends here in one text only",
            )
        } else if is_quote && marks_a.contains('"') {
            (
                Class::Quotation,
                "quoted in the first text, told in the second's own words",
            )
        } else if is_quote {
            (
                Class::Quotation,
                "quoted in the second text, told in the first's own words",
            )
        } else {
            (Class::FunctionWords, "only the punctuation differs")
        };
        let (a, b) = (trimmed(gap_a, ours), trimmed(gap_b, theirs));
        Some(Difference {
            class,
            a,
            b,
            why: why.to_owned(),
        })
    }

    /// One fact in two forms.
    fn other_form(&self, our: usize, their: usize) -> Option<Difference> {
        let fact = self.a.fact(our)?;
        let (a, b) = (self.a.span(our..our + 1)?, self.b.span(their..their + 1)?);
        if fold(a.of(self.a.text)) == fold(b.of(self.b.text)) {
            return None;
        }
        let why = why(Relation::Same, fact, fact);
        Some(Difference {
            class: Class::SameFact,
            a: Some(a),
            b: Some(b),
            why,
        })
    }

    fn push(&mut self, class: Class, a: Option<Span>, b: Option<Span>, why: String) {
        self.differences.push(Difference { class, a, b, why });
    }
}

/// The punctuation of a gap: everything but its spaces, folded.
fn marks(gap: &str) -> String {
    fold(gap).chars().filter(|c| !c.is_whitespace()).collect()
}

/// The gap without the spaces around its marks; none if there are only spaces.
fn trimmed(gap: &str, span: Span) -> Option<Span> {
    let start = gap.len() - gap.trim_start().len();
    let marks = gap.trim();
    (!marks.is_empty())
        .then(|| Span::new(start, start + marks.len()).shifted(Offset(span.start().0)))
}
