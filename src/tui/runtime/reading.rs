//! Texts come to the desk.

use super::super::effect::Looking;
use super::super::event::Report;
use super::super::state::{OnDisk, Progress, Slot};
use super::sources;
use crate::session::{DocumentRecord, Source};
use crate::source::Read;
use crate::store::shelf::{Found, Shelf};
use crate::store::sources::text_hash;
use crate::text::{Document, DocumentId, Findings};

/// A text that is to be read.
#[derive(Clone, Debug)]
pub enum Wanted {
    /// One that the session knows.
    Known(DocumentRecord),
    /// One that is new to it.
    New {
        /// The document that it becomes.
        id: DocumentId,
        /// Where it comes from.
        source: Source,
        /// When it is, as records write it.
        now: String,
    },
}

impl Wanted {
    /// The document that the text becomes.
    pub fn id(&self) -> DocumentId {
        match self {
            Wanted::Known(record) => record.id,
            Wanted::New { id, .. } => *id,
        }
    }

    /// What the text is called before it is read.
    pub fn name(&self) -> String {
        match self.source() {
            Source::File(path) => path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            Source::Pasted => "standard input".to_owned(),
        }
    }

    /// Where the text comes from.
    pub fn source(&self) -> &Source {
        match self {
            Wanted::Known(record) => &record.source,
            Wanted::New { source, .. } => source,
        }
    }
}

/// A text that was read.
#[derive(Debug)]
pub struct Arrival {
    /// What the desk shows.
    pub slot: Slot,
    /// What a session writes down of a new text.
    pub record: Option<DocumentRecord>,
    /// What stands on the disk in its place, where that is something else.
    pub on_disk: Option<OnDisk>,
}

/// How much text may be open at once, in bytes: what leaves room under 1 GiB for decoding one more
/// and for looking for shared passages.
const ROOM: usize = 384 * 1024 * 1024;

/// The room that is left for texts.
#[derive(Debug)]
pub struct Room {
    left: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self { left: ROOM }
    }
}

impl Room {
    /// Reads a text, unless those before it have taken all the room.
    /// `now` is the time, as records write it.
    pub fn read(&mut self, shelf: &Shelf, wanted: &Wanted, now: &str) -> Arrival {
        if self.left == 0 {
            let most = ROOM / (1024 * 1024);
            let why = format!(
                "Not opened: the other texts hold {most} MiB already, which is the most at once. \
                 Open it with fewer others."
            );
            return plain(Slot::Failed(why));
        }
        let arrival = read(shelf, wanted, now);
        if let Slot::Ready(document) = &arrival.slot {
            self.left = self.left.saturating_sub(document.text.len());
        }
        arrival
    }
}

/// An arrival with nothing to be told or written down.
fn plain(slot: Slot) -> Arrival {
    Arrival {
        slot,
        record: None,
        on_disk: None,
    }
}

/// Reads a text. `now` is the time, as records write it.
pub fn read(shelf: &Shelf, wanted: &Wanted, now: &str) -> Arrival {
    match wanted {
        Wanted::Known(record) => {
            let found = shelf.find(record);
            let on_disk = sources::on_disk(shelf, record, &found, now);
            let slot = match found {
                Found::Same(text) | Found::Copy(text, _) => {
                    Slot::Ready(Document::new(record.id, &record.title, text))
                }
                Found::Lost(why) => Slot::Failed(why),
            };
            Arrival {
                on_disk,
                ..plain(slot)
            }
        }
        Wanted::New { id, source, now } => match shelf.read(source) {
            Ok(read) => {
                let record = record_of(*id, source, &read, now);
                let document = Document::new(*id, &read.title, read.text);
                Arrival {
                    record: Some(record),
                    ..plain(Slot::Ready(document))
                }
            }
            Err(why) => plain(Slot::Failed(why)),
        },
    }
}

/// What a session writes down of a text that was just read.
fn record_of(id: DocumentId, source: &Source, read: &Read, now: &str) -> DocumentRecord {
    DocumentRecord {
        id,
        source: source.clone(),
        title: read.title.clone(),
        sha256: read.sha256.clone(),
        bytes: read.bytes,
        encoding: read.encoding.clone().unwrap_or_default(),
        read_at: now.to_owned(),
        text: text_hash(read),
        card: Box::new(read.card.clone()),
    }
}

/// How many texts are reported at once.
const BATCH: usize = 64;

/// Reads many texts and reports them as they come; returns those that could be read. Ends early when
/// nobody listens any more.
pub fn read_all(
    shelf: &Shelf,
    wanted: &[Wanted],
    now: &str,
    room: &mut Room,
    report: &dyn Fn(Report) -> bool,
) -> Vec<Document> {
    let mut documents = vec![];
    let mut records = vec![];
    for (number, batch) in wanted.chunks(BATCH).enumerate() {
        let arrivals = batch
            .iter()
            .map(|wanted| (wanted.id(), room.read(shelf, wanted, now)))
            .collect();
        let mut news = News::of(arrivals);
        documents.extend(news.ready().cloned());
        // What a new session writes down comes at once, at the end: each time it begins anew.
        records.append(&mut news.records);
        let done = number * BATCH + batch.len();
        let progress = Progress::Reading(done, wanted.len());
        let reports = news.into_reports().into_iter();
        if !reports
            .chain([Report::Progress(Some(progress))])
            .all(report)
        {
            return documents;
        }
    }
    if !records.is_empty() {
        report(Report::Recorded(records));
    }
    report(Report::Looked(Looking::Opening));
    documents
}

/// What several texts that were read bring.
#[derive(Default)]
pub struct News {
    slots: Vec<(DocumentId, Slot)>,
    records: Vec<DocumentRecord>,
    on_disk: Vec<(DocumentId, Option<OnDisk>)>,
}

impl News {
    /// Takes apart what has arrived.
    pub fn of(arrivals: Vec<(DocumentId, Arrival)>) -> Self {
        let mut news = Self::default();
        for (id, arrival) in arrivals {
            news.slots.push((id, arrival.slot));
            news.records.extend(arrival.record);
            let on_disk = arrival.on_disk.map(|found| (id, Some(found)));
            news.on_disk.extend(on_disk);
        }
        news
    }

    /// The documents that could be read.
    fn ready(&self) -> impl Iterator<Item = &Document> {
        self.slots.iter().filter_map(|(_, slot)| match slot {
            Slot::Ready(document) => Some(document),
            Slot::Waiting | Slot::Failed(_) => None,
        })
    }

    /// What is to be reported of it.
    pub fn into_reports(self) -> Vec<Report> {
        let records = (!self.records.is_empty()).then_some(Report::Recorded(self.records));
        let on_disk = (!self.on_disk.is_empty()).then_some(Report::OnDisk(self.on_disk));
        [Report::Read(self.slots)]
            .into_iter()
            .chain(records)
            .chain(on_disk)
            .collect()
    }
}

/// Looks for what is hidden in documents and reports those that have some.
pub fn scan<'d>(
    documents: impl IntoIterator<Item = &'d Document>,
    report: &dyn Fn(Report) -> bool,
) {
    for document in documents {
        let found = Findings::of(&document.text);
        if found.count() + found.everyday > 0 && !report(Report::Scanned(document.id, found.into()))
        {
            return;
        }
    }
}
