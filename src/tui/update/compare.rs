//! The comparison of a passage with its counterpart.

use std::collections::HashSet;

use super::super::action::ComparisonAction;
use super::super::effect::Effect;
use super::super::state::{CompareView, Layer, State, Subject, Telling};
use super::Step;
use crate::compare::{Class, Comparison, Difference, Row, compare};
use crate::session::{Anchor, Claim, Edit, Evidence, Stance};
use crate::text::{Document, DocumentId, Offset, Span, motion};

impl Telling {
    /// A passage, with the sentences that it lies in.
    fn of(document: &Document, name: String, passage: Span) -> Self {
        let last = motion::last_character(&document.text, passage);
        let first = document.sentence(passage.start());
        let context = first.hull(passage).hull(document.sentence(last));
        Self {
            document: document.clone(),
            name,
            passage,
            context,
        }
    }

    /// What differs between this passage and another, in offsets of their documents.
    pub fn compared_with(&self, other: &Self) -> Comparison {
        let (ours, theirs) = (&self.document, &other.document);
        let comparison = compare(ours.quote(self.passage), theirs.quote(other.passage));
        shifted(comparison, self.passage.start(), other.passage.start())
    }

    /// Where one goes to see the words, or the passage where there are none.
    fn place(&self, words: Option<Span>) -> Offset {
        words.unwrap_or(self.passage).start()
    }
}

/// Passages of up to this many bytes in all are compared at once, within a few milliseconds; longer
/// ones by a worker.
const AT_ONCE: usize = 40_000;

impl CompareView {
    /// Compares the two sides of a parallel; the side of `left`, if it is one of them, at the left.
    pub(super) fn of(state: &State, parallel: usize, left: Option<DocumentId>) -> Option<Self> {
        let found = state.shared.get(parallel)?;
        let (mut a, mut b) = (found.a, found.b);
        if left == Some(b.document) && left != Some(a.document) {
            std::mem::swap(&mut a, &mut b);
        }
        let (ours, theirs) = (state.desk.ready(a.document)?, state.desk.ready(b.document)?);
        let letter = |document: &Document| state.desk.letter(document.id);
        Some(Self::between(
            Telling::of(ours, letter(ours), a.span),
            Telling::of(theirs, letter(theirs), b.span),
            Subject::Parallel(parallel),
        ))
    }

    /// Compares two whole texts: a document as it was read, and as it is now.
    pub fn of_revision(was: &Document, now: &Document, names: [String; 2]) -> Self {
        let whole = |document: &Document| Span::new(0, document.text.len());
        let [was_name, now_name] = names;
        Self::between(
            Telling::of(was, was_name, whole(was)),
            Telling::of(now, now_name, whole(now)),
            Subject::Revision,
        )
    }

    fn between(a: Telling, b: Telling, subject: Subject) -> Self {
        let is_short = a.passage.len() + b.passage.len() <= AT_ONCE;
        let mut view = Self {
            comparison: is_short.then(|| a.compared_with(&b)),
            a,
            b,
            subject,
            chosen: None,
            one_column: false,
            unfolded: false,
            scroll: 0,
        };
        view.choose(true);
        view
    }

    /// What stands side by side.
    pub fn rows(&self) -> &[Row] {
        self.comparison.as_ref().map_or(&[], |all| &all.rows)
    }

    /// What differs.
    pub fn differences(&self) -> &[Difference] {
        self.comparison.as_ref().map_or(&[], |all| &all.differences)
    }

    /// Whether a difference is listed: those that matter, and the small ones when unfolded.
    pub fn lists(&self, difference: &Difference) -> bool {
        self.unfolded || difference.class.matters()
    }

    /// The chosen difference.
    pub fn chosen(&self) -> Option<&Difference> {
        self.differences().get(self.chosen?)
    }

