//! The sample session opens as it stands and is what its definition says.
//!
//! After a change to the definition, a sample document or the format, run this with
//! `CROSSCHECK_WRITE_SAMPLE=1` to write the session anew.

#![allow(clippy::expect_used, clippy::panic)]

mod definition;

use std::fs;
use std::path::{Path, PathBuf};

use crosscheck::session::view_state::{PaneState, PanelKind, PanelState};
use crosscheck::session::{Anchor, Session, Source, Stance, Status, ViewState, Work, scale};
use crosscheck::store::{Dirs, Opened, Store, format};
use crosscheck::text::{DocumentId, Offset};
use definition::Definition;

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sample() -> PathBuf {
    repository().join("sessions/panama-memorandum.ron")
}

fn made() -> Work {
    Definition::read(include_str!("definition.ron")).work(
        &repository().join("assets/sample"),
        Path::new("../assets/sample"),
    )
}

/// The two tellings of one press conference side by side, and the claims below.
fn view() -> ViewState {
    let pane = |document| PaneState {
        document: DocumentId(document),
        cursor: Offset(0),
        anchor: None,
        top: Offset(0),
    };
    ViewState {
        panes: vec![pane(2), pane(4)],
        panel: Some(PanelState {
            kind: PanelKind::Claims,
            row: 0,
            sort: String::new(),
            filter: String::new(),
            height: None,
            focused: false,
        }),
        ..ViewState::default()
    }
}

fn opened() -> Opened {
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    let dirs = Dirs {
        data: elsewhere.path().join("data"),
        config: elsewhere.path().join("config"),
    };
    let opened = Store::new(dirs).open(&sample());
    opened.expect("the sample session opens")
}

fn anchors(session: &Session) -> impl Iterator<Item = &Anchor> {
    let claims = session.claims.iter().flat_map(|claim| &claim.anchors);
    claims.chain(session.evidence.iter().map(|evidence| &evidence.anchor))
}

fn text(session: &Session, document: DocumentId) -> String {
    let record = session.document(document).expect("it is known");
    let Source::File(path) = &record.source else {
        panic!("{record:?} is no file");
    };
    fs::read_to_string(repository().join("sessions").join(path)).expect("the document is there")
}

#[test]
fn the_file_is_what_the_definition_makes() {
    let written = format::write(&made(), &view(), &[]).expect("the session can be written");
    if std::env::var_os("CROSSCHECK_WRITE_SAMPLE").is_some() {
        fs::write(sample(), &written).expect("the session file can be written");
    }
    let there = fs::read_to_string(sample()).expect("the session file is there");
    assert!(
        there == written,
        "sessions/panama-memorandum.ron is not what its definition makes; \
         CROSSCHECK_WRITE_SAMPLE=1 writes it anew"
    );
}

#[test]
fn it_opens_with_nothing_to_remark() {
    let opened = opened();
    assert_eq!(opened.notices, []);
    assert_eq!(opened.work, made());
    assert_eq!(opened.view, view());
}

#[test]
fn every_quote_is_the_text_at_its_span() {
    let work = made();
    for anchor in anchors(work.session()) {
        let text = text(work.session(), anchor.document);
        assert_eq!(anchor.span.of(&text), anchor.quote);
    }
}

#[test]
fn every_verdict_is_on_the_scale() {
    let work = made();
    let session = work.session();
    let scale = scale::shipped()
        .into_iter()
        .find(|scale| scale.name == session.scale)
        .expect("the scale is shipped");
    for verdict in session
        .claims
        .iter()
        .filter_map(|claim| claim.verdict.as_deref())
    {
        assert!(scale.label(verdict).is_some(), "{verdict}");
    }
}

#[test]
fn there_is_something_of_everything_to_show() {
    let work = made();
    let session = work.session();
    assert_eq!((session.documents.len(), session.claims.len()), (4, 9));
    assert!(session.evidence.len() >= 12);
    for stance in [
        Stance::Supports,
        Stance::Refutes,
        Stance::Qualifies,
        Stance::Mentions,
    ] {
        assert!(
            session
                .evidence
                .iter()
                .any(|evidence| evidence.stance == stance)
        );
    }
    for status in [
        Status::Open,
        Status::InProgress,
        Status::Done,
        Status::Dropped,
    ] {
        assert!(session.claims.iter().any(|claim| claim.status == status));
    }
    let mut claims = session.claims.iter();
    assert!(claims.any(|claim| session.evidence_for(&claim.id).next().is_none()));
}
