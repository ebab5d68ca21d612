//! Words with what differs in them, as lines.

use ratatui::layout::Rect;

use super::super::layout::rows::{cells, wrap};
use super::super::settings::Role;
use super::canvas::{Canvas, after};
use crate::text::Span;

/// A line of words, with what is marked in it.
pub struct Line<'t> {
    name: &'static str,
    text: &'t str,
    span: Span,
    marked: Vec<(Span, Role)>,
}

/// The cells before the words.
pub const NAMES: u16 = 6;

/// Words in lines of at most `width` cells, the first line with a name before it.
pub fn lines<'t>(
    name: &'static str,
    text: &'t str,
    width: u16,
    marks: &[(Span, Role)],
) -> Vec<Line<'t>> {
    let room = width.saturating_sub(NAMES).max(1);
    let mut from = 0;
    let mut lines = vec![];
    for part in text.split_inclusive('\n') {
        let words = Span::new(from, from + part.trim_end().len());
        from += part.len();
        for span in wrap(text, words, room) {
            let marked = marks.iter().filter(|(mark, _)| mark.overlaps(span));
            lines.push(Line {
                name: if lines.is_empty() { name } else { "" },
                text,
                span,
                marked: marked.copied().collect(),
            });
        }
    }
    lines
}

impl Line<'_> {
    /// Draws it in a row.
    pub fn draw(&self, canvas: &mut Canvas<'_>, line: Rect) {
        let theme = canvas.theme();
        canvas.text(line, self.name, theme.style(Role::Dim));
        let words = after(line, NAMES);
        if line.is_empty() {
            return;
        }
        for cell in cells(self.text, self.span) {
            if cell.column + cell.width > words.width {
                break;
            }
            let over = self
                .marked
                .iter()
                .filter(|(mark, _)| mark.contains(cell.span.start()));
            let style = over.fold(theme.style(Role::Text), |style, (_, role)| {
                style.patch(theme.style(*role))
            });
            canvas.glyph(
                words.x + cell.column,
                words.y,
                &cell.glyph,
                cell.width,
                style,
            );
        }
    }
}
