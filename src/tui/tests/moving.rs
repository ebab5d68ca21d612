use super::script::{Script, play};

#[test]
fn the_cursor_goes_by_characters_words_sentences_and_paragraphs() {
    for (before, keys, after) in [
        ("|one two three", "l", "o|ne two three"),
        ("o|ne two three", "h", "|one two three"),
        ("|one two three", "w w", "one two |three"),
        ("one two |three", "b", "one |two three"),
        ("|one two three", "e", "on|e two three"),
        (
            "|One is. Two is. Three is.",
            ")",
            "One is. |Two is. Three is.",
        ),
        (
            "One is. Two is. |Three is.",
            "(",
            "One is. |Two is. Three is.",
        ),
        ("|One.\n\nTwo.\n\nThree.", "}", "One.\n\n|Two.\n\nThree."),
        ("One.\n\nTwo.\n\n|Three.", "{", "One.\n\n|Two.\n\nThree."),
        ("|one\n\ntwo", "G", "one\n\ntw|o"),
        ("one\n\ntw|o", "g g", "|one\n\ntwo"),
        ("one t|wo", "$", "one tw|o"),
        ("one t|wo", "0", "|one two"),
        (
            "|he paid $6.5 million. So.",
            ")",
            "he paid $6.5 million. |So.",
        ),
    ] {
        assert_eq!(play(before, keys), after, "{before} {keys}");
    }
}

#[test]
fn the_cursor_stops_at_the_ends() {
    for keys in ["h", "b", "(", "{", "k", "C-u", "PageUp"] {
        assert_eq!(play("|one two", keys), "|one two", "{keys}");
    }
    for keys in ["l", "j", "C-d", "PageDown", "G"] {
        assert_eq!(play("one tw|o", keys), "one tw|o", "{keys}");
    }
}

#[test]
fn going_up_and_down_keeps_the_column_over_short_lines() {
    assert_eq!(play("abcd|ef\n\nabcdef", "j"), "abcdef\n|\nabcdef");
    assert_eq!(play("abcd|ef\n\nabcdef", "j j"), "abcdef\n\nabcd|ef");
}

#[test]
fn a_search_goes_from_hit_to_hit_and_around() {
    let mut script = Script::over(&["six of one, six of two, six of three"]);
    script.keys("/").types("six").keys("Enter");
    assert_eq!(script.state.panes.focused().cursor.0, 12);
    script.keys("n");
    assert_eq!(script.state.panes.focused().cursor.0, 24);
    script.keys("n");
    assert_eq!(script.state.panes.focused().cursor.0, 0);
    assert_eq!(script.told(), "Searched on from the other end");
    script.keys("N");
    assert_eq!(script.state.panes.focused().cursor.0, 24);
    script.keys("C-o");
    assert_eq!(
        script.state.panes.focused().cursor.0,
        0,
        "the jump list leads back"
    );
}

#[test]
fn a_search_in_vain_says_so_and_stays() {
    let mut script = Script::over(&["one two"]);
    script.keys("w /").types("seven").keys("Enter");
    assert_eq!(script.state.panes.focused().cursor.0, 4);
    assert_eq!(script.told(), "A does not have these words");
}

#[test]
fn a_long_text_is_searched_beside_the_keys() {
    use crate::text::Offset;
    use crate::text::search::find;
    use crate::tui::effect::Effect;
    use crate::tui::event::{Event, Report};
    use crate::tui::settings::key;

    let text = format!("{}\nthe needle\n", "a haystack\n".repeat(60_000));
    let mut script = super::script::Script::over(&["x"]);
    let document = crate::text::Document::new(crate::text::DocumentId(1), "Long", text);
    let slot = crate::tui::state::Slot::Ready(document);
    script.state.desk.put(crate::text::DocumentId(1), slot);
    script.keys("/").types("needle");
    let enter = key::sequence("Enter").unwrap().remove(0);
    let effects = script.event(Event::Key(enter));
    let [Effect::Search(search)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(script.told(), "Searching …");
    let found = find(
        &search.document.text,
        &search.needle,
        search.from,
        search.direction,
    );
    let report = || Report::Searched(search.clone(), found);
    script.event(Event::Report(report()));
    let cursor = script.state.panes.focused().cursor;
    assert!(cursor > Offset(600_000));
    // Whoever has gone elsewhere meanwhile stays there.
    script.keys("g g j");
    let there = script.state.panes.focused().cursor;
    script.event(Event::Report(report()));
    assert_eq!(script.state.panes.focused().cursor, there);
}
