//! What users can set: keys, colours, and how the program begins. All of it is RON, all of it has
//! defaults that are embedded in the program, and a user's file is laid over these entry by entry.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

pub mod config;
pub mod entries;
pub mod key;
pub mod key_table;
pub mod keymap;
pub mod role;
mod scan;
pub mod surroundings;
pub mod theme;

pub use config::{Choice, Config};
use entries::Part;
pub use entries::Problem;
pub use key::Key;
pub use keymap::{Keymap, Lookup};
pub use role::Role;
pub use surroundings::{Colors, Environment, Ground};
pub use theme::Theme;

/// The files and the folder that a configuration folder can have.
const CONFIG: &str = "config.ron";
const KEYMAP: &str = "keymap.ron";
const THEMES: &str = "themes";

/// All that is set.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How the program begins.
    pub config: Config,
    /// The keys.
    pub keymap: Keymap,
    /// The themes to go through: those that the program comes with, then the user's.
    pub themes: Vec<Theme>,
    /// What could not be used.
    pub problems: Vec<Problem>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            config: Config::default(),
            keymap: Keymap::defaults(),
            themes: theme::BUILT_IN
                .iter()
                .filter_map(|(name, _)| Theme::built_in(name))
                .collect(),
            problems: vec![],
        }
    }
}

impl Settings {
    /// The defaults with the files of the configuration folder laid over them. A file that is not
    /// there is no problem; one that cannot be read is.
    pub fn load(folder: &Path) -> Self {
        let mut settings = Self::default();
        for path in theme_files(folder) {
            settings.lay_over(&path, |settings, file, text| {
                let (theme, problems) = Theme::read(&stem(&path), file, text);
                settings.themes.push(theme);
                problems
            });
        }
        settings.lay_over(&folder.join(KEYMAP), |settings, file, text| {
            settings.keymap.lay_over(file, text)
        });
        settings.lay_over(&folder.join(CONFIG), |settings, file, text| {
            let themes: Vec<&str> = settings.themes.iter().map(Theme::name).collect();
            settings.config.lay_over(file, text, &themes)
        });
        settings
    }

    /// Lays a file over these settings, where it is there.
    fn lay_over(&mut self, path: &Path, lay: impl FnOnce(&mut Self, &str, &str) -> Vec<Problem>) {
        let file = path.display().to_string();
        let problems = match fs::read_to_string(path) {
            Ok(text) => lay(self, &file, &text),
            Err(error) if error.kind() == ErrorKind::NotFound => vec![],
            Err(error) => vec![Part::file(&file, "").problem(format!("cannot be read: {error}"))],
        };
        self.problems.extend(problems);
    }

    /// The theme to begin with: the user's choice, else the one that suits the terminal.
    pub fn theme(&self, colors: Colors, ground: Option<Ground>) -> Theme {
        let suits = surroundings::theme(colors, ground);
        let name = match &self.config.theme {
            Choice::Named(name) => name,
            Choice::Auto => suits,
        };
        self.theme_named(name)
            .or_else(|| self.theme_named(suits))
            .cloned()
            .unwrap_or_default()
    }

    /// Whether the terminal is to be asked how bright its ground is: the theme depends on it, and
    /// the environment does not tell.
    pub fn depends_on_ground(&self, colors: Colors, ground: Option<Ground>) -> bool {
        self.config.theme == Choice::Auto && colors == Colors::All && ground.is_none()
    }

    /// The theme after this one.
    pub fn theme_after(&self, theme: &Theme) -> Theme {
        let at = self.themes.iter().position(|it| it.name() == theme.name());
        let next = at.map_or(0, |at| at + 1);
        self.themes
            .get(next)
            .or_else(|| self.themes.first())
            .cloned()
            .unwrap_or_default()
    }

    // The last of the name: a user's theme hides one that the program comes with.
    fn theme_named(&self, name: &str) -> Option<&Theme> {
        self.themes.iter().rev().find(|theme| theme.name() == name)
    }
}

/// The files that settings are read from, whether they are there or not, and what is set in them.
pub fn files(folder: &Path) -> Vec<(PathBuf, &'static str)> {
    let mut files = vec![
        (folder.join(CONFIG), "how the program begins"),
        (folder.join(KEYMAP), "keys"),
    ];
    let themes = theme_files(folder).into_iter();
    files.extend(themes.map(|path| (path, "a theme")));
    files
}

/// The files of the user's themes, in the order of their names.
fn theme_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder.join(THEMES))
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "ron"))
        .collect();
    files.sort();
    files
}

fn stem(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_files_everything_has_its_default() {
        let empty = tempfile::tempdir().unwrap();
        for folder in [empty.path(), &empty.path().join("missing")] {
            let settings = Settings::load(folder);
            assert_eq!(settings.problems, []);
            assert_eq!(settings.config, Config::default());
            assert_eq!(settings.themes.len(), theme::BUILT_IN.len());
        }
    }

    #[test]
    fn a_users_folder_is_laid_over_the_defaults() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        fs::create_dir(folder.path().join("themes")).unwrap();
        write(
            "themes/mine.ron",
            "(base: \"light\", styles: {\"title\": \"bold\"})",
        );
        write("config.ron", "(theme: \"mine\", panes: 3, mouse: perhaps)");
        write("keymap.ron", "(normal: {\"Q\": \"quit\", \"x\": \"qiut\"})");
        let settings = Settings::load(folder.path());
        assert_eq!(settings.config.panes, 3);
        let theme = settings.theme(Colors::Sixteen, None);
        assert_eq!(theme.name(), "mine");
        assert_eq!(settings.theme_after(&theme).name(), "dark");
        let told: Vec<_> = settings
            .problems
            .iter()
            .map(|it| it.what.as_str())
            .collect();
        assert_eq!(told, ["no command is called \"qiut\"", "expected boolean"]);
    }

    #[test]
    fn a_theme_that_is_not_there_is_told_and_one_that_suits_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("config.ron"), "(theme: \"drak\")").unwrap();
        let settings = Settings::load(folder.path());
        assert!(
            settings.problems[0]
                .to_string()
                .ends_with("config.ron:1:9: no theme is called \"drak\"; did you mean \"dark\"?")
        );
        assert_eq!(
            settings.theme(Colors::All, Some(Ground::Light)).name(),
            "light"
        );
        assert!(settings.depends_on_ground(Colors::All, None));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_told() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("keymap.ron"), [0xff, 0xfe]).unwrap();
        let settings = Settings::load(folder.path());
        assert!(settings.problems[0].what.starts_with("cannot be read: "));
    }
}
