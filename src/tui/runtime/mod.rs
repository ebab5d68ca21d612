//! Where the workbench meets the world: the terminal, its events, the process's signals.

pub mod clipboard;
pub mod crash;
pub mod events;
pub mod ground;
pub mod signals;
pub mod terminal;
