//! Which role in the theme a meaning has.

use super::super::settings::Role;
use crate::compare::Class;
use crate::parallel::Kind;
use crate::session::{Meaning, Stance};

/// The role of a verdict, or of having none.
pub fn verdict(meaning: Option<Meaning>) -> Role {
    match meaning {
        Some(Meaning::Supported) => Role::VerdictSupported,
        Some(Meaning::Refuted) => Role::VerdictRefuted,
        Some(Meaning::Mixed) => Role::VerdictMixed,
        Some(Meaning::Unknown) => Role::VerdictUnknown,
        None => Role::VerdictNone,
    }
}

/// The role of a stance.
pub fn stance(stance: Stance) -> Role {
    match stance {
        Stance::Supports => Role::StanceSupports,
        Stance::Refutes => Role::StanceRefutes,
        Stance::Qualifies => Role::StanceQualifies,
        Stance::Mentions => Role::StanceMentions,
    }
}

/// The role of a kind of parallel.
pub fn parallel(kind: Kind) -> Role {
    match kind {
        Kind::Verbatim => Role::ParallelVerbatim,
        Kind::Near => Role::ParallelNear,
        Kind::Paraphrase => Role::ParallelParaphrase,
    }
}

/// The role of a class of difference.
pub fn class(class: Class) -> Role {
    match class {
        Class::Conflict | Class::Negation => Role::DiffConflict,
        Class::Precision => Role::DiffPrecision,
        Class::SameFact => Role::DiffSameFact,
        Class::NameVariant => Role::DiffNameVariant,
        Class::Hedge => Role::DiffHedge,
        Class::Hidden => Role::HiddenMark,
        Class::Quotation => Role::DiffQuotation,
        Class::Reworded => Role::DiffReworded,
        Class::Added => Role::DiffAdded,
        Class::Removed => Role::DiffRemoved,
        Class::Moved => Role::DiffMoved,
        Class::Inflection | Class::FunctionWords => Role::DiffSmall,
    }
}
