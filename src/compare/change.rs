//! What a figure is in a change that a sentence tells: `fell by $2 to $40 from $42`. The step of one
//! text is not held against the level of the other.

use super::words::Reading;

/// A figure's part in a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What it was before: from 42.
    Before,
    /// What it is afterwards, or at some time: to 40, at 40.
    Level,
    /// By how much it changed: by 2, rose 2.
    Step,
    /// What is left beside others: the other two.
    Rest,
}

/// Words that lead to how much something changed.
const STEPS: &[&str] = &[
    "added",
    "adding",
    "advanced",
    "by",
    "climbed",
    "declined",
    "declining",
    "decreased",
    "decreasing",
    "down",
    "dropped",
    "dropping",
    "eased",
    "easing",
    "edged",
    "fell",
    "gained",
    "gaining",
    "grew",
    "increased",
    "increasing",
    "jumped",
    "jumping",
    "lost",
    "losing",
    "off",
    "plunged",
    "rose",
    "rising",
    "shed",
    "shedding",
    "slid",
    "slipped",
    "slipping",
    "soared",
    "surged",
    "tumbled",
    "up",
];

/// The part of the figure that a word states, where the word before it tells.
pub fn part(side: &Reading, word: usize) -> Option<Part> {
    let before = side.words.get(word.checked_sub(1)?)?;
    let lead = before.span.of(side.text);
    let is = |other: &str| lead.eq_ignore_ascii_case(other);
    if is("from") {
        Some(Part::Before)
    } else if is("to") || is("at") {
        Some(Part::Level)
    } else if is("other") || is("another") || is("remaining") {
        Some(Part::Rest)
    } else {
        STEPS.iter().any(|step| is(step)).then_some(Part::Step)
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::Vocabulary;
    use super::*;

    #[test]
    fn a_figure_is_before_or_after_a_change_or_its_step() {
        let mut vocabulary = Vocabulary::default();
        let side = Reading::of(
            "It fell by $2 to about $40 from $42, of $7.",
            &mut vocabulary,
        );
        let parts: Vec<_> = (0..side.words.len())
            .filter(|word| side.fact(*word).is_some())
            .map(|word| part(&side, word))
            .collect();
        let all = [
            Some(Part::Step),
            Some(Part::Level),
            Some(Part::Before),
            None,
        ];
        assert_eq!(parts, all);
    }
}
