//! Sessions of a size that nobody should meet: 20,000 claims with evidence over 10,000 documents.
//!
//! The figures to keep: opening under 500 ms, an edit durable under 50 ms. With `CROSSCHECK_LARGE` set
//! to a folder, the session and its texts are written there instead, to be opened by hand.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a bench fails by panicking"
)]

use std::path::{Path, PathBuf};
use std::sync::mpsc;

use crosscheck::session::{
    Anchor, Claim, ClaimField, DocumentRecord, Edit, Evidence, Hash, Replica, Source, Stamp,
    Stance, Status, ViewState, Work,
};
use crosscheck::store::{Access, Dirs, Keeper, Pace, SaveStatus, Store, format};
use crosscheck::text::{DocumentId, Span};
use divan::Bencher;

const DOCUMENTS: u32 = 10_000;
const CLAIMS: u32 = 20_000;

fn main() {
    match std::env::var_os("CROSSCHECK_LARGE") {
        Some(folder) => write_out(&PathBuf::from(folder)),
        None => divan::main(),
    }
}

fn write_out(folder: &Path) {
    let articles = folder.join("articles");
    std::fs::create_dir_all(&articles).unwrap();
    for number in 1..=DOCUMENTS {
        let path = articles.join(format!("article-{number:05}.txt"));
        std::fs::write(path, text(number)).unwrap();
    }
    let written = format::write(&work(), &ViewState::default(), &[]).unwrap();
    std::fs::write(folder.join("large.ron"), written).unwrap();
}

/// The text of a document.
fn text(number: u32) -> String {
    let sentence =
        "Between one and two thousand people come out of the forest every day, she said. ";
    format!("Article {number:05}\n\n{}", sentence.repeat(46))
}

fn stamp() -> Stamp {
    Stamp {
        author: "Ana".into(),
        at: "2026-01-02T03:04:05Z".into(),
    }
}

fn document(number: u32) -> Edit {
    let text = text(number);
    let hash = Hash::of(&text);
    Edit::AddDocument(DocumentRecord {
        id: DocumentId(number),
        source: Source::File(format!("articles/article-{number:05}.txt").into()),
        title: format!("An article of some length, number {number}"),
        sha256: hash.to_string(),
        bytes: text.len() as u64,
        encoding: "UTF-8".into(),
        read_at: "2026-01-02T03:04:05Z".into(),
        text: hash,
        card: Box::default(),
    })
}

fn work() -> Work {
    let replica = Replica("k3f9".into());
    let begin = Edit::Several((1..=DOCUMENTS).map(document).collect());
    let mut work = Work::begin(begin, &stamp()).unwrap();
    for number in 0..CLAIMS {
        let document = number % DOCUMENTS + 1;
        let anchor = Anchor::new(DocumentId(document), &text(document), Span::new(95, 164));
        let claim = Claim {
            id: work.next_claim_id(&replica),
            statement: anchor.quote.clone(),
            anchors: vec![anchor.clone()],
            speaker: Some("the minister".into()),
            said_on: None,
            tags: vec!["figures".into()],
            note: String::new(),
            status: Status::Open,
            verdict: None,
        };
        let id = claim.id.clone();
        work.apply(Edit::AddClaim(claim), &stamp()).unwrap();
        if number % 2 == 0 {
            let evidence = Evidence {
                id: work.next_evidence_id(&replica),
                claim: id.clone(),
                anchor,
                stance: Stance::Supports,
                note: String::new(),
            };
            work.apply(Edit::AddEvidence(evidence), &stamp()).unwrap();
        }
        if number % 4 == 0 {
            let verdict = ClaimField::Verdict(Some("supported".into()));
            work.apply(Edit::SetClaim(id, verdict), &stamp()).unwrap();
        }
    }
    work
}

/// A folder with the session saved in it.
struct Desk {
    _folder: tempfile::TempDir,
    session: PathBuf,
    store: Store,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let session = folder.path().join("large.ron");
        std::fs::write(
            &session,
            format::write(&work(), &ViewState::default(), &[]).unwrap(),
        )
        .unwrap();
        let own = folder.path().join("own");
        let store = Store::new(Dirs {
            data: own.clone(),
            config: own,
        });
        Self {
            _folder: folder,
            session,
            store,
        }
    }
}

#[divan::bench(sample_count = 20)]
fn open(bencher: Bencher) {
    let desk = Desk::new();
    bencher.bench_local(|| desk.store.open(&desk.session).unwrap());
}

#[divan::bench(sample_count = 10)]
fn write_and_read_back(bencher: Bencher) {
    let work = work();
    bencher.bench_local(|| format::write(&work, &ViewState::default(), &[]).unwrap());
}

#[divan::bench(sample_count = 50)]
fn edit_until_durable(bencher: Bencher) {
    let desk = Desk::new();
    let opened = desk.store.open(&desk.session).unwrap();
    let Access::ReadWrite(hold) = opened.access else {
        panic!("locked")
    };
    let (sender, status) = mpsc::channel();
    let told = Box::new(move |status| {
        let _ = sender.send(status);
    });
    let mut work = opened.work;
    let keeper = Keeper::spawn(*hold, work.clone(), 0, opened.view, Pace::default(), told);
    let id = work.session().claims.first().unwrap().id.clone();
    bencher.bench_local(|| {
        let edit = Edit::SetClaim(id.clone(), ClaimField::Note("Ask the embassy.".into()));
        keeper.record(&work.apply(edit, &stamp()).unwrap());
        while !matches!(status.recv().unwrap(), SaveStatus::Saved { .. }) {}
    });
}
