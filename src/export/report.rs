//! What every report says, whatever its format.

use std::collections::BTreeMap;

use crate::session::{
    Anchor, Claim, DocumentRecord, Label, Meaning, Scale, Session, Source, Stance, letter,
};
use crate::text::{CodePoints, CodePointsOf, Document, DocumentId, Locator};

/// A session with what is needed to tell of it.
pub struct Report<'s> {
    /// The session.
    pub session: &'s Session,
    /// Its scale of verdicts.
    pub scale: &'s Scale,
    texts: BTreeMap<DocumentId, Text<'s>>,
}

struct Text<'s> {
    document: &'s Document,
    code_points: CodePointsOf<'s>,
}

/// What was concluded on a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict<'s> {
    /// A verdict of the scale.
    Label(&'s Label),
    /// One that the scale does not have, by its key.
    OffScale(&'s str),
    /// Nothing yet.
    None,
}

/// A quotation with its place.
pub struct Place<'s> {
    /// The letter of the document.
    pub letter: String,
    /// The document, where the session has it.
    pub record: Option<&'s DocumentRecord>,
    /// The paragraph, from 1; absent where the text could not be read.
    pub paragraph: Option<usize>,
    /// The page or the time, where the text has such.
    pub locator: Option<Locator>,
    /// Where in the text; absent where the text could not be read.
    pub range: Option<CodePoints>,
    /// The words, as they stand in the text.
    pub quote: &'s str,
}

impl Place<'_> {
    /// Behind the document's letter: ` p. 3 ¶9`.
    pub fn words(&self) -> String {
        let locator = self.locator.as_ref().map(|locator| format!(" {locator}"));
        let paragraph = self.paragraph.map(|number| format!(" ¶{number}"));
        [locator, paragraph].into_iter().flatten().collect()
    }
}

impl<'s> Report<'s> {
    /// The report of a session. `texts` are the documents that could be read.
    pub fn new(session: &'s Session, scale: &'s Scale, texts: &'s [Document]) -> Self {
        let texts = texts.iter().map(|document| {
            let code_points = CodePointsOf::new(&document.text);
            let text = Text {
                document,
                code_points,
            };
            (document.id, text)
        });
        Self {
            session,
            scale,
            texts: texts.collect(),
        }
    }

    /// The documents with their letters.
    pub fn documents(&self) -> impl Iterator<Item = (String, &'s DocumentRecord)> {
        let records = self.session.documents.iter().enumerate();
        records.map(|(position, record)| (letter(position), record))
    }

    /// The verdict on a claim.
    pub fn verdict(&self, claim: &'s Claim) -> Verdict<'s> {
        match claim.verdict.as_deref() {
            None => Verdict::None,
            Some(key) => self
                .scale
                .label(key)
                .map_or(Verdict::OffScale(key), Verdict::Label),
        }
    }

    /// How many claims have each verdict: all of the scale in its order, then the others that
    /// there are.
    pub fn tally(&self) -> Vec<(Verdict<'s>, usize)> {
        let labels = self.scale.labels.iter();
        let mut tally: Vec<_> = labels.map(|label| (Verdict::Label(label), 0)).collect();
        for claim in &self.session.claims {
            let verdict = self.verdict(claim);
            match tally.iter_mut().find(|(known, _)| *known == verdict) {
                Some((_, count)) => *count += 1,
                None => tally.push((verdict, 1)),
            }
        }
        tally
    }

    /// How many claims have a verdict.
    pub fn judged(&self) -> usize {
        let claims = self.session.claims.iter();
        claims.filter(|claim| claim.verdict.is_some()).count()
    }

    /// How much evidence there is for a claim, by stance, where there is any.
    pub fn stances(&self, claim: &Claim) -> Vec<(Stance, usize)> {
        [
            Stance::Supports,
            Stance::Refutes,
            Stance::Qualifies,
            Stance::Mentions,
        ]
        .into_iter()
        .map(|stance| {
            let evidence = self.session.evidence_for(&claim.id);
            (stance, evidence.filter(|one| one.stance == stance).count())
        })
        .filter(|(_, count)| *count > 0)
        .collect()
    }

    /// Where an anchor lies.
    pub fn place(&self, anchor: &'s Anchor) -> Place<'s> {
        let text = self.texts.get(&anchor.document);
        let (letter, record) = self
            .documents()
            .find(|(_, record)| record.id == anchor.document)
            .map_or(("?".to_owned(), None), |(letter, record)| {
                (letter, Some(record))
            });
        Place {
            letter,
            record,
            paragraph: text.map(|text| text.document.paragraph_number(anchor.span.start())),
            locator: text.and_then(|text| text.document.locator(anchor.span.start())),
            range: text.map(|text| text.code_points.span(anchor.span)),
            quote: &anchor.quote,
        }
    }
}

impl<'s> Verdict<'s> {
    /// The verdict in words.
    pub fn title(self) -> &'s str {
        match self {
            Self::Label(label) => &label.title,
            Self::OffScale(key) => key,
            Self::None => "no verdict yet",
        }
    }

    /// Its name in session files, where there is a verdict.
    pub fn key(self) -> Option<&'s str> {
        match self {
            Self::Label(label) => Some(&label.key),
            Self::OffScale(key) => Some(key),
            Self::None => None,
        }
    }

    /// What it says of the claim, where the scale tells.
    pub fn meaning(self) -> Option<Meaning> {
        match self {
            Self::Label(label) => Some(label.meaning),
            Self::OffScale(_) | Self::None => None,
        }
    }
}

/// A meaning by its name, and in a sentence.
pub fn meaning(meaning: Meaning) -> (&'static str, &'static str) {
    match meaning {
        Meaning::Supported => ("supported", "the claim holds"),
        Meaning::Refuted => ("refuted", "the claim does not hold"),
        Meaning::Mixed => ("mixed", "it holds in part, or the evidence disagrees"),
        Meaning::Unknown => ("unknown", "there is not enough to tell"),
    }
}

/// Where a document came from, for people.
pub fn origin(source: &Source) -> String {
    match source {
        Source::File(path) => path.display().to_string(),
        Source::Pasted => "standard input".to_owned(),
    }
}

/// The words of a quotation on one line.
pub fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A number of things: "1 claim", "2 claims".
pub fn count(number: usize, thing: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{ending}")
}
