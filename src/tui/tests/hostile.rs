//! Whatever a text, a name or a session holds, no view puts on the screen what a terminal would
//! interpret or what nobody sees.

use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Size;
use unicode_width::UnicodeWidthStr;

use super::script::Script;
use crate::session::merge::Conflict;
use crate::session::review::{Review, places_in};
use crate::session::{
    Anchor, CardField, Claim, ClaimField, ClaimId, DocumentField, Edit, Evidence, EvidenceId, Hash,
    Reading, Replica, Stamp, Stance,
};
use crate::source::{Skipped, Why};
use crate::store::SaveStatus;
use crate::text::hazards::hostile;
use crate::text::hidden::hidden;
use crate::text::{DocumentId, Findings, Span};
use crate::tui::effect::Looking;
use crate::tui::event::{Event, Report};
use crate::tui::runtime::Opening;
use crate::tui::state::{Cursor, Layer, OnDisk, Rereading, Slot, Start, StartRow, Told};
use crate::tui::view;

const SHARED: &str = "In June the two governments signed a memorandum on removals, and six million \
                      dollars were promised for the flights that are to begin within weeks.";

/// Keys that lead into every view, from the panes and back to them.
const VIEWS: &[&str] = &[
    "Space c K Esc Esc",
    "Space c / Esc Esc",
    "Space c f j Esc",
    "v $ f Enter Esc",
    "Space p Esc",
    "Space h Esc",
    "Space i Enter",
    "] h",
    "[ h",
    "Space o Enter Space o",
    ": Esc",
    "? Esc",
    "g d Esc",
    "] p = z s Esc",
    "v e",
    "v $ m",
    "Esc Esc Esc t Esc",
    "a Esc",
    "# Esc",
    "m Esc",
    "s Esc",
    "Enter Esc",
    "Space k j Enter Esc Esc",
    "] d",
    "] d",
    "G",
    "Space",
];

/// A workbench in which everything that can hold words holds these.
fn over(words: &str) -> Script {
    let first = format!("{SHARED} {words}\n\n{words}");
    let (head, tail) = SHARED.split_at(70);
    let second = format!("{words}\n{head}{words}{tail}");
    let mut script = Script::over(&[&first, &second, words]);
    let replica = || Replica(words.to_owned());
    let claim = ClaimId {
        number: 1,
        replica: replica(),
    };
    let anchor = Anchor {
        document: DocumentId(1),
        span: Span::new(0, 20),
        quote: words.to_owned(),
        prefix: words.to_owned(),
        suffix: words.to_owned(),
    };
    let made = Claim::new(claim.clone(), words.to_owned(), vec![anchor.clone()]);
    let set = |field| Edit::SetClaim(claim.clone(), field);
    let edits = vec![
        Edit::Retitle(words.to_owned()),
        Edit::SetDocument(DocumentId(1), DocumentField::Title(words.to_owned())),
        Edit::SetDocument(DocumentId(2), DocumentField::Title(words.to_owned())),
        Edit::SetDocument(
            DocumentId(1),
            DocumentField::Card(CardField::Publisher(Some(words.to_owned()))),
        ),
        Edit::AddClaim(made),
        set(ClaimField::Speaker(Some(words.to_owned()))),
        set(ClaimField::SaidOn(Some(words.to_owned()))),
        set(ClaimField::Tags(vec![words.to_owned()])),
        set(ClaimField::Note(words.to_owned())),
        set(ClaimField::Verdict(Some(words.to_owned()))),
        Edit::AddEvidence(Evidence {
            id: EvidenceId {
                number: 1,
                replica: replica(),
            },
            claim: claim.clone(),
            anchor,
            stance: Stance::Supports,
            note: words.to_owned(),
        }),
    ];
    let stamp = Stamp {
        author: words.to_owned(),
        at: words.to_owned(),
    };
    for edit in edits {
        script.state.work.apply(edit, &stamp).unwrap();
    }
    script
        .state
        .work
        .apply(conflict(words, &claim), &stamp)
        .unwrap();
    script.state.other_machine = Some(words.to_owned());
    script.state.at_hand = Some(claim);
    script
        .state
        .desk
        .put(DocumentId(3), Slot::Failed(words.to_owned()));
    script.state.desk.skip(vec![Skipped {
        path: words.into(),
        why: Why::Link,
    }]);
    script
}

/// Draws the state and looks at every cell.
fn look(script: &Script, size: Size, what: &str) {
    let mut terminal = Terminal::new(TestBackend::new(size.width, size.height)).unwrap();
    terminal
        .draw(|frame| view::draw(&script.state, frame))
        .unwrap();
    for cell in terminal.backend().buffer().content() {
        let symbol = cell.symbol();
        assert!(symbol.width() > 0, "{symbol:?} in {what}");
        assert!(
            !symbol.chars().any(char::is_control),
            "{symbol:?} in {what}"
        );
        assert_eq!(hidden(symbol).next(), None, "{symbol:?} in {what}");
    }
}

