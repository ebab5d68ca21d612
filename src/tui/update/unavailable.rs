//! Why an action cannot be carried out now: told on the last line, and shown in the palette.

use super::super::action::{
    Action, ClaimAction, Go, PaneAction, PanelAction, Search, Selection, SessionAction,
    SourceAction,
};
use super::super::state::{Layer, Progress, State};
use super::claims::claim_under_cursor;
use super::facts::chosen_fact;
use super::leads::chosen_lead;
use super::selecting::selected;
use super::sources::changed_document;
use crate::session::Source;
use crate::store::SaveStatus;

/// The reason why an action cannot be carried out now, or none where it can.
pub fn unavailable(state: &State, action: Action) -> Option<String> {
    match action {
        Action::Move(_) | Action::Scroll(_) | Action::Search(Search::Ask | Search::UnderCursor) => {
            text(state)
        }
        Action::Select(selection) => selecting(state, selection),
        Action::Search(Search::Next | Search::Previous) => unless(
            state.needle.is_some(),
            "Nothing is searched: / asks for words",
        ),
        Action::Go(go) => going(state, go),
        Action::Compare => shared_here(state),
        Action::Comparison(_) => {
            let comparing = matches!(state.layers.last(), Some(Layer::Compare(_)));
            unless(comparing, "Open a comparison first: =")
        }
        Action::Session(action) => session(state, action),
        Action::Source(action) => source(state, action),
        Action::Pane(action) => pane(state, action),
        Action::Panel(action) => panel(state, action),
        Action::Claim(action) => claim(state, action),
        Action::FindLeads => leads(state),
        Action::AddEvidence | Action::AddEvidenceWith(_) => evidence(state),
        Action::Copy if selected(state).is_some() => None,
        Action::Copy => {
            claim_needed(state).and(unless(false, "Nothing is selected: v starts a selection"))
        }
        Action::Undo => changing(state).or_else(|| {
            unless(
                state.work.can_undo().is_some(),
                "There is nothing to take back",
            )
        }),
        Action::Redo => changing(state).or_else(|| {
            unless(
                state.work.can_redo().is_some(),
                "There is nothing to make again",
            )
        }),
        Action::RenameSession | Action::ChooseScale => changing(state),
        Action::List(_)
        | Action::Palette
        | Action::Help
        | Action::Cancel
        | Action::Accept
        | Action::Export
        | Action::Save
        | Action::NextTheme
        | Action::AllMarks
        | Action::Redraw
        | Action::Suspend
        | Action::Quit => None,
    }
}

fn unless(can: bool, why: &str) -> Option<String> {
    (!can).then(|| why.to_owned())
}

fn text(state: &State) -> Option<String> {
    unless(state.document().is_some(), "This pane shows no text yet")
}

fn changing(state: &State) -> Option<String> {
    state
        .read_only
        .as_ref()
        .map(|why| format!("Read only: {why}"))
}

fn selection_needed(state: &State) -> Option<String> {
    unless(
        selected(state).is_some(),
        "Select the words first: v starts a selection",
    )
    .or_else(|| not_too_long(state))
}

/// The most that can be marked at once, in bytes: a page or thirty of text.
const MARKED: usize = 64 * 1024;

fn not_too_long(state: &State) -> Option<String> {
    let length = selected(state).map_or(0, |(_, span)| span.len());
    unless(
        length <= MARKED,
        "More is selected than can be marked at once: select the words that matter",
    )
}

fn selecting(state: &State, selection: Selection) -> Option<String> {
    match selection {
        Selection::Begin | Selection::Sentence | Selection::Paragraph | Selection::Grow => {
            text(state)
        }
        Selection::SwapEnds | Selection::Shrink => unless(
            state.panes.focused().selecting.is_some(),
            "Nothing is selected: v starts a selection",
        ),
    }
}

