//! From a document's bytes to the screen's cells, for what is visible only.
//!
//! [`rows`] is the one bridge between byte offsets and cells: drawing, cursor movement and the mouse
//! all cross it. [`screen`] cuts the screen into panes, panel and lines.

pub mod rows;
pub mod screen;
pub mod viewport;

pub use screen::{PaneArea, Screen};
pub use viewport::{Top, Viewport};
