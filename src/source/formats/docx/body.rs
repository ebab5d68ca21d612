//! The main part of a Word document, step by step.

use std::collections::HashMap;

use super::parts::{Numbering, Style};
use crate::source::formats::writer::Writer;
use crate::source::formats::xml::{Element, Step};
use crate::source::{LeftOut, Link};

/// What the body of a document gives.
#[derive(Debug, Default)]
pub struct Found {
    /// The text.
    pub writer: Writer,
    /// The notes, in the order in which the text refers to them.
    pub notes: Vec<Note>,
    /// What is in the body and not in the text.
    pub left_out: Vec<LeftOut>,
    /// Where it leads.
    pub links: Vec<Link>,
    /// How many pictures it shows.
    pub pictures: usize,
}

/// A reference to a note.
#[derive(Debug, PartialEq, Eq)]
pub struct Note {
    /// Its id.
    pub id: String,
    /// Whether it stands at the end of the document instead of the page.
    pub at_the_end: bool,
}

/// A paragraph that is open.
#[derive(Debug, Default)]
struct Paragraph {
    style: Option<String>,
    outline: Option<usize>,
    list: Option<String>,
    level: usize,
    /// What it was written as, once something of it is.
    written: Option<As>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum As {
    Plain,
    Heading,
    Item,
}

/// A change that was tracked, with its author.
#[derive(Debug)]
struct Change {
    what: &'static str,
    author: Option<String>,
    text: String,
}

/// Reads the body.
pub struct Body<'d> {
    styles: &'d HashMap<String, Style>,
    numbering: &'d Numbering,
    relations: &'d HashMap<String, String>,
    found: Found,
    paragraphs: Vec<Paragraph>,
    /// Whether the text of the elements that are open is shown.
    in_text: bool,
    in_properties: bool,
    run_hidden: bool,
    hidden: String,
    /// How many elements are open whose content another one gives as well.
    fallbacks: usize,
    deleted: Vec<Change>,
    inserted: Vec<Change>,
    open_links: Vec<(usize, Option<String>)>,
    tables: usize,
    counters: HashMap<(String, usize), usize>,
    /// What the paragraph before was written as.
    last: Option<As>,
}

impl<'d> Body<'d> {
    /// Ready to read.
    pub fn new(
        styles: &'d HashMap<String, Style>,
        numbering: &'d Numbering,
        relations: &'d HashMap<String, String>,
    ) -> Self {
        Self {
            styles,
            numbering,
            relations,
            found: Found::default(),
            paragraphs: vec![],
            in_text: false,
            in_properties: false,
            run_hidden: false,
            hidden: String::new(),
            fallbacks: 0,
            deleted: vec![],
            inserted: vec![],
            open_links: vec![],
            tables: 0,
            counters: HashMap::new(),
            last: None,
        }
    }

    /// All that was found.
    pub fn finish(mut self) -> Found {
        self.hidden_ends();
        self.found
    }

    /// Takes one step.
    pub fn step(&mut self, step: Step) {
        match step {
            Step::Enter(element) if element.name() == "Fallback" => self.fallbacks += 1,
            Step::Leave("Fallback") => self.fallbacks = self.fallbacks.saturating_sub(1),
            _ if self.fallbacks > 0 => {}
            Step::Enter(element) => self.enter(&element),
            Step::Leave(name) => self.leave(name),
            Step::Text(text) => {
                if self.in_text {
                    self.text(&text);
                }
            }
        }
    }

    fn enter(&mut self, element: &Element) {
        let value = || element.attribute("val");
        match element.name() {
            "p" => self.paragraphs.push(Paragraph::default()),
            "pPr" => self.in_properties = true,
            "pStyle" | "outlineLvl" | "numId" | "ilvl" => self.property(element.name(), value()),
            "r" => self.run_hidden = false,
            "vanish" if !self.in_properties => {
                let off = value().is_some_and(|value| ["0", "false", "off"].contains(&&*value));
                self.run_hidden = !off;
            }
            "t" | "delText" => self.in_text = true,
            "tab" if !self.in_properties => self.text(" "),
            "noBreakHyphen" => self.text("-"),
            "br" | "cr" => {
                if element.attribute("type").is_some_and(|kind| kind == "page") {
                    self.found.writer.block();
                } else {
                    self.found.writer.line_break();
                }
            }
            "del" | "moveFrom" if !self.in_properties => {
                self.deleted
                    .push(Change::of(element, "deleted text (a tracked change"));
            }
            "ins" | "moveTo" if !self.in_properties => {
                let what = "inserted text, which is kept (a tracked change";
                self.inserted.push(Change::of(element, what));
            }
            "footnoteReference" | "endnoteReference" => self.note(element),
            "hyperlink" => {
                let target = element.attribute("id");
                let target = target.and_then(|id| self.relations.get(&id).cloned());
                self.open_links.push((self.found.writer.len(), target));
            }
            "drawing" | "pict" | "object" => self.found.pictures += 1,
            "tbl" => {
                self.tables += 1;
                self.found.writer.block();
            }
            "tr" if self.tables == 1 => self.found.writer.row(),
            "tc" if self.tables == 1 => self.found.writer.enter_cell(),
            _ => {}
        }
    }

