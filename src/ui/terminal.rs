//! The terminal: opened and closed here, its keys and the system's signals read here.
//!
//! Nothing else changes its modes. They are put back when the reader returns, fails, panics on any
//! thread, or is told to end.

use super::answer::{self, Questions};
use super::message::{Message, Signal};
use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::kill_current_process_group;
use signal_hook::consts::{
    SIGABRT, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGWINCH,
    SIGXFSZ,
};
use signal_hook::iterator::Signals;
use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

/// Alternate screen, no caret, clicks and drags and the wheel but no mere movements. Bracketed
/// paste stays off: an unfinished one would swallow all later keys.
const ENTER: &str = "\x1b[?1049h\x1b[?25l\x1b[?1000h\x1b[?1002h\x1b[?1006h";
/// All of that back, whatever state a frame was in.
const LEAVE: &str = "\x1b[?2026l\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[0m\x1b[?25h\x1b[?1049l";

/// A wait in which crossterm reads what is there: of nothing it would not read at all, and a whole
/// millisecond it would spin. If this thread is put to sleep meanwhile, it reads nothing either.
const AT_ONCE: Duration = Duration::from_micros(50);
/// After how long it is asked again, lest a key that it has read already waits for the next one.
const AGAIN: Duration = Duration::from_millis(4);

/// A larger size is a mistake of the terminal.
const LARGEST: Size = Size {
    width: 1200,
    height: 600,
};

/// Whether the terminal is ours.
static IS_ENTERED: AtomicBool = AtomicBool::new(false);

/// Takes the terminal. Without one, an error that says so. Asks it what is wanted, and says what it
/// was asked: nothing if somebody types already, who should not have to wait.
pub(super) fn enter(wanted: Questions) -> io::Result<Questions> {
    if !io::stdout().is_terminal() {
        return Err(io::Error::other("standard output is not a terminal"));
    }
    restore_on_panic();
    crossterm::terminal::enable_raw_mode().map_err(|err| {
        io::Error::other(format!("there is no terminal to read keys from: {err}"))
    })?;
    IS_ENTERED.store(true, Ordering::SeqCst);
    let is_idle = || open().is_ok_and(|it| n_waiting(&it) == Some(0));
    let asked = if wanted.any() && is_idle() {
        wanted
    } else {
        Questions::default()
    };
    let mut out = io::stdout().lock();
    out.write_all(ENTER.as_bytes())?;
    out.write_all(asked.bytes().as_bytes())?;
    out.flush()?;
    Ok(asked)
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

/// Sleeps as the shell wants it, and wakes up with the terminal taken again. So does whoever writes into
/// the reader's pipe: the shell waits until all of the job sleeps.
pub(super) fn suspend() -> io::Result<()> {
    leave();
    kill_current_process_group(rustix::process::Signal::STOP)?;
    enter(Questions::default()).map(drop)
}

/// Sends what is pressed, clicked and turned, until nobody can press anything any more; first what
/// the terminal answered if it was asked.
pub(super) fn send_input(sender: Sender<Message>, asked: Questions) -> io::Result<()> {
    let terminal = open()?;
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || {
            if asked.any() {
                answer::read(&terminal, asked, &sender);
            }
            // Rounds left in which something that was read may still wait inside crossterm.
            let mut eager = 0;
            while let Some(n_sent) = pass_on(&terminal, &sender, 0 < eager) {
                eager = if 0 < n_sent {
                    2_u8
                } else {
                    eager.saturating_sub(1)
                };
            }
            let _ = sender.send(Message::Signal(Signal::End));
        })?;
    Ok(())
}

/// Waits for input, if `is_eager` not for long, and sends all there is; how many events that were, or
/// `None` if there will be no more.
///
/// The terminal is watched here and not by crossterm, which spins for ever when it hangs up.
fn pass_on(terminal: &File, sender: &Sender<Message>, is_eager: bool) -> Option<usize> {
    let mut fds = [PollFd::new(terminal, PollFlags::IN)];
    let timeout = if is_eager {
        AGAIN.try_into().ok()
    } else {
        None
    };
    let n_ready = match poll(&mut fds, timeout.as_ref()) {
        Ok(n_ready) => n_ready,
        Err(rustix::io::Errno::INTR) => return Some(0),
        Err(_) => return None,
    };
    let state = fds[0].revents();
    if state.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
        return None;
    }
    // Readable without a byte to read is the end.
    if 0 < n_ready && n_waiting(terminal) == Some(0) {
        return None;
    }
    let mut n_sent = 0;
    while crossterm::event::poll(AT_ONCE).unwrap_or(false) {
        let event = crossterm::event::read().ok()?;
        sender.send(Message::Input(event)).ok()?;
        n_sent += 1;
    }
    Some(n_sent)
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
