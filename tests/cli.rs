//! The program as a whole, run as people and pipelines run it.
#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::{contains, is_empty, starts_with};
use serde_json::Value;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;
use std::time::Duration;

fn mailuo() -> Command {
    let mut command = Command::cargo_bin("mailuo").unwrap();
    command.env_remove("MAILUO_PANIC").env("NO_COLOR", "1");
    command
}

/// Runs it on a file with these bytes; the file's path stands for `FILE` in the arguments.
#[track_caller]
fn with_file(bytes: &[u8], args: &str) -> assert_cmd::assert::Assert {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("article.txt");
    std::fs::write(&path, bytes).unwrap();
    let args = args.split(' ').map(|it| {
        if it == "FILE" {
            path.to_str().unwrap()
        } else {
            it
        }
    });
    mailuo().args(args).assert()
}

/// Bad input is one line on standard error that names what and why, and exit code 2.
#[track_caller]
fn refuses(bytes: &[u8], reason: &str) {
    let one_line = predicate::function(|text: &str| text.lines().count() == 1);
    with_file(bytes, "names FILE")
        .code(2)
        .stdout(is_empty())
        .stderr(contains(reason).and(contains("article.txt")).and(one_line));
}

#[test]
fn what_holds_no_text_is_refused() {
    refuses(b"", "it is empty");
    refuses(b" \n\t\n", "nothing but blanks");
    refuses(&[0, 1, 2, 3, 0, 0, 5, 200, 0, 7].repeat(50), "binary");
    refuses(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0", "binary");
}

#[test]
fn what_is_no_file_is_refused() {
    for (path, reason) in [
        ("/no/such/file", "there is no such file"),
        ("/", "it is a directory"),
        ("/dev/null", "it is not a regular file"),
    ] {
        let message = format!("mailuo: cannot read {path}: {reason}\n");
        mailuo()
            .args(["names", path])
            .assert()
            .code(2)
            .stderr(message.clone());
        // The reader opens a folder as the texts in it.
        if path != "/" {
            mailuo().arg(path).assert().code(2).stderr(message);
        }
    }
}

#[test]
fn without_a_terminal_the_reader_says_so() {
    mailuo()
        .args(["--sample", "zh"])
        .assert()
        .code(2)
        .stderr(starts_with("mailuo: no terminal to show the text in"));
}

#[test]
fn damaged_text_is_read_and_counted() {
    let mut bytes = "微软在雷德蒙德有三十年了。".as_bytes().to_vec();
    bytes.extend([0xE5, 0x90]);
    let done = with_file(&bytes, "extract FILE").success();
    let found: Value = serde_json::from_slice(&done.get_output().stdout).unwrap();
    assert!(
        found["document"]["text"]
            .as_str()
            .unwrap()
            .ends_with("。\u{FFFD}")
    );
    assert_eq!(found["entities"][0]["name"], "微软");
}

#[test]
fn offsets_count_scalar_values_and_line_ends_are_plain() {
    let done = with_file("\u{FEFF}😀一\r\n微软😀".as_bytes(), "extract FILE").success();
    let found: Value = serde_json::from_slice(&done.get_output().stdout).unwrap();
    assert_eq!(found["document"]["text"], "😀一\n微软😀");
    let mention = &found["entities"][0]["mentions"][0];
    assert_eq!(
        (&mention["start"], &mention["end"]),
        (&Value::from(3), &Value::from(5))
    );
}

#[test]
fn a_stream_answers_each_line_in_order() {
    let lines = "{\"id\": 7, \"text\": \"微软\", \"published\": \"2023-02-07\"}\n\
                 oops\n\
                 \n\
                 {\"id\": \"x\", \"text\": \"谷歌\", \"published\": null}\n\
                 {\"id\": \"y\", \"text\": \"\", \"published\": \"2023-02-30\"}\n\
                 {\"id\": [1], \"txt\": 1}";
    let done = mailuo()
        .args(["extract", "--from", "jsonl", "--format", "jsonl", "-"])
        .write_stdin(lines)
        .assert()
        .success();
    let text = String::from_utf8(done.get_output().stdout.clone()).unwrap();
    let found: Vec<Value> = text
        .lines()
        .map(|it| serde_json::from_str(it).unwrap())
        .collect();
    let ids: Vec<&Value> = found.iter().map(|it| &it["id"]).collect();
    let expected = [
        Value::from(7),
        Value::Null,
        Value::from("x"),
        Value::from("y"),
        Value::from(vec![1]),
    ];
    assert_eq!(ids, expected.iter().collect::<Vec<_>>());
    assert_eq!(found[0]["document"]["published"], "2023-02-07");
    assert_eq!(found[0]["document"]["published_from"], "metadata");
    assert_eq!(found[1]["line"], 2);
    assert!(found[3]["error"].as_str().unwrap().contains("2023-02-30"));
    assert!(found[4]["error"].as_str().unwrap().contains("text"));
}

#[test]
fn whoever_waits_for_an_answer_before_the_next_question_gets_it() {
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("mailuo"))
        .args(["extract", "--from", "jsonl", "--format", "jsonl", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut questions = child.stdin.take().unwrap();
    let answers = BufReader::new(child.stdout.take().unwrap()).lines();
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || answers.for_each(|it| drop(sender.send(it.unwrap()))));
    for id in 1..=3 {
        writeln!(questions, "{{\"id\": {id}, \"text\": \"微软\"}}").unwrap();
        let answer = receiver.recv_timeout(Duration::from_mins(2));
        let answer: Value = serde_json::from_str(&answer.expect("an answer")).unwrap();
        assert_eq!(answer["id"], id);
    }
    drop(questions);
    assert!(child.wait().unwrap().success());
}

#[test]
fn line_by_line_one_goes_from_text_to_text_and_no_further() {
    let folder = tempfile::tempdir().unwrap();
    let paths = ["a.txt", "b.txt"].map(|it| folder.path().join(it));
    for path in &paths {
        std::fs::write(path, "微软在西雅图。").unwrap();
    }
    for (files, keys, said) in [
        (
            &paths[..],
            "[f\n]f\n]f\n",
            &["this is the first text", "this is the last text"][..],
        ),
        (
            &paths[..1],
            "]f\n[f\n",
            &["only one text is open", "only one text is open"],
        ),
    ] {
        let mut command = mailuo();
        let done = command.args(["--plain", "--lang", "en"]).args(files);
        let done = done.write_stdin(keys).assert().success();
        let text = String::from_utf8(done.get_output().stdout.clone()).unwrap();
        let found: Vec<&str> = text
            .lines()
            .filter_map(|it| it.strip_prefix("> "))
            .collect();
        let found: Vec<&str> = found
            .into_iter()
            .filter(|it| it.contains(" text"))
            .collect();
        assert_eq!(found, said, "{text}");
    }
}

#[test]
fn one_bad_file_keeps_no_other_from_being_read() {
    mailuo()
        .args([
            "extract",
            "--format",
            "jsonl",
            "/no/such/file",
            "assets/samples/en.txt",
        ])
        .assert()
        .code(2)
        .stdout(contains("\"schema\":1").count(1))
        .stderr(contains("cannot read /no/such/file"));
}

#[test]
fn a_list_of_the_user_adds_names() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("mine.tsv");
    std::fs::write(&list, "company\t甲子光年研究\tJiazi Lab\t\t\n").unwrap();
    let article = folder.path().join("a.txt");
    std::fs::write(&article, "他在甲子光年研究工作。\n第二段。").unwrap();
    let args = [
        "names".as_ref(),
        "--lexicon".as_ref(),
        list.as_os_str(),
        article.as_os_str(),
    ];
    mailuo()
        .args(args)
        .assert()
        .success()
        .stdout(contains("甲子光年研究  Jiazi Lab"));
    std::fs::write(&list, "robot\tx\n").unwrap();
    mailuo()
        .args(args)
        .assert()
        .code(2)
        .stderr(contains("mine.tsv: line 1: \"robot\""));
}

