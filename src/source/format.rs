//! What kind of file it is: told by its content first, by its name where the content leaves it open.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use memchr::memmem;
use serde::{Deserialize, Serialize};

use super::{Charset, NotText};

/// A kind of file that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Plain text, Markdown among it.
    Plain,
    /// A web page.
    Html,
    /// PDF.
    Pdf,
    /// A document of Word.
    Docx,
    /// An `OpenDocument` text.
    Odt,
    /// A book.
    Epub,
    /// Rich Text Format.
    Rtf,
    /// An e-mail, or a web page saved in the form of one.
    Eml,
    /// A transcript with times.
    Subtitles,
}

impl Format {
    /// All kinds.
    pub const ALL: [Self; 9] = [
        Self::Plain,
        Self::Html,
        Self::Pdf,
        Self::Docx,
        Self::Odt,
        Self::Epub,
        Self::Rtf,
        Self::Eml,
        Self::Subtitles,
    ];

    /// The kind of a file with these bytes and this name.
    ///
    /// # Errors
    /// A kind of archive that cannot be read.
    pub fn of(bytes: &[u8], name: &str) -> Result<Self, NotText> {
        if bytes.starts_with(b"PK\x03\x04") {
            return of_package(bytes);
        }
        let start = Start::of(bytes);
        let ending = ending(name);
        let is_called = |names: &[&str]| names.contains(&ending.as_str());
        Ok(if start.is_pdf() {
            Self::Pdf
        } else if start.0.starts_with("{\\rtf") {
            Self::Rtf
        } else if start.is_page()
            || (is_called(&["html", "htm", "xhtml", "shtml"]) && start.has_tag())
        {
            Self::Html
        } else if start.is_mail() || (is_called(&["eml", "mht", "mhtml"]) && start.has_headers()) {
            Self::Eml
        } else if start.is_transcript() {
            Self::Subtitles
        } else {
            Self::Plain
        })
    }

    /// Its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Epub => "epub",
            Self::Rtf => "rtf",
            Self::Eml => "eml",
            Self::Subtitles => "subtitles",
        }
    }

    /// What such a file is called.
    pub fn words(self) -> &'static str {
        match self {
            Self::Plain => "plain text",
            Self::Html => "web page",
            Self::Pdf => "PDF",
            Self::Docx => "Word document",
            Self::Odt => "OpenDocument text",
            Self::Epub => "EPUB book",
            Self::Rtf => "rich text (RTF)",
            Self::Eml => "e-mail",
            Self::Subtitles => "transcript",
        }
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|format| format.name() == name)
            .ok_or_else(|| format!("\"{name}\" is no kind of file that can be read"))
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

/// How a name ends, in lower case, without the dot.
pub(super) fn ending(name: &str) -> String {
    Path::new(name)
        .extension()
        .map(|ending| ending.to_string_lossy().to_ascii_lowercase())
        .unwrap_or_default()
}

/// The kind of a file that is a ZIP archive inside: some say it in their first part, the others have
/// parts of certain names, which stand at the beginning and in the list at the end.
fn of_package(bytes: &[u8]) -> Result<Format, NotText> {
    let first = bytes.get(30..200).unwrap_or_default();
    let says = |kind: &str| first.starts_with(format!("mimetype{kind}").as_bytes());
    let list = bytes.len().saturating_sub(256 * 1024);
    let ends = [
        bytes.get(..64 * 1024).unwrap_or(bytes),
        bytes.get(list..).unwrap_or(bytes),
    ];
    let has = |part: &str| {
        ends.iter()
            .any(|end| memmem::find(end, part.as_bytes()).is_some())
    };
    if says("application/epub+zip") || has("META-INF/container.xml") {
        Ok(Format::Epub)
    } else if says("application/vnd.oasis.opendocument.text") {
        Ok(Format::Odt)
    } else if says("application/vnd.oasis.opendocument") {
        Err(NotText::Known(
            "an office document without a text, such as a spreadsheet",
        ))
    } else if has("word/document") {
        Ok(Format::Docx)
    } else if has("xl/workbook") {
        Err(NotText::Known("a spreadsheet"))
    } else if has("ppt/presentation") {
        Err(NotText::Known("a presentation"))
    } else {
        Err(NotText::Known(
            "a ZIP archive whose name does not end with .zip",
        ))
    }
}

/// How much of a file is looked at, in bytes.
const START: usize = 4096;

/// The beginning of a file as characters, in lower case, whatever its encoding: good enough to
/// find ASCII words in.
struct Start(String);

impl Start {
    fn of(bytes: &[u8]) -> Self {
        let (charset, skip) = Charset::of_mark(bytes).unwrap_or((Charset::UTF_8, 0));
        let bytes = bytes.get(skip..).unwrap_or_default();
        let bytes = bytes.get(..START).unwrap_or(bytes);
        // Without a mark, UTF-16 shows by its zero bytes; they are in the way of words only.
        let mut text = charset.decode(bytes);
        if text.contains('\0') {
            text = text.replace('\0', "");
        }
        Self(text.to_lowercase())
    }

