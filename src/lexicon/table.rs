//! Forms and records. `build.rs` uses this file too, to make the
//! built-in table; a user's own list is made into one at run time.

use super::entry::{Class, Entry};
use std::collections::BTreeMap;

/// What a form can mean: four bits for the class, twenty for the number of the entry's line and eight
/// for that of the cautious form, both from 1 and 0 for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Record(pub(crate) u32);

/// The most lines that a list can have.
pub(crate) const MOST_LINES: usize = (1 << 20) - 2;

impl Record {
    /// A record of a class, with the indices of its line and its cautious form.
    pub(crate) fn new(class: Class, line: Option<usize>, cautious: Option<usize>) -> Record {
        let number = |it: Option<usize>, most: usize| {
            let number = it.map_or(0, |it| it.min(most) + 1);
            u32::try_from(number).unwrap_or_default()
        };
        Record(class as u32 | number(line, MOST_LINES) << 4 | number(cautious, 254) << 24)
    }

    /// What it is.
    pub fn class(self) -> Class {
        let at = (self.0 & 15) as usize;
        Class::ALL.get(at).copied().unwrap_or(Class::Product)
    }

    /// Index of the entry's line, for names and products.
    pub fn line(self) -> Option<u32> {
        (self.0 >> 4 & 0xF_FFFF).checked_sub(1)
    }

    /// If the form counts only beside a cue: index into the entry's cautious forms.
    pub fn cautious(self) -> Option<usize> {
        ((self.0 >> 24) as usize).checked_sub(1)
    }
}

/// A form and what it can mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    /// As the list writes it, in letter case, else folded.
    pub(crate) text: String,
    /// What it can mean, each once.
    pub(crate) records: Vec<Record>,
}

/// Collects forms by their folded text.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    forms: BTreeMap<String, Form>,
}

impl Builder {
    /// Adds all forms of an entry. A form that is cautious once is so however it is written.
    pub(crate) fn add(&mut self, line: usize, entry: &Entry<'_>, fold: Fold) {
        let forms = entry.all_forms();
        for &(form, _) in &forms {
            let mut same = forms
                .iter()
                .filter(|(it, _)| fold.key(it) == fold.key(form));
            let cautious = same.find_map(|&(_, cautious)| cautious);
            self.add_form(form, Record::new(entry.class, Some(line), cautious), fold);
        }
    }

    /// Adds one form with one meaning.
    pub(crate) fn add_form(&mut self, form: &str, record: Record, fold: Fold) {
        let text: String = form.chars().map(fold.shape).collect();
        let key: String = text.chars().map(fold.small).collect();
        let entry = self.forms.entry(key).or_insert_with(|| Form {
            text,
            records: Vec::new(),
        });
        if !entry.records.contains(&record) {
            entry.records.push(record);
        }
    }

    /// The forms in the order of their folded text, and those texts.
    pub(crate) fn finish(self) -> (Vec<String>, Vec<Form>) {
        self.forms.into_iter().unzip()
    }
}

/// How a character is folded.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fold {
    /// Script and width.
    pub(crate) shape: fn(char) -> char,
    /// Letter case.
    pub(crate) small: fn(char) -> char,
}

impl Fold {
    /// The form as the index looks for it.
    fn key(self, form: &str) -> String {
        form.chars().map(self.shape).map(self.small).collect()
    }
}
