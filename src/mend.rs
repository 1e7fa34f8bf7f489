//! The corrections of a reader, from where they are kept to where they are applied.

use crate::corrections::{self, Correction};
use crate::model::Analysis;
use crate::source::Input;
use crate::store::{self, Corrections, Known};
use crate::text::Document;
use crate::ui::Keeper;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

/// Bytes of the beginning by which a document is known again.
const KEY_BYTES: usize = 64 * 1024;

/// The key by which a document is known again, whether all of it has been read or only its head.
pub fn key(document: &Document) -> String {
    let text = document.text();
    store::key(&text[..text.floor_char_boundary(KEY_BYTES)])
}

/// The same of a text that may still be coming; `None` if that is too little to know it by.
pub fn key_so_far(document: &Document) -> Option<String> {
    let is_enough = !document.meta.partial || KEY_BYTES <= document.text().len();
    is_enough.then(|| key(document))
}

/// The corrections of one document.
#[derive(Debug, Clone)]
pub struct Mender {
    store: Corrections,
    known: Known,
}

impl Mender {
    /// The corrections in a file, or else in the user's folder; `None` without a home.
    pub fn new(file: Option<&PathBuf>, input: &Input, key: String) -> Option<Mender> {
        let store = match file {
            Some(path) => Corrections::File(path.clone()),
            None => Corrections::of_user()?,
        };
        let source = match input {
            Input::File(path) => fs::canonicalize(path)
                .ok()
                .map(|it| it.display().to_string()),
            Input::Address(address) => Some(address.clone()),
            Input::Stdin | Input::Sample(_) => None,
        };
        Some(Mender {
            store,
            known: Known { key, source },
        })
    }

    /// What was set right in earlier sessions, and what of it could not be read.
    pub fn load(&self) -> (Vec<Correction>, Vec<String>) {
        let loaded = self.store.load(&self.known);
        (loaded.list, loaded.problems)
    }

    /// What saves a change.
    pub fn keeper(self) -> Keeper {
        Arc::new(move |before, change| self.store.change(&self.known, before, change))
    }

    /// The analysis with the corrections.
    pub fn mend(&self, document: &Document, mut analysis: Analysis) -> Analysis {
        let (list, problems) = self.load();
        if !list.is_empty() {
            analysis = corrections::apply(document, &analysis, &list).analysis;
        }
        analysis.remarks.extend(problems);
        analysis
    }
}
