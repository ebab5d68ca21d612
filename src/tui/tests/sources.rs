use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::script::Script;
use crate::session::review::{Review, places_in};
use crate::session::{Hash, Reading, Source};
use crate::text::{Document, DocumentId};
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Looking};
use crate::tui::event::{Event, Report};
use crate::tui::state::{Discovered, Layer, OnDisk, Progress, Rereading, Slot, Start, StartRow};
use crate::tui::view;

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

/// A workbench whose texts are still being looked for.
fn looking() -> Script {
    let mut script = Script::over(&[]);
    script.state.to_fill = 2;
    script.state.progress = Some(Progress::Looking(0));
    script
}

fn drawn(script: &Script) -> String {
    let mut terminal = Terminal::new(TestBackend::new(120, 30)).unwrap();
    terminal
        .draw(|frame| view::draw(&script.state, frame))
        .unwrap();
    terminal.backend().to_string()
}

fn arrives(script: &mut Script, id: u32, slot: impl FnOnce(Document) -> Slot) {
    let document = Document::new(DocumentId(id), "It came", format!("Text {id} is here."));
    let arrival = vec![(DocumentId(id), slot(document))];
    script.event(Event::Report(Report::Read(arrival)));
}

#[test]
fn texts_that_are_found_late_fill_the_panes() {
    let mut script = looking();
    assert!(drawn(&script).contains("Looking for texts …"));
    let report = Report::Progress(Some(Progress::Looking(2000)));
    script.event(Event::Report(report));
    assert!(drawn(&script).contains("2000 found"));
    let names = (1..=4).map(|id| (DocumentId(id), format!("{id}.txt")));
    script.event(Event::Report(Report::Discovered(Discovered {
        names: names.collect(),
        problems: vec!["x.txt: there is no such file".to_owned()],
        ..Discovered::default()
    })));
    assert!(drawn(&script).contains("4 documents"));
    assert_eq!(script.told(), "x.txt: there is no such file");
    arrives(&mut script, 1, |_| Slot::Failed("It is binary".to_owned()));
    for id in [2, 3, 4] {
        arrives(&mut script, id, Slot::Ready);
    }
    let screen = drawn(&script);
    assert!(screen.contains("Text 2 is here.") && screen.contains("Text 3 is here."));
    assert_eq!(script.state.panes.all().len(), 2);
}

#[test]
fn where_no_text_can_be_read_the_first_says_why() {
    let mut script = looking();
    script.event(Event::Report(Report::Discovered(Discovered {
        names: vec![(DocumentId(1), "1.txt".to_owned())],
        ..Discovered::default()
    })));
    arrives(&mut script, 1, |_| Slot::Failed("It is binary".to_owned()));
    script.event(Event::Report(Report::Looked(Looking::Opening)));
    assert!(drawn(&script).contains("It is binary"));
}

#[test]
fn where_no_text_is_found_that_is_told() {
    let mut script = looking();
    script.event(Event::Report(Report::Discovered(Discovered {
        nothing: Some("There is no text in x.".to_owned()),
        ..Discovered::default()
    })));
    assert!(drawn(&script).contains("There is no text in x."));
}

#[test]
fn the_start_screen_learns_how_many_texts_there_are() {
    let mut script = Script::over(&[]);
    let here = StartRow::texts_of("/texts".into(), None);
    let start = Start::new(vec![], Some(here), |_| String::new());
    script.state.layers.push(Layer::Start(start));
    assert!(drawn(&script).contains("looking for texts …"));
    script.event(Event::Report(Report::TextsHere(3)));
    assert!(drawn(&script).contains("3 texts"));
}
