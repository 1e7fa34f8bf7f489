//! What words mean: names with their other forms, and lists of titles, suffixes and places.
//!
//! Imports allowed here: `model`, `text`, `error`.

mod entry;
mod table;
pub mod words;

pub use entry::{Class, Entry};
pub use table::Record;

use crate::error::Error;
use crate::text::chars::{Chars, is_han, is_latin};
use crate::text::fold;
use daachorse::CharwiseDoubleArrayAhoCorasick;
use std::sync::LazyLock;
use table::{Builder, Fold, Form};

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

/// The list that comes with the program.
static BUILTIN: LazyLock<Layer> = LazyLock::new(|| {
    let serialized = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.automaton"));
    let (automaton, _) = CharwiseDoubleArrayAhoCorasick::deserialize(serialized)
        .expect("build.rs wrote it with the same version of the crate");
    Layer {
        automaton: Some(automaton),
        forms: Forms::Builtin,
        lines: Lines::Builtin,
    }
});

/// Known names and words.
#[derive(Debug, Default)]
pub struct Lexicon {
    user: Option<Layer>,
}

/// One list with its automaton.
struct Layer {
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    forms: Forms,
    lines: Lines,
}

enum Forms {
    Builtin,
    User(Vec<Form>),
}

enum Lines {
    Builtin,
    User(String, Vec<(usize, usize)>),
}

/// A known form in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit<'a> {
    /// Index of its first character.
    pub from: usize,
    /// One past its last character.
    pub to: usize,
    /// What it can mean.
    pub records: &'a [Record],
    /// Whether it comes from the user's own list.
    pub is_user: bool,
}

impl Lexicon {
    /// The list that comes with the program.
    pub fn builtin() -> Lexicon {
        Lexicon { user: None }
    }

    /// The same, with the user's own list before it. All bad lines are named at once.
    pub fn with_list(text: &str, name: &str) -> Result<Lexicon, Error> {
        let (mut builder, mut lines, mut bad) = (Builder::default(), Vec::new(), Vec::new());
        let mut at = 0;
        for (number, line) in (1..).zip(text.split_inclusive('\n')) {
            match entry::parse(line) {
                None => {}
                Some(Ok(entry)) => {
                    let cues = entry.cautious.iter().flat_map(|it| &it.1);
                    let groups = cues.filter_map(|it| it.strip_prefix('@'));
                    bad.extend(
                        groups.filter(|it| words::cues(it).is_none()).map(|it| {
                            format!("line {number}: no group of cues is called \"{it}\"")
                        }),
                    );
                    let idx = u32::try_from(lines.len()).expect("a list has fewer lines");
                    builder.add(idx, &entry, FOLD);
                    lines.push((at, at + line.len()));
                }
                Some(Err(reason)) => bad.push(format!("line {number}: {reason}")),
            }
            at += line.len();
        }
        if !bad.is_empty() {
            return Err(Error::read(name, bad.join("; ")));
        }
        let (keys, forms) = builder.finish();
        let automaton = (!keys.is_empty()).then(|| {
            CharwiseDoubleArrayAhoCorasick::new(keys).expect("keys are not empty and each once")
        });
        let lines = Lines::User(text.to_owned(), lines);
        Ok(Lexicon {
            user: Some(Layer {
                automaton,
                forms: Forms::User(forms),
                lines,
            }),
        })
    }

    /// All known forms in a text, overlapping ones too, by their ends. A form with Latin edges is
    /// found as a whole word only, and in a letter case that it can have.
    pub fn hits(&self, chars: &Chars) -> Vec<Hit<'_>> {
        let (haystack, index) = chars.in_small_letters();
        let mut found = Vec::new();
        for (layer, is_user) in self.layers() {
            let Some(automaton) = &layer.automaton else {
                continue;
            };
            for it in automaton.find_overlapping_iter(&haystack) {
                let (from, to) = (index[it.start()] as usize, index[it.end()] as usize);
                let (text, records) = layer.form(it.value());
                if chars.is_bounded(from, to) && has_its_case(text, chars, from, to) {
                    found.push(Hit {
                        from,
                        to,
                        records,
                        is_user,
                    });
                }
            }
        }
        found
    }

    /// The entry that a record belongs to.
    pub fn entry(&self, record: Record, is_user: bool) -> Option<Entry<'_>> {
        self.entry_at(is_user, record.line?)
    }

    /// The entry on a line, counted without comments from 0, of the user's list or the built-in one.
    pub fn entry_at(&self, is_user: bool, line: u32) -> Option<Entry<'_>> {
        let layer = if is_user {
            self.user.as_ref()?
        } else {
            &*BUILTIN
        };
        entry::parse(layer.line(line))?.ok()
    }

    fn layers(&self) -> impl Iterator<Item = (&Layer, bool)> {
        self.user
            .iter()
            .map(|it| (it, true))
            .chain([(&*BUILTIN, false)])
    }
}

const FOLD: Fold = Fold {
    shape: fold::shape,
    small: fold::small,
};

