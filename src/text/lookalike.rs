//! Words that pass for other words by letters that look alike (UTS #39), as in an address or a name
//! that somebody forged.

use unicode_script::{Script, UnicodeScript};
use unicode_security::skeleton;
use unicode_segmentation::UnicodeSegmentation;

use super::Span;

/// Why a word is a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lookalike {
    /// Latin letters, and among them letters of another script that look Latin.
    Mixed,
    /// Every letter is of another script and looks Latin, between Latin words.
    Imitation,
    /// Mathematical letters in the place of ordinary ones.
    Styled,
}

impl Lookalike {
    /// What it is, in words.
    pub fn words(self) -> &'static str {
        match self {
            Lookalike::Mixed => "word that mixes scripts with letters that look alike",
            Lookalike::Imitation => "word in another script that looks Latin",
            Lookalike::Styled => "word in mathematical letters",
        }
    }
}

/// The look-alike words of a text, in order.
pub fn lookalikes(text: &str) -> impl Iterator<Item = (Span, Lookalike)> + '_ {
    let mut after_latin = false;
    text.unicode_word_indices()
        .filter_map(move |(start, word)| {
            if word.is_ascii() {
                after_latin |= word.bytes().any(|b| b.is_ascii_alphabetic());
                return None;
            }
            let span = Span::new(start, start + word.len());
            let found = judge(word, after_latin);
            after_latin = word.chars().any(|c| c.script() == Script::Latin);
            found.map(|kind| (span, kind))
        })
}

fn judge(word: &str, after_latin: bool) -> Option<Lookalike> {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    let styled = letters.iter().filter(|c| is_mathematical(**c)).count();
    if styled >= 2 {
        return Some(Lookalike::Styled);
    }
    let latin = letters.iter().any(|c| c.script() == Script::Latin);
    let foreign = |c: &&char| {
        matches!(c.script(), Script::Cyrillic | Script::Greek)
            || matches!(
                c.script(),
                Script::Armenian | Script::Cherokee | Script::Coptic | Script::Lisu
            )
    };
    let others = letters.iter().filter(foreign).count();
    let passing = letters
        .iter()
        .filter(foreign)
        .filter(|c| looks_latin(**c))
        .count();
    if latin && passing > 0 {
        Some(Lookalike::Mixed)
    } else if after_latin && others == letters.len() && passing == others && others >= 3 {
        Some(Lookalike::Imitation)
    } else {
        None
    }
}

fn is_mathematical(c: char) -> bool {
    matches!(c, '\u{1d400}'..='\u{1d6a5}')
}

/// Whether the letter is drawn like a Latin one.
fn looks_latin(c: char) -> bool {
    let alone = c.to_string();
    skeleton(&alone).any(|shape| shape.is_ascii_alphabetic())
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
        assert_eq!(found("at pаypal.example"), [("pаypal.example", L::Mixed)]);
        assert_eq!(found("ask the сору office"), [("сору", L::Imitation)]);
        assert_eq!(found("a 𝐛𝐢𝐠 claim"), [("𝐛𝐢𝐠", L::Styled)]);
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
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
