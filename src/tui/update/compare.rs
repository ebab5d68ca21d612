//! The comparison of a passage with its counterpart.

use super::super::action::ComparisonAction;
use super::super::state::{CompareView, Layer, State};
use super::Step;
use crate::compare::{Difference, compare};
use crate::session::{Anchor, Claim, Edit, Evidence, Stance};
use crate::text::{DocumentId, Offset, Span};

impl CompareView {
    /// Compares the two sides of a parallel; the side of `left`, if it is one of them, at the left.
    pub(super) fn of(state: &State, parallel: usize, left: Option<DocumentId>) -> Option<Self> {
        let found = state.shared.get(parallel)?;
        let (mut a, mut b) = (found.a, found.b);
        if left == Some(b.document) && left != Some(a.document) {
            std::mem::swap(&mut a, &mut b);
        }
        let (ours, theirs) = (state.desk.ready(a.document)?, state.desk.ready(b.document)?);
        let comparison = compare(ours.quote(a.span), theirs.quote(b.span));
        let mut view = Self {
            a: (a.document, a.span),
            b: (b.document, b.span),
            parallel,
            comparison,
            chosen: None,
            one_column: false,
            unfolded: false,
            scroll: 0,
        };
        view.choose(true);
        Some(view)
    }

    /// Whether a difference is listed: those that matter, and the small ones when unfolded.
    pub fn lists(&self, difference: &Difference) -> bool {
        self.unfolded || difference.class.matters()
    }

    /// Chooses the next difference that is listed, or the previous one; round and round.
    fn choose(&mut self, forward: bool) {
        let listed: Vec<_> = self
            .comparison
            .differences
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
    }

    /// The chosen difference.
    pub fn chosen(&self) -> Option<&Difference> {
        self.comparison.differences.get(self.chosen?)
    }
}

impl Step<'_> {
    /// Compares the passage under the cursor with its counterpart: the one on the screen, where there
    /// are several.
    pub(super) fn compare(&mut self) {
        let Some(side) = self.sides_here().first().copied() else {
            return;
        };
        let left = self.state.panes.focused().document;
        if let Some(view) = CompareView::of(self.state, side.parallel, left) {
            self.state.layers.push(Layer::Compare(view));
        }
    }

    pub(super) fn comparison(&mut self, action: ComparisonAction) {
        match action {
            ComparisonAction::NextPair => self.other_pair(true),
            ComparisonAction::PreviousPair => self.other_pair(false),
            ComparisonAction::Claim => self.claim_difference(),
            ComparisonAction::NextDifference
            | ComparisonAction::PreviousDifference
            | ComparisonAction::Arrange
            | ComparisonAction::Fold => {
                let Some(Layer::Compare(view)) = self.state.layers.last_mut() else {
                    return;
                };
                match action {
                    ComparisonAction::NextDifference => view.choose(true),
                    ComparisonAction::PreviousDifference => view.choose(false),
                    ComparisonAction::Arrange => view.one_column = !view.one_column,
                    _ => {
                        view.unfolded = !view.unfolded;
                        if view.chosen().is_none_or(|chosen| !view.lists(chosen)) {
                            view.chosen = None;
                            view.choose(true);
                        }
                    }
                }
            }
        }
    }

    /// The next parallel of the document at the left, with whatever document.
    fn other_pair(&mut self, forward: bool) {
        let Some(Layer::Compare(view)) = self.state.layers.last() else {
            return;
        };
        let (document, span) = view.a;
        let sides: Vec<_> = self
            .state
            .shared
            .overlapping(document, Span::new(0, usize::MAX))
            .map(|side| side.parallel)
            .collect();
        let Some(here) = sides.iter().position(|parallel| *parallel == view.parallel) else {
            return;
        };
        let count = sides.len();
        let next = (here + if forward { 1 } else { count - 1 }) % count;
        let (one_column, unfolded) = (view.one_column, view.unfolded);
        let Some(parallel) = sides.get(next) else {
            return;
        };
        if let Some(fresh) = CompareView::of(self.state, *parallel, Some(document)) {
            self.state.layers.pop();
            self.state.layers.push(Layer::Compare(CompareView {
                one_column,
                unfolded,
                ..fresh
            }));
        }
        if count == 1 {
            let letter = self.state.desk.letter(document);
            self.state.tell(format!("{letter} shares no other passage"));
        } else if (next == 0 && forward) || (here == 0 && !forward) {
            self.state.tell("From the other end again");
        }
        let _ = span;
    }

    /// The sentence at the left around the chosen difference becomes a claim, the words at the right
    /// evidence that refutes it.
    fn claim_difference(&mut self) {
        let Some(Layer::Compare(view)) = self.state.layers.last() else {
            return;
        };
        let Some(chosen) = view.chosen() else { return };
        let ((a, a_span), (b, b_span)) = (view.a, view.b);
        let (Some(left), Some(right)) = (self.state.desk.ready(a), self.state.desk.ready(b)) else {
            return;
        };
        let row = view
            .comparison
            .rows
            .iter()
            .find(|row| row_holds(**row, chosen));
        let in_row =
            |side: fn(crate::compare::Row) -> Option<Span>, words: Option<Span>, whole: Span| {
                let stretch = words.or_else(|| row.copied().and_then(side));
                stretch.map_or(whole, |stretch| stretch.shifted(whole.start()))
            };
        let ours = in_row(|row| row.a, row.copied().and_then(|row| row.a), a_span);
        let theirs = in_row(|row| row.b, chosen.b, b_span);
        let ours = Anchor::new(a, &left.text, ours);
        let theirs = Anchor::new(b, &right.text, theirs);
        let stance = match chosen.class {
            crate::compare::Class::Conflict | crate::compare::Class::Negation => Stance::Refutes,
            _ => Stance::Qualifies,
        };
        let id = self.state.work.next_claim_id(&self.state.replica);
        let statement = super::claims::one_line(&ours.quote);
        let claim = Claim::new(id.clone(), statement, vec![ours]);
        let evidence = Evidence {
            id: self.state.work.next_evidence_id(&self.state.replica),
            claim: id.clone(),
            anchor: theirs,
            stance,
            note: chosen.why.clone(),
        };
        let number = id.number;
        if self.edit(Edit::Several(vec![
            Edit::AddClaim(claim),
            Edit::AddEvidence(evidence),
        ])) {
            self.state.at_hand = Some(id);
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
        let at = |span: Span, words: Option<Span>| {
            Offset(span.start().0 + words.map_or(0, |words| words.start().0))
        };
        let chosen = view.chosen();
        let a = at(view.a.1, chosen.and_then(|chosen| chosen.a));
        let b = at(view.b.1, chosen.and_then(|chosen| chosen.b));
        self.show_parallel(view.parallel);
        let left = self.pane_for(view.a.0);
        self.state.panes.focus_on(left);
        self.show_place(left, view.a.0, a);
        let panes = self.state.panes.all().iter().enumerate();
        let right = panes
            .filter(|(number, pane)| *number != left && pane.document == Some(view.b.0))
            .map(|(number, _)| number)
            .next();
        if let Some(right) = right.or_else(|| self.state.panes.companion()) {
            self.show_place(right, view.b.0, b);
            self.align_with_focus(right);
        }
    }
}

fn row_holds(row: crate::compare::Row, difference: &Difference) -> bool {
    let holds = |whole: Option<Span>, part: Option<Span>| {
        whole
            .zip(part)
            .is_some_and(|(whole, part)| whole.covers(part))
    };
    holds(row.a, difference.a) || holds(row.b, difference.b)
}
