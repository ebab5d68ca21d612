//! The two passages of a comparison as rows: side by side, or in one column.

use ratatui::layout::Rect;

use super::super::super::layout::rows::{cells, wrap};
use super::super::super::settings::Role;
use super::super::super::state::CompareView;
use super::super::canvas::{Canvas, after, row};
use super::super::roles;
use crate::compare::{Class, Difference, Row};
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
    /// Lays out as much of the passages, around the chosen difference, as can be seen in the room.
    pub fn lay_out(view: &CompareView, passages: Passages<'s>, room: Rect) -> Self {
        let two = !view.one_column && room.width >= TWO_COLUMNS;
        let column = two.then(|| room.width.saturating_sub(BETWEEN) / 2);
        let width = column.unwrap_or(room.width.saturating_sub(BEFORE)).max(1);
        let context = Context::of(view);
        let laid_out = |number: usize| {
            let row = context.around(passages, number, *view.rows().get(number)?);
            let a = pieces(passages, Side::A, row.a, width);
            let b = pieces(passages, Side::B, row.b, width);
            let height = if two {
                a.len().max(b.len())
            } else {
                a.len() + b.len()
            };
            let all: Vec<_> = a.iter().chain(&b).copied().map(Some).collect();
            let line = |line: usize| {
                if two {
                    (a.get(line).copied(), b.get(line).copied())
                } else {
                    (all.get(line).copied().flatten(), None)
                }
            };
            // An empty row comes after each.
            Some((0..=height).map(line).collect::<Vec<_>>())
        };
        let enough = usize::from(room.height) + view.scroll.unsigned_abs();
        let chosen = view.chosen();
        let middle = chosen.and_then(|chosen| {
            let mut rows = view.rows().iter();
            rows.position(|row| is_in(chosen, *row))
        });
        let middle = middle.unwrap_or(0);
        let mut above = vec![];
        let mut height = 0;
        for number in (0..middle).rev() {
            if height >= enough {
                break;
            }
            let rows = laid_out(number).unwrap_or_default();
            height += rows.len();
            above.push(rows);
        }
        let mut rows: Vec<_> = above.into_iter().rev().flatten().collect();
        rows.extend(laid_out(middle).into_iter().flatten());
        let wanted = row_of_chosen(&rows, view).unwrap_or(0) + enough;
        for number in middle + 1..view.rows().len() {
            if rows.len() > wanted {
                break;
            }
            rows.extend(laid_out(number).into_iter().flatten());
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
        let base = row_of_chosen(&self.rows, view).map_or(0, |row| row.saturating_sub(height / 2));
        let last = self.rows.len().saturating_sub(height);
        let top = base.min(last).saturating_add_signed(view.scroll).min(last);
        let seen = self.rows.get(top..).unwrap_or_default();
        let seen = seen.get(..height).unwrap_or(seen);
        let marks = Marks::of(view, seen);
        for (number, (a, b)) in seen.iter().enumerate() {
            let line = row(area, number);
            match self.column {
                Some(column) => self.draw_two(canvas, &marks, line, column, *a, *b),
                None => self.draw_one(canvas, &marks, line, *a),
            }
        }
    }

    fn draw_two(
        &self,
        canvas: &mut Canvas<'_>,
        marks: &Marks<'_>,
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
                marks,
                piece,
                Rect {
                    width: column,
                    ..line
                },
            );
        }
        if let Some(piece) = b {
            self.draw_piece(canvas, marks, piece, after(line, column + BETWEEN));
        }
    }

    fn draw_one(
        &self,
        canvas: &mut Canvas<'_>,
        marks: &Marks<'_>,
        line: Rect,
        piece: Option<Piece>,
    ) {
        let Some(piece) = piece else { return };
        let sign = match piece.side {
            Side::A => "◂",
            Side::B => "▸",
        };
        canvas.text(line, sign, canvas.theme().style(Role::Dim));
        self.draw_piece(canvas, marks, piece, after(line, BEFORE));
    }

    fn draw_piece(&self, canvas: &mut Canvas<'_>, marks: &Marks<'_>, piece: Piece, line: Rect) {
        let theme = canvas.theme();
        let over = marks
            .of_side(piece.side)
            .iter()
            .filter(|mark| mark.span.overlaps(piece.span));
        let over: Vec<_> = over
            .map(|mark| {
                let style = theme.style(roles::class(mark.class));
                let style = if mark.is_chosen {
                    style.patch(theme.style(Role::Selection))
                } else {
                    style
                };
                (mark.span, style)
            })
            .collect();
        let passage = match piece.side {
            Side::A => marks.view.a.passage,
            Side::B => marks.view.b.passage,
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
}

/// What is marked in the lines that can be seen.
struct Marks<'v> {
    view: &'v CompareView,
    a: Vec<Mark>,
    b: Vec<Mark>,
}

