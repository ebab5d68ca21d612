//! Themes: a style for every role, read from RON.
//!
//! ```ron
//! Theme(
//!     base: "dark",                        // what this theme does not name comes from there
//!     palette: { "ink": "#d6d9e0" },       // names for colours
//!     styles: { "title": "ink on #15171c bold", "dim": "gray" },
//! )
//! ```
//!
//! A style is a colour, `on` and a colour, and any of `bold dim italic underline reverse crossed`;
//! each may be left out. A colour is `#rrggbb`, a name of the palette, `default`, or one of the
//! terminal's sixteen (`red`, `light-red`, …).

use std::str::FromStr;

use ratatui::style::{Color, Modifier, Style};

use super::entries::{Part, Problem, did_you_mean};
use super::role::Role;

/// The themes that the program comes with: name and RON.
pub const BUILT_IN: [(&str, &str); 5] = [
    ("dark", include_str!("../../../assets/themes/dark.ron")),
    ("light", include_str!("../../../assets/themes/light.ron")),
    (
        "high-contrast",
        include_str!("../../../assets/themes/high-contrast.ron"),
    ),
    (
        "sixteen",
        include_str!("../../../assets/themes/sixteen.ron"),
    ),
    ("plain", include_str!("../../../assets/themes/plain.ron")),
];

/// A style for every role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    name: String,
    styles: [Style; Role::ALL.len()],
}

/// A theme without a name or any style.
impl Default for Theme {
    fn default() -> Self {
        Self {
            name: String::new(),
            styles: [Style::new(); Role::ALL.len()],
        }
    }
}

impl Theme {
    /// A theme that the program comes with.
    pub fn built_in(name: &str) -> Option<Self> {
        let (name, text) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
        let (theme, problems) = Self::read(name, name, text);
        debug_assert!(problems.is_empty(), "{problems:?}");
        Some(theme)
    }

    /// A theme from the text of a file. What cannot be used is left out and told.
    pub fn read(name: &str, file: &str, text: &str) -> (Self, Vec<Problem>) {
        let (entries, mut problems) = Part::file(file, text).entries();
        let mut parts = Parts::default();
        for entry in &entries {
            let told = match entry.key.map(|key| (key, key.text())) {
                Some((_, "base")) => parts.base(entry.value),
                Some((_, "palette")) => parts.palette(entry.value),
                Some((_, "styles")) => {
                    parts.styles = Some(entry.value);
                    vec![]
                }
                Some((key, name)) => vec![
                    key.problem(format!("a theme has no {name:?}"))
                        .with_hint(Some("it has base, palette and styles".to_owned())),
                ],
                None => vec![entry.value.problem("a theme has base, palette and styles")],
            };
            problems.extend(told);
        }
        let mut theme = parts.base.take().unwrap_or_default();
        name.clone_into(&mut theme.name);
        if let Some(styles) = parts.styles {
            problems.extend(theme.lay_over(styles, &parts.palette));
        }
        (theme, problems)
    }

    fn lay_over(&mut self, styles: Part, palette: &[(String, Color)]) -> Vec<Problem> {
        let (entries, mut problems) = styles.entries();
        for entry in entries {
            let style = entry
                .key
                .ok_or_else(|| {
                    entry
                        .value
                        .problem("a style stands after the name of a role")
                })
                .and_then(|key| Ok((role(key)?, style(entry.value, palette)?)));
            match style {
                Ok((role, style)) => {
                    if let Some(slot) = self.styles.get_mut(role as usize) {
                        *slot = style;
                    }
                }
                Err(problem) => problems.push(problem),
            }
        }
        problems
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The style of a role: what it changes over what is drawn already.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }
}

/// What a theme file says, before it is put together.
#[derive(Default)]
struct Parts<'t> {
    base: Option<Theme>,
    palette: Vec<(String, Color)>,
    styles: Option<Part<'t>>,
}

