//! Names in an edit: one name in another form, or another name.

use crate::facts::{are_two_names, is_one_land, is_slip};
use crate::text::fold;

use super::class::Class;
use super::classify::Side;
use super::words::{Vocabulary, Word};

/// Forms of address, folded: they are no part of a name.
const COURTESY: &[&str] = &["dr", "miss", "mr", "mrs", "ms", "sir"];

/// A name in another form, or another name; nothing where the edit is about more than names.
pub fn by_name(ours: &Side, theirs: &Side, vocabulary: &Vocabulary) -> Option<(Class, String)> {
    let is_named = |side: &Side| {
        side.words.iter().all(|word| {
            word.role.name.is_some()
                || (word.role.is_capital && word.role.fact.is_none())
                || vocabulary.is_small(word.key)
        })
    };
    if !is_named(ours) || !is_named(theirs) {
        return None;
    }
    let names = |side: &Side| {
        let mut words = side.folded(vocabulary);
        words.retain(|word| !COURTESY.contains(&word.as_str()));
        words
    };
    let (first, second) = (names(ours), names(theirs));
    if first.is_empty() && second.is_empty() {
        return None;
    }
    if first.is_empty() || second.is_empty() {
        let present = if first.is_empty() { theirs } else { ours };
        let why = "a longer and a shorter form of one name".to_owned();
        return goes_on(present).then_some((Class::NameVariant, why));
    }
    let (name, other) = (ours.written(), theirs.written());
    let naming = relate(&first, &second);
    let is_other_place = !is_one_place(ours, theirs, vocabulary) || change_places(ours, theirs);
    if naming == Naming::Other && is_other_place {
        return None;
    }
    Some(match naming {
        Naming::Inflected => (
            Class::Inflection,
            "the same name in another form".to_owned(),
        ),
        Naming::Spelled => (
            Class::NameVariant,
            format!("one name, spelled “{name}” and “{other}”"),
        ),
        Naming::Reordered => (Class::NameVariant, "one name, in another order".to_owned()),
        Naming::Shortened => (
            Class::NameVariant,
            "a longer and a shorter form of one name".to_owned(),
        ),
        Naming::Other => (
            Class::Conflict,
            format!("“{name}” against “{other}”: another name"),
        ),
    })
}

/// So far from an edit the names of a list may stand, in words.
const LIST: usize = 24;

/// Whether each text has the name of the other nearby: a list in another order.
fn change_places(ours: &Side, theirs: &Side) -> bool {
    stands_near(ours, theirs) && stands_near(theirs, ours)
}

/// Whether all words of one side stand near the other side's, outside of it.
pub fn stands_near(one: &Side, other: &Side) -> bool {
    let near = other.range.start.saturating_sub(LIST)..other.range.end + LIST;
    let keys: Vec<_> = near
        .filter(|at| !other.range.contains(at))
        .filter_map(|at| other.reading.keys.get(at))
        .collect();
    !one.words.is_empty() && one.words.iter().all(|word| keys.contains(&&word.key))
}

/// Whether both sides name one thing in one place of the sentence: no article stands inside, and what
/// leads to the names is the same. "On Friday Street" and "in Nairobi" are two ways of telling.
fn is_one_place(ours: &Side, theirs: &Side, vocabulary: &Vocabulary) -> bool {
    let lead = |side: &Side| {
        let written = side.words.iter().enumerate().filter(|(_, word)| {
            // A function word inside a name belongs to it: Ministry of Transport.
            vocabulary.is_small(word.key) && word.role.name.is_none()
        });
        let folded = written.map(|(at, word)| (at, fold(word.span.of(side.reading.text))));
        let is_article = |word: &str| matches!(word, "a" | "an" | "the");
        let (articles, others): (Vec<_>, Vec<_>) = folded.partition(|(_, word)| is_article(word));
        let others: Vec<String> = others.into_iter().map(|(_, word)| word).collect();
        (articles.iter().all(|(at, _)| *at == 0), others)
    };
    let ((is_ours, our), (is_theirs, their)) = (lead(ours), lead(theirs));
    is_ours && is_theirs && our == their
}

/// How two names stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Naming {
    /// They differ in an ending: Panama, Panama's.
    Inflected,
    /// They differ in a letter or two.
    Spelled,
    /// They have the same words in another order.
    Reordered,
    /// One is a part, an abbreviation or the initials of the other.
    Shortened,
    /// They are two names.
    Other,
}

/// How two names, given as folded words, stand to each other.
fn relate(a: &[String], b: &[String]) -> Naming {
    let pairwise = |same: fn(&str, &str) -> bool| {
        a.len() == b.len()
            && a.iter()
                .zip(b)
                .all(|(ours, theirs)| ours == theirs || same(ours, theirs))
    };
    let sorted = |words: &[String]| {
        let mut words = words.to_vec();
        words.sort_unstable();
        words
    };
    let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
    if pairwise(is_inflected) || is_one_land(a, b) {
        Naming::Inflected
    } else if pairwise(is_spelled_alike) {
        Naming::Spelled
    } else if sorted(a) == sorted(b) {
        Naming::Reordered
    } else if are_among(few, many, is_inflected)
        || are_among(few, many, is_abbreviation)
        || are_initials(few, many)
        || pairwise(is_cut)
    {
        Naming::Shortened
    } else {
        Naming::Other
    }
}

