//! Some hundred mutated sessions: each is read right, or what was changed in it is said, or it is
//! refused with its reason and place. None is read wrong.
//!
//! The corpus is made here, from one session with everything in it, the same each time.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::string_slice)]

mod store_support;

use std::collections::BTreeMap;
use std::fs;

use crosscheck::session::merge::Conflict;
use crosscheck::session::{
    Anchor, Claim, ClaimField, DocumentRecord, Edit, Entry, Evidence, Hash, Replica, Session,
    Source, Stance, ViewState, Work,
};
use crosscheck::store::{Access, Notice, OpenError, Opened, Why, format};
use crosscheck::text::{DocumentId, Span, graphemes};

use store_support::power::Chance;
use store_support::{Desk, Editor, NEVER, stamp};

/// The two texts: with letters of several bytes, a grapheme of several characters, and a quotation.
const TEXTS: [&str; 2] = [
    "Between 283,000 and 300,000 people crossed, the envoy said. \u{201c}Pe\u{301}rez knows.\u{201d}",
    "Some 500,000 crossed. A family \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} waited at the \
     border.\r\nNobody was hurt.",
];

fn anchor(document: u32, words: &str) -> Anchor {
    let text = TEXTS[document as usize - 1];
    let at = text.find(words).unwrap();
    Anchor::new(DocumentId(document), text, Span::new(at, at + words.len()))
}

fn record(number: u32) -> DocumentRecord {
    let text = TEXTS[number as usize - 1];
    let known = store_support::work().session().documents[0].clone();
    DocumentRecord {
        id: DocumentId(number),
        source: Source::File(format!("{number}.txt").into()),
        title: format!("Report {number}"),
        sha256: Hash::of(text).to_string(),
        bytes: text.len() as u64,
        text: Hash::of(text),
        ..known
    }
}

/// A session with everything in it.
fn whole() -> Work {
    let begin = Edit::Several(vec![
        Edit::Retitle("The crossing".into()),
        Edit::UseScale("plain".into()),
        Edit::AddDocument(record(1)),
        Edit::AddDocument(record(2)),
    ]);
    let mut work = Work::begin(begin, &stamp()).unwrap();
    let replica = Replica("k3f9".into());
    for (document, words) in [
        (1, "283,000 and 300,000 people"),
        (2, "500,000"),
        (1, "Pe\u{301}rez knows"),
    ] {
        let id = work.next_claim_id(&replica);
        let statement = format!("It was said: {words}");
        let claim = Claim::new(id.clone(), statement, vec![anchor(document, words)]);
        work.apply(Edit::AddClaim(claim), &stamp()).unwrap();
        let evidence = Evidence {
            id: work.next_evidence_id(&replica),
            claim: id,
            anchor: anchor(2, "Nobody was hurt"),
            stance: Stance::Qualifies,
            note: "See also \"2\"\nand the map.".into(),
        };
        work.apply(Edit::AddEvidence(evidence), &stamp()).unwrap();
    }
    let id = work.session().claims[0].id.clone();
    let note = |text: &str| Edit::SetClaim(id.clone(), ClaimField::Note(text.into()));
    let verdict = Edit::SetClaim(id.clone(), ClaimField::Verdict(Some("true".into())));
    let tags = Edit::SetClaim(id.clone(), ClaimField::Tags(vec!["a".into(), "b".into()]));
    for edit in [note("Ask."), verdict, tags] {
        work.apply(edit, &stamp()).unwrap();
    }
    work.undo(&stamp()).unwrap();
    let conflict = Conflict {
        number: 1,
        ours: note("Ask."),
        theirs: note("Ask the embassy."),
    };
    work.apply(Edit::AddConflict(Box::new(conflict)), &stamp())
        .unwrap();
    work
}

/// What became of a mutated session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// It is the same session, and it is said that the file was changed, or nothing was.
    Same,
    /// It is another session, and it is said what was changed.
    ChangeSaid,
    /// Not all is there, and that is said.
    LossSaid,
    /// It is refused, with its reason.
    Refused,
}

