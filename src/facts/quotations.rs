//! Quotations: what stands between quotation marks, who said it, and marks that are out of order.
//!
//! Read are the marks of English (“ ”, ‘ ’ and the straight ones), French («  »), German („ “, » «)
//! and Scandinavian (” ”) usage. A quotation of several paragraphs is opened anew in each and closed
//! in the last. Marks that do not fit are reported, not mended.

use super::lexer::{Gap, Lexed, LexemeKind};
use super::model::{Fact, Marks, Normal, Quotation};
use super::speech::attribution;

/// The quotations of a text, in the order of their starts; one in another's words follows it.
pub fn quotations(lexed: &Lexed) -> Vec<Fact> {
    let mut found = vec![];
    let mut open: Option<Open> = None;
    let mut inner: Option<usize> = None;
    for at in 0..lexed.lexemes.len() {
        if lexed.gap(at) == Gap::Break {
            inner = None;
            if let Some(unclosed) = open.take() {
                let goes_on = unclosed.style.opens_anew(lexed, at);
                let marks = if goes_on {
                    unclosed.marks
                } else {
                    Marks::Unclosed
                };
                found.push(quotation(lexed, unclosed.at, at, marks));
            }
        }
        let LexemeKind::Mark(mark) = lexed.lexemes.get(at).map_or(LexemeKind::Word, |it| it.kind)
        else {
            continue;
        };
        if !matches!(
            mark,
            '"' | '\'' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '‚' | '\u{201f}'
        ) {
            continue;
        }
        if let Some(opened) = &mut open {
            match opened.style.side(lexed, at, mark) {
                Side::Closes => {
                    found.push(quotation(lexed, opened.at, at + 1, opened.marks));
                    open = None;
                    inner = None;
                }
                Side::OpensAgain => opened.marks = Marks::Doubled,
                // Single marks inside double ones, or the other way round.
                Side::Other => match inner {
                    None if opened.style.may_hold(lexed, at) => inner = Some(at),
                    Some(start) if ends_inner(lexed, start, at) => {
                        found.push(quotation(lexed, start, at + 1, Marks::Balanced));
                        inner = None;
                    }
                    None | Some(_) => {}
                },
            }
        } else if let Some(style) = Style::opened_by(lexed, at, mark) {
            open = Some(Open {
                at,
                style,
                marks: Marks::Balanced,
            });
        } else if matches!(mark, '”' | '»' | '"') && !(mark == '"' && is_inches(lexed, at)) {
            let start = sentence_start(lexed, at);
            found.push(quotation(lexed, start, at + 1, Marks::Unopened));
        }
    }
    if let Some(unclosed) = open {
        let end = lexed.lexemes.len();
        found.push(quotation(lexed, unclosed.at, end, Marks::Unclosed));
    }
    found
}

/// A quotation that was opened.
struct Open {
    at: usize,
    style: Style,
    marks: Marks,
}

/// Which marks belong together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// “ ”, ” ” and straight double marks: careless texts mix them.
    Double,
    /// „ “ or „ ”
    German,
    /// « »
    French,
    /// » «
    Inward,
    /// ‘ ’ and straight single marks.
    Single,
}

/// What a mark is to the quotation that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Closes,
    OpensAgain,
    /// Marks of another style.
    Other,
}

impl Style {
    /// The style of the quotation that the mark opens, if it opens one.
    fn opened_by(lexed: &Lexed, at: usize, mark: char) -> Option<Style> {
        match mark {
            '“' | '\u{201f}' => Some(Style::Double),
            '„' => Some(Style::German),
            '«' => Some(Style::French),
            '»' if leans_right(lexed, at) => Some(Style::Inward),
            '”' if leans_right(lexed, at) => Some(Style::Double),
            '"' if !leans_left(lexed, at) && !is_inches(lexed, at) => Some(Style::Double),
            '‘' | '‚' | '\'' if leans_right(lexed, at) && closing_single(lexed, at).is_some() => {
                Some(Style::Single)
            }
            _ => None,
        }
    }

    /// What a mark is inside a quotation of this style.
    fn side(self, lexed: &Lexed, at: usize, mark: char) -> Side {
        match (self, mark) {
            (Style::Double, '"') if is_inches(lexed, at) => Side::Other,
            (Style::Double, '"' | '”') if leans_right(lexed, at) => Side::OpensAgain,
            (Style::Double, '“' | '\u{201f}')
            | (Style::German, '„')
            | (Style::French, '«')
            | (Style::Inward, '»') => Side::OpensAgain,
            (Style::Single, '’' | '\'' | '‘') if is_closing_single(lexed, at) => Side::Closes,
            (Style::Double, '"' | '”')
            | (Style::German, '“' | '”' | '"')
            | (Style::French, '»')
            | (Style::Inward, '«') => Side::Closes,
            _ => Side::Other,
        }
    }

