//! Lists to choose from: the palette, documents, verdicts, stances, what stands under the cursor.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::super::action::{Action, ClaimAction};
use super::super::command::{COMMANDS, Command};
use super::super::effect::Effect;
use super::super::state::{
    CardRow, Choice, Chooser, Cursor, Layer, MarkKind, Pick, Slot, Writing, marks_in,
};
use super::lists::card_rows;
use super::{Step, unavailable};
use crate::session::{CardField, ClaimId, DocumentField, Edit, Stance, Status, scale};
use crate::text::Span;

impl Chooser {
    /// A short list, chosen from by moving or by each row's key.
    pub(super) fn menu(title: impl Into<String>, choices: Vec<Choice>) -> Self {
        let shown = (0..choices.len()).collect();
        Self {
            title: title.into(),
            choices,
            filter: None,
            shown,
            cursor: Cursor::default(),
        }
    }

    /// A list that is narrowed by typing.
    pub(super) fn picker(title: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self {
            filter: Some(Writing::default()),
            ..Self::menu(title, choices)
        }
    }

    /// Keeps the rows that match what is typed, the best first.
    pub(super) fn narrow(&mut self) {
        let typed = self
            .filter
            .as_ref()
            .map(|line| line.lines().join(" "))
            .unwrap_or_default();
        let pattern = Pattern::parse(&typed, CaseMatching::Smart, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut buffer = vec![];
        let mut scored: Vec<_> = self
            .choices
            .iter()
            .enumerate()
            .filter_map(|(number, choice)| {
                let words = Utf32Str::new(&choice.label, &mut buffer);
                Some((pattern.score(words, &mut matcher)?, number))
            })
            .collect();
        // What can be chosen comes before what cannot; a stable sort keeps the table's order.
        scored.sort_by_key(|(score, number)| {
            let choice = self.choices.get(*number);
            (
                choice.is_some_and(|choice| choice.unavailable.is_some()),
                std::cmp::Reverse(*score),
            )
        });
        self.shown = scored.into_iter().map(|(_, number)| number).collect();
        self.cursor = Cursor::default();
    }
}

impl Choice {
    pub(super) fn new(label: impl Into<String>, pick: Pick) -> Self {
        Self {
            label: label.into(),
            detail: String::new(),
            key: None,
            unavailable: None,
            pick,
        }
    }

    pub(super) fn key(self, key: char) -> Self {
        Self {
            key: Some(key),
            ..self
        }
    }

    pub(super) fn detail(self, detail: impl Into<String>) -> Self {
        Self {
            detail: detail.into(),
            ..self
        }
    }
}

impl Step<'_> {
    pub(super) fn choose(&mut self, chooser: Chooser) {
        self.state.layers.push(Layer::Chooser(chooser));
    }

    /// Every command by name, with its keys; those that cannot run now with the reason.
    pub(super) fn palette(&mut self) {
        let context = self.state.context();
        let row = |command: &Command| Choice {
            detail: self
                .state
                .keymap
                .keys_for(context, command.action)
                .join("  "),
            unavailable: unavailable(self.state, command.action),
            ..Choice::new(
                format!("{} · {}", command.name, command.does),
                Pick::Act(command.action),
            )
        };
        let choices = COMMANDS
            .iter()
            .filter(|command| is_for_palette(command.action))
            .map(row)
            .collect();
        let mut palette = Chooser::picker("Commands", choices);
        palette.narrow();
        self.choose(palette);
    }

    pub(super) fn ask_document(&mut self) {
        let choices = self.state.desk.ids().map(|id| {
            let title = self.state.title_of(id);
            let detail = match self.state.desk.slot(id) {
                Some(Slot::Ready(_)) => String::new(),
                Some(Slot::Failed(_)) => "cannot be read".to_owned(),
                Some(Slot::Waiting) | None => "being read".to_owned(),
            };
            Choice::new(
                format!("{}  {title}", self.state.desk.letter(id)),
                Pick::Document(id),
            )
            .detail(detail)
        });
        let picker = Chooser::picker("Documents", choices.collect());
        self.choose(picker);
    }

