//! Words that pass for other words by letters that look alike (UTS #39), as in an address or a name
//! that somebody forged.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};
use unicode_security::skeleton;

use super::hidden::is_unseen_alone;
use super::{Span, graphemes};

/// Why a word is a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lookalike {
    /// Latin letters, and among them letters of another script that look Latin.
    Mixed,
    /// Every letter is of another script and looks Latin, between Latin words.
    Imitation,
    /// Mathematical letters, or others that are only another drawing of ordinary ones.
    Styled,
}

impl Lookalike {
    /// What it is, in words.
    pub fn words(self) -> &'static str {
        match self {
            Lookalike::Mixed => "word that mixes scripts with letters that look alike",
            Lookalike::Imitation => "word in another script that looks Latin",
            Lookalike::Styled => "word in mathematical or enclosed letters",
        }
    }

    /// Why it matters, as half a sentence.
    pub fn why(self) -> &'static str {
        match self {
            Lookalike::Mixed | Lookalike::Imitation => {
                "it passes for another word, and no search finds it"
            }
            Lookalike::Styled => "no search for the word finds it",
        }
    }
}

/// The look-alike words of a text, in order. Stretches of ASCII are passed over at the speed of
/// memory.
pub fn lookalikes(text: &str) -> impl Iterator<Item = (Span, Lookalike)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let span = next_foreign_word(text, at)?;
            at = span.end().0;
            if let Some(kind) = judge(text, span) {
                return Some((span, kind));
            }
        }
    })
}

/// The first word at or behind a place that is not ASCII alone.
fn next_foreign_word(text: &str, mut at: usize) -> Option<Span> {
    loop {
        let rest = text.as_bytes().get(at..)?;
        let foreign = rest.iter().position(|byte| !byte.is_ascii())?;
        // It may begin with letters of ASCII.
        let before = rest.get(..foreign).unwrap_or_default();
        let letters = before
            .iter()
            .rev()
            .take_while(|byte| byte.is_ascii_alphanumeric());
        let start = foreign - letters.count().min(LONGEST / 2);
        let word = next_word(text, at + start)?;
        // Signs beyond ASCII are no words: the word found may lie far behind them.
        if !word.of(text).is_ascii() {
            return Some(word);
        }
        at = word.end().0;
    }
}

/// The most bytes of one word that are looked at together.
const LONGEST: usize = 512;

/// The first word at or behind a place: letters and digits in a row, with the marks on them and what
/// is hidden among them. Apostrophes, hyphens and stops part words, and so do the scripts that are
/// written without spaces, since what stands on both sides of them may honestly be of two scripts.
fn next_word(text: &str, from: usize) -> Option<Span> {
    let rest = text.get(from..)?;
    let start = from + rest.find(is_letter)?;
    let limit = graphemes::ceil(text, start + LONGEST);
    let word = text.get(start..limit)?;
    let end = word.find(|c: char| !is_letter(c) && !is_part(c));
    Some(Span::new(start, start + end.unwrap_or(word.len())))
}

/// Whether a character is a letter or digit of a script that is written with spaces.
fn is_letter(c: char) -> bool {
    let with_spaces = c < '\u{e00}'
        || matches!(c,
            '\u{10a0}'..='\u{10ff}'     // Georgian
            | '\u{13a0}'..='\u{13ff}'   // Cherokee
            | '\u{1c80}'..='\u{1fff}'   // more of Cyrillic, Latin and Greek
            | '\u{2100}'..='\u{24ff}'   // letters as signs, in circles and brackets
            | '\u{2c00}'..='\u{2dff}'   // Glagolitic, Coptic and others
            | '\u{a4d0}'..='\u{a4ff}'   // Lisu
            | '\u{a640}'..='\u{a7ff}'   // more of Cyrillic and Latin
            | '\u{ab30}'..='\u{abbf}'   // more of Latin and Cherokee
            | '\u{fb00}'..='\u{fdff}'   // ligatures
            | '\u{ff21}'..='\u{ff5a}'   // of full width
            | '\u{10000}'..='\u{1afff}'
            | '\u{1d400}'..='\u{1efff}' // mathematical letters and others
            | '\u{1f110}'..='\u{1f189}');
    with_spaces && c.is_alphanumeric()
}

