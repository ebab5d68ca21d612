//! What the main part of a Word document refers to: styles, numbers of lists, addresses of links, notes
//! and comments.

use std::collections::HashMap;

use crate::source::extract::Unreadable;
use crate::source::formats::xml::{Element, Step, walk};

/// What a style of paragraphs means for reading.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// The level of a heading, from 1.
    pub heading: Option<usize>,
    /// The list whose items have this style.
    pub list: Option<String>,
}

/// The styles by their ids.
pub fn styles(xml: &str) -> Result<HashMap<String, Style>, Unreadable> {
    let mut styles: HashMap<String, Style> = HashMap::new();
    let mut id = String::new();
    walk(xml, |step| {
        let Step::Enter(element) = step else { return };
        let value = || element.attribute("val").unwrap_or_default();
        match element.name() {
            "style" => id = element.attribute("styleId").unwrap_or_default(),
            "name" => {
                let level = match value().to_lowercase().as_str() {
                    "title" => Some(1),
                    name => name.strip_prefix("heading ").and_then(|n| n.parse().ok()),
                };
                styles.entry(id.clone()).or_default().heading = level;
            }
            "numId" => styles.entry(id.clone()).or_default().list = Some(value()),
            _ => {}
        }
    })?;
    Ok(styles)
}

/// Which levels of which lists have numbers; the others have bullets.
#[derive(Debug, Default)]
pub struct Numbering {
    kinds: HashMap<String, String>,
    numbered: HashMap<(String, String), bool>,
}

impl Numbering {
    /// Whether the items of a list at this level are numbered.
    pub fn is_numbered(&self, list: &str, level: usize) -> bool {
        let Some(kind) = self.kinds.get(list) else {
            return false;
        };
        let key = (kind.clone(), level.to_string());
        self.numbered.get(&key).copied().unwrap_or_default()
    }
}

/// The lists.
pub fn numbering(xml: &str) -> Result<Numbering, Unreadable> {
    let mut found = Numbering::default();
    let (mut kind, mut level, mut list) = (String::new(), String::new(), None::<String>);
    walk(xml, |step| match step {
        Step::Enter(element) => {
            let get = |name| element.attribute(name).unwrap_or_default();
            match element.name() {
                "abstractNum" => kind = get("abstractNumId"),
                "lvl" => level = get("ilvl"),
                "numFmt" => {
                    let numbered = !["bullet", "none"].contains(&get("val").as_str());
                    found
                        .numbered
                        .insert((kind.clone(), level.clone()), numbered);
                }
                "num" => list = Some(get("numId")),
                "abstractNumId" => {
                    if let Some(list) = &list {
                        found.kinds.insert(list.clone(), get("val"));
                    }
                }
                _ => {}
            }
        }
        Step::Leave("num") => list = None,
        Step::Leave(_) | Step::Text(_) => {}
    })?;
    Ok(found)
}

/// Where the relations of a part lead, by their ids.
pub fn relations(xml: &str) -> Result<HashMap<String, String>, Unreadable> {
    let mut found = HashMap::new();
    walk(xml, |step| {
        if let Step::Enter(element) = step
            && let (Some(id), Some(target)) = (element.attribute("Id"), element.attribute("Target"))
        {
            found.insert(id, target);
        }
    })?;
    Ok(found)
}

/// A note or a comment.
#[derive(Debug, Default)]
pub struct Entry {
    /// What the text refers to it by.
    pub id: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// Its text on one line.
    pub text: String,
}

/// The notes or comments of a part, which are elements of this name.
pub fn entries(xml: &str, name: &str) -> Result<Vec<Entry>, Unreadable> {
    let mut entries: Vec<Entry> = vec![];
    let mut in_text = false;
    walk(xml, |step| match step {
        Step::Enter(element) if element.name() == name => entries.push(entry(&element)),
        Step::Enter(element) => {
            in_text = element.name() == "t";
            if matches!(element.name(), "p" | "tab" | "br")
                && let Some(entry) = entries.last_mut().filter(|entry| !entry.text.is_empty())
            {
                entry.text.push(' ');
            }
        }
        Step::Leave(_) => in_text = false,
        Step::Text(text) => {
            if let Some(entry) = entries.last_mut().filter(|_| in_text) {
                entry.text.push_str(&text);
            }
        }
    })?;
    for entry in &mut entries {
        let trimmed = entry.text.trim().to_owned();
        entry.text = trimmed;
    }
    Ok(entries)
}

fn entry(element: &Element) -> Entry {
    Entry {
        id: element.attribute("id").unwrap_or_default(),
        author: element
            .attribute("author")
            .filter(|author| !author.is_empty()),
        text: String::new(),
    }
}

/// All text of a part on one line.
pub fn plain(xml: &str) -> Result<String, Unreadable> {
    let mut text = String::new();
    let mut in_text = false;
    walk(xml, |step| match step {
        Step::Enter(element) => {
            in_text = element.name() == "t";
            if matches!(element.name(), "p" | "tab" | "br") {
                text.push(' ');
            }
        }
        Step::Leave(_) => in_text = false,
        Step::Text(words) => {
            if in_text {
                text.push_str(&words);
            }
        }
    })?;
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}
