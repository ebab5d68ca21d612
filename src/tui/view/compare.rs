//! Two passages, compared: side by side or in one column, with the list of what differs.

use super::super::settings::Role;
use super::roles;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::layout::rows::{cells, wrap};
use super::super::state::{CompareView, State};
use super::super::update::one_line;
use super::canvas::{Canvas, Titles, after, inside, row};
use super::header::count;
use crate::compare::{Class, Difference};
use crate::text::{DocumentId, Span};

/// The least width at which two columns are shown, in cells.
const TWO_COLUMNS: u16 = 70;

/// A row of one side: a stretch of its passage.
#[derive(Clone, Copy)]
struct Piece {
    side: Side,
    span: Span,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    A,
    B,
}

/// One row of the texts: a piece of either side, or a blank.
type Texts = Vec<(Option<Piece>, Option<Piece>)>;

pub fn draw(canvas: &mut Canvas<'_>, state: &State, view: &CompareView, area: Rect) {
    let theme = canvas.theme();
    canvas.clear(area);
    let Some(passages) = Passages::of(state, view) else {
        return;
    };
    let (important, small) = tally(view);
    let small_words = match (small, view.unfolded) {
        (0, _) => String::new(),
        (_, true) => format!(" · {small} small ones shown"),
        (_, false) => format!(" · {small} small ones folded"),
    };
    let right = format!(
        "{}{small_words}",
        count(
            important,
            "difference that matters",
            "differences that matter"
        )
    );
    let (title, kind) = (places(state, view), kind_words(state, view));
    let titles = Titles {
        top: &format!("{title}    {kind}"),
        top_right: &right,
        bottom: "n N differences   c claim of it   s arrange   z fold   [ ] other pairs   Enter go there   Esc close",
        bottom_right: "",
        style: theme.style(Role::TitleFocused),
        dim: theme.style(Role::Dim),
    };
    canvas.frame(area, theme.style(Role::BorderFocused), &titles);
    let inner = inside(area);
    let listed: Vec<_> = view
        .comparison
        .differences
        .iter()
        .enumerate()
        .filter(|(_, difference)| view.lists(difference))
        .collect();
    // The list takes what it needs, but never more than two fifths of the room.
    let wanted = u16::try_from(listed.len().max(1)).unwrap_or(u16::MAX);
    let list_height = wanted.min(inner.height * 2 / 5).max(1);
    let texts = Rect {
        height: inner.height.saturating_sub(list_height + 1),
        ..inner
    };
    let list = Rect {
        y: texts.bottom() + 1,
        height: list_height,
        ..inner
    };
    draw_texts(canvas, view, &passages, texts);
    if texts.bottom() < area.bottom() {
        for x in area.x + 1..area.right() - 1 {
            canvas.sign(x, texts.bottom(), '─', theme.style(Role::Border));
        }
    }
    draw_list(canvas, view, &passages, &listed, list);
}

/// The words of both sides.
struct Passages<'s> {
    a: &'s str,
    b: &'s str,
}

impl<'s> Passages<'s> {
    fn of(state: &'s State, view: &CompareView) -> Option<Self> {
        let quote = |(document, span): (DocumentId, Span)| {
            state.desk.ready(document).map(|text| text.quote(span))
        };
        Some(Self {
            a: quote(view.a)?,
            b: quote(view.b)?,
        })
    }

    fn text(&self, side: Side) -> &'s str {
        match side {
            Side::A => self.a,
            Side::B => self.b,
        }
    }
}

/// Where both passages stand.
fn places(state: &State, view: &CompareView) -> String {
    let place = |(document, span): (DocumentId, Span)| {
        let letter = state.desk.letter(document);
        state.desk.ready(document).map_or(letter.clone(), |text| {
            let first = text.paragraph_number(span.start());
            let last = text.paragraph_number(span.end());
            if first == last {
                format!("{letter} ¶{first}")
            } else {
                format!("{letter} ¶{first}–{last}")
            }
        })
    };
    format!("{}  ↔  {}", place(view.a), place(view.b))
}

fn kind_words(state: &State, view: &CompareView) -> String {
    state
        .shared
        .get(view.parallel)
        .map_or(String::new(), |found| {
            format!("{}, {:.2}", found.kind.name(), found.similarity.value())
        })
}

/// How many differences matter, and how many do not.
fn tally(view: &CompareView) -> (usize, usize) {
    let all = view.comparison.differences.len();
    let important = view
        .comparison
        .differences
        .iter()
        .filter(|one| one.class.matters())
        .count();
    (important, all - important)
}

fn draw_texts(canvas: &mut Canvas<'_>, view: &CompareView, passages: &Passages<'_>, area: Rect) {
    let theme = canvas.theme();
    let one_column = view.one_column || area.width < TWO_COLUMNS;
    let half = if one_column {
        area.width.saturating_sub(2)
    } else {
        area.width.saturating_sub(3) / 2
    };
    let rows = if one_column {
        stacked(view, passages, half)
    } else {
        side_by_side(view, passages, half)
    };
    let height = usize::from(area.height).max(1);
    let shown = view.chosen().and_then(|chosen| {
        rows.iter().position(|(a, b)| {
            [a, b].into_iter().flatten().any(|piece| {
                let words = if piece.side == Side::A {
                    chosen.a
                } else {
                    chosen.b
                };
                words.is_some_and(|words| piece.span.contains(words.start()))
            })
        })
    });
    // The chosen difference stays in sight; scrolling goes from there.
    let base = shown.map_or(0, |row| row.saturating_sub(height / 2));
    let top = (base + view.scroll).min(rows.len().saturating_sub(height));
    for (number, (a, b)) in rows.iter().skip(top).take(height).enumerate() {
        let line = row(area, number);
        if one_column {
            if let Some(piece) = a.or(*b) {
                let sign = if piece.side == Side::A { "◂" } else { "▸" };
                canvas.text(line, sign, theme.style(Role::Dim));
                draw_piece(canvas, view, passages, piece, after(line, 2));
            }
            continue;
        }
        let left = Rect {
            width: half,
            ..line
        };
        let right = after(line, half + 3);
        canvas.sign(line.x + half + 1, line.y, '│', theme.style(Role::Border));
        if let Some(piece) = a {
            draw_piece(canvas, view, passages, *piece, left);
        }
        if let Some(piece) = b {
            draw_piece(canvas, view, passages, *piece, right);
        }
    }
}