/// Opens a session and says what became of it; fails where it was read wrong.
fn open(desk: &Desk, original: &Work, context: &str) -> Outcome {
    for (number, text) in (1..).zip(TEXTS) {
        fs::write(desk.folder.path().join(format!("{number}.txt")), text).unwrap();
    }
    let before = fs::read(desk.session()).ok();
    let outcome = match desk.store().open(&desk.session()) {
        Ok(opened) => judge(&opened, original, context),
        Err(OpenError::Broken { problems, .. }) => {
            for problem in &problems {
                let told = problem.to_string();
                assert!(
                    told.lines().any(|line| line.contains('^')),
                    "{context}: {told}"
                );
                assert!(!problem.what.is_empty(), "{context}");
            }
            assert!(!problems.is_empty(), "{context}: refused without a reason");
            Outcome::Refused
        }
        Err(other) => {
            assert!(!other.to_string().is_empty(), "{context}");
            Outcome::Refused
        }
    };
    assert_eq!(
        fs::read(desk.session()).ok(),
        before,
        "{context}: written to"
    );
    outcome
}

fn judge(opened: &Opened, original: &Work, context: &str) -> Outcome {
    let session = opened.work.session();
    makes_sense(session, context);
    let told = |is_it: &dyn Fn(&Notice) -> bool| opened.notices.iter().any(is_it);
    if session == original.session() && opened.work.history() == original.history() {
        return Outcome::Same;
    }
    let newer = matches!(opened.access, Access::ReadOnly(Why::Newer(_)));
    let changed =
        told(&|notice| matches!(notice, Notice::ChangedOutside(what) if !what.is_empty()));
    let lost = told(&|notice| {
        let read_only = matches!(
            notice,
            Notice::DamagedJournal(..) | Notice::ForeignJournal(..)
        );
        read_only || matches!(notice, Notice::CutOff | Notice::DamagedEnd(..))
    });
    assert!(
        changed || lost || newer,
        "{context}: read wrong in silence: {:?}",
        opened.notices
    );
    // Whatever somebody else did is a step of its own, after what can be retraced.
    let own: Vec<&Entry> = opened
        .work
        .history()
        .iter()
        .map(AsRef::as_ref)
        .take_while(|entry| entry.stamp.author != crosscheck::store::OUTSIDE)
        .collect();
    let known = original.history().iter().map(AsRef::as_ref);
    assert!(
        own.iter().copied().eq(known.take(own.len())),
        "{context}: the history was rewritten"
    );
    if changed {
        Outcome::ChangeSaid
    } else {
        Outcome::LossSaid
    }
}

/// What must hold of every session that is opened, looked at without the program's own checks.
fn makes_sense(session: &Session, context: &str) {
    let ids: Vec<_> = session.claims.iter().map(|claim| &claim.id).collect();
    let distinct: std::collections::HashSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), distinct.len(), "{context}: an id twice");
    for evidence in &session.evidence {
        assert!(
            ids.contains(&&evidence.claim),
            "{context}: evidence for nothing"
        );
    }
    let claims = session.claims.iter().flat_map(|claim| &claim.anchors);
    let evidence = session.evidence.iter().map(|evidence| &evidence.anchor);
    for anchor in claims.chain(evidence) {
        let document = session.document(anchor.document);
        let text = TEXTS
            .iter()
            .find(|text| document.is_some_and(|record| record.text == Hash::of(text)));
        assert!(document.is_some(), "{context}: no such document");
        if let Some(text) = text {
            assert_eq!(
                anchor.span.of(text),
                anchor.quote,
                "{context}: a wrong quote"
            );
            let (start, end) = (anchor.span.start(), anchor.span.end());
            let on_edges = [start, end].map(|at| graphemes::snap(text, at));
            assert_eq!(on_edges, [start, end], "{context}: inside a grapheme");
        }
    }
}

/// The places in a file where a phrase stands.
fn places(text: &str, phrase: &str) -> Vec<usize> {
    text.match_indices(phrase).map(|(at, _)| at).collect()
}

