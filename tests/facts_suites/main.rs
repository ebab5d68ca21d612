//! How well facts are recognised on public suites, which are not part of the repository: set
//! `CROSSCHECK_FACTS` to the folder that holds them and run the ignored tests. Each prints its
//! figures for two halves, split by a hash of the input: the errors of the first, which is *open*,
//! are worked on first (`CROSSCHECK_MISSES=open` prints them), so that the figures of the other,
//! which is *kept*, say how well that carries over; `CROSSCHECK_MISSES=all` opens it, too.

#![allow(clippy::print_stdout, clippy::cast_precision_loss)] // Figures are for reading.

mod quantities;
mod recognizers;
mod score;

use std::collections::BTreeMap;

use crosscheck::facts::{Setting, recognise};

#[test]
#[ignore = "prints the facts of the texts in CROSSCHECK_TEXTS"]
fn show() {
    let Some(folder) = std::env::var_os("CROSSCHECK_TEXTS") else {
        return;
    };
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
        let mut kinds: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for fact in recognise(&text, Setting::default()) {
            kinds.entry(fact.normal.kind()).or_default().push(format!(
                "{:?} {:?}",
                fact.span.of(&text),
                fact.normal
            ));
        }
        println!("{}\n{kinds:#?}", entry.path().display());
    }
}
