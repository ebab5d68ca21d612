//! Hostile documents, made anew for each run: a document for each hazard, with what must be seen of
//! it.

/// A hostile document.
pub struct Hazard {
    /// What is hostile in it; also the name of its file.
    pub name: &'static str,
    /// The file.
    pub content: Vec<u8>,
    /// What must stand on the screen.
    pub seen: Vec<String>,
    /// How many characters are hidden in it, where that is told.
    pub hidden: usize,
}

/// A document with the hazard between two plain words.
fn hazard(name: &'static str, hazard: &str, seen: &str, hidden: usize) -> Hazard {
    let content = format!("{name}\n\nBefore{hazard}after it.\nThe end of it.\n");
    Hazard {
        name,
        content: content.into_bytes(),
        seen: vec![format!("Before{seen}"), "The end of it.".to_owned()],
        hidden,
    }
}

fn raw(name: &'static str, content: impl Into<Vec<u8>>, seen: &[&str], hidden: usize) -> Hazard {
    Hazard {
        name,
        content: content.into(),
        seen: seen.iter().map(|&words| words.to_owned()).collect(),
        hidden,
    }
}

fn tags(message: &str) -> String {
    message
        .chars()
        .filter_map(|c| char::from_u32(c as u32 + 0xe0000))
        .collect()
}

/// All of them.
pub fn all() -> Vec<Hazard> {
    let mut all = vec![
        hazard("escape-clears", "\x1b[2J\x1b[H", "␛[2J␛[Hafter", 2),
        hazard("escape-title", "\x1b]0;owned\x07", "␛]0;owned␇after", 2),
        hazard(
            "escape-unterminated",
            "\x1b]52;c;aGk=",
            "␛]52;c;aGk=after",
            1,
        ),
        hazard(
            "escape-device",
            "\x1bP+q544e\x1b\\\x1b[6n\x1b[c",
            "␛P+q544e␛\\␛[6n␛[cafter",
            4,
        ),
        hazard("escape-paste", "\x1b[201~\x1b[200~", "␛[201~␛[200~after", 2),
        hazard("escape-charset", "\x1b(0lqk\x0e", "␛(0lqk␎after", 2),
        hazard(
            "c1-sequence",
            "\u{9b}2J\u{9d}0;x\u{9c}",
            "‹009B›2J‹009D›0;x‹009C›after",
            3,
        ),
        hazard("c1-next-line", "\u{85}", "‹NEL›after", 1),
        hazard("carriage-return", " 900\r12 dead ", " 900␍12 dead after", 1),
        hazard("backspaces", "50\x08\x0858", "50␈␈58after", 2),
        hazard("nul-and-delete", "\0\x7f", "␀␡after", 2),
        hazard("feeds", "\x0b\x0c", "␋␌after", 2),
        hazard("tab", "\t", "⇥after", 0),
        hazard("zero-width-space", "\u{200b}", "‹ZWSP›after", 1),
        hazard(
            "zero-width-joiners",
            "\u{200c}\u{200d}",
            "‹ZWNJ›‹ZWJ›after",
            2,
        ),
        hazard("word-joiner", "\u{2060}", "‹WJ›after", 1),
        hazard("mark-inside", "\u{feff}", "‹BOM›after", 1),
        hazard(
            "invisible-operators",
            "\u{2061}\u{2064}",
            "‹2061›‹2064›after",
            2,
        ),
        hazard(
            "override",
            "\u{202e}gnp.exe\u{202c}",
            "‹RLO›gnp.exe‹PDF›after",
            2,
        ),
        hazard(
            "embeddings",
            "\u{202a}a\u{202b}b\u{202d}c",
            "‹LRE›a‹RLE›b‹LRO›cafter",
            3,
        ),
        hazard(
            "isolates",
            "\u{2066}a\u{2067}b\u{2068}c\u{2069}",
            "‹LRI›a‹RLI›b‹FSI›c‹PDI›after",
            4,
        ),
        hazard(
            "marks-of-direction",
            "\u{200e}\u{200f}\u{61c}",
            "‹LRM›‹RLM›‹ALM›after",
            3,
        ),
        hazard("line-separators", "\u{2028}\u{2029}", "‹LS›‹PS›after", 2),
        hazard("soft-hyphen", "\u{ad}", "‹SHY›after", 0),
        hazard("tags", &tags("hi you"), "‹tag h›‹tag i›‹tag  ›‹+3›after", 6),
        hazard(
            "selectors",
            "\u{fe0f}\u{fe00}\u{e0100}",
            "‹VS16›‹VS1›‹E0100›after",
            3,
        ),
        hazard(
            "message-in-selectors",
            "😀\u{e0151}\u{e0152}",
            "😀‹E0151›‹E0152›after",
            2,
        ),
        hazard(
            "interlinear",
            "\u{fff9}a\u{fffa}b\u{fffb}",
            "‹FFF9›a‹FFFA›b‹FFFB›after",
            3,
        ),
        hazard("object", "\u{fffc}", "‹FFFC›after", 1),
        hazard(
            "private-use",
            "\u{e000}\u{f8ff}\u{f0000}",
            "‹E000›‹F8FF›‹F0000›after",
            3,
        ),
        hazard("unassigned", "\u{378}\u{e0fff}", "‹0378›‹E0FFF›after", 2),
        hazard(
            "noncharacters",
            "\u{fdd0}\u{ffff}\u{1fffe}",
            "‹FDD0›‹FFFF›‹1FFFE›after",
            3,
        ),
        hazard(
            "hangul-fillers",
            "\u{3164}\u{115f}\u{1160}\u{ffa0}",
            "‹3164›",
            4,
        ),
        hazard("braille-blank", "\u{2800}", "‹2800›after", 1),
        hazard("combining-joiner", "\u{34f}", "‹CGJ›after", 1),
        hazard("khmer-vowels", "\u{17b4}", "‹17B4›after", 1),
        hazard(
            "spaces",
            "\u{a0}\u{2003}\u{200a}\u{202f}\u{205f}\u{1680}",
            "␣␣␣␣␣␣after",
            0,
        ),
        hazard(
            "flood-of-marks",
            &format!(" x{}", "\u{301}".repeat(200)),
            " x",
            1,
        ),
        hazard(
            "musical-controls",
            "\u{1d173}\u{1d17a}",
            "‹1D173›‹1D17A›after",
            2,
        ),
        raw(
            "stray-mark",
            "\u{301}Before after\n",
            &["◌\u{301}Before"],
            1,
        ),
        raw(
            "bytes-that-are-no-text",
            b"Before \xff\xfe\xc3 after \xe2\x82\xac\n",
            &["after"],
            0,
        ),
        raw(
            "cut-in-two",
            b"\xef\xbb\xbfBefore \xe2\x82 after\n",
            &["Before ‹?› after"],
            1,
        ),
        raw(
            "utf-16-with-escape",
            utf16("Before\x1b[2J after\n"),
            &["Before␛[2J after"],
            1,
        ),
        raw(
            "forged-name",
            "Write to p\u{430}ypal today.\n",
            &["p\u{430}ypal"],
            0,
        ),
        raw("empty", "", &["Nothing"], 0),
    ];
    // The panes of an empty document hold nothing to be seen.
    all.retain(|hazard| hazard.name != "empty");
    all
}

