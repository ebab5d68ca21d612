//! Keys in any order, as from a cat on the keyboard: the program stays, and so does the work.
//!
//! `CROSSCHECK_STORM=0..500` tries other orders than the few of every run.
#![cfg(unix)]
#![allow(clippy::expect_used, clippy::print_stderr)]

mod support;

use support::Home;

/// Every key that does something, and some words to type; nothing that leaves, stops the program or
/// writes files.
const KEYS: &str = "h j k l w b e ) ( } { 0 $ gg G H M L <C-d> <C-u> <C-f> <C-b> <C-e> <C-y> zz zt \
    ]p [p ]c [c ]d [d gp gn gd <CR> <C-o> gi v V y /the<CR> /no-such<CR> n N * c m 1 2 0 s o t a # \
    K D = <Tab> <S-Tab> <C-w>v <C-w>o <C-w>> <C-w><lt> <C-w>= <C-w>f <C-w>p <C-w>+ <C-w>- \
    <C-w>z <Space>c <Space>p <Space>h <Space>d <Space>f <Space>t u U <C-r> :<C-c> ? <F1> <Esc> <C-c> <C-l> P + - A ves ver vem \
    <Down> <Up> <Left> <Right> <PageDown> <PageUp> <Home> <End> <BS> <Del> S / x z ] [ é 漢 \u{301}";

/// A sequence of numbers without order, the same for the same start: the generator "splitmix64" of
/// Steele, Lea and Flood (2014).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let number = (mixed ^ (mixed >> 31)) % u64::try_from(limit).expect("limits are small");
        usize::try_from(number).expect("it is below the limit")
    }

    fn up_to(&mut self, most: usize) -> u16 {
        u16::try_from(1 + self.below(most)).expect("screens are small")
    }
}

/// Shows what the program noted of a crash, where the test fails.
struct CrashNotes<'h>(&'h Home, u64);

impl Drop for CrashNotes<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("seed {}", self.1);
            let notes = self.0.files().into_iter().filter(|(path, _)| {
                path.file_name()
                    .is_some_and(|name| name.display().to_string().starts_with("crash"))
            });
            for (path, note) in notes {
                eprintln!("{}:\n{}", path.display(), String::from_utf8_lossy(&note));
            }
        }
    }
}

fn storm(seed: u64) {
    let keys: Vec<&str> = KEYS.split_ascii_whitespace().collect();
    let mut numbers = Numbers(seed);
    let home = Home::new();
    let session = home.copy_sample();
    let _notes = CrashNotes(&home, seed);
    let mut terminal = home.terminal([&session]).start();
    terminal.wait_for_words("9 claims");
    for _ in 0..40 {
        let burst: String = (0..25).map(|_| keys[numbers.below(keys.len())]).collect();
        terminal.type_keys(&burst);
        let mut place = || (numbers.up_to(160), numbers.up_to(50));
        let (from, to) = (place(), place());
        terminal.drag(from, to);
        terminal.wheel_down(to.0, to.1);
        terminal.click(from.0, from.1);
        terminal.paste("pasted\nwords");
        let (columns, rows) = place();
        terminal.resize(columns, rows);
    }
    terminal.resize(120, 40);
    terminal.type_keys(&"<C-c>".repeat(40));
    terminal.wait_for("the texts", |screen| {
        screen.row(0).contains("4 documents") && screen.row(-1).contains("READ")
    });
    terminal.type_keys("q");
    assert!(terminal.wait_for_exit().success(), "seed {seed}");

    let mut terminal = home.terminal([&session]).start();
    terminal.wait_for("the session again", |screen| screen.contains("4 documents"));
}

#[test]
fn keys_and_sizes_in_any_order_do_no_harm() {
    let seeds = match std::env::var("CROSSCHECK_STORM") {
        Ok(range) => {
            let (first, last) = range.split_once("..").expect("two numbers with .. between");
            first.parse().expect("a number")..last.parse().expect("a number")
        }
        Err(_) => 0..4,
    };
    seeds.for_each(storm);
}
