//! What became of all that was marked in a document whose text was changed.
//!
//! A place is settled only where its words, and what the sentence around them says, are what they
//! were. Everything else is put before the analyst, who takes the new words, leaves the place with
//! the text as it was read, or drops it. All of it is then one edit.

use std::collections::{BTreeSet, HashMap};

use super::revision::{Fate, Revision};
use super::{
    Anchor, ClaimField, ClaimId, DocumentField, DocumentRecord, Edit, EvidenceField, EvidenceId,
    Reading, Session, Source,
};
use crate::compare::{Class, Comparison, compare};
use crate::facts::{Fact, Normal, Setting, recognise};
use crate::text::graphemes::snap;
use crate::text::{Document, DocumentId, Offset, Span, motion};

/// Whose place is meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Holder {
    /// A claim's, by its number in the claim's list.
    Claim(ClaimId, usize),
    /// A piece of evidence's.
    Evidence(EvidenceId),
}

/// All that was marked in one document, against its new text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The document.
    pub document: DocumentId,
    /// What must be decided first, in the order of the old text; then what is settled.
    pub places: Vec<Reviewed>,
}

/// A marked place, against the new text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// Whose place it is.
    pub holder: Holder,
    /// The place in the old text.
    pub was: Anchor,
    /// What became of it.
    pub fate: Fate,
    /// What changed, where the analyst must look at it.
    pub change: Option<Change>,
    /// The sentences around it, before and now, where they differ.
    pub passages: Option<Passages>,
}

/// What changed in a place, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A number, an amount, a share.
    Figure,
    /// A day or a time.
    Date,
    /// A name.
    Name,
    /// A negation came or went.
    Negation,
    /// A hedge came or went.
    Hedge,
    /// Other words.
    Words,
    /// The words stand in several places.
    Several,
    /// The words are gone.
    Gone,
}

/// The sentences around a place in the old and the new text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passages {
    /// The old words.
    pub was: String,
    /// The new words.
    pub now: String,
    /// What differs, in offsets of the two.
    pub comparison: Comparison,
}

/// What the analyst does with a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It goes to this place in the new text.
    Take(Anchor),
    /// It stays with the text as it was read.
    KeepAsRead,
    /// It is taken out.
    Drop,
}

/// All marked places of a session.
fn places(session: &Session) -> impl Iterator<Item = (Holder, &Anchor)> {
    let claims = session.claims.iter().flat_map(|claim| {
        let places = claim.anchors.iter().enumerate();
        places.map(|(at, anchor)| (Holder::Claim(claim.id.clone(), at), anchor))
    });
    let evidence = session
        .evidence
        .iter()
        .map(|evidence| (Holder::Evidence(evidence.id.clone()), &evidence.anchor));
    claims.chain(evidence)
}

/// All marked places of a document.
pub fn places_in(session: &Session, document: DocumentId) -> Vec<(Holder, Anchor)> {
    places(session)
        .filter(|(_, anchor)| anchor.document == document)
        .map(|(holder, anchor)| (holder, anchor.clone()))
        .collect()
}

/// All marked places of each document that has some.
pub fn places_by_document(session: &Session) -> HashMap<DocumentId, Vec<(Holder, Anchor)>> {
    let mut all: HashMap<_, Vec<_>> = HashMap::new();
    for (holder, anchor) in places(session) {
        let of_document = all.entry(anchor.document).or_default();
        of_document.push((holder, anchor.clone()));
    }
    all
}

impl Review {
    /// Looks for every place in the new text. Without the old text, by their quotes and the words
    /// around them alone.
    pub fn new(
        document: DocumentId,
        places: Vec<(Holder, Anchor)>,
        old: Option<&str>,
        new: &str,
    ) -> Self {
        let revision = Revision::new(old.unwrap_or_default(), new);
        let texts = Texts {
            old: old.map(|old| Document::new(document, "", old)),
            new: Document::new(document, "", new),
        };
        let mut places: Vec<_> = places
            .into_iter()
            .map(|(holder, was)| texts.review(holder, revision.fate(&was), was))
            .collect();
        places.sort_by_key(|place| (place.change.is_none(), place.was.span));
        Self { document, places }
    }

