//! Where a passage begins and ends, and how much speaks for it.
//!
//! Each word near a passage is an observation: does it have a counterpart in the other passage,
//! does its neighbour have one beside that, or is it part of a copied stretch? How often that is
//! so inside the passage and outside gives each word a likelihood ratio, and the passage becomes
//! the stretch with the highest sum of logarithms (maximal scoring subsequence, Karlin and
//! Altschul 1990). The sum is the evidence, in nats.

use std::collections::HashMap;
use std::ops::Range;

use super::counterpart::Counterpart;
use super::pair::{Class, Common, Pair, Side, View, count};
use super::passages::Passage;
use super::units;

/// A passage with its edges where the likelihood puts them.
pub(super) struct Refined {
    pub(super) passage: Passage,
    /// What speaks for it, in nats: the smaller of the two sides' sums.
    pub(super) evidence: f32,
}

/// How many words beside a passage are looked at.
const AROUND: usize = 400;
/// How often to go back and forth between the sides.
const ROUNDS: usize = 3;
/// An edge moves to the edge of a sentence that is no more words away.
const SNAP: usize = 5;

/// What is observed of a word: its class and its outcome, as one number below [`KINDS`].
#[derive(Clone, Copy)]
struct Observation(u8);

/// How many kinds of observations there are, one for each outcome of each class.
const KINDS: usize = 16;

impl Observation {
    fn new(class: Class) -> Self {
        Self((class as u8) << 2 | Outcome::Nothing as u8)
    }

    fn set(&mut self, outcome: Outcome) {
        self.0 = self.0 & !3 | outcome as u8;
    }

    fn kind(self) -> usize {
        self.0 as usize % KINDS
    }
}

/// What a word has on the other side.
#[derive(Clone, Copy)]
enum Outcome {
    Nothing,
    Counterpart,
    Neighbours,
    Copy,
}

/// How often each outcome is met, for each class of words.
#[derive(Clone, Copy)]
struct Rates([[f32; 4]; 3]);

/// Typical rates inside a reworded passage. These and the next only fill up what the few words of a
/// passage cannot tell.
const REWORDED: Rates = Rates([
    [0.35, 0.30, 0.25, 0.10],
    [0.45, 0.20, 0.25, 0.10],
    [0.55, 0.15, 0.20, 0.10],
]);
/// Typical rates outside.
const OUTSIDE: Rates = Rates([
    [0.45, 0.448, 0.10, 0.002],
    [0.75, 0.20, 0.048, 0.002],
    [0.94, 0.05, 0.009, 0.001],
]);
/// As many words of typical rates are added to those inside.
const TYPICAL_INSIDE: f32 = 30.0;
/// And to those outside.
const TYPICAL_OUTSIDE: f32 = 30.0;

/// Finds the edges of passages, and remembers the steps on the way: many ways lead to one passage.
pub(super) struct Refiner<'p> {
    pub(super) pair: &'p Pair<'p>,
    in_a: Steps<'p>,
    in_b: Steps<'p>,
}

/// The steps on one side.
struct Steps<'p> {
    view: View<'p>,
    /// What was observed of a range, for a counterpart.
    observed: HashMap<WithCounterpart, Observed<'p>>,
    /// The stretch that was found around a core, for a counterpart, with the evidence.
    found: HashMap<WithCounterpart, Option<(Range<usize>, f32)>>,
}

/// A range of words on one side and one on the other.
type WithCounterpart = (Range<usize>, Range<usize>);

impl<'p> Refiner<'p> {
    pub(super) fn new(pair: &'p Pair<'p>) -> Self {
        Self {
            pair,
            in_a: Steps::new(pair.seen_from_a()),
            in_b: Steps::new(pair.seen_from_b()),
        }
    }

    /// Finds the edges of a passage; nothing where nothing speaks for it.
    pub(super) fn refine(&mut self, passage: &Passage) -> Option<Refined> {
        let mut passage = passage.clone();
        let mut evidence = 0.0;
        for _ in 0..ROUNDS {
            let (a, evidence_a) = self.in_a.step(passage.a.clone(), passage.b.clone())?;
            let (b, evidence_b) = self.in_b.step(passage.b.clone(), a.clone())?;
            evidence = f32::min(evidence_a, evidence_b);
            let next = Passage { a, b };
            if next == passage {
                break;
            }
            passage = next;
        }
        Some(Refined { passage, evidence })
    }
}

impl<'p> Steps<'p> {
    fn new(view: View<'p>) -> Self {
        Self {
            view,
            observed: HashMap::new(),
            found: HashMap::new(),
        }
    }

    fn step(
        &mut self,
        core: Range<usize>,
        counterpart: Range<usize>,
    ) -> Option<(Range<usize>, f32)> {
        let step = self.found.entry((core, counterpart));
        let found = step.or_insert_with_key(|(core, counterpart)| {
            let around = around(core, self.view.here.reading.words.len());
            let observed = self.observed.entry((around, counterpart.clone()));
            let observed = observed.or_insert_with_key(|(around, counterpart)| {
                Observed::new(&self.view, around.clone(), counterpart)
            });
            observed.stretch(core)
        });
        found.clone()
    }
}

