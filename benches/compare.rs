//! How long a comparison takes: a passage, a document, and what could slow it down.

#[allow(dead_code)]
#[path = "../tests/compare_prose/mod.rs"]
mod compare_prose;

use compare_prose::{Prose, Seeded};
use crosscheck::compare::compare;
use divan::Bencher;

fn main() {
    divan::main();
}

/// Two texts of so many words, one edited by 5 % and with paragraphs moved.
#[divan::bench(args = [120, 2_000, 100_000, 170_000])]
fn edited(bencher: Bencher, words: usize) {
    let mut seeded = Seeded(7);
    let prose = Prose::new(words, &mut seeded);
    let (edited, _) = prose.edited(5, &mut seeded);
    let (a, b) = (prose.text(), edited.text());
    bencher.bench(|| compare(&a, &b));
}

/// Two texts that have hardly anything in common.
#[divan::bench(args = [2_000, 100_000])]
fn unrelated(bencher: Bencher, words: usize) {
    let a = Prose::new(words, &mut Seeded(1)).text();
    let b = Prose::new(words, &mut Seeded(2)).text();
    bencher.bench(|| compare(&a, &b));
}

/// Words that are drawn from few: nothing is rare enough to hold on to.
#[divan::bench(args = [2_000, 100_000])]
fn few_words(bencher: Bencher, words: usize) {
    let (a, b) = (of_few_words(1, words), of_few_words(2, words));
    bencher.bench(|| compare(&a, &b));
}

fn of_few_words(seed: u64, words: usize) -> String {
    let mut seeded = Seeded(seed);
    let mut draw = || ["ja", "nein", "doch", "nie"][seeded.below(4)];
    (0..words).map(|_| draw()).collect::<Vec<_>>().join(" ")
}

/// A short text of few words against a long one.
#[divan::bench(args = [100_000])]
fn few_words_against_many(bencher: Bencher, words: usize) {
    let (a, b) = (of_few_words(1, 100), of_few_words(2, words));
    bencher.bench(|| compare(&a, &b));
}

/// Capitalised words that are nearly all different and nearly all alike.
#[divan::bench(args = [2_000, 100_000])]
fn names(bencher: Bencher, words: usize) {
    let text = |seed| {
        let mut seeded = Seeded(seed);
        let mut letter = || char::from(b"abcdefghij"[seeded.below(10)]);
        let mut name = || {
            let ending: String = (0..5).map(|_| letter()).collect();
            format!("met Anna Berg{ending}. ")
        };
        (0..words / 4).map(|_| name()).collect::<String>()
    };
    let (a, b) = (text(1), text(2));
    bencher.bench(|| compare(&a, &b));
}

/// One word over and over, and once more often on the other side.
#[divan::bench(args = [100_000, 1_000_000])]
fn one_word(bencher: Bencher, words: usize) {
    let (a, b) = ("nie ".repeat(words), "nie ".repeat(words + words / 10));
    bencher.bench(|| compare(&a, &b));
}

/// Short sentences that are all the same.
#[divan::bench(args = [100_000])]
fn one_sentence(bencher: Bencher, words: usize) {
    let (a, b) = ("Nie. ".repeat(words), "Nie. ".repeat(words + words / 10));
    bencher.bench(|| compare(&a, &b));
}

/// Figures alone, each of them a fact.
#[divan::bench(args = [2_000, 100_000])]
fn figures(bencher: Bencher, words: usize) {
    let text = |seed| {
        let mut seeded = Seeded(seed);
        let mut draw = || seeded.below(5_000).to_string();
        (0..words).map(|_| draw()).collect::<Vec<_>>().join(" ")
    };
    let (a, b) = (text(1), text(2));
    bencher.bench(|| compare(&a, &b));
}

/// The same sentences in another order, so that hardly any keeps its place.
#[divan::bench(args = [100_000])]
fn shuffled(bencher: Bencher, words: usize) {
    let prose = Prose::new(words, &mut Seeded(5)).text();
    let mut sentences: Vec<&str> = prose.split(". ").collect();
    let mut seeded = Seeded(6);
    for at in (1..sentences.len()).rev() {
        sentences.swap(at, seeded.below(at + 1));
    }
    let other = sentences.join(". ");
    bencher.bench(|| compare(&prose, &other));
}
