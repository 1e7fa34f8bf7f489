//! PDF files: their text in the order in which it is drawn, joined to paragraphs.
//!
//! A PDF says which glyph stands where, and nothing of words, lines or paragraphs. `font` and
//! `table` give the characters, `runs` their places, `lines` what they make up; `stream` unpacks.

mod font;
mod glyphs;
mod lines;
mod matrix;
mod runs;
mod stream;
mod table;

use super::builder::Builder;
use super::day;
use crate::text::{Document, Meta};
use lopdf::Object;
use memchr::memmem;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

/// Bytes that one stream, and all together, unpack to at most.
const MOST_OF_ONE: u64 = 64 * 1024 * 1024;
const MOST_OF_ALL: u64 = 192 * 1024 * 1024;

/// Bytes of the stack on which files are read: they nest as they like.
const STACK: usize = 64 * 1024 * 1024;

/// Reads a PDF file, or says why it cannot be read.
pub(super) fn read(bytes: &[u8], meta: Meta) -> Result<Document, String> {
    if unpacks_too_far(bytes) {
        return Err("it unpacks to more than any text has: it may be a bomb".to_owned());
    }
    let damaged = || "it is damaged, and the reader of PDF files gave up".to_owned();
    std::thread::scope(|scope| {
        let work = || quietly(|| pages(bytes, meta)).unwrap_or_else(|| Err(damaged()));
        let thread = std::thread::Builder::new().stack_size(STACK);
        match thread.spawn_scoped(scope, work) {
            Ok(thread) => thread.join().unwrap_or_else(|_| Err(damaged())),
            Err(err) => Err(format!("no thread could be started to read it ({err})")),
        }
    })
}

fn pages(bytes: &[u8], meta: Meta) -> Result<Document, String> {
    let pdf = lopdf::Document::load_mem(bytes).map_err(|err| reason(&err))?;
    if pdf.is_encrypted() {
        return Err("it is encrypted".to_owned());
    }
    let mut reader = runs::Reader::new(&pdf);
    let pages: Vec<Vec<lines::Line>> = pdf
        .get_pages()
        .values()
        .map(|&page| lines::of(reader.page(page)))
        .collect();
    let (unknown, is_cut) = (reader.unknown, reader.is_cut);
    let mut builder = Builder::default();
    lines::write(&mut builder, &pages);
    if builder.is_empty() {
        return Err(match (unknown, pages.len()) {
            (0, _) => "it holds no text: its pages are pictures",
            _ => "its fonts do not say which characters they show",
        }
        .to_owned());
    }
    let mut meta = Meta {
        encoding: "PDF",
        ..said(&pdf, meta)
    };
    if 0 < unknown {
        let remark = "some text is missing: its fonts do not say which characters they show";
        meta.remarks.push(remark.to_owned());
    }
    if is_cut {
        let remark = "some text is missing: the file draws more than any text needs";
        meta.remarks.push(remark.to_owned());
    }
    meta.title = meta.title.or_else(|| builder.first_heading());
    Ok(builder.finish(meta))
}

/// Title, author and date that the file says of itself. Many programs write the file's name as its
/// title, so that one that looks so is left out.
fn said(pdf: &lopdf::Document, meta: Meta) -> Meta {
    let info = pdf
        .trailer
        .get_deref(b"Info", pdf)
        .and_then(Object::as_dict);
    let field = |key: &[u8]| {
        let text = lopdf::decode_text_string(info.as_ref().ok()?.get_deref(key, pdf).ok()?).ok()?;
        Some(text.trim().to_owned()).filter(|it| !it.is_empty())
    };
    let is_name =
        |it: &String| it.starts_with("Microsoft Word") || !it.contains(' ') && it.contains('.');
    Meta {
        title: meta
            .title
            .or_else(|| field(b"Title").filter(|it| !is_name(it))),
        author: meta.author.or_else(|| field(b"Author")),
        created: field(b"CreationDate").and_then(|it| day::read(&it)),
        ..meta
    }
}

/// What an error means, in plain words.
fn reason(err: &lopdf::Error) -> String {
    let text = err.to_string();
    let small = text.to_lowercase();
    if small.contains("password") || small.contains("crypt") {
        "it is encrypted".to_owned()
    } else {
        format!("it is damaged ({text})")
    }
}

/// Whether streams of the file unpack to more than any text: the library would unpack them all.
fn unpacks_too_far(bytes: &[u8]) -> bool {
    let mut left = MOST_OF_ALL;
    for at in memmem::find_iter(bytes, b"stream") {
        let data = &bytes[at + b"stream".len()..];
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let Some(data) = data.strip_prefix(b"\n") else {
            continue;
        };
        let before = &bytes[at.saturating_sub(500)..at];
        let before = &before[memmem::rfind(before, b"obj").unwrap_or_default()..];
        // Pictures are not unpacked, and may be large.
        if !stream::is_deflated(data) || memmem::find(before, b"/Image").is_some() {
            continue;
        }
        let Some(length) = stream::length(data, MOST_OF_ONE.min(left)) else {
            return true;
        };
        left -= length;
    }
    false
}

thread_local! {
    static IS_QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Does some work of others that may panic on what it reads; none if it did. Nothing is printed then.
fn quietly<T>(work: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let others = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !IS_QUIET.get() {
                others(info);
            }
        }));
    });
    IS_QUIET.set(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work)).ok();
    IS_QUIET.set(false);
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_answer() {
        assert_eq!(quietly(|| "fine"), Some("fine"));
        let numbers: Vec<u8> = Vec::new();
        assert_eq!(quietly(|| numbers[std::hint::black_box(1)]), None);
    }

    #[test]
    fn what_is_broken_is_said() {
        for bytes in [
            &b"%PDF-1.7"[..],
            b"%PDF-1.7\n1 0 obj\n<</Type/Catalog",
            b"%PDF-\xFF\xFF",
        ] {
            let found = read(bytes, Meta::default());
            assert!(found.is_err_and(|it| it.contains("damaged") || it.contains("no text")));
        }
    }
}
