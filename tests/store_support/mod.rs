//! A disk to try sessions on, and an editor that works as the workbench does.
#![allow(dead_code, reason = "each test uses its part")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

pub mod faulty;
pub mod power;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use crosscheck::session::{
    Anchor, Claim, DocumentRecord, Edit, Entry, Evidence, Hash, Replica, Source, Stamp, Stance,
    Work,
};
use crosscheck::store::{Access, Dirs, Keeper, Opened, Pace, SaveStatus, Store};
use crosscheck::text::{DocumentId, Span};

/// A disk with a folder for a session and the program's own directories.
pub struct Desk {
    pub folder: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub fn session(&self) -> PathBuf {
        self.folder.path().join("case.ron")
    }

    pub fn store(&self) -> Store {
        let own = self.folder.path().join("own");
        Store::new(Dirs {
            data: own.join("data"),
            config: own.join("config"),
        })
    }

    pub fn create(&self) -> Opened {
        self.store().create(&self.session(), work()).unwrap()
    }

    pub fn open(&self) -> Opened {
        self.store().open(&self.session()).unwrap()
    }
}

/// The text of the one document.
pub const TEXT: &str = "One sentence here. Anoth\u{e9}r sentence.";

pub fn stamp() -> Stamp {
    Stamp {
        author: "Ana".into(),
        at: "2026-01-02T03:04:05Z".into(),
    }
}

pub fn work() -> Work {
    let begin = Edit::Several(vec![
        Edit::Retitle("A \"case\"\n\u{202e}".into()),
        Edit::UseScale("plain".into()),
        Edit::AddDocument(DocumentRecord {
            id: DocumentId(1),
            source: Source::File("a.txt".into()),
            title: "a".into(),
            sha256: Hash::of(TEXT).to_string(),
            bytes: TEXT.len() as u64,
            encoding: "UTF-8".into(),
            read_at: "2026-01-02T03:04:05Z".into(),
            text: Hash::of(TEXT),
            card: Box::default(),
        }),
    ]);
    Work::begin(begin, &stamp()).unwrap()
}

pub fn anchor() -> Anchor {
    Anchor::new(DocumentId(1), TEXT, Span::new(0, 12))
}

pub fn claim(work: &Work) -> Edit {
    let id = work.next_claim_id(&Replica("k3f9".into()));
    Edit::AddClaim(Claim::new(
        id.clone(),
        format!("Statement {}", id.number),
        vec![],
    ))
}

/// Evidence for the newest claim.
pub fn evidence(work: &Work) -> Edit {
    Edit::AddEvidence(Evidence {
        id: work.next_evidence_id(&Replica("k3f9".into())),
        claim: work.session().claims.last().unwrap().id.clone(),
        anchor: anchor(),
        stance: Stance::Supports,
        note: String::new(),
    })
}

/// An editor as the workbench is one: work in memory, and a keeper.
pub struct Editor {
    pub work: Work,
    pub keeper: Keeper,
    pub status: Receiver<SaveStatus>,
}

impl Editor {
    pub fn of(opened: Opened, idle: Duration) -> Self {
        let Access::ReadWrite(hold) = opened.access else {
            panic!("not writable: {:?}", opened.access);
        };
        let (sender, status) = mpsc::channel();
        let told = Box::new(move |status| {
            let _ = sender.send(status);
        });
        let pace = Pace {
            idle,
            retry: Duration::from_millis(1),
        };
        let keeper = Keeper::spawn(*hold, opened.work.clone(), 0, opened.view, pace, told);
        Self {
            work: opened.work,
            keeper,
            status,
        }
    }

    pub fn apply(&mut self, edit: Edit) {
        let entry = self.work.apply(edit, &stamp()).unwrap();
        self.keeper.record(&entry);
        self.saved();
    }

    /// Makes a claim in memory only.
    pub fn make_claim(&mut self) -> Arc<Entry> {
        self.work.apply(claim(&self.work), &stamp()).unwrap()
    }

    pub fn add_claim(&mut self) {
        self.apply(claim(&self.work));
    }

    pub fn saved(&self) {
        while !matches!(self.told(), SaveStatus::Saved { .. }) {}
    }

    /// The next status.
    pub fn told(&self) -> SaveStatus {
        let told = self.status.recv_timeout(PATIENCE);
        told.unwrap_or_else(|_| panic!("the keeper says nothing"))
    }

    /// As if the program were killed: nothing more is written, and the lock is gone.
    pub fn kill(self, desk: &Desk) -> (Work, Desk) {
        let copy = Desk::new();
        for entry in fs::read_dir(desk.folder.path())
            .unwrap()
            .map(Result::unwrap)
        {
            if entry.path().is_file() {
                fs::copy(entry.path(), copy.folder.path().join(entry.file_name())).unwrap();
            }
        }
        (self.work, copy)
    }
}

/// How long a test waits for something that should come at once, on a machine that is busy.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Waits until something is so.
pub fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let start = std::time::Instant::now();
    while !is_so() {
        assert!(start.elapsed() < PATIENCE, "waited in vain: {what}");
        std::thread::yield_now();
    }
}

pub const NEVER: Duration = Duration::from_secs(3600);

pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "own")
        .collect();
    names.sort();
    names
}
