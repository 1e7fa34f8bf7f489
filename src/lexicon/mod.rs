//! What words mean: names with their other forms, and lists of titles, suffixes and places.
//!
//! Imports allowed here: `model`, `text`, `error`.

mod entry;
pub(crate) mod index;
mod table;
pub mod words;

pub use entry::{Class, Entry};
pub use table::Record;

use crate::error::Error;
use crate::text::chars::{Chars, is_han, is_latin};
use crate::text::fold;
use index::Index;
use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};
use table::{Builder, Fold, Form, MOST_LINES};

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

/// The list that comes with the program.
static BUILTIN: Layer = Layer {
    forms: Forms {
        text: Cow::Borrowed(LINE_TEXT),
        starts: Cow::Borrowed(&FORM_STARTS),
        lengths: Cow::Borrowed(&FORM_LENGTHS),
        records: Cow::Borrowed(&RECORDS),
        more: Cow::Borrowed(&MORE_RECORDS),
    },
    index: Index {
        slots: Cow::Borrowed(&SLOTS),
        starts: Cow::Borrowed(&STARTS),
        singles: Cow::Borrowed(&SINGLES),
        pairs: Cow::Borrowed(&PAIRS),
        triples: Cow::Borrowed(&TRIPLES),
    },
    lines: Lines {
        text: Cow::Borrowed(LINE_TEXT),
        ends: Cow::Borrowed(&LINE_ENDS),
    },
};

/// Known names and words.
#[derive(Debug, Default)]
pub struct Lexicon {
    user: Option<Layer>,
    /// A hash of the user's list.
    id: u64,
}

/// One list, made ready to be looked for in texts.
#[derive(Debug)]
struct Layer {
    forms: Forms,
    index: Index,
    lines: Lines,
}

/// The forms of a list, sorted by their folded texts.
#[derive(Debug)]
struct Forms {
    /// A text that all of them are pieces of, as they are written.
    text: Cow<'static, str>,
    /// Where each begins in `text`.
    starts: Cow<'static, [u32]>,
    /// The bytes of each.
    lengths: Cow<'static, [u8]>,
    /// What each can mean; most have one record.
    records: Cow<'static, [Record]>,
    /// The forms that have more records, once for each record more.
    more: Cow<'static, [u32]>,
}

