use super::script::Script;
use crate::session::review::{Review, places_in};
use crate::session::{Hash, Reading, Source};
use crate::text::DocumentId;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Looking};
use crate::tui::event::{Event, Report};
use crate::tui::state::{OnDisk, Rereading};

const OLD: &str = "The ferry carried 58 people. Nobody was hurt.";
const NEW: &str = "News first. The ferry carried 50 people. Nobody was hurt.";
const FERRY: DocumentId = DocumentId(1);

/// A workbench with a claim of each sentence, whose first text is another one on the disk now.
fn changed() -> Script {
    let mut script = Script::over(&[OLD, "Another text."]);
    script.keys("V c ) V c g g");
    let rereading = Rereading {
        reading: Reading {
            sha256: Hash::of(NEW).to_string(),
            bytes: NEW.len() as u64,
            encoding: "UTF-8".to_owned(),
            read_at: "2026-01-02T03:04:05.000Z".to_owned(),
            text: Hash::of(NEW),
        },
        text: NEW.into(),
    };
    let found = vec![(FERRY, Some(OnDisk::Edited(rereading)))];
    script.event(Event::Report(Report::OnDisk(found)));
    let effects = script.event(Event::Report(Report::Looked(Looking::Opening)));
    assert_eq!(effects, [Effect::Review(vec![FERRY], Looking::Opening)]);
    let places = places_in(script.session(), FERRY);
    let review = Review::new(FERRY, places, Some(OLD), NEW);
    let reviewed = Report::Reviewed(vec![review], Looking::Opening);
    script.event(Event::Report(reviewed));
    script
}

fn text(script: &Script) -> String {
    let document = script.state.desk.ready(FERRY).unwrap();
    document.text.to_string()
}

#[test]
fn a_changed_source_is_told_in_one_sentence_that_enter_leads_on_from() {
    let mut script = changed();
    assert_eq!(
        script.told(),
        "A changed on disk since 03:04: 1 passage moved, 1 figure changed."
    );
    script.keys("Enter");
    assert_eq!(script.state.context(), Context::Review);
}

#[test]
fn an_offer_is_over_with_another_key() {
    let mut script = changed();
    script.keys("l Enter");
    assert_ne!(script.state.context(), Context::Review);
}

#[test]
fn a_changed_figure_must_be_decided_before_the_new_text_is_taken() {
    let mut script = changed();
    script.keys("Space r T");
    assert_eq!(text(&script), OLD);
    assert!(script.told().contains("must be decided"));
    script.keys("Enter T");
    assert_eq!(text(&script), NEW);
    let places = places_in(script.session(), FERRY);
    let quotes: Vec<_> = places
        .iter()
        .map(|(_, anchor)| anchor.span.of(NEW))
        .collect();
    assert_eq!(quotes, ["The ferry carried 50 people.", "Nobody was hurt."]);
    script.keys("u");
    assert_eq!(text(&script), OLD);
    let places = places_in(script.session(), FERRY);
    assert_eq!(places[0].1.span.of(OLD), "The ferry carried 58 people.");
}

#[test]
fn a_place_that_is_kept_as_read_goes_with_the_old_text() {
    let mut script = changed();
    script.keys("Space r o T");
    let [_, _, old] = &script.session().documents[..] else {
        panic!("{:?}", script.session().documents)
    };
    assert_eq!((&old.source, old.text), (&Source::Pasted, Hash::of(OLD)));
    let id = old.id;
    let kept = places_in(script.session(), id);
    assert_eq!(kept[0].1.quote, "The ferry carried 58 people.");
    let shown = script.state.desk.ready(id).unwrap();
    assert_eq!(&*shown.text, OLD);
    script.keys("u");
    assert!(script.state.desk.slot(id).is_none());
}

#[test]
fn the_text_as_read_is_compared_with_the_one_on_disk() {
    let mut script = changed();
    script.keys("Enter =");
    assert_eq!(script.state.context(), Context::Compare);
    script.keys("c");
    assert!(script.told().contains("Take the new text first"));
}

#[test]
fn a_moved_source_is_found_at_its_new_path() {
    let mut script = Script::over(&[OLD]);
    let moved = OnDisk::Moved("elsewhere/1.txt".into());
    script.event(Event::Report(Report::OnDisk(vec![(FERRY, Some(moved))])));
    script.event(Event::Report(Report::Looked(Looking::Opening)));
    assert_eq!(script.told(), "A was moved to another place.");
    script.keys("Enter u");
    let source = &script.session().document(FERRY).unwrap().source;
    assert_eq!(*source, Source::File("elsewhere/1.txt".into()));
    assert!(script.state.sources.is_empty());
}

#[test]
fn in_a_session_that_is_read_only_nothing_is_taken() {
    let mut script = changed();
    script.state.read_only = Some("another program has it".to_owned());
    script.keys("Space r T");
    assert!(script.told().contains("another program has it"));
    assert_eq!(text(&script), OLD);
}
