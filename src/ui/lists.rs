//! The lists beside the text: which rows they have, in which order, and what each says.

use crate::model::{Analysis, DateValue, EntityId, Kind, Span};
use crate::text::pinyin;

/// One of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Tab {
    /// Companies and organisations.
    #[default]
    Companies,
    /// People.
    People,
    /// Dated events.
    Timeline,
    /// Names and dates that are not sure.
    Unsettled,
}

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Row {
    /// A company, organisation or person.
    Entity(EntityId),
    /// The event of that index.
    Event(usize),
    /// The year of the events below; `None` if it is not known. It cannot be selected.
    Year(Option<i16>),
    /// Says that only the events of this entity follow. It cannot be selected.
    Only(EntityId),
}

/// The order of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Sort {
    /// The most often named first.
    #[default]
    Count,
    /// By first place in the text.
    Place,
    /// By name, Han by pinyin.
    Name,
}

/// What the user wants to see of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Wish {
    /// The order of names.
    pub sort: Sort,
    /// Events in the order of the text instead of time.
    pub story_order: bool,
    /// Only the events that this entity takes part in.
    pub only: Option<EntityId>,
    /// Only the events of this year.
    pub year: Option<i16>,
}

/// The rows of all lists.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists {
    rows: [Vec<Row>; 4],
}

impl Tab {
    /// All lists, in the order of their keys.
    pub(super) const ALL: [Tab; 4] = [Tab::Companies, Tab::People, Tab::Timeline, Tab::Unsettled];

    /// The name in locales and in the state file.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Tab::Companies => "companies",
            Tab::People => "people",
            Tab::Timeline => "timeline",
            Tab::Unsettled => "unsettled",
        }
    }

    /// As an index.
    pub(super) const fn index(self) -> usize {
        self as usize
    }
}

impl Sort {
    /// The next order, around.
    #[must_use]
    pub(super) const fn next(self) -> Sort {
        match self {
            Sort::Count => Sort::Place,
            Sort::Place => Sort::Name,
            Sort::Name => Sort::Count,
        }
    }

    /// The name in the state file.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Sort::Count => "count",
            Sort::Place => "place",
            Sort::Name => "name",
        }
    }
}

impl Lists {
    /// The rows that are wished for.
    pub(super) fn new(analysis: &Analysis, wish: Wish) -> Lists {
        let names = |kinds: &[Kind]| {
            entities(analysis, wish.sort, |id| {
                let entity = analysis.entity(id);
                entity.settled && kinds.contains(&entity.kind)
            })
        };
        let mut unsettled = entities(analysis, wish.sort, |id| !analysis.entity(id).settled);
        let events = analysis.events.iter().enumerate();
        let undated = events.filter(|(_, it)| it.date.is_none());
        unsettled.extend(undated.map(|(idx, _)| Row::Event(idx)));
        Lists {
            rows: [
                names(&[Kind::Company, Kind::Organisation]),
                names(&[Kind::Person]),
                timeline(analysis, wish),
                unsettled,
            ],
        }
    }

    /// The rows of a list.
    pub(super) fn rows(&self, tab: Tab) -> &[Row] {
        &self.rows[tab.index()]
    }

    /// How many of its rows can be selected.
    pub(super) fn count(&self, tab: Tab) -> usize {
        self.rows(tab)
            .iter()
            .filter(|it| it.is_selectable())
            .count()
    }
}

impl Row {
    /// Whether it is more than a heading.
    pub(super) const fn is_selectable(self) -> bool {
        !matches!(self, Row::Year(_) | Row::Only(_))
    }
}

fn entities(analysis: &Analysis, sort: Sort, keep: impl Fn(EntityId) -> bool) -> Vec<Row> {
    let mut ids: Vec<EntityId> = (0..)
        .zip(&analysis.entities)
        .map(|(idx, _)| EntityId(idx))
        .filter(|&it| keep(it))
        .collect();
    match sort {
        Sort::Count => ids.sort_by_key(|&it| {
            let mentions = &analysis.entity(it).mentions;
            (usize::MAX - mentions.len(), mentions.first().copied())
        }),
        Sort::Place => ids.sort_by_key(|&it| analysis.entity(it).mentions.first().copied()),
        Sort::Name => ids.sort_by_cached_key(|&it| pinyin::sort_key(&analysis.entity(it).name)),
    }
    ids.into_iter().map(Row::Entity).collect()
}

fn timeline(analysis: &Analysis, wish: Wish) -> Vec<Row> {
    let mut order: Vec<usize> = if wish.story_order {
        (0..analysis.events.len()).collect()
    } else {
        analysis.timeline()
    };
    order.retain(|&idx| {
        let event = &analysis.events[idx];
        let years = event.date.map(|it| it.first().year()..=it.last().year());
        years.is_some_and(|it| wish.year.is_none_or(|year| it.contains(&year)))
            && wish.only.is_none_or(|it| event.participants.contains(&it))
    });
    // A long text has very many: its years make few rows more.
    let mut rows = Vec::with_capacity(order.len() + order.len() / 32 + 64);
    rows.extend(wish.only.map(Row::Only));
    let mut year = None;
    for idx in order {
        // The first century begins with the year 0, as it is written.
        let year_of = |it: DateValue| match (it.first().year(), it.last().year()) {
            (0, 1..) => 1,
            (first, _) => first,
        };
        let this = analysis.events[idx].date.map(year_of);
        if !wish.story_order && this != year {
            rows.push(Row::Year(this));
            year = this;
        }
        rows.push(Row::Event(idx));
    }
    rows
}

/// Where in the text places lie: a strip of eight cells, the higher the more.
pub(super) fn strip(places: impl Iterator<Item = Span>, text_len: usize) -> String {
    let mut cells = [0_usize; 8];
    for span in places {
        let cell = span.start as usize * cells.len() / text_len.max(1);
        cells[cell.min(7)] += 1;
    }
    let most = cells.iter().copied().max().unwrap_or(0).max(1);
    cells
        .into_iter()
        .map(|it| match it {
            0 => ' ',
            _ => ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'][(it * 8 - 1) / most],
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strip_shows_where_and_how_much() {
        let places = |starts: &[usize]| strip(starts.iter().map(|&it| Span::new(it, it + 1)), 80);
        assert_eq!(places(&[]), "        ");
        assert_eq!(places(&[0, 1, 79, 80]), "█      █");
        assert_eq!(places(&[0, 1, 2, 3, 10, 10, 30]), "█▄ ▂    ");
        assert_eq!(strip([Span::new(0, 1)].into_iter(), 0), "█       ");
    }
}
