//! Rich Text Format 1.9.1, as word processors of all ages write it: its paragraphs, tables and notes.
//! What was deleted or hidden is left out and told.

mod charsets;
mod tokens;

use std::collections::HashMap;

use super::writer::Writer;
use crate::source::extract::{Asked, Unreadable};
use crate::source::{Charset, Extracted, LeftOut, Link};
use crate::text::Card;
use tokens::{Token, Tokens};

/// How many groups may be open at once.
const GROUPS: usize = 100_000;

/// Reads a file.
///
/// # Errors
/// When its groups nest too deep.
pub fn read(bytes: &[u8], asked: &Asked) -> Result<Extracted, Unreadable> {
    let mut reader = Rtf::new(asked.charset);
    for token in Tokens::of(bytes) {
        reader.token(token);
        if reader.groups.len() > GROUPS {
            let what = format!("it nests more than {GROUPS} groups");
            return Err(Unreadable::Why(what));
        }
    }
    Ok(reader.finish())
}

/// Where text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Destination {
    Body,
    /// Nowhere: tables of colours, pictures, what the reader does not know.
    Nowhere,
    Fonts,
    /// What the file says of itself, as a whole and by field.
    Info,
    Title,
    Author,
    Created,
    Note,
    Margin,
    Comment,
    /// The code of a field, which may be a link.
    Code,
}

/// A group: what was said inside of it holds until it ends.
#[derive(Clone, Copy, Debug)]
struct Group {
    destination: Destination,
    charset: Option<Charset>,
    /// How many characters stand for one `\u` in old programs.
    fallback: usize,
    hidden: bool,
    deleted: bool,
}

struct Rtf {
    groups: Vec<Group>,
    group: Group,
    /// The encoding of the document, and whether the user named it.
    charset: Charset,
    named: bool,
    fonts: HashMap<i32, Charset>,
    font: i32,
    /// Whether the next word is one that old programs skip the group of.
    optional: bool,
    /// Bytes of text that are not decoded yet.
    bytes: Vec<u8>,
    /// How many characters are still to be skipped after a `\u`.
    skip: usize,
    /// The first half of a character that takes two `\u`s.
    high: Option<u16>,
    writer: Writer,
    aside: String,
    in_row: bool,
    card: Card,
    created: [Option<i32>; 5],
    notes: Vec<String>,
    left_out: Vec<LeftOut>,
    links: Vec<Link>,
    /// Where the result of a field begins that is a link, and where it leads.
    link: Option<(usize, usize, String)>,
    pictures: usize,
}

impl Rtf {
    fn new(charset: Option<Charset>) -> Self {
        let group = Group {
            destination: Destination::Body,
            charset: None,
            fallback: 1,
            hidden: false,
            deleted: false,
        };
        Self {
            groups: vec![],
            group,
            named: charset.is_some(),
            charset: charset.unwrap_or(Charset::Known(encoding_rs::WINDOWS_1252)),
            fonts: HashMap::new(),
            font: 0,
            optional: false,
            bytes: vec![],
            skip: 0,
            high: None,
            writer: Writer::default(),
            aside: String::new(),
            in_row: false,
            card: Card::default(),
            created: [None; 5],
            notes: vec![],
            left_out: vec![],
            links: vec![],
            link: None,
            pictures: 0,
        }
    }