/// Whether each of the words is, in that sense, one of the others.
fn are_among(few: &[String], many: &[String], same: fn(&str, &str) -> bool) -> bool {
    let is_there = |word: &String| many.iter().any(|other| word == other || same(word, other));
    few.iter().all(is_there)
}

fn is_inflected(a: &str, b: &str) -> bool {
    let bare = |word: &str| {
        let word = word.trim_end_matches('\'').trim_end_matches("'s");
        word.trim_end_matches('s').to_owned()
    };
    bare(a) == bare(b)
}

/// Words of so many letters that differ in one are one name, where both stand in the same place.
const LEAST_LETTERS: usize = 5;

fn is_spelled_alike(a: &str, b: &str) -> bool {
    let shortest = a.chars().count().min(b.chars().count());
    let differ_in_one = || strsim::damerau_levenshtein(a, b) == 1;
    is_slip(a, b) || (shortest >= LEAST_LETTERS && !are_two_names(a, b) && differ_in_one())
}

/// Whether one word is cut short from the other, or written with some of its letters: Sen, Senator;
/// Ltd, Limited.
fn is_abbreviation(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let short = short.trim_end_matches('.');
    let mut letters = long.chars();
    let in_order = short
        .chars()
        .all(|letter| letters.any(|other| other == letter));
    let cut = short.len() >= 2 && long.starts_with(short);
    let contracted = (2..=4).contains(&short.len())
        && in_order
        && short.chars().next() == long.chars().next()
        && short.chars().next_back() == long.chars().next_back();
    cut || contracted
}

/// Whether one word is the beginning of the other: R-Tenn, Republican of Tennessee.
fn is_cut(a: &str, b: &str) -> bool {
    a.starts_with(b) || b.starts_with(a)
}

/// Whether one word, or single letters, are made of first letters of the others, in order: AP, Associated
/// Press; ATF, Bureau of Alcohol, Tobacco, Firearms and Explosives; S&P, Standard & Poor's. Of a long
/// one the last letters may be those of words that follow.
fn are_initials(few: &[String], many: &[String]) -> bool {
    const LONG: usize = 3;
    let is_one = few.len() == 1 || few.iter().all(|word| word.chars().count() == 1);
    let word = few.concat();
    let letters: Vec<char> = word
        .trim_end_matches("'s")
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    let initials: Vec<char> = many.iter().filter_map(|word| word.chars().next()).collect();
    let is_made_of = |word: &[char], of: &[char]| {
        let mut of = of.iter();
        word.iter().all(|letter| of.any(|other| other == letter))
    };
    let goes_on = letters.len() > initials.len()
        && letters.len() <= initials.len() + 2
        && initials.len() >= LONG
        && letters.first() == initials.first()
        && is_made_of(&initials, &letters);
    is_one
        && ((2..=many.len()).contains(&letters.len()) && is_made_of(&letters, &initials) || goes_on)
}

/// Whether the name goes on in a word beside the edit, so that the edit only made it longer.
fn goes_on(side: &Side) -> bool {
    let name = |word: Option<&Word>| word.and_then(|word| word.role.name);
    let (first, last) = (name(side.words.first()), name(side.words.last()));
    let before = name(
        side.range
            .start
            .checked_sub(1)
            .and_then(|at| side.reading.words.get(at)),
    );
    let after = name(side.reading.words.get(side.range.end));
    (first.is_some() && before == first) || (last.is_some() && after == last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_has_many_forms() {
        for (a, b, naming) in [
            ("hawaii's", "hawaii", Naming::Inflected),
            ("eva lindqvist", "eva lindkvist", Naming::Spelled),
            ("qaeda", "qaida", Naming::Spelled),
            ("raul jose mulino", "jose raul mulino", Naming::Reordered),
            ("lindqvist", "eva lindqvist", Naming::Shortened),
            ("sen", "senator", Naming::Shortened),
            ("ltd", "limited", Naming::Shortened),
            ("ap", "associated press", Naming::Shortened),
            (
                "atf",
                "bureau alcohol tobacco firearms explosives",
                Naming::Shortened,
            ),
            ("s p", "standard poor's", Naming::Shortened),
            ("r tenn", "republican tennessee", Naming::Shortened),
            ("chogm", "commonwealth heads government", Naming::Shortened),
            ("doug", "douglas j", Naming::Shortened),
            ("solomons", "solomon islands", Naming::Shortened),
            ("plant's", "plant systems", Naming::Shortened),
            ("u.s.", "american", Naming::Inflected),
            ("austria", "australia", Naming::Other),
            ("iran", "iraq", Naming::Other),
            ("eva lindqvist", "jonas borg", Naming::Other),
        ] {
            let words = |name: &str| name.split(' ').map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(relate(&words(a), &words(b)), naming, "{a} / {b}");
        }
    }
}
