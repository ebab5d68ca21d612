//! The readers of all kinds of files, behind one function. They run in a child process
//! ([`super::Extractor`]): each is allowed to fail, none to harm the workbench.

use super::{Charset, Extracted, Format, NotText, formats};

/// What is asked of a reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The encoding of the text, where the user names it.
    pub charset: Option<Charset>,
    /// Whether all of a web page is wanted and not its article alone.
    pub whole_page: bool,
}

/// Why a reader cannot read a file that looked like its kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is no text at all.
    #[error(transparent)]
    NotText(#[from] NotText),
    /// It is broken, locked, or beyond a limit; a clause says how.
    #[error("{0}")]
    Why(String),
}

/// Reads a file of this kind.
///
/// # Errors
/// [`Unreadable`], in words.
pub fn extract(format: Format, bytes: Vec<u8>, asked: &Asked) -> Result<Extracted, Unreadable> {
    let extracted = match format {
        Format::Plain => formats::plain::read(bytes, asked),
        Format::Html => formats::html::read(bytes, asked),
        Format::Pdf => formats::pdf::read(&bytes),
        Format::Docx => formats::docx::read(bytes),
        Format::Odt => formats::odt::read(bytes),
        Format::Epub => formats::epub::read(bytes),
        Format::Rtf => formats::rtf::read(&bytes, asked),
        Format::Eml => formats::email::read(&bytes, asked),
        Format::Subtitles => formats::subtitles::read(bytes, asked),
    }?;
    Ok(extracted.bounded())
}
