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

/// What paths stand for.
#[derive(Debug, Default)]
pub struct Inputs {
    /// What to read, in order.
    pub found: Vec<Input>,
    /// What was passed over in folders, a sentence each.
    pub remarks: Vec<String>,
    /// Folders that cannot be read, or hold nothing to read.
    pub problems: Vec<Error>,
}

/// The inputs that paths stand for: `-`, addresses, files, and for a folder the texts in it, sorted by
/// name and number. What is hidden in a folder, and what holds no text, is passed over with a remark.
/// An error if nothing is left to read.
pub fn inputs(paths: &[PathBuf]) -> Result<Inputs, Error> {
    let mut inputs = Inputs::default();
    for path in paths {
        if !path.is_dir() {
            inputs.found.push(input(path));
            continue;
        }
        match texts_in(path) {
            Ok((texts, remark)) => {
                inputs.found.extend(texts.into_iter().map(Input::File));
                inputs.remarks.extend(remark);
            }
            Err(err) => inputs.problems.push(err),
        }
    }
    match inputs.problems.len() {
        0 => Ok(inputs),
        _ if !inputs.found.is_empty() => Ok(inputs),
        1 => Err(inputs.problems.remove(0)),
        n => {
            let reasons: Vec<String> = inputs.problems.iter().map(Error::to_string).collect();
            Err(Error::read(
                format!("any of {n} folders"),
                reasons.join("; "),
            ))
        }
    }
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

/// The texts in a folder, and what was passed over in it.
fn texts_in(folder: &Path) -> Result<(Vec<PathBuf>, Option<String>), Error> {
    let name = folder.display().to_string();
    let fail = |err: std::io::Error| Error::read(&name, open::reason(&err));
    let (mut texts, mut others, mut n_hidden) = (Vec::new(), Vec::new(), 0);
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        let path = entry.path();
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            n_hidden += usize::from(!path.is_dir());
        } else if path.is_file() && is_text(&path) {
            texts.push(path);
        } else if !path.is_dir() {
            others.push(entry.file_name().display().to_string());
        }
    }
    if texts.is_empty() {
        return Err(Error::read(name, "no file in this folder is a text"));
    }
    texts.sort_by_cached_key(|it| order(&it.display().to_string()));
    others.sort();
    Ok((texts, remark(&name, &others, n_hidden)))
}

/// What is said of the files of a folder that are not read.
fn remark(folder: &str, others: &[String], n_hidden: usize) -> Option<String> {
    /// Names that are told.
    const TOLD: usize = 3;
    let mut passed = Vec::new();
    if !others.is_empty() {
        let names = others[..others.len().min(TOLD)].join(", ");
        let more = if TOLD < others.len() { ", …" } else { "" };
        passed.push(format!("{} without text ({names}{more})", others.len()));
    }
    if 0 < n_hidden {
        passed.push(format!("{n_hidden} hidden"));
    }
    let passed = passed.join(", ");
    (!passed.is_empty()).then(|| format!("{folder}: files passed over: {passed}"))
}

/// A name as it is sorted: `chapter 9` before `chapter 10`.
fn order(name: &str) -> Vec<(String, u64, String)> {
    let mut parts = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        let (words, behind) = rest.split_at(
            rest.find(|c: char| c.is_ascii_digit())
                .unwrap_or(rest.len()),
        );
        let end = behind
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(behind.len());
        let (digits, after) = behind.split_at(end);
        // No number is the first; what is larger than any number of chapters is sorted as words.
        let number = if digits.is_empty() {
            0
        } else {
            digits.parse().unwrap_or(u64::MAX)
        };
        parts.push((words.to_owned(), number, digits.to_owned()));
        rest = after;
    }
    parts
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_sorted_as_numbers() {
        let mut names = [
            "b", "第10章", "a10.txt", "第9章", "a9.txt", "a09.txt", "a", "10", "9",
        ];
        names.sort_by_cached_key(|it| order(it));
        assert_eq!(
            names,
            [
                "9", "10", "a", "a09.txt", "a9.txt", "a10.txt", "b", "第9章", "第10章"
            ]
        );
    }
}
