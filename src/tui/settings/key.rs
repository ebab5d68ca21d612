//! Keys, in the words that users know: `C-w`, `A-Left`, `S-Tab`, `Space`, `g`, `]`.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::entries::did_you_mean;

/// What is pressed together with Control, Alt and Shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A key that types a character; Shift is in the character.
    Char(char),
    /// A key with a name.
    Named(Named),
    /// `F1` to `F24`.
    F(u8),
}

/// Keys that have a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "their names say what they are")]
pub enum Named {
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

const NAMES: [(Named, &str); 14] = [
    (Named::Enter, "Enter"),
    (Named::Esc, "Esc"),
    (Named::Tab, "Tab"),
    (Named::Backspace, "Backspace"),
    (Named::Delete, "Delete"),
    (Named::Insert, "Insert"),
    (Named::Up, "Up"),
    (Named::Down, "Down"),
    (Named::Left, "Left"),
    (Named::Right, "Right"),
    (Named::Home, "Home"),
    (Named::End, "End"),
    (Named::PageUp, "PageUp"),
    (Named::PageDown, "PageDown"),
];

const SPACE: &str = "Space";

/// The last function key that terminals send.
const LAST_FUNCTION_KEY: u8 = 24;

/// One press of a key. Two presses that a terminal cannot tell apart are the same key: Shift is
/// folded into the character that it gives, and letters with Control are small.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    code: Code,
    control: bool,
    alt: bool,
    shift: bool,
}

impl Key {
    /// The key of a terminal's event; none for a release and for keys that nothing can be bound to.
    pub fn of(event: KeyEvent) -> Option<Key> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let held = event.modifiers;
        if held.intersects(KeyModifiers::SUPER | KeyModifiers::HYPER) {
            return None;
        }
        let shift = held.contains(KeyModifiers::SHIFT);
        let (code, shift) = match event.code {
            KeyCode::BackTab => (Code::Named(Named::Tab), true),
            KeyCode::Char(character) => (Code::Char(character), shift),
            KeyCode::F(number) => (Code::F(number), shift),
            other => (Code::Named(named(other)?), shift),
        };
        let key = Key {
            code,
            control: held.contains(KeyModifiers::CONTROL),
            alt: held.intersects(KeyModifiers::ALT | KeyModifiers::META),
            shift,
        };
        Some(key.folded())
    }

    /// A character, with nothing held down but Shift.
    pub fn character(character: char) -> Key {
        Key {
            code: Code::Char(character),
            control: false,
            alt: false,
            shift: false,
        }
    }

    /// The character that this key types where text is typed.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(character) if !self.control && !self.alt => Some(character),
            _ => None,
        }
    }

    /// Whether this is the key that is written so.
    pub fn is(self, written: &str) -> bool {
        written.parse() == Ok(self)
    }

    fn folded(mut self) -> Key {
        let Code::Char(character) = self.code else {
            return self;
        };
        // Windows reports AltGr, which types a sign, as Control with Alt.
        if self.control && self.alt && !character.is_ascii_alphanumeric() && character != ' ' {
            (self.control, self.alt) = (false, false);
        }
        self.code = Code::Char(match (self.control, self.shift) {
            (true, _) => character.to_ascii_lowercase(),
            (false, true) => single(character.to_uppercase()).unwrap_or(character),
            (false, false) => character,
        });
        self.shift = false;
        self
    }
}

fn single(mut characters: impl Iterator<Item = char>) -> Option<char> {
    let first = characters.next();
    match characters.next() {
        None => first,
        Some(_) => None,
    }
}

fn named(code: KeyCode) -> Option<Named> {
    Some(match code {
        KeyCode::Enter => Named::Enter,
        KeyCode::Esc => Named::Esc,
        KeyCode::Tab => Named::Tab,
        KeyCode::Backspace => Named::Backspace,
        KeyCode::Delete => Named::Delete,
        KeyCode::Insert => Named::Insert,
        KeyCode::Up => Named::Up,
        KeyCode::Down => Named::Down,
        KeyCode::Left => Named::Left,
        KeyCode::Right => Named::Right,
        KeyCode::Home => Named::Home,
        KeyCode::End => Named::End,
        KeyCode::PageUp => Named::PageUp,
        KeyCode::PageDown => Named::PageDown,
        _ => return None,
    })
}