/// The lines of a list.
#[derive(Debug)]
struct Lines {
    text: Cow<'static, str>,
    /// The end of each in `text`.
    ends: Cow<'static, [u32]>,
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
        Lexicon::default()
    }

    /// The same, with the user's own list before it. All bad lines are named at once.
    pub fn with_list(text: &str, name: &str) -> Result<Lexicon, Error> {
        let (mut builder, mut bad) = (Builder::default(), Vec::new());
        let (mut line_text, mut line_ends) = (String::new(), Vec::new());
        for (number, line) in (1..).zip(text.lines()) {
            match entry::parse(line) {
                None => {}
                Some(Ok(_)) if MOST_LINES < line_ends.len() => {
                    bad.push(format!("line {number}: there are too many lines"));
                    break;
                }
                Some(Ok(entry)) if entry.all_forms().iter().any(|it| is_too_long(it.0)) => {
                    bad.push(format!(
                        "line {number}: a name is longer than 84 characters"
                    ));
                }
                Some(Ok(entry)) => {
                    let cues = entry.cautious.iter().flat_map(|it| &it.1);
                    let groups = cues.filter_map(|it| it.strip_prefix('@'));
                    bad.extend(
                        groups.filter(|it| words::cues(it).is_none()).map(|it| {
                            format!("line {number}: no group of cues is called \"{it}\"")
                        }),
                    );
                    builder.add(line_ends.len(), &entry, FOLD);
                    line_text += line;
                    line_ends.push(to_u32(line_text.len()));
                }
                Some(Err(reason)) => bad.push(format!("line {number}: {reason}")),
            }
        }
        if !bad.is_empty() {
            return Err(Error::read(name, bad.join("; ")));
        }
        let (keys, forms) = builder.finish();
        if !Index::has_room(&keys) {
            return Err(Error::read(name, "there are too many names"));
        }
        let layer = Layer {
            forms: Forms::new(&forms),
            index: Index::new(&keys),
            lines: Lines {
                text: line_text.into(),
                ends: line_ends.into(),
            },
        };
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        Ok(Lexicon {
            user: Some(layer),
            id: hasher.finish(),
        })
    }

    /// A number that is another for another user's list, and 0 without one.
    pub const fn id(&self) -> u64 {
        self.id
    }

    /// All known forms in a text, overlapping ones too, by their ends. A form with Latin edges is
    /// found as a whole word only, and in a letter case that it can have.
    pub fn hits(&self, chars: &Chars) -> Vec<Hit<'_>> {
        let small: Vec<char> = chars.folded.iter().map(|&c| fold::small(c)).collect();
        let mut found = Vec::new();
        for (layer, is_user) in self.layers() {
            let first = found.len();
            for from in 0..small.len() {
                // A word is no place to begin another in.
                if !chars.parts_words(from) {
                    continue;
                }
                let form = |idx| layer.forms.text(idx);
                layer
                    .index
                    .at(&small[from..], form, fold::full, |idx, length| {
                        let to = from + length;
                        if chars.parts_words(to) && has_its_case(|| form(idx), chars, from, to) {
                            found.push(Hit {
                                from,
                                to,
                                records: layer.forms.records(idx),
                                is_user,
                            });
                        }
                    });
            }
            found[first..].sort_unstable_by_key(|it| (it.to, it.from));
        }
        found
    }

    /// The entry that a record belongs to.
    pub fn entry(&self, record: Record, is_user: bool) -> Option<Entry<'_>> {
        self.entry_at(is_user, record.line()?)
    }

    /// The entry on a line, counted without comments from 0, of the user's list or the built-in one.
    pub fn entry_at(&self, is_user: bool, line: u32) -> Option<Entry<'_>> {
        let layer = if is_user {
            self.user.as_ref()?
        } else {
            &BUILTIN
        };
        entry::parse(piece(&layer.lines.text, &layer.lines.ends, line as usize)?)?.ok()
    }

    fn layers(&self) -> impl Iterator<Item = (&Layer, bool)> {
        self.user
            .iter()
            .map(|it| (it, true))
            .chain([(&BUILTIN, false)])
    }
}

const FOLD: Fold = Fold {
    shape: fold::shape,
    small: fold::small,
};

impl Forms {
    fn new(forms: &[Form]) -> Forms {
        let mut text = String::new();
        let (mut starts, mut lengths) = (Vec::new(), Vec::new());
        let (mut records, mut more) = (Vec::new(), Vec::new());
        for (idx, form) in forms.iter().enumerate() {
            starts.push(to_u32(text.len()));
            lengths.push(u8::try_from(form.text.len()).unwrap_or_default());
            text += &form.text;
            records.extend(&form.records);
            more.extend(std::iter::repeat_n(to_u32(idx), form.records.len() - 1));
        }
        Forms {
            text: text.into(),
            starts: starts.into(),
            lengths: lengths.into(),
            records: records.into(),
            more: more.into(),
        }
    }

    fn text(&self, idx: usize) -> &str {
        let from = self.starts[idx] as usize;
        let piece = self.text.get(from..from + usize::from(self.lengths[idx]));
        piece.unwrap_or_default()
    }

    fn records(&self, idx: usize) -> &[Record] {
        let number = to_u32(idx);
        let before = self.more.partition_point(|&it| it < number);
        let more = self.more[before..].iter();
        let n = 1 + more.take_while(|&&it| it == number).count();
        &self.records[idx + before..][..n]
    }
}

/// One of the pieces that a text is put together from.
fn piece<'a>(text: &'a str, ends: &[u32], idx: usize) -> Option<&'a str> {
    let from = idx.checked_sub(1).map_or(0, |it| ends[it]);
    text.get(from as usize..*ends.get(idx)? as usize)
}

