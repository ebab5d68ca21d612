//! The workbench on the sample session, without a terminal.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crosscheck::compare::compared;
use crosscheck::parallel::{Finder, Settings, Unwatched};
use crosscheck::session::Source;
use crosscheck::source::Reader;
use crosscheck::store::{Dirs, SaveStatus, Store};
use crosscheck::text::Document;
use crosscheck::tui::event::{Event, Report};
use crosscheck::tui::settings::{Theme, key};
use crosscheck::tui::state::{Facts, Panes, Shared, Slot, State};
use crosscheck::tui::update::{Now, update};
use jiff::tz::TimeZone;
use ratatui::layout::Size;

/// The sample session as it opens, in the dark theme, in a terminal of this size, with its shared
/// passages found.
pub fn workbench(width: u16, height: u16) -> State {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions");
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    let dirs = Dirs {
        data: elsewhere.path().join("data"),
        config: elsewhere.path().join("config"),
    };
    let opened = Store::new(dirs)
        .open(&folder.join("panama-memorandum.ron"))
        .expect("the sample session opens");
    let records = &opened.work.session().documents;
    let documents: Vec<_> = records
        .iter()
        .map(|record| {
            let Source::File(path) = &record.source else {
                unreachable!("the documents of the sample are files");
            };
            let text = Reader::default()
                .read(&folder.join(path))
                .expect("it can be read");
            Document::new(record.id, &record.title, text.text)
        })
        .collect();
    let mut finder = Finder::new(Settings::default());
    finder.extend(&documents);
    let found = finder.parallels(&Unwatched).expect("nobody cancels");

    let mut state = State {
        theme: Theme::built_in("dark").expect("there is a dark theme"),
        zone: TimeZone::UTC,
        panes: Panes::new(documents.iter().map(|document| document.id).take(2)),
        ..State::new(opened.work)
    };
    for document in &documents {
        state.desk.put(document.id, Slot::Ready(document.clone()));
    }
    happens(&mut state, Event::Resize(Size { width, height }));
    state.restore(opened.view);
    let shared = Shared::new(&found);
    let compared = Arc::new(compared(shared.all(), &documents, &|| false));
    let facts = Facts::gather(&documents, &BTreeMap::new(), &compared);
    for report in [
        Report::Found(shared),
        Report::Compared(compared),
        Report::Gathered(facts),
    ] {
        happens(&mut state, Event::Report(report));
    }
    let at = "2025-01-14T14:02:00Z".parse().expect("it is a time");
    happens(
        &mut state,
        Event::Report(Report::Saving(SaveStatus::Saved {
            at,
            steps: usize::MAX,
        })),
    );
    state
}

/// Presses keys, written with blanks between: `] p`, `C-w v`, `Enter`.
pub fn press(state: &mut State, keys: &str) {
    for key in key::sequence(keys).expect("these are keys") {
        happens(state, Event::Key(key));
    }
}

/// Something happens at a fixed time.
pub fn happens(state: &mut State, event: Event) {
    update(state, event, Now("2025-01-14T10:00:00Z".to_owned()));
}
