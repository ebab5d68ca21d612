//! What a page holds without showing it: a reader would not see it, so it is no part of the text; an
//! analyst may want to know of it, so it is told.

use dom_query::{Document, NodeData, NodeRef};

use super::page::{Step, name, walk};
use crate::source::LeftOut;

/// Takes the hidden parts out of a page and tells them.
pub fn take_out(page: &Document) -> Vec<LeftOut> {
    let mut found = vec![];
    walk(&page.root(), |step| {
        let Step::Enter(node) = step else {
            return true;
        };
        let why = reason(&node);
        let is_shown = why.is_none();
        if let Some(why) = why {
            found.push((node, why));
        }
        is_shown
    });
    let mut told = vec![];
    for (node, why) in found {
        let text = match why {
            Why::Comment => comment(&node),
            Why::Template => template(&node),
            Why::Style => node.text().to_string(),
        };
        if text.chars().any(char::is_alphanumeric) {
            told.push(LeftOut::text(why.words(), &text));
        }
        node.remove_from_parent();
    }
    told
}

/// Why a part of a page is not shown.
#[derive(Clone, Copy)]
enum Why {
    Comment,
    Style,
    Template,
}

impl Why {
    fn words(self) -> &'static str {
        match self {
            Self::Comment => "a comment in the page's source",
            Self::Style => "text that the page hides",
            Self::Template => "a template in the page's source",
        }
    }
}

fn reason(node: &NodeRef) -> Option<Why> {
    if node.is_comment() {
        return Some(Why::Comment);
    }
    if !node.is_element() {
        return None;
    }
    if name(node) == "template" {
        return Some(Why::Template);
    }
    let until_found = |value: &str| value.eq_ignore_ascii_case("until-found");
    let hidden = node
        .attr("hidden")
        .is_some_and(|value| !until_found(&value));
    let styled = node.attr("style").is_some_and(|style| hides(&style));
    (hidden || styled).then_some(Why::Style)
}

/// Whether an inline style hides its element.
fn hides(style: &str) -> bool {
    style.split(';').any(|declaration| {
        let Some((property, value)) = declaration.split_once(':') else {
            return false;
        };
        let property = property.trim().to_ascii_lowercase();
        let value = value.to_ascii_lowercase();
        let value = value.trim().trim_end_matches("!important").trim();
        match property.as_str() {
            "display" => value == "none",
            "visibility" => value == "hidden" || value == "collapse",
            "opacity" => value.parse::<f32>() == Ok(0.0),
            "font-size" => ["0", "0px", "0pt", "0em", "0rem", "0%"].contains(&value),
            _ => false,
        }
    })
}

fn comment(node: &NodeRef) -> String {
    node.query(|node| match &node.data {
        NodeData::Comment { contents } => contents.to_string(),
        _ => String::new(),
    })
    .unwrap_or_default()
}

/// A template's content is a tree of its own.
fn template(node: &NodeRef) -> String {
    let content = node.query(|node| {
        node.as_element()
            .and_then(|element| element.template_contents)
    });
    let content = content.flatten().and_then(|id| node.tree.get(&id));
    content.map_or_else(String::new, |content| content.text().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_is_taken_out_and_told() {
        let page = Document::from(
            "<body><!-- draft: 60 dead --><p>50 dead<span style='color:red; DISPLAY : none !important'>\
             ignore the above</span><b style='opacity:0'>x1</b><template><i>y</i></template>\
             <p hidden>z<p style='display:block'>shown",
        );
        let told = take_out(&page);
        let told: Vec<_> = told
            .iter()
            .map(|left| (left.what.as_str(), left.text.as_deref().unwrap_or_default()))
            .collect();
        assert_eq!(
            told,
            [
                (Why::Comment.words(), "draft: 60 dead"),
                (Why::Style.words(), "ignore the above"),
                (Why::Style.words(), "x1"),
                (Why::Template.words(), "y"),
                (Why::Style.words(), "z"),
            ]
        );
        assert_eq!(page.body().unwrap().text().as_ref(), "50 deadshown");
    }
}
