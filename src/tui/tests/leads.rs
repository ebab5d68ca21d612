use super::script::Script;
use crate::session::Stance;
use crate::text::{DocumentId, Offset};
use crate::tui::context::Context;
use crate::tui::state::PanelKind;
use crate::tui::update::lead_rows;

const TEXTS: [&str; 3] = [
    "It was cold.\n\nOn June 27, Ruritania and Sylvania reached an agreement on fishing, said Ana \
     Lindqvist. The fleet costs six million crowns.",
    "Nobody came.\n\nA week later the king signed what both call the fishing agreement of \
     Sylvania. Lindqvist was there. The fleet is old.",
    "The harbour froze. Crowns bought less in June. Six million crowns were for ships, the \
     ministry says.",
];

fn listed(script: &Script) -> Vec<&str> {
    let rows = lead_rows(&script.state).into_iter();
    rows.map(|lead| {
        let document = script.state.desk.ready(lead.place.document).unwrap();
        document.quote(lead.place.span)
    })
    .collect()
}

#[test]
fn leads_are_looked_for_in_the_other_documents_by_the_sentence_under_the_cursor() {
    let mut script = Script::over(&TEXTS);
    script.keys("} f");
    assert_eq!(script.state.context(), Context::Panel);
    assert_eq!(
        listed(&script).first().copied(),
        Some("A week later the king signed what both call the fishing agreement of Sylvania.")
    );
    assert!(
        lead_rows(&script.state)
            .iter()
            .all(|lead| lead.place.document != DocumentId(1))
    );
    assert!(script.screen().contains("Leads  1  “On June 27, Ruritania"));
}

#[test]
fn a_lead_becomes_evidence_for_the_claim_that_it_was_looked_for() {
    let mut script = Script::over(&TEXTS);
    script.keys("} ) V c f");
    assert!(
        script
            .screen()
            .contains("Leads for claim 1  1  The fleet costs")
    );
    assert_eq!(listed(&script).len(), 1);
    script.keys("e r");
    let evidence = &script.session().evidence[0];
    assert_eq!(
        (evidence.stance, evidence.anchor.quote.as_str()),
        (
            Stance::Refutes,
            "Six million crowns were for ships, the ministry says."
        )
    );
    assert_eq!(script.state.panel.kind, PanelKind::Leads);
    let row = "C ¶1      − Six million crowns were for ships";
    assert!(script.screen().contains(row), "{}", script.screen());
    script.keys("u");
    assert!(script.session().evidence.is_empty());
}

#[test]
fn a_lead_is_shown_beside_the_claim() {
    let mut script = Script::over(&TEXTS);
    script.keys("} ) V c f Enter");
    assert_eq!(script.state.context(), Context::Normal);
    let panes = script.state.panes.all();
    let shown: Vec<_> = panes
        .iter()
        .map(|pane| (pane.document.unwrap().0, pane.cursor))
        .collect();
    let at = |text: usize, words: &str| Offset(TEXTS[text].find(words).unwrap());
    assert_eq!(
        shown,
        [(1, at(0, "The fleet costs")), (3, at(2, "Six million"))]
    );
    assert_eq!(script.state.panes.focus(), 1);
}

#[test]
fn leads_are_looked_for_from_a_claims_card_and_its_list() {
    let mut script = Script::over(&TEXTS);
    script.keys("} ) V c K f");
    assert!(script.state.layers.is_empty());
    assert_eq!(script.state.panel.kind, PanelKind::Leads);
    assert_eq!(listed(&script).len(), 1);
    script.keys("Space c Space e");
    assert_eq!(listed(&script).len(), 1);
    script.keys("Space c f");
    assert!(script.screen().contains("Leads for claim 1"));
}

#[test]
fn a_selection_is_looked_for_by_its_own_words() {
    let mut script = Script::over(&TEXTS);
    script.keys("} v w l f");
    assert!(listed(&script).is_empty());
    let screen = script.screen();
    assert!(screen.contains("Leads  “On”"), "{screen}");
    assert!(screen.contains("No other document has a sentence like it."));
}

#[test]
fn leads_are_filtered_by_their_words() {
    let mut script = Script::over(&TEXTS);
    script.keys("} ) f");
    assert_eq!(listed(&script).len(), 1);
    script.keys("/").types("king").keys("Enter");
    assert!(listed(&script).is_empty());
}

#[test]
fn there_must_be_another_document_and_something_to_look_for() {
    let mut script = Script::over(&TEXTS[..1]);
    assert_eq!(
        script.keys("f").told(),
        "There is no other document to look in"
    );
    let long = "Nobody fished there for years. ".repeat(3_000);
    let mut script = Script::over(&[&long, TEXTS[0]]);
    assert!(
        script
            .keys("v G f")
            .told()
            .starts_with("More is selected than can be marked at once")
    );
    let mut script = Script::over(&TEXTS);
    script.keys("Space e");
    assert!(script.screen().contains("Nothing is looked for"));
    script.keys("e");
    assert!(script.told().starts_with("Select the words first"));
}

#[test]
fn the_card_names_the_documents_that_say_nothing_yet() {
    let mut script = Script::over(&TEXTS);
    script.keys("} ) V c K");
    let words = "not yet     no evidence from B and C: f finds what may bear on it";
    assert!(script.screen().contains(words), "{}", script.screen());
    script.keys("f e s K");
    let words = "not yet     no evidence from B: f finds what may bear on it";
    assert!(script.screen().contains(words), "{}", script.screen());
    let mut script = Script::over(&TEXTS[..1]);
    script.keys("V c K");
    assert!(script.screen().contains("no evidence: v selects words"));
}
