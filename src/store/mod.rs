//! What is remembered between two sessions: the reading place of each document, its corrections,
//! and what was found in it.
//!
//! A document is known by its content, not by its name. Files are written aside and renamed, so
//! that neither a full disk nor another instance can leave half of one; what cannot be read is as
//! good as not there.
//!
//! Imports allowed here: `model`, `corrections`, `text` and `std`.

mod cache;
mod codec;
mod corrections;
mod lines;

pub use cache::Cache;
pub use corrections::{Change, Corrections, Known, Loaded};

use etcetera::BaseStrategy;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::time::Duration;

/// Documents to remember; the ones read longest ago are forgotten.
const MOST: usize = 2000;

/// How long ago a file was begun that nobody will end any more.
const LEFT: Duration = Duration::from_hours(1);

/// How a document was left.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The first visible byte.
    pub offset: u32,
    /// The name of the open list.
    pub tab: String,
    /// The name of the order of names.
    pub sort: String,
    /// Whether events stand in the order of the text.
    pub story_order: bool,
    /// Columns of the text pane, if the divider was moved.
    pub split: Option<u16>,
}

/// The folder that remembers.
#[derive(Debug, Clone)]
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// The user's own, in the XDG state folder; `None` without a home.
    pub fn of_user() -> Option<Store> {
        let base = etcetera::choose_base_strategy().ok()?;
        let state = base.state_dir().unwrap_or_else(|| base.data_dir());
        Some(Store {
            folder: state.join("mailuo").join("places"),
        })
    }

    /// One in a folder, which need not exist.
    pub const fn in_folder(folder: PathBuf) -> Store {
        Store { folder }
    }

    /// The place at which the document of that key was left.
    pub fn load(&self, key: &str) -> Option<Place> {
        const LONGEST: u64 = 4096;
        let path = self.folder.join(key);
        let meta = fs::metadata(&path).ok()?;
        if !meta.is_file() || LONGEST < meta.len() {
            return None;
        }
        parse(&fs::read_to_string(path).ok()?)
    }

    /// Forgets the places saved longest ago, if there are more than so many. Only then each is asked when
    /// that was: whoever ends the reader should not wait for two thousand answers.
    fn forget_old(&self, most: usize) {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return;
        };
        let is_half = |it: &PathBuf| it.extension().is_some_and(|it| it == "new");
        let paths = entries.flatten().map(|it| it.path());
        let (halves, files): (Vec<_>, Vec<_>) = paths.partition(is_half);
        let saved = |it: &PathBuf| fs::metadata(it).and_then(|it| it.modified()).ok();
        let age = |it: &PathBuf| saved(it)?.elapsed().ok();
        for path in halves
            .iter()
            .filter(|&it| age(it).is_some_and(|it| LEFT <= it))
        {
            // Whoever was writing it was killed, or it has been removed already.
            let _ = fs::remove_file(path);
        }
        if files.len() <= most {
            return;
        }
        let mut files: Vec<_> = files.into_iter().map(|it| (saved(&it), it)).collect();
        files.sort();
        for (_, path) in &files[..files.len() - most] {
            // Another instance may have forgotten it already.
            let _ = fs::remove_file(path);
        }
    }

    /// Remembers a place.
    pub fn save(&self, key: &str, place: &Place) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let aside = self
            .folder
            .join(format!("{key}.{}.new", std::process::id()));
        // Nobody waits for the disk to end: if the machine stops before the place is on it, what can
        // be lost is where one text was left.
        let outcome = fs::write(&aside, format(place))
            .and_then(|()| fs::rename(&aside, self.folder.join(key)));
        if outcome.is_err() {
            // The half file is of no use to anybody.
            let _ = fs::remove_file(&aside);
        } else {
            self.forget_old(MOST);
        }
        outcome
    }
}

