//! The publication date, as the head of the text says it.
//!
//! In this order: a line that names it (发布时间: 2024-11-14), a short line with a date (新火种
//! 2023-12-07), a dateline (新华社北京2023年3月5日电; LONDON, Nov. 30, 2022 —). A date without a year
//! takes that of the first full date said no later than in its own block; without one it is no
//! reference; a year alone is one only if the text names no later year.

use super::dates;
use crate::model::{DateValue, Day, Precision, PublishedFrom, Reference, Span};
use crate::text::Document;

/// How many blocks, and how many bytes, the head of a text has.
const HEAD: (usize, usize) = (14, 4000);

/// How many characters a line without a sentence has besides its date.
const SHORT: usize = 40;

/// Words that name the date of publication.
const LABELS: [&str; 22] = [
    "发布时间",
    "发布日期",
    "发布于",
    "发表于",
    "发表时间",
    "发表日期",
    "更新时间",
    "更新于",
    "日期",
    "时间",
    "出版日期",
    "發佈",
    "發表",
    "發布",
    "更新時間",
    "時間",
    "published",
    "posted",
    "updated",
    "date:",
    "last modified",
    "first published",
];

/// What stands behind the date of a dateline.
const NEWS: [&str; 13] = [
    "电",
    "電",
    "讯",
    "訊",
    "消息",
    "报道",
    "報導",
    " —",
    " –",
    " --",
    " (",
    "（记者",
    "(记者",
];

/// What the caption of a picture says behind its date, which may be older than the text.
const CAPTION: [&str; 8] = [
    "图自",
    "图源",
    "图为",
    "资料图",
    "图片来源",
    "视觉中国",
    "供图",
    "图/",
];

/// How surely a date is that of the publication; the least is the surest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Labelled,
    ShortLine,
    Dateline,
}

/// The publication date found in the head of the text.
pub fn find(document: &Document) -> Option<Reference> {
    let head = head(document)?;
    let dated = dates::find(&head, None);
    let latest = latest_year(document.text());
    let found = dated.iter().filter_map(|it| {
        let rank = rank(&head, it.span)?;
        let day = match it.value {
            Some(value) => (value.precision() == Precision::Day).then(|| value.first()),
            None => with_year(&head, it.span, &dated, latest),
        }?;
        Some((rank, it.span.start, it.span, day))
    });
    let (_, _, span, day) = found.min()?;
    Some(Reference {
        day,
        from: PublishedFrom::Text,
        span: Some(span),
    })
}

/// The day of a month, in the year that the head says elsewhere.
fn with_year(
    head: &Document,
    span: Span,
    dated: &[dates::TimeExpression],
    latest: i16,
) -> Option<Day> {
    let block = head.blocks().get(head.block_at(span.start))?.span;
    let said = dated
        .iter()
        .take_while(|it| it.span.start < block.end)
        .find_map(|it| {
            it.value.filter(|value| {
                says_year(head.slice(it.span), *value)
                    && (value.precision() <= Precision::Month || value.first().year() == latest)
            })
        })?;
    let at = |year: i16| {
        let words = head.slice(span);
        let is_day = words.contains('月') || words.contains(|c: char| c.is_ascii_alphabetic());
        let (value, _) = dates::read(words, Day::new(year, 1, 1).ok()).filter(|_| is_day)?;
        let day = value.first();
        (value.precision() == Precision::Day && day.year() == year).then_some(day)
    };
    let year = said.first().year();
    let day = at(year)?;
    let is_before = said.precision() == Precision::Day && day < said.first();
    // 新华社1月3日电 of something on 30 December of the year before.
    let is_next = said.first().month() == 12 && day.month() <= 2;
    if is_before && is_next {
        return at(year + 1);
    }
    Some(day)
}

/// How many bytes of a text are looked through for the year it was written in.
const YEARS: usize = 100_000;

/// The latest year that a text names with 年, 0 if it names none: it is the year of writing if the
/// head names it too, since what is told of lies before.
fn latest_year(text: &str) -> i16 {
    let text = &text[..text.floor_char_boundary(YEARS.min(text.len()))];
    let years = text.match_indices('年').filter_map(|(at, _)| {
        let digits = text[..at].trim_end();
        let from = digits.len().checked_sub(4)?;
        let year: i16 = digits.get(from..)?.parse().ok()?;
        (1900..2200).contains(&year).then_some(year)
    });
    years.max().unwrap_or(0)
}

