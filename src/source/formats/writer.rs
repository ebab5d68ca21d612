//! Writing what a structured file holds as plain text that reads well: paragraphs with a blank line
//! between them, `# headings`, `- items`, `> quotations`, and rows of tables with ` | ` between cells.

use std::fmt::Write as _;
use std::mem;

/// What stands between two pieces of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Line,
    Blank,
}

/// What every line of a part begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Margin {
    Quote,
    Item,
}

/// How many margins are written at most, however deep lists and quotations nest.
const MARGINS: usize = 12;

/// A text that grows.
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
    gap: Gap,
    space: bool,
    margins: Vec<Margin>,
    /// What the next line begins with, once.
    marker: Option<String>,
    /// Cells that have ended since the last text of their row.
    separators: usize,
    /// How many cells are open: inside of one, everything is on one line.
    cells: usize,
    /// Whether the next cell is the first of its row.
    first_cell: bool,
    verbatim: usize,
}

impl Writer {
    /// The text as it is now, without blanks at its end.
    pub fn finish(mut self) -> String {
        let end = self.text.trim_end().len();
        self.text.truncate(end);
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text
    }

    /// The text as it is now, and the notes that it refers to as `[1]`, `[2]` and so on below it.
    pub fn finish_with_notes(self, notes: &[String]) -> String {
        let mut text = self.finish();
        for (number, note) in (1..).zip(notes) {
            let gap = if number == 1 { "\n" } else { "" };
            let words = note.split_whitespace().collect::<Vec<_>>().join(" ");
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{gap}[{number}] {words}");
        }
        text
    }

    /// How long the text is that was written so far, in bytes.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// What was written from this length on.
    pub fn since(&self, length: usize) -> &str {
        self.text.get(length..).unwrap_or_default()
    }

    /// Writes words; blanks and line ends count as one space, unless inside of [`Writer::verbatim`].
    pub fn words(&mut self, words: &str) {
        if self.verbatim > 0 {
            return self.lines(words);
        }
        for (at, word) in words.split(|c: char| c.is_ascii_whitespace()).enumerate() {
            self.space |= at > 0;
            if !word.is_empty() {
                self.flush();
                self.text.push_str(word);
            }
        }
    }

    /// Writes text whose blanks and line ends count.
    fn lines(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.flush();
                self.text.push('\n');
                self.margin();
            }
            if !line.is_empty() {
                self.flush();
                self.text.push_str(line.trim_end_matches('\r'));
            }
        }
    }

    /// Writes a mark that belongs to the words behind it.
    pub fn mark_before(&mut self, mark: &str) {
        self.flush();
        self.text.push_str(mark);
    }

    /// Writes a mark that belongs to the words before it.
    pub fn mark_behind(&mut self, mark: &str) {
        self.text.push_str(mark);
    }

    /// Ends a paragraph: a blank line stands before what comes.
    pub fn block(&mut self) {
        self.end(Gap::Blank);
    }

    /// Ends a line.
    pub fn line(&mut self) {
        self.end(Gap::Line);
    }

    /// A line break inside of a paragraph; two of them end it.
    pub fn line_break(&mut self) {
        self.end(if self.gap == Gap::None {
            Gap::Line
        } else {
            Gap::Blank
        });
    }

    fn end(&mut self, gap: Gap) {
        if self.cells > 0 {
            self.space = true;
        } else if self.marker.is_none() {
            self.gap = self.gap.max(gap);
            self.space = false;
        }
    }

    /// Begins a heading of this level, from 1.
    pub fn heading(&mut self, level: usize) {
        self.block();
        self.marker = Some(format!("{} ", "#".repeat(level.clamp(1, 6))));
    }

    /// Ends a heading.
    pub fn leave_heading(&mut self) {
        self.marker = None;
        self.block();
    }

    /// Begins a quotation.
    pub fn enter_quote(&mut self) {
        self.block();
        self.margins.push(Margin::Quote);
    }

    /// Begins an item of a list.
    pub fn enter_item(&mut self, marker: &str) {
        self.line();
        self.margins.push(Margin::Item);
        self.marker = Some(format!("{marker} "));
    }

    /// Ends a quotation or an item.
    pub fn leave(&mut self) {
        self.marker = None;
        let gap = match self.margins.pop() {
            Some(Margin::Quote) => Gap::Blank,
            _ => Gap::Line,
        };
        self.end(gap);
    }

    /// Begins a row of a table.
    pub fn row(&mut self) {
        self.line();
        self.separators = 0;
        self.first_cell = true;
    }

    /// Begins a cell.
    pub fn enter_cell(&mut self) {
        self.separators += usize::from(!self.first_cell);
        self.first_cell = false;
        self.cells += 1;
        self.space = false;
    }

    /// Ends a cell.
    pub fn leave_cell(&mut self) {
        self.cells = self.cells.saturating_sub(1);
        self.space = false;
    }

    /// Begins a text whose blanks and line ends count.
    pub fn enter_verbatim(&mut self) {
        self.verbatim += 1;
    }

    /// Ends it.
    pub fn leave_verbatim(&mut self) {
        self.verbatim = self.verbatim.saturating_sub(1);
    }

    fn flush(&mut self) {
        let gap = mem::take(&mut self.gap);
        if self.text.is_empty() {
            self.margin();
        } else if gap > Gap::None {
            self.text
                .push_str(if gap == Gap::Blank { "\n\n" } else { "\n" });
            self.margin();
        } else if self.separators > 0 {
            self.text.push_str(&" | ".repeat(self.separators));
        } else if self.space {
            self.text.push(' ');
        }
        self.separators = 0;
        self.space = false;
    }

    fn margin(&mut self) {
        let marker = self.marker.take();
        // An item's own marker stands where the other lines of the item are indented.
        let own = marker.is_some() && self.margins.last() == Some(&Margin::Item);
        let margins = self.margins.len().saturating_sub(usize::from(own));
        for margin in self.margins.iter().take(margins.min(MARGINS)) {
            self.text.push_str(match margin {
                Margin::Quote => "> ",
                Margin::Item => "  ",
            });
        }
        self.text.push_str(&marker.unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_items_quotations_and_tables_read_well() {
        let mut writer = Writer::default();
        writer.heading(2);
        writer.words(" A  head\n");
        writer.leave_heading();
        writer.words("One ");
        writer.words(" two");
        writer.block();
        for (marker, word) in [("1.", "first"), ("2.", "second")] {
            writer.enter_item(marker);
            writer.block();
            writer.words(word);
            writer.block();
            writer.words("more");
            writer.leave();
        }
        writer.enter_quote();
        writer.words("said");
        writer.leave();
        for row in [["a", "", "c"], ["d", "e", ""]] {
            writer.row();
            for cell in row {
                writer.enter_cell();
                writer.words(cell);
                writer.block();
                writer.leave_cell();
            }
        }
        assert_eq!(
            writer.finish(),
            "## A head\n\nOne two\n\n1. first\n\n  more\n2. second\n\n  more\n\n> said\n\n\
             a |  | c\nd | e\n"
        );
    }

    #[test]
    fn line_breaks_and_verbatim_text_stay() {
        let mut writer = Writer::default();
        writer.words("a");
        writer.line_break();
        writer.words("b");
        writer.line_break();
        writer.line_break();
        writer.enter_verbatim();
        writer.words("c  d\n\n e\n");
        writer.leave_verbatim();
        assert_eq!(writer.finish(), "a\nb\n\nc  d\n\n e\n");
    }
}
