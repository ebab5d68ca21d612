//! How fast facts are recognised.

use crosscheck::facts::{Setting, recognise};
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

/// News-like prose with a figure, a date, a name or a quotation in most sentences.
const PROSE: &str = "On June 27, 2024, officials in Valdora said that more than 20,000 people had \
crossed the river since early spring, up 12 percent from the year before. “We will keep the road \
open,” Anna Lindqvist told reporters, and the ministry has put up $6.5 million for the flights. \
The talks, which had been under way for several months, did not touch on the older dispute about \
the harbour, although both sides are expected to return to it before the end of the year.\n\n";

#[divan::bench]
fn a_megabyte(bencher: Bencher) {
    let text = PROSE.repeat(1_000_000 / PROSE.len());
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| recognise(&text, Setting::default()));
}
