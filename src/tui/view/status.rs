//! The last line: mode, place, what stands under the cursor in words, and the keys that matter.

use super::super::settings::Role;
use ratatui::layout::Rect;

use super::super::action::{Action, ClaimAction, PanelAction, Selection};
use super::super::context::Context;
use super::super::state::{Layer, Mark, MarkKind, State, marks_in};
use super::super::update::{chosen_fact, chosen_lead, selected_in};
use super::canvas::{Canvas, after, width_of};
use crate::parallel::Lead;
use crate::text::Span;

pub fn draw(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let theme = canvas.theme();
    canvas.tint(area, theme.style(Role::Status));
    let context = state.context();
    let mode = canvas.text(
        area,
        &format!(" {} ", mode_word(state, context)),
        theme.style(Role::Mode),
    );
    let rest = after(area, mode + 1);
    if let Some(notice) = &state.notice {
        let style = if notice.problem {
            theme.style(Role::Problem)
        } else {
            theme.style(Role::Notice)
        };
        let style = theme.style(Role::Status).patch(style);
        let offer = notice.offer.map(|action| offer(state, action));
        let taken = offer.map_or(0, |offer| canvas.text_right(rest, &offer, style));
        let words = Rect {
            width: rest.width.saturating_sub(taken),
            ..rest
        };
        canvas.text(words, &notice.words, style);
        return;
    }
    let about = about(state, context);
    let room = after(rest, width_of(&about).saturating_add(2));
    let hints = if state.pending.is_empty() {
        key_hints(state, context, room.width)
    } else {
        let keys: Vec<_> = state.pending.iter().map(ToString::to_string).collect();
        format!("{} … ", keys.join(" "))
    };
    let style = theme.style(Role::Status).patch(theme.style(Role::Key));
    let taken = canvas.text_right(room, &hints, style);
    let left = Rect {
        width: rest.width.saturating_sub(taken),
        ..rest
    };
    canvas.text(left, &about, theme.style(Role::Status));
}

/// How what the last line offers is taken: by Enter, or by its key once what lies on top is closed.
fn offer(state: &State, action: Action) -> String {
    if state.layers.is_empty() {
        return " Look at them: Enter ".to_owned();
    }
    let keys = state.keymap.keys_for(Context::Normal, action);
    keys.first()
        .map_or_else(String::new, |key| format!(" Look at them: {key} "))
}

fn mode_word(state: &State, context: Context) -> &'static str {
    match context {
        Context::List if is_told(state) => "HELP",
        Context::Normal => "READ",
        Context::Select => "SELECT",
        Context::Panel => "PANEL",
        Context::Compare => "COMPARE",
        Context::Card => "CLAIM",
        Context::Review => "REVIEW",
        Context::Deciding => "DECIDE",
        Context::List | Context::Picker => "CHOOSE",
        Context::Prompt | Context::Editor => "WRITE",
    }
}

/// Whether a text lies on top in which there is nothing to choose.
fn is_told(state: &State) -> bool {
    matches!(state.layers.last(), Some(Layer::Help(_) | Layer::Told(_)))
}

/// The longest selection whose words are counted for every screen, in bytes.
const COUNTED: usize = 64 * 1024;

/// Where the cursor is and what stands there, in words.
fn about(state: &State, context: Context) -> String {
    if let Some(fact) = chosen_fact(state).filter(|_| context == Context::Panel) {
        return fact.why.clone();
    }
    if let Some(lead) = chosen_lead(state).filter(|_| context == Context::Panel) {
        return shared_words(state, lead);
    }
    let Some(document) = state.document() else {
        return String::new();
    };
    let pane = state.panes.focused();
    let letter = state.desk.letter(document.id);
    let place = format!("{letter} {}", document.place(pane.cursor));
    match context {
        Context::Select => {
            let selected = selected_in(document, pane).map_or("", |span| document.quote(span));
            let words = match selected.len() {
                0..=COUNTED => {
                    let words = selected.split_whitespace().count();
                    super::header::count(words, "word", "words")
                }
                bytes => format!("{} kB", bytes / 1000),
            };
            let for_claim = state.at_hand.as_ref().map_or_else(String::new, |claim| {
                format!(" · claim {} at hand", claim.number)
            });
            format!("{place}  {words}{for_claim}")
        }
        Context::Normal => {
            let mut parts = vec![place];
            parts.extend(marked_here(
                state,
                document.id,
                Span::new(pane.cursor.0, pane.cursor.0 + 1),
            ));
            match state.conflicts.at(document.id, pane.cursor) {
                Some(conflict) => parts.push(format!(
                    "≠ {}: {}",
                    state.desk.letter(conflict.other),
                    conflict.why
                )),
                None => parts.extend(shared_here(state)),
            }
            parts.join("  ")
        }
        _ => place,
    }
}

