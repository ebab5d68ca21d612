//! Keys by name, as the bytes that terminals send for them.

/// The bytes of the keys, one after the other. Plain characters stand for themselves; other keys
/// are named in angle brackets: `<Esc>`, `<CR>`, `<Tab>`, `<S-Tab>`, `<BS>`, `<Space>`, `<Up>`,
/// `<PageDown>`, `<F1>`, `<C-w>`, `<A-x>`, and `<lt>` for `<` itself.
pub fn keys(written: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut characters = written.chars();
    while let Some(first) = characters.next() {
        match characters.as_str().split_once('>') {
            Some((name, rest)) if first == '<' => {
                bytes.extend(named(name));
                characters = rest.chars();
            }
            _ => bytes.extend(first.to_string().bytes()),
        }
    }
    bytes
}

fn named(name: &str) -> Vec<u8> {
    if let Some(letter) = name.strip_prefix("C-") {
        let letter = letter.as_bytes()[0].to_ascii_uppercase();
        return vec![letter & 0x1f];
    }
    if let Some(character) = name.strip_prefix("A-") {
        return format!("\x1b{character}").into_bytes();
    }
    let sequence = match name {
        // As terminals with the kitty keyboard protocol send it: the single byte of all others
        // would make the next key one that is pressed together with Alt, where both arrive at once.
        "Esc" => "\x1b[27u",
        "CR" => "\r",
        "Tab" => "\t",
        "S-Tab" => "\x1b[Z",
        "BS" => "\x7f",
        "Space" => " ",
        "lt" => "<",
        "Up" => "\x1b[A",
        "Down" => "\x1b[B",
        "Right" => "\x1b[C",
        "Left" => "\x1b[D",
        "Home" => "\x1b[H",
        "End" => "\x1b[F",
        "Del" => "\x1b[3~",
        "PageUp" => "\x1b[5~",
        "PageDown" => "\x1b[6~",
        "F1" => "\x1bOP",
        "F2" => "\x1bOQ",
        "F3" => "\x1bOR",
        "F4" => "\x1bOS",
        unknown => panic!("<{unknown}> is no key that the tests know"),
    };
    sequence.into()
}
