//! What may be sent to a terminal: a closed list of sequences, held against the bytes by a parser of
//! terminals.
#![allow(dead_code)]

use std::io::{self, Write};
use vte::{Params, Parser, Perform};

/// Who sends the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sender {
    /// The reader: whole frames, the questions at its start, what it copies.
    Reader,
    /// A command: lines of text.
    Command,
}

/// A terminal that shows nothing and panics at whatever is not on the list.
pub(crate) struct Watch(Sender);

impl Watch {
    /// A terminal for the bytes of that sender.
    pub(crate) fn new(sender: Sender) -> Watch {
        Watch(sender)
    }
}

/// Panics if not all of these bytes may be sent.
#[track_caller]
pub(crate) fn check(sender: Sender, bytes: &[u8]) {
    let text = std::str::from_utf8(bytes);
    assert!(text.is_ok(), "no UTF-8: {}", String::from_utf8_lossy(bytes));
    let mut perform = List(sender);
    Parser::new().advance(&mut perform, bytes);
    // Nothing is left half said: what follows is text again.
    let mut end = End(false);
    let mut parser = Parser::new();
    parser.advance(&mut end, bytes);
    end.0 = false;
    parser.advance(&mut end, b"x");
    assert!(end.0, "the last sequence has no end");
}

impl Write for Watch {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        check(self.0, bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct List(Sender);

/// Whether something was printed.
struct End(bool);

impl Perform for End {
    fn print(&mut self, _: char) {
        self.0 = true;
    }
}

/// Not the program's own list: this one is written from what terminals do.
fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'
            | '\u{E0000}'..='\u{E001F}' | '\u{E0100}'..='\u{E01EF}')
}

impl List {
    fn reader(&self, what: &dyn std::fmt::Debug) {
        assert!(self.0 == Sender::Reader, "a command sends {what:?}");
    }
}

impl Perform for List {
    fn print(&mut self, c: char) {
        assert!(!is_hostile(c), "{c:?} is printed");
    }

    /// Line feeds, which move the rows of a region up.
    fn execute(&mut self, byte: u8) {
        assert!(byte == b'\n', "control {byte:#x}");
    }

    fn csi_dispatch(&mut self, params: &Params, between: &[u8], is_cut: bool, action: char) {
        let numbers: Vec<u16> = params.iter().flatten().copied().collect();
        self.reader(&(&numbers, action));
        let is_listed = match (between, action, numbers.as_slice()) {
            // Modes: alternate screen, caret, mouse, synchronized update. The pen, from a plain one. The
            // whole screen emptied; no region that moves; where the caret is.
            (b"?", 'h' | 'l', [1049 | 25 | 1000 | 1002 | 1006 | 2026])
            | (b"", 'm', [0, ..])
            | (b"", 'J', [2])
            | (b"", 'r', [0])
            | (b"", 'n', [6]) => true,
            // The caret, from 1; the region that moves.
            (b"", 'H', [row, column]) => 0 < *row && 0 < *column,
            (b"", 'r', [top, bottom]) => 0 < *top && top < bottom,
            _ => false,
        };
        assert!(is_listed && !is_cut, "CSI {between:?} {numbers:?} {action}");
    }

    fn esc_dispatch(&mut self, between: &[u8], is_cut: bool, byte: u8) {
        self.reader(&byte);
        // The end of a string; rows move down.
        let is_listed = between.is_empty() && matches!(byte, b'\\' | b'M');
        assert!(is_listed && !is_cut, "ESC {between:?} {byte:#x}");
    }

    fn osc_dispatch(&mut self, parts: &[&[u8]], _: bool) {
        self.reader(&parts);
        let is_web = |it: &[u8]| it.starts_with(b"http") && it.iter().all(u8::is_ascii_graphic);
        let is_base64 = |it: &[u8]| {
            let is_sign = |c: &u8| c.is_ascii_alphanumeric() || b"+/=".contains(c);
            it.iter().all(is_sign)
        };
        let is_listed = match parts {
            // An address, its end, the clipboard, the question for the background.
            [b"8", id, address @ ..] if id.starts_with(b"id=") => is_web(&address.join(&b';')),
            [b"8", b"", b""] | [b"11", b"?"] => true,
            [b"52", b"c", copied] => is_base64(copied),
            _ => false,
        };
        assert!(is_listed, "OSC {parts:?}");
    }

    fn hook(&mut self, _: &Params, _: &[u8], _: bool, action: char) {
        panic!("DCS {action}");
    }
}
