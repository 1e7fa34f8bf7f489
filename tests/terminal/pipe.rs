//! What is piped in: shown as it comes, and left at any time.

use crate::session::Session;
use std::fs::File;
use std::io::Write as _;
use std::process::Command;
use std::sync::Arc;

/// A session whose script names the pipe `$HOME/pipe`, and what writes into that. The script may begin to
/// read it by itself, or the program may.
fn piped(script: &str) -> (Session, File) {
    let home = Arc::new(tempfile::tempdir().unwrap());
    let pipe = home.path().join("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let session = Session::of_script(home, script);
    (session, File::options().write(true).open(pipe).unwrap())
}

/// The two ways to read a pipe.
const WAYS: [&str; 2] = [
    "exec \"$0\" - <\"$HOME/pipe\"",
    "exec \"$0\" \"$HOME/pipe\"",
];

#[test]
fn it_is_shown_as_it_comes() {
    for way in WAYS {
        let (mut session, mut pipe) = piped(way);
        session.shows("正在读取输入… 0 字节");
        pipe.write_all("2019 年，星河科技有限公司来了。\n第二".as_bytes())
            .unwrap();
        session.shows("星河科技有限公司");
        session.shows("第二");
        pipe.write_all("段，还没有完。\n".as_bytes()).unwrap();
        session.shows("第二段，还没有完。");
        session.press("/还没\r");
        session.shows("/还没 1/1");
        drop(pipe);
        session.hides("正在读取");
        session.shows("·星河科技有限公司");
        session.press("q");
        session.ends(0);
    }
}

#[test]
fn one_may_leave_before_anything_comes() {
    for way in WAYS {
        let (mut session, _pipe) = piped(way);
        session.shows("正在读取输入… 0 字节");
        session.press("q");
        session.ends(0);
        let (mut session, _pipe) = piped(way);
        session.shows("正在读取输入… 0 字节");
        session.is_sent("-INT");
        session.ends(0);
    }
    // Nor need anybody write to it.
    let home = Arc::new(tempfile::tempdir().unwrap());
    let mut session = Session::of_script(home, "mkfifo \"$HOME/pipe\"; exec \"$0\" \"$HOME/pipe\"");
    session.shows("正在读取输入… 0 字节");
    session.press("q");
    session.ends(0);
}

#[test]
fn whoever_writes_sleeps_with_the_reader() {
    let job = "{ echo 第一段。; cat \"$HOME/pipe\"; } | \"$0\" -";
    // Nothing that the shell says ends a line: the reader's own words are looked at in the end.
    let wait = "until test -e \"$HOME/go\"; do sleep 0.05; done";
    let script = format!("set -m; {job}; printf asleep; {wait}; fg >/dev/null");
    let (mut session, mut pipe) = piped(&script);
    session.shows("第一段");
    session.press("\x1a");
    // The shell says so before anybody has written to the end.
    session.shows("asleep");
    std::fs::write(session.home.path().join("go"), "").unwrap();
    session.shows("第一段");
    pipe.write_all("第二段。\n".as_bytes()).unwrap();
    session.shows("第二段");
    drop(pipe);
    session.hides("正在读取");
    session.press("q");
    session.ends(0);
}

#[test]
fn what_is_nothing_ends_with_a_reason() {
    let (mut session, mut pipe) = piped("exec \"$0\" - <\"$HOME/pipe\" 2>\"$HOME/why\"");
    session.shows("正在读取输入… 0 字节");
    pipe.write_all(b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    drop(pipe);
    let home = session.ends(2);
    let why = std::fs::read_to_string(home.path().join("why")).unwrap();
    let reason = "mailuo: cannot read standard input: it is a picture\n";
    assert_eq!(why, reason);
}

#[test]
fn what_is_endless_is_read_up_to_a_limit() {
    let home = Arc::new(tempfile::tempdir().unwrap());
    let mut session = Session::of_script(home, "yes | \"$0\" -");
    session.shows("只有开头");
    session.press("q");
    session.ends(0);
}