    /// Whether it is about these places, which its document has now.
    pub fn is_of(&self, now: &[(Holder, Anchor)]) -> bool {
        let known: HashMap<&Holder, &Anchor> = self
            .places
            .iter()
            .map(|place| (&place.holder, &place.was))
            .collect();
        now.len() == known.len()
            && now
                .iter()
                .all(|(holder, anchor)| known.get(holder) == Some(&anchor))
    }

    /// How many places must be decided.
    pub fn open(&self) -> usize {
        let open = |place: &&Reviewed| place.change.is_some();
        self.places.iter().filter(open).count()
    }

    /// How many places are settled, but stand elsewhere now.
    pub fn moved(&self) -> usize {
        let moved =
            |place: &&Reviewed| place.change.is_none() && matches!(place.fate, Fate::Moved(_));
        self.places.iter().filter(moved).count()
    }

    /// The edit that takes in the new text with what was decided on each place, in their order; `None`
    /// while a place that must be decided is not. `predecessor` is the id that the old text gets where
    /// a place stays with it.
    pub fn take(
        &self,
        session: &Session,
        new: &str,
        reading: Reading,
        decisions: &[Option<Decision>],
        predecessor: DocumentId,
    ) -> Option<Edit> {
        let record = session.document(self.document)?;
        let mut decided: HashMap<&Holder, Decision> = HashMap::new();
        for (number, place) in self.places.iter().enumerate() {
            let given = decisions.get(number).cloned().flatten();
            let decision = given.or_else(|| place.settled(new))?;
            decided.insert(&place.holder, decision);
        }
        let mut edits = vec![];
        if decided
            .values()
            .any(|decision| *decision == Decision::KeepAsRead)
        {
            edits.push(Edit::AddDocument(as_it_was_read(record, predecessor)));
        }
        let reading = DocumentField::Reading(reading);
        edits.push(Edit::SetDocument(self.document, reading));
        let claims: BTreeSet<&ClaimId> = self.places.iter().filter_map(of_claim).collect();
        for claim in claims.into_iter().filter_map(|id| session.claim(id)) {
            let places = claim.anchors.iter().enumerate();
            let anchors: Vec<Anchor> = places
                .filter_map(|(at, anchor)| {
                    let holder = Holder::Claim(claim.id.clone(), at);
                    carried(anchor, decided.get(&holder), predecessor)
                })
                .collect();
            if anchors != claim.anchors {
                let field = ClaimField::Anchors(anchors);
                edits.push(Edit::SetClaim(claim.id.clone(), field));
            }
        }
        for place in &self.places {
            let Holder::Evidence(id) = &place.holder else {
                continue;
            };
            let Some(evidence) = session.evidence(id) else {
                continue;
            };
            match carried(&evidence.anchor, decided.get(&place.holder), predecessor) {
                Some(anchor) if anchor == evidence.anchor => {}
                Some(anchor) => {
                    let field = EvidenceField::Anchor(anchor);
                    edits.push(Edit::SetEvidence(evidence.id.clone(), field));
                }
                None => edits.push(Edit::RemoveEvidence(evidence.id.clone())),
            }
        }
        Some(Edit::Several(edits))
    }
}

impl Reviewed {
    /// Where it goes by itself; `None` where the analyst must decide.
    fn settled(&self, new: &str) -> Option<Decision> {
        if self.change.is_some() {
            return None;
        }
        self.place(new).map(Decision::Take)
    }

    /// The one place in the new text that it could go to.
    pub fn place(&self, new: &str) -> Option<Anchor> {
        match &self.fate {
            Fate::Exact => Some(Anchor::new(self.was.document, new, self.was.span)),
            Fate::Moved(anchor) | Fate::Changed(anchor) => Some(anchor.clone()),
            Fate::Ambiguous(_) | Fate::Lost => None,
        }
    }
}

