//! Both texts read: long ones at the same time.

use crate::facts::{Setting, recognise};

use super::words::{Reading, Vocabulary};

/// From so many bytes of the shorter text on, the two are read at the same time.
const LONG: usize = 50_000;

/// The readings of two texts, and the vocabulary of both.
pub fn read<'t>(a: &'t str, b: &'t str) -> (Reading<'t>, Reading<'t>, Vocabulary<'t>) {
    let mut vocabulary = Vocabulary::default();
    if a.len().min(b.len()) < LONG {
        let (a, b) = (one(a, &mut vocabulary), one(b, &mut vocabulary));
        return (a, b, vocabulary);
    }
    let (a, (mut b, other)) = rayon::join(
        || one(a, &mut vocabulary),
        || {
            let mut vocabulary = Vocabulary::default();
            (one(b, &mut vocabulary), vocabulary)
        },
    );
    b.rename(&vocabulary.take_in(other));
    (a, b, vocabulary)
}

fn one<'t>(text: &'t str, vocabulary: &mut Vocabulary<'t>) -> Reading<'t> {
    Reading::with_facts(text, recognise(text, Setting::default()), vocabulary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_have_the_keys_that_short_ones_have() {
        let a = "The harbour paid $6 million in June. ".repeat(2_000);
        let b = "On June 27 the HARBOUR paid 6,000,000 dollars. ".repeat(2_000);
        assert!(a.len().min(b.len()) >= LONG);
        let (first, second, both) = read(&a, &b);
        let mut vocabulary = Vocabulary::default();
        let alone = [one(&a, &mut vocabulary), one(&b, &mut vocabulary)];
        assert_eq!(
            (&first.keys, &second.keys),
            (&alone[0].keys, &alone[1].keys)
        );
        assert_eq!(second.words, alone[1].words);
        assert_eq!(both.len(), vocabulary.len());
        assert!((0..both.len()).all(|at| both.is_small_index(at) == vocabulary.is_small_index(at)));
    }
}
