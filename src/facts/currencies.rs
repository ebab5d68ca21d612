//! Currencies: code, signs, names.

/// A currency.
#[derive(Debug, PartialEq, Eq)]
pub struct Currency {
    /// Its code by ISO 4217, or a name in lower case where it has none.
    pub code: &'static str,
    /// Its names in lower case, singular and plural, a bar between them. A name of two words is its
    /// adjective and its noun.
    pub names: &'static str,
    /// Its signs and abbreviations, a blank between them; case matters.
    pub signs: &'static str,
    /// Whether it is the hundredth part of `code`.
    pub is_hundredth: bool,
}

macro_rules! currencies {
    ($($code:literal $names:literal $signs:literal $hundredth:literal),+ $(,)?) => {
        /// The currencies of the world, as far as news has them. A bare `$`, dollar, pound, yen,
        /// peso … is the currency that is most often meant.
        pub const CURRENCIES: &[Currency] = &[$(Currency {
            code: $code,
            names: $names,
            signs: $signs,
            is_hundredth: $hundredth,
        }),+];
    };
}

currencies! {
    "USD" "dollar|dollars|us dollar|us dollars|american dollar|american dollars|u.s dollar|u.s dollars|buck|bucks" "$ US$ USD$ USD" false,
    "EUR" "euro|euros" "€ EUR" false,
    "GBP" "pound|pounds|pound sterling|pounds sterling|british pound|british pounds|quid" "£ GBP" false,
    "JPY" "yen|japanese yen" "¥ JPY" false,
    "CNY" "yuan|chinese yuan|renminbi|kuai" "元 CN¥ CNY RMB" false,
    "AUD" "australian dollar|australian dollars" "A$ AU$ AUD$ AUD" false,
    "CAD" "canadian dollar|canadian dollars" "C$ CA$ CAD$ CAD" false,
    "NZD" "new zealand dollar|new zealand dollars" "NZ$ NZD$ NZD" false,
    "HKD" "hong kong dollar|hong kong dollars" "HK$ HKD" false,
    "SGD" "singapore dollar|singapore dollars" "S$ SGD" false,
    "TWD" "taiwan dollar|taiwan dollars" "NT$ TWD" false,
    "CHF" "franc|francs|swiss franc|swiss francs" "CHF" false,
    "SEK" "swedish krona|swedish kronor|swedish crown|swedish crowns|kronor" "SEK" false,
    "NOK" "norwegian krone|norwegian kroner|norwegian crown|norwegian crowns" "NOK" false,
    "DKK" "danish krone|danish kroner|danish crown|danish crowns|kroner" "DKK" false,
    "INR" "rupee|rupees|indian rupee|indian rupees" "₹ Rs INR" false,
    "PKR" "pakistani rupee|pakistani rupees" "PKR" false,
    "LKR" "sri lankan rupee|sri lankan rupees" "ரூ LKR" false,
    "RUB" "rouble|roubles|ruble|rubles|russian ruble|russian rubles" "₽ RUB" false,
    "UAH" "hryvnia|hryvnias|ukrainian hryvnia" "₴ UAH" false,
    "PLN" "zloty|zlotys|polish zloty|polish zlotys" "PLN" false,
    "CZK" "koruna|czech koruna|czech crown|czech crowns" "CZK" false,
    "HUF" "forint|forints|hungarian forint|hungarian forints" "HUF" false,
    "RON" "romanian leu|romanian lei" "RON" false,
    "BGN" "bulgarian lev|bulgarian leva" "BGN" false,
    "HRK" "kuna|croatian kuna" "HRK" false,
    "TRY" "turkish lira|turkish liras|lira|liras" "₺ TRY" false,
    "ILS" "shekel|shekels|israeli shekel|israeli shekels" "₪ ILS" false,
    "AED" "dirham|dirhams" "AED" false,
    "SAR" "riyal|riyals|saudi riyal|saudi riyals" "SAR" false,
    "IRR" "rial|rials|iranian rial|iranian rials" "IRR" false,
    "EGP" "egyptian pound|egyptian pounds" "EGP" false,
    "ZAR" "rand|south african rand" "ZAR" false,
    "NGN" "naira|nigerian naira" "₦ NGN" false,
    "KES" "kenyan shilling|kenyan shillings|shilling|shillings" "KES" false,
    "GHS" "cedi|cedis" "₵ GHS" false,
    "BRL" "brazilian real|brazilian reais|reais" "R$ BRL" false,
    "MXN" "mexican peso|mexican pesos" "Mex$ MX$ MXN$ MXN" false,
    "ARS" "argentine peso|argentine pesos" "ARS" false,
    "COP" "colombian peso|colombian pesos" "COP" false,
    "CLP" "chilean peso|chilean pesos" "CLP" false,
    "PHP" "philippine peso|philippine pesos" "₱ PHP" false,
    "PEN" "peruvian sol|peruvian soles" "PEN" false,
    "PAB" "balboa|balboas" "PAB" false,
    "CRC" "colon|colones|costa rican colon" "₡ CRC" false,
    "KRW" "won|korean won|south korean won" "₩ KRW" false,
    "THB" "baht|thai baht" "฿ THB" false,
    "VND" "dong|vietnamese dong" "₫ VND" false,
    "IDR" "rupiah|indonesian rupiah" "IDR" false,
    "MYR" "ringgit|malaysian ringgit" "RM MYR" false,
    "LAK" "kip|lao kip" "₭ LAK" false,
    "GEL" "lari|georgian lari" "₾ GEL" false,
    "BTC" "bitcoin|bitcoins" "₿ BTC" false,
    "DEM" "mark|marks|german mark|german marks|deutschmark|deutschmarks|deutsche mark|deutsche marks|west german marks" "DEM" false,
    "FRF" "french franc|french francs" "FRF" false,
    "BEF" "belgian franc|belgian francs" "BEF" false,
    "ITL" "italian lira|italian lire|lire" "ITL" false,
    "ESP" "peseta|pesetas|spanish peseta|spanish pesetas" "ESP" false,
    "NLG" "guilder|guilders|dutch guilder|dutch guilders" "NLG" false,
    "ATS" "austrian schilling|austrian schillings" "ATS" false,
    "FIM" "markka|finnish markka|finnish marks" "FIM" false,
    "KWD" "kuwaiti dinar|kuwaiti dinars" "KWD" false,
    "JMD" "jamaican dollar|jamaican dollars" "JMD" false,
    "peso" "peso|pesos" "" false,
    "dinar" "dinar|dinars" "" false,
    "crown" "krone|krona" "" false,
    "USD" "cent|cents|us cent|us cents" "¢" true,
    "GBP" "pence|penny|pennies" "p" true,
    "MYR" "sen" "" true,
    "CNY" "fen" "" true,
}
