//! A claim's card: its words, verdict, places, evidence and note.

use std::collections::HashSet;

use super::super::settings::Role;
use super::roles;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::super::layout::rows::wrap;
use super::super::state::{Card, CardRow, State};
use super::super::update::{card_rows, first_words, one_line};
use super::canvas::{Canvas, Titles, after, inside, row};
use super::header::count;
use super::pane::{claim_sign, stance_sign};
use super::popup::centred;
use crate::session::Claim;
use crate::text::{DocumentId, Span};

/// The columns that the names of fields take, in cells.
const NAMES: u16 = 12;

/// A line of the card: what it says, and which of the rows that can be chosen it is.
struct Line {
    name: &'static str,
    words: String,
    style: Style,
    choice: Option<usize>,
}

pub fn draw(canvas: &mut Canvas<'_>, state: &State, card: &Card, middle: Rect) {
    let theme = canvas.theme();
    let session = state.work.session();
    let Some(claim) = session.claim(&card.claim) else {
        return;
    };
    let width = middle.width.saturating_sub(4).min(112);
    let lines = lines(canvas, state, card, claim, width.saturating_sub(4));
    let height = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX);
    let area = centred(middle, width, height.max(8));
    canvas.clear(area);
    let title = format!(
        "{} Claim {}",
        claim_sign(state, session, &claim.id),
        claim.id.number
    );
    let titles = Titles {
        top: &title,
        top_right: claim.status.word(),
        bottom: "v verdict  f leads  s status  t words  a note  # tags  w who  Enter go  ? keys",
        style: theme.style(Role::TitleFocused),
        dim: theme.style(Role::Dim),
        ..Titles::default()
    };
    canvas.frame(area, theme.style(Role::BorderFocused), &titles);
    let text = inside(area);
    let chosen = lines
        .iter()
        .position(|line| line.choice == Some(card.cursor.row))
        .unwrap_or(0);
    let height = usize::from(text.height).max(1);
    let top = (chosen + 1).saturating_sub(height);
    for (number, line) in lines.iter().skip(top).take(height).enumerate() {
        let place = row(text, number);
        canvas.text(
            Rect {
                width: NAMES.min(place.width),
                ..place
            },
            line.name,
            theme.style(Role::Dim),
        );
        let words = after(
            place,
            if line.name.is_empty() && line.choice.is_none() && number == 0 {
                0
            } else {
                NAMES
            },
        );
        canvas.text(words, &line.words, line.style);
        if line.choice == Some(card.cursor.row) {
            canvas.tint(place, theme.style(Role::RowSelected));
        }
    }
}

fn lines(canvas: &Canvas<'_>, state: &State, card: &Card, claim: &Claim, width: u16) -> Vec<Line> {
    let theme = canvas.theme();
    let session = state.work.session();
    let room = width.saturating_sub(NAMES);
    let mut lines = vec![];
    let mut field = |name: &'static str, words: &str, style: Style| {
        for (number, part) in words
            .lines()
            .flat_map(|line| {
                wrap(line, Span::new(0, line.len()), room.max(1))
                    .into_iter()
                    .map(move |span| span.of(line))
            })
            .enumerate()
        {
            let name = if number == 0 { name } else { "" };
            lines.push(Line {
                name,
                words: part.trim_end().to_owned(),
                style,
                choice: None,
            });
        }
    };
    field(
        "Says",
        &claim.statement,
        theme.style(Role::Text).add_modifier(Modifier::BOLD),
    );
    let said = match (&claim.speaker, &claim.said_on) {
        (Some(who), Some(when)) => format!("{who}, {when}"),
        (Some(one), None) | (None, Some(one)) => one.clone(),
        (None, None) => "not known yet (w who, d when)".to_owned(),
    };
    let known = claim.speaker.is_some() || claim.said_on.is_some();
    field(
        "Said by",
        &said,
        if known {
            theme.style(Role::Text)
        } else {
            theme.style(Role::Dim)
        },
    );
    let verdict = claim
        .verdict
        .as_deref()
        .and_then(|verdict| state.scale.label(verdict));
    let style = theme.style(roles::verdict(verdict.map(|label| label.meaning)));
    let words = verdict.map_or("none yet (v)", |label| label.title.as_str());
    field(
        "Verdict",
        words,
        style.remove_modifier(Modifier::UNDERLINED),
    );
    if !claim.tags.is_empty() {
        field("Tags", &claim.tags.join(", "), theme.style(Role::Text));
    }
    if !claim.note.is_empty() {
        field("Note", &claim.note, theme.style(Role::Text));
    }
    lines.push(Line {
        name: "",
        words: String::new(),
        style: theme.style(Role::Text),
        choice: None,
    });
    for (number, item) in card_rows(session, &card.claim).into_iter().enumerate() {
        lines.push(row_line(canvas, state, item, number));
    }
    if let Some(words) = not_yet(state, claim) {
        lines.push(Line {
            name: "not yet",
            words,
            style: theme.style(Role::Dim),
            choice: None,
        });
    }
    lines
}

