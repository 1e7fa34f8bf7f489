//! Input that is no text, or hardly one.

use crate::file;
use crate::writers::{self, zip};
use assert_cmd::Command;
use mailuo::source::{self, Input, Options};
use predicates::prelude::*;
use predicates::str::contains;
use std::time::{Duration, Instant};

fn mailuo() -> Command {
    let mut command = Command::cargo_bin("mailuo").unwrap();
    command.env("NO_COLOR", "1");
    command
}

/// One line that names what and why, exit code 2, nothing on standard output.
#[track_caller]
pub(crate) fn refuses(name: &str, bytes: &[u8], reason: &str) {
    let (_folder, path) = file(name, bytes);
    let one_line = predicate::function(|text: &str| text.lines().count() == 1);
    mailuo()
        .arg("extract")
        .arg(&path)
        .assert()
        .code(2)
        .stdout("")
        .stderr(contains(reason).and(contains(name)).and(one_line));
}

/// The text that can be had.
#[track_caller]
fn reads(name: &str, bytes: &[u8]) -> mailuo::text::Document {
    let (_folder, path) = file(name, bytes);
    source::open_whole(&Input::File(path), Options::default()).unwrap()
}

#[test]
fn nothing_in_it() {
    refuses("a.txt", b"", "it is empty");
    refuses("a.txt", b" \r\n\t ", "nothing but blanks");
    refuses(
        "a.txt",
        "\u{3000}\n\u{A0}\n".as_bytes(),
        "nothing but blanks",
    );
    refuses("a.txt", b"\xFF\xFE", "nothing but blanks");
    refuses(
        "a.html",
        b"<!doctype html><html><body></body></html>",
        "it holds no text",
    );
    refuses(
        "a.html",
        b"<html><script>text()</script></html>",
        "it holds no text",
    );
}

