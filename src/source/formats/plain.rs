//! Plain text and Markdown: as they are.

use crate::source::Extracted;
use crate::source::decode::{decode, decode_as};
use crate::source::extract::{Asked, Unreadable};

/// Decodes a text.
///
/// # Errors
/// Binary data is refused, unless the user names an encoding.
pub fn read(bytes: Vec<u8>, asked: &Asked) -> Result<Extracted, Unreadable> {
    let decoded = match asked.charset {
        Some(charset) => decode_as(&bytes, charset),
        None => decode(bytes)?,
    };
    Ok(Extracted {
        text: decoded.text,
        encoding: Some(decoded.charset.name().to_owned()),
        by: super::OURSELVES.to_owned(),
        ..Extracted::default()
    })
}
