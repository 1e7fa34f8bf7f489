//! The whole program in a real terminal: start, keys, end, and the terminal as it was.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod common;
#[path = "common/vt.rs"]
mod vt;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The program in a terminal of 100 × 30.
struct Session {
    child: Box<dyn Child + Send + Sync>,
    terminal: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// All that was sent so far.
    sent: Vec<u8>,
    home: Arc<TempDir>,
}

/// What of the machine fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    None,
    /// No file can grow, as on a full disk.
    Full,
    /// Nothing at home can be written.
    ReadOnly,
}

impl Session {
    fn start() -> Session {
        Session::at_home(Arc::new(tempfile::tempdir().unwrap()), Fault::None)
    }

    /// Starts where another session may have left something behind, or still runs.
    fn at_home(home: Arc<TempDir>, fault: Fault) -> Session {
        let file = home.path().join("story.md");
        if !file.exists() {
            std::fs::write(&file, common::STORY).unwrap();
        }
        let size = PtySize {
            rows: 30,
            cols: 100,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new("sh");
        let started = match fault {
            Fault::Full => "ulimit -f 0; exec",
            // The system forbids nothing to its administrator.
            Fault::ReadOnly if is_writable(home.path()) => {
                "exec setpriv --reuid=65534 --regid=65534 --clear-groups"
            }
            Fault::None | Fault::ReadOnly => "exec",
        };
        command.args(["-c", &format!("{started} \"$0\" \"$1\"")]);
        let linked = home.path().join("program");
        if linked.exists() {
            command.arg(linked);
        } else {
            command.arg(env!("CARGO_BIN_EXE_mailuo"));
        }
        command.arg(&file);
        command.env("HOME", home.path());
        command.env("XDG_STATE_HOME", home.path());
        command.env("XDG_DATA_HOME", home.path());
        command.env("XDG_CONFIG_HOME", home.path());
        command.env("XDG_CACHE_HOME", home.path());
        command.env("COLORTERM", "truecolor");
        command.env_remove("NO_COLOR");
        command.env_remove("COLORFGBG");
        command.env("TERM", "xterm-256color");
        command.env("LANG", "zh_CN.UTF-8");
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keys = pair.master.take_writer().unwrap();
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(n) = reader.read(&mut bytes) {
                if n == 0 || sender.send(bytes[..n].to_vec()).is_err() {
                    return;
                }
            }
        });
        let screen = vt100::Parser::new(30.try_into().unwrap(), 100.try_into().unwrap(), 0);
        Session {
            child,
            terminal: pair.master,
            keys,
            output,
            screen,
            sent: Vec::new(),
            home,
        }
    }

    /// Waits until the screen shows this.
    #[track_caller]
    fn shows(&mut self, text: &str) {
        self.wait(text, true);
    }

    /// Waits until the screen shows this no more.
    #[track_caller]
    fn hides(&mut self, text: &str) {
        self.wait(text, false);
    }

    #[track_caller]
    fn wait(&mut self, text: &str, is_there: bool) {
        let end = Instant::now() + Duration::from_secs(20);
        while self.screen.screen().contents().contains(text) != is_there {
            let left = end.saturating_duration_since(Instant::now());
            let Ok(bytes) = self.output.recv_timeout(left) else {
                panic!("{text:?} on\n{}", self.screen.screen().contents());
            };
            self.takes(&bytes);
        }
    }

    fn takes(&mut self, bytes: &[u8]) {
        self.screen.process(bytes);
        self.sent.extend_from_slice(bytes);
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Waits until it ends, and looks at what it left behind.
    #[track_caller]
    fn ends(mut self, code: u32) -> Arc<TempDir> {
        let end = Instant::now() + Duration::from_secs(20);
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < end, "still running");
            thread::sleep(Duration::from_millis(5));
        };
        assert_eq!(status.exit_code(), code);
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(200)) {
            self.takes(&bytes);
        }
        vt::check(vt::Sender::Reader, &self.sent);
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "alternate screen left on");
        assert!(!screen.hide_cursor(), "no caret");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert!(!screen.bracketed_paste());
        self.home
    }
}

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
        let id = session.child.process_id().unwrap().to_string();
        let killed = std::process::Command::new("kill")
            .args([signal, &id])
            .status()
            .unwrap();
        assert!(killed.success());
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
fn a_correction_is_there_the_next_time_too() {
    let mut session = Session::start();
    session.shows("·星河科技");
    session.press("A星河科技成立\r\r");
    session.shows("补上 星河科技成立");
    session.press("q");
    let home = session.ends(0);
    // The text has changed a little since.
    let file = home.path().join("story.md");
    let text = std::fs::read_to_string(&file).unwrap() + "\n完。\n";
    std::fs::write(&file, text).unwrap();
    let mut session = Session::at_home(home, Fault::None);
    session.shows("·星河科技");
    session.press("f星河科技成立");
    session.shows("星河科技成立");
    session.press("\r");
    session.shows("星河科技成立 1/1");
    session.press("q");
    session.ends(0);
}