impl Layer {
    fn form(&self, idx: u32) -> (&str, &[Record]) {
        match &self.forms {
            Forms::Builtin => builtin_form(idx as usize),
            Forms::User(forms) => {
                let form = &forms[idx as usize];
                (&form.text, &form.records)
            }
        }
    }

    fn line(&self, idx: u32) -> &str {
        match &self.lines {
            Lines::Builtin => builtin_line(idx as usize),
            Lines::User(text, lines) => {
                let (from, to) = lines[idx as usize];
                &text[from..to]
            }
        }
    }
}

/// A form of the built-in list, and what it can mean.
fn builtin_form(idx: usize) -> (&'static str, &'static [Record]) {
    let (text_from, from) = idx.checked_sub(1).map_or((0, 0), |it| FORM_ENDS[it]);
    let (text_to, to) = FORM_ENDS[idx];
    let text = &FORM_TEXT[text_from as usize..text_to as usize];
    (text, &BUILTIN_RECORDS[from as usize..to as usize])
}

/// A line of the built-in list.
fn builtin_line(idx: usize) -> &'static str {
    let from = idx.checked_sub(1).map_or(0, |it| LINE_ENDS[it]);
    &LINE_TEXT[from as usize..LINE_ENDS[idx] as usize]
}

impl std::fmt::Debug for Layer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Layer").finish_non_exhaustive()
    }
}

/// Whether a form stands in a letter case that it can have: its own; all capitals; or all small in
/// the middle of Han text, where people do not trouble with capitals.
fn has_its_case(form: &str, chars: &Chars, from: usize, to: usize) -> bool {
    let found = &chars.folded[from..to];
    if form.chars().eq(found.iter().copied()) {
        return true;
    }
    let n_latin = found.iter().filter(|&&c| is_latin(c)).count();
    let is_upper = found.iter().all(|c| !c.is_lowercase());
    let is_lower = found.iter().all(|c| !c.is_uppercase());
    let next_to_han = [from.checked_sub(1), Some(to)]
        .into_iter()
        .flatten()
        .any(|at| chars.folded.get(at).is_some_and(|&c| is_han(c)));
    4 <= n_latin && (is_upper || is_lower && next_to_han)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The forms found in `text`, in order, each with its classes.
    fn found(lexicon: &Lexicon, text: &str) -> Vec<String> {
        let chars = Chars::new(text, 0);
        let name = |hit: &Hit<'_>| chars.folded[hit.from..hit.to].iter().collect::<String>();
        lexicon
            .hits(&chars)
            .iter()
            .filter(|it| it.is_user)
            .map(name)
            .collect()
    }

    fn list() -> Lexicon {
        let list = "# mine\ncompany\t长风电子\tEverwind\t長風|Everwind Inc.\t长风:芯片\n\
                    person\t-\tAnna Lund\t\tLund:\n";
        Lexicon::with_list(list, "mine").unwrap()
    }

    #[test]
    fn forms_are_found_in_any_script_width_and_likely_case() {
        for (text, expected) in [
            ("長風電子的", &["长风", "长风电子"][..]),
            ("Ｅｖｅｒｗｉｎｄ说", &["Everwind"]),
            ("EVERWIND said", &["EVERWIND"]),
            ("用everwind的人", &["everwind"]),
            ("an everwind day", &[]),
            ("Everwinds", &[]),
            ("Lundgren and Lund", &["Lund"]),
        ] {
            assert_eq!(found(&list(), text), expected, "{text}");
        }
    }

    #[test]
    fn a_cautious_form_knows_its_cues() {
        let lexicon = list();
        let chars = Chars::new("长风", 0);
        let hits = lexicon.hits(&chars);
        let hit = hits.iter().find(|it| it.is_user).unwrap();
        let entry = lexicon.entry(hit.records[0], true).unwrap();
        let cautious = usize::from(hit.records[0].cautious.unwrap());
        assert_eq!(entry.cautious[cautious], ("长风", vec!["芯片"]));
        assert_eq!(entry.en, Some("Everwind"));
    }

    #[test]
    fn every_bad_line_is_named() {
        let err = Lexicon::with_list("robot\tA\tB\n\ncompany\t-\t-\t\t\n", "mine").unwrap_err();
        assert_eq!(
            err.to_string(),
            "cannot read mine: line 1: \"robot\" is none of company, organisation, person, \
             product; line 3: it has neither a Chinese nor an English name"
        );
    }

    #[test]
    fn no_form_is_sure_for_two_entries() {
        for idx in 0..FORM_ENDS.len() {
            let (text, records) = builtin_form(idx);
            let sure = records.iter().filter(|it| {
                it.cautious.is_none() && it.line.is_some() && it.class != Class::Product
            });
            assert!(sure.count() <= 1, "{text}");
        }
    }

    #[test]
    fn the_built_in_list_is_whole() {
        for line in (0..LINE_ENDS.len()).map(builtin_line) {
            assert!(entry::parse(line).is_some_and(|it| it.is_ok()), "{line}");
        }
        assert!(LINE_ENDS.len() > 10_000);
    }
}