/// The place of a difference in one passage.
struct Mark {
    span: Span,
    class: Class,
    is_chosen: bool,
}

impl<'v> Marks<'v> {
    fn of(view: &'v CompareView, seen: &[(Option<Piece>, Option<Piece>)]) -> Self {
        let hull = |side: Side| {
            let pieces = seen.iter().flat_map(|(a, b)| [*a, *b]).flatten();
            let spans = pieces
                .filter(|piece| piece.side == side)
                .map(|piece| piece.span);
            spans.reduce(Span::hull)
        };
        let marks = |side: Side, place: fn(&Difference) -> Option<Span>| {
            let Some(hull) = hull(side) else {
                return vec![];
            };
            let all = view.differences().iter().enumerate();
            let mark = |(number, difference): (usize, &Difference)| {
                let span = place(difference).filter(|span| span.overlaps(hull))?;
                Some(Mark {
                    span,
                    class: if view.lists(difference) {
                        difference.class
                    } else {
                        Class::FunctionWords
                    },
                    is_chosen: view.chosen == Some(number),
                })
            };
            all.filter_map(mark).collect()
        };
        Self {
            view,
            a: marks(Side::A, |difference| difference.a),
            b: marks(Side::B, |difference| difference.b),
        }
    }

    fn of_side(&self, side: Side) -> &[Mark] {
        match side {
            Side::A => &self.a,
            Side::B => &self.b,
        }
    }
}

/// The first line that holds the chosen difference.
fn row_of_chosen(rows: &[(Option<Piece>, Option<Piece>)], view: &CompareView) -> Option<usize> {
    let chosen = view.chosen()?;
    rows.iter().position(|(a, b)| {
        [a, b].into_iter().flatten().any(|piece| {
            let words = match piece.side {
                Side::A => chosen.a,
                Side::B => chosen.b,
            };
            words.is_some_and(|words| piece.span.contains(words.start()))
        })
    })
}

/// Whether a difference lies in a row.
fn is_in(difference: &Difference, row: Row) -> bool {
    let holds = |whole: Option<Span>, part: Option<Span>| {
        whole
            .zip(part)
            .is_some_and(|(whole, part)| whole.contains(part.start()))
    };
    holds(row.a, difference.a) || holds(row.b, difference.b)
}

/// The sentences around the compared passages: which rows begin and end them on each side.
struct Context {
    a: Edges,
    b: Edges,
}

/// The first and the last row of one side, by their numbers, and what they are widened to.
struct Edges {
    first: Option<usize>,
    last: Option<usize>,
    whole: Span,
}

impl Context {
    fn of(view: &CompareView) -> Self {
        Self {
            a: Edges::of(view.rows(), |row| row.a, view.a.context),
            b: Edges::of(view.rows(), |row| row.b, view.b.context),
        }
    }

    /// A row with the punctuation around its words; the first and the last of each side widened to
    /// whole sentences.
    fn around(&self, passages: Passages<'_>, number: usize, row: Row) -> Row {
        let widened = |edges: &Edges, text: &str, span: Option<Span>| {
            span.map(|span| edges.widened(number, with_punctuation(text, span)))
        };
        Row {
            a: widened(&self.a, passages.a, row.a),
            b: widened(&self.b, passages.b, row.b),
        }
    }
}

impl Edges {
    fn of(rows: &[Row], side: impl Fn(&Row) -> Option<Span>, whole: Span) -> Self {
        let starts = || {
            let spans = rows.iter().enumerate();
            spans.filter_map(|(number, row)| Some((side(row)?.start(), number)))
        };
        Self {
            first: starts().min().map(|(_, number)| number),
            last: starts().max().map(|(_, number)| number),
            whole,
        }
    }

    fn widened(&self, number: usize, span: Span) -> Span {
        let (mut start, mut end) = (span.start(), span.end());
        if self.first == Some(number) {
            start = start.min(self.whole.start());
        }
        if self.last == Some(number) {
            end = end.max(self.whole.end());
        }
        Span::between(start, end)
    }
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
