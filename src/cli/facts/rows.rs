//! Facts for people: one row a fact, with its words in every document.

use std::io::{self, Write};

use super::Texts;
use crate::compare::{self, Class};
use crate::facts::Row;
use crate::text::Visible;

/// Writes the rows, with a blank line between those that reach over several lines.
///
/// # Errors
/// The output cannot be written.
pub fn print(out: &mut impl Write, rows: &[Row], texts: &Texts) -> io::Result<()> {
    for row in rows {
        let sign = compare::class_of(row).map_or(' ', Class::sign);
        let kind = row.kind();
        let why = row.why(|place| texts.written(place));
        writeln!(out, "{sign} {kind:<10}  {}", Visible::of(&why))?;
        for (document, forms) in row.forms(|place| texts.written(place)) {
            let Some(document) = texts.get(document) else {
                continue;
            };
            let forms: Vec<String> = forms.iter().map(|form| format!("“{form}”")).collect();
            writeln!(
                out,
                "              {}  {}",
                Visible::of(&document.title),
                Visible::of(&forms.join(", "))
            )?;
        }
    }
    Ok(())
}
