//! The two passages of a comparison as rows: side by side, or in one column.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::super::layout::rows::{cells, wrap};
use super::super::super::settings::Role;
use super::super::super::state::CompareView;
use super::super::canvas::{Canvas, after, row};
use super::super::roles;
use crate::compare::{Class, Row};
use crate::text::Span;

/// The least width at which two columns are shown, in cells.
const TWO_COLUMNS: u16 = 70;
/// The cells between two columns.
const BETWEEN: u16 = 3;
/// The cells before each row of one column.
const BEFORE: u16 = 2;

/// Which passage.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    A,
    B,
}

/// A stretch of one passage that fits a row.
#[derive(Clone, Copy)]
struct Piece {
    side: Side,
    span: Span,
}

/// The documents of both sides.
#[derive(Clone, Copy)]
pub struct Passages<'s> {
    /// The text at the left.
    pub a: &'s str,
    /// The text at the right.
    pub b: &'s str,
}

impl<'s> Passages<'s> {
    /// The documents that a comparison is of.
    pub fn of(view: &'s CompareView) -> Self {
        Self {
            a: &view.a.document.text,
            b: &view.b.document.text,
        }
    }

    fn text(self, side: Side) -> &'s str {
        match side {
            Side::A => self.a,
            Side::B => self.b,
        }
    }
}

/// The rows of both passages at a width.
pub struct Texts<'s> {
    passages: Passages<'s>,
    rows: Vec<(Option<Piece>, Option<Piece>)>,
    /// The width of one column; none where there is one for both.
    column: Option<u16>,
}

impl<'s> Texts<'s> {
    /// Lays the passages out.
    pub fn lay_out(view: &CompareView, passages: Passages<'s>, width: u16) -> Self {
        let two = !view.one_column && width >= TWO_COLUMNS;
        let column = two.then(|| width.saturating_sub(BETWEEN) / 2);
        let each = column.unwrap_or(width.saturating_sub(BEFORE)).max(1);
        let mut rows = vec![];
        for row in with_context(view, passages) {
            let a = pieces(passages, Side::A, row.a, each);
            let b = pieces(passages, Side::B, row.b, each);
            if two {
                let height = a.len().max(b.len());
                rows.extend((0..height).map(|row| (a.get(row).copied(), b.get(row).copied())));
            } else {
                rows.extend(a.into_iter().chain(b).map(|piece| (Some(piece), None)));
            }
            rows.push((None, None));
        }
        rows.pop();
        Self {
            passages,
            rows,
            column,
        }
    }

    /// How many rows there are.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// Draws the rows around the chosen difference, scrolled from there.
    pub fn draw(&self, canvas: &mut Canvas<'_>, view: &CompareView, area: Rect) {
        let height = usize::from(area.height).max(1);
        let base = self
            .row_of_chosen(view)
            .map_or(0, |row| row.saturating_sub(height / 2));
        let last = self.rows.len().saturating_sub(height);
        let top = base.min(last).saturating_add_signed(view.scroll).min(last);
        for (number, (a, b)) in self.rows.iter().skip(top).take(height).enumerate() {
            let line = row(area, number);
            match self.column {
                Some(column) => self.draw_two(canvas, view, line, column, *a, *b),
                None => self.draw_one(canvas, view, line, *a),
            }
        }
    }

    fn draw_two(
        &self,
        canvas: &mut Canvas<'_>,
        view: &CompareView,
        line: Rect,
        column: u16,
        a: Option<Piece>,
        b: Option<Piece>,
    ) {
        let border = canvas.theme().style(Role::Border);
        canvas.sign(line.x + column + BETWEEN / 2, line.y, '│', border);
        if let Some(piece) = a {
            self.draw_piece(
                canvas,
                view,
                piece,
                Rect {
                    width: column,
                    ..line
                },
            );
        }
        if let Some(piece) = b {
            self.draw_piece(canvas, view, piece, after(line, column + BETWEEN));
        }
    }

    fn draw_one(
        &self,
        canvas: &mut Canvas<'_>,
        view: &CompareView,
        line: Rect,
        piece: Option<Piece>,
    ) {
        let Some(piece) = piece else { return };
        let sign = match piece.side {
            Side::A => "◂",
            Side::B => "▸",
        };
        canvas.text(line, sign, canvas.theme().style(Role::Dim));
        self.draw_piece(canvas, view, piece, after(line, BEFORE));
    }

