//! Transcripts as subtitles (`SubRip` and `WebVTT`): what is said, a line a sentence, each with the time
//! at which it begins in square brackets, `[00:01:02]`, so that a place in the text is found again in
//! the recording.

use super::plain;
use crate::source::extract::{Asked, Unreadable};
use crate::source::{Extracted, LeftOut};

/// Reads a transcript.
///
/// # Errors
/// When it is no text.
pub fn read(bytes: Vec<u8>, asked: &Asked) -> Result<Extracted, Unreadable> {
    let decoded = plain::read(bytes, asked)?;
    let (cues, notes) = cues(&decoded.text);
    let left_out = notes
        .iter()
        .map(|note| LeftOut::text("a note in the file", note));
    Ok(Extracted {
        left_out: left_out.collect(),
        text: lines(&cues),
        ..decoded
    })
}

/// What is shown at one time.
#[derive(Debug, PartialEq, Eq)]
struct Cue {
    /// When it begins and ends, in milliseconds.
    start: u64,
    end: u64,
    /// What is said, on one line.
    text: String,
}

/// The cues of a file, and the comments between them.
fn cues(text: &str) -> (Vec<Cue>, Vec<String>) {
    let mut cues: Vec<Cue> = vec![];
    let mut notes = vec![];
    let mut shown_before: Vec<String> = vec![];
    let mut lines = text.lines().map(str::trim).peekable();
    while let Some(line) = lines.next() {
        if let Some(note) = line.strip_prefix("NOTE") {
            let mut note = note.trim().to_owned();
            while let Some(more) = lines.next_if(|line| !line.is_empty()) {
                note.push(' ');
                note.push_str(more);
            }
            notes.push(note);
            continue;
        }
        let Some((start, end)) = times(line) else {
            continue;
        };
        let mut shown = vec![];
        while let Some(line) = lines.next_if(|line| !line.is_empty() && times(line).is_none()) {
            shown.push(without_marks(line));
        }
        // A number without a blank line before it belongs to the next cue.
        let next_follows = lines.peek().is_some_and(|line| times(line).is_some());
        if next_follows && shown.last().is_some_and(|line| is_number(line)) {
            shown.pop();
        }
        shown.retain(|line| !line.is_empty());
        // Captions that roll up show each line twice.
        let fresh: Vec<&str> = shown
            .iter()
            .filter(|line| !shown_before.contains(line))
            .map(String::as_str)
            .collect();
        if !fresh.is_empty() {
            let text = fresh.join(" ");
            cues.push(Cue { start, end, text });
        }
        shown_before = shown;
    }
    (cues, notes)
}

fn is_number(line: &str) -> bool {
    !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit())
}

/// The start and end of `00:01:02,500 --> 00:01:04,000`.
fn times(line: &str) -> Option<(u64, u64)> {
    let (start, rest) = line.split_once("-->")?;
    let end = rest.split_whitespace().next()?;
    Some((time(start.trim())?, time(end)?))
}

/// `01:02:03,004` or `02:03.004` in milliseconds.
fn time(written: &str) -> Option<u64> {
    let (clock, fraction) = written.split_once([',', '.']).unwrap_or((written, "0"));
    let mut seconds = 0_u64;
    for part in clock.split(':') {
        let part: u64 = part.parse().ok().filter(|_| part.len() <= 4)?;
        seconds = seconds.checked_mul(60)?.checked_add(part)?;
    }
    let thousandths: u64 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    seconds.checked_mul(1000)?.checked_add(thousandths)
}

