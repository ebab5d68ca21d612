//! Characters that a reader does not see, or that a terminal would obey instead of showing.
//!
//! Where such a character does honest work it is no finding: the joiners of Persian, of the
//! scripts of India and of emoji, the selectors that choose an emoji's colour or a Han variant,
//! the tags of the three flags that Unicode recommends (UTS #51). Where it is everyday it is a
//! finding that asks for no attention ([`Hidden::is_suspicious`]): it is shown, and that is all.

use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};
use unicode_width::UnicodeWidthChar;

use super::Span;

/// Why a character is a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hidden {
    /// A horizontal tab.
    Tab,
    /// A space of another width, or one that no line breaks at where nothing needs it.
    Space,
    /// A space between two words that no line breaks at.
    NoBreakSpace,
    /// A space without width between the words of a script that writes none, as in Thai or Khmer.
    WordBreak,
    /// A mark of the writing direction in a line that is written from right to left.
    DirectionMark,
    /// A form feed at the beginning of a line, which ends a page.
    PageBreak,
    /// A control that a terminal interprets (C0, DEL, C1), or a rare line end.
    Control,
    /// A character without width or ink, such as `U+200B`.
    ZeroWidth,
    /// A control of the writing direction, such as `U+202E`.
    Direction,
    /// A tag character, which can spell out an unseen message.
    Tag,
    /// A variation selector that selects nothing.
    VariationSelector,
    /// A soft hyphen.
    SoftHyphen,
    /// An anchor or separator of interlinear notes, or the stand-in for an object.
    Annotation,
    /// A character whose look is agreed on privately.
    PrivateUse,
    /// A code point that Unicode has not assigned.
    Unassigned,
    /// A combining mark that stands on nothing.
    StrayMark,
    /// More combining marks on one character than any language uses.
    Flood,
    /// What stands for bytes that are no character in the file's encoding.
    Replaced,
}

impl Hidden {
    /// What it is, in words, for one of them.
    pub fn words(self) -> &'static str {
        match self {
            Hidden::Tab => "tab",
            Hidden::Space => "space of another kind",
            Hidden::NoBreakSpace => "no-break space",
            Hidden::WordBreak => "space without width between words",
            Hidden::DirectionMark => "mark of the writing direction",
            Hidden::PageBreak => "page break",
            Hidden::Control => "control character",
            Hidden::ZeroWidth => "character without width",
            Hidden::Direction => "control of the writing direction",
            Hidden::Tag => "tag character",
            Hidden::VariationSelector => "variation selector out of place",
            Hidden::SoftHyphen => "soft hyphen",
            Hidden::Annotation => "interlinear mark",
            Hidden::PrivateUse => "character of private use",
            Hidden::Unassigned => "unassigned character",
            Hidden::StrayMark => "accent on nothing",
            Hidden::Flood => "flood of accents",
            Hidden::Replaced => "bytes that are no character",
        }
    }

    /// Why it matters to somebody who checks a text, as half a sentence.
    pub fn why(self) -> &'static str {
        match self {
            Hidden::Tab | Hidden::Space => "everyday; words around it part here",
            Hidden::NoBreakSpace => "everyday; it keeps the words around it in one line",
            Hidden::WordBreak | Hidden::DirectionMark => "everyday in this script",
            Hidden::SoftHyphen => "everyday; it keeps a search elsewhere from finding the word",
            Hidden::PageBreak => "everyday; a page ends here",
            Hidden::Control => "a terminal or a printer would obey it instead of showing it",
            Hidden::ZeroWidth => "it parts words, or marks a copy, where nobody sees it",
            Hidden::Direction => "it can show words in another order than they stand in",
            Hidden::Tag | Hidden::VariationSelector => "many of them can spell an unseen message",
            Hidden::Annotation => "what it encloses is not part of the text that is read",
            Hidden::PrivateUse | Hidden::Unassigned => "what others see here cannot be known",
            Hidden::StrayMark => "what it belonged to is missing",
            Hidden::Flood => "it covers the lines around it elsewhere",
            Hidden::Replaced => "the file is damaged here, or in another encoding",
        }
    }

    /// Whether it is drawn as what it looks like everywhere else, unless all marks are asked for.
    pub fn is_quiet(self) -> bool {
        self == Hidden::NoBreakSpace
    }

    /// Whether it asks for attention. The others are shown too, but are everyday.
    pub fn is_suspicious(self) -> bool {
        !matches!(
            self,
            Hidden::Tab
                | Hidden::Space
                | Hidden::NoBreakSpace
                | Hidden::WordBreak
                | Hidden::DirectionMark
                | Hidden::PageBreak
                | Hidden::SoftHyphen
        )
    }
}

