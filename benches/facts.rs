//! How fast facts are recognised: in news, and in texts that are made to be slow to read. The
//! second kind comes in two lengths, so that growth shows.
//!
//! `CROSSCHECK_TEXT` may name a text file that is read besides.

#[allow(dead_code)]
#[path = "../tests/compare_prose/mod.rs"]
mod compare_prose;

use compare_prose::{Prose, Seeded};
use crosscheck::facts::{Setting, recognise};
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

fn measure(bencher: Bencher, text: &str) {
    bencher
        .counter(BytesCount::of_str(text))
        .bench(|| recognise(text, Setting::default()));
}

/// News: every sentence but a few has a figure, a date, a name, a quotation or a hedge.
fn news(bytes: usize) -> String {
    const PEOPLE: [&str; 5] = [
        "Anna Lindqvist",
        "President Pedro Arrieta",
        "Okonkwo",
        "Mayor Jonas Bergmann",
        "Lucia Ferrante",
    ];
    const MONTHS: [&str; 4] = ["March", "June", "September", "November"];
    let mut seeded = Seeded(17);
    let mut text = String::new();
    while text.len() < bytes {
        let words = Prose::new(1, &mut seeded).text();
        let mut sentences = words.split(". ");
        let mut filler = || sentences.next().unwrap_or("it went on").to_lowercase();
        let person = PEOPLE[seeded.below(5)];
        let (small, large) = (2 + seeded.below(90), 1000 + seeded.below(900_000));
        let fact = match seeded.below(8) {
            0 => format!(
                "on {} {}, 2024, {}",
                MONTHS[small % 4],
                1 + small % 28,
                filler()
            ),
            1 => format!("more than {large} people {}", filler()),
            2 => format!("${small} million for {}, up {small} percent", filler()),
            3 => format!("“{}”, {person} said on Monday", filler()),
            4 => format!("{person} did not {}", filler()),
            5 => format!("{} between {small} and {} kilometres", filler(), small + 7),
            6 => format!("two years ago {}", filler()),
            _ => filler(),
        };
        text.push_str("In Valdora, ");
        text.push_str(&fact);
        text.push_str(if seeded.below(4) == 0 { ".\n\n" } else { ". " });
    }
    text
}

#[divan::bench(args = [100_000, 1_000_000, 10_000_000])]
fn of_news(bencher: Bencher, bytes: usize) {
    measure(bencher, &news(bytes));
}

#[divan::bench]
fn of_a_file(bencher: Bencher) {
    let text = std::env::var_os("CROSSCHECK_TEXT")
        .and_then(|path| std::fs::read_to_string(path).ok())
        .unwrap_or_default();
    measure(bencher, &text);
}

/// Texts that ask for work without end: digits, number words, marks, capitals, slips.
#[divan::bench(args = [
    "1", "1 ", "123 ", "1,", "1.", "1/", "1-", "one ", "one point ", "thousand ", "and ", "a ", "half ",
    "\"", "\" ", "“", "” x ", "' ", "» ", "$", "%", "-", ". ", "A ", "Ab ", "A. ", "of ", "de Ab ", "not ", "the last ", "in ",
    "1 day ", "May ", "July 1 ", "\n\n", "a 1 ",
], consts = [100_000, 1_000_000])]
fn of_repeated<const BYTES: usize>(bencher: Bencher, unit: &str) {
    measure(bencher, &unit.repeat(BYTES / unit.len()));
}

/// Capitalised words that are all different, and all alike.
#[divan::bench(consts = [100_000, 1_000_000])]
fn of_names<const BYTES: usize>(bencher: Bencher) {
    let names: Vec<String> = (0..BYTES / 16)
        .map(|at| format!("met Anna Berg{}. ", letters(at)))
        .collect();
    measure(bencher, &names.concat());
}

fn letters(mut number: usize) -> String {
    let mut written = String::new();
    for _ in 0..6 {
        written.push(char::from(
            b'a' + u8::try_from(number % 26).unwrap_or_default(),
        ));
        number /= 26;
    }
    written
}
