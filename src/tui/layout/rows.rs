//! Rows: a line of text wrapped at words to a width in cells, and the way between the bytes of a
//! row and its cells.

use crate::text::graphemes::graphemes;
use crate::text::visible::{Glyph, glyph_at};
use crate::text::{Offset, Span};

/// A grapheme in its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell<'t> {
    /// Where it stands in the document, in bytes.
    pub span: Span,
    /// The column of its first cell, from the row's start.
    pub column: u16,
    /// How many cells it takes.
    pub width: u16,
    /// What is drawn.
    pub glyph: Glyph<'t>,
}

/// The graphemes of a stretch of text with their cells, from column 0 on.
pub fn cells(text: &str, span: Span) -> impl Iterator<Item = Cell<'_>> {
    let mut column = 0_u16;
    graphemes(text, span).map(move |span| {
        let glyph = glyph_at(text, span);
        let width = u16::try_from(glyph.cells()).unwrap_or(u16::MAX);
        let cell = Cell {
            span,
            column,
            width,
            glyph,
        };
        column = column.saturating_add(width);
        cell
    })
}

/// The rows of a line at a width: spans that tile it, each at most `width` cells wide but for blanks
/// that hang over its end and for a single grapheme that is wider than the width. An empty line has
/// one empty row.
pub fn wrap(text: &str, line: Span, width: u16) -> Vec<Span> {
    let width = usize::from(width.max(1));
    let mut rows = vec![];
    let mut row_start = line.start().0;
    let mut row_cells = 0;
    // Where the row could be cut, and how many cells lie before that.
    let mut cut: Option<(usize, usize)> = None;
    let mut previous = Join::None;
    for span in graphemes(text, line) {
        let (start, glyph) = (span.start().0, glyph_at(text, span));
        let (join, cells) = (Join::of(span.of(text), &glyph), glyph.cells());
        if start > row_start && previous.may_break_before(join) {
            cut = Some((start, row_cells));
        }
        // A cut at a word may leave too little room still: then the word is cut, too.
        while join != Join::Blank && row_cells + cells > width && start > row_start {
            let (at, before) = cut.take().unwrap_or((start, row_cells));
            rows.push(Span::new(row_start, at));
            row_start = at;
            row_cells -= before;
        }
        row_cells += cells;
        previous = join;
    }
    rows.push(Span::new(row_start, line.end().0));
    rows
}

/// The column at which the character at `at` is drawn, in cells from the row's start.
pub fn column_of(text: &str, row: Span, at: Offset) -> u16 {
    cells(
        text,
        Span::between(row.start(), at.clamp(row.start(), row.end())),
    )
    .last()
    .map_or(0, |cell| cell.column.saturating_add(cell.width))
}

/// The start of the character that is drawn at a column, or of the row's last one where the row is
/// shorter.
pub fn offset_at(text: &str, row: Span, column: u16) -> Offset {
    cells(text, row)
        .take_while(|cell| cell.column <= column)
        .last()
        .map_or(row.start(), |cell| cell.span.start())
}

/// How a grapheme takes part in breaking rows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    /// Nothing stands before.
    None,
    /// White space: a row may break after it, and it may hang over the row's end.
    Blank,
    /// A hyphen or dash inside a word: a row may break after it.
    Dash,
    /// A wide character (East Asian scripts): a row may break on both sides of it.
    Wide,
    /// Punctuation that never begins a row.
    Closing,
    /// Anything else.
    Letter,
}

impl Join {
    fn of(grapheme: &str, glyph: &Glyph<'_>) -> Self {
        match grapheme {
            " " | "\t" | "\n" | "\r" | "\r\n" => Join::Blank,
            "-" | "–" | "—" | "/" => Join::Dash,
            "。" | "、" | "，" | "．" | "」" | "』" | "）" | "！" | "？" | "：" | "；" => {
                Join::Closing
            }
            _ if glyph.cells() == 2 && glyph.hidden().is_none() => Join::Wide,
            _ => Join::Letter,
        }
    }

    fn may_break_before(self, next: Join) -> bool {
        match (self, next) {
            (Join::None, _) | (_, Join::Blank | Join::Closing) => false,
            (Join::Blank | Join::Wide, _) | (_, Join::Wide) => true,
            (Join::Closing, next) => next == Join::Wide,
            (Join::Dash, next) => next == Join::Letter,
            (Join::Letter, _) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wrapped(text: &str, width: u16) -> Vec<&str> {
        wrap(text, Span::new(0, text.len()), width)
            .into_iter()
            .map(|row| row.of(text))
            .collect()
    }

    #[test]
    fn rows_break_at_words() {
        assert_eq!(wrapped("one two three", 8), ["one two ", "three"]);
        assert_eq!(wrapped("", 8), [""]);
        assert_eq!(wrapped("well-known fact", 6), ["well-", "known ", "fact"]);
    }

    #[test]
    fn blanks_hang_over_the_end() {
        assert_eq!(wrapped("abcd   ef", 4), ["abcd   ", "ef"]);
    }

    #[test]
    fn a_word_longer_than_the_row_is_cut() {
        assert_eq!(wrapped("abcdefgh", 3), ["abc", "def", "gh"]);
    }

    #[test]
    fn wide_characters_break_anywhere_and_lose_none_at_the_edge() {
        assert_eq!(wrapped("日本語の", 5), ["日本", "語の"]);
        assert_eq!(wrapped("日本。語", 4), ["日", "本。", "語"]);
    }

    #[test]
    fn hidden_characters_take_the_cells_of_their_marks() {
        let text = "a\u{200b}b";
        let row = Span::new(0, text.len());
        let columns: Vec<_> = cells(text, row).map(|cell| cell.column).collect();
        assert_eq!(columns.len(), 3);
        assert!(column_of(text, row, Offset(4)) > 2);
    }

    proptest! {
        #[test]
        fn rows_tile_the_line_and_fit(text in "[ a-z日本é\u{200b}\u{301}👩‍👩‍👧-]{0,60}", width in 1_u16..20) {
            let line = Span::new(0, text.len());
            let rows = wrap(&text, line, width);
            let mut at = 0;
            for row in &rows {
                prop_assert_eq!(row.start().0, at);
                at = row.end().0;
                let shown = row.of(&text).trim_end_matches(' ');
                let all: Vec<_> = cells(&text, Span::new(row.start().0, row.start().0 + shown.len())).collect();
                let wide = all.last().map_or(0, |cell| cell.column + cell.width);
                prop_assert!(wide <= width || all.len() == 1, "{wide} cells in {width}");
            }
            prop_assert_eq!(at, text.len());
        }

        #[test]
        fn a_cell_leads_back_to_its_character(text in "[ a-z日é\u{200b}\t]{1,40}") {
            let row = Span::new(0, text.len());
            for cell in cells(&text, row) {
                if cell.width > 0 {
                    prop_assert_eq!(offset_at(&text, row, cell.column), cell.span.start());
                    prop_assert_eq!(column_of(&text, row, cell.span.start()), cell.column);
                }
            }
        }
    }
}
