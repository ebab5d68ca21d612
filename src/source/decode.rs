//! From bytes to characters: the byte order mark decides, else the parity of zero bytes (UTF-16 and
//! UTF-32), else UTF-8 where it is valid, else what a page declares of itself, else the best guess
//! of `chardetng`.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use super::Charset;

/// A text and the encoding it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The characters, without a byte order mark; what could not be decoded is `U+FFFD`.
    pub text: String,
    /// The encoding.
    pub charset: Charset,
}

/// Bytes that are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotText {
    /// A kind of file that is known by its first bytes.
    #[error("this is {0}, not a text")]
    Known(&'static str),
    /// Bytes that are no text in any encoding.
    #[error("its content is binary data, not a text")]
    Binary,
}

/// How many bytes are looked at to tell a text from binary data and to guess its encoding.
const SAMPLE: usize = 64 * 1024;

/// Decodes a text.
///
/// # Errors
/// Binary data is refused.
pub fn decode(bytes: Vec<u8>) -> Result<Decoded, NotText> {
    decode_declared(bytes, None)
}

/// Decodes a text that may say itself in which encoding it is. What it says counts for less than a
/// byte order mark, and than bytes that are UTF-8 beyond doubt: programs that save pages convert
/// them and leave the declaration as it was.
///
/// # Errors
/// Binary data is refused.
pub fn decode_declared(bytes: Vec<u8>, declared: Option<Charset>) -> Result<Decoded, NotText> {
    if let Some((charset, _)) = Charset::of_mark(&bytes) {
        return Ok(decode_as(&bytes, charset));
    }
    if let Some(kind) = known_kind(&bytes) {
        return Err(NotText::Known(kind));
    }
    if let Some(charset) = utf32_by_zeros(&bytes).or_else(|| utf16_by_parity(&bytes)) {
        return Ok(decode_as(&bytes, charset));
    }
    let declared = declared.filter(|charset| *charset != Charset::UTF_8);
    match String::from_utf8(bytes) {
        Ok(text) if is_noise(text.as_bytes(), 30) => Err(NotText::Binary),
        Ok(text) => Ok(match declared {
            // An encoding that writes everything in ASCII, such as ISO-2022-JP.
            Some(charset) if text.is_ascii() => decode_as(text.as_bytes(), charset),
            _ => Decoded {
                text,
                charset: Charset::UTF_8,
            },
        }),
        Err(error) => {
            let bytes = error.into_bytes();
            if declared.is_none() && is_damaged_utf8(&bytes) {
                return Ok(decode_as(&bytes, Charset::UTF_8));
            }
            let unmarked = declared.or_else(|| utf16_by_letters(&bytes));
            let charset = match unmarked {
                Some(charset) => charset,
                None if is_noise(&bytes, 2) => return Err(NotText::Binary),
                None => Charset::Known(guess(&bytes)),
            };
            Ok(decode_as(&bytes, charset))
        }
    }
}

/// Decodes a text in an encoding that is known, or that the user names.
pub fn decode_as(bytes: &[u8], charset: Charset) -> Decoded {
    Decoded {
        text: charset.decode(bytes),
        charset,
    }
}

/// The encoding that a text without a mark most likely has, guessed from the part around its first
/// byte that is not ASCII.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let first = bytes
        .iter()
        .position(|byte| !byte.is_ascii())
        .unwrap_or_default();
    let from = first.saturating_sub(SAMPLE / 8);
    let sample = bytes.get(from..).unwrap_or_default();
    let sample = sample.get(..SAMPLE).unwrap_or(sample);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// UTF-32 without a mark: of each four bytes the one is zero, and the one beside it nearly always.
fn utf32_by_zeros(bytes: &[u8]) -> Option<Charset> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    if sample.len() < 8 || !bytes.len().is_multiple_of(4) {
        return None;
    }
    let units = sample.len() / 4;
    let zeros = |at: usize| {
        sample
            .iter()
            .skip(at)
            .step_by(4)
            .filter(|b| **b == 0)
            .count()
    };
    let is_rare = |at: usize| zeros(at) * 4 < units;
    let is_usual = |at: usize| zeros(at) * 4 >= units * 3;
    if zeros(3) == units && is_usual(2) && is_rare(0) {
        Some(Charset::Utf32Le)
    } else if zeros(0) == units && is_usual(1) && is_rare(3) {
        Some(Charset::Utf32Be)
    } else {
        None
    }
}

