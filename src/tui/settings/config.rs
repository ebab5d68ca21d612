//! How the program begins: a small record that users lay their own over.

use std::time::Duration;

use super::entries::{Entry, Part, Problem, did_you_mean};
use crate::parallel::{self, Similarity};

/// The values that the program comes with, as RON with an explanation of each.
pub const DEFAULTS: &str = include_str!("../../../assets/config.ron");

/// What can be set.
const FIELDS: [&str; 8] = [
    "theme",
    "author",
    "scale",
    "panes",
    "follow",
    "mouse",
    "threshold",
    "hints_after",
];

/// The theme that suits the terminal.
const AUTO: &str = "auto";

/// How the program begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The theme.
    pub theme: Choice,
    /// The name that edits carry; none for the name of the login.
    pub author: Option<String>,
    /// The scale of verdicts of new sessions, by name.
    pub scale: String,
    /// How many panes a new session has, from 1 to 4.
    pub panes: u8,
    /// Whether the panes of a new session follow one another.
    pub follow: bool,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// How alike two sentences or clauses must be to count as told twice.
    pub threshold: Similarity,
    /// How long after a key the hints are shown that say what can follow.
    pub hints_after: Duration,
}

/// A theme, or the one that suits the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The one that suits the terminal.
    Auto,
    /// The one with this name.
    Named(String),
}

impl Default for Config {
    fn default() -> Self {
        Self {
            theme: Choice::Auto,
            author: None,
            scale: "averitec".to_owned(),
            panes: 2,
            follow: true,
            mouse: true,
            threshold: parallel::Settings::default().threshold,
            hints_after: Duration::from_millis(200),
        }
    }
}

impl Config {
    /// Lays a user's file over these values. What cannot be used is left out and told.
    /// `themes` are the names of the themes that there are.
    #[must_use]
    pub fn lay_over(&mut self, file: &str, text: &str, themes: &[&str]) -> Vec<Problem> {
        let (entries, mut problems) = Part::file(file, text).entries();
        problems.extend(
            entries
                .iter()
                .filter_map(|entry| self.set(entry, themes).err()),
        );
        problems
    }

    /// What is set about the finder.
    pub fn finder(&self) -> parallel::Settings {
        parallel::Settings {
            threshold: self.threshold,
        }
    }

    fn set(&mut self, entry: &Entry, themes: &[&str]) -> Result<(), Problem> {
        let value = entry.value;
        let key = entry.key.ok_or_else(|| {
            value.problem("a setting is a name, a colon and a value: mouse: true")
        })?;
        match key.text() {
            "theme" => self.theme = choice(value, themes)?,
            "author" => self.author = Some(value.parse()?).filter(|name: &String| !name.is_empty()),
            "scale" => self.scale = value.parse()?,
            "panes" => self.panes = panes(value)?,
            "follow" => self.follow = value.parse()?,
            "mouse" => self.mouse = value.parse()?,
            "threshold" => self.threshold = threshold(value)?,
            "hints_after" => self.hints_after = Duration::from_millis(value.parse::<u32>()?.into()),
            unknown => {
                let hint = did_you_mean(unknown, FIELDS)
                    .unwrap_or_else(|| format!("there are {}", FIELDS.join(", ")));
                return Err(key
                    .problem(format!("no setting is called {unknown:?}"))
                    .with_hint(Some(hint)));
            }
        }
        Ok(())
    }
}

fn choice(value: Part, themes: &[&str]) -> Result<Choice, Problem> {
    let name: String = value.parse()?;
    if name == AUTO {
        return Ok(Choice::Auto);
    }
    if themes.contains(&name.as_str()) {
        return Ok(Choice::Named(name));
    }
    let names = || themes.iter().copied().chain([AUTO]);
    let hint = did_you_mean(&name, names())
        .unwrap_or_else(|| format!("there are {}", names().collect::<Vec<_>>().join(", ")));
    Err(value
        .problem(format!("no theme is called {name:?}"))
        .with_hint(Some(hint)))
}

fn panes(value: Part) -> Result<u8, Problem> {
    value
        .parse()
        .ok()
        .filter(|panes| (1..=4).contains(panes))
        .ok_or_else(|| value.problem("panes is a number from 1 to 4"))
}

fn threshold(value: Part) -> Result<Similarity, Problem> {
    value
        .parse::<f32>()
        .ok()
        .and_then(Similarity::checked)
        .ok_or_else(|| value.problem("threshold is a number from 0 to 1, such as 0.3"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_explained_defaults_are_the_defaults() {
        let mut read = Config {
            theme: Choice::Named(String::new()),
            author: Some("someone".to_owned()),
            scale: String::new(),
            panes: 4,
            follow: false,
            mouse: false,
            threshold: Similarity::new(1.0),
            hints_after: Duration::ZERO,
        };
        assert_eq!(read.lay_over("config.ron", DEFAULTS, &[]), []);
        assert_eq!(read, Config::default());
    }

    #[test]
    fn every_field_is_explained() {
        let (entries, _) = Part::file("config.ron", DEFAULTS).entries();
        let named: Vec<_> = entries
            .iter()
            .filter_map(|entry| Some(entry.key?.text()))
            .collect();
        assert_eq!(named, FIELDS);
    }

    #[test]
    fn mistakes_are_told_and_the_rest_works() {
        let mut config = Config::default();
        let problems = config.lay_over(
            "config.ron",
            "Config(\n  panes: 9,\n  threshold: 30,\n  mose: false,\n  follow: maybe,\n  theme: \"light\",\n  author: \"Ada\"\n)",
            &["dark", "light"],
        );
        let problems: Vec<_> = problems.iter().map(Problem::to_string).collect();
        assert_eq!(
            problems,
            [
                "config.ron:2:10: panes is a number from 1 to 4",
                "config.ron:3:14: threshold is a number from 0 to 1, such as 0.3",
                "config.ron:4:3: no setting is called \"mose\"; did you mean \"mouse\"?",
                "config.ron:5:11: expected boolean",
            ]
        );
        assert_eq!(config.theme, Choice::Named("light".to_owned()));
        assert_eq!(config.author.as_deref(), Some("Ada"));
        assert!(config.mouse);
    }
}
