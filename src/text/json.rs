//! JSON in which nothing is hidden: what a terminal interprets, and what nobody sees, is written as
//! an escape, which is the same value to every reader.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;

use super::hidden::{self, Hidden};

/// Writes a value on a line of its own.
///
/// # Errors
/// The output cannot be written to.
#[expect(clippy::disallowed_methods)]
pub fn write_line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let written = serde_json::to_string(value)?;
    out.write_all(escaped(&written).as_bytes())?;
    out.write_all(b"\n")
}

/// A value over several lines, for people to read, too, with a line feed at its end.
///
/// # Errors
/// A map's key is no string, or the value's own `Serialize` fails.
#[expect(clippy::disallowed_methods)]
pub fn over_lines(value: &impl Serialize) -> serde_json::Result<String> {
    let written = serde_json::to_string_pretty(value)?;
    Ok(escaped(&written) + "\n")
}

/// Written JSON with its hidden characters as escapes. All of them stand in strings, since nothing
/// else in JSON is beyond ASCII.
fn escaped(written: &str) -> String {
    let mut safe = String::with_capacity(written.len());
    for c in written.chars() {
        if c == '\x7f' || !c.is_ascii() && is_hidden(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(c);
        }
    }
    safe
}

/// Whether a terminal obeys a character, or nobody sees it; spaces of another kind do no harm.
fn is_hidden(c: char) -> bool {
    hidden::kind(c, None, None).is_some_and(|kind| kind != Hidden::Space)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_escapes_of_the_same_value() {
        let text = "a\u{9b}2J\x1b\x7f\u{202e}\u{200b}\u{e0041}é\u{a0}日\n";
        let mut line = vec![];
        write_line(&mut line, &text).unwrap();
        let written = String::from_utf8(line).unwrap();
        assert_eq!(
            written,
            "\"a\\u009b2J\\u001b\\u007f\\u202e\\u200b\\udb40\\udc41é 日\\n\"\n"
        );
        let read: String = serde_json::from_str(&written).unwrap();
        assert_eq!(read, text);
        assert_eq!(over_lines(&text).unwrap(), written);
    }
}