/// A copied passage with its edges at those of sentences, where these are near. It ends where the copy
/// does, unless the texts go on alike on both sides: words of it that stand beside it once more are
/// no part of it.
pub(super) fn of_copy(pair: &Pair, copy: &Passage) -> Refined {
    let words = pair.a.words.get(copy.a.clone()).unwrap_or_default();
    let mut passage = Passage {
        a: snapped(&pair.a, &copy.a),
        b: snapped(&pair.b, &copy.b),
    };
    for beside in [before, behind] {
        while let (Some(a), Some(b)) = (beside(&pair.a, &passage.a), beside(&pair.b, &passage.b)) {
            let next = Passage { a, b };
            if !correspond(pair, &next) {
                break;
            }
            passage.join(&next);
        }
    }
    Refined {
        passage,
        evidence: words.iter().map(|word| word.weight).sum(),
    }
}

/// The words behind a stretch, to the end of a sentence.
fn behind(side: &Side, stretch: &Range<usize>) -> Option<Range<usize>> {
    Some(stretch.end..side.sentence(stretch.end)?.end)
}

/// The words before it, from the start of a sentence.
fn before(side: &Side, stretch: &Range<usize>) -> Option<Range<usize>> {
    let last = stretch.start.checked_sub(1)?;
    Some(side.sentence(last)?.start..stretch.start)
}

/// Whether most of what two stretches say has its counterpart in the other.
fn correspond(pair: &Pair, Passage { a, b }: &Passage) -> bool {
    let heavier = units::weight(&pair.a, a).max(units::weight(&pair.b, b));
    2.0 * units::matched_weight(&pair.a, a, &pair.b, b) > heavier
}

/// The stretch around a core that is most likely told by the counterpart, with the evidence.
pub(super) fn stretch(
    view: &View,
    core: &Range<usize>,
    counterpart: &Range<usize>,
) -> Option<(Range<usize>, f32)> {
    let around = around(core, view.here.reading.words.len());
    Observed::new(view, around, counterpart).stretch(core)
}

fn around(core: &Range<usize>, words: usize) -> Range<usize> {
    core.start.saturating_sub(AROUND)..(core.end + AROUND).min(words)
}

/// What a counterpart tells of a range of words.
pub(super) struct Observed<'p> {
    side: &'p Side<'p>,
    range: Range<usize>,
    observations: Vec<Observation>,
    counts: Counts,
}

impl<'p> Observed<'p> {
    /// Looks at each word of a range here.
    pub(super) fn new(view: &View<'p>, range: Range<usize>, counterpart: &Range<usize>) -> Self {
        let observations = observe(view, &range, counterpart);
        Self {
            side: view.here,
            counts: Counts::of(&observations),
            range,
            observations,
        }
    }

    /// The stretch around a core, inside the range, that is most likely told by the counterpart.
    pub(super) fn stretch(&self, core: &Range<usize>) -> Option<(Range<usize>, f32)> {
        let around = around(core, self.range.end);
        let around = around.start.max(self.range.start)..around.end;
        let within = |range: &Range<usize>| {
            let (start, end) = (range.start - self.range.start, range.end - self.range.start);
            self.observations.get(start..end).unwrap_or_default()
        };
        let inside = Counts::of(within(core));
        let outside = if around == self.range {
            self.counts.without(&inside)
        } else {
            Counts::of(within(&around)).without(&inside)
        };
        let inside = REWORDED.with(&inside, TYPICAL_INSIDE);
        let outside = OUTSIDE.with(&outside, TYPICAL_OUTSIDE);
        let evidence = inside.against(&outside);
        let scores = within(&around).iter().map(|seen| evidence[seen.kind()]);
        let core = core.start - around.start..core.end - around.start;
        let (best, evidence) = best_overlapping(scores, &core)?;
        let best = best.start + around.start..best.end + around.start;
        Some((snapped(self.side, &best), evidence))
    }
}

/// How often each kind of observation was met.
struct Counts([u32; KINDS]);

impl Counts {
    fn of(observations: &[Observation]) -> Self {
        let mut counts = [0; KINDS];
        for seen in observations {
            counts[seen.kind()] += 1;
        }
        Self(counts)
    }

    /// What is left without those of a part.
    fn without(&self, part: &Self) -> Self {
        let mut counts = self.0;
        for (count, of_part) in counts.iter_mut().zip(&part.0) {
            *count -= of_part;
        }
        Self(counts)
    }
}

impl Rates {
    /// The rates that were met, filled up with as many words of these as is said.
    fn with(&self, counts: &Counts, typical: f32) -> Self {
        let mut rates = *self;
        for (rates, counts) in rates.0.iter_mut().zip(counts.0.chunks(4)) {
            let total = typical + counts.iter().map(|met| count(*met as usize)).sum::<f32>();
            for (rate, met) in rates.iter_mut().zip(counts) {
                *rate = (*rate * typical + count(*met as usize)) / total;
            }
        }
        rates
    }

