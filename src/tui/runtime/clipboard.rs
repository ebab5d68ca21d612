//! The clipboard of the terminal that one sits at, also over a network: xterm's `OSC 52`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The most that can be copied, in bytes: terminals take a sequence of 100,000 bytes, of which
/// base64 and its frame leave this (hterm's `osc52.sh`).
pub const MOST: usize = 74_994;

/// More was to be copied than terminals take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "terminals take no more than {MOST} bytes to copy, and this is {length}; copy a part of it"
)]
pub struct TooLong {
    /// How long it is, in bytes.
    pub length: usize,
}

/// The sequence that makes a terminal copy a text.
///
/// # Errors
///
/// The text is longer than terminals take; nothing is cut off silently.
pub fn sequence(text: &str) -> Result<String, TooLong> {
    match text.len() {
        0..=MOST => Ok(format!("\x1b]52;c;{}\x07", STANDARD.encode(text))),
        length => Err(TooLong { length }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_copied_whole_or_not_at_all() {
        assert_eq!(sequence("só").unwrap(), "\x1b]52;c;c8Oz\x07");
        let most = "x".repeat(MOST);
        assert!(sequence(&most).unwrap().len() <= 100_000);
        assert_eq!(
            sequence(&format!("{most}x")),
            Err(TooLong { length: MOST + 1 })
        );
    }
}
