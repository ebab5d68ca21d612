//! Fast hashes of words. Not for defence against chosen
//! collisions: all that two words with one hash can do is to count as the same word.

/// Multiplier of the Fx hash (Firefox, rustc), odd and without pattern in its bits.
const MULTIPLIER: u64 = 0x517c_c1b7_2722_0a95;

/// Mixes a number into a hash.
pub(super) fn mix(hash: u64, number: u64) -> u64 {
    (hash.rotate_left(5) ^ number).wrapping_mul(MULTIPLIER)
}

/// Spreads all bits of a hash over all bits (the finaliser of `MurmurHash3`, Appleby 2011).
pub(super) fn spread(mut hash: u64) -> u64 {
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ hash >> 33
}

/// The hash of bytes in 64 bits.
pub(super) fn wide(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64;
    let (chunks, rest) = bytes.as_chunks::<8>();
    for chunk in chunks {
        hash = mix(hash, u64::from_le_bytes(*chunk));
    }
    let last = rest
        .iter()
        .fold(0, |last, byte| last << 8 | u64::from(*byte));
    spread(mix(hash, last))
}

/// The bit that tells lower case in ASCII letters, in eight of them. All else that words hold has it
/// set, but `_`, which takes the place of a control character.
const LOWER: u64 = 0x2020_2020_2020_2020;

/// The hash of a word in 64 bits, the same in capitals and in lower case where all its letters are
/// ASCII letters.
pub(super) fn caseless(word: &[u8]) -> u64 {
    if !word.is_ascii() {
        return wide(word);
    }
    let mut hash = word.len() as u64;
    let (chunks, rest) = word.as_chunks::<8>();
    for chunk in chunks {
        hash = mix(hash, u64::from_le_bytes(*chunk) | LOWER);
    }
    let last = rest
        .iter()
        .fold(0, |last, byte| last << 8 | u64::from(*byte | 0x20));
    spread(mix(hash, last))
}

/// The hash of bytes in 32 bits.
pub(super) fn of(bytes: &[u8]) -> u32 {
    folded(wide(bytes))
}

/// A hash in 32 bits.
#[allow(clippy::cast_possible_truncation)] // the lower half is as good as the upper
pub(super) fn folded(hash: u64) -> u32 {
    spread(hash) as u32
}
