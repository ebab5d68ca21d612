//! A pane: frame, gutter, text with its marks, cursor.

use super::super::settings::Role;
use super::roles;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::layout::rows::cells;
use super::super::layout::{PaneArea, Viewport};
use super::super::state::{Layer, Mark, MarkKind, Pane, Progress, Slot, State, marks_in};
use super::super::update::selected_in;
use super::canvas::{Canvas, Titles, row};
use super::findings::badge;
use crate::parallel::Kind;
use crate::session::{Session, Stance};
use crate::text::{Document, Offset, Span, findings, search};

/// Styles over stretches of text, the later over the earlier.
type Layers = Vec<(Span, Style)>;

pub fn draw(canvas: &mut Canvas<'_>, state: &State, area: &PaneArea) {
    let theme = canvas.theme();
    let Some(pane) = state.panes.all().get(area.pane) else {
        return;
    };
    let focused = area.pane == state.panes.focus() && !state.panel.has_keys();
    let border = if focused {
        theme.style(Role::BorderFocused)
    } else {
        theme.style(Role::Border)
    };
    let style = if focused {
        theme.style(Role::TitleFocused)
    } else {
        theme.style(Role::Title)
    };
    let Some(id) = pane.document else {
        let titles = Titles {
            top: "no document",
            style,
            dim: theme.style(Role::Dim),
            ..Titles::default()
        };
        canvas.frame(area.frame, border, &titles);
        let found;
        let words = match (state.progress, state.desk.nothing()) {
            (Some(Progress::Looking(0)), _) => "Looking for texts …",
            (Some(Progress::Looking(texts)), _) => {
                found = format!("Looking for texts … {texts} found");
                &found
            }
            (_, Some(nothing)) => nothing,
            _ if state.to_fill > 0 => "Being read …",
            _ => "Open texts by naming them: crosscheck FILE… FOLDER…",
        };
        let lines: Vec<_> = words.lines().collect();
        say(canvas, area.text, &lines);
        return;
    };
    let title = state.title_of(id);
    let letter = state.desk.letter(id);
    let slot = state.desk.slot(id);
    let place = match slot {
        Some(Slot::Ready(document)) if document.text.is_empty() => "empty".to_owned(),
        Some(Slot::Ready(document)) => format!(
            "{letter}:{}/{}",
            document.paragraph_number(pane.cursor),
            document.paragraph_count()
        ),
        _ => String::new(),
    };
    let hidden = state.desk.findings(id).map_or(String::new(), badge);
    let titles = Titles {
        top: &format!("{letter}  {title}"),
        top_right: &hidden,
        bottom_right: &place,
        style,
        dim: theme.style(Role::Dim),
        ..Titles::default()
    };
    canvas.frame(area.frame, border, &titles);
    match slot {
        Some(Slot::Ready(document)) => draw_text(canvas, state, area, pane, document),
        Some(Slot::Failed(why)) => {
            let next = if state.desk.len() > 1 {
                "]d shows the next document."
            } else {
                ""
            };
            say(canvas, area.text, &[why, "", next]);
        }
        Some(Slot::Waiting) | None => say(canvas, area.text, &["Being read …"]),
    }
}

fn say(canvas: &mut Canvas<'_>, area: Rect, lines: &[&str]) {
    let style = canvas.theme().style(Role::Dim);
    let mut next = 0;
    for line in lines {
        let width = area.width.max(1);
        for part in super::super::layout::rows::wrap(line, Span::new(0, line.len()), width) {
            canvas.text(row(area, next), part.of(line).trim_end(), style);
            next += 1;
        }
    }
}

fn draw_text(
    canvas: &mut Canvas<'_>,
    state: &State,
    area: &PaneArea,
    pane: &Pane,
    document: &Document,
) {
    let viewport = Viewport {
        text: &document.text,
        width: area.text.width,
        height: area.text.height,
    };
    let rows = viewport.rows(pane.top);
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        return;
    };
    let seen = first.hull(*last);
    let session = state.work.session();
    let marks = marks_in(session, document.id, seen);
    let layers = layers(canvas, state, area.pane, document, seen, &marks);
    let cursor_style = cursor_style(canvas, state, area.pane);
    for (number, span) in rows.iter().enumerate() {
        let line = row(area.text, number);
        draw_row(canvas, &document.text, *span, line, &layers);
        draw_gutter(
            canvas,
            state,
            document,
            *span,
            row(area.gutter, number),
            &marks,
        );
        let next = rows
            .get(number + 1)
            .map_or(usize::MAX, |next| next.start().0);
        if span.start() <= pane.cursor && pane.cursor.0 < next.max(span.end().0 + 1) {
            draw_cursor(
                canvas,
                &document.text,
                *span,
                line,
                pane.cursor,
                cursor_style,
            );
        }
    }
}

fn draw_row(canvas: &mut Canvas<'_>, text: &str, span: Span, line: Rect, layers: &Layers) {
    let base = canvas.theme().style(Role::Text);
    let over: Vec<_> = layers
        .iter()
        .filter(|(other, _)| other.overlaps(span))
        .collect();
    for cell in cells(text, span) {
        if cell.column >= line.width {
            break;
        }
        let style = over
            .iter()
            .filter(|(span, _)| span.contains(cell.span.start()))
            .fold(base, |style, (_, patch)| style.patch(*patch));
        let room = line.width - cell.column;
        canvas.glyph(line.x + cell.column, line.y, &cell.glyph, room, style);
    }
}

