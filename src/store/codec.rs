//! An analysis as bytes, for the cache: little-endian numbers, texts and lists behind their lengths.
//!
//! Reading trusts nothing: what does not fit the text it is for, or has names and places that do not
//! exist, is no analysis.

use crate::model::{
    Analysis, Basis, DateValue, Day, Entity, EntityId, Event, Kind, Margin, Mention, Open, Origin,
    OriginOf, Precision, PublishedFrom, Reference, Rule, Span, Why,
};

const KINDS: [Kind; 3] = [Kind::Company, Kind::Organisation, Kind::Person];
const SOURCES: [PublishedFrom; 4] = [
    PublishedFrom::Option,
    PublishedFrom::Metadata,
    PublishedFrom::Text,
    PublishedFrom::Created,
];
const OPEN: [Open; 3] = [Open::Closed, Open::Before, Open::After];
const PRECISIONS: [Precision; 10] = [
    Precision::Day,
    Precision::Week,
    Precision::Month,
    Precision::Season,
    Precision::Quarter,
    Precision::Half,
    Precision::Year,
    Precision::Decade,
    Precision::Century,
    Precision::Interval,
];

/// The bytes of an analysis.
pub(super) fn write(analysis: &Analysis) -> Vec<u8> {
    let mut to = Writer(Vec::new());
    to.list(&analysis.entities, Writer::entity);
    to.list(&analysis.mentions, Writer::mention);
    to.list(&analysis.events, Writer::event);
    to.option(analysis.reference.as_ref(), |to, it| {
        to.day(it.day);
        to.one_of(&SOURCES, it.from);
        to.option(it.span.as_ref(), |to, it| to.span(*it));
    });
    to.list(&analysis.remarks, |to, it| to.text(it));
    to.0
}

/// The analysis of `text` in these bytes, if they hold one.
pub(super) fn read(bytes: &[u8], text: &str) -> Option<Analysis> {
    let mut from = Reader {
        bytes,
        text,
        n_entities: u32::MAX,
    };
    let entities = from.list(Reader::entity)?;
    from.n_entities = u32::try_from(entities.len()).ok()?;
    let mentions = from.list(Reader::mention)?;
    let n_mentions = u32::try_from(mentions.len()).ok()?;
    let events = from.list(Reader::event)?;
    let reference = from.option(|from| {
        Some(Reference {
            day: from.day()?,
            from: from.one_of(&SOURCES)?,
            span: from.option(Reader::span)?,
        })
    })?;
    let remarks = from.list(Reader::string)?;
    let known = |it: &Entity| it.mentions.iter().all(|&at| at < n_mentions);
    (from.bytes.is_empty() && entities.iter().all(known)).then_some(Analysis {
        entities,
        mentions,
        events,
        reference,
        remarks,
    })
}

struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, number: u32) {
        self.0.extend(number.to_le_bytes());
    }

    fn flag(&mut self, flag: bool) {
        self.0.push(u8::from(flag));
    }

    fn text(&mut self, text: &str) {
        self.length(text.len());
        self.0.extend(text.as_bytes());
    }

    fn length(&mut self, length: usize) {
        self.number(u32::try_from(length).unwrap_or(u32::MAX));
    }

    fn list<T>(&mut self, list: &[T], mut each: impl FnMut(&mut Writer, &T)) {
        self.length(list.len());
        for it in list {
            each(self, it);
        }
    }

    fn option<T>(&mut self, option: Option<&T>, each: impl FnOnce(&mut Writer, &T)) {
        self.flag(option.is_some());
        if let Some(it) = option {
            each(self, it);
        }
    }

    fn one_of<T: PartialEq + Copy>(&mut self, all: &[T], one: T) {
        let at = all.iter().position(|it| *it == one);
        self.0
            .push(at.and_then(|it| u8::try_from(it).ok()).unwrap_or(u8::MAX));
    }

    fn span(&mut self, span: Span) {
        self.number(span.start);
        self.number(span.end);
    }

    fn day(&mut self, day: Day) {
        self.0.extend(day.year().to_le_bytes());
        self.0.extend([day.month(), day.day()]);
    }

    fn entity(&mut self, it: &Entity) {
        self.one_of(&KINDS, it.kind);
        self.text(&it.name);
        self.list(&it.other_names, |to, it| to.text(it));
        self.list(&it.aliases, |to, it| to.text(it));
        self.list(&it.mentions, |to, it| to.number(*it));
        self.flag(it.settled);
    }

    fn mention(&mut self, it: &Mention) {
        self.span(it.span);
        self.number(it.entity.0);
        match it.why {
            Why::Gazetteer => self.0.push(0),
            Why::Tagger(margin) => {
                self.0.push(1);
                self.0.extend(margin.0.to_le_bytes());
            }
            Why::Rule(rule) => {
                self.0.push(2);
                self.one_of(&Rule::ALL, rule);
            }
            Why::Document => self.0.push(3),
            Why::Reader => self.0.push(4),
        }
    }

    fn date(&mut self, it: DateValue) {
        self.day(it.first());
        self.day(it.last());
        self.one_of(&PRECISIONS, it.precision());
        self.flag(it.is_certain());
        self.one_of(&OPEN, it.openness());
    }

    fn event(&mut self, it: &Event) {
        self.span(it.span);
        self.option(it.date.as_ref(), |to, it| to.date(*it));
        self.option(it.basis.origin.as_ref(), |to, it| {
            to.one_of(&OriginOf::ALL, it.what);
            to.date(it.value);
            to.option(it.span.as_ref(), |to, it| to.span(*it));
        });
        self.text(&it.basis.told);
        self.span(it.sentence);
        self.text(&it.summary);
        self.list(&it.participants, |to, it| to.number(it.0));
    }
}

