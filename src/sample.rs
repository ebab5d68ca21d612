//! The sample inside the program: four reports of one agreement.

use crate::session::Hash;

/// The texts.
const TEXTS: [&str; 4] = [
    include_str!("../assets/sample/1-accord-on-removals.txt"),
    include_str!("../assets/sample/2-memorandum-and-its-money.txt"),
    include_str!("../assets/sample/3-a-border-in-the-forest.txt"),
    include_str!("../assets/sample/4-six-million-for-flights.txt"),
];

/// A session about the texts: claims, evidence, verdicts.
pub const SESSION: &str = include_str!("../sessions/panama-memorandum.ron");

/// The text with this hash, if it is one of the sample.
pub fn text_with(hash: Hash) -> Option<&'static str> {
    TEXTS.into_iter().find(|text| Hash::of(text) == hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_found_by_its_hash() {
        for text in TEXTS {
            assert_eq!(text_with(Hash::of(text)), Some(text));
        }
        assert_eq!(text_with(Hash::of("something else")), None);
    }
}
