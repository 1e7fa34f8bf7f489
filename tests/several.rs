//! Several texts at once, and texts that change: as the reader has them, and as `--print` shows them.
#![allow(clippy::unwrap_used)]

use mailuo::analysis::Analyzer;
use mailuo::desk::{Desk, Post};
use mailuo::source::{Input, Options};
use mailuo::text::Document;
use mailuo::ui::{Message, Request};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Longer than anything here takes on the slowest machine.
const LONG: Duration = Duration::from_mins(1);

fn desk(paths: &[&Path], follows: bool) -> Desk {
    let inputs = paths.iter().map(|&it| Input::from(it)).collect();
    Desk::new(Analyzer::default(), inputs, Options::default(), follows).without_store()
}

/// The reader's end of the line, with the first text on its screen.
fn begun(desk: Desk) -> (Arc<Post>, Receiver<Message>) {
    let (first, _) = desk.first().unwrap();
    let (sender, receiver) = channel();
    let post = Post::new(Arc::new(desk), sender);
    let (opened, behind) = first.parts();
    post.begin(opened.index, opened.document, behind);
    (post, receiver)
}

/// Waits for the names and dates; what was set right comes before them.
fn analyzed(receiver: &Receiver<Message>) {
    let first = receiver.recv_timeout(LONG).unwrap();
    assert!(matches!(first, Message::Corrections(_)), "{first:?}");
    let second = receiver.recv_timeout(LONG).unwrap();
    assert!(matches!(second, Message::Analysis(_)), "{second:?}");
}

/// The next text that was read again.
fn reread(receiver: &Receiver<Message>) -> Arc<Document> {
    loop {
        if let Message::Reread(document, _) = receiver.recv_timeout(LONG).unwrap() {
            return document;
        }
    }
}

#[test]
fn a_file_that_changes_is_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.txt");
    fs::write(&path, "第一段。\n").unwrap();
    let (_post, receiver) = begun(desk(&[&path], true));
    analyzed(&receiver);
    fs::write(&path, "第一段。\n微软来了。\n").unwrap();
    assert_eq!(reread(&receiver).text(), "第一段。\n微软来了。\n");
    // Editors write another file and rename it.
    let aside = folder.path().join("log.txt~");
    fs::write(&aside, "谷歌也来了，还有别人。\n").unwrap();
    fs::rename(&aside, &path).unwrap();
    assert_eq!(reread(&receiver).text(), "谷歌也来了，还有别人。\n");
    fs::remove_file(&path).unwrap();
    let lost = receiver.recv_timeout(LONG).unwrap();
    assert!(matches!(&lost, Message::Unreadable(why) if why.contains("there is no such file")));
    fs::write(&path, "又回来了。\n").unwrap();
    assert_eq!(reread(&receiver).text(), "又回来了。\n");
}

#[test]
fn only_the_last_text_that_is_asked_for_comes() {
    let folder = tempfile::tempdir().unwrap();
    let paths = ["a.txt", "b.txt", "c.txt"].map(|it| folder.path().join(it));
    for path in &paths {
        fs::write(path, "一段正文，微软也在里面。\n".repeat(2000)).unwrap();
    }
    let (post, receiver) = begun(desk(&paths.each_ref().map(PathBuf::as_path), false));
    for index in [1, 0, 1, 2] {
        post.ask(Request::Open(index));
    }
    // What is said about another one was said before; nothing is said about it behind.
    while !matches!(receiver.recv_timeout(LONG).unwrap(), Message::Opened(it) if it.index == 2) {}
    analyzed(&receiver);
    post.ask(Request::Open(9));
    assert!(matches!(
        receiver.recv_timeout(LONG),
        Ok(Message::Unopened(9, _))
    ));
}

