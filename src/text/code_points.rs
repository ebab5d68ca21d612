//! From bytes to code points, the unit of everything that the program writes for other programs.

use serde::{Deserialize, Serialize};

use super::{Offset, Span};

/// A half-open range of Unicode code points, as all machine-readable output has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CodePoints {
    /// The first code point inside.
    pub start: usize,
    /// The first code point outside.
    pub end: usize,
}

/// How many bytes lie between two remembered counts.
const STRIDE: usize = 256;

/// Converts byte offsets of one text to code points; made once per text, asked often.
pub struct CodePointsOf<'t> {
    text: &'t str,
    /// Code points before each multiple of [`STRIDE`] bytes (moved back to a character's start).
    counts: Vec<usize>,
}

impl<'t> CodePointsOf<'t> {
    /// Counts the text's code points once.
    pub fn new(text: &'t str) -> Self {
        let mut counts = vec![0];
        let mut total = 0;
        for block in text.as_bytes().chunks(STRIDE) {
            total += block.iter().filter(|byte| starts_character(**byte)).count();
            counts.push(total);
        }
        Self { text, counts }
    }

    /// How many code points lie before the place.
    pub fn offset(&self, at: Offset) -> usize {
        let at = at.0.min(self.text.len());
        let block = at / STRIDE;
        let before = self.counts.get(block).copied().unwrap_or_default();
        let rest = self
            .text
            .as_bytes()
            .get(block * STRIDE..at)
            .unwrap_or_default();
        before + rest.iter().filter(|byte| starts_character(**byte)).count()
    }

    /// The span in code points.
    pub fn span(&self, span: Span) -> CodePoints {
        CodePoints {
            start: self.offset(span.start()),
            end: self.offset(span.end()),
        }
    }
}

/// Whether a byte of UTF-8 is the first of its character (RFC 3629: continuation bytes are 10xxxxxx).
fn starts_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn counting_agrees_with_the_standard_library(text in "\\PC{0,40}", repeat in 1_usize..200) {
            let text = text.repeat(repeat);
            let converter = CodePointsOf::new(&text);
            for (count, (at, _)) in text.char_indices().enumerate().step_by(61) {
                prop_assert_eq!(converter.offset(Offset(at)), count);
            }
            prop_assert_eq!(converter.offset(Offset(text.len())), text.chars().count());
        }
    }
}
