//! Which of the paired passages kept their order, and which were moved.

/// Marks the items of the heaviest subsequence whose places increase on the second side too.
///
/// `items` are in the order of the first side: each with its place on the second side (all
/// different) and its weight. Weighted longest increasing subsequence with a Fenwick tree of
/// prefix maxima, O(n log n).
pub fn in_order(items: &[(usize, u64)]) -> Vec<bool> {
    let mut places: Vec<usize> = items.iter().map(|item| item.0).collect();
    places.sort_unstable();
    // By rank: the heaviest chain that ends at or before it, and its last item.
    let mut best: Vec<Option<(u64, usize)>> = vec![None; items.len() + 1];
    let mut previous = vec![None; items.len()];
    for (index, (place, weight)) in items.iter().enumerate() {
        let rank = places.partition_point(|other| other < place) + 1;
        let mut before: Option<(u64, usize)> = None;
        let mut node = rank - 1;
        while node > 0 {
            before = heavier(before, best.get(node).copied().flatten());
            node &= node - 1;
        }
        if let Some(slot) = previous.get_mut(index) {
            *slot = before.map(|(_, item)| item);
        }
        let chain = Some((before.map_or(0, |(total, _)| total) + weight, index));
        let mut node = rank;
        while let Some(slot) = best.get_mut(node) {
            *slot = heavier(*slot, chain);
            node += node & node.wrapping_neg();
        }
    }
    let mut kept = vec![false; items.len()];
    let heaviest = best
        .into_iter()
        .flatten()
        .max_by_key(|(total, item)| (*total, usize::MAX - item));
    let mut next = heaviest.map(|(_, item)| item);
    while let Some(item) = next {
        if let Some(slot) = kept.get_mut(item) {
            *slot = true;
        }
        next = previous.get(item).copied().flatten();
    }
    kept
}

fn heavier(a: Option<(u64, usize)>, b: Option<(u64, usize)>) -> Option<(u64, usize)> {
    match (a, b) {
        (Some(first), Some(second)) => Some(if second.0 > first.0 { second } else { first }),
        (first, second) => first.or(second),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_light_one_is_the_one_that_moved() {
        assert_eq!(
            in_order(&[(1, 5), (2, 5), (0, 1), (3, 5)]),
            [true, true, false, true]
        );
        assert_eq!(in_order(&[(1, 1), (0, 5)]), [false, true]);
        assert_eq!(in_order(&[]), [false; 0]);
    }

    proptest! {
        #[test]
        fn the_chain_is_increasing_and_the_heaviest(weights in prop::collection::vec(1_u64..9, 1..9), seed in any::<u64>()) {
            let mut places: Vec<usize> = (0..weights.len()).collect();
            let mut state = seed;
            for at in (1..places.len()).rev() {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let other = usize::try_from(state >> 33).unwrap() % (at + 1);
                places.swap(at, other);
            }
            let items: Vec<_> = places.into_iter().zip(weights).collect();
            let kept = in_order(&items);
            let chosen: Vec<_> = items.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(item, _)| *item).collect();
            prop_assert!(chosen.is_sorted_by(|a, b| a.0 < b.0));
            let best = (0_u32..1 << items.len())
                .filter_map(|set| {
                    let set: Vec<_> = items.iter().enumerate().filter(|(at, _)| set & (1 << at) != 0).map(|(_, item)| *item).collect();
                    set.is_sorted_by(|a, b| a.0 < b.0).then(|| set.iter().map(|item| item.1).sum::<u64>())
                })
                .max();
            prop_assert_eq!(Some(chosen.iter().map(|item| item.1).sum::<u64>()), best);
        }
    }
}
