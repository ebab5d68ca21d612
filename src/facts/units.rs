//! Units of measure, with their exact factors.

use super::decimal::Decimal;

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// In metres.
    Length,
    /// In square metres.
    Area,
    /// In litres.
    Volume,
    /// In kilograms.
    Mass,
    /// In seconds.
    Time,
    /// In days, for units whose length in seconds is not fixed.
    Calendar,
    /// In metres a second.
    Speed,
    /// In watts.
    Power,
    /// In joules.
    Energy,
    /// In bytes.
    Information,
    /// In degrees; scales that do not start at the same point are not converted.
    Temperature,
    /// In hertz.
    Frequency,
    /// Anything else: compared only with itself.
    Other,
}

/// A unit of measure.
#[derive(Debug)]
pub struct Unit {
    /// Its name, in the singular.
    pub name: &'static str,
    /// What it measures.
    pub dimension: Dimension,
    /// How many base units of its dimension it is, as an exact decimal; empty where it is not
    /// converted.
    factor: &'static str,
    /// How it is written in words, in lower case, a blank between spellings.
    pub words: &'static str,
    /// How it is written as a symbol; case matters.
    pub symbols: &'static str,
}

impl Unit {
    /// How many base units it is, where it can be converted exactly.
    pub fn factor(&self) -> Option<Decimal> {
        Decimal::parse(self.factor)
    }
}

/// The unit with this name.
pub fn unit_named(name: &str) -> Option<&'static Unit> {
    UNITS.iter().find(|unit| unit.name == name)
}

macro_rules! units {
    ($($dimension:ident: $($name:literal $factor:literal $words:literal $symbols:literal),+ $(,)?;)+) => {
        /// The units. Factors are those of the International System and of the international yard
        /// and pound agreement of 1959; gallons, pints and quarts are those of the United States.
        pub const UNITS: &[Unit] = &[$($(Unit {
            name: $name,
            dimension: Dimension::$dimension,
            factor: $factor,
            words: $words,
            symbols: $symbols,
        }),+),+];
    };
}

