//! What the terminal is asked once, at the start, and how its answers are told from keys.
//!
//! Nothing waits for the answers: they are read where keys are, and the screen is drawn again when
//! one changes it.

use super::message::Message;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use rustix::event::{PollFd, PollFlags, poll};
use std::fs::File;
use std::io::Read;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

/// How long answers are waited for. What comes later would be taken for keys.
const ANSWERS: Duration = Duration::from_secs(2);
/// How long the rest of a sequence may take; an escape alone is a key.
const REST: Duration = Duration::from_millis(60);

/// What is to be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Questions {
    /// How wide ambiguous characters are.
    pub width: bool,
    /// What color stands behind the text.
    pub background: bool,
}

/// What the bytes read so far are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// The beginning of something.
    Half,
    /// The column of the caret, from 1.
    Caret(u16),
    /// The background: whether it is light, if it can be read.
    Background(Option<bool>),
    /// Keys.
    Keys,
}

impl Questions {
    /// Whether there are any.
    pub(super) const fn any(self) -> bool {
        self.width || self.background
    }

    /// The bytes that ask. Where the caret is comes last: every terminal answers that, so that one
    /// who has not told its background by then never will. The first frame covers what is drawn.
    pub(super) const fn bytes(self) -> &'static str {
        match (self.width, self.background) {
            (false, false) => "",
            (true, false) => "\x1b[1;1H“\x1b[6n",
            (false, true) => "\x1b]11;?\x1b\\\x1b[6n",
            (true, true) => "\x1b]11;?\x1b\\\x1b[1;1H“\x1b[6n",
        }
    }
}

/// Reads the answers and sends them on, and what is typed meanwhile too.
pub(super) fn read(terminal: &File, asked: Questions, sender: &Sender<Message>) {
    let end = Instant::now() + ANSWERS;
    let mut bytes = Vec::new();
    // If the reader has gone, the next message finds it out.
    let send = |message| drop(sender.send(message));
    loop {
        let until = if bytes.is_empty() {
            end
        } else {
            end.min(Instant::now() + REST)
        };
        let piece = match read_byte(terminal, until) {
            Some(byte) => {
                bytes.push(byte);
                piece(&bytes)
            }
            None if bytes.is_empty() => return,
            None => Piece::Keys,
        };
        match piece {
            Piece::Half => continue,
            Piece::Caret(column) => {
                if asked.width && column == 3 {
                    send(Message::AmbiguousWide);
                }
                return;
            }
            Piece::Background(Some(is_light)) => send(Message::Background { is_light }),
            Piece::Background(None) => {}
            Piece::Keys => typed(&bytes)
                .into_iter()
                .for_each(|it| send(Message::Input(Event::Key(it)))),
        }
        bytes.clear();
    }
}

/// The next byte, if it comes in time.
fn read_byte(mut terminal: &File, end: Instant) -> Option<u8> {
    let timeout = end
        .saturating_duration_since(Instant::now())
        .try_into()
        .ok()?;
    let mut fds = [PollFd::new(terminal, PollFlags::IN)];
    if poll(&mut fds, Some(&timeout)) != Ok(1) {
        return None;
    }
    let mut byte = [0];
    terminal.read_exact(&mut byte).ok()?;
    Some(byte[0])
}

fn piece(bytes: &[u8]) -> Piece {
    const LONGEST: usize = 128;
    match bytes {
        [0x1B] | [0x1B, b'[' | b']' | b'O'] => Piece::Half,
        _ if LONGEST < bytes.len() => Piece::Keys,
        [0x1B, b'[', body @ .., last] => match last {
            b'R' => caret(body).map_or(Piece::Keys, Piece::Caret),
            0x40..=0x7E => Piece::Keys,
            _ => Piece::Half,
        },
        [0x1B, b']', body @ .., 0x07] | [0x1B, b']', body @ .., 0x1B, b'\\'] => {
            match body.strip_prefix(b"11;") {
                Some(color) => Piece::Background(is_light(color)),
                None => Piece::Keys,
            }
        }
        [0x1B, b']', ..] => Piece::Half,
        [0x1B, ..] => Piece::Keys,
        _ if std::str::from_utf8(bytes).is_ok() || 4 <= bytes.len() => Piece::Keys,
        _ => Piece::Half,
    }
}

/// The column of `row;column`.
fn caret(body: &[u8]) -> Option<u16> {
    let (row, column) = std::str::from_utf8(body).ok()?.split_once(';')?;
    row.parse::<u16>().ok()?;
    column.parse().ok()
}

