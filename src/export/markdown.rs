//! The report in Markdown (`CommonMark`, with the tables that most readers know).

use std::fmt::{self, Write};

use super::report::{Place, Report, count, meaning, on_one_line, origin};
use crate::session::{CardField, Claim};
use crate::text::Visible;

/// The report as Markdown.
pub fn write(report: &Report<'_>) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write_all(&mut out, report);
    out
}

fn write_all(out: &mut String, report: &Report<'_>) -> fmt::Result {
    let session = report.session;
    writeln!(out, "# {}\n", escaped(&session.title))?;
    writeln!(
        out,
        "{}, {} with a verdict, from {}.\n",
        count(session.claims.len(), "claim"),
        report.judged(),
        count(session.documents.len(), "document"),
    )?;
    write_tally(out, report)?;
    write_documents(out, report)?;
    writeln!(out, "## Claims")?;
    for (number, claim) in (1..).zip(&session.claims) {
        write_claim(out, report, number, claim)?;
    }
    Ok(())
}

fn write_tally(out: &mut String, report: &Report<'_>) -> fmt::Result {
    writeln!(out, "| verdict | claims | meaning |")?;
    writeln!(out, "|---|---:|---|")?;
    for (verdict, claims) in report.tally() {
        let meaning = verdict.meaning().map_or("", |it| meaning(it).1);
        writeln!(
            out,
            "| {} | {claims} | {meaning} |",
            escaped(verdict.title())
        )?;
    }
    let scale = report.scale;
    writeln!(
        out,
        "\nThe scale is *{}*: {}.\n",
        escaped(&scale.name),
        escaped(&scale.about)
    )
}

fn write_documents(out: &mut String, report: &Report<'_>) -> fmt::Result {
    writeln!(out, "## Documents\n")?;
    for (letter, record) in report.documents() {
        writeln!(
            out,
            "- **{letter}** {}  \n  {}, {} bytes, {}, read {}  \n  SHA-256 {}",
            escaped(&record.title),
            escaped(&origin(&record.source)),
            record.bytes,
            escaped(&record.encoding),
            escaped(&record.read_at),
            escaped(&record.sha256),
        )?;
        for field in CardField::all(&record.card) {
            if let Some(words) = field.words() {
                writeln!(
                    out,
                    "  - {}: {}",
                    field.name(),
                    escaped(&on_one_line(words))
                )?;
            }
        }
    }
    writeln!(out)
}

fn write_claim(out: &mut String, report: &Report<'_>, number: usize, claim: &Claim) -> fmt::Result {
    writeln!(out, "\n### {number}. {}\n", escaped(&claim.statement))?;
    let verdict = escaped(report.verdict(claim).title());
    writeln!(out, "- Verdict: **{verdict}** ({})", claim.status.word())?;
    let said = claim.speaker.iter().chain(&claim.said_on);
    let said: Vec<_> = said.map(|part| escaped(part)).collect();
    if !said.is_empty() {
        writeln!(out, "- Said by: {}", said.join(", "))?;
    }
    if !claim.tags.is_empty() {
        writeln!(out, "- Tags: {}", escaped(&claim.tags.join(", ")))?;
    }
    for anchor in &claim.anchors {
        writeln!(out, "- Stands in {}", quotation(&report.place(anchor)))?;
    }
    for evidence in report.session.evidence_for(&claim.id) {
        let place = quotation(&report.place(&evidence.anchor));
        writeln!(out, "- **{}** {place}", evidence.stance.word())?;
        write_note(out, "  ", &evidence.note)?;
    }
    if claim.note.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    write_note(out, "", &claim.note)
}

/// A note as a quotation, line by line.
fn write_note(out: &mut String, before: &str, note: &str) -> fmt::Result {
    for line in note.lines() {
        writeln!(out, "{before}> {}  ", escaped_line(line))?;
    }
    Ok(())
}

/// The words with their document and paragraph.
fn quotation(place: &Place<'_>) -> String {
    let words = escaped(&on_one_line(place.quote));
    format!("{}{}: “{words}”", place.letter, place.words())
}

/// Text in which nothing is markup and nothing is hidden.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in Visible::of(text).as_str().chars() {
        if matches!(
            character,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~' | '$' | '!'
        ) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// The same for text that begins a line, where more is markup: lists, rules, headings.
fn escaped_line(text: &str) -> String {
    let escaped = escaped(text.trim());
    let digits = escaped.chars().take_while(char::is_ascii_digit).count();
    let (number, rest) = escaped.split_at(digits);
    if rest.starts_with(['-', '+', '=']) || digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{number}\\{rest}");
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(
            escaped("*a* [b](c) <i> `d` &amp; $1$"),
            r"\*a\* \[b\](c) \<i\> \`d\` \&amp; \$1\$"
        );
        for (line, safe) in [
            ("- item", r"\- item"),
            ("12. item", r"12\. item"),
            ("===", r"\==="),
            ("12 people", "12 people"),
            ("    indented", "indented"),
        ] {
            assert_eq!(escaped_line(line), safe);
        }
    }
}