/// The most combining marks on one character that pass as honest. Vietnamese needs two, pointed
/// Hebrew with its accents four, Tibetan stacks of Sanskrit six.
pub(super) const MARKS: usize = 6;

/// Every finding in a text, in order: one for each character, one for a whole flood.
pub fn hidden(text: &str) -> impl Iterator<Item = (Span, Hidden)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += text
                .as_bytes()
                .get(at..)?
                .iter()
                .position(|byte| !is_plain(*byte))?;
            let (end, finding) = look(text, at)?;
            at = end;
            if finding.is_some() {
                return finding;
            }
        }
    })
}

/// Whether a byte is a visible ASCII character, a space or a line feed.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\n')
}

/// Looks at the character at the place: how far it, or the run that it begins, reaches, and what it
/// is.
fn look(text: &str, at: usize) -> Option<(usize, Option<(Span, Hidden)>)> {
    let (head, rest) = text.split_at_checked(at)?;
    let c = rest.chars().next()?;
    let before = head.chars().next_back();
    let behind = rest.get(c.len_utf8()..)?;
    let end = at + c.len_utf8();
    let flag = flag_of_tags(rest);
    if flag > 0 {
        return Some((at + flag, None));
    }
    if c == '\r' && behind.starts_with('\n') {
        return Some((end, None));
    }
    if let Some(kind) = kind(c, before, behind.chars().next()) {
        let kind = in_its_place(kind, c, head, behind);
        return Some((end, Some((Span::new(at, end), kind))));
    }
    if !is_mark(c) {
        return Some((end, None));
    }
    if before.is_none_or(char::is_control) {
        return Some((end, Some((Span::new(at, end), Hidden::StrayMark))));
    }
    let run = rest.len() - rest.trim_start_matches(is_mark).len();
    let flood = rest
        .char_indices()
        .nth(MARKS)
        .filter(|(honest, _)| *honest < run);
    let finding = flood.map(|(honest, _)| (Span::new(at + honest, at + run), Hidden::Flood));
    Some((at + run, finding))
}

/// What the character at a place of a text is, where that is a finding.
pub(super) fn kind_at(text: &str, at: usize) -> Option<Hidden> {
    let (_, (_, kind)) = look(text, at).and_then(|(end, found)| Some((end, found?)))?;
    Some(kind)
}

/// How far around a mark of the writing direction a letter is looked for, in characters.
const AROUND: usize = 48;

/// A finding's kind, everyday where the text around it needs such a character.
fn in_its_place(kind: Hidden, c: char, head: &str, behind: &str) -> Hidden {
    match c {
        '\u{200b}' => {
            let before = head.chars().next_back().is_some_and(writes_no_spaces);
            let after = behind.chars().next().is_some_and(writes_no_spaces);
            if before && after {
                Hidden::WordBreak
            } else {
                kind
            }
        }
        '\u{200e}' | '\u{200f}' | '\u{61c}' => {
            let mut line = head.chars().rev().take_while(|c| *c != '\n').take(AROUND);
            let mut rest = behind.chars().take_while(|c| *c != '\n').take(AROUND);
            if line.any(is_right_to_left) || rest.any(is_right_to_left) {
                Hidden::DirectionMark
            } else {
                kind
            }
        }
        _ => kind,
    }
}

/// Whether a character belongs to a script that is written without spaces and takes spaces
/// without width in their place.
fn writes_no_spaces(c: char) -> bool {
    matches!(
        c.script(),
        Script::Thai | Script::Lao | Script::Khmer | Script::Myanmar | Script::Tibetan
    )
}

