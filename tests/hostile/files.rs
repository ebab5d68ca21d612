//! What lies in a folder and is no text to read: the rest is opened, and each is told.

use std::fs::{File, create_dir_all};
use std::os::unix::fs::symlink;

use rustix::fs::{CWD, Mode, mkfifoat};

use super::bytes;
use super::support::Home;

fn pipe(path: &std::path::Path) {
    mkfifoat(CWD, path, Mode::RUSR | Mode::WUSR).expect("a pipe can be made");
}

#[test]
fn whatever_lies_in_a_folder_the_texts_are_opened_and_the_rest_is_told() {
    let home = Home::new();
    home.write("folder/good.txt", "Good\n\nA text that can be read.\n");
    let at = |name: &str| home.work().join("folder").join(name);
    pipe(&at("pipe.txt"));
    symlink(".", at("circle")).expect("a link");
    symlink("/etc/hostname", at("out.txt")).expect("a link");
    symlink("none.txt", at("nowhere.txt")).expect("a link");
    symlink("itself.txt", at("itself.txt")).expect("a link");
    symlink("/dev/zero", at("zeros.txt")).expect("a link");
    let huge = File::create(at("huge.txt")).expect("a file");
    huge.set_len(5 << 30).expect("a hole of 5 GiB");
    create_dir_all(at(&"deep/".repeat(60))).expect("folders in folders");
    let mut terminal = home.terminal(["folder"]).size(120, 40).start();
    terminal.wait_for_words("A text that can be read.");
    terminal.wait_for_words("8 not opened");
    terminal.type_keys("<Space>o<C-w>z");
    terminal.wait_for("why each is not opened", |screen| {
        screen.contains("Not opened  8 of 9 files")
            && screen.contains("it is larger than 128 MiB")
            && screen.contains("not a file")
            && screen.contains("a link that leads elsewhere")
            && screen.contains("too many files or folders")
    });
    terminal.type_keys("q");
    terminal.type_keys("q");
    assert!(terminal.wait_for_exit().success());
    assert_eq!(bytes::wrong(&terminal.bytes()), [].into());
}

#[test]
fn what_is_named_and_holds_no_text_is_told_in_its_pane() {
    let home = Home::new();
    pipe(&home.work().join("pipe.txt"));
    for (name, told) in [
        ("pipe.txt", "this is a pipe, not a file with text"),
        ("/dev/zero", "this is a device, not a file with text"),
    ] {
        let mut terminal = home.terminal([name]).size(120, 20).start();
        terminal.wait_for_words(told);
        terminal.type_keys("q");
        assert!(terminal.wait_for_exit().success());
    }
}

#[test]
fn one_line_of_megabytes_is_read_moved_in_and_searched() {
    let home = Home::new();
    let mut line = "word after word, ".repeat(200_000);
    line.push_str("and here it ends");
    home.write("line.txt", &line);
    let mut terminal = home.terminal(["line.txt"]).size(80, 24).start();
    terminal.wait_for_words("word after word");
    terminal.type_keys("G");
    terminal.wait_for_words("and here it ends");
    terminal.type_keys("ggjjw)}");
    terminal.type_keys("/it ends<CR>");
    terminal.wait_for_words("and here it ends");
    terminal.type_keys("vgg");
    terminal.wait_for_words("SELECT");
    terminal.type_keys("<Esc>q");
    assert!(terminal.wait_for_exit().success());
}
