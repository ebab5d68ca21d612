use super::script::Script;
use crate::session::{Stance, Status};
use crate::tui::context::Context;

const TEXTS: [&str; 2] = [
    "The council met on Monday. It gave six million for the bridge.",
    "On Tuesday the council met. The bridge gets six million, it is said.",
];

#[test]
fn words_become_a_claim_with_evidence_and_a_verdict() {
    let mut script = Script::over(&TEXTS);
    script.keys(") V c");
    let claim = &script.session().claims[0];
    assert_eq!(claim.statement, "It gave six million for the bridge.");
    assert_eq!(claim.anchors[0].quote, claim.statement);
    script.keys("Tab ) V e s m 1");
    let session = script.session();
    assert_eq!(session.evidence[0].stance, Stance::Supports);
    assert_eq!(
        session.evidence[0].anchor.quote,
        "The bridge gets six million, it is said."
    );
    assert_eq!(session.claims[0].verdict.as_deref(), Some("supported"));
    assert_eq!(session.claims[0].status, Status::Done);
}

#[test]
fn every_step_is_taken_back_and_made_again_across_documents() {
    let mut script = Script::over(&TEXTS);
    let empty = script.session().clone();
    script
        .keys("V c Tab V e r m 2 a")
        .types("ask them")
        .keys("Enter")
        .types("twice");
    script
        .keys("C-s #")
        .types("money, date, money")
        .keys("Enter");
    let full = script.session().clone();
    assert_eq!(full.claims[0].note, "ask them\ntwice");
    assert_eq!(full.claims[0].tags, ["date", "money"]);
    script.keys("u u u u u");
    assert_eq!(*script.session(), empty);
    script.keys("U U U U U");
    assert_eq!(*script.session(), full);
    assert!(script.keys("U").told().contains("nothing to make again"));
}

#[test]
fn a_claim_is_removed_with_its_evidence_and_comes_back_whole() {
    let mut script = Script::over(&TEXTS);
    script.keys("V c Tab V e s Tab");
    let full = script.session().clone();
    script.keys("D");
    assert!(script.session().claims.is_empty() && script.session().evidence.is_empty());
    script.keys("u");
    assert_eq!(*script.session(), full);
}

#[test]
fn an_empty_statement_is_refused() {
    let mut script = Script::over(&TEXTS);
    script.keys("V c t C-u Enter");
    if script.state.context() == Context::Prompt {
        script.keys("Esc");
    }
    assert!(!script.session().claims[0].statement.is_empty());
}

#[test]
fn what_cannot_be_done_says_why() {
    let mut script = Script::over(&TEXTS);
    assert_eq!(
        script.keys("m").told(),
        "There is no claim at hand: v selects words, c makes a claim of them"
    );
    assert_eq!(script.keys("u").told(), "There is nothing to take back");
    assert_eq!(
        script.keys("v e").told(),
        "There is no claim at hand: make one with c, or choose one with Space c"
    );
}

#[test]
fn overlapping_claims_can_each_be_reached() {
    let mut script = Script::over(&TEXTS);
    script.keys("V c g g v w c g g Enter");
    assert_eq!(script.state.context(), Context::List, "both are offered");
    script.keys("1");
    assert_eq!(script.state.context(), Context::Card);
    assert_eq!(
        script.state.at_hand.as_ref().map(|claim| claim.number),
        Some(2),
        "innermost first"
    );
    script.keys("Esc Enter 2");
    assert_eq!(
        script.state.at_hand.as_ref().map(|claim| claim.number),
        Some(1)
    );
}

#[test]
fn a_session_that_is_read_only_takes_no_change() {
    let mut script = Script::over(&TEXTS);
    script.state.read_only = Some("another program has it".to_owned());
    script.keys("V c");
    assert!(script.session().claims.is_empty());
    assert!(script.told().contains("another program has it"));
}
