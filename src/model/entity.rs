//! Companies, organisations and people, and the places that name them.

use super::Span;
use std::fmt;

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A company, media outlet, lab, fund, or a platform that acts.
    Company,
    /// A government body, university, association, club.
    Organisation,
    /// A human being.
    Person,
}

impl Kind {
    /// The word used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Company => "company",
            Kind::Organisation => "organisation",
            Kind::Person => "person",
        }
    }
}

/// Index of an [`Entity`] in the [`Analysis`](super::Analysis) that made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

impl EntityId {
    /// As an index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// All mentions that mean the same company, organisation or person.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// What it is.
    pub kind: Kind,
    /// The form to show, in the language of the text where it has one.
    pub name: String,
    /// Names in other languages and scripts; they need not occur in the text.
    pub other_names: Vec<String>,
    /// Surface forms that occur in the text, the most frequent first, each once.
    pub aliases: Vec<String>,
    /// Indices into [`Analysis::mentions`](super::Analysis::mentions), in the order of the text.
    pub mentions: Vec<u32>,
    /// False if it is weak or ambiguous: kept apart, not mixed in.
    pub settled: bool,
}

/// One place in the text that names an entity. A long text has a million.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Where.
    pub span: Span,
    /// Whom it names.
    pub entity: EntityId,
    /// Why it was taken for a name.
    pub why: Why,
}

/// The evidence that made a mention.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Why {
    /// An entry of the gazetteer.
    Gazetteer,
    /// The tagger, with the margin of the best reading over the next.
    Tagger(Margin),
    /// A rule.
    Rule(Rule),
    /// The same form is sure elsewhere in the document.
    Document,
    /// The reader said so.
    Reader,
}

/// By how much a reading is better than the next, in tenths of the tagger's scores: as much as is told, in
/// half the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Margin(pub i16);

impl From<f32> for Margin {
    /// The nearest one.
    fn from(margin: f32) -> Margin {
        // What is larger or no number at all becomes one of the bounds, or 0.
        #[expect(clippy::cast_possible_truncation, reason = "the cast saturates")]
        let tenths = (margin * 10.0).round_ties_even() as i16;
        Margin(tenths)
    }
}

impl fmt::Display for Margin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1}", f32::from(self.0) / 10.0)
    }
}

/// A rule that finds names. A long text has a million mentions, so that each holds no more than a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// A byline tells who wrote the text.
    Byline,
    /// What ends like a company's name.
    CompanySuffix,
    /// A first name, and another behind it.
    FirstName,
    /// A name beside a person, with a word of listing between.
    ListOfPeople,
    /// The words around it say that it is no person.
    Neighbors,
    /// What begins or ends like an organisation's name.
    OrganisationSuffix,
    /// A word that says product beside it.
    ProductWord,
    /// Who speaks.
    Speaker,
    /// Who has a title.
    Title,
    /// Han characters that foreign names are written with.
    Transliteration,
}

impl Rule {
    /// All rules.
    pub const ALL: [Rule; 10] = [
        Rule::Byline,
        Rule::CompanySuffix,
        Rule::FirstName,
        Rule::ListOfPeople,
        Rule::Neighbors,
        Rule::OrganisationSuffix,
        Rule::ProductWord,
        Rule::Speaker,
        Rule::Title,
        Rule::Transliteration,
    ];

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Rule::Byline => "byline",
            Rule::CompanySuffix => "company suffix",
            Rule::FirstName => "first name",
            Rule::ListOfPeople => "list of people",
            Rule::Neighbors => "neighbors",
            Rule::OrganisationSuffix => "organisation suffix",
            Rule::ProductWord => "product word",
            Rule::Speaker => "speaker",
            Rule::Title => "title",
            Rule::Transliteration => "transliteration",
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::Gazetteer => f.write_str("gazetteer"),
            Why::Tagger(margin) => write!(f, "tagger {margin}"),
            Why::Rule(rule) => write!(f, "rule {}", rule.name()),
            Why::Document => f.write_str("document"),
            Why::Reader => f.write_str("reader"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_margin_is_told_as_it_was_measured() {
        for (margin, told) in [
            (0.0, "0.0"),
            (0.25, "0.2"),
            (-0.04, "0.0"),
            (-1.26, "-1.3"),
            (12.349, "12.3"),
            (1e9, "3276.7"),
            (f32::NAN, "0.0"),
        ] {
            assert_eq!(Margin::from(margin).to_string(), told, "{margin}");
        }
    }
}
