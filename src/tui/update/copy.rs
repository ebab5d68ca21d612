//! Words to the clipboard, with where they stand.

use super::super::effect::Effect;
use super::Step;
use super::selecting::selected;
use crate::session::Session;
use crate::text::{Document, Findings, Span, Visible};

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
        let (words, told) = safe(words);
        self.effects.push(Effect::Copy(words));
        self.state.panes.focused_mut().selecting = None;
        self.state.tell(told);
    }
}

/// What goes to the clipboard, and how that is told: a hidden character would act in whatever it is
/// pasted into, so that its mark is copied in its place.
fn safe(words: String) -> (String, &'static str) {
    if Findings::of(&words).hidden == 0 {
        return (words, "Copied, with its source");
    }
    (
        Visible::of(&words).to_string(),
        "Copied, with its source; what is hidden in it is copied as marks",
    )
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
