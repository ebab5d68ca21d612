//! The rows of the lists, as the panel and the cards show them: worked out from the session, never
//! kept.

use std::cmp::Reverse;

use super::super::state::{CardRow, ClaimOrder, ParallelOrder, State};
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

/// The parallels that pass the panel's filter, in its order, by their numbers.
pub fn parallel_rows(state: &State) -> Vec<usize> {
    let filter = state.panel.filter().to_lowercase();
    let all = state.shared.all();
    let mut rows: Vec<_> = all
        .iter()
        .enumerate()
        .filter(|(_, parallel)| {
            filter.is_empty() || {
                let text = |place: &crate::parallel::Place| {
                    let document = state.desk.ready(place.document);
                    document
                        .map_or("", |document| document.quote(place.span))
                        .to_lowercase()
                };
                let words = format!(
                    "{} {} {} {} {}",
                    state.desk.letter(parallel.a.document).to_lowercase(),
                    state.desk.letter(parallel.b.document).to_lowercase(),
                    parallel.kind.name(),
                    text(&parallel.a),
                    text(&parallel.b)
                );
                filter
                    .split_whitespace()
                    .all(|wanted| words.contains(wanted))
            }
        })
        .map(|(number, _)| number)
        .collect();
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
