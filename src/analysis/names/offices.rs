//! Bodies within what the tagger takes for a post: 吕梁市 + 收藏家协会名誉会长 names an association.

use crate::analysis::token::Token;
use crate::lexicon::{Class, Hit};
use crate::tagger::{Kind, Tagged};

/// How likely such a body is one: it has a place in front and ends as bodies do.
const BY_FORM: f32 = 0.6;

/// The bodies that a place and the post behind it name together: up to the last word in the post that
/// such bodies end with, if words of their own stand before it and the post itself behind it.
pub(super) fn bodies<'a>(
    marked: &'a [Tagged],
    hits: &'a [Hit<'_>],
    tokens: &'a [Token],
) -> impl Iterator<Item = Tagged> + 'a {
    marked.windows(2).filter_map(|pair| {
        let [place, post] = pair else { return None };
        let are_one = place.kind == Kind::Place && post.kind == Kind::Title;
        if !are_one || place.to != post.from {
            return None;
        }
        // 会 in 名誉会长 ends no body.
        let ends_word =
            |it: &Hit<'_>| it.from + 1 < it.to || tokens.iter().any(|word| word.to == it.to);
        let is_inside = |it: &&Hit<'_>| post.from < it.from && it.to < post.to && ends_word(it);
        let ends = |it: &Hit<'_>| {
            let of = |class| it.records.iter().any(|it| it.class() == class);
            if of(Class::OrganisationSuffix) {
                Some((it.to, Kind::Organisation))
            } else {
                of(Class::CompanySuffix).then_some((it.to, Kind::Company))
            }
        };
        let inside = hits.iter().filter(is_inside).filter_map(ends);
        let (to, kind) = inside.max_by_key(|it| it.0)?;
        Some(Tagged {
            from: place.from,
            to,
            kind,
            margin: BY_FORM,
        })
    })
}
