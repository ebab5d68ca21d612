//! Random texts that are full of what a terminal interprets or nobody sees, for tests.

use proptest::prelude::*;

/// Characters of every hazard among plain ones.
pub fn hostile() -> impl Strategy<Value = String> {
    let hazard = prop_oneof![
        any::<char>(),
        (0_u32..0x300).prop_filter_map("surrogate", char::from_u32),
        (0x2000_u32..0x2070).prop_filter_map("surrogate", char::from_u32),
        (0xe0000_u32..0xe01f0).prop_filter_map("surrogate", char::from_u32),
        prop::sample::select(vec![
            '\u{200d}',
            '\u{fe0f}',
            '👩',
            '🇵',
            '\u{301}',
            'a',
            ' ',
            '\u{feff}',
            'ک',
            'क',
            '\u{94d}',
            '\u{1f3f4}',
            '\u{34f}',
            '\u{2800}',
            '\u{fffa}',
            '\u{fffd}',
            '\u{a0}',
            '\r',
            '\n',
            '葛',
            '\u{1160}',
            '\u{9b}',
            '\x1b',
        ]),
    ];
    prop::collection::vec(hazard, 0..40).prop_map(String::from_iter)
}
