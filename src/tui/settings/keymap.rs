//! Which keys do what, and where: one trie for each context gives dispatch, key hints, help and the
//! README's key table.

use std::collections::BTreeMap;

use super::entries::{Entry, Part, Problem, did_you_mean};
use super::key::{Key, in_words, sequence};
use crate::tui::action::Action;
use crate::tui::command::{self, COMMANDS, Command};
use crate::tui::context::Context;

/// The keys that the program comes with, as RON.
pub const DEFAULTS: &str = include_str!("../../../assets/keymap.ron");

/// What stands for "nothing" as the command of a key.
const NONE: &str = "none";

/// All bindings.
#[derive(Clone, Debug, Default)]
pub struct Keymap {
    contexts: BTreeMap<Context, Keys>,
}

/// What the keys pressed so far mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// Do this.
    Action(Action),
    /// More keys must follow; these can.
    Pending(Vec<Hint>),
    /// Nothing.
    Nothing,
}

/// A key that can follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The key.
    pub key: Key,
    /// What it does; `…` where more keys must follow.
    pub does: &'static str,
}

/// A binding, as help shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Where it holds.
    pub context: Context,
    /// The keys, in words.
    pub keys: String,
    /// What they do.
    pub command: &'static Command,
}

/// The keys that can come next, in the order in which they were named.
type Keys = Vec<(Key, Node)>;

#[derive(Clone, Debug)]
enum Node {
    Does(&'static Command),
    More(Keys),
    /// Taken out by the user; hides what another context would say.
    Unbound,
}

impl Keymap {
    /// The keys that the program comes with.
    pub fn defaults() -> Self {
        let mut keymap = Self::default();
        let problems = keymap.lay_over("keymap.ron", DEFAULTS);
        debug_assert!(problems.is_empty(), "{problems:?}");
        keymap
    }

    /// Lays a user's file over these keys. What cannot be used is left out and told.
    #[must_use]
    pub fn lay_over(&mut self, file: &str, text: &str) -> Vec<Problem> {
        let (contexts, mut problems) = Part::file(file, text).entries();
        for entry in contexts {
            match context(&entry) {
                Ok(context) => self.lay_over_context(context, entry.value, &mut problems),
                Err(problem) => problems.push(problem),
            }
        }
        problems
    }

    fn lay_over_context(&mut self, context: Context, part: Part, problems: &mut Vec<Problem>) {
        let (bindings, slips) = part.entries();
        problems.extend(slips);
        let mut seen: Vec<Vec<Key>> = vec![];
        for entry in bindings {
            match binding(context, &entry, &seen) {
                Ok((keys, node)) => {
                    bind(self.contexts.entry(context).or_default(), &keys, node);
                    seen.push(keys);
                }
                Err(problem) => problems.push(problem),
            }
        }
    }

    /// What the keys pressed so far mean in a context.
    pub fn lookup(&self, context: Context, keys: &[Key]) -> Lookup {
        let mut hints: Vec<Hint> = vec![];
        for context in with_fallbacks(context) {
            match self.find(context, keys) {
                Some(Node::Does(command)) if hints.is_empty() => {
                    return Lookup::Action(command.action);
                }
                Some(Node::More(more)) => {
                    for hint in more.iter().filter_map(hint) {
                        if !hints.iter().any(|known| known.key == hint.key) {
                            hints.push(hint);
                        }
                    }
                }
                Some(Node::Does(_) | Node::Unbound) => break,
                None => {}
            }
        }
        if hints.is_empty() {
            return Lookup::Nothing;
        }
        Lookup::Pending(hints)
    }

    /// The keys, in words, that carry out an action in a context, the first to be named first.
    pub fn keys_for(&self, context: Context, action: Action) -> Vec<String> {
        with_fallbacks(context)
            .flat_map(|from| self.sequences(from, &|command| command.action == action))
            .filter(|(keys, _)| self.leads_to(context, keys, action))
            .map(|(keys, _)| in_words(&keys))
            .fold(vec![], |mut known, keys| {
                if !known.contains(&keys) {
                    known.push(keys);
                }
                known
            })
    }

    /// Whether these keys, pressed one after the other, end at the action and not before.
    fn leads_to(&self, context: Context, keys: &[Key], action: Action) -> bool {
        let waits = |length| {
            keys.get(..length)
                .is_some_and(|keys| matches!(self.lookup(context, keys), Lookup::Pending(_)))
        };
        (1..keys.len()).all(waits) && self.lookup(context, keys) == Lookup::Action(action)
    }

