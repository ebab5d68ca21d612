//! Encodings by name.

use std::fmt;
use std::str::FromStr;

use encoding_rs::Encoding;

/// An encoding of characters: one that browsers know, or UTF-32, which they do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// One of the WHATWG Encoding Standard.
    Known(&'static Encoding),
    /// UTF-32, the least significant byte first.
    Utf32Le,
    /// UTF-32, the most significant byte first.
    Utf32Be,
}

impl Charset {
    /// UTF-8.
    pub const UTF_8: Self = Self::Known(encoding_rs::UTF_8);

    /// Its name, as it is shown and stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Known(encoding) => encoding.name(),
            Self::Utf32Le => "UTF-32LE",
            Self::Utf32Be => "UTF-32BE",
        }
    }

    /// The encoding that a byte order mark names, and how long the mark is. UTF-32's first mark
    /// begins like UTF-16's, so it is looked for first.
    pub fn of_mark(bytes: &[u8]) -> Option<(Self, usize)> {
        if bytes.starts_with(b"\xff\xfe\0\0") && bytes.len().is_multiple_of(4) {
            Some((Self::Utf32Le, 4))
        } else if bytes.starts_with(b"\0\0\xfe\xff") {
            Some((Self::Utf32Be, 4))
        } else {
            Encoding::for_bom(bytes).map(|(encoding, length)| (Self::Known(encoding), length))
        }
    }

    /// The characters of the bytes, without a mark of this encoding at their start; what cannot be
    /// decoded is `U+FFFD`.
    pub fn decode(self, bytes: &[u8]) -> String {
        let skip = match Self::of_mark(bytes) {
            Some((marked, length)) if marked == self => length,
            _ => 0,
        };
        let rest = bytes.get(skip..).unwrap_or_default();
        match self {
            Self::Known(encoding) => encoding.decode_without_bom_handling(rest).0.into_owned(),
            Self::Utf32Le => utf32(rest, u32::from_le_bytes),
            Self::Utf32Be => utf32(rest, u32::from_be_bytes),
        }
    }
}

fn utf32(bytes: &[u8], number: impl Fn([u8; 4]) -> u32) -> String {
    bytes
        .chunks(4)
        .map(|four| {
            let four = four.try_into().ok();
            four.map(&number)
                .and_then(char::from_u32)
                .unwrap_or(char::REPLACEMENT_CHARACTER)
        })
        .collect()
}

impl fmt::Display for Charset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that no encoding has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{0}\" is no encoding that is known. Names are those of web pages, such as UTF-8, UTF-16LE, \
     windows-1252, ISO-8859-2, KOI8-R, Shift_JIS, EUC-JP, GB18030, Big5, EUC-KR, and UTF-32LE"
)]
pub struct UnknownCharset(String);

impl FromStr for Charset {
    type Err = UnknownCharset;

    /// Any of the names that web pages use, in any case: `latin1` as well as `windows-1252`.
    fn from_str(name: &str) -> Result<Self, UnknownCharset> {
        match name.trim().to_ascii_uppercase().as_str() {
            "UTF-32LE" | "UTF-32" => Ok(Self::Utf32Le),
            "UTF-32BE" => Ok(Self::Utf32Be),
            _ => Encoding::for_label(name.as_bytes())
                .map(Self::Known)
                .ok_or_else(|| UnknownCharset(name.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_web_pages() {
        assert_eq!(
            "latin1".parse::<Charset>().map(Charset::name),
            Ok("windows-1252")
        );
        assert_eq!(
            "utf-32be".parse::<Charset>().map(Charset::name),
            Ok("UTF-32BE")
        );
        assert!("klingon".parse::<Charset>().is_err());
    }

    #[test]
    fn utf32_is_decoded_and_its_faults_are_replaced() {
        let bytes = b"\xff\xfe\0\0\xe9\0\0\0\0\xd8\0\0a\0\0\0";
        assert_eq!(Charset::of_mark(bytes), Some((Charset::Utf32Le, 4)));
        assert_eq!(Charset::Utf32Le.decode(bytes), "é\u{fffd}a");
        assert_eq!(Charset::Utf32Be.decode(b"\0\0\0a\0\0\0"), "a\u{fffd}");
    }
}
