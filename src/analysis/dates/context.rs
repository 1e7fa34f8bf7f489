//! From which day an expression counts, and whether its sentence looks back or ahead.

use super::line::Line;
use super::reading::Reading;
use crate::model::{DateValue, Day, Precision, Span};

/// Whether a sentence tells what was or what will be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Unknown,
}

/// The date in force: the one that the story is at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Story {
    pub(super) value: DateValue,
    /// The words that set it.
    pub(super) span: Span,
    /// Number of the sentence that set it, counted through the document.
    pub(super) sentence: usize,
    /// Whether it stood at the head of its clause, where a story is placed in time.
    pub(super) leads: bool,
    /// Its words are those of the lunar calendar.
    pub(super) is_lunar: bool,
}

/// How many sentences a year stays in force for months and days without one.
const REACH_OF_YEAR: usize = 3;
/// The same for a month or a day.
const REACH_OF_DAY: usize = 12;

/// What the resolver knows at one place of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    /// The publication date.
    pub(super) reference: Option<Day>,
    /// Where it is said.
    pub(super) reference_span: Option<Span>,
    /// The reference date is that of a quotation.
    pub(super) is_quoted: bool,
    pub(super) story: Option<Story>,
    /// The last date in force that was a day.
    pub(super) day: Option<Story>,
    /// Number of the present sentence.
    pub(super) sentence: usize,
    pub(super) tense: Tense,
    /// The expression is all that its block says: a question, a field of a form.
    pub(super) is_alone: bool,
    /// The sentence says that it goes back: 此前, 早在.
    pub(super) goes_back: bool,
}

impl Context {
    /// The date in force, if it reaches this sentence.
    pub(super) fn story_in_reach(&self) -> Option<Story> {
        let story = self.story?;
        let precision = story.value.precision();
        let reach = if precision <= Precision::Month || precision == Precision::Interval {
            REACH_OF_DAY
        } else if story.leads {
            REACH_OF_YEAR
        } else {
            0
        };
        (self.sentence - story.sentence <= reach).then_some(story)
    }

    /// The last date of the story, for words that name it: 同年, 九年后. Where in its clause it
    /// stood does not matter.
    fn last_story(&self) -> Option<Story> {
        let named = self.story.map(|it| Story { leads: true, ..it });
        Context {
            story: named,
            ..*self
        }
        .story_in_reach()
    }

    /// The day to count from when the words count on from the story, or else the reference date.
    pub(super) fn onward(&self) -> Option<(DateValue, Option<Span>)> {
        match self.last_story() {
            Some(story) => Some((story.value, Some(story.span))),
            None => self.now(),
        }
    }

    /// The day to count from when a story goes on: the date in force, or the reference date.
    pub(super) fn here(&self) -> Option<(DateValue, Option<Span>)> {
        match self.story_in_reach() {
            Some(story) => Some((story.value, Some(story.span))),
            None => self.now(),
        }
    }

    /// The date in force; without one, words for it mean nothing, except where they are all that
    /// is said.
    pub(super) fn there(&self) -> Option<(DateValue, Option<Span>)> {
        match self.last_story() {
            Some(story) => Some((story.value, Some(story.span))),
            None if self.is_alone => self.now(),
            None => None,
        }
    }

    /// The day that 当天 and 次日 count from: the last one of the story, if a wider date was named
    /// since.
    pub(super) fn there_day(&self) -> Option<(DateValue, Option<Span>)> {
        let is_wide = self
            .last_story()
            .is_none_or(|it| it.value.precision() != Precision::Day);
        let day = self
            .day
            .filter(|it| is_wide && self.sentence - it.sentence <= REACH_OF_DAY);
        day.map(|it| (it.value, Some(it.span)))
            .or_else(|| self.there())
    }

    /// The reference date.
    pub(super) fn now(&self) -> Option<(DateValue, Option<Span>)> {
        let day = self.reference?;
        Some((super::calendar::day_value(day)?, self.reference_span))
    }
}

