//! Places that were left by a jump, to go back to.

use crate::text::{DocumentId, Offset};

/// A place in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The document.
    pub document: DocumentId,
    /// Where in it, in bytes.
    pub at: Offset,
}

/// How many places are kept.
const MOST: usize = 100;

/// The list of jumps: places to go back to, and those one came back from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Jumps {
    behind: Vec<Place>,
    ahead: Vec<Place>,
}

impl Jumps {
    /// The jumps that a session was left with, the oldest first.
    pub fn from_places(places: Vec<Place>) -> Self {
        Self {
            behind: places,
            ahead: vec![],
        }
    }

    /// The places to go back to, the oldest first.
    pub fn places(&self) -> &[Place] {
        &self.behind
    }

    /// Remembers the place that is left.
    pub fn leave(&mut self, place: Place) {
        self.ahead.clear();
        if self.behind.last() != Some(&place) {
            self.behind.push(place);
        }
        if self.behind.len() > MOST {
            self.behind.remove(0);
        }
    }

    /// Where to go back to from here.
    pub fn back(&mut self, here: Place) -> Option<Place> {
        while let Some(place) = self.behind.pop() {
            if place != here {
                self.ahead.push(here);
                return Some(place);
            }
        }
        None
    }

    /// Where to go forward to from here.
    pub fn forward(&mut self, here: Place) -> Option<Place> {
        let place = self.ahead.pop()?;
        self.behind.push(here);
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_and_forward_are_each_others_inverse() {
        let place = |at| Place {
            document: DocumentId(1),
            at: Offset(at),
        };
        let mut jumps = Jumps::default();
        jumps.leave(place(1));
        jumps.leave(place(2));
        assert_eq!(jumps.back(place(3)), Some(place(2)));
        assert_eq!(jumps.back(place(2)), Some(place(1)));
        assert_eq!(jumps.back(place(1)), None);
        assert_eq!(jumps.forward(place(1)), Some(place(2)));
        assert_eq!(jumps.forward(place(2)), Some(place(3)));
    }
}
