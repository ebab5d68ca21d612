//! The encodings that a file can be read in by hand.

/// By their WHATWG names, each with where it is met.
pub const ENCODINGS: &[(&str, &str)] = &[
    ("UTF-8", "everywhere"),
    ("UTF-16LE", "Windows"),
    ("UTF-16BE", "older systems"),
    ("windows-1252", "Western Europe, the Americas"),
    ("windows-1250", "Central Europe"),
    ("windows-1251", "Cyrillic"),
    ("windows-1253", "Greek"),
    ("windows-1254", "Turkish"),
    ("windows-1255", "Hebrew"),
    ("windows-1256", "Arabic"),
    ("windows-1257", "the Baltic"),
    ("windows-1258", "Vietnamese"),
    ("windows-874", "Thai"),
    ("ISO-8859-2", "Central Europe"),
    ("ISO-8859-5", "Cyrillic"),
    ("ISO-8859-6", "Arabic"),
    ("ISO-8859-7", "Greek"),
    ("ISO-8859-8", "Hebrew"),
    ("ISO-8859-15", "Western Europe"),
    ("KOI8-R", "Russian"),
    ("KOI8-U", "Ukrainian"),
    ("IBM866", "Cyrillic, DOS"),
    ("macintosh", "Western Europe, old Macs"),
    ("x-mac-cyrillic", "Cyrillic, old Macs"),
    ("Shift_JIS", "Japanese"),
    ("EUC-JP", "Japanese"),
    ("ISO-2022-JP", "Japanese, mail"),
    ("GBK", "Chinese, simplified"),
    ("gb18030", "Chinese"),
    ("Big5", "Chinese, traditional"),
    ("EUC-KR", "Korean"),
];

#[cfg(test)]
mod tests {
    use encoding_rs::Encoding;

    use super::*;

    #[test]
    fn every_encoding_is_known_by_its_name() {
        for (name, _) in ENCODINGS {
            let known = Encoding::for_label(name.as_bytes()).map(Encoding::name);
            assert_eq!(known, Some(*name));
        }
    }
}