    fn draw_piece(&self, canvas: &mut Canvas<'_>, view: &CompareView, piece: Piece, line: Rect) {
        let theme = canvas.theme();
        let over: Vec<(Span, Style)> = view
            .comparison
            .differences
            .iter()
            .enumerate()
            .filter_map(|(number, difference)| {
                let span = match piece.side {
                    Side::A => difference.a,
                    Side::B => difference.b,
                }?;
                let class = if view.lists(difference) {
                    difference.class
                } else {
                    Class::FunctionWords
                };
                let style = theme.style(roles::class(class));
                let chosen = view.chosen == Some(number);
                let style = if chosen {
                    style.patch(theme.style(Role::Selection))
                } else {
                    style
                };
                span.overlaps(piece.span).then_some((span, style))
            })
            .collect();
        let passage = match piece.side {
            Side::A => view.a.passage,
            Side::B => view.b.passage,
        };
        for cell in cells(self.passages.text(piece.side), piece.span) {
            if cell.column >= line.width {
                break;
            }
            let compared = passage.contains(cell.span.start());
            let ground = theme.style(if compared { Role::Text } else { Role::Dim });
            let style = over
                .iter()
                .filter(|(span, _)| span.contains(cell.span.start()))
                .fold(ground, |style, (_, patch)| style.patch(*patch));
            let room = line.width - cell.column;
            canvas.glyph(line.x + cell.column, line.y, &cell.glyph, room, style);
        }
    }

    /// The first row that holds the chosen difference.
    fn row_of_chosen(&self, view: &CompareView) -> Option<usize> {
        let chosen = view.chosen()?;
        self.rows.iter().position(|(a, b)| {
            [a, b].into_iter().flatten().any(|piece| {
                let words = match piece.side {
                    Side::A => chosen.a,
                    Side::B => chosen.b,
                };
                words.is_some_and(|words| piece.span.contains(words.start()))
            })
        })
    }
}

/// The rows of the comparison with the punctuation around their words, the first and the last of
/// each side widened to whole sentences.
fn with_context(view: &CompareView, passages: Passages<'_>) -> Vec<Row> {
    let mut rows = view.comparison.rows.clone();
    for row in &mut rows {
        row.a = row.a.map(|span| with_punctuation(passages.a, span));
        row.b = row.b.map(|span| with_punctuation(passages.b, span));
    }
    widen(
        rows.iter_mut().filter_map(|row| row.a.as_mut()),
        view.a.context,
    );
    widen(
        rows.iter_mut().filter_map(|row| row.b.as_mut()),
        view.b.context,
    );
    rows
}

/// The span with the marks that touch it on both sides.
fn with_punctuation(text: &str, span: Span) -> Span {
    let is_mark = |character: &char| !character.is_alphanumeric() && !character.is_whitespace();
    let before = Span::new(0, span.start().0)
        .of(text)
        .chars()
        .rev()
        .take_while(is_mark);
    let behind = Span::new(span.end().0, text.len())
        .of(text)
        .chars()
        .take_while(is_mark);
    let before: usize = before.map(char::len_utf8).sum();
    let behind: usize = behind.map(char::len_utf8).sum();
    Span::new(span.start().0 - before, span.end().0 + behind)
}

/// Widens the first span to the start of the context and the last to its end.
fn widen<'s>(spans: impl Iterator<Item = &'s mut Span>, context: Span) {
    let mut spans: Vec<_> = spans.collect();
    spans.sort_by_key(|span| span.start());
    if let Some(first) = spans.first_mut() {
        **first = Span::between(context.start().min(first.start()), first.end());
    }
    if let Some(last) = spans.last_mut() {
        **last = Span::between(last.start(), context.end().max(last.end()));
    }
}

/// One side's stretch as rows. A passage may hold line ends: each line wraps by itself.
fn pieces(passages: Passages<'_>, side: Side, span: Option<Span>, width: u16) -> Vec<Piece> {
    let text = passages.text(side);
    let mut pieces = vec![];
    let Some(span) = span else { return pieces };
    let mut from = span.start().0;
    for line in span.of(text).split_inclusive('\n') {
        let words = Span::new(from, from + line.trim_end_matches(['\n', '\r']).len());
        from += line.len();
        if !words.of(text).trim().is_empty() {
            pieces.extend(
                wrap(text, words, width)
                    .into_iter()
                    .map(|span| Piece { side, span }),
            );
        }
    }
    pieces
}
