//! The rows of the lists, as the panel and the cards show them: worked out from the session, never
//! kept.

use std::cmp::Reverse;

use super::super::state::{CardRow, ClaimOrder, ParallelOrder, State};
use crate::parallel::{Parallel, Place};
use crate::session::{Claim, ClaimId, Session, Status};
use crate::text::{DocumentId, Span};

/// A row of the list of claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimRow {
    /// The claim.
    pub claim: ClaimId,
    /// Where it was first highlighted from.
    pub place: Option<(DocumentId, Span)>,
}

/// The claims that pass the panel's filter, in its order.
pub fn claim_rows(state: &State) -> Vec<ClaimRow> {
    let session = state.work.session();
    let filter = state.panel.filter().to_lowercase();
    let mut claims: Vec<_> = session
        .claims
        .iter()
        .filter(|claim| claim_matches(state, claim, &filter))
        .collect();
    match state.panel.claim_order {
        ClaimOrder::Number => {}
        // A claim without a place comes last.
        ClaimOrder::Place => {
            claims.sort_by_key(|claim| (place_of(claim).is_none(), place_of(claim)));
        }
        ClaimOrder::Status => claims.sort_by_key(|claim| status_rank(claim.status)),
        ClaimOrder::Verdict => {
            let rank = |claim: &&Claim| {
                let verdict = claim.verdict.as_deref();
                state
                    .scale
                    .labels
                    .iter()
                    .position(|label| Some(label.key.as_str()) == verdict)
            };
            claims.sort_by_key(|claim| (rank(claim).is_none(), rank(claim)));
        }
    }
    claims
        .into_iter()
        .map(|claim| ClaimRow {
            claim: claim.id.clone(),
            place: place_of(claim),
        })
        .collect()
}

fn place_of(claim: &Claim) -> Option<(DocumentId, Span)> {
    claim
        .anchors
        .first()
        .map(|anchor| (anchor.document, anchor.span))
}

fn status_rank(status: Status) -> u8 {
    match status {
        Status::InProgress => 0,
        Status::Open => 1,
        Status::Done => 2,
        Status::Dropped => 3,
    }
}

/// Whether a claim holds every word of the filter in its statement, its status, its verdict, its
/// speaker or its tags.
fn claim_matches(state: &State, claim: &Claim, filter: &str) -> bool {
    let verdict = claim
        .verdict
        .as_deref()
        .map_or("unjudged", |verdict| state.verdict_title(verdict));
    let words = format!(
        "{} {} {verdict} {} {}",
        claim.statement,
        claim.status.word(),
        claim.speaker.as_deref().unwrap_or_default(),
        claim.tags.join(" "),
    )
    .to_lowercase();
    filter
        .split_whitespace()
        .all(|wanted| words.contains(wanted))
}

/// A row of what documents share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharedRow {
    /// The parallel with this number.
    Parallel(usize),
    /// The boilerplate with this number.
    Boilerplate(usize),
}

/// What documents share and passes the panel's filter: the parallels in its order, then boilerplate.
pub fn shared_rows(state: &State) -> Vec<SharedRow> {
    let filter = state.panel.filter().to_lowercase();
    let passes = |words: &dyn Fn() -> String| {
        filter.is_empty() || {
            let words = words().to_lowercase();
            filter
                .split_whitespace()
                .all(|wanted| words.contains(wanted))
        }
    };
    let text = |place: &Place| {
        let document = state.desk.ready(place.document);
        document.map_or("", |document| document.quote(place.span))
    };
    let letter = |place: &Place| state.desk.letter(place.document);
    let parallels = sorted_parallels(state).into_iter().filter(|number| {
        let Some(Parallel { a, b, kind, .. }) = state.shared.get(*number) else {
            return false;
        };
        let kind = kind.name();
        passes(&|| format!("{} {} {kind} {} {}", letter(a), letter(b), text(a), text(b)))
    });
    let boilerplate = state.shared.boilerplate().iter().enumerate();
    let boilerplate = boilerplate.filter(|(_, found)| {
        let place = &found.place;
        passes(&|| format!("{} boilerplate {}", letter(place), text(place)))
    });
    parallels
        .map(SharedRow::Parallel)
        .chain(boilerplate.map(|(number, _)| SharedRow::Boilerplate(number)))
        .collect()
}

/// The numbers of all parallels in the panel's order.
fn sorted_parallels(state: &State) -> Vec<usize> {
    let all = state.shared.all();
    let mut rows: Vec<usize> = (0..all.len()).collect();
    match state.panel.parallel_order {
        ParallelOrder::Place => {
            rows.sort_by_key(|row| all.get(*row).map(|found| (found.a.document, found.a.span)));
        }
        ParallelOrder::Similarity => {
            rows.sort_by(|one, other| {
                let of = |row: &usize| all.get(*row).map_or(0.0, |found| found.similarity.value());
                of(other).total_cmp(&of(one))
            });
        }
        ParallelOrder::Length => {
            rows.sort_by_key(|row| Reverse(all.get(*row).map(|found| found.a.span.len())));
        }
    }
    rows
}

/// The entries of the history that pass the panel's filter, the newest first, by their places in the
/// history.
pub fn history_rows(state: &State) -> Vec<usize> {
    let filter = state.panel.filter().to_lowercase();
    let history = state.work.history();
    (0..history.len())
        .rev()
        .filter(|entry| {
            filter.is_empty()
                || history.get(*entry).is_some_and(|entry| {
                    let words = format!("{} {}", entry.stamp.author, state.work.describe(entry));
                    let words = words.to_lowercase();
                    filter
                        .split_whitespace()
                        .all(|wanted| words.contains(wanted))
                })
        })
        .collect()
}

/// What of a claim's card leads somewhere: its places, then its evidence.
pub fn card_rows(session: &Session, claim: &ClaimId) -> Vec<CardRow> {
    let places = session
        .claim(claim)
        .into_iter()
        .flat_map(|claim| &claim.anchors);
    let evidence = session.evidence_for(claim);
    places
        .map(|anchor| CardRow::Place(anchor.document, anchor.span))
        .chain(evidence.map(|evidence| CardRow::Evidence(evidence.id.clone())))
        .collect()
}
