//! SHA-256 (FIPS 180-4) of texts and files, by which they are known.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize, de};
use sha2::{Digest, Sha256};

/// A SHA-256, written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 32]);

impl Hash {
    /// The hash of some bytes.
    pub fn of(bytes: impl AsRef<[u8]>) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The hash of several pieces of bytes, one after the other.
    pub fn of_all<'b>(pieces: impl IntoIterator<Item = &'b [u8]>) -> Self {
        let mut hasher = Sha256::new();
        for piece in pieces {
            hasher.update(piece);
        }
        Self(hasher.finalize().into())
    }
}

/// The hexadecimal digit of a number below 16.
fn digit(number: u8) -> u8 {
    match number {
        0..=9 => b'0' + number,
        _ => b'a' + (number - 10),
    }
}

/// The number of a lower-case hexadecimal digit.
fn value(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut written = [0; 64];
        for (pair, byte) in written.chunks_exact_mut(2).zip(self.0) {
            if let [high, low] = pair {
                (*high, *low) = (digit(byte >> 4), digit(byte & 15));
            }
        }
        f.write_str(std::str::from_utf8(&written).unwrap_or_default())
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Hash {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let wrong = || format!("\"{written}\" is no SHA-256: it has 64 digits from 0 to f");
        if written.len() != 64 {
            return Err(wrong());
        }
        let mut bytes = [0; 32];
        let mut digits = written.bytes().map(value);
        for byte in &mut bytes {
            let (high, low) = (digits.next().flatten(), digits.next().flatten());
            *byte = high
                .zip(low)
                .map(|(high, low)| high << 4 | low)
                .ok_or_else(wrong)?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for Hash {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_read_as_it_is_written() {
        let hash = Hash::of("abc");
        // The example of FIPS 180-4, appendix B.1 of its first edition.
        let written = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hash.to_string(), written);
        assert_eq!(written.parse(), Ok(hash));
        assert_eq!(Hash::of_all([&b"a"[..], b"bc"]), hash);
        assert!("BA".parse::<Hash>().is_err());
        assert!(written.to_uppercase().parse::<Hash>().is_err());
    }
}
