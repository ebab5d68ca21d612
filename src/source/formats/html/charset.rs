//! The encoding that a page declares of itself.

use crate::source::Charset;

/// How far into a page a declaration is looked for, in bytes. The standard says 1024; saved pages
/// begin with comments.
const PRESCAN: usize = 8192;

/// The encoding of `<meta charset>`, `<meta http-equiv>` or an XML declaration.
pub fn declared(bytes: &[u8]) -> Option<Charset> {
    let start = bytes.get(..PRESCAN).unwrap_or(bytes);
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let xml = start
        .trim_start()
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split_once("?>"))
        .and_then(|(declaration, _)| named(declaration, "encoding"));
    let meta = || {
        start
            .split("<meta")
            .skip(1)
            .filter_map(|rest| rest.split('>').next())
            .find_map(|tag| named(tag, "charset"))
    };
    let charset = xml.or_else(meta)?;
    // The declaration itself was read as ASCII, so it cannot be true of these.
    let is_wide = charset.name().starts_with("UTF-16") || charset.name().starts_with("UTF-32");
    Some(if is_wide { Charset::UTF_8 } else { charset })
}

fn named(tag: &str, key: &str) -> Option<Charset> {
    let (_, rest) = tag.split_once(key)?;
    let value = rest.trim_start().strip_prefix('=')?;
    let value = value.trim_start().trim_start_matches(['"', '\'']);
    let end = value
        .find(|c: char| c == '"' || c == '\'' || c == ';' || c == '/' || c.is_whitespace())
        .unwrap_or(value.len());
    value.get(..end)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ways_of_declaring_are_known() {
        let of = |page: &str| declared(page.as_bytes()).map(Charset::name);
        assert_eq!(of("<html><META Charset = 'koi8-r'>"), Some("KOI8-R"));
        assert_eq!(
            of(r#"<meta http-equiv="Content-Type" content="text/html; charset=shift_jis">"#),
            Some("Shift_JIS")
        );
        assert_eq!(
            of("<?xml version='1.0' encoding='latin1'?>"),
            Some("windows-1252")
        );
        assert_eq!(of("<meta charset=utf-16>"), Some("UTF-8"));
        assert_eq!(of("<meta name=x><p>charset=koi8-r"), None);
    }
}
