//! Damaged and mutated sessions: read right, or refused with the reason; and what can be salvaged.

#![allow(clippy::unwrap_used, clippy::string_slice, clippy::unnecessary_wraps)]

mod store_support;

use std::fs;

use proptest::prelude::*;

use crosscheck::session::{ClaimField, Edit, Session, ViewState};
use crosscheck::store::format::Integrity;
use crosscheck::store::{OpenError, format, read, salvage};

use store_support::{Desk, Editor, NEVER, evidence, stamp, work};

/// A session with everything in it, as it is saved.
fn saved() -> String {
    let mut work = work();
    for _ in 0..4 {
        work.apply(store_support::claim(&work), &stamp()).unwrap();
        work.apply(evidence(&work), &stamp()).unwrap();
    }
    let id = work.session().claims[1].id.clone();
    let verdict = ClaimField::Verdict(Some("true".into()));
    work.apply(Edit::SetClaim(id, verdict), &stamp()).unwrap();
    work.undo(&stamp()).unwrap();
    format::write(&work, &ViewState::default(), &[]).unwrap()
}

fn text_of(_: &crosscheck::session::DocumentRecord) -> Option<String> {
    Some(store_support::TEXT.to_owned())
}

/// What is put in the place of what, and what the error must then say.
const WRONG: [(&str, &str, &str); 26] = [
    ("version: 1,", "version: 9, new: 4, ", ""),
    ("version: 1,", "version: 0,", "versions are counted from 1"),
    ("version: 1,", "version: \"1\",", "integer"),
    ("version: 1,", "version: 0x,", "Expected"),
    ("  title: ", "  titel: ", "did you mean title?"),
    (
        "statement: \"Statement 2\",",
        "statemnt: \"Statement 2\",",
        "did you mean statement?",
    ),
    (
        "status: Open,",
        "status: Open, nte: \"x\",",
        "did you mean note?",
    ),
    ("status: Open,", "status: Opened,", "Opened"),
    (
        "status: Open,",
        "status: Open, status: Open,",
        "duplicate field",
    ),
    (
        "status: Open,",
        "status: Open, verdict: \"maybe\",",
        "\"maybe\" is no verdict of the scale plain",
    ),
    (
        "id: \"c2-k3f9\",",
        "id: \"c1-k3f9\",",
        "the id c1-k3f9 is used twice",
    ),
    (
        "id: \"c2-k3f9\",",
        "id: \"x2-k3f9\",",
        "is no id like c12-k3f9",
    ),
    (
        "id: \"e2-k3f9\",",
        "id: \"e1-k3f9\",",
        "the id e1-k3f9 is used twice",
    ),
    (
        "claim: \"c2-k3f9\",",
        "claim: \"c7-k3f9\",",
        "there is no claim c7-k3f9",
    ),
    (
        "document: 1, span",
        "document: 3, span",
        "there is no document 3 in this session",
    ),
    ("span: \"0..12\"", "span: \"12..0\"", "is no span"),
    (
        "span: \"0..12\"",
        "span: \"0..13\"",
        "13 bytes, but its quote has 12",
    ),
    (
        "span: \"0..12\"",
        "span: \"900..912\"",
        "reaches beyond the document",
    ),
    (
        "span: \"0..12\"",
        "span: \"13..25\"",
        "cuts a character of the document in two",
    ),
    (
        "quote: \"One sentence\"",
        "quote: \"Two sentence\"",
        "the quote is not what the document says",
    ),
    ("bytes: 37,", "bytes: NaN,", "Expected"),
    ("bytes: 37,", "bytes: -36,", "out of bounds"),
    ("sha256: \"", "sha256: \"zz", "is no SHA-256"),
    (
        "read_at: \"2026",
        "read_at: \"yesterday 2026",
        "is no moment in RFC 3339",
    ),
    ("author: \"Ana\"", "author: \"Eve\"", "was rewritten"),
    (
        "number: 3,",
        "number: 4,",
        "a step is missing or was put in",
    ),
];

#[test]
fn every_wrong_session_is_refused_with_its_reason_and_place() {
    let saved = saved();
    for (right, wrong, phrase) in WRONG {
        let at = saved
            .find(right)
            .unwrap_or_else(|| panic!("{right} is not in\n{saved}"));
        let text = saved.replacen(right, wrong, 1);
        match read(text.as_bytes(), &text_of) {
            Ok(read) => {
                assert_eq!(phrase, "", "{wrong} was accepted");
                assert_eq!(read.newer, Some(9));
            }
            Err(problems) => {
                let told = problems[0].to_string();
                assert!(
                    !phrase.is_empty() && told.contains(phrase),
                    "{wrong}:\n{told}"
                );
                let line = saved[..at].matches('\n').count() + 1;
                assert!(
                    problems[0].line >= line && told.contains('^'),
                    "{wrong} is in line {line}:\n{told}"
                );
            }
        }
    }
}

