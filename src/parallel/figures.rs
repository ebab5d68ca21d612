//! Figures by value: `$6,000,000`, `6 million dollars` and `6.000.000` in a German text are one
//! word.

use super::language::Language;
use super::numerals;
use crate::text::{Span, TokenKind, token_at};

/// Words that multiply the figure before them, with the power of ten. The billion is the short
/// scale's, but where the spelling tells otherwise.
const SCALES: [(&str, usize); 30] = [
    ("hundred", 2),
    ("thousand", 3),
    ("million", 6),
    ("billion", 9),
    ("trillion", 12),
    ("mn", 6),
    ("bn", 9),
    ("mil", 3),
    ("millón", 6),
    ("millones", 6),
    ("mille", 3),
    ("millions", 6),
    ("milliard", 9),
    ("milliards", 9),
    ("tausend", 3),
    ("mio", 6),
    ("millionen", 6),
    ("milliarde", 9),
    ("milliarden", 9),
    ("milhão", 6),
    ("milhões", 6),
    ("bilhão", 9),
    ("bilhões", 9),
    ("mila", 3),
    ("milione", 6),
    ("milioni", 6),
    ("miliardo", 9),
    ("miliardi", 9),
    ("тысяч", 3),
    ("миллионов", 6),
];

/// The whole figure that begins with a number: with the word behind it, if that multiplies it.
pub(super) fn whole(text: &str, number: Span) -> Span {
    let space = token_at(text, number.end().0).filter(|next| next.kind == TokenKind::Space);
    let word = space.and_then(|space| token_at(text, space.span.end().0));
    match word.filter(|word| word.kind == TokenKind::Word) {
        Some(word) if power_of_ten(word.span.of(text)).is_some() => number.hull(word.span),
        _ => number,
    }
}

/// The value of a whole figure in plain decimal digits.
pub(super) fn value(figure: &str, language: Option<Language>) -> String {
    let number = token_at(figure, 0).map_or(figure.len(), |number| number.span.end().0);
    let (number, rest) = figure.split_at_checked(number).unwrap_or((figure, ""));
    let in_words = if number.starts_with(char::is_numeric) {
        None
    } else {
        numerals::counted(&number.to_lowercase())
    };
    let value = in_words.unwrap_or_else(|| digits(number, language));
    match rest.split_whitespace().next_back().and_then(power_of_ten) {
        Some(power) => multiplied(&value, power),
        None => value,
    }
}

/// The words that multiply a figure before them.
pub(super) fn multipliers() -> impl Iterator<Item = &'static str> {
    SCALES.iter().map(|(word, _)| *word)
}

/// Whether a word multiplies a figure before it.
pub(super) fn multiplies(word: &str) -> bool {
    power_of_ten(word).is_some()
}

/// Whether words make a figure together with a word behind them that multiplies: `two`, `half a`.
pub(super) fn counts(words: &str) -> bool {
    let lower = words.to_lowercase();
    let mut words = lower.split_whitespace();
    let is_counted = words
        .next()
        .is_some_and(|word| numerals::counted(word).is_some());
    is_counted && words.all(numerals::is_article)
}

fn power_of_ten(word: &str) -> Option<usize> {
    if word.len() > 20 {
        return None;
    }
    let lower = word.to_lowercase();
    SCALES
        .iter()
        .find(|(name, _)| *name == lower)
        .map(|(_, power)| *power)
}

/// The number with `.` as decimal mark and without separators of thousands; anything that is not
/// written like a number stays as it is, in lower case.
fn digits(written: &str, language: Option<Language>) -> String {
    let is_mark = |c| matches!(c, '.' | ',' | '\'');
    if !written.chars().all(|c| c.is_ascii_digit() || is_mark(c)) {
        return written.to_lowercase();
    }
    let thousands = match language {
        None | Some(Language::English) => ',',
        Some(_) => '.',
    };
    let mut plain = String::with_capacity(written.len());
    let mut groups = written.split(is_mark);
    plain.push_str(groups.next().unwrap_or_default());
    for (mark, group) in written.chars().filter(|c| is_mark(*c)).zip(groups) {
        let repeated = written.chars().filter(|c| *c == mark).count() > 1;
        let separates = mark == thousands || mark == '\'' || repeated;
        if !(separates && group.len() == 3) {
            plain.push('.');
        }
        plain.push_str(group);
    }
    trimmed(&plain)
}

/// Without zeros that say nothing.
fn trimmed(plain: &str) -> String {
    let number = match plain.split_once('.') {
        Some((whole, part)) if !part.contains('.') => {
            format!("{whole}.{}", part.trim_end_matches('0'))
        }
        _ => plain.to_owned(),
    };
    number.trim_end_matches('.').to_owned()
}

/// A plain number times a power of ten, by moving its decimal mark.
fn multiplied(plain: &str, power: usize) -> String {
    let (whole, part) = plain.split_once('.').unwrap_or((plain, ""));
    let moved = part.len().min(power);
    let (before, after) = part.split_at_checked(moved).unwrap_or((part, ""));
    let zeros = "0".repeat(power - moved);
    let whole = format!("{whole}{before}{zeros}");
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    trimmed(&format!("{whole}.{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, language: Option<Language>) -> String {
        let figure = whole(text, token_at(text, 0).unwrap().span);
        assert_eq!(figure.len(), text.len());
        super::value(figure.of(text), language)
    }

    #[test]
    fn one_value_has_one_form() {
        for written in [
            "6,000,000",
            "6 million",
            "6.0 million",
            "6000000",
            "6\u{a0}million",
        ] {
            assert_eq!(
                value(written, Some(Language::English)),
                "6000000",
                "{written}"
            );
        }
        assert_eq!(value("6.000.000", Some(Language::German)), "6000000");
        assert_eq!(value("6,5 Millionen", Some(Language::German)), "6500000");
        assert_eq!(value("6.5 million", Some(Language::English)), "6500000");
    }

    #[test]
    fn numbers_in_words_have_the_value_of_those_in_digits() {
        for (written, digits) in [
            ("half a million", "500000"),
            ("Two million", "2000000"),
            ("zwei Millionen", "2000000"),
            ("medio millón", "500000"),
        ] {
            assert_eq!(super::value(written, Some(Language::English)), digits);
        }
        assert!(counts("Half a") && counts("twelve") && !counts("half of") && !counts("a"));
    }

    #[test]
    fn other_values_have_other_forms() {
        assert_eq!(value("3.5", Some(Language::English)), "3.5");
        assert_eq!(value("3,500", Some(Language::English)), "3500");
        assert_eq!(value("50th", Some(Language::English)), "50th");
        assert_eq!(value("0.25 million", Some(Language::English)), "250000");
    }
}