/// How many documents are named one by one.
const NAMED: usize = 6;

/// Which documents the claim neither stands in nor has evidence from.
fn not_yet(state: &State, claim: &Claim) -> Option<String> {
    let session = state.work.session();
    let evidence = session.evidence_for(&claim.id);
    let told: HashSet<DocumentId> = evidence
        .map(|evidence| evidence.anchor.document)
        .chain(claim.anchors.iter().map(|anchor| anchor.document))
        .collect();
    let silent = state.desk.all_ready().map(|document| document.id);
    let silent: Vec<DocumentId> = silent.filter(|id| !told.contains(id)).collect();
    let letter = |id: &DocumentId| state.desk.letter(*id);
    let documents = match silent.as_slice() {
        [] if session.evidence_for(&claim.id).next().is_none() => {
            return Some("no evidence: v selects words in a text, e ties them to this".to_owned());
        }
        [] => return None,
        [only] => letter(only),
        [first @ .., last] if silent.len() <= NAMED => {
            let first: Vec<String> = first.iter().map(letter).collect();
            format!("{} and {}", first.join(", "), letter(last))
        }
        many => count(many.len(), "document", "documents"),
    };
    Some(format!(
        "no evidence from {documents}: f finds what may bear on it"
    ))
}

fn row_line(canvas: &Canvas<'_>, state: &State, item: CardRow, number: usize) -> Line {
    let theme = canvas.theme();
    let session = state.work.session();
    let quote = |document: DocumentId, span: Span, quote: &str| {
        let place = state
            .desk
            .ready(document)
            .map_or_else(String::new, |text| text.place(span.start()));
        format!(
            "{} {place}  “{}”",
            state.desk.letter(document),
            first_words(quote)
        )
    };
    let choice = Some(number);
    match item {
        CardRow::Place(document, span) => {
            let words = state
                .desk
                .ready(document)
                .map_or("", |text| text.quote(span));
            Line {
                name: "from",
                words: quote(document, span, words),
                style: theme.style(Role::Text),
                choice,
            }
        }
        CardRow::Evidence(id) => {
            let Some(evidence) = session.evidence(&id) else {
                return Line {
                    name: "",
                    words: String::new(),
                    style: theme.style(Role::Text),
                    choice,
                };
            };
            let anchor = &evidence.anchor;
            let note = if evidence.note.is_empty() {
                String::new()
            } else {
                format!("  ({})", one_line(&evidence.note))
            };
            let sign = stance_sign(evidence.stance);
            let words = format!(
                "{sign} {}{note}",
                quote(anchor.document, anchor.span, &anchor.quote)
            );
            let style = theme
                .style(roles::stance(evidence.stance))
                .remove_modifier(Modifier::UNDERLINED);
            Line {
                name: evidence.stance.word(),
                words,
                style,
                choice,
            }
        }
    }
}
