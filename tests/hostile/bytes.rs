//! What a program sends to a terminal, told apart: text, and the sequences that crossterm makes.

use std::collections::BTreeSet;

/// What is wrong with what was sent; nothing where it is all text and known sequences.
pub fn wrong(sent: &[u8]) -> BTreeSet<String> {
    let sent = String::from_utf8_lossy(sent);
    let mut wrong = BTreeSet::new();
    let mut rest = &*sent;
    while let Some(c) = rest.chars().next() {
        let length = if c == '\x1b' { sequence(rest) } else { 0 };
        if length > 0 {
            rest = &rest[length..];
            continue;
        }
        if c.is_control() || is_unseen(c) {
            let context: String = rest.chars().take(12).collect();
            wrong.insert(format!("{context:?}"));
        }
        rest = &rest[c.len_utf8()..];
    }
    wrong
}

/// The length of a sequence that the program has reason to send: to place the cursor, to style, to
/// clear, to set the modes that it sets, to ask for the ground, to copy.
fn sequence(text: &str) -> usize {
    if let Some(rest) = text.strip_prefix("\x1b[") {
        let end = rest.find(|c: char| !matches!(c, '0'..='9' | ';' | ':' | '?' | '>' | '<' | '='));
        let Some(end) = end else { return 0 };
        let known = [
            "H", "m", "J", "K", "h", "l", "A", "B", "C", "D", "c", "u", "X",
        ];
        let last = &rest[end..];
        return match known.iter().find(|known| last.starts_with(**known)) {
            Some(last) => 2 + end + last.len(),
            None => 0,
        };
    }
    for start in ["\x1b]11;?", "\x1b]10;?", "\x1b]52;c;"] {
        if let Some(rest) = text.strip_prefix(start) {
            let payload = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "+/=".contains(c)));
            let end = payload.unwrap_or(rest.len());
            let last = ["\x07", "\x1b\\"]
                .into_iter()
                .find(|last| rest[end..].starts_with(last));
            return last.map_or(0, |last| start.len() + end + last.len());
        }
    }
    0
}

/// Characters that no reader sees or that turn the writing around, by themselves; those that honest
/// texts need are in no hostile document.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}'
        | '\u{200b}' | '\u{200e}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{fff9}'..='\u{fffc}' | '\u{fffe}'..='\u{ffff}'
        | '\u{e000}'..='\u{f8ff}' | '\u{e0001}'..='\u{e00ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Whether what a command printed holds nothing but text and line ends.
pub fn is_plain(printed: &str) -> bool {
    !printed
        .chars()
        .any(|c| c.is_control() && c != '\n' || is_unseen(c))
}