/// Whether a character belongs to a script that is written from right to left (the blocks that
/// `DerivedBidiClass.txt` gives to R and AL).
fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{60b}'
        | '\u{61d}'..='\u{8ff}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}

/// Whether a character is drawn onto the one before it and takes no room of its own.
pub(super) fn is_mark(c: char) -> bool {
    c >= '\u{300}' && is_combining_mark(c) && c.width() == Some(0) && !is_selector(c)
}

/// What a character is between its neighbours, where that is a finding.
pub(super) fn kind(c: char, before: Option<char>, after: Option<char>) -> Option<Hidden> {
    match c {
        '\n' => None,
        '\t' => Some(Hidden::Tab),
        '\x0c' if before.is_none_or(|before| before == '\n') => Some(Hidden::PageBreak),
        _ if c.is_control() => Some(Hidden::Control),
        _ if is_number_sign(c) => (!encloses(after)).then_some(Hidden::ZeroWidth),
        _ if is_common(c) => None,
        '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' if parts_words(before, after) => {
            Some(Hidden::NoBreakSpace)
        }
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => {
            Some(Hidden::Space)
        }
        '\u{fffd}' => Some(Hidden::Replaced),
        '\u{2028}' | '\u{2029}' => Some(Hidden::Control),
        '\u{ad}' => Some(Hidden::SoftHyphen),
        '\u{200c}' | '\u{200d}' if joins(before, after) => None,
        '\u{180b}'..='\u{180f}' if before.is_some_and(|c| c.script() == Script::Mongolian) => None,
        _ if is_selector(c) => {
            let selects = before.is_some_and(|before| selects(before, c));
            (!selects).then_some(Hidden::VariationSelector)
        }
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some(Hidden::Direction)
        }
        '\u{e0000}'..='\u{e0fff}' => Some(Hidden::Tag),
        '\u{fff9}'..='\u{fffc}' => Some(Hidden::Annotation),
        _ if is_without_width(c) => Some(Hidden::ZeroWidth),
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => Some(Hidden::PrivateUse),
        _ if c.script() == Script::Unknown => Some(Hidden::Unassigned),
        _ => None,
    }
}

/// The signs of Arabic, Syriac and Kaithi that are drawn under or around the number behind them
/// (Unicode's property `Prepended_Concatenation_Mark`).
fn is_number_sign(c: char) -> bool {
    matches!(c,
        '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{890}'..='\u{891}' | '\u{8e2}'
        | '\u{110bd}' | '\u{110cd}')
}

/// Whether such a sign has a number or a letter of these scripts to be drawn with.
fn encloses(after: Option<char>) -> bool {
    after.is_some_and(|c| {
        c.is_numeric() || matches!(c.script(), Script::Arabic | Script::Syriac | Script::Kaithi)
    })
}

/// Whether words or signs stand on both sides of a space.
fn parts_words(before: Option<char>, after: Option<char>) -> bool {
    let is_seen = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && !c.is_control());
    is_seen(before) && is_seen(after)
}

/// Whether a character shows nothing unless others around it give it work: joiners, selectors.
pub(super) fn is_unseen_alone(c: char) -> bool {
    kind(c, None, None).is_some()
}

/// Whether a character takes no room and shows nothing, so that the letters around it are read as one
/// word: what must not keep two words from being the same.
pub fn goes_unseen(c: char) -> bool {
    !c.is_ascii()
        && !is_common(c)
        && matches!(
            kind(c, None, None),
            Some(
                Hidden::ZeroWidth
                    | Hidden::Direction
                    | Hidden::Tag
                    | Hidden::VariationSelector
                    | Hidden::SoftHyphen
            )
        )
        // Blanks that have a width part words.
        && !matches!(c, '\u{115f}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}')
}

/// Large blocks without any finding, which most texts are made of; asked first for speed.
fn is_common(c: char) -> bool {
    matches!(c,
        ' '..='~'
        | '\u{a1}'..='\u{ac}'
        | '\u{ae}'..='\u{34e}'
        | '\u{3a3}'..='\u{52f}'
        | '\u{620}'..='\u{6ff}'
        | '\u{900}'..='\u{97f}'
        | '\u{2010}'..='\u{2027}'
        | '\u{3041}'..='\u{3096}'
        | '\u{3099}'..='\u{30ff}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{1f300}'..='\u{1f64f}')
}

