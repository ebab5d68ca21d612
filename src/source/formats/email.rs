//! E-mails (RFC 5322 with MIME), and web pages that a browser saved in the form of one (MHTML): the
//! text of the message below its headers, or the article of the page. Attachments are named.

use mail_parser::{Address, DateTime, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::html;
use crate::source::extract::{Asked, Unreadable};
use crate::source::{Extracted, LeftOut};
use crate::text::Card;

/// What takes messages apart, as it is told.
const PARSER: &str = "mail-parser 0.11";

/// Reads a message.
///
/// # Errors
/// When it has no text.
pub fn read(bytes: &[u8], asked: &Asked) -> Result<Extracted, Unreadable> {
    let message = MessageParser::default()
        .parse(bytes)
        .ok_or_else(|| Unreadable::Why("it has no headers".into()))?;
    let saved_from = header(&message, "Snapshot-Content-Location");
    let extracted = if saved_from.is_some() {
        saved_page(&message, asked, saved_from)?
    } else {
        letter(&message)?
    };
    Ok(Extracted {
        by: format!("{}, {PARSER}", super::OURSELVES),
        ..extracted
    })
}

/// A page that a browser saved with all its parts.
fn saved_page(
    message: &Message,
    asked: &Asked,
    saved_from: Option<String>,
) -> Result<Extracted, Unreadable> {
    let page = message
        .parts
        .iter()
        .find_map(|part| html_of(part))
        .ok_or_else(|| Unreadable::Why("it holds no page".into()))?;
    let mut extracted = html::of_text(page, asked.whole_page)?;
    extracted.card.address = extracted.card.address.or(saved_from);
    extracted.card.accessed = message.date().map(|date| day_of(&date.to_rfc3339()));
    Ok(extracted)
}

fn letter(message: &Message) -> Result<Extracted, Unreadable> {
    let mut extracted = body(message)?;
    let attached = message.attachments().map(|part| attachment(part));
    extracted.left_out.extend(attached);
    extracted.text = format!("{}\n{}", head(message), extracted.text);
    extracted.card = Card {
        title: message.subject().map(str::to_owned),
        author: message.from().map(|from| names(from)),
        publisher: header(message, "Organization"),
        published: message.date().map(DateTime::to_rfc3339),
        language: extracted.card.language,
        ..Card::default()
    };
    Ok(extracted)
}

/// The lines above a letter that readers know it by.
fn head(message: &Message) -> String {
    let date = message.date().map(DateTime::to_rfc822);
    [
        ("From", message.from().map(|from| written(from))),
        ("To", message.to().map(|to| written(to))),
        ("Cc", message.cc().map(|cc| written(cc))),
        ("Date", date),
        ("Subject", message.subject().map(str::to_owned)),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some(format!("{name}: {}\n", one_line(&value?))))
    .collect()
}

/// The text of a letter: as text where there is one, else as a page.
fn body(message: &Message) -> Result<Extracted, Unreadable> {
    let plain: Vec<&str> = message
        .text_bodies()
        .filter_map(|part| match &part.body {
            PartType::Text(text) => Some(text.as_ref()),
            _ => None,
        })
        .collect();
    let pages: Vec<&str> = message
        .html_bodies()
        .filter_map(|part| html_of(part))
        .collect();
    let text = plain.join("\n").replace("\r\n", "\n");
    if !text.trim().is_empty() {
        let again = pages
            .iter()
            .map(|_| LeftOut::named("the same message as a web page"));
        return Ok(Extracted {
            left_out: again.collect(),
            text,
            ..Extracted::default()
        });
    }
    let mut extracted = Extracted::default();
    for page in pages {
        let read = html::of_text(page, true)?;
        extracted.text.push_str(&read.text);
        extracted.left_out.extend(read.left_out);
        extracted.links.extend(read.links);
        extracted.card.language = extracted.card.language.or(read.card.language);
    }
    Ok(extracted)
}

fn html_of<'m>(part: &'m MessagePart) -> Option<&'m str> {
    match &part.body {
        PartType::Html(html) => Some(html.as_ref()),
        _ => None,
    }
}

fn attachment(part: &MessagePart) -> LeftOut {
    if let PartType::Message(inner) = &part.body {
        let subject = inner.subject().unwrap_or("without a subject");
        return LeftOut::text("an attached message", subject);
    }
    let kind = part.content_type().map_or_else(
        || "of an unknown kind".to_owned(),
        |kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or("*")),
    );
    let what = format!("an attachment ({kind}, {} bytes)", part.len());
    LeftOut::text(what, part.attachment_name().unwrap_or("without a name"))
}

fn header(message: &Message, name: &str) -> Option<String> {
    let value = message.header_raw(name)?.trim();
    (!value.is_empty()).then(|| one_line(value))
}

/// The names of people, with commas between; the address of one without a name.
fn names(address: &Address) -> String {
    let names: Vec<&str> = address
        .iter()
        .filter_map(|one| one.name().or(one.address()))
        .collect();
    names.join(", ")
}

/// Names and addresses as letters write them.
fn written(address: &Address) -> String {
    let all: Vec<String> = address
        .iter()
        .filter_map(|one| match (one.name(), one.address()) {
            (Some(name), Some(address)) => Some(format!("{name} <{address}>")),
            (name, address) => name.or(address).map(str::to_owned),
        })
        .collect();
    all.join(", ")
}

fn one_line(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

fn day_of(moment: &str) -> String {
    moment.get(..10).unwrap_or(moment).to_owned()
}