/// Every file that differs from the saved one by one phrase, for each of a list of what may stand in
/// its place.
fn by_phrases(saved: &str) -> Vec<(String, Vec<u8>)> {
    let mut mutated = vec![];
    for (phrase, instead) in PHRASES {
        let places = places(saved, phrase);
        assert!(!places.is_empty(), "{phrase} is not in\n{saved}");
        for at in [
            places[0],
            places[places.len() / 2],
            places[places.len() - 1],
        ] {
            for new in *instead {
                let text = format!("{}{new}{}", &saved[..at], &saved[at + phrase.len()..]);
                mutated.push((format!("{phrase:?} at {at} is {new:?}"), text.into_bytes()));
            }
        }
    }
    mutated
}

/// What stands in a session, and what is put in its place.
const PHRASES: &[(&str, &[&str])] = &[
    (
        "version: 1,",
        &[
            "version: 0,",
            "version: 2,",
            "version: 99999999999999999999,",
            "version: -1,",
            "",
            "version: 1.0,",
            "version: NaN,",
            "version: \"1\",",
            "version: 1, version: 1,",
            "version: 1, version: 2,",
        ],
    ),
    (
        "span: \"8..34\"",
        &[
            "span: \"34..8\"",
            "span: \"8..35\"",
            "span: \"9..35\"",
            "span: \"800..826\"",
            "span: \"-8..34\"",
            "span: \"8..18446744073709551615\"",
            "span: \"8..1e9\"",
            "span: \"8...34\"",
            "span: \"\"",
            "span: 8",
            "span: (8, 34)",
            "spam: \"8..34\"",
            "span: \"8..34\", span: \"8..34\"",
            "span: \"+8..34\"",
            "span: \"08..34\"",
        ],
    ),
    (
        "quote: \"283,000 and 300,000 people\"",
        &[
            "quote: \"283,000 and 300,001 people\"",
            "quote: \"\"",
            "quote: 'x'",
            "quote: None",
            "quote: r\"283,000 and 300,000 people\"",
            "quote: \"283,000 and 300,000 people\\0\"",
        ],
    ),
    (
        "prefix: \"Between \"",
        &["prefix: \"between \"", "prefix: \"\"", ""],
    ),
    // The e of an e with an accent of its own.
    (
        "span: \"63..76\"",
        &["span: \"63..65\"", "span: \"65..78\""],
    ),
    (
        "id: \"c2-k3f9\"",
        &[
            "id: \"c1-k3f9\"",
            "id: \"c4294967295-k3f9\"",
            "id: \"c99999999999-k3f9\"",
            "id: \"c-1-k3f9\"",
            "id: \"e2-k3f9\"",
            "id: \"\"",
            "id: 2",
            "id: \"c02-k3f9\"",
            "id: \"c2-\"",
            "id: \"c2-k3f9\", id: \"c3-k3f9\"",
        ],
    ),
    (
        "claim: \"c2-k3f9\"",
        &[
            "claim: \"c9-k3f9\"",
            "claim: \"e2-k3f9\"",
            "claim: \"c3-k3f9\"",
            "",
        ],
    ),
    (
        "document: 2",
        &[
            "document: 3",
            "document: 0",
            "document: -2",
            "document: 1",
            "document: 4294967296",
            "document: inf",
            "document: \"2\"",
            "document: 2.0",
        ],
    ),
    (
        "stance: Qualifies",
        &[
            "stance: Kvalifies",
            "stance: Supports",
            "stance: \"Qualifies\"",
            "stance: ()",
        ],
    ),
    (
        "status: Open",
        &[
            "status: Closed",
            "status: Done",
            "status: Open, status: Done",
            "stattus: Open",
        ],
    ),
    (
        "verdict: \"true\"",
        &[
            "verdict: \"perhaps\"",
            "verdict: true",
            "verdict: Some(\"true\")",
            "verdict: Some(Some(\"true\"))",
        ],
    ),
    (
        "bytes: ",
        &[
            "bytes: -",
            "bytes: 1e999 ",
            "bytes: 0x",
            "bytes: NaN ",
            "bytes: 9999999999999999999999",
            "bites: ",
        ],
    ),
    (
        "sha256: \"",
        &["sha256: \"x", "sha256: \"\u{1b}[31m", "sha257: \""],
    ),
    (
        "read_at: \"2026",
        &[
            "read_at: \"2026-99",
            "read_at: \"-2026",
            "read_at: \"\u{202e}2026",
        ],
    ),
    (
        "encoding: \"UTF-8\"",
        &["encoding: \"latin1\"", "encoding: 8"],
    ),
    (
        "source: File(\"1.txt\")",
        &[
            "source: File(\"2.txt\")",
            "source: File(\"../../../../etc/passwd\")",
            "source: Pasted",
            "source: Web(\"1.txt\")",
            "source: File(\"percent:%zz\")",
            "source: File(\"\\0\")",
        ],
    ),
    (
        "number: 3,",
        &[
            "number: 4,",
            "number: 0,",
            "number: 18446744073709551615,",
            "number: -3,",
        ],
    ),
    ("hash: \"", &["hash: \"0", "hash: \"A"]),
    (
        "author: \"Ana\"",
        &["author: \"Eve\"", "author: \"\"", "autor: \"Ana\""],
    ),
    (
        "at: \"2026-01-02T03:04:05Z\"",
        &["at: \"2026-01-02T03:04:06Z\"", "at: \"now\"", "at: 5"],
    ),
    ("Undo(", &["Redo(", "Undo(1", "Do("]),
    (
        "AddClaim(",
        &["RemoveClaim(", "AddEvidence(", "AddClaim(AddClaim("],
    ),
    (
        "title: \"The crossing\"",
        &[
            "title: \"The \\u{202e}crossing\"",
            "title: The crossing",
            "title: \"The crossing",
            "titel: \"The crossing\"",
        ],
    ),
    ("scale: \"plain\"", &["scale: \"plan\"", "scale: None"]),
    (
        "  claims: [",
        &[
            "  claims: [,",
            "  claims: (",
            "  claims: {",
            "  claims: [[",
            "  claim: [",
            "  claims: [(),",
            "  claims: [],\n  claims: [",
        ],
    ),
    (
        "  history: [",
        &[
            "  history: [],\n  story: [",
            "  history: [(), ",
            "  history: [], x: [",
        ],
    ),
    (
        "  view: (",
        &[
            "  view: (panes: [(document: 9)], ",
            "  view: (focus: 99999, ",
            "  view: (splits: [65535, 65535, 65535], ",
            "  view: (zoom: maybe, ",
            "  view: (jump: -1, ",
        ],
    ),
    (
        "(\n  version",
        &[
            "Session(\n  version",
            "Sessio(\n  version",
            "[\n  version",
            "((\n  version",
            "\n  version",
        ],
    ),
    ("implicit_some", &["explicit_none", "unwrap_newtypes", ""]),
    (
        ",\n",
        &[",,\n", "\n", ";\n", ",\r\n", ",\0\n", ",/* \n", ",// \n"],
    ),
    ("\"", &["'", "", "\"\"", "\\\"", "\u{201d}", "r#\""]),
];

