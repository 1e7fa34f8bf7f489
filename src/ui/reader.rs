//! The loop: wait, take all that is waiting, draw once.

use super::answer::Questions;
use super::app::App;
use super::message::{Effect, Message};
use super::screen::Screen;
use super::shelf::Request;
use super::{terminal, view};
use crate::corrections::Correction;
use crate::store::Change;
use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;
use std::io;
use std::sync::mpsc::{Receiver, Sender};

/// Runs the reader on the terminal until the user ends it; gives it back as it was left.
///
/// The channel is the one on which the analysis arrives; input and signals come on it too. `ask` is
/// called with what is wanted of the other texts; the answers come on the channel. `begin` is called
/// behind the first frame, which the work beside the reader should not hold up.
pub fn run(
    mut app: App,
    sender: &Sender<Message>,
    receiver: &Receiver<Message>,
    begin: impl FnOnce(),
    ask: &mut dyn FnMut(Request),
) -> io::Result<App> {
    // Before the terminal is taken: a signal that comes early must not leave it taken.
    terminal::send_signals(sender.clone())?;
    let asked = terminal::enter(Questions {
        width: app.options.ask_width,
        background: app.options.rethemed.is_some(),
    })?;
    let outcome = attend(&mut app, sender, receiver, asked, begin, ask);
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
    asked: Questions,
    begin: impl FnOnce(),
    ask: &mut dyn FnMut(Request),
) -> io::Result<()> {
    let mut screen = Screen::new(io::stdout());
    draw(app, &mut screen)?;
    begin();
    rehearse_panic("draw");
    terminal::send_input(sender.clone(), asked)?;
    while !app.is_done() {
        let Ok(message) = receiver.recv() else { break };
        take(app, message, &mut screen, ask)?;
        while let Ok(message) = receiver.try_recv() {
            take(app, message, &mut screen, ask)?;
        }
        if !app.is_done() {
            draw(app, &mut screen)?;
        }
    }
    Ok(())
}

/// Takes a message, and does at once what it asks for: the next one may bring another text.
fn take(
    app: &mut App,
    message: Message,
    screen: &mut Screen<io::Stdout>,
    ask: &mut dyn FnMut(Request),
) -> io::Result<()> {
    app.handle(message);
    for effect in app.take_effects() {
        obey(app, effect, screen, ask)?;
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

fn obey(
    app: &mut App,
    effect: Effect,
    screen: &mut Screen<io::Stdout>,
    ask: &mut dyn FnMut(Request),
) -> io::Result<()> {
    match effect {
        Effect::Ask(request) => {
            ask(request);
            Ok(())
        }
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
        Effect::Keep(before, change) => {
            keep(app, &before, &change);
            Ok(())
        }
    }
}

/// Saves a correction; if that fails it still holds until the reader ends.
fn keep(app: &mut App, before: &[Correction], change: &Change) {
    let Some(keep) = app.options.keep.clone() else {
        return;
    };
    if let Err(err) = keep(before, change) {
        let why = err.to_string();
        app.note = Some(app.locale.fill("fix.not-saved", &[("why", &why)]));
    }
}

/// Panics if the environment asks for it: so can be tested that the terminal is given back.
///
/// # Panics
///
/// If `MAILUO_PANIC` names this place.
pub fn rehearse_panic(place: &str) {
    let asked = std::env::var_os("MAILUO_PANIC");
    assert!(asked.is_none_or(|it| it != place), "MAILUO_PANIC={place}");
}

fn is_gone(err: &io::Error) -> bool {
    const EIO: i32 = 5;
    err.kind() == io::ErrorKind::BrokenPipe || err.raw_os_error() == Some(EIO)
}
