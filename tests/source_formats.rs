//! Files of every kind, as a user meets them: what is read, what is left out, what is said.
#![allow(clippy::expect_used, clippy::panic)]

mod support;

use std::fmt::Write as _;

use serde_json::Value;
use support::{Home, files};

/// What `inspect` says of a file.
fn inspect(name: &str, content: &[u8]) -> Value {
    let home = Home::new();
    home.write(name, content);
    let output = home.command(["inspect", "--format", "jsonl", name]).run();
    assert_eq!(output.stderr, "", "{name}");
    serde_json::from_str(&output.stdout).expect("one JSON object")
}

/// Why a file cannot be read.
fn refusal(name: &str, content: &[u8]) -> String {
    let home = Home::new();
    home.write(name, content);
    let output = home.command(["inspect", name]).run();
    assert_eq!(
        (output.code, output.stdout.as_str()),
        (Some(2), ""),
        "{name}"
    );
    output.stderr
}

fn text(of: &Value) -> &str {
    of["text"].as_str().expect("a text")
}

/// What is left out, a line each.
fn left_out(of: &Value) -> String {
    let all = of["left_out"].as_array().expect("a list");
    all.iter().fold(String::new(), |mut lines, left| {
        let what = left["what"].as_str().unwrap_or_default();
        let text = left["text"].as_str().unwrap_or_default();
        let _ = writeln!(lines, "{what}: {text}");
        lines
    })
}

fn paragraph(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

#[test]
fn a_word_document_with_all_that_word_has() {
    let styles = r#"<w:styles><w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style></w:styles>"#;
    let numbering = r#"<w:numbering><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>"#;
    let relations = r#"<Relationships><Relationship Id="rId9" Target="https://example.org/memo"/></Relationships>"#;
    let footnotes = r#"<w:footnotes><w:footnote w:id="2"><w:p><w:r><w:t>See annex B.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let comments = r#"<w:comments><w:comment w:id="0" w:author="Li Wei"><w:p><w:r><w:t>Who says so?</w:t></w:r></w:p></w:comment></w:comments>"#;
    let header = "<w:hdr><w:p><w:r><w:t>Draft, not for release</w:t></w:r></w:p></w:hdr>";
    let item = |words: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"#
        )
    };
    let row = |cells: [&str; 2]| {
        let cells = cells.map(|cell| format!("<w:tc>{}</w:tc>", paragraph(cell)));
        format!("<w:tr>{}</w:tr>", cells.concat())
    };
    let body = [
        r#"<w:p><w:pPr><w:pStyle w:val="berschrift2"/></w:pPr><w:r><w:t>The accord</w:t></w:r></w:p>"#,
        r#"<w:p><w:r><w:t xml:space="preserve">It costs </w:t></w:r><w:del w:author="Ana"><w:r><w:delText>$8</w:delText></w:r></w:del><w:ins w:author="Ana"><w:r><w:t>$6</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> mil</w:t></w:r><w:r><w:t>lion</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>not yet paid</w:t></w:r><w:r><w:t xml:space="preserve"> &amp; more, says </w:t></w:r><w:hyperlink r:id="rId9"><w:r><w:t>the memo</w:t></w:r></w:hyperlink><w:r><w:t>.</w:t></w:r></w:p>"#,
        &item("flights"),
        &item("shelter"),
        &format!("<w:tbl>{}{}</w:tbl>", row(["Item", "Sum"]), row(["Flights", "6"])),
        &paragraph("The end."),
    ]
    .concat();
    let parts = [
        ("styles.xml", styles),
        ("numbering.xml", numbering),
        ("_rels/document.xml.rels", relations),
        ("footnotes.xml", footnotes),
        ("comments.xml", comments),
        ("header1.xml", header),
    ];
    let core = "<dc:title>Accord on removals</dc:title><dc:creator>Ana Ruiz</dc:creator>\
                <dcterms:created>2024-07-01T10:00:00Z</dcterms:created>";
    let found = inspect("accord.docx", &files::docx(&body, &parts, core));
    assert_eq!(
        text(&found),
        "## The accord\n\nIt costs $6 million[1] & more, says the memo.\n\n1. flights\n2. shelter\n\n\
         Item | Sum\nFlights | 6\n\nThe end.\n\n[1] See annex B.\n"
    );
    assert_eq!(
        left_out(&found),
        "deleted text (a tracked change by Ana): $8\n\
         inserted text, which is kept (a tracked change by Ana): $6\n\
         hidden text: not yet paid\n\
         a comment by Li Wei: Who says so?\n\
         a page header: Draft, not for release\n"
    );
    assert_eq!(found["kind"], "docx");
    assert_eq!(found["card"]["title"], "Accord on removals");
    assert_eq!(found["card"]["published"], "2024-07-01T10:00:00Z");
    assert_eq!(found["links"][0]["address"], "https://example.org/memo");
}

