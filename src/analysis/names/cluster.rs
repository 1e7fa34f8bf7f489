//! From candidates to entities.

use super::candidate::{Candidate, EntryKey, Reading};
use super::forms::{self, Form, FormNumber};
use super::{Names, bodies, borders, join, spread};
use crate::analysis::Wanted;
use crate::analysis::limit::Limits;
use crate::lexicon::Lexicon;
use crate::model::{Entity, EntityId, Kind, Mention, Span};
use crate::text::chars::is_han;
use crate::text::{Document, Language};
use std::collections::{HashMap, HashSet};

/// An entity is settled if its best form is at least this likely a name.
const SETTLED: f32 = 0.5;
/// The same for people: any word of two or three characters looks like a name.
const SETTLED_PERSON: f32 = 0.5;

/// The entities that the candidates of a document mean. `found` is sorted by span, without overlap;
/// `same` holds pairs of places that the text says are the same. `None` if they are no longer wanted.
pub(super) fn entities(
    document: &Document,
    lexicon: &Lexicon,
    mut found: Vec<Candidate>,
    same: &[(Span, Span)],
    limits: Limits,
    is_wanted: Wanted<'_>,
) -> Option<Names> {
    drop_waiting(&mut found);
    borders::mend(document, &mut found);
    let (sure_forms, _) = forms::collect(document, &found);
    spread::spread(document, &sure_forms, &mut found, limits, is_wanted)?;
    let (mut forms, form_of) = forms::collect(document, &found);
    bodies::settle_armies(&mut forms);
    join::settle_short_forms(&mut forms);
    is_wanted().then_some(())?;
    bodies::resolve(lexicon, &mut forms);
    let same = same_forms(&found, &form_of, same);
    join::drop_contradicted(lexicon, &mut forms, &same);
    let groups = join::groups(lexicon, &forms, &same);
    is_wanted().then_some(())?;
    let mut builder = Builder::new(document, lexicon, &forms, &groups);
    builder.names.mentions = mentions(found, form_of);
    builder.add_all();
    is_wanted().then_some(())?;
    Some(builder.finish())
}

/// Drops the candidates that waited for their entry in vain.
fn drop_waiting(found: &mut Vec<Candidate>) {
    let sure: HashSet<EntryKey> = found
        .iter()
        .filter(|it| !it.waits)
        .filter_map(|it| it.entry)
        .collect();
    // Of several entries with one form, the document means the one that it names otherwise.
    for it in found.iter_mut().filter(|it| it.entry.is_none()) {
        let mut named = it.others.iter().filter(|it| sure.contains(it));
        if let (Some(&only), None) = (named.next(), named.next()) {
            it.entry = Some(only);
        }
    }
    for it in found.iter_mut().filter(|it| it.waits) {
        if it.entry.is_some_and(|entry| sure.contains(&entry)) {
            (it.waits, it.strength) = (false, it.strength.max(0.7));
        }
    }
    found.retain(|it| !it.waits || it.reading == Reading::Other);
}

/// The forms at the places that are the same.
fn same_forms(
    found: &[Candidate],
    form_of: &[FormNumber],
    same: &[(Span, Span)],
) -> Vec<(usize, usize)> {
    let form_at = |span: Span| {
        let at = found.binary_search_by_key(&span, |it| it.span).ok()?;
        form_of[at].get().map(|it| it as usize)
    };
    same.iter()
        .filter_map(|&(a, b)| Some((form_at(a)?, form_at(b)?)))
        .collect()
}

/// Candidates that are let go of together.
const TOGETHER: usize = 1 << 12;

/// The mentions that candidates with a form are; instead of its entity, which nobody knows yet, each has
/// the number of its form. Of a long text there is no room for both, so that the candidates go while
/// the mentions come.
fn mentions(mut found: Vec<Candidate>, form_of: Vec<FormNumber>) -> Vec<Mention> {
    let n_mentions = form_of.iter().filter_map(|it| it.get()).count();
    let mut mentions = Vec::with_capacity(n_mentions);
    for form in form_of.into_iter().rev() {
        let candidate = found.pop().zip(form.get());
        mentions.extend(candidate.map(|(it, form)| Mention {
            span: it.span,
            entity: EntityId(form),
            why: it.why,
        }));
        if found.len().is_multiple_of(TOGETHER) {
            found.shrink_to_fit();
        }
    }
    mentions.reverse();
    mentions
}

/// Builds entities in the order of their first mentions.
struct Builder<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    forms: &'a [Form],
    groups: &'a [usize],
    /// The forms of each group.
    members: Vec<Vec<usize>>,
    ids: HashMap<usize, EntityId>,
    /// For each entity: how often each alias occurs.
    counts: Vec<Vec<usize>>,
    names: Names,
}

