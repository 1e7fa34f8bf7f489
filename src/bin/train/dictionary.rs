//! The words of jieba's dictionary as a table of fingerprints.

use mailuo::tagger::words::{self, Entry, WordTable, WordTag};
use mailuo::text::chars::is_han;
use mailuo::text::fold;
use std::collections::HashMap;
use std::error::Error;
use std::path::PathBuf;

/// The parts of a table of words, as they lie in the model file.
#[derive(Debug)]
pub struct Words {
    pub bucket_bits: u32,
    pub beginnings: Vec<u8>,
    pub starts: Vec<u8>,
    pub prints: Vec<u8>,
    pub entries: Vec<u8>,
}

impl Words {
    /// The table as the tagger reads it.
    pub fn table(&self) -> Option<WordTable<'_>> {
        WordTable::new(
            self.bucket_bits,
            &self.beginnings,
            &self.starts,
            &self.prints,
            &self.entries,
        )
    }
}

/// Makes the table from the text of `dict.txt`: word, frequency and tag on each line.
pub fn build(text: &str) -> Words {
    let mut known: HashMap<u64, (u32, WordTag)> = HashMap::new();
    let mut beginnings = vec![0; words::BEGINNINGS];
    for line in text.lines() {
        let mut fields = line.split(' ');
        let (Some(word), Some(frequency), Some(tag)) =
            (fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let chars: Vec<char> = word.chars().map(fold::shape).collect();
        if words::LONGEST < chars.len() || !chars.iter().all(|&c| is_han(c)) {
            continue;
        }
        let mut hash = words::WORD_START;
        for (length, &c) in chars.iter().enumerate() {
            if 1 < length {
                let (byte, bit) = words::beginning(hash);
                beginnings[byte] |= bit;
            }
            hash = words::extend(hash, u32::from(c));
        }
        let frequency: u32 = frequency.parse().unwrap_or(1);
        let entry = known.entry(hash).or_insert((0, WordTag::Other));
        if entry.0 < frequency || entry.0 == 0 {
            *entry = (frequency, tag_of(tag));
        }
    }
    let known = known.into_iter().map(|(hash, (frequency, tag))| {
        let frequency = ((frequency.max(1) as f32).ln() / words::STEP)
            .round()
            .min(15.0) as u8;
        (hash, Entry { frequency, tag }.to_byte())
    });
    pack(beginnings, known)
}

fn pack(beginnings: Vec<u8>, known: impl Iterator<Item = (u64, u8)>) -> Words {
    let bucket_bits = 16;
    let mut placed: Vec<(usize, u16, u8)> = known
        .map(|(hash, byte)| {
            let (bucket, print) = words::place(hash, bucket_bits);
            (bucket, print, byte)
        })
        .collect();
    placed.sort_unstable();
    placed.dedup_by_key(|it| (it.0, it.1));
    let starts = (0..=1_usize << bucket_bits)
        .flat_map(|bucket| (placed.partition_point(|it| it.0 < bucket) as u32).to_le_bytes())
        .collect();
    Words {
        bucket_bits,
        beginnings,
        starts,
        prints: placed.iter().flat_map(|it| it.1.to_le_bytes()).collect(),
        entries: placed.iter().map(|it| it.2).collect(),
    }
}

fn tag_of(tag: &str) -> WordTag {
    match tag {
        "nr" | "nrfg" => WordTag::Person,
        "nrt" => WordTag::Foreign,
        "ns" => WordTag::Place,
        "nt" => WordTag::Organisation,
        "nz" => WordTag::Name,
        "i" | "l" | "j" => WordTag::Phrase,
        "m" | "q" | "mq" => WordTag::Number,
        "t" | "tg" => WordTag::Time,
        "p" | "c" | "r" | "u" | "f" | "s" | "y" | "e" | "o" => WordTag::Function,
        _ => match tag.as_bytes().first() {
            Some(b'n') => WordTag::Noun,
            Some(b'v') => WordTag::Verb,
            Some(b'a' | b'b' | b'd' | b'z') => WordTag::Modifier,
            _ => WordTag::Other,
        },
    }
}

/// Where cargo keeps the dictionary of the jieba-rs that the program is built with.
pub fn path() -> Result<PathBuf, Box<dyn Error>> {
    let home = std::env::var("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|_| std::env::var("HOME").map(|it| PathBuf::from(it).join(".cargo")))?;
    for registry in std::fs::read_dir(home.join("registry/src"))? {
        let mut crates: Vec<_> = std::fs::read_dir(registry?.path())?
            .filter_map(Result::ok)
            .map(|it| it.path())
            .filter(|it| {
                it.file_name()
                    .is_some_and(|it| it.to_string_lossy().starts_with("jieba-rs-"))
            })
            .map(|it| it.join("src/data/dict.txt"))
            .filter(|it| it.exists())
            .collect();
        crates.sort();
        if let Some(path) = crates.pop() {
            return Ok(path);
        }
    }
    Err("jieba-rs with its dictionary is not among cargo's sources: run cargo fetch".into())
}
