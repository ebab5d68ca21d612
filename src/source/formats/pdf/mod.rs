//! PDF: its text in the order of reading, a form feed before each page but the first, so that every
//! place in the text has its page ([`crate::text::Document::locator`]).
//!
//! `pdftotext` (Poppler) is used where it is installed, since nothing reads more files better; else
//! `pdf-extract`, where it is built in.

#[cfg(feature = "pdf")]
mod built_in;
mod poppler;

use super::dates::iso;
use crate::source::extract::Unreadable;
use crate::source::{Extracted, LeftOut};
use crate::text::Card;

/// What one of the readers finds in a file.
#[derive(Debug, Default)]
struct Found {
    /// The text of each page.
    pages: Vec<String>,
    /// What the file says of itself.
    card: Card,
    /// What read it.
    by: String,
}

/// Reads a file.
///
/// # Errors
/// When it is locked, broken, or has no text.
pub fn read(bytes: &[u8]) -> Result<Extracted, Unreadable> {
    let found = match poppler::read(bytes) {
        Some(found) => found?,
        None => built_in(bytes)?,
    };
    let empty = found
        .pages
        .iter()
        .filter(|page| page.trim().is_empty())
        .count();
    let all = found.pages.len();
    if empty == all {
        return Err(Unreadable::Why(format!(
            "its {all} pages hold no text: they are pictures, which have to be recognised first"
        )));
    }
    let pictures = (empty > 0).then(|| {
        LeftOut::named(format!(
            "{empty} of {all} pages, which hold no text but may be pictures"
        ))
    });
    Ok(Extracted {
        text: joined(&found.pages),
        card: found.card,
        by: found.by,
        left_out: pictures.into_iter().collect(),
        ..Extracted::default()
    })
}

#[cfg(feature = "pdf")]
fn built_in(bytes: &[u8]) -> Result<Found, Unreadable> {
    built_in::read(bytes)
}

#[cfg(not(feature = "pdf"))]
fn built_in(_: &[u8]) -> Result<Found, Unreadable> {
    Err(Unreadable::Why(
        "there is no program to read it with: install pdftotext (poppler-utils)".into(),
    ))
}

/// The pages as one text. A page begins on a line of its own, behind a form feed.
fn joined(pages: &[String]) -> String {
    let mut text = String::new();
    for (at, page) in pages.iter().enumerate() {
        if at > 0 {
            text.push_str("\n\u{c}");
        }
        text.push_str(page.trim_matches(['\n', '\r', '\u{c}']));
        text.push('\n');
    }
    text
}

/// A moment as PDF writes it (ISO 32000-1, 7.9.4): `D:20240701103000-05'00'`.
fn moment(written: &str) -> Option<String> {
    let digits = written.strip_prefix("D:").unwrap_or(written);
    let end = digits
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(digits.len());
    let (digits, zone) = digits.split_at_checked(end)?;
    let part = |from: usize, to: usize| digits.get(from..to);
    let day = format!("{}-{}-{}", part(0, 4)?, part(4, 6)?, part(6, 8)?);
    let zone = zone.replace('\'', "");
    match (part(8, 10), part(10, 12), part(12, 14)) {
        (Some(hour), Some(minute), second) => {
            let second = second.unwrap_or("00");
            iso(&format!("{day}T{hour}:{minute}:{second}{zone}"))
        }
        _ => iso(&day),
    }
}

/// The card of a file from the fields of its information dictionary.
fn card(field: impl Fn(&str) -> Option<String>) -> Card {
    let said = |name: &str| field(name).filter(|value| !value.trim().is_empty());
    // Programs that print put the name of the file here.
    let title = said("Title").filter(|title| {
        let lower = title.to_lowercase();
        let is_file = [".doc", ".docx", ".indd", ".pdf", ".qxd", ".pptx"]
            .iter()
            .any(|ending| lower.ends_with(ending));
        !is_file && !lower.starts_with("microsoft word - ") && lower != "untitled"
    });
    Card {
        title,
        author: said("Author"),
        published: said("CreationDate").as_deref().and_then(moment),
        ..Card::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_begin_behind_form_feeds() {
        let pages = ["one\n\n\u{c}".to_owned(), String::new(), "three".to_owned()];
        assert_eq!(joined(&pages), "one\n\n\u{c}\n\n\u{c}three\n");
    }

    #[test]
    fn moments_are_read_as_pdf_writes_them() {
        for (written, expected) in [
            ("D:20240701103000-05'00'", Some("2024-07-01T10:30:00-05:00")),
            ("D:20240701103000Z", Some("2024-07-01T10:30:00Z")),
            ("D:20240701", Some("2024-07-01")),
            ("D:2024", None),
        ] {
            assert_eq!(moment(written).as_deref(), expected, "{written}");
        }
    }
}