    /// For each kind of observation the logarithm of how much likelier it is here than there.
    fn against(&self, other: &Self) -> [f32; KINDS] {
        let mut ratios = [0.0; KINDS];
        let rates = self.0.iter().flatten().zip(other.0.iter().flatten());
        for (ratio, (here, there)) in ratios.iter_mut().zip(rates) {
            *ratio = (here / there).ln();
        }
        ratios
    }
}

fn observe(view: &View, around: &Range<usize>, counterpart: &Range<usize>) -> Vec<Observation> {
    let words = view.here.words.get(around.clone()).unwrap_or_default();
    let mut observations: Vec<Observation> = words
        .iter()
        .map(|word| Observation::new(word.class))
        .collect();
    let there = Counterpart::new(view.there, counterpart);
    let held = view.here.common_in(around).iter();
    let mut before: Option<&Common> = None;
    for word in held.filter(|word| there.holds(word.term)) {
        let at = word.at as usize - around.start;
        let beside = before.filter(|before| before.at + 1 == word.at);
        let are_near = beside.is_some_and(|beside| there.holds_near(beside.term, word.term));
        let outcome = if are_near {
            Outcome::Neighbours
        } else {
            Outcome::Counterpart
        };
        if let Some(seen) = observations.get_mut(at) {
            seen.set(outcome);
        }
        if are_near && let Some(seen) = observations.get_mut(at - 1) {
            seen.set(outcome);
        }
        before = Some(word);
    }
    for run in view.runs_within(around, counterpart) {
        let run = run.start - around.start..run.end - around.start;
        for seen in observations.get_mut(run).unwrap_or_default() {
            seen.set(Outcome::Copy);
        }
    }
    observations
}

/// The stretch that shares a word with the core and has the highest sum.
fn best_overlapping(
    scores: impl Iterator<Item = f32>,
    core: &Range<usize>,
) -> Option<(Range<usize>, f32)> {
    let (mut best, mut best_sum) = (None, 0.0);
    let (mut start, mut sum) = (0, 0.0);
    for (at, score) in scores.enumerate() {
        let begins = sum <= 0.0;
        start = if begins { at } else { start };
        sum = if begins { score } else { sum + score };
        if sum > best_sum && start < core.end && at >= core.start {
            (best, best_sum) = (Some(start..at + 1), sum);
        }
    }
    best.map(|best| (best, best_sum))
}

/// An edge a few words beside the edge of a sentence goes there.
fn snapped(side: &Side, range: &Range<usize>) -> Range<usize> {
    let start = match side.sentence(range.start) {
        Some(first) if range.start - first.start <= SNAP => first.start,
        Some(first) if first.end - range.start <= SNAP && first.end < range.end => first.end,
        _ => range.start,
    };
    let end = match side.sentence(range.end.saturating_sub(1)) {
        Some(last) if last.end - range.end <= SNAP => last.end,
        Some(last) if range.end - last.start <= SNAP && last.start > start => last.start,
        _ => range.end,
    };
    start..end
}

#[cfg(test)]
mod tests {
    use crate::parallel::{Settings, between};
    use crate::text::{Document, DocumentId};

    const COPIED: &str = "The harbour board of Port Ellis sold three tugs in March to a yard in \
        Gdynia, which paid 2.4 million for them and will break them up before the summer. Their \
        crews learned of it from the newspaper, says a stoker who served on all three of them. \
        No buyer was found at home, although two museums had asked for the oldest boat.";

    /// What two texts share, on both sides, where each holds the copied text after and before some
    /// text of its own.
    fn shared(
        (before_a, behind_a): (&str, &str),
        (before_b, behind_b): (&str, &str),
    ) -> Vec<[String; 2]> {
        let a = Document::new(
            DocumentId(1),
            "a",
            format!("{before_a} {COPIED} {behind_a}"),
        );
        let b = Document::new(
            DocumentId(2),
            "b",
            format!("{before_b} {COPIED} {behind_b}"),
        );
        between(&a, &b, Settings::default())
            .iter()
            .map(|found| [a.quote(found.a.span), b.quote(found.b.span)].map(str::to_owned))
            .collect()
    }

    #[test]
    fn a_copy_ends_where_it_ends_although_words_of_it_stand_beside_it_once_more() {
        let again = "Tugs sold! Three tugs in March to a yard in Gdynia! Read here who paid 2.4 \
                     million for the tugs of the harbour board of Port Ellis:";
        let found = shared(
            ("Rain fell all week.", "A vote is due."),
            (again, "Write to us."),
        );
        let copied = COPIED.trim_end_matches('.').to_owned();
        assert_eq!(found, [[copied.clone(), copied]]);
    }

    #[test]
    fn a_copy_goes_on_where_the_texts_go_on_alike() {
        let a = "The town council will vote on the new quay on Friday, after two years of talk.";
        let b =
            "The town's council votes on that new quay this Friday, after two full years of talk.";
        let found = shared(("Rain fell all week.", a), ("He was away.", b));
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0][0].ends_with("of talk"), "{found:#?}");
        assert!(found[0][1].ends_with("of talk"), "{found:#?}");
    }
}
