//! Files to documents: what a reader would read, decoded, within limits that hostile input cannot
//! pass.
