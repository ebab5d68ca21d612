//! The command line: one file a subcommand.
//!
//! Results go to standard output, messages to standard error. Exit code 0: done; 1: done, and what
//! was asked about was found wrong; 2: could not be done. A closed pipe is no error.

mod compare;
mod completions;
mod config;
mod export;
mod extract;
mod facts;
mod inspect;
mod leads;
mod man;
mod merge;
mod open;
mod output;
mod pack;
mod parallels;
mod salvage;
mod sources;
mod status;
mod unpack;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use output::Outcome;

/// A terminal workbench for fact-checking.
#[derive(Parser)]
#[command(
    name = "crosscheck",
    version,
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  crosscheck articles/            read the texts of a folder side by side
  crosscheck a.txt b.txt          the same with two files
  crosscheck my-session.ron       go on with a session
  crosscheck                      choose among sessions and texts
  pbpaste | crosscheck - a.txt    a text from elsewhere beside a file

In the workbench, ? shows the keys and : finds every command by name."
)]
struct Cli {
    /// Files and folders to open side by side, or one session file to resume; - is standard input
    paths: Vec<PathBuf>,
    /// Where the session of these texts lives, instead of the data directory
    #[arg(long, value_name = "FILE")]
    session: Option<PathBuf>,
    #[command(flatten)]
    reading: sources::Reading,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Open the sample: four reports of one agreement
    #[command(after_help = "Example:\n  crosscheck demo")]
    Demo,
    /// Print the passages that documents share
    Parallels(parallels::Parallels),
    /// Print the sentences of documents that may bear on a claim
    Leads(leads::Leads),
    /// Show what two documents say differently, word by word
    Compare(compare::Compare),
    /// Say what is read of a file, how, and what is hidden in it
    Inspect(inspect::Inspect),
    /// Print the facts of documents, each with its normal form
    Facts(facts::Facts),
    /// Write a session as a report
    Export(export::Export),
    /// Say where the work on a session stands
    Status(status::Status),
    /// Check a session: its history, and its texts
    Verify(verify::Verify),
    /// Merge two analysts' work on one session
    Merge(merge::Merge),
    /// Put a session and its texts into one file
    Pack(pack::Pack),
    /// Make a new session of what is whole in a broken one
    Salvage(salvage::Salvage),
    /// Make a folder of a packed session
    Unpack(unpack::Unpack),
    /// Say where settings are looked for and what is wrong with them, and print the defaults
    Config(config::Config),
    /// Read a file of some kind from standard input: what the program starts for itself
    #[command(hide = true)]
    Extract(extract::Extract),
    /// Print completions for a shell
    Completions(completions::Completions),
    /// Print the manual
    Man(man::Manual),
}

/// Runs the program with the process's arguments.
pub fn run() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => output::finish(dispatch(&cli)),
        Err(error) => output::refuse(&error),
    }
}

fn dispatch(cli: &Cli) -> anyhow::Result<Outcome> {
    match &cli.command {
        Some(Command::Demo) => open::sample(),
        Some(Command::Parallels(asked)) => parallels::run(asked),
        Some(Command::Leads(asked)) => leads::run(asked),
        Some(Command::Compare(asked)) => compare::run(asked),
        Some(Command::Inspect(asked)) => inspect::run(asked),
        Some(Command::Facts(asked)) => facts::run(asked),
        Some(Command::Export(asked)) => export::run(asked),
        Some(Command::Status(asked)) => status::run(asked),
        Some(Command::Verify(asked)) => verify::run(asked),
        Some(Command::Merge(asked)) => merge::run(asked),
        Some(Command::Pack(asked)) => pack::run(asked),
        Some(Command::Salvage(asked)) => salvage::run(asked),
        Some(Command::Unpack(asked)) => unpack::run(asked),
        Some(Command::Config(asked)) => config::run(asked),
        Some(Command::Extract(asked)) => extract::run(asked),
        Some(Command::Completions(asked)) => completions::run(asked),
        Some(Command::Man(asked)) => man::run(asked),
        None => open::named(&cli.paths, cli.session.as_ref(), cli.reading),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_says_what_it_does_and_gives_an_example() {
        let program = Cli::command();
        for command in program.get_subcommands().filter(|it| !it.is_hide_set()) {
            let name = command.get_name();
            assert!(command.get_about().is_some(), "{name}");
            let after = command.get_after_help().map(ToString::to_string);
            let example = format!("\n  crosscheck {name}");
            assert!(
                after.is_some_and(|words| words.contains(&example)),
                "{name} has no example"
            );
        }
    }
}