impl Parts<'_> {
    fn base(&mut self, value: Part) -> Vec<Problem> {
        let base = value.parse::<String>().and_then(|name| {
            // A built-in theme names no base, so this goes one step at most.
            Theme::built_in(&name).ok_or_else(|| {
                let names = BUILT_IN.map(|(name, _)| name);
                value
                    .problem(format!("no theme that can be built on is called {name:?}"))
                    .with_hint(
                        did_you_mean(&name, names)
                            .or_else(|| Some(format!("there are {}", names.join(", ")))),
                    )
            })
        });
        match base {
            Ok(theme) => {
                self.base = Some(theme);
                vec![]
            }
            Err(problem) => vec![problem],
        }
    }

    fn palette(&mut self, value: Part) -> Vec<Problem> {
        let (entries, mut problems) = value.entries();
        for entry in entries {
            let named = entry
                .key
                .ok_or_else(|| entry.value.problem("a colour stands after its name"))
                .and_then(|key| {
                    let words: String = entry.value.parse()?;
                    let color = color(&words, &[]).ok_or_else(|| no_color(entry.value, &words))?;
                    Ok((key.parse()?, color))
                });
            match named {
                Ok(named) => self.palette.push(named),
                Err(problem) => problems.push(problem),
            }
        }
        problems
    }
}

fn role(key: Part) -> Result<Role, Problem> {
    let name: String = key.parse()?;
    Role::ALL
        .iter()
        .copied()
        .find(|role| role.name() == name)
        .ok_or_else(|| {
            let names = Role::ALL.iter().map(|role| role.name());
            key.problem(format!("nothing on the screen is called {name:?}"))
                .with_hint(did_you_mean(&name, names))
        })
}

fn style(value: Part, palette: &[(String, Color)]) -> Result<Style, Problem> {
    let words: String = value.parse()?;
    let mut style = Style::new();
    let mut behind = false;
    for word in words.split_whitespace() {
        if let Some(modifier) = modifier(word) {
            style = style.add_modifier(modifier);
        } else if word == "on" {
            behind = true;
        } else {
            let color = color(word, palette).ok_or_else(|| no_color(value, word))?;
            style = if behind {
                style.bg(color)
            } else {
                style.fg(color)
            };
        }
    }
    Ok(style)
}

fn modifier(word: &str) -> Option<Modifier> {
    Some(match word {
        "bold" => Modifier::BOLD,
        "dim" => Modifier::DIM,
        "italic" => Modifier::ITALIC,
        "underline" => Modifier::UNDERLINED,
        "reverse" => Modifier::REVERSED,
        "crossed" => Modifier::CROSSED_OUT,
        _ => return None,
    })
}

fn color(word: &str, palette: &[(String, Color)]) -> Option<Color> {
    if word == "default" {
        return Some(Color::Reset);
    }
    match palette.iter().rev().find(|(name, _)| name == word) {
        Some((_, color)) => Some(*color),
        None => Color::from_str(word).ok(),
    }
}