#[test]
fn an_opendocument_text_with_all_that_it_has() {
    let styles = r#"<text:list-style style:name="L1"><text:list-level-style-number text:level="1"/></text:list-style>"#;
    let body = r#"<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Ana</dc:creator><dc:date>2024-07-01</dc:date></office:change-info><text:p>eight million</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:h text:outline-level="1">The accord</text:h><text:p>It costs<text:s/>six<text:tab/>million<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>See annex B.</text:p></text:note-body></text:note>, says <text:a xlink:href="https://example.org/memo">the memo</text:a>.<office:annotation><dc:creator>Li Wei</dc:creator><text:p>Who says so?</text:p></office:annotation></text:p>
<text:list text:style-name="L1"><text:list-item><text:p>flights</text:p></text:list-item><text:list-item><text:p>shelter</text:p><text:list><text:list-item><text:p>tents</text:p></text:list-item></text:list></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>Item</text:p></table:table-cell><table:table-cell><text:p>Sum</text:p></table:table-cell></table:table-row></table:table>"#;
    let meta = "<dc:title>Accord</dc:title><meta:initial-creator>Ana Ruiz</meta:initial-creator>\
                <meta:creation-date>2024-07-01T10:00:00</meta:creation-date>";
    let found = inspect("accord.odt", &files::odt(styles, body, meta));
    assert_eq!(
        text(&found),
        "# The accord\n\nIt costs six million[1], says the memo.\n\n1. flights\n2. shelter\n  - tents\n\n\
         Item | Sum\n\n[1] See annex B.\n"
    );
    assert_eq!(
        left_out(&found),
        "deleted text (a tracked change by Ana): eight million\na comment by Li Wei: Who says so?\n"
    );
    assert_eq!(found["card"]["author"], "Ana Ruiz");
    assert_eq!(found["kind"], "odt");
}

#[test]
fn a_book_in_the_order_of_its_chapters() {
    let chapters = [
        (
            "one.xhtml",
            "<h1>One</h1><p>It began<a id='x'/> on Monday.</p>",
        ),
        ("two.xhtml", "<h1>Two</h1><p>It ended.</p>"),
    ];
    let metadata = "<dc:title>The crossing</dc:title><dc:creator>Ana Ruiz</dc:creator>\
                    <dc:language>en</dc:language><dc:date>2024</dc:date>";
    let found = inspect("book.epub", &files::epub(&chapters, metadata));
    assert_eq!(
        text(&found),
        "# One\n\nIt began on Monday.\n\n# Two\n\nIt ended.\n"
    );
    assert_eq!(found["card"]["title"], "The crossing");
    assert_eq!(found["card"]["language"], "en");
    assert_eq!(found["card"]["published"], Value::Null);
}

#[test]
fn rich_text_with_code_pages_escapes_and_groups_to_skip() {
    let file = br#"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}{\f1\fcharset204 Times;}}
{\info{\title The accord}{\author Ana Ruiz}{\creatim\yr2024\mo7\dy1\hr10\min5}}
{\*\generator Nobody 1.0;}{\pict\wmetafile8 0102}\pard It costs \'a36 million \u8212?\uc2 \u1055?? at \f1\'cf\'e0\'ed\'e0\'ec\'e0\f0 .
{\v not yet paid}{\deleted eight}\line Next line{\footnote See annex B.}.\par
{\field{\*\fldinst HYPERLINK "https://example.org/memo"}{\fldrslt the memo}}\par
\trowd\cellx1\cellx2\intbl Item\cell Sum\cell\row\trowd Flights\cell 6\cell\row\pard
{\bin5 }}}}}The end.\par}"#;
    let found = inspect("accord.rtf", file);
    assert_eq!(
        text(&found),
        "It costs £6 million —П at Панама.\nNext line[1].\n\nthe memo\n\nItem | Sum\nFlights | 6\n\n\
         The end.\n\n[1] See annex B.\n"
    );
    assert_eq!(
        left_out(&found),
        "hidden text: not yet paid\ndeleted text (a tracked change): eight\n1 pictures: \n"
    );
    assert_eq!(found["card"]["title"], "The accord");
    assert_eq!(found["card"]["published"], "2024-07-01");
    assert_eq!(found["links"][0]["words"], "the memo");
}

