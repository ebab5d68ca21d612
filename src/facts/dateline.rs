//! The day on which a text says that it was written.

use jiff::civil::Date;

use super::{Normal, Setting, recognise};

/// So many lines at the beginning of a text are looked at.
const LINES: usize = 8;
/// A line that gives the day says little else: so many words.
const MOST_WORDS: usize = 8;
/// A place and a day at the start of a report, before its dash, are at most so long, in bytes.
const MOST_BEFORE: usize = 60;

/// The day of a line of its own (`Published July 2, 2024`), or of the place and the day before the
/// first words (`PANAMA CITY, July 2, 2024 — …`), among the first lines.
pub fn dateline(text: &str) -> Option<Date> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.take(LINES).find_map(of_line)
}

fn of_line(line: &str) -> Option<Date> {
    let start: String = line.chars().take(MOST_BEFORE * 2).collect();
    let facts = recognise(&start, Setting::default());
    let mut days = facts.iter().filter_map(|fact| match &fact.normal {
        Normal::Date(when) => when
            .days
            .filter(|(from, to)| from == to)
            .map(|(day, _)| (fact.span, day)),
        _ => None,
    });
    let (span, day) = days.next()?;
    let behind = start.get(span.end().0..)?.trim_start();
    let is_line = start.len() == line.len()
        && line.split_whitespace().count()
            <= span.of(&start).split_whitespace().count() + MOST_WORDS
        && !line.trim_end().ends_with(['.', '!', '?', ',', ';']);
    let is_before = span.end().0 <= MOST_BEFORE && behind.starts_with(['—', '–', '-', '(']);
    (is_before || is_line && !says_when(&start)).then_some(day)
}

/// Whether a short line is a headline about a day, and not the day of the text.
fn says_when(line: &str) -> bool {
    let lower = line.to_lowercase();
    [
        "©",
        "copyright",
        " on ",
        " by ",
        " until ",
        " since ",
        " in ",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_says_when_it_was_written() {
        for (text, day) in [
            (
                "Ships at Anchor\n\nJuly 2, 2024\n\nOn Monday they met.",
                "2024-07-02",
            ),
            (
                "Published: 2 July 2024, 10:15\nShips at anchor.",
                "2024-07-02",
            ),
            ("VALDORA, July 2, 2024 — Ships lay at anchor.", "2024-07-02"),
        ] {
            assert_eq!(
                dateline(text).map(|day| day.to_string()).as_deref(),
                Some(day)
            );
        }
        for text in [
            "On June 27, 2024, the two agreed on a plan.",
            "Accord signed on June 27, 2024\n\nThey met.",
            "Copyright July 2, 2024",
            "",
        ] {
            assert_eq!(dateline(text), None, "{text}");
        }
    }
}