    /// What stands under the cursor: claims, evidence, shared passages.
    pub(super) fn ask_here(&mut self) {
        let Some(place) = self.place() else { return };
        let session = self.state.work.session();
        let here = Span::new(place.at.0, place.at.0 + 1);
        let mut choices = vec![];
        for mark in marks_in(session, place.document, here).into_iter().rev() {
            let statement = session
                .claim(&mark.claim)
                .map_or("", |claim| claim.statement.as_str());
            let number = mark.claim.number;
            let label = match mark.kind {
                MarkKind::Claim => format!("Claim {number}: {statement}"),
                MarkKind::Evidence(_, stance) => {
                    format!(
                        "Evidence that {} claim {number}: {statement}",
                        stance.word()
                    )
                }
            };
            choices.push(Choice::new(label, Pick::Claim(mark.claim)));
        }
        for side in self.sides_here() {
            let (Some(found), Some((other, _))) = (
                self.state.shared.get(side.parallel),
                self.state.shared.counterpart(side),
            ) else {
                continue;
            };
            let shared = self.shared_with(other);
            let label = format!(
                "{shared}: {}, {:.2}",
                found.kind.name(),
                found.similarity.value()
            );
            choices.push(Choice::new(label, Pick::Parallel(side.parallel)));
        }
        for (key, choice) in ('1'..='9').zip(&mut choices) {
            choice.key = Some(key);
        }
        match choices.as_slice() {
            [] => self
                .state
                .tell("Nothing is marked here: v selects, c makes a claim of it"),
            [only] => {
                let pick = only.pick.clone();
                self.pick(pick);
            }
            _ => self.choose(Chooser::menu("Under the cursor", choices)),
        }
    }

    pub(super) fn ask_stance(&mut self) {
        let number = self.state.at_hand.as_ref().map_or(0, |claim| claim.number);
        self.choose(Chooser::menu(format!("This … claim {number}"), stances()));
    }

    pub(super) fn ask_other_stance(&mut self) {
        self.choose(Chooser::menu("This evidence …", stances()));
    }

    pub(super) fn ask_verdict(&mut self, claim: &ClaimId) {
        let labels = self.state.scale.labels.iter().zip('1'..='9');
        let mut choices: Vec<_> = labels
            .map(|(label, key)| {
                Choice::new(&label.title, Pick::Verdict(Some(label.key.clone()))).key(key)
            })
            .collect();
        choices.push(Choice::new("no verdict", Pick::Verdict(None)).key('0'));
        let given = self
            .state
            .work
            .session()
            .claim(claim)
            .and_then(|claim| claim.verdict.clone());
        let row = choices
            .iter()
            .position(|choice| choice.pick == Pick::Verdict(given.clone()));
        let title = format!(
            "Claim {} is …   ({} scale)",
            claim.number, self.state.scale.name
        );
        let mut menu = Chooser::menu(title, choices);
        menu.cursor.row = row.unwrap_or(0);
        self.choose(menu);
    }

    pub(super) fn ask_status(&mut self, claim: &ClaimId) {
        let all = [
            (Status::Open, 'o'),
            (Status::InProgress, 'i'),
            (Status::Done, 'd'),
            (Status::Dropped, 'x'),
        ];
        let choices = all.map(|(status, key)| {
            let action = Action::Claim(ClaimAction::SetStatus(status));
            Choice::new(status.word(), Pick::Act(action)).key(key)
        });
        self.choose(Chooser::menu(
            format!("Claim {} is …", claim.number),
            choices.into(),
        ));
    }

    pub(super) fn ask_scale(&mut self) {
        let scales = scale::shipped();
        let choices = scales.iter().zip('1'..='9').map(|(scale, key)| {
            let labels: Vec<_> = scale
                .labels
                .iter()
                .map(|label| label.title.as_str())
                .collect();
            Choice::new(scale.name.clone(), Pick::Scale(scale.name.clone()))
                .key(key)
                .detail(labels.join(" · "))
        });
        self.choose(Chooser::menu("Scale of verdicts", choices.collect()));
    }

