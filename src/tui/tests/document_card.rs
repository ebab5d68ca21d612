//! The card of a document.

use super::script::Script;
use crate::text::{DocumentId, SourceKind};

#[test]
fn the_card_is_changed_field_by_field_and_changes_are_taken_back() {
    let mut script = Script::over(&["A text about a harbour.", "Another text."]);
    script
        .keys("Space k j Enter")
        .types("The Harbour News")
        .keys("Enter");
    script
        .keys("j j j Enter")
        .types("https://example.org")
        .keys("Enter");
    script.keys("j j j j Enter p Esc");
    let card = script
        .session()
        .document(DocumentId(1))
        .unwrap()
        .card
        .clone();
    assert_eq!(card.publisher.as_deref(), Some("The Harbour News"));
    assert_eq!(card.address.as_deref(), Some("https://example.org"));
    assert_eq!(card.kind, Some(SourceKind::Primary));
    script.keys("u u u");
    assert!(
        script
            .session()
            .document(DocumentId(1))
            .unwrap()
            .card
            .is_empty()
    );
}

#[test]
fn a_document_keeps_a_name() {
    let mut script = Script::over(&["A text.", "Another text."]);
    script.keys("Space k Enter C-u Enter");
    assert!(script.told().contains("needs a name"), "{}", script.told());
    script.keys("Enter C-u").types("Harbour").keys("Enter");
    assert_eq!(
        script.session().document(DocumentId(1)).unwrap().title,
        "Harbour"
    );
}
