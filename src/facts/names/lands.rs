//! Countries, continents and states, and the adjectives that are made of their names.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

/// Countries, continents and the states of the United States, in order, as folded words.
const LANDS: &[&str] = &[
    "afghanistan",
    "africa",
    "alabama",
    "alaska",
    "albania",
    "algeria",
    "america",
    "andorra",
    "angola",
    "antarctica",
    "argentina",
    "arizona",
    "arkansas",
    "armenia",
    "asia",
    "australia",
    "austria",
    "azerbaijan",
    "bahamas",
    "bahrain",
    "bangladesh",
    "barbados",
    "belarus",
    "belgium",
    "belize",
    "benin",
    "bhutan",
    "bolivia",
    "bosnia",
    "botswana",
    "brazil",
    "britain",
    "brunei",
    "bulgaria",
    "burkina faso",
    "burundi",
    "california",
    "cambodia",
    "cameroon",
    "canada",
    "central america",
    "chad",
    "chile",
    "china",
    "colombia",
    "colorado",
    "congo",
    "connecticut",
    "costa rica",
    "croatia",
    "cuba",
    "cyprus",
    "czech republic",
    "delaware",
    "denmark",
    "djibouti",
    "dominican republic",
    "east timor",
    "ecuador",
    "egypt",
    "el salvador",
    "england",
    "eritrea",
    "estonia",
    "ethiopia",
    "europe",
    "fiji",
    "finland",
    "florida",
    "france",
    "gabon",
    "gambia",
    "georgia",
    "germany",
    "ghana",
    "great britain",
    "greece",
    "greenland",
    "guatemala",
    "guinea",
    "guyana",
    "haiti",
    "hawaii",
    "honduras",
    "hong kong",
    "hungary",
    "iceland",
    "idaho",
    "illinois",
    "india",
    "indiana",
    "indonesia",
    "iowa",
    "iran",
    "iraq",
    "ireland",
    "israel",
    "italy",
    "ivory coast",
    "jamaica",
    "japan",
    "jordan",
    "kansas",
    "kazakhstan",
    "kentucky",
    "kenya",
    "kosovo",
    "kuwait",
    "kyrgyzstan",
    "laos",
    "latin america",
    "latvia",
    "lebanon",
    "lesotho",
    "liberia",
    "libya",
    "liechtenstein",
    "lithuania",
    "louisiana",
    "luxembourg",
    "macedonia",
    "madagascar",
    "maine",
    "malawi",
    "malaysia",
    "maldives",
    "mali",
    "malta",
    "maryland",
    "massachusetts",
    "mauritania",
    "mauritius",
    "mexico",
    "michigan",
    "middle east",
    "minnesota",
    "mississippi",
    "missouri",
    "moldova",
    "monaco",
    "mongolia",
    "montana",
    "montenegro",
    "morocco",
    "mozambique",
    "myanmar",
    "namibia",
    "nebraska",
    "nepal",
    "netherlands",
    "nevada",
    "new hampshire",
    "new jersey",
    "new mexico",
    "new york",
    "new zealand",
    "nicaragua",
    "niger",
    "nigeria",
    "north america",
    "north carolina",
    "north dakota",
    "north korea",
    "northern ireland",
    "norway",
    "ohio",
    "oklahoma",
    "oman",
    "oregon",
    "pakistan",
    "palestine",
    "panama",
    "paraguay",
    "pennsylvania",
    "peru",
    "philippines",
    "poland",
    "portugal",
    "puerto rico",
    "qatar",
    "rhode island",
    "romania",
    "russia",
    "rwanda",
    "saudi arabia",
    "scotland",
    "senegal",
    "serbia",
    "sierra leone",
    "singapore",
    "slovakia",
    "slovenia",
    "somalia",
    "south africa",
    "south america",
    "south carolina",
    "south dakota",
    "south korea",
    "south sudan",
    "spain",
    "sri lanka",
    "sudan",
    "suriname",
    "sweden",
    "switzerland",
    "syria",
    "taiwan",
    "tajikistan",
    "tanzania",
    "tennessee",
    "texas",
    "thailand",
    "tibet",
    "togo",
    "tunisia",
    "turkey",
    "turkmenistan",
    "u.k",
    "u.s",
    "u.s.a",
    "uganda",
    "uk",
    "ukraine",
    "united arab emirates",
    "united kingdom",
    "united states",
    "uruguay",
    "us",
    "usa",
    "utah",
    "uzbekistan",
    "vatican",
    "venezuela",
    "vermont",
    "vietnam",
    "virginia",
    "wales",
    "west virginia",
    "wisconsin",
    "wyoming",
    "yemen",
    "zambia",
    "zimbabwe",
];

/// Names that are mostly written short, with their short forms, as folded words.
const WRITTEN_SHORT: &[(&str, &[&str])] = &[
    ("european union", &["e.u", "eu"]),
    ("united arab emirates", &["u.a.e", "uae"]),
    ("united kingdom", &["u.k", "uk"]),
    ("united nations", &["u.n", "un"]),
    (
        "united states",
        &["u.s", "u.s.a", "united states of america", "us", "usa"],
    ),
];

