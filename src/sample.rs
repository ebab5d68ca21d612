//! The sample inside the program: four reports of one agreement.

use crate::session::Hash;
use crate::source::{self, Read};

/// The texts, by file name.
const TEXTS: [(&str, &str); 4] = [
    (
        "1-accord-on-removals.txt",
        include_str!("../assets/sample/1-accord-on-removals.txt"),
    ),
    (
        "2-memorandum-and-its-money.txt",
        include_str!("../assets/sample/2-memorandum-and-its-money.txt"),
    ),
    (
        "3-a-border-in-the-forest.txt",
        include_str!("../assets/sample/3-a-border-in-the-forest.txt"),
    ),
    (
        "4-six-million-for-flights.txt",
        include_str!("../assets/sample/4-six-million-for-flights.txt"),
    ),
];

/// The file names of the texts, in the order in which they are shown.
pub fn names() -> impl Iterator<Item = &'static str> {
    TEXTS.iter().map(|(name, _)| *name)
}

/// A text by its file name, as if it had been read from a file.
pub fn read(name: &str) -> Option<Read> {
    let (name, text) = TEXTS.iter().find(|(known, _)| *known == name)?;
    source::from_bytes(text.as_bytes().to_vec(), name).ok()
}

/// The text with this hash, if it is one of the sample.
pub fn text_with(hash: Hash) -> Option<&'static str> {
    TEXTS
        .iter()
        .map(|(_, text)| *text)
        .find(|text| Hash::of(text) == hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_found_by_name_and_by_hash() {
        for name in names() {
            let text = read(name).unwrap().text;
            assert_eq!(text_with(Hash::of(&text)), Some(text.as_str()));
        }
        assert!(read("no-such.txt").is_none());
    }
}
