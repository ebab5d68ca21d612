//! Days and moments as files write them, in ISO 8601.

use jiff::civil::{Date, DateTime};
use jiff::fmt::{rfc2822, strtime};

/// A day, or a moment with its offset where one is given: `2024-07-01`, `2024-07-01T10:30:00-05:00`.
/// None where the words are no date.
pub fn iso(written: &str) -> Option<String> {
    let written = written.trim();
    if written.len() > 80 {
        return None;
    }
    standard(written)
        .or_else(|| mail(written))
        .or_else(|| in_words(written))
}

/// ISO 8601 and what is near it: `2024-07-01 10:30`, `2024/07/01`, `20240701`.
fn standard(written: &str) -> Option<String> {
    let compact = written.len() == 8 && written.bytes().all(|b| b.is_ascii_digit());
    if compact {
        return Some(
            strtime::parse("%Y%m%d", written)
                .ok()?
                .to_date()
                .ok()?
                .to_string(),
        );
    }
    let (day, rest) = written.split_at_checked(10)?;
    let day: Date = day.replace(['/', '.'], "-").parse().ok()?;
    let rest = rest.trim_start_matches(['T', 't', ' ']);
    let clock_end = rest
        .find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.')
        .unwrap_or(rest.len());
    let (clock, zone) = rest.split_at_checked(clock_end)?;
    let Ok(moment) = format!("{day}T{clock}").parse::<DateTime>() else {
        return Some(day.to_string());
    };
    let zone = match zone.trim() {
        "Z" | "z" | "UTC" | "GMT" => "Z".to_owned(),
        zone => offset(zone).unwrap_or_default(),
    };
    Some(format!("{}{zone}", moment.strftime("%Y-%m-%dT%H:%M:%S")))
}

/// `+0200`, `+02:00` and `+02` as `+02:00`.
fn offset(written: &str) -> Option<String> {
    let sign = written.chars().next().filter(|sign| "+-".contains(*sign))?;
    let digits: String = written
        .chars()
        .filter(char::is_ascii_digit)
        .take(4)
        .collect();
    let hours = digits.get(..2)?;
    let minutes = digits.get(2..4).unwrap_or("00");
    Some(format!("{sign}{hours}:{minutes}"))
}

/// RFC 2822, as in e-mails: `Mon, 1 Jul 2024 10:30:00 +0200`.
fn mail(written: &str) -> Option<String> {
    let parser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
    let zoned = parser.parse_zoned(written).ok()?;
    Some(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// `July 1, 2024`, `1 July 2024`, `Jul. 1, 2024`.
fn in_words(written: &str) -> Option<String> {
    let plain = written.replace(['.', ','], " ");
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    ["%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y"]
        .iter()
        .find_map(|format| Date::strptime(format, &plain).ok())
        .map(|day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_known_in_the_forms_that_files_use() {
        for (written, expected) in [
            ("2024-07-01", "2024-07-01"),
            ("2024/07/01", "2024-07-01"),
            ("20240701", "2024-07-01"),
            ("2024-07-01T10:30:00.250Z", "2024-07-01T10:30:00Z"),
            ("2024-07-01T10:30-0500", "2024-07-01T10:30:00-05:00"),
            ("2024-07-01 10:30:00", "2024-07-01T10:30:00"),
            (
                "Mon, 1 Jul 2024 10:30:00 +0200",
                "2024-07-01T10:30:00+02:00",
            ),
            ("July 1, 2024", "2024-07-01"),
            ("1 Jul. 2024", "2024-07-01"),
        ] {
            assert_eq!(iso(written).as_deref(), Some(expected), "{written}");
        }
        for wrong in ["", "yesterday", "2024-13-01", "1719830000", "é024-07-01é"] {
            assert_eq!(iso(wrong), None, "{wrong}");
        }
    }
}