/// Whether the words of a value say its year.
fn says_year(words: &str, value: DateValue) -> bool {
    words.contains(&value.first().year().to_string())
}

/// The first blocks as a document of their own; its offsets are those of the whole.
fn head(document: &Document) -> Option<Document> {
    let blocks = document.blocks();
    let last = blocks.get(..HEAD.0.min(blocks.len()))?.last()?;
    let text = document.text();
    let end = text.floor_char_boundary((last.span.end as usize).min(HEAD.1));
    Some(Document::plain(
        text[..end].to_owned(),
        document.meta.clone(),
    ))
}

/// How surely the date at a place is that of the publication, `None` if it is the date of a story.
fn rank(head: &Document, span: Span) -> Option<Rank> {
    let block = head.blocks().get(head.block_at(span.start))?.span;
    let before = head.slice(Span {
        start: block.start,
        end: span.start,
    });
    let behind = head.slice(Span {
        start: span.end,
        end: block.end.max(span.end),
    });
    let small = before.to_lowercase();
    let is_near = before.chars().count() <= SHORT;
    if is_near && LABELS.iter().any(|it| small.contains(it)) && !before.contains('。') {
        return Some(Rank::Labelled);
    }
    let ends_sentence = |text: &str| {
        text.contains(['。', '，', '！', '？', '；']) || text.trim_end().ends_with('.')
    };
    let length = before.chars().count() + behind.chars().count();
    let is_caption = CAPTION.iter().any(|it| behind.contains(it));
    let is_heading = before.trim_start().starts_with('#') || is_caption;
    if length <= SHORT && !is_heading && !ends_sentence(before) && !ends_sentence(behind) {
        return Some(Rank::ShortLine);
    }
    let is_dateline =
        is_near && !ends_sentence(before) && NEWS.iter().any(|it| behind.starts_with(it));
    is_dateline.then_some(Rank::Dateline)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Meta;

    #[track_caller]
    fn check(text: &str, day: Option<&str>) {
        let document = Document::plain(text.to_owned(), Meta::default());
        let found = find(&document).map(|it| it.day.to_string());
        assert_eq!(found.as_deref(), day, "{text}");
    }

    #[test]
    fn the_head_says_when_it_was_published() {
        check(
            "某公司换帅\n\n示例网    2021-03-04\n\n正文。",
            Some("2021-03-04"),
        );
        check(
            "# 标题\n作者: 某某\n发布时间: 2022-10-01 09:30\n正文。",
            Some("2022-10-01"),
        );
        check(
            "标题\n2019年8月7日 来源：某报\n2018年3月1日，公司成立。",
            Some("2019-08-07"),
        );
        check(
            "某社北京2020年6月9日电 记者从会上获悉，项目已经启动。",
            Some("2020-06-09"),
        );
        check(
            "Title\n\nBy A. Writer | March 3, 2021\n\nText.",
            Some("2021-03-03"),
        );
        check(
            "LONDON, Nov. 30, 2022 — The company said so.",
            Some("2022-11-30"),
        );
        check(
            "Published: 2 May 2019\nIt began on 1 April 2018.",
            Some("2019-05-02"),
        );
        check("發表於 ２０２３／１２／０７\n內文。", Some("2023-12-07"));
    }

    #[test]
    fn a_dateline_without_a_year_takes_it_from_the_head() {
        check(
            "某社北京5月21日电 2022年4月29日，一座楼倒了。",
            Some("2022-05-21"),
        );
        check(
            "某社1月3日电 2021年12月30日，大桥通车。",
            Some("2022-01-03"),
        );
        check(
            "本报上海9月2日电 一座新桥昨天通车。\n桥从2019年开始建。",
            None,
        );
    }

    #[test]
    fn a_story_says_nothing_of_it() {
        check("2018年3月1日，公司在上海成立，第一批员工只有三个人。", None);
        check(
            "她说，2020年6月9日那天的会议没有结果，双方不欢而散，此后再未见面。",
            None,
        );
        check("", None);
    }
}
