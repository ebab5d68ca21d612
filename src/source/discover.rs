//! Which files of the folders that were named are texts, told by their names alone: nothing is
//! opened, so that a folder of ten thousand costs milliseconds.

use std::ffi::OsStr;
use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};

#[cfg(test)]
use super::Problem;
use super::{SourceError, archive};

/// How deep folders are followed.
const DEPTH: usize = 32;

/// How many files are taken in at most.
const FILES: usize = 100_000;

/// How many archives are looked into at most: each has to be opened.
const ARCHIVES: usize = 1000;

/// What was found under the paths that were named.
#[derive(Debug, Default)]
pub struct Discovery {
    /// The files to read: those that were named, and the texts of the folders that were named; each
    /// folder's in the order of their names.
    pub files: Vec<PathBuf>,
    /// What lies in the folders and is not read, and why.
    pub skipped: Vec<Skipped>,
    /// What was named and cannot be read.
    pub problems: Vec<SourceError>,
    /// How many archives were looked into.
    archives: usize,
}

/// A file or folder inside a named folder that is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Where it lies.
    pub path: PathBuf,
    /// Why it is left out.
    pub why: Why,
}

/// Why something in a folder is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// Its name starts with a dot.
    #[error("hidden")]
    Hidden,
    /// Its name ends like no text's.
    #[error("not a text by its name")]
    NotText,
    /// A link to a folder, or out of the folder that was named.
    #[error("a link that leads elsewhere")]
    Link,
    /// A pipe, a device or a socket.
    #[error("not a file")]
    Special,
    /// It cannot be looked into.
    #[error("cannot be opened")]
    Unreadable,
    /// An archive inside of an archive.
    #[error("an archive inside of an archive")]
    Archive,
    /// It belongs to a web page that was saved beside it.
    #[error("a part of a saved web page")]
    PartOfPage,
    /// More folders inside one another, or more files, than are followed.
    #[error("too many files or folders")]
    TooMany,
}

impl Why {
    /// Whether nobody would look for it among the texts.
    pub fn is_expected(self) -> bool {
        matches!(self, Why::Hidden | Why::NotText)
    }
}

/// Finds the texts of the files and folders that are named.
pub fn discover(paths: &[PathBuf]) -> Discovery {
    let mut found = Discovery::default();
    for path in paths {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => match fs::read_dir(path) {
                Ok(_) => found.folder(path, path, 0),
                Err(error) => found.problems.push(SourceError::new(path, error)),
            },
            Ok(_) => found.file(path.clone()),
            // A member of an archive is no path of the system.
            Err(_) if archive::split(path).is_some() => found.files.push(path.clone()),
            Err(error) => found.problems.push(SourceError::new(path, error)),
        }
    }
    found
}

impl Discovery {
    fn folder(&mut self, root: &Path, folder: &Path, depth: usize) {
        if depth > DEPTH {
            return self.skip(folder, Why::TooMany);
        }
        let Ok(entries) = fs::read_dir(folder) else {
            return self.skip(folder, Why::Unreadable);
        };
        let mut entries: Vec<DirEntry> = entries.filter_map(Result::ok).collect();
        entries.sort_by_key(DirEntry::file_name);
        for entry in entries {
            self.entry(root, &entry, depth);
        }
    }

    fn entry(&mut self, root: &Path, entry: &DirEntry, depth: usize) {
        let path = entry.path();
        let Ok(kind) = entry.file_type() else {
            return self.skip(&path, Why::Unreadable);
        };
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            self.skip(&path, Why::Hidden);
        } else if kind.is_dir() && belongs_to_page(&path) {
            self.skip(&path, Why::PartOfPage);
        } else if kind.is_dir() {
            self.folder(root, &path, depth + 1);
        } else if kind.is_symlink() && !leads_to_file_inside(root, &path) {
            self.skip(&path, Why::Link);
        } else if !kind.is_file() && !kind.is_symlink() {
            self.skip(&path, Why::Special);
        } else if !may_be_text(&path) {
            self.skip(&path, Why::NotText);
        } else if self.files.len() >= FILES {
            self.skip(&path, Why::TooMany);
        } else {
            self.file(path);
        }
    }

    /// A file, or the members of an archive that it is.
    fn file(&mut self, path: PathBuf) {
        let is_archive = archive::is_called_so(&path) && self.archives < ARCHIVES;
        match is_archive.then(|| archive::members(&path)) {
            Some(Ok(Some(members))) => {
                self.archives += 1;
                for member in members {
                    self.member(path.join(member));
                }
            }
            // What cannot be listed says why when it is read.
            Some(Ok(None) | Err(_)) | None => self.files.push(path),
        }
    }

    fn member(&mut self, path: PathBuf) {
        let name = path.file_name().unwrap_or_default();
        let is_hidden = name.as_encoded_bytes().starts_with(b".")
            || path.components().any(|part| part.as_os_str() == "__MACOSX");
        if is_hidden {
            self.skip(&path, Why::Hidden);
        } else if archive::is_called_so(&path) {
            self.skip(&path, Why::Archive);
        } else if !may_be_text(&path) {
            self.skip(&path, Why::NotText);
        } else if self.files.len() >= FILES {
            self.skip(&path, Why::TooMany);
        } else {
            self.files.push(path);
        }
    }

    fn skip(&mut self, path: &Path, why: Why) {
        self.skipped.push(Skipped {
            path: path.to_owned(),
            why,
        });
    }
}

