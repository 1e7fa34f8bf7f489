//! Opening what the user names, without waiting for more of it than a screen needs.

use super::decode::{self, decode};
use super::head::{has_head, whole_lines};
use super::stream::{self, Stream};
use super::{Format, Options, Sample, document, format, net, read};
use crate::error::Error;
use crate::text::Document;
use encoding_rs::Encoding;
use std::fs::{File, FileType};
use std::io::{self, IsTerminal as _, Read as _};
use std::os::fd::AsFd as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Bytes of a file that are read before the first frame: as many as hold, even in UTF-16, the 64 KiB of
/// text by which a document is known again (`mend`).
const HEAD_BYTES: u64 = 144 * 1024;

/// Bytes of the largest text that is read. Offsets are 32 bits wide, and decoding can make two
/// bytes into three.
const MAX_BYTES: u64 = 2 * 1024 * 1024 * 1024;

/// Bytes that tell whether a file is binary, and in which encoding it is.
pub(super) const CLIP: usize = 64 * 1024;

/// What to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
    /// A page in the web.
    Address(String),
    /// An article written for this project.
    Sample(Sample),
}

impl Input {
    /// What the user calls it.
    pub fn name(&self) -> String {
        match self {
            Input::File(path) => path.display().to_string(),
            Input::Stdin => "standard input".to_owned(),
            Input::Address(address) => address.clone(),
            Input::Sample(sample) => sample.name().to_owned(),
        }
    }
}

/// An opened source.
#[derive(Debug)]
pub struct Opened {
    /// The whole document, or its head.
    pub document: Arc<Document>,
    /// How to get the whole, if this is the head.
    pub rest: Option<Rest>,
}

/// How to get the whole of what only the head has been read of.
#[derive(Debug)]
pub enum Rest {
    /// From a file that lies there.
    File(FileRest),
    /// As it comes.
    Stream {
        /// What is read of it.
        stream: Arc<Stream>,
        /// Bytes that had come when it was opened.
        n_bytes: usize,
    },
}

/// A file of which only the head has been read.
#[derive(Debug)]
pub struct FileRest {
    file: File,
    head: Vec<u8>,
    name: String,
    options: Options,
}

impl Rest {
    /// Reads all of it. For plain text the offsets of the head hold in the whole.
    pub fn read(self) -> Result<Arc<Document>, Error> {
        match self {
            Rest::File(mut it) => {
                it.head
                    .reserve_exact(length(&it.file, MAX_BYTES).saturating_sub(it.head.len()));
                read_to_end(&mut it.file, &mut it.head, &it.name)?;
                whole(it.head, &it.name, None, it.options).map(Arc::new)
            }
            Rest::Stream { stream, .. } => stream.whole(),
        }
    }
}

/// Opens a source and reads its head, so that a screen can be shown whatever its size. Only text has a
/// head; the other formats are read whole.
pub fn open(input: &Input, options: Options) -> Result<Opened, Error> {
    let name = input.name();
    match input {
        // What is typed is read whole before keys are read from the same place.
        Input::Stdin if !io::stdin().is_terminal() => {
            let (stdin, is_file) = stdin(&name)?;
            let most = if is_file { stream::FILE } else { stream::PIPE };
            Stream::begin(move || Ok(stdin), &name, options, most)?.opened()
        }
        Input::File(path) if is_pipe_at(path) => {
            // To open it waits for whoever writes it.
            let path = path.clone();
            let open = move || File::open(path).map_err(|it| reason(&it));
            Stream::begin(open, &name, options, stream::PIPE)?.opened()
        }
        Input::File(path) => open_head(open_file(path)?, name, options),
        Input::Stdin | Input::Address(_) | Input::Sample(_) => Ok(Opened {
            document: Arc::new(open_whole(input, options)?),
            rest: None,
        }),
    }
}

/// Reads the head of a file, or all of one that is no longer or has none.
fn open_head(mut file: File, name: String, options: Options) -> Result<Opened, Error> {
    let mut head = Vec::with_capacity(length(&file, HEAD_BYTES));
    let fail = |err: io::Error| Error::read(&name, reason(&err));
    (&mut file)
        .take(HEAD_BYTES)
        .read_to_end(&mut head)
        .map_err(fail)?;
    let is_all = (head.len() as u64) < HEAD_BYTES;
    if is_all || !has_head(&head, &name, options) {
        read_to_end(&mut file, &mut head, &name)?;
        return Ok(Opened {
            document: Arc::new(whole(head, &name, None, options)?),
            rest: None,
        });
    }
    let shown = &head[..whole_lines(&head, options)];
    let mut shown = whole(shown.to_vec(), &name, None, options)?;
    shown.meta.partial = true;
    Ok(Opened {
        document: Arc::new(shown),
        rest: Some(Rest::File(FileRest {
            file,
            head,
            name,
            options,
        })),
    })
}

/// Bytes to make room for, so that a file is read at once: as many as it has, but not more than `most`,
/// and one more, behind which its end shows.
fn length(file: &File, most: u64) -> usize {
    let length = file.metadata().map_or(0, |it| it.len());
    usize::try_from(length.min(most) + 1).unwrap_or_default()
}

