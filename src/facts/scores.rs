//! The points of two sides: `won 3-1`, `tied 2-2`.

use super::amounts::Term;
use super::decimal::Decimal;
use super::lexer::Lexed;
use super::model::{Amount, Bound, Fact, Measure, Normal};

/// Whether two numbers with a dash between are the points of two sides: `won 3-1`, `tied 2-2`. Those
/// that rise are read as a range, as they may be one.
pub fn is_score(lexed: &Lexed, first: &Term, second: &Term) -> bool {
    let is_plain = |term: &Term| {
        term.is_bare && term.unit.is_none() && term.low.is_whole() && term.low < Decimal::from(200)
    };
    let goes_on = lexed.is_dash(second.end) && lexed.is_glued(second.end);
    is_plain(first)
        && is_plain(second)
        && first.low >= second.low
        && lexed.is_glued(first.end)
        && !goes_on
        && !(lexed.is_glued(second.end) && lexed.is_word(second.end))
}

/// The points of two sides, from those of the loser to those of the winner; one number where both
/// have the same.
pub fn score(lexed: &Lexed, at: usize, first: &Term, second: &Term) -> (Fact, usize) {
    let amount = if first.low == second.low {
        Amount::Stated {
            value: first.low,
            bound: Bound::Exact,
        }
    } else {
        Amount::Between {
            low: second.low,
            high: first.low,
        }
    };
    let measure = Measure {
        amount,
        unit: None,
        per: None,
    };
    let fact = Fact {
        span: lexed.span(at, second.end),
        normal: Normal::Quantity(measure),
    };
    (fact, second.end)
}

#[cfg(test)]
mod tests {
    use super::super::{Setting, recognise};

    #[test]
    fn the_points_of_two_sides_are_one_fact() {
        for (text, told) in [
            ("they won 3-1 at home", "1 to 3"),
            ("it ended 2-2", "2"),
            ("a 21-7 lead", "7 to 21"),
        ] {
            let facts = recognise(text, Setting::default());
            let told_of: Vec<String> = facts.iter().map(|fact| fact.normal.to_string()).collect();
            assert_eq!(told_of, [told], "{text}");
        }
    }
}
