//! The definition's form, and the session that it stands for.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crosscheck::session::{
    Anchor, Claim, ClaimField, ClaimId, DocumentRecord, Edit, Evidence, EvidenceId, Hash, Replica,
    Source, Stamp, Stance, Status, Work,
};
use crosscheck::source::Reader;
use crosscheck::text::{DocumentId, Span};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Definition {
    title: String,
    scale: String,
    replica: String,
    documents: Vec<Sample>,
    opened: Stamp,
    steps: Vec<Step>,
}

#[derive(Deserialize)]
struct Sample {
    number: u32,
    file: String,
    title: String,
}

#[derive(Deserialize)]
struct Step {
    stamp: Stamp,
    does: Deed,
}

/// A document's number and words that stand in it once.
type Quote = (u32, String);

#[derive(Deserialize)]
enum Deed {
    Claim {
        name: String,
        statement: String,
        quote: Quote,
        #[serde(default)]
        speaker: Option<String>,
        #[serde(default)]
        said_on: Option<String>,
        #[serde(default)]
        tags: Vec<String>,
    },
    Evidence {
        claim: String,
        stance: Stance,
        quote: Quote,
        #[serde(default)]
        note: String,
    },
    Status(String, Status),
    Verdict(String, String),
    Note(String, String),
}

impl Definition {
    pub fn read(ron: &str) -> Self {
        ron::Options::default()
            .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
            .from_str(ron)
            .expect("the definition is valid")
    }

    /// The session with its history. The documents are read from one folder; the session names
    /// them in the other.
    pub fn work(self, folder: &Path, named: &Path) -> Work {
        let mut maker = Maker::new(self.replica);
        let mut opening = vec![Edit::Retitle(self.title), Edit::UseScale(self.scale)];
        for sample in self.documents {
            opening.push(maker.document(sample, folder, named, &self.opened.at));
        }
        let mut work = Work::begin(Edit::Several(opening), &self.opened).expect("the edit fits");
        for step in self.steps {
            let edit = maker.edit(step.does);
            work.apply(edit, &step.stamp).expect("the edit fits");
        }
        work
    }
}

/// Gives out ids and finds quotes.
struct Maker {
    replica: Replica,
    texts: HashMap<u32, String>,
    claims: HashMap<String, ClaimId>,
    evidence: u32,
}

impl Maker {
    fn new(replica: String) -> Self {
        Self {
            replica: Replica(replica),
            texts: HashMap::new(),
            claims: HashMap::new(),
            evidence: 0,
        }
    }

    fn document(&mut self, sample: Sample, folder: &Path, named: &Path, read_at: &str) -> Edit {
        let path: PathBuf = folder.join(&sample.file);
        let source = Reader::default()
            .read(&path)
            .expect("the document can be read");
        let text = Hash::of(&source.text);
        self.texts.insert(sample.number, source.text);
        Edit::AddDocument(DocumentRecord {
            id: DocumentId(sample.number),
            source: Source::File(named.join(sample.file)),
            title: sample.title,
            sha256: source.sha256,
            bytes: source.bytes,
            encoding: source.encoding.unwrap_or_default(),
            read_at: read_at.to_owned(),
            text,
            card: Box::default(),
        })
    }

    fn edit(&mut self, deed: Deed) -> Edit {
        match deed {
            Deed::Claim {
                name,
                statement,
                quote,
                speaker,
                said_on,
                tags,
            } => Edit::AddClaim(Claim {
                id: self.new_claim(name),
                statement,
                anchors: vec![self.anchor(&quote)],
                speaker,
                said_on,
                tags,
                note: String::new(),
                status: Status::Open,
                verdict: None,
            }),
            Deed::Evidence {
                claim,
                stance,
                quote,
                note,
            } => Edit::AddEvidence(Evidence {
                id: self.new_evidence(),
                claim: self.claim(&claim),
                anchor: self.anchor(&quote),
                stance,
                note,
            }),
            Deed::Status(claim, status) => self.set(&claim, ClaimField::Status(status)),
            Deed::Verdict(claim, verdict) => self.set(&claim, ClaimField::Verdict(Some(verdict))),
            Deed::Note(claim, note) => self.set(&claim, ClaimField::Note(note)),
        }
    }

    fn set(&self, claim: &str, field: ClaimField) -> Edit {
        Edit::SetClaim(self.claim(claim), field)
    }

    fn claim(&self, name: &str) -> ClaimId {
        self.claims[name].clone()
    }

    fn new_claim(&mut self, name: String) -> ClaimId {
        let id = ClaimId {
            number: u32::try_from(self.claims.len() + 1).expect("few claims"),
            replica: self.replica.clone(),
        };
        self.claims.insert(name, id.clone());
        id
    }

    fn new_evidence(&mut self) -> EvidenceId {
        self.evidence += 1;
        EvidenceId {
            number: self.evidence,
            replica: self.replica.clone(),
        }
    }

    fn anchor(&self, (document, quote): &Quote) -> Anchor {
        let text = &self.texts[document];
        let mut places = text.match_indices(quote);
        let (Some((start, _)), None) = (places.next(), places.next()) else {
            panic!("{quote:?} does not stand once in document {document}");
        };
        let span = Span::new(start, start + quote.len());
        Anchor::new(DocumentId(*document), text, span)
    }
}
