//! Finding a name among all names of a document while it is typed.

use crate::model::{Analysis, EntityId};
use crate::text::pinyin::{Query, Rank};
use std::ops::Range;

/// Names to offer at most.
const MOST: usize = 200;

/// A name that answers what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NameFound {
    /// Whose.
    pub entity: EntityId,
    /// The form that answers, if it is another one than the name shown.
    pub form: Option<String>,
    /// In what way.
    pub rank: Rank,
    /// Which characters of the form answer.
    pub chars: Range<usize>,
}

/// The entities that have a name answering what was typed, the best first; all for a blank line,
/// by how often they are named.
pub(super) fn find(analysis: &Analysis, typed: &str) -> Vec<NameFound> {
    let mut found = Vec::new();
    let mut query = Query::new(typed);
    for (idx, entity) in (0..).zip(&analysis.entities) {
        let others = entity.aliases.iter().chain(&entity.other_names);
        let forms = std::iter::once(&entity.name).chain(others.filter(|&it| *it != entity.name));
        let best = match &mut query {
            None => Some((0, Rank::Exact, 0, 0..0)),
            Some(query) => forms
                .clone()
                .enumerate()
                .filter_map(|(form, name)| {
                    let it = query.find(name)?;
                    Some((form, it.rank, it.distance, it.chars))
                })
                .min_by_key(|it| (it.1, it.2, it.0)),
        };
        let Some((form, rank, distance, chars)) = best else {
            continue;
        };
        let form = if form == 0 {
            None
        } else {
            forms.clone().nth(form).cloned()
        };
        let count = entity.mentions.len();
        let found_name = NameFound {
            entity: EntityId(idx),
            form,
            rank,
            chars,
        };
        found.push((
            (rank, distance / 100, usize::MAX - count, distance),
            found_name,
        ));
    }
    found.sort_by_key(|it| it.0);
    found.into_iter().map(|it| it.1).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Entity, Kind};

    #[test]
    fn the_best_form_of_each_answers() {
        let entity = |name: &str, others: &[&str], n_mentions| Entity {
            kind: Kind::Person,
            name: name.to_owned(),
            other_names: others.iter().map(|&it| it.to_owned()).collect(),
            aliases: vec![name.to_owned()],
            mentions: vec![0; n_mentions],
            settled: true,
        };
        let analysis = Analysis {
            entities: vec![
                entity("马斯克", &["Elon Musk"], 3),
                entity("马云", &["Jack Ma"], 9),
                entity("奥特曼", &["Sam Altman"], 2),
            ],
            ..Analysis::default()
        };
        let names = |typed| {
            let found = find(&analysis, typed);
            found
                .iter()
                .map(|it| format!("{}{}", it.entity.0, it.form.as_deref().unwrap_or_default()))
                .collect::<Vec<_>>()
        };
        assert_eq!(names("musk"), ["0Elon Musk"]);
        assert_eq!(names("msk"), ["0"]);
        assert_eq!(names("马"), ["1", "0"]);
        assert_eq!(names(""), ["1", "0", "2"]);
        assert_eq!(names("altmn"), ["2Sam Altman"]);
        assert!(names("xyz").is_empty());
    }
}
