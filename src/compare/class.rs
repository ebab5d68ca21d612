//! What a difference means to a fact-checker.

/// The class of a difference between two passages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// The same fact in another form: `$6 million` and `$6,000,000`.
    SameFact,
    /// Two facts in the same place that cannot both be right.
    Conflict,
    /// One side says it more precisely than the other.
    Precision,
    /// One name, written in two ways.
    NameVariant,
    /// A quotation whose wording, edge or speaker differs.
    Quotation,
    /// A negation that only one side has.
    Negation,
    /// A hedge that only one side has, or another one.
    Hedge,
    /// The same words, with a hidden character or a look-alike letter on one side.
    Hidden,
    /// The same words in another tense, number or case.
    Inflection,
    /// Function words and punctuation only.
    FunctionWords,
    /// Said in other words.
    Reworded,
    /// Only the second side says it.
    Added,
    /// Only the first side says it.
    Removed,
    /// Said on both sides, in another place.
    Moved,
}

impl Class {
    /// Every class, in the order in which help and legends show them.
    pub const ALL: [Class; 14] = [
        Class::Conflict,
        Class::Negation,
        Class::Hedge,
        Class::Hidden,
        Class::Quotation,
        Class::Precision,
        Class::NameVariant,
        Class::SameFact,
        Class::Added,
        Class::Removed,
        Class::Reworded,
        Class::Moved,
        Class::Inflection,
        Class::FunctionWords,
    ];

    /// Whether a fact-checker should look at it: "next difference that matters" stops only there.
    pub fn matters(self) -> bool {
        match self {
            Class::Conflict
            | Class::Precision
            | Class::NameVariant
            | Class::Quotation
            | Class::Negation
            | Class::Hedge
            | Class::Hidden
            | Class::Reworded
            | Class::Added
            | Class::Removed => true,
            Class::SameFact | Class::Inflection | Class::FunctionWords | Class::Moved => false,
        }
    }

    /// The name in commands and machine-readable output; never changes.
    pub fn name(self) -> &'static str {
        match self {
            Class::SameFact => "same-fact",
            Class::Conflict => "conflict",
            Class::Precision => "precision",
            Class::NameVariant => "name-variant",
            Class::Quotation => "quotation",
            Class::Negation => "negation",
            Class::Hedge => "hedge",
            Class::Hidden => "hidden",
            Class::Inflection => "inflection",
            Class::FunctionWords => "function-words",
            Class::Reworded => "reworded",
            Class::Added => "added",
            Class::Removed => "removed",
            Class::Moved => "moved",
        }
    }

    /// The sign that stands for it where there is no colour; one cell wide.
    pub fn sign(self) -> char {
        match self {
            Class::SameFact => '≈',
            Class::Conflict => '≠',
            Class::Precision => '±',
            Class::NameVariant => '~',
            Class::Quotation => '"',
            Class::Negation => '!',
            Class::Hedge => '?',
            Class::Hidden => '◌',
            Class::Inflection => '\'',
            Class::FunctionWords => '·',
            Class::Reworded => '*',
            Class::Added => '+',
            Class::Removed => '-',
            Class::Moved => '↕',
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_signs_tell_the_classes_apart() {
        for class in Class::ALL {
            for other in Class::ALL {
                assert_eq!(class == other, class.name() == other.name());
                assert_eq!(class == other, class.sign() == other.sign());
            }
        }
    }
}
