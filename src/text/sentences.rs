//! Sentences of prose, by rules that news text needs: abbreviations, initials and figures do not
//! end one; closing quotation marks belong to the one before.

use super::Span;

/// The sentences of a text, in order, without the white space between them. A line end inside a
/// paragraph is white space; a blank line and a list item part sentences.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found = vec![];
    let mut start = 0;
    let mut scan = text.char_indices().peekable();
    while let Some((at, c)) = scan.next() {
        let after = at + c.len_utf8();
        let (end, ends) = match c {
            '.' | '!' | '?' | '…' | '‽' | '؟' | '۔' | '։' => {
                let end = after_closers(text, after);
                (end, ends_here(text, start, at, end))
            }
            '。' | '！' | '？' | '｡' | '।' | '॥' => (after_closers(text, after), true),
            '\n' => (after, parts_at_line_end(rest(text, after))),
            _ => continue,
        };
        if ends {
            push_trimmed(&mut found, text, start, end);
            start = end;
        }
        while scan.next_if(|(next, _)| *next < end).is_some() {}
    }
    push_trimmed(&mut found, text, start, text.len());
    found
}

fn push_trimmed(found: &mut Vec<Span>, text: &str, start: usize, end: usize) {
    let held = text.get(start..end).unwrap_or_default();
    let from = start + held.len() - held.trim_start().len();
    let to = start + held.trim_end().len();
    if from < to {
        found.push(Span::new(from, to));
    }
}

fn rest(text: &str, from: usize) -> &str {
    text.get(from..).unwrap_or_default()
}

/// The place behind what closes a sentence: more full stops, closing quotation marks and brackets,
/// a reference like `[4]`.
fn after_closers(text: &str, from: usize) -> usize {
    let closed = rest(text, from).trim_start_matches([
        '.', '!', '?', '…', '。', '！', '？', '"', '\'', '”', '’', '»', '›', ')', ']', '」', '』',
        '）', '*', '_',
    ]);
    let behind = after_reference(closed).unwrap_or(closed);
    text.len() - behind.len()
}

fn after_reference(text: &str) -> Option<&str> {
    let number = text.strip_prefix('[')?;
    let behind = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = number.len() - behind.len();
    behind
        .strip_prefix(']')
        .filter(|_| (1..=3).contains(&digits))
}

/// Whether a blank line or a list item begins here, behind a line end.
fn parts_at_line_end(next: &str) -> bool {
    let line = next.split('\n').next().unwrap_or_default().trim_start();
    let behind_number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = behind_number.len() < line.len()
        && (behind_number.starts_with(". ") || behind_number.starts_with(") "));
    let bulleted = line.starts_with(['•', '‣', '◦', '–', '—'])
        || line.starts_with("- ")
        || line.starts_with("* ");
    line.is_empty() || numbered || bulleted
}

/// Whether the stop at `stop` ends the sentence that began at `start`; its closing signs reach to
/// `end`.
fn ends_here(text: &str, start: usize, stop: usize, end: usize) -> bool {
    let behind = rest(text, end);
    let next = behind.trim_start();
    if next.is_empty() {
        return true;
    }
    if next.len() == behind.len() {
        return false;
    }
    let opened = next.trim_start_matches(['"', '\'', '“', '‘', '„', '«', '‹', '(', '[', '¿', '¡']);
    let Some(first) = opened.chars().next() else {
        return true;
    };
    if first.is_lowercase() {
        return false;
    }
    let stops = text.get(stop..end).unwrap_or_default();
    if !stops.starts_with('.') || stops.starts_with("..") {
        return true;
    }
    let said = text.get(start..stop).unwrap_or_default();
    let word = said
        .rsplit(|c: char| c.is_whitespace() || "\"'“”‘’(«[—–".contains(c))
        .next()
        .unwrap_or_default();
    let next_word: &str = opened
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    match abbreviation(word, said.trim().len() == word.len()) {
        Abbreviation::No => true,
        Abbreviation::Always => false,
        Abbreviation::BeforeNumber => !first.is_numeric(),
        Abbreviation::OrEnd => BEGINNERS.contains(&next_word),
        Abbreviation::DayOfMonth => !MONTHS.contains(&next_word),
    }
}

/// What a full stop behind a word means.
enum Abbreviation {
    /// It ends the sentence.
    No,
    /// It belongs to the word, which never ends a sentence: a title, an initial.
    Always,
    /// It belongs to the word when a number follows.
    BeforeNumber,
    /// It belongs to the word, which may end the sentence all the same.
    OrEnd,
    /// It makes a number an ordinal when a month follows, as in German.
    DayOfMonth,
}

fn abbreviation(word: &str, is_first: bool) -> Abbreviation {
    let mut letters = word.chars();
    let single = letters.next().filter(|_| letters.next().is_none());
    if word.bytes().all(|b| b.is_ascii_digit()) && !word.is_empty() {
        return match word.len() {
            1 | 2 if is_first => Abbreviation::Always,
            1 | 2 => Abbreviation::DayOfMonth,
            _ => Abbreviation::No,
        };
    }
    if single.is_some_and(char::is_uppercase) || is_dotted(word) {
        return Abbreviation::OrEnd;
    }
    let word = word.to_lowercase();
    let is_in = |list: &[&str]| list.contains(&word.as_str());
    if is_in(TITLES) {
        Abbreviation::Always
    } else if is_in(NUMBERED) {
        Abbreviation::BeforeNumber
    } else if is_in(OTHERS) {
        Abbreviation::OrEnd
    } else {
        Abbreviation::No
    }
}