units! {
    Length:
        "metre" "1" "metre metres meter meters" "m",
        "kilometre" "1000" "kilometre kilometres kilometer kilometers kms" "km",
        "centimetre" "0.01" "centimetre centimetres centimeter centimeters" "cm",
        "millimetre" "0.001" "millimetre millimetres millimeter millimeters" "mm",
        "micrometre" "0.000001" "micrometre micrometres micrometer micrometers micron microns" "μm µm um",
        "nanometre" "0.000000001" "nanometre nanometres nanometer nanometers" "nm",
        "picometre" "0.000000000001" "picometre picometres picometer picometers" "",
        "decimetre" "0.1" "decimetre decimetres decimeter decimeters" "dm",
        "furlong" "201.168" "furlong furlongs" "",
        "fathom" "1.8288" "fathom fathoms" "",
        "astronomical unit" "149597870700" "" "au",
        "parsec" "" "parsec parsecs" "",
        "mile" "1609.344" "mile miles" "mi",
        "nautical mile" "1852" "" "nmi",
        "yard" "0.9144" "yard yards yds" "yd",
        "foot" "0.3048" "foot feet" "ft ′",
        "inch" "0.0254" "inch inches" "in ″",
        "light-year" "" "lightyear lightyears" "ly";
    Area:
        "square metre" "1" "sqm" "m² m2",
        "square kilometre" "1000000" "" "km² km2",
        "square centimetre" "0.0001" "" "cm² cm2",
        "square millimetre" "0.000001" "" "mm² mm2",
        "square inch" "0.00064516" "" "in² in2",
        "square yard" "0.83612736" "" "yd²",
        "square mile" "2589988.110336" "" "",
        "square foot" "0.09290304" "" "sqft ft² ft2",
        "hectare" "10000" "hectare hectares" "ha",
        "acre" "4046.8564224" "acre acres" "";
    Volume:
        "litre" "1" "litre litres liter liters" "l L",
        "millilitre" "0.001" "millilitre millilitres milliliter milliliters" "ml mL",
        "microlitre" "0.000001" "microlitre microlitres microliter microliters" "µl μl µL μL",
        "centilitre" "0.01" "centilitre centilitres centiliter centiliters" "cl cL",
        "decilitre" "0.1" "decilitre decilitres deciliter deciliters" "dl dL",
        "hectolitre" "100" "hectolitre hectolitres hectoliter hectoliters" "hl hL",
        "fluid ounce" "" "" "",
        "bushel" "" "bushel bushels" "",
        "cubic metre" "1000" "" "m³ m3",
        "cubic kilometre" "1000000000000" "" "km³ km3",
        "cubic yard" "764.554857984" "" "yd³",
        "cubic inch" "0.016387064" "" "in³",
        "teaspoon" "" "teaspoon teaspoons tsp" "tsp",
        "tablespoon" "" "tablespoon tablespoons tbsp" "tbsp",
        "cubic foot" "28.316846592" "" "ft³ ft3",
        "cubic centimetre" "0.001" "" "cm³ cm3 cc",
        "gallon" "3.785411784" "gallon gallons" "gal",
        "quart" "0.946352946" "quart quarts" "",
        "pint" "0.473176473" "pint pints" "",
        "barrel" "158.987294928" "barrel barrels" "bbl";
    Mass:
        "kilogram" "1" "kilogram kilograms kilogramme kilogrammes kilo kilos kgs" "kg",
        "gram" "0.001" "gram grams gramme grammes" "g",
        "milligram" "0.000001" "milligram milligrams" "mg",
        "microgram" "0.000000001" "microgram micrograms" "μg µg mcg",
        "nanogram" "0.000000000001" "nanogram nanograms" "ng",
        "kiloton" "1000000" "kiloton kilotons kilotonne kilotonnes" "",
        "megaton" "1000000000" "megaton megatons megatonne megatonnes" "Mt",
        "carat" "0.0002" "carat carats" "ct",
        "hundredweight" "" "hundredweight hundredweights" "cwt",
        "tonne" "1000" "tonne tonnes" "t",
        "ton" "" "ton tons" "",
        "pound" "0.45359237" "lbs pound pounds" "lb lbs",
        "ounce" "0.028349523125" "ounce ounces" "oz",
        "stone" "6.35029318" "" "";
    Time:
        "second" "1" "second seconds secs" "sec s",
        "minute" "60" "minute minutes mins" "min",
        "hour" "3600" "hour hours hrs" "h hr",
        "millisecond" "0.001" "millisecond milliseconds" "ms",
        "microsecond" "0.000001" "microsecond microseconds" "µs μs",
        "nanosecond" "0.000000001" "nanosecond nanoseconds" "ns",
        "day" "86400" "day days" "",
        "week" "604800" "week weeks" "",
        "fortnight" "1209600" "fortnight fortnights" "";
    Calendar:
        "month" "1" "month months" "",
        "quarter" "3" "" "",
        "year" "12" "year years yrs" "yr",
        "decade" "120" "decade decades" "",
        "century" "1200" "century centuries" "";
    Speed:
        "mile per hour" "0.44704" "mph" "mph",
        "kilometre per hour" "" "kph kmh kmph" "km/h",
        "metre per second" "1" "" "m/s",
        "knot" "" "knot knots" "kn kt";
    Power:
        "watt" "1" "watt watts" "W",
        "kilowatt" "1000" "kilowatt kilowatts" "kW",
        "megawatt" "1000000" "megawatt megawatts" "MW",
        "gigawatt" "1000000000" "gigawatt gigawatts" "GW",
        "terawatt" "1000000000000" "terawatt terawatts" "TW",
        "microwatt" "0.000001" "microwatt microwatts" "µW μW",
        "milliwatt" "0.001" "milliwatt milliwatts" "mW",
        "horsepower" "" "horsepower" "hp PS",
        "brake horsepower" "" "bhp" "";
    Energy:
        "electronvolt" "" "electronvolt electronvolts" "eV",
        "kiloelectronvolt" "" "kiloelectronvolt kiloelectronvolts" "keV",
        "megaelectronvolt" "" "megaelectronvolt megaelectronvolts" "MeV",
        "gigaelectronvolt" "" "gigaelectronvolt gigaelectronvolts" "GeV",
        "teraelectronvolt" "" "teraelectronvolt teraelectronvolts" "TeV",
        "gigajoule" "1000000000" "gigajoule gigajoules" "GJ",
        "erg" "" "erg ergs" "",
        "joule" "1" "joule joules" "J",
        "kilojoule" "1000" "kilojoule kilojoules" "kJ",
        "megajoule" "1000000" "megajoule megajoules" "MJ",
        "watt hour" "3600" "" "Wh",
        "kilowatt hour" "3600000" "" "kWh",
        "megawatt hour" "3600000000" "" "MWh",
        "gigawatt hour" "3600000000000" "" "GWh",
        "terawatt hour" "3600000000000000" "" "TWh",
        "calorie" "4.184" "calorie calories" "cal",
        "kilocalorie" "4184" "kilocalorie kilocalories" "kcal",
        "british thermal unit" "" "btu btus" "BTU",
        "million british thermal units" "" "mmbtu" "mmBTU MMBtu";
    Information:
        "byte" "1" "byte bytes" "B",
        "kilobyte" "1000" "kilobyte kilobytes" "KB kB",
        "megabyte" "1000000" "megabyte megabytes" "MB",
        "gigabyte" "1000000000" "gigabyte gigabytes" "GB",
        "terabyte" "1000000000000" "terabyte terabytes" "TB",
        "petabyte" "1000000000000000" "petabyte petabytes" "PB",
        "exabyte" "1000000000000000000" "exabyte exabytes" "EB",
        "zettabyte" "1000000000000000000000" "zettabyte zettabytes" "ZB",
        "kilobit" "125" "kilobit kilobits" "kbit Kbit",
        "megabit" "125000" "megabit megabits" "Mbit Mb",
        "gigabit" "125000000" "gigabit gigabits" "Gbit Gb",
        "terabit" "125000000000" "terabit terabits" "Tbit Tb",
        "tebibyte" "1099511627776" "tebibyte tebibytes" "TiB",
        "kibibyte" "1024" "kibibyte kibibytes" "KiB",
        "mebibyte" "1048576" "mebibyte mebibytes" "MiB",
        "gibibyte" "1073741824" "gibibyte gibibytes" "GiB",
        "bit" "0.125" "bits" "b";
    Temperature:
        "celsius" "" "celsius centigrade" "°C ℃ C",
        "fahrenheit" "" "fahrenheit" "°F ℉ F",
        "kelvin" "" "kelvin kelvins" "K",
        "degree" "" "degree degrees" "°";
    Frequency:
        "hertz" "1" "hertz" "Hz HZ",
        "kilohertz" "1000" "kilohertz" "kHz",
        "megahertz" "1000000" "megahertz" "MHz",
        "gigahertz" "1000000000" "gigahertz" "GHz",
        "terahertz" "1000000000000" "terahertz" "THz",
        "revolution per minute" "" "rpm" "RPM";
    Other:
        "mile per gallon" "" "mpg" "",
        "volt" "" "volt volts" "V",
        "kilovolt" "" "kilovolt kilovolts" "kV",
        "ampere" "" "ampere amperes amp amps" "A",
        "milliampere" "" "milliampere milliamperes" "mA",
        "microampere" "" "microampere microamperes" "µA μA",
        "millivolt" "" "millivolt millivolts" "mV",
        "kilohm" "" "kilohm kilohms" "kΩ",
        "megohm" "" "megohm megohms" "MΩ",
        "milliampere-hour" "" "" "mAh",
        "ohm" "" "ohm ohms" "Ω",
        "farad" "" "farad farads" "",
        "microfarad" "" "microfarad microfarads" "µF μF",
        "nanofarad" "" "nanofarad nanofarads" "nF",
        "picofarad" "" "picofarad picofarads" "pF",
        "coulomb" "" "coulomb coulombs" "",
        "henry" "" "" "",
        "millihenry" "" "millihenry millihenries" "mH",
        "tesla" "" "" "",
        "weber" "" "" "Wb",
        "siemens" "" "" "",
        "becquerel" "" "becquerel becquerels" "Bq",
        "curie" "" "" "Ci",
        "gray" "" "" "Gy",
        "sievert" "" "sievert sieverts" "Sv",
        "millisievert" "" "millisievert millisieverts" "mSv",
        "microsievert" "" "microsievert microsieverts" "µSv μSv",
        "candela" "" "candela candelas" "cd",
        "lux" "" "lux" "lx",
        "katal" "" "katal katals" "kat",
        "radian" "" "radian radians" "rad",
        "steradian" "" "steradian steradians" "",
        "arcminute" "" "arcminute arcminutes" "",
        "arcsecond" "" "arcsecond arcseconds" "",
        "metre per second squared" "" "" "m/s2 m/s²",
        "newton" "" "newton newtons" "N",
        "newton metre" "" "" "Nm",
        "kilonewton" "" "kilonewton kilonewtons" "kN",
        "kilogram-force" "" "" "kgf",
        "dyne" "" "dyne dynes" "dyn",
        "bar" "" "" "bar",
        "millibar" "" "millibar millibars" "mbar",
        "hectopascal" "" "hectopascal hectopascals" "hPa",
        "standard atmosphere" "" "" "atm",
        "millimetre of mercury" "" "" "mmHg",
        "torr" "" "torr" "",
        "pound-foot" "" "" "lb-ft",
        "pascal" "" "pascal pascals" "Pa",
        "kilopascal" "" "kilopascal kilopascals" "kPa",
        "megapascal" "" "megapascal megapascals" "MPa",
        "gigapascal" "" "gigapascal gigapascals" "GPa",
        "pound per square inch" "" "psi" "",
        "decibel" "" "decibel decibels" "dB",
        "megapixel" "" "megapixel megapixels" "MP",
        "part per million" "" "ppm" "",
        "part per trillion" "" "ppt" "",
        "part per billion" "" "ppb" "",
        "lumen" "" "lumen lumens" "lm",
        "basis point" "" "bps" "",
        "mole" "" "" "mol",
        "millimole" "" "" "mmol",
        "twenty-foot equivalent unit" "" "teu teus" "",
        "teraflop" "" "teraflop teraflops" "TFLOPS",
        "karat" "" "karat karats" "",
        "magnitude" "" "magnitude" "";
}

