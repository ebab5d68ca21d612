//! RON that people edit, read entry by entry, so that a mistake in one entry leaves the others at
//! work.
//!
//! `ron` gives a whole value or one error. Here a collection (`Name(a: 1, b: 2)`, `{"k": v}`,
//! `[v]`) is only split into its entries, each with its place in the file, and `ron` then parses
//! every value on its own:
//!
//! ```
//! use crosscheck::tui::settings::entries::Part;
//! let (entries, problems) = Part::file("config.ron", "Config(mouse: true, panes: many)").entries();
//! assert!(problems.is_empty());
//! assert_eq!(entries[0].value.parse::<bool>().ok(), Some(true));
//! let problem = entries[1].value.parse::<u8>().unwrap_err();
//! assert_eq!((problem.line, problem.column), (1, 28));
//! ```
//!
//! Strings end on the line that they begin on (raw strings may be longer), so that a forgotten
//! quote spoils one line and not the rest of the file.

use std::fmt;

use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

use super::scan::{Scanner, Slip};
use crate::text::Visible;

/// A place in a file, as editors count: lines and characters from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

impl Place {
    /// The first character of a file.
    pub const START: Place = Place { line: 1, column: 1 };

    /// The place after a character at this one.
    pub(super) fn past(self, character: char) -> Place {
        match character {
            '\n' => Place {
                line: self.line + 1,
                column: 1,
            },
            _ => Place {
                column: self.column + 1,
                ..self
            },
        }
    }

    /// A place counted from this one, as a place in the file.
    fn then(self, line: usize, column: usize) -> Place {
        match line {
            0 | 1 => Place {
                column: self.column + column.saturating_sub(1),
                ..self
            },
            _ => Place {
                line: self.line + line - 1,
                column,
            },
        }
    }
}

/// Something in a settings file that could not be used. The rest of the file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file's name.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// What is wrong.
    pub what: String,
    /// What can be done about it.
    pub hint: Option<String>,
}

impl Problem {
    /// The same problem with what can be done about it.
    #[must_use]
    pub fn with_hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint;
        self
    }
}

/// One line, safe for a terminal.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = Visible::of(&self.file);
        let what = Visible::of(&self.what);
        write!(f, "{file}:{}:{}: {what}", self.line, self.column)?;
        match &self.hint {
            Some(hint) => write!(f, "; {}", Visible::of(hint)),
            None => Ok(()),
        }
    }
}

/// A stretch of a file that holds one value, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'t> {
    file: &'t str,
    text: &'t str,
    place: Place,
}

/// One entry of a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'t> {
    /// What stands before the colon, where there is one.
    pub key: Option<Part<'t>>,
    /// What stands after it.
    pub value: Part<'t>,
}

impl<'t> Part<'t> {
    /// A whole file; `file` is what problems call it.
    pub fn file(file: &'t str, text: &'t str) -> Self {
        Self {
            file,
            text: text.strip_prefix('\u{feff}').unwrap_or(text),
            place: Place::START,
        }
    }

    /// Its text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The problem `what` with this part.
    pub fn problem(&self, what: impl Into<String>) -> Problem {
        self.problem_at(self.place, what.into())
    }

    fn problem_at(&self, place: Place, what: String) -> Problem {
        Problem {
            file: self.file.to_owned(),
            line: place.line,
            column: place.column,
            what,
            hint: None,
        }
    }

    /// Its value.
    ///
    /// # Errors
    ///
    /// The problem, with its place in the file, when this is not a value of that type.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        ron::Options::default()
            .with_default_extension(Extensions::IMPLICIT_SOME)
            .from_str(self.text)
            .map_err(|error| {
                let start = error.span.start;
                let place = self.place.then(start.line, start.col);
                self.problem_at(place, lower_first(&error.code.to_string()))
            })
    }

    /// The entries of the collection that stands here, in their order, and what was wrong between
    /// them.
    pub fn entries(&self) -> (Vec<Entry<'t>>, Vec<Problem>) {
        let mut problems = vec![];
        let mut entries = vec![];
        let mut scanner = Scanner::new(self.text, self.place);
        if let Err(slip) = scanner.open() {
            return (entries, vec![self.slipped(slip)]);
        }
        loop {
            match scanner.entry() {
                Ok(Some(found)) => {
                    entries.push(Entry {
                        key: found.key.map(|(place, text)| self.part(place, text)),
                        value: self.part(found.value.0, found.value.1),
                    });
                    problems.extend(found.slip.map(|slip| self.slipped(slip)));
                }
                Ok(None) => break,
                Err(slip) => {
                    let goes_on = slip.spoils_only_its_line();
                    problems.push(self.slipped(slip));
                    if !goes_on {
                        break;
                    }
                    scanner.next_line();
                }
            }
        }
        (entries, problems)
    }

    fn part(&self, place: Place, text: &'t str) -> Part<'t> {
        Part {
            file: self.file,
            text,
            place,
        }
    }

    fn slipped(&self, slip: Slip) -> Problem {
        self.problem_at(slip.place, slip.what.to_string())
    }
}

