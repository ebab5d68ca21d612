//! Numbers in words: `six` is `6`, `half a million` is `500,000`.

use super::language::{self, Language};

/// The words for two and what follows, in order, where a language has one word without inflection.
/// One is left out: it is an article or a pronoun more often than a number.
fn from_two(language: Language) -> &'static str {
    match language {
        Language::English => "two three four five six seven eight nine ten eleven twelve",
        Language::Spanish => "dos tres cuatro cinco seis siete ocho nueve diez once doce",
        Language::French => "deux trois quatre cinq six sept huit neuf dix onze douze",
        Language::German => "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
        Language::Portuguese => "dois três quatro cinco seis sete oito nove dez onze doze",
        Language::Italian => "due tre quattro cinque sei sette otto nove dieci undici dodici",
        Language::Russian => "два три четыре пять шесть семь восемь девять десять",
    }
}

/// Words for a half that may stand before a large number.
const HALVES: [&str; 7] = ["half", "medio", "demi", "halbe", "halben", "meio", "mezzo"];

/// The number that a lower-case word of a language stands for, in digits.
pub(super) fn in_digits(word: &str, language: Language) -> Option<String> {
    let mut words = from_two(language).split(' ');
    let at = words.position(|number| number == word)?;
    Some((at + 2).to_string())
}

/// How much of a large number the lower-case word before it counts, in digits: `two` million, `half`
/// a million.
pub(super) fn counted(word: &str) -> Option<String> {
    if HALVES.contains(&word) {
        return Some("0.5".to_owned());
    }
    let mut languages = language::ALL.into_iter();
    languages.find_map(|language| in_digits(word, language))
}

/// Whether a lower-case word may stand between the two.
pub(super) fn is_article(word: &str) -> bool {
    matches!(word, "a" | "an")
}
