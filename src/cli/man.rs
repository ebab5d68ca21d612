//! `crosscheck man`: the manual, made from the command line and the command table.

use std::io::{self, Write};

use anyhow::Context;
use clap::{Args, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::{Cli, Outcome, output};
use crate::tui::settings::key_table::sections;
use crate::tui::settings::keymap::Keymap;

/// What `crosscheck man` is asked.
#[derive(Args)]
#[command(after_help = "\
Examples:
  crosscheck man | man -l -
  crosscheck man compare > crosscheck-compare.1")]
pub struct Manual {
    /// The command whose page to print; the program's own page where it is left out
    command: Option<String>,
}

/// Prints a page in roff.
///
/// # Errors
/// There is no such command, or the output cannot be written.
pub fn run(asked: &Manual) -> anyhow::Result<Outcome> {
    let program = Cli::command();
    let mut page = vec![];
    if let Some(name) = &asked.command {
        let names: Vec<_> = program
            .get_subcommands()
            .map(clap::Command::get_name)
            .collect();
        let command = program.find_subcommand(name).with_context(|| {
            format!("no command is called {name}; they are {}", names.join(", "))
        })?;
        let titled = command
            .clone()
            .display_name(format!("crosscheck-{name}"))
            .bin_name(format!("crosscheck {name}"))
            .version(env!("CARGO_PKG_VERSION"));
        Man::new(titled).render(&mut page)?;
    } else {
        Man::new(program).render(&mut page)?;
        write_keys(&mut page)?;
    }
    output::print_exactly(&page)?;
    Ok(Outcome::Done)
}

fn write_keys(page: &mut impl Write) -> io::Result<()> {
    let mut roff = Roff::new();
    roff.control("SH", ["KEYS"]);
    for section in sections(&Keymap::defaults()) {
        roff.control("SS", [section.heading]);
        for row in section.rows {
            roff.control("TP", []);
            roff.text([bold(row.keys.join(", "))]);
            roff.text([roman(row.command.does)]);
        }
    }
    roff.to_writer(page)
}
