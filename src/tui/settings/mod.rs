//! What users can set: keys, colours, and how the program begins. All of it is RON, all of it has
//! defaults that are embedded in the program, and a user's file is laid over these entry by entry.

pub mod entries;
pub mod key;
pub mod keymap;
mod scan;

pub use entries::Problem;
pub use key::Key;
pub use keymap::{Keymap, Lookup};
