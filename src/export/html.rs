//! The report as one HTML file that needs nothing else: no scripts, no network, its style inside.

use std::fmt::{self, Write};

use super::report::{Place, Report, Verdict, count, meaning, on_one_line, origin};
use crate::session::{CardField, Claim, Evidence};
use crate::text::{Card, Visible};

const STYLE: &str = include_str!("report.css");

/// The report as HTML.
pub fn write(report: &Report<'_>) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write_all(&mut out, report);
    out
}

fn write_all(out: &mut String, report: &Report<'_>) -> fmt::Result {
    let session = report.session;
    let title = Escaped(&session.title);
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n\
         <p>{}, {} with a verdict, from {}.</p>\n</header>",
        count(session.claims.len(), "claim"),
        report.judged(),
        count(session.documents.len(), "document"),
    )?;
    write_tally(out, report)?;
    write_overview(out, report)?;
    writeln!(out, "<section>\n<h2>Claims</h2>")?;
    for (number, claim) in (1..).zip(&session.claims) {
        write_claim(out, report, number, claim)?;
    }
    writeln!(out, "</section>")?;
    write_documents(out, report)?;
    writeln!(out, "</body>\n</html>")
}

fn write_tally(out: &mut String, report: &Report<'_>) -> fmt::Result {
    writeln!(out, "<section>\n<h2>Verdicts</h2>\n<table>")?;
    writeln!(
        out,
        "<tr><th>Verdict</th><th class=\"number\">Claims</th><th>Meaning</th></tr>"
    )?;
    for (verdict, claims) in report.tally() {
        writeln!(
            out,
            "<tr><td>{}</td><td class=\"number\">{claims}</td><td>{}</td></tr>",
            Chip(verdict),
            verdict.meaning().map_or("", |it| meaning(it).1)
        )?;
    }
    writeln!(
        out,
        "</table>\n<p class=\"aside\">The scale is <em>{}</em>: {}.</p>\n</section>",
        Escaped(&report.scale.name),
        Escaped(&report.scale.about)
    )
}

fn write_overview(out: &mut String, report: &Report<'_>) -> fmt::Result {
    writeln!(out, "<nav>\n<h2>At a glance</h2>\n<table>")?;
    for (number, claim) in (1..).zip(&report.session.claims) {
        let stances = report.stances(claim);
        let stances: Vec<_> = stances
            .iter()
            .map(|(stance, count)| format!("{} {count}", stance.word()))
            .collect();
        writeln!(
            out,
            "<tr><td class=\"number\">{number}</td><td><a href=\"#claim-{number}\">{}</a></td>\
             <td>{}</td><td class=\"aside\">{}</td></tr>",
            Escaped(&claim.statement),
            Chip(report.verdict(claim)),
            stances.join(" · ")
        )?;
    }
    writeln!(out, "</table>\n</nav>")
}

fn write_claim(out: &mut String, report: &Report<'_>, number: usize, claim: &Claim) -> fmt::Result {
    writeln!(
        out,
        "<article id=\"claim-{number}\">\n<h3>{number}. {}</h3>\n<p>{} <span class=\"aside\">{}</span></p>",
        Escaped(&claim.statement),
        Chip(report.verdict(claim)),
        claim.status.word()
    )?;
    let said = claim.speaker.iter().chain(&claim.said_on);
    let said: Vec<_> = said.map(|part| Escaped(part).to_string()).collect();
    if !said.is_empty() {
        writeln!(out, "<p>Said by {}</p>", said.join(", "))?;
    }
    if !claim.tags.is_empty() {
        writeln!(
            out,
            "<p class=\"aside\">Tags: {}</p>",
            Escaped(&claim.tags.join(", "))
        )?;
    }
    for anchor in &claim.anchors {
        write_quotation(out, "stands in", &report.place(anchor))?;
    }
    for evidence in report.session.evidence_for(&claim.id) {
        write_evidence(out, report, evidence)?;
    }
    write_note(out, &claim.note)?;
    writeln!(out, "</article>")
}

fn write_evidence(out: &mut String, report: &Report<'_>, evidence: &Evidence) -> fmt::Result {
    let stance = evidence.stance.word();
    writeln!(out, "<div class=\"evidence {stance}\">")?;
    write_quotation(out, stance, &report.place(&evidence.anchor))?;
    write_note(out, &evidence.note)?;
    writeln!(out, "</div>")
}

fn write_quotation(out: &mut String, word: &str, place: &Place<'_>) -> fmt::Result {
    let title = place.record.map_or("", |record| &record.title);
    writeln!(
        out,
        "<figure><figcaption><b>{word}</b> <a href=\"#document-{letter}\" title=\"{}\">{letter}{where_in_it}</a></figcaption>\
         <blockquote>“{}”</blockquote></figure>",
        Escaped(title),
        Escaped(&on_one_line(place.quote)),
        letter = place.letter,
        where_in_it = place.words(),
    )
}

fn write_note(out: &mut String, note: &str) -> fmt::Result {
    if note.is_empty() {
        return Ok(());
    }
    let lines: Vec<_> = note.lines().map(|line| Escaped(line).to_string()).collect();
    writeln!(out, "<p class=\"note\">{}</p>", lines.join("<br>"))
}

fn write_documents(out: &mut String, report: &Report<'_>) -> fmt::Result {
    writeln!(out, "<section>\n<h2>Documents</h2>")?;
    for (letter, record) in report.documents() {
        writeln!(
            out,
            "<p id=\"document-{letter}\"><b>{letter}</b> {}<br>{}<span class=\"aside\">{}, {} bytes, {}, read {}<br>\
             SHA-256 <code>{}</code></span></p>",
            Escaped(&record.title),
            Known(&record.card),
            Escaped(&origin(&record.source)),
            record.bytes,
            Escaped(&record.encoding),
            Escaped(&record.read_at),
            Escaped(&record.sha256)
        )?;
    }
    writeln!(out, "</section>")
}

/// What a document's card says, a line each.
struct Known<'s>(&'s Card);

impl fmt::Display for Known<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for field in CardField::all(self.0) {
            if let Some(words) = field.words() {
                write!(f, "{}: {}<br>", field.name(), Escaped(words))?;
            }
        }
        Ok(())
    }
}

/// A verdict with the colour of its meaning.
struct Chip<'s>(Verdict<'s>);

impl fmt::Display for Chip<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let class = self.0.meaning().map_or("none", |it| meaning(it).0);
        let title = Escaped(self.0.title());
        write!(f, "<span class=\"verdict {class}\">{title}</span>")
    }
}

/// Text in which nothing is markup and nothing is hidden, also inside an attribute.
struct Escaped<'s>(&'s str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in Visible::of(self.0).as_str().chars() {
            match character {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                character => f.write_char(character)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Escaped;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(
            Escaped("<script>\"a\" & 'b'\u{202e}").to_string(),
            format!(
                "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;{}",
                crate::text::Visible::of("\u{202e}").as_str()
            )
        );
    }
}
