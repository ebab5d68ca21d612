//! `crosscheck completions`: what a shell needs to complete this command line.

use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

use super::{Cli, Outcome, output};

/// What `crosscheck completions` is asked.
#[derive(Args)]
#[command(after_help = "\
Examples:
  crosscheck completions fish > ~/.config/fish/completions/crosscheck.fish
  source <(crosscheck completions bash)")]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints them.
///
/// # Errors
/// The output cannot be written.
pub fn run(asked: &Completions) -> anyhow::Result<Outcome> {
    let mut script = vec![];
    generate(asked.shell, &mut Cli::command(), "crosscheck", &mut script);
    output::print_exactly(&script)?;
    Ok(Outcome::Done)
}
