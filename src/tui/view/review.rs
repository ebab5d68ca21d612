//! What is marked in a text that changed on disk: each place with what became of it, and below the
//! sentences around the chosen one, before and now.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::settings::Role;
use super::super::state::{ReviewView, State};
use super::super::update::one_line;
use super::canvas::{Canvas, Titles, after, inside, row};
use super::marked::{Line, lines};
use super::popup::at_bottom;
use super::roles;
use crate::compare::Difference;
use crate::session::review::{Change, Decision, Holder, Reviewed};
use crate::session::revision::Fate;
use crate::text::Span;

/// The keys, below.
const KEYS: &str = "Enter take its new words   o keep as read   x drop   T take the new text   K keep the old   = compare   Esc later";

/// The cells of the column that says what became of a place, and of the one that says whose it is.
const COLUMNS: (u16, u16) = (24, 20);

pub fn draw(canvas: &mut Canvas<'_>, state: &State, view: &ReviewView, middle: Rect) {
    let theme = canvas.theme();
    let width = inside(middle).width;
    let chosen = view.review.places.get(view.cursor.row);
    let details = chosen.map_or_else(Vec::new, |place| details(place, width));
    let places = view.review.places.len().max(1);
    let wanted = places + details.len() + 3;
    let area = at_bottom(
        middle,
        middle.width,
        u16::try_from(wanted).unwrap_or(u16::MAX),
    );
    canvas.clear(area);
    let document = view.review.document;
    let title = format!(
        "{}  {}   changed on disk",
        state.desk.letter(document),
        state.title_of(document)
    );
    let titles = Titles {
        top: &title,
        top_right: &tally(view),
        bottom: KEYS,
        style: theme.style(Role::TitleFocused),
        dim: theme.style(Role::Dim),
        ..Titles::default()
    };
    canvas.frame(area, theme.style(Role::BorderFocused), &titles);
    let inner = inside(area);
    // The details take what they need, but leave the list two fifths of the room.
    let below = u16::try_from(details.len()).unwrap_or(u16::MAX);
    let below = below.min(inner.height.saturating_sub(1) * 3 / 5);
    let list = Rect {
        height: inner.height.saturating_sub(below + 1).max(1),
        ..inner
    };
    if view.review.places.is_empty() {
        let words =
            "Nothing is marked in this text. T takes the new text, = shows what changed in it.";
        canvas.text(list, words, theme.style(Role::Dim));
        return;
    }
    draw_list(canvas, state, view, list);
    for x in area.x + 1..area.right().saturating_sub(1) {
        canvas.sign(x, list.bottom(), '─', theme.style(Role::Border));
    }
    let below = Rect {
        y: list.bottom() + 1,
        height: below,
        ..inner
    };
    for (number, line) in details.iter().take(usize::from(below.height)).enumerate() {
        line.draw(canvas, row(below, number));
    }
}

fn tally(view: &ReviewView) -> String {
    let settled = view.review.places.len() - view.review.open();
    format!("{} to decide · {settled} settled", view.open())
}

fn draw_list(canvas: &mut Canvas<'_>, state: &State, view: &ReviewView, list: Rect) {
    let theme = canvas.theme();
    let height = usize::from(list.height).max(1);
    let top = (view.cursor.row + 1).saturating_sub(height);
    let all = view.review.places.iter().zip(&view.decisions);
    for (number, (place, decision)) in all.enumerate().skip(top).take(height) {
        let line = row(list, number - top);
        if number == view.cursor.row {
            canvas.tint(line, theme.style(Role::RowSelected));
            canvas.text(line, "▸", theme.style(Role::Text));
        }
        let (first, second) = COLUMNS;
        let (what, style) = fate(canvas, place);
        let column = |at: u16, width: u16| Rect {
            width: width.min(line.width.saturating_sub(at)),
            ..after(line, at)
        };
        canvas.text(column(2, first - 1), &what, style);
        let holder = column(2 + first, second - 1);
        canvas.text(
            holder,
            &holder_words(state, &place.holder),
            theme.style(Role::Text),
        );
        let rest = after(line, 2 + first + second);
        let right = after(rest, rest.width * 3 / 5);
        let decided = decided(view, place, decision.as_ref());
        let taken = canvas.text_right(right, &decided, theme.style(Role::Notice));
        let quote = Rect {
            width: rest.width.saturating_sub(taken + 2),
            ..rest
        };
        let words = format!("“{}”", one_line(&place.was.quote));
        canvas.text(quote, &words, theme.style(Role::Dim));
    }
}

/// What became of a place, in a few words, with their style.
fn fate(canvas: &Canvas<'_>, place: &Reviewed) -> (String, Style) {
    let theme = canvas.theme();
    let Some(change) = place.change else {
        let words = match place.fate {
            Fate::Moved(_) => "→ moved",
            Fate::Exact | Fate::Changed(_) | Fate::Ambiguous(_) | Fate::Lost => "= stands",
        };
        return (words.to_owned(), theme.style(Role::Dim));
    };
    let role = match change {
        Change::Figure | Change::Date | Change::Name | Change::Negation => Role::DiffConflict,
        Change::Hedge => Role::DiffHedge,
        Change::Words => Role::DiffReworded,
        Change::Several => Role::DiffMoved,
        Change::Gone => Role::DiffRemoved,
    };
    let words = match (change, &place.fate) {
        (Change::Gone, _) => "∅ gone".to_owned(),
        (Change::Several, Fate::Ambiguous(spans)) => format!("? stands {} times", spans.len()),
        (_, Fate::Changed(_)) => format!("≠ {} changed", change.words()),
        _ => format!("≠ beside it: {}", change.words()),
    };
    (words, theme.style(role))
}

fn holder_words(state: &State, holder: &Holder) -> String {
    match holder {
        Holder::Claim(claim, _) => format!("claim {}", claim.number),
        Holder::Evidence(id) => {
            let evidence = state.work.session().evidence(id);
            evidence.map_or_else(String::new, |evidence| {
                format!("{} claim {}", evidence.stance.word(), evidence.claim.number)
            })
        }
    }
}

/// What is to be done with a place, in words.
fn decided(view: &ReviewView, place: &Reviewed, decision: Option<&Decision>) -> String {
    match (decision, place.change) {
        (None, None) => String::new(),
        (None, Some(_)) => "to decide".to_owned(),
        (Some(Decision::Take(anchor)), _) => format!(
            "¶{} “{}”",
            view.now.paragraph_number(anchor.span.start()),
            one_line(&anchor.quote)
        ),
        (Some(Decision::KeepAsRead), _) => "stays with the text as read".to_owned(),
        (Some(Decision::Drop), _) => "is taken out".to_owned(),
    }
}

/// The words before and now, with what differs; for a place without a counterpart, its words alone.
fn details(place: &Reviewed, width: u16) -> Vec<Line<'_>> {
    let Some(passages) = &place.passages else {
        let quote = &place.was.quote;
        return lines("was", quote, width, &[]);
    };
    let marks = |side: fn(&Difference) -> Option<Span>| -> Vec<(Span, Role)> {
        let differences = passages.comparison.differences.iter();
        differences
            .filter_map(|difference| Some((side(difference)?, roles::class(difference.class))))
            .collect()
    };
    let mut all = lines("was", &passages.was, width, &marks(|one| one.a));
    all.extend(lines("now", &passages.now, width, &marks(|one| one.b)));
    all
}
