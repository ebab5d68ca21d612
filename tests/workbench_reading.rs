//! Opening, reading, searching, comparing and leaving, as a user does it.
#![cfg(unix)]
#![allow(clippy::expect_used)]

mod support;

use support::screen::Screen;
use support::terminal::Terminal;
use support::{Home, PROGRAM};

/// Whether shared passages have been found, and none are being looked for any more.
fn has_shared_passages(screen: &Screen) -> bool {
    screen.row(0).contains("shared passages") && !screen.row(0).contains("looking for")
}

/// The sample session in its own folder, ready to be read.
fn sample(home: &Home) -> Terminal {
    let session = home.copy_sample();
    let mut terminal = home.terminal([session]).start();
    terminal.wait_for("the session with its shared passages", |screen| {
        screen.contains("9 claims") && has_shared_passages(screen)
    });
    terminal
}

/// The first paragraph is the headline.
const STORY: &str = "Harbour reopens\n\nThe first ship came in on Monday. It carried grain.\n\n\
    A second ship is due on Friday. Nobody knows its cargo.\n\nThe mayor was pleased.\n";

fn story(home: &Home) -> Terminal {
    let path = home.write("harbour.txt", STORY);
    let mut terminal = home.terminal([path]).size(80, 24).start();
    terminal.wait_for_words("Harbour reopens");
    terminal
}

#[test]
fn the_demonstration_opens_with_something_on_every_part_of_the_screen() {
    for (columns, rows) in [(120, 40), (80, 24)] {
        let home = Home::new();
        let mut terminal = home.terminal(["demo"]).size(columns, rows).start();
        let screen = terminal.wait_for("documents, claims and shared passages", |screen| {
            screen.contains("4 documents")
                && screen.contains("9 claims")
                && has_shared_passages(screen)
        });
        assert!(screen.is_alternate() && screen.hears_the_mouse() && screen.marks_pasted_text());
    }
}

#[test]
fn leaving_gives_the_terminal_back() {
    let home = Home::new();
    let mut terminal = story(&home);
    terminal.type_keys("q");
    assert!(terminal.wait_for_exit().success());
    let screen = terminal.screen();
    assert!(!screen.is_alternate() && !screen.hears_the_mouse() && !screen.marks_pasted_text());
    assert!(screen.cursor().is_some());
}

#[test]
fn two_texts_that_are_named_stand_side_by_side() {
    let home = Home::new();
    let one = home.write("one.txt", "Alpha\n\nThe first text.\n");
    let two = home.write("two.txt", "Beta\n\nThe second text.\n");
    let mut terminal = home.terminal([one, two]).start();
    terminal.wait_for("both texts in one row", |screen| {
        screen
            .rows()
            .iter()
            .any(|row| row.contains("The first text.") && row.contains("The second text."))
    });
}

#[test]
fn a_text_on_standard_input_becomes_a_document() {
    let home = Home::new();
    let script = format!("printf 'Piped\\n\\nFrom elsewhere.\\n' | '{PROGRAM}' -");
    let mut terminal = home.terminal_of("sh", ["-c", &script]).start();
    terminal.wait_for_words("From elsewhere.");
    terminal.type_keys("q");
    assert!(terminal.wait_for_exit().success());
}

#[test]
fn without_arguments_the_sample_and_the_texts_of_the_folder_are_offered() {
    let home = Home::new();
    home.write("notes.txt", "Notes\n\nSome text.\n");
    let mut terminal = home.terminal([""; 0]).start();
    terminal.wait_for("the start screen", |screen| {
        screen.contains("the sample") && screen.contains("1 text")
    });
    terminal.type_keys("G<CR>");
    terminal.wait_for_words("4 documents");
}

#[test]
fn the_cursor_goes_by_words_sentences_and_paragraphs() {
    let home = Home::new();
    let mut terminal = story(&home);
    let steps = [
        ("}", 2),
        ("G", 4),
        ("{{", 3),
        ("gg", 1),
        (")))", 3),
        ("((", 2),
        ("jj", 3),
    ];
    for (keys, paragraph) in steps {
        terminal.type_keys(keys);
        terminal.wait_for(&format!("paragraph {paragraph} after {keys}"), |screen| {
            screen.contains(&format!("A:{paragraph}/4"))
        });
    }
}

#[test]
fn a_search_lights_its_hits_and_goes_round() {
    let home = Home::new();
    let mut terminal = story(&home);
    let plain = terminal.screen().style_of("carried").expect("it is shown");
    terminal.type_keys("/ship");
    terminal.wait_for("lit hits while one types", |screen| {
        screen
            .style_of("ship came")
            .is_some_and(|style| style != plain)
    });
    terminal.type_keys("<CR>");
    terminal.wait_for_words("A:2/4");
    terminal.type_keys("n");
    terminal.wait_for_words("A:3/4");
    terminal.type_keys("n");
    terminal.wait_for_words("A:2/4");
    terminal.type_keys("<Esc>");
    terminal.wait_for("no lit hits", |screen| {
        screen.style_of("ship is") == Some(plain)
    });
}

#[test]
fn the_mouse_clicks_and_scrolls() {
    let home = Home::new();
    let mut terminal = story(&home);
    let (column, row) = terminal.screen().find("second ship").expect("it is shown");
    terminal.click(column, row);
    terminal.wait_for_words("A:3/4");
    terminal.drag((column, row), (column + 10, row));
    terminal.wait_for_words("2 words");
}

#[test]
fn the_next_shared_passage_is_shown_against_its_counterpart() {
    let home = Home::new();
    let mut terminal = sample(&home);
    terminal.type_keys("]p");
    terminal.wait_for_words("Shared with D");
    terminal.type_keys("/6 million<CR>=");
    let screen = terminal.wait_for_words("COMPARE");
    assert!(screen.contains("$6,000,000"), "{screen}");
    assert!(screen.contains("$6 million"), "{screen}");
    terminal.type_keys("<Esc>");
    terminal.wait_for("the texts again", |screen| !screen.contains("COMPARE"));
}
