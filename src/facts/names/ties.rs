//! Which mentions name the same: a surname alone, the same words in another order, a slip of the
//! pen.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use rapidfuzz::distance::osa::{Args, distance_with_args};

use super::super::small_words::is_small;
use super::lands::{are_two_lands, is_land};
use super::{Mention, Spelling};

/// Which mention has the full form of a mention's name, and whether the mention is a slip.
#[derive(Clone, Copy)]
pub struct Tied {
    /// The mention with the full form, by its place in the list.
    pub full: usize,
    /// Whether this one is spelled unlike the others, or has its words in another order.
    pub is_slip: bool,
}

/// One way in which a name is written, however often.
struct Form<'m> {
    words: &'m [String],
    /// The first mention that is written so.
    first: usize,
    count: usize,
}

/// Of names with one last word, so many are looked at: in prose there are a handful.
const MOST_HOLDERS: usize = 64;

/// Ties mentions of one name together: the same last word, the same words in another order, or a
/// word that differs by a letter or two.
pub fn tied(mentions: &[Mention], spellings: &[Spelling]) -> Vec<Tied> {
    let (forms, of_mention) = forms(mentions, spellings);
    let by_word = by_word(&forms);
    let usual = usual_spellings(&forms, &by_word);
    let of_form: Vec<Tied> = forms
        .iter()
        .map(|form| of_form(form, &forms, &by_word, &usual))
        .collect();
    let tie = |form: &usize| of_form.get(*form).copied();
    of_mention.iter().filter_map(tie).collect()
}

/// The distinct forms, and the form of each mention.
fn forms<'m>(mentions: &[Mention], spellings: &'m [Spelling]) -> (Vec<Form<'m>>, Vec<usize>) {
    let mut forms: Vec<Form<'_>> = vec![];
    let mut known: HashMap<&[String], usize, FixedState> = HashMap::default();
    let of_spelling: Vec<usize> = spellings
        .iter()
        .map(|spelling| {
            let words = spelling.folded.as_slice();
            *known.entry(words).or_insert_with(|| {
                forms.push(Form {
                    words,
                    first: usize::MAX,
                    count: 0,
                });
                forms.len() - 1
            })
        })
        .collect();
    let mut of_mention = Vec::with_capacity(mentions.len());
    for (at, mention) in mentions.iter().enumerate() {
        let form = of_spelling
            .get(mention.spelling)
            .copied()
            .unwrap_or_default();
        if let Some(form) = forms.get_mut(form) {
            form.first = form.first.min(at);
            form.count += 1;
        }
        of_mention.push(form);
    }
    (forms, of_mention)
}

/// What is known of a word of names.
#[derive(Default)]
struct Holders {
    /// The forms that have it.
    forms: Vec<usize>,
    /// How often it is written.
    count: usize,
    /// Whether it is ever one word of several.
    in_full_name: bool,
}

type ByWord<'m> = HashMap<&'m str, Holders, FixedState>;

fn by_word<'m>(forms: &[Form<'m>]) -> ByWord<'m> {
    let mut by_word = ByWord::default();
    for (index, form) in forms.iter().enumerate() {
        for word in form.words {
            let holders = by_word.entry(word.as_str()).or_default();
            holders.forms.push(index);
            holders.count += form.count;
            holders.in_full_name |= form.words.len() > 1;
        }
    }
    // The longest first; of equals the earliest.
    for holders in by_word.values_mut() {
        holders.forms.sort_by_key(|form| {
            let length = forms.get(*form).map_or(0, |form| form.words.len());
            (usize::MAX - length, *form)
        });
        holders.forms.truncate(MOST_HOLDERS);
    }
    by_word
}

/// For each spelling that is a slip, the one that is meant: used more often, and part of a full
/// name.
fn usual_spellings<'m>(forms: &[Form<'m>], by_word: &ByWord<'m>) -> HashMap<&'m str, &'m str> {
    let mut words: Vec<&str> = by_word
        .keys()
        .copied()
        .filter(|word| word.chars().count() >= LEAST_LETTERS - 1)
        .collect();
    words.sort_unstable();
    // The spelling that is used most; of two that are used alike the one that stands in a full name
    // more often, then the one that comes first in the text.
    let rank = |word: &str| {
        let holders = by_word.get(word);
        let first = holders
            .and_then(|holders| holders.forms.iter().min())
            .and_then(|form| forms.get(*form))
            .map_or(0, |form| usize::MAX - form.first);
        holders.map_or((0, false, 0), |holders| {
            (holders.count, holders.in_full_name, first)
        })
    };
    let mut usual: HashMap<&str, &str> = HashMap::new();
    for (a, b) in alike(&words) {
        let (slip, meant) = if rank(a) < rank(b) { (a, b) } else { (b, a) };
        let is_name = by_word
            .get(meant)
            .is_some_and(|holders| holders.in_full_name);
        let better = usual
            .get(slip)
            .is_none_or(|known| rank(known) < rank(meant));
        if is_name && better {
            usual.insert(slip, meant);
        }
    }
    usual
}

