//! The terminal: opened and closed here, its keys and the system's signals read here.
//!
//! Nothing else changes its modes. They are put back when the reader returns, fails, panics on any
//! thread, or is told to end.

use super::message::{Message, Signal};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::{
    SIGABRT, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGWINCH,
    SIGXFSZ,
};
use signal_hook::iterator::Signals;
use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

/// Alternate screen, no caret, clicks and drags and the wheel but no mere movements. Bracketed
/// paste stays off: an unfinished one would swallow all later keys.
const ENTER: &str = "\x1b[?1049h\x1b[?25l\x1b[?1000h\x1b[?1002h\x1b[?1006h";
/// All of that back, whatever state a frame was in.
const LEAVE: &str = "\x1b[?2026l\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[0m\x1b[?25h\x1b[?1049l";

/// Draws an ambiguous character and asks where the caret is behind it; the first frame covers it.
const ASK_WIDTH: &str = "\x1b[1;1H“\x1b[6n";
/// How long the answer may take. A terminal that answers later, or never, draws it narrow for us.
const ANSWER: Duration = Duration::from_millis(100);

/// A larger size is a mistake of the terminal.
const LARGEST: Size = Size {
    width: 1200,
    height: 600,
};

/// Whether the terminal is ours.
static IS_ENTERED: AtomicBool = AtomicBool::new(false);

/// Takes the terminal. Without one, an error that says so. If wanted, asks it how wide it draws
/// ambiguous characters, and says whether it was asked: not if somebody types already, for the
/// answer could not be told from that.
pub(super) fn enter(wants_width: bool) -> io::Result<bool> {
    if !io::stdout().is_terminal() {
        return Err(io::Error::other("standard output is not a terminal"));
    }
    restore_on_panic();
    crossterm::terminal::enable_raw_mode().map_err(|err| {
        io::Error::other(format!("there is no terminal to read keys from: {err}"))
    })?;
    IS_ENTERED.store(true, Ordering::SeqCst);
    let is_asked = wants_width && open().is_ok_and(|it| n_waiting(&it) == Some(0));
    let mut out = io::stdout().lock();
    out.write_all(ENTER.as_bytes())?;
    if is_asked {
        out.write_all(ASK_WIDTH.as_bytes())?;
    }
    out.flush()?;
    Ok(is_asked)
}

/// The terminal that keys come from.
fn open() -> io::Result<File> {
    if io::stdin().is_terminal() {
        Ok(File::from(rustix::io::dup(io::stdin())?))
    } else {
        File::open("/dev/tty")
    }
}

/// How many bytes are waiting to be read.
fn n_waiting(terminal: &File) -> Option<u64> {
    rustix::io::ioctl_fionread(terminal).ok()
}

/// Gives the terminal back; does nothing if it is not ours.
pub(super) fn leave() {
    if IS_ENTERED.swap(false, Ordering::SeqCst) {
        // If the terminal is gone, there is nothing left to put back.
        let mut out = io::stdout();
        let _ = out.write_all(LEAVE.as_bytes());
        let _ = out.flush();
        let _ = crossterm::terminal::disable_raw_mode();
    }
}

/// Gives the terminal back before a panic is told. A panic beside the main thread ends the program:
/// nobody would draw what it was to bring.
fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let main = thread::current().id();
        let tell = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let was_ours = IS_ENTERED.load(Ordering::SeqCst);
            leave();
            tell(info);
            if was_ours && thread::current().id() != main {
                std::process::exit(101);
            }
        }));
    });
}

/// The size of the terminal; 80 × 24 if it does not know, and no more than any screen has.
pub(super) fn size() -> Size {
    match rustix::termios::tcgetwinsize(io::stdout()) {
        Ok(it) if 0 < it.ws_col && 0 < it.ws_row => Size {
            width: it.ws_col.min(LARGEST.width),
            height: it.ws_row.min(LARGEST.height),
        },
        _ => Size {
            width: 80,
            height: 24,
        },
    }
}

/// Sleeps as the shell wants it, and wakes up with the terminal taken again.
pub(super) fn suspend() -> io::Result<()> {
    leave();
    signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)?;
    enter(false).map(drop)
}

/// Sends what is pressed, clicked and turned, until nobody can press anything any more; first what
/// the terminal answered if it was asked.
pub(super) fn send_input(sender: Sender<Message>, is_asked: bool) -> io::Result<()> {
    let terminal = open()?;
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || {
            if is_asked && draws_wide(&terminal, &sender) {
                // The reader may have gone already; then the next message finds it out.
                let _ = sender.send(Message::AmbiguousWide);
            }
            while pass_on(&terminal, &sender) {}
            let _ = sender.send(Message::Signal(Signal::End));
        })?;
    Ok(())
}

