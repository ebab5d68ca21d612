//! Who has a session open.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A running program that has a session open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// The number of its process.
    pub process: u32,
    /// The machine it runs on.
    pub host: String,
    /// When it opened the session, in RFC 3339, in UTC.
    pub since: String,
}

impl Owner {
    /// This process, from now on.
    pub fn this_process() -> Self {
        Self {
            process: std::process::id(),
            host: host(),
            since: super::now().to_string(),
        }
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "process {} on {}, since {}",
            self.process, self.host, self.since
        )
    }
}

#[cfg(unix)]
fn host() -> String {
    rustix::system::uname()
        .nodename()
        .to_string_lossy()
        .into_owned()
}

#[cfg(not(unix))]
fn host() -> String {
    "this machine".to_owned()
}
