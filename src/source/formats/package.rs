//! Files that are ZIP archives inside: office documents and books. Their parts are unpacked one by one,
//! as much as is needed and never more than a limit.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::html;
use crate::source::decode::decode_declared;
use crate::source::extract::Unreadable;

/// How many bytes are unpacked of one file, all its parts together.
const UNPACKED: u64 = 64 * 1024 * 1024;

/// How many parts a file may have.
const PARTS: usize = 20_000;

/// A file and its parts.
pub struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl Package {
    /// Looks at the list of parts.
    ///
    /// # Errors
    /// When it is broken or too long.
    pub fn open(bytes: Vec<u8>) -> Result<Self, Unreadable> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        if archive.len() > PARTS {
            let what = format!("it has more than {PARTS} parts");
            return Err(Unreadable::Why(what));
        }
        Ok(Self {
            archive,
            left: UNPACKED,
        })
    }

    /// The names of the parts.
    pub fn names(&self) -> Vec<String> {
        self.archive
            .file_names()
            .filter_map(|name| Some(name.ok()?.into_owned()))
            .collect()
    }

    /// A part as characters; none where there is no part of this name.
    ///
    /// # Errors
    /// When it is broken, locked, or too large.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let Some(bytes) = self.bytes(name)? else {
            return Ok(None);
        };
        let declared = html::declared(&bytes);
        let decoded = decode_declared(bytes, declared)?;
        Ok(Some(decoded.text))
    }

    /// A part that a file of its kind must have, as characters.
    ///
    /// # Errors
    /// As [`Package::text`], and when it is not there.
    pub fn needed(&mut self, name: &str) -> Result<String, Unreadable> {
        self.text(name)?
            .ok_or_else(|| Unreadable::Why(format!("its part {name} is missing")))
    }

    fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Unreadable> {
        let Some(index) = self.archive.index_for_name(name) else {
            return Ok(None);
        };
        let part = self
            .archive
            .by_index(index)
            .map_err(|error| broken(&error))?;
        if part.encrypted() {
            return Err(Unreadable::Why("it is locked with a password".into()));
        }
        let mut bytes = vec![];
        let limit = self.left;
        part.take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| Unreadable::Why(format!("its part {name} is broken ({error})")))?;
        if bytes.len() as u64 > limit {
            let limit = UNPACKED / (1024 * 1024);
            let what = format!("it unpacks to more than {limit} MiB");
            return Err(Unreadable::Why(what));
        }
        self.left -= bytes.len() as u64;
        Ok(Some(bytes))
    }
}

fn broken(error: &zip::result::ZipError) -> Unreadable {
    Unreadable::Why(format!("it is broken ({error})"))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn no_more_is_unpacked_than_the_limit() {
        let mut writer = ZipWriter::new(Cursor::new(vec![]));
        for name in ["a.xml", "b.xml"] {
            writer
                .start_file(name, SimpleFileOptions::default())
                .unwrap();
            writer.write_all(&[b' '; 1000]).unwrap();
        }
        let bytes = writer.finish().unwrap().into_inner();
        let mut package = Package::open(bytes).unwrap();
        package.left = 1500;
        assert_eq!(package.text("a.xml").unwrap().unwrap().len(), 1000);
        assert!(package.text("c.xml").unwrap().is_none());
        let said = package.text("b.xml").unwrap_err().to_string();
        assert!(said.contains("unpacks to more than"), "{said}");
    }
}