/// Whether a folder holds the pictures and scripts of a page that a browser saved beside it.
fn belongs_to_page(folder: &Path) -> bool {
    let name = folder.to_string_lossy();
    let page = name.strip_suffix("_files").or(name.strip_suffix(".files"));
    page.is_some_and(|page| {
        [".html", ".htm", ".xhtml"]
            .iter()
            .any(|ending| Path::new(&format!("{page}{ending}")).is_file())
    })
}

fn leads_to_file_inside(root: &Path, link: &Path) -> bool {
    let (Ok(root), Ok(target)) = (root.canonicalize(), link.canonicalize()) else {
        return false;
    };
    target.starts_with(root) && target.is_file()
}

/// Whether a file may be a text, judged by how its name ends: all but the kinds that are known to
/// be something else, and crosscheck's own sessions.
fn may_be_text(path: &Path) -> bool {
    const OTHERS: &[&str] = &[
        "7z", "a", "aac", "ai", "apk", "avi", "avif", "bin", "bmp", "bz2", "class", "css", "dat",
        "db", "dll", "dmg", "doc", "eot", "exe", "flac", "gif", "gz", "heic", "ico", "iso", "jar",
        "jpeg", "jpg", "js", "lock", "m4a", "m4v", "mkv", "mov", "mp3", "mp4", "mpeg", "mpg", "o",
        "odp", "ods", "ogg", "ogv", "opus", "otf", "parquet", "pkl", "png", "ppt", "pptx", "psd",
        "pyc", "rar", "rlib", "ron", "so", "sqlite", "svg", "tar", "tgz", "tif", "tiff", "ttf",
        "wasm", "wav", "webm", "webp", "woff", "woff2", "xls", "xlsx", "xz", "zst",
    ];
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    !OTHERS.contains(&ending.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(paths: impl IntoIterator<Item = PathBuf>) -> Vec<String> {
        paths
            .into_iter()
            .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn a_folder_gives_its_texts_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("b")).unwrap();
        for name in [
            "c.txt",
            "a.md",
            "b/inner.txt",
            ".hidden.txt",
            "photo.JPG",
            "note",
        ] {
            fs::write(at(name), "text").unwrap();
        }
        let found = discover(&[folder.path().to_owned()]);
        assert_eq!(names(found.files), ["a.md", "inner.txt", "c.txt", "note"]);
        let why: Vec<Why> = found.skipped.iter().map(|skipped| skipped.why).collect();
        assert_eq!(why, [Why::Hidden, Why::NotText]);
    }

    #[test]
    fn what_is_named_is_taken_whatever_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let odd = folder.path().join("odd.bin");
        fs::write(&odd, "text").unwrap();
        let found = discover(&[odd.clone(), folder.path().join("none.txt")]);
        assert_eq!(found.files, [odd]);
        assert!(matches!(
            found.problems.first().map(|error| &error.problem),
            Some(Problem::Missing)
        ));
    }

    #[test]
    fn archives_are_folders_and_parts_of_pages_are_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let file = fs::File::create(at("all.zip")).unwrap();
        let mut zip = zip::ZipWriter::new(file);
        for name in ["b.txt", "in/a.html", "photo.png", "more.zip", "../out.txt"] {
            let options = zip::write::SimpleFileOptions::default();
            zip.start_file(name, options).unwrap();
        }
        zip.finish().unwrap();
        fs::create_dir(at("page_files")).unwrap();
        for name in ["page.html", "page_files/frame.html", "not.zip"] {
            fs::write(at(name), "text").unwrap();
        }
        let found = discover(&[folder.path().to_owned()]);
        assert_eq!(
            names(found.files),
            ["b.txt", "a.html", "not.zip", "page.html"]
        );
        let why: Vec<Why> = found.skipped.iter().map(|skipped| skipped.why).collect();
        assert_eq!(why, [Why::Archive, Why::NotText, Why::PartOfPage]);
    }

    #[cfg(unix)]
    #[test]
    fn links_in_a_circle_and_out_of_the_folder_are_left_out() {
        use std::os::unix::fs::symlink;
        let outside = tempfile::NamedTempFile::new().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("real.txt"), "text").unwrap();
        symlink(folder.path(), at("circle")).unwrap();
        symlink(outside.path(), at("out.txt")).unwrap();
        symlink(at("real.txt"), at("same.txt")).unwrap();
        symlink(at("self.txt"), at("self.txt")).unwrap();
        let found = discover(&[folder.path().to_owned()]);
        assert_eq!(names(found.files), ["real.txt", "same.txt"]);
        let skipped = names(found.skipped.into_iter().map(|skipped| skipped.path));
        assert_eq!(skipped, ["circle", "out.txt", "self.txt"]);
    }
}
