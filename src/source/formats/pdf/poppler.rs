//! Reading a PDF with the programs of Poppler, where they are installed. They run inside the limits of
//! the child process that starts them.

use std::io::{self, Write};
use std::process::{Command, Output, Stdio};
use std::thread;

use super::{Found, card};
use crate::source::extract::Unreadable;

/// The text and the card of a file; none where Poppler is not installed, or cannot read this file
/// although it is not locked.
pub fn read(bytes: &[u8]) -> Option<Result<Found, Unreadable>> {
    let output = run("pdftotext", &["-enc", "UTF-8", "-", "-"], bytes).ok()?;
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("Incorrect password") {
        return Some(Err(Unreadable::Why("it is locked with a password".into())));
    }
    if !output.status.success() {
        return None;
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let mut pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    // A form feed stands behind every page.
    if pages.last().is_some_and(|last| last.trim().is_empty()) {
        pages.pop();
    }
    Some(Ok(Found {
        pages,
        card: card(fields(bytes)),
        by: version(),
    }))
}

/// The fields of the information dictionary.
fn fields(bytes: &[u8]) -> impl Fn(&str) -> Option<String> {
    let output = run("pdfinfo", &["-rawdates", "-enc", "UTF-8", "-"], bytes);
    let said = output.map_or_else(
        |_| String::new(),
        |output| String::from_utf8_lossy(&output.stdout).into_owned(),
    );
    move |name| {
        said.lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(field, _)| *field == name)
            .map(|(_, value)| value.trim().to_owned())
    }
}

/// `pdftotext 22.12.0`.
fn version() -> String {
    let said = run("pdftotext", &["-v"], b"")
        .map(|output| output.stderr)
        .unwrap_or_default();
    let said = String::from_utf8_lossy(&said);
    let version = said
        .lines()
        .next()
        .and_then(|line| line.split("version ").nth(1));
    format!("pdftotext {}", version.unwrap_or_default().trim())
        .trim()
        .to_owned()
}

fn run(program: &str, arguments: &[&str], input: &[u8]) -> io::Result<Output> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let stdin = child.stdin.take();
    thread::scope(|scope| {
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        child.wait_with_output()
    })
}
