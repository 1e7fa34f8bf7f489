//! Which forms mean the same entity.

use super::bodies;
use super::candidate::EntryKey;
use super::forms::{Form, key};
use super::short::{first_word, parts_of_person, short_forms};
use crate::lexicon::Lexicon;
use crate::model::Kind;
use std::collections::{HashMap, HashSet};

/// A form is a name if it is this likely one.
const SURE_FORM: f32 = 0.5;

/// The group of each form: forms with the same number are one entity. Numbers are indices of
/// forms.
///
/// Joining is never transitive through a short form: a surname that two people of the document
/// share joins neither of them to it.
pub(super) fn groups(lexicon: &Lexicon, forms: &[Form], same: &[(usize, usize)]) -> Vec<usize> {
    let mut groups = Groups {
        parents: (0..forms.len()).collect(),
        entries: forms.iter().map(|it| it.entry).collect(),
    };
    let mut by_entry = HashMap::new();
    for (idx, form) in forms.iter().enumerate() {
        if let Some(entry) = form.entry {
            let first = *by_entry.entry(entry).or_insert(idx);
            groups.join(first, idx);
        }
    }
    // What the text itself defines as the same; never two different entries of the lexicon.
    for &(a, b) in same {
        let (first, second) = (groups.entry_of(a), groups.entry_of(b));
        if forms[a].kind.agrees(forms[b].kind)
            && (first.is_none() || second.is_none() || first == second)
        {
            groups.join(a, b);
        }
    }
    join_full_names(forms, &mut groups);
    bodies::join(forms, lexicon, &mut groups);
    let longer = longer_forms(lexicon, forms);
    for (idx, form) in forms.iter().enumerate() {
        if form.entry.is_some() {
            continue;
        }
        let is_latin_company = form.kind == Kind::Company && form.key.is_ascii();
        let mut candidates: Vec<usize> = longer.get(form.key.as_str()).map_or(Vec::new(), |them| {
            let them = them.iter().filter(|&&it| forms[it].kind.agrees(form.kind));
            // What is hardly a name («Late Okoro») makes no other one ambiguous.
            let is_strong = |it: &&usize| SURE_FORM <= forms[**it].strength;
            let has_strong = them.clone().any(|it| is_strong(&it));
            let them = them.filter(|it| !has_strong || is_strong(it));
            // The first company of a text that has the word for its first keeps it.
            let first = them.clone().min().filter(|_| is_latin_company);
            let them = them.filter(|it| first.is_none_or(|first| *it == first));
            them.map(|&it| groups.root(it)).collect()
        });
        candidates.sort_unstable();
        candidates.dedup();
        if let [only] = candidates[..] {
            groups.join(only, idx);
        }
    }
    (0..forms.len()).map(|idx| groups.root(idx)).collect()
}

/// What a company's full name adds to a known one without naming another company, longest first.
pub(super) const HAN_LEGAL_FORMS: [&str; 6] = [
    "股份有限公司",
    "有限责任公司",
    "集团公司",
    "有限公司",
    "公司",
    "集团",
];

/// The same in English, in small letters.
const ENGLISH_LEGAL_FORMS: [&str; 3] = [" inc.", " inc", ".com"];

/// Joins a full name that no list knows to the known form it is made of: 长风公司 to 长风.
fn join_full_names(forms: &[Form], groups: &mut Groups) {
    let known: HashMap<&str, usize> = forms
        .iter()
        .enumerate()
        .filter(|(_, it)| it.entry.is_some() && it.kind != Kind::Person)
        .map(|(idx, it)| (it.key.as_str(), idx))
        .collect();
    for (idx, form) in forms.iter().enumerate() {
        if form.entry.is_some() || form.kind == Kind::Person {
            continue;
        }
        let forms_of_law = HAN_LEGAL_FORMS.iter().chain(&ENGLISH_LEGAL_FORMS);
        let short = forms_of_law
            .clone()
            .find_map(|it| form.key.strip_suffix(it));
        if let Some(&known) = short.and_then(|it| known.get(it.trim_end())) {
            groups.join(known, idx);
        }
    }
}

/// Takes the entry of a person away whom the text calls by another name in brackets: 巴拉克 (Ali
/// Barakeh) is not Ehud Barak.
pub(super) fn drop_contradicted(lexicon: &Lexicon, forms: &mut [Form], same: &[(usize, usize)]) {
    for &(a, b) in same {
        let entry = forms[a].entry.filter(|_| forms[a].kind == Kind::Person);
        let entry = entry.and_then(|it| lexicon.entry_at(it.is_user(), it.line()));
        let known = entry.map_or(Vec::new(), |it| {
            let names = it.en.into_iter().chain(it.forms);
            names.map(key).collect()
        });
        let known: HashSet<&str> = known.iter().flat_map(|it| it.split([' ', '-'])).collect();
        let own: Vec<&str> = forms[b].key.split([' ', '-']).collect();
        let is_latin = own.len() == 2 && forms[b].key.is_ascii() && forms[b].entry.is_none();
        if is_latin && !known.is_empty() && !own.iter().any(|it| known.contains(it)) {
            forms[a].entry = None;
        }
    }
}

