//! One name over several documents: a surname alone, the same words in another order, a slip.
//!
//! Inside a document the recogniser ties mentions to their fullest form; here the fullest forms of
//! different documents are tied. A lone surname that more than one name could be stays alone.

use std::collections::{HashMap, HashSet};

use super::super::small_words::is_small;
use super::super::{NameOf, Normal, is_slip, written_out};
use super::context::Stated;
use super::groups::Groups;
use crate::text::fold;

/// Pairs of facts, by their numbers, that mention one name.
pub fn links(stated: &[Stated]) -> Vec<(usize, usize)> {
    let names = names(stated);
    let mut groups = Groups::new(names.len());
    same_words(&names, &mut groups);
    slips(&names, &mut groups);
    shorter_forms(&names, &mut groups);
    let mut links = vec![];
    for set in groups.sets() {
        let mentions: Vec<usize> = set
            .iter()
            .filter_map(|name| names.get(*name))
            .flat_map(|name| name.mentions.iter().copied())
            .collect();
        links.extend(
            mentions
                .iter()
                .zip(mentions.iter().skip(1))
                .map(|(one, next)| (*one, *next)),
        );
    }
    links
}

/// The words of a name, folded, without a possessive ending; those of the whole name for one that is
/// mostly written short.
pub fn words(name: &str) -> Vec<String> {
    let words = written_words(name);
    match written_out(&words) {
        Some(whole) => whole.split(' ').map(str::to_owned).collect(),
        None => words,
    }
}

fn written_words(name: &str) -> Vec<String> {
    fold(name)
        .split(|c: char| c.is_whitespace() || c == '-')
        .map(|word| {
            word.trim_matches(|c: char| c != '.' && !c.is_alphanumeric())
                .trim_end_matches("'s")
                .to_owned()
        })
        .filter(|word| !word.is_empty())
        .collect()
}

/// A name in the fullest form that one document has.
struct Full {
    words: Vec<String>,
    of: Option<NameOf>,
    mentions: Vec<usize>,
}

impl Full {
    /// Whether it can be somebody's, who may be called by the last word alone.
    fn may_be_person(&self) -> bool {
        let bare = || !self.words.iter().any(|word| is_small(word));
        self.words.len() > 1 && (self.of == Some(NameOf::Person) || self.of.is_none() && bare())
    }
}

fn names(stated: &[Stated]) -> Vec<Full> {
    let mut names: Vec<Full> = vec![];
    let mut known: HashMap<(usize, &str), usize> = HashMap::new();
    for (index, fact) in stated.iter().enumerate() {
        let Normal::Name(name) = &fact.fact.normal else {
            continue;
        };
        let at = *known
            .entry((fact.document, name.name.as_str()))
            .or_insert(names.len());
        match names.get_mut(at) {
            Some(full) => {
                full.of = full.of.or(name.of);
                full.mentions.push(index);
            }
            None => names.push(Full {
                words: words(&name.name),
                of: name.of,
                mentions: vec![index],
            }),
        }
    }
    names
}

/// Joins names of the same words, in whatever order.
fn same_words(names: &[Full], groups: &mut Groups) {
    let mut first_with: HashMap<Vec<&str>, usize> = HashMap::new();
    for (index, name) in names.iter().enumerate() {
        let mut sorted: Vec<&str> = name.words.iter().map(String::as_str).collect();
        sorted.sort_unstable();
        let first = *first_with.entry(sorted).or_insert(index);
        groups.join(first, index);
    }
}

/// Joins names whose last words are slips of each other: somebody's full name with the same words
/// before, or with the last word alone.
fn slips(names: &[Full], groups: &mut Groups) {
    let mut by_last: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, name) in names.iter().enumerate() {
        if let Some(last) = name.words.last() {
            by_last.entry(last).or_default().push(index);
        }
    }
    let mut lasts: Vec<&str> = by_last.keys().copied().collect();
    lasts.sort_unstable();
    let with = |last: &str| by_last.get(last).map_or(&[][..], Vec::as_slice);
    for (one, other) in close_spellings(&lasts) {
        for ours in with(one) {
            for theirs in with(other) {
                if let (Some(our), Some(their)) = (names.get(*ours), names.get(*theirs))
                    && is_one_name(our, their)
                {
                    groups.join(*ours, *theirs);
                }
            }
        }
    }
}

/// Whether two names whose last words are slips of each other are one.
fn is_one_name(a: &Full, b: &Full) -> bool {
    match (a.words.as_slice(), b.words.as_slice()) {
        ([_], [_]) => false,
        ([_], _) => b.may_be_person(),
        (_, [_]) => a.may_be_person(),
        ([ours @ .., _], [theirs @ .., _]) => ours == theirs,
        _ => false,
    }
}

/// How many letters at the start or at the end two spellings must share to be held together.
const SHARED_LETTERS: usize = 3;

/// Pairs of words that are slips of each other, among words that are all different. Only those that
/// begin or end alike are looked at, so that many names take no long time.
fn close_spellings<'w>(words: &[&'w str]) -> Vec<(&'w str, &'w str)> {
    let mut alike: HashMap<(bool, String), Vec<&str>> = HashMap::new();
    for word in words {
        let start: String = word.chars().take(SHARED_LETTERS).collect();
        let end: String = word.chars().rev().take(SHARED_LETTERS).collect();
        alike.entry((true, start)).or_default().push(word);
        alike.entry((false, end)).or_default().push(word);
    }
    let mut found: HashSet<(&str, &str)> = HashSet::new();
    for words in alike.values() {
        for (at, one) in words.iter().enumerate() {
            let others = words.iter().skip(at + 1);
            found.extend(
                others
                    .filter(|other| is_slip(one, other))
                    .map(|other| (*one, *other)),
            );
        }
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_unstable();
    found
}

/// Joins a shorter form with the one longer name that it can be: somebody's last word, or the end of
/// another name (`Department of Health`, `U.S. Department of Health`).
fn shorter_forms(names: &[Full], groups: &mut Groups) {
    let mut by_end: HashMap<&[String], Vec<usize>> = HashMap::new();
    for (index, name) in names.iter().enumerate() {
        let shortest = if name.may_be_person() { 1 } else { 2 };
        for start in 1..name.words.len().saturating_sub(shortest - 1) {
            if let Some(end) = name.words.get(start..) {
                by_end.entry(end).or_default().push(index);
            }
        }
    }
    for (index, name) in names.iter().enumerate() {
        let longer = by_end
            .get(name.words.as_slice())
            .map_or(&[][..], Vec::as_slice);
        let Some((first, rest)) = longer.split_first() else {
            continue;
        };
        let root = groups.root(*first);
        if rest.iter().all(|other| groups.root(*other) == root) {
            groups.join(*first, index);
        }
    }
}
