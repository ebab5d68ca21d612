//! What the terminal answers when the program asks it something, and what else the program sends
//! that is no drawing.
//!
//! Sequences: ECMA-48 and xterm's list of control sequences (DA1, DSR, OSC 10 and 11, XTVERSION, DECRQM).

use vt100::{Callbacks, Screen};

/// Answers that wait to be sent, and what the program asked of the terminal.
pub struct Answers {
    background: &'static str,
    pending: Vec<u8>,
    clipboard: Vec<Vec<u8>>,
}

impl Answers {
    /// A terminal with this background, written as in `rgb:0000/0000/0000`.
    pub fn with_background(background: &'static str) -> Self {
        Self {
            background,
            pending: Vec::new(),
            clipboard: Vec::new(),
        }
    }

    /// The answers since the last call.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.pending)
    }

    /// What was copied to the clipboard, in base64 (OSC 52), oldest first.
    pub fn clipboard(&self) -> &[Vec<u8>] {
        &self.clipboard
    }

    fn answer(&mut self, answer: &str) {
        self.pending.extend_from_slice(answer.as_bytes());
    }
}

impl Callbacks for Answers {
    fn copy_to_clipboard(&mut self, _: &mut Screen, _ty: &[u8], data: &[u8]) {
        self.clipboard.push(data.to_vec());
    }

    // The query for the kitty keyboard protocol (`CSI ? u`) stays without an answer, as in a
    // terminal that does not have it: the program learns so from the answer to the DA1 that
    // follows.
    fn unhandled_csi(
        &mut self,
        screen: &mut Screen,
        first: Option<u8>,
        second: Option<u8>,
        parameters: &[&[u16]],
        last: char,
    ) {
        let parameter = parameters
            .first()
            .and_then(|values| values.first())
            .copied();
        match (first, second, parameter.unwrap_or(0), last) {
            (None, None, 0, 'c') => self.answer("\x1b[?62;22c"),
            (None, None, 5, 'n') => self.answer("\x1b[0n"),
            (None, None, 6, 'n') => {
                let (row, column) = screen.cursor_position();
                self.answer(&format!("\x1b[{};{}R", row + 1, column + 1));
            }
            (Some(b'>'), None, 0, 'q') => self.answer("\x1bP>|test 1\x1b\\"),
            (Some(b'?'), Some(b'$'), mode, 'p') => self.answer(&format!("\x1b[?{mode};0$y")),
            _ => {}
        }
    }

    fn unhandled_osc(&mut self, _: &mut Screen, parameters: &[&[u8]]) {
        match parameters {
            [b"10", b"?"] => self.answer("\x1b]10;rgb:8080/8080/8080\x1b\\"),
            [b"11", b"?"] => {
                let answer = format!("\x1b]11;{}\x1b\\", self.background);
                self.answer(&answer);
            }
            _ => {}
        }
    }
}
