//! What can be set about the finder.

use super::Similarity;

/// How the finder decides. The defaults are meant for every kind of text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// What two sentences or clauses must share to be shown: the part of the weight of the lighter
    /// one's words that has counterparts in the other (see [`Similarity`]). Those that share less are
    /// not shown, but for those that a sum of money ties, and neither is a passage that shares less
    /// and is left without any of them. Higher shows less and surer parallels.
    pub threshold: Similarity,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            threshold: Similarity::new(0.3),
        }
    }
}
