//! What happens when the program itself fails: the terminal is given back, a note of what happened
//! is written, and the user is told where it lies.

use std::backtrace::Backtrace;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::panic::{self, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use super::terminal;
use crate::text::Visible;

/// From now on a failure is noted in this folder. A failure of the calling thread, which is the one
/// that draws, also gives the terminal back and is told; one of another thread is for whoever
/// waits for that thread to tell.
pub fn note_in(folder: PathBuf) {
    let drawing = thread::current().id();
    panic::set_hook(Box::new(move |failure| {
        let report = report(failure);
        let note = write_note(&folder, &report);
        if thread::current().id() == drawing {
            terminal::leave();
            // Nobody is left to tell where standard error is closed, too.
            let _ = io::stderr().write_all(message(&report, note.ok().as_deref()).as_bytes());
        }
    }));
}

fn report(failure: &PanicHookInfo) -> String {
    let thread = thread::current();
    format!(
        "crosscheck {} failed in its thread {}.\n{failure}\n\n{}\n",
        env!("CARGO_PKG_VERSION"),
        thread.name().unwrap_or("without a name"),
        Backtrace::force_capture()
    )
}

fn write_note(folder: &Path, report: &str) -> io::Result<PathBuf> {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |time| time.as_secs());
    let path = folder.join(format!("crash-{seconds}-{}.txt", std::process::id()));
    std::fs::create_dir_all(folder)?;
    let mut note = OpenOptions::new().append(true).create(true).open(&path)?;
    note.write_all(report.as_bytes())?;
    Ok(path)
}

fn message(report: &str, note: Option<&Path>) -> String {
    let told =
        "crosscheck failed and had to stop. Your work is kept: changes are saved as they are made.";
    if let Some(path) = note {
        let path = Visible::of(&path.display().to_string());
        return format!(
            "{told}\nWhat happened is noted in {path}; a report of it needs that file.\n"
        );
    }
    let lines: Vec<String> = report
        .lines()
        .map(|line| Visible::of(line).to_string())
        .collect();
    format!("{told}\nWhat happened:\n{}\n", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_note_lies_where_the_message_says() {
        let folder = tempfile::tempdir().unwrap();
        let path = write_note(&folder.path().join("new"), "it broke").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "it broke");
        assert!(message("it broke", Some(&path)).contains(&path.display().to_string()));
    }

    #[test]
    fn without_a_note_the_message_says_it_all_and_safely() {
        let message = message("it broke\nat \x1b[2J", None);
        assert!(message.contains("it broke\nat ␛[2J"));
    }
}
