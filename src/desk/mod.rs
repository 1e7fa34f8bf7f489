//! What goes on beside the reader: texts are opened and read on, analyzed, and watched for changes.
//!
//! The [`Desk`] holds the texts; [`Post`] is the thread beside the reader and its way to it. Imports
//! allowed here: all that `run` may, but for it and `cli`.

mod post;

pub use post::{Behind, Post};

use crate::analysis::{self, Analyzer, Wanted, dates};
use crate::corrections::Correction;
use crate::error::Error;
use crate::mend::{self, Mender};
use crate::model::Analysis;
use crate::source::{self, Input, Options, Rest, Stamp, Stream};
use crate::store::{Cache, Place, Store};
use crate::text::Document;
use crate::ui::{DateReader, Message, Opened, Request};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The texts that were named, and what is known about them.
#[derive(Debug)]
pub struct Desk {
    analyzer: Analyzer,
    inputs: Vec<Input>,
    options: Options,
    store: Option<Store>,
    /// Whether what is found is kept for other days.
    is_cached: bool,
    /// Whether corrections are kept, and the file that holds them if it is not the user's own.
    is_mended: bool,
    corrections: Option<PathBuf>,
    /// Whether files are watched.
    follows: bool,
    known: Mutex<Known>,
}

/// What is known about the texts that were open.
#[derive(Debug, Default)]
struct Known {
    /// Those that cannot be read twice.
    kept: HashMap<usize, Kept>,
    /// The keys of their contents.
    keys: HashMap<usize, String>,
    /// Where they were left.
    places: HashMap<usize, Place>,
}

/// A text that cannot be read twice.
#[derive(Debug, Clone)]
enum Kept {
    /// All of it has come.
    Whole(Arc<Document>),
    /// It is still coming.
    Stream(Arc<Stream>),
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
            is_cached: true,
            is_mended: true,
            corrections: None,
            follows,
            known: Mutex::default(),
        }
    }

    /// The same with corrections in a file.
    #[must_use]
    pub fn with_corrections(self, corrections: Option<PathBuf>) -> Desk {
        Desk {
            corrections,
            ..self
        }
    }

    /// The same, where nothing is remembered of places and of what was found.
    #[must_use]
    pub fn without_places(self) -> Desk {
        Desk {
            store: None,
            is_cached: false,
            ..self
        }
    }

    /// The same without anything remembered of other days.
    #[must_use]
    pub fn without_store(self) -> Desk {
        Desk {
            is_mended: false,
            ..self.without_places()
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
            match self.open_with(index, self.options) {
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
        Err(Error::read(format!("any of {n} texts"), err))
    }

    /// Opens the text of that index; of a long one the head. The reader has the terminal by now.
    pub fn open(&self, index: usize) -> Result<Fresh, Error> {
        let options = Options {
            is_quiet: true,
            ..self.options
        };
        self.open_with(index, options)
    }

    fn open_with(&self, index: usize, options: Options) -> Result<Fresh, Error> {
        let gone = || Error::usage("there is no such text");
        let input = self.inputs.get(index).ok_or_else(gone)?;
        let stamp = source::modified(input);
        let kept = self.known().kept.get(&index).cloned();
        let source::Opened { document, rest } = match kept {
            Some(Kept::Whole(document)) => source::Opened {
                document,
                rest: None,
            },
            Some(Kept::Stream(stream)) => stream.opened()?,
            None => source::open(input, options)?,
        };
        // What has no state, as a file has one, cannot be read twice.
        if stamp.is_none() {
            let kept = match &rest {
                Some(Rest::Stream { stream, .. }) => Kept::Stream(Arc::clone(stream)),
                Some(Rest::File(_)) | None => Kept::Whole(Arc::clone(&document)),
            };
            self.known().kept.insert(index, kept);
        }
        let mut opened = self.remembered(index, document);
        if let Some(Rest::Stream { n_bytes, .. }) = &rest {
            opened.arriving = Some(*n_bytes);
        }
        Ok(Fresh {
            opened,
            rest,
            stamp,
        })
    }

    /// A text with what is remembered of it, as soon as enough of it is there to know it again.
    fn remembered(&self, index: usize, document: Arc<Document>) -> Opened {
        let key = mend::key_so_far(&document);
        let mut known = self.known();
        let stored = || self.store.as_ref()?.load(key.as_ref()?);
        let place = known.places.get(&index).cloned().or_else(stored);
        if let Some(key) = key {
            known.keys.insert(index, key);
        }
        drop(known);
        Opened {
            index,
            dates: Some(date_reader(&document)),
            document,
            place,
            keep: self.mender(index).map(Mender::keeper),
            arriving: None,
        }
    }

    /// The whole text with its corrections and with its names and dates as they were found, at once.
    pub fn whole(&self, fresh: Fresh) -> Result<(Opened, Vec<Correction>, Analysis), Error> {
        let mut opened = fresh.opened;
        if let Some(rest) = fresh.rest {
            opened = self.remembered(opened.index, rest.read()?);
        }
        let (corrections, problems) = self.corrections(opened.index);
        let analysis = self.analyze(&opened.document, &|| true);
        let mut analysis = analysis.unwrap_or_default();
        analysis.remarks.extend(problems);
        Ok((opened, corrections, analysis))
    }

    /// What keeps the corrections of a text that was opened.
    fn mender(&self, index: usize) -> Option<Mender> {
        let key = self.known().keys.get(&index)?.clone();
        let input = self.inputs.get(index).filter(|_| self.is_mended)?;
        Mender::new(self.corrections.as_ref(), input, key)
    }

    /// What was set right in a text in earlier sessions, and what of it could not be read.
    fn corrections(&self, index: usize) -> (Vec<Correction>, Vec<String>) {
        let mender = self.mender(index);
        mender.map(|it| it.load()).unwrap_or_default()
    }

    /// The names and dates of a text: what was found in it before, or finds them, unless they are no
    /// longer wanted before that is done.
    fn analyze(&self, document: &Document, is_wanted: Wanted<'_>) -> Option<Analysis> {
        let find = || self.analyzer.analyze_while(document, is_wanted);
        // Looked for here and not at the start: nobody waits for it before the first frame.
        let Some(cache) = self.is_cached.then(Cache::of_user).flatten() else {
            return find();
        };
        let Some(name) = cache.name(document, self.analyzer.words_id()) else {
            return find();
        };
        if let Some(known) = cache.load(&name, document) {
            return Some(known);
        }
        let found = find()?;
        cache.save(&name, &found);
        Some(found)
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
                Ok((opened, corrections, analysis)) => {
                    vec![
                        Message::Opened(opened),
                        Message::Corrections(corrections),
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

/// Reads a typed date as the analysis would, seen from the document's publication date.
fn date_reader(document: &Arc<Document>) -> DateReader {
    let document = Arc::clone(document);
    Arc::new(move |words| {
        let day = analysis::published(&document).map(|it| it.day);
        dates::read(words, day).map(|(value, _)| value)
    })
}
