use super::script::Script;
use crate::session::Stance;
use crate::tui::context::Context;
use crate::tui::state::Layer;

const TEXTS: [&str; 3] = [
    "The mayor opened the new library on Friday.\n\n\
     The regional railway company will close the harbour line for eleven weeks from September. \
     Buses will replace the trains between the old market and the ferry, the company announced, \
     and tickets for the season stay valid on board of every one of them.\n\n\
     Nothing else was said that day.",
    "Readers had waited for years.\n\n\
     The regional railway company will close the harbour line for twelve weeks from September. \
     Buses will replace the trains between the old market and the ferry, the company announced, \
     and tickets for the season stay valid on board of every one of them.\n\n\
     A choir sang for the guests in the evening.",
    "It rained.",
];

#[test]
fn the_other_pane_follows_to_the_counterpart() {
    let mut script = Script::over(&TEXTS);
    script.keys("] p");
    let panes = script.state.panes.all();
    for (text, pane) in TEXTS.iter().zip(panes) {
        let from_cursor = text.get(pane.cursor.0..).unwrap();
        assert!(
            from_cursor.starts_with("The regional railway"),
            "{from_cursor}"
        );
    }
    assert_eq!(
        script.keys("] p").told(),
        "No shared passage further on in A"
    );
}

#[test]
fn the_comparison_opens_on_what_differs_and_makes_a_claim_of_it() {
    let mut script = Script::over(&TEXTS);
    script.keys("] p =");
    assert_eq!(script.state.context(), Context::Compare);
    let Some(Layer::Compare(view)) = script.state.layers.last() else {
        panic!("no comparison")
    };
    let chosen = view.chosen().unwrap();
    assert!(chosen.a.unwrap().of(TEXTS[0]).starts_with("eleven"));
    assert!(chosen.b.unwrap().of(TEXTS[1]).starts_with("twelve"));
    script.keys("c Esc");
    let session = script.session();
    assert!(session.claims[0].statement.contains("eleven weeks"));
    assert!(session.evidence[0].anchor.quote.starts_with("twelve"));
    assert_eq!(session.evidence[0].stance, Stance::Refutes);
}

#[test]
fn without_a_counterpart_the_reason_is_told() {
    let mut script = Script::over(&TEXTS);
    let told = script.keys("=").told().to_owned();
    assert_eq!(
        told,
        "No other document shares this passage; ]p goes to the next that is shared"
    );
}