/// A line without the marks of its looks; who speaks stands before what is said.
fn without_marks(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(['<', '{']) {
        let (before, mark) = rest.split_at_checked(at).unwrap_or((rest, ""));
        text.push_str(before);
        let (opens, closes) = if mark.starts_with('<') {
            ("<", '>')
        } else {
            ("{\\", '}')
        };
        let end = mark.find(closes).filter(|_| mark.starts_with(opens));
        let Some(end) = end else {
            // A sign of the text and no mark.
            let first = mark.chars().next().map_or(0, char::len_utf8);
            text.push_str(mark.get(..first).unwrap_or_default());
            rest = mark.get(first..).unwrap_or_default();
            continue;
        };
        let inside = mark.get(1..end).unwrap_or_default();
        if let Some(speaker) = inside.strip_prefix("v ").or(inside.strip_prefix("v.")) {
            text.push_str(speaker.trim());
            text.push_str(": ");
        }
        rest = mark.get(end + 1..).unwrap_or_default();
    }
    text.push_str(rest);
    let text = text
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
    let text = text
        .replace("&nbsp;", " ")
        .replace("&lrm;", "")
        .replace("&rlm;", "");
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// A pause after which a new line begins, in milliseconds.
const PAUSE: u64 = 3000;

/// How long a line grows while no sentence ends, in bytes.
const LINE: usize = 600;

/// The cues that make up a sentence on one line.
fn lines(cues: &[Cue]) -> String {
    let mut text = String::new();
    let mut length = 0;
    let mut before: Option<&Cue> = None;
    for cue in cues {
        let goes_on = before.is_some_and(|before| {
            length < LINE
                && cue.start.saturating_sub(before.end) < PAUSE
                && !ends_sentence(&before.text)
                && !begins_turn(&cue.text)
        });
        if goes_on {
            text.push(' ');
        } else {
            if before.is_some() {
                text.push('\n');
            }
            length = 0;
            text.extend(["[", &clock(cue.start), "] "]);
        }
        text.push_str(&cue.text);
        length += cue.text.len();
        before = Some(cue);
    }
    if before.is_some() {
        text.push('\n');
    }
    text
}

fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '」', '』']);
    bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।']) || bare.ends_with("♪")
}

/// Whether somebody else begins to speak.
fn begins_turn(text: &str) -> bool {
    let speaker = text.split_once(": ").is_some_and(|(name, _)| {
        name.len() < 40 && name.chars().next().is_some_and(char::is_uppercase)
    });
    speaker || text.starts_with(['-', '–', '—', '[', '(', '♪']) || text.starts_with(">>")
}

fn clock(milliseconds: u64) -> String {
    let seconds = milliseconds / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{hours:02}:{minutes:02}:{seconds:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(file: &str) -> String {
        let read = read(file.as_bytes().to_vec(), &Asked::default()).unwrap();
        read.text
    }

    #[test]
    fn cues_of_one_sentence_become_one_line_with_its_time() {
        let file = "1\r\n00:00:01,000 --> 00:00:03,000\r\nWe signed <i>the accord</i>\r\n\r\n\
                    2\r\n00:00:03,200 --> 00:00:05,000\r\n{\\an8}on Monday,\r\nin Panama.\r\n\r\n\
                    3\r\n01:00:05,500 --> 01:00:07,000\r\n- It costs $6 million.\r\n";
        assert_eq!(
            of(file),
            "[00:00:01] We signed the accord on Monday, in Panama.\n\
             [01:00:05] - It costs $6 million.\n"
        );
    }

    #[test]
    fn speakers_notes_and_lines_that_roll_up_are_understood() {
        let file = "WEBVTT\n\nNOTE checked by Ana\nin July\n\nintro\n00:01.000 --> 00:02.000 align:left\n\
                    <v Minister>We do not\n\n00:02.000 --> 00:03.000\n<v Minister>We do not\nknow &amp; 1 < 2.\n";
        let read = read(file.as_bytes().to_vec(), &Asked::default()).unwrap();
        assert_eq!(read.text, "[00:00:01] Minister: We do not know & 1 < 2.\n");
        assert_eq!(read.left_out.len(), 1);
        assert_eq!(
            read.left_out[0].text.as_deref(),
            Some("checked by Ana in July")
        );
    }

    #[test]
    fn a_broken_file_gives_what_is_whole() {
        assert_eq!(
            of("99999:00 --> x\n-->\n1\n00:00:01 --> 00:00:02\nYes\n2\n"),
            "[00:00:01] Yes 2\n"
        );
        assert_eq!(of(""), "");
    }
}
