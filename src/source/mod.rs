//! From bytes to a [`Document`]: opening, decoding, plain text and Markdown.
//!
//! Imports allowed here: `model`, `text`, `error`, and the crates for formats and encodings.

mod clutter;
mod decode;
mod markdown;
mod open;
mod plain;
mod sample;

pub use decode::{Decoded, decode};
pub use open::{Input, Opened, Rest, open, open_file, open_text, open_whole};
pub use sample::Sample;

use crate::model::{Day, PublishedFrom};
use crate::text::{Document, Meta};

/// How bytes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Lines of text.
    Plain,
    /// CommonMark.
    Markdown,
}

impl Format {
    /// The format that a file's name promises.
    pub fn of_name(name: &str) -> Format {
        let ending = name
            .rsplit_once('.')
            .map(|(_, ending)| ending.to_ascii_lowercase());
        match ending.as_deref() {
            Some("md" | "markdown" | "mkd" | "mdown") => Format::Markdown,
            _ => Format::Plain,
        }
    }
}

/// What the user says about a source.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// The publication date, which then holds over any other.
    pub published: Option<Day>,
    /// The format, if it is not to be taken from the name.
    pub format: Option<Format>,
}

/// The document that a decoded text is.
pub fn document(decoded: Decoded, source: &str, options: Options) -> Document {
    let meta = Meta {
        title: None,
        source: source.to_owned(),
        encoding: decoded.encoding,
        replaced: decoded.replaced,
        published: options.published.map(|day| (day, PublishedFrom::Option)),
        partial: false,
    };
    match options.format.unwrap_or_else(|| Format::of_name(source)) {
        Format::Plain => plain::read(decoded.text, meta),
        Format::Markdown => markdown::read(&decoded.text, meta),
    }
}
