//! Fast hashes of words, and a small table that remembers by them. Not for defence against chosen
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

/// The hash of bytes in 32 bits.
pub(super) fn of(bytes: &[u8]) -> u32 {
    folded(wide(bytes))
}

/// A hash in 32 bits.
#[allow(clippy::cast_possible_truncation)] // the lower half is as good as the upper
pub(super) fn folded(hash: u64) -> u32 {
    spread(hash) as u32
}

/// A table of fixed size that forgets an entry where another needs its place.
pub(super) struct Slots<T> {
    entries: Vec<Option<(u64, T)>>,
}

/// How many entries a table holds at most: the words of a language that are met again and again.
const SLOTS: usize = 1 << 15;

impl<T: Copy> Slots<T> {
    pub(super) fn new() -> Self {
        Self {
            entries: vec![None; SLOTS],
        }
    }

    pub(super) fn get(&self, key: u64) -> Option<T> {
        match self.entries.get(slot(key)) {
            Some(Some((known, value))) if *known == key => Some(*value),
            _ => None,
        }
    }

    pub(super) fn put(&mut self, key: u64, value: T) {
        if let Some(entry) = self.entries.get_mut(slot(key)) {
            *entry = Some((key, value));
        }
    }
}

#[allow(clippy::cast_possible_truncation)] // masked
fn slot(key: u64) -> usize {
    key as usize & (SLOTS - 1)
}