/// UTF-16 without a mark: where texts with spaces, digits or Latin letters have zero bytes, they
/// stand in one half of the pairs only.
fn utf16_by_parity(bytes: &[u8]) -> Option<Charset> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    if !bytes.len().is_multiple_of(2) || memchr::memchr(0, sample).is_none() {
        return None;
    }
    let zeros = |half: usize| {
        sample
            .iter()
            .skip(half)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (first, second) = (zeros(0), zeros(1));
    // A text in UTF-8 with a few zero bytes in it; of Latin letters in UTF-16, every other byte is one,
    // and of those of other alphabets, nearly every other is a control.
    let controls = sample.iter().filter(|b| matches!(b, 1..=0x1f)).count();
    if (first + second + controls) * 4 < sample.len() && utf8_to_the_end(sample) {
        return None;
    }
    let enough = (sample.len() / 2).div_ceil(25);
    let encoding = if second >= enough && first * 20 <= second {
        UTF_16LE
    } else if first >= enough && second * 20 <= first {
        UTF_16BE
    } else {
        return None;
    };
    let (text, malformed) = encoding.decode_without_bom_handling(sample);
    (!malformed && !is_noise(text.as_bytes(), 2)).then_some(Charset::Known(encoding))
}

/// Whether bytes are UTF-8, but perhaps for a last character that is cut off.
fn utf8_to_the_end(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    }
}

/// Whether bytes are UTF-8 with a few that are damaged: for each that is none, many characters beyond
/// ASCII are whole. In the encodings of one byte a letter, hardly any would be.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    const WHOLE: usize = 8;
    let (mut whole, mut damaged) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    whole >= damaged.saturating_mul(WHOLE)
}

/// UTF-16 without a mark and without Latin letters, as in Chinese, Japanese and Korean: nearly
/// every pair is a letter or a sign of these, and no encoding of their own fits as well.
fn utf16_by_letters(bytes: &[u8]) -> Option<Charset> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    if !bytes.len().is_multiple_of(2) || sample.len() < 16 {
        return None;
    }
    let is_usual = |c: char| {
        matches!(c, '\n' | '\r' | ' '..='~' | '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}' | '\u{ff00}'..='\u{ffef}' | '\u{2010}'..='\u{2026}')
    };
    let is_sign = |c: char| matches!(c, '\n' | '\u{3001}' | '\u{3002}' | '\u{ff0c}' | '.' | ' ');
    let fits = |encoding: &'static Encoding| {
        let (text, malformed) = encoding.decode_without_bom_handling(sample);
        let usual = text.chars().filter(|c| is_usual(*c)).count();
        !malformed && usual * 50 >= text.chars().count() * 49 && text.contains(is_sign)
    };
    let encoding = [UTF_16LE, UTF_16BE].into_iter().find(|it| fits(it))?;
    let own = guess(bytes);
    let (text, malformed) = own.decode_without_bom_handling(sample);
    let own_fits = !malformed && !own.is_single_byte() && text.chars().all(is_usual);
    (!own_fits).then_some(Charset::Known(encoding))
}

/// Whether more of the first bytes than this share (in percent) are controls that no text has.
fn is_noise(bytes: &[u8], percent: usize) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let controls = sample
        .iter()
        .filter(|byte| matches!(byte, 0..=7 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f))
        .count();
    sample.len() >= 32 && controls * 100 > sample.len() * percent
}

