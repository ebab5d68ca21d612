//! What every subcommand ends with: an exit code, and an error that says what to do.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::ensure;

use crate::text::Visible;

/// How a command that could be carried out ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// Done, and what was asked about was found wrong.
    FoundWrong,
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
        crate::text::Visible::of(&problem.to_string())
    );
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

/// Writes a result to standard output.
///
/// # Errors
/// Standard output cannot be written to.
pub fn print(result: impl AsRef<[u8]>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(result.as_ref())?;
    out.flush()
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
