//! Finding the place of a value in the text of a RON file, so that a message can point at it.

/// One step into a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'p> {
    /// The field of a struct.
    Field(&'p str),
    /// The item of a list, counted from 0.
    Item(usize),
}

/// Where the value at the end of a path starts, in bytes; where the path leads nowhere, the last
/// value on it that is there.
pub fn locate(text: &str, path: &[Step]) -> usize {
    let mut scanner = Scanner { text, at: 0 };
    scanner.skip_blank();
    let mut found = scanner.at;
    for step in path {
        let entered = match step {
            Step::Field(name) => scanner.enter_field(name),
            Step::Item(index) => scanner.enter_item(*index),
        };
        if entered.is_none() {
            break;
        }
        found = scanner.at;
    }
    found
}

/// The items of the list that a field of the outermost value holds, also where the text is damaged:
/// each stretch that is balanced, from where items of this list begin.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Items<'t> {
    /// What is balanced, in order.
    pub whole: Vec<&'t str>,
    /// How many begin, and do not end.
    pub cut: usize,
    /// Whether the end of the list was met.
    pub ended: bool,
}

/// Finds the items of a list by its name. `is_whole` says of each whether it can be read; where it
/// cannot, the search goes on at the next line that begins as it does, so that a lost bracket or
/// quotation mark costs one item and not all that follow.
pub fn items<'t>(text: &'t str, list: &str, is_whole: &mut dyn FnMut(&str) -> bool) -> Items<'t> {
    let mut found = Items::default();
    let opening = format!("{list}: [");
    let Some(at) = line_starts(text).find(|at| {
        let line = text.get(*at..).unwrap_or_default().trim_start();
        line.starts_with(&opening)
    }) else {
        return found;
    };
    let start = text.get(at..).and_then(|rest| rest.find('['));
    let mut scanner = Scanner {
        text,
        at: at + start.unwrap_or_default() + 1,
    };
    loop {
        scanner.skip_blank();
        while scanner.eat(',').is_some() {
            scanner.skip_blank();
        }
        if scanner.eat(']').is_some() {
            found.ended = true;
            return found;
        }
        let begin = scanner.at;
        let next = next_like(text, begin);
        let mut item = Scanner {
            text: text.get(..next.unwrap_or(text.len())).unwrap_or(text),
            at: begin,
        };
        let balanced = item.skip_value().and_then(|()| text.get(begin..item.at));
        match (balanced.filter(|item| is_whole(item)), next) {
            (Some(whole), _) => {
                found.whole.push(whole);
                scanner.at = item.at;
            }
            (None, next) => {
                found.cut += usize::from(begin < text.len());
                match next {
                    Some(next) => scanner.at = next,
                    None => return found,
                }
            }
        }
    }
}

/// Where the next line begins that is indented as the one at `at`, and starts or ends a value.
fn next_like(text: &str, at: usize) -> Option<usize> {
    let line = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let indent = text.get(line..at).filter(|it| it.trim().is_empty())?;
    let less = indent.get(..indent.len().saturating_sub(2))?;
    line_starts(text.get(at..)?)
        .skip(1)
        .map(|start| at + start)
        .find_map(|start| {
            let line = text.get(start..)?;
            let item = line.strip_prefix(indent);
            let end = line.strip_prefix(less);
            let begins = item.is_some_and(|rest| rest.starts_with('('));
            let ends = end.is_some_and(|rest| rest.starts_with(']'));
            (begins || ends).then_some(start)
        })
}

fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    let ends = text.match_indices('\n').map(|(at, _)| at + 1);
    [0].into_iter().chain(ends)
}

