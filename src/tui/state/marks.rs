//! What the analyst marked in a document: the places of claims and of evidence.

use crate::session::{ClaimId, EvidenceId, Session, Stance};
use crate::text::{DocumentId, Span};

/// A marked place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where, in bytes.
    pub span: Span,
    /// The claim it belongs to.
    pub claim: ClaimId,
    /// What it is.
    pub kind: MarkKind,
}

/// What a mark is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// A place that the claim was highlighted from.
    Claim,
    /// Evidence for or against it.
    Evidence(EvidenceId, Stance),
}

/// The marks in a document that share a byte with the span, the widest first, so that the innermost
/// comes last.
pub fn marks_in(session: &Session, document: DocumentId, span: Span) -> Vec<Mark> {
    let claims = session.claims.iter().flat_map(|claim| {
        claim
            .anchors
            .iter()
            .map(move |anchor| (anchor, &claim.id, MarkKind::Claim))
    });
    let evidence = session.evidence.iter().map(|evidence| {
        let kind = MarkKind::Evidence(evidence.id.clone(), evidence.stance);
        (&evidence.anchor, &evidence.claim, kind)
    });
    let mut marks: Vec<_> = claims
        .chain(evidence)
        .filter(|(anchor, ..)| anchor.document == document && anchor.span.overlaps(span))
        .map(|(anchor, claim, kind)| Mark {
            span: anchor.span,
            claim: claim.clone(),
            kind,
        })
        .collect();
    marks.sort_by_key(|mark| (std::cmp::Reverse(mark.span.len()), mark.span.start()));
    marks
}
