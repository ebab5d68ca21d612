//! Where the program keeps its own files.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use crate::session::Hash;

/// The program's own directories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dirs {
    /// For sessions, copies of texts, and what else is worth keeping.
    pub data: PathBuf,
    /// For what the user configures.
    pub config: PathBuf,
}

/// There is no home directory, and nothing says where else files could be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no home directory is known; set HOME, or XDG_DATA_HOME and XDG_CONFIG_HOME")]
pub struct NoHome;

impl Dirs {
    /// The directories of a user with this environment: `$XDG_DATA_HOME/crosscheck` and
    /// `$XDG_CONFIG_HOME/crosscheck` where those are set to absolute paths, on every system,
    /// otherwise what the system's customs are.
    ///
    /// # Errors
    /// [`NoHome`] where there is neither.
    pub fn of(environment: impl Fn(&str) -> Option<OsString>) -> Result<Self, NoHome> {
        let given = |name| {
            let path = PathBuf::from(environment(name)?);
            path.is_absolute().then(|| path.join("crosscheck"))
        };
        let customs = ProjectDirs::from("", "", "crosscheck");
        let custom = |dir: fn(&ProjectDirs) -> &Path| customs.as_ref().map(|c| dir(c).to_owned());
        Ok(Self {
            data: given("XDG_DATA_HOME")
                .or_else(|| custom(ProjectDirs::data_dir))
                .ok_or(NoHome)?,
            config: given("XDG_CONFIG_HOME")
                .or_else(|| custom(ProjectDirs::config_dir))
                .ok_or(NoHome)?,
        })
    }

    /// Where sessions are kept that were given no other place.
    pub fn sessions(&self) -> PathBuf {
        self.data.join("sessions")
    }

    /// Where copies of the texts as read are kept.
    pub fn texts(&self) -> PathBuf {
        self.data.join("texts")
    }

    /// The list of sessions that were opened lately.
    pub fn recent(&self) -> PathBuf {
        self.data.join("recent.ron")
    }

    /// Where it is noted who has the session at `path` open.
    pub fn owner_of(&self, path: &Path) -> PathBuf {
        let name = Hash::of(path.as_os_str().as_encoded_bytes());
        self.data.join("open").join(format!("{name}.ron"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_decides_where_files_live() {
        let dirs = Dirs::of(|name| match name {
            "XDG_DATA_HOME" => Some("/d".into()),
            "XDG_CONFIG_HOME" => Some("/c".into()),
            _ => None,
        });
        let expected = Dirs {
            data: "/d/crosscheck".into(),
            config: "/c/crosscheck".into(),
        };
        assert_eq!(dirs, Ok(expected));
    }

    #[test]
    fn a_relative_path_in_the_environment_is_ignored() {
        // As the XDG base directory specification demands.
        let dirs = Dirs::of(|_| Some("here".into()));
        assert!(dirs.is_err() || dirs.is_ok_and(|dirs| dirs.data.is_absolute()));
    }
}
