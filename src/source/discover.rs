//! Which files of the folders that were named are texts, told by their names alone: nothing but
//! archives is opened, so that a folder of ten thousand costs milliseconds.

use std::cell::OnceCell;
use std::ffi::OsStr;
use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};

#[cfg(test)]
use super::Problem;
use super::{SourceError, container};

/// How deep folders are followed.
const DEPTH: usize = 32;

/// How many files are taken in at most.
const FILES: usize = 100_000;

/// How many archives are looked into at most: each has to be opened.
const ARCHIVES: usize = 1000;

/// How many bytes of e-mails, and of archives inside of archives, are unpacked at most to look into
/// them.
const UNPACKED: u64 = 512 * 1024 * 1024;

/// How many entries of folders are looked at in all, whatever they are.
const ENTRIES: usize = 1_000_000;

/// After how many entries it is told again how many texts are found.
const TOLD_AFTER: usize = 1000;

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
    /// An archive or an e-mail inside of others inside of others.
    #[error("an archive too deep inside of others")]
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
    discover_while(paths, &|_| true)
}

/// The same, where that may take long: `go_on` is told again and again how many texts are found, and
/// says whether to look for more. What is found by then is returned.
pub fn discover_while(paths: &[PathBuf], go_on: &dyn Fn(usize) -> bool) -> Discovery {
    let mut search = Search {
        found: Discovery::default(),
        archives: 0,
        unpacked: UNPACKED,
        entries: 0,
        go_on,
        over: false,
    };
    for path in paths {
        search.named(path);
    }
    search.found
}

/// A search that goes on.
struct Search<'g> {
    found: Discovery,
    /// How many archives and e-mails were looked into.
    archives: usize,
    /// How many bytes may still be unpacked to look into them.
    unpacked: u64,
    /// How many entries were looked at.
    entries: usize,
    go_on: &'g dyn Fn(usize) -> bool,
    /// Whether nobody waits for more.
    over: bool,
}

/// A folder that was named.
struct Root<'p> {
    path: &'p Path,
    /// Where it lies, without links; asked for by the first link only.
    real: OnceCell<Option<PathBuf>>,
}

impl Search<'_> {
    fn named(&mut self, path: &Path) {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => match fs::read_dir(path) {
                Ok(_) => {
                    let real = OnceCell::new();
                    self.folder(&Root { path, real }, path, 0);
                }
                Err(error) => self.found.problems.push(SourceError::new(path, error)),
            },
            Ok(_) => self.file(path.to_owned()),
            // A member of an archive is no path of the system.
            Err(_) if container::split(path).is_some() => self.found.files.push(path.to_owned()),
            Err(error) => self.found.problems.push(SourceError::new(path, error)),
        }
    }

    fn folder(&mut self, root: &Root<'_>, folder: &Path, depth: usize) {
        if depth > DEPTH {
            return self.skip(folder, Why::TooMany);
        }
        let Ok(listed) = fs::read_dir(folder) else {
            return self.skip(folder, Why::Unreadable);
        };
        let mut entries = vec![];
        for entry in listed.filter_map(Result::ok) {
            if self.entries == ENTRIES {
                self.skip(folder, Why::TooMany);
                break;
            }
            entries.push((entry.file_name(), entry));
            if !self.goes_on() {
                return;
            }
        }
        entries.sort_by(|(one, _), (other, _)| one.cmp(other));
        for (name, entry) in entries {
            if self.over {
                return;
            }
            self.entry(root, &name, &entry, depth);
        }
    }

    /// Counts an entry, and asks again and again whether somebody waits for more.
    fn goes_on(&mut self) -> bool {
        self.entries += 1;
        if self.entries.is_multiple_of(TOLD_AFTER) && !(self.go_on)(self.found.files.len()) {
            self.over = true;
        }
        !self.over
    }

    fn entry(&mut self, root: &Root<'_>, name: &OsStr, entry: &DirEntry, depth: usize) {
        let path = entry.path();
        let Ok(kind) = entry.file_type() else {
            return self.skip(&path, Why::Unreadable);
        };
        if name.as_encoded_bytes().starts_with(b".") {
            self.skip(&path, Why::Hidden);
        } else if kind.is_dir() && belongs_to_page(&path) {
            self.skip(&path, Why::PartOfPage);
        } else if kind.is_dir() {
            self.folder(root, &path, depth + 1);
        } else if kind.is_symlink() && !root.holds_file(&path) {
            self.skip(&path, Why::Link);
        } else if !kind.is_file() && !kind.is_symlink() {
            self.skip(&path, Why::Special);
        } else if !may_be_text(&path) {
            self.skip(&path, Why::NotText);
        } else if self.found.files.len() >= FILES {
            self.skip(&path, Why::TooMany);
        } else {
            self.file(path);
        }
    }

    /// A file, the members of an archive that it is, and what is attached to an e-mail that it is.
    fn file(&mut self, path: PathBuf) {
        let may_hold = container::is_called_so(&path) && self.archives < ARCHIVES;
        let members = may_hold.then(|| container::members(&path, &mut self.unpacked));
        // What cannot be listed says why when it is read.
        let Some(Ok(members)) = members else {
            return self.found.files.push(path);
        };
        self.archives += 1;
        if members.is_document {
            self.found.files.push(path.clone());
        }
        for (name, why) in members.skipped {
            self.skip(&path.join(name), why);
        }
        for name in members.names {
            self.member(path.join(name));
            if !self.goes_on() {
                return;
            }
        }
    }

    fn member(&mut self, path: PathBuf) {
        let name = path.file_name().unwrap_or_default();
        let is_hidden = name.as_encoded_bytes().starts_with(b".")
            || path.components().any(|part| part.as_os_str() == "__MACOSX");
        if is_hidden {
            self.skip(&path, Why::Hidden);
        } else if !may_be_text(&path) {
            self.skip(&path, Why::NotText);
        } else if self.found.files.len() >= FILES {
            self.skip(&path, Why::TooMany);
        } else {
            self.found.files.push(path);
        }
    }

    fn skip(&mut self, path: &Path, why: Why) {
        self.found.skipped.push(Skipped {
            path: path.to_owned(),
            why,
        });
    }
}