    /// Chooses the next difference that is listed, or the previous one; round and round.
    fn choose(&mut self, forward: bool) {
        let listed: Vec<_> = self
            .differences()
            .iter()
            .enumerate()
            .filter(|(_, difference)| self.lists(difference))
            .map(|(number, _)| number)
            .collect();
        let next = match (self.chosen, forward) {
            (Some(now), true) => listed
                .iter()
                .find(|number| **number > now)
                .or(listed.first()),
            (Some(now), false) => listed
                .iter()
                .rfind(|number| **number < now)
                .or(listed.last()),
            (None, true) => listed.first(),
            (None, false) => listed.last(),
        };
        self.chosen = next.copied();
        self.scroll = 0;
    }

    /// Shows or folds the small differences; what is chosen stays among those that are listed.
    fn fold(&mut self) {
        self.unfolded = !self.unfolded;
        if self.chosen().is_none_or(|chosen| !self.lists(chosen)) {
            self.chosen = None;
            self.choose(true);
        }
    }
}

/// A comparison of two passages, in offsets of their documents.
fn shifted(mut comparison: Comparison, a: Offset, b: Offset) -> Comparison {
    let by = |span: &mut Option<Span>, offset| *span = span.map(|span| span.shifted(offset));
    for row in &mut comparison.rows {
        by(&mut row.a, a);
        by(&mut row.b, b);
    }
    for difference in &mut comparison.differences {
        by(&mut difference.a, a);
        by(&mut difference.b, b);
    }
    comparison
}

