//! Scales of verdicts, as data.

use serde::{Deserialize, Serialize};

/// A scale of verdicts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Its name, which sessions use.
    pub name: String,
    /// What it is, in a sentence.
    pub about: String,
    /// Its verdicts, in the order of asking.
    pub labels: Vec<Label>,
}

/// One verdict of a scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// Its name in session files.
    pub key: String,
    /// Its name on the screen.
    pub title: String,
    /// What it says of the claim; colours and signs follow from it.
    pub meaning: Meaning,
}

/// What a verdict says of a claim, whatever the scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Meaning {
    /// It holds.
    Supported,
    /// It does not hold.
    Refuted,
    /// It holds in part, or the evidence disagrees.
    Mixed,
    /// There is not enough to tell.
    Unknown,
}

impl Scale {
    /// The verdict with this key.
    pub fn label(&self, key: &str) -> Option<&Label> {
        self.labels.iter().find(|label| label.key == key)
    }
}

/// The scales inside the program, in the order in which they are offered.
pub const SHIPPED: [&str; 4] = [
    include_str!("../../assets/scales/averitec.ron"),
    include_str!("../../assets/scales/fever.ron"),
    include_str!("../../assets/scales/politifact.ron"),
    include_str!("../../assets/scales/plain.ron"),
];

/// The name of the scale that a new session has.
pub const DEFAULT: &str = "averitec";

/// The scales inside the program.
pub fn shipped() -> Vec<Scale> {
    // A test reads every one of them, so none is left out.
    SHIPPED
        .iter()
        .filter_map(|written| ron::from_str(written).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scale_inside_the_program_can_be_read() {
        let scales = shipped();
        assert_eq!(scales.len(), SHIPPED.len());
        assert!(scales.iter().any(|scale| scale.name == DEFAULT));
        for scale in scales {
            for label in &scale.labels {
                assert_eq!(
                    scale.label(&label.key),
                    Some(label),
                    "{}: keys differ",
                    scale.name
                );
            }
            for meaning in [Meaning::Supported, Meaning::Refuted, Meaning::Unknown] {
                let has = scale.labels.iter().any(|label| label.meaning == meaning);
                assert!(
                    has || scale.name == "politifact",
                    "{} has no {meaning:?}",
                    scale.name
                );
            }
        }
    }
}
