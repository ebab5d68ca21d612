//! From what the user named to a session, before its texts are looked for and read.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::named::Named;
use super::reading::Wanted;
use super::rescue;
use crate::sample;
use crate::session::{Edit, Hash, Stamp, ViewState, Work};
use crate::source::Read;
use crate::store::shelf::Shelf;
use crate::store::{self, Access, Hold, OpenError, Store, Why};

/// What is to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Nothing yet: the start screen.
    Start,
    /// The sample inside the program.
    Sample,
    /// A session file.
    Session(PathBuf),
    /// A session file that another machine did not close.
    TakeOver(PathBuf),
    /// A copy of the backup of a session that cannot be read whole.
    Backup(PathBuf),
    /// What is whole of a session that cannot be read whole.
    Salvage(PathBuf),
    /// Files and folders, in the session that they have or in a new one.
    Texts {
        /// The files and folders.
        paths: Vec<PathBuf>,
        /// What came on standard input.
        pasted: Option<Box<Read>>,
        /// Where a new session is to live, where the user says so.
        session: Option<PathBuf>,
    },
}

/// Why nothing could be opened, in a sentence for the user.
#[derive(Debug, thiserror::Error)]
pub enum CannotOpen {
    /// The session could not be read.
    #[error(transparent)]
    Session(#[from] OpenError),
    /// The session could not be made.
    #[error(transparent)]
    Edit(#[from] crate::session::EditError),
    /// What is to take the place of a broken session cannot be written.
    #[error("the new session could not be written: {0}")]
    NewFile(String),
    /// Nothing that was named is a text.
    #[error("{0}")]
    NoText(String),
}

/// A session that was opened, before its texts are read.
#[derive(Debug)]
pub struct Opened {
    /// The session with its history.
    pub work: Work,
    /// What the screen looked like.
    pub view: ViewState,
    /// What is needed to keep it; none where it may only be read.
    pub hold: Option<Hold>,
    /// Why it may only be read.
    pub read_only: Option<Why>,
    /// The texts that the session knows.
    pub known: Vec<Wanted>,
    /// Where more are looked for.
    pub named: Option<Named>,
    /// Where they are found.
    pub shelf: Shelf,
    /// What the analyst should know.
    pub told: Vec<String>,
    /// Where the session lives.
    pub path: PathBuf,
}

/// How a session begins that is new.
#[derive(Clone, Copy, Debug)]
pub struct Fresh<'s> {
    /// Who begins it.
    pub author: &'s str,
    /// The scale of verdicts that it uses.
    pub scale: &'s str,
    /// When.
    pub now: Timestamp,
}

/// Opens what was named.
///
/// # Errors
/// [`CannotOpen`] where nothing is left to show.
pub fn open(store: &Store, opening: Opening, fresh: &Fresh<'_>) -> Result<Opened, CannotOpen> {
    match opening {
        Opening::Start => Ok(nothing(store)),
        Opening::Sample => open_sample(store),
        Opening::Session(path) => open_session(store, &path, None),
        Opening::TakeOver(path) => {
            let opened = store.take_over(&path)?;
            Ok(Opened::of(opened, Shelf::new(store, &path, None), path))
        }
        Opening::Backup(path) => open_instead(store, &path, &rescue::restored(store, &path)?),
        Opening::Salvage(path) => {
            open_instead(store, &path, &rescue::salvaged(store, &path, fresh)?)
        }
        Opening::Texts {
            paths,
            pasted,
            session,
        } => open_texts(store, &paths, pasted.map(|read| *read), session, fresh),
    }
}

/// What lies behind the start screen.
pub fn nothing(store: &Store) -> Opened {
    Opened {
        work: Work::default(),
        view: ViewState::default(),
        hold: None,
        read_only: None,
        known: vec![],
        named: None,
        shelf: Shelf::new(store, Path::new(""), None),
        told: vec![],
        path: PathBuf::new(),
    }
}

fn open_session(store: &Store, path: &Path, pasted: Option<Read>) -> Result<Opened, CannotOpen> {
    let opened = store.open(path)?;
    Ok(Opened::of(
        opened,
        Shelf::new(store, path, pasted),
        path.to_owned(),
    ))
}

/// Opens the new session that takes a broken one's place.
fn open_instead(store: &Store, broken: &Path, path: &Path) -> Result<Opened, CannotOpen> {
    let mut opened = open_session(store, path, None)?;
    opened.told.insert(
        0,
        format!(
            "This is {}, a new session. {} is left as it is.",
            path.display(),
            broken.display()
        ),
    );
    Ok(opened)
}

fn open_sample(store: &Store) -> Result<Opened, CannotOpen> {
    let path = store.dirs().sessions().join("sample.ron");
    if path.exists() {
        return open_session(store, &path, None);
    }
    let opened = store.create_from(&path, sample::SESSION)?;
    Ok(Opened::of(opened, Shelf::new(store, &path, None), path))
}

fn open_texts(
    store: &Store,
    paths: &[PathBuf],
    pasted: Option<Read>,
    session: Option<PathBuf>,
    fresh: &Fresh<'_>,
) -> Result<Opened, CannotOpen> {
    let paths: Vec<_> = paths
        .iter()
        .map(|path| std::path::absolute(path).unwrap_or_else(|_| path.clone()))
        .collect();
    let path = session.unwrap_or_else(|| {
        store
            .dirs()
            .sessions()
            .join(session_name(&paths, pasted.as_ref()))
    });
    let is_pasted = pasted.is_some();
    let mut opened = if path.exists() {
        open_session(store, &path, pasted)?
    } else {
        begin(store, &path, &title_of(&paths), pasted, fresh)?
    };
    let known = opened.known.iter().map(Wanted::source);
    opened.named = Some(Named {
        paths,
        pasted: is_pasted,
        known: known.cloned().collect(),
        first: opened.work.next_document_id().0,
        now: written(fresh.now),
    });
    Ok(opened)
}

/// A new session that nothing is written of before its first edit.
fn begin(
    store: &Store,
    path: &Path,
    title: &str,
    pasted: Option<Read>,
    fresh: &Fresh<'_>,
) -> Result<Opened, CannotOpen> {
    let edits = vec![
        Edit::Retitle(title.to_owned()),
        Edit::UseScale(fresh.scale.to_owned()),
    ];
    let stamp = Stamp {
        author: fresh.author.to_owned(),
        at: written(fresh.now),
    };
    let work = Work::begin(Edit::Several(edits), &stamp)?;
    let opened = store.create(path, work)?;
    Ok(Opened::of(
        opened,
        Shelf::new(store, path, pasted),
        path.to_owned(),
    ))
}

impl Opened {
    fn of(opened: store::Opened, shelf: Shelf, path: PathBuf) -> Self {
        let (hold, read_only) = match opened.access {
            Access::ReadWrite(hold) => (Some(*hold), None),
            Access::ReadOnly(why) => (None, Some(why)),
        };
        let known = opened
            .work
            .session()
            .documents
            .iter()
            .cloned()
            .map(Wanted::Known);
        Self {
            known: known.collect(),
            named: None,
            work: opened.work,
            view: opened.view,
            hold,
            read_only,
            shelf: shelf.with_packed(opened.packed),
            told: opened.notices.iter().map(ToString::to_string).collect(),
            path,
        }
    }
}

/// A moment as the history writes it: RFC 3339, in UTC, with milliseconds.
pub fn written(now: Timestamp) -> String {
    now.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// The file name of the session that these texts have: the same for the same names, whatever their
/// order.
fn session_name(paths: &[PathBuf], pasted: Option<&Read>) -> String {
    let mut names: Vec<_> = paths
        .iter()
        .map(|path| path.to_string_lossy().into_owned())
        .collect();
    names.extend(pasted.map(|read| read.sha256.clone()));
    names.sort();
    let hash = Hash::of(names.join("\n")).to_string();
    let slug: String = title_of(paths)
        .chars()
        .filter_map(|c| {
            if c.is_alphanumeric() {
                Some(c)
            } else {
                matches!(c, ' ' | '-' | '_' | '.').then_some('-')
            }
        })
        .take(40)
        .collect();
    format!(
        "{}-{}.ron",
        slug.trim_matches('-'),
        hash.get(..8).unwrap_or_default()
    )
}

/// A session's first name: that of the folder or of the first file.
fn title_of(paths: &[PathBuf]) -> String {
    let first = paths.iter().find_map(|path| {
        let name = if path.is_dir() {
            path.file_name()
        } else {
            path.file_stem()
        };
        name.map(|name| name.to_string_lossy().into_owned())
    });
    match (first, paths.len()) {
        (Some(name), 1) => name,
        (Some(name), many) => format!("{name} and {} more", many - 1),
        (None, _) => "standard input".to_owned(),
    }
}