fn going(state: &State, go: Go) -> Option<String> {
    match go {
        Go::NextParallel | Go::PreviousParallel => shared_anywhere(state),
        Go::Counterpart | Go::NextCounterpart => shared_here(state),
        Go::NextMark | Go::PreviousMark | Go::Here => text(state),
        Go::NextHidden | Go::PreviousHidden => hidden(state),
        Go::NextDocument | Go::PreviousDocument | Go::Document => {
            unless(!state.desk.is_empty(), "There are no documents")
        }
        Go::Back | Go::Forward => None,
    }
}

fn hidden(state: &State) -> Option<String> {
    text(state).or_else(|| {
        let document = state.document().map(|document| document.id);
        let found = document.and_then(|id| state.desk.findings(id));
        unless(
            found.is_some_and(|found| found.count() > 0),
            "Nothing is hidden in this text",
        )
    })
}

fn reading_again(state: &State) -> Option<String> {
    changing(state).or_else(|| text(state)).or_else(|| {
        let shown = state.panes.focused().document;
        let record = shown.and_then(|id| state.work.session().document(id));
        let is_file = record.is_some_and(|record| matches!(record.source, Source::File(_)));
        unless(is_file, "Only a file can be read again")
    })
}

fn shared_anywhere(state: &State) -> Option<String> {
    text(state)
        .or_else(|| {
            let looking = state.progress.is_some() && state.shared.is_empty();
            unless(!looking, "Shared passages are still being looked for")
        })
        .or_else(|| {
            unless(
                state.desk.len() > 1 || !state.shared.is_empty(),
                "There is only one document, and it repeats nothing",
            )
        })
}

fn shared_here(state: &State) -> Option<String> {
    shared_anywhere(state).or_else(|| {
        let pane = state.panes.focused();
        let here = pane
            .document
            .map(|document| state.shared.at(document, pane.cursor));
        unless(
            here.is_some_and(|here| !here.is_empty()),
            "No other document shares this passage; ]p goes to the next that is shared",
        )
    })
}

fn session(state: &State, action: SessionAction) -> Option<String> {
    match action {
        SessionAction::Reopen => unless(
            state.read_only.is_some() || is_overtaken(state),
            "This session is open to be changed already",
        ),
        SessionAction::Verify => None,
        SessionAction::SaveBeside => {
            unless(!state.work.history().is_empty(), "There is no session yet")
        }
        SessionAction::Reconcile => unless(
            is_overtaken(state),
            "No other program changed the session file",
        ),
        SessionAction::Decide => to_decide(state),
        SessionAction::NextConflict | SessionAction::PreviousConflict => {
            to_decide(state).or_else(|| deciding(state))
        }
        SessionAction::Let(_) => to_decide(state)
            .or_else(|| deciding(state))
            .or_else(|| changing(state)),
        SessionAction::TakeOver => unless(
            state.other_machine.is_some(),
            "No other machine has this session open",
        ),
    }
}

/// Whether another program changed the session file.
fn is_overtaken(state: &State) -> bool {
    matches!(
        state.saving,
        Some(SaveStatus::NotSaved {
            overtaken: true,
            ..
        })
    )
}

fn to_decide(state: &State) -> Option<String> {
    unless(
        !state.work.session().conflicts.is_empty(),
        "No merge left anything to decide",
    )
}

fn deciding(state: &State) -> Option<String> {
    let open = matches!(state.layers.last(), Some(Layer::Deciding(_)));
    unless(open, "Open what is to be decided first: decide")
}

fn source(state: &State, action: SourceAction) -> Option<String> {
    let reading = matches!(
        state.progress,
        Some(Progress::Looking(_) | Progress::Reading(..))
    );
    let read = unless(!reading, "The texts are still being read");
    let in_review = || {
        let reviewing = matches!(state.layers.last(), Some(Layer::Review(_)));
        unless(
            reviewing,
            "Open the review of a changed text first: review-sources",
        )
    };
    match action {
        SourceAction::Check => read,
        SourceAction::Encoding | SourceAction::WholePage => reading_again(state),
        SourceAction::Card => {
            let shown = state.panes.focused().document;
            let known = shown.and_then(|id| state.work.session().document(id));
            unless(
                known.is_some(),
                "This pane shows no document that the session knows yet",
            )
        }
        SourceAction::Review => read.or_else(|| {
            unless(
                !state.sources.is_empty(),
                "Every text is on disk as it was read; check-sources looks again",
            )
        }),
        SourceAction::CompareRevision => unless(
            changed_document(state).is_some_and(|id| state.desk.ready(id).is_some()),
            "This text is on disk as it was read; check-sources looks again",
        ),
        SourceAction::KeepPlace | SourceAction::DropPlace | SourceAction::TakeText => {
            in_review().or_else(|| changing(state))
        }
        SourceAction::KeepText => in_review(),
    }
}

