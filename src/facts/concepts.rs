//! Kinds of events that news tells with many words: what is signed in one text is agreed in another.

/// Stems (English, Snowball) by the kind of event that they speak of.
const CONCEPTS: &[(&str, &[&str])] = &[
    (
        "agreement",
        &[
            "sign",
            "agre",
            "agreement",
            "memorandum",
            "accord",
            "deal",
            "pact",
            "treati",
            "reach",
            "ratifi",
            "clinch",
        ],
    ),
    (
        "death",
        &["die", "dead", "death", "kill", "fatal", "slain", "perish"],
    ),
    ("injury", &["injur", "wound", "hurt"]),
    ("arrest", &["arrest", "detain", "detent", "custodi"]),
    ("start", &["begin", "began", "start", "launch", "open"]),
    ("end", &["end", "close", "finish", "conclud"]),
    ("birth", &["born", "birth"]),
    ("election", &["elect", "vote", "poll", "ballot"]),
    (
        "attack",
        &["attack", "assault", "strike", "bomb", "shoot", "shot"],
    ),
    ("office", &["inaugur", "sworn", "appoint", "resign"]),
];

/// Two words in a row, folded, that speak of a kind of event where neither does alone.
const PHRASES: &[(&str, &str, &str)] = &[
    ("to", "terms", "agreement"),
    ("shook", "hands", "agreement"),
    ("passed", "away", "death"),
    ("lost", "lives", "death"),
    ("took", "office", "office"),
];

/// The kind of event that two words in a row speak of.
pub fn concept_of_phrase(first: &str, second: &str) -> Option<&'static str> {
    let mut phrases = PHRASES.iter();
    phrases
        .find(|(one, other, _)| *one == first && *other == second)
        .map(|(_, _, name)| *name)
}

/// The kind of event that a stem speaks of.
pub fn concept(stem: &str) -> Option<&'static str> {
    CONCEPTS
        .iter()
        .find(|(_, stems)| stems.contains(&stem))
        .map(|(name, _)| *name)
}
