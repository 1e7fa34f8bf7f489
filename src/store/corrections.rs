//! The corrections of each document: a file of lines, one correction a line, as JSON.
//!
//! They are a reader's work: they are never forgotten, and a line that cannot be read (damaged, or
//! of a newer version) is told and stays in the file. A change reads the file anew under a lock, so
//! that two instances keep the corrections of both.

use super::lines::{Head, correction, line};
use super::write_whole;
use crate::corrections::Correction;
use etcetera::BaseStrategy;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// Bytes of the largest file that is read.
const LARGEST: u64 = 16 << 20;

/// Where the corrections of documents are.
#[derive(Debug, Clone)]
pub enum Corrections {
    /// In the user's folder, a file a document.
    Folder(PathBuf),
    /// In a file that the user named.
    File(PathBuf),
}

/// What a document is known by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// The hash of its text.
    pub key: String,
    /// Where it was read from, if it is there the next time too: it may have changed by then.
    pub source: Option<String>,
}

/// What was found for a document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Loaded {
    /// The corrections, in the order in which they were made.
    pub list: Vec<Correction>,
    /// What could not be read, a sentence each.
    pub problems: Vec<String>,
}

/// A change of the list.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A correction more.
    Add(Correction),
    /// The last one that says this was none.
    Undo(Correction),
}

impl Corrections {
    /// The user's own, in the XDG data folder; `None` without a home.
    pub fn of_user() -> Option<Corrections> {
        let base = etcetera::choose_base_strategy().ok()?;
        let folder = base.data_dir().join("mailuo").join("corrections");
        Some(Corrections::Folder(folder))
    }

    /// The corrections of a document; those of the text that was read from the same place before
    /// if this one has none of its own. A named file that is not there has none.
    pub fn load(&self, known: &Known) -> Loaded {
        let own = self.path(known);
        match read(&own) {
            Ok(Some(bytes)) => parse(&bytes, &own),
            Ok(None) => self.earlier(known).unwrap_or_default(),
            Err(err) => Loaded {
                list: Vec::new(),
                problems: vec![format!("{}: {err}", own.display())],
            },
        }
    }

    /// Writes a change, at once and whole. `before` is the list that it changes: a document without
    /// a file of its own begins with it.
    pub fn change(&self, known: &Known, before: &[Correction], change: &Change) -> io::Result<()> {
        let own = self.path(known);
        let folder = folder_of(&own);
        fs::create_dir_all(folder)?;
        let lock = File::open(folder)?;
        // Where a folder cannot be locked, the last one to write wins.
        let _ = lock.lock();
        let mut bytes = match read(&own)? {
            Some(bytes) => bytes,
            None => begin(known, before)?,
        };
        match change {
            Change::Add(it) => {
                if !bytes.ends_with(b"\n") {
                    bytes.push(b'\n');
                }
                bytes.extend(line(it)?);
            }
            Change::Undo(it) => remove_last(&mut bytes, it),
        }
        let aside = own.with_extension(format!("{}.new", std::process::id()));
        let outcome = write_whole(&aside, &bytes).and_then(|()| fs::rename(&aside, &own));
        if outcome.is_err() {
            // The half file is of no use to anybody.
            let _ = fs::remove_file(&aside);
        }
        outcome
    }

    fn path(&self, known: &Known) -> PathBuf {
        match self {
            Corrections::Folder(folder) => folder.join(format!("{}.jsonl", known.key)),
            Corrections::File(path) => path.clone(),
        }
    }

    /// The corrections of what was read from the same place last.
    fn earlier(&self, known: &Known) -> Option<Loaded> {
        let (Corrections::Folder(folder), Some(source)) = (self, &known.source) else {
            return None;
        };
        let is_same = |path: &Path| {
            let head = head(path);
            head.is_some_and(|it| it.source.as_ref() == Some(source))
        };
        let entries = fs::read_dir(folder).ok()?.flatten().map(|it| it.path());
        let files = entries.filter(|it| it.extension().is_some_and(|it| it == "jsonl"));
        let saved = |it: &PathBuf| fs::metadata(it).and_then(|it| it.modified()).ok();
        let path = files.filter(|it| is_same(it)).max_by_key(saved)?;
        let bytes = read(&path).ok()??;
        Some(parse(&bytes, &path))
    }
}

/// The folder that a file is in; that of a bare name is the current one.
fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// The first line of a file, if it is one of ours.
fn head(path: &Path) -> Option<Head> {
    let mut bytes = Vec::new();
    File::open(path)
        .ok()?
        .take(8192)
        .read_to_end(&mut bytes)
        .ok()?;
    let end = memchr::memchr(b'\n', &bytes).unwrap_or(bytes.len());
    serde_json::from_slice(&bytes[..end]).ok()
}

/// The bytes of a file; none if it is not there.
fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::metadata(path) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(err) => Err(err),
        Ok(meta) if !meta.is_file() => Err(io::Error::other("it is no file")),
        Ok(meta) if LARGEST < meta.len() => Err(io::Error::other("it is too large")),
        Ok(_) => fs::read(path).map(Some),
    }
}

fn parse(bytes: &[u8], path: &Path) -> Loaded {
    let mut loaded = Loaded::default();
    for (number, line) in (1..).zip(bytes.split(|it| *it == b'\n')) {
        let is_head = || serde_json::from_slice::<Head>(line).is_ok();
        if line.trim_ascii().is_empty() || (number == 1 && is_head()) {
            continue;
        }
        match correction(line) {
            Some(it) => loaded.list.push(it),
            None => loaded.problems.push(format!(
                "{} line {number}: this correction cannot be read and was left out",
                path.display()
            )),
        }
    }
    loaded
}

