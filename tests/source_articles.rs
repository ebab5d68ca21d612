//! How well the article of a page is found: the words of pages of many shapes, written for this test,
//! against the words that a reader would copy out of them. Prints precision, recall and their mean F1
//! (`cargo test --test source_articles -- --nocapture`).
#![allow(clippy::expect_used, clippy::panic, clippy::print_stdout)]

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use crosscheck::source::{Asked, Format, extract};

/// The worst F1 that a page may have, in percent, and the worst that all may have in the mean.
const FLOOR: (f64, f64) = (90.0, 96.0);

/// The words of a text and how often each stands in it.
fn words(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    counts
}

fn total(counts: &HashMap<String, usize>) -> f64 {
    let total: usize = counts.values().sum();
    f64::from(u32::try_from(total).expect("a page is small"))
}

/// Precision, recall and F1 of what was found, in percent.
fn score(found: &str, wanted: &str) -> (f64, f64, f64) {
    let (found, wanted) = (words(found), words(wanted));
    let both: HashMap<String, usize> = found
        .iter()
        .filter_map(|(word, count)| Some((word.clone(), *count.min(wanted.get(word)?))))
        .collect();
    let (precision, recall) = (total(&both) / total(&found), total(&both) / total(&wanted));
    let mean = 2.0 * precision * recall / (precision + recall);
    (precision * 100.0, recall * 100.0, mean * 100.0)
}

#[test]
fn articles_are_found_in_pages_of_all_shapes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut pages: Vec<_> = fs::read_dir(folder)
        .expect("the pages are there")
        .map(|entry| entry.expect("the pages are there").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
        .collect();
    pages.sort();
    let mut scores = vec![];
    for page in &pages {
        let html = fs::read(page).expect("a page");
        let wanted = fs::read_to_string(page.with_extension("txt")).expect("its article");
        let found = extract(Format::Html, html, &Asked::default()).expect("it can be read");
        let (precision, recall, f1) = score(&found.text, &wanted);
        let name = page.file_stem().unwrap_or_default().to_string_lossy();
        println!("{name:<12} precision {precision:5.1}  recall {recall:5.1}  F1 {f1:5.1}");
        assert!(f1 >= FLOOR.0, "{name}: {}", found.text);
        scores.push(f1);
    }
    let count = f64::from(u32::try_from(scores.len()).expect("few pages"));
    let mean = scores.iter().sum::<f64>() / count;
    println!("{:<12} F1 {mean:5.1}", "mean");
    assert!(mean >= FLOOR.1, "{mean}");
}
