//! Texts of `LibreOffice` and others (OASIS `OpenDocument` 1.3): paragraphs, headings, lists, tables,
//! notes. Deleted and hidden text and comments are left out and told.

use std::collections::HashSet;

use super::dates::iso;
use super::html::language_tag;
use super::package::Package;
use super::writer::Writer;
use super::xml::{self, Element, Step};
use crate::source::extract::Unreadable;
use crate::source::{Extracted, LeftOut, Link};
use crate::text::Card;

/// Reads a text.
///
/// # Errors
/// When it is broken, locked, or too large.
pub fn read(bytes: Vec<u8>) -> Result<Extracted, Unreadable> {
    let mut package = Package::open(bytes)?;
    if let Some(manifest) = package.text("META-INF/manifest.xml")?
        && manifest.contains("encryption-data")
    {
        return Err(Unreadable::Why("it is locked with a password".into()));
    }
    let card = card(&mut package)?;
    let content = package.needed("content.xml")?;
    let mut body = Body::default();
    xml::walk(&content, |step| body.step(step))?;
    let mut left_out = body.left_out;
    if body.pictures > 0 {
        left_out.push(LeftOut::named(format!("{} pictures", body.pictures)));
    }
    Ok(Extracted {
        text: body.writer.finish_with_notes(&body.notes),
        card,
        by: super::OURSELVES.to_owned(),
        left_out,
        links: body.links,
        ..Extracted::default()
    })
}

fn card(package: &mut Package) -> Result<Card, Unreadable> {
    let meta = package.text("meta.xml")?.unwrap_or_default();
    let names = [
        "title",
        "initial-creator",
        "creator",
        "creation-date",
        "date",
        "language",
    ];
    let [title, first_author, author, created, modified, language] = xml::texts(&meta, names)?;
    Ok(Card {
        title,
        author: first_author.or(author),
        published: created.or(modified).as_deref().and_then(iso),
        language: language.as_deref().and_then(language_tag),
        ..Card::default()
    })
}

/// A part of the file whose text goes elsewhere than into the text.
#[derive(Debug)]
struct Aside {
    /// The element that it is.
    element: String,
    kind: AsideKind,
    author: Option<String>,
    text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AsideKind {
    Note,
    Citation,
    Deleted,
    Comment,
    Hidden,
    /// What the aside around it says of itself: its author and date.
    About,
}

/// The body, step by step.
#[derive(Default)]
struct Body {
    writer: Writer,
    notes: Vec<String>,
    left_out: Vec<LeftOut>,
    links: Vec<Link>,
    pictures: usize,
    /// Whether the text has begun, after what goes before it.
    begun: bool,
    asides: Vec<Aside>,
    /// The styles of lists whose first level has numbers, and the one that is being defined.
    numbered: HashSet<String>,
    list_style: Option<String>,
    /// The next numbers of the lists that are open.
    lists: Vec<Option<usize>>,
    tables: usize,
    open_links: Vec<(usize, Option<String>)>,
}

impl Body {
    fn step(&mut self, step: Step) {
        match step {
            Step::Enter(element) if !self.begun => self.style(&element),
            Step::Enter(element) => self.enter(&element),
            Step::Leave("text") if !self.begun => {}
            Step::Leave(name) if self.begun => self.leave(name),
            Step::Text(text) if self.begun => self.text(&text),
            Step::Leave(_) | Step::Text(_) => {}
        }
    }

