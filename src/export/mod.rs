//! Sessions as documents for others to read, one file a format.

mod markdown;

pub use markdown::markdown;
