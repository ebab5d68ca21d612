//! Long stretches of words, cut into short ones before they are compared.
//!
//! Where two long stretches have little in common, or few words are many, most engines look at too
//! many ways to lay them side by side. So a long stretch is cut at what stands once on both sides:
//! that also keeps phrases whole. What nothing cuts is compared in bits ([`longest`]), exactly, and
//! where it is too long even for that, it is cut at runs of words, or in halves. What both sides have
//! at their ends is kept whole. The cost grows with the length, whatever the words are.
//!
//! [`longest`]: super::longest

use std::ops::Range;

use super::lone::on_both;
use super::longest::cost;
use super::order::in_order;
use super::words::Key;

/// Up to so many words of both sides a stretch is not cut.
pub const SHORT: usize = 128;
/// A stretch that nothing cuts is compared as it is up to this cost.
const MOST: usize = 1 << 19;
/// How many words in a row must stand once on both sides for a longer one to be cut there, tried in
/// turn.
const RUNS: [usize; 2] = [4, 12];

/// Cuts inside cuts are made this deep; deeper, only halves are taken, so that words that come to
/// stand once one by one cost no more than others.
const DEEPEST: usize = 12;

/// A stretch of both sides.
pub type Stretch = (Range<usize>, Range<usize>);

/// Both sides as stretches that follow one another and lie side by side; each is short, the same on
/// both sides, or not too long to be compared in bits.
pub fn stretches(a: &[Key], b: &[Key]) -> Vec<Stretch> {
    let mut cut = Cutting {
        a,
        b,
        found: vec![],
    };
    cut.cut(0..a.len(), 0..b.len(), 0);
    cut.found
}

struct Cutting<'k> {
    a: &'k [Key],
    b: &'k [Key],
    found: Vec<Stretch>,
}

impl Cutting<'_> {
    fn cut(&mut self, a: Range<usize>, b: Range<usize>, depth: usize) {
        let (keys_a, keys_b) = (words(self.a, &a), words(self.b, &b));
        if keys_a.len() + keys_b.len() <= SHORT || keys_a.is_empty() || keys_b.is_empty() {
            self.found.push((a, b));
            return;
        }
        let alike = |(ours, theirs): &(&Key, &Key)| ours == theirs;
        let start = keys_a.iter().zip(keys_b).take_while(alike).count();
        let most = keys_a.len().min(keys_b.len()) - start;
        let ends = keys_a.iter().rev().zip(keys_b.iter().rev()).take(most);
        let end = ends.take_while(alike).count();
        if start + end > 0 {
            self.found
                .push((a.start..a.start + start, b.start..b.start + start));
            let (inner_a, inner_b) = (a.start + start..a.end - end, b.start + start..b.end - end);
            self.cut(inner_a, inner_b, depth);
            self.found.push((a.end - end..a.end, b.end - end..b.end));
            return;
        }
        let Some(anchors) = cuts(keys_a, keys_b, depth) else {
            self.found.push((a, b));
            return;
        };
        let (mut from_a, mut from_b) = (a.start, b.start);
        for (ours, theirs) in anchors {
            let (to_a, to_b) = (a.start + ours, b.start + theirs);
            self.cut(from_a..to_a, from_b..to_b, depth + 1);
            (from_a, from_b) = (to_a, to_b);
        }
        self.cut(from_a..a.end, from_b..b.end, depth + 1);
    }
}

/// Where to cut two stretches; nothing where they are compared as they are.
fn cuts(a: &[Key], b: &[Key], depth: usize) -> Option<Vec<(usize, usize)>> {
    let at_runs = |length| {
        let found = if depth < DEEPEST {
            anchors(a, b, length)
        } else {
            vec![]
        };
        (!found.is_empty()).then_some(found)
    };
    let at_words = at_runs(1);
    if at_words.is_some() || cost(a, b) <= MOST {
        return at_words;
    }
    let longer = RUNS.into_iter().find_map(at_runs);
    longer.or_else(|| Some(vec![(a.len() / 2, b.len() / 2)]))
}

fn words<'k>(keys: &'k [Key], range: &Range<usize>) -> &'k [Key] {
    keys.get(range.clone()).unwrap_or_default()
}

/// Where runs of words start that stand once on each side, in the same order on both.
fn anchors(a: &[Key], b: &[Key], length: usize) -> Vec<(usize, usize)> {
    let both = if length == 1 {
        on_both(a.iter().enumerate(), b.iter().enumerate())
    } else {
        let runs = |keys| <[Key]>::windows(keys, length).enumerate();
        on_both(runs(a), runs(b))
    };
    let places: Vec<(usize, u64)> = both.iter().map(|(_, theirs)| (*theirs, 1)).collect();
    let kept = in_order(&places);
    both.into_iter()
        .zip(kept)
        // A cut at the very start would cut nothing off.
        .filter(|((ours, theirs), kept)| *kept && ours + theirs > 0)
        .map(|(anchor, _)| anchor)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::words::{Reading, Vocabulary};
    use super::*;

    fn of(a: &str, b: &str) -> Vec<Stretch> {
        let mut vocabulary = Vocabulary::default();
        let (a, b) = (
            Reading::of(a, &mut vocabulary),
            Reading::of(b, &mut vocabulary),
        );
        let found = stretches(&a.keys, &b.keys);
        let (mut end_a, mut end_b) = (0, 0);
        for (ours, theirs) in &found {
            assert_eq!((ours.start, theirs.start), (end_a, end_b));
            assert!(
                cost(&a.keys[ours.clone()], &b.keys[theirs.clone()]) <= MOST
                    || a.keys[ours.clone()] == b.keys[theirs.clone()]
            );
            (end_a, end_b) = (ours.end, theirs.end);
        }
        assert_eq!((end_a, end_b), (a.keys.len(), b.keys.len()));
        found
    }

    #[test]
    fn what_is_short_stays_whole() {
        assert_eq!(of("one two three", "one three"), [(0..3, 0..2)]);
    }

    #[test]
    fn long_stretches_are_cut_where_both_sides_agree() {
        let lot = |words: &str, times: usize| vec![words; times].join(" ");
        let a = format!("{} harbour {}", lot("yes no", 400), lot("no maybe", 400));
        let b = format!("{} harbour {}", lot("no", 700), lot("maybe", 900));
        let cut = of(&a, &b);
        assert!(
            cut.iter()
                .any(|(ours, theirs)| (ours.start, theirs.start) == (800, 700)),
            "{cut:?}"
        );
    }

    #[test]
    fn where_nothing_agrees_halves_are_compared() {
        let lot = |words: &str, times: usize| vec![words; times].join(" ");
        assert!(of(&lot("yes no", 9000), &lot("no maybe", 9000)).len() > 2);
        assert_eq!(of(&lot("yes", 5000), &lot("yes", 6000)).len(), 3);
    }
}