    /// All bindings, context by context.
    pub fn all(&self) -> Vec<Binding> {
        Context::ALL
            .into_iter()
            .flat_map(|context| {
                self.sequences(context, &|_| true)
                    .into_iter()
                    .map(move |(keys, command)| Binding {
                        context,
                        keys: in_words(&keys),
                        command,
                    })
            })
            .collect()
    }

    /// The keys of the commands that are wanted, in the order in which they were named.
    fn sequences(
        &self,
        context: Context,
        wanted: &dyn Fn(&Command) -> bool,
    ) -> Vec<(Vec<Key>, &'static Command)> {
        let mut found = vec![];
        if let Some(keys) = self.contexts.get(&context) {
            collect(keys, wanted, &mut vec![], &mut found);
        }
        found
    }

    fn find(&self, context: Context, keys: &[Key]) -> Option<&Node> {
        let (last, before) = keys.split_last()?;
        let mut here = self.contexts.get(&context)?;
        for key in before {
            match get(here, *key)? {
                Node::More(more) => here = more,
                // A shorter binding hides what longer ones of other contexts would say.
                node => return Some(node).filter(|node| matches!(node, Node::Unbound)),
            }
        }
        get(here, *last)
    }
}

fn with_fallbacks(context: Context) -> impl Iterator<Item = Context> {
    std::iter::successors(Some(context), |context| context.falls_back_to())
}

fn get(keys: &Keys, key: Key) -> Option<&Node> {
    keys.iter().find(|(it, _)| *it == key).map(|(_, node)| node)
}

fn hint((key, node): &(Key, Node)) -> Option<Hint> {
    let does = match node {
        Node::Does(command) => command.does,
        Node::More(_) => "…",
        Node::Unbound => return None,
    };
    Some(Hint { key: *key, does })
}

fn collect(
    keys: &Keys,
    wanted: &dyn Fn(&Command) -> bool,
    before: &mut Vec<Key>,
    found: &mut Vec<(Vec<Key>, &'static Command)>,
) {
    for (key, node) in keys {
        before.push(*key);
        match node {
            Node::Does(command) if wanted(command) => found.push((before.clone(), command)),
            Node::More(more) => collect(more, wanted, before, found),
            Node::Does(_) | Node::Unbound => {}
        }
        before.pop();
    }
}

fn bind(keys: &mut Keys, sequence: &[Key], node: Node) {
    let Some((first, rest)) = sequence.split_first() else {
        return;
    };
    let known = keys.iter().position(|(key, _)| key == first);
    let at = known.unwrap_or_else(|| {
        keys.push((*first, Node::Unbound));
        keys.len() - 1
    });
    let Some((_, here)) = keys.get_mut(at) else {
        return;
    };
    if rest.is_empty() {
        *here = node;
        return;
    }
    if !matches!(here, Node::More(_)) {
        *here = Node::More(vec![]);
    }
    if let Node::More(more) = here {
        bind(more, rest, node);
    }
}

fn context(entry: &Entry) -> Result<Context, Problem> {
    let Some(key) = entry.key else {
        return Err(entry
            .value
            .problem("keys stand under the name of a context, such as normal: { … }"));
    };
    Context::ALL
        .into_iter()
        .find(|context| context.name() == key.text())
        .ok_or_else(|| {
            let names = Context::ALL.map(Context::name);
            let hint = did_you_mean(key.text(), names)
                .unwrap_or_else(|| format!("the contexts are {}", names.join(", ")));
            key.problem(format!("no context is called {:?}", key.text()))
                .with_hint(Some(hint))
        })
}

/// A binding as it stands in a file; `seen` are those that stand before it.
fn binding(
    context: Context,
    entry: &Entry,
    seen: &[Vec<Key>],
) -> Result<(Vec<Key>, Node), Problem> {
    let key = entry.key.ok_or_else(|| {
        entry
            .value
            .problem("a binding is a key, a colon and a command: \"g g\": \"document-start\"")
    })?;
    let words: String = key.parse()?;
    let keys =
        sequence(&words).map_err(|error| key.problem(error.to_string()).with_hint(error.hint()))?;
    if context.takes_text() && keys.first().is_some_and(|key| key.typed().is_some()) {
        return Err(key
            .problem(format!(
                "{words:?} is typed here, so nothing can be bound to it"
            ))
            .with_hint(Some("bind it with C- or A-".to_owned())));
    }
    if let Some(other) = seen.iter().find(|other| hides(other, &keys)) {
        let other = in_words(other);
        let what = if other == in_words(&keys) {
            format!("{other:?} is already bound above")
        } else {
            format!("{words:?} and {other:?} above cannot both be bound: one begins with the other")
        };
        return Err(key.problem(what));
    }
    let name: String = entry.value.parse()?;
    Ok((
        keys,
        command_node(&name).ok_or_else(|| unknown_command(entry.value, &name))?,
    ))
}

fn hides(one: &[Key], other: &[Key]) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

fn command_node(name: &str) -> Option<Node> {
    match name {
        NONE => Some(Node::Unbound),
        name => command::by_name(name).map(Node::Does),
    }
}

fn unknown_command(value: Part, name: &str) -> Problem {
    let names = COMMANDS.iter().map(|command| command.name).chain([NONE]);
    value
        .problem(format!("no command is called {name:?}"))
        .with_hint(did_you_mean(name, names))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tui::action::{Go, Motion, Selection};

    fn keys(text: &str) -> Vec<Key> {
        sequence(text).unwrap()
    }

    fn laid(text: &str) -> (Keymap, Vec<String>) {
        let mut keymap = Keymap::defaults();
        let problems = keymap.lay_over("keymap.ron", text);
        (keymap, problems.iter().map(Problem::to_string).collect())
    }

    const DOWN: Lookup = Lookup::Action(Action::Move(Motion::Down));

    #[test]
    fn every_default_is_good() {
        let problems = Keymap::default().lay_over("keymap.ron", DEFAULTS);
        assert_eq!(problems, []);
    }

    #[test]
    fn what_has_no_key_is_known() {
        let bound: Vec<_> = Keymap::defaults().all();
        let unbound: Vec<_> = COMMANDS
            .iter()
            .filter(|command| !bound.iter().any(|binding| binding.command == *command))
            .map(|command| command.name)
            .collect();
        assert_eq!(
            unbound,
            [
                "evidence-supports",
                "evidence-refutes",
                "evidence-qualifies",
                "evidence-mentions",
                "status-open",
                "status-in-progress",
                "status-done",
                "status-dropped",
                "encoding",
                "whole-page",
                "check-sources",
                "rename-session",
                "choose-scale",
                "reopen",
                "take-over",
                "reconcile",
                "save-beside",
                "verify",
            ],
            "these are reached by name in the palette"
        );
    }

    #[test]
    fn every_context_has_a_way_out_and_the_palette_a_key_where_nothing_is_typed() {
        let keymap = Keymap::defaults();
        for context in Context::ALL {
            assert!(
                matches!(keymap.lookup(context, &keys("Esc")), Lookup::Action(_)),
                "{context:?}"
            );
            assert_eq!(
                keymap.lookup(context, &keys("F1")),
                Lookup::Action(Action::Help)
            );
        }
        for context in [
            Context::Normal,
            Context::Select,
            Context::Panel,
            Context::Compare,
            Context::Card,
            Context::Review,
            Context::Deciding,
        ] {
            assert_eq!(
                keymap.lookup(context, &keys(":")),
                Lookup::Action(Action::Palette)
            );
        }
    }

    #[test]
    fn a_sequence_is_pending_until_it_is_whole() {
        let keymap = Keymap::defaults();
        let Lookup::Pending(hints) = keymap.lookup(Context::Normal, &keys("]")) else {
            panic!("] waits for more");
        };
        let hints: Vec<_> = hints
            .iter()
            .map(|hint| (hint.key.to_string(), hint.does))
            .collect();
        assert_eq!(
            hints,
            [
                ("p".to_owned(), "next shared passage"),
                ("c".to_owned(), "next claim or evidence"),
                ("h".to_owned(), "next hidden character or look-alike word"),
                ("d".to_owned(), "next document in this pane")
            ]
        );
        assert_eq!(
            keymap.lookup(Context::Normal, &keys("] p")),
            Lookup::Action(Action::Go(Go::NextParallel))
        );
        assert_eq!(
            keymap.lookup(Context::Normal, &keys("] x")),
            Lookup::Nothing
        );
        assert_eq!(
            keymap.lookup(Context::Normal, &keys("j j")),
            Lookup::Nothing
        );
        assert_eq!(keymap.lookup(Context::Normal, &[]), Lookup::Nothing);
    }

    #[test]
    fn selecting_falls_back_to_reading() {
        let keymap = Keymap::defaults();
        assert_eq!(keymap.lookup(Context::Select, &keys("j")), DOWN);
        assert!(matches!(
            keymap.lookup(Context::Select, &keys("g")),
            Lookup::Pending(_)
        ));
        assert_eq!(
            keymap.lookup(Context::Select, &keys("e")),
            Lookup::Action(Action::AddEvidence)
        );
        assert_eq!(
            keymap.keys_for(Context::Select, Action::Move(Motion::WordEnd)),
            [""; 0]
        );
        assert_eq!(
            keymap.keys_for(Context::Select, Action::Move(Motion::Down)),
            ["j", "Down"]
        );
        assert_eq!(
            keymap.keys_for(Context::Select, Action::Select(Selection::Begin)),
            ["v"]
        );
    }

    #[test]
    fn a_users_file_is_laid_over_the_defaults() {
        let (keymap, problems) = laid(
            "Keymap(normal: {\"J\": \"down\", \"j\": \"none\", \"g\": \"up\"}, select: {\"k\": \"none\"})",
        );
        assert_eq!(problems, [""; 0]);
        assert_eq!(keymap.lookup(Context::Normal, &keys("J")), DOWN);
        assert_eq!(keymap.lookup(Context::Normal, &keys("j")), Lookup::Nothing);
        assert_eq!(
            keymap.lookup(Context::Normal, &keys("g")),
            Lookup::Action(Action::Move(Motion::Up))
        );
        assert_eq!(
            keymap.lookup(Context::Normal, &keys("g g")),
            Lookup::Nothing
        );
        assert_eq!(keymap.lookup(Context::Select, &keys("k")), Lookup::Nothing);
        assert_eq!(keymap.lookup(Context::Select, &keys("J")), DOWN);
        assert!(
            !keymap
                .all()
                .iter()
                .any(|binding| binding.keys == "j" && binding.context == Context::Normal)
        );
    }

    #[test]
    fn keys_that_a_shorter_binding_hides_are_not_offered() {
        let (keymap, _) = laid("(select: {\"g\": \"grow\"})");
        let end = Action::Move(Motion::DocumentEnd);
        assert_eq!(keymap.keys_for(Context::Normal, end), ["g e", "G"]);
        assert_eq!(keymap.keys_for(Context::Select, end), ["G"]);
    }

    #[test]
    fn hints_of_both_contexts_are_shown() {
        let (keymap, problems) = laid("(select: {\"g x\": \"copy\", \"g g\": \"none\"})");
        assert_eq!(problems, [""; 0]);
        let Lookup::Pending(hints) = keymap.lookup(Context::Select, &keys("g")) else {
            panic!("g waits for more");
        };
        let shown: Vec<_> = hints.iter().map(|hint| hint.key.to_string()).collect();
        assert!(shown.contains(&"x".to_owned()) && shown.contains(&"e".to_owned()));
        assert_eq!(
            keymap.lookup(Context::Select, &keys("g g")),
            Lookup::Nothing
        );
        assert_eq!(
            keymap.lookup(Context::Select, &keys("g e")),
            Lookup::Action(Action::Move(Motion::DocumentEnd))
        );
    }

    #[test]
    fn mistakes_are_told_and_the_rest_works() {
        let text = "Keymap(\n  normal: {\n    \"J\": \"dwon\",\n    \"Entr\": \"down\",\n    \"X\": \"down\",\n    \"X\": \"up\",\n    \"X y\": \"up\",\n    \"Y\": 3,\n  },\n  norml: {},\n  prompt: { \"x\": \"cancel\" },\n)";
        let (keymap, problems) = laid(text);
        assert_eq!(keymap.lookup(Context::Normal, &keys("X")), DOWN);
        assert_eq!(
            problems,
            [
                "keymap.ron:3:10: no command is called \"dwon\"; did you mean \"down\"?",
                "keymap.ron:4:5: no key is called \"Entr\"; did you mean \"Enter\"?",
                "keymap.ron:6:5: \"X\" is already bound above",
                "keymap.ron:7:5: \"X y\" and \"X\" above cannot both be bound: one begins with the other",
                "keymap.ron:8:10: expected string",
                "keymap.ron:10:3: no context is called \"norml\"; did you mean \"normal\"?",
                "keymap.ron:11:13: \"x\" is typed here, so nothing can be bound to it; bind it with C- or A-",
            ]
        );
    }

    proptest! {
        #[test]
        fn never_fails_on_any_text(text in "\\(normal: \\{(\"[a-g ]{0,4}\"|:|,|\"down\"|\"none\"|\n){0,12}\\}?\\)?") {
            let (keymap, _) = laid(&text);
            let _ = keymap.all();
            let _ = keymap.lookup(Context::Select, &keys("a b"));
        }
    }
}