    fn leave(&mut self, name: &str) {
        match name {
            "p" => self.paragraph_ends(),
            "pPr" => self.in_properties = false,
            "t" | "delText" => self.in_text = false,
            "del" | "moveFrom" if !self.in_properties => {
                let change = self.deleted.pop();
                self.found.left_out.extend(change.and_then(Change::told));
            }
            "ins" | "moveTo" if !self.in_properties => {
                let change = self.inserted.pop();
                self.found.left_out.extend(change.and_then(Change::told));
            }
            "hyperlink" => self.link_ends(),
            "tbl" => {
                self.tables = self.tables.saturating_sub(1);
                self.found.writer.block();
            }
            "tr" if self.tables == 1 => self.found.writer.line(),
            "tc" if self.tables == 1 => self.found.writer.leave_cell(),
            _ => {}
        }
    }

    fn property(&mut self, name: &str, value: Option<String>) {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        let number = value.as_deref().and_then(|value| value.parse().ok());
        match name {
            "pStyle" => paragraph.style = value,
            "outlineLvl" => paragraph.outline = number.filter(|level| *level < 9),
            "numId" => paragraph.list = value,
            _ => paragraph.level = number.unwrap_or_default().min(8),
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(change) = self.deleted.last_mut() {
            change.text.push_str(text);
        } else if self.run_hidden {
            self.hidden.push_str(text);
        } else {
            if let Some(change) = self.inserted.last_mut() {
                change.text.push_str(text);
            }
            self.hidden_ends();
            self.paragraph_begins();
            self.found.writer.words(text);
        }
    }

    fn hidden_ends(&mut self) {
        let hidden = std::mem::take(&mut self.hidden);
        if !hidden.trim().is_empty() {
            let left = LeftOut::text("hidden text", &hidden);
            self.found.left_out.push(left);
        }
    }

    fn paragraph_begins(&mut self) {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        if paragraph.written.is_some() {
            return;
        }
        let style = paragraph.style.as_ref().and_then(|id| self.styles.get(id));
        let heading = style.and_then(|style| style.heading);
        let heading = heading.or(paragraph.outline.map(|level| level + 1));
        let list = paragraph.list.clone();
        let list = list.or_else(|| style.and_then(|style| style.list.clone()));
        // List 0 takes a paragraph out of the list of its style.
        let list = list.filter(|list| list != "0");
        let written = match (heading, list) {
            (Some(level), _) => {
                self.found.writer.heading(level);
                As::Heading
            }
            (None, Some(list)) => {
                if self.last != Some(As::Item) {
                    self.found.writer.block();
                }
                let level = paragraph.level;
                let marker = self.marker(list, level);
                self.found.writer.enter_item(&marker);
                As::Item
            }
            (None, None) => {
                self.found.writer.block();
                As::Plain
            }
        };
        self.last = Some(written);
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.written = Some(written);
        }
    }

    fn marker(&mut self, list: String, level: usize) -> String {
        let indent = "  ".repeat(level);
        if !self.numbering.is_numbered(&list, level) {
            return format!("{indent}-");
        }
        self.counters
            .retain(|(other, deeper), _| *other != list || *deeper <= level);
        let count = self.counters.entry((list, level)).or_default();
        *count += 1;
        format!("{indent}{count}.")
    }

    fn paragraph_ends(&mut self) {
        self.hidden_ends();
        match self
            .paragraphs
            .pop()
            .and_then(|paragraph| paragraph.written)
        {
            Some(As::Heading) => self.found.writer.leave_heading(),
            Some(As::Item) => self.found.writer.leave(),
            Some(As::Plain) => self.found.writer.block(),
            None => {}
        }
    }

    fn note(&mut self, element: &Element) {
        let note = Note {
            id: element.attribute("id").unwrap_or_default(),
            at_the_end: element.name() == "endnoteReference",
        };
        if self.deleted.is_empty() {
            self.paragraph_begins();
            self.found.notes.push(note);
            let mark = format!("[{}]", self.found.notes.len());
            self.found.writer.words(&mark);
        }
    }

    fn link_ends(&mut self) {
        let Some((from, Some(address))) = self.open_links.pop() else {
            return;
        };
        let words = self.found.writer.since(from).trim().to_owned();
        if !words.is_empty() {
            self.found.links.push(Link { words, address });
        }
    }
}

impl Change {
    fn of(element: &Element, what: &'static str) -> Self {
        Self {
            what,
            author: element
                .attribute("author")
                .filter(|author| !author.is_empty()),
            text: String::new(),
        }
    }

    fn told(self) -> Option<LeftOut> {
        let by = self.author.map(|author| format!(" by {author}"));
        let what = format!("{}{})", self.what, by.unwrap_or_default());
        (!self.text.trim().is_empty()).then(|| LeftOut::text(what, &self.text))
    }
}