impl Change {
    /// What changed, in words: "a figure".
    pub fn words(self) -> &'static str {
        match self {
            Change::Figure => "a figure",
            Change::Date => "a date",
            Change::Name => "a name",
            Change::Negation => "a negation",
            Change::Hedge => "a hedge",
            Change::Words => "the wording",
            Change::Several => "now in several places",
            Change::Gone => "gone",
        }
    }
}

/// The claim that a place belongs to, unless it is that of evidence.
fn of_claim(place: &Reviewed) -> Option<&ClaimId> {
    match &place.holder {
        Holder::Claim(claim, _) => Some(claim),
        Holder::Evidence(_) => None,
    }
}

/// A place of the session, after what was decided on it.
fn carried(
    anchor: &Anchor,
    decision: Option<&Decision>,
    predecessor: DocumentId,
) -> Option<Anchor> {
    match decision {
        None => Some(anchor.clone()),
        Some(Decision::Take(place)) => Some(place.clone()),
        Some(Decision::KeepAsRead) => Some(Anchor {
            document: predecessor,
            ..anchor.clone()
        }),
        Some(Decision::Drop) => None,
    }
}

/// The old text as a document of its own, which lives in the store of texts.
fn as_it_was_read(record: &DocumentRecord, id: DocumentId) -> DocumentRecord {
    let day = record.read_at.get(..10).unwrap_or(&record.read_at);
    DocumentRecord {
        id,
        source: Source::Pasted,
        title: format!("{} (as read on {day})", record.title),
        ..record.clone()
    }
}

/// The two texts of a document.
struct Texts {
    old: Option<Document>,
    new: Document,
}

impl Texts {
    fn review(&self, holder: Holder, fate: Fate, was: Anchor) -> Reviewed {
        let place = match &fate {
            Fate::Exact => Some(was.span),
            Fate::Moved(anchor) | Fate::Changed(anchor) => Some(anchor.span),
            Fate::Ambiguous(_) | Fate::Lost => None,
        };
        let passages = place.and_then(|now| self.passages(&was, now));
        let in_the_words = matches!(fate, Fate::Changed(_));
        let change = match (&fate, &passages) {
            (Fate::Ambiguous(_), _) => Some(Change::Several),
            (Fate::Lost, _) => Some(Change::Gone),
            (_, Some(passages)) => change(passages).or(in_the_words.then_some(Change::Words)),
            (_, None) => in_the_words.then_some(Change::Words),
        };
        Reviewed {
            holder,
            was,
            fate,
            change,
            passages,
        }
    }

    /// The sentences around a place, before and now; `None` where they are the same.
    fn passages(&self, was: &Anchor, now: Span) -> Option<Passages> {
        let (before, after) = match &self.old {
            Some(old) => (
                old.quote(sentences_around(old, was.span)).to_owned(),
                self.new.quote(sentences_around(&self.new, now)).to_owned(),
            ),
            // As much as the anchor remembers.
            None => (
                format!("{}{}{}", was.prefix, was.quote, was.suffix),
                with_as_much_around(was, &self.new.text, now),
            ),
        };
        (before != after).then(|| Passages {
            comparison: compare(&before, &after),
            was: before,
            now: after,
        })
    }
}

/// The whole sentences that a place lies in.
fn sentences_around(document: &Document, span: Span) -> Span {
    let last = motion::last_character(&document.text, span);
    let first = document.sentence(span.start());
    first.hull(span).hull(document.sentence(last))
}

/// A place in the new text with as many bytes around it as its anchor remembers.
fn with_as_much_around(was: &Anchor, new: &str, now: Span) -> String {
    let start = Offset(now.start().0.saturating_sub(was.prefix.len()));
    let end = Offset((now.end().0 + was.suffix.len()).min(new.len()));
    Span::between(snap(new, start), snap(new, end))
        .of(new)
        .to_owned()
}

