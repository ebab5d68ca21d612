//! A page, or a part of one, as plain text.

use dom_query::NodeRef;

use super::page::{Step, name, squeezed, walk};
use crate::source::Link;
use crate::source::formats::writer::Writer;

/// What is read of a part of a page.
#[derive(Debug, Default)]
pub struct Rendered {
    /// Its text.
    pub text: String,
    /// Where it leads.
    pub links: Vec<Link>,
}

/// The text of a node.
pub fn text(root: &NodeRef) -> Rendered {
    let mut render = Render::default();
    walk(root, |step| match step {
        Step::Enter(node) if node.is_text() => {
            render.writer.words(&node.text());
            false
        }
        Step::Enter(node) => !node.is_element() || render.enter(&node),
        Step::Leave(node) => {
            if node.is_element() {
                render.leave(&node);
            }
            true
        }
    });
    Rendered {
        text: render.writer.finish(),
        links: render.links,
    }
}

#[derive(Default)]
struct Render {
    writer: Writer,
    links: Vec<Link>,
    /// The lengths of the text at which links began.
    open_links: Vec<usize>,
    /// The numbers of the next items; none where a list has no numbers.
    lists: Vec<Option<u32>>,
    /// Whether the tables that are open hold data, and not the layout of the page.
    tables: Vec<bool>,
}

impl Render {
    fn enter(&mut self, node: &NodeRef) -> bool {
        match name(node).as_str() {
            "head" | "script" | "style" | "noscript" | "template" | "iframe" | "object"
            | "embed" | "svg" | "canvas" | "audio" | "video" | "map" | "select" | "datalist"
            | "textarea" | "input" | "button" | "rt" | "rp" | "math" => return false,
            "br" => self.writer.line_break(),
            "a" => {
                self.writer.words("");
                self.open_links.push(self.writer.len());
            }
            "q" => self.writer.mark_before("“"),
            "del" | "s" | "strike" => self.writer.mark_before("~~"),
            "h1" => self.writer.heading(1),
            "h2" => self.writer.heading(2),
            "h3" => self.writer.heading(3),
            "h4" => self.writer.heading(4),
            "h5" => self.writer.heading(5),
            "h6" => self.writer.heading(6),
            "blockquote" => self.writer.enter_quote(),
            "ul" | "menu" => self.enter_list(None),
            "ol" => {
                let start = node.attr("start").and_then(|start| start.parse().ok());
                self.enter_list(Some(start.unwrap_or(1)));
            }
            "li" => self.enter_item(),
            "pre" => {
                self.writer.block();
                self.writer.enter_verbatim();
            }
            "table" => {
                self.writer.block();
                self.tables.push(holds_data(node));
            }
            "tr" if self.in_data() => self.writer.row(),
            "td" | "th" if self.in_data() => self.writer.enter_cell(),
            "dt" | "dd" => self.writer.line(),
            "tbody" | "thead" | "tfoot" if self.in_data() => self.writer.line(),
            block if is_block(block) => self.writer.block(),
            _ => {}
        }
        true
    }

    fn leave(&mut self, node: &NodeRef) {
        match name(node).as_str() {
            "a" => self.leave_link(node),
            "q" => self.writer.mark_behind("”"),
            "del" | "s" | "strike" => self.writer.mark_behind("~~"),
            "blockquote" | "li" => self.writer.leave(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.writer.leave_heading(),
            "ul" | "ol" | "menu" => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.writer.block();
                }
            }
            "pre" => {
                self.writer.leave_verbatim();
                self.writer.block();
            }
            "table" => {
                self.tables.pop();
                self.writer.block();
            }
            "td" | "th" if self.in_data() => self.writer.leave_cell(),
            "dt" | "dd" => self.writer.line(),
            "tr" | "tbody" | "thead" | "tfoot" if self.in_data() => self.writer.line(),
            block if is_block(block) => self.writer.block(),
            _ => {}
        }
    }

    fn in_data(&self) -> bool {
        self.tables.last() == Some(&true)
    }

    fn enter_list(&mut self, number: Option<u32>) {
        if self.lists.is_empty() {
            self.writer.block();
        }
        self.lists.push(number);
    }

    fn enter_item(&mut self) {
        match self.lists.last_mut() {
            Some(Some(number)) => {
                let marker = format!("{number}.");
                *number = number.saturating_add(1);
                self.writer.enter_item(&marker);
            }
            _ => self.writer.enter_item("-"),
        }
    }

    fn leave_link(&mut self, node: &NodeRef) {
        let Some(from) = self.open_links.pop() else {
            return;
        };
        let words = squeezed(self.writer.since(from));
        let address = node.attr_or("href", "");
        let address = address.trim();
        let leads = !address.is_empty()
            && !address.starts_with('#')
            && !address.to_ascii_lowercase().starts_with("javascript:");
        if leads && !words.is_empty() {
            self.links.push(Link {
                words,
                address: address.to_owned(),
            });
        }
    }
}

fn is_block(name: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "address",
        "article",
        "aside",
        "body",
        "caption",
        "center",
        "details",
        "dialog",
        "div",
        "dl",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hgroup",
        "hr",
        "main",
        "nav",
        "p",
        "section",
        "summary",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
    ];
    BLOCKS.contains(&name)
}

/// The longest text that a cell of data may have, in bytes.
const CELL: usize = 300;

/// Whether a table holds data: it has several columns, no table inside of it, and no cell that is as
/// long as a paragraph.
pub fn holds_data(table: &NodeRef) -> bool {
    let mut columns = 0;
    let mut widest = 0;
    let mut plain = true;
    walk(table, |step| {
        let Step::Enter(node) = step else {
            return true;
        };
        match name(&node).as_str() {
            "table" if node.id != table.id => plain = false,
            "tr" => columns = 0,
            "td" | "th" => {
                columns += 1;
                widest = widest.max(columns);
                plain &= node.text().trim().len() <= CELL;
                return plain && node.first_element_child().is_some();
            }
            _ => {}
        }
        plain
    });
    plain && widest > 1
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    fn read(html: &str) -> String {
        text(&Document::from(html).root()).text
    }

    #[test]
    fn what_a_page_sets_apart_reads_in_plain_text() {
        assert_eq!(
            read(
                "<h1>Accord</h1><p>Signed <b>on</b>\n Monday.<blockquote><p>We <q>agree</q>.\
                 </blockquote><ol start=3><li>one<ul><li>inner</ul><li><p>two</ol>\
                 <table><caption>Costs</caption><tr><th>Item<th>Sum<tr><td>Flights<td>$6 million\
                 </table><pre>a\n  b</pre>x<br>y <del>50</del> 58"
            ),
            "# Accord\n\nSigned on Monday.\n\n> We “agree”.\n\n3. one\n  - inner\n4. two\n\n\
             Costs\n\nItem | Sum\nFlights | $6 million\n\na\n  b\n\nx\ny ~~50~~ 58\n"
        );
    }

    #[test]
    fn a_table_that_lays_out_the_page_is_no_table() {
        let long = "word ".repeat(100);
        let html = format!("<table><tr><td>menu<td><p>{long}<p>end</table>");
        assert_eq!(read(&html), format!("menu\n\n{}\n\nend\n", long.trim()));
    }

    #[test]
    fn links_are_told_beside_the_text() {
        let page =
            Document::from("<p>See <a href='https://e.org/r'>the report</a><a href='#x'>1</a>");
        let found = text(&page.root());
        assert_eq!(found.text, "See the report1\n");
        let link = Link {
            words: "the report".into(),
            address: "https://e.org/r".into(),
        };
        assert_eq!(found.links, [link]);
    }
}
