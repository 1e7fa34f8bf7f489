//! Sentences with marked names, from the sets and from our own files.
//!
//! The sets differ in what they mark. What a set does not mark is left open, not denied: a span
//! allows several kinds where the set does not tell them apart, and a text outside of all spans
//! allows what the set never marks.

use mailuo::tagger::Kind;
use mailuo::text::chars::Chars;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// A sentence.
#[derive(Debug, Clone)]
pub struct Sample {
    /// The set it is from: the first part of the file's name.
    pub set: String,
    /// Whether names were put into it that are not those of the set.
    pub is_varied: bool,
    /// Its folded characters.
    pub chars: Chars,
    /// The marked spans in characters, with the kinds that each may be; none: nothing is known.
    pub spans: Vec<(usize, usize, Vec<Kind>)>,
    /// The spans as the set gives them, before anything is added.
    pub given: Vec<(usize, usize, Vec<Kind>)>,
    /// The kinds that may stand outside of the spans.
    pub open: Vec<Kind>,
}

#[derive(Deserialize)]
struct Record {
    text: String,
    spans: Vec<Mark>,
}

#[derive(Deserialize)]
struct Mark {
    start: usize,
    end: usize,
    label: String,
    orig_label: String,
}

/// The files of a folder whose names end so, in order.
pub fn files(folder: &Path, ending: &str) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        if path.to_string_lossy().ends_with(ending) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Reads a file of one JSON object a line; its name begins with the name of the set.
pub fn read_jsonl(path: &Path) -> io::Result<Vec<Sample>> {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let set = name.split('.').next().unwrap_or_default().to_owned();
    let mut samples = Vec::new();
    for line in fs::read_to_string(path)?.lines() {
        let record: Record = serde_json::from_str(line)?;
        samples.push(sample(&set, &record));
    }
    Ok(samples)
}

fn sample(set: &str, record: &Record) -> Sample {
    let chars = Chars::new(&record.text, 0);
    let mut spans: Vec<(usize, usize, Vec<Kind>)> = Vec::new();
    for mark in &record.spans {
        if let Some(kinds) = kinds(set, mark) {
            spans.push((mark.start, mark.end, kinds));
        }
    }
    let given = spans.clone();
    if set == "cluener" {
        repeat(&chars.folded, &mut spans);
    }
    spans.sort();
    Sample {
        set: set.to_owned(),
        is_varied: false,
        chars,
        spans,
        given,
        open: open(set),
    }
}

/// What a set's mark allows; nothing if the mark says nothing of ours.
fn kinds(set: &str, mark: &Mark) -> Option<Vec<Kind>> {
    let merged = !matches!(set, "cluener" | "finre");
    Some(match (mark.label.as_str(), mark.orig_label.as_str()) {
        ("PER", _) => vec![Kind::Person],
        ("COM", _) => vec![Kind::Company],
        ("ORG", _) if merged => vec![Kind::Company, Kind::Organisation],
        ("ORG", _) => vec![Kind::Organisation],
        // 中国国籍 and 云南建水人 of the résumés: a place with more.
        (_, "CONT") => return None,
        ("LOC", _) if set == "resume" => return None,
        ("LOC" | "GPE", _) => vec![Kind::Place],
        (_, "game" | "book" | "movie") => vec![Kind::Work],
        (_, "position" | "TITLE") => vec![Kind::Title],
        _ => return None,
    })
}

/// The kinds a set does not mark.
fn open(set: &str) -> Vec<Kind> {
    match set {
        "cluener" => vec![],
        "finre" => Kind::ALL.to_vec(),
        "resume" => vec![Kind::Place, Kind::Work],
        _ => vec![Kind::Work, Kind::Title],
    }
}

/// Marks what is marked elsewhere in the sentence and was forgotten.
fn repeat(chars: &[char], spans: &mut Vec<(usize, usize, Vec<Kind>)>) {
    let given = spans.clone();
    for (from, to, kinds) in &given {
        let form = &chars[*from..*to];
        if form.len() < 2 {
            continue;
        }
        for at in 0..=chars.len() - form.len() {
            let end = at + form.len();
            if &chars[at..end] == form && spans.iter().all(|it| it.1 <= at || end <= it.0) {
                spans.push((at, end, kinds.clone()));
            }
        }
    }
}

/// Reads our own sentences: one a line, names as `[微软/COM]`; lines with `#` are comments.
pub fn read_marked(text: &str) -> Result<Vec<Sample>, String> {
    let mut samples = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let sample = marked(line).ok_or_else(|| format!("line {}: {line}", number + 1))?;
        samples.push(sample);
    }
    Ok(samples)
}

fn marked(line: &str) -> Option<Sample> {
    let (mut text, mut length) = (String::new(), 0);
    let mut spans = Vec::new();
    let mut rest = line;
    let mut put = |piece: &str| {
        text.push_str(piece);
        length += piece.chars().count();
        length
    };
    while let Some(at) = rest.find('[') {
        let from = put(&rest[..at]);
        let (inner, behind) = rest[at + 1..].split_once(']')?;
        let (name, label) = inner.rsplit_once('/')?;
        let kind = match label {
            "PER" => Kind::Person,
            "COM" => Kind::Company,
            "ORG" => Kind::Organisation,
            "LOC" => Kind::Place,
            "WORK" => Kind::Work,
            "TITLE" => Kind::Title,
            _ => return None,
        };
        spans.push((from, put(name), vec![kind]));
        rest = behind;
    }
    if rest.contains(']') {
        return None;
    }
    put(rest);
    Some(Sample {
        set: "own".to_owned(),
        is_varied: false,
        chars: Chars::new(&text, 0),
        given: spans.clone(),
        spans,
        open: vec![Kind::Title],
    })
}