/// The beginning of a file, with corrections that were made before it.
fn begin(known: &Known, before: &[Correction]) -> io::Result<Vec<u8>> {
    let head = Head {
        corrections: 1,
        source: known.source.clone(),
    };
    let mut bytes = serde_json::to_vec(&head)?;
    bytes.push(b'\n');
    for it in before {
        bytes.extend(line(it)?);
    }
    Ok(bytes)
}

/// Removes the last line that says this; all others stay as they are.
fn remove_last(bytes: &mut Vec<u8>, wanted: &Correction) {
    let mut end = bytes.len();
    while 0 < end {
        let start = memchr::memrchr(b'\n', &bytes[..end - 1]).map_or(0, |it| it + 1);
        if correction(&bytes[start..end]).as_ref() == Some(wanted) {
            bytes.drain(start..end);
            return;
        }
        end = start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corrections::{When, Who};
    use crate::model::{DateValue, Kind};

    fn known(key: &str) -> Known {
        Known {
            key: key.to_owned(),
            source: Some("/articles/one.txt".to_owned()),
        }
    }

    fn all() -> Vec<Correction> {
        let who = |name: &str| Who {
            name: name.to_owned(),
            kind: Kind::Company,
        };
        let event = When {
            text: "两周后".to_owned(),
            sentence: "两周后，“他”走了。\n".to_owned(),
        };
        let text = str::to_owned;
        vec![
            Correction::Rename {
                who: who("甲"),
                to: text("乙"),
            },
            Correction::Merge {
                who: who("乙"),
                into: who("丙 \"Acme\""),
            },
            Correction::Split {
                who: who("丙"),
                form: text("丁"),
            },
            Correction::Kind {
                who: who("丁"),
                kind: Kind::Organisation,
            },
            Correction::Delete { who: who("戊") },
            Correction::Add {
                name: text("己"),
                kind: Kind::Person,
            },
            Correction::Redate {
                event: event.clone(),
                date: DateValue::parse("2023-02~").unwrap(),
            },
            Correction::DeleteEvent { event },
        ]
    }

    #[test]
    fn what_is_written_is_read_again_and_undone() {
        let folder = tempfile::tempdir().unwrap();
        let store = Corrections::Folder(folder.path().join("a"));
        let known = known("k");
        for (idx, it) in all().into_iter().enumerate() {
            store
                .change(&known, &all()[..idx], &Change::Add(it))
                .unwrap();
        }
        assert_eq!(store.load(&known).list, all());
        for it in all().into_iter().rev() {
            store.change(&known, &[], &Change::Undo(it)).unwrap();
        }
        assert_eq!(store.load(&known), Loaded::default());
        let files = fs::read_dir(folder.path().join("a")).unwrap();
        assert_eq!(files.count(), 1, "nothing lies about");
    }

    #[test]
    fn a_changed_text_has_the_corrections_of_the_one_before() {
        let folder = tempfile::tempdir().unwrap();
        let store = Corrections::Folder(folder.path().to_owned());
        let (first, second) = (all()[0].clone(), all()[4].clone());
        store
            .change(&known("old"), &[], &Change::Add(first.clone()))
            .unwrap();
        assert_eq!(store.load(&known("new")).list, std::slice::from_ref(&first));
        store
            .change(
                &known("new"),
                std::slice::from_ref(&first),
                &Change::Add(second.clone()),
            )
            .unwrap();
        assert_eq!(store.load(&known("new")).list, [first.clone(), second]);
        assert_eq!(store.load(&known("old")).list, [first]);
        let elsewhere = Known {
            source: None,
            ..known("new2")
        };
        assert_eq!(store.load(&elsewhere), Loaded::default());
    }

    #[test]
    fn what_cannot_be_read_is_told_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let store = Corrections::Folder(folder.path().to_owned());
        let path = folder.path().join("k.jsonl");
        let future = b"{\"corrections\":1}\n{\"do\":\"praise\",\"who\":\"x\"}\n\xFF\xFE{\n";
        fs::write(&path, future).unwrap();
        assert_eq!(store.load(&known("k")).problems.len(), 2);
        assert!(store.load(&known("k")).problems[0].contains("k.jsonl line 2"));
        store
            .change(&known("k"), &[], &Change::Add(all()[0].clone()))
            .unwrap();
        assert_eq!(store.load(&known("k")).list, all()[..1]);
        store
            .change(&known("k"), &[], &Change::Undo(all()[0].clone()))
            .unwrap();
        assert_eq!(fs::read(&path).unwrap(), future);
        fs::create_dir(folder.path().join("d.jsonl")).unwrap();
        assert_eq!(store.load(&known("d")).problems.len(), 1);
        assert!(
            store
                .change(&known("d"), &[], &Change::Add(all()[0].clone()))
                .is_err()
        );
    }

    #[test]
    fn a_file_is_in_a_folder_that_can_be_opened() {
        for (path, folder) in [("mine.jsonl", "."), ("a/b", "a"), ("/a", "/"), ("/", ".")] {
            assert_eq!(folder_of(Path::new(path)), Path::new(folder));
        }
    }

    #[test]
    fn two_instances_keep_the_corrections_of_both() {
        let folder = tempfile::tempdir().unwrap();
        let store = Corrections::File(folder.path().join("mine.jsonl"));
        let known = known("k");
        for it in [&all()[0], &all()[1]] {
            // Neither knows of the other.
            store.change(&known, &[], &Change::Add(it.clone())).unwrap();
        }
        assert_eq!(store.load(&known).list, all()[..2]);
    }
}
