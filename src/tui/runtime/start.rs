//! What the start screen offers.

use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::super::event::Report;
use super::super::state::{Start, StartRow};
use super::finding::UntilLeft;
use crate::parallel::Watch as _;
use crate::source::discover_while;
use crate::store::{Dirs, recent};

/// How long the start screen waits to know how many texts lie in the folder.
const PATIENCE: Duration = Duration::from_millis(50);

/// The sessions of these directories, the texts of the folder that the program was started in, and
/// the sample. Where that folder is large, the number of its texts is reported later.
pub fn screen(
    dirs: &Dirs,
    now: Timestamp,
    zone: &TimeZone,
    watch: UntilLeft,
    report: impl Fn(Report) -> bool + Send + 'static,
) -> Start {
    let (known, texts) = channel();
    let folder = std::env::current_dir().ok();
    if let Some(folder) = folder.clone() {
        thread::spawn(move || {
            let found = discover_while(&[folder], &|_| !watch.cancelled());
            let texts = found.files.len();
            if known.send(texts).is_err() {
                report(Report::TextsHere(texts));
            }
        });
    }
    let recent = recent::list(dirs);
    let here = folder.and_then(|folder| match texts.recv_timeout(PATIENCE) {
        Ok(0) => None,
        texts => Some(StartRow::texts_of(folder, texts.ok())),
    });
    Start::new(recent, here, |session| when(session, now, zone))
}

/// What is told of a session that could be resumed: its claims, and when it was changed.
fn when(session: &recent::Recent, now: Timestamp, zone: &TimeZone) -> String {
    let changed = Timestamp::try_from(session.changed).unwrap_or(now);
    let time = day_and_time(changed, now, zone);
    match session.claims {
        Some(1) => format!("1 claim   {time}"),
        Some(claims) => format!("{claims} claims   {time}"),
        None => time,
    }
}

/// A moment of the past as it is told: "today 14:02", "yesterday 14:02", "2026-01-02".
pub fn day_and_time(moment: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let moment = moment.to_zoned(zone.clone());
    let today = now.to_zoned(zone.clone()).date();
    let day = moment.date();
    if day == today {
        moment.strftime("today %H:%M").to_string()
    } else if day.tomorrow().is_ok_and(|next| next == today) {
        moment.strftime("yesterday %H:%M").to_string()
    } else {
        day.to_string()
    }
}
