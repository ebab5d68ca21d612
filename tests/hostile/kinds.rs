//! Every hidden character in every encoding, and in what files of every kind say of themselves.

use std::fmt::Write as _;

use serde_json::Value;

use super::bytes::{is_plain, wrong};
use super::support::{Home, files};

/// What a terminal interprets or nobody sees, one of each kind at least: controls, formats, blanks
/// that pass for letters, selectors and tags out of place, private use, what is not assigned.
fn hidden() -> Vec<char> {
    let ranges = [
        0..=8,
        0xb..=0xb,
        0xe..=0x1f,
        0x7f..=0x9f,
        0xad..=0xad,
        0x34f..=0x34f,
        0x378..=0x378,
        0x600..=0x605,
        0x61c..=0x61c,
        0x6dd..=0x6dd,
        0x70f..=0x70f,
        0x115f..=0x1160,
        0x17b4..=0x17b5,
        0x180b..=0x180f,
        0x200b..=0x200f,
        0x2028..=0x202e,
        0x2060..=0x206f,
        0x2800..=0x2800,
        0x3164..=0x3164,
        0xe000..=0xe001,
        0xf8ff..=0xf8ff,
        0xfdd0..=0xfdd1,
        0xfe00..=0xfe0f,
        0xfeff..=0xfeff,
        0xffa0..=0xffa0,
        0xfff0..=0xfffd,
        0xfffe..=0xffff,
        0x13430..=0x1343f,
        0x1bca0..=0x1bca3,
        0x1d173..=0x1d17a,
        0x1fffe..=0x1ffff,
        0xe0001..=0xe0001,
        0xe0020..=0xe007f,
        0xe0100..=0xe0103,
        0xf0000..=0xf0001,
        0x10_fffe..=0x10_ffff,
    ];
    ranges
        .into_iter()
        .flatten()
        .filter_map(char::from_u32)
        .collect()
}

/// A text as files of other encodings hold it.
fn encoded(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let wide = |order: fn(u16) -> [u8; 2], mark: &[u8]| {
        let units = text.encode_utf16().flat_map(order);
        mark.iter().copied().chain(units).collect()
    };
    let full = |order: fn(u32) -> [u8; 4], mark: &[u8]| {
        let units = text.chars().map(u32::from).flat_map(order);
        mark.iter().copied().chain(units).collect()
    };
    vec![
        ("utf-8", text.as_bytes().to_vec()),
        ("utf-16le", wide(u16::to_le_bytes, b"\xff\xfe")),
        ("utf-16be", wide(u16::to_be_bytes, b"\xfe\xff")),
        ("utf-32le", full(u32::to_le_bytes, b"\xff\xfe\0\0")),
        ("utf-32be", full(u32::to_be_bytes, b"\0\0\xfe\xff")),
    ]
}

#[test]
fn every_hidden_character_is_listed_in_every_encoding() {
    let home = Home::new();
    let mut names = vec![];
    for c in hidden() {
        for (encoding, content) in encoded(&format!("Before{c}after it. The council met.\n")) {
            let name = format!("{:06x}-{encoding}.txt", u32::from(c));
            home.write(&name, content);
            names.push(name);
        }
    }
    let arguments = ["inspect", "--format", "jsonl"].map(str::to_owned);
    let output = home.command(arguments.iter().chain(&names)).run();
    assert_eq!(output.stderr, "");
    assert!(is_plain(&output.stdout));
    assert_eq!(output.stdout.lines().count(), names.len());
    for line in output.stdout.lines() {
        let found: Value = serde_json::from_str(line).expect("an object a line");
        let name = &found["document"];
        let all = ["findings", "everyday"].map(|list| found[list].as_array().expect("a list"));
        let at_6 = all.into_iter().flatten().filter(|it| it["start"] == 6);
        assert_eq!(at_6.count(), 1, "{name}: {found}");
        let text = found["text"].as_str().expect("a text");
        assert!(
            text.starts_with("Before") && text.contains("after it."),
            "{name}: {text:?}"
        );
    }
}

