//! From candidates to entities.

use super::Names;
use super::candidate::{Candidate, EntryKey, Reading};
use crate::lexicon::Lexicon;
use crate::model::{Entity, EntityId, Mention};
use crate::text::Document;
use std::collections::{BTreeMap, BTreeSet};

/// The entities that the candidates of a document mean.
pub(super) fn entities(
    document: &Document,
    _lexicon: &Lexicon,
    candidates: Vec<Candidate>,
) -> Names {
    let sure: BTreeSet<EntryKey> = candidates
        .iter()
        .filter(|it| !it.waits)
        .filter_map(|it| it.entry)
        .collect();
    let mut ids: BTreeMap<EntryKey, u32> = BTreeMap::new();
    let mut names = Names::default();
    for it in candidates {
        let (Reading::Name(kind), Some(entry)) = (it.reading, it.entry) else {
            continue;
        };
        if it.waits && !sure.contains(&entry) {
            continue;
        }
        let next = u32::try_from(ids.len()).expect("few");
        let id = *ids.entry(entry).or_insert(next);
        if id == next {
            let name = document.slice(it.span).to_owned();
            names.entities.push(Entity {
                kind,
                name,
                other_names: Vec::new(),
                aliases: Vec::new(),
                mentions: Vec::new(),
                settled: true,
            });
        }
        let form = document.slice(it.span).to_owned();
        let at = u32::try_from(names.mentions.len()).expect("few");
        let entity = &mut names.entities[id as usize];
        if !entity.aliases.contains(&form) {
            entity.aliases.push(form);
        }
        entity.mentions.push(at);
        names.mentions.push(Mention {
            span: it.span,
            entity: EntityId(id),
            why: it.why,
        });
    }
    names
}