/// Files with whole stretches cut, doubled, moved, or damaged in their bytes.
fn by_stretches(saved: &str) -> Vec<(String, Vec<u8>)> {
    let mut chance = Chance::new(5);
    let mut mutated: Vec<(String, Vec<u8>)> = vec![];
    let bytes = saved.as_bytes();
    let mut add = |what: String, bytes: Vec<u8>| mutated.push((what, bytes));
    for end in [
        0,
        1,
        2,
        bytes.len() - 1,
        bytes.len() - 2,
        bytes.len() - 60,
        bytes.len() - 70,
    ] {
        add(format!("cut at {end}"), bytes[..end].to_vec());
    }
    for _ in 0..30 {
        let end = chance.below(bytes.len());
        add(format!("cut at {end}"), bytes[..end].to_vec());
    }
    for _ in 0..80 {
        let (at, bit) = (chance.below(bytes.len()), chance.below(8));
        let mut flipped = bytes.to_vec();
        flipped[at] ^= 1 << bit;
        add(format!("bit {bit} of byte {at} flipped"), flipped);
    }
    for _ in 0..20 {
        let (at, length) = (chance.below(bytes.len()), 1 + chance.below(300));
        let end = (at + length).min(bytes.len());
        let mut zeroed = bytes.to_vec();
        zeroed[at..end].fill(0);
        add(format!("{at}..{end} zeroed"), zeroed);
        let without = [&bytes[..at], &bytes[end..]].concat();
        add(format!("{at}..{end} cut out"), without);
        let twice = [&bytes[..end], &bytes[at..]].concat();
        add(format!("{at}..{end} doubled"), twice);
    }
    let lines: Vec<&str> = saved.split_inclusive('\n').collect();
    for at in 0..lines.len() {
        let mut fewer = lines.clone();
        fewer.remove(at);
        add(format!("line {at} missing"), fewer.concat().into_bytes());
        let mut more = lines.clone();
        more.insert(at, lines[at]);
        add(format!("line {at} doubled"), more.concat().into_bytes());
        if at > 0 {
            let mut swapped = lines.clone();
            swapped.swap(at - 1, at);
            add(format!("line {at} swapped"), swapped.concat().into_bytes());
        }
    }
    let blocks: Vec<(usize, usize)> = places(saved, "    (\n")
        .into_iter()
        .map(|start| (start, start + saved[start..].find("    ),\n").unwrap() + 7))
        .collect();
    for (nth, (start, end)) in blocks.iter().enumerate() {
        let block = &saved[*start..*end];
        add(
            format!("block {nth} missing"),
            saved.replacen(block, "", 1).into_bytes(),
        );
        let doubled = saved.replacen(block, &block.repeat(2), 1);
        add(format!("block {nth} doubled"), doubled.into_bytes());
        if let Some((after, behind)) = blocks.get(nth + 1) {
            let (middle, next) = (&saved[*end..*after], &saved[*after..*behind]);
            let swapped = format!(
                "{}{next}{middle}{block}{}",
                &saved[..*start],
                &saved[*behind..]
            );
            add(format!("block {nth} swapped"), swapped.into_bytes());
        }
    }
    let deep = format!("{}{}", "(".repeat(100_000), ")".repeat(100_000));
    add(
        "deep".into(),
        saved
            .replacen("claims: [", &format!("claims: [{deep}"), 1)
            .into_bytes(),
    );
    add("deep lists".into(), "[".repeat(1_000_000).into_bytes());
    add(
        "deep comments".into(),
        format!("{}{saved}", "/*".repeat(100_000)).into_bytes(),
    );
    add("mark".into(), format!("\u{feff}{saved}").into_bytes());
    add(
        "mark twice".into(),
        format!("\u{feff}\u{feff}{saved}").into_bytes(),
    );
    add(
        "carriage returns".into(),
        saved.replace('\n', "\r\n").into_bytes(),
    );
    add(
        "UTF-16".into(),
        saved.encode_utf16().flat_map(u16::to_le_bytes).collect(),
    );
    add(
        "Latin-1".into(),
        saved
            .replace('\u{201c}', "\u{1}")
            .bytes()
            .map(|b| if b == 1 { 0x93 } else { b })
            .collect(),
    );
    add("nothing".into(), vec![]);
    add("zeros".into(), vec![0; 4096]);
    add("twice".into(), saved.repeat(2).into_bytes());
    add("another end".into(), format!("{saved}x").into_bytes());
    add(
        "a comment at the end".into(),
        format!("{saved}// mine\n").into_bytes(),
    );
    mutated
}

