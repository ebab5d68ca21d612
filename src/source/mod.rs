//! From files to texts: what may be read, how its bytes become characters, and what is said when
//! they cannot.
//!
//! Sources are hostile or careless until shown otherwise: only regular files are opened, without
//! waiting for anyone, and no more than the limit is ever read.

mod decode;
mod discover;
mod encodings;
mod error;
mod read;

pub use decode::{Decoded, NotText, decode};
pub use discover::{Discovery, Skipped, Why, discover};
pub use encodings::ENCODINGS;
pub use error::{Problem, SourceError};
pub use read::{Limits, Read, from_bytes, read, read_in, read_stdin};
