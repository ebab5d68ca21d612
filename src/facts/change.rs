//! What a figure is in a change that a sentence tells: `fell by $2 to $40 from $42`. The step of one
//! text is not held against the level of the other.

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

impl Part {
    /// Whether two figures with these parts, as far as they are known, can be one and the same.
    pub fn can_be_one(ours: Option<Self>, theirs: Option<Self>) -> bool {
        match (ours, theirs) {
            (Some(ours), Some(theirs)) => ours == theirs,
            (Some(one), None) | (None, Some(one)) => one != Part::Rest,
            (None, None) => true,
        }
    }
}

/// Words that lead to how much something changed, in order.
pub const STEPS: &[&str] = &[
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
    "losing",
    "lost",
    "off",
    "plunged",
    "rising",
    "rose",
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

/// The part of a figure, where the word before it tells.
pub fn part_of_change(lead: &str) -> Option<Part> {
    let lead = lead.to_ascii_lowercase();
    match lead.as_str() {
        "from" => Some(Part::Before),
        "to" | "at" => Some(Part::Level),
        "other" | "another" | "remaining" => Some(Part::Rest),
        step => STEPS.binary_search(&step).is_ok().then_some(Part::Step),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_before_a_figure_tells_its_part() {
        assert!(STEPS.is_sorted());
        for (lead, part) in [
            ("fell", Some(Part::Step)),
            ("By", Some(Part::Step)),
            ("to", Some(Part::Level)),
            ("from", Some(Part::Before)),
            ("other", Some(Part::Rest)),
            ("of", None),
        ] {
            assert_eq!(part_of_change(lead), part, "{lead}");
        }
    }
}