/// Opens a source and reads all of it.
pub fn open_whole(input: &Input, options: Options) -> Result<Document, Error> {
    let (name, mut bytes, mut charset) = (input.name(), Vec::new(), None);
    match input {
        Input::File(path) if is_pipe_at(path) => {
            bytes = stream::bytes_of(open_file(path)?, stream::PIPE)
                .map_err(|it| Error::read(&name, it))?;
        }
        Input::File(path) => read_file(open_file(path)?, &mut bytes, &name)?,
        Input::Stdin => match stdin(&name)? {
            (file, true) => read_file(file, &mut bytes, &name)?,
            (pipe, false) => {
                bytes =
                    stream::bytes_of(pipe, stream::PIPE).map_err(|it| Error::read(&name, it))?;
            }
        },
        Input::Address(address) => {
            let fetched = net::fetch(address, options);
            let fetched = fetched.map_err(|reason| Error::read(&name, reason))?;
            charset = fetched.charset.and_then(|it| super::encoding(&it));
            bytes = fetched.bytes;
        }
        Input::Sample(sample) => return Ok(document(sample.decoded(), &name, options)),
    }
    whole(bytes, &name, charset, options)
}

/// The document that the bytes of a source called `name` are.
pub fn of_bytes(bytes: &[u8], name: &str, options: Options) -> Result<Document, Error> {
    whole(bytes.to_vec(), name, None, options)
}

/// The same, with the encoding that came beside the bytes.
fn whole(
    bytes: Vec<u8>,
    name: &str,
    charset: Option<&'static Encoding>,
    options: Options,
) -> Result<Document, Error> {
    document_of(bytes, name, charset, options).map_err(|reason| Error::read(name, reason))
}

/// The same, or why there is none.
pub(super) fn document_of(
    bytes: Vec<u8>,
    name: &str,
    charset: Option<&'static Encoding>,
    options: Options,
) -> Result<Document, String> {
    if bytes.is_empty() {
        return Err("it is empty".to_owned());
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err("it holds nothing but blanks".to_owned());
    }
    let format = match options.format {
        Some(format) => format,
        None => format::of(&bytes, name)?,
    };
    let is_text = matches!(format, Format::Plain | Format::Markdown | Format::Page);
    if is_text && options.encoding.is_none() && is_binary(&bytes) {
        return Err("it is a binary file, not a text".to_owned());
    }
    read(bytes, format, name, charset, options)
}

/// The text of a file that is not an article: a list of names.
pub fn open_text(path: &Path) -> Result<String, Error> {
    let (name, mut bytes) = (path.display().to_string(), Vec::new());
    read_to_end(&mut open_file(path)?, &mut bytes, &name)?;
    Ok(decode(&bytes).text)
}

/// Opens a file that can be read to its end: a regular one or a pipe, no device or folder.
pub fn open_file(path: &Path) -> Result<File, Error> {
    let name = path.display().to_string();
    let fail = |err: io::Error| Error::read(&name, reason(&err));
    // Asked before opening: to open some devices does something, or waits.
    let kind = std::fs::metadata(path).map_err(fail)?.file_type();
    if kind.is_dir() {
        return Err(Error::read(&name, "it is a directory"));
    }
    if !kind.is_file() && !is_pipe(kind) {
        return Err(Error::read(&name, "it is not a regular file"));
    }
    File::open(path).map_err(fail)
}

/// Standard input, and whether it is a file that lies there.
fn stdin(name: &str) -> Result<(File, bool), Error> {
    let fail = |err: io::Error| Error::read(name, reason(&err));
    let file = File::from(io::stdin().as_fd().try_clone_to_owned().map_err(fail)?);
    let is_file = file.metadata().is_ok_and(|it| it.is_file());
    Ok((file, is_file))
}

/// Whether a pipe has this name.
fn is_pipe_at(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|it| is_pipe(it.file_type()))
}

#[cfg(unix)]
fn is_pipe(kind: FileType) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&kind)
}

#[cfg(not(unix))]
fn is_pipe(_: FileType) -> bool {
    false
}

/// Reads a file that lies there.
fn read_file(mut file: File, bytes: &mut Vec<u8>, name: &str) -> Result<(), Error> {
    bytes.reserve_exact(length(&file, MAX_BYTES));
    read_to_end(&mut file, bytes, name)
}

/// Reads up to the limit, and says so when there is more.
fn read_to_end(from: &mut impl io::Read, bytes: &mut Vec<u8>, name: &str) -> Result<(), Error> {
    let fail = |err: io::Error| Error::read(name, reason(&err));
    from.take(MAX_BYTES + 1 - bytes.len() as u64)
        .read_to_end(bytes)
        .map_err(fail)?;
    if MAX_BYTES < bytes.len() as u64 {
        return Err(Error::read(name, "it is larger than 2 GiB"));
    }
    Ok(())
}

/// What an input error means, in plain words.
pub(super) fn reason(err: &io::Error) -> String {
    if err.kind() == io::ErrorKind::NotFound {
        return "there is no such file".to_owned();
    }
    if err.kind() == io::ErrorKind::PermissionDenied {
        return "you may not read it".to_owned();
    }
    err.to_string()
}

/// Whether bytes are no text in any encoding: with NUL bytes and not UTF-16, or one in ten a control
/// character.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let clip = decode::clip(bytes, CLIP);
    let is_control = |&&it: &&u8| it < b' ' && !matches!(it, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B);
    let controls = clip.iter().filter(is_control).count();
    let is_strange = clip.contains(&0) && clip.len() < controls * 100 || clip.len() < controls * 10;
    is_strange && !decode(clip).encoding.starts_with("UTF-16")
}
