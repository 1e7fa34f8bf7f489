//! What comes through a pipe: it is read beside whoever shows it, and shown as it comes.

use super::head::{has_head, so_far, whole_lines};
use super::open::{document_of, reason};
use super::{Opened, Options, Rest};
use crate::error::Error;
use crate::text::{Document, Meta};
use std::fs::File;
use std::io::{self, Read};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How much is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Most {
    /// Bytes.
    bytes: usize,
    /// Line ends: short lines take more room than their bytes.
    lines: usize,
    /// Whether it is shown as it comes, and not only its head and then the whole.
    is_slow: bool,
}

/// What is read of a pipe: it may be endless.
pub(super) const PIPE: Most = Most {
    bytes: 256 * 1024 * 1024,
    lines: 4_000_000,
    is_slow: true,
};

/// What is read of a file that stands for standard input.
pub(super) const FILE: Most = Most {
    bytes: 2 * 1024 * 1024 * 1024,
    lines: usize::MAX,
    is_slow: false,
};

/// Bytes for which the first frame waits.
const HEAD: usize = 144 * 1024;

/// How long the first frame waits for the source: most commands are done by then.
const PATIENCE: Duration = Duration::from_millis(50);

/// How often news is told at most.
const TICK: Duration = Duration::from_millis(100);

/// How many times as long as news took to make nothing is told: a tenth of the time goes into it.
const REST: u32 = 9;

/// Bytes that are shown as they come: beyond them the text would be held three times.
const SHOWN: usize = 64 * 1024 * 1024;

/// Bytes that are read at once.
const PART: usize = 64 * 1024;

/// A source that is read as it comes. Of several who read on in it each gets all of it.
#[derive(Debug)]
pub struct Stream {
    name: String,
    options: Options,
    most: Most,
    begun: Instant,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    came: Came,
    end: Option<End>,
    /// The text, made by the first who asks for it at the end.
    whole: Option<Result<Arc<Document>, String>>,
}

/// What has come.
#[derive(Debug, Default)]
struct Came {
    bytes: Vec<u8>,
    n_lines: usize,
}

/// Why no more comes.
#[derive(Debug, Clone, PartialEq, Eq)]
enum End {
    /// That was all.
    Reached,
    /// It is more than is read, or broke off: what to say of it.
    Cut(String),
}

impl Came {
    /// Takes a part; the end, if that is enough.
    fn take(&mut self, part: &[u8], most: Most) -> Option<End> {
        let room = most.bytes - self.bytes.len();
        self.bytes.extend_from_slice(&part[..part.len().min(room)]);
        let n_ends = memchr::memchr3_iter(b'\n', 0xB, 0xC, part).count();
        self.n_lines += n_ends.max(memchr::memchr_iter(b'\r', part).count());
        let limit = if room < part.len() {
            format!("{} MiB", most.bytes >> 20)
        } else if most.lines < self.n_lines {
            format!("{} million lines", most.lines / 1_000_000)
        } else {
            return None;
        };
        let of_what = if most.is_slow { " of a pipe" } else { "" };
        let why = format!("it is longer than {limit}, the most that is read{of_what}");
        Some(End::Cut(why))
    }
}

impl Stream {
    /// Opens a source and reads it, beside whoever asks for it.
    pub(super) fn begin<R: Read>(
        open: impl FnOnce() -> Result<R, String> + Send + 'static,
        name: &str,
        options: Options,
        most: Most,
    ) -> Result<Arc<Stream>, Error> {
        let stream = Arc::new(Stream {
            name: name.to_owned(),
            options,
            most,
            begun: Instant::now(),
            state: Mutex::default(),
            changed: Condvar::new(),
        });
        let shared = Arc::clone(&stream);
        let reader = thread::Builder::new().name("source".to_owned());
        let begun = reader.spawn(move || {
            let end = match open() {
                Ok(from) => read_parts(from, |part| shared.take(part)),
                Err(why) => End::Cut(why),
            };
            shared.state().end = Some(end);
            shared.changed.notify_all();
        });
        begun.map_err(|err| Error::read(name, err))?;
        Ok(stream)
    }

    fn take(&self, part: &[u8]) -> Option<End> {
        let end = self.state().came.take(part, self.most);
        self.changed.notify_all();
        end
    }

    /// What has come of it, at once or after the moment that most sources need.
    pub fn opened(self: Arc<Stream>) -> Result<Opened, Error> {
        let is_enough = |it: &State| it.end.is_some() || HEAD <= it.came.bytes.len();
        self.wait_for(
            is_enough,
            Some(PATIENCE.saturating_sub(self.begun.elapsed())),
        );
        if self.state().end.is_some() {
            return Ok(Opened {
                document: self.kept().map_err(|it| Error::read(&self.name, it))?,
                rest: None,
            });
        }
        let bytes = self.came(HEAD);
        let n_bytes = bytes.len();
        Ok(Opened {
            document: Arc::new(self.head(bytes).unwrap_or_else(|| self.nothing())),
            rest: Some(Rest::Stream {
                stream: self,
                n_bytes,
            }),
        })
    }