fn marked_here(state: &State, document: crate::text::DocumentId, here: Span) -> Option<String> {
    let session = state.work.session();
    let marks = marks_in(session, document, here);
    let Mark { claim, kind, .. } = marks.last()?;
    let more = match marks.len() {
        1 => String::new(),
        many => format!(" and {} more", many - 1),
    };
    Some(match kind {
        MarkKind::Claim => {
            let verdict = session
                .claim(claim)
                .and_then(|claim| claim.verdict.as_deref());
            let verdict = verdict.map_or("no verdict", |verdict| state.verdict_title(verdict));
            format!("claim {}: {verdict}{more}", claim.number)
        }
        MarkKind::Evidence(_, stance) => {
            format!("{} claim {}{more}", stance.word(), claim.number)
        }
    })
}

fn shared_here(state: &State) -> Option<String> {
    let pane = state.panes.focused();
    let sides = state.shared.at(pane.document?, pane.cursor);
    let mut letters: Vec<_> = sides
        .iter()
        .filter_map(|side| state.shared.counterpart(*side))
        .map(|(document, _)| state.desk.letter(document))
        .collect();
    letters.sort();
    letters.dedup();
    let found = state.shared.get(sides.first()?.parallel)?;
    Some(format!(
        "{} shared with {}",
        found.kind.name(),
        letters.join(", ")
    ))
}

/// How many of the words that a lead shares the last line has room for.
const NAMED: usize = 32;

/// Where a lead stands, and which words it shares with what was looked for.
fn shared_words(state: &State, lead: &Lead) -> String {
    let Some(document) = state.desk.ready(lead.place.document) else {
        return String::new();
    };
    let mut words: Vec<String> = vec![];
    for span in lead.shared.iter().take(NAMED) {
        let word = document.quote(*span).replace(char::is_whitespace, " ");
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let letter = state.desk.letter(document.id);
    let title = state.title_of(document.id);
    format!("{letter} {title}  shares {}", words.join(", "))
}

/// The few keys that one needs next, with their words.
fn key_hints(state: &State, context: Context, room: u16) -> String {
    let wanted: &[(Action, &str)] = match context {
        Context::Normal => &[
            (Action::Compare, "compare"),
            (Action::Select(Selection::Begin), "select"),
            (Action::Claim(ClaimAction::Make), "claim"),
            (Action::Palette, "commands"),
            (Action::Help, "keys"),
        ],
        Context::Select => &[
            (Action::Claim(ClaimAction::Make), "claim"),
            (Action::AddEvidence, "evidence"),
            (Action::Select(Selection::SwapEnds), "other end"),
            (Action::Select(Selection::Grow), "grow"),
            (Action::Cancel, "let go"),
        ],
        Context::Panel if chosen_fact(state).is_some() => &[
            (Action::Accept, "go there"),
            (Action::Claim(ClaimAction::OfFact), "claim"),
            (Action::Panel(PanelAction::Filter), "filter"),
            (Action::Panel(PanelAction::Sort), "sort"),
        ],
        Context::Panel if chosen_lead(state).is_some() => &[
            (Action::Accept, "go there"),
            (Action::AddEvidence, "evidence"),
            (Action::Panel(PanelAction::Filter), "filter"),
            (Action::Panel(PanelAction::Zoom), "zoom"),
            (Action::Panel(PanelAction::Focus), "back to the text"),
        ],
        Context::Panel => &[
            (Action::Accept, "go there"),
            (Action::Panel(PanelAction::Filter), "filter"),
            (Action::Panel(PanelAction::Sort), "sort"),
            (Action::Panel(PanelAction::Zoom), "zoom"),
            (Action::Panel(PanelAction::Focus), "back to the text"),
        ],
        Context::List if is_told(state) => &[(Action::Cancel, "close")],
        Context::List | Context::Picker => &[(Action::Accept, "choose"), (Action::Cancel, "close")],
        Context::Prompt => &[(Action::Accept, "take it"), (Action::Cancel, "leave it")],
        Context::Editor => &[
            (Action::Accept, "keep the note"),
            (Action::Cancel, "leave it"),
        ],
        Context::Compare | Context::Card | Context::Review | Context::Deciding => {
            &[(Action::Help, "keys"), (Action::Cancel, "close")]
        }
    };
    let mut hints: Vec<_> = wanted
        .iter()
        .filter_map(|(action, words)| {
            let key = state.keymap.keys_for(context, *action).into_iter().next()?;
            Some(format!("{key} {words}"))
        })
        .collect();
    // The last one, which leads on, is the last to go.
    loop {
        let all = format!("{} ", hints.join("   "));
        if width_of(&all) <= room {
            return all;
        }
        let dispensable = hints.len().saturating_sub(2);
        if hints.is_empty() {
            return String::new();
        }
        hints.remove(dispensable);
    }
}
