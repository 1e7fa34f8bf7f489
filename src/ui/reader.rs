//! The loop: wait, take all that is waiting, draw once.

use super::app::{App, Effect, Message};
use super::screen::Screen;
use super::{terminal, view};
use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;
use std::io;
use std::sync::mpsc::{Receiver, Sender};
use std::thread::JoinHandle;

/// Runs the reader on the terminal until the user ends it; gives it back as it was left.
///
/// The channel is the one on which the analysis arrives; input and signals come on it too. `work` is
/// called behind the first frame, which nothing else should hold up.
pub fn run(
    mut app: App,
    sender: &Sender<Message>,
    receiver: &Receiver<Message>,
    work: impl FnOnce() -> io::Result<JoinHandle<()>>,
) -> io::Result<App> {
    // Before the terminal is taken: a signal that comes early must not leave it taken.
    terminal::send_signals(sender.clone())?;
    let is_asked = terminal::enter(app.options.ask_width)?;
    let outcome = attend(&mut app, sender, receiver, is_asked, work);
    terminal::leave();
    match outcome {
        // The terminal went away: that is one way to end.
        Err(err) if is_gone(&err) => Ok(app),
        outcome => outcome.map(|()| app),
    }
}

fn attend(
    app: &mut App,
    sender: &Sender<Message>,
    receiver: &Receiver<Message>,
    is_asked: bool,
    work: impl FnOnce() -> io::Result<JoinHandle<()>>,
) -> io::Result<()> {
    let mut screen = Screen::new(io::stdout());
    draw(app, &mut screen)?;
    // Nobody waits for its end: what it finds comes as a message.
    drop(work()?);
    terminal::send_input(sender.clone(), is_asked)?;
    while !app.is_done() {
        let Ok(message) = receiver.recv() else { break };
        app.handle(message);
        while let Ok(message) = receiver.try_recv() {
            app.handle(message);
        }
        for effect in app.take_effects() {
            obey(effect, &mut screen)?;
        }
        if !app.is_done() {
            draw(app, &mut screen)?;
        }
    }
    Ok(())
}

fn draw(app: &mut App, screen: &mut Screen<io::Stdout>) -> io::Result<()> {
    let size = terminal::size();
    if size != app.size {
        app.resize(size);
    }
    screen.draw(size, |buffer| view::draw(buffer, app))
}

fn obey(effect: Effect, screen: &mut Screen<io::Stdout>) -> io::Result<()> {
    match effect {
        Effect::Copy(text) => {
            let mut sequence = String::new();
            let command = CopyToClipboard::to_clipboard_from(text);
            command
                .write_ansi(&mut sequence)
                .map_err(io::Error::other)?;
            screen.write_aside(sequence.as_bytes())
        }
        Effect::Suspend => {
            terminal::suspend()?;
            screen.forget();
            Ok(())
        }
        Effect::Redraw => {
            screen.forget();
            Ok(())
        }
    }
}

fn is_gone(err: &io::Error) -> bool {
    const EIO: i32 = 5;
    err.kind() == io::ErrorKind::BrokenPipe || err.raw_os_error() == Some(EIO)
}