/// Whether a form has too many bytes, in whatever script and width; four-byte characters are none of
/// names.
fn is_too_long(form: &str) -> bool {
    84 < form.chars().count() || 255 < form.len()
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).expect("a list is smaller than 4 GiB")
}

/// Whether a form stands in a letter case that it can have: its own; all capitals; with one capital
/// (Linkedin); or all small in the middle of Han text, where people do not trouble with capitals. The
/// form is read only if there are letters.
fn has_its_case<'a>(form: impl Fn() -> &'a str, chars: &Chars, from: usize, to: usize) -> bool {
    let found = &chars.folded[from..to];
    if found.iter().all(|&c| is_han(c)) {
        return true;
    }
    if form().chars().map(fold::shape).eq(found.iter().copied()) {
        return true;
    }
    let n_latin = found.iter().filter(|&&c| is_latin(c)).count();
    let is_upper = found.iter().all(|c| !c.is_lowercase());
    let is_lower = found.iter().all(|c| !c.is_uppercase());
    let next_to_han = [from.checked_sub(1), Some(to)]
        .into_iter()
        .flatten()
        .any(|at| chars.folded.get(at).is_some_and(|&c| is_han(c)));
    let is_one_word = n_latin == found.len();
    let is_capitalized =
        is_one_word && found[0].is_uppercase() && found[1..].iter().all(|c| c.is_lowercase());
    let has_capital = form().chars().next().is_some_and(char::is_uppercase);
    4 <= n_latin && (is_upper || is_capitalized && has_capital || is_lower && next_to_han)
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
        let list = "# mine\ncompany\t-\tNetLark\t\t\ncompany\t长风电子\tEverwind\t長風|Everwind Inc.\t长风:芯片\n\
                    person\t-\tAnna Lund\t\tLund:\n";
        Lexicon::with_list(list, "mine").unwrap()
    }

    #[test]
    fn forms_are_found_in_any_script_width_and_likely_case() {
        for (text, expected) in [
            ("長風電子的", &["长风", "长风电子"][..]),
            ("Ｅｖｅｒｗｉｎｄ说", &["Everwind"]),
            ("EVERWIND said", &["EVERWIND"]),
            ("NetLark and Netlark", &["NetLark", "Netlark"]),
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
        let cautious = hit.records[0].cautious().unwrap();
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
        let shared = (0..FORM_STARTS.len()).filter(|&idx| {
            let sure = BUILTIN.forms.records(idx).iter().filter(|it| {
                it.cautious().is_none() && it.line().is_some() && it.class() != Class::Product
            });
            1 < sure.count()
        });
        let shared: Vec<&str> = shared.map(|it| BUILTIN.forms.text(it)).collect();
        assert_eq!(shared, Vec::<&str>::new());
    }

    #[test]
    fn every_group_of_cues_is_known() {
        for line in 0..u32::try_from(LINE_ENDS.len()).unwrap() {
            let entry = Lexicon::builtin();
            let entry = entry.entry_at(false, line).unwrap();
            for cue in entry.cautious.iter().flat_map(|it| &it.1) {
                let group = cue.strip_prefix('@');
                assert!(group.is_none_or(|it| words::cues(it).is_some()), "{cue}");
            }
        }
        let bad = Lexicon::with_list("person\t-\tAnna Lund\t\tLund:@no such\n", "mine");
        assert_eq!(
            bad.unwrap_err().to_string(),
            "cannot read mine: line 1: no group of cues is called \"no such\""
        );
    }

    #[test]
    fn the_built_in_list_is_whole() {
        for idx in 0..LINE_ENDS.len() {
            let line = piece(LINE_TEXT, &LINE_ENDS, idx).unwrap();
            assert!(entry::parse(line).is_some_and(|it| it.is_ok()), "{line}");
        }
        assert!(LINE_ENDS.len() > 10_000);
    }
}
