//! The finder: passages that documents share, however reworded.
//!
//! Two layers on the same words. The **passage layer** finds stretches of two documents that run
//! on together: for finding and navigating. Inside each, the **unit layer** finds which sentences
//! and clauses correspond: for comparing.
//!
//! | file | does |
//! |---|---|
//! | `reading` | text → words in a common form (`letters`, `lexicon`, `language`, `figures`, `numerals`) in `sentences` |
//! | `pair`, `counterpart` | two readings → shared words and the weight of each, looked up in a stretch |
//! | `seeds`, `cluster`, `edges`, `passages` | alike sentences → groups → their edges → passages |
//! | `exact`, `summary` | two cases of their own: copied text, and a text summed up |
//! | `lone` | single sentences that two documents share |
//! | `units`, `clauses`, `neighbours`, `ties` | sentences and clauses that correspond inside two passages |
//! | `between`, `within` | all that for two documents, or for one that repeats itself |
//! | `leads` | sentences that may bear on a claim, in order, for someone to look at |
//! | `index`, `phrases`, `repeated`, `finder` | many documents: which pairs to look at, all their parallels, and boilerplate |

mod between;
mod clauses;
mod cluster;
mod counterpart;
mod edges;
mod exact;
mod figures;
mod finder;
mod hash;
mod index;
mod language;
mod leads;
mod letters;
mod lexicon;
mod lone;
mod model;
mod neighbours;
mod numerals;
mod pair;
mod passages;
mod phrases;
mod reading;
mod repeated;
mod seeds;
mod sentences;
mod settings;
mod stretches;
mod summary;
mod ties;
mod units;
mod within;

pub use between::between;
pub use finder::{Finder, Found};
pub use leads::{Lead, leads};
pub use model::{
    Boilerplate, Cancelled, Kind, Parallel, Place, Similarity, Unit, Unwatched, Watch,
};
pub use settings::Settings;
pub use stretches::stretches;
