//! The workbench.
//!
//! One way: an event becomes an [`action::Action`] by the keymap, `update` changes the state and
//! returns effects, the runtime carries these out, and the view draws the state.

pub mod action;
pub mod command;
pub mod context;
pub mod effect;
pub mod event;
pub mod layout;
pub mod runtime;
pub mod settings;
pub mod state;
pub mod update;
pub mod view;

#[cfg(test)]
mod tests;
