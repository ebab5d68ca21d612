//! A report in Markdown: every claim with its verdict, evidence and notes.

use std::fmt::Write;

use crate::session::{Anchor, Claim, Scale, Session};
use crate::text::{Document, DocumentId, Visible};

/// The report of a session. `texts` are the documents that could be read, for paragraph numbers.
pub fn markdown(session: &Session, scale: &Scale, texts: &[Document]) -> String {
    let mut report = format!("# {}\n", escaped(&session.title));
    let judged = session
        .claims
        .iter()
        .filter(|claim| claim.verdict.is_some())
        .count();
    // Writing to a string cannot fail.
    let _ = writeln!(
        report,
        "\n{} claims, {judged} with a verdict, from {} documents. Verdicts are on the {} scale.",
        session.claims.len(),
        session.documents.len(),
        escaped(&scale.name)
    );
    report.push_str("\n## Documents\n\n");
    for record in &session.documents {
        let _ = writeln!(
            report,
            "- **{}** {} (SHA-256 `{}`, read {})",
            letter(session, record.id),
            escaped(&record.title),
            record.sha256,
            record.read_at
        );
    }
    report.push_str("\n## Claims\n");
    for claim in &session.claims {
        write_claim(&mut report, session, scale, texts, claim);
    }
    report
}

fn write_claim(
    report: &mut String,
    session: &Session,
    scale: &Scale,
    texts: &[Document],
    claim: &Claim,
) {
    let verdict = claim
        .verdict
        .as_deref()
        .map_or("no verdict yet".to_owned(), |verdict| {
            let title = scale.label(verdict).map_or(verdict, |label| &label.title);
            format!("**{}**", escaped(title))
        });
    let _ = writeln!(
        report,
        "\n### {}. {}\n",
        claim.id.number,
        escaped(&claim.statement)
    );
    let _ = writeln!(report, "- Verdict: {verdict} ({})", claim.status.word());
    let said: Vec<_> = claim
        .speaker
        .iter()
        .chain(&claim.said_on)
        .map(|part| escaped(part))
        .collect();
    if !said.is_empty() {
        let _ = writeln!(report, "- Said by: {}", said.join(", "));
    }
    if !claim.tags.is_empty() {
        let _ = writeln!(report, "- Tags: {}", escaped(&claim.tags.join(", ")));
    }
    for anchor in &claim.anchors {
        let _ = writeln!(report, "- From {}", place(session, texts, anchor));
    }
    for evidence in session.evidence_for(&claim.id) {
        let anchor = place(session, texts, &evidence.anchor);
        let note = if evidence.note.is_empty() {
            String::new()
        } else {
            format!(" — {}", escaped(&evidence.note))
        };
        let _ = writeln!(
            report,
            "- Evidence that {}: {anchor}{note}",
            evidence.stance.word()
        );
    }
    for paragraph in claim.note.lines() {
        let _ = writeln!(report, "\n> {}", escaped(paragraph));
    }
}

/// The quotation with its document and paragraph.
fn place(session: &Session, texts: &[Document], anchor: &Anchor) -> String {
    let text = texts.iter().find(|text| text.id == anchor.document);
    let paragraph = text.map_or(String::new(), |text| {
        format!(" ¶ {}", text.paragraph_number(anchor.span.start()))
    });
    let words: Vec<_> = anchor.quote.split_whitespace().collect();
    format!(
        "{}{paragraph}: “{}”",
        letter(session, anchor.document),
        escaped(&words.join(" "))
    )
}

fn letter(session: &Session, id: DocumentId) -> String {
    let before = session
        .documents
        .iter()
        .take_while(|record| record.id < id)
        .count();
    crate::session::letter(before)
}

/// Text in which nothing is markup and nothing is hidden.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in Visible::of(text).as_str().chars() {
        if matches!(
            character,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|'
        ) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
