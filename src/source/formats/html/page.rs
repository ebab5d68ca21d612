//! Walking the tree of a page without recursion, however deep it is.

use dom_query::NodeRef;

/// A step of a walk.
pub enum Step<'p> {
    /// Into a node, before what it holds.
    Enter(NodeRef<'p>),
    /// Out of a node, behind what it holds.
    Leave(NodeRef<'p>),
}

/// Walks a node and all that it holds, in the order of the page. `visit` says of each node that is
/// entered whether its inside is to be walked; one that is not is not left either.
pub fn walk<'p>(root: &NodeRef<'p>, mut visit: impl FnMut(Step<'p>) -> bool) {
    let mut node = *root;
    loop {
        let inside = visit(Step::Enter(node));
        if inside && let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        if inside {
            visit(Step::Leave(node));
        }
        loop {
            if node.id == root.id {
                return;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else {
                return;
            };
            node = parent;
            visit(Step::Leave(node));
        }
    }
}

/// The name of an element, in lower case; empty for anything else.
pub fn name(node: &NodeRef) -> String {
    node.node_name()
        .map(|name| name.to_ascii_lowercase())
        .unwrap_or_default()
}

/// A text without the blanks that a page may have anywhere.
pub fn squeezed(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
