//! The one way from text to the screen: what a terminal would interpret or hide becomes a visible
//! mark.

use std::fmt;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Text that is safe to draw: it holds no character that a terminal interprets and none that
/// nobody sees. Only the functions of this module make one.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Visible(String);

impl Visible {
    /// Any text, made safe: line ends and tabs become spaces, other hidden characters marks.
    pub fn of(text: &str) -> Self {
        Self(
            text.graphemes(true)
                .map(|grapheme| glyph(grapheme).into_text())
                .collect(),
        )
    }

    /// The safe text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How wide it is drawn, in cells.
    pub fn cells(&self) -> usize {
        self.0.width()
    }
}

impl fmt::Display for Visible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is drawn for one grapheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Glyph<'t> {
    /// The grapheme itself.
    Plain(&'t str),
    /// A blank: space, tab, line end.
    Blank,
    /// A mark that stands for something hidden, such as `‹ZWSP›` or `␛`.
    Mark(String),
}

impl Glyph<'_> {
    fn into_text(self) -> String {
        match self {
            Glyph::Plain(text) => text.to_owned(),
            Glyph::Blank => " ".to_owned(),
            Glyph::Mark(mark) => mark,
        }
    }

    /// How wide it is drawn, in cells.
    pub fn cells(&self) -> usize {
        match self {
            Glyph::Plain(text) => text.width(),
            Glyph::Blank => 1,
            Glyph::Mark(mark) => mark.width(),
        }
    }
}

/// What is drawn for a grapheme.
pub fn glyph(grapheme: &str) -> Glyph<'_> {
    let mut characters = grapheme.chars();
    match (characters.next(), characters.next()) {
        (Some(' ' | '\t' | '\n' | '\r') | None, _) => Glyph::Blank,
        (Some(control @ '\0'..='\x1f'), None) => Glyph::Mark(
            char::from_u32(0x2400 + control as u32)
                .unwrap_or('␀')
                .to_string(),
        ),
        (Some(first), None) if first.is_control() || grapheme.width() == 0 => {
            Glyph::Mark(format!("‹{:04X}›", first as u32))
        }
        _ => Glyph::Plain(grapheme),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_become_marks() {
        assert_eq!(Visible::of("a\x1b[2Jb").as_str(), "a␛[2Jb");
        assert_eq!(Visible::of("a\u{200b}b").as_str(), "a‹200B›b");
        assert_eq!(Visible::of("a\u{202e}b").as_str(), "a‹202E›b");
    }
}
