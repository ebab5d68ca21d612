//! `crosscheck parallels` of a folder in which one footer stands in nearly every text.

mod support;

use support::Home;

const FOOTER: &str = "Write to the newsroom of the Elmsworth Courier at Quay Street eleven or ring \
    us between eight and noon on any working day of the week";
const COPIED: &str = "The harbour authority of Elmsworth closed the northern quay on Tuesday after \
    divers found deep cracks in its oldest pillars and advised against any traffic.";

/// A home with seventy texts that end with the footer, two of which share a passage.
fn home() -> Home {
    let home = Home::new();
    for number in 0..70 {
        let own: Vec<String> = (0..40).map(|word| format!("w{number}x{word}")).collect();
        let copied = if number < 2 { COPIED } else { "" };
        let text = format!("{}.\n\n{copied}\n\n{FOOTER}.\n", own.join(" "));
        home.write(&format!("texts/{number:02}.txt"), text);
    }
    home
}

#[test]
fn boilerplate_is_hinted_at_and_printed_where_it_is_asked_for() {
    let home = home();
    let output = home
        .command(["parallels", "texts", "--format", "jsonl"])
        .run();
    assert_eq!(output.stdout.lines().count(), 1, "{}", output.stdout);
    assert!(
        output
            .stdout
            .starts_with("{\"a\":{\"document\":\"texts/00.txt\"")
    );
    assert!(
        output
            .stderr
            .contains("1 passage stands in more than 64 documents")
    );

    let arguments = ["parallels", "texts", "--format", "jsonl", "--boilerplate"];
    let output = home.command(arguments).run();
    let lines: Vec<&str> = output.stdout.lines().collect();
    assert_eq!((lines.len(), output.stderr.as_str()), (2, ""));
    assert!(lines[1].starts_with("{\"boilerplate\":{\"document\":\"texts/00.txt\""));
    assert!(lines[1].ends_with("\"documents\":70}"), "{}", lines[1]);

    let output = home.command(["parallels", "texts", "--boilerplate"]).run();
    assert!(
        output
            .stdout
            .contains("boilerplate in 70 documents  texts/00.txt")
    );
    assert!(output.stdout.contains(FOOTER), "{}", output.stdout);
}