#[test]
fn every_hidden_character_has_a_mark_on_the_screen() {
    let home = Home::new();
    let all = hidden();
    let screens: Vec<&[char]> = all.chunks(20).collect();
    let line = |c: char| format!("line {:x}<", u32::from(c));
    for (number, screen) in screens.iter().enumerate() {
        let text = screen
            .iter()
            .fold(String::from("Marks\n\n"), |mut text, c| {
                let _ = writeln!(text, "{}{c}>", line(*c));
                text
            });
        home.write(&format!("all/{number:02}.txt"), text);
    }
    let mut terminal = home.terminal(["all"]).size(60, 30).start();
    terminal.wait_for_words(&format!("{} document", screens.len()));
    terminal.type_keys("<C-w>o");
    for screen in screens {
        let seen = terminal.wait_for("its lines", |seen| {
            screen.iter().all(|c| seen.contains(&line(*c)))
        });
        let seen = seen.to_string();
        for c in screen {
            let rest = seen.split(&line(*c)).nth(1).unwrap_or_default();
            let mark = rest.split('>').next().unwrap_or_default();
            assert!(
                !mark.trim().is_empty(),
                "{} has no mark: {mark:?}",
                line(*c)
            );
        }
        terminal.type_keys("]d");
    }
    terminal.type_keys("q");
    assert!(terminal.wait_for_exit().success());
    assert_eq!(wrong(&terminal.bytes()), [].into());
}

const TITLE: &str = "A title\u{202e} tur\u{200b}ned \u{e0041}\u{9b}31m";

/// Files whose titles, authors and dates are hostile.
fn hostile_cards() -> Vec<(&'static str, Vec<u8>)> {
    let escaped: String = TITLE.chars().fold(String::new(), |mut all, c| {
        let _ = write!(all, "&#{};", u32::from(c));
        all
    });
    let said = "<p>The council closed the old ferry, and its workers were told by letter.</p>";
    let properties = format!("<dc:title>{TITLE}</dc:title><dc:creator>{escaped}</dc:creator>");
    let body = "<w:p><w:r><w:t>The council closed the old ferry.</w:t></w:r></w:p>";
    let page = format!(
        "<!doctype html><html><head><title>{escaped}</title><meta name=author content='{TITLE}'>\
         <meta property='og:site_name' content='{escaped}'></head><body><h1>{TITLE}</h1>{}</body></html>",
        said.repeat(5)
    );
    let wide: String = TITLE
        .encode_utf16()
        .fold(String::from("FEFF"), |mut all, unit| {
            let _ = write!(all, "{unit:04X}");
            all
        });
    let letter = format!(
        "From: \"{TITLE}\" <a@b>\r\nTo: c@d\r\nSubject: {TITLE}\r\nMessage-ID: <1@b>\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\nHello {TITLE}\r\n--x\r\n\
         Content-Type: text/plain\r\nContent-Disposition: attachment; filename=\"{TITLE}.txt\"\r\n\r\n\
         attached\r\n--x--\r\n"
    );
    vec![
        ("page.html", page.into_bytes()),
        ("word.docx", files::docx(body, &[], &properties)),
        (
            "open.odt",
            files::odt("", "<text:p>It closed.</text:p>", &properties),
        ),
        ("book.epub", files::epub(&[("a.xhtml", said)], &properties)),
        (
            "paper.pdf",
            files::pdf(
                &[&["It closed."]],
                &format!("/Title <{wide}> /Author <{wide}>"),
            ),
        ),
        ("letter.eml", letter.into_bytes()),
        (
            "talk.vtt",
            format!("WEBVTT\n\n00:01.000 --> 00:02.000\n<v {TITLE}>We closed it {TITLE}\n").into(),
        ),
        (
            "rich.rtf",
            r"{\rtf1\ansi{\info{\title A\u8238? b\u8203?}}It closed \u8238? it.\par}".into(),
        ),
    ]
}

#[test]
fn what_files_say_of_themselves_is_drawn_as_marks() {
    let home = Home::new();
    let mut names = vec![];
    for (name, content) in hostile_cards() {
        home.write(&format!("all/{name}"), content);
        names.push(format!("all/{name}"));
    }
    for format in ["text", "jsonl"] {
        let arguments = ["inspect", "--format", format].map(str::to_owned);
        let output = home.command(arguments.iter().chain(&names)).run();
        assert_eq!(output.stderr, "");
        assert!(is_plain(&output.stdout), "{}", output.stdout);
    }
    let mut terminal = home.terminal(["all"]).size(100, 30).start();
    terminal.wait_for_words(&format!("{} document", names.len() + 1));
    terminal.type_keys("<C-w>o");
    for _ in 0..=names.len() {
        for keys in [
            "<Space>k<Esc>",
            "<Space>i<Esc>",
            "<Space>o<Esc>",
            "<Space>d<Esc>",
            "]d",
        ] {
            terminal.type_keys(keys);
        }
    }
    terminal.wait_for("a title with its marks", |screen| screen.contains("‹RLO›"));
    terminal.type_keys("q");
    assert!(terminal.wait_for_exit().success());
    assert_eq!(wrong(&terminal.bytes()), [].into());
}
