//! Prose that is made from a seed, and edited by known amounts: for tests and benches of the word
//! diff.

/// A small generator of numbers: the same seed gives the same numbers everywhere (`SplitMix64`).
pub struct Seeded(pub u64);

impl Seeded {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below the bound.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).unwrap_or_default()
    }
}

/// The days of the week, to plant in sentences.
pub const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

const SMALL: [&str; 16] = [
    "the", "of", "and", "to", "in", "a", "that", "is", "was", "for", "on", "with", "by", "at",
    "from", "as",
];
const SYLLABLES: [&str; 24] = [
    "ba", "cor", "dem", "fi", "gol", "har", "jun", "kel", "lor", "mi", "nar", "os", "pel", "qua",
    "rin", "sto", "tur", "ul", "ven", "wes", "yor", "zan", "che", "pla",
];

/// One word: two fifths function words, the others as uneven in frequency as in real prose.
fn word(seeded: &mut Seeded) -> String {
    if seeded.below(5) < 2 {
        return SMALL[seeded.below(SMALL.len())].to_owned();
    }
    // The smallest of three draws: low numbers are common, high ones rare.
    let rank = (0..3)
        .map(|_| seeded.below(12_000))
        .min()
        .unwrap_or_default();
    let syllable = |at: usize| SYLLABLES[at % SYLLABLES.len()];
    [syllable(rank), syllable(rank / 24), syllable(rank / 576)].concat()
}

/// A text as paragraphs of sentences of words.
#[derive(Clone)]
pub struct Prose(Vec<Vec<Vec<String>>>);

impl Prose {
    /// Prose of about so many words.
    pub fn new(words: usize, seeded: &mut Seeded) -> Self {
        let mut paragraphs = vec![];
        let mut count = 0;
        while count < words {
            let paragraph: Vec<Vec<String>> = (0..3 + seeded.below(4))
                .map(|_| (0..8 + seeded.below(17)).map(|_| word(seeded)).collect())
                .collect();
            count += paragraph.iter().map(Vec::len).sum::<usize>();
            paragraphs.push(paragraph);
        }
        Self(paragraphs)
    }

    /// The same prose with so many words in a hundred replaced, left out or added, and every
    /// fifteenth paragraph moved; and how many words that deletes and inserts, moves apart.
    pub fn edited(&self, percent: usize, seeded: &mut Seeded) -> (Self, usize) {
        let mut changed = 0;
        let mut edited = self.clone();
        for sentence in edited.0.iter_mut().flatten() {
            let mut written = vec![];
            for old in sentence.drain(..) {
                if seeded.below(100) >= percent {
                    written.push(old);
                    continue;
                }
                match seeded.below(3) {
                    0 => {
                        written.push(word(seeded));
                        changed += 2;
                    }
                    1 => changed += 1,
                    _ => {
                        written.extend([old, word(seeded)]);
                        changed += 1;
                    }
                }
            }
            *sentence = written;
        }
        for _ in 0..edited.0.len() / 15 {
            let paragraph = edited.0.remove(seeded.below(edited.0.len()));
            edited.0.insert(seeded.below(edited.0.len() + 1), paragraph);
        }
        (edited, changed)
    }

    /// The text.
    pub fn text(&self) -> String {
        let sentence = |words: &Vec<String>| {
            let line = words.join(" ");
            let (first, rest) = line.split_at(line.len().min(1));
            format!("{}{rest}.", first.to_uppercase())
        };
        let paragraph = |sentences: &Vec<Vec<String>>| {
            sentences.iter().map(sentence).collect::<Vec<_>>().join(" ")
        };
        self.0
            .iter()
            .map(paragraph)
            .collect::<Vec<_>>()
            .join("\n\n")
    }
}
