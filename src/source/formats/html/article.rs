//! The article of a page, without what stands around it.

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::page::{name, squeezed};
use super::render::{self, Rendered, holds_data};
use crate::text::Card;

/// What finds the article, as it is told.
pub const READABILITY: &str = "dom_smoothie 0.19";

/// The article of a page; the whole of it where none stands out. Fills what the card lacks.
pub fn article(page: Document, whole: Rendered, card: &mut Card) -> Rendered {
    let standfirst = standfirst(&page);
    take_out_columns(&page);
    take_out_labels(&page);
    take_out_gates(&page);
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
    let mut article = render::text(&part.root());
    if article.text.trim().is_empty() {
        return whole;
    }
    without_last_heading(&mut article.text);
    if let Some(words) = standfirst.filter(|words| !article.text.contains(words.as_str())) {
        article.text = format!("{words}\n\n{}", article.text);
    }
    article
}

/// Takes away a heading at the end, whose text was no part of the article.
fn without_last_heading(text: &mut String) {
    let last = text.trim_end().rfind('\n').map_or(0, |feed| feed + 1);
    if text.get(last..).is_some_and(|line| line.starts_with('#')) {
        let end = text.get(..last).unwrap_or_default().trim_end().len();
        text.truncate(end);
        text.push('\n');
    }
}

/// What stands between the headline and the article in few words, which finding the article loses.
fn standfirst(page: &Document) -> Option<String> {
    let headings = page.select("h1");
    let [headline] = headings.nodes() else {
        return None;
    };
    let mut next = headline.next_element_sibling();
    for _ in 0..3 {
        let node = next?;
        let words = squeezed(&node.text());
        let is_text = ["p", "h2"].contains(&name(&node).as_str());
        let has_links = !node.descendants_it().all(|inner| name(&inner) != "a");
        if is_text && !has_links && (40..400).contains(&words.len()) {
            return Some(words);
        }
        next = node.next_element_sibling();
    }
    None
}

/// Old pages lay out their columns as the cells of a table: those beside the article, which hold no
/// paragraph of sentences and far less text, go.
fn take_out_columns(page: &Document) {
    for table in page.select("table").nodes() {
        if holds_data(table) {
            continue;
        }
        for row in table.descendants().iter().filter(|node| name(node) == "tr") {
            let cells: Vec<NodeRef> = row.element_children();
            let length = |cell: &NodeRef| cell.text().trim().len();
            let longest = cells.iter().map(length).max().unwrap_or_default();
            for cell in &cells {
                let has_paragraph = cell.descendants_it().any(|inner| is_told(&inner));
                if !has_paragraph && longest > 500 && length(cell) * 3 < longest {
                    cell.remove_from_parent();
                }
            }
        }
    }
}

/// Whether a node is a paragraph that tells something, rather than a gap or a list of links.
fn is_told(node: &NodeRef) -> bool {
    const SENTENCE: usize = 80;
    if name(node) != "p" {
        return false;
    }
    let links = node.descendants_it().filter(|inner| name(inner) == "a");
    let linked: usize = links.map(|link| link.text().trim().len()).sum();
    node.text().trim().len().saturating_sub(linked) > SENTENCE
}

/// What asks for a subscription where an article is cut off: named so by the page, short, and with
/// something to press. A page may give the same name to the article that is behind it.
fn take_out_gates(page: &Document) {
    const NAMES: &[&str] = &["paywall", "regwall", "subscri", "piano-", "meter-"];
    const LONGEST: usize = 400;
    for node in page.select("div, section, aside, form").nodes() {
        let attribute = |of: &str| node.attr(of).unwrap_or_default().to_lowercase();
        let named = format!("{} {}", attribute("class"), attribute("id"));
        let is_gate = NAMES.iter().any(|gate| named.contains(gate))
            && node.text().trim().len() < LONGEST
            && node
                .descendants_it()
                .any(|inner| ["a", "button", "form", "input"].contains(&name(&inner).as_str()));
        if is_gate {
            node.remove_from_parent();
        }
    }
}

/// The labels of advertisements, which stand alone between paragraphs.
fn take_out_labels(page: &Document) {
    const LABELS: &[&str] = &[
        "advertisement",
        "advertisements",
        "ad",
        "anuncio",
        "publicidad",
        "publicidade",
        "anzeige",
        "werbung",
        "publicité",
        "pubblicità",
        "reklama",
        "reklame",
        "annons",
        "реклама",
        "広告",
        "广告",
        "廣告",
        "광고",
        "إعلان",
    ];
    for node in page.select("div, p, span, aside").nodes() {
        let is_leaf = node.first_element_child().is_none();
        if is_leaf && LABELS.contains(&node.text().trim().to_lowercase().as_str()) {
            node.remove_from_parent();
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    const TOLD: &str = "The harbour council closed the old ferry on Monday, and its forty workers \
                        were told by letter. A new ferry is to sail in spring, the council said. ";

    fn article_of(body: &str) -> String {
        let read = || Document::from(format!("<html><body>{body}</body></html>"));
        let whole = render::text(&read().root());
        article(read(), whole, &mut Card::default()).text
    }

    #[test]
    fn columns_beside_a_told_text_are_left_out_even_with_gaps_in_them() {
        let told = format!("<p>{TOLD}").repeat(6);
        let found = article_of(&format!(
            "<table><tr><td>Front page<br>Letters<p><b>Tides</b><br>High 6.14<td>{told}\
             <td><p><a href=a>What was read most this week in this town</a>\
             <a href=b>And what was read nearly as often as that</a></table>"
        ));
        assert!(found.contains("forty workers"), "{found}");
        assert!(
            !found.contains("Tides") && !found.contains("read most"),
            "{found}"
        );
    }

    #[test]
    fn what_asks_for_a_subscription_is_left_out_but_no_article_that_is_named_so() {
        let told = format!("<p>{TOLD}</p>").repeat(4);
        let gate = "<div class=paywall-gate><h3>Go on reading</h3><p>Subscribe for one crown a month, \
                    and read all of it.</p><button>Subscribe</button></div>";
        let found = article_of(&format!(
            "<article><h1>Ferry</h1><div class=paywall>{told}<a href=x>more</a></div>{gate}</article>"
        ));
        assert!(found.contains("forty workers"), "{found}");
        assert!(!found.contains("one crown"), "{found}");
    }
}
