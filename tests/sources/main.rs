//! One article in every format and encoding gives the same analysis; bad input gives one line.
#![allow(clippy::unwrap_used)]

mod bad;
mod hostile;
mod net;
mod pages;
mod writers;

use mailuo::analysis::Analyzer;
use mailuo::model::{DateValue, Day, Kind, PublishedFrom};
use mailuo::source::{self, Input, Options};
use mailuo::text::{BlockKind, Document};
use std::path::PathBuf;
use tempfile::TempDir;
use writers::Article;

/// A folder with one file in it.
fn file(name: &str, bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn opened(name: &str, bytes: &[u8]) -> Document {
    let (_folder, path) = file(name, bytes);
    let options = Options {
        published: Day::parse("2023-12-12"),
        ..Options::default()
    };
    let input = Input::File(path);
    let document =
        source::open_whole(&input, options).unwrap_or_else(|err| panic!("{name}: {err}"));
    let head = source::open(&input, options).unwrap();
    assert!(head.rest.is_none(), "a short file is read at once");
    assert_eq!(head.document.text(), document.text());
    document
}

/// The sample article of the program, without the lines around it.
fn article() -> Article {
    article_of(include_str!("../../assets/samples/zh.txt"))
}

fn article_of(text: &str) -> Article {
    let mut lines = text.lines().filter(|it| !it.trim().is_empty());
    let title = lines.nth(1).unwrap().to_owned();
    let is_paragraph = |it: &&str| 60 < it.chars().count() && !it.contains("声明");
    let paragraphs: Vec<String> = lines.filter(is_paragraph).map(str::to_owned).collect();
    assert!(5 < paragraphs.len());
    Article { title, paragraphs }
}

/// What is compared: the words of each block, and what is found in them.
#[derive(Debug, PartialEq)]
struct Found {
    blocks: Vec<String>,
    entities: Vec<(Kind, String, Vec<String>, usize)>,
    events: Vec<(String, Option<String>, usize)>,
}

fn found(document: &Document) -> Found {
    let analysis = Analyzer::default().analyze(document);
    let entities = analysis.entities.iter();
    let events = analysis.events.iter();
    Found {
        blocks: document
            .blocks()
            .iter()
            .filter(|it| it.kind != BlockKind::Clutter)
            .map(|it| document.slice(it.span).trim().to_owned())
            .collect(),
        entities: entities
            .map(|it| {
                (
                    it.kind,
                    it.name.clone(),
                    it.aliases.clone(),
                    it.mentions.len(),
                )
            })
            .collect(),
        events: events
            .map(|it| {
                let words = document.slice(it.span).to_owned();
                (words, it.date.map(DateValue::edtf), it.participants.len())
            })
            .collect(),
    }
}

#[track_caller]
fn same(name: &str, bytes: &[u8], expected: &Found) {
    let document = opened(name, bytes);
    let found = found(&document);
    assert_eq!(found.blocks, expected.blocks, "{name}");
    assert_eq!(found.entities, expected.entities, "{name}");
    assert_eq!(found.events, expected.events, "{name}");
    assert_eq!(document.meta.replaced, 0, "{name}");
    assert_eq!(document.meta.remarks, Vec::<String>::new(), "{name}");
}

#[test]
fn every_format_gives_the_same_analysis() {
    let article = article();
    let expected = found(&opened("a.txt", article.plain().as_bytes()));
    assert!(5 < expected.entities.len(), "{expected:?}");
    assert_eq!(expected.blocks[0], article.title);
    same("a.md", article.markdown().as_bytes(), &expected);
    same("a.html", article.page().as_bytes(), &expected);
    same("a.epub", &article.epub(), &expected);
    same("a.docx", &article.docx(), &expected);
    // The content decides, not the name.
    same("page.txt", article.page().as_bytes(), &expected);
    same("book.zip", &article.epub(), &expected);
    same("file", &article.docx(), &expected);
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_gives_the_same_analysis() {
    use writers::pdf::{Codes, write};
    let article = article();
    let expected = found(&opened("a.txt", article.plain().as_bytes()));
    let squeezed = |found: Found| {
        // Blanks at the ends of lines are not drawn.
        let squeeze = |text: &str| text.replace(' ', "");
        let events = found
            .events
            .into_iter()
            .map(|it| (squeeze(&it.0), it.1, it.2));
        Found {
            blocks: found.blocks.iter().map(|it| squeeze(it)).collect(),
            events: events.collect(),
            ..found
        }
    };
    let expected = squeezed(expected);
    for codes in [Codes::Glyphs, Codes::Unicode] {
        let document = opened("a.pdf", &write(&article, codes));
        assert_eq!(squeezed(found(&document)), expected, "{codes:?}");
    }
    let document = opened("a.pdf", &write(&article, Codes::Gbk));
    assert!(document.text().starts_with(&article.title));
    assert!(document.text().contains("首席执行官山姆·奥尔特曼"));
    assert_eq!(document.part_at(0), Some("page 1"));
}

#[test]
fn every_encoding_gives_the_same_analysis() {
    let article = article();
    let text = article.plain();
    let expected = found(&opened("a.txt", text.as_bytes()));
    let units =
        |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let (little, big) = (units(u16::to_le_bytes), units(u16::to_be_bytes));
    same("bom.txt", format!("\u{FEFF}{text}").as_bytes(), &expected);
    same("gb.txt", &encoding_rs::GB18030.encode(&text).0, &expected);
    same("le.txt", &little, &expected);
    same("be.txt", &big, &expected);
    same(
        "le-bom.txt",
        &[&[0xFF, 0xFE], little.as_slice()].concat(),
        &expected,
    );
    same(
        "be-bom.txt",
        &[&[0xFE, 0xFF], big.as_slice()].concat(),
        &expected,
    );
    same("crlf.txt", text.replace('\n', "\r\n").as_bytes(), &expected);
    same("cr.txt", text.replace('\n', "\r").as_bytes(), &expected);
    let page = article.page().replace("charset='utf-8'", "charset=gbk");
    same("gb.html", &encoding_rs::GBK.encode(&page).0, &expected);
}

#[test]
fn big5_gives_the_same_analysis() {
    let text = "電腦與雲端\n\n2023年3月5日，微軟和谷歌在舊金山發表了新的產品，OpenAI 的山姆·奧特曼也在場。\n\n\
                兩個星期後，蘋果的提姆·庫克說，他們沒有計劃跟進。";
    let expected = found(&opened("a.txt", text.as_bytes()));
    assert!(2 < expected.entities.len(), "{expected:?}");
    same("big5.txt", &encoding_rs::BIG5.encode(text).0, &expected);
    same("gb.txt", &encoding_rs::GB18030.encode(text).0, &expected);
}

#[test]
fn chapters_know_their_file_and_books_their_author() {
    let document = opened("a.epub", &article().epub());
    assert_eq!(document.part_at(0), Some("OEBPS/text/one 1.xhtml"));
    let end = document.blocks().last().unwrap().span.start;
    assert_eq!(document.part_at(end), Some("OEBPS/text/two.xhtml"));
    assert_eq!(document.meta.author.as_deref(), Some("R. Hale"));
    assert_eq!(document.blocks()[0].kind, BlockKind::Heading(1));
}

#[test]
fn the_head_of_a_long_text_comes_first() {
    let line = "这一行写的是同样的话，一遍又一遍，上上下下。\n";
    let text = line.repeat(10_000);
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [
        text.as_bytes().to_vec(),
        encoding_rs::GB18030.encode(&text).0.into_owned(),
        utf16,
    ] {
        let (_folder, path) = file("long.txt", &bytes);
        let opened = source::open(&Input::File(path), Options::default()).unwrap();
        assert!(opened.document.meta.partial);
        let head = opened.document.text().to_owned();
        assert!(head.ends_with(line) && 4_000 < head.len() && head.len() < text.len());
        let whole = opened.rest.unwrap().read().unwrap();
        assert_eq!(whole.text(), text);
        assert!(!whole.meta.partial);
    }
}

#[test]
fn a_folder_is_the_texts_in_it() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in [
        ("b.txt", "乙".as_bytes()),
        ("a.md", "甲".as_bytes()),
        (".hidden", "丙".as_bytes()),
        ("c.png", b"\x89PNG\r\n\x1a\n\0\0"),
        ("d.bin", &[0, 1, 2, 3, 0, 200]),
        ("empty.txt", b""),
    ] {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    std::fs::create_dir(folder.path().join("inner")).unwrap();
    let paths = [
        folder.path().to_owned(),
        "-".into(),
        "https://example.org/x".into(),
    ];
    let inputs = source::inputs(&paths).unwrap();
    let file = |name: &str| Input::File(folder.path().join(name));
    let address = Input::Address("https://example.org/x".to_owned());
    let expected = [file("a.md"), file("b.txt"), Input::Stdin, address];
    assert_eq!(inputs.found, expected);
    let name = folder.path().display();
    let remark = "files passed over: 3 without text (c.png, d.bin, empty.txt), 1 hidden";
    assert_eq!(inputs.remarks, [format!("{name}: {remark}")]);
    // A folder that holds nothing stops no other from being read.
    let inner = folder.path().join("inner");
    let both = source::inputs(&[inner.clone(), folder.path().to_owned()]).unwrap();
    assert_eq!((both.found.len(), both.problems.len()), (2, 1));
    let none = |paths: &[PathBuf]| source::inputs(paths).unwrap_err().to_string();
    let reason = format!(
        "cannot read {}: no file in this folder is a text",
        inner.display()
    );
    assert_eq!(none(std::slice::from_ref(&inner)), reason);
    let both = format!("cannot read any of 2 folders: {reason}; {reason}");
    assert_eq!(none(&[inner.clone(), inner]), both);
}

#[test]
fn a_change_of_a_file_is_seen() {
    let (_folder, path) = file("a.txt", b"one");
    let input = Input::File(path.clone());
    let before = source::modified(&input);
    assert!(before.is_some());
    assert_eq!(source::modified(&input), before);
    std::fs::write(&path, b"another").unwrap();
    assert_ne!(source::modified(&input), before);
    std::fs::remove_file(&path).unwrap();
    assert_eq!(source::modified(&input), None);
    assert_eq!(source::modified(&Input::Stdin), None);
}

#[test]
fn what_the_user_says_of_the_encoding_holds() {
    let (bytes, _, _) = encoding_rs::BIG5.encode("一二三");
    let (_folder, path) = file("a.txt", &bytes);
    let options = Options {
        encoding: source::encoding("big5"),
        ..Options::default()
    };
    let document = source::open_whole(&Input::File(path), options).unwrap();
    assert_eq!(
        (document.text(), document.meta.encoding),
        ("一二三", "Big5")
    );
}

#[test]
fn the_day_a_file_was_made_is_the_last_resort() {
    let core = b"<cp:coreProperties><dcterms:created>2021-03-05T08:00:00Z</dcterms:created>\
                 </cp:coreProperties>";
    let analyzed = |body: &str| {
        let bytes = writers::zip(&[
            ("word/document.xml", body.as_bytes()),
            ("docProps/core.xml", core),
        ]);
        let (_folder, path) = file("a.docx", &bytes);
        let document = source::open_whole(&Input::File(path), Options::default()).unwrap();
        Analyzer::default().analyze(&document)
    };
    let guessed = analyzed("<w:p><w:t>微软昨天开了会，谁也没有说话。</w:t></w:p>");
    let day = guessed.reference.map(|it| (it.day.to_string(), it.from));
    assert_eq!(day, Some(("2021-03-05".to_owned(), PublishedFrom::Created)));
    assert_eq!(
        guessed.events[0].date.map(DateValue::edtf).as_deref(),
        Some("2021-03-04")
    );
    assert!(guessed.remarks[0].contains("2021-03-05, the day on which the file was made"));
    let said = analyzed(
        "<w:p><w:t>大会</w:t></w:p><w:p><w:t>发布时间：2020-06-09</w:t></w:p><w:p><w:t>微软昨天开了会。</w:t></w:p>",
    );
    assert_eq!(
        said.reference.map(|it| it.day.to_string()).as_deref(),
        Some("2020-06-09")
    );
    assert_eq!(said.remarks, Vec::<String>::new());
}

#[test]
fn hard_wrapped_text_gives_the_same_analysis() {
    let english = article_of(include_str!("../../assets/samples/en.txt"));
    for (article, columns, indent, end) in [
        (article(), 76, "\u{3000}\u{3000}", "\n"),
        (article(), 60, "", "\n\n"),
        (article(), 70, "    ", "\n"),
        (english.clone(), 68, "", "\n\n"),
        (english, 72, "   ", "\n"),
    ] {
        let mut expected = found(&opened("a.txt", article.plain().as_bytes()));
        let mut wrapped = found(&opened(
            "a.txt",
            article.wrapped(columns, indent, end).as_bytes(),
        ));
        let squeeze = |text: &String| text.split_whitespace().collect::<String>();
        for it in [&mut expected, &mut wrapped] {
            it.blocks = it.blocks.iter().map(squeeze).collect();
            for event in &mut it.events {
                event.0 = squeeze(&event.0);
            }
            for entity in &mut it.entities {
                entity.2 = entity.2.iter().map(squeeze).collect();
                entity.2.sort();
                entity.2.dedup();
            }
        }
        assert!(5 < expected.entities.len() && 5 < expected.events.len());
        for (found, expected) in wrapped.blocks.iter().zip(&expected.blocks) {
            assert_eq!(found, expected, "{columns}");
        }
        assert_eq!(wrapped.entities, expected.entities, "{columns}");
        assert_eq!(wrapped.events, expected.events, "{columns}");
    }
}
