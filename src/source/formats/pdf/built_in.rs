//! Reading a PDF with the crate `pdf-extract`. It panics on files that are broken in ways that it does
//! not expect; the child process is there for that.

use pdf_extract::{Document, Object};

use super::{Found, card};
use crate::source::extract::Unreadable;

/// The text and the card of a file.
///
/// # Errors
/// When it is locked or broken.
pub fn read(bytes: &[u8]) -> Result<Found, Unreadable> {
    let pages = pdf_extract::extract_text_from_mem_by_pages(bytes)
        .map_err(|error| Unreadable::Why(format!("it cannot be read ({error})")))?;
    let document = Document::load_mem(bytes).ok();
    let field = |name: &str| {
        let document = document.as_ref()?;
        let info = document.trailer.get(b"Info").ok()?;
        let (_, info) = document.dereference(info).ok()?;
        match info.as_dict().ok()?.get(name.as_bytes()).ok()? {
            Object::String(bytes, _) => Some(text(bytes)),
            _ => None,
        }
    };
    Ok(Found {
        pages,
        card: card(field),
        by: "pdf-extract 0.12".to_owned(),
    })
}

/// A text string (ISO 32000-1, 7.9.2.2): UTF-16 with a mark, else nearly Latin-1.
fn text(bytes: &[u8]) -> String {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0.into_owned(),
        None => encoding_rs::mem::decode_latin1(bytes).into_owned(),
    }
}