#[test]
fn an_e_mail_with_its_parts() {
    let mail = "From: =?utf-8?q?Ana_Ru=C3=ADz?= <ana@example.org>\r\nTo: desk@example.org\r\n\
        Date: Mon, 1 Jul 2024 10:30:00 +0200\r\nSubject: The accord\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\
        Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        It costs =A36 million.\r\n--b\r\n\
        Content-Type: application/pdf; name=memo.pdf\r\nContent-Disposition: attachment; filename=memo.pdf\r\n\
        Content-Transfer-Encoding: base64\r\n\r\nJVBERi0=\r\n--b--\r\n";
    let found = inspect("letter.eml", mail.as_bytes());
    let told = text(&found);
    for line in [
        "From: Ana Ruíz <ana@example.org>\n",
        "To: desk@example.org\n",
        "Subject: The accord\n\n",
        "It costs £6 million.",
    ] {
        assert!(told.contains(line), "{line} in {told}");
    }
    assert_eq!(
        left_out(&found),
        "an attachment (application/pdf, 5 bytes): memo.pdf\n"
    );
    assert_eq!(found["card"]["author"], "Ana Ruíz");
    assert_eq!(found["card"]["published"], "2024-07-01T10:30:00+02:00");
    assert_eq!(found["kind"], "eml");
}

#[test]
fn a_page_that_a_browser_saved_with_its_parts_is_a_page() {
    let page = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a\r\n\
        Subject: Ferry fire\r\nDate: Mon, 1 Jul 2024 10:30:00 +0000\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/related; type=\"text/html\"; boundary=b\r\n\r\n--b\r\n\
        Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        <html><title>Ferry fire</title><body><nav>Home</nav><article><p>Six people died on Monday when =\r\n\
        a ferry caught fire, officials said, and forty others, most of them children, were hurt.</p>\
        <p>The fire broke out in the engine room, according to a first report of the company.</p>\
        </article></body></html>\r\n--b--\r\n";
    let found = inspect("page.mhtml", page.as_bytes());
    assert!(text(&found).starts_with("# Ferry fire\n\nSix people died on Monday when a ferry"));
    assert_eq!(found["card"]["address"], "https://example.org/a");
    assert_eq!(found["card"]["accessed"], "2024-07-01");
}

#[test]
fn a_transcript_keeps_its_times() {
    let file =
        "1\n00:00:01,000 --> 00:00:03,000\nWe signed\n\n2\n00:00:03,000 --> 00:00:04,000\ntoday.\n";
    let found = inspect("talk.srt", file.as_bytes());
    assert_eq!(text(&found), "[00:00:01] We signed today.\n");
    assert_eq!(found["kind"], "subtitles");
}

