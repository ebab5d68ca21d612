//! What a key costs, from the event to the frame: run with `cargo bench --bench workbench`.
//!
//! The figures beside the benches are what they are held to, in a release build on two cores.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "../tests/readme/sample.rs"]
mod sample;

use std::io::Write as _;

use crosscheck::session::{DocumentRecord, Edit, Hash, Source, Stamp, Work};
use crosscheck::source::Reader;
use crosscheck::text::{Document, DocumentId};
use crosscheck::tui::event::Event;
use crosscheck::tui::settings::Theme;
use crosscheck::tui::state::{Panes, Slot, State};
use crosscheck::tui::view;
use divan::Bencher;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Size;

fn main() {
    divan::main();
}

const SIZE: Size = Size {
    width: 120,
    height: 40,
};

fn terminal() -> Terminal<TestBackend> {
    Terminal::new(TestBackend::new(SIZE.width, SIZE.height)).unwrap()
}

fn draw(terminal: &mut Terminal<TestBackend>, state: &State) {
    terminal.draw(|frame| view::draw(state, frame)).unwrap();
}

/// Ten megabytes of prose, some six hundred characters a paragraph.
fn prose() -> String {
    let sentence = "The two governments of the U.S. and Panamá came to terms on $6.5 million. ";
    let paragraph = sentence.repeat(8) + "\n\n";
    paragraph.repeat(10_000_000 / paragraph.len())
}

/// The workbench on one long text.
fn workbench_on(text: &str) -> State {
    let document = Document::new(DocumentId(1), "Long", text);
    let record = DocumentRecord {
        id: document.id,
        source: Source::Pasted,
        title: "Long".to_owned(),
        sha256: Hash::of(text).to_string(),
        bytes: text.len() as u64,
        encoding: "UTF-8".to_owned(),
        read_at: "2025-01-14T10:00:00Z".to_owned(),
        text: Hash::of(text),
        card: Box::default(),
    };
    let stamp = Stamp {
        author: "ana".to_owned(),
        at: "2025-01-14T10:00:00Z".to_owned(),
    };
    let mut state = State {
        theme: Theme::built_in("dark").unwrap(),
        panes: Panes::new([document.id]),
        ..State::new(Work::begin(Edit::AddDocument(record), &stamp).unwrap())
    };
    state.desk.put(document.id, Slot::Ready(document));
    sample::happens(&mut state, Event::Resize(SIZE));
    state
}

/// One frame at 120×40, four documents in the session: 300 µs. First as the sample opens, then with
/// four panes, with a comparison, and with the help on top.
#[divan::bench(args = ["Esc", "C-w v C-w v", "] p ] p =", "?"])]
fn frame_of_four_documents(bencher: Bencher<'_, '_>, keys: &str) {
    let mut state = sample::workbench(SIZE.width, SIZE.height);
    sample::press(&mut state, keys);
    let mut terminal = terminal();
    bencher.bench_local(|| draw(&mut terminal, &state));
}

/// A key there and a key back in the middle of a text of 10 MB, without the frame: together with a
/// frame each stays below 2 ms.
#[divan::bench(args = ["j k", "w b", ") (", "} {", "C-d C-u", "G g g", "v Esc"])]
fn keys_in_10_mb(bencher: Bencher<'_, '_>, keys: &str) {
    let mut state = workbench_on(&prose());
    state.panes.focused_mut().cursor = crosscheck::text::Offset(5_000_000);
    sample::press(&mut state, "j");
    bencher.bench_local(|| sample::press(&mut state, keys));
}

/// A frame in the middle of a text of 10 MB: no dearer than in a short one.
#[divan::bench]
fn frame_in_10_mb(bencher: Bencher<'_, '_>) {
    let mut state = workbench_on(&prose());
    state.panes.focused_mut().cursor = crosscheck::text::Offset(5_000_000);
    sample::press(&mut state, "j");
    let mut terminal = terminal();
    bencher.bench_local(|| draw(&mut terminal, &state));
}

/// From a file of 10 MB to its first frame: 15 ms.
#[divan::bench]
fn open_10_mb(bencher: Bencher<'_, '_>) {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(prose().as_bytes()).unwrap();
    bencher.bench_local(|| {
        let read = Reader::default().read(file.path()).unwrap();
        let mut state = workbench_on("");
        let document = Document::new(DocumentId(1), "Long", read.text);
        state.desk.put(document.id, Slot::Ready(document));
        draw(&mut terminal(), &state);
    });
}

/// A burst of sixty keys that have all come before the next frame, and that frame: 5 ms.
#[divan::bench]
fn burst_of_60_keys(bencher: Bencher<'_, '_>) {
    let mut state = workbench_on(&prose());
    state.panes.focused_mut().cursor = crosscheck::text::Offset(5_000_000);
    let keys = ["j"; 30].join(" ") + " " + &["k"; 30].join(" ");
    let mut terminal = terminal();
    bencher.bench_local(|| {
        sample::press(&mut state, &keys);
        draw(&mut terminal, &state);
    });
}