    /// What comes before the body: styles.
    fn style(&mut self, element: &Element) {
        match element.name() {
            "list-style" => self.list_style = element.attribute("name"),
            "list-level-style-number" if element.attribute("level").as_deref() == Some("1") => {
                self.numbered.extend(self.list_style.clone());
            }
            "body" => self.begun = true,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match self.asides.last_mut() {
            Some(aside) => aside.text.push_str(text),
            None => self.writer.words(text),
        }
    }

    fn enter(&mut self, element: &Element) {
        let name = element.name();
        if let Some(kind) = self.aside(element) {
            self.asides.push(Aside {
                element: name.to_owned(),
                kind,
                author: None,
                text: String::new(),
            });
            return;
        }
        match name {
            "s" | "tab" => return self.text(" "),
            "p" | "h" | "line-break" if !self.asides.is_empty() => return self.text(" "),
            _ if !self.asides.is_empty() => return,
            _ => {}
        }
        match name {
            "p" if self.lists.is_empty() => self.writer.block(),
            "p" => self.writer.line(),
            "h" => {
                let level = element.attribute("outline-level");
                let level = level.and_then(|level| level.parse().ok());
                self.writer.heading(level.unwrap_or(1));
            }
            "line-break" => self.writer.line_break(),
            "list" => {
                if self.lists.is_empty() {
                    self.writer.block();
                }
                let style = element.attribute("style-name");
                let numbered = style.is_some_and(|style| self.numbered.contains(&style));
                self.lists.push(numbered.then_some(1));
            }
            "list-item" => self.item(),
            "a" => {
                let address = element.attribute("href");
                self.open_links.push((self.writer.len(), address));
            }
            "table" => {
                self.tables += 1;
                self.writer.block();
            }
            "table-row" if self.tables == 1 => self.writer.row(),
            "table-cell" | "covered-table-cell" if self.tables == 1 => self.writer.enter_cell(),
            "image" => self.pictures += 1,
            _ => {}
        }
    }

    fn aside(&mut self, element: &Element) -> Option<AsideKind> {
        match element.name() {
            "note-citation" => Some(AsideKind::Citation),
            "note-body" => {
                self.notes.push(String::new());
                let mark = format!("[{}]", self.notes.len());
                self.text(&mark);
                Some(AsideKind::Note)
            }
            "deletion" => Some(AsideKind::Deleted),
            "annotation" => Some(AsideKind::Comment),
            "hidden-paragraph" | "hidden-text" => Some(AsideKind::Hidden),
            "section" if element.attribute("display").as_deref() == Some("none") => {
                Some(AsideKind::Hidden)
            }
            // Elsewhere these are fields of the text.
            "creator" | "date" if !self.asides.is_empty() => Some(AsideKind::About),
            "change-info" | "tracked-changes" => Some(AsideKind::About),
            // What a picture is called, for those who cannot see it.
            _ if ["svg:title", "svg:desc"].contains(&element.full_name()) => Some(AsideKind::About),
            _ => None,
        }
    }

    fn item(&mut self) {
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}.", *number - 1)
            }
            _ => "-".to_owned(),
        };
        self.writer.enter_item(&marker);
    }

    fn leave(&mut self, name: &str) {
        if self
            .asides
            .last()
            .is_some_and(|aside| aside.element == name)
        {
            return self.aside_ends();
        }
        if !self.asides.is_empty() {
            return;
        }
        match name {
            "p" if self.lists.is_empty() => self.writer.block(),
            "p" => self.writer.line(),
            "h" => self.writer.leave_heading(),
            "list" => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.writer.block();
                }
            }
            "list-item" => self.writer.leave(),
            "a" => self.link_ends(),
            "table" => {
                self.tables = self.tables.saturating_sub(1);
                self.writer.block();
            }
            "table-row" if self.tables == 1 => self.writer.line(),
            "table-cell" | "covered-table-cell" if self.tables == 1 => self.writer.leave_cell(),
            _ => {}
        }
    }

    fn aside_ends(&mut self) {
        let Some(aside) = self.asides.pop() else {
            return;
        };
        let by = aside.author.as_ref().map(|author| format!(" by {author}"));
        let by = by.unwrap_or_default();
        let what = match aside.kind {
            AsideKind::Note => {
                if let Some(note) = self.notes.last_mut() {
                    *note = aside.text;
                }
                return;
            }
            AsideKind::About => {
                if aside.element == "creator" {
                    let author = aside.text.trim().to_owned();
                    // The author of a change stands in an element beside its text.
                    for around in &mut self.asides {
                        around.author = Some(author.clone());
                    }
                }
                return;
            }
            AsideKind::Citation => return,
            AsideKind::Deleted => format!("deleted text (a tracked change{by})"),
            AsideKind::Comment => format!("a comment{by}"),
            AsideKind::Hidden => "hidden text".to_owned(),
        };
        if !aside.text.trim().is_empty() {
            self.left_out.push(LeftOut::text(what, &aside.text));
        }
    }

    fn link_ends(&mut self) {
        let Some((from, Some(address))) = self.open_links.pop() else {
            return;
        };
        let words = self.writer.since(from).trim().to_owned();
        if !words.is_empty() {
            self.links.push(Link { words, address });
        }
    }
}
