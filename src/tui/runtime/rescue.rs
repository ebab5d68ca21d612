//! A session that cannot be read whole: what is wrong with it, and what can be had instead. It, its
//! journal and its backup are only read; what is had instead is a new file.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::super::state::{Start, StartRow};
use super::opening::{CannotOpen, Fresh, Opening, written};
use super::start::day_and_time;
use crate::session::{Stamp, ViewState, Work};
use crate::store::salvage::{Salvaged, salvage};
use crate::store::{Files, OpenError, Store, format, read, settled};

/// The start screen that says what is wrong and offers what there is.
pub fn screen(store: &Store, error: &OpenError, fresh: &Fresh<'_>, zone: &TimeZone) -> Start {
    let (OpenError::Broken { path, .. }
    | OpenError::Unreadable { path, .. }
    | OpenError::OnlyBackup { path, .. }
    | OpenError::Newer { path, .. }
    | OpenError::Exists { path }) = error;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut told = match error {
        OpenError::OnlyBackup { .. } => vec![],
        _ => vec![
            format!("{name} cannot be read whole. It is left as it is."),
            String::new(),
        ],
    };
    told.extend(error.to_string().lines().map(str::to_owned));
    let row = |name: String, detail, opening| StartRow {
        heading: "Go on with",
        name,
        detail,
        opening,
    };
    // Of a session that is gone, the backup is all there is, unless edits were made after it.
    let is_worth_it =
        !matches!(error, OpenError::OnlyBackup { .. }) || Files::of(settled(path)).journal.exists();
    let salvaged = is_worth_it
        .then(|| salvage(store, path, &stamp(fresh)).ok())
        .flatten();
    let salvaged = salvaged.map(|salvaged| {
        let claims = salvaged.work.session().claims.len();
        row(
            "what is whole of it, as a new session".to_owned(),
            match salvaged.whole {
                (_, 0) => format!("{claims} claims, from its backup and journal"),
                (whole, begun) => format!("{whole} of {begun} records, {claims} claims"),
            },
            Opening::Salvage(path.to_owned()),
        )
    });
    let backup = backup(path).map(|(work, changed)| {
        let when = day_and_time(changed, fresh.now, zone);
        row(
            "its backup, as a new session".to_owned(),
            format!("{} claims, as of {when}", work.session().claims.len()),
            Opening::Backup(path.to_owned()),
        )
    });
    let other = StartRow {
        heading: "Or",
        name: "something else".to_owned(),
        detail: "sessions, texts, the sample".to_owned(),
        opening: Opening::Start,
    };
    Start::instead(told, salvaged.into_iter().chain(backup).chain([other]))
}

/// Puts what is whole of a session into a new file and returns its path.
///
/// # Errors
/// [`CannotOpen`] where the old one cannot be read at all, or the new one not be written.
pub fn salvaged(store: &Store, path: &Path, fresh: &Fresh<'_>) -> Result<PathBuf, CannotOpen> {
    let Salvaged { work, texts, .. } = salvage(store, path, &stamp(fresh))?;
    let text = format::write(&work, &ViewState::default(), &texts)
        .map_err(|error| CannotOpen::NewFile(error.to_string()))?;
    write_new(store, path, "salvaged", &text)
}

/// Puts a copy of a session's backup into a new file and returns its path.
///
/// # Errors
/// [`CannotOpen`] where the backup is gone by now, or the new file cannot be written.
pub fn restored(store: &Store, path: &Path) -> Result<PathBuf, CannotOpen> {
    let backup = Files::of(settled(path)).backup;
    let text = fs::read_to_string(&backup)
        .map_err(|error| CannotOpen::NewFile(format!("{}: {error}", backup.display())))?;
    write_new(store, path, "restored", &text)
}

/// Writes a session into a new file beside its own and returns its path.
///
/// # Errors
/// [`CannotOpen`] where it cannot be written.
pub fn write_beside(
    store: &Store,
    path: &Path,
    work: &Work,
    view: &ViewState,
) -> Result<PathBuf, CannotOpen> {
    let text =
        format::write(work, view, &[]).map_err(|error| CannotOpen::NewFile(error.to_string()))?;
    write_new(store, path, "mine", &text)
}

/// The session in the backup, and when it was saved, if it is whole.
fn backup(path: &Path) -> Option<(Work, Timestamp)> {
    let backup = Files::of(settled(path)).backup;
    let changed = fs::metadata(&backup).ok()?.modified().ok()?;
    let read = read(&fs::read(&backup).ok()?, &|_| None).ok()?;
    Some((read.work, Timestamp::try_from(changed).ok()?))
}

/// Writes a new session beside the old one; where that cannot be done, among the program's own.
fn write_new(store: &Store, old: &Path, word: &str, text: &str) -> Result<PathBuf, CannotOpen> {
    let beside = free_name(old, word);
    if store.write_out(&beside, text).is_ok() {
        return Ok(beside);
    }
    let name = old.file_name().unwrap_or_default();
    let sessions = store.dirs().sessions();
    let path = free_name(&sessions.join(name), word);
    fs::create_dir_all(&sessions)
        .map_err(|error| error.to_string())
        .and_then(|()| {
            store
                .write_out(&path, text)
                .map_err(|error| error.to_string())
        })
        .map_err(CannotOpen::NewFile)?;
    Ok(path)
}

/// `work-salvaged.ron` for `work.ron`, with a number where that is taken.
fn free_name(old: &Path, word: &str) -> PathBuf {
    let stem = old.file_stem().unwrap_or_default().to_string_lossy();
    let name = |number: usize| match number {
        1 => format!("{stem}-{word}.ron"),
        more => format!("{stem}-{word}-{more}.ron"),
    };
    let named = |number| old.with_file_name(name(number));
    let free = (1..1000).map(named).find(|path| !path.exists());
    free.unwrap_or_else(|| named(1000))
}

fn stamp(fresh: &Fresh<'_>) -> Stamp {
    Stamp {
        author: fresh.author.to_owned(),
        at: written(fresh.now),
    }
}