fn pane(state: &State, action: PaneAction) -> Option<String> {
    let several = state.panes.all().len() > 1;
    match action {
        PaneAction::Add => unless(state.panes.has_room(), "Four panes are the most"),
        PaneAction::Next | PaneAction::Previous => {
            unless(several, "This is the only pane; C-w v adds one")
        }
        PaneAction::Close
        | PaneAction::Only
        | PaneAction::Widen
        | PaneAction::Narrow
        | PaneAction::Equalize => unless(several, "This is the only pane"),
        PaneAction::Follow => None,
    }
}

fn panel(state: &State, action: PanelAction) -> Option<String> {
    match action {
        PanelAction::Claims
        | PanelAction::Parallels
        | PanelAction::Facts
        | PanelAction::Leads
        | PanelAction::History
        | PanelAction::Hidden
        | PanelAction::Unopened
        | PanelAction::Focus => None,
        PanelAction::Close
        | PanelAction::Taller
        | PanelAction::Shorter
        | PanelAction::Zoom
        | PanelAction::Sort
        | PanelAction::Filter => unless(
            state.panel.open,
            "No panel is open: Space shows which there are",
        ),
    }
}

fn claim(state: &State, action: ClaimAction) -> Option<String> {
    match action {
        ClaimAction::Make => changing(state)
            .or_else(|| text(state))
            .or_else(|| not_too_long(state)),
        ClaimAction::OfFact => changing(state).or_else(|| {
            unless(
                chosen_fact(state).is_some(),
                "Choose a fact first: Space F lists them",
            )
        }),
        ClaimAction::Open => claim_needed(state),
        ClaimAction::AddPlace => changing(state)
            .or_else(|| selection_needed(state))
            .or_else(|| claim_at_hand(state)),
        ClaimAction::RemoveEvidence | ClaimAction::Stance => changing(state).or_else(|| {
            let in_card = matches!(state.layers.last(), Some(Layer::Card(_)));
            unless(in_card, "Choose the evidence in its claim's card")
        }),
        ClaimAction::Verdict
        | ClaimAction::Status
        | ClaimAction::SetStatus(_)
        | ClaimAction::Statement
        | ClaimAction::Speaker
        | ClaimAction::SaidOn
        | ClaimAction::Tags
        | ClaimAction::Note
        | ClaimAction::Remove => changing(state).or_else(|| claim_needed(state)),
    }
}

fn evidence(state: &State) -> Option<String> {
    if matches!(state.layers.last(), Some(Layer::Card(_))) {
        return changing(state);
    }
    let words = if chosen_lead(state).is_some() {
        None
    } else {
        selection_needed(state)
    };
    changing(state).or(words).or_else(|| claim_at_hand(state))
}

/// Why nothing can be looked for that bears on a claim.
fn leads(state: &State) -> Option<String> {
    text(state)
        .or_else(|| {
            let others = state.desk.all_ready().nth(1);
            unless(others.is_some(), "There is no other document to look in")
        })
        .or_else(|| not_too_long(state))
}

fn claim_at_hand(state: &State) -> Option<String> {
    unless(
        state.at_hand.is_some(),
        "There is no claim at hand: make one with c, or choose one with Space c",
    )
}

fn claim_needed(state: &State) -> Option<String> {
    let has_one = state.at_hand.is_some()
        || matches!(state.layers.last(), Some(Layer::Card(_)))
        || state.panel.has_keys()
        || claim_under_cursor(state).is_some();
    unless(
        has_one,
        "There is no claim at hand: v selects words, c makes a claim of them",
    )
}
