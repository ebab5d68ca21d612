//! Opening the workbench.

use std::io::{IsTerminal, stdin, stdout};
use std::path::PathBuf;

use anyhow::{Context, bail, ensure};
use jiff::tz::TimeZone;

use super::Outcome;
use super::sources::Reading;
use crate::session::{Hash, Replica};
use crate::tui::runtime::{Opening, Surroundings, crash, run};
use crate::tui::settings::{Settings, surroundings};

/// Opens the sample.
pub fn sample() -> anyhow::Result<Outcome> {
    workbench(Opening::Sample, Reading::default())
}

/// Opens what was named: texts, one session, or the start screen where nothing was.
pub fn named(
    paths: &[PathBuf],
    session: Option<&PathBuf>,
    reading: Reading,
) -> anyhow::Result<Outcome> {
    let is_session = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "ron");
    match (paths, session) {
        ([], Some(session)) => workbench(Opening::Session(session.clone()), reading),
        ([], None) => workbench(Opening::Start, reading),
        ([only], None) if is_session(only) => workbench(Opening::Session(only.clone()), reading),
        (_, _) => {
            if let Some(one) = paths.iter().find(|path| is_session(path)) {
                bail!(
                    "{} is a session: name it alone, without other texts",
                    one.display()
                );
            }
            let (dashes, paths): (Vec<_>, Vec<_>) = paths
                .iter()
                .cloned()
                .partition(|path| path.as_os_str() == "-");
            let pasted = if dashes.is_empty() {
                None
            } else {
                ensure!(
                    !stdin().is_terminal(),
                    "- stands for standard input, but nothing is piped in"
                );
                Some(Box::new(reading.reader()?.read_stdin()?))
            };
            let texts = Opening::Texts {
                paths,
                pasted,
                session: session.cloned(),
            };
            workbench(texts, reading)
        }
    }
}

fn workbench(opening: Opening, reading: Reading) -> anyhow::Result<Outcome> {
    ensure!(
        stdout().is_terminal(),
        "The workbench needs a terminal, and the output is none.\n\
         Without one, these work in pipes:\n\
         crosscheck parallels PATH…   the passages that texts share\n\
         crosscheck compare A B       what differs between two texts\n\
         crosscheck export SESSION.ron --format md   a session as a report"
    );
    let environment = |name: &str| std::env::var(name).ok();
    let store = reading.store()?;
    crash::note_in(store.dirs().data.clone());
    let settings = Settings::load(&store.dirs().config);
    let author = settings
        .config
        .author
        .clone()
        .or_else(|| surroundings::login(&environment));
    let surroundings = Surroundings {
        store,
        colors: surroundings::colors(&environment),
        ground: surroundings::ground(&environment),
        author: author.unwrap_or_else(|| "analyst".to_owned()),
        replica: new_replica().context("no name for this run could be made")?,
        zone: TimeZone::system(),
        settings,
    };
    run(opening, &surroundings)?;
    Ok(Outcome::Done)
}

/// A name for this run that no other has: four letters and digits of a hash of the process, the
/// machine and the moment.
fn new_replica() -> anyhow::Result<Replica> {
    let moment = jiff::Timestamp::now().as_nanosecond();
    let seed = format!(
        "{moment} {} {:?}",
        std::process::id(),
        std::env::var_os("HOSTNAME")
    );
    let hash = Hash::of(seed).to_string();
    Ok(Replica(
        hash.get(..6).context("a hash has 64 digits")?.to_owned(),
    ))
}