impl<'a> Builder<'a> {
    fn new(
        document: &'a Document,
        lexicon: &'a Lexicon,
        forms: &'a [Form],
        groups: &'a [usize],
    ) -> Builder<'a> {
        let mut members = vec![Vec::new(); forms.len()];
        for (form, &group) in groups.iter().enumerate() {
            members[group].push(form);
        }
        let (ids, counts, names) = (HashMap::new(), Vec::new(), Names::default());
        Builder {
            document,
            lexicon,
            forms,
            groups,
            members,
            ids,
            counts,
            names,
        }
    }

    /// Finds the entities of all mentions, which have the numbers of their forms.
    fn add_all(&mut self) {
        for mention in 0..self.names.mentions.len() {
            self.add(mention);
        }
    }

    /// Adds a mention to its entity.
    fn add(&mut self, mention: usize) {
        let Mention { span, entity, .. } = self.names.mentions[mention];
        let group = self.groups[entity.index()];
        let id = match self.ids.get(&group) {
            Some(&id) => id,
            None => self.open(group),
        };
        self.names.mentions[mention].entity = id;
        let mention = u32::try_from(mention).expect("fewer than bytes");
        let (entity, counts) = (
            &mut self.names.entities[id.index()],
            &mut self.counts[id.index()],
        );
        entity.mentions.push(mention);
        let text = self.document.slice(span);
        if let Some(at) = entity.aliases.iter().position(|it| it == text) {
            counts[at] += 1;
        } else {
            entity.aliases.push(text.to_owned());
            counts.push(1);
        }
    }

    /// A new entity for a group of forms.
    fn open(&mut self, group: usize) -> EntityId {
        let id = EntityId(u32::try_from(self.names.entities.len()).expect("fewer than bytes"));
        let forms = || self.members[group].iter().map(|&it| &self.forms[it]);
        let weight = |kind: Kind| {
            let of_kind = forms().filter(|it| it.kind == kind);
            of_kind
                .map(|it| it.strength * count_weight(it.count))
                .sum::<f32>()
        };
        let kinds = [Kind::Company, Kind::Organisation, Kind::Person];
        let by_weight = kinds
            .into_iter()
            .max_by(|&a, &b| weight(a).total_cmp(&weight(b)));
        let known = forms().find(|it| it.entry.is_some()).map(|it| it.kind);
        let strongest = forms().map(|it| it.strength).fold(0.0, f32::max);
        let kind = known.or(by_weight).unwrap_or(Kind::Company);
        self.names.entities.push(Entity {
            kind,
            name: String::new(),
            other_names: Vec::new(),
            aliases: Vec::new(),
            mentions: Vec::new(),
            settled: if kind == Kind::Person {
                SETTLED_PERSON
            } else {
                SETTLED
            } <= strongest,
        });
        self.counts.push(Vec::new());
        self.ids.insert(group, id);
        id
    }

    /// Names the entities and hands them over.
    fn finish(mut self) -> Names {
        let language = self.document.language();
        let mut entries: HashMap<EntityId, EntryKey> = HashMap::new();
        for (form, group) in self.forms.iter().zip(self.groups) {
            if let (Some(entry), Some(&id)) = (form.entry, self.ids.get(group)) {
                entries.entry(id).or_insert(entry);
            }
        }
        for (idx, entity) in self.names.entities.iter_mut().enumerate() {
            let counts = &self.counts[idx];
            let mut order: Vec<usize> = (0..counts.len()).collect();
            order.sort_by_key(|&at| std::cmp::Reverse(counts[at]));
            entity.aliases = order.iter().map(|&at| entity.aliases[at].clone()).collect();
            entity.mentions.shrink_to_fit();
            let id = EntityId(u32::try_from(idx).expect("fewer than bytes"));
            let known = entries
                .get(&id)
                .map_or(Vec::new(), |it| known_names(self.lexicon, *it));
            entity.name = name_to_show(entity, &known, language);
            entity.other_names = known.into_iter().filter(|it| *it != entity.name).collect();
        }
        self.names
    }
}

/// Many mentions weigh more than one, but not in proportion.
fn count_weight(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX)).sqrt()
}

/// The Chinese and English names of an entry.
fn known_names(lexicon: &Lexicon, entry: EntryKey) -> Vec<String> {
    let entry = lexicon.entry_at(entry.is_user(), entry.line());
    let names = entry.map_or([None, None], |it| [it.zh, it.en]);
    names.into_iter().flatten().map(str::to_owned).collect()
}

/// The name to show: the known one if the text uses it, else a person's fullest form and a
/// company's most frequent one; in the script of the text, if there is such a form.
fn name_to_show(entity: &Entity, known: &[String], language: Language) -> String {
    let is_native = |it: &&String| language == Language::English || it.chars().any(is_han);
    let has_native = entity.aliases.iter().any(|it| is_native(&it));
    let fits = |it: &&String| !has_native || is_native(it);
    let used = known
        .iter()
        .find(|it| entity.aliases.contains(it) && fits(it));
    let fitting = || entity.aliases.iter().filter(fits);
    let by_kind = match entity.kind {
        Kind::Person => fitting().rev().max_by_key(|it| it.chars().count()),
        Kind::Company | Kind::Organisation => fitting().next(),
    };
    // A first name alone (米拉) names somebody less well than the full name in the other script.
    let is_first_name = |it: &String| {
        let parts = known.iter().filter_map(|it| it.split_once('·'));
        parts.into_iter().any(|(first, _)| first == it)
    };
    let full = known.iter().find(|it| entity.aliases.contains(it));
    let by_kind = full
        .filter(|_| by_kind.is_some_and(is_first_name))
        .or(by_kind);
    used.or(by_kind).cloned().unwrap_or_default()
}
