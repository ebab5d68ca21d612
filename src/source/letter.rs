//! What is attached to an e-mail.
//!
//! The e-mail is taken apart in this process: by safe Rust alone, and only where its parts do not lie
//! deep inside one another.

use std::collections::HashSet;

use mail_parser::{MessageParser, MessagePart, MimeHeaders, PartType};
use memchr::memmem;

use super::format::ending;

/// How many parts of an e-mail that hold others are looked into.
const NESTED: usize = 64;

/// How many attachments of one e-mail are taken in.
const ATTACHED: usize = 1000;

/// The attachments of an e-mail that may be texts, by names that are each given once.
pub fn attached(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let holders = [b"multipart/".as_slice(), b"message/rfc822"]
        .iter()
        .map(|kind| memmem::find_iter(bytes, kind).take(NESTED + 1).count())
        .sum::<usize>();
    if holders == 0 || holders > NESTED {
        return vec![];
    }
    let Some(message) = MessageParser::default().parse(bytes) else {
        return vec![];
    };
    let mut given = HashSet::new();
    let parts = message.attachments().take(ATTACHED).zip(1..);
    parts
        .filter(|(part, _)| !is_of_another_kind(part))
        .map(|(part, number)| {
            let mut name = name(part, number);
            if !given.insert(name.clone()) {
                name = format!("{number}-{name}");
                given.insert(name.clone());
            }
            (name, content(part))
        })
        .collect()
}

/// Pictures, sounds and films.
fn is_of_another_kind(part: &MessagePart) -> bool {
    part.content_type()
        .is_some_and(|kind| matches!(kind.ctype(), "image" | "audio" | "video"))
}

/// What a part is called, as the name of a file that leads nowhere else.
fn name(part: &MessagePart, number: usize) -> String {
    let given = match &part.body {
        PartType::Message(inner) => inner.subject(),
        _ => part.attachment_name(),
    };
    let given: String = given
        .unwrap_or_default()
        .chars()
        .map(|c| {
            if matches!(c, '/' | '\\' | '\0') {
                '_'
            } else {
                c
            }
        })
        .take(120)
        .collect();
    let given = match given.trim() {
        "" | "." | ".." => format!("attachment {number}"),
        given => given.to_owned(),
    };
    match &part.body {
        PartType::Message(_) if ending(&given) != "eml" => format!("{given}.eml"),
        PartType::Html(_) if !given.contains('.') => format!("{given}.html"),
        _ => given,
    }
}

fn content(part: &MessagePart) -> Vec<u8> {
    match &part.body {
        PartType::Message(inner) => inner.raw_message().to_vec(),
        _ => part.contents().to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attachments_have_a_name_of_their_own_that_leads_nowhere() {
        let part = |head: &str, body: &str| format!("--x\r\n{head}\r\n\r\n{body}\r\n");
        let file =
            "Content-Type: text/plain\r\nContent-Disposition: attachment; filename=\"../a.txt\"";
        let letter = [
            "From: a@b\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
                .to_owned(),
            part("Content-Type: text/plain", "The letter."),
            part(file, "one"),
            part(file, "two"),
            part(
                "Content-Type: image/png\r\nContent-Disposition: attachment; filename=p.png",
                "png",
            ),
            part(
                "Content-Type: message/rfc822\r\nContent-Disposition: attachment",
                "From: c@d\r\nSubject: Inner\r\n\r\nInside.",
            ),
            "--x--\r\n".to_owned(),
        ]
        .concat();
        let found = attached(letter.as_bytes());
        let names: Vec<_> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, [".._a.txt", "2-.._a.txt", "Inner.eml"]);
        assert!(found[0].1.starts_with(b"one"));
        assert!(found[2].1.starts_with(b"From: c@d"));
        assert_eq!(attached(b"From: a\n\nnothing"), []);
        let deep = letter.replace("multipart/mixed", &"multipart/mixed ".repeat(100));
        assert_eq!(attached(deep.as_bytes()), []);
    }
}