    /// All of it. An error if that is more than is read, or breaks off.
    pub(super) fn whole(&self) -> Result<Arc<Document>, Error> {
        self.wait_for(|it| it.end.is_some(), None);
        if let Some(End::Cut(why)) = &self.state().end {
            return Err(Error::read(&self.name, why));
        }
        self.kept().map_err(|it| Error::read(&self.name, it))
    }

    /// Reads on from so many bytes to the end, and tells what has come by then: the text as far as it
    /// can be shown, if it is to be, and how many bytes that is. Gives what there is of it at the end,
    /// with a remark if that is not all, or why there is nothing; `None` if nobody wants it any more, which `tell` says.
    pub fn read_on(
        &self,
        mut seen: usize,
        tell: &mut dyn FnMut(Option<Arc<Document>>, usize) -> bool,
    ) -> Option<Result<Arc<Document>, String>> {
        let has_ended = |it: &State| it.end.is_some();
        if !self.most.is_slow {
            self.wait_for(has_ended, None);
        }
        loop {
            self.wait_for(|it| has_ended(it) || seen < it.came.bytes.len(), None);
            if has_ended(&self.state()) {
                return tell(None, seen).then(|| self.kept());
            }
            let began = Instant::now();
            seen = self.state().came.bytes.len();
            let is_shown = seen <= SHOWN;
            let shown = is_shown.then(|| self.head(self.came(seen))).flatten();
            if !tell(shown.map(Arc::new), seen) {
                return None;
            }
            self.wait_for(has_ended, Some(TICK.max(began.elapsed() * REST)));
        }
    }

    /// The first bytes that have come, so many at most.
    fn came(&self, most: usize) -> Vec<u8> {
        let state = self.state();
        let bytes = &state.came.bytes;
        bytes[..bytes.len().min(most)].to_vec()
    }

    /// The text of what has come, as far as it can be shown.
    fn head(&self, mut bytes: Vec<u8>) -> Option<Document> {
        if !has_head(&bytes, &self.name, self.options) {
            return None;
        }
        bytes.truncate(so_far(&bytes, self.options));
        let mut document = document_of(bytes, &self.name, None, self.options).ok()?;
        document.meta.partial = true;
        Some(document)
    }

    /// What is shown as long as nothing can be.
    fn nothing(&self) -> Document {
        let meta = Meta {
            source: self.name.clone(),
            encoding: "",
            partial: true,
            ..Meta::default()
        };
        Document::plain(String::new(), meta)
    }

    /// What has come of it at its end.
    fn kept(&self) -> Result<Arc<Document>, String> {
        let mut state = self.state();
        let State { came, end, whole } = &mut *state;
        let whole = whole.get_or_insert_with(|| {
            let bytes = std::mem::take(&mut came.bytes);
            self.made(bytes, end.as_ref()).map(Arc::new)
        });
        whole.clone()
    }

    fn made(&self, mut bytes: Vec<u8>, end: Option<&End>) -> Result<Document, String> {
        let Some(End::Cut(why)) = end else {
            return document_of(bytes, &self.name, None, self.options);
        };
        if !has_head(&bytes, &self.name, self.options) {
            return Err(why.clone());
        }
        bytes.truncate(whole_lines(&bytes, self.options));
        let mut document = document_of(bytes, &self.name, None, self.options)?;
        document.meta.cut = true;
        let remark = format!("only the beginning could be read: {why}");
        document.meta.remarks.push(remark);
        Ok(document)
    }

    /// Waits until something is so, or for so long.
    fn wait_for(&self, is_so: impl Fn(&State) -> bool, most: Option<Duration>) {
        let is_not = |it: &mut State| !is_so(it);
        let state = self.state();
        match most {
            None => drop(self.changed.wait_while(state, is_not)),
            Some(most) => drop(self.changed.wait_timeout_while(state, most, is_not)),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Whoever panicked has left nothing half done.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// All bytes of a pipe, or why not.
pub(super) fn bytes_of(pipe: File, most: Most) -> Result<Vec<u8>, String> {
    let mut came = Came::default();
    match read_parts(pipe, |part| came.take(part, most)) {
        End::Reached => Ok(came.bytes),
        End::Cut(why) => Err(why),
    }
}

/// Reads to the end, or until whoever takes the parts has enough.
fn read_parts(mut from: impl Read, mut take: impl FnMut(&[u8]) -> Option<End>) -> End {
    let mut part = vec![0; PART];
    loop {
        match from.read(&mut part) {
            Ok(0) => return End::Reached,
            Ok(n) => {
                if let Some(end) = take(&part[..n]) {
                    return end;
                }
            }
            Err(err) if err.kind() == io::ErrorKind::Interrupted => {}
            Err(err) => return End::Cut(reason(&err)),
        }
    }
}

#[cfg(test)]
mod tests;
