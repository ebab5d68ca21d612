//! The article of a page, without what stands around it.

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::page::squeezed;
use super::render::{self, Rendered};
use crate::text::Card;

/// What finds the article, as it is told.
pub const READABILITY: &str = "dom_smoothie 0.19";

/// The article of a page; the whole of it where none stands out. Fills what the card lacks.
pub fn article(page: Document, whole: Rendered, card: &mut Card) -> Rendered {
    let config = Config {
        disable_json_ld: true,
        ..Config::default()
    };
    let Ok(mut readability) = Readability::with_document(page, None, Some(config)) else {
        return whole;
    };
    let Ok(found) = readability.parse() else {
        return whole;
    };
    if card.author.is_none() {
        card.author = found.byline.filter(|byline| byline.chars().count() < 100);
    }
    let part = Document::fragment(found.content);
    let article = render::text(&part.root());
    if article.text.trim().is_empty() {
        whole
    } else {
        article
    }
}

/// The text below its headline, where it does not begin with it.
pub fn with_headline(text: &str, headline: Option<&str>) -> String {
    let Some(headline) = headline else {
        return text.to_owned();
    };
    let letters = |text: &str| -> String {
        let lower = text.chars().flat_map(char::to_lowercase);
        lower.filter(|c| c.is_alphanumeric()).collect()
    };
    let wanted = letters(headline);
    let begins_with_it = text.lines().take(6).any(|line| letters(line) == wanted);
    if begins_with_it || wanted.is_empty() {
        text.to_owned()
    } else {
        format!("# {}\n\n{text}", squeezed(headline))
    }
}
