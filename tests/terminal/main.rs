//! The whole program in a real terminal: start, keys, end, and the terminal as it was.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;
mod kept;
mod pipe;
mod session;
#[path = "../common/vt.rs"]
mod vt;

use portable_pty::PtySize;
use session::Session;

#[test]
fn it_starts_obeys_and_leaves_the_terminal_as_it_was() {
    let mut session = Session::start();
    session.shows("星河科技成立于");
    session.press("G");
    session.shows("100%");
    session.press("?");
    session.shows("按键");
    session.press("\x1b");
    // An escape with a key behind it would be another key.
    session.hides("按键");
    session.press("y");
    session.shows("已复制");
    session.press("q");
    session.ends(0);
}

#[test]
fn it_fits_itself_to_another_size() {
    let mut session = Session::start();
    session.shows("星河科技成立于");
    let size = PtySize {
        rows: 10,
        cols: 30,
        pixel_width: 0,
        pixel_height: 0,
    };
    session.terminal.resize(size).unwrap();
    session.screen = vt100::Parser::new(10.try_into().unwrap(), 30.try_into().unwrap(), 0);
    session.shows("星河科技成立于");
    session.press("q");
    session.ends(0);
}

#[test]
fn a_signal_ends_it_cleanly() {
    for signal in ["-TERM", "-HUP", "-INT"] {
        let mut session = Session::start();
        session.shows("星河科技成立于");
        session.is_sent(signal);
        session.ends(0);
    }
}

#[test]
fn the_theme_follows_the_background_and_an_answer_is_no_key() {
    let mut session = Session::start();
    session.shows("星河科技成立于");
    session.press("\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[1;2Rj");
    let has_text_of = |session: &Session, color| {
        let screen = session.screen.screen();
        let places = (0..30).flat_map(|row| (0..60).map(move |column| (row, column)));
        let mut cells = places.filter_map(|it| screen.cell(it.0, it.1));
        cells.any(|it| it.contents() == "河" && it.fgcolor() == color)
    };
    // The key behind the answers is the only one.
    session.hides("长篇报道");
    session.press("k");
    session.shows("长篇报道");
    assert!(has_text_of(&session, vt100::Color::Rgb(0x24, 0x29, 0x2f)));
    session.press("q");
    session.ends(0);
}

#[test]
fn keys_that_come_together_are_drawn_together() {
    let mut session = Session::start();
    session.shows("·星河科技");
    let frames = |session: &Session| {
        let begins = session.sent.windows(8).filter(|it| it == b"\x1b[?2026h");
        begins.count()
    };
    let before = frames(&session);
    session.press(&format!("{}?", "jk".repeat(100)));
    session.shows("按键");
    let drawn = frames(&session) - before;
    assert!(drawn <= 20, "{drawn} frames of 201 keys");
    session.press("\x1b");
    session.hides("按键");
    session.press("q");
    session.ends(0);
}
