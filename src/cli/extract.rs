//! `crosscheck extract`: the child process in which a file is read. The workbench starts it; people
//! use `inspect`.

use clap::Args;

use super::Outcome;
use super::sources::Reading;
use crate::source::{Format, serve};

/// What is read, and within which limits.
#[derive(Args)]
pub struct Extract {
    /// The kind of file that comes on standard input
    format: Format,
    /// The most memory, in bytes
    #[arg(long)]
    memory: u64,
    /// The longest time of the processor, in seconds
    #[arg(long)]
    seconds: u64,
    #[command(flatten)]
    reading: Reading,
}

/// Reads standard input and answers on standard output.
///
/// # Errors
/// When one of them fails.
pub fn run(asked: &Extract) -> anyhow::Result<Outcome> {
    serve(
        asked.format,
        &asked.reading.asked(),
        asked.memory,
        asked.seconds,
    )?;
    Ok(Outcome::Done)
}
