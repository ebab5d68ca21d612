//! The readers: one file or folder a kind of file.

mod core_properties;
mod dates;
pub mod docx;
pub mod email;
pub mod epub;
pub mod html;
pub mod odt;
mod package;
pub mod pdf;
pub mod plain;
pub mod rtf;
pub mod subtitles;
mod writer;
mod xml;

/// The program itself, as what did the work.
pub(super) const OURSELVES: &str = concat!("crosscheck ", env!("CARGO_PKG_VERSION"));
