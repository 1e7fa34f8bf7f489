//! What goes on beside the reader: texts are opened and read on, analyzed, and watched for changes.
//!
//! Each text that is opened gets a thread of its own, so that nobody waits for the one before; what
//! it says is passed on only as long as its text is the one on the screen.

use crate::analysis::{Analyzer, dates, reference};
use crate::error::Error;
use crate::model::{Analysis, Day};
use crate::source::{self, Input, Options, Rest, Stamp};
use crate::store::{self, Place, Store};
use crate::text::Document;
use crate::ui::{DateReader, Message, Opened, Request};
use std::collections::HashMap;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// Bytes of the beginning by which a document is known again.
const KEY_BYTES: usize = 64 * 1024;

/// How often a watched file is looked at.
const LOOK: Duration = Duration::from_millis(300);

/// How often it may change before it is read all the same: whoever writes is not waited for longer.
const PATIENCE: usize = 6;

/// The texts that were named, and what is known about them.
#[derive(Debug)]
pub struct Desk {
    analyzer: Analyzer,
    inputs: Vec<Input>,
    options: Options,
    store: Option<Store>,
    /// Whether files are watched.
    follows: bool,
    known: Mutex<Known>,
}

/// What is known about the texts that were open.
#[derive(Debug, Default)]
struct Known {
    /// Those that cannot be read twice.
    kept: HashMap<usize, Arc<Document>>,
    /// The keys of their contents.
    keys: HashMap<usize, String>,
    /// Where they were left.
    places: HashMap<usize, Place>,
}

/// A text on its way to the reader.
#[derive(Debug)]
pub struct Fresh {
    /// What the reader gets at once.
    pub opened: Opened,
    /// The rest of it.
    rest: Option<Rest>,
    /// The state of the file before it was read.
    stamp: Option<Stamp>,
}

impl Desk {
    /// A desk with these texts on it.
    pub fn new(analyzer: Analyzer, inputs: Vec<Input>, options: Options, follows: bool) -> Desk {
        Desk {
            analyzer,
            inputs,
            options,
            store: Store::of_user(),
            follows,
            known: Mutex::default(),
        }
    }

    /// The same without anything remembered of other days.
    #[must_use]
    pub fn without_store(self) -> Desk {
        Desk {
            store: None,
            ..self
        }
    }

    /// Whether files are watched.
    pub const fn follows(&self) -> bool {
        self.follows
    }

    /// What the texts are called.
    pub fn names(&self) -> impl Iterator<Item = String> {
        self.inputs.iter().map(Input::name)
    }

    /// Opens the first text that can be, and says why those before it cannot. An error if none can.
    pub fn first(&self) -> Result<(Fresh, Vec<Error>), Error> {
        let mut failed = Vec::new();
        for index in 0..self.inputs.len() {
            match self.open(index) {
                Ok(fresh) => return Ok((fresh, failed)),
                Err(err) => failed.push(err),
            }
        }
        let n = failed.len();
        let err = failed
            .pop()
            .unwrap_or_else(|| Error::usage("nothing to read"));
        if n < 2 {
            return Err(err);
        }
        Err(Error::usage(format!(
            "none of {n} texts could be read; {err}"
        )))
    }

    /// Opens the text of that index; of a long one the head.
    pub fn open(&self, index: usize) -> Result<Fresh, Error> {
        let gone = || Error::usage("there is no such text");
        let input = self.inputs.get(index).ok_or_else(gone)?;
        let stamp = source::modified(input);
        let kept = self.known().kept.get(&index).cloned();
        let (document, rest) = if let Some(document) = kept {
            (document, None)
        } else {
            let opened = source::open(input, self.options)?;
            (Arc::new(opened.document), opened.rest)
        };
        let key = key(&document);
        let mut known = self.known();
        if matches!(input, Input::Stdin | Input::Address(_)) {
            known.kept.insert(index, Arc::clone(&document));
        }
        let stored = || self.store.as_ref()?.load(&key);
        let place = known.places.get(&index).cloned().or_else(stored);
        known.keys.insert(index, key);
        drop(known);
        let dates = Some(date_reader(&document));
        Ok(Fresh {
            opened: Opened {
                index,
                document,
                place,
                dates,
            },
            rest,
            stamp,
        })
    }

    /// The whole text with its names and dates, at once.
    pub fn whole(&self, fresh: Fresh) -> Result<(Opened, Analysis), Error> {
        let mut opened = fresh.opened;
        if let Some(rest) = fresh.rest {
            opened.document = Arc::new(rest.read()?);
            opened.dates = Some(date_reader(&opened.document));
        }
        let analysis = self.analyze(&opened.document);
        Ok((opened, analysis))
    }

    /// The names and dates of a text.
    fn analyze(&self, document: &Document) -> Analysis {
        self.analyzer.analyze(document)
    }

    /// Remembers where a text was left, now and for other days.
    pub fn keep(&self, index: usize, place: &Place) {
        let mut known = self.known();
        known.places.insert(index, place.clone());
        let key = known.keys.get(&index).cloned();
        drop(known);
        if let Some((store, key)) = self.store.as_ref().zip(key) {
            // A place that cannot be kept is no reason to end with an error.
            let _ = store.save(&key, place);
        }
    }