/// The event that a terminal sends for the key, for widgets that take events.
impl From<Key> for KeyEvent {
    fn from(key: Key) -> KeyEvent {
        let mut held = KeyModifiers::NONE;
        held.set(KeyModifiers::CONTROL, key.control);
        held.set(KeyModifiers::ALT, key.alt);
        held.set(KeyModifiers::SHIFT, key.shift);
        let code = match key.code {
            Code::Char(character) => KeyCode::Char(character),
            Code::F(number) => KeyCode::F(number),
            Code::Named(Named::Enter) => KeyCode::Enter,
            Code::Named(Named::Esc) => KeyCode::Esc,
            Code::Named(Named::Tab) if key.shift => KeyCode::BackTab,
            Code::Named(Named::Tab) => KeyCode::Tab,
            Code::Named(Named::Backspace) => KeyCode::Backspace,
            Code::Named(Named::Delete) => KeyCode::Delete,
            Code::Named(Named::Insert) => KeyCode::Insert,
            Code::Named(Named::Up) => KeyCode::Up,
            Code::Named(Named::Down) => KeyCode::Down,
            Code::Named(Named::Left) => KeyCode::Left,
            Code::Named(Named::Right) => KeyCode::Right,
            Code::Named(Named::Home) => KeyCode::Home,
            Code::Named(Named::End) => KeyCode::End,
            Code::Named(Named::PageUp) => KeyCode::PageUp,
            Code::Named(Named::PageDown) => KeyCode::PageDown,
        };
        KeyEvent::new(code, held)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.control, "C-"), (self.alt, "A-"), (self.shift, "S-")] {
            if held {
                f.write_str(name)?;
            }
        }
        match self.code {
            Code::Char(' ') => f.write_str(SPACE),
            Code::Char(character) => write!(f, "{character}"),
            Code::F(number) => write!(f, "F{number}"),
            Code::Named(key) => f.write_str(
                NAMES
                    .iter()
                    .find(|(named, _)| *named == key)
                    .map_or("", |(_, name)| name),
            ),
        }
    }
}

/// Why words are not a key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Nothing was named.
    #[error("no key is named here")]
    Empty,
    /// No key has this name.
    #[error("no key is called {name:?}")]
    Unknown {
        /// What was written.
        name: String,
        /// A name that is close.
        hint: Option<String>,
    },
    /// Terminals send this combination as another key.
    #[error("terminals cannot tell {written} from {same}")]
    Same {
        /// What was written.
        written: String,
        /// The key that arrives.
        same: &'static str,
    },
}

impl KeyError {
    /// What can be done about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            KeyError::Empty => None,
            KeyError::Unknown { hint, .. } => hint
                .clone()
                .or_else(|| Some("keys are written like C-w, A-Left, S-Tab, Space, Esc, g".into())),
            KeyError::Same { same, .. } => Some(format!("write {same}")),
        }
    }
}

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Key, KeyError> {
        let mut rest = text;
        let mut key = Key::character(' ');
        while let Some((held, after)) = held(rest) {
            match held {
                'C' => key.control = true,
                'A' => key.alt = true,
                _ => key.shift = true,
            }
            rest = after;
        }
        key.code = code(rest)?;
        if key.control && !key.alt {
            let same = match key.code {
                Code::Char('i' | 'I') => Some("Tab"),
                Code::Char('m' | 'M') => Some("Enter"),
                Code::Char('[') => Some("Esc"),
                _ => None,
            };
            if let Some(same) = same {
                let written = text.to_owned();
                return Err(KeyError::Same { written, same });
            }
        }
        Ok(key.folded())
    }
}

/// A key that is held down and what follows it; `C-` alone, or a character alone, is none.
fn held(text: &str) -> Option<(char, &str)> {
    let held = text.chars().next().filter(|held| "CAS".contains(*held))?;
    let after = text.get(1..)?.strip_prefix('-')?;
    (!after.is_empty()).then_some((held, after))
}

fn code(name: &str) -> Result<Code, KeyError> {
    if name.is_empty() {
        return Err(KeyError::Empty);
    }
    if let Some(character) = single(name.chars()).filter(|character| !character.is_control()) {
        return Ok(Code::Char(character));
    }
    if name.eq_ignore_ascii_case(SPACE) {
        return Ok(Code::Char(' '));
    }
    if let Some((key, _)) = NAMES.iter().find(|(_, it)| it.eq_ignore_ascii_case(name)) {
        return Ok(Code::Named(*key));
    }
    let number = name
        .strip_prefix(['F', 'f'])
        .and_then(|number| number.parse().ok())
        .filter(|number| (1..=LAST_FUNCTION_KEY).contains(number));
    match number {
        Some(number) => Ok(Code::F(number)),
        None => Err(KeyError::Unknown {
            name: name.to_owned(),
            hint: did_you_mean(name, NAMES.iter().map(|(_, name)| *name).chain([SPACE])),
        }),
    }
}

