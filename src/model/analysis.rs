//! Everything that was found in one document.

use super::{Day, Entity, EntityId, Event, Mention, Span};

/// Entities, mentions and events of one document: inert, plain data.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Analysis {
    /// Companies, organisations and people, by first mention.
    pub entities: Vec<Entity>,
    /// All mentions, sorted by span; no two overlap.
    pub mentions: Vec<Mention>,
    /// Events in the order of the text.
    pub events: Vec<Event>,
    /// The publication date, if one is known.
    pub reference: Option<Reference>,
    /// What the reader should know about the analysis, a sentence each.
    pub remarks: Vec<String>,
}

/// The day that relative expressions without a story around them count from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    /// The publication date.
    pub day: Day,
    /// How it is known.
    pub from: PublishedFrom,
    /// The words of the text that say so.
    pub span: Option<Span>,
}

/// Where the publication date comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublishedFrom {
    /// The user said so.
    Option,
    /// The file's metadata.
    Metadata,
    /// The head of the text.
    Text,
    /// Nobody says it: it is the day on which the file was made, for want of a better one.
    Created,
}

impl PublishedFrom {
    /// The word used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            PublishedFrom::Option => "option",
            PublishedFrom::Metadata | PublishedFrom::Created => "metadata",
            PublishedFrom::Text => "text",
        }
    }
}

impl Analysis {
    /// The entity of that index.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.index()]
    }

    /// The mentions of an entity, in the order of the text.
    pub fn mentions_of(&self, id: EntityId) -> impl Iterator<Item = &Mention> {
        self.entity(id)
            .mentions
            .iter()
            .map(|&it| &self.mentions[it as usize])
    }

    /// The mention that covers the byte at `offset`.
    pub fn mention_at(&self, offset: u32) -> Option<&Mention> {
        let after = self.mentions.partition_point(|it| it.span.start <= offset);
        self.mentions[..after]
            .last()
            .filter(|it| it.span.contains(offset))
    }

    /// Indices of the events in the order of time: by first day, then the more precise first, then
    /// by place; those without a date last.
    pub fn timeline(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.events.len()).collect();
        order.sort_by_key(|&idx| {
            let event = &self.events[idx];
            let key = event.date.map(|date| (date.first(), date.precision()));
            (key.is_none(), key, event.span)
        });
        order
    }
}
