//! The pictures of the README are what the program prints: each is named there with its command.
//!
//! `BLESS=1 cargo test --test gallery` makes them anew; look at the difference before it is kept.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

const FOLDER: &str = "assets/screens";

fn is_blessed() -> bool {
    std::env::var_os("BLESS").is_some()
}

/// The words of a command line, in which `'` keeps words together.
fn words(command: &str) -> Vec<String> {
    let parts = command.split('\'').enumerate();
    let words = parts.flat_map(|(idx, part)| match idx % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

/// What a command prints.
#[track_caller]
fn printed(command: &str) -> String {
    let words = words(command);
    assert_eq!(words[0], "mailuo", "{command}");
    let output = Command::new(env!("CARGO_BIN_EXE_mailuo"))
        .args(&words[1..])
        .env("LANG", "zh_CN.UTF-8")
        .env("COLORTERM", "truecolor")
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env_remove("NO_COLOR")
        .env_remove("COLORFGBG")
        .output()
        .unwrap();
    let problem = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command}: {problem}");
    String::from_utf8(output.stdout).unwrap()
}

/// The command in the first backquotes of a line that begins with it.
fn command(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once("`mailuo --print")?;
    let start = line.len() - rest.len() - "mailuo --print".len();
    let end = line[start..].find('`')? + start;
    Some(&line[start..end])
}

#[test]
fn the_gallery_shows_what_the_program_prints() {
    let readme = fs::read_to_string("README.md").unwrap();
    let mut named = BTreeSet::new();
    for line in readme.lines() {
        let link = format!("]({FOLDER}/");
        let Some((_, rest)) = line.split_once(&link) else {
            continue;
        };
        let (name, rest) = rest.split_once(')').unwrap();
        let command = command(rest).unwrap_or_else(|| panic!("no command: {line}"));
        let (path, now) = (format!("{FOLDER}/{name}"), printed(command));
        if is_blessed() {
            fs::write(&path, &now).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(kept, now, "{path}: {command}; BLESS=1 makes it anew");
        named.insert(name.to_owned());
    }
    let files = fs::read_dir(FOLDER).unwrap();
    let files = files.map(|it| it.unwrap().file_name().into_string().unwrap());
    assert_eq!(
        files.collect::<BTreeSet<_>>(),
        named,
        "files and their names in the README"
    );
    assert!(8 <= named.len());
}

#[test]
fn the_first_picture_is_what_its_command_prints() {
    let readme = fs::read_to_string("README.md").unwrap();
    let (before, rest) = readme.split_once("```text\n").unwrap();
    let (picture, after) = rest.split_once("```\n").unwrap();
    let command = after.lines().find_map(command).unwrap();
    let now = printed(command);
    if is_blessed() {
        fs::write("README.md", format!("{before}```text\n{now}```\n{after}")).unwrap();
        return;
    }
    assert_eq!(picture, now, "{command}; BLESS=1 makes it anew");
}