fn no_color(value: Part, word: &str) -> Problem {
    value
        .problem(format!("{word:?} is no colour"))
        .with_hint(Some(
            "a colour is #rrggbb, a name of the palette, default, or one like red or light-red"
                .to_owned(),
        ))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn built_in() -> Vec<Theme> {
        BUILT_IN
            .iter()
            .map(|(name, _)| Theme::built_in(name).unwrap())
            .collect()
    }

    #[test]
    fn built_in_themes_style_every_role() {
        for (name, text) in BUILT_IN {
            assert_eq!(Theme::read(name, name, text).1, []);
            for role in Role::ALL {
                let quoted = format!("\"{}\":", role.name());
                assert!(text.contains(&quoted), "{name} says nothing of {quoted}");
            }
        }
    }

    /// The relative luminance of WCAG 2.2, from 0 to 1.
    fn luminance(color: Color) -> f64 {
        let Color::Rgb(red, green, blue) = color else {
            panic!("{color} depends on the terminal");
        };
        let linear = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// The contrast of WCAG 2.2, from 1 to 21.
    fn contrast(one: Color, other: Color) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn words_can_be_read_in_every_colour_on_every_ground_they_stand_on() {
        for (theme, needed) in [("dark", 4.5), ("light", 4.5), ("high-contrast", 7.0)] {
            let theme = Theme::built_in(theme).unwrap();
            let grounds = [Role::Text, Role::Popup, Role::Status, Role::Counterpart]
                .map(|role| theme.style(role).bg);
            for role in Role::ALL.iter().filter(|role| **role != Role::Border) {
                let style = theme.style(*role);
                let words = style.fg.or(theme.style(Role::Text).fg).unwrap();
                let own = [style.bg.or(grounds[0])];
                let grounds = if style.bg.is_some() {
                    &own[..]
                } else {
                    &grounds
                };
                for ground in grounds {
                    let found = contrast(words, ground.unwrap());
                    assert!(
                        found >= needed,
                        "{} in {}: {found:.2} < {needed}",
                        role.name(),
                        theme.name()
                    );
                }
            }
        }
    }

    #[test]
    fn meanings_differ_in_every_theme() {
        let families = [
            "verdict-",
            "stance-",
            "parallel-",
            "diff-",
            "search-",
            "cursor",
            "row-selected",
            "title",
            "border",
            "sav",
        ];
        for theme in built_in() {
            for family in families {
                let of_family = |role: &&Role| role.name().starts_with(family);
                let roles: Vec<_> = Role::ALL.iter().filter(of_family).collect();
                let styles: HashSet<_> = roles.iter().map(|role| theme.style(**role)).collect();
                assert_eq!(styles.len(), roles.len(), "{family} in {}", theme.name());
            }
        }
    }

    #[test]
    fn plain_uses_no_colour() {
        let plain = Theme::built_in("plain").unwrap();
        for role in Role::ALL {
            let style = plain.style(*role);
            assert_eq!((style.fg, style.bg), (None, None), "{}", role.name());
        }
    }

    #[test]
    fn a_theme_can_be_built_on_another() {
        let text = "Theme(styles: {\"title\": \"leaf on #000000 bold\", \"key\": \"light-red\"}, palette: {\"leaf\": \"#00ff00\"}, base: \"dark\")";
        let (theme, problems) = Theme::read("mine", "mine.ron", text);
        assert_eq!(problems, []);
        assert_eq!(theme.name(), "mine");
        assert_eq!(
            theme.style(Role::Title),
            Style::new()
                .fg(Color::Rgb(0, 255, 0))
                .bg(Color::Rgb(0, 0, 0))
                .add_modifier(Modifier::BOLD)
        );
        assert_eq!(theme.style(Role::Key).fg, Some(Color::LightRed));
        let dark = Theme::built_in("dark").unwrap();
        assert_eq!(theme.style(Role::Text), dark.style(Role::Text));
    }

    #[test]
    fn mistakes_are_told_and_the_rest_works() {
        let text = "(\n base: \"drak\",\n styles: {\n  \"titel\": \"red\",\n  \"title\": \"redd\",\n  \"key\": \"bold\",\n },\n sizes: 1,\n)";
        let (theme, problems) = Theme::read("mine", "mine.ron", text);
        let problems: Vec<_> = problems.iter().map(Problem::to_string).collect();
        assert_eq!(
            problems,
            [
                "mine.ron:2:8: no theme that can be built on is called \"drak\"; did you mean \"dark\"?",
                "mine.ron:8:2: a theme has no \"sizes\"; it has base, palette and styles",
                "mine.ron:4:3: nothing on the screen is called \"titel\"; did you mean \"title\"?",
                "mine.ron:5:12: \"redd\" is no colour; a colour is #rrggbb, a name of the palette, default, or one like red or light-red",
            ]
        );
        assert!(theme.style(Role::Key).add_modifier.contains(Modifier::BOLD));
    }

    proptest! {
        #[test]
        fn never_fails_on_any_text(text in "\\((base: \"[a-z]{0,5}\",|palette: \\{\"a\": \"#?[0-9a-fé]{0,8}\"\\},|styles: \\{\"key\": \"[a-f#é ]{0,9}\"\\},){0,4}\\)?") {
            let (_, _) = Theme::read("mine", "mine.ron", &text);
        }
    }
}
