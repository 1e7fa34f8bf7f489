//! Addresses, on this machine: the tests reach no other.
#![cfg(feature = "net")]

use mailuo::source::{self, Input, Options};
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;

/// A server that gives each of its next visitors the same answer.
fn served(answers: usize, answer: impl Into<Vec<u8>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/a", listener.local_addr().unwrap());
    let answer = String::from_utf8_lossy(&answer.into())
        .replace("ADDRESS", &address)
        .into_bytes();
    std::thread::spawn(move || {
        for visitor in listener.incoming().take(answers) {
            let mut visitor = visitor.unwrap();
            let mut lines = BufReader::new(visitor.try_clone().unwrap()).lines();
            while lines
                .next()
                .is_some_and(|it| it.is_ok_and(|it| !it.is_empty()))
            {}
            let _ = visitor.write_all(&answer);
        }
    });
    address
}

fn open(address: String, allow_local: bool) -> Result<mailuo::text::Document, String> {
    let options = Options {
        allow_local,
        ..Options::default()
    };
    source::open_whole(&Input::Address(address), options).map_err(|it| it.to_string())
}

const PAGE: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\r\n\
                    <html><title>题</title><p>一段正文。</p>";

#[test]
fn a_page_is_fetched_if_it_may_be() {
    let document = open(served(1, PAGE), true).unwrap();
    assert_eq!(document.text(), "题\n\n一段正文。");
    let refused = open(served(1, PAGE), false).unwrap_err();
    assert!(refused.contains("--allow-local"), "{refused}");
    let named = open("http://localhost:9/".to_owned(), false).unwrap_err();
    assert!(named.contains("--allow-local"), "{named}");
}

#[test]
fn what_cannot_be_had_is_said() {
    let lost = served(1, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    assert!(
        open(lost, true)
            .unwrap_err()
            .contains("there is no such page")
    );
    let round = served(
        20,
        "HTTP/1.1 302 Found\r\nLocation: ADDRESS\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    );
    assert!(open(round, true).unwrap_err().contains("without end"));
    let large = format!(
        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{}",
        "x".repeat(21 << 20)
    );
    assert!(open(served(1, large), true).unwrap_err().contains("20 MiB"));
    let free = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let nobody = open(format!("http://{free}/"), true).unwrap_err();
    assert!(nobody.contains("refuses the connection"), "{nobody}");
}
