//! How long the finder takes and how much memory, for more and more documents.
//!
//! ```text
//! cargo bench --bench finder
//! cargo bench --bench finder -- 1000 10000 100000
//! ```
//!
//! The texts are made up here, from a seed: news-like in length, words drawn as unevenly as in
//! prose, and a passage copied from an earlier text into six of ten, with up to a quarter of its
//! words changed. A line is printed for each number of documents: how long reading them took, how
//! long finding all parallels, then one document against all, and taking one more document in.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::cast_precision_loss)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use crosscheck::parallel::{Finder, Settings, Unwatched};
use crosscheck::text::{Document, DocumentId};

fn main() {
    let asked: Vec<usize> = std::env::args()
        .filter_map(|size| size.parse().ok())
        .collect();
    let sizes = if asked.is_empty() {
        vec![1000, 3000, 10_000, 30_000, 100_000]
    } else {
        asked
    };
    println!(
        "documents     MB   reading   finding  MB/s  CPU µs a doc.  parallels  one to all  one more  peak MB"
    );
    for size in sizes {
        measure(size);
    }
}

fn measure(size: usize) {
    let documents = texts(size);
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let mut finder = Finder::new(Settings::default());
    let before = cpu();
    let ((), reading) = timed(|| finder.extend(&documents));
    let (parallels, finding) = timed(|| finder.parallels(&Unwatched).unwrap().len());
    let cpu = cpu()
        .zip(before)
        .map(|(after, before)| after.saturating_sub(before));
    let each = cpu.map(|cpu| (cpu.as_micros() / size as u128).to_string());
    let megabytes = bytes as f64 / 1e6;
    let middle = DocumentId(u32::try_from(size / 2).unwrap());
    let (_, one) = timed(|| black_box(finder.parallels_of(middle)).len());
    let more = Document::new(DocumentId(u32::MAX), "more", documents[0].text.clone());
    let ((), add) = timed(|| finder.add(&more));
    println!(
        "{size:9} {megabytes:6.1} {reading:9.2?} {finding:9.2?} {:5.0} {:>14} {parallels:10} {one:11.1?} {add:9.1?} {:>8}",
        megabytes / (reading + finding).as_secs_f64(),
        told(each),
        told(peak().map(|peak| peak.to_string())),
    );
}

fn told(known: Option<String>) -> String {
    known.unwrap_or_else(|| "?".to_owned())
}

fn timed<T>(task: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let made = task();
    (made, start.elapsed())
}

/// The most memory that this process has had, in MB, where the system tells.
fn peak() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<usize>().ok()? / 1000)
}

/// How long all threads of this process have been at work, where the system tells, in hundredths of a
/// second as Linux counts.
fn cpu() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, behind_name) = stat.rsplit_once(')')?;
    let mut times = behind_name.split_whitespace().skip(11);
    let mut ticks = || times.next()?.parse::<u64>().ok();
    Some(Duration::from_millis((ticks()? + ticks()?) * 10))
}

/// Numbers that look like chance (`SplitMix64`; Steele, Lea and Flood 2014).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ mixed >> 31) % limit as u64).unwrap()
    }

    /// A number below a limit, the smaller ones far more often: as words are met in prose.
    fn uneven(&mut self, limit: usize) -> usize {
        let (one, other) = (self.below(limit), self.below(limit));
        let least = one.min(other).min(self.below(limit));
        if self.below(3) == 0 {
            least
        } else {
            least * least / limit
        }
    }

    fn word(&mut self) -> Word {
        let number = if self.below(5) < 2 {
            self.uneven(COMMON.len())
        } else {
            COMMON.len() + self.uneven(PARTS.len().pow(3))
        };
        Word(u16::try_from(number).unwrap())
    }
}

const COMMON: [&str; 24] = [
    "the", "of", "to", "and", "a", "in", "that", "for", "is", "on", "was", "with", "said", "by",
    "it", "as", "at", "from", "has", "were", "an", "are", "be", "which",
];
const PARTS: [&str; 24] = [
    "ka", "ro", "mil", "ten", "sor", "vin", "del", "bra", "ost", "len", "fu", "gar", "hin", "pel",
    "tu", "mor", "sel", "dra", "wen", "lok", "bi", "nar", "ques", "zo",
];

/// A word by its number: the common ones come first. Texts are kept so, that they take no memory
/// worth counting beside the finder's.
#[derive(Clone, Copy)]
struct Word(u16);

impl Word {
    fn written(self) -> String {
        let number = usize::from(self.0);
        if let Some(common) = COMMON.get(number) {
            return (*common).to_owned();
        }
        let mut rest = number - COMMON.len() + PARTS.len();
        let mut word = String::new();
        while rest > 0 {
            word.push_str(PARTS[rest % PARTS.len()]);
            rest /= PARTS.len();
        }
        word
    }
}

/// So many texts of 200 to 1,000 words.
fn texts(count: usize) -> Vec<Document> {
    let mut chance = Chance(2024);
    let mut all: Vec<Vec<Word>> = Vec::with_capacity(count);
    for _ in 0..count {
        let length = 200 + chance.below(800);
        let mut words: Vec<Word> = (0..length).map(|_| chance.word()).collect();
        if !all.is_empty() && chance.below(10) < 6 {
            let from = chance.below(all.len());
            let copied = copied(&all[from], &mut chance);
            let place = chance.below(words.len());
            words.splice(place..place, copied);
        }
        all.push(words);
    }
    let documents = (0..).map(DocumentId).zip(&all);
    documents
        .map(|(id, words)| Document::new(id, "made up", prose(words)))
        .collect()
}

/// A passage of 30 to 120 words with up to a quarter of them changed.
fn copied(words: &[Word], chance: &mut Chance) -> Vec<Word> {
    let length = 30 + chance.below(90);
    let start = chance.below(words.len() - length);
    let changed = chance.below(26);
    let copy = |word: &Word| {
        if chance.below(100) < changed {
            chance.word()
        } else {
            *word
        }
    };
    words[start..start + length].iter().map(copy).collect()
}

/// The words as sentences of 20 words and paragraphs of 100.
fn prose(words: &[Word]) -> String {
    let mut text = String::new();
    for (at, word) in words.iter().enumerate() {
        match at {
            0 => {}
            _ if at % 100 == 0 => text.push_str(".\n\n"),
            _ if at % 20 == 0 => text.push_str(". "),
            _ => text.push(' '),
        }
        let word = word.written();
        let mut letters = word.chars();
        if at % 20 == 0 {
            text.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        }
        text.push_str(letters.as_str());
    }
    text
}
