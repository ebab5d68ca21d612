//! Walking XML step by step, without recursion and without entities but the five of XML itself: no
//! declaration in a file makes anything grow, or reaches outside of it.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use crate::source::extract::Unreadable;

/// A step of a walk. Names are local, without the prefix of their namespace.
pub enum Step<'x> {
    /// Into an element.
    Enter(Element<'x>),
    /// Out of the element of this name.
    Leave(&'x str),
    /// Characters.
    Text(Cow<'x, str>),
}

/// The start of an element.
pub struct Element<'x> {
    start: &'x BytesStart<'x>,
}

impl Element<'_> {
    /// Its name.
    pub fn name(&self) -> &str {
        local(self.start.name().into_inner())
    }

    /// Its name with the prefix of its namespace.
    pub fn full_name(&self) -> &str {
        self.start.name().into_inner()
    }

    /// The value of an attribute, by its local name.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let found = self
            .start
            .attributes()
            .with_checks(false)
            .filter_map(Result::ok)
            .find(|attribute| local(attribute.key.into_inner()) == name)?;
        let value = found
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .ok()?;
        Some(value.into_owned())
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// Walks a document from its beginning to its end.
///
/// # Errors
/// When it is no XML.
pub fn walk(xml: &str, mut visit: impl FnMut(Step)) -> Result<(), Unreadable> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    loop {
        let event = reader.read_event().map_err(|error| {
            let at = reader.error_position();
            Unreadable::Why(format!("its XML is broken at byte {at} ({error})"))
        })?;
        match event {
            Event::Start(start) | Event::Empty(start) => {
                visit(Step::Enter(Element { start: &start }));
            }
            Event::End(end) => visit(Step::Leave(local(end.name().into_inner()))),
            Event::Text(text) => visit(Step::Text(text.xml10_content())),
            Event::CData(data) => visit(Step::Text(data.xml10_content())),
            Event::GeneralRef(name) => {
                let character = name.resolve_char_ref().ok().flatten();
                let text = match (character, resolve_predefined_entity(&name)) {
                    (Some(character), _) => Cow::Owned(character.to_string()),
                    (None, Some(known)) => Cow::Borrowed(known),
                    // Of an entity of the file's own, the name.
                    (None, None) => Cow::Owned(format!("&{};", &*name)),
                };
                visit(Step::Text(text));
            }
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// The text of the first element of each of these names, in their order.
///
/// # Errors
/// When it is no XML.
pub fn texts<const N: usize>(
    xml: &str,
    names: [&str; N],
) -> Result<[Option<String>; N], Unreadable> {
    let mut found = [const { None::<String> }; N];
    let mut open: Option<(usize, String)> = None;
    walk(xml, |step| match step {
        Step::Enter(element) => {
            let at = names.iter().position(|name| *name == element.name());
            if let Some(at) = at.filter(|at| found.get(*at).is_some_and(Option::is_none)) {
                open = Some((at, String::new()));
            }
        }
        Step::Text(text) => {
            if let Some((_, so_far)) = &mut open {
                so_far.push_str(&text);
            }
        }
        Step::Leave(name) => {
            if let Some((at, text)) = open.take_if(|(at, _)| names.get(*at) == Some(&name)) {
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if let Some(slot) = found.get_mut(at).filter(|_| !text.is_empty()) {
                    *slot = Some(text);
                }
            }
        }
    })?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_of_a_files_own_are_not_resolved() {
        let xml = "<!DOCTYPE a [<!ENTITY x 'boom'><!ENTITY y SYSTEM 'file:///etc/passwd'>]>\
                   <a>&lt;&x;&y;&#233;<![CDATA[<b>]]></a>";
        assert_eq!(texts(xml, ["a"]).unwrap(), [Some("<&x;&y;é<b>".to_owned())]);
    }

    #[test]
    fn depth_costs_nothing() {
        let xml = "<a>".repeat(1_000_000);
        let mut depth = 0;
        walk(&xml, |step| {
            depth += usize::from(matches!(step, Step::Enter(_)));
        })
        .unwrap();
        assert_eq!(depth, 1_000_000);
    }
}
