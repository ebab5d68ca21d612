//! What a page says of its article in JSON-LD (schema.org), as search engines read it.

use dom_query::Document;
use serde_json::Value;

use crate::text::Card;

/// The largest block that is looked into, in bytes.
const LARGEST: usize = 2 * 1024 * 1024;

/// The card of the first article that the page describes.
pub fn card(page: &Document) -> Option<Card> {
    page.select("script[type='application/ld+json']")
        .nodes()
        .iter()
        .filter_map(|node| parse(&node.text()))
        .find_map(|value| articles(&value).map(of_article))
}

fn parse(block: &str) -> Option<Value> {
    let block = block.trim();
    let block = block.strip_prefix("<![CDATA[").unwrap_or(block);
    let block = block.strip_suffix("]]>").unwrap_or(block);
    if block.len() > LARGEST {
        return None;
    }
    let block = block.trim().trim_end_matches(';');
    // Line breaks inside of strings are the most frequent fault of such blocks.
    serde_json::from_str(block)
        .or_else(|_| serde_json::from_str(&block.replace(['\n', '\r', '\t'], " ")))
        .ok()
}

/// The first article in a value: itself, an item of a list or of a graph.
fn articles(value: &Value) -> Option<&Value> {
    match value {
        Value::Array(items) => items.iter().find_map(articles),
        Value::Object(fields) => {
            if is_article(value) {
                return Some(value);
            }
            ["@graph", "mainEntity", "mainEntityOfPage"]
                .iter()
                .filter_map(|name| fields.get(*name))
                .find_map(articles)
        }
        _ => None,
    }
}

fn is_article(value: &Value) -> bool {
    let is_one = |kind: &str| {
        let kind = kind.rsplit('/').next().unwrap_or(kind);
        kind.ends_with("Article")
            || kind.ends_with("BlogPosting")
            || [
                "Report",
                "NewsReport",
                "SocialMediaPosting",
                "DiscussionForumPosting",
                "Review",
            ]
            .contains(&kind)
    };
    match value.get("@type") {
        Some(Value::String(kind)) => is_one(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is_one),
        _ => false,
    }
}

fn of_article(article: &Value) -> Card {
    let text = |name: &str| article.get(name).and_then(Value::as_str).map(str::to_owned);
    let main = article.get("mainEntityOfPage");
    let page = main
        .and_then(|page| page.as_str().or_else(|| page.get("@id")?.as_str()))
        .map(str::to_owned);
    Card {
        title: text("headline").or_else(|| text("name")),
        publisher: article.get("publisher").and_then(names),
        author: article
            .get("author")
            .or(article.get("creator"))
            .and_then(names),
        published: text("datePublished").or_else(|| text("dateCreated")),
        address: text("url").or(page),
        language: article.get("inLanguage").and_then(names),
        ..Card::default()
    }
}

/// The names of one or several people, organisations or languages.
fn names(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => Some(name.clone()),
        Value::Object(fields) => fields
            .get("name")
            .or(fields.get("alternateName"))
            .and_then(names),
        Value::Array(items) => {
            let names: Vec<String> = items.iter().filter_map(names).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_found_in_a_graph_among_other_things() {
        let page = Document::from(
            r#"<script type="application/ld+json">{"@type":"WebSite","name":"No"}</script>
            <script type="application/ld+json">{"@context":"https://schema.org","@graph":[
              {"@type":"BreadcrumbList"},
              {"@type":["ReportageNewsArticle"],"headline":"A
              headline","author":[{"name":"Ana Ruiz"},{"@type":"Person","name":"Li Wei"}],
              "publisher":{"name":"The Gazette"},"datePublished":"2024-07-01",
              "mainEntityOfPage":{"@id":"https://example.org/a"},"inLanguage":{"alternateName":"es"}}
            ]}</script>"#,
        );
        let card = card(&page).unwrap();
        assert!(card.title.unwrap().starts_with("A "));
        assert_eq!(card.author.as_deref(), Some("Ana Ruiz, Li Wei"));
        assert_eq!(card.publisher.as_deref(), Some("The Gazette"));
        assert_eq!(card.address.as_deref(), Some("https://example.org/a"));
        assert_eq!(card.language.as_deref(), Some("es"));
    }

    #[test]
    fn blocks_that_are_no_json_say_nothing() {
        let deep = "[".repeat(100_000);
        let page = Document::from(format!(
            "<script type='application/ld+json'>{{'a':1}}</script>\
             <script type='application/ld+json'>{deep}</script>"
        ));
        assert_eq!(card(&page), None);
    }
}
