//! Two passages, compared: their texts, and below them the list of what differs.

mod texts;

use ratatui::layout::Rect;

use super::super::settings::Role;
use super::super::state::{CompareView, State, Subject, Telling};
use super::super::update::first_words;
use super::canvas::{Canvas, Titles, after, inside, row};
use super::header::count;
use super::popup::at_bottom;
use super::roles;
use crate::compare::{Class, Difference};
use crate::text::Span;
use texts::{Passages, Texts};

/// The keys, below.
const KEYS: &str = "n N differences  c claim  s arrange  z fold  [ ] pairs  Enter go  Esc close";

pub fn draw(canvas: &mut Canvas<'_>, state: &State, view: &CompareView, middle: Rect) {
    let passages = Passages::of(view);
    let theme = canvas.theme();
    let texts = Texts::lay_out(view, passages, inside(middle));
    let listed: Vec<_> = view
        .differences()
        .iter()
        .enumerate()
        .filter(|(_, difference)| view.lists(difference))
        .collect();
    // As high as both need, with the frame and the line between.
    let wanted = texts.height() + listed.len().max(1) + 3;
    let area = at_bottom(
        middle,
        middle.width,
        u16::try_from(wanted).unwrap_or(u16::MAX),
    );
    canvas.clear(area);
    let titles = Titles {
        top: &title(state, view),
        top_right: &tally(view),
        bottom: KEYS,
        bottom_right: "",
        style: theme.style(Role::TitleFocused),
        dim: theme.style(Role::Dim),
    };
    canvas.frame(area, theme.style(Role::BorderFocused), &titles);
    let inner = inside(area);
    // The list takes what it needs, but never more than two fifths of the room.
    let rows = u16::try_from(listed.len().max(1)).unwrap_or(u16::MAX);
    let rows = rows.min(inner.height * 2 / 5).max(1);
    let above = Rect {
        height: inner.height.saturating_sub(rows + 1),
        ..inner
    };
    texts.draw(canvas, view, above);
    for x in area.x + 1..area.right().saturating_sub(1) {
        canvas.sign(x, above.bottom(), '─', theme.style(Role::Border));
    }
    let list = Rect {
        y: above.bottom() + 1,
        height: rows,
        ..inner
    };
    draw_list(canvas, view, passages, &listed, list);
}

/// Where both passages stand, and what kind of parallel they are.
fn title(state: &State, view: &CompareView) -> String {
    let place = |telling: &Telling| {
        let Telling {
            document,
            name,
            passage: span,
            ..
        } = telling;
        let first = document.paragraph_number(span.start());
        let last = crate::text::motion::last_character(&document.text, *span);
        let last = document.paragraph_number(last);
        if first == last {
            format!("{name} ¶{first}")
        } else {
            format!("{name} ¶{first}–{last}")
        }
    };
    let Subject::Parallel(parallel) = view.subject else {
        return format!("{}  ↔  {}", view.a.name, view.b.name);
    };
    let kind = state.shared.get(parallel).map_or(String::new(), |found| {
        format!("    {}, {:.2}", found.kind.name(), found.similarity.value())
    });
    format!("{}  ↔  {}{kind}", place(&view.a), place(&view.b))
}

/// How many differences matter, and how many do not.
fn tally(view: &CompareView) -> String {
    if view.comparison.is_none() {
        return String::new();
    }
    let all = view.differences();
    let important = all.iter().filter(|one| one.class.matters()).count();
    let small = match (all.len() - important, view.unfolded) {
        (0, _) => String::new(),
        (small, true) => format!(" · {small} small shown (z)"),
        (small, false) => format!(" · {small} small folded (z)"),
    };
    format!(
        "{}{small}",
        count(
            important,
            "difference that matters",
            "differences that matter"
        )
    )
}

fn draw_list(
    canvas: &mut Canvas<'_>,
    view: &CompareView,
    passages: Passages<'_>,
    listed: &[(usize, &Difference)],
    area: Rect,
) {
    let theme = canvas.theme();
    if listed.is_empty() {
        let words = match &view.comparison {
            None => "These are long passages: comparing them takes a moment…",
            Some(all) if all.differences.is_empty() => "Word for word the same.",
            Some(_) => "Nothing that matters differs; z shows the small differences.",
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
        let is_chosen = view.chosen == Some(*number);
        if is_chosen {
            canvas.tint(line, theme.style(Role::RowSelected));
            canvas.text(line, "▸", theme.style(Role::Text));
        }
        let style = theme.style(roles::class(difference.class));
        canvas.sign(line.x + 2, line.y, difference.class.sign(), style);
        let words = words(passages, difference);
        let half = line.width * 11 / 20;
        let room = Rect {
            width: half.saturating_sub(6),
            ..after(line, 4)
        };
        canvas.text(room, &words, theme.style(Role::Text));
        canvas.text(
            after(line, half),
            &why(view, difference),
            theme.style(Role::Dim),
        );
    }
}

/// The words of both sides, as far as there are.
fn words(passages: Passages<'_>, difference: &Difference) -> String {
    let quote = |text: &str, span: Option<Span>| span.map(|span| first_words(span.of(text)));
    match (
        quote(passages.a, difference.a),
        quote(passages.b, difference.b),
    ) {
        (Some(a), Some(b)) if a == b => a,
        (Some(a), Some(b)) => format!("{a} / {b}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => String::new(),
    }
}

/// Why the difference has its class; documents by their letters.
fn why(view: &CompareView, difference: &Difference) -> String {
    match difference.class {
        Class::Removed => format!("only {} says it", view.a.name),
        Class::Added => format!("only {} says it", view.b.name),
        _ => difference.why.clone(),
    }
}
