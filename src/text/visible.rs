//! The one way from text to the screen: what a terminal would interpret or hide becomes a visible
//! mark.

use std::borrow::Cow;
use std::fmt;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Span;
use super::hidden::{self, Hidden, MARKS};

/// Text that is safe to draw: it holds no character that a terminal interprets and none that
/// nobody sees. Only the functions of this module make one.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Visible(String);

impl Visible {
    /// Any text, made safe: line ends and spaces of another kind become spaces, hidden characters
    /// marks.
    pub fn of(text: &str) -> Self {
        let mut visible = String::with_capacity(text.len());
        for grapheme in text.graphemes(true) {
            match glyph(grapheme) {
                space if space.hidden == Some(Hidden::Space) => visible.push(' '),
                other => visible.push_str(other.as_str()),
            }
        }
        Self(visible)
    }

    /// Any text, made safe line by line: its line feeds stay, and nothing else that a terminal
    /// interprets.
    pub fn lines_of(text: &str) -> String {
        let mut visible = String::with_capacity(text.len());
        for line in text.split_inclusive('\n') {
            let words = line.strip_suffix("\r\n").or(line.strip_suffix('\n'));
            visible.push_str(Self::of(words.unwrap_or(line)).as_str());
            visible.extend(words.map(|_| '\n'));
        }
        visible
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

/// What is drawn for one grapheme: safe, as [`Visible`] is. Only [`glyph`] and [`glyph_at`] make one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph<'t> {
    drawn: Cow<'t, str>,
    hidden: Option<Hidden>,
}

impl<'t> Glyph<'t> {
    fn plain(drawn: &'t str) -> Self {
        Self {
            drawn: Cow::Borrowed(drawn),
            hidden: None,
        }
    }

    fn mark(drawn: String, hidden: Hidden) -> Self {
        Self {
            drawn: Cow::Owned(drawn),
            hidden: Some(hidden),
        }
    }

    /// What is drawn: the grapheme itself; a space for a line end; what stands for something
    /// hidden, such as `‹ZWSP›` or `␛`, with the visible part of the grapheme.
    pub fn as_str(&self) -> &str {
        &self.drawn
    }

    /// What is hidden in the grapheme, if anything is.
    pub fn hidden(&self) -> Option<Hidden> {
        self.hidden
    }

    /// How wide it is drawn, in cells, as ratatui measures.
    pub fn cells(&self) -> usize {
        self.drawn.width()
    }
}

/// The most characters in one grapheme that are sent to the terminal as they are. The longest
/// recommended emoji has ten, the conjuncts of India fewer.
const CHARACTERS: usize = 24;

/// The most hidden characters of one grapheme that are each drawn; the others are counted.
const LABELS: usize = 3;

/// What is drawn for the grapheme at a place of a text; what is everyday there is marked as such.
pub fn glyph_at(text: &str, span: Span) -> Glyph<'_> {
    let mut glyph = glyph(span.of(text));
    if matches!(
        glyph.hidden,
        Some(Hidden::Direction | Hidden::ZeroWidth | Hidden::Space)
    ) {
        glyph.hidden = hidden::kind_at(text, span.start().0).or(glyph.hidden);
    }
    glyph
}

/// What is drawn for a grapheme.
pub fn glyph(grapheme: &str) -> Glyph<'_> {
    let mut characters = grapheme.chars();
    match (characters.next(), characters.next()) {
        (None, _) | (Some('\n'), None) | (Some('\r'), Some('\n')) => Glyph::plain(" "),
        (Some(' '..='~'), None) => Glyph::plain(grapheme),
        (Some(c), None) => single(c, grapheme),
        _ if hidden::flag_of_tags(grapheme) == grapheme.len() => Glyph::plain(grapheme),
        _ => cluster(grapheme),
    }
}

fn single(c: char, grapheme: &str) -> Glyph<'_> {
    if let Some(kind) = hidden::kind(c, None, None) {
        return Glyph::mark(label(c), kind);
    }
    match grapheme.width() {
        0 => Glyph::mark(shown_alone(c), Hidden::StrayMark),
        _ => Glyph::plain(grapheme),
    }
}

/// A mark without its base: on a dotted circle, as in Unicode's charts, or its label where the
/// circle cannot bear it, as with marks that are newer than the tables of graphemes.
fn shown_alone(mark: char) -> String {
    let drawn = format!("◌{mark}");
    if drawn.graphemes(true).count() == 1 {
        drawn
    } else {
        label(mark)
    }
}

/// A grapheme of several characters: as it is where all of them are honest, else its visible
/// characters with a label in the place of each hidden one.
fn cluster(grapheme: &str) -> Glyph<'_> {
    let mut text = String::new();
    let mut finding = None;
    let mut before = None;
    let mut marks = 0;
    let (mut labels, mut left_out) = (0, 0);
    let mut characters = grapheme.chars().enumerate().peekable();
    while let Some((number, c)) = characters.next() {
        let last = before.replace(c);
        let after = characters.peek().map(|(_, next)| *next);
        if let Some(kind) = hidden::kind(c, last, after) {
            finding.get_or_insert(kind);
            labels += 1;
            if labels > LABELS {
                left_out += 1;
            } else {
                text.push_str(&label(c));
            }
            continue;
        }
        if number == 0 && c.width() == Some(0) {
            finding = Some(Hidden::StrayMark);
            text.push_str(&shown_alone(c));
            continue;
        }
        marks = if hidden::is_mark(c) { marks + 1 } else { 0 };
        if marks > MARKS || number >= CHARACTERS {
            left_out += 1;
        } else {
            text.push(c);
        }
    }
    if left_out > 0 {
        finding.get_or_insert(Hidden::Flood);
        text.truncate(text.trim_end_matches(hidden::is_unseen_alone).len());
        text.extend(["‹+", &left_out.to_string(), "›"]);
    }
    match finding {
        Some(kind) => Glyph::mark(text, kind),
        None => Glyph::plain(grapheme),
    }
}