    /// Whether the paragraph that starts at a lexeme goes on with the quotation.
    fn opens_anew(self, lexed: &Lexed, at: usize) -> bool {
        match lexed.get(at).map(|lexeme| lexeme.kind) {
            Some(LexemeKind::Mark(mark)) => {
                // In French each paragraph may start with the closing mark.
                Style::opened_by(lexed, at, mark) == Some(self)
                    || (self == Style::French && mark == '»')
            }
            _ => false,
        }
    }

    /// Whether a mark of another style opens a quotation inside this one.
    fn may_hold(self, lexed: &Lexed, at: usize) -> bool {
        match lexed.get(at).map(|lexeme| lexeme.kind) {
            Some(LexemeKind::Mark('‘' | '‚' | '\'')) => {
                self != Style::Single
                    && leans_right(lexed, at)
                    && closing_single(lexed, at).is_some()
            }
            Some(LexemeKind::Mark('“' | '„' | '«' | '"')) => leans_right(lexed, at),
            _ => false,
        }
    }
}

/// Whether a mark closes the inner quotation that starts at a lexeme.
fn ends_inner(lexed: &Lexed, start: usize, at: usize) -> bool {
    match (lexed.written(start), lexed.written(at)) {
        ("‘" | "‚" | "'", "’" | "'" | "‘") => is_closing_single(lexed, at),
        ("“", "”") | ("„", "“" | "”") | ("«", "»") => true,
        ("\"", "\"") => leans_left(lexed, at),
        _ => false,
    }
}

/// Nothing lies behind the mark, and a blank or an opening bracket before it.
fn leans_right(lexed: &Lexed, at: usize) -> bool {
    let behind = lexed.is_glued(at + 1) && !is_stop(lexed, at + 1);
    let before = !lexed.is_glued(at)
        || at == 0
        || matches!(
            lexed.get(at - 1).map(|lexeme| lexeme.kind),
            Some(LexemeKind::Mark(
                '(' | '[' | '—' | '–' | '-' | '‘' | '“' | '"' | '\'' | '/' | '…' | ':'
            ))
        );
    behind && before
}

/// Nothing lies before the mark: it closes.
fn leans_left(lexed: &Lexed, at: usize) -> bool {
    at > 0 && lexed.is_glued(at) && !leans_right(lexed, at)
}

fn is_stop(lexed: &Lexed, at: usize) -> bool {
    matches!(
        lexed.get(at).map(|lexeme| lexeme.kind),
        Some(LexemeKind::Mark(',' | '.' | ';' | '!' | '?' | ')'))
    )
}

/// A straight mark behind one or two digits and before a blank: inches, or the end of a quotation
/// that ends with a figure, which cannot be told apart.
fn is_inches(lexed: &Lexed, at: usize) -> bool {
    at > 0
        && lexed.is_digits(at - 1)
        && lexed.is_glued(at)
        && !lexed.is_glued(at + 1)
        && lexed.written(at - 1).len() < 3
}

/// How far a single mark may lie from the one that closes it, in words and marks.
const LONGEST_SINGLE: usize = 120;

/// The mark that closes what a single mark opens, in the same paragraph: without it the mark is an
/// apostrophe, as in ’90s.
fn closing_single(lexed: &Lexed, at: usize) -> Option<usize> {
    // Letters are left out, and nothing is quoted: '90s, rock 'n' roll, 'tis.
    let is_short = lexed.is_digits(at + 1)
        || lexed.is_any(at + 1, &["n", "em", "til", "tis", "twas", "cause"]);
    if is_short {
        return None;
    }
    (at + 2..at + LONGEST_SINGLE)
        .take_while(|end| *end < lexed.lexemes.len() && lexed.gap(*end) != Gap::Break)
        .find(|end| is_closing_single(lexed, *end))
}

/// Whether a single mark closes: nothing lies before it, no letter behind it, and what stands
/// before is no plural that owns something: the workers’ rights.
fn is_closing_single(lexed: &Lexed, at: usize) -> bool {
    let is_mark = matches!(
        lexed.get(at).map(|lexeme| lexeme.kind),
        Some(LexemeKind::Mark('’' | '\'' | '‘'))
    );
    let Some(before) = at.checked_sub(1).filter(|_| is_mark && lexed.is_glued(at)) else {
        return false;
    };
    let owns = lexed.written(before).ends_with(['s', 'S'])
        && lexed.is_word(at + 1)
        && lexed.gap(at + 1) == Gap::Space;
    !owns && !(lexed.is_glued(at + 1) && (lexed.is_word(at + 1) || lexed.is_digits(at + 1)))
}

/// How far back a sentence is looked for, in words and marks.
const LONGEST_SENTENCE: usize = 400;