#[test]
fn no_text() {
    refuses(
        "a.txt",
        &[0, 1, 2, 3, 0, 0, 5, 200, 0, 7].repeat(50),
        "binary",
    );
    refuses(
        "a.epub",
        b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0",
        "binary",
    );
    refuses("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "it is a picture");
    refuses("a.gz", b"\x1F\x8B\x08\0\0\0\0\0", "unpack it first");
    refuses("a.rtf", b"{\\rtf1\\ansi text}", "RTF");
    refuses(
        "a.doc",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0",
        "old Office file",
    );
}

#[test]
fn nul_bytes_in_a_text_are_kept() {
    let text = format!("一段正文{}\0还有一段", "很长".repeat(100));
    assert_eq!(reads("a.txt", text.as_bytes()).text(), text);
}

#[test]
fn what_is_cut_off_or_broken_is_counted() {
    let text = "微软在雷德蒙德有三十年了，一直如此。".repeat(3);
    let bytes = text.as_bytes();
    let cut = reads("a.txt", &bytes[..bytes.len() - 1]);
    assert_eq!((cut.meta.encoding, cut.meta.replaced), ("UTF-8", 1));
    let mut broken = bytes.to_vec();
    broken.extend(b"\xED\xA0\x80\xED\xB0\x80");
    assert!(reads("a.txt", &broken).text().starts_with(&text));
    let units = [0xFEFF, 0x5FAE, 0xD800, 0x8F6F];
    let units: Vec<u8> = units.iter().flat_map(|it: &u16| it.to_be_bytes()).collect();
    let document = reads("a.txt", &units);
    assert_eq!(
        (document.text(), document.meta.replaced),
        ("微\u{FFFD}软", 1)
    );
}

#[test]
fn a_line_of_fifty_megabytes() {
    let line = "没有尽头的一行，".repeat(50 * 1024 * 1024 / 24);
    let (_folder, path) = file("line.txt", line.as_bytes());
    let opened = source::open(&Input::File(path), Options::default()).unwrap();
    let head = opened.document.text();
    assert!(line.starts_with(head) && 100_000 < head.len());
    let whole = opened.rest.unwrap().read().unwrap();
    assert_eq!(whole.text().len(), line.len());
    assert!(whole.blocks().iter().all(|it| it.span.len() <= 4096));
}

#[test]
fn ten_thousand_nested_tags() {
    for (open, close) in [("<div>", "</div>"), ("<b>", "</b>"), ("<ul><li>", "")] {
        let page = format!(
            "<html><body>{}深处{}",
            open.repeat(10_000),
            close.repeat(10_000)
        );
        assert_eq!(reads("a.html", page.as_bytes()).text(), "深处", "{open}");
    }
    let book = format!("{}深处", "<p><i>".repeat(10_000));
    assert_eq!(reads("a.epub", &epub("", &book)).text(), "深处");
    let fonts: Vec<String> = (0..300).map(|it| format!("<font size='{it}'>")).collect();
    let book = format!("<p>{}</p>{}", fonts.concat(), "<p>又</p>".repeat(5_000));
    assert_eq!(reads("a.epub", &epub("", &book)).blocks().len(), 5_000);
    let body = format!("<w:p>{}<w:t>深处", "<w:r>".repeat(10_000));
    let document = reads("a.docx", &docx(&body));
    assert_eq!(document.text(), "深处");
}

/// A book of one chapter, with more in its package file.
fn epub(opf: &str, chapter: &str) -> Vec<u8> {
    let opf = format!(
        "<package><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest>\
         <spine>{}</spine></package>",
        if opf.is_empty() {
            "<itemref idref='a'/>"
        } else {
            opf
        }
    );
    zip(&[
        ("META-INF/container.xml", b"<rootfile full-path='a.opf'/>"),
        ("a.opf", opf.as_bytes()),
        ("a.xhtml", chapter.as_bytes()),
    ])
}

fn docx(body: &str) -> Vec<u8> {
    zip(&[("word/document.xml", body.as_bytes())])
}

#[test]
fn broken_books() {
    refuses("a.epub", &epub(" ", "<p>x</p>"), "its spine is empty");
    refuses(
        "a.epub",
        &epub("<itemref idref='b'/>", "<p>x</p>"),
        "it holds no text",
    );
    refuses(
        "a.epub",
        &zip(&[("META-INF/container.xml", b"<container/>")]),
        "names no book",
    );
    let lost = zip(&[("META-INF/container.xml", b"<rootfile full-path='a.opf'/>")]);
    refuses("a.epub", &lost, "it has no a.opf");
    let whole = epub("", "<p>正文</p>");
    refuses("a.epub", &whole[..whole.len() / 2], "damaged");
    let locked = zip(&[
        ("META-INF/container.xml", b"<rootfile full-path='a.opf'/>"),
        (
            "META-INF/encryption.xml",
            b"<e><CipherReference URI='a.xhtml'/></e>",
        ),
        (
            "a.opf",
            b"<package><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>\
                    </manifest><spine><itemref idref='a'/></spine></package>",
        ),
        ("a.xhtml", b"\x12\x34"),
    ]);
    refuses("a.epub", &locked, "it is encrypted");
}

#[test]
fn broken_word_files() {
    refuses(
        "a.docx",
        &zip(&[("photo.jpg", b"\xFF\xD8")]),
        "neither an e-book nor a Word file",
    );
    refuses(
        "a.docx",
        &zip(&[("xl/workbook.xml", b"<x/>")]),
        "an Excel file",
    );
    refuses("a.docx", &docx("<w:document/>"), "it holds no text");
    refuses("a.docx", &docx("<w:t"), "damaged");
    let document = reads("a.docx", &docx("<w:p><w:t>保住的</w:t></w:p><w:p"));
    assert_eq!(document.text(), "保住的");
    assert_eq!(document.meta.remarks.len(), 1);
    let tabs =
        "<w:tr><w:p><w:pPr><w:tabs><w:tab w:pos='1'/></w:tabs></w:pPr><w:t>甲</w:t></w:p></w:tr>";
    assert_eq!(reads("a.docx", &docx(tabs)).text(), "甲");
    let mut encrypted = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    refuses("a.docx", &encrypted, "it is encrypted");
}

#[test]
fn bombs() {
    let zeros = "<p></p>".repeat(10 * 1024 * 1024);
    let bombs = [
        ("a.epub", epub("", &zeros)),
        ("a.docx", docx(&zeros)),
        ("many.epub", epub("", &"<i>".repeat(1_000_000))),
    ];
    for (name, bytes) in bombs {
        let (_folder, path) = file(name, &bytes);
        let started = Instant::now();
        let refused = source::open_whole(&Input::File(path), Options::default()).unwrap_err();
        assert!(refused.to_string().contains("bomb"), "{refused}");
        // No measure of speed: without a limit it would be minutes.
        assert!(started.elapsed() < Duration::from_secs(30));
    }
    let lol = "<!DOCTYPE w [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><w:p><w:t>&b;</w:t></w:p>";
    assert_eq!(reads("a.docx", &docx(lol)).text(), "&b;");
}

#[test]
fn what_is_no_file() {
    for (path, reason) in [
        ("/dev/null", "it is not a regular file"),
        ("/no/such/file", "there is no such file"),
    ] {
        let message = format!("mailuo: cannot read {path}: {reason}\n");
        mailuo()
            .args(["extract", path])
            .assert()
            .code(2)
            .stderr(message);
    }
    let folder = tempfile::tempdir().unwrap();
    let names = mailuo().arg("names").arg(folder.path()).assert().code(2);
    names.stderr(contains("it is a directory"));
    let extract = mailuo().arg("extract").arg(folder.path()).assert().code(2);
    extract.stderr(contains("no file in this folder is a text"));
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_folder, path) = file("secret.txt", b"text");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    // Whoever may read everything cannot test this.
    if std::fs::read(&path).is_err() {
        mailuo()
            .arg("names")
            .arg(&path)
            .assert()
            .code(2)
            .stderr(contains("you may not read it"));
    }
}

#[test]
fn a_file_that_vanishes() {
    let (_folder, path) = file("a.txt", "还在的一行。\n".repeat(40_000).as_bytes());
    let input = Input::File(path.clone());
    let opened = source::open(&input, Options::default()).unwrap();
    std::fs::remove_file(&path).unwrap();
    // What is open can be read to its end; then it is gone.
    assert!(opened.rest.unwrap().read().is_ok());
    let gone = source::open(&input, Options::default()).unwrap_err();
    assert!(gone.to_string().contains("there is no such file"));
}

#[cfg(feature = "pdf")]
#[test]
fn pdf_files_without_text() {
    use writers::pdf::{Codes, write};
    let article = writers::Article {
        title: "题".to_owned(),
        paragraphs: vec!["正文".to_owned()],
    };
    refuses(
        "a.pdf",
        &write(&article, Codes::Nothing),
        "do not say which characters",
    );
    let empty = writers::Article {
        title: String::new(),
        paragraphs: Vec::new(),
    };
    refuses(
        "scan.pdf",
        &write(&empty, Codes::Unicode),
        "it holds no text",
    );
    refuses("a.pdf", b"%PDF-1.7\ntrailer <</Encrypt", "damaged");
}

#[test]
fn standard_input_in_every_format() {
    let article = crate::article();
    for bytes in [
        article.plain().into_bytes(),
        article.page().into_bytes(),
        article.epub(),
        article.docx(),
    ] {
        mailuo()
            .args(["names", "-"])
            .write_stdin(bytes)
            .assert()
            .success()
            .stdout(contains("OpenAI"));
    }
}