/// A form that a person of the document is called for short is that person's, whatever it was taken
/// for; that a list knows it as somebody else's name counts only if the document names them in full.
pub(super) fn settle_short_forms(forms: &mut [Form]) {
    // The company that a text tells of first keeps its name, whoever founded it.
    let mut companies: HashMap<String, usize> = HashMap::new();
    let latin = forms.iter().enumerate().rev();
    for (idx, form) in latin.filter(|(_, it)| it.kind == Kind::Company && 0.6 <= it.strength) {
        companies.extend(first_word(&form.key).map(|it| (it, idx)));
    }
    let is_before = |key: &str, person: usize| companies.get(key).is_some_and(|&it| it < person);
    let is_full = |it: &Form| it.kind == Kind::Person && 0.6 <= it.strength;
    let mut short: HashMap<String, (Option<EntryKey>, Kind)> = HashMap::new();
    let mut fully_named: HashSet<EntryKey> = HashSet::new();
    for (idx, form) in forms.iter().enumerate().filter(|(_, it)| is_full(it)) {
        for part in parts_of_person(&form.key) {
            let kind = if is_before(&part, idx) {
                Kind::Company
            } else {
                Kind::Person
            };
            short.insert(part, (form.entry, kind));
            fully_named.extend(form.entry);
        }
    }
    for form in forms.iter_mut() {
        match (short.get(&form.key), form.entry) {
            (Some((_, kind)), None) => form.kind = *kind,
            (Some((owner, _)), Some(entry))
                if form.kind == Kind::Person
                    && *owner != Some(entry)
                    && !fully_named.contains(&entry) =>
            {
                form.entry = None;
            }
            _ => {}
        }
    }
}

/// For each short form that a form of the document can be called by: the forms it may be short for.
/// Somebody known can be called by a part of a name that the document never writes in full.
fn longer_forms(lexicon: &Lexicon, forms: &[Form]) -> HashMap<String, Vec<usize>> {
    let mut found: HashMap<String, Vec<usize>> = HashMap::new();
    for (idx, form) in forms.iter().enumerate() {
        for short in short_forms(&form.key, form.kind) {
            found.entry(short).or_default().push(idx);
        }
        let entry = form.entry.filter(|_| form.kind == Kind::Person);
        let entry = entry.and_then(|it| lexicon.entry_at(it.is_user(), it.line()));
        let names = entry.map_or([None, None], |it| [it.zh, it.en]);
        for name in names.into_iter().flatten() {
            for short in parts_of_person(&key(name)) {
                found.entry(short).or_default().push(idx);
            }
        }
    }
    found
}

impl Kind {
    /// Whether a form of one kind may be short for one of the other: people never are companies.
    pub(super) fn agrees(self, other: Kind) -> bool {
        (self == Kind::Person) == (other == Kind::Person)
    }
}

/// Disjoint sets of forms.
pub(super) struct Groups {
    parents: Vec<usize>,
    /// The lexicon's entry of each root's set.
    entries: Vec<Option<EntryKey>>,
}

impl Groups {
    /// The number of a form's set.
    pub(super) fn root(&mut self, idx: usize) -> usize {
        let mut at = idx;
        while self.parents[at] != at {
            // Each step halves the path, so that long chains cost nothing the next time.
            self.parents[at] = self.parents[self.parents[at]];
            at = self.parents[at];
        }
        at
    }

    /// The smaller root stays, so that a group is named by its first form.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        let (first, second) = (a.min(b), a.max(b));
        self.entries[first] = self.entries[first].or(self.entries[second]);
        self.parents[second] = first;
    }

    fn entry_of(&mut self, idx: usize) -> Option<EntryKey> {
        let root = self.root(idx);
        self.entries[root]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Forms by kind (`p:` or `c:`), the expected groups as lists of forms.
    #[track_caller]
    fn check(given: &[&str], expected: &[&[&str]]) {
        let form = |text: &&str| {
            let (kind, text) = text.split_once(':').unwrap();
            let kind = if kind == "p" {
                Kind::Person
            } else {
                Kind::Company
            };
            let text = text.to_owned();
            Form {
                key: text.clone(),
                text,
                kind,
                entry: None,
                strength: 0.9,
                count: 1,
            }
        };
        let forms: Vec<Form> = given.iter().map(form).collect();
        let groups = groups(&Lexicon::builtin(), &forms, &[]);
        let mut found: Vec<Vec<&str>> = vec![Vec::new(); forms.len()];
        for (form, group) in forms.iter().zip(groups) {
            found[group].push(&form.text);
        }
        found.retain(|it| !it.is_empty());
        assert_eq!(found, expected);
    }

    #[test]
    fn a_short_form_joins_its_only_long_one() {
        check(&["p:kevin scott", "p:scott"], &[&["kevin scott", "scott"]]);
        check(
            &["p:scott", "p:kevin scott", "p:kevin"],
            &[&["scott", "kevin scott", "kevin"]],
        );
        check(
            &["p:帕里斯·希尔顿", "p:希尔顿"],
            &[&["帕里斯·希尔顿", "希尔顿"]],
        );
        check(
            &["c:长风技术有限公司", "c:长风"],
            &[&["长风技术有限公司", "长风"]],
        );
        check(
            &["c:everwind inc.", "c:everwind"],
            &[&["everwind inc.", "everwind"]],
        );
        check(&["c:上海集团", "p:上海"], &[&["上海集团"], &["上海"]]);
    }

    #[test]
    fn two_people_never_meet_in_a_shared_name() {
        let three = ["p:拉里·佩奇", "p:吉米·佩奇", "p:佩奇"];
        check(&three, &[&["拉里·佩奇"], &["吉米·佩奇"], &["佩奇"]]);
        check(&["p:王小明", "p:王大明"], &[&["王小明"], &["王大明"]]);
    }
}
