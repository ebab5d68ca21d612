//! What can be set about the finder.

use super::Similarity;

/// How the finder decides. The defaults are meant for every kind of text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Units that share less are not shown, but for those that a sum of money ties, and neither are
    /// parallels that are left without any evidence. Higher shows less and surer parallels.
    pub threshold: Similarity,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            threshold: Similarity::new(0.3),
        }
    }
}
