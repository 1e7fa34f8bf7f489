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

/// The answer of a server that names an encoding, with this text in it.
fn in_gbk(text: &str) -> Vec<u8> {
    let head =
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=gb2312\r\nConnection: close\r\n\r\n";
    let body = encoding_rs::GBK.encode(text).0;
    [head.as_bytes(), &body].concat()
}

/// A server that writes these bytes to its next visitor and then waits.
fn stalled(answer: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/a", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut visitor, _) = listener.accept().unwrap();
        let _ = visitor.write_all(answer);
        std::thread::park();
    });
    address
}

#[test]
fn the_encoding_in_the_header_holds() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/a", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut visitor, _) = listener.accept().unwrap();
        let mut request = [0; 4096];
        let _ = std::io::Read::read(&mut visitor, &mut request);
        let _ = visitor.write_all(&in_gbk("瞿"));
    });
    let document = open(address, true).unwrap();
    assert_eq!((document.text(), document.meta.encoding), ("瞿", "gb18030"));
}

#[test]
fn an_answer_that_breaks_off_or_is_none_is_said() {
    let cut = served(
        1,
        "HTTP/1.1 200 OK\r\nContent-Length: 900\r\nConnection: close\r\n\r\n<html>short",
    );
    let message = open(cut, true).unwrap_err();
    assert!(
        message.starts_with("cannot read http://127.0.0.1"),
        "{message}"
    );
    let no_http = served(1, "220 mail.example.org ready\r\n");
    assert!(open(no_http, true).is_err());
    let empty = served(1, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    assert!(open(empty, true).unwrap_err().contains("it is empty"));
    let picture = served(
        1,
        "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nConnection: close\r\n\r\nGIF89a",
    );
    assert!(open(picture, true).unwrap_err().contains("it is a picture"));
    let elsewhere =
        "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n";
    assert!(open(served(1, elsewhere), true).is_err());
}

#[test]
fn a_server_that_waits_is_not_waited_for() {
    for answer in [
        &b""[..],
        b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<html>",
    ] {
        let started = std::time::Instant::now();
        let options = Options {
            allow_local: true,
            patience: Some(std::time::Duration::from_millis(300)),
            ..Options::default()
        };
        let address = Input::Address(stalled(answer));
        let err = source::open_whole(&address, options)
            .unwrap_err()
            .to_string();
        assert!(err.contains("takes too long"), "{err}");
        // No measure of speed: without a limit it would never end.
        assert!(started.elapsed() < std::time::Duration::from_secs(30));
    }
}
