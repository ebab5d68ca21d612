//! Files of the kinds that the readers know, made by hand: as small as they can be and still real.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A ZIP archive with these parts, in this order. A part called `mimetype` is stored as it is.
pub fn zip<N: AsRef<str>, B: AsRef<[u8]>>(parts: impl IntoIterator<Item = (N, B)>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(vec![]));
    for (name, content) in parts {
        let method = if name.as_ref() == "mimetype" {
            zip::CompressionMethod::Stored
        } else {
            zip::CompressionMethod::Deflated
        };
        let options = SimpleFileOptions::default().compression_method(method);
        writer
            .start_file(name.as_ref(), options)
            .expect("a part can begin");
        writer
            .write_all(content.as_ref())
            .expect("a part can be written");
    }
    writer
        .finish()
        .expect("the archive can be written")
        .into_inner()
}

/// A Word document with this body, these further parts of `word/`, and these core properties.
pub fn docx(body: &str, parts: &[(&str, &str)], properties: &str) -> Vec<u8> {
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    let relations = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w" xmlns:r="r"><w:body>{body}</w:body></w:document>"#
    );
    let core = format!(
        r#"<cp:coreProperties xmlns:cp="cp" xmlns:dc="dc" xmlns:dcterms="t">{properties}</cp:coreProperties>"#
    );
    let mut all = vec![
        ("[Content_Types].xml".to_owned(), types.to_owned()),
        ("_rels/.rels".to_owned(), relations.to_owned()),
        ("word/document.xml".to_owned(), document),
        ("docProps/core.xml".to_owned(), core),
    ];
    all.extend(
        parts
            .iter()
            .map(|(name, content)| (format!("word/{name}"), (*content).to_owned())),
    );
    zip(all)
}

/// An `OpenDocument` text with these automatic styles, this body and this metadata.
pub fn odt(styles: &str, body: &str, meta: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let meta =
        format!("<office:document-meta><office:meta>{meta}</office:meta></office:document-meta>");
    zip([
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content),
        ("meta.xml", &meta),
    ])
}

/// A book of these chapters, with this metadata.
pub fn epub(chapters: &[(&str, &str)], metadata: &str) -> Vec<u8> {
    let container =
        r#"<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>"#;
    let of_all = |write: &dyn Fn(&str) -> String| -> String {
        chapters.iter().map(|(name, _)| write(name)).collect()
    };
    let items = of_all(&|name| {
        format!(r#"<item id="i-{name}" href="text/{name}" media-type="application/xhtml+xml"/>"#)
    });
    let spine = of_all(&|name| format!(r#"<itemref idref="i-{name}"/>"#));
    let contents = format!(
        "<package><metadata>{metadata}</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    );
    let mut parts = vec![
        ("mimetype".to_owned(), "application/epub+zip".to_owned()),
        ("META-INF/container.xml".to_owned(), container.to_owned()),
        ("OEBPS/book.opf".to_owned(), contents),
    ];
    for (name, body) in chapters {
        let chapter = format!(
            r#"<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{body}</body></html>"#
        );
        parts.push((format!("OEBPS/text/{name}"), chapter));
    }
    zip(parts)
}

/// A PDF whose pages hold these lines, in ASCII, with this information dictionary.
pub fn pdf(pages: &[&[&str]], info: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len())
        .map(|n| format!("{} 0 R", 5 + 2 * n))
        .collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Count {} /Kids [{}] >>",
            pages.len(),
            kids.join(" ")
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
        format!("<< {info} >>"),
    ];
    for (number, lines) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R \
             /Resources << /Font << /F1 3 0 R >> >> >>",
            6 + 2 * number
        ));
        let shown: Vec<String> = lines.iter().map(|line| format!("({line}) Tj T*")).collect();
        let drawing = format!("BT /F1 12 Tf 14 TL 72 770 Td {} ET", shown.join(" "));
        objects.push(format!(
            "<< /Length {} >>\nstream\n{drawing}\nendstream",
            drawing.len()
        ));
    }
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = vec![];
    for (number, object) in (1..).zip(&objects) {
        places.push(file.len());
        file.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let end = format!(
        "trailer\n<< /Size {} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    );
    file.extend(end.bytes());
    file
}