/// Keys pressed one after the other, written with blanks between them: `g g`, `C-w v`, `Space c`.
///
/// # Errors
///
/// The first word that names no key, or that there is none.
pub fn sequence(text: &str) -> Result<Vec<Key>, KeyError> {
    let keys: Vec<Key> = text
        .split_whitespace()
        .map(str::parse)
        .collect::<Result<_, _>>()?;
    if keys.is_empty() {
        return Err(KeyError::Empty);
    }
    Ok(keys)
}

/// Keys pressed one after the other, in words.
pub fn in_words(keys: &[Key]) -> String {
    let words: Vec<String> = keys.iter().map(Key::to_string).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn event(code: KeyCode, held: KeyModifiers) -> Option<String> {
        Key::of(KeyEvent::new(code, held)).map(|key| key.to_string())
    }

    #[test]
    fn what_terminals_send_has_one_name() {
        let names = [
            (KeyCode::Char('G'), KeyModifiers::SHIFT, "G"),
            (KeyCode::Char('g'), KeyModifiers::SHIFT, "G"),
            (KeyCode::Char('G'), KeyModifiers::NONE, "G"),
            (KeyCode::Char('?'), KeyModifiers::SHIFT, "?"),
            (KeyCode::Char('ß'), KeyModifiers::SHIFT, "ß"),
            (
                KeyCode::Char('R'),
                KeyModifiers::CONTROL | KeyModifiers::SHIFT,
                "C-r",
            ),
            (
                KeyCode::Char('@'),
                KeyModifiers::CONTROL | KeyModifiers::ALT,
                "@",
            ),
            (KeyCode::BackTab, KeyModifiers::SHIFT, "S-Tab"),
            (KeyCode::Left, KeyModifiers::ALT, "A-Left"),
            (KeyCode::Char(' '), KeyModifiers::NONE, "Space"),
            (KeyCode::F(1), KeyModifiers::NONE, "F1"),
        ];
        for (code, held, name) in names {
            assert_eq!(event(code, held).as_deref(), Some(name));
        }
        assert_eq!(event(KeyCode::CapsLock, KeyModifiers::NONE), None);
        assert_eq!(event(KeyCode::Char('q'), KeyModifiers::SUPER), None);
    }

    #[test]
    fn releases_are_not_keys() {
        let mut release = KeyEvent::new(KeyCode::Char('q'), KeyModifiers::NONE);
        release.kind = KeyEventKind::Release;
        assert_eq!(Key::of(release), None);
        release.kind = KeyEventKind::Repeat;
        assert!(Key::of(release).is_some());
    }

    #[test]
    fn sequences_are_read_as_they_are_written() {
        for text in [
            "g g", "C-w v", "Space c", "S-Tab", "] p", "C--", "-", "C-A-x", "C",
        ] {
            assert_eq!(in_words(&sequence(text).unwrap()), text);
        }
        assert_eq!(in_words(&sequence("pagedown  S-g").unwrap()), "PageDown G");
    }

    #[test]
    fn wrong_keys_are_explained() {
        let error = sequence("Entr").unwrap_err();
        assert_eq!(error.to_string(), "no key is called \"Entr\"");
        assert_eq!(error.hint().as_deref(), Some("did you mean \"Enter\"?"));
        let error = sequence("C-i").unwrap_err();
        assert_eq!(error.to_string(), "terminals cannot tell C-i from Tab");
        assert!(sequence("  ").is_err());
        assert!(sequence("F99").is_err());
    }

    #[test]
    fn only_plain_characters_are_typed() {
        assert_eq!("G".parse::<Key>().unwrap().typed(), Some('G'));
        assert_eq!("Space".parse::<Key>().unwrap().typed(), Some(' '));
        assert_eq!("C-g".parse::<Key>().unwrap().typed(), None);
        assert_eq!("Enter".parse::<Key>().unwrap().typed(), None);
    }

    proptest! {
        #[test]
        fn never_fails_on_any_words(text in "([CAS]-){0,3}\\PC{0,8}") {
            if let Ok(keys) = sequence(&text) {
                let words = in_words(&keys);
                prop_assert_eq!(sequence(&words), Ok(keys));
            }
        }

        #[test]
        fn a_key_is_the_key_of_its_own_event(text in "(C-)?(A-)?([a-z0-9!?]|Left|Tab|S-Tab|F7|Space)") {
            if let Ok(key) = text.parse::<Key>() {
                prop_assert_eq!(Key::of(KeyEvent::from(key)), Some(key));
            }
        }
    }
}
