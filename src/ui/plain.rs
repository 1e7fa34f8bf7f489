//! The reader line by line: for screen readers and terminals that can do nothing else.
//!
//! It answers one line that is typed with lines of plain text: no colors, no frames, no moving
//! about. What can be chosen is numbered.

use super::lists::{Lists, Row, Tab, Wish};
use super::options::DateReader;
use super::search::search;
use super::{Locale, dates, names};
use crate::model::{Analysis, Span};
use crate::text::columns::Metric;
use crate::text::{Document, sentence};
use std::io::{self, BufRead, Write};

/// Paragraphs to show at once.
const PARAGRAPHS: usize = 3;
/// Rows of a list to show at once.
const ROWS: usize = 20;
/// Bytes of a typed line that count.
const LONGEST: u64 = 4096;

/// A session, line by line.
pub struct Plain<'a> {
    /// What is read.
    pub document: &'a Document,
    /// Its names and dates.
    pub analysis: &'a Analysis,
    /// The words of the interface.
    pub locale: Locale,
    /// Reads what is typed behind `d`.
    pub dates: Option<DateReader>,
    /// The block to show next.
    next: usize,
    /// What the numbers stand for.
    numbered: Vec<Answer>,
    /// How many of them were shown.
    shown: usize,
    /// The passages to go through, and the next of them.
    passages: (Vec<Span>, usize),
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The user is done.
    Quit,
    /// The user wants the next text.
    Next,
    /// The user wants the text before.
    Previous,
}

/// What a number stands for.
#[derive(Debug, Clone)]
struct Answer {
    text: String,
    passages: Vec<Span>,
}

impl std::fmt::Debug for Plain<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Plain")
            .field("next", &self.next)
            .finish_non_exhaustive()
    }
}

