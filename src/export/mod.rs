//! Sessions as documents for others to read, one file a format.

mod html;
mod json;
mod markdown;
mod report;

use std::path::Path;

use crate::session::{Scale, Session};
use crate::text::Document;
use report::Report;

/// What a report is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Markdown (`CommonMark` with tables).
    #[default]
    Markdown,
    /// One JSON object, offsets in Unicode code points.
    Json,
    /// One HTML file that needs nothing else, without scripts.
    Html,
}

impl Format {
    /// The format that a file's name asks for: Markdown where it asks for none.
    pub fn of(path: &Path) -> Self {
        let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
        match extension.to_str() {
            Some("json") => Self::Json,
            Some("html" | "htm") => Self::Html,
            _ => Self::Markdown,
        }
    }
}

/// The report of a session: every claim with its verdict, places, evidence and notes. `texts` are
/// the documents that could be read; without a text its quotations have no paragraph and no offsets.
pub fn report(session: &Session, scale: &Scale, texts: &[Document], format: Format) -> String {
    let report = Report::new(session, scale, texts);
    match format {
        Format::Markdown => markdown::write(&report),
        Format::Json => json::write(&report),
        Format::Html => html::write(&report),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_name_asks_for_its_format() {
        for (name, format) in [
            ("report.html", Format::Html),
            ("REPORT.HTM", Format::Html),
            ("report.json", Format::Json),
            ("report.md", Format::Markdown),
            ("report", Format::Markdown),
        ] {
            assert_eq!(Format::of(Path::new(name)), format, "{name}");
        }
    }
}
