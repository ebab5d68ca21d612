//! Panes: made, closed, widened, led.

use super::super::action::PaneAction;
use super::Step;

impl Step<'_> {
    pub(super) fn pane(&mut self, action: PaneAction) {
        let panes = &mut self.state.panes;
        match action {
            PaneAction::Next => panes.focus_next(),
            PaneAction::Previous => panes.focus_previous(),
            PaneAction::Add => self.add_pane(),
            PaneAction::Close => {
                panes.close();
            }
            PaneAction::Only => panes.only(),
            PaneAction::Widen => panes.widen(1),
            PaneAction::Narrow => panes.widen(-1),
            PaneAction::Equalize => panes.equalize(),
            PaneAction::Follow => {
                self.state.follow = !self.state.follow;
                let words = if self.state.follow {
                    "The other panes follow this one from passage to passage"
                } else {
                    "The other panes stay where they are"
                };
                self.state.tell(words);
                self.lead();
            }
        }
        self.reveal_all();
    }

    /// A pane with the first document that is not on the screen, else with this one.
    fn add_pane(&mut self) {
        let shown: Vec<_> = self
            .state
            .panes
            .all()
            .iter()
            .filter_map(|pane| pane.document)
            .collect();
        let fresh = self.state.desk.ids().find(|id| !shown.contains(id));
        let document = fresh.or(self.state.panes.focused().document);
        self.state.panes.add(document);
    }
}
