//! What stands on a terminal's screen at one moment.

use std::fmt;

use vt100::{Cell, Color};

/// A picture of a screen.
#[derive(Clone)]
pub struct Screen(vt100::Screen);

/// How a cell is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // As terminals have them: each on or off by itself.
pub struct Style {
    pub foreground: Color,
    pub background: Color,
    pub bold: bool,
    pub dim: bool,
    pub italic: bool,
    pub underlined: bool,
    pub reversed: bool,
}

impl From<&Cell> for Style {
    fn from(cell: &Cell) -> Self {
        Self {
            foreground: cell.fgcolor(),
            background: cell.bgcolor(),
            bold: cell.bold(),
            dim: cell.dim(),
            italic: cell.italic(),
            underlined: cell.underline(),
            reversed: cell.inverse(),
        }
    }
}

impl Screen {
    pub(super) fn new(screen: vt100::Screen) -> Self {
        Self(screen)
    }

    /// Columns and rows.
    pub fn size(&self) -> (u16, u16) {
        let (rows, columns) = self.0.size();
        (columns.get(), rows.get())
    }

    /// The rows from top to bottom, without the blanks at their ends.
    pub fn rows(&self) -> Vec<String> {
        let (columns, _) = self.size();
        self.0
            .rows(0, columns)
            .map(|row| row.trim_end().to_owned())
            .collect()
    }

    /// One row, counted from 0 at the top; from the bottom where it is negative.
    pub fn row(&self, number: i32) -> String {
        let rows = self.rows();
        let length = i32::try_from(rows.len()).expect("a screen has few rows");
        let index = usize::try_from(if number < 0 { length + number } else { number });
        rows[index.expect("the row is on the screen")].clone()
    }

    /// All rows, a line each.
    pub fn text(&self) -> String {
        self.rows().join("\n")
    }

    /// Whether the words stand in one row.
    pub fn contains(&self, words: &str) -> bool {
        self.rows().iter().any(|row| row.contains(words))
    }

    /// Column and row of the first cell of the first place where the words stand in one row.
    pub fn find(&self, words: &str) -> Option<(u16, u16)> {
        let (columns, rows) = self.size();
        (0..rows)
            .flat_map(|row| (0..columns).map(move |column| (column, row)))
            .find(|&(column, row)| self.words_stand_at(words, column, row))
    }

    fn words_stand_at(&self, words: &str, column: u16, row: u16) -> bool {
        let mut rest = words;
        for column in column..self.size().0 {
            let cell = self.0.cell(row, column).expect("the cell is on the screen");
            let shown = match cell.contents() {
                "" if cell.is_wide_continuation() => continue,
                "" => " ",
                shown => shown,
            };
            match rest.strip_prefix(shown) {
                Some("") => return true,
                Some(tail) => rest = tail,
                None => return false,
            }
        }
        false
    }

    /// How the cell in this column and row is drawn.
    pub fn style_at(&self, column: u16, row: u16) -> Style {
        let cell = self.0.cell(row, column);
        cell.expect("the cell is on the screen").into()
    }

    /// How the first of these words is drawn, where they stand on the screen.
    pub fn style_of(&self, words: &str) -> Option<Style> {
        let (column, row) = self.find(words)?;
        Some(self.style_at(column, row))
    }

    /// Column and row of the cursor, where it is shown.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        let (row, column) = self.0.cursor_position();
        (!self.0.hide_cursor()).then_some((column, row))
    }

    /// Whether the program has the alternate screen, beside the shell's own.
    pub fn is_alternate(&self) -> bool {
        self.0.alternate_screen()
    }

    /// Whether the program asked for pasted text to be marked as such.
    pub fn marks_pasted_text(&self) -> bool {
        self.0.bracketed_paste()
    }

    /// Whether the program asked to be told of the mouse.
    pub fn hears_the_mouse(&self) -> bool {
        self.0.mouse_protocol_mode() != vt100::MouseProtocolMode::None
    }
}

impl fmt::Display for Screen {
    /// The screen with a frame around it, for messages.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (columns, rows) = self.size();
        writeln!(f, "{columns}×{rows}")?;
        for row in self.rows() {
            writeln!(f, "│{row}")?;
        }
        Ok(())
    }
}
