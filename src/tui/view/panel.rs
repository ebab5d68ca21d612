//! The panel below the panes: claims, shared passages, facts, history, what is hidden, what is not
//! open.

use super::super::settings::Role;
use super::roles;
use ratatui::layout::Rect;

use super::super::state::{PanelKind, State};
use super::super::update::{
    ClaimRow, SharedRow, claim_rows, first_words, hidden_rows, history_rows, lead_rows,
    shared_rows, unopened_rows,
};
use super::canvas::{Canvas, after, row};
use super::facts;
use super::findings;
use super::header::count;
use super::leads;
use super::pane::{claim_sign, kind_sign};
use crate::parallel::Place;
use crate::session::{Stance, Status};

pub fn draw(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let theme = canvas.theme();
    canvas.clear(area);
    let head = row(area, 0);
    let list = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    canvas.tint(head, theme.style(Role::PanelHeader));
    match state.panel.kind {
        PanelKind::Claims => {
            let rows = claim_rows(state);
            let order = state.panel.claim_order.word();
            draw_head(canvas, state, head, &claims_title(state), Some(order));
            let empty = "No claims yet: in a text, v selects words and c makes a claim of them.";
            draw_rows(canvas, state, list, &rows, empty, draw_claim);
        }
        PanelKind::Parallels => {
            let rows = shared_rows(state);
            let title = shared_title(state);
            let order = state.panel.parallel_order.word();
            draw_head(canvas, state, head, &title, Some(order));
            let empty = if state.progress.is_some() {
                "Still being looked for …"
            } else {
                "These documents share no passage."
            };
            draw_rows(
                canvas,
                state,
                list,
                &rows,
                empty,
                |canvas, state, line, row| match *row {
                    SharedRow::Parallel(number) => draw_parallel(canvas, state, line, number),
                    SharedRow::Boilerplate(number) => draw_boilerplate(canvas, state, line, number),
                },
            );
        }
        PanelKind::Facts => {
            let rows: Vec<_> = state.facts.listed().collect();
            let title = facts::title(state);
            let order = state.panel.fact_order.word();
            draw_head(canvas, state, head, &title, Some(order));
            let empty = facts::empty(state);
            draw_rows(
                canvas,
                state,
                list,
                &rows,
                empty,
                |canvas, state, line, row| {
                    facts::draw(canvas, state, line, row);
                },
            );
        }
        PanelKind::Leads => {
            let rows = lead_rows(state);
            draw_head(canvas, state, head, &leads::title(state), None);
            let empty = leads::empty(state);
            draw_rows(
                canvas,
                state,
                list,
                &rows,
                empty,
                |canvas, state, line, row| leads::draw(canvas, state, line, row),
            );
        }
        PanelKind::History => {
            let rows = history_rows(state);
            let title = format!(
                "History  {}",
                count(state.work.history().len(), "step", "steps")
            );
            draw_head(canvas, state, head, &title, None);
            draw_rows(
                canvas,
                state,
                list,
                &rows,
                "Nothing was done yet.",
                |canvas, state, line, row| draw_entry(canvas, state, line, *row),
            );
        }
        PanelKind::Hidden => {
            let rows = hidden_rows(state);
            draw_head(canvas, state, head, &findings::hidden_title(state), None);
            let empty = "Nothing is hidden in this text.";
            draw_rows(canvas, state, list, &rows, empty, findings::draw_hidden);
        }
        PanelKind::Unopened => {
            let rows = unopened_rows(state);
            draw_head(canvas, state, head, &findings::unopened_title(state), None);
            let empty = "Everything that was named is open.";
            draw_rows(canvas, state, list, &rows, empty, findings::draw_unopened);
        }
    }
}

fn claims_title(state: &State) -> String {
    let claims = &state.work.session().claims;
    let is_open = |status| matches!(status, Status::Open | Status::InProgress);
    let open = claims.iter().filter(|claim| is_open(claim.status)).count();
    format!("Claims  {} · {open} open", claims.len())
}

fn shared_title(state: &State) -> String {
    let passages = state.shared.all().len();
    match state.shared.boilerplate().len() {
        0 => format!("Shared passages  {passages}"),
        more => format!("Shared passages  {passages} · {more} of boilerplate"),
    }
}

fn draw_head(canvas: &mut Canvas<'_>, state: &State, head: Rect, title: &str, sort: Option<&str>) {
    let theme = canvas.theme();
    let style = if state.panel.has_keys() {
        theme.style(Role::TitleFocused)
    } else {
        theme.style(Role::Title)
    };
    let filter = state.panel.filter();
    let mut right = vec![];
    if !filter.is_empty() {
        right.push(format!("filter: {filter}"));
    }
    right.extend(sort.map(|sort| format!("sort: {sort}")));
    let words = format!(" {} ", right.join("   "));
    let room = after(head, head.width / 2);
    let taken = canvas.text_right(
        room,
        &words,
        theme.style(Role::PanelHeader).patch(theme.style(Role::Dim)),
    );
    let left = Rect {
        width: head.width.saturating_sub(taken),
        ..head
    };
    canvas.text(
        after(left, 1),
        title,
        theme.style(Role::PanelHeader).patch(style),
    );
}