#[test]
fn a_wrong_command_line_is_one_line_and_two() {
    mailuo()
        .arg("--fly")
        .assert()
        .code(2)
        .stderr(contains("--fly").and(contains("--help")));
    mailuo()
        .arg("--help")
        .assert()
        .success()
        .stdout(contains("extract"));
}

/// What `mailuo date` prints for these words, seen from a day of February 2023.
#[track_caller]
fn dates(words: &str, lines: &[&str]) {
    mailuo()
        .args(["date", words, "--ref", "2023-02-07"])
        .assert()
        .success()
        .stdout(lines.join("\n") + "\n");
}

#[test]
fn a_date_is_explained() {
    dates(
        "两周后",
        &[
            "2023-02-21  (day)",
            "2023-02-21 .. 2023-02-21",
            "  published 2023-02-07",
            "  两周后 = 2023-02-07 + 2 weeks = 2023-02-21",
        ],
    );
    dates(
        "2019年上市，三年后退市",
        &[
            "2019  (year)",
            "2019-01-01 .. 2019-12-31",
            "  2019年 = 2019",
            "",
            "2022  (year)",
            "2022-01-01 .. 2022-12-31",
            "  the story is at 2019",
            "  三年后 = 2019 + 3 years = 2022",
        ],
    );
}

