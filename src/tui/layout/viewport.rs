//! The rows that a pane shows, and movement among rows. Every function looks only at the lines that
//! it walks over.

use crate::text::lines::{layout_line, next_layout_line, previous_layout_line};
use crate::text::{Offset, Span};

use super::rows::{column_of, offset_at, wrap};

/// The first row that a pane shows: a line by its start, and which of its rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Top {
    /// Where the line starts, in bytes.
    pub line: Offset,
    /// Which row of it, from 0.
    pub row: usize,
}

/// A document's text at a width and height, in cells.
#[derive(Clone, Copy, Debug)]
pub struct Viewport<'t> {
    /// The whole text.
    pub text: &'t str,
    /// The width of a row in cells.
    pub width: u16,
    /// How many rows are seen.
    pub height: u16,
}

/// A row with its place among the rows of its line.
#[derive(Clone, Debug)]
struct At {
    line: Span,
    rows: Vec<Span>,
    row: usize,
}

impl At {
    fn span(&self) -> Span {
        self.rows.get(self.row).copied().unwrap_or(self.line)
    }

    fn top(&self) -> Top {
        Top {
            line: self.line.start(),
            row: self.row,
        }
    }
}

impl Viewport<'_> {
    /// The rows that are seen when `top` is the first.
    pub fn rows(&self, top: Top) -> Vec<Span> {
        let mut seen = Vec::with_capacity(usize::from(self.height));
        let mut at = Some(self.at_top(top));
        while let Some(here) = at
            && seen.len() < usize::from(self.height)
        {
            let wanted = usize::from(self.height) - seen.len();
            seen.extend(here.rows.iter().skip(here.row).take(wanted));
            at = next_layout_line(self.text, here.line.start()).map(|line| self.first_row(line));
        }
        seen
    }

    /// The row that a place stands in.
    pub fn row_of(&self, at: Offset) -> Span {
        self.at_offset(at).span()
    }

    /// The place `rows` below (above where negative) at a column; stops at the first and last row.
    pub fn vertical(&self, from: Offset, rows: isize, column: u16) -> Offset {
        offset_at(
            self.text,
            self.walk(self.at_offset(from), rows).span(),
            column,
        )
    }

    /// The column of a place in its row, in cells.
    pub fn column(&self, at: Offset) -> u16 {
        column_of(self.text, self.row_of(at), at)
    }

    /// The first row after scrolling by rows.
    pub fn scrolled(&self, top: Top, rows: isize) -> Top {
        self.walk(self.at_top(top), rows).top()
    }

    /// The first row that shows a place `rows` below the top, as far as the text allows.
    pub fn top_with(&self, at: Offset, rows: u16) -> Top {
        self.walk(self.at_offset(at), -isize::try_from(rows).unwrap_or(0))
            .top()
    }

    /// The first row, changed as little as shows the place with `margin` rows around it; a place that
    /// is far away comes to a third of the height.
    pub fn following(&self, top: Top, at: Offset, margin: u16) -> Top {
        let margin = margin.min(self.height.saturating_sub(1) / 2);
        let row = self.at_offset(at);
        match self.rows_between(top, &row) {
            Distance::Above => {
                let near = self.walk(row.clone(), isize::try_from(self.height).unwrap_or(0));
                if self.is_at_or_after(&near, top) {
                    self.walk(row, -isize::try_from(margin).unwrap_or(0)).top()
                } else {
                    self.top_with(at, self.height / 3)
                }
            }
            Distance::Below(rows) if rows < margin => {
                self.walk(row, -isize::try_from(margin).unwrap_or(0)).top()
            }
            Distance::Below(rows) if rows < self.height.saturating_sub(margin) => top,
            Distance::Below(rows) if rows < self.height.saturating_mul(2) => {
                let keep = self.height.saturating_sub(margin + 1);
                self.walk(row, -isize::try_from(keep).unwrap_or(0)).top()
            }
            Distance::Below(_) => self.top_with(at, self.height / 3),
        }
    }

    fn is_at_or_after(&self, row: &At, top: Top) -> bool {
        (row.line.start(), row.row) >= (self.at_top(top).line.start(), top.row)
    }

    /// How many rows lie between the top and a row, counted up to two heights.
    fn rows_between(&self, top: Top, row: &At) -> Distance {
        let mut here = self.at_top(top);
        if (row.line.start(), row.row) < (here.line.start(), here.row) {
            return Distance::Above;
        }
        let mut rows = 0_usize;
        let limit = usize::from(self.height) * 2;
        while here.line.start() < row.line.start() && rows <= limit {
            rows += here.rows.len() - here.row.min(here.rows.len());
            match next_layout_line(self.text, here.line.start()) {
                Some(line) => here = self.first_row(line),
                None => break,
            }
        }
        let rows = rows + row.row.saturating_sub(here.row);
        Distance::Below(u16::try_from(rows).unwrap_or(u16::MAX))
    }

    fn walk(&self, from: At, rows: isize) -> At {
        let mut here = from;
        let mut left = rows.unsigned_abs();
        while left > 0 {
            if rows > 0 {
                let below = here.rows.len().saturating_sub(here.row + 1);
                if left <= below {
                    here.row += left;
                    return here;
                }
                let Some(line) = next_layout_line(self.text, here.line.start()) else {
                    here.row = here.rows.len().saturating_sub(1);
                    return here;
                };
                left -= below + 1;
                here = self.first_row(line);
            } else {
                if left <= here.row {
                    here.row -= left;
                    return here;
                }
                let Some(line) = previous_layout_line(self.text, here.line.start()) else {
                    here.row = 0;
                    return here;
                };
                left -= here.row + 1;
                let above = self.first_row(line);
                here = At {
                    row: above.rows.len().saturating_sub(1),
                    ..above
                };
            }
        }
        here
    }

    fn first_row(&self, line: Span) -> At {
        At {
            line,
            rows: wrap(self.text, line, self.width),
            row: 0,
        }
    }

    fn at_top(&self, top: Top) -> At {
        let first = self.first_row(layout_line(self.text, top.line));
        let row = top.row.min(first.rows.len().saturating_sub(1));
        At { row, ..first }
    }

    fn at_offset(&self, at: Offset) -> At {
        let first = self.first_row(layout_line(self.text, at));
        let row = first
            .rows
            .iter()
            .rposition(|row| row.start() <= at)
            .unwrap_or(0);
        At { row, ..first }
    }
}