    /// Enter: chooses in what lies on top, or goes to what is chosen.
    pub(super) fn accept(&mut self) {
        match self.state.layers.last() {
            Some(Layer::Chooser(chooser)) => {
                let row = chooser.shown.get(chooser.cursor.row);
                let Some(choice) = row.and_then(|row| chooser.choices.get(*row)).cloned() else {
                    return;
                };
                if let Some(why) = choice.unavailable {
                    self.state.warn(why);
                } else {
                    self.state.layers.pop();
                    self.pick(choice.pick);
                }
            }
            Some(Layer::Prompt(_) | Layer::Editor(_)) => self.accept_writing(),
            Some(Layer::Card(_)) => self.visit_card_row(),
            Some(Layer::Review(_)) => self.take_place(),
            Some(Layer::Source(_)) => self.change_card_row(),
            Some(Layer::Compare(_)) => self.leave_comparison_for_place(),
            Some(Layer::Start(start)) => {
                if let Some(chosen) = start.rows.get(start.cursor.row) {
                    self.effects.push(Effect::Open(chosen.opening.clone()));
                }
            }
            Some(Layer::Told(_)) => self.leave_told(),
            Some(Layer::Help(_)) => {
                self.state.layers.pop();
            }
            Some(Layer::Deciding(_)) => {
                self.state
                    .tell("o lets ours stand, t theirs, b both where they go together");
            }
            None if self.state.panel.has_keys() => self.accept_in_panel(),
            None => self.ask_here(),
        }
    }

    /// Closes what is told, and goes to the claim that it is about.
    fn leave_told(&mut self) {
        if let Some(Layer::Told(told)) = self.state.layers.pop()
            && let Some(claim) = told.claim
        {
            self.state.panel.zoomed = false;
            self.take_in_hand(claim.clone());
            self.open_card(claim);
        }
    }

    fn pick(&mut self, pick: Pick) {
        match pick {
            Pick::Act(action) => self.perform(action),
            Pick::Verdict(verdict) => self.set_verdict(verdict),
            Pick::Document(document) => self.show_document(document),
            Pick::Claim(claim) => {
                self.take_in_hand(claim.clone());
                self.open_card(claim);
            }
            Pick::Parallel(parallel) => self.open_comparison(parallel),
            Pick::Scale(scale) => self.use_scale(&scale),
            Pick::Encoding(document, encoding) => self.read_in(document, encoding),
            Pick::SourceKind(document, kind) => {
                self.set_document(document, DocumentField::Card(CardField::Kind(kind)));
            }
            Pick::Source(document) => self.open_source(document),
            Pick::TakeTexts(documents) => self.take_texts(&documents),
            Pick::UsePaths(documents) => self.use_path(&documents),
            Pick::Candidate(span) => self.take_candidate(span),
            Pick::TakeOver => self.take_over(),
            Pick::Nothing => {}
        }
    }

    fn use_scale(&mut self, name: &str) {
        if name != self.state.work.session().scale && self.edit(Edit::UseScale(name.to_owned())) {
            self.take_scale(name);
            self.state
                .tell(format!("Verdicts are given on the {name} scale now"));
        }
    }

    /// The scale that the session names is the one in force.
    pub(super) fn take_scale(&mut self, name: &str) {
        if let Some(scale) = scale::shipped()
            .into_iter()
            .find(|scale| scale.name == name)
        {
            self.state.scale = scale;
        }
    }

    fn visit_card_row(&mut self) {
        let Some(Layer::Card(card)) = self.state.layers.last() else {
            return;
        };
        let session = self.state.work.session();
        let place = match card_rows(session, &card.claim)
            .into_iter()
            .nth(card.cursor.row)
        {
            Some(CardRow::Place(document, span)) => Some((document, span)),
            Some(CardRow::Evidence(id)) => session
                .evidence(&id)
                .map(|evidence| (evidence.anchor.document, evidence.anchor.span)),
            None => None,
        };
        if let Some((document, span)) = place {
            self.state.layers.clear();
            self.state.panel.focused = false;
            self.visit(document, span.start());
        }
    }
}

fn stances() -> Vec<Choice> {
    let all = [
        (Stance::Supports, 's'),
        (Stance::Refutes, 'r'),
        (Stance::Qualifies, 'q'),
        (Stance::Mentions, 'm'),
    ];
    all.map(|(stance, key)| {
        Choice::new(stance.word(), Pick::Act(Action::AddEvidenceWith(stance))).key(key)
    })
    .into()
}

/// Whether an action makes sense when called by name: moving by a character does not.
fn is_for_palette(action: Action) -> bool {
    !matches!(
        action,
        Action::List(_) | Action::Accept | Action::Cancel | Action::Palette
    )
}
