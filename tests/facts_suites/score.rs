//! Parts of suites, and their figures.

use std::path::PathBuf;

use serde_json::Value;

/// The cases of a suite, where the folder is known.
pub fn suite(name: &str) -> Option<Vec<Value>> {
    let folder = PathBuf::from(std::env::var_os("CROSSCHECK_FACTS")?);
    let text = std::fs::read_to_string(folder.join(name)).ok()?;
    serde_json::from_str(&text).ok()
}

/// Whether an input is of the part that is worked on: by the parity of its FNV-1a hash.
fn is_open(input: &str) -> bool {
    let hash = input.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash >> 32) % 2 == 0
}

/// Tells an error, if it lies in the part that is worked on and errors are asked for.
pub fn miss(input: &str, told: impl FnOnce() -> String) {
    let asked = std::env::var_os("CROSSCHECK_MISSES");
    if asked.is_some_and(|asked| asked == "all" || is_open(input)) {
        println!("{}", told());
    }
}

/// What was found against what was wanted.
#[derive(Clone, Copy, Default)]
pub struct Score {
    /// Wanted and found.
    right: usize,
    found: usize,
    wanted: usize,
}

/// The scores of the two parts of a suite.
#[derive(Clone, Copy, Default)]
pub struct Scores {
    open: Score,
    kept: Score,
}

impl Scores {
    /// Counts what was found in one input.
    pub fn count(&mut self, input: &str, right: usize, found: usize, wanted: usize) {
        let half = if is_open(input) {
            &mut self.open
        } else {
            &mut self.kept
        };
        half.right += right;
        half.found += found;
        half.wanted += wanted;
    }

    /// Both parts together.
    pub fn all(&self) -> Score {
        Score {
            right: self.open.right + self.kept.right,
            found: self.open.found + self.kept.found,
            wanted: self.open.wanted + self.kept.wanted,
        }
    }

    /// A line for both parts together and one for each.
    pub fn told(&self, name: &str, line: impl Fn(&Score) -> String) -> String {
        format!(
            "{name}\n    all   {}\n    open  {}\n    kept  {}",
            line(&self.all()),
            line(&self.open),
            line(&self.kept)
        )
    }
}

impl Score {
    /// The harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.wanted).max(1) as f64
    }

    /// The share of what was wanted that was found.
    pub fn recall(&self) -> f64 {
        self.right as f64 / self.wanted.max(1) as f64
    }

    /// Precision, recall and their mean.
    pub fn rates(&self) -> String {
        let precision = self.right as f64 / self.found.max(1) as f64;
        format!(
            "precision {precision:.3}, recall {:.3}, F1 {:.3}",
            self.recall(),
            self.f1()
        )
    }

    /// How many of how many.
    pub fn share(&self) -> String {
        format!("{} of {}: {:.3}", self.right, self.wanted, self.recall())
    }
}

/// Counts the wanted values that were found, each once.
pub fn matched<T: Clone>(found: &[T], wanted: &[T], same: impl Fn(&T, &T) -> bool) -> usize {
    let mut left = found.to_vec();
    wanted
        .iter()
        .filter(
            |want| match left.iter().position(|found| same(found, want)) {
                Some(at) => {
                    left.remove(at);
                    true
                }
                None => false,
            },
        )
        .count()
}

/// Whether two numbers are the same but for the last digits of floating point.
pub fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1e-9)
}