#[test]
fn a_date_is_explained_to_programs() {
    let out = mailuo()
        .args(["date", "2017年底", "--json"])
        .output()
        .unwrap();
    let found: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(found[0]["text"], "2017年底");
    assert_eq!(found[0]["date"]["edtf"], "2017-11-01/2017-12-31~");
    assert_eq!(found[0]["date"]["certain"], false);
    assert_eq!(found[0]["basis"][0], "2017年底 = 2017-11-01/2017-12-31~");
}

#[test]
fn words_without_a_date_are_refused() {
    for (words, reason) in [
        ("微软", "\"微软\" is no date that can be read"),
        ("", "is no date"),
        ("昨天", "昨天: no publication date to count from; say --ref"),
        ("2023年2月30日", "no such day in the calendar"),
    ] {
        mailuo()
            .args(["date", words])
            .assert()
            .code(2)
            .stdout(is_empty())
            .stderr(starts_with("mailuo: ").and(contains(reason)));
    }
}

#[test]
fn corrections_are_applied_if_asked_for_and_told_if_they_cannot_be() {
    let folder = tempfile::tempdir().unwrap();
    let (text, list) = (
        folder.path().join("a.txt"),
        folder.path().join("mine.jsonl"),
    );
    std::fs::write(&text, "微软与谷歌在2023年5月宣布合作，章予安出席。").unwrap();
    let lines = [
        r#"{"corrections":1,"source":null}"#,
        r#"{"do":"rename","who":"微软","kind":"company","to":"微软公司"}"#,
        r#"{"do":"delete","who":"谷歌","kind":"company"}"#,
        r#"{"do":"add","name":"章予安","kind":"person"}"#,
        r#"{"do":"delete","who":"无此公司","kind":"company"}"#,
        r#"{"do":"sing"}"#,
    ];
    std::fs::write(&list, lines.join("\n")).unwrap();
    let extract = |more: &[&str]| -> Value {
        let mut command = mailuo();
        command.arg("extract").args(more).arg(&text);
        let output = command.assert().success().get_output().stdout.clone();
        serde_json::from_slice(&output).unwrap()
    };
    let names = |it: &Value| -> Vec<String> {
        let entities = it["entities"].as_array().unwrap().iter();
        entities
            .map(|it| it["name"].as_str().unwrap().to_owned())
            .collect()
    };
    let corrected = extract(&[&format!("--corrections={}", list.display())]);
    assert_eq!(names(&corrected), ["微软公司", "章予安"]);
    assert_eq!(corrected["entities"][1]["mentions"][0]["why"], "reader");
    assert_eq!(
        corrected["events"][0]["participants"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let remarks = corrected["remarks"].to_string();
    assert!(
        remarks.contains("delete 无此公司") && remarks.contains("line 6"),
        "{remarks}"
    );
    assert!(names(&extract(&[])).contains(&"谷歌".to_owned()));
}

/// What nobody can take is an error, said once.
#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error() {
    for args in [&["extract"][..], &["names"], &["timeline"], &["--print"]] {
        let full = std::fs::File::options()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let done = std::process::Command::new(env!("CARGO_BIN_EXE_mailuo"))
            .args(args)
            .arg(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/assets/samples/zh.txt"
            ))
            .stdin(std::process::Stdio::null())
            .stdout(full)
            .output()
            .unwrap();
        assert_eq!(done.status.code(), Some(2), "{args:?}");
        let said = String::from_utf8(done.stderr).unwrap();
        assert!(
            said.starts_with("mailuo: cannot write the result"),
            "{said}"
        );
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}