impl Step<'_> {
    /// Compares the passage under the cursor with its counterpart: the one on the screen, where there
    /// are several.
    pub(super) fn compare(&mut self) {
        let Some(side) = self.sides_here().first().copied() else {
            return;
        };
        self.open_comparison(side.parallel);
    }

    /// Opens the comparison of a parallel, the focused document at the left.
    pub(super) fn open_comparison(&mut self, parallel: usize) {
        let left = self.state.panes.focused().document;
        if let Some(view) = CompareView::of(self.state, parallel, left) {
            self.show_comparison(view);
        }
    }

    /// Shows a comparison; what is not compared yet, a worker compares.
    pub(super) fn show_comparison(&mut self, view: CompareView) {
        if view.comparison.is_none() {
            let passages = Box::new([view.a.clone(), view.b.clone()]);
            self.effects.push(Effect::Compare(passages));
        }
        self.state.layers.push(Layer::Compare(view));
    }

    /// Takes what a worker found out of two passages, if they are still looked at.
    pub(super) fn take_comparison(&mut self, passages: &[Telling; 2], found: Comparison) {
        let compared = self.state.layers.iter_mut().find_map(|layer| match layer {
            Layer::Compare(view) if [&view.a, &view.b] == [&passages[0], &passages[1]] => {
                Some(view)
            }
            _ => None,
        });
        if let Some(view) = compared {
            view.comparison = Some(found);
            view.choose(true);
        }
    }

    pub(super) fn comparison(&mut self, action: ComparisonAction) {
        match action {
            ComparisonAction::NextPair => self.other_pair(true),
            ComparisonAction::PreviousPair => self.other_pair(false),
            ComparisonAction::Claim => self.claim_difference(),
            ComparisonAction::NextDifference => self.in_comparison(|view| view.choose(true)),
            ComparisonAction::PreviousDifference => self.in_comparison(|view| view.choose(false)),
            ComparisonAction::Arrange => {
                self.in_comparison(|view| view.one_column = !view.one_column);
            }
            ComparisonAction::Fold => self.in_comparison(CompareView::fold),
        }
    }

    fn in_comparison(&mut self, change: impl FnOnce(&mut CompareView)) {
        if let Some(Layer::Compare(view)) = self.state.layers.last_mut() {
            change(view);
        }
    }

    /// The next parallel of the document at the left, with whatever document; round and round.
    fn other_pair(&mut self, forward: bool) {
        let Some(Layer::Compare(view)) = self.state.layers.last() else {
            return;
        };
        let Subject::Parallel(shown) = view.subject else {
            self.state
                .tell("This compares one text with itself; there is no other pair");
            return;
        };
        let document = view.a.document.id;
        let everywhere = Span::new(0, usize::MAX);
        let sides = self.state.shared.overlapping(document, everywhere);
        let mut all: Vec<_> = sides.map(|side| side.parallel).collect();
        // Both sides of a passage that is told twice stand in the document.
        let mut met = HashSet::new();
        all.retain(|parallel| met.insert(*parallel));
        let Some(here) = all.iter().position(|parallel| *parallel == shown) else {
            return;
        };
        if all.len() == 1 {
            let letter = self.state.desk.letter(document);
            self.state.tell(format!("{letter} shares no other passage"));
            return;
        }
        let next = (here + if forward { 1 } else { all.len() - 1 }) % all.len();
        let around = if forward { next == 0 } else { here == 0 };
        let (one_column, unfolded) = (view.one_column, view.unfolded);
        let parallel = all.get(next).copied();
        let fresh = parallel.and_then(|next| CompareView::of(self.state, next, Some(document)));
        if let Some(fresh) = fresh {
            self.state.layers.pop();
            let kept = CompareView {
                one_column,
                unfolded,
                ..fresh
            };
            self.show_comparison(kept);
        }
        if around {
            self.state.tell("Gone on from the other end");
        }
    }

    /// What the left side says around the chosen difference becomes a claim, and what the right side
    /// says becomes evidence.
    fn claim_difference(&mut self) {
        let Some(Layer::Compare(view)) = self.state.layers.last() else {
            return;
        };
        if view.subject == Subject::Revision {
            self.state
                .tell("Take the new text first (review-sources); then its words can be marked");
            return;
        }
        let Some(chosen) = view.chosen() else { return };
        let (left, right) = (&view.a.document, &view.b.document);
        let row = view.rows().iter().find(|row| row_holds(**row, chosen));
        let ours = row.and_then(|row| row.a).unwrap_or(view.a.passage);
        let theirs = chosen
            .b
            .or(row.and_then(|row| row.b))
            .unwrap_or(view.b.passage);
        let ours = Anchor::new(left.id, &left.text, ours);
        let theirs = Anchor::new(right.id, &right.text, theirs);
        let stance = match chosen.class {
            Class::Conflict | Class::Negation => Stance::Refutes,
            _ => Stance::Qualifies,
        };
        let note = chosen.why.clone();
        let id = self.state.work.next_claim_id(&self.state.replica);
        let statement = super::claims::one_line(&ours.quote);
        let claim = Claim::new(id.clone(), statement, vec![ours]);
        let evidence = Evidence {
            id: self.state.work.next_evidence_id(&self.state.replica),
            claim: id.clone(),
            anchor: theirs,
            stance,
            note,
        };
        let number = id.number;
        let edits = vec![Edit::AddClaim(claim), Edit::AddEvidence(evidence)];
        if self.edit(Edit::Several(edits)) {
            self.take_in_hand(id);
            self.state.tell(format!(
                "Claim {number}, with the other telling as evidence; u takes it back"
            ));
        }
    }

    /// Closes the comparison; both panes stand at the chosen difference.
    pub(super) fn leave_comparison_for_place(&mut self) {
        let Some(Layer::Compare(view)) = self.state.layers.pop() else {
            return;
        };
        let chosen = view.chosen();
        let a = view.a.place(chosen.and_then(|chosen| chosen.a));
        let b = view.b.place(chosen.and_then(|chosen| chosen.b));
        self.visit(view.a.document.id, a);
        if let Subject::Parallel(_) = view.subject {
            self.show_beside(view.b.document.id, b);
        }
    }
}

fn row_holds(row: Row, difference: &Difference) -> bool {
    let holds = |whole: Option<Span>, part: Option<Span>| {
        whole
            .zip(part)
            .is_some_and(|(whole, part)| whole.covers(part))
    };
    holds(row.a, difference.a) || holds(row.b, difference.b)
}