/// The gravest change between two passages, if there is one that matters.
fn change(passages: &Passages) -> Option<Change> {
    let was = recognise(&passages.was, Setting::default());
    let now = recognise(&passages.now, Setting::default());
    let differences = passages.comparison.differences.iter();
    differences
        .filter(|difference| difference.class.matters())
        .map(|difference| {
            let touched = touched(&was, difference.a).chain(touched(&now, difference.b));
            let words = match difference.class {
                Class::Negation => Change::Negation,
                Class::Hedge => Change::Hedge,
                _ => Change::Words,
            };
            touched.min().unwrap_or(words).min(words)
        })
        .min()
}

/// What kinds of facts the words touch.
fn touched(facts: &[Fact], words: Option<Span>) -> impl Iterator<Item = Change> {
    facts
        .iter()
        .filter(move |fact| words.is_some_and(|words| words.overlaps(fact.span)))
        .filter_map(|fact| match fact.normal {
            Normal::Quantity(_)
            | Normal::Money(_)
            | Normal::Percentage(_)
            | Normal::Ordinal(_)
            | Normal::Duration(_) => Some(Change::Figure),
            Normal::Date(_) | Normal::Time(_) => Some(Change::Date),
            Normal::Name(_) => Some(Change::Name),
            Normal::Quotation(_) | Normal::Hedge(_) => None,
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::session::{Claim, Hash, Replica};

    const OLD: &str = "Rain fell on Monday. The ferry carried 58 people. Nobody was hurt. It left \
                       from Karlstad.";
    const DOCUMENT: DocumentId = DocumentId(1);

    fn session(old: &str, places: &[Span]) -> Session {
        let record = DocumentRecord {
            id: DOCUMENT,
            source: Source::File("ferry.txt".into()),
            title: "Ferry".into(),
            sha256: Hash::of(old).to_string(),
            bytes: old.len() as u64,
            encoding: "UTF-8".into(),
            read_at: "2026-01-02T03:04:05Z".into(),
            text: Hash::of(old),
            card: Box::default(),
        };
        let anchors = places.iter().map(|span| Anchor::new(DOCUMENT, old, *span));
        let id = ClaimId {
            number: 1,
            replica: Replica("a".into()),
        };
        Session {
            documents: vec![record],
            claims: vec![Claim::new(id, "x".into(), anchors.collect())],
            ..Session::default()
        }
    }

    fn at(quote: &str) -> Span {
        let at = OLD.find(quote).unwrap();
        Span::new(at, at + quote.len())
    }

    fn review(session: &Session, old: Option<&str>, new: &str) -> Review {
        Review::new(DOCUMENT, places_in(session, DOCUMENT), old, new)
    }

    fn change_of(quote: &str, new: &str) -> Option<Change> {
        review(&session(OLD, &[at(quote)]), Some(OLD), new).places[0].change
    }

    fn reading(new: &str) -> Reading {
        Reading {
            sha256: Hash::of(new).to_string(),
            bytes: new.len() as u64,
            encoding: "UTF-8".into(),
            read_at: "2026-02-02T03:04:05Z".into(),
            text: Hash::of(new),
        }
    }

    #[test]
    fn what_says_the_same_elsewhere_is_settled() {
        let new = format!("A headline.\n\n{OLD}");
        assert_eq!(change_of("carried 58 people", &new), None);
        assert_eq!(change_of("carried 58 people", OLD), None);
    }

    #[test]
    fn what_changed_is_told_by_its_kind() {
        let told = |quote, from, to| change_of(quote, &OLD.replace(from, to));
        assert_eq!(told("carried 58 people", "58", "50"), Some(Change::Figure));
        assert_eq!(
            told("fell on Monday", "Monday", "Tuesday"),
            Some(Change::Date)
        );
        assert_eq!(
            told("was hurt", "was hurt", "was not hurt"),
            Some(Change::Negation)
        );
        assert_eq!(
            told("from Karlstad", "Karlstad", "Uppsala"),
            Some(Change::Name)
        );
        assert_eq!(
            told("Nobody was hurt.", "Nobody was hurt.", ""),
            Some(Change::Gone)
        );
    }

    #[test]
    fn words_that_stand_are_not_settled_where_the_sentence_around_them_says_something_else() {
        let told = |quote, from, to| change_of(quote, &OLD.replace(from, to));
        assert_eq!(told("people", "58", "50"), Some(Change::Figure));
        assert_eq!(
            told("hurt", "was hurt", "was not hurt"),
            Some(Change::Negation)
        );
        // The figure is gone from its sentence, and stands in another one.
        let new = OLD.replace("58 people", "50 people") + " The captain is 58 years old.";
        assert_ne!(change_of("58", &new), None);
    }

    #[test]
    fn without_the_old_text_the_words_around_a_quote_decide() {
        let session = session(OLD, &[at("58 people")]);
        let moved = format!("A headline.\n\n{OLD}");
        assert_eq!(review(&session, None, &moved).open(), 0);
        let changed = OLD.replace("carried", "refused");
        assert_eq!(review(&session, None, &changed).open(), 1);
    }

    #[test]
    fn a_place_that_is_kept_as_read_stays_with_the_old_text() {
        let mut session = session(OLD, &[at("carried 58 people"), at("Nobody was hurt")]);
        let new = OLD.replace("58", "50");
        let review = review(&session, Some(OLD), &new);
        let predecessor = DocumentId(2);
        let take = |decisions: &[Option<Decision>]| {
            review.take(&session, &new, reading(&new), decisions, predecessor)
        };
        assert_eq!(take(&[]), None, "the figure must be decided");
        let edit = take(&[Some(Decision::KeepAsRead)]).unwrap();
        let before = session.clone();
        let inverse = session.apply(edit).unwrap();
        let [kept, moved] = &session.claims[0].anchors[..] else {
            panic!("{session:?}")
        };
        assert_eq!(
            (kept.document, kept.span.of(OLD)),
            (predecessor, "carried 58 people")
        );
        assert_eq!(
            (moved.document, moved.span.of(&new)),
            (DOCUMENT, "Nobody was hurt")
        );
        assert_eq!(session.documents[1].text, Hash::of(OLD));
        session.apply(inverse).unwrap();
        assert_eq!(session, before);
    }

    proptest! {
        /// Whatever is decided, every place quotes the text that it lies in, and only what was dropped
        /// is gone.
        #[test]
        fn every_place_quotes_its_text(
            old in "[ab1 .]{1,40}", new in "[ab1 .]{1,40}",
            ends in proptest::collection::vec((0usize..40, 1usize..9), 1..4), keep: bool,
        ) {
            let spans: Vec<_> = ends
                .iter()
                .map(|(at, length)| (at % old.len(), *length))
                .map(|(at, length)| Span::new(at, (at + length).min(old.len())))
                .collect();
            let mut session = session(&old, &spans);
            let review = review(&session, Some(&old), &new);
            let other = if keep { Decision::KeepAsRead } else { Decision::Drop };
            let decisions: Vec<_> =
                review.places.iter().map(|place| place.change.map(|_| other.clone())).collect();
            let dropped = if keep { 0 } else { review.open() };
            let edit = review.take(&session, &new, reading(&new), &decisions, DocumentId(2)).unwrap();
            session.apply(edit).unwrap();
            let anchors = &session.claims[0].anchors;
            prop_assert_eq!(anchors.len(), spans.len() - dropped);
            for anchor in anchors {
                let text = if anchor.document == DOCUMENT { &new } else { &old };
                prop_assert_eq!(anchor.span.of(text), anchor.quote.as_str());
            }
        }
    }
}
