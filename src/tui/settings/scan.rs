//! Walks over RON without building values: finds where an entry of a collection begins and ends.

use super::entries::Place;

/// What was found wrong while walking, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slip {
    pub place: Place,
    pub what: Wrong,
}

impl Slip {
    /// Whether reading can go on at the next line.
    pub fn spoils_only_its_line(self) -> bool {
        matches!(self.what, Wrong::OpenText | Wrong::OpenCharacter)
    }
}

/// The ways in which brackets, quotes and commas can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Wrong {
    #[error("this text is not closed with a quote on its line")]
    OpenText,
    #[error("this raw text is not closed")]
    OpenRawText,
    #[error("this character is not closed with a quote")]
    OpenCharacter,
    #[error("this comment is not closed")]
    OpenComment,
    #[error("this {0:?} is never closed with {1:?}")]
    OpenBracket(char, char),
    #[error("here {0:?} closes what began with {1:?}")]
    OtherBracket(char, char),
    #[error("a comma is missing before this")]
    NoComma,
    #[error("a value is missing here")]
    NoValue,
    #[error("a collection is expected here: Name( … ), {{ … }} or [ … ]")]
    NoCollection,
    #[error("nothing can follow the end of the collection")]
    Trailing,
}

/// A stretch of text and its place.
type Found<'t> = (Place, &'t str);

/// An entry as it was found, and what was wrong with it without making it unreadable.
pub(super) struct FoundEntry<'t> {
    pub key: Option<Found<'t>>,
    pub value: Found<'t>,
    pub slip: Option<Slip>,
}

/// A position in a text that only moves forwards.
#[derive(Clone, Copy)]
pub(super) struct Scanner<'t> {
    rest: &'t str,
    place: Place,
    /// The bracket that opened the collection, and its place.
    open: (char, Place),
}

impl<'t> Scanner<'t> {
    pub fn new(text: &'t str, place: Place) -> Self {
        Self {
            rest: text,
            place,
            open: ('(', place),
        }
    }

    /// Steps over the collection's name and its opening bracket.
    pub fn open(&mut self) -> Result<(), Slip> {
        self.trivia()?;
        while self.rest.starts_with("#![") {
            self.bump_while(|character| character != ']');
            self.bump();
            self.trivia()?;
        }
        self.bump_while(|character| character.is_alphanumeric() || character == '_');
        self.trivia()?;
        match self.peek() {
            Some(bracket @ ('(' | '{' | '[')) => {
                self.open = (bracket, self.place);
                self.bump();
                Ok(())
            }
            _ => Err(self.slip(Wrong::NoCollection)),
        }
    }

