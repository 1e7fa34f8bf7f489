//! The paragraph around a form that means something only where one of its cues stands.

use super::context::{sentence, tells_of_match};
use crate::lexicon::words;
use crate::text::chars::Chars;
use crate::text::fold;
use std::collections::HashMap;

/// The paragraph around a form, folded once if anybody asks.
pub(super) struct Paragraph<'a> {
    pub(super) chars: &'a Chars,
    text: Option<String>,
    /// The groups of cues that were looked for, and whether one of each stands in the text.
    groups: HashMap<String, bool>,
}

impl<'a> Paragraph<'a> {
    /// Of these characters; nothing of them is looked at yet.
    pub(super) fn new(chars: &'a Chars) -> Paragraph<'a> {
        Paragraph {
            chars,
            text: None,
            groups: HashMap::new(),
        }
    }

    fn text(&mut self) -> &str {
        let chars = self.chars;
        self.text
            .get_or_insert_with(|| chars.folded.iter().map(|&c| fold::small(c)).collect())
    }

    pub(super) fn contains(&mut self, cue: &str) -> bool {
        self.text().contains(&fold::text(cue))
    }

    /// Whether one of the cues, or one of a match, stands in the sentence around `from..to`.
    pub(super) fn tells_near(&self, cues: &[&str], (from, to): (usize, usize)) -> bool {
        let chars = &self.chars.folded;
        let (start, end) = sentence(chars, from, to);
        let of = |part: &[char]| part.iter().map(|&c| fold::small(c)).collect::<String>();
        let text = format!("{} {}", of(&chars[start..from]), of(&chars[to..end]));
        tells_of_match(&text)
            || cues.iter().any(|cue| match cue.strip_prefix('@') {
                Some(group) => {
                    let mut cues = words::cues(group).unwrap_or_default().iter();
                    cues.any(|it| text.contains(it.as_str()))
                }
                None => text.contains(&fold::text(cue)),
            })
    }

    pub(super) fn has_cue_of(&mut self, group: &str) -> bool {
        if let Some(&known) = self.groups.get(group) {
            return known;
        }
        let text = self.text();
        let cues = words::cues(group).unwrap_or_default();
        let found = cues.iter().any(|it| text.contains(it.as_str()));
        self.groups.insert(group.to_owned(), found);
        found
    }
}
