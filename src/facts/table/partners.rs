//! Which figures of two sentences answer each other: where both state several of one kind, the one that
//! is in both is no contradiction of another.

use std::collections::{HashMap, HashSet};

use super::super::{Normal, Part};
use super::context::Stated;

/// The figures of sentences that have their partner in another sentence, and the order of all figures.
pub struct Partners {
    /// A figure, and a sentence with one that can be right together with it.
    answered: HashSet<(usize, usize)>,
    /// Of each figure, how many of its kind stand before it in its sentence, and how many in all.
    order: Vec<(usize, usize)>,
}

impl Partners {
    /// `alike` are the pairs of facts that say the same or can both be right.
    pub fn new(stated: &[Stated], alike: impl Iterator<Item = (usize, usize)>) -> Self {
        let sentence = |fact: usize| stated.get(fact).map(|it: &Stated| it.sentence);
        let answered = alike
            .flat_map(|(one, other)| [(one, sentence(other)), (other, sentence(one))])
            .filter_map(|(fact, sentence)| Some((fact, sentence?)))
            .collect();
        let mut kinds: HashMap<(usize, &str, Option<&str>), usize> = HashMap::new();
        let before: Vec<_> = stated
            .iter()
            .map(|fact| {
                let seen = kinds.entry(key(fact)).or_default();
                *seen += 1;
                *seen - 1
            })
            .collect();
        let order = stated
            .iter()
            .zip(before)
            .map(|(fact, before)| (before, kinds.get(&key(fact)).copied().unwrap_or_default()))
            .collect();
        Self { answered, order }
    }

    /// Whether two figures that contradict each other can be answers to one question: neither has its
    /// partner elsewhere in the other's sentence, both have one part in what is told, and where both
    /// sentences state as many, they stand in one place of the row.
    pub fn can_conflict(&self, stated: &[Stated], one: usize, other: usize) -> bool {
        let (Some(first), Some(second)) = (stated.get(one), stated.get(other)) else {
            return false;
        };
        let is_answered = self.answered.contains(&(one, second.sentence))
            || self.answered.contains(&(other, first.sentence));
        let is_in_place = match (self.order.get(one), self.order.get(other)) {
            (Some((ours, all)), Some((theirs, others))) => all != others || ours == theirs,
            _ => true,
        };
        !is_answered && is_in_place && Part::can_be_one(first.part, second.part)
    }
}

/// What figures of one sentence must share to stand in one row.
fn key(stated: &Stated) -> (usize, &str, Option<&str>) {
    let normal = &stated.fact.normal;
    let unit = normal.measure().and_then(|measure| measure.unit.as_deref());
    let unit = unit.filter(|_| !matches!(normal, Normal::Quantity(_)));
    (stated.sentence, normal.kind(), unit)
}