fn write_whole(path: &PathBuf, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// The key of a document: a hash of its text, the same on every machine.
pub fn key(text: &str) -> String {
    key_of(text.as_bytes())
}

/// How long a key is.
const KEY_LENGTH: usize = 32;

/// The key of any bytes.
fn key_of(bytes: &[u8]) -> String {
    const PRIME: u64 = 0x9E37_79B9_7F4A_7C15;
    let (mut a, mut b) = (PRIME, bytes.len() as u64);
    let mut chunks = bytes.chunks_exact(8);
    let mut mix = |word: u64| {
        a = (a ^ word).wrapping_mul(PRIME).rotate_left(29);
        b = b.rotate_left(17).wrapping_add(word).wrapping_mul(PRIME | 2);
        a ^= b >> 31;
    };
    for chunk in &mut chunks {
        mix(u64::from_le_bytes(chunk.try_into().unwrap_or_default()));
    }
    let rest = chunks.remainder().iter();
    mix(rest.fold(1, |word, &byte| word << 8 | u64::from(byte)));
    format!("{a:016x}{b:016x}")
}

fn format(place: &Place) -> String {
    let Place {
        offset,
        tab,
        sort,
        story_order,
        split,
    } = place;
    let mut text = format!(
        "offset = {offset}\ntab = \"{tab}\"\nsort = \"{sort}\"\nstory-order = {story_order}\n"
    );
    if let Some(split) = split {
        let _ = writeln!(text, "split = {split}");
    }
    text
}

/// Reads what it knows; other lines, of a newer version, are left alone.
fn parse(text: &str) -> Option<Place> {
    let table: toml::Table = text.parse().ok()?;
    let word = |key: &str| {
        table
            .get(key)
            .and_then(toml::Value::as_str)
            .unwrap_or_default()
    };
    let number = |key: &str| table.get(key).and_then(toml::Value::as_integer);
    Some(Place {
        offset: u32::try_from(number("offset")?).ok()?,
        tab: word("tab").to_owned(),
        sort: word("sort").to_owned(),
        story_order: table
            .get("story-order")
            .and_then(toml::Value::as_bool)
            .unwrap_or(false),
        split: number("split").and_then(|it| u16::try_from(it).ok()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(offset: u32) -> Place {
        Place {
            offset,
            tab: "people".to_owned(),
            sort: "name".to_owned(),
            story_order: true,
            split: Some(70),
        }
    }

    #[test]
    fn a_place_is_remembered_and_nothing_lies_about() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::in_folder(folder.path().join("a").join("b"));
        assert_eq!(store.load("k"), None);
        store.save("k", &place(7)).unwrap();
        store.save("k", &place(9)).unwrap();
        assert_eq!(store.load("k"), Some(place(9)));
        assert_eq!(
            fs::read_dir(folder.path().join("a").join("b"))
                .unwrap()
                .count(),
            1
        );
    }

    #[test]
    fn the_oldest_places_are_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::in_folder(folder.path().to_owned());
        for (key, age) in [("old", 300), ("new", 1), ("mid", 60)] {
            store.save(key, &place(1)).unwrap();
            let then = std::time::SystemTime::now() - std::time::Duration::from_secs(age);
            File::options()
                .write(true)
                .open(folder.path().join(key))
                .unwrap()
                .set_modified(then)
                .unwrap();
        }
        store.forget_old(2);
        assert_eq!(store.load("old"), None);
        assert!(store.load("mid").is_some() && store.load("new").is_some());
    }

    #[test]
    fn halves_that_a_killed_reader_left_are_removed() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::in_folder(folder.path().to_owned());
        for (name, age) in [("a.1.new", 2), ("b.2.new", 7200)] {
            let file = File::create(folder.path().join(name)).unwrap();
            let then = std::time::SystemTime::now() - Duration::from_secs(age);
            file.set_modified(then).unwrap();
        }
        store.save("k", &place(1)).unwrap();
        assert!(folder.path().join("a.1.new").exists());
        assert!(!folder.path().join("b.2.new").exists());
    }

    #[test]
    fn what_cannot_be_read_is_as_good_as_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::in_folder(folder.path().to_owned());
        for text in [
            "",
            "offset = -1",
            "offset = \"x\"",
            "\0\u{1B}",
            "offset = 99999999999",
        ] {
            fs::write(folder.path().join("k"), text).unwrap();
            assert_eq!(store.load("k"), None, "{text:?}");
        }
        fs::write(folder.path().join("k"), "offset = 3\nfuture = [1]\n").unwrap();
        assert_eq!(store.load("k").unwrap().offset, 3);
        fs::create_dir(folder.path().join("d")).unwrap();
        assert_eq!(store.load("d"), None);
        assert!(store.save("d", &place(1)).is_err());
        let occupied = Store::in_folder(folder.path().join("k"));
        assert!(occupied.save("x", &place(1)).is_err());
    }

    #[test]
    fn the_key_depends_on_every_byte_and_on_nothing_else() {
        let text = "微软与 OpenAI，2023 年。".repeat(3);
        assert_eq!(key(&text), key(&text.clone()));
        let mut keys = vec![key(&text), key("")];
        for (at, c) in text.char_indices() {
            let mut other = text.clone();
            other.replace_range(at..at + c.len_utf8(), "x");
            keys.push(key(&other));
            keys.push(key(&text[..at]));
        }
        let n = keys.len();
        keys.sort();
        keys.dedup();
        // The empty text is there twice.
        assert_eq!(keys.len(), n - 1);
    }
}
