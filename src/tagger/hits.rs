//! What the lexicon knows about places of a text, brought to the units.

use super::label::Part;
use super::unit::Unit;

/// What sort of list a form stands in; the order is part of the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum DictClass {
    /// A known company.
    Company,
    /// A known organisation.
    Organisation,
    /// A known person.
    Person,
    /// A known product or work.
    Product,
    /// A known place.
    Place,
    /// 公司, 集团, Inc: the end of a company's name.
    CompanySuffix,
    /// 委员会, University: the end of an organisation's name.
    OrganisationSuffix,
    /// 总统, CEO: a title that stands before a name.
    TitleBefore,
    /// 先生, 教授: a title that stands behind a name.
    TitleAfter,
    /// 手机, 模型: what a product is.
    ProductWord,
    /// 表示, said: what people do with words.
    SpeechVerb,
    /// A form of any of the names above that is one only sometimes; it is given besides.
    Cautious,
}

impl DictClass {
    /// How many classes there are.
    pub const COUNT: usize = 12;
}

/// One form of the lexicon that stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DictHit {
    /// Index of its first character.
    pub from: usize,
    /// Index behind its last character.
    pub to: usize,
    /// The list it is in.
    pub class: DictClass,
}

/// The hits that cover a unit: for each class no part or one, in four bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UnitHits(u64);

impl UnitHits {
    /// 0, or one more than the part this unit is of a form in the list.
    pub const fn part(self, class: DictClass) -> u32 {
        (self.0 >> (4 * class as u64) & 15) as u32
    }

    /// The parts of all classes of known names, as one number.
    pub const fn names(self) -> u32 {
        let cautious = self.part(DictClass::Cautious);
        (self.0 & 0xF_FFFF) as u32 | cautious << 20
    }

    /// The bits of all other classes: which lists the unit is in, and whether it begins the form.
    pub fn words(self) -> u32 {
        let mut bits = 0;
        if self.0 == 0 {
            return bits;
        }
        for class in DictClass::CompanySuffix as u64..=DictClass::SpeechVerb as u64 {
            let part = self.0 >> (4 * class) & 15;
            let begins = part == Part::Begin as u64 + 1 || part == Part::Single as u64 + 1;
            bits = bits << 2 | u32::from(part != 0) << 1 | u32::from(begins);
        }
        bits
    }

    /// Whether no list has it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn set(&mut self, class: DictClass, part: Part) {
        self.0 |= (part as u64 + 1) << (4 * class as u64);
    }
}

/// Marks on each unit the longest form of each class from the left. Hits whose edges are inside of
/// a unit are no words and left out.
pub fn mark(units: &[Unit], hits: &[DictHit], sorted: &mut Vec<DictHit>, out: &mut Vec<UnitHits>) {
    out.clear();
    out.resize(units.len(), UnitHits::default());
    sorted.clear();
    sorted.extend_from_slice(hits);
    sorted.sort_unstable_by_key(|it| (it.from, usize::MAX - it.to, it.class as u8));
    let mut free_from = [0_usize; DictClass::COUNT];
    let mut at = 0;
    for hit in sorted.iter() {
        while units
            .get(at)
            .is_some_and(|it| (it.from as usize) < hit.from)
        {
            at += 1;
        }
        let free = &mut free_from[hit.class as usize];
        if hit.from < *free || units.get(at).is_none_or(|it| it.from as usize != hit.from) {
            continue;
        }
        let length = units[at..]
            .iter()
            .take_while(|it| it.to as usize <= hit.to)
            .count();
        if length == 0 || units[at + length - 1].to as usize != hit.to {
            continue;
        }
        *free = hit.to;
        for (part, unit) in out[at..at + length].iter_mut().enumerate() {
            unit.set(hit.class, Part::of(part, length));
        }
    }
}
