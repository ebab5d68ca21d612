//! What the words around a number say of it: about, more than, at least, up to.

use super::lexer::Lexed;
use super::model::Bound;

/// Phrases before a number, in lower case, the longest first.
const BEFORE: &[(&[&str], Bound)] = &[
    (&["not", "more", "than"], Bound::AtMost),
    (&["no", "more", "than"], Bound::AtMost),
    (&["not", "less", "than"], Bound::AtLeast),
    (&["no", "less", "than"], Bound::AtLeast),
    (&["no", "fewer", "than"], Bound::AtLeast),
    (&["in", "excess", "of"], Bound::Over),
    (&["a", "minimum", "of"], Bound::AtLeast),
    (&["a", "maximum", "of"], Bound::AtMost),
    (&["as", "many", "as"], Bound::AtMost),
    (&["as", "much", "as"], Bound::AtMost),
    (&["more", "than"], Bound::Over),
    (&["greater", "than"], Bound::Over),
    (&["larger", "than"], Bound::Over),
    (&["higher", "than"], Bound::Over),
    (&["upwards", "of"], Bound::Over),
    (&["north", "of"], Bound::Over),
    (&["over", "than"], Bound::Over),
    (&["at", "least"], Bound::AtLeast),
    (&["less", "than"], Bound::Under),
    (&["fewer", "than"], Bound::Under),
    (&["lower", "than"], Bound::Under),
    (&["smaller", "than"], Bound::Under),
    (&["up", "to"], Bound::AtMost),
    (&["at", "most"], Bound::AtMost),
    (&["close", "to"], Bound::About),
    (&["an", "estimated"], Bound::About),
    (&["over"], Bound::Over),
    (&["above"], Bound::Over),
    (&["exceeding"], Bound::Over),
    (&["exceeds"], Bound::Over),
    (&["exceed"], Bound::Over),
    (&["exceeded"], Bound::Over),
    (&["topped"], Bound::Over),
    (&["under"], Bound::Under),
    (&["below"], Bound::Under),
    (&["about"], Bound::About),
    (&["around"], Bound::About),
    (&["approximately"], Bound::About),
    (&["approx"], Bound::About),
    (&["roughly"], Bound::About),
    (&["nearly"], Bound::About),
    (&["almost"], Bound::About),
    (&["some"], Bound::About),
    (&["circa"], Bound::About),
    (&["estimated"], Bound::About),
    (&["~"], Bound::About),
    (&["≈"], Bound::About),
    (&[">"], Bound::Over),
    (&["≥"], Bound::AtLeast),
    (&["<"], Bound::Under),
    (&["≤"], Bound::AtMost),
    (&["averaging"], Bound::About),
    (&["averaged"], Bound::About),
];

/// Phrases behind a number.
const BEHIND: &[(&[&str], Bound)] = &[
    (&["or", "more"], Bound::AtLeast),
    (&["or", "so"], Bound::About),
    (&["plus"], Bound::AtLeast),
    (&["+"], Bound::AtLeast),
    (&["or", "less"], Bound::AtMost),
    (&["or", "fewer"], Bound::AtMost),
];

/// What is said of the number that lies between the two lexemes, and from where to where number and
/// words reach together.
pub fn bound(lexed: &Lexed, start: usize, end: usize) -> (Bound, usize, usize) {
    for (words, bound) in BEFORE {
        if let Some(first) = start.checked_sub(words.len())
            && stands_at(lexed, first, words)
        {
            return (*bound, first, end);
        }
    }
    for (words, bound) in BEHIND {
        if stands_at(lexed, end, words) {
            return (*bound, start, end + words.len());
        }
    }
    (Bound::Exact, start, end)
}

fn stands_at(lexed: &Lexed, at: usize, words: &[&str]) -> bool {
    words
        .iter()
        .enumerate()
        .all(|(index, word)| lexed.is(at + index, word))
}
