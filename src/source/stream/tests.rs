//! Sources whose parts come when the test sends them.

use super::*;
use crate::source::of_bytes;
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, Sender, channel};

/// A source that ends when nobody sends any more, and breaks off at an empty part.
struct Slow(Receiver<Vec<u8>>);

impl Read for Slow {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        match self.0.recv() {
            Err(_) => Ok(0),
            Ok(part) if part.is_empty() => Err(io::Error::other("it broke")),
            Ok(part) => {
                to[..part.len()].copy_from_slice(&part);
                Ok(part.len())
            }
        }
    }
}

fn begin(most: Most) -> (Arc<Stream>, Sender<Vec<u8>>) {
    let (sender, parts) = channel();
    let open = move || Ok(Slow(parts));
    let stream = Stream::begin(open, "standard input", Options::default(), most);
    (stream.unwrap(), sender)
}

/// The texts that are shown while these parts come, each when the one before has been shown, and what
/// there is at the end.
fn shown(parts: &[&[u8]], most: Most) -> (Vec<String>, Result<Arc<Document>, String>) {
    let (stream, sender) = begin(most);
    let opened = Arc::clone(&stream).opened().unwrap();
    let document = opened.document;
    assert_eq!((document.text(), document.meta.partial), ("", true));
    let mut left: VecDeque<Vec<u8>> = parts.iter().map(|it| it.to_vec()).collect();
    let mut sender = Some(sender);
    let mut send = || match (left.pop_front(), &sender) {
        // Whoever has enough hears no more of it.
        (Some(part), Some(sender)) => sender.send(part).unwrap_or_default(),
        _ => sender = None,
    };
    send();
    let mut texts = Vec::new();
    let found = stream.read_on(0, &mut |document, _| {
        if let Some(document) = document {
            assert!(document.meta.partial);
            texts.push(document.text().to_owned());
        }
        send();
        true
    });
    (texts, found.unwrap())
}

#[test]
fn text_is_shown_as_it_comes() {
    let (texts, whole) = shown(&[b"one\ntw", b"o\n\xE4\xB8", b"\x80\n"], PIPE);
    assert_eq!(texts, ["one\ntw", "one\ntwo\n", "one\ntwo\n一\n"]);
    let whole = whole.unwrap();
    assert_eq!(whole.text(), "one\ntwo\n一\n");
    assert!(!whole.meta.partial && !whole.meta.cut);
}

#[test]
fn at_the_end_it_is_what_a_file_of_these_bytes_is() {
    let text = "他说，这件事已经过去很久了。\n可是没有人忘记它，从来没有。\n";
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let gbk = encoding_rs::GBK.encode(text).0.into_owned();
    let page = format!("<!doctype html><title>题</title><p>{text}</p>");
    let marked = "# 题\n\n- 一\n\n## 乙\n";
    for (bytes, is_page) in [
        (text.as_bytes(), false),
        (&wide, false),
        (&gbk, false),
        (marked.as_bytes(), false),
        (page.as_bytes(), true),
    ] {
        let (first, second) = bytes.split_at(bytes.len() / 2);
        let (texts, whole) = shown(&[first, second], PIPE);
        let whole = whole.unwrap();
        let file = of_bytes(bytes, "standard input", Options::default()).unwrap();
        assert_eq!(whole.text(), file.text());
        assert_eq!(whole.blocks(), file.blocks());
        assert_eq!(whole.meta, file.meta);
        // Of a page nothing is shown before it is there.
        let expected = (!is_page).then(|| whole.text());
        assert_eq!(texts.last().map(String::as_str), expected);
    }
}

#[test]
fn what_is_endless_is_read_up_to_a_limit() {
    let few = |bytes, lines| Most {
        bytes,
        lines,
        ..PIPE
    };
    let lines = "a\n".repeat(PART / 2);
    for (most, limit) in [
        (few(1 << 20, usize::MAX), "1 MiB"),
        (few(usize::MAX, 1_000_000), "1 million lines"),
    ] {
        let (stream, sender) = begin(most);
        while sender.send(lines.clone().into_bytes()).is_ok() {}
        let why = format!("it is longer than {limit}, the most that is read of a pipe");
        let refused = stream.whole().unwrap_err().to_string();
        assert_eq!(refused, format!("cannot read standard input: {why}"));
    }
    let (_, kept) = shown(&["一\n二\n三".as_bytes(), b"\nfour\n"], few(16, 100));
    let kept = kept.unwrap();
    assert_eq!((kept.text(), kept.meta.cut), ("一\n二\n三\n", true));
    let remark = kept.meta.remarks.concat();
    assert!(remark.starts_with("only the beginning could be read: it is longer than"));
    // A file is no pipe.
    let bytes = 1 << 20;
    let end = Came::default().take(&vec![b'a'; bytes + 1], Most { bytes, ..FILE });
    let why = "it is longer than 1 MiB, the most that is read";
    assert_eq!(end, Some(End::Cut(why.to_owned())));
}

#[test]
fn what_breaks_off_is_there_as_far_as_it_came() {
    let (texts, kept) = shown(&["一\n二".as_bytes(), b""], PIPE);
    assert_eq!(texts, ["一\n二"]);
    let kept = kept.unwrap();
    assert_eq!((kept.text(), kept.meta.cut), ("一\n", true));
    let remark = "only the beginning could be read: it broke";
    assert_eq!(kept.meta.remarks, [remark]);
    let (texts, nothing) = shown(&[b""], PIPE);
    assert!(texts.is_empty());
    assert_eq!(nothing.unwrap_err(), "it broke");
    let (_, nothing) = shown(&[b" \n"], PIPE);
    assert_eq!(nothing.unwrap_err(), "it holds nothing but blanks");
}

#[test]
fn whoever_comes_back_gets_all_of_it() {
    let (stream, sender) = begin(PIPE);
    sender.send(b"one\n".to_vec()).unwrap();
    assert!(stream.read_on(0, &mut |_, _| false).is_none());
    let opened = Arc::clone(&stream).opened().unwrap();
    assert_eq!(opened.document.text(), "one\n");
    sender.send(b"two\n".to_vec()).unwrap();
    drop(sender);
    assert_eq!(opened.rest.unwrap().read().unwrap().text(), "one\ntwo\n");
    let again = stream.opened().unwrap();
    assert!(again.rest.is_none() && again.document.text() == "one\ntwo\n");
}