    /// Whether the mark of PDF stands near the beginning, as the programs that read it allow.
    fn is_pdf(&self) -> bool {
        let start = self.0.as_bytes();
        let start = start.get(..1024 + 7).unwrap_or(start);
        let find = |mark: &str| memmem::find(start, mark.as_bytes());
        let at = find("%pdf-1.").or_else(|| find("%pdf-2."));
        // Text about PDF would say something before it.
        let before = at.and_then(|at| self.0.get(..at));
        before.is_some_and(|before| !before.contains(char::is_alphabetic))
    }

    /// Whether it begins as only web pages do, perhaps after comments and declarations.
    fn is_page(&self) -> bool {
        let mut rest = self.0.trim_start();
        loop {
            let end = if rest.starts_with("<!--") {
                "-->"
            } else if rest.starts_with("<?xml") {
                "?>"
            } else {
                break;
            };
            let Some((_, behind)) = rest.split_once(end) else {
                // A long comment before the page: the word that all pages have must do.
                return rest.contains("<html");
            };
            rest = behind.trim_start();
        }
        ["<!doctype html", "<html", "<head", "<body"]
            .iter()
            .any(|word| rest.starts_with(word))
    }

    /// Whether there is something like a tag.
    fn has_tag(&self) -> bool {
        self.0.match_indices('<').any(|(at, _)| {
            let next = self.0.get(at + 1..).and_then(|rest| rest.chars().next());
            next.is_some_and(|c| c.is_ascii_alphabetic() || c == '!' || c == '/')
        })
    }

    /// The names of the header fields that it begins with.
    fn headers(&self) -> Vec<&str> {
        self.0
            .lines()
            .take_while(|line| !line.is_empty())
            .filter(|line| !line.starts_with([' ', '\t']))
            .map_while(|line| {
                let (name, _) = line.split_once(':')?;
                let is_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
                is_name.then_some(name)
            })
            .collect()
    }

    fn has_headers(&self) -> bool {
        !self.headers().is_empty()
    }

    /// Whether it begins with the headers of a message that was sent, and not only with lines that a
    /// writer put above a text.
    fn is_mail(&self) -> bool {
        let headers = self.headers();
        let has = |name: &str| headers.contains(&name);
        has("from") && (has("message-id") || has("mime-version") || has("received"))
    }

    /// Whether it begins with a time, as subtitles do.
    fn is_transcript(&self) -> bool {
        let mut lines = self
            .0
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty());
        let first = lines.next().unwrap_or_default();
        if first == "webvtt" || first.starts_with("webvtt ") {
            return true;
        }
        let is_number = !first.is_empty() && first.bytes().all(|b| b.is_ascii_digit());
        let second = lines.next().unwrap_or_default();
        is_number && second.contains("-->") && second.starts_with(|c: char| c.is_ascii_digit())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_by_how_they_begin_and_else_by_name_and_tags() {
        let of = |text: &str, name| Format::of(text.as_bytes(), name).unwrap();
        assert_eq!(of("\u{feff}\n<!DOCTYPE HTML PUBLIC", "x"), Format::Html);
        assert_eq!(of("<!-- saved --><html>", "x.txt"), Format::Html);
        assert_eq!(of("<p>A paragraph", "x.html"), Format::Html);
        assert_eq!(of("1 < 2", "x.html"), Format::Plain);
        assert_eq!(of("How to write <html>", "x.md"), Format::Plain);
        let wide: Vec<u8> = "<html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(Format::of(&wide, "x"), Ok(Format::Html));
    }

    #[test]
    fn other_kinds_are_told_by_how_they_begin() {
        let of = |text: &str, name| Format::of(text.as_bytes(), name).unwrap();
        assert_eq!(of("%PDF-1.7\n", "x.txt"), Format::Pdf);
        assert_eq!(of("The mark %PDF-1.7 says", "x"), Format::Plain);
        assert_eq!(of("{\\rtf1 x}", "x.doc"), Format::Rtf);
        assert_eq!(
            of("1\n00:00:01,000 --> 00:00:02,000\nHi\n", "x"),
            Format::Subtitles
        );
        assert_eq!(of("WEBVTT\n\n", "x"), Format::Subtitles);
        assert_eq!(
            of("From: a\nTo: b\nMIME-Version: 1.0\n\nHi", "x"),
            Format::Eml
        );
        assert_eq!(of("From: our reporter\n\nPANAMA", "x.txt"), Format::Plain);
        assert_eq!(of("From: a\n\nHi", "x.eml"), Format::Eml);
    }
}