    /// Does what the reader asks for at once, and gives the answers.
    pub fn answer(&self, request: &Request) -> Vec<Message> {
        match request {
            Request::Keep(index, place) => {
                self.keep(*index, place);
                Vec::new()
            }
            Request::Open(index) => match self.open(*index).and_then(|it| self.whole(it)) {
                Err(err) => vec![Message::Unopened(*index, err.to_string())],
                Ok((opened, analysis)) => {
                    vec![
                        Message::Opened(opened),
                        Message::Analysis(Arc::new(analysis)),
                    ]
                }
            },
        }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        // Whoever panicked has left nothing half done.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The way of messages to the reader: only those about the text on its screen pass.
#[derive(Debug)]
pub struct Post {
    desk: Arc<Desk>,
    line: Mutex<Line>,
}

#[derive(Debug)]
struct Line {
    reader: Sender<Message>,
    /// The number of the last text that was asked for.
    wanted: u64,
    /// The number of the one on the screen.
    shown: u64,
}

impl Post {
    /// The way from this desk to a reader that shows one of its texts already.
    pub fn new(desk: Arc<Desk>, reader: Sender<Message>) -> Arc<Post> {
        let line = Line {
            reader,
            wanted: 0,
            shown: 0,
        };
        Arc::new(Post {
            desk,
            line: Mutex::new(line),
        })
    }

    /// Reads on, analyzes and watches the text that the reader shows from the beginning.
    pub fn begin(self: &Arc<Post>, index: usize, document: Arc<Document>, fresh: Behind) {
        let post = Arc::clone(self);
        thread::spawn(move || post.work(0, index, document, fresh));
    }

    /// Does what the reader asks for, aside.
    pub fn ask(self: &Arc<Post>, request: Request) {
        match request {
            Request::Keep(index, place) => self.desk.keep(index, &place),
            Request::Open(index) => {
                let mut line = self.line();
                line.wanted += 1;
                let number = line.wanted;
                drop(line);
                let post = Arc::clone(self);
                thread::spawn(move || post.open(number, index));
            }
        }
    }

    fn open(&self, number: u64, index: usize) {
        let found = self.desk.open(index);
        let mut line = self.line();
        if line.wanted != number {
            return;
        }
        match found {
            Err(err) => {
                let _ = line.reader.send(Message::Unopened(index, err.to_string()));
            }
            Ok(fresh) => {
                line.shown = number;
                let document = Arc::clone(&fresh.opened.document);
                let (opened, behind) = fresh.parts();
                let _ = line.reader.send(Message::Opened(opened));
                drop(line);
                self.work(number, index, document, behind);
            }
        }
    }

    /// Passes a message about a text on; false if nobody wants it any more.
    fn send(&self, number: u64, message: Message) -> bool {
        let line = self.line();
        line.shown == number && line.reader.send(message).is_ok()
    }

    fn is_shown(&self, number: u64) -> bool {
        self.line().shown == number
    }

    fn work(&self, number: u64, index: usize, mut document: Arc<Document>, behind: Behind) {
        let mut remark = None;
        match behind.rest.map(Rest::read) {
            None => {}
            Some(Ok(whole)) => {
                document = Arc::new(whole);
                if !self.send(number, Message::Document(Arc::clone(&document))) {
                    return;
                }
            }
            // The file vanished or broke off: what was read of it is still there.
            Some(Err(err)) => remark = Some(format!("only the beginning could be read: {err}")),
        }
        let mut analysis = self.desk.analyze(&document);
        drop(document);
        analysis.remarks.extend(remark);
        if self.send(number, Message::Analysis(Arc::new(analysis)))
            && self.desk.follows
            && let Some(stamp) = behind.stamp
        {
            self.watch(number, index, stamp);
        }
    }

    /// Looks at the file until another text is on the screen. Editors write a new file and rename it,
    /// so that it may be gone for a moment; a file is read when it has come to rest.
    fn watch(&self, number: u64, index: usize, read: Stamp) {
        let Some(input) = self.desk.inputs.get(index) else {
            return;
        };
        let (mut read, mut seen, mut n_changes) = (Some(read), Some(read), 0);
        while self.is_shown(number) {
            thread::sleep(LOOK);
            let now = source::modified(input);
            let is_at_rest = now == seen;
            seen = now;
            if now == read {
                n_changes = 0;
                continue;
            }
            n_changes += 1;
            if !is_at_rest && n_changes < PATIENCE {
                continue;
            }
            (read, n_changes) = (now, 0);
            if !self.send(number, self.read_again(index, input)) {
                return;
            }
        }
    }

    fn read_again(&self, index: usize, input: &Input) -> Message {
        match source::open_whole(input, self.desk.options) {
            Err(err) => Message::Unreadable(err.to_string()),
            Ok(document) => {
                let document = Arc::new(document);
                self.desk.known().keys.insert(index, key(&document));
                let analysis = self.desk.analyze(&document);
                Message::Reread(document, Arc::new(analysis))
            }
        }
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        // Whoever panicked has left nothing half done.
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is still to be done about an opened text.
#[derive(Debug)]
pub struct Behind {
    rest: Option<Rest>,
    stamp: Option<Stamp>,
}

impl Fresh {
    /// What the reader gets at once, and what is still to be done.
    pub fn parts(self) -> (Opened, Behind) {
        let Fresh {
            opened,
            rest,
            stamp,
        } = self;
        (opened, Behind { rest, stamp })
    }
}

/// Reads a typed date as the analysis would, seen from the document's publication date.
fn date_reader(document: &Arc<Document>) -> DateReader {
    let document = Arc::clone(document);
    Arc::new(move |words| {
        let given = document.meta.published.map(|(day, _)| day);
        let day: Option<Day> = given.or_else(|| Some(reference::find(&document)?.day));
        dates::read(words, day).map(|(value, _)| value)
    })
}

/// The key of a document's beginning, by which it is known again whether all of it has been read or
/// not.
fn key(document: &Document) -> String {
    let text = document.text();
    store::key(&text[..text.floor_char_boundary(KEY_BYTES)])
}