/// A unit with what it is counted by, in one word.
#[derive(Debug, PartialEq, Eq)]
pub struct Rate {
    /// How it is written; case matters.
    pub symbol: &'static str,
    /// The name of the unit, in the singular.
    pub unit: &'static str,
    /// What it is counted by.
    pub per: &'static str,
}

/// Such rates, as news have them.
const RATES: &[Rate] = &[
    Rate {
        symbol: "bpd",
        unit: "barrel",
        per: "day",
    },
    Rate {
        symbol: "bpm",
        unit: "beat",
        per: "minute",
    },
    Rate {
        symbol: "dpi",
        unit: "dot",
        per: "inch",
    },
    Rate {
        symbol: "fps",
        unit: "frame",
        per: "second",
    },
    Rate {
        symbol: "ppi",
        unit: "pixel",
        per: "inch",
    },
    Rate {
        symbol: "kbps",
        unit: "kilobit",
        per: "second",
    },
    Rate {
        symbol: "Kbps",
        unit: "kilobit",
        per: "second",
    },
    Rate {
        symbol: "Mbps",
        unit: "megabit",
        per: "second",
    },
    Rate {
        symbol: "Gbps",
        unit: "gigabit",
        per: "second",
    },
    Rate {
        symbol: "Tbps",
        unit: "terabit",
        per: "second",
    },
];

