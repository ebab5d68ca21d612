//! Sets that grow by joining their members.

use std::collections::BTreeMap;

/// Disjoint sets of the numbers below a bound (union and find).
pub struct Groups(Vec<usize>);

impl Groups {
    /// Each number in a set of its own.
    pub fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The least number of the set that a number is in.
    pub fn root(&mut self, mut member: usize) -> usize {
        while let Some(parent) = self.0.get(member).copied().filter(|it| *it != member) {
            // Paths are halved on the way, so that they stay short.
            let grandparent = self.0.get(parent).copied().unwrap_or(parent);
            if let Some(slot) = self.0.get_mut(member) {
                *slot = grandparent;
            }
            member = grandparent;
        }
        member
    }

    /// Joins the sets of two numbers.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(slot) = self.0.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }

    /// All sets, by their least numbers.
    pub fn sets(mut self) -> Vec<Vec<usize>> {
        let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for member in 0..self.0.len() {
            let root = self.root(member);
            sets.entry(root).or_default().push(member);
        }
        sets.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_joined_is_one_set() {
        let mut groups = Groups::new(6);
        for (a, b) in [(4, 5), (1, 4), (0, 2)] {
            groups.join(a, b);
        }
        assert_eq!(groups.sets(), [vec![0, 2], vec![1, 4, 5], vec![3]]);
    }
}
