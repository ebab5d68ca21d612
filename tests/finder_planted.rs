//! How well the finder does on texts with passages planted from one into another, with its default
//! settings.
//!
//! ```text
//! CROSSCHECK_PLANTED=/path/to/folder cargo test --release --test finder_planted -- --ignored --nocapture
//! ```
//!
//! The folder holds, for each set of texts, a folder `NAME/` and a file `NAME.truth.json` with
//! `plants`: each with the files `src` and `dst`, the ranges `src_c` and `dst_c` in code points, and
//! `rate`, the part of its words that was edited. A plant is *found* when parallels of its two
//! documents cover at least half of it on both sides; *characters* is how much of all plants they
//! cover; a parallel is *right* when it overlaps a plant on both sides.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::cast_precision_loss)]

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::time::Instant;

use crosscheck::parallel::{Finder, Parallel, Settings, Unwatched};
use crosscheck::text::{CodePointsOf, Document, DocumentId, Span};
use serde_json::Value;

/// Two documents, and the ranges of code points in them.
type Passages = ((DocumentId, DocumentId), (Range<usize>, Range<usize>));

/// What became of the plants that were edited at one rate.
#[derive(Default)]
struct Score {
    plants: usize,
    found: usize,
    characters: usize,
    covered: usize,
}

#[test]
#[ignore = "needs texts: set CROSSCHECK_PLANTED"]
fn recall_and_precision_on_planted_passages() {
    let Some(folder) = std::env::var_os("CROSSCHECK_PLANTED") else {
        println!("set CROSSCHECK_PLANTED to a folder of planted texts");
        return;
    };
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if let Some(texts) = path.to_str().unwrap().strip_suffix(".truth.json") {
            judge(Path::new(texts), &fs::read_to_string(&path).unwrap());
        }
    }
}

fn judge(texts: &Path, truth: &str) {
    let mut paths: Vec<_> = fs::read_dir(texts)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let documents: Vec<Document> = (0..)
        .zip(&paths)
        .map(|(id, path)| Document::new(DocumentId(id), "", fs::read_to_string(path).unwrap()))
        .collect();
    let ids: HashMap<String, DocumentId> = paths
        .iter()
        .zip(&documents)
        .map(|(path, document)| (name(path), document.id))
        .collect();
    let start = Instant::now();
    let mut finder = Finder::new(Settings::default());
    finder.extend(&documents);
    let parallels = finder.parallels(&Unwatched).unwrap();
    println!(
        "{}: {} documents, {} parallels in {:.2?}",
        name(texts),
        documents.len(),
        parallels.len(),
        start.elapsed()
    );
    let found: Vec<Passages> = parallels
        .iter()
        .map(|found| passages(found, &documents))
        .collect();
    let truth: Value = serde_json::from_str(truth).unwrap();
    let plants: Vec<(Passages, f64)> = truth["plants"]
        .as_array()
        .unwrap()
        .iter()
        .map(|plant| (planted(plant, &ids), plant["rate"].as_f64().unwrap()))
        .collect();
    print(&plants, &found);
}

fn passages(found: &Parallel, documents: &[Document]) -> Passages {
    let range = |id: DocumentId, span: Span| {
        let points = CodePointsOf::new(&documents[id.0 as usize].text).span(span);
        points.start..points.end
    };
    let (a, b) = (found.a, found.b);
    (
        (a.document, b.document),
        (range(a.document, a.span), range(b.document, b.span)),
    )
}

/// The plant, the document with the smaller id first.
fn planted(plant: &Value, ids: &HashMap<String, DocumentId>) -> Passages {
    let side = |document: &str, range: &str| {
        let end = |at: usize| usize::try_from(plant[range][at].as_u64().unwrap()).unwrap();
        (ids[plant[document].as_str().unwrap()], end(0)..end(1))
    };
    let (one, other) = (side("src", "src_c"), side("dst", "dst_c"));
    let (a, b) = if one.0 < other.0 {
        (one, other)
    } else {
        (other, one)
    };
    ((a.0, b.0), (a.1, b.1))
}

fn print(plants: &[(Passages, f64)], found: &[Passages]) {
    let mut by_pair: HashMap<_, Vec<_>> = HashMap::new();
    for (documents, ranges) in found {
        by_pair.entry(*documents).or_default().push(ranges);
    }
    let mut planted: HashMap<_, Vec<_>> = HashMap::new();
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for ((documents, plant), rate) in plants {
        planted.entry(*documents).or_default().push(plant);
        let near = by_pair.get(documents).into_iter().flatten();
        let near: Vec<_> = near.filter(|found| overlap(found, plant)).collect();
        let a = covered(&plant.0, near.iter().map(|found| &found.0));
        let b = covered(&plant.1, near.iter().map(|found| &found.1));
        let is_found = 2 * a >= plant.0.len() && 2 * b >= plant.1.len();
        for key in [
            format!("edited {:3.0} %", rate * 100.0),
            "in all".to_owned(),
        ] {
            let score = scores.entry(key).or_default();
            score.plants += 1;
            score.found += usize::from(is_found);
            score.characters += plant.0.len() + plant.1.len();
            score.covered += a + b;
        }
    }
    println!("                plants  found  characters");
    for (key, score) in &scores {
        println!(
            "{key:14}  {:6}  {:.4} {:.4}",
            score.plants,
            score.found as f64 / score.plants as f64,
            score.covered as f64 / score.characters as f64
        );
    }
    let right = found.iter().filter(|(documents, ranges)| {
        let mut plants = planted.get(documents).into_iter().flatten();
        plants.any(|plant| overlap(plant, ranges))
    });
    println!(
        "parallels that are right: {:.4}",
        right.count() as f64 / found.len() as f64
    );
}

fn overlap(one: &(Range<usize>, Range<usize>), other: &(Range<usize>, Range<usize>)) -> bool {
    let meet = |one: &Range<usize>, other: &Range<usize>| {
        one.start.max(other.start) < one.end.min(other.end)
    };
    meet(&one.0, &other.0) && meet(&one.1, &other.1)
}

/// How much of a range the others cover together.
fn covered<'r>(one: &Range<usize>, others: impl Iterator<Item = &'r Range<usize>>) -> usize {
    let inside = others.map(|other| one.start.max(other.start)..one.end.min(other.end));
    let mut inside: Vec<Range<usize>> = inside.collect();
    inside.sort_by_key(|range| range.start);
    let (mut total, mut reached) = (0, one.start);
    for range in inside {
        total += range.end.saturating_sub(range.start.max(reached));
        reached = reached.max(range.end);
    }
    total
}
