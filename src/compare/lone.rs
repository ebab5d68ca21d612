//! What stands once on both sides: the surest sign that two places belong together.

use std::collections::HashMap;
use std::hash::Hash;

use foldhash::fast::RandomState;

/// The places on both sides of what stands once on each, in the order of the first side.
pub fn on_both<T: Eq + Hash>(
    a: impl Iterator<Item = (usize, T)>,
    b: impl Iterator<Item = (usize, T)>,
) -> Vec<(usize, usize)> {
    let (in_a, in_b) = (places(a), places(b));
    let mut both: Vec<(usize, usize)> = in_a
        .iter()
        .filter_map(|(it, ours)| Some(((*ours)?, (*in_b.get(it)?)?)))
        .collect();
    both.sort_unstable();
    both
}

/// Each thing with its place, where it stands only once.
fn places<T: Eq + Hash>(
    all: impl Iterator<Item = (usize, T)>,
) -> HashMap<T, Option<usize>, RandomState> {
    let mut places = HashMap::with_capacity_and_hasher(all.size_hint().0, RandomState::default());
    for (at, it) in all {
        places
            .entry(it)
            .and_modify(|place| *place = None)
            .or_insert(Some(at));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_twice_on_a_side_is_left_out() {
        let of = |text: &'static str| text.chars().enumerate();
        assert_eq!(
            on_both(of("xabcad"), of("dcbxbe")),
            [(0, 3), (3, 1), (5, 0)]
        );
    }
}