/// Adjectives whose country is not told by their first letters, each with the country's names, in
/// order.
const ADJECTIVES: &[(&str, &[&str])] = &[
    (
        "american",
        &["u.s", "us", "usa", "u.s.a", "united states", "america"],
    ),
    (
        "british",
        &["britain", "u.k", "uk", "united kingdom", "great britain"],
    ),
    ("danish", &["denmark"]),
    ("dutch", &["netherlands"]),
    ("emirati", &["united arab emirates"]),
    ("filipino", &["philippines"]),
    ("french", &["france"]),
    ("greek", &["greece"]),
    ("polish", &["poland"]),
    ("spanish", &["spain"]),
    ("swiss", &["switzerland"]),
    ("thai", &["thailand"]),
    ("turkish", &["turkey"]),
    ("welsh", &["wales"]),
];

/// Endings that make an adjective of a country's name.
const ENDINGS: &[&str] = &[
    "", "n", "an", "ian", "nian", "ean", "ese", "ish", "i", "ic", "er", "m", "p",
];

/// No country's name in the list has more words.
const MOST_WORDS: usize = 3;

static IN_LANDS: LazyLock<HashSet<&str, FixedState>> =
    LazyLock::new(|| LANDS.iter().copied().collect());

/// Whether a name, given as folded words, is that of a country.
pub fn is_land(folded: &[String]) -> bool {
    folded.len() <= MOST_WORDS && IN_LANDS.contains(&*bare(folded))
}

/// The whole name of what a short form names, given as folded words: United States for U.S.
pub fn written_out(folded: &[String]) -> Option<&'static str> {
    let short = bare(folded);
    WRITTEN_SHORT
        .iter()
        .find(|(_, forms)| forms.contains(&&*short))
        .map(|(whole, _)| *whole)
}

/// Whether two names, given as folded words, mean one country: its names among themselves, or one
/// with its adjective (U.S., American; Panama, Panamanian).
pub fn is_one_land(a: &[String], b: &[String]) -> bool {
    let (a, b) = (bare(a), bare(b));
    let irregular = |(adjective, names): &(&str, &[&str])| {
        let is_of = |name: &str| name.trim_end_matches('s') == *adjective || names.contains(&name);
        is_of(&a) && is_of(&b)
    };
    is_adjective_of(&a, &b) || is_adjective_of(&b, &a) || ADJECTIVES.iter().any(irregular)
}

/// Whether two words are of two countries, however alike they are spelled: Austria, Australia;
/// Austrian, Australian.
pub fn are_two_lands(a: &str, b: &str) -> bool {
    let land = |word: &str| -> Option<&str> {
        let found = |name: &str| IN_LANDS.get(name).copied();
        let word = word.trim_end_matches("'s");
        found(word).or_else(|| {
            let adjective = word.trim_end_matches('s');
            stems(adjective).find_map(found)
        })
    };
    matches!((land(a), land(b)), (Some(first), Some(second)) if first != second)
}

fn is_adjective_of(adjective: &str, land: &str) -> bool {
    IN_LANDS.contains(land)
        && !IN_LANDS.contains(adjective)
        && stems(adjective.trim_end_matches('s')).any(|stem| {
            stem.len() >= LEAST_STEM
                && (land == stem
                    || land.strip_suffix(['a', 'e', 'o', 'y']) == Some(stem)
                    || land.strip_suffix("ia") == Some(stem))
        })
}

/// What is left of an adjective without its ending.
fn stems(adjective: &str) -> impl Iterator<Item = &str> {
    ENDINGS
        .iter()
        .filter_map(|ending| adjective.strip_suffix(ending))
}

/// Shorter words are no stems: Iranian has four letters of Iran.
const LEAST_STEM: usize = 4;

/// A name as one string, without the last full stops of its words.
fn bare(folded: &[String]) -> Cow<'_, str> {
    fn bare_word(word: &str) -> &str {
        word.trim_end_matches("'s").trim_end_matches('.')
    }
    match folded {
        [word] => bare_word(word).into(),
        words => {
            let words: Vec<&str> = words.iter().map(|word| bare_word(word)).collect();
            words.join(" ").into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order_so_that_they_can_be_searched() {
        assert!(LANDS.is_sorted());
        assert!(ADJECTIVES.is_sorted_by_key(|(adjective, _)| *adjective));
    }

    #[test]
    fn a_country_and_its_adjective_are_one_and_two_countries_are_two() {
        let words = |name: &str| name.split(' ').map(str::to_owned).collect::<Vec<_>>();
        for (a, b) in [
            ("u.s.", "american"),
            ("united states", "us"),
            ("panama", "panamanian"),
            ("iraqi", "iraq"),
            ("britain", "british"),
            ("russian", "russia"),
            ("chinese", "china"),
            ("germans", "germany"),
            ("u.k.", "britain"),
        ] {
            assert!(is_one_land(&words(a), &words(b)), "{a} / {b}");
        }
        for (a, b) in [
            ("austria", "australia"),
            ("austrian", "australian"),
            ("niger", "nigeria"),
            ("iran", "iraq"),
            ("iranian", "iraqi"),
        ] {
            assert!(are_two_lands(a, b), "{a} / {b}");
            assert!(!is_one_land(&words(a), &words(b)), "{a} / {b}");
        }
        assert!(!are_two_lands("panama", "panamanian"));
        assert!(!are_two_lands("lindqvist", "lindkvist"));
    }
}
