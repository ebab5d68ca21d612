//! Word documents (ECMA-376, WordprocessingML): their paragraphs, headings, lists, tables and notes.
//! What was deleted, hidden or said about the text is left out and told.

mod body;
mod parts;

use super::package::Package;
use super::{core_properties, xml};
use crate::source::extract::Unreadable;
use crate::source::{Extracted, LeftOut};
use body::Body;
use parts::Entry;

/// Reads a document.
///
/// # Errors
/// When it is broken, locked, or too large.
pub fn read(bytes: Vec<u8>) -> Result<Extracted, Unreadable> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
    let beside = |part: &str| format!("{folder}/{part}");
    let mut part = |name: &str| package.text(&beside(name));
    let styles = parts::styles(&part("styles.xml")?.unwrap_or_default())?;
    let numbering = parts::numbering(&part("numbering.xml")?.unwrap_or_default())?;
    let relations = parts::relations(&part(&format!("_rels/{name}.rels"))?.unwrap_or_default())?;
    let footnotes = parts::entries(&part("footnotes.xml")?.unwrap_or_default(), "footnote")?;
    let endnotes = parts::entries(&part("endnotes.xml")?.unwrap_or_default(), "endnote")?;
    let comments = parts::entries(&part("comments.xml")?.unwrap_or_default(), "comment")?;
    let document = package.needed(&main)?;

    let mut body = Body::new(&styles, &numbering, &relations);
    xml::walk(&document, |step| body.step(step))?;
    let body = body.finish();
    let notes = body.notes.iter().map(|note| {
        let entries = if note.at_the_end {
            &endnotes
        } else {
            &footnotes
        };
        let found = entries.iter().find(|entry| entry.id == note.id);
        found.map_or_else(String::new, |entry| entry.text.clone())
    });
    let notes: Vec<String> = notes.collect();
    let mut left_out = body.left_out;
    left_out.extend(comments.iter().map(commented));
    left_out.extend(margins(&mut package, folder)?);
    if body.pictures > 0 {
        left_out.push(LeftOut::named(format!("{} pictures", body.pictures)));
    }
    Ok(Extracted {
        text: body.writer.finish_with_notes(&notes),
        card: core_properties::card(&mut package)?,
        by: super::OURSELVES.to_owned(),
        left_out,
        links: body.links,
        ..Extracted::default()
    })
}

/// Where the text is.
fn main_part(package: &mut Package) -> Result<String, Unreadable> {
    let relations = package.text("_rels/.rels")?.unwrap_or_default();
    let mut main = None;
    xml::walk(&relations, |step| {
        if let xml::Step::Enter(element) = step
            && element
                .attribute("Type")
                .is_some_and(|kind| kind.ends_with("/officeDocument"))
        {
            main = element.attribute("Target");
        }
    })?;
    let main = main.unwrap_or_else(|| "word/document.xml".to_owned());
    Ok(main.trim_start_matches('/').to_owned())
}

fn commented(comment: &Entry) -> LeftOut {
    let what = match &comment.author {
        Some(author) => format!("a comment by {author}"),
        None => "a comment".to_owned(),
    };
    LeftOut::text(what, &comment.text)
}

/// What stands at the top and the bottom of pages, each text once.
fn margins(package: &mut Package, folder: &str) -> Result<Vec<LeftOut>, Unreadable> {
    let mut found: Vec<LeftOut> = vec![];
    for name in package.names() {
        let part = name
            .strip_prefix(folder)
            .and_then(|rest| rest.strip_prefix('/'))
            .unwrap_or_default();
        let what = if part.starts_with("header") {
            "a page header"
        } else if part.starts_with("footer") {
            "a page footer"
        } else {
            continue;
        };
        let text = parts::plain(&package.text(&name)?.unwrap_or_default())?;
        let left = LeftOut::text(what, &text);
        if !text.is_empty() && !found.contains(&left) {
            found.push(left);
        }
    }
    Ok(found)
}
