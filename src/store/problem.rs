//! What is wrong with a session file, and where.

use std::fmt;

use crate::text::Visible;

/// Something wrong at a place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1.
    pub line: usize,
    /// The column in that line, in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub what: String,
    /// What can be done.
    pub hint: Option<String>,
    /// The line's text around the place, and how many characters of it lie before the place.
    excerpt: (String, usize),
}

/// How many characters of a line are shown before and after the place.
const AROUND: usize = 36;

impl Problem {
    /// A problem at a place in the text, in bytes.
    pub fn at(text: &str, at: usize, what: impl Into<String>) -> Self {
        let before = text.get(..at).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let in_line = before.get(line_start..).unwrap_or_default();
        let after = text
            .get(before.len()..)
            .unwrap_or_default()
            .lines()
            .next()
            .unwrap_or_default();
        let column = in_line.chars().count();
        let lead: String = in_line
            .chars()
            .skip(column.saturating_sub(AROUND))
            .collect();
        let follow: String = after.chars().take(AROUND).collect();
        Self {
            line: before.matches('\n').count() + 1,
            column: column + 1,
            what: what.into(),
            hint: None,
            excerpt: (format!("{lead}{follow}"), lead.chars().count()),
        }
    }

    /// A problem at a line and column, both from 1.
    pub fn at_line(text: &str, line: usize, column: usize, what: impl Into<String>) -> Self {
        let mut start = 0;
        for part in text.split_inclusive('\n').take(line.saturating_sub(1)) {
            start += part.len();
        }
        let rest = text.get(start..).unwrap_or_default();
        let in_line = rest.char_indices().nth(column.saturating_sub(1));
        Self::at(text, start + in_line.map_or(rest.len(), |(at, _)| at), what)
    }

    /// The same problem, with what can be done about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// `12:15: what is wrong`, the line with a caret under the place, and the hint.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (excerpt, before) = &self.excerpt;
        let lead: String = excerpt.chars().take(*before).collect();
        let margin = " ".repeat(Visible::of(&lead).cells());
        let what = Visible::of(&self.what);
        writeln!(f, "{}:{}: {what}", self.line, self.column)?;
        writeln!(f, "  | {}", Visible::of(excerpt))?;
        write!(f, "  | {margin}^")?;
        match &self.hint {
            Some(hint) => write!(f, " {}", Visible::of(hint)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caret_stands_under_the_place() {
        let problem = Problem::at("a\n  spän: x\nb", 10, "it is x").hint("write y");
        assert_eq!((problem.line, problem.column), (2, 8));
        let shown = "2:8: it is x\n  |   spän: x\n  |        ^ write y";
        assert_eq!(problem.to_string(), shown);
        assert_eq!(
            Problem::at_line("a\n  spän: x\nb", 2, 8, "it is x").hint("write y"),
            problem
        );
    }

    #[test]
    fn a_place_behind_the_end_is_the_end() {
        let problem = Problem::at("one", 99, "cut off");
        assert_eq!((problem.line, problem.column), (1, 4));
    }
}
