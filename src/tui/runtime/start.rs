//! What the start screen offers.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::super::state::{Start, StartRow};
use super::opening::Opening;
use crate::source::discover;
use crate::store::{Dirs, recent};

/// The sessions of these directories, the texts of the folder that the program was started in, and
/// the sample.
pub fn screen(dirs: &Dirs, now: Timestamp, zone: &TimeZone) -> Start {
    Start::new(recent::list(dirs), texts_here(), |session| {
        when(session, now, zone)
    })
}

/// The texts of the folder that the program was started in, as a row of the start screen.
fn texts_here() -> Option<StartRow> {
    let folder = std::env::current_dir().ok()?;
    let texts = discover(std::slice::from_ref(&folder)).files.len();
    (texts > 0).then(|| StartRow {
        heading: "Open",
        name: folder.display().to_string(),
        detail: if texts == 1 {
            "1 text".to_owned()
        } else {
            format!("{texts} texts")
        },
        opening: Opening::Texts {
            paths: vec![folder],
            pasted: None,
            session: None,
        },
    })
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
