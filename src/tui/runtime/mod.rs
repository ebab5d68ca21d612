//! Where the workbench meets the world: the terminal, its events, the process's signals, the workers
//! that read, find, keep and write.

mod beginning;
mod bench;
pub mod clipboard;
pub mod crash;
pub mod events;
mod finding;
pub mod ground;
mod keeping;
mod named;
mod opening;
mod reader;
mod reading;
mod rescue;
mod run;
pub mod signals;
mod sources;
mod start;
pub mod terminal;

pub use opening::{CannotOpen, Opening};
pub use run::{Surroundings, run};
