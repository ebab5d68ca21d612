//! Words to the clipboard, with where they stand.

use super::super::effect::Effect;
use super::Step;
use super::selecting::selected;
use crate::session::Session;
use crate::text::{Document, Span};

impl Step<'_> {
    /// Copies the selection with its source; with nothing selected, the claim with its verdict.
    pub(super) fn copy(&mut self) {
        let session = self.state.work.session();
        let words = if let Some((document, span)) = selected(self.state) {
            self.state.panes.focused();
            quotation(session, document, span)
        } else {
            let Some(claim) = self.claim_meant().and_then(|id| session.claim(&id)) else {
                return;
            };
            let verdict = claim.verdict.as_deref().map_or_else(
                || "no verdict".to_owned(),
                |verdict| self.state.verdict_title(verdict).to_owned(),
            );
            format!("{} [{verdict}]", claim.statement)
        };
        self.effects.push(Effect::Copy(words));
        self.state.panes.focused_mut().selecting = None;
        self.state.tell("Copied, with its source");
    }
}

/// The words in quotation marks, then the document and the paragraph.
fn quotation(session: &Session, document: &Document, span: Span) -> String {
    let title = session
        .document(document.id)
        .map_or("", |record| record.title.as_str());
    let words = super::claims::one_line(document.quote(span));
    format!(
        "“{words}” ({title}, ¶ {})",
        document.paragraph_number(span.start())
    )
}