/// Words that look ahead, and words that look back.
const AHEAD: [&str; 34] = [
    "将于",
    "将在",
    "将",
    "拟",
    "计划",
    "预计",
    "预期",
    "有望",
    "即将",
    "打算",
    "准备",
    "会在",
    "可能会",
    "有可能",
    "会于",
    "要",
    "争取",
    "力争",
    "下次",
    "截止",
    "届时",
    "will ",
    "going to",
    "plans to",
    "expected to",
    "scheduled",
    "upcoming",
    "runs from",
    "take place",
    "takes place",
    "is due ",
    "are due ",
    "set to ",
    "'ll ",
];
const BACK: [&str; 22] = [
    "了",
    "已",
    "曾",
    "刚刚",
    "过后",
    "当时",
    "报道称",
    "表示",
    "宣布",
    "推出的",
    "以来",
    " was ",
    " were ",
    " had ",
    "ed ",
    "said",
    "announced",
    "launched",
    "came ",
    "went ",
    "became ",
    "won ",
];
/// Words that go back behind the date in force.
const BEFORE: [&str; 6] = ["此前", "在此之前", "早在", "之前", "earlier", "before that"];

/// The tense of the clause around a reading: a word right before it decides, or the nearest one
/// behind it, or one farther before.
pub(super) fn tense(line: Line<'_>, reading: &Reading) -> Tense {
    let start = reading.from.saturating_sub(4);
    for at in (start..reading.from).rev() {
        if ends_clause(line, at) {
            break;
        }
        if let Some(tense) = cue(line, at) {
            return tense;
        }
    }
    // 11月，公司推出了: the clause goes on behind a comma right after the date.
    let mut end = line.blanks(reading.to);
    if line.at(end) == ',' {
        end += 1;
    }
    for at in end..end + 50 {
        if ends_clause(line, at) {
            break;
        }
        if let Some(tense) = cue(line, at) {
            return tense;
        }
    }
    for at in (reading.from.saturating_sub(30)..start).rev() {
        if ends_clause(line, at) {
            break;
        }
        if let Some(tense) = cue(line, at) {
            return tense;
        }
    }
    Tense::Unknown
}

/// Whether a clause ends at an index.
fn ends_clause(line: Line<'_>, at: usize) -> bool {
    match line.at(at) {
        ',' => line.at(at + 1) == ' ' || super::is_han(line.at(at + 1)),
        c => "。!?\n\0;".contains(c),
    }
}

/// The tense that a word at an index shows.
fn cue(line: Line<'_>, at: usize) -> Option<Tense> {
    const FIRST: &str = "将拟计预有可即打准会要争力下截届了已曾刚过当报表宣推以wgpesuaclbrti' ";
    if !FIRST.contains(line.at(at)) {
        return None;
    }
    let before = line.before(at);
    if let Some(end) = line.any(at, &AHEAD) {
        let is_other_word = match line.at(at) {
            '要' => "主重需必只不摘纪紧首".contains(before) || "求素点闻".contains(line.at(end)),
            '将' => "麻大上中少主名".contains(before) || "军领士".contains(line.at(end)),
            _ => false,
        };
        return (!is_other_word).then_some(Tense::Future);
    }
    if let Some(end) = line.any(at, &BACK) {
        let is_other_word = line.at(at) == '了' && "解望不得".contains(line.at(end))
            || line.at(at) == '已' && before == '不';
        // It is scheduled to begin.
        let planned = ["schedul", "expect", "plann", "intend", "suppos", "slat"];
        if line.ends_with_any(at, &planned) {
            return Some(Tense::Future);
        }
        return (!is_other_word).then_some(Tense::Past);
    }
    None
}

/// Whether the clause before a reading, behind the reading before it, says that the story goes back.
pub(super) fn goes_back(line: Line<'_>, reading: &Reading, behind: usize) -> bool {
    let mut at = reading.from;
    while at > reading.from.saturating_sub(24).max(behind) {
        at -= 1;
        if matches!(line.at(at), '。' | '!' | '?' | '\n') {
            return false;
        }
        if line.any(at, &BEFORE).is_some() {
            return true;
        }
    }
    false
}