/// Kinds of files that are often handed over for a text, by first bytes that no text
/// starts with.
fn known_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 9] = [
        (b"bplist00", "a web archive of Safari"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "an old office document",
        ),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"\x7fELF", "a program"),
        (b"\x1f\x8b\x08", "a compressed file"),
        (b"\xfd7zXZ\0", "a compressed file"),
        (b"7z\xbc\xaf\x27\x1c", "a compressed file"),
        (b"SQLite format 3\0", "a database"),
    ];
    KINDS
        .iter()
        .find(|(start, _)| bytes.starts_with(start))
        .map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    }

    fn read(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode(bytes.to_vec()).unwrap();
        (decoded.text, decoded.charset.name())
    }

    #[test]
    fn marks_are_obeyed_and_taken_off() {
        assert_eq!(
            read(b"\xef\xbb\xbfDari\xc3\xa9n"),
            ("Darién".into(), "UTF-8")
        );
        let mut marked = vec![0xff, 0xfe];
        marked.extend(utf16("Darién\r\n", false));
        assert_eq!(read(&marked), ("Darién\r\n".into(), "UTF-16LE"));
    }

    #[test]
    fn utf16_without_a_mark_is_told_by_its_zero_bytes() {
        let text = "Панама подписала соглашение 1 июля.\n";
        assert_eq!(read(&utf16(text, false)), (text.into(), "UTF-16LE"));
        assert_eq!(read(&utf16(text, true)), (text.into(), "UTF-16BE"));
    }

    #[test]
    fn utf16_without_latin_letters_is_told_by_what_it_says() {
        let text = "巴拿马与美国签署了遣返移民的谅解备忘录。";
        assert_eq!(read(&utf16(text, false)), (text.into(), "UTF-16LE"));
        assert_eq!(read(&utf16(text, true)), (text.into(), "UTF-16BE"));
    }

    #[test]
    fn utf32_is_told_by_its_zero_bytes() {
        let text = "Panamá: пять 万";
        let little: Vec<u8> = text
            .chars()
            .flat_map(|c| (c as u32).to_le_bytes())
            .collect();
        let big: Vec<u8> = text
            .chars()
            .flat_map(|c| (c as u32).to_be_bytes())
            .collect();
        assert_eq!(read(&little), (text.into(), "UTF-32LE"));
        assert_eq!(read(&big), (text.into(), "UTF-32BE"));
    }

    #[test]
    fn what_a_page_declares_counts_where_the_bytes_leave_it_open() {
        let declared = |bytes: &[u8], name: &str| {
            let decoded = decode_declared(bytes.to_vec(), name.parse().ok()).unwrap();
            (decoded.text, decoded.charset.name())
        };
        assert_eq!(
            declared(b"\xe9t\xe9", "iso-8859-2"),
            ("été".into(), "ISO-8859-2")
        );
        assert_eq!(
            declared("été".as_bytes(), "latin1"),
            ("été".into(), "UTF-8")
        );
    }

    #[test]
    fn old_code_pages_are_guessed() {
        for (label, text) in [
            (
                "windows-1252",
                "Le Darién a été traversé par 520 000 personnes, a-t-il déclaré.",
            ),
            (
                "windows-1251",
                "Панама подписала соглашение о депортации мигрантов.",
            ),
            (
                "KOI8-U",
                "Панама подписала соглашение о депортации мигрантов.",
            ),
            (
                "Shift_JIS",
                "パナマと米国は移民の送還に関する覚書に署名した。",
            ),
            ("GBK", "巴拿马与美国签署了遣返移民的谅解备忘录。"),
            ("Big5", "巴拿馬與美國簽署了遣返移民的諒解備忘錄。"),
            ("EUC-KR", "파나마와 미국은 이민자 송환 각서에 서명했다."),
        ] {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let (bytes, _, unmappable) = encoding.encode(text);
            assert!(!unmappable, "{label}");
            assert_eq!(read(&bytes), (text.into(), encoding.name()), "{label}");
        }
    }

    #[test]
    fn a_zero_byte_in_a_short_text_makes_no_other_encoding_of_it() {
        let decoded = decode(b"Before\0after it, on Monday.\n ".to_vec()).unwrap();
        assert_eq!(decoded.charset, Charset::UTF_8);
        assert_eq!(decoded.text, "Before\0after it, on Monday.\n ");
    }

    #[test]
    fn a_damaged_byte_in_utf8_costs_itself_alone() {
        let mut bytes = "Der Fähre fehlen fünf Plätze für März. "
            .repeat(3)
            .into_bytes();
        bytes.insert(10, 0xff);
        let decoded = decode(bytes).unwrap();
        assert_eq!(decoded.charset, Charset::UTF_8);
        assert_eq!(decoded.text.matches('\u{fffd}').count(), 1);
        assert_eq!(decoded.text.matches("für März").count(), 3);
        // "Ã©" stands in no text of that encoding often enough.
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode("Café, château, élève, ça et là.");
        let decoded = decode(bytes.into_owned()).unwrap();
        assert_eq!(decoded.charset, Charset::Known(encoding_rs::WINDOWS_1252));
    }

    #[test]
    fn binary_data_is_refused_and_odd_text_is_not() {
        let noise: Vec<u8> = (0..2000_u32).map(|n| (n * n % 251) as u8).collect();
        assert_eq!(decode(noise), Err(NotText::Binary));
        assert_eq!(
            decode(b"\x89PNG\r\n\x1a\n".to_vec()),
            Err(NotText::Known("a picture"))
        );
        assert_eq!(read(b"a\0b \x1b[2Jc").0, "a\0b \x1b[2Jc");
        assert_eq!(read(b"").0, "");
    }
}