/// Default ignorable code points (Unicode, `DerivedCoreProperties.txt`) that have no kind of their
/// own, and the blanks that pass for letters.
fn is_without_width(c: char) -> bool {
    matches!(c,
        '\u{34f}'
        | '\u{115f}'..='\u{1160}'
        | '\u{17b4}'..='\u{17b5}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{2800}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fff8}'
        | '\u{13430}'..='\u{1343f}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}')
}

pub(super) fn is_selector(c: char) -> bool {
    matches!(c,
        '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a joiner between these two does honest work: in an emoji sequence, or behind a letter
/// of a script that joins its letters.
fn joins(before: Option<char>, after: Option<char>) -> bool {
    let emoji_before = before.is_some_and(|c| is_pictograph(c) || c == '\u{fe0f}');
    if emoji_before {
        return after.is_some_and(is_pictograph);
    }
    before.is_some_and(|c| {
        let joining = matches!(c,
            '\u{600}'..='\u{8ff}'          // Arabic, Syriac, Thaana, N'Ko
            | '\u{900}'..='\u{dff}'        // the scripts of India, Sinhala
            | '\u{f00}'..='\u{109f}'       // Tibetan, Myanmar
            | '\u{1780}'..='\u{18af}'      // Khmer, Mongolian
            | '\u{1b00}'..='\u{1c4f}'      // Balinese to Lepcha
            | '\u{a800}'..='\u{abff}'      // Syloti Nagri to Meetei Mayek
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefc}'
            | '\u{10a00}'..='\u{11fff}');
        joining && c.script() != Script::Unknown
    })
}

/// Whether the selector chooses a form of the character before it.
fn selects(before: char, selector: char) -> bool {
    match selector {
        '\u{fe0e}' | '\u{fe0f}' => is_pictograph(before) || matches!(before, '#' | '*' | '0'..='9'),
        '\u{180b}'..='\u{180f}' => before.script() == Script::Mongolian,
        '\u{e0100}'..='\u{e01ef}' => before.script() == Script::Han,
        _ => {
            matches!(before,
                '\u{2200}'..='\u{2aff}' | '\u{ff01}'..='\u{ff65}' | '\u{3001}' | '\u{3002}' | '0')
                || matches!(
                    before.script(),
                    Script::Han | Script::Myanmar | Script::Phags_Pa | Script::Manichaean
                )
        }
    }
}

/// Whether a character can take part in an emoji: the blocks that hold them (UTS #51, emoji data).
fn is_pictograph(c: char) -> bool {
    matches!(c,
        '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}'
        | '\u{2190}'..='\u{21ff}'
        | '\u{2300}'..='\u{27bf}'
        | '\u{2900}'..='\u{2bff}'
        | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}'
        | '\u{1f000}'..='\u{1faff}')
}