/// Presses what adds this name.
fn add(session: &mut Session, name: &str) {
    session.shows("·星河科技");
    session.press(&format!("A{name}\r\r"));
}

/// Whether the names that readers added are found in the next session.
#[track_caller]
fn are_known(home: Arc<TempDir>, names: &[&str]) -> Arc<TempDir> {
    let mut session = Session::at_home(home, Fault::None);
    session.shows("·星河科技");
    for name in names {
        session.press(&format!("f{name}\r"));
        session.shows(&format!("{name} 1/"));
    }
    session.press("q");
    session.ends(0)
}

#[test]
fn on_a_full_disk_nothing_is_lost_and_it_is_said() {
    let mut session = Session::start();
    add(&mut session, "星河科技成立");
    session.shows("补上 星河科技成立");
    session.press("q");
    let home = session.ends(0);
    let mut session = Session::at_home(home, Fault::Full);
    add(&mut session, "来自挪威");
    session.shows("更正未能保存");
    // It holds until the end.
    session.press("f来自挪威\r");
    session.shows("来自挪威 1/");
    session.press("q");
    let home = session.ends(0);
    let home = are_known(home, &["星河科技成立"]);
    let mut folders = vec![home.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_half = path.extension().is_some_and(|it| it == "new");
            assert!(!is_half, "{} is left", path.display());
            if path.is_dir() {
                folders.push(path);
            }
        }
    }
}

/// Whether a file can be made in a folder.
fn is_writable(folder: &Path) -> bool {
    let file = folder.join("written");
    std::fs::write(&file, "").is_ok() && std::fs::remove_file(file).is_ok()
}

/// Lets everybody read what lies in a folder, and its owner write it or nobody.
fn let_write(folder: &Path, may_write: bool) {
    let mut left = vec![folder.to_owned()];
    while let Some(path) = left.pop() {
        let mode = if may_write { 0o755 } else { 0o555 };
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        if path.is_dir() {
            let entries = std::fs::read_dir(path).unwrap();
            left.extend(entries.map(|it| it.unwrap().path()));
        }
    }
}

#[test]
fn in_a_home_that_cannot_be_written_nothing_is_lost_and_it_is_said() {
    let mut session = Session::start();
    add(&mut session, "星河科技成立");
    session.shows("补上 星河科技成立");
    session.press("q");
    let home = session.ends(0);
    // Whoever has no rights may not reach the folder that it was built in.
    let program = env!("CARGO_BIN_EXE_mailuo");
    std::fs::copy(program, home.path().join("program")).unwrap();
    let_write(home.path(), false);
    let mut session = Session::at_home(home, Fault::ReadOnly);
    add(&mut session, "来自挪威");
    session.shows("更正未能保存");
    // It holds until the end, as does what was saved before.
    for name in ["来自挪威", "星河科技成立"] {
        session.press(&format!("f{name}\r"));
        session.shows(&format!("{name} 1/"));
    }
    session.press("q");
    let home = session.ends(0);
    let_write(home.path(), true);
    are_known(home, &["星河科技成立"]);
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

#[test]
fn two_sessions_keep_the_corrections_of_both() {
    let mut first = Session::start();
    let home = Arc::clone(&first.home);
    let mut second = Session::at_home(home, Fault::None);
    add(&mut first, "星河科技成立");
    first.shows("补上 星河科技成立");
    add(&mut second, "来自挪威");
    second.shows("补上 来自挪威");
    first.press("q");
    second.press("q");
    first.ends(0);
    let home = second.ends(0);
    are_known(home, &["星河科技成立", "来自挪威"]);
}

#[test]
fn what_is_kept_may_be_no_folder_or_damaged() {
    // Where folders should be stand files: nothing can be kept, and all goes on.
    let home = Arc::new(tempfile::tempdir().unwrap());
    std::fs::write(home.path().join("mailuo"), "\0\x1b]0;x\x07").unwrap();
    let mut session = Session::at_home(home, Fault::None);
    add(&mut session, "来自挪威");
    session.shows("更正未能保存");
    session.press("q");
    session.ends(0);
    // Lines that nobody can read are told, and stay.
    let mut session = Session::start();
    add(&mut session, "来自挪威");
    session.shows("补上 来自挪威");
    session.press("q");
    let home = session.ends(0);
    let folder = home.path().join("mailuo/corrections");
    let file = std::fs::read_dir(&folder)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let damage = "\u{9b}2J\x1b]0;x\x07\n{\"from\": \"a newer version\"}\n";
    let damaged = std::fs::read_to_string(&file).unwrap() + damage;
    std::fs::write(&file, damaged).unwrap();
    for entry in std::fs::read_dir(home.path().join("mailuo/places")).unwrap() {
        std::fs::write(entry.unwrap().path(), "offset = \x1b").unwrap();
    }
    let home = are_known(home, &["来自挪威"]);
    let mut session = Session::at_home(home, Fault::None);
    add(&mut session, "星河科技成立");
    session.shows("补上 星河科技成立");
    session.press("q");
    let _home = session.ends(0);
    assert!(std::fs::read_to_string(&file).unwrap().contains(damage));
}
