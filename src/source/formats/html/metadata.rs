//! The card of a page: what it says of its article in JSON-LD, Open Graph, Dublin Core and the like,
//! and where it was saved from. What is said in several ways is taken from the most careful one.

use std::collections::HashMap;

use dom_query::{Document, NodeData};

use super::json_ld;
use super::page::squeezed;
use crate::source::formats::dates::iso;
use crate::text::Card;

/// The card of a page.
pub fn card(page: &Document) -> Card {
    let said = json_ld::card(page).unwrap_or_default();
    let metas = Metas::of(page);
    let saved_from = saved_from(page);
    let publisher = first([
        said.publisher,
        metas.get(&[
            "og:site_name",
            "publisher",
            "dc.publisher",
            "dcterms.publisher",
        ]),
        metas.get(&[
            "citation_journal_title",
            "application-name",
            "apple-mobile-web-app-title",
        ]),
    ]);
    let title = first([
        said.title,
        metas.get(&[
            "og:title",
            "twitter:title",
            "dc.title",
            "citation_title",
            "headline",
        ]),
        only_heading(page),
        text_of(page, "title"),
    ]);
    let author = first([
        said.author,
        metas.all(&["author", "parsely-author", "dc.creator", "dcterms.creator"]),
        metas.all(&[
            "citation_author",
            "article:author",
            "sailthru.author",
            "byl",
        ]),
        text_of(page, "[itemprop=author] [itemprop=name]"),
        text_of(page, "[itemprop=author], [rel=author]"),
    ]);
    let published = said
        .published
        .as_deref()
        .and_then(iso)
        .or_else(|| published(page, &metas));
    let addresses = [
        attribute(page, "link[rel=canonical]", "href"),
        metas.get(&["og:url"]),
        said.address,
        saved_from.clone(),
    ];
    let (address, archive_address) = place(addresses.into_iter().flatten());
    let language = first([
        attribute(page, "html", "lang"),
        attribute(page, "html", "xml:lang"),
        said.language,
        metas.get(&["og:locale", "content-language", "dc.language", "language"]),
    ]);
    Card {
        title: title.map(|title| without_site(&title, publisher.as_deref())),
        author: author.map(|author| without_by(&author)),
        publisher,
        published,
        address,
        archive_address,
        language: language.and_then(|tag| language_tag(&tag)),
        ..Card::default()
    }
}

/// The `meta` elements of a page by their lower-case names.
struct Metas(HashMap<String, Vec<String>>);

impl Metas {
    fn of(page: &Document) -> Self {
        let mut metas: HashMap<String, Vec<String>> = HashMap::new();
        for node in page.select("meta[content]").nodes() {
            let key = ["property", "name", "itemprop", "http-equiv"]
                .iter()
                .find_map(|key| node.attr(key));
            let content = node.attr_or("content", "");
            if let Some(key) = key
                && !content.trim().is_empty()
            {
                let key = key.trim().to_ascii_lowercase();
                metas.entry(key).or_default().push(content.to_string());
            }
        }
        Self(metas)
    }

    /// The first value of the first of these that is there.
    fn get(&self, keys: &[&str]) -> Option<String> {
        keys.iter()
            .find_map(|key| self.0.get(*key)?.first().cloned())
    }

    /// All values of the first of these that is there and names somebody, not a page about them.
    fn all(&self, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| {
            let mut names: Vec<&str> = self.0.get(*key)?.iter().map(String::as_str).collect();
            names.retain(|name| !name.starts_with("http") && !name.starts_with('@'));
            names.dedup();
            (!names.is_empty()).then(|| names.join(", "))
        })
    }
}

fn first<const N: usize>(values: [Option<String>; N]) -> Option<String> {
    values
        .into_iter()
        .flatten()
        .map(|value| squeezed(&unescaped(&value)))
        .find(|value| !value.is_empty())
}

/// Values in JSON-LD and `content` are often escaped twice.
fn unescaped(value: &str) -> String {
    if value.contains(['&', '<']) {
        Document::fragment(value).text().to_string()
    } else {
        value.to_owned()
    }
}

fn text_of(page: &Document, selector: &str) -> Option<String> {
    let found = page.select(selector);
    let text = squeezed(&found.nodes().first()?.text());
    (!text.is_empty() && text.len() < 300).then_some(text)
}

fn only_heading(page: &Document) -> Option<String> {
    let found = page.select("h1");
    match found.nodes() {
        [only] => Some(squeezed(&only.text())).filter(|text| !text.is_empty()),
        _ => None,
    }
}

fn attribute(page: &Document, selector: &str, name: &str) -> Option<String> {
    let found = page.select(selector);
    let value = found.nodes().first()?.attr(name)?.trim().to_owned();
    (!value.is_empty()).then_some(value)
}

