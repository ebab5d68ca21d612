//! Web pages as browsers save them: the article without the page around it, as a reader would copy it
//! out by hand. What the page hides is taken out and told.

mod article;
mod charset;
mod hidden;
mod json_ld;
mod metadata;
mod page;
mod render;
mod shallow;

pub use charset::declared;
pub use metadata::language_tag;

use dom_query::Document;

use crate::source::Extracted;
use crate::source::LeftOut;
use crate::source::decode::{decode_as, decode_declared};
use crate::source::extract::{Asked, Unreadable};

/// The largest page that is read, in bytes of text: far more than any article has, and what the tree
/// of a page with as many tags as text can take in memory.
const LARGEST: usize = 32 * 1024 * 1024;

/// The most tags that a page may have.
const TAGS: usize = 500_000;

/// Reads a page.
///
/// # Errors
/// A page that is too large, or whose bytes are no text.
pub fn read(bytes: Vec<u8>, asked: &Asked) -> Result<Extracted, Unreadable> {
    let decoded = if let Some(charset) = asked.charset {
        decode_as(&bytes, charset)
    } else {
        let declared = charset::declared(&bytes);
        decode_declared(bytes, declared)?
    };
    let extracted = of_text(&decoded.text, asked.whole_page)?;
    Ok(Extracted {
        encoding: Some(decoded.charset.name().to_owned()),
        ..extracted
    })
}

/// Reads a page that is characters already.
///
/// # Errors
/// A page that is too large.
pub fn of_text(html: &str, whole_page: bool) -> Result<Extracted, Unreadable> {
    if html.len() > LARGEST {
        let largest = LARGEST / (1024 * 1024);
        return Err(Unreadable::Why(format!("it is larger than {largest} MiB")));
    }
    let (page, mut left_out) = parsed(&shallow::shallow(html, false))?;
    let mut card = metadata::card(&page);
    left_out.extend(hidden::take_out(&page));
    let whole = render::text(&page.root());
    if whole_page {
        return Ok(Extracted {
            text: whole.text,
            links: whole.links,
            card,
            by: format!("{} (the whole page)", super::OURSELVES),
            left_out,
            ..Extracted::default()
        });
    }
    let words = |text: &str| text.split_whitespace().count();
    let all = words(&whole.text);
    let found = article::article(page, whole, &mut card);
    let around = all.saturating_sub(words(&found.text));
    if around > 0 {
        left_out.insert(
            0,
            LeftOut::named(format!("the page around the article, about {around} words")),
        );
    }
    Ok(Extracted {
        text: article::with_headline(&found.text, card.title.as_deref()),
        links: found.links,
        card,
        by: format!("{}, {}", super::OURSELVES, article::READABILITY),
        left_out,
        ..Extracted::default()
    })
}

/// Reads a chapter of a book, all of it.
///
/// # Errors
/// A chapter that is too large.
pub fn of_xhtml(chapter: &str) -> Result<Extracted, Unreadable> {
    let (page, mut left_out) = parsed(&shallow::shallow(chapter, true))?;
    left_out.extend(hidden::take_out(&page));
    let whole = render::text(&page.root());
    Ok(Extracted {
        text: whole.text,
        links: whole.links,
        left_out,
        ..Extracted::default()
    })
}

/// The tree of a page, and what its text lacks for being cut.
fn parsed(page: &shallow::Shallow) -> Result<(Document, Vec<LeftOut>), Unreadable> {
    if page.tags > TAGS {
        return Err(Unreadable::Why(format!("it has more than {TAGS} tags")));
    }
    let cut = (page.cut > 0).then(|| {
        LeftOut::named(format!(
            "{} tags inside more than {} others; their text is kept",
            page.cut,
            shallow::DEEPEST
        ))
    });
    Ok((
        Document::from(page.html.as_ref()),
        cut.into_iter().collect(),
    ))
}
