//! Two passages compared word by word, so that what the rewriting changed stands out.
