//! The letters that name documents for people.

/// The letter of the document at a place among all, from 0: A, B, … Z, AA, AB, …
pub fn letter(position: usize) -> String {
    let mut letters = vec![];
    let mut rest = position;
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!(
            [0, 25, 26, 27, 701, 702].map(letter),
            ["A", "Z", "AA", "AB", "ZZ", "AAA"]
        );
    }
}