/// Goes through the text of a RON file, value by value. Methods give `None` where the text ends or
/// is not as expected.
struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Scanner<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn eat(&mut self, expected: char) -> Option<()> {
        self.rest()
            .starts_with(expected)
            .then(|| self.at += expected.len_utf8())
    }

    /// White space, comments and attributes.
    fn skip_blank(&mut self) {
        loop {
            let rest = self.rest();
            let blank = rest.len() - rest.trim_start().len();
            let skipped = if blank > 0 {
                blank
            } else if rest.starts_with("//") || rest.starts_with("#!") {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                block_comment(rest)
            } else {
                return;
            };
            self.at += skipped;
        }
    }

    fn enter_field(&mut self, wanted: &str) -> Option<()> {
        self.skip_name();
        self.skip_blank();
        self.eat('(')?;
        loop {
            self.skip_blank();
            let name = self.skip_name();
            self.skip_blank();
            self.eat(':')?;
            self.skip_blank();
            if name == wanted {
                return Some(());
            }
            self.skip_value()?;
            self.skip_blank();
            self.eat(',')?;
        }
    }

    fn enter_item(&mut self, index: usize) -> Option<()> {
        self.eat('[')?;
        for _ in 0..index {
            self.skip_blank();
            self.skip_value()?;
            self.skip_blank();
            self.eat(',')?;
        }
        self.skip_blank();
        (!self.rest().starts_with(']')).then_some(())
    }

    /// A name or a number; empty where there is none.
    fn skip_name(&mut self) -> &'t str {
        let rest = self.rest();
        let is_part = |c: char| c.is_alphanumeric() || "_.+-".contains(c);
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    /// A whole value with all that is in it.
    fn skip_value(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            self.skip_blank();
            let next = self.rest().chars().next()?;
            match next {
                '(' | '[' | '{' => {
                    depth += 1;
                    self.at += 1;
                }
                ')' | ']' | '}' => {
                    depth = depth.checked_sub(1)?;
                    self.at += 1;
                }
                ',' | ':' if depth > 0 => self.at += 1,
                '"' => self.skip_string()?,
                '\'' => self.skip_character()?,
                'r' if self.is_raw_string() => self.skip_raw_string()?,
                _ => {
                    if self.skip_name().is_empty() {
                        return None;
                    }
                    // A name may come before what it names: Some(3).
                    self.skip_blank();
                    if self.rest().starts_with('(') {
                        continue;
                    }
                }
            }
            if depth == 0 {
                return Some(());
            }
        }
    }

    fn skip_string(&mut self) -> Option<()> {
        let mut escaped = true;
        for (at, c) in self.rest().char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => {
                    self.at += at + 1;
                    return Some(());
                }
                _ => {}
            }
        }
        None
    }

    fn skip_character(&mut self) -> Option<()> {
        let quoted = self.rest().get(1..)?;
        let skip = if quoted.starts_with('\\') {
            2
        } else {
            quoted.chars().next()?.len_utf8()
        };
        let end = quoted.get(skip..)?.find('\'')?;
        self.at += 1 + skip + end + 1;
        Some(())
    }

    fn is_raw_string(&self) -> bool {
        let after = self.rest().trim_start_matches('r');
        after.len() + 1 == self.rest().len() && after.trim_start_matches('#').starts_with('"')
    }

    fn skip_raw_string(&mut self) -> Option<()> {
        let rest = self.rest();
        let open = rest.find('"')?;
        let end = format!("\"{}", "#".repeat(open - 1));
        let close = rest.get(open + 1..)?.find(&end)?;
        self.at += open + 1 + close + end.len();
        Some(())
    }
}

/// The length of a block comment, which may hold others.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(two) = rest.as_bytes().get(at..at + 2) {
        match two {
            b"/*" => depth += 1,
            b"*/" => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r##"#![enable(implicit_some)]
// a list: [
Session(
  title: "a \" ( [ \\",
  raw: r#"]"quoted"#,
  mark: '\'',
  claims: [ /* [ /* ( */ */
    (id: "c1", at: -1.5),
    (id: "c2", status: Some(Done), tags: ["x", "y"]),
  ],
)"##;

    #[test]
    fn a_value_is_found_by_its_path() {
        let at = |path: &[Step]| FILE.get(locate(FILE, path)..).unwrap();
        assert!(at(&[Step::Field("title")]).starts_with("\"a"));
        let tags = [
            Step::Field("claims"),
            Step::Item(1),
            Step::Field("tags"),
            Step::Item(1),
        ];
        assert!(at(&tags).starts_with("\"y\""));
        // What is not there is pointed at where it should be.
        let absent = [Step::Field("claims"), Step::Item(0), Step::Field("note")];
        assert!(at(&absent).starts_with("(id: \"c1\""));
    }
}
