//! What a fact is: a span with a normal form.

use jiff::civil::{Date, Time, Weekday};

use super::decimal::Decimal;
use crate::text::Span;

/// Something in a text that has a normal form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Where it stands, in bytes.
    pub span: Span,
    /// What it says, whatever its wording.
    pub normal: Normal,
}

/// What a fact says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Normal {
    /// So many of something, or so much of a unit of measure.
    Quantity(Measure),
    /// An amount of money; the unit is the currency.
    Money(Measure),
    /// A share in a hundred.
    Percentage(Measure),
    /// A place in an order: first, 2nd.
    Ordinal(Decimal),
    /// A length of time; the unit is a unit of time.
    Duration(Measure),
    /// A day or a span of days.
    Date(When),
    /// A time of day.
    Time(Time),
    /// A name.
    Name(Name),
    /// What somebody is quoted with.
    Quotation(Quotation),
    /// A word that weakens, strengthens or denies what is said.
    Hedge(Hedge),
}

impl Normal {
    /// The measure that is stated, for the kinds that have one.
    pub fn measure(&self) -> Option<&Measure> {
        match self {
            Normal::Quantity(measure)
            | Normal::Money(measure)
            | Normal::Percentage(measure)
            | Normal::Duration(measure) => Some(measure),
            Normal::Ordinal(_)
            | Normal::Date(_)
            | Normal::Time(_)
            | Normal::Name(_)
            | Normal::Quotation(_)
            | Normal::Hedge(_) => None,
        }
    }

    /// The name of the kind in machine-readable output; never changes.
    pub fn kind(&self) -> &'static str {
        match self {
            Normal::Quantity(_) => "quantity",
            Normal::Money(_) => "money",
            Normal::Percentage(_) => "percentage",
            Normal::Ordinal(_) => "ordinal",
            Normal::Duration(_) => "duration",
            Normal::Date(_) => "date",
            Normal::Time(_) => "time",
            Normal::Name(_) => "name",
            Normal::Quotation(_) => "quotation",
            Normal::Hedge(_) => "hedge",
        }
    }
}

/// A stated amount with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The number or numbers.
    pub amount: Amount,
    /// The unit: a currency code, a unit of measure or a noun, in the singular.
    pub unit: Option<String>,
    /// What it is counted by: `day` in "a thousand a day".
    pub per: Option<String>,
}

/// The number of a measure, as stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// One number, and what the words around say of it.
    Stated {
        /// The number.
        value: Decimal,
        /// What the words say of it.
        bound: Bound,
    },
    /// Anything from one number to another, both included.
    Between {
        /// The lower number.
        low: Decimal,
        /// The higher number.
        high: Decimal,
    },
}

/// What the words say of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Nothing: it is that number, as far as its digits go.
    Exact,
    /// About, nearly, some.
    About,
    /// More than.
    Over,
    /// At least.
    AtLeast,
    /// Less than.
    Under,
    /// At most, up to.
    AtMost,
}

impl Bound {
    /// The name in machine-readable output; never changes.
    pub fn name(self) -> &'static str {
        match self {
            Bound::Exact => "exact",
            Bound::About => "about",
            Bound::Over => "over",
            Bound::AtLeast => "at-least",
            Bound::Under => "under",
            Bound::AtMost => "at-most",
        }
    }
}

/// A date, as far as the text and the document's own date tell it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct When {
    /// The first and the last day, both included, where the year is known.
    pub days: Option<(Date, Date)>,
    /// The month, from 1 to 12, of a date without a year.
    pub month: Option<i8>,
    /// The day of the month of a date without a year.
    pub day: Option<i8>,
    /// The day of the week, where the text names one.
    pub weekday: Option<Weekday>,
}

/// Who or what is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The fullest form of the name in the document.
    pub name: String,
    /// What is named, where the text tells.
    pub of: Option<NameOf>,
    /// The title or role before the name, as written.
    pub title: Option<String>,
    /// Whether this mention is spelled unlike the others.
    pub slip: bool,
}

/// What a name can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameOf {
    /// Somebody.
    Person,
    /// A company, an office, a party.
    Organisation,
    /// A country, a town, a river.
    Place,
}

impl NameOf {
    /// The name in machine-readable output; never changes.
    pub fn name(self) -> &'static str {
        match self {
            NameOf::Person => "person",
            NameOf::Organisation => "organisation",
            NameOf::Place => "place",
        }
    }
}

/// What somebody is quoted with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The quoted words.
    pub words: String,
    /// Who said them, where the sentence tells.
    pub speaker: Option<String>,
    /// The verb that attributes them: said, insisted.
    pub verb: Option<String>,
    /// Whether the quotation marks are in order.
    pub marks: Marks,
}

/// The state of a quotation's marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// One opens it, one closes it.
    Balanced,
    /// It is opened and never closed.
    Unclosed,
    /// It is closed and was never opened.
    Unopened,
    /// It is opened again before it is closed.
    Doubled,
}

impl Marks {
    /// The name in machine-readable output; never changes.
    pub fn name(self) -> &'static str {
        match self {
            Marks::Balanced => "balanced",
            Marks::Unclosed => "unclosed",
            Marks::Unopened => "unopened",
            Marks::Doubled => "doubled",
        }
    }

    /// What is out of order, in a sentence.
    pub fn told(self) -> &'static str {
        match self {
            Marks::Balanced => "the quotation marks are in order",
            Marks::Unclosed => "a quotation is opened here and never closed",
            Marks::Unopened => "a quotation is closed here and was never opened",
            Marks::Doubled => "a quotation is opened again here before it is closed",
        }
    }
}

/// A word or phrase that says how sure a statement is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hedge {
    /// The phrase, in lower case.
    pub phrase: String,
    /// Which way it turns the statement.
    pub stance: Stance,
}

/// Which way a hedge turns a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stance {
    /// It denies it: not, never.
    Negated,
    /// It leaves it open: may, allegedly, is expected to.
    Unsure,
    /// It insists on it: confirmed, certainly.
    Sure,
}

impl Stance {
    /// The name in machine-readable output; never changes.
    pub fn name(self) -> &'static str {
        match self {
            Stance::Negated => "negation",
            Stance::Unsure => "hedge",
            Stance::Sure => "confirmation",
        }
    }
}
