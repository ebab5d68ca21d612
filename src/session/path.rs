//! How the path of a source is written: as it is, with `/` between its parts; a path that is not
//! valid Unicode as `percent:` and its bytes, those outside of printable ASCII as `%` and two
//! hexadecimal digits.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, Serializer, de};

const ENCODED: &str = "percent:";

/// Writes a path.
pub fn serialize<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    match path.to_str() {
        Some(plain) if !plain.starts_with(ENCODED) => serializer.collect_str(&with_slashes(plain)),
        _ => serializer.collect_str(&encode(path)),
    }
}

/// Reads a path.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<PathBuf, D::Error> {
    let written = String::deserialize(deserializer)?;
    match written.strip_prefix(ENCODED) {
        Some(encoded) => decode(encoded).ok_or_else(|| {
            de::Error::custom(format!(
                "\"{written}\" has a % without two hexadecimal digits"
            ))
        }),
        None => Ok(PathBuf::from(written)),
    }
}

/// Windows accepts `/` as well, and a session should open on both sides.
fn with_slashes(plain: &str) -> String {
    if cfg!(windows) {
        plain.replace('\\', "/")
    } else {
        plain.to_owned()
    }
}

fn encode(path: &Path) -> String {
    let mut written = ENCODED.to_owned();
    for &byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_graphic() && byte != b'%' {
            written.push(char::from(byte));
        } else {
            // Writing into a string cannot fail.
            let _ = write!(written, "%{byte:02x}");
        }
    }
    written
}

fn decode(encoded: &str) -> Option<PathBuf> {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    Some(from_bytes(bytes))
}

#[cfg(unix)]
fn from_bytes(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(bytes).into()
}

#[cfg(not(unix))]
fn from_bytes(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::ffi::OsStringExt;

    use proptest::prelude::*;

    use crate::session::Source;

    proptest! {
        #[test]
        fn any_path_is_read_as_it_is_written(bytes: Vec<u8>, marked: bool) {
            let mut name = if marked { b"percent:".to_vec() } else { vec![] };
            name.extend(bytes);
            let path = std::path::PathBuf::from(std::ffi::OsString::from_vec(name));
            let source = Source::File(path);
            let written = ron::to_string(&source).unwrap();
            prop_assert_eq!(ron::from_str(&written), Ok(source));
        }
    }
}
