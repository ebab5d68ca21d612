//! Numbers that are somebody's age, though no unit says so: `aged 45`, `Anna Berg, 45, said`.

use super::amounts::Term;
use super::designations::is_capital;
use super::lexer::{Gap, Lexed};

/// Whether a word before the number says that it is an age, perhaps one of several: `aged 45`, `at
/// the age of 12`, `aged three and 13`.
pub fn is_said_to_be_age(lexed: &Lexed, start: usize) -> bool {
    let mut at = start;
    for _ in 0..MOST_AGES {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        if lexed.is_any(before, &["aged", "age", "ages"]) {
            return true;
        }
        let is_of_age = lexed.is(before, "of") && before > 0 && lexed.is(before - 1, "age");
        if is_of_age {
            return true;
        }
        let is_listed = lexed.is_digits(before)
            || lexed.is_mark(before, ',')
            || lexed.is_any(before, &["and", "or", "between", "from", "to"])
            || lexed.entry(before).number.is_some();
        if !is_listed {
            return false;
        }
        at = before;
    }
    false
}

/// How far before a number its "aged" may stand, in lexemes.
const MOST_AGES: usize = 6;

/// Whether the number is somebody's age: `aged 45`, `Anna Berg, 45, said`.
pub fn is_age(lexed: &Lexed, term: &Term) -> bool {
    if is_said_to_be_age(lexed, term.start) {
        return true;
    }
    let Some(before) = term.start.checked_sub(1) else {
        return false;
    };
    let is_possible = term.is_bare
        && term.end == term.start + 1
        && term.low.is_whole()
        && term
            .low
            .small()
            .is_some_and(|years| (1..120).contains(&years));
    let ends = lexed.is_mark(term.end, ',')
        || (lexed.is_mark(term.end, '.') && lexed.gap(term.end + 1) != Gap::None);
    let is_name = before.checked_sub(1).is_some_and(|name| {
        is_capital(lexed, name)
            && lexed.entry(name).month.is_none()
            && lexed.entry(name).weekday.is_none()
    });
    is_possible && ends && lexed.is_mark(before, ',') && is_name
}

#[cfg(test)]
mod tests {
    use super::super::{Setting, recognise};

    #[test]
    fn one_word_makes_ages_of_several_numbers() {
        for (text, ages) in [
            ("two boys aged three and 13 died", 2),
            ("children aged 5 to 10", 1),
            ("at the age of 12", 1),
            ("Anna Berg, 45, said", 1),
            ("three and 13", 0),
        ] {
            let facts = recognise(text, Setting::default());
            let units = facts
                .iter()
                .filter_map(|fact| fact.normal.measure()?.unit.as_deref());
            assert_eq!(
                units.filter(|unit| *unit == "year of age").count(),
                ages,
                "{text}"
            );
        }
    }
}
