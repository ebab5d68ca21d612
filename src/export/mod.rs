//! Sessions as documents for others to read, one file a format.