fn draw_rows<R>(
    canvas: &mut Canvas<'_>,
    state: &State,
    list: Rect,
    rows: &[R],
    empty: &str,
    draw: impl Fn(&mut Canvas<'_>, &State, Rect, &R),
) {
    let theme = canvas.theme();
    if rows.is_empty() {
        let words = if state.panel.filter().is_empty() {
            empty
        } else {
            "No row matches the filter."
        };
        canvas.text(after(list, 1), words, theme.style(Role::Dim));
        return;
    }
    let cursor = state.panel.cursor();
    let height = usize::from(list.height).max(1);
    let top = cursor
        .top
        .min(cursor.row)
        .max((cursor.row + 1).saturating_sub(height));
    for (number, item) in rows.iter().enumerate().skip(top).take(height) {
        let line = row(list, number - top);
        draw(canvas, state, after(line, 3), item);
        if number == cursor.row {
            canvas.text(after(line, 1), "▸", theme.style(Role::Text));
            if state.panel.has_keys() {
                canvas.tint(line, theme.style(Role::RowSelected));
            }
        }
    }
}

/// Columns at the right of the claims that are kept for their place and evidence, in cells.
const BESIDE_CLAIM: u16 = 42;

fn draw_claim(canvas: &mut Canvas<'_>, state: &State, line: Rect, item: &ClaimRow) {
    let theme = canvas.theme();
    let session = state.work.session();
    let Some(claim) = session.claim(&item.claim) else {
        return;
    };
    let label = claim
        .verdict
        .as_deref()
        .and_then(|verdict| state.scale.label(verdict));
    let style = theme.style(roles::verdict(label.map(|label| label.meaning)));
    let plain = style.remove_modifier(ratatui::style::Modifier::UNDERLINED);
    canvas.text(
        line,
        &format!("{:>3}", claim.id.number),
        theme.style(Role::Dim),
    );
    canvas.sign(
        line.x + 4,
        line.y,
        claim_sign(state, session, &claim.id),
        plain,
    );
    let words = after(line, 6);
    let beside = if words.width > BESIDE_CLAIM * 2 {
        BESIDE_CLAIM
    } else {
        words.width / 3
    };
    let (supports, refutes) = session
        .evidence_for(&claim.id)
        .fold((0, 0), |(s, r), evidence| match evidence.stance {
            Stance::Supports => (s + 1, r),
            Stance::Refutes => (s, r + 1),
            Stance::Qualifies | Stance::Mentions => (s, r),
        });
    let place = item.place.and_then(|(document, span)| {
        let text = state.desk.ready(document)?;
        let letter = state.desk.letter(document);
        Some(format!("{letter} {}", text.place(span.start())))
    });
    let verdict = match label {
        Some(label) => label.title.clone(),
        None => claim.status.word().to_owned(),
    };
    let right = after(words, words.width - beside);
    let tally = format!("+{supports} −{refutes} ");
    let taken = canvas.text_right(right, &tally, theme.style(Role::Dim));
    canvas.text(right, &place.unwrap_or_default(), theme.style(Role::Dim));
    let verdict_area = after(
        Rect {
            width: right.width.saturating_sub(taken + 1),
            ..right
        },
        8,
    );
    canvas.text(verdict_area, &verdict, plain);
    let statement = Rect {
        width: (words.width - beside).saturating_sub(2),
        ..words
    };
    canvas.text(statement, &claim.statement, theme.style(Role::Text));
}

fn draw_parallel(canvas: &mut Canvas<'_>, state: &State, line: Rect, number: usize) {
    let theme = canvas.theme();
    let Some(found) = state.shared.get(number) else {
        return;
    };
    canvas.sign(
        line.x,
        line.y,
        kind_sign(found.kind),
        theme.style(roles::parallel(found.kind)),
    );
    let words = format!("{:<11}{:.2}", found.kind.name(), found.similarity.value());
    canvas.text(
        after(line, 2),
        &words,
        theme.style(roles::parallel(found.kind)),
    );
    let places = format!("{} ↔ {}", place(state, found.a), place(state, found.b));
    canvas.text(after(line, 20), &places, theme.style(Role::Text));
    draw_quote(canvas, state, line, found.a);
}

fn draw_boilerplate(canvas: &mut Canvas<'_>, state: &State, line: Rect, number: usize) {
    let theme = canvas.theme();
    let Some(found) = state.shared.boilerplate().get(number) else {
        return;
    };
    canvas.text(after(line, 2), "boilerplate", theme.style(Role::Dim));
    let places = format!("{} × {}", place(state, found.place), found.documents);
    canvas.text(after(line, 20), &places, theme.style(Role::Text));
    draw_quote(canvas, state, line, found.place);
}

/// The first words of a passage, behind its places.
fn draw_quote(canvas: &mut Canvas<'_>, state: &State, line: Rect, place: Place) {
    let document = state.desk.ready(place.document);
    let quote = document.map(|document| first_words(document.quote(place.span)));
    let style = canvas.theme().style(Role::Dim);
    canvas.text(after(line, 36), &quote.unwrap_or_default(), style);
}

/// Where a passage stands: `B ¶9`.
fn place(state: &State, place: Place) -> String {
    let document = state.desk.ready(place.document);
    let number = document.map_or(0, |document| document.paragraph_number(place.span.start()));
    format!("{} ¶{number}", state.desk.letter(place.document))
}

fn draw_entry(canvas: &mut Canvas<'_>, state: &State, line: Rect, number: usize) {
    let theme = canvas.theme();
    let Some(entry) = state.work.history().get(number) else {
        return;
    };
    canvas.text(
        line,
        &format!("{:>4}", entry.number),
        theme.style(Role::Dim),
    );
    canvas.text(
        after(line, 6),
        &state.local_time(&entry.stamp.at),
        theme.style(Role::Dim),
    );
    canvas.text(
        Rect {
            width: 12,
            ..after(line, 24)
        },
        &entry.stamp.author,
        theme.style(Role::Dim),
    );
    canvas.text(
        after(line, 37),
        &state.work.describe(entry),
        theme.style(Role::Text),
    );
}
