//! From ranges of words to differences with spans, in the order of reading.

use std::ops::Range;

use crate::text::{Offset, Span, fold};

use super::classify::classify;
use super::edits::Edit;
use super::words::{Reading, Vocabulary};
use super::{Class, Difference};

/// Writes the differences down, passage by passage.
pub struct Writer<'w, 't> {
    /// The first side.
    pub a: &'w Reading<'t>,
    /// The second side.
    pub b: &'w Reading<'t>,
    /// The keys of both.
    pub vocabulary: &'w Vocabulary<'t>,
    /// What was written so far.
    pub differences: Vec<Difference>,
}

impl Writer<'_, '_> {
    /// A passage that stands in another place on the second side.
    pub fn moved_passage(&mut self, a: Range<usize>, b: Range<usize>) {
        let why = "said in both, in another place";
        self.push(Class::Moved, self.a.span(a), self.b.span(b), why.to_owned());
    }

    /// The edits of two passages, and the punctuation that differs between words that do not.
    pub fn passage(&mut self, a: Range<usize>, b: Range<usize>, edits: &[Edit]) {
        let (mut kept_a, mut kept_b) = (a.start, b.start);
        for edit in edits {
            self.punctuation(kept_a..edit.a.start, kept_b..edit.b.start);
            let (class, why) = classify(edit, self.a, self.b, self.vocabulary);
            self.push(
                class,
                self.a.span(edit.a.clone()),
                self.b.span(edit.b.clone()),
                why,
            );
            (kept_a, kept_b) = (edit.a.end, edit.b.end);
        }
        self.punctuation(kept_a..a.end, kept_b..b.end);
    }

    /// What stands differently between words that both sides have. (Where a moved phrase was taken
    /// out, what lies between two edits is not the same words.)
    fn punctuation(&mut self, ours: Range<usize>, theirs: Range<usize>) {
        if self.a.keys.get(ours.clone()) != self.b.keys.get(theirs.clone()) {
            return;
        }
        for (ours, theirs) in ours.zip(theirs).skip(1) {
            let (ours, theirs) = (self.a.gap_before(ours), self.b.gap_before(theirs));
            let (gap_a, gap_b) = (ours.of(self.a.text), theirs.of(self.b.text));
            if gap_a != gap_b && marks(gap_a) != marks(gap_b) {
                let why = "only the punctuation differs".to_owned();
                self.push(
                    Class::FunctionWords,
                    trimmed(gap_a, ours),
                    trimmed(gap_b, theirs),
                    why,
                );
            }
        }
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