fn sentence_start(lexed: &Lexed, at: usize) -> usize {
    let starts = |start: &usize| {
        let ends_before = start.checked_sub(1).is_none_or(|before| {
            matches!(
                lexed.get(before).map(|lexeme| lexeme.kind),
                Some(LexemeKind::Mark('.' | '!' | '?' | '”' | '"' | '»'))
            ) && !lexed.is_glued(*start)
        });
        lexed.gap(*start) == Gap::Break || ends_before
    };
    (at.saturating_sub(LONGEST_SENTENCE)..at)
        .rev()
        .find(starts)
        .unwrap_or(at)
}

fn quotation(lexed: &Lexed, start: usize, end: usize, marks: Marks) -> Fact {
    let is_mark = |at: usize| {
        matches!(
            lexed.get(at).map(|lexeme| lexeme.kind),
            Some(LexemeKind::Mark(
                '"' | '\'' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '‚' | '\u{201f}'
            ))
        )
    };
    let first = start + usize::from(marks != Marks::Unopened && is_mark(start));
    let last = end - usize::from(end > first && is_mark(end - 1));
    let told = attribution(lexed, start, end);
    Fact {
        span: lexed.span(start, end),
        normal: Normal::Quotation(Quotation {
            words: lexed.span(first, last).of(lexed.text).to_owned(),
            speaker: told.speaker,
            verb: told.verb,
            marks,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexer::Lexed;
    use super::*;

    fn quoted(text: &str) -> Vec<Quotation> {
        quotations(&Lexed::of(text))
            .into_iter()
            .filter_map(|fact| match fact.normal {
                Normal::Quotation(quotation) => Some(quotation),
                _ => None,
            })
            .collect()
    }

    fn words(text: &str) -> Vec<String> {
        quoted(text).into_iter().map(|found| found.words).collect()
    }

    fn marks(text: &str) -> Vec<Marks> {
        quoted(text).into_iter().map(|found| found.marks).collect()
    }

    #[test]
    fn a_quotation_has_its_speaker_and_verb() {
        for (text, speaker, verb) in [
            ("“We will wait,” Anna Berg said.", "Anna Berg", "said"),
            ("“We will wait,” said Anna Berg.", "Anna Berg", "said"),
            ("He noted, \"It is over.\"", "he", "noted"),
            ("“We wait,” the official said.", "the official", "said"),
            (
                "“We wait,” said the mayor of the town.",
                "the mayor",
                "said",
            ),
            ("Berg, the mayor, warned: “We wait.”", "Berg", "warned"),
            (
                "According to Anna Berg, “we wait”.",
                "Anna Berg",
                "according to",
            ),
        ] {
            let found = quoted(text).remove(0);
            assert_eq!(
                (found.speaker.as_deref(), found.verb.as_deref()),
                (Some(speaker), Some(verb)),
                "{text}"
            );
        }
    }

    #[test]
    fn the_marks_of_other_usages_are_read() {
        for (text, said) in [
            ("„Wir warten“, sagte sie.", "Wir warten"),
            ("« On attend », dit-elle.", "On attend"),
            ("»Wir warten«, sagte sie.", "Wir warten"),
            ("”Vi väntar”, sa hon.", "Vi väntar"),
            ("‘We wait,’ she said.", "We wait,"),
            ("'We don't wait,' she said.", "We don't wait,"),
            ("The so-called \"wait\" began.", "wait"),
        ] {
            assert_eq!(words(text), [said], "{text}");
            assert_eq!(marks(text), [Marks::Balanced], "{text}");
        }
    }

    #[test]
    fn an_apostrophe_opens_nothing() {
        for text in [
            "It was the ’90s, and the workers’ hall stood.",
            "the '90s and rock 'n' roll",
            "He is 5' 10\" tall.",
        ] {
            assert_eq!(words(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_quotation_inside_another_is_one_of_its_own() {
        assert_eq!(
            words("“He told me ‘go home’ and left,” she said."),
            ["go home", "He told me ‘go home’ and left,"]
        );
        assert_eq!(
            words("‘He told me “go home” and left,’ she said."),
            ["go home", "He told me “go home” and left,"]
        );
    }

    #[test]
    fn marks_out_of_order_are_reported() {
        assert_eq!(
            marks("It was late. We cannot go on,” she said."),
            [Marks::Unopened]
        );
        assert_eq!(
            words("It was late. We cannot go on,” she said."),
            ["We cannot go on,"]
        );
        assert_eq!(marks("“We go. “They stay,” she said."), [Marks::Doubled]);
        assert_eq!(marks("\"We go. \"They stay,\" she said."), [Marks::Doubled]);
        assert_eq!(marks("“We go on.\n\nThe end."), [Marks::Unclosed]);
    }

    #[test]
    fn a_quotation_of_several_paragraphs_is_opened_anew_in_each() {
        assert_eq!(
            marks("“We go on.\n\n“And on.\n\n“And on.”"),
            [Marks::Balanced; 3]
        );
        assert_eq!(marks("\"We go on.\n\n\"And on.\""), [Marks::Balanced; 2]);
    }
}
