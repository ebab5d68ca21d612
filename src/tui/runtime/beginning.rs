//! What a session begins with: what is opened, and what the first screen shows of it.

use std::collections::HashSet;

use super::super::event::Report;
use super::super::state::{Desk, Discovered, Slot, Start};
use super::finding::UntilLeft;
use super::opening::{self, CannotOpen, Fresh, Opened, Opening};
use super::reading::{Arrival, Wanted};
use super::run::Surroundings;
use super::{rescue, start};
use crate::store::OpenError;
use crate::text::DocumentId;

/// A desk with the documents that the session knows.
pub fn known(texts: &[Wanted]) -> Desk {
    let mut desk = Desk::default();
    desk.lay_out(Discovered {
        names: texts.iter().map(|text| (text.id(), text.name())).collect(),
        ..Discovered::default()
    });
    desk
}

/// Lays out what was found in time.
///
/// # Errors
/// [`CannotOpen::NoText`] where that is nothing, and the session has no text either.
pub fn lay_out(desk: &mut Desk, found: Discovered) -> Result<(), CannotOpen> {
    match &found.nothing {
        Some(nothing) if desk.is_empty() => Err(CannotOpen::NoText(nothing.clone())),
        _ => {
            desk.lay_out(found);
            Ok(())
        }
    }
}

/// What was opened, and the start screen over it, where that is shown.
pub struct Begun {
    /// The session.
    pub opened: Opened,
    /// The start screen.
    pub offers: Option<Start>,
    /// Why what was named is not open, where something else is offered instead.
    pub unopened: Option<CannotOpen>,
}

impl Begun {
    /// Opens what was named; of a session that cannot be read whole, what can be done about it.
    ///
    /// # Errors
    /// [`CannotOpen`] where nothing is left to show.
    pub fn of(
        opening: Opening,
        surroundings: &Surroundings,
        fresh: &Fresh<'_>,
        watch: UntilLeft,
        report: impl Fn(Report) -> bool + Send + 'static,
    ) -> Result<Self, CannotOpen> {
        let Surroundings { store, zone, .. } = surroundings;
        let offers = (opening == Opening::Start)
            .then(|| start::screen(store.dirs(), fresh.now, zone, watch, report));
        match opening::open(store, opening, fresh) {
            Err(CannotOpen::Session(
                broken @ (OpenError::Broken { .. } | OpenError::OnlyBackup { .. }),
            )) => Ok(Self {
                opened: opening::nothing(store),
                offers: Some(rescue::screen(store, &broken, fresh, zone)),
                unopened: Some(CannotOpen::Session(broken)),
            }),
            opened => Ok(Self {
                opened: opened?,
                offers,
                unopened: None,
            }),
        }
    }
}

/// The documents of the first panes. What cannot be read takes no room, unless there is nothing else.
pub fn first_shown(
    desk: &Desk,
    arrivals: &[(DocumentId, Arrival)],
    panes: usize,
) -> Vec<DocumentId> {
    let failed: HashSet<_> = arrivals
        .iter()
        .filter(|(_, arrival)| !matches!(arrival.slot, Slot::Ready(_)))
        .map(|(id, _)| *id)
        .collect();
    let good = desk.ids().filter(|id| !failed.contains(id));
    let shown: Vec<_> = good.take(panes).collect();
    if shown.is_empty() {
        desk.ids().take(1).collect()
    } else {
        shown
    }
}
