//! What programs read: the JSON of documents and of streams, and the pipe that it goes through.
#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::Stdio;
use std::time::Duration;

const SAMPLES: [&str; 2] = ["assets/samples/zh.txt", "assets/samples/en.txt"];

fn mailuo() -> Command {
    let mut command = Command::cargo_bin("mailuo").unwrap();
    command.env_remove("MAILUO_PANIC").env("NO_COLOR", "1");
    command
}

fn printed(args: &[&str]) -> String {
    let done = mailuo().args(args).assert().success();
    String::from_utf8(done.get_output().stdout.clone()).unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn words(value: &Value) -> Vec<&str> {
    list(value).iter().map(|it| it.as_str().unwrap()).collect()
}

/// The characters of a text from the start to the end that a value tells.
fn slice(text: &[char], value: &Value) -> String {
    let at = |key: &str| usize::try_from(value[key].as_u64().unwrap()).unwrap();
    text[at("start")..at("end")].iter().collect()
}

#[test]
fn every_field_is_what_it_is_said_to_be() {
    for sample in SAMPLES {
        let report: Value = serde_json::from_str(&printed(&["extract", sample])).unwrap();
        let text: Vec<char> = report["document"]["text"]
            .as_str()
            .unwrap()
            .chars()
            .collect();
        let mut ids = BTreeSet::new();
        for entity in list(&report["entities"]) {
            assert!(ids.insert(entity["id"].as_str().unwrap()), "{entity}");
            let forms: BTreeSet<String> = list(&entity["mentions"])
                .iter()
                .map(|it| {
                    assert_eq!(slice(&text, it), it["text"].as_str().unwrap());
                    slice(&text, it)
                })
                .collect();
            let aliases: BTreeSet<String> = words(&entity["aliases"])
                .iter()
                .map(|it| (*it).to_owned())
                .collect();
            assert_eq!(forms, aliases, "{entity}");
            assert!(entity["settled"].as_bool().unwrap());
        }
        let mut from = 0;
        for event in list(&report["events"]) {
            assert_eq!(slice(&text, event), event["text"].as_str().unwrap());
            assert!(slice(&text, &event["sentence"]).contains(event["text"].as_str().unwrap()));
            assert!(from <= event["start"].as_u64().unwrap(), "{event}");
            from = event["end"].as_u64().unwrap();
            assert!(
                words(&event["participants"])
                    .iter()
                    .all(|it| ids.contains(it)),
                "{event}"
            );
            assert!(!words(&event["basis"]).is_empty(), "{event}");
            let date = &event["date"];
            assert!(
                date.is_null() || date["start"].as_str() <= date["end"].as_str(),
                "{date}"
            );
        }
        assert!(5 < ids.len() && 0 < from);
    }
}

/// Whom the lists keep apart because nobody is sure is no participant either.
#[test]
fn whoever_takes_part_is_among_the_entities() {
    let text = "2023年5月，长风说了一句话。2023年6月，微软走了。";
    let lexicon = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(lexicon.path(), "company\t长风电子\t-\t\t长风:芯片\n").unwrap();
    let done = mailuo()
        .args(["extract", "-", "--lexicon"])
        .arg(lexicon.path())
        .write_stdin(text)
        .assert()
        .success();
    let report: Value = serde_json::from_slice(&done.get_output().stdout).unwrap();
    let ids: BTreeSet<&str> = list(&report["entities"])
        .iter()
        .map(|it| it["id"].as_str().unwrap())
        .collect();
    let named = |it: &Value| words(&it["participants"]).iter().all(|it| ids.contains(it));
    assert!(list(&report["events"]).iter().all(named), "{report}");
    assert_eq!(ids.len(), 1, "{report}");
}

#[test]
fn what_has_no_date_is_the_end_of_the_timeline() {
    let done = mailuo()
        .args(["timeline", "-"])
        .write_stdin("昨天，微软走了。2023年6月，谷歌来了。2011年，苹果也来了。")
        .assert()
        .success();
    let text = String::from_utf8(done.get_output().stdout.clone()).unwrap();
    let dates: Vec<&str> = text
        .lines()
        .map(|it| it.split(' ').next().unwrap())
        .collect();
    assert_eq!(dates, ["2011", "2023-06", "?"], "{text}");
}

#[test]
fn whoever_has_read_enough_is_no_error() {
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("mailuo"))
        .arg("extract")
        .args(SAMPLES.repeat(10))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut output = child.stdout.take().unwrap();
    output.read_exact(&mut [0]).unwrap();
    drop(output);
    let outcome = child.wait_with_output().unwrap();
    assert!(outcome.status.success());
    assert_eq!(String::from_utf8(outcome.stderr).unwrap(), "");
}

#[test]
fn what_the_user_says_of_the_date_holds_over_the_stream() {
    let line = "{\"id\": 1, \"text\": \"昨天\", \"published\": \"2023-02-07\"}";
    for (args, day, from) in [
        (&[][..], "2023-02-07", "metadata"),
        (&["--date", "2020-01-02"], "2020-01-02", "option"),
    ] {
        let mut command = mailuo();
        let command = command.args(["extract", "--from", "jsonl", "-"]).args(args);
        let done = command.write_stdin(line).assert().success();
        let found: Value = serde_json::from_slice(&done.get_output().stdout).unwrap();
        assert_eq!(found["document"]["published"], day);
        assert_eq!(found["document"]["published_from"], from);
    }
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
