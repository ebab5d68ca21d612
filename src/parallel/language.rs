//! Which language a text is in, told from its commonest words, and what follows from it: stems and
//! words that carry grammar rather than meaning.

use std::collections::HashMap;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

/// A language whose words we can bring to a common form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Language {
    English,
    Spanish,
    French,
    German,
    Portuguese,
    Italian,
    Russian,
}

/// All of them, in the order of their bits in [`languages_of`].
pub(super) const ALL: [Language; 7] = [
    Language::English,
    Language::Spanish,
    Language::French,
    Language::German,
    Language::Portuguese,
    Language::Italian,
    Language::Russian,
];

impl Language {
    /// The Snowball stemmer (Porter 2001).
    pub(super) fn stemmer(self) -> Stemmer {
        Stemmer::create(match self {
            Self::English => Algorithm::English,
            Self::Spanish => Algorithm::Spanish,
            Self::French => Algorithm::French,
            Self::German => Algorithm::German,
            Self::Portuguese => Algorithm::Portuguese,
            Self::Italian => Algorithm::Italian,
            Self::Russian => Algorithm::Russian,
        })
    }

    fn function_words(self) -> &'static str {
        match self {
            Self::English => ENGLISH,
            Self::Spanish => SPANISH,
            Self::French => FRENCH,
            Self::German => GERMAN,
            Self::Portuguese => PORTUGUESE,
            Self::Italian => ITALIAN,
            Self::Russian => RUSSIAN,
        }
    }

    fn bit(self) -> u8 {
        1 << (self as u8)
    }

    /// Whether it is one of the [languages](languages_of) of a word.
    pub(super) fn is_among(self, languages: u8) -> bool {
        languages & self.bit() != 0
    }
}

/// The languages in which a lower-case word is a function word, one bit each.
pub(super) fn languages_of(word: &str) -> u8 {
    static WORDS: LazyLock<HashMap<&'static str, u8>> = LazyLock::new(|| {
        let mut words = HashMap::new();
        for language in ALL {
            for word in language.function_words().split_whitespace() {
                *words.entry(word).or_default() |= language.bit();
            }
        }
        words
    });
    WORDS.get(word).copied().unwrap_or_default()
}

/// How many words were met by the languages in which they carry grammar.
#[derive(Clone)]
pub(super) struct Votes([usize; 1 << ALL.len()]);

impl Votes {
    pub(super) fn new() -> Self {
        Self([0; 1 << ALL.len()])
    }

    /// Counts a word by its [languages](languages_of).
    pub(super) fn count(&mut self, languages: u8) {
        if let Some(votes) = self.0.get_mut(languages as usize) {
            *votes += 1;
        }
    }

    /// The language with the most function words, if there are enough of them to tell.
    pub(super) fn language(&self) -> Option<Language> {
        let votes_of = |language: Language| -> usize {
            let votes = (0..).zip(&self.0);
            let its = votes.filter(|(languages, _)| language.is_among(*languages));
            its.map(|(_, votes)| votes).sum()
        };
        let total: usize = self.0.iter().sum();
        // Of languages with equal votes, the first.
        let ranked = ALL.into_iter().rev().map(|one| (votes_of(one), one));
        let (most, language) = ranked.max_by_key(|(votes, _)| *votes)?;
        (most * 16 >= total && most >= 2).then_some(language)
    }
}

const ENGLISH: &str = "a about after all also an and any are as at be because been before being but by can could did do does for from had has have he her him his how i if in into is it its me more my no not of on or our out over she should so some than that the their them then there these they this those through to under up was we were what when where which who whom whose will with would you your it's don't doesn't didn't isn't wasn't weren't won't i'm he's she's they're we're said says may might must such only other most just between while during both each against";
const SPANISH: &str = "a al algo ante antes como con contra cual cuando de del desde donde durante e el ella ellas ellos en entre era es esa ese eso esta este esto estos estas está están estaba fue fueron ha han hay hasta la las le les lo los más me mi muy ni no nos o para pero por porque que qué quien se sea ser si sí sin sobre son su sus también tan te tiene todo todos tras tu un una unas uno unos y ya yo";
const FRENCH: &str = "à au aux avec avait ce ces cet cette c'est comme d'un d'une dans de des du elle elles en entre est et été être eu fait il ils je l'on la le les leur leurs lui mais me même mes moi mon ne nos notre nous on ont ou où par pas plus pour qu'il qu'elle que qui sa sans se ses si son sont sous sur ta te toi ton tu un une vos votre vous y était étaient aussi après avant d'être";
const GERMAN: &str = "aber alle als also am an auch auf aus bei bin bis da damit dann das dass daß dem den der des die dies diese dieser dieses doch dort du durch ein eine einem einen einer eines er es für gegen hat hatte hatten haben ich ihm ihn ihr ihre im in ist ja kann kein keine man mehr mit nach nicht noch nur ob oder ohne sehr sein seine sich sie sind so über um und uns unter vom von vor war waren was wenn wer werden wie wird wir wo worden wurde wurden zu zum zur zwischen";
const PORTUGUESE: &str = "a à ao aos aquela aquele as às até com como da das de dela dele depois do dos e é ela elas ele eles em entre era essa esse esta está este eu foi foram há isso isto já lhe mais mas me mesmo meu minha muito na nas nem no nos não nós o os ou para pela pelas pelo pelos por qual quando que quem se sem ser seu seus sobre sua suas são só também te tem têm um uma você";
const ITALIAN: &str = "a ad ai al alla alle agli anche che chi ci come con contro cui da dal dalla dalle dei degli del della delle dello di dopo dove e è ed era erano essere fra gli ha hanno ho i il in io l'ha la le lei li lo loro lui ma mi mia mio ne negli nei nel nella nelle noi non o ogni per perché più prima quale quando quanto quella quelle quello questa queste questi questo se sei si sia sono stata stato su sua sue sugli sui sul sulla sulle suo suoi tra tu tutti tutto un una uno vi";
const RUSSIAN: &str = "а без более бы был была были было быть в вам вас весь во вот все всего всех вы где да даже для до его ее её если есть еще ещё же за и из или им их к как ко когда кто ли либо мне может мы на над надо наш не него нее нет ни них но ну о об однако он она они оно от очень по под после при с со так также такой там те тем то того тоже только том ты у уже хотя чего чей чем что чтобы эта эти это этого этом этот я";
