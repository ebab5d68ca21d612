//! What reading and moving cost: run with `cargo bench --bench text`.

#![allow(clippy::unwrap_used, missing_docs)]

use std::io::Write as _;

use crosscheck::source::Reader;
use crosscheck::text::search::{Direction, Needle, Rule, find};
use crosscheck::text::visible::glyph;
use crosscheck::text::{Document, DocumentId, Offset, graphemes, hidden, lines, motion};

fn main() {
    divan::main();
}

/// Ten megabytes of prose, a paragraph a line.
fn prose() -> String {
    let sentence = "The two governments of the U.S. and Panamá came to terms on $6.5 million. ";
    let paragraph = sentence.repeat(6) + "\n";
    paragraph.repeat(10_000_000 / paragraph.len())
}

fn document(text: &str) -> Document {
    Document::new(DocumentId(0), "bench", text)
}

#[divan::bench]
fn read_10_mb(bencher: divan::Bencher<'_, '_>) {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(prose().as_bytes()).unwrap();
    bencher.bench(|| Reader::default().read(file.path()));
}

#[divan::bench]
fn new_document_10_mb(bencher: divan::Bencher<'_, '_>) {
    let text: std::sync::Arc<str> = prose().into();
    bencher.bench(|| Document::new(DocumentId(0), "bench", text.clone()));
}

#[divan::bench]
fn hidden_10_mb(bencher: divan::Bencher<'_, '_>) {
    let text = prose();
    bencher.bench(|| hidden::hidden(&text).count());
}

#[divan::bench(args = ["seldom met", "6.5 Billion", "panama (not there)"])]
fn search_10_mb_in_vain(bencher: divan::Bencher<'_, '_>, typed: &str) {
    let text = prose();
    let needle = Needle::new(typed, Rule::Smart).unwrap();
    bencher.bench(|| find(&text, &needle, Offset(0), Direction::Forwards));
}

#[divan::bench]
fn glyphs_of_a_screen(bencher: divan::Bencher<'_, '_>) {
    let text: String = prose().chars().take(4800).collect();
    bencher.bench(|| {
        let span = crosscheck::text::Span::new(0, text.len());
        graphemes::graphemes(&text, span)
            .map(|span| glyph(span.of(&text)).cells())
            .sum::<usize>()
    });
}

/// One hundred megabytes on one line: every motion must cost the same as in a short text.
#[divan::bench]
fn motions_in_100_mb_on_one_line(bencher: divan::Bencher<'_, '_>) {
    let document = document(&prose().replace('\n', " ").repeat(10));
    let middle = Offset(document.text.len() / 2);
    bencher.bench(|| {
        let at = motion::next_sentence(&document, middle);
        let at = motion::next_paragraph(&document, at);
        let at = motion::next_word_start(&document.text, at);
        let line = lines::next_layout_line(&document.text, at);
        (
            line,
            document.paragraph_number(at),
            document.line_number(at),
        )
    });
}

#[divan::bench]
fn motions_in_prose(bencher: divan::Bencher<'_, '_>) {
    let document = document(&prose());
    let middle = Offset(document.text.len() / 2);
    bencher.bench(|| {
        let at = motion::next_sentence(&document, middle);
        let at = motion::next_paragraph(&document, at);
        let at = motion::next_word_start(&document.text, at);
        let line = lines::next_layout_line(&document.text, at);
        (
            line,
            document.paragraph_number(at),
            document.line_number(at),
        )
    });
}
