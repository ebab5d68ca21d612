//! What must hold whatever the edits: random scripts of edits against the laws of undo, of changes
//! and of merging.

use proptest::collection::vec;
use proptest::prelude::*;

use super::merge::merge;
use super::*;
use crate::text::{DocumentId, Span};

/// One move of a random script; what it means depends on the session that it meets.
type Move = (u8, u8, u8);

fn stamp() -> Stamp {
    Stamp {
        author: "Ana".into(),
        at: "2026-01-02T03:04:05Z".into(),
    }
}

fn pick<T>(list: &[T], by: u8) -> Option<&T> {
    list.get(usize::from(by) % list.len().max(1))
}

fn anchor(document: DocumentId, by: u8) -> Anchor {
    let text = "One sentence here. Another \u{e9} there.";
    Anchor::new(document, text, Span::new(usize::from(by % 4), 12))
}

/// The edit that a move stands for; `None` where it has nothing to work on.
fn edit_for(work: &Work, replica: &Replica, (kind, which, value): Move) -> Option<Edit> {
    let session = work.session();
    let document = pick(&session.documents, which).map(|record| record.id);
    let claim = pick(&session.claims, which).map(|claim| claim.id.clone());
    let evidence = pick(&session.evidence, which).map(|evidence| evidence.id.clone());
    let word = format!("w{}", value % 5);
    let edit = match kind % 16 {
        0 => Edit::Retitle(word),
        1 => Edit::UseScale(word),
        2 => Edit::AddDocument(DocumentRecord {
            id: work.next_document_id(),
            source: Source::File(format!("{}-{}.txt", replica.0, work.next_document_id()).into()),
            title: word.clone(),
            sha256: Hash::of(&word).to_string(),
            bytes: 3,
            encoding: "UTF-8".into(),
            read_at: "2026-01-02T03:04:05Z".into(),
            text: Hash::of(&word),
            card: Box::default(),
        }),
        3 => Edit::RemoveDocument(document?),
        4 if value % 2 == 0 => Edit::SetDocument(document?, DocumentField::Title(word)),
        4 => {
            let publisher = CardField::Publisher((value % 3 > 0).then_some(word));
            Edit::SetDocument(document?, DocumentField::Card(publisher))
        }
        5 | 6 => Edit::AddClaim(Claim {
            id: work.next_claim_id(replica),
            statement: word,
            anchors: document.map(|id| anchor(id, value)).into_iter().collect(),
            speaker: None,
            said_on: None,
            tags: vec![],
            note: String::new(),
            status: Status::Open,
            verdict: None,
        }),
        7 => Edit::RemoveClaim(claim?),
        8 => Edit::SetClaim(claim?, ClaimField::Statement(word)),
        9 => Edit::SetClaim(claim?, ClaimField::Verdict(Some(word))),
        10 => Edit::SetClaim(claim?, ClaimField::Tags(vec![word])),
        11 | 12 => Edit::AddEvidence(Evidence {
            id: work.next_evidence_id(replica),
            claim: claim?,
            anchor: anchor(document?, value),
            stance: Stance::Supports,
            note: String::new(),
        }),
        13 => Edit::RemoveEvidence(evidence?),
        14 => Edit::SetEvidence(evidence?, EvidenceField::Note(word)),
        _ => Edit::Several(vec![
            Edit::SetClaim(claim?, ClaimField::Note(word.clone())),
            Edit::Retitle(word),
        ]),
    };
    Some(edit)
}

/// Works on as the script says; now and then it undoes and redoes.
fn play(work: &mut Work, replica: &str, script: &[Move]) {
    let replica = Replica(replica.into());
    for step in script {
        match step.0 % 10 {
            8 => drop(work.undo(&stamp())),
            9 => drop(work.redo(&stamp())),
            _ => {
                if let Some(edit) = edit_for(work, &replica, (step.0 / 10, step.1, step.2)) {
                    // A removal of something in use is refused, which is as good a test.
                    let before = work.session().clone();
                    if work.apply(edit, &stamp()).is_err() {
                        assert_eq!(work.session(), &before);
                    }
                }
            }
        }
    }
}

fn played(replica: &str, script: &[Move]) -> Work {
    let mut work = Work::begin(Edit::Retitle("t".into()), &stamp()).unwrap_or_default();
    play(&mut work, replica, script);
    work
}

fn with(session: &Session, edits: Vec<Edit>) -> Session {
    let mut session = session.clone();
    for edit in edits {
        session
            .apply(edit.clone())
            .unwrap_or_else(|error| panic!("{edit:?}: {error}"));
    }
    session
}

