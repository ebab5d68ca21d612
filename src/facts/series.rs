//! Numbers in a row that share the unit of the last: `45 and 50 mg`, `four-, five- and six-cylinder`.

use super::decimal::Decimal;
use super::lexer::Lexed;
use super::model::{Amount, Bound, Fact, Measure, Normal};

/// The bare numbers before the fact that is looked at, if nothing but commas and an "and" or "or"
/// lie between.
#[derive(Default)]
pub struct Series {
    /// Where the last number ended, in lexemes.
    end: usize,
    /// How many numbers without a unit there are.
    bare: usize,
    /// Whether the last two are joined by "and" or "or".
    is_closed: bool,
    /// Whether the last two are joined by "or".
    is_or: bool,
}

impl Series {
    /// Takes notice of the last fact, which stands between two lexemes, and gives its unit to the
    /// numbers that share it.
    pub fn share(&mut self, lexed: &Lexed, found: &mut [Fact], start: usize, end: usize) {
        let follows = self.bare > 0 && self.joins(lexed, start);
        let Some((last, before)) = found.split_last_mut() else {
            return;
        };
        if !follows {
            self.bare = 0;
        }
        let is_far = self.is_or && before.last().is_some_and(|first| are_far(first, last));
        if is_bare(&last.normal) {
            self.bare += 1;
        } else {
            if self.bare > 0 && self.is_closed && !is_far {
                let first = before.len().saturating_sub(self.bare);
                for fact in before.iter_mut().skip(first) {
                    take_unit(fact, &last.normal);
                }
            }
            self.bare = 0;
        }
        self.end = end;
    }

    /// Whether only commas, hyphens and an "and" or "or" lie between the last number and this place.
    fn joins(&mut self, lexed: &Lexed, start: usize) -> bool {
        let between = self.end..start;
        let is_joined = between
            .clone()
            .any(|at| lexed.is_any(at, &["and", "or", "&"]));
        self.is_or = between.clone().any(|at| lexed.is(at, "or"));
        // "up 10.73, or 0.7 percent" says one thing twice.
        let is_apposition = self.bare == 1 && between.clone().any(|at| lexed.is_mark(at, ','));
        self.is_closed = is_joined && !is_apposition;
        !between.is_empty()
            && between.len() <= 3
            && between.clone().all(|at| {
                lexed.is_mark(at, ',') || lexed.is_dash(at) || lexed.is_any(at, &["and", "or", "&"])
            })
            && between.clone().any(|at| !lexed.is_dash(at))
    }
}

/// Whether two numbers with an "or" between are too far from each other to be a choice: `up 10.73 or 0.7
/// percent` says one thing twice.
fn are_far(first: &Fact, last: &Fact) -> bool {
    const TIMES: u32 = 3;
    let value = |fact: &Fact| match fact.normal.measure()?.amount {
        Amount::Stated { value, .. } => Some(value),
        Amount::Between { .. } => None,
    };
    let far = |low: Decimal, high: Decimal| {
        low.times(Decimal::from(TIMES))
            .is_some_and(|most| most < high)
    };
    value(first)
        .zip(value(last))
        .is_some_and(|(first, last)| far(first, last) || far(last, first))
}

/// Whether the fact is an exact number of nothing in particular.
fn is_bare(normal: &Normal) -> bool {
    matches!(
        normal,
        Normal::Quantity(Measure {
            amount: Amount::Stated {
                bound: Bound::Exact,
                ..
            },
            unit: None,
            per: None,
        })
    )
}

fn take_unit(fact: &mut Fact, from: &Normal) {
    let kind = match from {
        Normal::Quantity(_) => Normal::Quantity,
        Normal::Percentage(_) => Normal::Percentage,
        Normal::Duration(_) => Normal::Duration,
        // "5 and $6": a sign before a number belongs to it alone.
        _ => return,
    };
    let (Normal::Quantity(ours), Some(theirs)) = (&fact.normal, from.measure()) else {
        return;
    };
    fact.normal = kind(Measure {
        amount: ours.amount,
        unit: theirs.unit.clone(),
        per: theirs.per.clone(),
    });
}
