//! Short words of plain letters, told eight bytes at a time: more than half of most texts.

use super::hash;

/// One in each of eight bytes.
const ONES: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each.
const HIGHEST: u64 = 0x80 * ONES;
/// The bit that tells lower case in ASCII letters.
const LOWER: u64 = 0x20 * ONES;

/// Where a word ends that begins at a place and is nothing but one to seven ASCII letters with a space
/// behind, and its [hash](hash::caseless); nothing where it is not so, or the text ends soon.
#[inline]
pub(super) fn short_word(text: &[u8], at: usize) -> Option<(usize, u64)> {
    let chunk = text.get(at..)?.first_chunk::<8>()?;
    let bytes = u64::from_le_bytes(*chunk);
    let length = letters(bytes);
    if length == 0 || chunk.get(length) != Some(&b' ') {
        return None;
    }
    let word = bytes & ((1 << (8 * length)) - 1);
    Some((at + length, hash::of_short_word(word, length)))
}

/// How many of eight bytes, from the lowest on, are ASCII letters. All are looked at together: sums
/// have their byte's highest bit where it lies beyond a letter, and what a byte beyond ASCII carries
/// over reaches only those behind it.
fn letters(bytes: u64) -> usize {
    let lower = bytes | LOWER;
    let from_a = lower.wrapping_add((0x80 - u64::from(b'a')) * ONES);
    let beyond_z = lower.wrapping_add((0x7f - u64::from(b'z')) * ONES);
    let others = (!from_a | beyond_z | bytes) & HIGHEST;
    others.trailing_zeros() as usize / 8
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::{TokenKind, token_at};

    proptest! {
        #[test]
        fn a_short_word_is_the_token_that_begins_there(text in "([A-Za-z]{1,9}[ .,'’é_0-]?|\\PC){1,12}") {
            for (at, _) in text.char_indices() {
                if let Some((end, hash)) = short_word(text.as_bytes(), at) {
                    let token = token_at(&text, at).unwrap();
                    prop_assert_eq!((token.span.end().0, token.kind), (end, TokenKind::Word));
                    prop_assert_eq!(hash, hash::caseless(&text.as_bytes()[at..end]));
                }
            }
        }
    }

    #[test]
    fn letters_end_at_whatever_is_no_letter() {
        for (bytes, expected) in [
            (b"letters ", 7),
            (b"Zz@abcde", 2),
            (b"a[bcdefg", 1),
            (b"az{bcdef", 2),
            (b"`abcdefg", 0),
            (b"ABCDEFGH", 8),
            (b"a\xc3\xa9bcdef", 1),
            (b"\xff\xffabcdef", 0),
            (b"ab\0cdefg", 2),
        ] {
            assert_eq!(letters(u64::from_le_bytes(*bytes)), expected, "{bytes:?}");
        }
    }
}