/// The same file with a checksum that fits.
fn with_checksum(text: &str) -> Option<String> {
    const CHECKSUM: &str = "// sha256 of the lines above, as crosscheck saved them: ";
    let (above, _) = text.split_once(CHECKSUM)?;
    Some(format!("{above}{CHECKSUM}{}\n", Hash::of(above)))
}

#[test]
fn no_mutated_session_is_read_wrong() {
    let original = whole();
    let saved = format::write(&original, &ViewState::default(), &[]).unwrap();
    let desk = Desk::new();
    let mut counts: BTreeMap<Outcome, usize> = BTreeMap::new();
    let mut try_out = |what: &str, bytes: &[u8]| {
        let same = bytes == saved.as_bytes();
        fs::write(desk.session(), bytes).unwrap();
        let outcome = open(&desk, &original, what);
        assert!(
            !same || outcome == Outcome::Same,
            "{what}: the saved file is not read"
        );
        *counts.entry(outcome).or_default() += 1;
    };
    for (what, bytes) in by_phrases(&saved) {
        try_out(&what, &bytes);
        // Nor where the checksum fits what was changed.
        if let Some(forged) = std::str::from_utf8(&bytes).ok().and_then(with_checksum) {
            try_out(&format!("{what}, with a checksum"), forged.as_bytes());
        }
    }
    for (what, bytes) in by_stretches(&saved) {
        try_out(&what, &bytes);
    }
    println!("{counts:?}");
    // The corpus is large, and of every kind.
    assert!(counts.values().sum::<usize>() > 1000 && counts[&Outcome::Refused] > 300);
    assert!(counts[&Outcome::ChangeSaid] > 30 && counts[&Outcome::Same] > 10);
}

