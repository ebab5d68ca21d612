//! What every subcommand ends with: an exit code, and an error that says what to do.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::ensure;
use clap::ValueEnum;

use crate::store::Notice;
use crate::text::Visible;

/// How a command that could be carried out ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// Done, and what was asked about was found wrong.
    FoundWrong,
}

/// How a command prints what it found, one thing after the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Text,
    /// One JSON object a line, offsets in Unicode code points
    Jsonl,
}

/// The exit code for a command's result; an error is told on standard error first.
pub fn finish(result: anyhow::Result<Outcome>) -> ExitCode {
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::FoundWrong) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to tell where standard error is closed, too.
            let _ = writeln!(io::stderr(), "crosscheck: {}", one_line_each(&error));
            ExitCode::from(2)
        }
    }
}

/// Says what went wrong with one of several things while the others go on.
pub fn tell(problem: &impl ToString) {
    // Nobody is left to tell where standard error is closed.
    let _ = writeln!(
        io::stderr(),
        "crosscheck: {}",
        Visible::lines_of(&problem.to_string())
    );
}

/// Says what is to be known about a session that is only read.
pub fn tell_all(notices: &[Notice]) {
    notices.iter().for_each(tell);
}

/// Keeps a command from writing over the session that it reads.
///
/// # Errors
/// A sentence, where the two are one file.
pub fn is_another_file(output: &Path, session: &Path) -> anyhow::Result<()> {
    let is_one = |(a, b)| a == b;
    let both = output.canonicalize().ok().zip(session.canonicalize().ok());
    ensure!(
        !both.is_some_and(is_one),
        "{} is the session itself: name another file to write",
        output.display()
    );
    Ok(())
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// Writes a result for people to standard output, made safe line by line.
///
/// # Errors
/// Standard output cannot be written to.
pub fn print(result: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(Visible::lines_of(result).as_bytes())?;
    out.flush()
}

/// Writes to standard output what holds no word of a source's, or only such as were made safe.
///
/// # Errors
/// Standard output cannot be written to.
pub fn print_exactly(result: impl AsRef<[u8]>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(result.as_ref())?;
    out.flush()
}

/// Tells what is wrong with the command line, or the help that was asked for, and ends as clap
/// does. What was typed may hold anything: then the colours are left out.
pub fn refuse(error: &clap::Error) -> ExitCode {
    let words = error.render().to_string();
    let safe = Visible::lines_of(&words);
    let printed = if safe == words {
        error.print()
    } else if error.use_stderr() {
        io::stderr().write_all(safe.as_bytes())
    } else {
        io::stdout().write_all(safe.as_bytes())
    };
    match (printed, error.exit_code()) {
        (Ok(()), 0) => ExitCode::SUCCESS,
        // Nobody is left to tell where the output is closed.
        _ => ExitCode::from(2),
    }
}

/// An error with its causes, safe for a terminal.
fn one_line_each(error: &anyhow::Error) -> String {
    let mut lines = vec![];
    for cause in error.chain() {
        for line in cause.to_string().lines() {
            let line = Visible::of(line).to_string();
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    lines.join("\n  ")
}