/// Reads the answer to [`ASK_WIDTH`]: whether the caret stands in the third column. If somebody
/// types instead, that is passed on.
fn draws_wide(terminal: &File, sender: &Sender<Message>) -> bool {
    let end = Instant::now() + ANSWER;
    let mut answer = Vec::new();
    while let Some(byte) = read_byte(terminal, end) {
        answer.push(byte);
        if byte == b'R' && answer.starts_with(b"\x1b[") {
            return answer.ends_with(b";3R");
        }
        let is_answer = match answer.len() {
            1 => byte == b'\x1b',
            2 => byte == b'[',
            _ => byte.is_ascii_digit() || byte == b';',
        };
        let is_half = byte == 0x1B || std::str::from_utf8(&answer).is_err();
        if !is_answer && !is_half {
            break;
        }
    }
    for code in typed(&answer) {
        let key = Event::Key(KeyEvent::new(code, KeyModifiers::NONE));
        // If the reader has gone, the next message finds it out.
        let _ = sender.send(Message::Input(key));
    }
    false
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

/// The keys that were typed instead of an answer: the plain ones and the arrows.
fn typed(bytes: &[u8]) -> Vec<KeyCode> {
    match bytes {
        b"\x1b" => vec![KeyCode::Esc],
        b"\x1b[A" => vec![KeyCode::Up],
        b"\x1b[B" => vec![KeyCode::Down],
        b"\x1b[C" => vec![KeyCode::Right],
        b"\x1b[D" => vec![KeyCode::Left],
        [0x1B, ..] => Vec::new(),
        _ => String::from_utf8_lossy(bytes)
            .chars()
            .map(|c| match c {
                '\r' => KeyCode::Enter,
                '\t' => KeyCode::Tab,
                c => KeyCode::Char(c),
            })
            .collect(),
    }
}

/// Waits for input and sends all there is; false if there will be no more.
///
/// The terminal is watched here and not by crossterm, which spins for ever when it hangs up.
fn pass_on(terminal: &File, sender: &Sender<Message>) -> bool {
    let mut fds = [PollFd::new(terminal, PollFlags::IN)];
    match poll(&mut fds, None) {
        Ok(_) => {}
        Err(rustix::io::Errno::INTR) => return true,
        Err(_) => return false,
    }
    let state = fds[0].revents();
    if state.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
        return false;
    }
    // Readable without a byte to read is the end.
    if n_waiting(terminal) == Some(0) {
        return false;
    }
    // A wait of nothing would not read at all.
    while crossterm::event::poll(Duration::from_millis(1)).unwrap_or(false) {
        let Ok(event) = crossterm::event::read() else {
            return false;
        };
        if sender.send(Message::Input(event)).is_err() {
            return false;
        }
    }
    true
}

/// Sends what the system asks for.
pub(super) fn send_signals(sender: Sender<Message>) -> io::Result<()> {
    // Writing a state file beyond a size limit fails, and the signals that mean nothing here do
    // nothing, instead of killing.
    for signal in [SIGXFSZ, SIGUSR1, SIGUSR2] {
        signal_hook::flag::register(signal, AtomicBool::new(false).into())?;
    }
    let wanted = [
        SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGTSTP, SIGCONT, SIGWINCH,
    ];
    let mut signals = Signals::new(wanted)?;
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                let signal = match signal {
                    SIGTSTP => Signal::Suspend,
                    SIGCONT => Signal::Resume,
                    SIGWINCH => Signal::Resize,
                    _ => Signal::End,
                };
                if signal == Signal::End {
                    end_anyway();
                }
                if sender.send(Message::Signal(signal)).is_err() {
                    return;
                }
            }
        })?;
    Ok(())
}

/// Ends the program if the reader does not do it within a second: it may wait for a terminal that
/// takes nothing any more.
fn end_anyway() {
    let waiting = thread::Builder::new().name("end".to_owned()).spawn(|| {
        thread::sleep(Duration::from_secs(1));
        leave();
        std::process::exit(1);
    });
    // Without a thread the reader ends by itself, or is killed.
    drop(waiting);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_instead_of_an_answer_is_not_lost() {
        let char = KeyCode::Char;
        assert_eq!(typed(b"q"), [char('q')]);
        assert_eq!(typed("星".as_bytes()), [char('星')]);
        assert_eq!(typed(b"\x1b[B"), [KeyCode::Down]);
        assert_eq!(typed(b"\x1b"), [KeyCode::Esc]);
        assert_eq!(typed(b"\x1b[1;"), []);
        assert_eq!(typed(b""), []);
    }
}
