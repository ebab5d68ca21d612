use super::script::Script;
use crate::parallel::{Boilerplate, Place};
use crate::text::{DocumentId, Offset, Span};
use crate::tui::event::{Event, Report};

const SHARED: &str = "The regional railway company will close the harbour line for eleven weeks from \
    September. Buses will replace the trains between the old market and the ferry, the company \
    announced, and tickets for the season stay valid.";
const FOOTER: &str = "Reports of this agency may be printed by its members alone.";

/// Two texts with a shared passage, and a footer that is known to stand in many more.
fn script() -> Script {
    let one = format!("It rained.\n\n{SHARED}\n\n{FOOTER}");
    let other = format!("{SHARED}\n\nNobody was surprised.");
    let mut script = Script::over(&[&one, &other]);
    let start = one.find(FOOTER).unwrap();
    let boilerplate = Boilerplate {
        place: Place {
            document: DocumentId(1),
            span: Span::new(start, start + FOOTER.len()),
        },
        documents: 412,
    };
    let shared = script.state.shared.clone();
    let shared = shared.with_boilerplate(vec![boilerplate]);
    script.event(Event::Report(Report::Found(shared)));
    script
}

#[test]
fn boilerplate_is_listed_behind_the_shared_passages() {
    let mut script = script();
    script.keys("Space p");
    let screen = script.screen();
    assert!(
        screen.contains("Shared passages  1 · 1 of boilerplate"),
        "{screen}"
    );
    assert!(screen.contains("boilerplate       A ¶3 × 412"), "{screen}");
    script.keys("j Enter");
    let pane = script.state.panes.focused();
    assert_eq!(pane.cursor, Offset(10 + 4 + SHARED.len()));
    assert_eq!(
        script.told(),
        "This stands in 412 documents, which are not compared for it"
    );
}

#[test]
fn shared_passages_and_boilerplate_are_filtered_by_their_words() {
    let mut script = script();
    script.keys("Space p /").types("agency").keys("Enter");
    let screen = script.screen();
    assert!(screen.contains("A ¶3 × 412") && !screen.contains("↔"));
    script.keys("/").types(" verbatim").keys("Enter");
    assert!(script.screen().contains("No row matches the filter."));
}

#[test]
fn boilerplate_of_a_text_that_changed_is_forgotten() {
    let mut script = script();
    script.state.forget_what_is_found_in(&[DocumentId(2)]);
    assert_eq!(script.state.shared.boilerplate().len(), 1);
    script.state.forget_what_is_found_in(&[DocumentId(1)]);
    assert!(script.state.shared.boilerplate().is_empty());
}