/// The mark that stands for a hidden character: the picture of a control, the usual short name, or
/// the code point in hexadecimal.
fn label(c: char) -> String {
    let name = match c {
        '\t' => return "⇥".to_owned(),
        '\0'..='\x1f' => return picture(c as u32),
        '\x7f' => return picture(0x21),
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => {
            return "␣".to_owned();
        }
        '\u{85}' => "NEL",
        '\u{ad}' => "SHY",
        '\u{34f}' => "CGJ",
        '\u{61c}' => "ALM",
        '\u{180e}' => "MVS",
        '\u{200b}' => "ZWSP",
        '\u{200c}' => "ZWNJ",
        '\u{200d}' => "ZWJ",
        '\u{200e}' => "LRM",
        '\u{200f}' => "RLM",
        '\u{2028}' => "LS",
        '\u{2029}' => "PS",
        '\u{202a}' => "LRE",
        '\u{202b}' => "RLE",
        '\u{202c}' => "PDF",
        '\u{202d}' => "LRO",
        '\u{202e}' => "RLO",
        '\u{2060}' => "WJ",
        '\u{2066}' => "LRI",
        '\u{2067}' => "RLI",
        '\u{2068}' => "FSI",
        '\u{2069}' => "PDI",
        '\u{feff}' => "BOM",
        '\u{fffd}' => "?",
        '\u{fe00}'..='\u{fe0f}' => return format!("‹VS{}›", c as u32 - 0xfe00 + 1),
        '\u{e0020}'..='\u{e007e}' => return tag(c),
        _ => return format!("‹{:04X}›", c as u32),
    };
    format!("‹{name}›")
}

/// The control picture with this number (Unicode block `2400..2426`).
fn picture(number: u32) -> String {
    char::from_u32(0x2400 + number).map_or_else(String::new, String::from)
}

/// A tag with the ASCII character that it copies.
fn tag(c: char) -> String {
    let copied = char::from_u32(c as u32 - 0xe0000).unwrap_or(' ');
    format!("‹tag {copied}›")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::hazards::hostile;
    use super::*;

    #[test]
    fn what_is_hidden_becomes_a_mark() {
        for (text, seen) in [
            ("a\x1b[2Jb", "a␛[2Jb"),
            ("a\u{200b}b", "a‹ZWSP›b"),
            ("a\u{200c}b", "a‹ZWNJ›b"),
            ("a\u{202e}b", "a‹RLO›b"),
            ("a\tb\rc", "a⇥b␍c"),
            ("a\u{9b}b\x7f", "a‹009B›b␡"),
            ("x\u{e0068}\u{e0069}", "x‹tag h›‹tag i›"),
            ("x\u{fe0f}\u{fe00}", "x‹VS16›‹VS1›"),
            ("\u{301}a", "◌\u{301}a"),
            ("a\u{a0}b\r\nc", "a b c"),
            ("a\u{fffd}b", "a‹?›b"),
            (
                "😀\u{e0068}\u{e0069}\u{e0020}\u{e0079}\u{e006f}",
                "😀‹tag h›‹tag i›‹tag  ›‹+2›",
            ),
        ] {
            assert_eq!(Visible::of(text).as_str(), seen);
        }
    }

    #[test]
    fn honest_clusters_stay_as_they_are() {
        for text in ["👩‍👩‍👧", "🇵🇦", "é", "e\u{301}", "क्ष", "می\u{200c}خواهم", "　"]
        {
            assert_eq!(Visible::of(text).as_str(), text);
        }
    }

    #[test]
    fn a_flood_is_counted_instead_of_drawn() {
        let text = format!("a{}", "\u{301}".repeat(500));
        let seen = format!("a{}‹+494›", "\u{301}".repeat(6));
        assert_eq!(Visible::of(&text).as_str(), seen);
    }

    proptest! {
        #[test]
        fn nothing_drawn_is_interpreted_or_unseen(text in hostile()) {
            let visible = Visible::of(&text);
            for c in visible.as_str().chars() {
                prop_assert!(!c.is_control(), "{c:?} from {text:?}");
                let bidi = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
                let blank = matches!(c, '\u{200b}' | '\u{2028}'..='\u{2029}' | '\u{2060}'..='\u{2065}' | '\u{feff}' | '\u{ad}' | '\u{fff9}'..='\u{fffb}');
                let private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
                prop_assert!(!bidi && !blank && !private, "{c:?} from {text:?}");
            }
            prop_assert_eq!(hidden::hidden(visible.as_str()).next(), None, "{:?}", text);
            for grapheme in visible.as_str().graphemes(true) {
                prop_assert!(grapheme.width() > 0, "{grapheme:?} from {text:?}");
            }
        }

        #[test]
        fn what_is_marked_is_found_too(text in hostile()) {
            if hidden::hidden(&text).next().is_some() {
                let marked = text
                    .graphemes(true)
                    .any(|grapheme| glyph(grapheme).hidden().is_some());
                prop_assert!(marked, "{text:?}");
            }
        }
    }
}
