//! The word lists' line format. `build.rs` uses this file too.
//!
//! ```text
//! kind<TAB>zh<TAB>en<TAB>form|form<TAB>form:cue,cue|form:
//! ```
//!
//! `-` stands for a name that is not in use. The fourth field holds forms that mean this entity
//! alone, the fifth those that do so only beside a cue (or, without one, beside another form of the
//! same entity in the document). A cue `@name` stands for the group of cues of that name in `cues.tsv`.
//! A form of the fifth field is cautious wherever else it stands.

/// What a list says a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A company, media outlet, lab or fund.
    Company,
    /// A government body, university, association or club.
    Organisation,
    /// A human being.
    Person,
    /// A product, model, work or technical term: never an entity.
    Product,
    /// A place.
    Place,
    /// A title or post that stands before a name.
    TitleBefore,
    /// A title that stands behind a name.
    TitleAfter,
    /// The end of a company's name.
    CompanySuffix,
    /// The end of an organisation's name.
    OrganisationSuffix,
    /// A word beside which a name is a product's.
    ProductWord,
    /// A verb whose subject speaks.
    SpeechVerb,
}

impl Class {
    /// All of them, in their order.
    pub(crate) const ALL: [Class; 11] = [
        Class::Company,
        Class::Organisation,
        Class::Person,
        Class::Product,
        Class::Place,
        Class::TitleBefore,
        Class::TitleAfter,
        Class::CompanySuffix,
        Class::OrganisationSuffix,
        Class::ProductWord,
        Class::SpeechVerb,
    ];
}

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'a> {
    /// What it is.
    pub class: Class,
    /// The Chinese name, if one is in use.
    pub zh: Option<&'a str>,
    /// The English name, if one is in use.
    pub en: Option<&'a str>,
    /// Further forms, sure by themselves.
    pub forms: Vec<&'a str>,
    /// Forms that need one of their cues beside them.
    pub cautious: Vec<(&'a str, Vec<&'a str>)>,
}

/// Reads one line; `None` for a comment or a blank line, an error that says what is wrong else.
pub(crate) fn parse(line: &str) -> Option<Result<Entry<'_>, String>> {
    let line = line.trim_end_matches(['\r', '\n']);
    if line.trim().is_empty() || line.starts_with('#') {
        return None;
    }
    Some(parse_entry(line))
}

fn parse_entry(line: &str) -> Result<Entry<'_>, String> {
    let mut fields = line.split('\t').map(str::trim);
    let kind = fields.next().unwrap_or_default();
    let class = class_of(kind)
        .ok_or_else(|| format!("\"{kind}\" is none of company, organisation, person, product"))?;
    let is_name = |field: &&str| !field.is_empty() && *field != "-";
    let zh = fields.next().filter(is_name);
    let en = fields.next().filter(is_name);
    if zh.is_none() && en.is_none() {
        return Err("it has neither a Chinese nor an English name".to_owned());
    }
    let forms = list(fields.next().unwrap_or_default()).collect();
    let cautious = list(fields.next().unwrap_or_default())
        .map(|it| {
            let (form, cues) = it.split_once(':').unwrap_or((it, ""));
            (
                form.trim(),
                cues.split(',')
                    .map(str::trim)
                    .filter(|it| !it.is_empty())
                    .collect(),
            )
        })
        .collect();
    if fields.next().is_some() {
        return Err("it has more than five fields".to_owned());
    }
    Ok(Entry {
        class,
        zh,
        en,
        forms,
        cautious,
    })
}

fn class_of(kind: &str) -> Option<Class> {
    Some(match kind {
        "company" => Class::Company,
        "organisation" => Class::Organisation,
        "person" => Class::Person,
        "product" => Class::Product,
        _ => return None,
    })
}

fn list(field: &str) -> impl Iterator<Item = &str> {
    field
        .split('|')
        .map(str::trim)
        .filter(|it| !it.is_empty() && *it != "-")
}

impl<'a> Entry<'a> {
    /// All its forms, each with the index of its cautious record if it has one.
    pub(crate) fn all_forms(&self) -> Vec<(&'a str, Option<usize>)> {
        let mut found: Vec<(&'a str, Option<usize>)> = Vec::new();
        let sure = self.zh.iter().chain(&self.en).chain(&self.forms);
        for &form in sure.chain(self.cautious.iter().map(|(form, _)| form)) {
            if found.iter().all(|(it, _)| *it != form) {
                found.push((form, self.cautious.iter().position(|(it, _)| *it == form)));
            }
        }
        found
    }
}
