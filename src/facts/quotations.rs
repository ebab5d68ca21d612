//! Quotations: what stands between quotation marks, who said it, and marks that are out of order.

use super::lexer::{Gap, Lexed, LexemeKind};
use super::model::{Fact, Marks, Normal, Quotation};
use super::names::name_at;
use crate::text::Span;

/// Verbs that attribute speech, in the forms that news uses.
const VERBS: &[&str] = &[
    "said",
    "says",
    "say",
    "told",
    "tells",
    "added",
    "adds",
    "stated",
    "states",
    "noted",
    "notes",
    "stressed",
    "insisted",
    "explained",
    "explains",
    "claimed",
    "claims",
    "wrote",
    "writes",
    "announced",
    "declared",
    "warned",
    "argued",
    "asked",
    "replied",
    "recalled",
    "emphasized",
    "emphasised",
    "indicated",
    "reported",
    "confirmed",
    "concluded",
    "continued",
    "remarked",
];

/// Whether the word attributes speech.
pub fn is_speech(lexed: &Lexed, at: usize) -> bool {
    lexed.is_word(at) && lexed.is_any(at, VERBS)
}

/// The quotations of a text, in order; marks that are out of order are reported, not mended.
pub fn quotations(lexed: &Lexed) -> Vec<Fact> {
    let mut found = vec![];
    let mut open: Option<Open> = None;
    for at in 0..lexed.lexemes.len() {
        if lexed.gap(at) == Gap::Break
            && let Some(unclosed) = open.take()
        {
            // A quotation of several paragraphs is opened anew in each and closed in the last.
            let goes_on = side(lexed, at) == Some(Side::Opens);
            let marks = if goes_on {
                unclosed.marks
            } else {
                Marks::Unclosed
            };
            found.push(quotation(lexed, unclosed.at, at, marks));
        }
        match (side(lexed, at), &mut open) {
            (Some(Side::Opens), None) => {
                open = Some(Open {
                    at,
                    marks: Marks::Balanced,
                });
            }
            (Some(Side::Opens), Some(already)) => already.marks = Marks::Doubled,
            (Some(Side::Closes), Some(opened)) => {
                found.push(quotation(lexed, opened.at, at + 1, opened.marks));
                open = None;
            }
            (Some(Side::Closes), None) => found.push(quotation(
                lexed,
                sentence_start(lexed, at),
                at + 1,
                Marks::Unopened,
            )),
            (None, _) => {}
        }
    }
    if let Some(unclosed) = open {
        found.push(quotation(
            lexed,
            unclosed.at,
            lexed.lexemes.len(),
            Marks::Unclosed,
        ));
    }
    found
}

struct Open {
    at: usize,
    marks: Marks,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
}

/// Whether the lexeme is a quotation mark, and which. A straight one opens where a word follows it
/// directly and none stands directly before it.
fn side(lexed: &Lexed, at: usize) -> Option<Side> {
    match lexed.get(at)?.kind {
        LexemeKind::Mark('“' | '«' | '„') => Some(Side::Opens),
        LexemeKind::Mark('”' | '»') => Some(Side::Closes),
        LexemeKind::Mark('"') => {
            let after_digits = at > 0 && lexed.is_digits(at - 1) && lexed.is_glued(at);
            if after_digits && !lexed.is_glued(at + 1) && lexed.written(at - 1).len() < 3 {
                // Inches, or the end of a quotation that ends with a figure: not told apart.
                return None;
            }
            Some(
                if lexed.is_glued(at) && !lexed.is_mark(at.saturating_sub(1), '(') {
                    Side::Closes
                } else {
                    Side::Opens
                },
            )
        }
        _ => None,
    }
}

fn sentence_start(lexed: &Lexed, at: usize) -> usize {
    let ends = |before: usize| {
        matches!(
            lexed.get(before).map(|lexeme| lexeme.kind),
            Some(LexemeKind::Mark('.' | '!' | '?' | '”' | '"'))
        )
    };
    (0..at)
        .rev()
        .take_while(|start| !ends(*start) || lexed.is_glued(start + 1))
        .last()
        .map_or(at, |start| {
            if lexed.gap(start) == Gap::Break {
                start
            } else {
                (start..at)
                    .find(|from| lexed.gap(*from) == Gap::Break)
                    .unwrap_or(start)
            }
        })
}

fn quotation(lexed: &Lexed, start: usize, end: usize, marks: Marks) -> Fact {
    let first = start + usize::from(side(lexed, start) == Some(Side::Opens));
    let last = end - usize::from(end > first && side(lexed, end - 1) == Some(Side::Closes));
    let words = lexed.span(first, last).of(lexed.text).to_owned();
    let (speaker, verb) = attribution(lexed, start, end);
    let span: Span = lexed.span(start, end);
    Fact {
        span,
        normal: Normal::Quotation(Quotation {
            words,
            speaker,
            verb,
            marks,
        }),
    }
}

/// How far from a quotation its speaker is looked for, in words and marks.
const REACH: usize = 12;

/// Who said it, and the verb: behind the quotation, else before it, in the same sentence.
fn attribution(lexed: &Lexed, start: usize, end: usize) -> (Option<String>, Option<String>) {
    let ends_sentence = |at: usize| {
        lexed.gap(at) == Gap::Break || lexed.is_mark(at, '.') || side(lexed, at).is_some()
    };
    let behind = (end..end + REACH)
        .take_while(|at| !ends_sentence(*at))
        .find(|at| lexed.is_any(*at, VERBS));
    let before = || {
        (start.saturating_sub(REACH)..start)
            .rev()
            .take_while(|at| !ends_sentence(*at))
            .find(|at| lexed.is_any(*at, VERBS))
    };
    let Some(verb) = behind.or_else(before) else {
        return (None, None);
    };
    let after_verb = name_at(lexed, verb + 1).or_else(|| name_at(lexed, verb + 2));
    let speaker = (verb.saturating_sub(4)..verb)
        .find_map(|at| name_at(lexed, at).filter(|name| name.end == verb))
        .or(after_verb)
        .map(|name| lexed.span(name.start, name.end).of(lexed.text).to_owned());
    (speaker, Some(lexed.written(verb).to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(String, Marks, Option<String>)> {
        quotations(&Lexed::of(text))
            .into_iter()
            .filter_map(|fact| match fact.normal {
                Normal::Quotation(quotation) => {
                    Some((quotation.words, quotation.marks, quotation.speaker))
                }
                _ => None,
            })
            .collect()
    }

    #[test]
    fn a_quotation_has_its_words_and_its_speaker() {
        assert_eq!(
            of("“We will wait,” Anna Berg said."),
            [(
                "We will wait,".to_owned(),
                Marks::Balanced,
                Some("Anna Berg".to_owned())
            )]
        );
        assert_eq!(
            of("He noted, \"It is over.\""),
            [("It is over.".to_owned(), Marks::Balanced, None)]
        );
    }

    #[test]
    fn marks_out_of_order_are_reported() {
        let marks = |text: &str| {
            of(text)
                .into_iter()
                .map(|found| found.1)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            marks("It was late. We cannot go on,” she said."),
            [Marks::Unopened]
        );
        assert_eq!(marks("“We go. “They stay,” she said."), [Marks::Doubled]);
        assert_eq!(marks("“We go on.\n\nThe end."), [Marks::Unclosed]);
        assert_eq!(
            marks("“We go on.\n\n“And on.”"),
            [Marks::Balanced, Marks::Balanced]
        );
    }
}