fn draw_cursor(
    canvas: &mut Canvas<'_>,
    text: &str,
    span: Span,
    line: Rect,
    at: Offset,
    style: Style,
) {
    let here = cells(text, span).find(|cell| cell.span.contains(at));
    let (column, width) = match here {
        Some(cell) => (cell.column, cell.width),
        None => (super::super::layout::rows::column_of(text, span, at), 1),
    };
    let column = column.min(line.width.saturating_sub(1));
    let width = width.clamp(1, line.width.saturating_sub(column).max(1));
    canvas.tint(
        Rect {
            x: line.x + column,
            width,
            ..line
        },
        style,
    );
}

fn cursor_style(canvas: &Canvas<'_>, state: &State, pane: usize) -> Style {
    let theme = canvas.theme();
    let has_keys = pane == state.panes.focus()
        && !state.panel.has_keys()
        && state
            .layers
            .iter()
            .all(|layer| matches!(layer, Layer::Prompt(_)));
    if has_keys {
        theme.style(Role::Cursor)
    } else {
        theme.style(Role::CursorUnfocused)
    }
}

/// What lies over the text, from the softest to the strongest.
fn layers(
    canvas: &Canvas<'_>,
    state: &State,
    pane: usize,
    document: &Document,
    seen: Span,
    marks: &[Mark],
) -> Layers {
    let theme = canvas.theme();
    let mut layers = vec![];
    if let Some(findings) = state.desk.findings(document.id) {
        let lookalikes = findings
            .overlapping(seen)
            .filter(|found| matches!(found.kind, findings::Kind::Lookalike(_)));
        layers.extend(lookalikes.map(|found| (found.span, theme.style(Role::Lookalike))));
    }
    for lit in state.lit_in(pane) {
        layers.push((lit, theme.style(Role::Counterpart)));
    }
    let session = state.work.session();
    for mark in marks {
        let style = match &mark.kind {
            MarkKind::Claim => theme.style(roles::verdict(meaning(state, session, mark))),
            MarkKind::Evidence(_, stance) => theme.style(roles::stance(*stance)),
        };
        layers.push((mark.span, style));
    }
    if let Some(needle) = &state.needle {
        let cursor = state.panes.all().get(pane).map(|pane| pane.cursor);
        for hit in search::find_in(&document.text, seen, needle) {
            let style = if Some(hit.start()) == cursor {
                theme.style(Role::SearchCurrent)
            } else {
                theme.style(Role::SearchHit)
            };
            layers.push((hit, style));
        }
    }
    if let Some(selected) = state
        .panes
        .all()
        .get(pane)
        .and_then(|pane| selected_in(document, pane))
    {
        layers.push((selected, theme.style(Role::Selection)));
    }
    layers
}

fn meaning(state: &State, session: &Session, mark: &Mark) -> Option<crate::session::Meaning> {
    let verdict = session.claim(&mark.claim)?.verdict.as_deref()?;
    Some(state.scale.label(verdict)?.meaning)
}

/// From left to right: a claim or evidence that begins in the row, a conflict, a shared passage.
fn draw_gutter(
    canvas: &mut Canvas<'_>,
    state: &State,
    document: &Document,
    span: Span,
    line: Rect,
    marks: &[Mark],
) {
    let theme = canvas.theme();
    let session = state.work.session();
    let begins: Vec<_> = marks
        .iter()
        .filter(|mark| span.contains(mark.span.start()))
        .collect();
    let is_claim = |mark: &&&Mark| mark.kind == MarkKind::Claim;
    if let Some(mark) = begins.iter().rfind(is_claim).or(begins.last()) {
        let (sign, role) = match &mark.kind {
            MarkKind::Claim => (
                claim_sign(state, session, &mark.claim),
                roles::verdict(meaning(state, session, mark)),
            ),
            MarkKind::Evidence(_, stance) => (stance_sign(*stance), roles::stance(*stance)),
        };
        canvas.sign(line.x, line.y, sign, without_underline(theme.style(role)));
    }
    let mut conflicts = state.conflicts.overlapping(document.id, span);
    if line.width > 1 && conflicts.next().is_some() {
        canvas.sign(line.x + 1, line.y, '≠', theme.style(Role::Conflict));
    }
    if line.width > 2
        && let Some(kind) = state.shared.kind_over(document.id, span)
    {
        let style = theme.style(roles::parallel(kind));
        canvas.sign(line.x + 2, line.y, kind_sign(kind), style);
    }
}

fn without_underline(style: Style) -> Style {
    style.remove_modifier(ratatui::style::Modifier::UNDERLINED)
}

/// The sign of a claim: what its verdict means, or whether it has evidence yet.
pub fn claim_sign(state: &State, session: &Session, id: &crate::session::ClaimId) -> char {
    use crate::session::Meaning;
    let verdict = session.claim(id).and_then(|claim| claim.verdict.as_deref());
    match verdict
        .and_then(|verdict| state.scale.label(verdict))
        .map(|label| label.meaning)
    {
        Some(Meaning::Supported) => '●',
        Some(Meaning::Refuted) => '✗',
        Some(Meaning::Mixed) => '◐',
        Some(Meaning::Unknown) => '◌',
        None if session.evidence_for(id).next().is_some() => '?',
        None => '○',
    }
}

/// The sign of a stance.
pub fn stance_sign(stance: Stance) -> char {
    match stance {
        Stance::Supports => '+',
        Stance::Refutes => '−',
        Stance::Qualifies => '±',
        Stance::Mentions => '·',
    }
}

/// The sign of a kind of parallel.
pub fn kind_sign(kind: Kind) -> char {
    match kind {
        Kind::Verbatim => '█',
        Kind::Near => '▌',
        Kind::Paraphrase => '░',
    }
}
