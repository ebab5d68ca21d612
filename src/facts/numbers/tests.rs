//! Numbers as they are written, and their values.

use super::*;

fn read(text: &str) -> Option<(String, String)> {
    let lexed = Lexed::of(text);
    let number = number(&lexed, 0)?;
    Some((
        number.value.to_string(),
        lexed.span(number.start, number.end).of(text).to_owned(),
    ))
}

#[test]
fn digits_are_read_in_every_grouping() {
    for (written, value) in [
        ("1,234,567", "1234567"),
        ("6.000.000", "6000000"),
        ("1.111,11", "1111.11"),
        ("12,34,567.89", "1234567.89"),
        ("5,00", "5"),
        ("40 000", "40000"),
        ("4.800", "4.8"),
        ("-4/5", "-0.8"),
        ("2 1/4", "2.25"),
        ("⅔", "0.666666666666666"),
        ("10k", "10000"),
        ("2.33 million", "2330000"),
        ("13 lakh", "1300000"),
        ("3 hundred", "300"),
    ] {
        assert_eq!(
            read(written),
            Some((value.to_owned(), written.to_owned())),
            "{written}"
        );
    }
    assert_eq!(read("1.2.3"), None);
}

#[test]
fn words_are_read_as_one_number() {
    for (written, value) in [
        ("one hundred and sixty-one", "161"),
        ("two  thousand  and  two hundred", "2200"),
        ("twenty-one trillion three hundred", "21000000000300"),
        ("a dozen", "12"),
        ("hundred thousand", "100000"),
        ("half a million", "500000"),
        ("a half", "0.5"),
        ("two thirds", "0.666666666666666"),
        ("one and a half million", "1500000"),
        ("one million and a half", "1500000"),
        ("three quarters", "0.75"),
        ("two hundred point zero three", "200.03"),
        ("three lakh crore", "3000000000000"),
        ("minus five point five", "-5.5"),
        ("one out of three", "0.333333333333333"),
        ("six crore and two hundred", "60000200"),
        ("half a dozen", "6"),
    ] {
        assert_eq!(
            read(written),
            Some((value.to_owned(), written.to_owned())),
            "{written}"
        );
    }
}

#[test]
fn a_number_ends_where_the_next_begins() {
    assert_eq!(
        read("three hundred and two hundred"),
        Some(("300".to_owned(), "three hundred".to_owned()))
    );
    assert_eq!(
        read("three one"),
        Some(("3".to_owned(), "three".to_owned()))
    );
}
