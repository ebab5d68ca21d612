//! Pages that nest deeper than any honest one are made shallow before they are parsed: building the
//! tree takes time that grows with the square of its depth. Elements of XHTML that close themselves are
//! closed as HTML knows it.

use std::borrow::Cow;

use memchr::memchr;

/// How deep tags are kept.
pub const DEEPEST: usize = 400;

/// A page that is not too deep.
#[derive(Debug)]
pub struct Shallow<'h> {
    /// The page.
    pub html: Cow<'h, str>,
    /// How many tags it has.
    pub tags: usize,
    /// How many tags were taken out.
    pub cut: usize,
}

/// Takes out the tags that lie too deep, and leaves their text.
pub fn shallow(html: &str, is_xhtml: bool) -> Shallow<'_> {
    let mut scan = Scan {
        is_xhtml,
        ..Scan::default()
    };
    let mut at = 0;
    while let Some(found) = html
        .as_bytes()
        .get(at..)
        .and_then(|rest| memchr(b'<', rest))
    {
        let start = at + found;
        let rest = html.get(start..).unwrap_or_default();
        let tag = scan.tag(rest);
        let end = start + tag.length;
        if tag.too_deep {
            scan.cut += 1;
            scan.changes.push((start, end, String::new()));
        } else if let Some(name) = tag.closes_itself {
            scan.changes.push((end - 2, end, format!("></{name}>")));
        }
        at = end;
    }
    let tags = scan.tags;
    if scan.changes.is_empty() {
        return Shallow {
            html: Cow::Borrowed(html),
            tags,
            cut: 0,
        };
    }
    let mut kept = String::with_capacity(html.len());
    let mut from = 0;
    for (start, end, instead) in &scan.changes {
        kept.push_str(html.get(from..*start).unwrap_or_default());
        kept.push_str(instead);
        from = *end;
    }
    kept.push_str(html.get(from..).unwrap_or_default());
    Shallow {
        html: Cow::Owned(kept),
        tags: tags - scan.cut,
        cut: scan.cut,
    }
}

#[derive(Default)]
struct Scan {
    is_xhtml: bool,
    depth: usize,
    tags: usize,
    cut: usize,
    /// What stands where, and what is to stand there instead.
    changes: Vec<(usize, usize, String)>,
}

/// A tag, comment or raw text.
#[derive(Default)]
struct Tag {
    /// How long it is, in bytes.
    length: usize,
    too_deep: bool,
    /// The name of an element that HTML would leave open.
    closes_itself: Option<String>,
}

impl Tag {
    fn of(length: usize) -> Self {
        Self {
            length,
            ..Self::default()
        }
    }
}

impl Scan {
    /// What begins here.
    fn tag(&mut self, rest: &str) -> Tag {
        if rest.starts_with("<!--") {
            return Tag::of(rest.find("-->").map_or(rest.len(), |end| end + 3));
        }
        let closes = rest.starts_with("</");
        let name = name_of(rest.get(1 + usize::from(closes)..).unwrap_or_default());
        if name.is_empty() {
            return Tag::of(1);
        }
        self.tags += 1;
        let mut tag = Tag::of(length_of(rest));
        let name = name.to_ascii_lowercase();
        let written = rest.get(..tag.length).unwrap_or_default();
        if self.is_xhtml && written.ends_with("/>") {
            tag.closes_itself = (!is_void(&name)).then_some(name);
        } else if ["script", "style", "textarea", "title"].contains(&name.as_str()) && !closes {
            tag.length += raw_text(rest.get(tag.length..).unwrap_or_default(), &name);
        } else if closes && nests(&name) {
            tag.too_deep = self.depth > DEEPEST;
            self.depth = self.depth.saturating_sub(1);
        } else if nests(&name) {
            self.depth += 1;
            tag.too_deep = self.depth > DEEPEST;
        }
        tag
    }
}

fn name_of(rest: &str) -> &str {
    let end = rest
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .unwrap_or(rest.len());
    let name = rest.get(..end).unwrap_or_default();
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name
    } else {
        ""
    }
}

/// The length of a tag with its attributes, whose values may hold any sign between quotation marks.
fn length_of(tag: &str) -> usize {
    let mut quoted = None;
    let mut value_next = false;
    for (at, byte) in tag.bytes().enumerate() {
        match (quoted, byte) {
            (Some(mark), _) if mark == byte => quoted = None,
            (None, b'"' | b'\'') if value_next => quoted = Some(byte),
            (None, b'>') => return at + 1,
            (Some(_) | None, _) => {}
        }
        if !byte.is_ascii_whitespace() {
            value_next = byte == b'=';
        }
    }
    tag.len()
}

/// How long the text of an element is that holds no tags, up to its end tag.
fn raw_text(rest: &str, name: &str) -> usize {
    let mut at = 0;
    while let Some(found) = rest.get(at..).and_then(|rest| rest.find("</")) {
        let end = at + found;
        let tag = name_of(rest.get(end + 2..).unwrap_or_default());
        if tag.eq_ignore_ascii_case(name) {
            return end;
        }
        at = end + 2;
    }
    rest.len()
}

/// Whether an element never holds anything.
fn is_void(name: &str) -> bool {
    const VOID: &[&str] = &[
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr",
    ];
    VOID.contains(&name)
}

/// Whether an element stays open until it is closed: not the void ones, and not those that the next
/// one of their kind ends.
fn nests(name: &str) -> bool {
    const ENDED_BY_THE_NEXT: &[&str] = &[
        "body", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "rp",
        "rt", "tbody", "td", "tfoot", "th", "thead", "tr",
    ];
    !is_void(name) && !ENDED_BY_THE_NEXT.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_honest_page_stays_as_it_is() {
        let page = "<ul><li>one<li>two</ul><a title='a > b'>c</a><script>'<b>'</script>";
        let found = shallow(page, false);
        assert_eq!((found.html.as_ref(), found.cut), (page, 0));
    }

    #[test]
    fn tags_that_lie_too_deep_go_and_their_text_stays() {
        let many = 100_000;
        let page = format!(
            "{}deep{}<p>behind",
            "<div>".repeat(many),
            "</div>".repeat(many)
        );
        let found = shallow(&page, false);
        assert_eq!(found.cut, 2 * (many - DEEPEST));
        assert!(found.html.contains("<div>deep</div>"));
        assert!(found.html.ends_with("</div><p>behind"));
    }

    #[test]
    fn elements_of_xhtml_that_close_themselves_are_closed() {
        let found = shallow("<title/><br/><p><a id='x' />words</p>", true);
        assert_eq!(
            found.html,
            "<title></title><br/><p><a id='x' ></a>words</p>"
        );
    }
}
