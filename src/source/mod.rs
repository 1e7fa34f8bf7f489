//! From bytes to a [`Document`]: opening, fetching, decoding, and one file a format.
//!
//! Imports allowed here: `model`, `text`, `error`, and the crates for formats and encodings.

mod archive;
mod builder;
mod clutter;
mod day;
mod decode;
mod docx;
mod epub;
mod flat;
mod format;
mod head;
mod inputs;
mod markdown;
mod markup;
mod net;
mod open;
mod page;
mod page_body;
mod page_meta;
mod page_tree;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod plausible;
mod sample;
mod stream;
mod wrap;
mod xml;

pub use decode::{Decoded, decode};
pub use format::Format;
pub use inputs::{Inputs, Stamp, inputs, modified};
pub use net::is_address;
pub use open::{Input, Opened, Rest, of_bytes, open, open_file, open_text, open_whole};
pub use sample::Sample;
pub use stream::Stream;

use crate::model::{Day, PublishedFrom};
use crate::text::{Document, Meta};
use encoding_rs::Encoding;
use std::time::Duration;

/// What the user says about a source.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// The publication date, which then holds over any other.
    pub published: Option<Day>,
    /// The format, if it is not to be taken from content and name.
    pub format: Option<Format>,
    /// The encoding, if it is not to be taken from the bytes.
    pub encoding: Option<&'static Encoding>,
    /// Whether all of a web page is wanted and not only its article.
    pub whole_page: bool,
    /// Whether an address may lead to this machine or its network.
    pub allow_local: bool,
    /// Whether nothing may be written on the terminal while an address is fetched.
    pub is_quiet: bool,
    /// How long an answer may take, if not as long as usual.
    pub patience: Option<Duration>,
}

/// The encoding of a name, as in `gbk`, `big5` or `utf-16le`.
pub fn encoding(name: &str) -> Option<&'static Encoding> {
    let name = name.trim().to_ascii_lowercase();
    let name = match name.as_str() {
        "utf16" | "utf-16" | "utf16le" => "utf-16le",
        "utf16be" => "utf-16be",
        "cp936" | "gb2312" | "gbk" => "gb18030",
        "cp950" | "big5hkscs" => "big5",
        name => name,
    };
    // What browsers refuse to decode stands for nothing at all.
    Encoding::for_label_no_replacement(name.as_bytes())
}

/// The document that a decoded text is: plain text, or Markdown or a page if the options or the name
/// say so.
pub fn document(decoded: Decoded, source: &str, options: Options) -> Document {
    let format = options
        .format
        .or_else(|| format::of(decoded.text.as_bytes(), source).ok());
    let meta = Meta {
        encoding: decoded.encoding,
        replaced: decoded.replaced,
        ..meta(source, options)
    };
    match format.unwrap_or(Format::Plain) {
        Format::Plain | Format::Epub | Format::Docx | Format::Pdf => {
            plain::read(decoded.text, meta)
        }
        Format::Markdown => markdown::read(&decoded.text, meta),
        Format::Page => page::read(&decoded.text, meta, options),
    }
}

/// The document that bytes of this format are, or why there is none.
fn read(
    bytes: Vec<u8>,
    format: Format,
    source: &str,
    charset: Option<&'static Encoding>,
    options: Options,
) -> Result<Document, String> {
    let meta = meta(source, options);
    let options = Options {
        format: Some(format),
        ..options
    };
    let document = match format {
        Format::Epub => epub::read(archive::Archive::open(&bytes)?, meta)?,
        Format::Docx => docx::read(archive::Archive::open(&bytes)?, meta)?,
        #[cfg(feature = "pdf")]
        Format::Pdf => pdf::read(&bytes, meta)?,
        #[cfg(not(feature = "pdf"))]
        Format::Pdf => return Err("this program was built without the feature `pdf`".to_owned()),
        Format::Page => document(page::decode(&bytes, charset, options), source, options),
        Format::Plain | Format::Markdown => {
            let decoded = decode::decode_owned(bytes, options.encoding, charset);
            document(decoded, source, options)
        }
    };
    if document.blocks().is_empty() {
        return Err(match format {
            Format::Plain | Format::Markdown => "it holds nothing but blanks",
            Format::Page | Format::Epub | Format::Docx | Format::Pdf => "it holds no text",
        }
        .to_owned());
    }
    Ok(document)
}

/// What is known before anything is read.
fn meta(source: &str, options: Options) -> Meta {
    Meta {
        source: source.to_owned(),
        published: options.published.map(|day| (day, PublishedFrom::Option)),
        ..Meta::default()
    }
}