    fn token(&mut self, token: Token) {
        if !matches!(token, Token::Byte(_)) {
            self.decode();
        }
        match token {
            Token::Open => {
                self.skip = 0;
                self.groups.push(self.group);
            }
            Token::Close => self.close(),
            Token::Byte(_) if self.skip > 0 => self.skip -= 1,
            Token::Byte(byte) => {
                self.optional = false;
                if self.group.destination != Destination::Nowhere {
                    self.bytes.push(byte);
                }
            }
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Word(name, number) => self.word(name, number),
        }
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'*' => self.optional = true,
            b'~' => self.text("\u{a0}"),
            b'_' => self.text("-"),
            b'-' => self.text("\u{ad}"),
            _ => {}
        }
    }

    fn word(&mut self, name: &str, number: Option<i32>) {
        let optional = std::mem::take(&mut self.optional);
        if self.destination(name) || self.character(name, number) || self.layout(name) {
            return;
        }
        let is_on = number != Some(0);
        match name {
            "ansicpg" if !self.named => {
                self.charset = number.and_then(charsets::code_page).unwrap_or(self.charset);
            }
            "mac" if !self.named => {
                self.charset = charsets::code_page(10000).unwrap_or(self.charset);
            }
            "uc" => {
                let count = number.and_then(|count| usize::try_from(count).ok());
                self.group.fallback = count.unwrap_or(1).min(8);
            }
            "f" if self.group.destination == Destination::Fonts => {
                self.font = number.unwrap_or_default();
            }
            "fcharset" => {
                if let Some(charset) = number.and_then(charsets::of_font) {
                    self.fonts.insert(self.font, charset);
                }
            }
            "f" => self.group.charset = number.and_then(|font| self.fonts.get(&font).copied()),
            "v" => self.hide(is_on, self.group.deleted),
            "deleted" => self.hide(self.group.hidden, is_on),
            "plain" => {
                self.hide(false, false);
                self.group.charset = None;
            }
            "yr" | "mo" | "dy" | "hr" | "min" => self.date(name, number),
            // A word that no one knows, of a group that may be skipped.
            _ if optional => self.group.destination = Destination::Nowhere,
            _ => {}
        }
    }

    /// Words that say where the text of their group goes.
    fn destination(&mut self, name: &str) -> bool {
        let destination = match name {
            "fonttbl" => Destination::Fonts,
            "colortbl" | "stylesheet" | "listtable" | "listoverridetable" | "revtbl"
            | "rsidtbl" | "generator" | "themedata" | "colorschememapping" | "datastore"
            | "latentstyles" | "xmlnstbl" | "mmathPr" | "filetbl" | "objdata" | "objclass"
            | "nonshppict" | "bkmkstart" | "bkmkend" | "pgdsctbl" | "shpinst" | "keywords"
            | "operator" | "comment" | "doccomm" | "subject" | "category" | "manager"
            | "company" | "hlinkbase" | "printim" | "buptim" | "revtim" => Destination::Nowhere,
            "pict" => {
                self.pictures += 1;
                Destination::Nowhere
            }
            "info" => Destination::Info,
            "title" if self.in_info() => Destination::Title,
            "author" if self.in_info() => Destination::Author,
            "creatim" if self.in_info() => Destination::Created,
            "footnote" => {
                self.note_begins();
                Destination::Note
            }
            "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr"
            | "footerf" => Destination::Margin,
            "annotation" => Destination::Comment,
            "atnid" | "atnauthor" | "atndate" | "atnref" | "atrfstart" | "atrfend" => {
                Destination::Nowhere
            }
            "fldinst" => Destination::Code,
            "fldrslt" | "shptxt" => Destination::Body,
            _ => return false,
        };
        // Inside of what is thrown away, nothing is kept.
        let outer = self
            .groups
            .last()
            .map_or(Destination::Body, |group| group.destination);
        if outer != Destination::Nowhere || name == "shptxt" {
            self.group.destination = destination;
        }
        if name == "fldrslt"
            && let Some((depth, from, _)) = &mut self.link
        {
            (*depth, *from) = (self.groups.len(), self.writer.len());
        }
        true
    }

    fn in_info(&self) -> bool {
        self.groups
            .last()
            .is_some_and(|group| group.destination == Destination::Info)
    }

    /// Words that stand for a character.
    fn character(&mut self, name: &str, number: Option<i32>) -> bool {
        let text = match name {
            "u" => {
                self.unicode(number.unwrap_or_default());
                self.skip = self.group.fallback;
                return true;
            }
            "emdash" => "—",
            "endash" => "–",
            "lquote" => "‘",
            "rquote" => "’",
            "ldblquote" => "“",
            "rdblquote" => "”",
            "bullet" => "•",
            "emspace" | "enspace" | "qmspace" | "tab" => " ",
            "zwj" => "\u{200d}",
            "zwnj" => "\u{200c}",
            "zwbo" => "\u{200b}",
            "ltrmark" => "\u{200e}",
            "rtlmark" => "\u{200f}",
            _ => return false,
        };
        self.text(text);
        true
    }

    /// A UTF-16 unit as a signed number.
    fn unicode(&mut self, number: i32) {
        let unit = u16::try_from(number.rem_euclid(0x1_0000)).unwrap_or_default();
        let units: Vec<u16> = self.high.take().into_iter().chain([unit]).collect();
        if (0xd800..0xdc00).contains(&unit) {
            self.high = Some(unit);
            return;
        }
        self.text(&String::from_utf16_lossy(&units));
    }

    /// Words that part the text.
    fn layout(&mut self, name: &str) -> bool {
        if self.group.destination != Destination::Body {
            let parts = ["par", "line", "sect", "page", "cell", "row"].contains(&name);
            if parts {
                self.text(" ");
            }
            return parts;
        }
        match name {
            "par" | "sect" | "page" | "column" => self.writer.block(),
            "line" | "softline" => self.writer.line_break(),
            "trowd" if !self.in_row => {
                self.writer.row();
                self.writer.enter_cell();
                self.in_row = true;
            }
            "cell" if self.in_row => {
                self.writer.leave_cell();
                self.writer.enter_cell();
            }
            "row" => {
                self.writer.leave_cell();
                self.writer.row();
                self.in_row = false;
            }
            "nestcell" | "nestrow" => self.writer.words(" "),
            "pard" if !self.in_row => self.writer.block(),
            _ => return false,
        }
        true
    }

    /// Decodes what has come in bytes.
    fn decode(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let charset = self.group.charset.filter(|_| !self.named);
        let text = charset.unwrap_or(self.charset).decode(&self.bytes);
        self.bytes.clear();
        self.text(&text);
    }

    fn text(&mut self, text: &str) {
        match self.group.destination {
            Destination::Nowhere
            | Destination::Fonts
            | Destination::Info
            | Destination::Created => {}
            Destination::Body if self.group.hidden || self.group.deleted => {
                self.aside.push_str(text);
            }
            Destination::Body => self.writer.words(text),
            Destination::Title
            | Destination::Author
            | Destination::Note
            | Destination::Margin
            | Destination::Comment
            | Destination::Code => self.aside.push_str(text),
        }
    }

    /// Text begins or ends to be hidden or deleted.
    fn hide(&mut self, hidden: bool, deleted: bool) {
        if self.group.destination == Destination::Body {
            self.unseen_ends();
        }
        self.group.hidden = hidden;
        self.group.deleted = deleted;
    }

    fn unseen_ends(&mut self) {
        let what = match (self.group.deleted, self.group.hidden) {
            (true, _) => "deleted text (a tracked change)",
            (false, true) => "hidden text",
            (false, false) => return,
        };
        let text = std::mem::take(&mut self.aside);
        if !text.trim().is_empty() {
            self.left_out.push(LeftOut::text(what, &text));
        }
    }

    fn note_begins(&mut self) {
        self.notes.push(String::new());
        let mark = format!("[{}]", self.notes.len());
        self.writer.words(&mark);
    }

    fn date(&mut self, name: &str, number: Option<i32>) {
        if self.group.destination == Destination::Created {
            let at = ["yr", "mo", "dy", "hr", "min"]
                .iter()
                .position(|word| *word == name);
            if let Some(slot) = at.and_then(|at| self.created.get_mut(at)) {
                *slot = number;
            }
        }
    }

    fn close(&mut self) {
        self.skip = 0;
        let Some(outer) = self.groups.pop() else {
            return;
        };
        let inner = std::mem::replace(&mut self.group, outer);
        if let Some((_, from, address)) = self
            .link
            .take_if(|(depth, ..)| *depth == self.groups.len() + 1)
        {
            let words = self.writer.since(from).trim().to_owned();
            self.links.push(Link { words, address });
        }
        if inner.destination == outer.destination {
            let seen_again = inner.hidden != outer.hidden || inner.deleted != outer.deleted;
            if seen_again && inner.destination == Destination::Body {
                self.group = inner;
                self.unseen_ends();
                self.group = outer;
            }
            return;
        }
        let text = match inner.destination {
            Destination::Title
            | Destination::Author
            | Destination::Note
            | Destination::Margin
            | Destination::Comment
            | Destination::Code => std::mem::take(&mut self.aside),
            _ => return,
        };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return;
        }
        match inner.destination {
            Destination::Title => self.card.title = Some(text),
            Destination::Author => self.card.author = Some(text),
            Destination::Note => {
                if let Some(note) = self.notes.last_mut() {
                    *note = text;
                }
            }
            Destination::Margin => {
                self.left_out
                    .push(LeftOut::text("a page header or footer", &text));
            }
            Destination::Comment => self.left_out.push(LeftOut::text("a comment", &text)),
            _ => self.code(&text),
        }
    }

    /// The code of a field: `HYPERLINK "https://…"` is a link, whose words follow.
    fn code(&mut self, code: &str) {
        let address = code
            .strip_prefix("HYPERLINK")
            .and_then(|rest| rest.split('"').nth(1));
        if let Some(address) = address {
            self.link = Some((usize::MAX, self.writer.len(), address.to_owned()));
        }
    }

    fn finish(mut self) -> Extracted {
        self.decode();
        self.unseen_ends();
        if self.pictures > 0 {
            let what = format!("{} pictures", self.pictures);
            self.left_out.push(LeftOut::named(what));
        }
        if let [Some(year), Some(month), Some(day), ..] = self.created {
            let day = format!("{year:04}-{month:02}-{day:02}");
            self.card.published = super::dates::iso(&day);
        }
        Extracted {
            text: self.writer.finish_with_notes(&self.notes),
            card: self.card,
            encoding: Some(self.charset.name().to_owned()),
            by: super::OURSELVES.to_owned(),
            left_out: self.left_out,
            links: self.links,
        }
    }
}
