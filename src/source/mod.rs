//! From files to texts: what may be read, how its bytes become characters, and what is said when
//! they cannot.
//!
//! Sources are hostile or careless until shown otherwise: only regular files are opened, without
//! waiting for anyone, and no more than the limit is ever read. What is not plain text is read by one
//! of the readers in [`formats`], which run in a child process of their own ([`Extractor`]).

mod archive;
mod charset;
mod container;
mod decode;
mod discover;
mod encodings;
mod error;
mod extract;
mod extracted;
mod extractor;
mod format;
pub mod formats;
mod letter;
mod read;

pub use charset::{Charset, UnknownCharset};
pub use container::LastArchive;
pub use decode::{Decoded, NotText, decode};
pub use discover::{Discovery, Skipped, Why, discover, discover_while};
pub use encodings::ENCODINGS;
pub use error::{Problem, SourceError};
pub use extract::{Asked, Unreadable, extract};
pub use extracted::{Extracted, LeftOut, Link};
pub use extractor::{Bounds, COMMAND, Extractor, Failure, serve};
pub use format::Format;
pub use read::{Limits, Raw, Read, Reader};