    /// The next entry; none at the end of the collection.
    pub fn entry(&mut self) -> Result<Option<FoundEntry<'t>>, Slip> {
        self.trivia()?;
        while self.peek() == Some(',') {
            self.bump();
            self.trivia()?;
        }
        match self.peek() {
            None => {
                let (bracket, place) = self.open;
                let what = Wrong::OpenBracket(bracket, closing(bracket));
                Err(Slip { place, what })
            }
            Some(bracket @ (')' | '}' | ']')) => self.close(bracket).map(|()| None),
            Some(_) => self.key_and_value().map(Some),
        }
    }

    /// Goes to the start of the next line.
    pub fn next_line(&mut self) {
        self.bump_while(|character| character != '\n');
    }

    fn close(&mut self, bracket: char) -> Result<(), Slip> {
        if bracket != closing(self.open.0) {
            return Err(self.slip(Wrong::OtherBracket(bracket, self.open.0)));
        }
        self.bump();
        self.trivia()?;
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.slip(Wrong::Trailing)),
        }
    }

    fn key_and_value(&mut self) -> Result<FoundEntry<'t>, Slip> {
        let mut start = *self;
        let mut key = None;
        // Where the last token began, where it ended, and where the one before it ended.
        let (mut last, mut end, mut end_before) = (*self, *self, *self);
        let mut slip = None;
        loop {
            match self.peek() {
                None | Some(',' | ')' | '}' | ']') => break,
                Some(':') if key.is_none() => {
                    key = Some(start.until(&end));
                    self.bump();
                    self.trivia()?;
                    start = *self;
                    (last, end, end_before) = (start, start, start);
                }
                Some(':') => {
                    slip = Some(last.slip(Wrong::NoComma));
                    *self = last;
                    end = end_before;
                    break;
                }
                Some(_) => {
                    last = *self;
                    end_before = end;
                    self.token()?;
                    end = *self;
                    self.trivia()?;
                }
            }
        }
        let value = start.until(&end);
        if value.1.is_empty() {
            // Past what stopped it, so that the walk goes on.
            if self.peek() == Some(':') || slip.is_some() {
                self.next_line();
            }
            slip = slip.or(Some(start.slip(Wrong::NoValue)));
        }
        Ok(FoundEntry { key, value, slip })
    }

    /// Steps over a text, a character, a bracket with all that is in it, or a word.
    fn token(&mut self) -> Result<(), Slip> {
        let Some(first) = self.peek() else {
            return Ok(());
        };
        if matches!(first, '(' | '{' | '[') {
            return self.group();
        }
        self.simple_token(first)
    }

    fn simple_token(&mut self, first: char) -> Result<(), Slip> {
        if let Some(hashes) = raw_text_hashes(self.rest) {
            return self.raw_text(hashes);
        }
        if self.rest.starts_with("b\"") || self.rest.starts_with("b'") {
            self.bump();
            return self.simple_token(self.peek().unwrap_or(first));
        }
        match first {
            '"' => self.text(),
            '\'' => self.character(),
            _ => {
                self.bump();
                self.bump_while(|character| {
                    !character.is_whitespace() && !",:(){}[]\"'/".contains(character)
                });
                Ok(())
            }
        }
    }

    fn text(&mut self) -> Result<(), Slip> {
        let start = *self;
        self.bump();
        loop {
            match self.bump() {
                Some('"') => return Ok(()),
                Some('\\') if self.peek() != Some('\n') => {
                    self.bump();
                }
                None | Some('\n') => {
                    // Back, so that the line can be stepped over.
                    *self = start;
                    return Err(start.slip(Wrong::OpenText));
                }
                Some(_) => {}
            }
        }
    }

    fn raw_text(&mut self, hashes: usize) -> Result<(), Slip> {
        let start = *self;
        self.bump_while(|character| character != '"');
        self.bump();
        let end = format!("\"{}", "#".repeat(hashes));
        while !self.rest.starts_with(&end) {
            if self.bump().is_none() {
                return Err(start.slip(Wrong::OpenRawText));
            }
        }
        for _ in 0..end.len() {
            self.bump();
        }
        Ok(())
    }

    fn character(&mut self) -> Result<(), Slip> {
        let start = *self;
        self.bump();
        if self.bump() == Some('\\') {
            self.bump();
            self.bump_while(|character| !matches!(character, '\'' | '\n'));
        }
        if self.bump() == Some('\'') {
            return Ok(());
        }
        *self = start;
        Err(start.slip(Wrong::OpenCharacter))
    }

    /// Steps over brackets in brackets. A text that is not closed in there spoils its line; whoever
    /// reads the inner part tells it.
    fn group(&mut self) -> Result<(), Slip> {
        let mut open: Vec<(char, Slip)> = vec![];
        loop {
            self.trivia()?;
            match self.peek() {
                None => {
                    return match open.first() {
                        Some((_, slip)) => Err(*slip),
                        None => Ok(()),
                    };
                }
                Some(bracket @ ('(' | '{' | '[')) => {
                    let close = closing(bracket);
                    open.push((close, self.slip(Wrong::OpenBracket(bracket, close))));
                    self.bump();
                }
                Some(bracket @ (')' | '}' | ']')) => {
                    match open.pop() {
                        Some((close, _)) if close == bracket => {}
                        Some((_, slip)) => return Err(slip),
                        None => return Ok(()),
                    }
                    self.bump();
                    if open.is_empty() {
                        return Ok(());
                    }
                }
                Some(first) => match self.simple_token(first) {
                    Err(slip) if slip.spoils_only_its_line() => self.next_line(),
                    otherwise => otherwise?,
                },
            }
        }
    }

    /// Steps over blanks and comments.
    fn trivia(&mut self) -> Result<(), Slip> {
        loop {
            self.bump_while(char::is_whitespace);
            if self.rest.starts_with("//") {
                self.next_line();
            } else if self.rest.starts_with("/*") {
                self.comment()?;
            } else {
                return Ok(());
            }
        }
    }

    fn comment(&mut self) -> Result<(), Slip> {
        let start = *self;
        let mut depth = 0_usize;
        loop {
            if self.rest.starts_with("/*") {
                depth += 1;
                self.bump();
            } else if self.rest.starts_with("*/") {
                depth -= 1;
                self.bump();
            } else if self.rest.is_empty() {
                return Err(start.slip(Wrong::OpenComment));
            }
            self.bump();
            if depth == 0 {
                return Ok(());
            }
        }
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let character = characters.next()?;
        self.place = self.place.past(character);
        self.rest = characters.as_str();
        Some(character)
    }

    fn bump_while(&mut self, wanted: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&wanted) {
            self.bump();
        }
    }

    /// The text from here up to a later position.
    fn until(&self, end: &Scanner<'t>) -> Found<'t> {
        let length = self.rest.len().saturating_sub(end.rest.len());
        (self.place, self.rest.get(..length).unwrap_or_default())
    }

    fn slip(&self, what: Wrong) -> Slip {
        Slip {
            place: self.place,
            what,
        }
    }
}

/// How many `#` stand before the quote of the raw text that begins here, such as `r#"…"#`.
fn raw_text_hashes(text: &str) -> Option<usize> {
    let after = text.strip_prefix("br").or_else(|| text.strip_prefix('r'))?;
    let quote = after.trim_start_matches('#');
    quote.starts_with('"').then_some(after.len() - quote.len())
}

fn closing(bracket: char) -> char {
    match bracket {
        '{' => '}',
        '[' => ']',
        _ => ')',
    }
}