impl<'a> Plain<'a> {
    /// A session at the beginning of a document.
    pub fn new(
        document: &'a Document,
        analysis: &'a Analysis,
        locale: Locale,
        dates: Option<DateReader>,
    ) -> Plain<'a> {
        let (numbered, passages) = (Vec::new(), (Vec::new(), 0));
        Plain {
            document,
            analysis,
            locale,
            dates,
            next: 0,
            numbered,
            shown: 0,
            passages,
        }
    }

    /// Answers line by line until the input ends, `q` is typed, or another text is wanted.
    pub fn run(&mut self, input: &mut impl BufRead, output: &mut impl Write) -> io::Result<End> {
        let title = self
            .document
            .meta
            .title
            .as_deref()
            .unwrap_or(&self.document.meta.source);
        writeln!(output, "{}", Metric::default().safe(title))?;
        writeln!(output, "{}\n", self.locale.get("plain.help"))?;
        self.read_on(output)?;
        self.go_on(input, output)
    }

    /// The same without its beginning, if the other text could not be had.
    pub fn go_on(&mut self, input: &mut impl BufRead, output: &mut impl Write) -> io::Result<End> {
        loop {
            write!(output, "> ")?;
            output.flush()?;
            let mut line = Vec::new();
            let mut limited = io::Read::take(&mut *input, LONGEST);
            if limited.read_until(b'\n', &mut line)? == 0 {
                return Ok(End::Quit);
            }
            let line = String::from_utf8_lossy(&line);
            match line.trim() {
                "q" => return Ok(End::Quit),
                "]f" => return Ok(End::Next),
                "[f" => return Ok(End::Previous),
                _ => {}
            }
            self.answer(line.trim(), output)?;
        }
    }

    fn answer(&mut self, line: &str, output: &mut impl Write) -> io::Result<()> {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match (word, rest.trim()) {
            ("", _) => self.read_on(output),
            ("b", _) => {
                self.next = self.next.saturating_sub(2 * PARAGRAPHS);
                self.read_on(output)
            }
            ("c", _) => self.list(Tab::Companies, output),
            ("p", _) => self.list(Tab::People, output),
            ("t", _) => self.list(Tab::Timeline, output),
            ("u", _) => self.list(Tab::Unsettled, output),
            ("m", _) => self.more(output),
            ("n", _) => self.next_passage(output),
            ("f", name) => self.find(name, output),
            ("d", date) => self.go_to_date(date, output),
            ("/", words) => self.search(words, output),
            (word, _) if word.starts_with('/') => self.search(&line[1..], output),
            (number, _) if number.bytes().all(|it| it.is_ascii_digit()) => {
                self.choose(number, output)
            }
            _ => writeln!(output, "{}", self.locale.get("plain.help")),
        }
    }

    /// The next paragraphs, each with its number.
    fn read_on(&mut self, output: &mut impl Write) -> io::Result<()> {
        let blocks = self.document.blocks();
        if blocks.len() <= self.next {
            return writeln!(output, "{}", self.locale.get("plain.end"));
        }
        for block in blocks.iter().skip(self.next).take(PARAGRAPHS) {
            let text = Metric::default().safe(self.document.slice(block.span).trim());
            writeln!(output, "{}. {text}\n", block.number)?;
        }
        self.next += PARAGRAPHS;
        Ok(())
    }

    /// A list, numbered.
    fn list(&mut self, tab: Tab, output: &mut impl Write) -> io::Result<()> {
        let lists = Lists::new(self.analysis, Wish::default());
        let rows = lists.rows(tab).iter().filter_map(|&it| self.row(it));
        self.numbered = rows.collect();
        self.shown = 0;
        self.more(output)
    }

    /// The next rows of the list.
    fn more(&mut self, output: &mut impl Write) -> io::Result<()> {
        let rest = self.numbered.iter().enumerate().skip(self.shown);
        if rest.len() == 0 {
            return writeln!(output, "{}", self.locale.get("list.empty"));
        }
        for (idx, answer) in rest.take(ROWS) {
            writeln!(output, "{}. {}", idx + 1, answer.text)?;
        }
        self.shown += ROWS;
        if self.shown < self.numbered.len() {
            let n = (self.numbered.len() - self.shown).to_string();
            writeln!(output, "{}", self.locale.fill("plain.more", &[("n", &n)]))?;
        }
        Ok(())
    }

    fn row(&self, row: Row) -> Option<Answer> {
        match row {
            Row::Entity(id) => {
                let entity = self.analysis.entity(id);
                let names = std::iter::once(&entity.name).chain(&entity.other_names);
                let names: Vec<String> = names.map(|it| Metric::default().safe(it)).collect();
                let passages: Vec<Span> = self.analysis.mentions_of(id).map(|it| it.span).collect();
                Some(Answer {
                    text: format!("{}: {}", names.join(", "), passages.len()),
                    passages,
                })
            }
            Row::Event(idx) => {
                let event = self.analysis.events.get(idx)?;
                let date = match event.date {
                    Some(date) => dates::words(date, &self.locale),
                    None => self.locale.get("list.undated").to_owned(),
                };
                let summary = Metric::default().safe(&event.summary);
                Some(Answer {
                    text: format!("{date}: {summary}"),
                    passages: vec![event.span],
                })
            }
            Row::Year(_) | Row::Only(_) => None,
        }
    }

    /// The first passage of what has that number.
    fn choose(&mut self, number: &str, output: &mut impl Write) -> io::Result<()> {
        let answer = number
            .parse::<usize>()
            .ok()
            .and_then(|it| self.numbered.get(it.checked_sub(1)?));
        let Some(answer) = answer else {
            return writeln!(output, "{}", self.locale.get("plain.no-number"));
        };
        writeln!(output, "{}", answer.text)?;
        self.passages = (answer.passages.clone(), 0);
        self.next_passage(output)
    }

    /// The sentence of the next passage; reading goes on behind its paragraph.
    fn next_passage(&mut self, output: &mut impl Write) -> io::Result<()> {
        let (passages, at) = &mut self.passages;
        let Some(&span) = passages.get(*at) else {
            *at = 0;
            return writeln!(output, "{}", self.locale.get("note.no-passages"));
        };
        *at += 1;
        let (at, n) = (*at, passages.len());
        let idx = self.document.block_at(span.start);
        let Some(block) = self.document.blocks().get(idx) else {
            return Ok(());
        };
        let sentences = sentence::sentences(self.document, block);
        let found = sentences
            .into_iter()
            .find(|it| it.covers(span))
            .unwrap_or(block.span);
        let text = Metric::default().safe(self.document.slice(found));
        self.next = idx;
        writeln!(output, "{at}/{n}, ¶{}: {text}\n", block.number)
    }

    fn find(&mut self, name: &str, output: &mut impl Write) -> io::Result<()> {
        let found = names::find(self.analysis, name);
        let rows = found
            .iter()
            .filter_map(|it| self.row(Row::Entity(it.entity)));
        self.numbered = rows.collect();
        self.shown = 0;
        if self.numbered.is_empty() {
            return writeln!(output, "{}", self.locale.get("prompt.no-name"));
        }
        self.more(output)
    }

    fn go_to_date(&mut self, typed: &str, output: &mut impl Write) -> io::Result<()> {
        let Some(date) = self.dates.as_ref().and_then(|read| read(typed)) else {
            return writeln!(output, "{}", self.locale.get("prompt.no-date"));
        };
        let Some(found) = dates::find(self.analysis, date) else {
            return writeln!(output, "{}", self.locale.get("note.no-events"));
        };
        writeln!(
            output,
            "{}",
            dates::outcome(self.analysis, date, found, &self.locale)
        )?;
        self.passages = (vec![self.analysis.events[found.event].span], 0);
        self.next_passage(output)
    }

    fn search(&mut self, words: &str, output: &mut impl Write) -> io::Result<()> {
        let hits = search(self.document, words, false)
            .map(|it| it.spans)
            .unwrap_or_default();
        if hits.is_empty() {
            return writeln!(output, "{}", self.locale.get("prompt.no-hits"));
        }
        let n = hits.len().to_string();
        writeln!(output, "{}", self.locale.fill("prompt.hits", &[("n", &n)]))?;
        self.passages = (hits, 0);
        self.next_passage(output)
    }
}