/// The length in bytes of a flag that is spelled with tags at the text's start: England, Scotland,
/// Wales; 0 where there is none.
pub(super) fn flag_of_tags(text: &str) -> usize {
    const FLAGS: [&str; 3] = ["gbeng", "gbsct", "gbwls"];
    if !text.starts_with('\u{1f3f4}') {
        return 0;
    }
    FLAGS
        .iter()
        .map(|name| {
            let tags = name
                .bytes()
                .filter_map(|b| char::from_u32(0xe0000 + u32::from(b)));
            let flag: String = std::iter::once('\u{1f3f4}')
                .chain(tags)
                .chain(std::iter::once('\u{e007f}'))
                .collect();
            if text.starts_with(&flag) {
                flag.len()
            } else {
                0
            }
        })
        .max()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Hidden> {
        hidden(text).map(|(_, kind)| kind).collect()
    }

    #[test]
    fn honest_texts_have_no_findings() {
        for text in [
            "An ordinary line, “quoted” — with dashes… and a soft end.\r\nNext\n",
            "می\u{200c}خواهم بروم",
            "क्\u{200d}ष और क्ष, र्\u{200d}य",
            "👩\u{200d}👩\u{200d}👧 ❤\u{fe0f} 👩🏽\u{200d}🚀 🏳\u{fe0f}\u{200d}🌈 1\u{fe0f}\u{20e3} 🇵🇦",
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
            "בְּרֵאשִׁ֖ית בָּרָ֣א",
            "Việt Nam, Tiếng Việt, ở",
            "葛\u{e0100}飾区、東京。パナマ",
            "한국어 ไทย ខ្មែរ မြန်မာ བོད་ ქართული հայերեն",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }

    #[test]
    fn everyday_findings_ask_for_no_attention() {
        use Hidden as H;
        for (text, found) in [
            (
                "520\u{202f}000 personnes\u{a0}!",
                vec![H::NoBreakSpace, H::NoBreakSpace],
            ),
            ("a \u{a0} b\u{2003}c", vec![H::Space, H::Space]),
            ("a\tb", vec![H::Tab]),
            ("Regierungs\u{ad}bezirk", vec![H::SoftHyphen]),
            ("מזכר (2024)\u{200f}, נחתם", vec![H::DirectionMark]),
            ("رقم \u{200e}+507 555", vec![H::DirectionMark]),
            ("ភាសា\u{200b}ខ្មែរ", vec![H::WordBreak]),
        ] {
            assert_eq!(kinds(text), found, "{text:?}");
            assert!(found.iter().all(|kind| !kind.is_suspicious()));
        }
    }

    #[test]
    fn each_kind_is_found_at_its_place() {
        use Hidden as H;
        for (text, kind) in [
            ("ab\tc", H::Tab),
            ("ab\x1b[2J", H::Control),
            ("ab\rc", H::Control),
            ("ab\u{9b}2J", H::Control),
            ("ab\u{2028}c", H::Control),
            ("ab\u{200b}c", H::ZeroWidth),
            ("ab\u{200d}c", H::ZeroWidth),
            ("ab\u{feff}c", H::ZeroWidth),
            ("ab\u{600}c", H::ZeroWidth),
            ("ab\u{6dd}c", H::ZeroWidth),
            ("ab\u{202e}c", H::Direction),
            ("ab\u{e0041}c", H::Tag),
            ("ab\u{fe0f}c", H::VariationSelector),
            ("ab\u{ad}c", H::SoftHyphen),
            ("ab\u{fffa}c", H::Annotation),
            ("ab\u{e000}c", H::PrivateUse),
            ("ab\u{378}c", H::Unassigned),
            ("ab\u{ffff}c", H::Unassigned),
        ] {
            let found: Vec<(Span, Hidden)> = hidden(text).collect();
            let start = found.first().map(|(span, _)| span.start().0);
            assert_eq!(
                found.iter().map(|f| f.1).collect::<Vec<_>>(),
                [kind],
                "{text:?}"
            );
            assert_eq!(start, Some(2), "{text:?}");
        }
        for (text, kind) in [
            ("ab\u{fffd}c", H::Replaced),
            ("ab\u{2800}c", H::ZeroWidth),
            ("ab\u{3164}c", H::ZeroWidth),
            ("ab\u{200f}c", H::Direction),
        ] {
            assert_eq!(kinds(text), [kind], "{text:?}");
            assert!(kind.is_suspicious());
        }
        assert_eq!(kinds("\u{301}a"), [H::StrayMark]);
        assert_eq!(kinds("a\n\u{301}"), [H::StrayMark]);
    }

    #[test]
    fn a_flood_is_one_finding() {
        let text = format!("a{}b", "\u{301}".repeat(40));
        let found: Vec<(Span, Hidden)> = hidden(&text).collect();
        assert_eq!(found, [(Span::new(1 + 2 * MARKS, 81), Hidden::Flood)]);
    }

    #[test]
    fn a_message_in_selectors_behind_an_emoji_is_found() {
        let text = "😀\u{fe0f}\u{e0101}\u{e0102}\u{fe01}";
        assert_eq!(kinds(text), [Hidden::VariationSelector; 3]);
    }
}
