//! The post or role that a person is first introduced by: «Meta 首席 AI 科学家».

use crate::model::{Analysis, EntityId, Kind};
use crate::text::columns::Metric;
use crate::text::{Document, sentence};

/// Columns that the words before a name may take to be read as a post.
const LONGEST: usize = 36;
/// Mentions to look at.
const MENTIONS: usize = 8;

/// What a post ends in, in Chinese.
const ENDS_ZH: [&str; 26] = [
    "家", "官", "长", "人", "席", "裁", "师", "员", "授", "理", "监", "士", "主任", "记者", "作者",
    "学者", "教练", "代表", "总统", "首相", "总理", "国王", "大使", "律师", "顾问", "秘书",
];
/// What a post ends in, in English.
const ENDS_EN: [&str; 22] = [
    "ceo",
    "cto",
    "cfo",
    "coo",
    "founder",
    "co-founder",
    "cofounder",
    "president",
    "chairman",
    "chairwoman",
    "chair",
    "director",
    "scientist",
    "executive",
    "officer",
    "engineer",
    "professor",
    "researcher",
    "minister",
    "secretary",
    "investor",
    "analyst",
];
/// What no post holds: where such a character stands, it begins behind.
const BORDERS: &str =
    "，,。.、；;：:！!？?（(）)“”「」『』《》的向由与和对让给把被是在称据说而但则\n";

/// Words before a post that are no part of it.
const BEFORE: [&str; 14] = [
    "只有", "还有", "包括", "以及", "其中", "例如", "比如", "就连", "当时", "时任", "其", "连",
    "而", "该",
];

/// The post of a person, from the words before the first name that has any.
pub(super) fn post(document: &Document, analysis: &Analysis, id: EntityId) -> Option<String> {
    if analysis.entity(id).kind != Kind::Person {
        return None;
    }
    analysis.mentions_of(id).take(MENTIONS).find_map(|mention| {
        let block = document
            .blocks()
            .get(document.block_at(mention.span.start))?;
        let sentences = sentence::sentences(document, block);
        let sentence = sentences.into_iter().find(|it| it.covers(mention.span))?;
        let before = document.slice(crate::model::Span {
            end: mention.span.start,
            ..sentence
        });
        words_of_post(before)
    })
}

/// The post that a text ends in.
fn words_of_post(before: &str) -> Option<String> {
    let before = before.trim_end();
    let mut words = before.rsplit(|c| BORDERS.contains(c)).next()?.trim();
    while let Some(rest) = BEFORE.iter().find_map(|it| words.strip_prefix(it)) {
        words = rest.trim_start();
    }
    let last = words.rsplit(' ').next()?.to_lowercase();
    let is_post = ENDS_ZH.iter().any(|it| words.ends_with(it)) || ENDS_EN.contains(&last.as_str());
    // One character is a word of its own (人, 家), not a post.
    let is_long = 1 < words.chars().count();
    let fits = Metric::default().width(words) <= LONGEST;
    (is_post && is_long && fits).then(|| Metric::default().safe(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_before_a_name_are_a_post_if_they_end_like_one() {
        for (before, post) in [
            ("六周后，星河首席 AI 科学家", Some("星河首席 AI 科学家")),
            ("他向 CEO ", Some("CEO")),
            ("来自挪威的投资人", Some("投资人")),
            (
                "In May, Acme chief executive ",
                Some("Acme chief executive"),
            ),
            ("也没有广告，只有首席执行官", Some("首席执行官")),
            ("他告诉", None),
            ("他与", None),
            ("家", None),
            ("", None),
        ] {
            assert_eq!(words_of_post(before).as_deref(), post, "{before}");
        }
    }
}