#[test]
fn no_mutated_journal_is_read_wrong() {
    let original = whole();
    let first = Desk::new();
    let mut editor = Editor::of(
        first.store().create(&first.session(), original).unwrap(),
        NEVER,
    );
    for _ in 0..5 {
        editor.add_claim();
    }
    let (original, killed) = editor.kill(&first);
    let saved = fs::read(killed.session()).unwrap();
    let journal = fs::read_to_string(killed.folder.path().join("case.ron.journal")).unwrap();
    let lines: Vec<&str> = journal.split_inclusive('\n').collect();
    let mut mutated = by_lines(&lines);
    let mut chance = Chance::new(7);
    for end in 0..journal.len() {
        if chance.below(9) == 0 {
            mutated.push((format!("cut at {end}"), journal.as_bytes()[..end].to_vec()));
        }
    }
    for _ in 0..200 {
        let (at, bit) = (chance.below(journal.len()), chance.below(8));
        let mut flipped = journal.clone().into_bytes();
        flipped[at] ^= 1 << bit;
        mutated.push((format!("bit {bit} of byte {at} flipped"), flipped));
    }
    let whole_lines: Vec<String> = (0..=lines.len())
        .map(|count| lines[..count].concat())
        .collect();
    let desk = Desk::new();
    let mut counts: BTreeMap<Outcome, usize> = BTreeMap::new();
    for (what, bytes) in mutated {
        // Nobody can tell a journal without its last lines from one that never had them.
        if !bytes.is_empty() && whole_lines.iter().any(|whole| whole.as_bytes() == bytes) {
            continue;
        }
        fs::write(desk.session(), &saved).unwrap();
        fs::write(desk.folder.path().join("case.ron.journal"), bytes).unwrap();
        let outcome = open(&desk, &original, &what);
        *counts.entry(outcome).or_default() += 1;
    }
    println!("{counts:?}");
    assert!(counts[&Outcome::LossSaid] > 200);
}

fn by_lines(lines: &[&str]) -> Vec<(String, Vec<u8>)> {
    let mut mutated = vec![("zeros at the end".to_owned(), lines.concat().into_bytes())];
    mutated[0].1.extend([0; 100]);
    for at in 0..lines.len() {
        let mut fewer = lines.to_vec();
        fewer.remove(at);
        mutated.push((format!("line {at} missing"), fewer.concat().into_bytes()));
        let mut more = lines.to_vec();
        more.insert(at, lines[at]);
        mutated.push((format!("line {at} doubled"), more.concat().into_bytes()));
        if at > 0 {
            let mut swapped = lines.to_vec();
            swapped.swap(at - 1, at);
            mutated.push((format!("line {at} swapped"), swapped.concat().into_bytes()));
        }
    }
    mutated
}