/// "did you mean …", where one of the names is close enough to the one that nobody knows.
pub fn did_you_mean<'n>(unknown: &str, names: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let tolerated = (unknown.chars().count() / 3).max(1);
    names
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(unknown, name), name))
        .filter(|(distance, _)| *distance <= tolerated)
        .min()
        .map(|(_, name)| format!("did you mean \"{name}\"?"))
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split(text: &str) -> (Vec<(String, String)>, Vec<String>) {
        let (entries, problems) = Part::file("f.ron", text).entries();
        let entries = entries
            .into_iter()
            .map(|entry| {
                let key = entry.key.map(|key| key.text().to_owned());
                (key.unwrap_or_default(), entry.value.text().to_owned())
            })
            .collect();
        (entries, problems.iter().map(Problem::to_string).collect())
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn splits_records_maps_and_lists() {
        let whole = |entries: &[(&str, &str)]| (pairs(entries), vec![]);
        assert_eq!(
            split("Name( a: 1, b: Some(2) )"),
            whole(&[("a", "1"), ("b", "Some(2)")])
        );
        assert_eq!(
            split("(a: {\"x\": [1, 2]},)"),
            whole(&[("a", "{\"x\": [1, 2]}")])
        );
        assert_eq!(
            split("{\"k, {\": \"v: \\\" }\"}"),
            whole(&[("\"k, {\"", "\"v: \\\" }\"")])
        );
        assert_eq!(
            split("[1, (2, 3), 'x', '}']"),
            whole(&[("", "1"), ("", "(2, 3)"), ("", "'x'"), ("", "'}'")])
        );
        assert_eq!(
            split("{ r#\"a\"b\"#: 1 // , }\n, /* /* } */ , */ \"c\": 2 }"),
            whole(&[("r#\"a\"b\"#", "1"), ("\"c\"", "2")])
        );
        assert_eq!(
            split("#![enable(implicit_some)]\nName()"),
            (vec![], Vec::<String>::new())
        );
    }

    #[test]
    fn a_forgotten_quote_spoils_its_line_only() {
        let (entries, problems) = split("{\n \"a: 1,\n \"b\": 2,\n}");
        assert_eq!(entries, pairs(&[("\"b\"", "2")]));
        assert_eq!(
            problems,
            ["f.ron:2:2: this text is not closed with a quote on its line"]
        );
        let (outer, problems) = split("(x: {\n \"a: 1,\n \"b\": 2,\n}, y: 3)");
        assert_eq!(outer.len(), 2, "{outer:?} {problems:?}");
        assert!(problems.is_empty(), "told by whoever reads the inner part");
    }

    #[test]
    fn a_forgotten_comma_is_told_and_spoils_nothing() {
        let (entries, problems) = split("{\n \"a\": 1\n \"b\": 2,\n}");
        assert_eq!(entries, pairs(&[("\"a\"", "1"), ("\"b\"", "2")]));
        assert_eq!(problems, ["f.ron:3:2: a comma is missing before this"]);
    }

    #[test]
    fn a_forgotten_bracket_is_told_where_it_opens() {
        let (entries, problems) = split("(a: 1,\n b: {\"x\": 1,\n c: 2)");
        assert_eq!(entries, pairs(&[("a", "1")]));
        assert_eq!(problems.len(), 1);
        assert!(problems[0].starts_with("f.ron:2:5: "), "{problems:?}");
        assert!(split("(a: 1").1[0].starts_with("f.ron:1:1: "));
    }

    #[test]
    fn errors_have_their_place_in_the_file() {
        let text = "Config(\n  é: 1,\n  panes: \"two\",\n)";
        let (entries, _) = Part::file("c.ron", text).entries();
        let problem = entries[1].value.parse::<u8>().unwrap_err();
        assert_eq!((problem.line, problem.column), (3, 10));
    }

    #[test]
    fn close_names_are_offered_and_far_ones_are_not() {
        assert_eq!(
            did_you_mean("dwon", ["up", "down"]).as_deref(),
            Some("did you mean \"down\"?")
        );
        assert_eq!(did_you_mean("xyzzy", ["up", "down"]), None);
    }

    proptest! {
        #[test]
        fn never_fails_on_any_text(text in "[a{}()\\[\\]\"'r#b:,/*\n\\\\ !é]{0,60}") {
            let (entries, problems) = Part::file("f", &text).entries();
            for entry in entries {
                let _ = entry.value.parse::<String>();
                let _ = entry.value.entries();
                prop_assert!(text.contains(entry.value.text()));
            }
            for problem in problems {
                let lines = text.split('\n').count();
                prop_assert!(problem.line >= 1 && problem.line <= lines);
            }
        }

        #[test]
        fn whatever_ron_writes_is_split_as_it_was(map in proptest::collection::btree_map("\\PC{0,8}", "\\PC{0,8}", 0..6)) {
            let text = ron::ser::to_string_pretty(&map, ron::ser::PrettyConfig::new().new_line("\n")).unwrap();
            let (entries, problems) = Part::file("f", &text).entries();
            prop_assert!(problems.is_empty());
            let back: std::collections::BTreeMap<String, String> = entries
                .iter()
                .map(|entry| (entry.key.unwrap().parse().unwrap(), entry.value.parse().unwrap()))
                .collect();
            prop_assert_eq!(back, map);
        }
    }
}
