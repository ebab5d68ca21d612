//! What keys do, as triples: a marked text, keys, the marked text afterwards.
//!
//! `|` stands before the character under the cursor. A selection stands between `«` and `»`.

mod comparing;
mod document_card;
mod facts;
mod hostile;
mod judging;
mod leads;
mod moving;
mod script;
mod selecting;
mod sharing;
mod sources;