/// Takes values from the front of bytes; `None` when they hold no such value.
struct Reader<'a> {
    bytes: &'a [u8],
    text: &'a str,
    n_entities: u32,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (piece, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some(piece)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (piece, rest) = self.bytes.split_first_chunk()?;
        self.bytes = rest;
        Some(*piece)
    }

    fn byte(&mut self) -> Option<u8> {
        self.array().map(|[it]| it)
    }

    fn number(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    fn flag(&mut self) -> Option<bool> {
        match self.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    fn string(&mut self) -> Option<String> {
        let length = self.number()?;
        let bytes = self.take(usize::try_from(length).ok()?)?;
        Some(std::str::from_utf8(bytes).ok()?.to_owned())
    }

    /// A list; one that claims to be longer than the bytes that are left ends them.
    fn list<T>(&mut self, mut each: impl FnMut(&mut Reader<'a>) -> Option<T>) -> Option<Vec<T>> {
        let length = usize::try_from(self.number()?).ok()?;
        let mut list = Vec::with_capacity(length.min(self.bytes.len()));
        for _ in 0..length {
            list.push(each(self)?);
        }
        Some(list)
    }

    /// A value that may be missing: an error is `None`, a missing one `Some(None)`.
    #[allow(clippy::option_option)]
    fn option<T>(&mut self, each: impl FnOnce(&mut Reader<'a>) -> Option<T>) -> Option<Option<T>> {
        if self.flag()? {
            each(self).map(Some)
        } else {
            Some(None)
        }
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        all.get(usize::from(self.byte()?)).copied()
    }

    /// A place that is one in the text.
    fn span(&mut self) -> Option<Span> {
        let (start, end) = (self.number()?, self.number()?);
        let span = Span { start, end };
        (start <= end && self.text.get(span.range()).is_some()).then_some(span)
    }

    fn day(&mut self) -> Option<Day> {
        let year = i16::from_le_bytes(self.array()?);
        Day::new(year, self.byte()?, self.byte()?).ok()
    }

    fn entity(&mut self) -> Option<Entity> {
        Some(Entity {
            kind: self.one_of(&KINDS)?,
            name: self.string()?,
            other_names: self.list(Reader::string)?,
            aliases: self.list(Reader::string)?,
            mentions: self.list(Reader::number)?,
            settled: self.flag()?,
        })
    }

    fn entity_id(&mut self) -> Option<EntityId> {
        let id = self.number()?;
        (id < self.n_entities).then_some(EntityId(id))
    }

    fn mention(&mut self) -> Option<Mention> {
        Some(Mention {
            span: self.span()?,
            entity: self.entity_id()?,
            why: match self.byte()? {
                0 => Why::Gazetteer,
                1 => Why::Tagger(Margin(i16::from_le_bytes(self.array()?))),
                2 => Why::Rule(self.one_of(&Rule::ALL)?),
                3 => Why::Document,
                4 => Why::Reader,
                _ => return None,
            },
        })
    }

    fn event(&mut self) -> Option<Event> {
        Some(Event {
            span: self.span()?,
            date: self.option(Reader::date)?,
            basis: self.basis()?,
            sentence: self.span()?,
            summary: self.string()?.into(),
            participants: self.list(Reader::entity_id)?.into(),
        })
    }

    fn basis(&mut self) -> Option<Basis> {
        let origin = self.option(|from| {
            Some(Origin {
                what: from.one_of(&OriginOf::ALL)?,
                value: from.date()?,
                span: from.option(Reader::span)?,
            })
        })?;
        let told = self.string()?.into();
        Some(Basis { origin, told })
    }

    fn date(&mut self) -> Option<DateValue> {
        let (first, last) = (self.day()?, self.day()?);
        let value = DateValue::new(first, last, self.one_of(&PRECISIONS)?)?;
        let value = if self.flag()? { value } else { value.about() };
        Some(value.open(self.one_of(&OPEN)?))
    }
}
