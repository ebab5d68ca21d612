//! The workbench.
//!
//! One way: an event becomes an [`action::Action`] by the keymap, `update` changes the state and
//! returns effects, the runtime carries these out, and the view draws the state.

pub mod action;
pub mod command;
pub mod context;
pub mod runtime;
pub mod settings;