/// Whether a character goes on with a word without being a letter: marks, and what hides in words.
fn is_part(c: char) -> bool {
    !c.is_ascii() && !c.is_whitespace() && (is_combining_mark(c) || is_unseen_alone(c))
}

/// What a word's letters are, in numbers.
#[derive(Default)]
struct Letters {
    all: usize,
    ascii: usize,
    latin: usize,
    like_latin: usize,
    styled: usize,
}

impl Letters {
    fn of(word: &str) -> Self {
        let mut letters = Self::default();
        for c in word.chars().filter(|c| c.is_alphabetic()) {
            letters.all += 1;
            letters.ascii += usize::from(c.is_ascii());
            letters.latin += usize::from(is_latin(c));
            letters.like_latin += usize::from(is_like_latin(c));
            letters.styled += usize::from(is_mathematical(c) || is_enclosed(c));
        }
        letters
    }
}

fn judge(text: &str, span: Span) -> Option<Lookalike> {
    let word = span.of(text);
    let letters = Letters::of(word);
    let mut foreign = word.chars().filter(|c| is_like_latin(*c));
    if letters.styled >= 2
        || letters.ascii > 0 && letters.all > letters.ascii && is_mixed_width(word)
    {
        Some(Lookalike::Styled)
    } else if letters.like_latin == 0 {
        None
    } else if letters.latin > 0 {
        // Two letters are a formula sooner than a forgery: `dα`.
        (letters.all > 2 && foreign.any(looks_latin)).then_some(Lookalike::Mixed)
    } else {
        // A Greek letter by itself is a sign sooner than a forgery: `the α particle`.
        let is_sign = letters.all == 1 && word.chars().any(|c| c.script() == Script::Greek);
        let imitates = letters.like_latin == letters.all
            && !is_sign
            && foreign.all(looks_latin)
            && is_among_latin(text, span);
        imitates.then_some(Lookalike::Imitation)
    }
}

/// How many words before a word tell what it stands among.
const BEFORE: usize = 3;

/// How far back those words are looked for, in bytes.
const REACH: usize = 64;

/// Whether the words before a word are Latin, and the one behind it, if there is one.
fn is_among_latin(text: &str, span: Span) -> bool {
    let mut at = graphemes::floor(text, span.start().0.saturating_sub(REACH));
    let mut before = vec![];
    while let Some(word) = next_word(text, at).filter(|word| word.start() < span.start()) {
        before.push(word.of(text));
        at = word.end().0;
    }
    let behind = next_word(text, span.end().0).map(|word| word.of(text));
    let is_latin_word = |word: &str| word.chars().filter(|c| c.is_alphabetic()).all(is_latin);
    !before.is_empty()
        && before
            .iter()
            .rev()
            .take(BEFORE)
            .all(|word| is_latin_word(word))
        && behind.is_none_or(is_latin_word)
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || !c.is_ascii() && c.script() == Script::Latin
}

/// Whether a character belongs to one of the scripts whose letters can pass for Latin ones: Greek,
/// Cyrillic, Armenian, Cherokee, Coptic, Lisu, by their blocks.
fn is_like_latin(c: char) -> bool {
    matches!(c,
        '\u{370}'..='\u{58f}'
        | '\u{13a0}'..='\u{13ff}'
        | '\u{1c80}'..='\u{1c8f}'
        | '\u{1f00}'..='\u{1fff}'
        | '\u{2c80}'..='\u{2cff}'
        | '\u{a4d0}'..='\u{a4ff}'
        | '\u{a640}'..='\u{a69f}'
        | '\u{ab70}'..='\u{abbf}')
}

