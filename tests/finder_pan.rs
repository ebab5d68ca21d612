//! How well the finder does on a text-alignment corpus of PAN 2013, with its default settings.
//!
//! ```text
//! CROSSCHECK_PAN=/path/to/corpus cargo test --release --test finder_pan -- --ignored --nocapture
//! ```
//!
//! The corpus is a folder with `susp/`, `src/` and one folder a kind of obfuscation (`01-…` to
//! `05-…`), each with a list `pairs` and an XML file of the true passages a pair. Printed are
//! plagdet, recall, precision and granularity (Potthast, Stein, Barrón-Cedeño and Rosso, COLING
//! 2010), macro-averaged over cases, in all and for each kind, for the whole corpus and for its
//! halves by the number of the suspicious document.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::cast_precision_loss)]

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::time::Instant;

use crosscheck::parallel::{Finder, Settings};
use crosscheck::text::{CodePointsOf, Document, DocumentId, Span};
use rayon::prelude::*;

/// A case or a detection: code points on both sides.
type Passages = (Range<usize>, Range<usize>);

/// A pair of documents with what is true and what was found.
struct Judged {
    kind: String,
    half: usize,
    truth: Vec<Passages>,
    found: Vec<Passages>,
}

#[test]
#[ignore = "needs a corpus: set CROSSCHECK_PAN"]
fn plagdet_on_a_corpus() {
    let Some(corpus) = std::env::var_os("CROSSCHECK_PAN") else {
        println!("set CROSSCHECK_PAN to the folder of a PAN 2013 text-alignment corpus");
        return;
    };
    let judged = judge(Path::new(&corpus));
    let kinds: Vec<&str> = {
        let mut kinds: Vec<&str> = judged.iter().map(|pair| pair.kind.as_str()).collect();
        kinds.dedup();
        kinds
    };
    for (title, halves) in [("whole", 0..2), ("even half", 0..1), ("odd half", 1..2)] {
        let part = |kind: &str| {
            judged
                .iter()
                .filter(|pair| halves.contains(&pair.half) && pair.kind.starts_with(kind))
                .collect::<Vec<_>>()
        };
        println!("{title:28} plagdet recall  prec    gran    cases  found");
        for kind in kinds.iter().copied().chain([""]) {
            Score::of(&part(kind)).print(if kind.is_empty() { "all" } else { kind });
        }
    }
}

fn judge(corpus: &Path) -> Vec<Judged> {
    let mut pairs = vec![];
    let mut folders: Vec<_> = fs::read_dir(corpus)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    for folder in folders {
        let kind = folder.file_name().unwrap().to_string_lossy().into_owned();
        if kind.starts_with('0') {
            for line in fs::read_to_string(folder.join("pairs")).unwrap().lines() {
                let (suspicious, source) = line.split_once(' ').unwrap();
                pairs.push((
                    kind.clone(),
                    suspicious.to_owned(),
                    source.trim().to_owned(),
                ));
            }
        }
    }
    let mut ids: BTreeMap<String, DocumentId> = BTreeMap::new();
    for (_, suspicious, source) in &pairs {
        for path in [format!("susp/{suspicious}"), format!("src/{source}")] {
            let next = DocumentId(u32::try_from(ids.len()).unwrap());
            ids.entry(path).or_insert(next);
        }
    }
    let documents: BTreeMap<DocumentId, Document> = ids
        .iter()
        .map(|(path, id)| {
            (
                *id,
                Document::new(*id, path, fs::read_to_string(corpus.join(path)).unwrap()),
            )
        })
        .collect();
    let mut finder = Finder::new(Settings::default());
    finder.extend(documents.values());
    let start = Instant::now();
    let judged = pairs
        .par_iter()
        .map(|(kind, suspicious, source)| {
            let (a, b) = (
                ids[&format!("susp/{suspicious}")],
                ids[&format!("src/{source}")],
            );
            let range = |id: DocumentId, span: Span| {
                let range = CodePointsOf::new(&documents[&id].text).span(span);
                range.start..range.end
            };
            let found = finder
                .parallels_between(a, b)
                .into_iter()
                .map(|found| (range(a, found.a.span), range(b, found.b.span)))
                .collect();
            let stem = |name: &str| name.trim_end_matches(".txt").to_owned();
            let truth =
                corpus
                    .join(kind)
                    .join(format!("{}-{}.xml", stem(suspicious), stem(source)));
            Judged {
                kind: kind.clone(),
                half: suspicious
                    .bytes()
                    .rev()
                    .find(u8::is_ascii_digit)
                    .map_or(0, |digit| usize::from(digit % 2)),
                truth: fs::read_to_string(truth)
                    .map(|xml| cases(&xml))
                    .unwrap_or_default(),
                found,
            }
        })
        .collect();
    println!("{} pairs in {:.2?}", pairs.len(), start.elapsed());
    judged
}

