//! From what was found and what was set right to what is shown.

use super::places::occurrences;
use super::{Correction, When, Who};
use crate::model::{Analysis, DateValue, Entity, EntityId, Event, Kind, Mention, Span, Why};
use crate::text::Document;

/// An analysis with corrections.
#[derive(Debug, Clone, PartialEq)]
pub struct Corrected {
    /// What is known now. A correction that found nothing to correct is told in its remarks.
    pub analysis: Analysis,
    /// What each correction did.
    pub outcomes: Vec<Outcome>,
}

/// What a correction did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It found nothing that it could correct.
    Nothing,
    /// It made this entity what it is.
    Entity(EntityId),
    /// It made the event of that index what it is.
    Event(usize),
    /// What it was about is gone, by it or by a later one.
    Gone,
}

/// An analysis under repair. Numbers of entities and mentions hold until it is finished.
#[derive(Debug)]
pub(super) struct Work<'a> {
    pub(super) document: &'a Document,
    pub(super) analysis: Analysis,
    /// By entity: whether it is gone.
    pub(super) gone: Vec<bool>,
    /// By entity: into which one it was merged.
    pub(super) merged: Vec<Option<EntityId>>,
    /// By mention: whether it is gone.
    pub(super) dead: Vec<bool>,
    /// By event: whether it is gone.
    pub(super) dead_events: Vec<bool>,
    /// New entities, and the ones that they were split off.
    pub(super) made: Vec<(EntityId, Option<EntityId>)>,
}

/// Applies corrections, one after the other. The analysis stays well formed whatever they say.
pub fn apply(document: &Document, analysis: &Analysis, corrections: &[Correction]) -> Corrected {
    let mut work = Work {
        document,
        gone: vec![false; analysis.entities.len()],
        merged: vec![None; analysis.entities.len()],
        dead: vec![false; analysis.mentions.len()],
        dead_events: vec![false; analysis.events.len()],
        made: Vec::new(),
        analysis: analysis.clone(),
    };
    let mut outcomes = Vec::new();
    for correction in corrections {
        let outcome = work.correct(correction);
        if outcome.is_none() {
            let remark = format!("a correction found nothing to correct: {correction}");
            work.analysis.remarks.push(remark);
        }
        outcomes.push(outcome.unwrap_or(Outcome::Nothing));
    }
    work.finish(outcomes)
}

