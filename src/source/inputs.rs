//! What paths on the command line mean, and whether a file has changed.

use super::{Input, format, is_address, open};
use crate::error::Error;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Bytes of a file in a folder that tell whether it is a text.
const HEAD: u64 = 16 * 1024;

/// When a file was changed last, and how long it is: what tells that it has to be read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    changed: Option<SystemTime>,
    bytes: u64,
}

/// The state of a file; none if it is gone, or if the input is no file and cannot change.
pub fn modified(input: &Input) -> Option<Stamp> {
    let Input::File(path) = input else {
        return None;
    };
    let state = std::fs::metadata(path)
        .ok()
        .filter(std::fs::Metadata::is_file)?;
    Some(Stamp {
        changed: state.modified().ok(),
        bytes: state.len(),
    })
}

/// The inputs that paths stand for: `-`, addresses, files, and for a folder the texts in it, sorted by
/// name. What is hidden in a folder, and what holds no text, is passed over.
pub fn inputs(paths: &[PathBuf]) -> Result<Vec<Input>, Error> {
    let mut inputs = Vec::with_capacity(paths.len());
    for path in paths {
        if path.is_dir() {
            inputs.extend(texts_in(path)?.into_iter().map(Input::File));
        } else {
            inputs.push(input(path));
        }
    }
    Ok(inputs)
}

/// The input that one path stands for.
fn input(path: &Path) -> Input {
    match path.to_str() {
        Some("-") => Input::Stdin,
        Some(text) if is_address(text) => Input::Address(text.to_owned()),
        _ => Input::File(path.to_owned()),
    }
}

impl From<&Path> for Input {
    fn from(path: &Path) -> Input {
        input(path)
    }
}

/// The texts in a folder.
fn texts_in(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let name = folder.display().to_string();
    let fail = |err: std::io::Error| Error::read(&name, open::reason(&err));
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let is_hidden = path
            .file_name()
            .is_none_or(|it| it.as_encoded_bytes().starts_with(b"."));
        if !is_hidden && path.is_file() && is_text(&path) {
            found.push(path);
        }
    }
    if found.is_empty() {
        return Err(Error::read(name, "no file in this folder is a text"));
    }
    found.sort();
    Ok(found)
}

/// Whether the beginning of a file is that of a text. What cannot be read is taken for one, so that
/// the reason is said when it is opened.
fn is_text(path: &Path) -> bool {
    let mut head = Vec::new();
    let Ok(file) = std::fs::File::open(path) else {
        return true;
    };
    if file.take(HEAD).read_to_end(&mut head).is_err() {
        return true;
    }
    // The directory of a zip archive stands at its end.
    let is_zip = head.starts_with(b"PK\x03\x04");
    let ending = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    let is_book = ending.is_some_and(|it| it == "epub" || it == "docx");
    let name = path.display().to_string();
    if is_zip {
        return is_book;
    }
    !head.is_empty() && format::of(&head, &name).is_ok() && !open::is_binary(&head)
}
