//! Analyses that were made before, so that a text that is opened again has its lists at once.
//!
//! What an analysis depends on is in the name of its file, so that no other can be taken for it: all
//! of the document, the user's own words, and the program to the byte. Files are written aside and
//! renamed, and say what they hold: what cannot be read, or is damaged, is as good as not there.

use super::{KEY_LENGTH, codec, key_of};
use crate::model::Analysis;
use crate::text::Document;
use etcetera::BaseStrategy;
use std::fmt::{self, Write as _};
use std::fs;
use std::path::PathBuf;

/// Raised when the files are written otherwise.
const VERSION: u8 = 3;

/// Bytes of texts that are kept: of a shorter one the analysis is made as fast as it is read, and of
/// a longer one it is too large.
const TEXTS: std::ops::Range<usize> = 2 << 10..16 << 20;

/// Bytes of a larger analysis are not kept: reading them would take as long as making it anew.
const LARGEST: usize = 16 << 20;

/// Bytes of all files; the ones written longest ago are forgotten.
const MOST: u64 = 64 << 20;

/// The folder of analyses.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
    /// What tells this program from other versions of it.
    program: u64,
    most: u64,
}

impl Cache {
    /// The user's own, in the XDG cache folder; `None` without a home, or if the program cannot tell
    /// which it is.
    pub fn of_user() -> Option<Cache> {
        let base = etcetera::choose_base_strategy().ok()?;
        let program = fs::metadata(std::env::current_exe().ok()?).ok()?;
        let made = program.modified().ok()?;
        let mut id = Hasher::default();
        let _ = write!(id, "{VERSION} {} {made:?}", program.len());
        Some(Cache {
            folder: base.cache_dir().join("mailuo"),
            program: id.0,
            most: MOST,
        })
    }

    /// The name under which the analysis of a document with these words of the user's is kept, if it
    /// is.
    pub fn name(&self, document: &Document, words: u64) -> Option<String> {
        TEXTS.contains(&document.text().len()).then_some(())?;
        let mut rest = Hasher::default();
        let mut meta = document.meta.clone();
        // What the user calls the file changes nothing in it.
        meta.source.clear();
        let _ = write!(
            rest,
            "{} {words} {meta:?} {:?} {:?}",
            self.program,
            document.blocks(),
            document.notes()
        );
        Some(format!("{}{:016x}", super::key(document.text()), rest.0))
    }

    /// The analysis of that name.
    pub fn load(&self, name: &str, document: &Document) -> Option<Analysis> {
        let path = self.folder.join(name);
        let length = fs::metadata(&path)
            .ok()
            .filter(fs::Metadata::is_file)?
            .len();
        if LARGEST as u64 + 64 < length {
            return None;
        }
        let bytes = fs::read(path).ok()?;
        let (sum, body) = bytes.split_at_checked(KEY_LENGTH)?;
        (sum == key_of(body).as_bytes()).then_some(())?;
        codec::read(body, document.text())
    }

    /// Keeps an analysis. If that fails it is made anew the next time.
    pub fn save(&self, name: &str, analysis: &Analysis) {
        let body = codec::write(analysis);
        if LARGEST < body.len() || fs::create_dir_all(&self.folder).is_err() {
            return;
        }
        let bytes = [key_of(&body).as_bytes(), &body].concat();
        let aside = self.folder.join(format!("{name}.{}", std::process::id()));
        // Nothing is lost if the machine stops before it is on the disk: the sum would not be right.
        let outcome =
            fs::write(&aside, bytes).and_then(|()| fs::rename(&aside, self.folder.join(name)));
        if outcome.is_err() {
            // The half file is of no use to anybody.
            let _ = fs::remove_file(&aside);
        }
        self.forget_old();
    }

    /// Forgets the analyses that were written longest ago, until the rest fits.
    fn forget_old(&self) {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return;
        };
        let file = |it: fs::DirEntry| {
            let meta = it.metadata().ok().filter(fs::Metadata::is_file)?;
            Some((meta.modified().ok()?, meta.len(), it.path()))
        };
        let mut files: Vec<_> = entries.flatten().filter_map(file).collect();
        files.sort();
        let mut total: u64 = files.iter().map(|it| it.1).sum();
        for (_, length, path) in files {
            if total <= self.most {
                return;
            }
            total -= length;
            // Another instance may have forgotten it already.
            let _ = fs::remove_file(path);
        }
    }
}

/// Hashes what is written to it (FNV-1a, on words that are mixed once more).
#[derive(Debug)]
struct Hasher(u64);

