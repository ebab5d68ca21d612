//! `crosscheck export`: the sample session as reports.

#![allow(clippy::expect_used, clippy::string_slice)]

mod support;

use std::fs;

use crosscheck::export::{self, Format};
use crosscheck::session::{
    Anchor, Claim, ClaimId, DocumentRecord, Evidence, EvidenceId, Hash, Replica, Session, Source,
    Stance, scale,
};
use crosscheck::text::{Document, DocumentId, Span};
use support::Home;

fn report(arguments: &[&str]) -> String {
    let home = Home::new();
    home.copy_sample();
    let session = ["export", "sessions/panama-memorandum.ron"];
    let output = home.command(session.iter().chain(arguments)).run();
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
    output.stdout
}

#[test]
fn as_markdown() {
    insta::assert_snapshot!(report(&["--format", "md"]));
}

#[test]
fn as_json() {
    insta::assert_snapshot!(report(&["--format", "json"]));
}

#[test]
fn as_html() {
    insta::assert_snapshot!(report(&["--format", "html"]));
}

#[test]
fn offsets_in_json_are_code_points_of_the_text() {
    let report = report(&["--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&report).expect("it is JSON");
    let mut places = 0;
    for claim in report["claims"].as_array().expect("claims") {
        let evidence = claim["evidence"].as_array().expect("evidence");
        let own = claim["places"].as_array().expect("places").iter();
        for place in own.chain(evidence.iter().map(|one| &one["place"])) {
            let path = place["document"].as_str().expect("a document");
            let path = support::repository().join("sessions").join(path);
            let text = fs::read_to_string(path).expect("the document is there");
            let number = |name: &str| place[name].as_u64().expect("an offset");
            let words: String = text
                .chars()
                .skip(usize::try_from(number("start")).expect("it fits"))
                .take(usize::try_from(number("end") - number("start")).expect("it fits"))
                .collect();
            assert_eq!(words, place["quote"]);
            places += 1;
        }
    }
    assert!(places > 20, "{places} places");
}

/// A session in which everything that people write is hostile.
fn hostile_session(words: &str) -> Session {
    let hostile = || words.to_owned();
    let id = ClaimId {
        number: 1,
        replica: Replica(hostile()),
    };
    let anchor = Anchor::new(DocumentId(1), words, Span::new(0, words.len()));
    let mut claim = Claim::new(id.clone(), hostile(), vec![anchor.clone()]);
    claim.speaker = Some(hostile());
    claim.said_on = Some(hostile());
    claim.tags = vec![hostile()];
    claim.note = hostile();
    claim.verdict = Some(hostile());
    Session {
        title: hostile(),
        scale: hostile(),
        documents: vec![DocumentRecord {
            id: DocumentId(1),
            source: Source::File(words.into()),
            title: hostile(),
            sha256: hostile(),
            bytes: 1,
            encoding: hostile(),
            read_at: hostile(),
            text: Hash::of(words),
            card: Box::default(),
        }],
        claims: vec![claim],
        evidence: vec![Evidence {
            id: EvidenceId {
                number: 1,
                replica: Replica(hostile()),
            },
            claim: id,
            anchor,
            stance: Stance::Supports,
            note: hostile(),
        }],
        ..Session::default()
    }
}

#[test]
fn nothing_in_a_session_is_markup_in_its_report() {
    let words = "<script>\"x\" 'y' & `z` **b** ![i](u) \u{1b}[31m\u{202e}\n# h\n- l";
    let session = hostile_session(words);
    let scale = &scale::shipped()[0];
    let texts = [Document::new(DocumentId(1), words, words)];

    let html = export::report(&session, scale, &texts, Format::Html);
    assert!(!html.contains("<script") && !html.contains(['\u{1b}', '\u{202e}']));
    assert!(!html.contains("\"x\"") && !html.contains("'y'"));

    let markdown = export::report(&session, scale, &texts, Format::Markdown);
    assert!(!markdown.contains(['\u{1b}', '\u{202e}']));
    for line in markdown.lines() {
        assert!(
            !line.contains("**b**") && !line.contains("![") && line != "# h",
            "{line}"
        );
        let mut tags = line.match_indices("<script");
        let html = tags.all(|(at, _)| line[..at].ends_with('\\'));
        assert!(html, "{line}");
    }

    let json = export::report(&session, scale, &texts, Format::Json);
    let json: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(json["claims"][0]["statement"], words);
    assert!(
        json["claims"][0].get("meaning").is_none(),
        "the scale does not tell"
    );
}

#[test]
fn the_files_name_decides_where_no_format_is_named() {
    let home = Home::new();
    home.copy_sample();
    let output = home
        .command([
            "export",
            "sessions/panama-memorandum.ron",
            "-o",
            "report.html",
        ])
        .run();
    assert_eq!((output.code, output.stdout.as_str()), (Some(0), ""));
    let report = fs::read_to_string(home.work().join("report.html")).expect("it is written");
    assert!(report.starts_with("<!DOCTYPE html>"));
}

#[test]
fn a_session_that_is_not_there_is_told() {
    let output = Home::new().command(["export", "missing.ron"]).run();
    assert_eq!(output.code, Some(2));
    assert!(output.stderr.contains("missing.ron"), "{}", output.stderr);
}