/// The true passages in an XML file of the corpus.
fn cases(xml: &str) -> Vec<Passages> {
    xml.split('<')
        .filter(|element| element.starts_with("feature") && element.contains("name=\"plagiarism\""))
        .filter_map(|element| {
            let number = |name: &str| -> Option<usize> {
                let (_, after) = element.split_once(&format!(" {name}=\""))?;
                after.split_once('"')?.0.parse().ok()
            };
            let (this, source) = (number("this_offset")?, number("source_offset")?);
            Some((
                this..this + number("this_length")?,
                source..source + number("source_length")?,
            ))
        })
        .collect()
}

#[derive(Default)]
struct Score {
    recall: f64,
    precision: f64,
    granularity: f64,
    cases: usize,
    found: usize,
}

impl Score {
    fn of(pairs: &[&Judged]) -> Self {
        let mut score = Self::default();
        let (mut recall, mut precision, mut detected, mut detections) =
            (0.0, 0.0, 0_usize, 0_usize);
        for pair in pairs {
            score.cases += pair.truth.len();
            score.found += pair.found.len();
            for case in &pair.truth {
                let (covered, times) = covered(case, &pair.found);
                recall += covered;
                detected += usize::from(times > 0);
                detections += times;
            }
            precision += pair
                .found
                .iter()
                .map(|found| covered(found, &pair.truth).0)
                .sum::<f64>();
        }
        score.recall = recall / score.cases.max(1) as f64;
        score.precision = precision / score.found.max(1) as f64;
        score.granularity = if detected == 0 {
            1.0
        } else {
            detections as f64 / detected as f64
        };
        score
    }

    fn plagdet(&self) -> f64 {
        let harmonic = 2.0 * self.recall * self.precision
            / (self.recall + self.precision).max(f64::MIN_POSITIVE);
        harmonic / (1.0 + self.granularity).log2()
    }

    fn print(&self, name: &str) {
        println!(
            "{name:28} {:.4}  {:.4}  {:.4}  {:.4}  {:5}  {:5}",
            self.plagdet(),
            self.recall,
            self.precision,
            self.granularity,
            self.cases,
            self.found
        );
    }
}

/// Which part of one's characters others cover, and how many others overlap it on both sides.
fn covered(one: &Passages, others: &[Passages]) -> (f64, usize) {
    let overlapping: Vec<&Passages> = others
        .iter()
        .filter(|other| overlap(&one.0, &other.0) > 0 && overlap(&one.1, &other.1) > 0)
        .collect();
    let a = union(&one.0, overlapping.iter().map(|other| &other.0));
    let b = union(&one.1, overlapping.iter().map(|other| &other.1));
    let part = (a + b) as f64 / (one.0.len() + one.1.len()).max(1) as f64;
    (part, overlapping.len())
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.end
        .min(other.end)
        .saturating_sub(one.start.max(other.start))
}

/// How much of a range the others cover together.
fn union<'r>(one: &Range<usize>, others: impl Iterator<Item = &'r Range<usize>>) -> usize {
    let mut inside: Vec<Range<usize>> = others
        .map(|other| one.start.max(other.start)..one.end.min(other.end))
        .collect();
    inside.sort_by_key(|range| range.start);
    let (mut total, mut reached) = (0, one.start);
    for range in inside {
        total += range.end.saturating_sub(range.start.max(reached));
        reached = reached.max(range.end);
    }
    total
}