#[test]
fn a_pdf_has_its_pages() {
    let pages: [&[&str]; 2] = [
        &[
            "The accord costs six million",
            "dollars, the ministry said.",
        ],
        &["It was signed on Monday."],
    ];
    let info = "/Title (The accord) /Author (Ana Ruiz) /CreationDate (D:20240701103000Z)";
    let found = inspect("accord.pdf", &files::pdf(&pages, info));
    let told = text(&found);
    let (first, second) = told.split_once('\u{c}').expect("two pages");
    assert!(
        first.contains("six million") && second.contains("on Monday"),
        "{told}"
    );
    assert_eq!(found["card"]["title"], "The accord");
    assert_eq!(found["card"]["published"], "2024-07-01T10:30:00Z");
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_reads_the_same_without_other_programs() {
    let home = Home::new();
    let pages: [&[&str]; 3] = [
        &[
            "The accord costs six million",
            "dollars, the ministry said.",
        ],
        &["It was signed on Monday."],
        &["The flights begin in spring."],
    ];
    let info = "/Title (The accord) /Author (Ana Ruiz)";
    home.write("accord.pdf", files::pdf(&pages, info));
    let read = home
        .command(["inspect", "--format", "jsonl", "accord.pdf"])
        .env("PATH", "/none")
        .run();
    let found: Value = serde_json::from_str(&read.stdout).expect("one JSON object");
    let by = found["read_by"].as_str().expect("a reader");
    assert!(by.starts_with("pdf-extract"), "{by}");
    let told: Vec<_> = text(&found).split('\u{c}').collect();
    assert_eq!(told.len(), pages.len(), "{told:?}");
    for (told, page) in told.iter().zip(pages) {
        let told: Vec<_> = told.split_whitespace().collect();
        let page = page.join(" ");
        assert_eq!(told, page.split_whitespace().collect::<Vec<_>>());
    }
    assert_eq!(found["card"]["author"], "Ana Ruiz");
}

#[test]
fn what_no_reader_can_read_is_said_in_words() {
    let no_text = refusal("scan.pdf", &files::pdf(&[&[], &[]], ""));
    assert!(
        no_text.contains("scan.pdf: this PDF cannot be read: its 2 pages hold no text"),
        "{no_text}"
    );
    let broken = refusal("a.docx", b"PK\x03\x04 word/document.xml and no more");
    assert!(
        broken.contains("this Word document cannot be read: it is broken"),
        "{broken}"
    );
    let sheet = refusal("a.xlsx", &files::zip([("xl/workbook.xml", "<x/>")]));
    assert!(
        sheet.contains("this is a spreadsheet, not a text"),
        "{sheet}"
    );
}

#[test]
fn hostile_files_cost_a_sentence() {
    let deep = format!("<html>{}deep", "<div>".repeat(100_000));
    let found = inspect("deep.html", deep.as_bytes());
    assert!(text(&found).contains("deep"));
    assert!(
        left_out(&found).contains("tags inside more than"),
        "{found}"
    );

    let many = format!("<html>{}", "<b>x</b>".repeat(300_000));
    let said = refusal("many.html", many.as_bytes());
    assert!(said.contains("more than 500000 tags"), "{said}");

    let entities = format!(
        "<!DOCTYPE w [<!ENTITY a \"{}\">]><w:document><w:p><w:r><w:t>{}end</w:t></w:r></w:p></w:document>",
        "x".repeat(10_000),
        "&a;".repeat(1000)
    );
    let found = inspect(
        "flood.docx",
        &files::zip([("word/document.xml", &entities)]),
    );
    assert!(text(&found).len() < 10_000 && text(&found).contains("end"));

    let groups = format!("{{\\rtf1 {}", "{".repeat(1_000_000));
    let said = refusal("groups.rtf", groups.as_bytes());
    assert!(said.contains("nests more than 100000 groups"), "{said}");
}

#[test]
fn the_members_of_an_archive_are_documents() {
    let home = Home::new();
    let told = "The accord costs six million dollars, the ministry said on Monday, and its flights \
                will leave from the old airport east of the capital before the rains begin. Nobody \
                knows yet how many people will be on them, a spokeswoman added.";
    let page = format!("<html><p>{told}");
    let archive = files::zip([("a.txt", told), ("in/b.html", &page), ("photo.png", "PNG")]);
    home.write("texts/all.zip", archive);
    let found = home
        .command(["parallels", "texts", "--format", "jsonl"])
        .run();
    assert!(
        found.stdout.contains(r#""document":"texts/all.zip/a.txt""#),
        "{}",
        found.stdout
    );
    assert!(
        found
            .stdout
            .contains(r#""document":"texts/all.zip/in/b.html""#),
        "{}",
        found.stdout
    );
    let one = home
        .command(["inspect", "--text", "texts/all.zip/a.txt"])
        .run();
    assert!(one.stdout.starts_with("The accord costs"));
    let none = home.command(["inspect", "texts/all.zip/none.txt"]).run();
    assert!(
        none.stderr.contains("there is no such file"),
        "{}",
        none.stderr
    );
}

#[test]
fn an_archive_that_unpacks_to_far_more_than_it_is_is_refused() {
    let home = Home::new();
    home.write(
        "bomb.zip",
        files::zip([("a.txt", vec![b' '; 8 * 1024 * 1024])]),
    );
    let said = home.command(["inspect", "bomb.zip/a.txt"]).run().stderr;
    assert!(
        said.contains("unpack to more than 200 times as many"),
        "{said}"
    );
}

#[test]
fn the_day_that_a_document_says_of_itself_is_what_its_monday_is_reckoned_from() {
    let home = Home::new();
    let body = paragraph("The accord was signed on Monday.");
    let core = "<dcterms:created>2024-07-03T10:00:00Z</dcterms:created>";
    home.write("a.docx", files::docx(&body, &[], core));
    let found = home.command(["facts", "a.docx", "--format", "jsonl"]).run();
    assert!(found.stdout.contains("2024-07-01"), "{}", found.stdout);
}
