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
/// The bit that bytes beyond ASCII have, in eight of them.
const NOT_ASCII: u64 = 0x8080_8080_8080_8080;

/// The hash of a word in 64 bits, the same in capitals and in lower case where all its letters are
/// ASCII letters.
pub(super) fn caseless(word: &[u8]) -> u64 {
    let mut hash = word.len() as u64;
    // All bytes of the word, one over the other.
    let mut all = 0;
    let mut add = |bytes: u64| {
        all |= bytes;
        hash = mix(hash, bytes | LOWER);
    };
    let (chunks, rest) = word.as_chunks::<8>();
    for chunk in chunks {
        add(u64::from_le_bytes(*chunk));
    }
    let rest = rest.iter().rev();
    add(rest.fold(0, |rest, byte| rest << 8 | u64::from(*byte)));
    if all & NOT_ASCII == 0 {
        spread(hash)
    } else {
        wide(word)
    }
}

/// The same of a word of so many ASCII letters, less than eight, the first in the lowest byte.
#[inline]
pub(super) fn of_short_word(letters: u64, length: usize) -> u64 {
    spread(mix(length as u64, letters | LOWER))
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

/// Tells quickly of nearly all hashes that they are not among a few (Bloom 1970).
pub(super) struct Sieve([u64; 64]);

impl Sieve {
    pub(super) fn of(hashes: impl Iterator<Item = u64>) -> Self {
        let mut sieve = Self([0; 64]);
        for hash in hashes {
            sieve.0[line(hash)] |= 1 << (hash % 64);
        }
        sieve
    }

    /// Whether the hash is perhaps among them.
    pub(super) fn may_hold(&self, hash: u64) -> bool {
        self.0[line(hash)] >> (hash % 64) & 1 == 1
    }
}

#[allow(clippy::cast_possible_truncation)] // below 64
fn line(hash: u64) -> usize {
    (hash >> 6 & 63) as usize
}
