//! crosscheck: a terminal workbench for fact-checking.
//!
//! The map, in the order of dependency (each module knows only those above it):
//!
//! | module | what lives there |
//! |---|---|
//! | [`text`] | documents, spans, words, sentences, paragraphs, hidden characters |
//! | [`source`] | files → documents: encodings, limits on hostile input |
//! | [`facts`] | quantities, money, dates, names, quotations: recognise, normalise, compare |
//! | [`parallel`] | the finder: passages that documents share, however reworded |
//! | [`compare`] | two passages → aligned words → marked differences |
//! | [`session`] | claims, evidence, verdicts; edits and their inverses; history; anchors |
//! | [`store`] | session files on disk: read, check, save, lock, recover |
//! | [`export`] | one file a format |
//! | [`sample`] | the sample inside the program |
//! | [`tui`] | the workbench: terminal, state, update, views, keymap, themes |
//! | [`cli`] | one file a subcommand |
//!
//! Everything above `source` and from `facts` to `session` is pure: no terminal, disk, clock or
//! thread is known there.
#![forbid(unsafe_code)]

pub mod cli;
pub mod compare;
pub mod export;
pub mod facts;
pub mod parallel;
pub mod sample;
pub mod session;
pub mod source;
pub mod store;
pub mod text;
pub mod tui;