/// Whether letters of full width stand beside such of ASCII.
fn is_mixed_width(word: &str) -> bool {
    let pairs = word.chars().zip(word.chars().skip(1));
    pairs.into_iter().any(|(one, next)| {
        one.is_ascii_alphabetic() && is_full_width(next)
            || is_full_width(one) && next.is_ascii_alphabetic()
    })
}

fn is_full_width(c: char) -> bool {
    matches!(c, '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}')
}

/// Letters in circles, squares and brackets.
fn is_enclosed(c: char) -> bool {
    matches!(c, '\u{249c}'..='\u{24e9}' | '\u{1f110}'..='\u{1f189}')
}

fn is_mathematical(c: char) -> bool {
    matches!(c, '\u{1d400}'..='\u{1d6a5}')
}

/// Whether the letter is drawn like a Latin one.
fn looks_latin(c: char) -> bool {
    latin_of(c).is_some()
}

/// Letters of other scripts by the Latin ones that they pass for (UTS #39, skeletons of one letter).
static PASSING: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let letters = ('\u{370}'..='\u{abbf}').filter(|c| is_like_latin(*c));
    letters
        .filter_map(|letter| {
            let alone = letter.to_string();
            let mut shape = skeleton(&alone);
            let latin = shape.next().filter(char::is_ascii_alphabetic)?;
            Some((letter, latin))
        })
        .collect()
});

/// The Latin letter that a letter of another script passes for.
pub fn latin_of(c: char) -> Option<char> {
    if is_like_latin(c) {
        PASSING.get(&c).copied()
    } else {
        None
    }
}

/// Whether a word has letters of other scripts that pass for Latin ones, among Latin letters or
/// nothing else.
pub fn is_forged(word: &str) -> bool {
    let mut foreign = word.chars().filter(|c| is_like_latin(*c)).peekable();
    foreign.peek().is_some()
        && (word.chars().any(|c| c.is_ascii_alphabetic()) || foreign.all(looks_latin))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Lookalike)> {
        lookalikes(text)
            .map(|(span, kind)| (span.of(text), kind))
            .collect()
    }

    #[test]
    fn forged_words_are_found() {
        use Lookalike as L;
        assert_eq!(found("at pаypal.example"), [("pаypal", L::Mixed)]);
        assert_eq!(found("ask the сору office"), [("сору", L::Imitation)]);
        assert_eq!(found("a 𝐛𝐢𝐠 claim"), [("𝐛𝐢𝐠", L::Styled)]);
        assert_eq!(found("the Ｐanama Canal"), [("Ｐanama", L::Styled)]);
        assert_eq!(found("then he saw а man"), [("а", L::Imitation)]);
        assert_eq!(found("in Пaнама today"), [("Пaнама", L::Mixed)]);
        let far = format!("{} pаypal {}", "word ".repeat(90), "word ".repeat(90));
        assert_eq!(found(&far), [("pаypal", L::Mixed)]);
        assert_eq!(found("Pa\u{200b}nаma says"), [("Pa\u{200b}nаma", L::Mixed)]);
    }

    #[test]
    fn honest_texts_are_not() {
        for text in [
            "Le Darién, Ærø, Łódź, İstanbul, Việt Nam",
            "Президент Панамы подписал меморандум о рассмотрении. Он рос тут.",
            "Η Ελλάδα και ο Παναμάς",
            "In Greek, αβγ and 5 μm of β-carotene, Ω",
            "AI가 サーバーとCPU、東京",
            "he said Москва and Київ",
            "الاتفاق بين بنما والولايات المتحدة",
            "where 𝑥 is small",
            "Он купил iPhone’ом, Facebook-у и Twitter рос. А Apple а Google нет.",
            "dα/dt of ΔE, ρ₀ and the angle φ, the ο or α particle",
            "ＣＰＵとAIの話、α波とEEG、Яндексのsearch",
            "— § € ½ … “quoted” – © ™",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
