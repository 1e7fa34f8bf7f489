//! The program in a terminal, its keys and its screen.

use crate::{common, vt};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The program in a terminal of 100 × 30.
pub(crate) struct Session {
    pub(crate) child: Box<dyn Child + Send + Sync>,
    pub(crate) terminal: Box<dyn MasterPty + Send>,
    pub(crate) keys: Box<dyn Write + Send>,
    pub(crate) output: Receiver<Vec<u8>>,
    pub(crate) screen: vt100::Parser,
    /// All that was sent so far.
    pub(crate) sent: Vec<u8>,
    pub(crate) home: Arc<TempDir>,
}

/// What of the machine fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    None,
    /// No file can grow, as on a full disk.
    Full,
    /// Nothing at home can be written.
    ReadOnly,
}

impl Session {
    pub(crate) fn start() -> Session {
        Session::at_home(Arc::new(tempfile::tempdir().unwrap()), Fault::None)
    }

    /// Starts where another session may have left something behind, or still runs.
    pub(crate) fn at_home(home: Arc<TempDir>, fault: Fault) -> Session {
        let started = match fault {
            Fault::Full => "ulimit -f 0; exec",
            // The system forbids nothing to its administrator.
            Fault::ReadOnly if is_writable(home.path()) => {
                "exec setpriv --reuid=65534 --regid=65534 --clear-groups"
            }
            Fault::None | Fault::ReadOnly => "exec",
        };
        Session::of_script(home, &format!("{started} \"$0\" \"$1\""))
    }

    /// Starts what a shell is told, where `$0` is the program and `$1` a story.
    pub(crate) fn of_script(home: Arc<TempDir>, script: &str) -> Session {
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
        let child = pair.slave.spawn_command(shell(&home, script, &file));
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
            child: child.unwrap(),
            terminal: pair.master,
            keys,
            output,
            screen,
            sent: Vec::new(),
            home,
        }
    }

    /// Sends it a signal.
    pub(crate) fn is_sent(&self, signal: &str) {
        let id = self.child.process_id().unwrap().to_string();
        let mut kill = std::process::Command::new("kill");
        assert!(kill.args([signal, &id]).status().unwrap().success());
    }

    /// Waits until the screen shows this.
    #[track_caller]
    pub(crate) fn shows(&mut self, text: &str) {
        self.wait(text, true);
    }

    /// Waits until the screen shows this no more.
    #[track_caller]
    pub(crate) fn hides(&mut self, text: &str) {
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

    pub(crate) fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Waits until it ends, and looks at what it left behind.
    #[track_caller]
    pub(crate) fn ends(mut self, code: u32) -> Arc<TempDir> {
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

/// A shell with a script, in a home of its own.
fn shell(home: &TempDir, script: &str, file: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", script]);
    let linked = home.path().join("program");
    if linked.exists() {
        command.arg(linked);
    } else {
        command.arg(env!("CARGO_BIN_EXE_mailuo"));
    }
    command.arg(file);
    for name in [
        "HOME",
        "XDG_STATE_HOME",
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
    ] {
        command.env(name, home.path());
    }
    command.env("COLORTERM", "truecolor");
    command.env_remove("NO_COLOR");
    command.env_remove("COLORFGBG");
    command.env("TERM", "xterm-256color");
    command.env("LANG", "zh_CN.UTF-8");
    command
}

/// Whether a file can be made in a folder.
fn is_writable(folder: &Path) -> bool {
    let file = folder.join("written");
    std::fs::write(&file, "").is_ok() && std::fs::remove_file(file).is_ok()
}