fn utf16(text: &str) -> Vec<u8> {
    let units = text.encode_utf16().flat_map(u16::to_le_bytes);
    [0xff, 0xfe].into_iter().chain(units).collect()
}

/// Honest texts, in which nothing is to be found.
pub fn honest() -> Vec<(&'static str, &'static str)> {
    vec![
        (
            "arabic",
            "وقّعت بنما والولايات المتحدة مذكرة تفاهم\u{200f}، 2024.",
        ),
        ("persian", "می\u{200c}خواهیم آن\u{200c}ها را ببینیم."),
        ("hebrew", "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים (2024)\u{200f}."),
        (
            "russian",
            "Президент Панамы подписал меморандум; Twitter рос, Apple нет.",
        ),
        ("greek", "Η Ελλάδα και ο Παναμάς υπέγραψαν μνημόνιο."),
        ("hindi", "पनामा ने क्ष और क्\u{200d}ष पर हस्ताक्षर किए।"),
        ("thai", "ปานามาลงนาม\u{200b}บันทึกความเข้าใจ"),
        ("khmer", "ភាសា\u{200b}ខ្មែរ"),
        (
            "japanese",
            "パナマは覚書に署名した。ＣＰＵとAIが葛\u{e0100}飾区で",
        ),
        ("korean", "파나마와 미국은 각서에 서명했다. AI가"),
        ("chinese", "巴拿马签署了备忘录，2024年。"),
        ("vietnamese", "Việt Nam và Panama ký kết, Tiếng Việt."),
        (
            "emoji",
            "👩\u{200d}👩\u{200d}👧 ❤\u{fe0f} 👩🏽\u{200d}🚀 🏳\u{fe0f}\u{200d}🌈 1\u{fe0f}\u{20e3} 🇵🇦 ✈\u{fe0f}",
        ),
        (
            "flags",
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} and 🇺🇸",
        ),
        (
            "french",
            "Le Darién a\u{a0}vu 520\u{202f}000 personnes\u{a0}; c’est beaucoup\u{a0}!",
        ),
        (
            "german",
            "Das Regierungs\u{ad}abkommen über 5 µm, 20 °C und 3 × 4 Ω.",
        ),
    ]
}