impl Default for Hasher {
    fn default() -> Hasher {
        Hasher(0xCBF2_9CE4_8422_2325)
    }
}

impl fmt::Write for Hasher {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analyzer;
    use crate::source::{self, Options};

    fn cache(folder: &std::path::Path, most: u64) -> Cache {
        Cache {
            folder: folder.join("a").join("b"),
            program: 7,
            most,
        }
    }

    fn document(text: &str) -> Document {
        source::document(source::decode(text.as_bytes()), "x", Options::default())
    }

    fn example() -> (Document, Analysis) {
        let document = document(include_str!("../../assets/samples/zh.txt"));
        let analysis = Analyzer::default().analyze(&document);
        assert!(5 < analysis.entities.len() && 5 < analysis.events.len());
        (document, analysis)
    }

    #[test]
    fn an_analysis_comes_back_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let (document, analysis) = example();
        let cache = cache(folder.path(), MOST);
        let name = cache.name(&document, 0).unwrap();
        assert_eq!(cache.load(&name, &document), None);
        cache.save(&name, &analysis);
        assert_eq!(cache.load(&name, &document), Some(analysis));
        assert_eq!(fs::read_dir(&cache.folder).unwrap().count(), 1);
    }

    #[test]
    fn another_text_date_list_or_program_has_another_name() {
        let folder = tempfile::tempdir().unwrap();
        let cache = cache(folder.path(), MOST);
        let text = &"微软与 OpenAI。\n第二段。\n".repeat(200);
        let mut dated = document(text);
        dated.meta.published = crate::model::Day::parse("2023-02-07")
            .map(|it| (it, crate::model::PublishedFrom::Option));
        let newer = Cache {
            program: 8,
            ..cache.clone()
        };
        let mut renamed = document(text);
        renamed.meta.source = "y".to_owned();
        assert_eq!(cache.name(&renamed, 0), cache.name(&document(text), 0));
        let mut names = vec![
            cache.name(&document(text), 0),
            cache.name(&document(text), 1),
            cache.name(&document(&format!("{text}！")), 0),
            cache.name(&document(&format!("# {text}")), 0),
            cache.name(&dated, 0),
            newer.name(&document(text), 0),
        ];
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 6);
        assert!(names.iter().all(Option::is_some));
        assert_eq!(cache.name(&document("短。"), 0), None);
    }

    #[test]
    fn a_damaged_file_is_as_good_as_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let (document, analysis) = example();
        let cache = cache(folder.path(), MOST);
        let name = cache.name(&document, 0).unwrap();
        cache.save(&name, &analysis);
        let path = cache.folder.join(&name);
        let bytes = fs::read(&path).unwrap();
        for at in (0..bytes.len()).step_by(97) {
            let mut other = bytes.clone();
            other[at] ^= 0x10;
            fs::write(&path, &other).unwrap();
            assert_eq!(cache.load(&name, &document), None, "{at}");
            fs::write(&path, &bytes[..at]).unwrap();
            assert_eq!(cache.load(&name, &document), None, "{at}");
        }
    }

    #[test]
    fn bytes_that_lie_are_no_analysis() {
        let (document, analysis) = example();
        let bytes = codec::write(&analysis);
        for at in (0..bytes.len()).step_by(41) {
            for byte in [0, 1, 0x7F, 0xFF] {
                let mut other = bytes.clone();
                other[at] = byte;
                if let Some(read) = codec::read(&other, document.text()) {
                    let inside = |it: &crate::model::Mention| {
                        document.text().get(it.span.range()).is_some()
                            && it.entity.index() < read.entities.len()
                    };
                    assert!(read.mentions.iter().all(inside), "{at}");
                }
            }
        }
        assert_eq!(codec::read(&bytes, "too short"), None);
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let (document, analysis) = example();
        let size = codec::write(&analysis).len() as u64 + 32;
        let cache = cache(folder.path(), 2 * size);
        for (name, age) in [("old", 300), ("mid", 60)] {
            cache.save(name, &analysis);
            let then = std::time::SystemTime::now() - std::time::Duration::from_secs(age);
            let file = fs::File::options()
                .write(true)
                .open(cache.folder.join(name));
            file.unwrap().set_modified(then).unwrap();
        }
        cache.save("new", &analysis);
        assert_eq!(cache.load("old", &document), None);
        assert!(cache.load("mid", &document).is_some() && cache.load("new", &document).is_some());
    }
}
