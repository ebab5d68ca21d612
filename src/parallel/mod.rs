//! The finder: passages that documents share, in the same or in similar words.
