//! The report for programs: one object, offsets as half-open ranges of Unicode code points of a
//! document's text; what is not known is absent.

use std::collections::BTreeMap;

use serde::Serialize;

use super::report::{Place, Report, meaning};
use crate::session::{CardField, Claim, Evidence, Source};
use crate::text::{Card, CodePoints, Locator, json};

/// The report as JSON with a line break at its end.
pub fn write(report: &Report<'_>) -> String {
    // Only a map with keys that are no strings, or a failing `Serialize`, could fail; there is none.
    json::over_lines(&Whole::of(report)).unwrap_or_default()
}

#[derive(Serialize)]
struct Whole<'s> {
    title: &'s str,
    scale: ScalePart<'s>,
    tally: Vec<TallyPart<'s>>,
    documents: Vec<DocumentPart<'s>>,
    claims: Vec<ClaimPart<'s>>,
}

#[derive(Serialize)]
struct ScalePart<'s> {
    name: &'s str,
    about: &'s str,
    verdicts: Vec<LabelPart<'s>>,
}

#[derive(Serialize)]
struct LabelPart<'s> {
    verdict: &'s str,
    title: &'s str,
    meaning: &'static str,
}

/// A count; without a verdict where it counts the claims that have none.
#[derive(Serialize)]
struct TallyPart<'s> {
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'s str>,
    claims: usize,
}

#[derive(Serialize)]
struct DocumentPart<'s> {
    document: String,
    source: &'static str,
    letter: String,
    title: &'s str,
    sha256: &'s str,
    text_sha256: String,
    bytes: u64,
    encoding: &'s str,
    read_at: &'s str,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    card: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
struct ClaimPart<'s> {
    id: String,
    statement: &'s str,
    status: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    meaning: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    said_on: Option<&'s str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'s [String],
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'s str,
    places: Vec<PlacePart<'s>>,
    evidence: Vec<EvidencePart<'s>>,
}

#[derive(Serialize)]
struct EvidencePart<'s> {
    id: String,
    stance: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'s str,
    place: PlacePart<'s>,
}

#[derive(Serialize)]
struct PlacePart<'s> {
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<String>,
    #[serde(flatten)]
    range: Option<CodePoints>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
    quote: &'s str,
}

impl<'s> Whole<'s> {
    fn of(report: &Report<'s>) -> Self {
        let (session, scale) = (report.session, report.scale);
        let labels = scale.labels.iter().map(|label| LabelPart {
            verdict: &label.key,
            title: &label.title,
            meaning: meaning(label.meaning).0,
        });
        let claims = session.claims.iter();
        let tally = report
            .tally()
            .into_iter()
            .map(|(verdict, claims)| TallyPart {
                verdict: verdict.key(),
                claims,
            });
        Self {
            title: &session.title,
            scale: ScalePart {
                name: &scale.name,
                about: &scale.about,
                verdicts: labels.collect(),
            },
            tally: tally.collect(),
            documents: documents(report),
            claims: claims.map(|claim| ClaimPart::of(report, claim)).collect(),
        }
    }
}

fn documents<'s>(report: &Report<'s>) -> Vec<DocumentPart<'s>> {
    let documents = report.documents().map(|(letter, record)| DocumentPart {
        document: path(&record.source),
        source: match record.source {
            Source::File(_) => "file",
            Source::Pasted => "standard-input",
        },
        letter,
        title: &record.title,
        sha256: &record.sha256,
        text_sha256: record.text.to_string(),
        bytes: record.bytes,
        encoding: &record.encoding,
        read_at: &record.read_at,
        card: card(&record.card),
    });
    documents.collect()
}

/// What a card says, by stable names.
fn card(card: &Card) -> BTreeMap<&'static str, String> {
    let fields = CardField::all(card).into_iter();
    let known = fields.filter_map(|field| {
        let name = match field {
            CardField::ArchiveAddress(_) => "archive-address",
            CardField::Accessed(_) => "accessed",
            _ => field.name(),
        };
        Some((name, field.words()?.to_owned()))
    });
    known.collect()
}

/// The path as the session gives it; `-` for standard input, as on the command line.
fn path(source: &Source) -> String {
    match source {
        Source::File(path) => path.to_string_lossy().into_owned(),
        Source::Pasted => "-".to_owned(),
    }
}

impl<'s> ClaimPart<'s> {
    fn of(report: &Report<'s>, claim: &'s Claim) -> Self {
        let verdict = report.verdict(claim);
        let places = claim.anchors.iter().map(|anchor| report.place(anchor));
        let evidence = report.session.evidence_for(&claim.id);
        Self {
            id: claim.id.to_string(),
            statement: &claim.statement,
            status: claim.status.word().replace(' ', "-"),
            verdict: verdict.key(),
            meaning: verdict.meaning().map(|it| meaning(it).0),
            speaker: claim.speaker.as_deref(),
            said_on: claim.said_on.as_deref(),
            tags: &claim.tags,
            note: &claim.note,
            places: places.map(|place| PlacePart::of(&place)).collect(),
            evidence: evidence.map(|one| EvidencePart::of(report, one)).collect(),
        }
    }
}

impl<'s> EvidencePart<'s> {
    fn of(report: &Report<'s>, evidence: &'s Evidence) -> Self {
        Self {
            id: evidence.id.to_string(),
            stance: evidence.stance.word(),
            note: &evidence.note,
            place: PlacePart::of(&report.place(&evidence.anchor)),
        }
    }
}

impl<'s> PlacePart<'s> {
    fn of(place: &Place<'s>) -> Self {
        Self {
            document: place.record.map(|record| path(&record.source)),
            range: place.range,
            paragraph: place.paragraph,
            page: match place.locator {
                Some(Locator::Page(number)) => Some(number),
                Some(Locator::Time(_)) | None => None,
            },
            time: match &place.locator {
                Some(Locator::Time(time)) => Some(time.clone()),
                Some(Locator::Page(_)) | None => None,
            },
            quote: place.quote,
        }
    }
}