impl Root<'_> {
    /// Whether a link leads to a file inside.
    fn holds_file(&self, link: &Path) -> bool {
        let real = self.real.get_or_init(|| self.path.canonicalize().ok());
        let (Some(real), Ok(target)) = (real, link.canonicalize()) else {
            return false;
        };
        target.starts_with(real) && target.is_file()
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
            ["b.txt", "a.html", "more.zip", "not.zip", "page.html"]
        );
        let why: Vec<Why> = found.skipped.iter().map(|skipped| skipped.why).collect();
        assert_eq!(why, [Why::NotText, Why::PartOfPage]);
    }

    fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(vec![]));
        for (name, content) in members {
            let options = zip::write::SimpleFileOptions::default();
            zip.start_file(*name, options).unwrap();
            std::io::Write::write_all(&mut zip, content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn archives_and_letters_are_looked_into_three_deep() {
        let folder = tempfile::tempdir().unwrap();
        let letter =
            b"From: a@b\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n\
            --x\r\nContent-Type: text/plain\r\n\r\nHello.\r\n--x\r\nContent-Type: text/plain\r\n\
            Content-Disposition: attachment; filename=\"note.txt\"\r\n\r\nattached\r\n--x--\r\n";
        let fourth = zipped(&[("deepest.txt", b"4")]);
        let third = zipped(&[("third.txt", b"3"), ("fourth.zip", &fourth)]);
        let second = zipped(&[("third.zip", &third), ("post/letter.eml", letter)]);
        let path = folder.path().join("first.zip");
        fs::write(&path, zipped(&[("second.zip", &second)])).unwrap();
        let found = discover(std::slice::from_ref(&path));
        assert_eq!(
            names(found.files.clone()),
            ["letter.eml", "note.txt", "third.txt"]
        );
        assert_eq!(
            names(found.skipped.into_iter().map(|it| it.path)),
            ["fourth.zip"]
        );
        let reader = super::super::Reader::default();
        let texts = found
            .files
            .iter()
            .map(|file| reader.read(file).unwrap().text);
        let texts: Vec<String> = texts.collect();
        assert!(texts[0].contains("Hello."), "{texts:?}");
        assert!(
            texts[1].starts_with("attached") && texts[2] == "3",
            "{texts:?}"
        );
        assert!(reader.read(&path.join("second.zip/none.txt")).is_err());
    }

    #[test]
    fn a_search_that_nobody_waits_for_ends() {
        let folder = tempfile::tempdir().unwrap();
        for number in 0..TOLD_AFTER + 10 {
            fs::write(folder.path().join(format!("{number}.txt")), "").unwrap();
        }
        let named = [folder.path().to_owned()];
        assert_eq!(discover(&named).files.len(), TOLD_AFTER + 10);
        assert_eq!(discover_while(&named, &|_| false).files, [] as [PathBuf; 0]);
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