/// Every reference resolves, and every list is in order.
fn assert_sound(session: &Session) {
    for anchor in session.claims.iter().flat_map(|claim| &claim.anchors) {
        assert!(session.document(anchor.document).is_some());
    }
    for evidence in &session.evidence {
        assert!(session.document(evidence.anchor.document).is_some());
        assert!(session.claim(&evidence.claim).is_some());
    }
    assert!(session.claims.is_sorted_by(|a, b| a.id < b.id));
    assert!(session.documents.is_sorted_by(|a, b| a.id < b.id));
}

fn script() -> impl Strategy<Value = Vec<Move>> {
    vec(any::<Move>(), 0..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn an_edit_and_its_inverse_leave_no_trace(script in script(), last: Move) {
        let work = played("a", &script);
        if let Some(edit) = edit_for(&work, &Replica("a".into()), last) {
            let mut session = work.session().clone();
            if let Ok(inverse) = session.apply(edit.clone()) {
                prop_assert_eq!(session.apply(inverse), Ok(edit));
            }
            prop_assert_eq!(&session, work.session());
        }
    }

    #[test]
    fn undoing_everything_leads_back_and_redoing_forth(script in script()) {
        let mut work = played("a", &script);
        let end = work.session().clone();
        let mut undone = 0;
        while work.undo(&stamp()).is_some() {
            undone += 1;
        }
        prop_assert_eq!(work.session(), &Session { title: "t".into(), ..Session::default() });
        for _ in 0..undone {
            prop_assert!(work.redo(&stamp()).is_some());
        }
        prop_assert_eq!(work.session(), &end);
    }

    #[test]
    fn a_history_retraced_is_the_same_work(script in script()) {
        let work = played("a", &script);
        prop_assert_eq!(Work::retrace(work.history()), Ok(work.clone()));
    }

    #[test]
    fn a_history_with_one_step_rewritten_is_told(script in script(), which: u8) {
        let work = played("a", &script);
        let mut history = work.history().to_vec();
        let at = usize::from(which) % history.len();
        let mut entry = (*history[at]).clone();
        entry.stamp.author = "Somebody else".into();
        history[at] = entry.into();
        let broken = Work::retrace(&history).unwrap_err();
        prop_assert_eq!(broken.number, at as u64 + 1);
    }

    #[test]
    fn the_changes_between_two_states_lead_from_one_to_the_other(
        common in script(), one in script(), other in script(),
    ) {
        let base = played("a", &common);
        let (mut from, mut to) = (base.clone(), base);
        play(&mut from, "b", &one);
        play(&mut to, "c", &other);
        let made = with(from.session(), changes(from.session(), to.session()));
        prop_assert_eq!(&made, to.session());
    }

    #[test]
    fn merging_what_only_one_side_did_is_that_side(common in script(), one in script()) {
        let base = played("a", &common);
        let mut work = base.clone();
        play(&mut work, "b", &one);
        let (base, work) = (base.session(), work.session());
        prop_assert_eq!(merge(base, work, base).edits, vec![]);
        prop_assert_eq!(merge(base, work, work).edits, vec![]);
        let merged = merge(base, base, work);
        prop_assert_eq!(merged.conflicts, 0);
        prop_assert_eq!(&with(base, merged.edits), work);
    }

    #[test]
    fn a_merge_is_sound_and_loses_nothing_of_ours(
        common in script(), one in script(), other in script(),
    ) {
        let base = played("a", &common);
        let (mut ours, mut theirs) = (base.clone(), base.clone());
        play(&mut ours, "b", &one);
        play(&mut theirs, "c", &other);
        let merged = merge(base.session(), ours.session(), theirs.session());
        let both = with(ours.session(), merged.edits);
        assert_sound(&both);
        for claim in &theirs.session().claims {
            prop_assert!(
                both.claim(&claim.id).is_some()
                    || base.session().claim(&claim.id) == Some(claim),
                "{} was lost", claim.id
            );
        }
        for claim in &ours.session().claims {
            let taken_out = theirs.session().claim(&claim.id).is_none()
                && base.session().claim(&claim.id) == Some(claim);
            prop_assert!(both.claim(&claim.id).is_some() || taken_out, "{} was lost", claim.id);
        }
        // Merging the same again finds nothing new.
        let again = merge(base.session(), &both, theirs.session());
        prop_assert_eq!(again.conflicts, 0, "{:?}", again.edits);
    }
}
