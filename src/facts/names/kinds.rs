//! Words that tell what a name names: titles before people, last words of organisations and places.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::super::model::NameOf;
use super::lands::is_land;

/// Words that stand before a person's name and are no part of it, in order.
pub const TITLES: &[&str] = &[
    "acting",
    "ambassador",
    "archbishop",
    "assistant",
    "associate",
    "attorney",
    "baroness",
    "bishop",
    "captain",
    "cardinal",
    "ceo",
    "chair",
    "chairman",
    "chairperson",
    "chairwoman",
    "chancellor",
    "chef",
    "chief",
    "coach",
    "col",
    "colonel",
    "commander",
    "commissioner",
    "congressman",
    "congresswoman",
    "constable",
    "coordinator",
    "councillor",
    "councilman",
    "councilwoman",
    "deputy",
    "detective",
    "director",
    "doctor",
    "dr",
    "editor",
    "elect",
    "emperor",
    "executive",
    "first",
    "former",
    "founder",
    "gen",
    "general",
    "gov",
    "governor",
    "head",
    "inspector",
    "judge",
    "justice",
    "king",
    "lady",
    "leader",
    "lieutenant",
    "lord",
    "lt",
    "madam",
    "maj",
    "major",
    "manager",
    "mayor",
    "minister",
    "mr",
    "mrs",
    "ms",
    "officer",
    "pastor",
    "police",
    "pope",
    "premier",
    "president",
    "president-elect",
    "prime",
    "prince",
    "princess",
    "principal",
    "prof",
    "professor",
    "prosecutor",
    "queen",
    "rabbi",
    "rep",
    "representative",
    "researcher",
    "rev",
    "reverend",
    "secretary",
    "sen",
    "senator",
    "senior",
    "sergeant",
    "sgt",
    "sheriff",
    "sir",
    "speaker",
    "special",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "state",
    "sultan",
    "superintendent",
    "treasurer",
    "vice",
];

/// Last words of an organisation's name, in order.
const ORGANISATIONS: &[&str] = &[
    "academy",
    "administration",
    "agency",
    "airlines",
    "airways",
    "alliance",
    "army",
    "assembly",
    "association",
    "authority",
    "bank",
    "board",
    "brigade",
    "bureau",
    "cabinet",
    "center",
    "centre",
    "chamber",
    "church",
    "club",
    "co",
    "college",
    "commission",
    "committee",
    "company",
    "congress",
    "corp",
    "corporation",
    "council",
    "court",
    "department",
    "electric",
    "federation",
    "force",
    "forces",
    "foundation",
    "front",
    "fund",
    "government",
    "group",
    "guard",
    "holdings",
    "hospital",
    "house",
    "inc",
    "institute",
    "institution",
    "journal",
    "league",
    "llc",
    "ltd",
    "ministry",
    "motors",
    "movement",
    "museum",
    "network",
    "news",
    "office",
    "organisation",
    "organization",
    "parliament",
    "partners",
    "party",
    "plc",
    "police",
    "post",
    "press",
    "school",
    "senate",
    "service",
    "services",
    "society",
    "systems",
    "team",
    "technologies",
    "times",
    "treasury",
    "tribunal",
    "trust",
    "union",
    "university",
];

/// First or last words of a place's name, in order.
const PLACES: &[&str] = &[
    "airport",
    "avenue",
    "bay",
    "beach",
    "border",
    "bridge",
    "canal",
    "cape",
    "city",
    "coast",
    "county",
    "desert",
    "district",
    "forest",
    "fort",
    "gap",
    "gulf",
    "harbor",
    "harbour",
    "heights",
    "hemisphere",
    "hill",
    "hills",
    "island",
    "islands",
    "jungle",
    "kingdom",
    "lake",
    "mount",
    "mountain",
    "mountains",
    "ocean",
    "park",
    "peninsula",
    "port",
    "province",
    "republic",
    "river",
    "road",
    "sea",
    "square",
    "station",
    "strait",
    "street",
    "territory",
    "town",
    "valley",
    "village",
];

/// What a word tells at the end or at the start of a name.
#[derive(Clone, Copy, Default)]
struct Tells {
    organisation: bool,
    place: bool,
}

static TELLING: LazyLock<HashMap<&str, Tells, FixedState>> = LazyLock::new(|| {
    let mut telling: HashMap<&str, Tells, FixedState> = HashMap::default();
    for word in ORGANISATIONS {
        telling.entry(word).or_default().organisation = true;
    }
    for word in PLACES {
        telling.entry(word).or_default().place = true;
    }
    telling
});

/// What a name without a title names, where its words tell.
pub fn of_words(folded: &[String]) -> Option<NameOf> {
    let tells = |word: &str| TELLING.get(word).copied().unwrap_or_default();
    let last = tells(folded.last()?.trim_end_matches('.'));
    let first = tells(folded.first()?);
    let is_long = folded.len() > 1;
    if is_land(folded) || (is_long && last.place) {
        Some(NameOf::Place)
    } else if is_long && last.organisation
        || first.organisation && folded.iter().any(|word| word == "of")
    {
        Some(NameOf::Organisation)
    } else if is_long && first.place {
        Some(NameOf::Place)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order_so_that_they_can_be_searched() {
        for list in [TITLES, ORGANISATIONS, PLACES] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn words_tell_what_is_named() {
        let of = |name: &str| of_words(&name.split(' ').map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(of("ministry of health"), Some(NameOf::Organisation));
        assert_eq!(of("central bank"), Some(NameOf::Organisation));
        assert_eq!(of("u.s."), Some(NameOf::Place));
        assert_eq!(of("lake victoria"), Some(NameOf::Place));
        assert_eq!(of("anna berg"), None);
    }
}
