//! What the words around a number say of it: about, more than, at least, up to.

use super::lexer::{Lexed, LexemeKind};
use super::model::Bound;

/// Phrases before a number, in lower case, the longest first.
const BEFORE: &[(&[&str], Bound)] = &[
    (&["not", "more", "than"], Bound::AtMost),
    (&["no", "more", "than"], Bound::AtMost),
    (&["not", "less", "than"], Bound::AtLeast),
    (&["no", "less", "than"], Bound::AtLeast),
    (&["no", "fewer", "than"], Bound::AtLeast),
    (&["in", "excess", "of"], Bound::Over),
    (&["not", "exceeding"], Bound::AtMost),
    (&["maximum", "of"], Bound::AtMost),
    (&["minimum", "of"], Bound::AtLeast),
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

/// The words that a phrase before a number can end with.
pub fn last_words() -> impl Iterator<Item = &'static str> {
    let phrases = BEFORE.iter();
    phrases.filter_map(|(words, _)| words.last().copied())
}

/// Whether a phrase before a number can end with the lexeme.
fn can_end_with(lexed: &Lexed, at: usize) -> bool {
    let Some(lexeme) = lexed.get(at) else {
        return false;
    };
    match lexeme.kind {
        LexemeKind::Word => lexeme.entry.is_bound,
        LexemeKind::Mark(mark) => matches!(mark, '~' | '≈' | '>' | '≥' | '<' | '≤'),
        LexemeKind::Digits => false,
    }
}

/// What is said of the number that lies between the two lexemes, and from where to where number and
/// words reach together.
pub fn bound(lexed: &Lexed, start: usize, end: usize) -> (Bound, usize, usize) {
    let before = start.checked_sub(1);
    let phrases = if before.is_some_and(|before| can_end_with(lexed, before)) {
        BEFORE
    } else {
        &[]
    };
    for (words, bound) in phrases {
        if let Some(first) = start.checked_sub(words.len())
            && lexed.reads(first, words)
        {
            return (*bound, first, end);
        }
    }
    for (words, bound) in BEHIND {
        if lexed.reads(end, words) {
            return (*bound, start, end + words.len());
        }
    }
    (Bound::Exact, start, end)
}