fn published(page: &Document, metas: &Metas) -> Option<String> {
    const NAMES: &[&str] = &[
        "article:published_time",
        "og:article:published_time",
        "og:published_time",
        "datepublished",
        "parsely-pub-date",
        "sailthru.date",
        "pubdate",
        "publish-date",
        "publish_date",
        "publication_date",
        "citation_publication_date",
        "citation_date",
        "dc.date.issued",
        "dcterms.issued",
        "dc.date",
        "dcterms.date",
        "dcterms.created",
        "date",
        "cxenseparse:recs:publishtime",
    ];
    let said = NAMES.iter().find_map(|name| iso(&metas.get(&[name])?));
    said.or_else(|| {
        [
            ("[itemprop=datePublished]", "datetime"),
            ("time[pubdate]", "datetime"),
            ("article header time, header time", "datetime"),
            ("time[datetime]", "datetime"),
        ]
        .iter()
        .find_map(|(selector, name)| iso(&attribute(page, selector, name)?))
    })
}

/// Where a browser saved the page from, which it notes in a comment at its beginning: `saved from
/// url=(0023)https://…`, or `url: https://…`.
fn saved_from(page: &Document) -> Option<String> {
    let root = page.root();
    let html = page.html_root();
    let comments = root.children_it(false).chain(html.children_it(false));
    comments.take(20).find_map(|node| {
        node.query(|node| match &node.data {
            NodeData::Comment { contents } => {
                let (_, rest) = contents
                    .split_once("saved from url=(")
                    .and_then(|(_, rest)| rest.split_once(')'))
                    .or_else(|| contents.split_once("url: "))?;
                rest.split_whitespace().next().map(str::to_owned)
            }
            _ => None,
        })
        .flatten()
    })
}

/// The address of an article and of its copy in an archive, from all that the page gives.
fn place(addresses: impl Iterator<Item = String>) -> (Option<String>, Option<String>) {
    let mut address = None;
    let mut archive = None;
    for found in addresses {
        if !found.starts_with("http://") && !found.starts_with("https://") {
            continue;
        }
        if is_archive(&found) {
            address = address.or_else(|| original(&found));
            archive = archive.or(Some(found));
        } else {
            address = address.or(Some(found));
        }
    }
    (address, archive)
}

/// Whether an address is that of an archive.
fn is_archive(address: &str) -> bool {
    const ARCHIVES: &[&str] = &[
        "web.archive.org",
        "archive.ph",
        "archive.is",
        "archive.today",
        "archive.li",
        "archive.vn",
        "archive.md",
        "archive.fo",
        "perma.cc",
        "ghostarchive.org",
        "webcache.googleusercontent.com",
    ];
    let host = address.split('/').nth(2).unwrap_or_default();
    ARCHIVES.contains(&host.strip_prefix("www.").unwrap_or(host))
}

/// The address that an archive's address names.
fn original(archived: &str) -> Option<String> {
    let at = archived
        .find("/http://")
        .or_else(|| archived.find("/https://"))?;
    archived.get(at + 1..).map(str::to_owned)
}

/// A title without the name of the site behind it.
fn without_site(title: &str, publisher: Option<&str>) -> String {
    let Some(publisher) = publisher else {
        return title.to_owned();
    };
    [" | ", " - ", " – ", " — ", " · ", " :: "]
        .iter()
        .find_map(|between| {
            let (headline, site) = title.rsplit_once(between)?;
            site.trim()
                .eq_ignore_ascii_case(publisher)
                .then(|| headline.trim().to_owned())
        })
        .unwrap_or_else(|| title.to_owned())
}

fn without_by(author: &str) -> String {
    let start: String = author.chars().take(3).collect();
    let rest = author.get(start.len()..).unwrap_or_default();
    if start.eq_ignore_ascii_case("by ") {
        rest.trim().to_owned()
    } else {
        author.to_owned()
    }
}

/// A language as a BCP 47 tag, where it is one.
pub fn language_tag(tag: &str) -> Option<String> {
    let tag = tag.trim().replace('_', "-");
    let mut parts = tag.split('-');
    let primary = parts.next()?;
    let is_tag = (2..=3).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        });
    is_tag.then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_json_ld_is_read_by_its_metas() {
        let page = Document::from(
            r#"<html lang="es_PA"><head><title>Acuerdo firmado | El Diario</title>
            <meta property="og:site_name" content="El Diario">
            <meta name="author" content="By Rosa &amp;amp; Luis">
            <meta property="article:published_time" content="2024-07-01T10:30:00-05:00">
            <link rel="canonical" href="https://web.archive.org/web/20240702/https://diario.example/a">
            "#,
        );
        assert_eq!(
            card(&page),
            Card {
                title: Some("Acuerdo firmado".into()),
                publisher: Some("El Diario".into()),
                author: Some("Rosa & Luis".into()),
                published: Some("2024-07-01T10:30:00-05:00".into()),
                address: Some("https://diario.example/a".into()),
                archive_address: Some(
                    "https://web.archive.org/web/20240702/https://diario.example/a".into()
                ),
                language: Some("es-PA".into()),
                ..Card::default()
            }
        );
    }

    #[test]
    fn browsers_note_where_they_saved_a_page_from() {
        let page = Document::from(
            "<!DOCTYPE html>\n<!-- saved from url=(0027)https://example.org/saved/ -->\n<html><p>x",
        );
        assert_eq!(
            card(&page).address.as_deref(),
            Some("https://example.org/saved/")
        );
    }
}
