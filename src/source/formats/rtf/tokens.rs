//! The marks and words of an RTF file (Rich Text Format 1.9.1).

/// What a file is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'r> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// A control word with its number: `\b0`.
    Word(&'r str, Option<i32>),
    /// A control symbol: `\~`.
    Symbol(u8),
    /// A byte of text, given as itself or as `\'e9`.
    Byte(u8),
}

/// The tokens of a file, in order.
pub struct Tokens<'r> {
    bytes: &'r [u8],
    at: usize,
}

impl<'r> Tokens<'r> {
    /// Begins at the start.
    pub fn of(bytes: &'r [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'r>> {
        let first = self.peek()?;
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return Some(match first {
                b'\'' => self.hexadecimal(),
                b'\\' | b'{' | b'}' => Token::Byte(first),
                b'\r' | b'\n' => Token::Word("par", None),
                other => Token::Symbol(other),
            });
        }
        let name = self.run(|byte| byte.is_ascii_alphabetic());
        let sign = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let digits = self.run(|byte| byte.is_ascii_digit());
        let number = if digits.is_empty() {
            self.at = sign;
            None
        } else {
            let written = self.bytes.get(sign..self.at).unwrap_or_default();
            std::str::from_utf8(written)
                .ok()
                .and_then(|n| n.parse().ok())
        };
        if self.peek() == Some(b' ') {
            self.at += 1;
        }
        let name = std::str::from_utf8(name).unwrap_or_default();
        if name == "bin" {
            // So many bytes of anything follow.
            let length = number
                .and_then(|n| usize::try_from(n).ok())
                .unwrap_or_default();
            self.at = self.at.saturating_add(length).min(self.bytes.len());
        }
        Some(Token::Word(name, number))
    }

    fn hexadecimal(&mut self) -> Token<'r> {
        let digits = self.bytes.get(self.at..self.at + 2).unwrap_or_default();
        let digits = std::str::from_utf8(digits).unwrap_or_default();
        match u8::from_str_radix(digits, 16) {
            Ok(byte) => {
                self.at += 2;
                Token::Byte(byte)
            }
            Err(_) => Token::Symbol(b'\''),
        }
    }

    fn run(&mut self, belongs: impl Fn(u8) -> bool) -> &'r [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest
            .iter()
            .position(|byte| !belongs(*byte))
            .unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }
}

impl<'r> Iterator for Tokens<'r> {
    type Item = Token<'r>;

    fn next(&mut self) -> Option<Token<'r>> {
        loop {
            let byte = self.peek()?;
            self.at += 1;
            return Some(match byte {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => self.control()?,
                // Line ends of the file are none of the text.
                b'\r' | b'\n' | 0 => continue,
                other => Token::Byte(other),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_bytes_and_binary_data_are_told_apart() {
        let found: Vec<_> = Tokens::of(b"{\\b0 a\\u-3913?\\'e9\\~\\bin3 {{{x\\\\}").collect();
        assert_eq!(
            found,
            [
                Token::Open,
                Token::Word("b", Some(0)),
                Token::Byte(b'a'),
                Token::Word("u", Some(-3913)),
                Token::Byte(b'?'),
                Token::Byte(0xe9),
                Token::Symbol(b'~'),
                Token::Word("bin", Some(3)),
                Token::Byte(b'x'),
                Token::Byte(b'\\'),
                Token::Close,
            ]
        );
    }
}
