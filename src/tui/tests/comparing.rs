use super::script::Script;
use crate::session::{Stance, letter};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::event::{Event, Report};
use crate::tui::settings::key;
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
fn what_one_text_repeats_is_gone_through_like_what_two_share() {
    let passage = TEXTS[0].split("\n\n").nth(1).unwrap();
    let text = format!("{passage}\n\nIt rained on the day of the fair.\n\n{passage}");
    let mut script = Script::over(&[&text, "A choir sang."]);
    script.keys("] p");
    let second = text.rfind(passage).unwrap();
    assert_eq!(script.state.panes.focused().cursor.0, second);
    assert!(script.told().starts_with("Told twice in A: verbatim, 1.00"));
    script.keys("=");
    let Some(Layer::Compare(view)) = script.state.layers.last() else {
        panic!("no comparison")
    };
    assert!(view.comparison.as_ref().unwrap().differences.is_empty());
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

/// A text of many sentences, each with words of its own; one says that the council did this.
fn long(did: &str) -> String {
    let sentences = (0..450).map(|number| {
        let did = if number == 300 { did } else { "kept" };
        let [a, b, c] = [7, 11, 13].map(|step| letter(number * step));
        format!("Item {number}: the council {did} paper {a}{b} of file {b}{c} on {c}{a} street. ")
    });
    sentences.collect()
}

#[test]
fn long_passages_are_compared_by_a_worker_and_shown_around_the_difference() {
    let texts = [long("rejected"), long("approved")];
    let mut script = Script::over(&[&texts[0], &texts[1]]);
    let effects = script.event(Event::Key(key::sequence("=").unwrap()[0]));
    let [Effect::Compare(passages)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    let screen = script.screen();
    assert!(screen.contains("comparing them takes a moment"), "{screen}");
    let found = passages[0].compared_with(&passages[1]);
    script.event(Event::Report(Report::Differences(passages.clone(), found)));
    let screen = script.screen();
    assert!(screen.contains("rejected / approved"), "{screen}");
    for shown in ["council rejected", "council approved", "Item 299:"] {
        assert!(screen.contains(shown), "{shown} in {screen}");
    }
    // Scrolled by pages, the text goes on.
    let screen = script.keys("PageDown PageDown").screen();
    assert!(!screen.contains("council rejected"), "{screen}");
    assert!(screen.contains("Item 31"), "{screen}");
    let screen = script.keys("PageUp PageUp PageUp PageUp").screen();
    assert!(screen.contains("Item 28"), "{screen}");
}
