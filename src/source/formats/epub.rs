//! Books (EPUB 2 and 3): their chapters in the order of reading.

use std::collections::HashMap;

use super::dates::iso;
use super::html::{self, language_tag};
use super::package::Package;
use super::xml::{self, Step};
use crate::source::extract::Unreadable;
use crate::source::{Extracted, LeftOut};
use crate::text::Card;

/// Reads a book.
///
/// # Errors
/// When it is broken, locked, or too large.
pub fn read(bytes: Vec<u8>) -> Result<Extracted, Unreadable> {
    let mut package = Package::open(bytes)?;
    let container = package.needed("META-INF/container.xml")?;
    let contents = contents_path(&container)?;
    let book = Book::of(&package.needed(&contents)?)?;
    let folder = contents.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut extracted = Extracted {
        card: book.card,
        by: super::OURSELVES.to_owned(),
        ..Extracted::default()
    };
    for address in &book.chapters {
        let name = resolved(folder, address);
        let Some(chapter) = package.text(&name)? else {
            let what = format!("the chapter {name}, which is missing");
            extracted.left_out.push(LeftOut::named(what));
            continue;
        };
        let read = html::of_xhtml(&chapter)?;
        if !extracted.text.is_empty() && !read.text.is_empty() {
            extracted.text.push('\n');
        }
        extracted.text.push_str(&read.text);
        extracted.left_out.extend(read.left_out);
        extracted.links.extend(read.links);
    }
    if book.pictures > 0 {
        let what = format!("{} pictures", book.pictures);
        extracted.left_out.push(LeftOut::named(what));
    }
    Ok(extracted)
}

fn contents_path(container: &str) -> Result<String, Unreadable> {
    let mut path = None;
    xml::walk(container, |step| {
        if let Step::Enter(element) = step
            && element.name() == "rootfile"
            && path.is_none()
        {
            path = element.attribute("full-path");
        }
    })?;
    path.ok_or_else(|| Unreadable::Why("it does not say where its contents are".into()))
}

/// What the package document says.
struct Book {
    card: Card,
    /// The addresses of the chapters, relative to the package document.
    chapters: Vec<String>,
    pictures: usize,
}

impl Book {
    fn of(contents: &str) -> Result<Self, Unreadable> {
        let names = ["title", "creator", "publisher", "date", "language"];
        let [title, author, publisher, date, language] = xml::texts(contents, names)?;
        let mut parts: HashMap<String, String> = HashMap::new();
        let mut spine = vec![];
        let mut pictures = 0;
        xml::walk(contents, |step| {
            let Step::Enter(element) = step else { return };
            match element.name() {
                "item" => {
                    let kind = element.attribute("media-type").unwrap_or_default();
                    pictures += usize::from(kind.starts_with("image/"));
                    if let (Some(id), Some(address)) =
                        (element.attribute("id"), element.attribute("href"))
                    {
                        parts.insert(id, address);
                    }
                }
                "itemref" => spine.extend(element.attribute("idref")),
                _ => {}
            }
        })?;
        let chapters = spine.iter().filter_map(|id| parts.get(id).cloned());
        Ok(Self {
            card: Card {
                title,
                author,
                publisher,
                published: date.as_deref().and_then(iso),
                language: language.as_deref().and_then(language_tag),
                ..Card::default()
            },
            chapters: chapters.collect(),
            pictures,
        })
    }
}

/// The name of the part that an address in a folder means.
fn resolved(folder: &str, address: &str) -> String {
    let address = address.split('#').next().unwrap_or_default();
    let address = without_escapes(address);
    let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            name => path.push(name),
        }
    }
    path.join("/")
}

/// An address without its `%20`s.
fn without_escapes(address: &str) -> String {
    let mut bytes = vec![];
    let mut rest = address.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let code = behind
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        let code = code.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let code = code.filter(|_| *first == b'%');
        bytes.push(code.unwrap_or(*first));
        let taken = if code.is_some() { 2 } else { 0 };
        rest = behind.get(taken..).unwrap_or_default();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_a_book_are_relative_to_its_contents() {
        assert_eq!(
            resolved("OEBPS", "text/a%20b.xhtml#x"),
            "OEBPS/text/a b.xhtml"
        );
        assert_eq!(resolved("a/b", "../c/%d.xhtml"), "a/c/%d.xhtml");
    }
}
