//! `crosscheck config`: where settings are looked for, what is wrong with them, and the defaults.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::Outcome;
use crate::text::Visible;
use crate::tui::settings::{self, Settings, config, keymap, surroundings, theme};

/// What `crosscheck config` is asked.
#[derive(Args)]
#[command(after_help = "\
Examples:
  crosscheck config
  crosscheck config keymap > keymap.ron")]
pub struct Config {
    /// Print these defaults alone, ready to be saved as a file and changed
    #[arg(value_parser = PossibleValuesParser::new(defaults().map(|(name, _)| name)))]
    defaults: Option<String>,
}

/// Prints.
///
/// # Errors
///
/// The output cannot be written.
pub fn run(asked: &Config) -> anyhow::Result<Outcome> {
    let mut out = BufWriter::new(io::stdout().lock());
    let named = asked.defaults.as_deref();
    let outcome = match defaults().find(|(name, _)| Some(*name) == named) {
        Some((_, text)) => {
            out.write_all(text.as_bytes())?;
            Outcome::Done
        }
        None => overview(&mut out)?,
    };
    out.flush()?;
    Ok(outcome)
}

/// Everything that has defaults, by name, as RON.
fn defaults() -> impl Iterator<Item = (&'static str, &'static str)> {
    [("config", config::DEFAULTS), ("keymap", keymap::DEFAULTS)]
        .into_iter()
        .chain(theme::BUILT_IN)
}

fn overview(out: &mut impl Write) -> anyhow::Result<Outcome> {
    let environment = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let Some(folder) = surroundings::folder(&environment) else {
        writeln!(
            out,
            "There is no folder for settings: set XDG_CONFIG_HOME to one."
        )?;
        return Ok(Outcome::FoundWrong);
    };
    list_files(out, &folder)?;
    let problems = Settings::load(&folder).problems;
    for problem in &problems {
        out.write_all(Visible::lines_of(&format!("{problem}\n")).as_bytes())?;
    }
    if !problems.is_empty() {
        writeln!(
            out,
            "What is named above is left out; everything else is in force.\n"
        )?;
    }
    writeln!(
        out,
        "The defaults; `crosscheck config keymap` prints those of the keys:\n"
    )?;
    out.write_all(config::DEFAULTS.as_bytes())?;
    Ok(if problems.is_empty() {
        Outcome::Done
    } else {
        Outcome::FoundWrong
    })
}

fn list_files(out: &mut impl Write, folder: &Path) -> io::Result<()> {
    let shown = Visible::of(&folder.display().to_string());
    writeln!(
        out,
        "Settings are looked for in {shown}; no file has to be there.\n"
    )?;
    for (path, what) in settings::files(folder) {
        let state = if path.exists() { "found" } else { "not there" };
        let name = path.strip_prefix(folder).unwrap_or(&path);
        let name = Visible::of(&name.display().to_string());
        writeln!(out, "  {:<20} {what}: {state}", name.as_str())?;
    }
    writeln!(out)
}