fn pieces(text: &str, side: Side, span: Option<Span>, width: u16) -> Vec<Piece> {
    let Some(span) = span else { return vec![] };
    let mut pieces = vec![];
    let mut from = span.start().0;
    // A passage may hold line ends: each line wraps by itself.
    for line in span.of(text).split_inclusive('\n') {
        let words = Span::new(from, from + line.trim_end_matches(['\n', '\r']).len());
        from += line.len();
        if !words.of(text).trim().is_empty() {
            pieces.extend(
                wrap(text, words, width.max(1))
                    .into_iter()
                    .map(|span| Piece { side, span }),
            );
        }
    }
    pieces
}

fn side_by_side(view: &CompareView, passages: &Passages<'_>, width: u16) -> Texts {
    let mut texts = vec![];
    for row in &view.comparison.rows {
        let a = pieces(passages.a, Side::A, row.a, width);
        let b = pieces(passages.b, Side::B, row.b, width);
        for number in 0..a.len().max(b.len()) {
            texts.push((a.get(number).copied(), b.get(number).copied()));
        }
        texts.push((None, None));
    }
    texts.pop();
    texts
}

fn stacked(view: &CompareView, passages: &Passages<'_>, width: u16) -> Texts {
    let mut texts = vec![];
    for row in &view.comparison.rows {
        let a = pieces(passages.a, Side::A, row.a, width);
        let b = pieces(passages.b, Side::B, row.b, width);
        texts.extend(a.into_iter().chain(b).map(|piece| (Some(piece), None)));
        texts.push((None, None));
    }
    texts.pop();
    texts
}

fn draw_piece(
    canvas: &mut Canvas<'_>,
    view: &CompareView,
    passages: &Passages<'_>,
    piece: Piece,
    line: Rect,
) {
    let theme = canvas.theme();
    let text = passages.text(piece.side);
    let over: Vec<(Span, Style)> = view
        .comparison
        .differences
        .iter()
        .enumerate()
        .filter_map(|(number, difference)| {
            let span = if piece.side == Side::A {
                difference.a
            } else {
                difference.b
            }?;
            let style = if view.lists(difference) {
                theme.style(roles::class(difference.class))
            } else {
                theme.style(roles::class(Class::FunctionWords))
            };
            let style = if view.chosen == Some(number) {
                style.patch(theme.style(Role::Selection))
            } else {
                style
            };
            span.overlaps(piece.span).then_some((span, style))
        })
        .collect();
    for cell in cells(text, piece.span) {
        if cell.column + cell.width > line.width {
            break;
        }
        let style = over
            .iter()
            .filter(|(span, _)| span.contains(cell.span.start()))
            .fold(theme.style(Role::Text), |style, (_, patch)| {
                style.patch(*patch)
            });
        canvas.glyph(line.x + cell.column, line.y, &cell.glyph, cell.width, style);
    }
}

fn draw_list(
    canvas: &mut Canvas<'_>,
    view: &CompareView,
    passages: &Passages<'_>,
    listed: &[(usize, &Difference)],
    area: Rect,
) {
    let theme = canvas.theme();
    if listed.is_empty() {
        let words = if view.comparison.differences.is_empty() {
            "Word for word the same."
        } else {
            "Nothing that matters differs; z shows the small differences."
        };
        canvas.text(area, words, theme.style(Role::Dim));
        return;
    }
    let height = usize::from(area.height).max(1);
    let chosen = listed
        .iter()
        .position(|(number, _)| view.chosen == Some(*number))
        .unwrap_or(0);
    let top = (chosen + 1).saturating_sub(height);
    for (place, (number, difference)) in listed.iter().enumerate().skip(top).take(height) {
        let line = row(area, place - top);
        let style = theme.style(roles::class(difference.class));
        let is_chosen = view.chosen == Some(*number);
        canvas.text(
            line,
            if is_chosen { "▸" } else { " " },
            theme.style(Role::Text),
        );
        canvas.sign(line.x + 2, line.y, difference.class.sign(), style);
        let words = words(passages, difference);
        let half = line.width * 11 / 20;
        canvas.text(
            Rect {
                width: half.saturating_sub(6),
                ..after(line, 4)
            },
            &words,
            theme.style(Role::Text),
        );
        canvas.text(after(line, half), &difference.why, theme.style(Role::Dim));
        if is_chosen {
            canvas.tint(line, theme.style(Role::RowSelected));
        }
    }
}

/// The words of both sides, as far as there are.
fn words(passages: &Passages<'_>, difference: &Difference) -> String {
    let quote = |text: &str, span: Option<Span>| span.map(|span| one_line(span.of(text)));
    match (
        quote(passages.a, difference.a),
        quote(passages.b, difference.b),
    ) {
        (Some(a), Some(b)) if difference.class == Class::Moved => {
            if a == b {
                a
            } else {
                format!("{a} / {b}")
            }
        }
        (Some(a), Some(b)) => format!("{a} / {b}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => String::new(),
    }
}
