use super::script::Script;
use crate::session::Stance;
use crate::tui::context::Context;

const TEXTS: [&str; 3] = [
    "It was cold.\n\nOn June 27, Ruritania and Sylvania reached an agreement on fishing, said Ana \
     Lindqvist. The fleet costs $6 million.",
    "Nobody came.\n\nOn July 1, the king of Sylvania signed a memorandum with Ruritania about \
     fishing. Ana Lindkvist was there. The fleet costs 6 million dollars.",
    "The harbour froze.",
];

fn listed(script: &Script) -> Vec<String> {
    let rows = script.state.facts.listed();
    rows.map(|row| format!("{} {}", row.kind, row.why))
        .collect()
}

#[test]
fn facts_are_listed_with_what_differs_first() {
    let mut script = Script::over(&TEXTS);
    assert_eq!(script.state.conflicts.count(), 1);
    script.keys("Space F");
    assert_eq!(script.state.context(), Context::Panel);
    let rows = listed(&script);
    assert_eq!(
        rows.get(..3).unwrap(),
        [
            "date June 27 against July 1",
            "name one name, written “Ana Lindqvist” and “Ana Lindkvist”",
            "money USD 6,000,000 in both",
        ]
    );
}

#[test]
fn a_fact_is_gone_to_with_its_counterpart_beside_it() {
    let mut script = Script::over(&TEXTS);
    script.keys("Space F Enter");
    assert_eq!(script.state.context(), Context::Normal);
    let panes = script.state.panes.all();
    for ((text, date), pane) in TEXTS.iter().zip(["June 27", "July 1"]).zip(panes) {
        assert!(text.get(pane.cursor.0..).unwrap().starts_with(date));
    }
}

#[test]
fn a_conflict_becomes_a_claim_with_both_places_as_evidence_in_one_step() {
    let mut script = Script::over(&TEXTS);
    script.keys("Space F c");
    let session = script.session();
    assert!(
        session.claims[0]
            .statement
            .starts_with("On June 27, Ruritania")
    );
    let evidence: Vec<_> = session
        .evidence
        .iter()
        .map(|evidence| (evidence.stance, evidence.anchor.quote.as_str()))
        .collect();
    assert_eq!(
        evidence,
        [(Stance::Supports, "June 27"), (Stance::Refutes, "July 1")]
    );
    assert!(script.session().evidence[1].note.contains("against"));
    script.keys("u");
    assert!(script.session().claims.is_empty() && script.session().evidence.is_empty());
}

#[test]
fn facts_are_filtered_and_sorted() {
    let mut script = Script::over(&TEXTS);
    script.keys("Space F /").types("money").keys("Enter");
    assert_eq!(listed(&script), ["money USD 6,000,000 in both"]);
    script.keys("/").types(" name").keys("Enter");
    assert_eq!(listed(&script), [""; 0]);
    let mut script = Script::over(&TEXTS);
    script.keys("Space F S");
    assert!(listed(&script).first().unwrap().starts_with("date June 27"));
    script.keys("S");
    assert!(listed(&script).is_sorted_by_key(|row| row.split(' ').next().map(str::to_owned)));
}

#[test]
fn what_can_be_made_a_claim_must_be_chosen_first() {
    let mut script = Script::over(&["It rained."]);
    assert_eq!(
        script.keys("Space F c").told(),
        "Choose a fact first: Space F lists them"
    );
}