/// `U.S`, `a.m`, `z.B`, `EE.UU`: short groups of letters with stops between.
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic)
        })
}

/// Titles and the like, which a name follows.
const TITLES: &[&str] = &[
    "adm", "amb", "brig", "capt", "cmdr", "col", "cpl", "dr", "dra", "drs", "fr", "frau", "gen",
    "gov", "hon", "lt", "maj", "messrs", "mgr", "mme", "mlle", "mr", "mrs", "ms", "mx", "pres",
    "prof", "rep", "reps", "rev", "sen", "sens", "sgt", "sr", "sra", "srta", "st", "ste", "supt",
    "vs", "bzw", "ca", "cf", "eg", "ie", "evtl", "ggf", "inkl", "vgl", "approx",
];

/// Words that a number follows.
const NUMBERED: &[&str] = &[
    "art", "chap", "ch", "eq", "fig", "figs", "no", "nos", "nr", "núm", "op", "p", "para", "pp",
    "sec", "sect", "tab", "vol", "vols", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
    "sept", "oct", "nov", "dec",
];

/// Abbreviations that stand inside a sentence and at its end.
const OTHERS: &[&str] = &[
    "al", "assn", "ave", "blvd", "bros", "co", "corp", "dept", "dist", "ed", "eds", "esq", "est",
    "etc", "fla", "ga", "govt", "ill", "inc", "jr", "kan", "ltd", "mass", "md", "mich", "minn",
    "mt", "natl", "okla", "ore", "pa", "ph", "plc", "rd", "tenn", "tex", "univ", "usw", "va",
    "wash", "wis",
];

/// Words that, with a capital letter, mostly begin a sentence.
const BEGINNERS: &[&str] = &[
    "A",
    "After",
    "All",
    "Also",
    "Although",
    "An",
    "And",
    "Another",
    "As",
    "At",
    "Because",
    "Before",
    "Both",
    "But",
    "By",
    "During",
    "Each",
    "Even",
    "Every",
    "For",
    "From",
    "Further",
    "He",
    "Her",
    "Here",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "Instead",
    "It",
    "Its",
    "Last",
    "Later",
    "Many",
    "Meanwhile",
    "More",
    "Moreover",
    "Most",
    "My",
    "No",
    "Nobody",
    "Not",
    "Now",
    "On",
    "Once",
    "One",
    "Only",
    "Or",
    "Other",
    "Our",
    "Over",
    "Several",
    "She",
    "Since",
    "So",
    "Some",
    "Such",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "Thus",
    "To",
    "Today",
    "Two",
    "Under",
    "Until",
    "We",
    "What",
    "When",
    "Where",
    "Which",
    "While",
    "Who",
    "Why",
    "With",
    "Without",
    "Yet",
    "You",
];

/// The months of German, which writes a day of the month with a full stop.
const MONTHS: &[&str] = &[
    "Januar",
    "Jänner",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The sentences of a text in which `|` marks where they should part.
    fn check(marked: &str) {
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        let text = marked.replace('|', "");
        let found: Vec<&str> = sentences(&text).iter().map(|span| span.of(&text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn abbreviations_initials_and_figures_do_not_end_one() {
        check("The U.S. Embassy spoke for the U.S. government.| The plan is new.");
        check("It left the U.S.| The deal followed.");
        check("Dr. Ana M. Ruiz met Gen. Q. Ort at St. Paul’s.| They agreed.");
        check("It costs $6.5 million, or 3.5 percent.| No. 7 is closed.| No.| That is wrong.");
        check("At 5 p.m. Monday the office of Acme Inc. Ltd. closed.| It was late.");
        check("They met on Jan. 5 and again on Sept. 7.| Nobody came.");
        check("Der Vertrag vom 1. Juli gilt, z.B. in Panama.| Er ist neu.");
        check("Visit www.example.org for more.| Write to us.");
    }

    #[test]
    fn quotation_marks_and_brackets_close_with_their_sentence() {
        check("“It is done.”| He left.");
        check("“Is it done?” she asked.| “Yes.”| (Nobody heard.)| Then silence.");
        check("It was said.[4]| It was denied.");
        check(
            "He waited… and left.| Why?!| Because… Nobody knows."
                .replace("… Nobody", "…| Nobody")
                .as_str(),
        );
    }

    #[test]
    fn other_scripts_end_theirs() {
        check("巴拿马签署了备忘录。|美国出资。|“好。”|完");
        check("यह पहला वाक्य है।| यह दूसरा है।");
        check("¿Quién lo dijo?| ¡Nadie!| Fue EE.UU. quien pagó.");
    }

    #[test]
    fn wrapped_lines_go_on_and_list_items_do_not() {
        check("The first goes\non here.| The next\nas well.");
        check("Three things:\n|- one\n|- two\n|1. three");
        check("A heading\n\n|A text.");
    }

    proptest! {
        #[test]
        fn sentences_hold_all_but_white_space(text in "([A-Z]?[a-z]{1,6}[.!?…。 \"”)\n]{1,3}|\\PC){0,30}") {
            let found = sentences(&text);
            prop_assert!(found.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
            prop_assert!(found.iter().all(|span| !span.of(&text).trim().is_empty()));
            let kept: String = found.iter().flat_map(|span| span.of(&text).chars()).collect();
            let squeezed = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(squeezed(&kept), squeezed(&text));
        }
    }
}