impl Work<'_> {
    /// Does what a correction says; `None` if it found nothing to correct.
    fn correct(&mut self, correction: &Correction) -> Option<Outcome> {
        match correction {
            Correction::Rename { who, to } => self.rename(who, to),
            Correction::Merge { who, into } => self.merge(who, into),
            Correction::Split { who, form } => self.split(who, form),
            Correction::Kind { who, kind } => {
                let id = self.find(who)?;
                self.touch(id).kind = *kind;
                Some(Outcome::Entity(id))
            }
            Correction::Delete { who } => self.delete(who),
            Correction::Add { name, kind } => self.add(name, *kind),
            Correction::Redate { event, date } => self.redate(event, *date),
            Correction::DeleteEvent { event } => {
                let found = self.events(event);
                for &idx in &found {
                    self.dead_events[idx] = true;
                }
                (!found.is_empty()).then_some(Outcome::Gone)
            }
        }
    }

    /// The entity of that name: best of that kind too, else one that has it among its forms.
    fn find(&self, who: &Who) -> Option<EntityId> {
        let fit = |it: &Entity| {
            let has = |names: &[String]| names.contains(&who.name);
            let is_kind = it.kind == who.kind;
            match () {
                () if it.name == who.name => Some((0, !is_kind)),
                () if has(&it.aliases) => Some((1, !is_kind)),
                () if has(&it.other_names) => Some((2, !is_kind)),
                () => None,
            }
        };
        let here = (0..).zip(self.analysis.entities.iter().zip(&self.gone));
        let fits = here.filter(|it| !it.1.1).filter_map(|(idx, (entity, _))| {
            let count = usize::MAX - entity.mentions.len();
            Some((fit(entity)?, count, idx))
        });
        fits.min().map(|it| EntityId(it.2))
    }

    /// The entity, which is sure now: somebody looked at it.
    fn touch(&mut self, id: EntityId) -> &mut Entity {
        let entity = &mut self.analysis.entities[id.index()];
        entity.settled = true;
        entity
    }

    fn rename(&mut self, who: &Who, to: &str) -> Option<Outcome> {
        let id = self.find(who)?;
        let entity = self.touch(id);
        let old = std::mem::replace(&mut entity.name, to.to_owned());
        entity.other_names.retain(|it| it != to);
        if old != to && !entity.aliases.contains(&old) && !entity.other_names.contains(&old) {
            entity.other_names.insert(0, old);
        }
        Some(Outcome::Entity(id))
    }

    fn merge(&mut self, who: &Who, into: &Who) -> Option<Outcome> {
        let (from, into) = (self.find(who)?, self.find(into)?);
        if from == into {
            return None;
        }
        for mention in &mut self.analysis.mentions {
            if mention.entity == from {
                mention.entity = into;
            }
        }
        let entities = &mut self.analysis.entities;
        let names = std::iter::once(entities[from.index()].name.clone());
        let names: Vec<String> = names
            .chain(entities[from.index()].other_names.clone())
            .collect();
        self.gone[from.index()] = true;
        self.merged[from.index()] = Some(into);
        self.count_forms(into);
        let entity = self.touch(into);
        for name in names {
            let is_known = entity.name == name || entity.aliases.contains(&name);
            if !is_known && !entity.other_names.contains(&name) {
                entity.other_names.push(name);
            }
        }
        Some(Outcome::Entity(into))
    }

    fn split(&mut self, who: &Who, form: &str) -> Option<Outcome> {
        let id = self.find(who)?;
        let document = self.document;
        let is_form = |it: &Mention| it.entity == id && document.slice(it.span) == form;
        let mentions = &self.analysis.mentions;
        let n_forms = mentions.iter().filter(|it| is_form(it)).count();
        let n_all = mentions.iter().filter(|it| it.entity == id).count();
        if n_forms == 0 || n_forms == n_all {
            return None;
        }
        let kind = self.touch(id).kind;
        let new = self.new_entity(form, kind);
        let mentions = self.analysis.mentions.iter_mut();
        mentions
            .filter(|it| is_form(it))
            .for_each(|it| it.entity = new);
        self.count_forms(id);
        self.count_forms(new);
        let entity = self.touch(id);
        if entity.name == form
            && let Some(next) = entity.aliases.first().cloned()
        {
            entity.name = next;
        }
        entity.other_names.retain(|it| it != form);
        self.made.push((new, Some(id)));
        Some(Outcome::Entity(new))
    }

    fn delete(&mut self, who: &Who) -> Option<Outcome> {
        let id = self.find(who)?;
        self.gone[id.index()] = true;
        for (mention, dead) in self.analysis.mentions.iter().zip(&mut self.dead) {
            *dead |= mention.entity == id;
        }
        Some(Outcome::Gone)
    }

    /// Where a name stands that is no part of a longer one. Mentions there give way.
    fn free_places(&mut self, name: &str) -> Vec<Span> {
        let mut places = occurrences(self.document, name);
        let mut losers = Vec::new();
        for (idx, mention) in self.analysis.mentions.iter().enumerate() {
            let from = places.partition_point(|it| it.end <= mention.span.start);
            let Some(&place) = places.get(from).filter(|it| it.overlaps(mention.span)) else {
                continue;
            };
            if self.dead[idx] {
                continue;
            }
            if mention.span.covers(place) && mention.span != place {
                places.retain(|it| !mention.span.covers(*it));
            } else {
                self.dead[idx] = true;
                losers.push(mention.entity);
            }
        }
        losers.sort_unstable();
        losers.dedup();
        for loser in losers {
            self.count_forms(loser);
        }
        places
    }

    /// Marks all places of a name. What is only a part of a longer name stays one.
    fn add(&mut self, name: &str, kind: Kind) -> Option<Outcome> {
        let places = self.free_places(name);
        if places.is_empty() {
            return None;
        }
        let who = Who {
            name: name.to_owned(),
            kind,
        };
        let known = self.find(&who).filter(|id| {
            let entity = &self.analysis.entities[id.index()];
            entity.name == name
        });
        let id = known.unwrap_or_else(|| self.new_entity(name, kind));
        for span in places {
            self.analysis.mentions.push(Mention {
                span,
                entity: id,
                why: Why::Reader,
            });
            self.dead.push(false);
        }
        self.count_forms(id);
        self.touch(id).kind = kind;
        self.made.push((id, None));
        Some(Outcome::Entity(id))
    }

    fn redate(&mut self, event: &When, date: DateValue) -> Option<Outcome> {
        let found = self.events(event);
        for &idx in &found {
            let event = &mut self.analysis.events[idx];
            event.date = Some(date);
            event.basis = format!("{} (corrected)", date.edtf()).into();
        }
        found.first().map(|&it| Outcome::Event(it))
    }

    fn events(&self, wanted: &When) -> Vec<usize> {
        let is_wanted = |it: &Event| {
            self.document.slice(it.span) == wanted.text
                && self.document.slice(it.sentence) == wanted.sentence
        };
        let events = self.analysis.events.iter().enumerate();
        events
            .filter(|&(idx, it)| !self.dead_events[idx] && is_wanted(it))
            .map(|it| it.0)
            .collect()
    }

    fn new_entity(&mut self, name: &str, kind: Kind) -> EntityId {
        let id = EntityId(u32::try_from(self.analysis.entities.len()).unwrap_or(u32::MAX));
        self.analysis.entities.push(Entity {
            kind,
            name: name.to_owned(),
            other_names: Vec::new(),
            aliases: Vec::new(),
            mentions: Vec::new(),
            settled: true,
        });
        self.gone.push(false);
        self.merged.push(None);
        id
    }

    /// Counts the forms of an entity anew: the most frequent first, then by place.
    fn count_forms(&mut self, id: EntityId) {
        let mut forms: Vec<(String, usize)> = Vec::new();
        for (mention, _) in self
            .analysis
            .mentions
            .iter()
            .zip(&self.dead)
            .filter(|it| !it.1)
        {
            if mention.entity != id {
                continue;
            }
            let form = self.document.slice(mention.span);
            match forms.iter_mut().find(|it| it.0 == form) {
                Some(it) => it.1 += 1,
                None => forms.push((form.to_owned(), 1)),
            }
        }
        forms.sort_by_key(|it| usize::MAX - it.1);
        self.analysis.entities[id.index()].aliases = forms.into_iter().map(|it| it.0).collect();
    }
}
