//! The command line: one file a subcommand.
//!
//! Results go to standard output, messages to standard error. Exit code 0: done; 1: done, and what
//! was asked about was found wrong; 2: could not be done. A closed pipe is no error.

mod compare;
mod config;
mod export;
mod facts;
mod inspect;
mod open;
mod output;
mod parallels;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use output::Outcome;

/// A terminal workbench for fact-checking.
#[derive(Parser)]
#[command(name = "crosscheck", version, args_conflicts_with_subcommands = true)]
struct Cli {
    /// Files and folders to open side by side, or one session file to resume; - is standard input
    paths: Vec<PathBuf>,
    /// Where the session of these texts lives, instead of the data directory
    #[arg(long, value_name = "FILE")]
    session: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Open the sample: four reports of one agreement
    Demo,
    /// Write a session as a report
    Export(export::Export),
    Compare(compare::Compare),
    /// Say where settings are looked for and what is wrong with them, and print the defaults
    Config(config::Config),
    /// Say what is read of a file, how, and what is hidden in it
    Inspect(inspect::Inspect),
    /// Print the facts of documents, each with its normal form
    Facts(facts::Facts),
    /// Print the passages that documents share
    Parallels(parallels::Parallels),
}

/// Runs the program with the process's arguments.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    output::finish(dispatch(&cli))
}

fn dispatch(cli: &Cli) -> anyhow::Result<Outcome> {
    match &cli.command {
        Some(Command::Compare(asked)) => compare::run(asked),
        Some(Command::Config(asked)) => config::run(asked),
        Some(Command::Inspect(asked)) => inspect::run(asked),
        Some(Command::Facts(asked)) => facts::run(asked),
        Some(Command::Parallels(asked)) => parallels::run(asked),
        Some(Command::Demo) => open::sample(),
        Some(Command::Export(asked)) => export::run(asked),
        None => open::named(&cli.paths, cli.session.as_ref()),
    }
}