#[test]
fn a_session_as_a_person_may_write_it_is_read() {
    let session = r#"
// Written by hand, items in any order.
(
    version: 1,
    title: "By hand",
    scale: "plain",
    documents: [],
    claims: [
        (id: "c2-x", statement: "Second", verdict: Some("false"), ),
        (id: "c1-x", statement: "First"),
    ],
    evidence: [],
)"#;
    for text in [
        session.to_owned(),
        format!("\u{feff}{}", session.replace('\n', "\r\n")),
    ] {
        let read = read(text.as_bytes(), &text_of).unwrap();
        assert_eq!(read.integrity, Integrity::ChangedOutside);
        let work = read.into_work(&stamp());
        let statements: Vec<&str> = work
            .session()
            .claims
            .iter()
            .map(|claim| claim.statement.as_str())
            .collect();
        assert_eq!(statements, ["First", "Second"]);
        assert_eq!(work.history().len(), 1);
    }
}

#[test]
fn a_saved_session_is_written_again_byte_by_byte() {
    let saved = saved();
    let read = read(saved.as_bytes(), &text_of).unwrap();
    assert_eq!(read.integrity, Integrity::AsSaved);
    assert_eq!(read.outside, []);
    assert_eq!(format::write(&read.work, &read.view, &[]).unwrap(), saved);
}

#[test]
fn whole_records_before_a_cut_are_salvaged() {
    let saved = saved();
    let desk = Desk::new();
    // Behind the last bracket only the checksum stands.
    for end in (0..saved.rfind("\n)").unwrap()).step_by(97) {
        let Some(cut) = saved.get(..end) else {
            continue;
        };
        fs::write(desk.session(), cut).unwrap();
        assert!(matches!(
            desk.store().open(&desk.session()),
            Err(OpenError::Broken { .. })
        ));
        let salvaged = salvage::salvage(&desk.store(), &desk.session(), &stamp()).unwrap();
        let claims = cut.split("evidence: [").next().unwrap();
        let whole = claims
            .split("claims: [")
            .nth(1)
            .unwrap_or_default()
            .matches("\n    ),")
            .count();
        assert_eq!(salvaged.work.session().claims.len(), whole, "cut at {end}");
        assert_eq!(fs::read_to_string(desk.session()).unwrap(), cut);
    }
}

#[test]
fn what_a_damaged_file_lost_comes_from_its_backup_and_journal() {
    let desk = Desk::new();
    let mut editor = Editor::of(desk.create(), NEVER);
    editor.add_claim();
    editor.keeper.close().unwrap();
    let mut editor = Editor::of(desk.open(), NEVER);
    editor.add_claim();
    let (work, desk) = editor.kill(&desk);
    fs::write(desk.session(), b"\0\0\0\0").unwrap();
    let salvaged = salvage::salvage(&desk.store(), &desk.session(), &stamp()).unwrap();
    assert_eq!(salvaged.work.session(), work.session());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// One character changed, anywhere: the file is refused, or what it says is what was saved, or
    /// it is told that it was changed and the change stands in the history.
    #[test]
    fn no_mutation_is_read_as_if_nothing_had_happened(at: usize, new in "[ -~]", kind in 0..3) {
        let saved = saved();
        let original = read(saved.as_bytes(), &text_of).unwrap();
        let characters: Vec<char> = saved.chars().collect();
        let at = at % characters.len();
        let mut mutated = characters.clone();
        match kind {
            0 => mutated[at] = new.chars().next().unwrap(),
            1 => drop(mutated.remove(at)),
            _ => mutated.insert(at, characters[at]),
        }
        let mutated: String = mutated.into_iter().collect();
        if let Ok(read) = read(mutated.as_bytes(), &text_of) {
            prop_assert_eq!(read.integrity == Integrity::AsSaved, mutated == saved);
            prop_assert_eq!(&read.work, &original.work);
            let state: Session = read.clone().into_work(&stamp()).session().clone();
            prop_assert_eq!(read.outside.is_empty(), &state == original.work.session());
        }
    }
}
