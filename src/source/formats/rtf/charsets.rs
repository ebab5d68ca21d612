//! The encodings of RTF: code pages by their numbers, and the character sets of fonts.

use crate::source::Charset;

/// The encoding of a Windows or DOS code page, where it is known.
pub fn code_page(number: i32) -> Option<Charset> {
    let name = match number {
        // Their letters are those of Windows mostly; no browser knows them.
        437 | 850 | 858 => "windows-1252".to_owned(),
        866 => "ibm866".to_owned(),
        874 => "windows-874".to_owned(),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10000 => "macintosh".to_owned(),
        20866 => "koi8-r".to_owned(),
        21866 => "koi8-u".to_owned(),
        65001 => "utf-8".to_owned(),
        1250..=1258 => format!("windows-{number}"),
        _ => return None,
    };
    name.parse().ok()
}

/// The encoding of a font by its `\fcharset`; none where it is the document's.
pub fn of_font(number: i32) -> Option<Charset> {
    code_page(match number {
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}
