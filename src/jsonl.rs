//! A stream of texts, one JSON object a line: the door for pipelines.

use crate::analysis::Analyzer;
use crate::error::Error;
use crate::export;
use crate::model::{Day, PublishedFrom};
use crate::source::{self, Decoded};
use crate::text::Document;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use std::io::{BufRead as _, BufReader, Read, Write};

/// Lines that are worked on together, and the bytes after which fewer are.
const BATCH_LINES: usize = 1024;
const BATCH_BYTES: usize = 4 * 1024 * 1024;

/// Bytes of the longest line that is read.
const MAX_LINE: usize = 64 * 1024 * 1024;

/// One text of the stream.
#[derive(Debug, Deserialize)]
struct Record {
    id: Value,
    text: String,
    #[serde(default)]
    published: Option<String>,
}

/// Reads texts and writes one object for each, in their order; a line that cannot be read is
/// answered by an object with `error`, and the rest goes on. Memory is bounded by a batch, and all
/// cores work on it. `is_ready` says whether more of the input can be read without waiting: whoever
/// waits for an answer before the next question gets it.
pub fn run<R: Read>(
    analyzer: &Analyzer,
    input: R,
    is_ready: impl Fn(&R) -> bool,
    output: &mut impl Write,
    published: Option<Day>,
) -> Result<(), Error> {
    let mut input = BufReader::new(input);
    let mut number = 0;
    loop {
        let batch = read_batch(&mut input, &is_ready, &mut number)?;
        if batch.is_empty() {
            return Ok(());
        }
        let answers: Vec<Option<String>> = batch
            .par_iter()
            .map(|(number, line)| answer(analyzer, *number, line, published))
            .collect();
        for line in answers.into_iter().flatten() {
            writeln!(output, "{line}").map_err(Error::output)?;
        }
        output.flush().map_err(Error::output)?;
    }
}

/// The next lines with their numbers (from 1); none at the end of the stream.
fn read_batch<R: Read>(
    input: &mut BufReader<R>,
    is_ready: impl Fn(&R) -> bool,
    number: &mut u64,
) -> Result<Vec<(u64, Vec<u8>)>, Error> {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while batch.len() < BATCH_LINES && bytes < BATCH_BYTES {
        let mut line = Vec::new();
        let limit = u64::try_from(MAX_LINE + 1).unwrap_or(u64::MAX);
        let fail = |err| Error::read("the stream", err);
        if input
            .by_ref()
            .take(limit)
            .read_until(b'\n', &mut line)
            .map_err(fail)?
            == 0
        {
            break;
        }
        if MAX_LINE < line.len() && !line.ends_with(b"\n") {
            input.skip_until(b'\n').map_err(fail)?;
        }
        *number += 1;
        bytes += line.len();
        batch.push((*number, line));
        // Do not wait for more while somebody waits for this answer.
        if memchr::memchr(b'\n', input.buffer()).is_none() && !is_ready(input.get_ref()) {
            break;
        }
    }
    Ok(batch)
}

/// The answer to one line; none for a blank one.
fn answer(analyzer: &Analyzer, number: u64, line: &[u8], published: Option<Day>) -> Option<String> {
    if line.iter().all(u8::is_ascii_whitespace) {
        return None;
    }
    if MAX_LINE < line.len() {
        return Some(export::error_line(
            &Value::Null,
            number,
            "the line is longer than 64 MiB",
        ));
    }
    let record: Record = match serde_json::from_slice(line) {
        Ok(record) => record,
        Err(err) => {
            let id = serde_json::from_slice::<Value>(line).ok();
            let id = id.and_then(|it| it.get("id").cloned()).unwrap_or_default();
            return Some(export::error_line(&id, number, &err.to_string()));
        }
    };
    let day = match record.published.as_deref().map(|it| (it, Day::parse(it))) {
        Some((text, None)) => {
            let reason = format!("published is no date YYYY-MM-DD: {text}");
            return Some(export::error_line(&record.id, number, &reason));
        }
        Some((_, day)) => day,
        None => None,
    };
    let document = document(record.text, day, published);
    Some(export::one_line(
        &document,
        &analyzer.analyze(&document),
        Some(&record.id),
    ))
}

/// The text as a document; what the user says of the date holds over what the record says.
fn document(text: String, day: Option<Day>, published: Option<Day>) -> Document {
    let decoded = Decoded {
        text,
        encoding: "UTF-8",
        replaced: 0,
    };
    let options = source::Options {
        published,
        format: Some(source::Format::Plain),
        ..source::Options::default()
    };
    let mut document = source::document(decoded, "", options);
    let given = day.map(|day| (day, PublishedFrom::Metadata));
    document.meta.published = document.meta.published.or(given);
    document
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::io;

    /// Lines that are made as they are read, and how many were.
    struct Lines<'a> {
        line: &'a [u8],
        left: usize,
        read: &'a Cell<usize>,
    }

    impl io::Read for Lines<'_> {
        fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
            let at = self.read.get() % self.line.len();
            let n = to.len().min(self.line.len() - at).min(self.left);
            to[..n].copy_from_slice(&self.line[at..at + n]);
            self.left -= n;
            self.read.set(self.read.get() + n);
            Ok(n)
        }
    }

    /// Knows how many bytes were read but not answered at most.
    struct Answers<'a> {
        read: &'a Cell<usize>,
        line: usize,
        answered: usize,
        most: usize,
    }

    impl Write for Answers<'_> {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let behind = self.read.get() - self.answered * self.line;
            self.most = self.most.max(behind);
            self.answered += memchr::memchr_iter(b'\n', bytes).count();
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn no_more_than_a_batch_is_held_however_long_the_stream() {
        let blank = " ".repeat(200_000);
        let line = format!("{{\"id\": 1, \"text\": \"一句话。\"{blank}}}\n");
        let (read, lines) = (Cell::new(0), 150);
        let from = Lines {
            line: line.as_bytes(),
            left: lines * line.len(),
            read: &read,
        };
        let mut answers = Answers {
            read: &read,
            line: line.len(),
            answered: 0,
            most: 0,
        };
        let analyzer = Analyzer::default();
        run(&analyzer, from, |_| true, &mut answers, None).unwrap();
        assert_eq!(answers.answered, lines);
        // A batch, the line that makes it full, and what is read ahead of the next one.
        assert!(
            answers.most <= BATCH_BYTES + 2 * line.len(),
            "{}",
            answers.most
        );
        assert!(BATCH_BYTES <= answers.most);
    }
}