/// Whether `rgb:ffff/ffff/ffff`, of one to four digits a part, is light.
fn is_light(color: &[u8]) -> Option<bool> {
    let color = std::str::from_utf8(color).ok()?;
    let parts = color.strip_prefix("rgb")?.trim_start_matches('a');
    let part = |text: &str| {
        let most = 16_u32.checked_pow(u32::try_from(text.len()).ok()?)? - 1;
        let value = u32::from_str_radix(text, 16).ok()?;
        (0 < most).then(|| value * 255 / most)
    };
    let mut parts = parts.strip_prefix(':')?.split('/').map(part);
    let (red, green, blue) = (parts.next()??, parts.next()??, parts.next()??);
    // How bright the eye finds each of them, in thousandths.
    Some(127 * 1000 < 299 * red + 587 * green + 114 * blue)
}

/// The keys of these bytes: plain ones, arrows, and characters with Alt or Ctrl.
fn typed(bytes: &[u8]) -> Vec<KeyEvent> {
    let key = |code| KeyEvent::new(code, KeyModifiers::NONE);
    match bytes {
        b"\x1b" => vec![key(KeyCode::Esc)],
        [0x1B, b'[' | b'O', last] => match last {
            b'A' => vec![key(KeyCode::Up)],
            b'B' => vec![key(KeyCode::Down)],
            b'C' => vec![key(KeyCode::Right)],
            b'D' => vec![key(KeyCode::Left)],
            b'F' => vec![key(KeyCode::End)],
            b'H' => vec![key(KeyCode::Home)],
            _ => Vec::new(),
        },
        b"\x1b[5~" => vec![key(KeyCode::PageUp)],
        b"\x1b[6~" => vec![key(KeyCode::PageDown)],
        [0x1B, b'[' | b']' | b'O', ..] => Vec::new(),
        [0x1B, rest @ ..] => characters(rest, KeyModifiers::ALT),
        _ => characters(bytes, KeyModifiers::NONE),
    }
}

fn characters(bytes: &[u8], modifiers: KeyModifiers) -> Vec<KeyEvent> {
    let text = String::from_utf8_lossy(bytes);
    let event = |c| match c {
        '\r' => KeyEvent::new(KeyCode::Enter, modifiers),
        '\t' => KeyEvent::new(KeyCode::Tab, modifiers),
        '\u{7F}' => KeyEvent::new(KeyCode::Backspace, modifiers),
        '\u{1}'..='\u{1A}' => {
            let letter = char::from(b'a' - 1 + u8::try_from(c).unwrap_or(1));
            KeyEvent::new(KeyCode::Char(letter), modifiers | KeyModifiers::CONTROL)
        }
        c => KeyEvent::new(KeyCode::Char(c), modifiers),
    };
    text.chars().map(event).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_told_from_keys() {
        for (bytes, expected) in [
            (b"\x1b[1;3R".as_slice(), Piece::Caret(3)),
            (b"\x1b[1;", Piece::Half),
            (
                b"\x1b]11;rgb:0000/0000/0000\x1b\\",
                Piece::Background(Some(false)),
            ),
            (b"\x1b]11;rgb:ff/ff/e0\x07", Piece::Background(Some(true))),
            (
                b"\x1b]11;rgba:1e1e/1e1e/1e1e/ffff\x1b\\",
                Piece::Background(Some(false)),
            ),
            (b"\x1b]11;blue\x07", Piece::Background(None)),
            (b"\x1b]11;rgb://\x07", Piece::Background(None)),
            (b"\x1b]11;rgb:12345678901/0/0\x07", Piece::Background(None)),
            (b"\x1b]11;rgb:ff/f", Piece::Half),
            (b"\x1b]52;c;\x07", Piece::Keys),
            (b"\x1b[B", Piece::Keys),
            (b"\x1b[R", Piece::Keys),
            (b"q", Piece::Keys),
            (b"\xE6\x98", Piece::Half),
            ("星".as_bytes(), Piece::Keys),
        ] {
            assert_eq!(piece(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn what_is_typed_instead_of_an_answer_is_not_lost() {
        let codes = |bytes| typed(bytes).iter().map(|it| it.code).collect::<Vec<_>>();
        let char = KeyCode::Char;
        assert_eq!(codes(b"q"), [char('q')]);
        assert_eq!(codes("星".as_bytes()), [char('星')]);
        assert_eq!(codes(b"\x1b[B"), [KeyCode::Down]);
        assert_eq!(codes(b"\x1b"), [KeyCode::Esc]);
        assert_eq!(codes(b"\r"), [KeyCode::Enter]);
        assert_eq!(codes(b"\x1b[1;"), []);
        assert_eq!(codes(b""), []);
        assert_eq!(
            typed(b"\x0f")[0],
            KeyEvent::new(char('o'), KeyModifiers::CONTROL)
        );
        assert_eq!(
            typed(b"\x1br")[0],
            KeyEvent::new(char('r'), KeyModifiers::ALT)
        );
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(0_u8..=255, 0..40)) {
            let _ = piece(&bytes);
            let _ = typed(&bytes);
            let _ = is_light(&bytes);
        }
    }
}