const SIZES: [(u16, u16); 3] = [(110, 30), (44, 12), (9, 3)];

fn look_at_every_view(words: &str) {
    for (width, height) in SIZES {
        let size = Size { width, height };
        let mut script = over(words);
        script.event(Event::Resize(size));
        for id in [1, 2] {
            let found = Findings::of(&script.state.desk.ready(DocumentId(id)).unwrap().text);
            script.event(Event::Report(Report::Scanned(DocumentId(id), found.into())));
        }
        look(&script, size, "the panes");
        for keys in VIEWS {
            for key in keys.split(' ') {
                script.keys(key);
                look(&script, size, keys);
            }
        }
        script.keys("Esc Esc Esc /").types(words);
        look(&script, size, "the search line");
        script.keys("Enter");
        look(&script, size, "what was found");
        script.event(Event::Report(Report::Told(words.to_owned())));
        script.event(Event::Report(Report::Saving(SaveStatus::NotSaved {
            why: words.to_owned(),
            overtaken: true,
        })));
        look(&script, size, "a notice");
        look_at_every_dialog(&mut script, words, size);
        script.state.layers.push(Layer::Told(Told {
            title: words.to_owned(),
            sentences: vec![words.to_owned(), words.to_owned()],
            ..Told::default()
        }));
        look(&script, size, "what is told");
        let row = StartRow {
            heading: "Resume",
            name: words.to_owned(),
            detail: words.to_owned(),
            opening: Opening::Start,
        };
        script.state.layers = vec![Layer::Start(Start {
            rows: vec![row.clone(), row],
            cursor: Cursor::default(),
            told: vec![words.to_owned()],
        })];
        look(&script, size, "the start screen");
    }
}

/// What asks the analyst to decide something: a changed source, a merge, another machine, another
/// program.
fn look_at_every_dialog(script: &mut Script, words: &str, size: Size) {
    let document = DocumentId(1);
    let old = script.state.desk.ready(document).unwrap().text.clone();
    let new = format!("{words} {old} {words}").replace("six", words);
    let rereading = Rereading {
        reading: Reading {
            sha256: Hash::of(&new).to_string(),
            bytes: new.len() as u64,
            encoding: words.to_owned(),
            read_at: words.to_owned(),
            text: Hash::of(&new),
        },
        text: new.as_str().into(),
    };
    let places = places_in(script.session(), document);
    let review = Review::new(document, places, Some(&old), &new);
    let gone = OnDisk::Gone(words.to_owned());
    let moved = OnDisk::Moved(words.into());
    let found = vec![
        (document, Some(OnDisk::Edited(rereading))),
        (DocumentId(2), Some(moved)),
        (DocumentId(3), Some(gone)),
    ];
    script.event(Event::Report(Report::OnDisk(found)));
    let reviewed = Report::Reviewed(vec![review], Looking::Asked);
    script.event(Event::Report(reviewed));
    look(script, size, "changed sources");
    for (command, keys) in [
        ("review-sources", "Down Enter Esc Esc"),
        ("review-sources", "Enter j = Esc x T Esc Esc"),
        ("decide", "Enter = Esc Esc Esc"),
        ("take-over", "Down Esc"),
        ("reconcile", "Down Esc"),
        ("encoding", "Down Esc"),
        ("whole-page", "Esc"),
        ("all-marks", "Esc"),
        ("export", "Esc"),
        ("rename-session", "Esc"),
    ] {
        script.keys("Esc Esc Esc :").types(command);
        look(script, size, command);
        script.keys("Enter");
        look(script, size, command);
        for key in keys.split(' ') {
            script.keys(key);
            look(script, size, command);
        }
    }
}

/// What a merge left open, about these words.
fn conflict(words: &str, claim: &ClaimId) -> Edit {
    let version = |more: &str| {
        let statement = ClaimField::Statement(format!("{words}{more}"));
        Edit::SetClaim(claim.clone(), statement)
    };
    Edit::AddConflict(Box::new(Conflict {
        number: 1,
        ours: version(" ours"),
        theirs: version(" theirs"),
    }))
}

#[test]
fn every_hazard_by_itself_is_drawn_safely_in_every_view() {
    for hazard in [
        "\x1b[2J\x1b]0;owned\x07",
        "\u{9b}31m\u{90}q\u{9c}",
        "\u{202e}gnp.exe\u{202c} \u{2066}x\u{2069}",
        "pa\u{200b}na\u{feff}ma\u{2060}\u{2800}\u{3164}",
        "😀\u{e0069}\u{e0067}\u{e006e}\u{e006f}\u{e0072}\u{e0065}",
        "z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}a",
        "900\r12\ttab\0nul\x7f",
        "\u{301}\u{fe0f}\u{ad}\u{fffa}\u{e000}\u{ffff}\u{fffd}\u{a0}",
    ] {
        look_at_every_view(hazard);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]
    #[test]
    fn no_view_draws_what_a_terminal_interprets(words in hostile()) {
        look_at_every_view(&words);
    }
}