fn of_form(
    form: &Form<'_>,
    forms: &[Form<'_>],
    by_word: &ByWord<'_>,
    usual: &HashMap<&str, &str>,
) -> Tied {
    let words: Vec<&str> = form
        .words
        .iter()
        .map(|word| usual.get(word.as_str()).copied().unwrap_or(word))
        .collect();
    let holders = words.last().and_then(|last| by_word.get(last));
    let full = holders
        .into_iter()
        .flat_map(|holders| &holders.forms)
        .filter_map(|other| forms.get(*other))
        .find(|other| {
            words
                .iter()
                .all(|word| other.words.iter().any(|theirs| theirs == word))
                && is_name_of(&words, other.words)
                && may_stand_alone(form.words, other.words)
        })
        .unwrap_or(form);
    let is_misspelled = form
        .words
        .iter()
        .any(|word| usual.contains_key(word.as_str()));
    let is_reordered = full.words.len() == words.len() && full.words != words;
    Tied {
        full: full.first,
        is_slip: is_misspelled || is_reordered,
    }
}

/// Whether words alone can stand for a longer name: its last ones.
fn is_name_of(words: &[&str], full: &[String]) -> bool {
    words.len() == full.len() || full.last().map(String::as_str) == words.last().copied()
}

/// Whether a word alone may stand for the longer name that it ends: no country does (Ministry of Health
/// of Panama), and no name with "of" is called by its last word.
fn may_stand_alone(words: &[String], full: &[String]) -> bool {
    words.len() > 1 || full.len() == 1 || !is_land(words) && !full.iter().any(|word| is_small(word))
}

/// Words shorter than this differ by a letter without being slips of each other.
const LEAST_LETTERS: usize = 6;

/// Longer words are no names, and would take long to compare.
const MOST_LETTERS: usize = 40;

/// From so many letters on, two of them may differ.
const LONG: usize = 9;

/// Whether two spellings are so close that one is a slip of the other: one letter, or two in a long
/// word, and the same first letter.
pub fn is_slip(a: &str, b: &str) -> bool {
    let longest = a.chars().count().max(b.chars().count());
    let allowed = if longest >= LONG { 2 } else { 1 };
    a != b
        && (LEAST_LETTERS..=MOST_LETTERS).contains(&longest)
        && a.chars().next() == b.chars().next()
        && !is_inflection(a, b)
        && are_close(a, b, allowed)
        && !are_two_names(a, b)
}

/// Whether so many letters at most are put in, left out, changed or swapped, none of them twice.
fn are_close(a: &str, b: &str, allowed: usize) -> bool {
    let most = Args::default().score_cutoff(allowed);
    distance_with_args(a.chars(), b.chars(), &most).is_some()
}

/// Whether two words name two things, however alike they are spelled: two countries, or the forms of
/// a given name (Roberto, Roberta; Martin, Martina).
pub fn are_two_names(a: &str, b: &str) -> bool {
    let stem = |word| str::trim_end_matches(word, ['a', 'e', 'o']);
    let ends = |word: &str, endings: &[char]| word.ends_with(endings);
    let are_forms = stem(a) == stem(b)
        && ends(a, &['a', 'e', 'o']) | ends(b, &['a', 'e', 'o'])
        && (ends(a, &['a', 'o']) || ends(b, &['a', 'o']));
    a != b && (are_forms || are_two_lands(a, b))
}

/// Whether the two differ by an ending that makes another word: Panama, Panaman; Mexico, Mexican.
fn is_inflection(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short)
        .is_some_and(|ending| matches!(ending, "s" | "n" | "an" | "ns" | "'s" | "es" | "ans"))
}

/// Of words that are alike in the same way, so many are held against each other.
const MOST_ALIKE: usize = 12;

