use super::script::play;

#[test]
fn a_selection_begins_at_the_cursor_and_moves_with_it() {
    for (before, keys, after) in [
        ("|one two", "v", "«|o»ne two"),
        ("|one two", "v l l", "«on|e» two"),
        ("|one two three", "v w", "«on|e» two three"),
        ("|one two three", "v w w", "«one tw|o» three"),
        ("|one two three", "v w w b", "«on|e» two three"),
        ("one two |three", "v b", "one «|two t»hree"),
        ("one two |three", "v w b", "one two «|t»hree"),
        ("one two |three", "v w b b", "one «|two t»hree"),
        ("|One is. Two is.", "v )", "«One is|.» Two is."),
        ("|One is. Two is. So.", "v ) )", "«One is. Two is|.» So."),
        ("|One is. Two is. So.", "v ) ) (", "«One is|.» Two is. So."),
        ("|One.\n\nTwo.", "v }", "«One|.»\n\nTwo."),
        ("«on|e» two", "Esc", "on|e two"),
        ("«on|e» two", "v", "on|e two"),
    ] {
        assert_eq!(play(before, keys), after, "{before} {keys}");
    }
}

#[test]
fn either_end_can_be_moved() {
    assert_eq!(play("one «tw|o» three", "o"), "one «|two» three");
    assert_eq!(play("one «tw|o» three", "o b"), "«|one two» three");
    assert_eq!(play("one «tw|o» three", "o b w"), "one «|two» three");
    assert_eq!(play("one «tw|o» three", "o b o w"), "«one two thre|e»");
}

#[test]
fn a_selection_grows_by_the_units_of_prose_and_shrinks_back() {
    let text = "It was so. They |came late. It rained.\n\nThen it stopped.";
    let word = "It was so. They «cam|e» late. It rained.\n\nThen it stopped.";
    let sentence = "It was so. «They came late|.» It rained.\n\nThen it stopped.";
    let paragraph = "«It was so. They came late. It rained|.»\n\nThen it stopped.";
    assert_eq!(play(text, "v +"), word);
    assert_eq!(play(text, "v + +"), sentence);
    assert_eq!(play(text, "v + + +"), paragraph);
    assert_eq!(play(text, "v + + + -"), sentence);
    assert_eq!(
        play(text, "v + + + - - -"),
        text.replace("|came", "«|c»ame")
    );
    assert_eq!(play(text, "V"), sentence);
}

#[test]
fn characters_of_several_code_points_are_selected_whole() {
    assert_eq!(play("|e\u{301}a 👩‍👩‍👧 b", "v"), "«|e\u{301}»a 👩‍👩‍👧 b");
    assert_eq!(play("e\u{301}a |👩‍👩‍👧 b", "v"), "e\u{301}a «|👩‍👩‍👧» b");
}