/// Where a row lies from the top.
enum Distance {
    Above,
    Below(u16),
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "one two three\n\nfour five six seven\neight";

    fn seen(viewport: Viewport<'static>, top: Top) -> Vec<&'static str> {
        viewport
            .rows(top)
            .into_iter()
            .map(|row| row.of(viewport.text).trim_end())
            .collect()
    }

    #[test]
    fn rows_are_seen_from_the_top_on() {
        let viewport = Viewport {
            text: TEXT,
            width: 8,
            height: 4,
        };
        assert_eq!(
            seen(viewport, Top::default()),
            ["one two", "three", "", "four"]
        );
        let below = viewport.scrolled(Top::default(), 3);
        assert_eq!(
            seen(viewport, below),
            ["four", "five six", "seven", "eight"]
        );
        assert_eq!(viewport.scrolled(below, -3), Top::default());
    }

    #[test]
    fn going_down_keeps_the_column_where_the_row_is_long_enough() {
        let viewport = Viewport {
            text: TEXT,
            width: 8,
            height: 4,
        };
        assert_eq!(viewport.vertical(Offset(5), 1, 5), Offset(12));
        assert_eq!(viewport.vertical(Offset(5), 2, 5), Offset(14));
        assert_eq!(viewport.vertical(Offset(5), 99, 3), Offset(38));
        assert_eq!(viewport.vertical(Offset(38), -99, 0), Offset(0));
    }

    proptest! {
        #[test]
        fn the_cursor_is_seen_after_following(
            text in "[a-c \n]{0,300}", at in 0_usize..300, top in 0_usize..300,
            width in 1_u16..12, height in 1_u16..12, margin in 0_u16..4,
        ) {
            let viewport = Viewport { text: &text, width, height };
            let at = Offset(at.min(text.len()));
            let top = viewport.top_with(Offset(top.min(text.len())), 0);
            let followed = viewport.following(top, at, margin);
            let row = viewport.row_of(at);
            prop_assert!(viewport.rows(followed).contains(&row), "{row:?} from {followed:?}");
        }
    }
}
