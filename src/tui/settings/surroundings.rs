//! What the environment tells about the terminal and the user, without asking either.

use std::path::PathBuf;

/// A variable of the environment, where it is set and not empty.
pub trait Environment: Fn(&str) -> Option<String> {}

impl<F: Fn(&str) -> Option<String>> Environment for F {}

/// How bright the terminal's own ground is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Light letters on dark.
    Dark,
    /// Dark letters on light.
    Light,
}

/// How many colours a terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colors {
    /// None, or none are wanted.
    None,
    /// The sixteen that every terminal has.
    Sixteen,
    /// All.
    All,
}

/// The terminal's colours: `NO_COLOR` (<https://no-color.org>), then `COLORTERM`, then the names
/// of terminals that are known to have all colours.
pub fn colors(environment: &impl Environment) -> Colors {
    let is = |name: &str, values: &[&str]| {
        environment(name).is_some_and(|value| values.contains(&value.as_str()))
    };
    let term = environment("TERM").unwrap_or_default();
    if environment("NO_COLOR").is_some() || term == "dumb" {
        return Colors::None;
    }
    let all = is("COLORTERM", &["truecolor", "24bit"])
        || is(
            "TERM_PROGRAM",
            &["iTerm.app", "WezTerm", "ghostty", "vscode"],
        )
        || environment("WT_SESSION").is_some()
        || ["direct", "kitty", "alacritty", "foot", "ghostty", "wezterm"]
            .iter()
            .any(|known| term.contains(known));
    if all { Colors::All } else { Colors::Sixteen }
}

/// The terminal's ground as `COLORFGBG` gives it, such as `15;0`: the last number is a colour of
/// the sixteen, of which 7 and those from 9 on are bright.
pub fn ground(environment: &impl Environment) -> Option<Ground> {
    let value = environment("COLORFGBG")?;
    let number: u8 = value.rsplit(';').next()?.trim().parse().ok()?;
    match number {
        0..=6 | 8 => Some(Ground::Dark),
        7 | 9..=15 => Some(Ground::Light),
        _ => None,
    }
}

/// The name of the theme that suits the terminal, its ground being known or not. Where it is not,
/// the dark theme brings its own ground.
pub fn theme(colors: Colors, ground: Option<Ground>) -> &'static str {
    match (colors, ground) {
        (Colors::None, _) => "plain",
        (Colors::Sixteen, _) => "sixteen",
        (Colors::All, Some(Ground::Light)) => "light",
        (Colors::All, Some(Ground::Dark) | None) => "dark",
    }
}

/// The folder of the configuration: in `XDG_CONFIG_HOME` where it is set, on every system; else
/// where the system keeps such files.
pub fn folder(environment: &impl Environment) -> Option<PathBuf> {
    environment("XDG_CONFIG_HOME")
        .map(PathBuf::from)
        .filter(|home| home.is_absolute())
        .map(|home| home.join("crosscheck"))
        .or_else(|| {
            directories::ProjectDirs::from("", "", "crosscheck")
                .map(|folders| folders.config_dir().to_owned())
        })
}

/// The name that the user is logged in with.
pub fn login(environment: &impl Environment) -> Option<String> {
    ["USER", "LOGNAME", "USERNAME"]
        .into_iter()
        .find_map(environment)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(set: &'static [(&str, &str)]) -> impl Environment {
        move |name: &str| {
            set.iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        }
    }

    fn chosen(set: &'static [(&str, &str)]) -> &'static str {
        let environment = environment(set);
        theme(colors(&environment), ground(&environment))
    }

    #[test]
    fn the_theme_suits_the_terminal() {
        assert_eq!(chosen(&[]), "sixteen");
        assert_eq!(chosen(&[("TERM", "xterm-256color")]), "sixteen");
        assert_eq!(chosen(&[("TERM", "xterm-kitty")]), "dark");
        assert_eq!(chosen(&[("COLORTERM", "truecolor")]), "dark");
        assert_eq!(
            chosen(&[("COLORTERM", "truecolor"), ("COLORFGBG", "0;15")]),
            "light"
        );
        assert_eq!(
            chosen(&[("COLORTERM", "24bit"), ("COLORFGBG", "15;default;0")]),
            "dark"
        );
        assert_eq!(
            chosen(&[("COLORTERM", "24bit"), ("NO_COLOR", "1")]),
            "plain"
        );
        assert_eq!(chosen(&[("TERM", "dumb")]), "plain");
    }

    #[test]
    fn nonsense_says_nothing_of_the_ground() {
        assert_eq!(ground(&environment(&[("COLORFGBG", "a;b")])), None);
        assert_eq!(ground(&environment(&[("COLORFGBG", "0;99")])), None);
    }

    #[test]
    fn the_configuration_folder_can_be_moved_on_every_system() {
        let home = std::env::temp_dir();
        let moved = home.to_string_lossy().into_owned();
        let moved = folder(&|name: &str| (name == "XDG_CONFIG_HOME").then(|| moved.clone()));
        assert_eq!(moved, Some(home.join("crosscheck")));
        let relative = folder(&environment(&[("XDG_CONFIG_HOME", "here")]));
        assert!(relative.is_none_or(|folder| folder.is_absolute()));
    }
}
