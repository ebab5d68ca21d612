//! What an office document says of itself (ECMA-376 part 2, core properties, which are Dublin Core).

use super::dates::iso;
use super::html::language_tag;
use super::package::Package;
use super::xml;
use crate::source::extract::Unreadable;
use crate::text::Card;

/// The card of an office document. The day it was made stands for the day it was published, since
/// such files know no other.
pub fn card(package: &mut Package) -> Result<Card, Unreadable> {
    let Some(properties) = package.text("docProps/core.xml")? else {
        return Ok(Card::default());
    };
    let names = [
        "title",
        "creator",
        "publisher",
        "created",
        "modified",
        "language",
    ];
    let [title, author, publisher, created, modified, language] = xml::texts(&properties, names)?;
    Ok(Card {
        title,
        author: author.map(|names| names.replace(';', ", ").replace(",  ", ", ")),
        publisher,
        published: created.or(modified).as_deref().and_then(iso),
        language: language.as_deref().and_then(language_tag),
        ..Card::default()
    })
}
