//! Opening what the user names, without waiting for more of it than a screen needs.

use super::{Options, Sample, decode, document};
use crate::error::Error;
use crate::text::Document;
use std::fs::{File, FileType};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// Bytes of a file that are read before the first frame.
const HEAD_BYTES: u64 = 256 * 1024;

/// Bytes of the largest text that is read. Offsets are 32 bits wide, and decoding can make two
/// bytes into three.
const MAX_BYTES: u64 = 2 * 1024 * 1024 * 1024;

/// What to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
    /// An article written for this project.
    Sample(Sample),
}

/// An opened source.
#[derive(Debug)]
pub struct Opened {
    /// The whole document, or its head.
    pub document: Document,
    /// How to get the whole, if this is the head.
    pub rest: Option<Rest>,
}

/// A file of which only the head has been read.
#[derive(Debug)]
pub struct Rest {
    file: File,
    head: Vec<u8>,
    name: String,
    options: Options,
}

impl Rest {
    /// Reads all of it. For plain text the offsets of the head hold in the whole.
    pub fn read(mut self) -> Result<Document, Error> {
        read_to_end(&mut self.file, &mut self.head, &self.name)?;
        Ok(document(decode(&self.head), &self.name, self.options))
    }
}

/// Opens a source and reads its head, so that a screen can be shown whatever its size.
pub fn open(input: &Input, options: Options) -> Result<Opened, Error> {
    let Input::File(path) = input else {
        return Ok(Opened {
            document: open_whole(input, options)?,
            rest: None,
        });
    };
    let name = path.display().to_string();
    let mut file = open_file(path)?;
    let mut head = Vec::new();
    let fail = |err: io::Error| Error::read(&name, reason(&err));
    (&mut file)
        .take(HEAD_BYTES)
        .read_to_end(&mut head)
        .map_err(fail)?;
    if (head.len() as u64) < HEAD_BYTES {
        refuse_what_is_no_text(&head, &name)?;
        return Ok(Opened {
            document: document(decode(&head), &name, options),
            rest: None,
        });
    }
    refuse_binary(&head, &name)?;
    let whole_lines = memchr::memrchr(b'\n', &head).map_or(head.len(), |at| at + 1);
    let mut shown = document(decode(&head[..whole_lines]), &name, options);
    shown.meta.partial = true;
    Ok(Opened {
        document: shown,
        rest: Some(Rest {
            file,
            head,
            name,
            options,
        }),
    })
}

/// Opens a source and reads all of it.
pub fn open_whole(input: &Input, options: Options) -> Result<Document, Error> {
    let (bytes, name) = match input {
        Input::File(path) => {
            let name = path.display().to_string();
            let mut bytes = Vec::new();
            read_to_end(&mut open_file(path)?, &mut bytes, &name)?;
            (bytes, name)
        }
        Input::Stdin => {
            let (mut bytes, name) = (Vec::new(), "standard input".to_owned());
            read_to_end(&mut io::stdin().lock(), &mut bytes, &name)?;
            (bytes, name)
        }
        Input::Sample(sample) => return Ok(document(sample.decoded(), sample.name(), options)),
    };
    refuse_what_is_no_text(&bytes, &name)?;
    Ok(document(decode(&bytes), &name, options))
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

#[cfg(unix)]
fn is_pipe(kind: FileType) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&kind)
}

#[cfg(not(unix))]
fn is_pipe(_: FileType) -> bool {
    false
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
fn reason(err: &io::Error) -> String {
    if err.kind() == io::ErrorKind::NotFound {
        return "there is no such file".to_owned();
    }
    if err.kind() == io::ErrorKind::PermissionDenied {
        return "you may not read it".to_owned();
    }
    err.to_string()
}

/// An error for bytes that hold no text.
fn refuse_what_is_no_text(bytes: &[u8], name: &str) -> Result<(), Error> {
    if bytes.is_empty() {
        return Err(Error::read(name, "it is empty"));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Error::read(name, "it holds nothing but blanks"));
    }
    refuse_binary(bytes, name)
}

/// An error for bytes that are no text in any encoding: with NUL bytes and not UTF-16, or one in
/// ten a control character.
fn refuse_binary(bytes: &[u8], name: &str) -> Result<(), Error> {
    let clip = &bytes[..bytes.len().min(64 * 1024)];
    if decode(clip).encoding.starts_with("UTF-16") {
        return Ok(());
    }
    let is_control = |&&it: &&u8| it < b' ' && !matches!(it, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B);
    let controls = clip.iter().filter(is_control).count();
    if clip.contains(&0) && clip.len() < controls * 100 || clip.len() < controls * 10 {
        return Err(Error::read(name, "it is a binary file, not a text"));
    }
    Ok(())
}