/// The rate with this symbol.
pub fn rate(symbol: &str) -> Option<&'static Rate> {
    RATES
        .iter()
        .find(|rate| rate.symbol == symbol || symbol == "FPS" && rate.symbol == "fps")
}

/// Symbols with a second meaning, and the words beside which they have it.
const OTHER_MEANINGS: &[(&str, &str, &[&str])] = &[
    (
        "F",
        "farad",
        &[
            "capacitor",
            "capacitors",
            "capacitance",
            "supercapacitor",
            "charge",
        ],
    ),
    (
        "C",
        "coulomb",
        &[
            "charge",
            "charges",
            "charged",
            "electrons",
            "coulombs",
            "capacitor",
        ],
    ),
    (
        "T",
        "tesla",
        &[
            "magnetic", "magnet", "magnets", "field", "flux", "mri", "scanner",
        ],
    ),
    (
        "H",
        "henry",
        &["inductor", "inductors", "inductance", "coil"],
    ),
    ("S", "siemens", &["conductance", "conductor", "admittance"]),
    (
        "A",
        "ampere",
        &[
            "current", "currents", "fuse", "circuit", "amps", "amperes", "battery",
        ],
    ),
    (
        "K",
        "kelvin",
        &[
            "temperature",
            "temperatures",
            "kelvin",
            "kelvins",
            "cooled",
            "heated",
        ],
    ),
    (
        "kt",
        "kiloton",
        &[
            "bomb",
            "yield",
            "explosion",
            "explosive",
            "emissions",
            "ore",
            "tnt",
            "co2",
        ],
    ),
];

/// The second meanings of a symbol: the name of each unit, and the words that go with it.
pub fn other_meanings(
    symbol: &str,
) -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    OTHER_MEANINGS
        .iter()
        .filter(move |(it, ..)| *it == symbol)
        .map(|(_, unit, cues)| (*unit, *cues))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_factor_is_a_number_and_every_name_is_unique() {
        for (at, unit) in UNITS.iter().enumerate() {
            assert!(
                unit.factor.is_empty() || unit.factor().is_some(),
                "{}",
                unit.name
            );
            assert!(
                UNITS
                    .iter()
                    .skip(at + 1)
                    .all(|other| other.name != unit.name),
                "{}",
                unit.name
            );
        }
    }
}
