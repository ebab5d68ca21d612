//! A shared sentence is found in each language that the finder knows, inflected, and in spite of
//! how it is set.

use crosscheck::parallel::{Parallel, Settings, between};
use crosscheck::text::{Document, DocumentId};

fn found(a: &str, b: &str) -> Vec<Parallel> {
    let a = Document::new(DocumentId(1), "a", a);
    let b = Document::new(DocumentId(2), "b", b);
    between(&a, &b, Settings::default())
}

/// Whether the second of three sentences of one text is found as the second of the other.
fn second_is_found(one: [&str; 3], other: [&str; 3], gap: &str) -> bool {
    let (a, b) = (one.join(gap), other.join(gap));
    let inside = |text: &str, sentence: &str, at: usize| {
        let start = text.find(sentence).unwrap_or_default();
        (start..start + sentence.len()).contains(&at)
    };
    found(&a, &b)
        .iter()
        .flat_map(|one| &one.units)
        .any(|unit| inside(&a, one[1], unit.a.start().0) && inside(&b, other[1], unit.b.start().0))
}

#[test]
fn an_inflected_sentence_is_found_in_each_language() {
    let languages = [
        (
            "en",
            [
                "The weather was fine on Sunday and the beaches were full.",
                "The minister promised two new bridges over the river Tarn before the winter of 2027.",
                "There was no wind at all.",
            ],
            [
                "They had sold all of the tickets by noon.",
                "Ministers are promising that the new bridge over the river Tarn comes before the winter of 2027.",
                "She was happy with what she had seen.",
            ],
        ),
        (
            "es",
            [
                "El domingo hizo buen tiempo y las playas estaban llenas.",
                "El ministro prometió dos puentes nuevos sobre el río Tajo antes del invierno de 2027.",
                "No había nada de viento.",
            ],
            [
                "Habían vendido todas las entradas al mediodía.",
                "Los ministros prometen que el nuevo puente sobre el río Tajo llegará antes del invierno de 2027.",
                "Ella estaba contenta con lo que vio.",
            ],
        ),
        (
            "fr",
            [
                "Il a fait beau dimanche et les plages étaient pleines.",
                "Le ministre a promis deux nouveaux ponts sur la rivière Tarn avant l’hiver 2027.",
                "Il n’y avait pas de vent.",
            ],
            [
                "Ils avaient vendu tous les billets à midi.",
                "Les ministres ont promis que le nouveau pont sur la rivière Tarn sera là avant l’hiver 2027.",
                "Elle était contente de ce qu’elle a vu.",
            ],
        ),
        (
            "de",
            [
                "Am Sonntag war das Wetter gut und die Strände waren voll.",
                "Der Minister versprach zwei neue Brücken über den Fluss Tauber vor dem Winter 2027.",
                "Es war kein Wind zu spüren.",
            ],
            [
                "Bis zum Mittag hatten sie alle Karten verkauft.",
                "Die Minister versprachen, dass die neue Brücke über den Fluss Tauber vor dem Winter 2027 kommt.",
                "Sie war mit dem, was sie sah, sehr zufrieden.",
            ],
        ),
        (
            "pt",
            [
                "No domingo fez bom tempo e as praias estavam cheias.",
                "O ministro prometeu duas novas pontes sobre o rio Tejo antes do inverno de 2027.",
                "Não havia vento nenhum.",
            ],
            [
                "Eles tinham vendido todos os bilhetes ao meio-dia.",
                "Os ministros prometem que a nova ponte sobre o rio Tejo virá antes do inverno de 2027.",
                "Ela estava contente com o que viu.",
            ],
        ),
        (
            "it",
            [
                "Domenica il tempo era bello e le spiagge erano piene.",
                "Il ministro ha promesso due nuovi ponti sul fiume Tevere prima dell’inverno del 2027.",
                "Non c’era vento.",
            ],
            [
                "A mezzogiorno avevano venduto tutti i biglietti.",
                "I ministri hanno promesso che il nuovo ponte sul fiume Tevere ci sarà prima dell’inverno del 2027.",
                "Lei era contenta di quello che ha visto.",
            ],
        ),
        (
            "ru",
            [
                "В воскресенье была хорошая погода и пляжи были полны.",
                "Министр обещал два новых моста через реку Волгу до зимы 2027 года.",
                "Не было совсем никакого ветра.",
            ],
            [
                "Они продали все билеты уже к полудню.",
                "Министры обещали, что новый мост через реку Волга будет до зимы 2027 года.",
                "Она была рада тому, что увидела.",
            ],
        ),
    ];
    let missed: Vec<&str> = languages
        .iter()
        .filter(|(_, one, other)| !second_is_found(*one, *other, " "))
        .map(|(language, _, _)| *language)
        .collect();
    assert!(missed.is_empty(), "missed: {missed:?}");
}

#[test]
fn a_sentence_without_spaces_is_found() {
    assert!(second_is_found(
        [
            "日曜日は天気がよかった。",
            "大臣は二〇二七年の冬までに利根川に新しい橋を二つ架けると約束した。",
            "風はなかった。",
        ],
        [
            "切符は正午に売り切れた。",
            "利根川に新しい橋を二つ架けると大臣は約束した。",
            "彼女は喜んだ。",
        ],
        "",
    ));
    assert!(second_is_found(
        [
            "星期天天气很好。",
            "部长承诺在二零二七年冬天之前在黄河上修建两座新桥。",
            "没有风。",
        ],
        [
            "门票中午就卖完了。",
            "部长说，两座新桥将在二零二七年冬天之前在黄河上修建。",
            "她很高兴。",
        ],
        "",
    ));
}

#[test]
fn how_a_sentence_is_set_does_not_hide_it() {
    let plain = "The government of Señor Peña signed the “final” agreement about fifty fishing \
                 vessels off the coast.";
    let set = [
        ("no-break spaces", plain.replace(' ', "\u{a0}")),
        ("straight quotes", plain.replace(['“', '”'], "\"")),
        ("no accents", plain.replace("Señor Peña", "Senor Pena")),
        ("decomposed accents", plain.replace('ñ', "n\u{303}")),
        (
            "hyphenated line ends",
            plain
                .replace("government", "govern-\nment")
                .replace("agreement", "agree-\nment")
                .replace("vessels", "ves-\nsels"),
        ),
        (
            "soft hyphens",
            plain
                .replace("government", "govern\u{ad}ment")
                .replace("agreement", "agree\u{ad}ment")
                .replace("vessels", "ves\u{ad}sels"),
        ),
        (
            "zero-width spaces",
            plain
                .replace("government", "govern\u{200b}ment")
                .replace("agreement", "agree\u{200b}ment")
                .replace("vessels", "ves\u{200b}sels"),
        ),
        ("ligatures", plain.replace("fi", "ﬁ")),
        ("line breaks", plain.replace(' ', "\n")),
        ("capitals", plain.to_uppercase()),
    ];
    let one = "Nobody was at the market this early in the day.";
    let other = "Her sister had painted both of the doors green.";
    let hidden: Vec<_> = set
        .iter()
        .filter_map(|(how, sentence)| {
            let parallels = found(&format!("{one} {plain}"), &format!("{other} {sentence}"));
            let similarity = parallels
                .iter()
                .flat_map(|parallel| &parallel.units)
                .map(|unit| unit.similarity.value())
                .fold(0.0, f32::max);
            (similarity < 0.95).then_some((*how, similarity))
        })
        .collect();
    assert!(hidden.is_empty(), "{hidden:?}");
}
