//! How commands read the files that are named to them: the same options everywhere.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::Args;

use super::output::tell;
use crate::parallel;
use crate::source::{Asked, Charset, Extractor, Limits, Read, Reader, SourceError, discover};
use crate::store::{Dirs, Store};
use crate::tui::settings::Settings;

/// The options of reading.
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct Reading {
    /// Read texts in this encoding, such as windows-1251, instead of the one that they seem to have
    #[arg(long, value_name = "NAME")]
    encoding: Option<Charset>,
    /// Read all of a web page instead of its article alone
    #[arg(long)]
    whole_page: bool,
}

impl Reading {
    /// The reader that reads so.
    ///
    /// # Errors
    /// When the system does not say where this program is, which readers run in.
    pub fn reader(self) -> anyhow::Result<Reader> {
        Ok(Reader {
            limits: Limits::default(),
            asked: self.asked(),
            extractor: Extractor::of_this_program()?,
            ..Reader::default()
        })
    }

    /// What is asked of a reader.
    pub fn asked(self) -> Asked {
        Asked {
            charset: self.encoding,
            whole_page: self.whole_page,
        }
    }

    /// The store of sessions whose texts are read so.
    ///
    /// # Errors
    /// As [`Reading::reader`], and where there is no home directory.
    pub fn store(self) -> anyhow::Result<Store> {
        Ok(Store::new(dirs()?).reading_with(self.reader()?))
    }
}

/// What is set about the finder in the configuration, or else its defaults; what is wrong there is
/// told.
pub fn finder() -> parallel::Settings {
    let Ok(dirs) = dirs() else {
        return parallel::Settings::default();
    };
    let settings = Settings::load(&dirs.config);
    settings.problems.iter().for_each(tell);
    settings.config.finder()
}

/// The program's own directories.
///
/// # Errors
/// Where there is no home directory.
pub fn dirs() -> anyhow::Result<Dirs> {
    Ok(Dirs::of(|name| std::env::var_os(name))?)
}

/// Reads a file, or standard input where it is called `-`.
///
/// # Errors
/// As [`Reader::read`].
pub fn read(reader: &Reader, path: &Path) -> Result<Read, SourceError> {
    if path == Path::new("-") {
        reader.read_stdin()
    } else {
        reader.read(path)
    }
}

/// The files that are named, and those of the folders that are named; what cannot be looked into is
/// told. `-` stands for standard input and comes first.
pub fn files(paths: &[PathBuf]) -> Vec<PathBuf> {
    let (mut files, named): (Vec<PathBuf>, Vec<PathBuf>) = paths
        .iter()
        .cloned()
        .partition(|path| path.as_os_str() == OsStr::new("-"));
    let discovery = discover(&named);
    for problem in &discovery.problems {
        tell(problem);
    }
    files.extend(discovery.files);
    files
}
