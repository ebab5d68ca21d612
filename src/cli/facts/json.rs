//! Facts for programs: one JSON object a line, offsets in Unicode code points.

use std::io::Write;

use anyhow::Context;
use serde::Serialize;
use serde_json::{Value, json};

use super::Texts;
use crate::facts::{Amount, Fact, Measure, Normal, Row, When};
use crate::text::{CodePoints, CodePointsOf, Document, json};

/// One line of the answer for programs.
#[derive(Serialize)]
struct Line<'p> {
    document: &'p str,
    #[serde(flatten)]
    place: CodePoints,
    kind: &'static str,
    text: &'p str,
    normal: Value,
}

/// Writes the facts of a document, one object a line.
///
/// # Errors
/// The output cannot be written.
pub fn facts(out: &mut impl Write, document: &Document, facts: &[Fact]) -> anyhow::Result<()> {
    let text = &*document.text;
    let points = CodePointsOf::new(text);
    for fact in facts {
        let line = Line {
            document: &document.title,
            place: points.span(fact.span),
            kind: fact.normal.kind(),
            text: fact.span.of(text),
            normal: normal(&fact.normal),
        };
        json::write_line(out, &line).context("the facts could not be written")?;
    }
    Ok(())
}

/// The normal form; what is not known is absent.
fn normal(normal: &Normal) -> Value {
    match normal {
        Normal::Quantity(measure)
        | Normal::Money(measure)
        | Normal::Percentage(measure)
        | Normal::Duration(measure) => of_measure(measure),
        Normal::Ordinal(value) => json!({ "value": value.to_string() }),
        Normal::Date(when) => of_date(when),
        Normal::Time(time) => json!({ "time": format!("{:02}:{:02}", time.hour(), time.minute()) }),
        Normal::Hedge(hedge) => json!({ "phrase": hedge.phrase, "stance": hedge.stance.name() }),
        Normal::Name(name) => {
            let mut written = json!({ "name": name.name });
            set(&mut written, "type", name.of.map(|of| of.name().to_owned()));
            set(&mut written, "title", name.title.clone());
            if name.slip
                && let Some(object) = written.as_object_mut()
            {
                object.insert("slip".to_owned(), json!(true));
            }
            written
        }
        Normal::Quotation(quotation) => {
            let mut written = json!({ "quote": quotation.words, "marks": quotation.marks.name() });
            set(&mut written, "speaker", quotation.speaker.clone());
            set(&mut written, "verb", quotation.verb.clone());
            written
        }
    }
}

fn of_measure(measure: &Measure) -> Value {
    let mut written = match measure.amount {
        Amount::Stated { value, bound } => {
            json!({ "value": value.to_string(), "bound": bound.name() })
        }
        Amount::Between { low, high } => {
            json!({ "low": low.to_string(), "high": high.to_string() })
        }
    };
    set(&mut written, "unit", measure.unit.clone());
    set(&mut written, "per", measure.per.clone());
    written
}

fn of_date(when: &When) -> Value {
    let mut written = json!({});
    set(
        &mut written,
        "from",
        when.days.map(|days| days.0.to_string()),
    );
    set(&mut written, "to", when.days.map(|days| days.1.to_string()));
    set(
        &mut written,
        "month",
        when.month.map(|month| month.to_string()),
    );
    set(&mut written, "day", when.day.map(|day| day.to_string()));
    set(
        &mut written,
        "weekday",
        when.weekday
            .map(|weekday| format!("{weekday:?}").to_lowercase()),
    );
    written
}

fn set(object: &mut Value, key: &str, value: Option<String>) {
    if let (Some(object), Some(value)) = (object.as_object_mut(), value) {
        object.insert(key.to_owned(), Value::String(value));
    }
}

/// Writes a conflict as one object.
///
/// # Errors
/// The output cannot be written.
pub fn conflict(out: &mut impl Write, row: &Row, texts: &Texts) -> anyhow::Result<()> {
    let places: Vec<Value> = row
        .places
        .iter()
        .filter_map(|place| {
            let document = texts.get(place.document)?;
            let points = CodePointsOf::new(&document.text).span(place.span);
            Some(json!({
                "document": &*document.title,
                "start": points.start,
                "end": points.end,
                "kind": place.normal.kind(),
                "text": document.quote(place.span),
                "normal": normal(&place.normal),
            }))
        })
        .collect();
    let why = row.why(|place| texts.written(place));
    let conflict = json!({ "class": "conflict", "facts": places, "why": why });
    Ok(json::write_line(out, &conflict)?)
}
