//! Lines and notes to type in.

use std::path::PathBuf;

use crossterm::event::KeyEvent;
use ratatui_textarea::{CursorMove, Input};

use super::super::effect::Effect;
use super::super::settings::Key;
use super::super::state::{Chooser, Editor, Layer, PanelKind, Prompt, Purpose, Writing};
use super::Step;
use crate::session::{Claim, ClaimField, ClaimId, DocumentField, Edit};

impl Step<'_> {
    /// A key goes to the text that is typed.
    pub(super) fn type_key(&mut self, key: Key) {
        let Some(writing) = self.writing() else {
            return;
        };
        if key.is("C-u") {
            // As in a shell, rather than the editor's undo.
            writing.delete_line_by_head();
        } else {
            writing.input(Input::from(KeyEvent::from(key)));
        }
        self.typed();
    }

    pub(super) fn type_text(&mut self, text: &str) {
        let several_lines = matches!(self.state.layers.last(), Some(Layer::Editor(_)));
        let Some(writing) = self.writing() else {
            return;
        };
        if several_lines {
            writing.insert_str(text);
        } else {
            writing.insert_str(super::claims::one_line(text));
        }
        self.typed();
    }

    fn writing(&mut self) -> Option<&mut Writing> {
        match self.state.layers.last_mut()? {
            Layer::Chooser(chooser) => chooser.filter.as_mut(),
            Layer::Prompt(prompt) => Some(&mut prompt.line),
            Layer::Editor(editor) => Some(&mut editor.text),
            Layer::Card(_)
            | Layer::Compare(_)
            | Layer::Review(_)
            | Layer::Source(_)
            | Layer::Deciding(_)
            | Layer::Help(_)
            | Layer::Start(_)
            | Layer::Told(_) => None,
        }
    }

    /// Lists and searches follow what is typed at once.
    fn typed(&mut self) {
        match self.state.layers.last_mut() {
            Some(Layer::Chooser(chooser)) => Chooser::narrow(chooser),
            Some(Layer::Prompt(Prompt {
                purpose: Purpose::Search,
                line,
            })) => {
                let words = line.lines().join(" ");
                self.search_while_typing(&words);
            }
            Some(Layer::Prompt(Prompt {
                purpose: Purpose::Filter,
                line,
            })) => {
                let words = line.lines().join(" ");
                self.filter_panel(words);
            }
            _ => {}
        }
    }

    pub(super) fn ask(&mut self, purpose: Purpose, text: &str) {
        let mut line = Writing::from([text]);
        line.move_cursor(CursorMove::End);
        self.state
            .layers
            .push(Layer::Prompt(Prompt { purpose, line }));
    }

    pub(super) fn ask_search(&mut self) {
        self.ask(Purpose::Search, "");
    }

    pub(super) fn ask_filter(&mut self) {
        let filter = self.state.panel.filter().to_owned();
        self.ask(Purpose::Filter, &filter);
    }

    pub(super) fn ask_session_title(&mut self) {
        let title = self.state.work.session().title.clone();
        self.ask(Purpose::SessionTitle, &title);
    }

    pub(super) fn ask_export(&mut self) {
        let title = &self.state.work.session().title;
        let name: String = title
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { '-' })
            .collect();
        let file = format!("{}.md", name.trim_matches('-').to_lowercase());
        self.ask(Purpose::Export, &file);
    }

    /// Asks for a field of a claim, from what it holds now.
    pub(super) fn ask_about(&mut self, id: ClaimId, purpose: fn(ClaimId) -> Purpose) {
        let Some(claim) = self.state.work.session().claim(&id) else {
            return;
        };
        let purpose = purpose(id);
        let text = current(claim, &purpose);
        self.ask(purpose, &text);
    }

    pub(super) fn write_note(&mut self, id: ClaimId) {
        let Some(claim) = self.state.work.session().claim(&id) else {
            return;
        };
        let mut text = Writing::from(claim.note.lines());
        text.move_cursor(CursorMove::Bottom);
        text.move_cursor(CursorMove::End);
        self.state
            .layers
            .push(Layer::Editor(Editor { claim: id, text }));
    }

    /// Takes what was typed.
    pub(super) fn accept_writing(&mut self) {
        match self.state.layers.pop() {
            Some(Layer::Prompt(Prompt { purpose, line })) => {
                let words = line.lines().join(" ").trim().to_owned();
                self.accept_line(purpose, words);
            }
            Some(Layer::Editor(Editor { claim, text })) => {
                let note = text.lines().join("\n").trim_end().to_owned();
                self.set_field(claim, ClaimField::Note(note));
            }
            Some(other) => self.state.layers.push(other),
            None => {}
        }
    }

    fn accept_line(&mut self, purpose: Purpose, words: String) {
        let some = |words: String| (!words.is_empty()).then_some(words);
        match purpose {
            Purpose::Search => self.search_for(&words),
            Purpose::Filter => {
                self.filter_panel(words);
                if self.state.panel.kind == PanelKind::Claims {
                    self.keep_panel_row();
                }
            }
            Purpose::Statement(_) if words.is_empty() => {
                self.state
                    .warn("A claim needs words; it keeps those that it had");
            }
            Purpose::Statement(claim) => self.set_field(claim, ClaimField::Statement(words)),
            Purpose::Speaker(claim) => self.set_field(claim, ClaimField::Speaker(some(words))),
            Purpose::SaidOn(claim) => self.set_field(claim, ClaimField::SaidOn(some(words))),
            Purpose::Tags(claim) => self.set_field(claim, ClaimField::Tags(tags(&words))),
            Purpose::SessionTitle if words.is_empty() => {
                self.state
                    .warn("A session needs a name; it keeps the one that it had");
            }
            Purpose::SessionTitle => {
                if words != self.state.work.session().title {
                    self.edit(Edit::Retitle(words));
                }
            }
            Purpose::Export if words.is_empty() => {
                self.state
                    .warn("No report written: it needs the name of a file");
            }
            Purpose::Export => self.effects.push(Effect::Export(PathBuf::from(words))),
            Purpose::DocumentTitle(_) if words.is_empty() => {
                self.state
                    .warn("A document needs a name; it keeps the one that it had");
            }
            Purpose::DocumentTitle(document) => {
                self.set_document(document, DocumentField::Title(words));
            }
            Purpose::CardField(document, field) => {
                let field = field.with(some(words));
                self.set_document(document, DocumentField::Card(field));
            }
        }
    }

    /// Changes a field of a claim, unless it says the same already.
    fn set_field(&mut self, id: ClaimId, field: ClaimField) {
        let Some(claim) = self.state.work.session().claim(&id) else {
            return;
        };
        if !says_already(claim, &field) {
            self.edit(Edit::SetClaim(id, field));
        }
    }
}