/// All pairs of words that are slips of each other. Two words that differ by a letter or two become
/// the same when each loses a letter or two (the deletion neighbourhoods of `SymSpell`, Garbe 2012),
/// so that only words with a shortened form in common are compared.
fn alike<'m>(words: &[&'m str]) -> Vec<(&'m str, &'m str)> {
    let mut shortened: Vec<(u32, u32)> = vec![];
    for (index, word) in (0..).zip(words) {
        shortened_forms(word, |form| shortened.push((form, index)));
    }
    keep_repeated(&mut shortened);
    shortened.sort_unstable();
    shortened.dedup();
    let mut pairs: Vec<(u32, u32)> = vec![];
    for group in shortened.chunk_by(|a, b| a.0 == b.0) {
        for (at, (_, a)) in group.iter().take(MOST_ALIKE).enumerate() {
            let others = group.iter().take(MOST_ALIKE).skip(at + 1);
            pairs.extend(others.map(|(_, b)| (*a, *b)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
        .into_iter()
        .filter_map(|(a, b)| Some((*words.get(a as usize)?, *words.get(b as usize)?)))
        .filter(|(a, b)| is_slip(a, b))
        .collect()
}

/// Drops nearly all forms that only one word has, so that few are left to sort: each form marks a bit
/// of a field, and one whose bit nobody else marked has no equal.
fn keep_repeated(forms: &mut Vec<(u32, u32)>) {
    /// So many bits a form, at least: one form in as many shares its bit with another by chance.
    const BITS: usize = 16;
    let bits = (forms.len() * BITS).next_power_of_two().max(64);
    let mut once = vec![0_u64; bits / 64];
    let mut again = once.clone();
    let place = |form: u32| {
        let bit = form as usize & (bits - 1);
        (bit / 64, 1_u64 << (bit % 64))
    };
    for (form, _) in forms.iter() {
        let (at, bit) = place(*form);
        if let (Some(once), Some(again)) = (once.get_mut(at), again.get_mut(at)) {
            *again |= *once & bit;
            *once |= bit;
        }
    }
    forms.retain(|(form, _)| {
        let (at, bit) = place(*form);
        again.get(at).is_some_and(|again| again & bit != 0)
    });
}

/// Letters beyond these are not looked at for slips.
const LONGEST: usize = 20;

/// What letters are hashed with: any large odd number (this one is the golden ratio's).
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// The base to the powers from 0 on.
const POWERS: [u64; LONGEST + 1] = {
    let mut powers = [1_u64; LONGEST + 1];
    let mut of = 1;
    while of < powers.len() {
        powers[of] = powers[of - 1].wrapping_mul(BASE);
        of += 1;
    }
    powers
};

/// Hashes of a word, and of what it is without any one letter but the first, and, if it is long, any
/// two. A polynomial of the letters, so that what is left around a gap is put together from hashes of
/// its parts.
fn shortened_forms(word: &str, mut found: impl FnMut(u32)) {
    // Of the first letters.
    let mut starts = [0_u64; LONGEST + 1];
    let (mut length, mut hash) = (0, 0_u64);
    for (slot, letter) in starts.iter_mut().skip(1).zip(word.chars()) {
        hash = hash.wrapping_mul(BASE).wrapping_add(u64::from(letter));
        (*slot, length) = (hash, length + 1);
    }
    let start = |at: usize| starts.get(at).copied().unwrap_or_default();
    let power = |of: usize| POWERS.get(of).copied().unwrap_or_default();
    // With the letters of a range behind what a hash is of.
    let with = |hash: u64, from: usize, to: usize| {
        let part = start(to).wrapping_sub(start(from).wrapping_mul(power(to - from)));
        hash.wrapping_mul(power(to - from)).wrapping_add(part)
    };
    // The high bits depend on every letter.
    #[allow(clippy::cast_possible_truncation)]
    let mut found = |form: u64| found((form >> 32) as u32);
    found(start(length));
    for gap in 1..length {
        found(with(start(gap), gap + 1, length));
        if length + 1 >= LONG {
            for next in gap + 1..length {
                found(with(with(start(gap), gap + 1, next), next + 1, length));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn slips_are_close_and_endings_are_none() {
        assert!(is_slip("lindqvist", "lindkvist"));
        assert!(is_slip("berganza", "bergansa"));
        assert!(!is_slip("panama", "panaman"));
        assert!(!is_slip("anna", "anne"));
        assert!(!is_slip("jordan", "bordan"));
        assert!(!is_slip("austria", "australia"));
        assert!(!is_slip("roberto", "roberta"));
        assert!(is_slip("clarke", "clark"));
        assert!(is_slip("escobari", "escobar"));
    }

    proptest! {
        #[test]
        fn every_slip_is_found_among_the_words(
            word in "[a-d]{6,12}", at in 1_usize..12, letter in "[e-h]", kind in 0..4
        ) {
            let mut letters: Vec<char> = word.chars().collect();
            let at = at.min(letters.len() - 1);
            let letter = letter.chars().next().unwrap();
            match kind {
                0 => letters[at] = letter,
                1 => letters.insert(at, letter),
                2 => { letters.remove(at); }
                _ => letters.swap(at, (at + 1).min(word.len() - 1)),
            }
            let other: String = letters.into_iter().collect();
            prop_assume!(is_slip(&word, &other));
            prop_assert_eq!(alike(&[word.as_str(), other.as_str()]).len(), 1);
        }
    }
}
