//! From an analysis under repair to one that is whole again: numbers, participants.

use super::apply::Work;
use super::{Corrected, Outcome};
use crate::model::{Entity, EntityId, Span};

impl Work<'_> {
    /// Leaves out what is gone and numbers the rest anew: entities by first mention.
    pub(super) fn finish(mut self, outcomes: Vec<Outcome>) -> Corrected {
        retain(&mut self.analysis.mentions, &self.dead);
        self.analysis.mentions.sort_by_key(|it| it.span);
        self.take_part();
        let numbers = self.number_entities();
        for event in &mut self.analysis.events {
            let kept = event.participants.iter();
            event.participants = kept.filter_map(|it| numbers[it.index()]).collect();
        }
        retain(&mut self.analysis.events, &self.dead_events);
        let now = |it| match it {
            Outcome::Entity(id) => {
                let number = numbers[last(&self.merged, id).index()];
                number.map_or(Outcome::Gone, Outcome::Entity)
            }
            Outcome::Event(idx) if self.dead_events[idx] => Outcome::Gone,
            Outcome::Event(idx) => {
                let before = &self.dead_events[..idx];
                Outcome::Event(before.iter().filter(|it| !**it).count())
            }
            Outcome::Nothing | Outcome::Gone => it,
        };
        Corrected {
            outcomes: outcomes.into_iter().map(now).collect(),
            analysis: self.analysis,
        }
    }

    /// Numbers the entities that are mentioned anew; the new number of each old one.
    fn number_entities(&mut self) -> Vec<Option<EntityId>> {
        let analysis = &mut self.analysis;
        let mut numbers = vec![None; analysis.entities.len()];
        let mut entities: Vec<Entity> = Vec::new();
        for (idx, mention) in (0..).zip(&mut analysis.mentions) {
            let old = mention.entity.index();
            let number = *numbers[old].get_or_insert_with(|| {
                let mut entity = analysis.entities[old].clone();
                entity.mentions.clear();
                entities.push(entity);
                EntityId(u32::try_from(entities.len() - 1).unwrap_or(u32::MAX))
            });
            mention.entity = number;
            entities[number.index()].mentions.push(idx);
        }
        analysis.entities = entities;
        numbers
    }

    /// Who takes part in the events now, in the order of the text.
    fn take_part(&mut self) {
        let mentions = &self.analysis.mentions;
        let first_in = |id: EntityId, sentence: Span| {
            let from = mentions.partition_point(|it| it.span.start < sentence.start);
            let here = mentions[from..]
                .iter()
                .take_while(|it| it.span.end <= sentence.end);
            here.map(|it| (it.span, it.entity)).find(|it| it.1 == id)
        };
        for event in &mut self.analysis.events {
            let sentence = event.sentence;
            let mut who = event.participants.to_vec();
            for it in &mut who {
                *it = last(&self.merged, *it);
            }
            for &(new, from) in &self.made {
                let new = last(&self.merged, new);
                if first_in(new, sentence).is_none() {
                    continue;
                }
                let is_split = from.is_some_and(|it| who.contains(&it));
                if from.is_none() || is_split {
                    who.push(new);
                }
                who.retain(|it| Some(*it) != from || first_in(*it, sentence).is_some());
            }
            if *who != *event.participants {
                who.sort_by_key(|&it| first_in(it, sentence).map_or(Span::default(), |it| it.0));
                let mut seen = Vec::new();
                who.retain(|it| {
                    !seen.contains(it) && {
                        seen.push(*it);
                        true
                    }
                });
                event.participants = who.into();
            }
        }
    }
}

/// Leaves out what is marked.
fn retain<T>(items: &mut Vec<T>, gone: &[bool]) {
    let mut gone = gone.iter();
    items.retain(|_| !gone.next().is_some_and(|it| *it));
}

/// The entity that one was merged into in the end.
fn last(merged: &[Option<EntityId>], id: EntityId) -> EntityId {
    let mut id = id;
    // One that was merged is gone, so that no chain comes back to it.
    while let Some(next) = merged[id.index()] {
        id = next;
    }
    id
}