/// What a claim holds in the field that is asked for.
fn current(claim: &Claim, purpose: &Purpose) -> String {
    match purpose {
        Purpose::Statement(_) => claim.statement.clone(),
        Purpose::Speaker(_) => claim.speaker.clone().unwrap_or_default(),
        Purpose::SaidOn(_) => claim.said_on.clone().unwrap_or_default(),
        Purpose::Tags(_) => claim.tags.join(", "),
        Purpose::Search
        | Purpose::Filter
        | Purpose::SessionTitle
        | Purpose::Export
        | Purpose::DocumentTitle(_)
        | Purpose::CardField(..) => String::new(),
    }
}

fn says_already(claim: &Claim, field: &ClaimField) -> bool {
    match field {
        ClaimField::Statement(new) => *new == claim.statement,
        ClaimField::Anchors(new) => *new == claim.anchors,
        ClaimField::Speaker(new) => *new == claim.speaker,
        ClaimField::SaidOn(new) => *new == claim.said_on,
        ClaimField::Tags(new) => *new == claim.tags,
        ClaimField::Note(new) => *new == claim.note,
        ClaimField::Status(new) => *new == claim.status,
        ClaimField::Verdict(new) => *new == claim.verdict,
    }
}

/// Tags from a line: between commas, without blanks around, sorted, each once.
fn tags(line: &str) -> Vec<String> {
    let mut tags: Vec<_> = line
        .split(',')
        .map(str::trim)
        .filter(|tag| !tag.is_empty())
        .map(str::to_owned)
        .collect();
    tags.sort();
    tags.dedup();
    tags
}