#[cfg(unix)]
#[test]
fn a_text_that_comes_goes_on_coming_when_one_is_elsewhere() {
    use std::io::Write as _;
    let folder = tempfile::tempdir().unwrap();
    let (pipe, file) = (folder.path().join("pipe"), folder.path().join("b.txt"));
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    fs::write(&file, "一段正文。\n").unwrap();
    let (post, receiver) = begun(desk(&[&pipe, &file], false));
    let next = || receiver.recv_timeout(LONG).unwrap();
    let mut writer = fs::File::options().write(true).open(&pipe).unwrap();
    writer.write_all("微软来了。\n".as_bytes()).unwrap();
    let Message::Arriving { document, .. } = next() else {
        panic!("nothing is shown");
    };
    assert_eq!(document.unwrap().text(), "微软来了。\n");
    post.ask(Request::Open(1));
    while !matches!(next(), Message::Opened(it) if it.index == 1) {}
    analyzed(&receiver);
    writer.write_all("谷歌也来了。\n".as_bytes()).unwrap();
    post.ask(Request::Open(0));
    while !matches!(next(), Message::Opened(it) if it.index == 0 && it.arriving.is_some()) {}
    drop(writer);
    let whole = loop {
        if let Message::Arrived(it) = next() {
            break it.document;
        }
    };
    assert_eq!(whole.text(), "微软来了。\n谷歌也来了。\n");
    analyzed(&receiver);
    // It has come to its end, and cannot be read again.
    post.ask(Request::Open(0));
    while !matches!(next(), Message::Opened(it) if it.document.text() == whole.text()) {}
    analyzed(&receiver);
}

#[test]
fn what_cannot_be_read_stops_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let (lost, found) = (folder.path().join("lost.txt"), folder.path().join("b.txt"));
    fs::write(&found, "一段正文。\n").unwrap();
    let desk_of_both = desk(&[&lost, &found], false);
    let (first, failed) = desk_of_both.first().unwrap();
    assert_eq!((first.opened.index, failed.len()), (1, 1));
    let none = desk(&[&lost, &lost], false)
        .first()
        .unwrap_err()
        .to_string();
    assert!(
        none.starts_with("cannot read any of 2 texts: ") && none.contains("lost.txt"),
        "{none}"
    );
}

/// The frame that `--print` prints of several files.
fn printed(folder: &Path, keys: &str, files: &[&str]) -> String {
    let mut command = assert_cmd::Command::cargo_bin("mailuo").unwrap();
    command.current_dir(folder).env("LANG", "zh_CN.UTF-8");
    command
        .args(["--print", "--size", "100x12", "--keys", keys])
        .args(files);
    let done = command.assert().success();
    String::from_utf8(done.get_output().stdout.clone()).unwrap()
}

#[test]
fn keys_go_from_text_to_text() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("news")).unwrap();
    let lines: Vec<String> = (1..30)
        .map(|it| format!("这是第一篇的第{it}行。"))
        .collect();
    for (name, text) in [
        ("news/chapter 9.txt", lines.join("\n")),
        (
            "news/chapter 10.txt",
            "微软在2023年2月7日开会。\n第二篇。\n".to_owned(),
        ),
        ("news/.hidden.txt", "不读。\n".to_owned()),
        ("c.txt", "第三篇。\n谷歌说了话。\n".to_owned()),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let files = ["news", "lost.txt", "c.txt"];
    let shows = |keys: &str, expected: &[&str]| {
        let frame = printed(folder.path(), keys, &files);
        for it in expected {
            assert!(frame.contains(it), "{keys}: {it} is not in\n{frame}");
        }
    };
    shows("", &["1/4 chapter 9.txt", "这是第一篇的第1行。"]);
    shows("]f", &["2/4 chapter 10.txt", "微软 Microsoft"]);
    shows(
        "]f]f",
        &["4/4 c.txt", "cannot read lost.txt: there is no such file"],
    );
    shows("10G]f[f", &["1/4 chapter 9.txt", "¶10/29"]);
    shows("O", &["▸   1  news/chapter 9.txt", "  4  c.txt"]);
    shows("O<end><enter>", &["4/4 c.txt", "谷歌 Google"]);
    shows("[f", &["已是第一篇"]);
}
