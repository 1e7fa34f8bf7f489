//! A text written for the tests, and a small analysis of it that marks given words.
#![allow(clippy::unwrap_used, dead_code)]

use mailuo::model::{
    Analysis, DateValue, Day, Entity, EntityId, Event, Kind, Mention, Precision, PublishedFrom,
    Reference, Span, Why, days_in_month,
};
use mailuo::text::{BlockKind, Document, Meta, sentence};
use mailuo::ui::{App, Lang, Message, Options};
use std::sync::Arc;

/// The story of a company that does not exist.
pub(crate) const STORY: &str = "\
首页 > 科技 > 长篇报道

# 星河科技这些年

2023年3月15日

星河科技成立于 2009 年 6 月。创始人林晓东当时刚从蓝鲸银行辞职，手里只有三个月的房租。他对朋友说：“再不做，就来不及了。”两年后，公司才有了第一位投资人——来自挪威的 Anna Berg。

Berg 回忆说，她第一次见到林晓东是在 2011 年 4 月 2 日，上海的一家咖啡馆里。「他讲了四个小时，没有喝一口水，」她写道。Xinghe 这个名字，后来成了行业里的常用词。

## 分歧

2015 年春天，蓝鲸银行提出收购，被董事会拒绝。Nordlicht Ventures 的代表 Anna Berg 投了反对票；林曉東则弃权。当时的首席技术官欧阳青认为：「卖掉公司，等于卖掉我们还没写出来的一切。」

2019 年底，欧阳青离开星河科技，带走了十二名工程师，创办了北岸实验室。此后的一年里，双方在法庭上见过三次面。国家数据局在 2021 年 7 月发布的一份报告中，把这场争执称为“一次昂贵的误会”。

## 尾声

今年 2 月，北岸实验室与星河科技宣布和解。林晓东说，他和欧阳青在一次散步之后谈妥了一切；Berg 则表示，她从未怀疑过这个结局。星河科技（Xinghe）的股价当天上涨 12.5%。

Tags: 科技 创业
";

/// The analysis of [`STORY`], and of any text that uses its words.
pub(crate) fn analysis(document: &Document) -> Analysis {
    let mut analysis = Analysis::default();
    let mut found: Vec<(Span, usize)> = Vec::new();
    for (idx, (_, _, forms, _)) in NAMES.iter().enumerate() {
        for form in *forms {
            for (at, _) in document.text().match_indices(form) {
                let span = Span::new(at, at + form.len());
                if !found.iter().any(|it| it.0.overlaps(span)) {
                    found.push((span, idx));
                }
            }
        }
    }
    found.sort_unstable();
    let mut order: Vec<usize> = Vec::new();
    for (span, idx) in found {
        let id = order.iter().position(|&it| it == idx).unwrap_or_else(|| {
            order.push(idx);
            analysis.entities.push(entity(idx, document));
            order.len() - 1
        });
        analysis.entities[id]
            .mentions
            .push(u32::try_from(analysis.mentions.len()).unwrap());
        let entity = EntityId(u32::try_from(id).unwrap());
        analysis.mentions.push(Mention {
            span,
            entity,
            why: Why::Gazetteer,
        });
    }
    mark_events(document, &mut analysis);
    analysis.reference = Day::parse("2023-03-15").map(|day| Reference {
        day,
        from: PublishedFrom::Text,
        span: None,
    });
    analysis
}

/// Name, kind, forms in the text, names in other languages.
const NAMES: [(&str, Kind, &[&str], &[&str]); 7] = [
    (
        "星河科技",
        Kind::Company,
        &["星河科技", "Xinghe"],
        &["Xinghe Technology"],
    ),
    (
        "蓝鲸银行",
        Kind::Company,
        &["蓝鲸银行"],
        &["Blue Whale Bank"],
    ),
    (
        "Nordlicht Ventures",
        Kind::Company,
        &["Nordlicht Ventures"],
        &["北光资本"],
    ),
    ("国家数据局", Kind::Organisation, &["国家数据局"], &[]),
    (
        "林晓东",
        Kind::Person,
        &["林晓东", "林曉東"],
        &["Lin Xiaodong"],
    ),
    (
        "Anna Berg",
        Kind::Person,
        &["Anna Berg", "Berg"],
        &["安娜·贝里"],
    ),
    ("欧阳青", Kind::Person, &["欧阳青"], &[]),
];

fn entity(idx: usize, document: &Document) -> Entity {
    let (name, kind, forms, others) = NAMES[idx];
    let owned = |names: &[&str]| names.iter().map(|&it| it.to_owned()).collect();
    let aliases: Vec<&str> = forms
        .iter()
        .copied()
        .filter(|it| document.text().contains(it))
        .collect();
    Entity {
        kind,
        name: name.to_owned(),
        other_names: owned(others),
        aliases: owned(&aliases),
        mentions: Vec::new(),
        settled: true,
    }
}

/// Words, first day, last day, precision, certain.
const DATES: [(&str, &str, &str, Precision, bool); 8] = [
    (
        "2009 年 6 月",
        "2009-06-01",
        "2009-06-30",
        Precision::Month,
        true,
    ),
    ("两年后", "2011-01-01", "2011-12-31", Precision::Year, false),
    (
        "2011 年 4 月 2 日",
        "2011-04-02",
        "2011-04-02",
        Precision::Day,
        true,
    ),
    (
        "2015 年春天",
        "2015-03-01",
        "2015-05-31",
        Precision::Season,
        true,
    ),
    (
        "2019 年底",
        "2019-11-01",
        "2019-12-31",
        Precision::Interval,
        true,
    ),
    (
        "2021 年 7 月",
        "2021-07-01",
        "2021-07-31",
        Precision::Month,
        true,
    ),
    (
        "今年 2 月",
        "2023-02-01",
        "2023-02-28",
        Precision::Month,
        true,
    ),
    ("当天", "", "", Precision::Day, true),
];

fn mark_events(document: &Document, analysis: &mut Analysis) {
    for block in document.blocks() {
        for sentence in sentence::sentences(document, block) {
            let text = document.slice(sentence);
            let found = DATES.iter().find_map(|it| Some((it, text.find(it.0)?)));
            let Some((&(words, first, last, precision, is_certain), at)) = found else {
                continue;
            };
            let day = Day::parse;
            let date = day(first)
                .zip(day(last))
                .and_then(|(a, b)| DateValue::new(a, b, precision));
            let date = date.map(|it| if is_certain { it } else { it.about() });
            let here = analysis
                .mentions
                .iter()
                .filter(|it| sentence.covers(it.span));
            let mut participants: Vec<EntityId> = Vec::new();
            for mention in here {
                if !participants.contains(&mention.entity) {
                    participants.push(mention.entity);
                }
            }
            let start = sentence.start as usize + at;
            let value = date.map_or("?".to_owned(), DateValue::edtf);
            analysis.events.push(Event {
                span: Span::new(start, start + words.len()),
                date,
                basis: format!("{words} = {value}").into(),
                sentence,
                summary: text.chars().take(30).collect(),
                participants: participants.into(),
            });
        }
    }
}

/// Reads `2015`, `2015-03`, `2015-03-04`.
pub(crate) fn read_date(typed: &str) -> Option<DateValue> {
    let numbers: Vec<i16> = typed
        .trim()
        .split('-')
        .map(|it| it.parse().ok())
        .collect::<Option<_>>()?;
    let day = |month: i16, day: i16| {
        Day::new(
            *numbers.first()?,
            u8::try_from(month).ok()?,
            u8::try_from(day).ok()?,
        )
        .ok()
    };
    match *numbers.as_slice() {
        [_] => DateValue::new(day(1, 1)?, day(12, 31)?, Precision::Year),
        [year, month] => {
            let last = days_in_month(year, u8::try_from(month).ok()?);
            DateValue::new(
                day(month, 1)?,
                day(month, i16::from(last))?,
                Precision::Month,
            )
        }
        [_, month, number] => {
            DateValue::new(day(month, number)?, day(month, number)?, Precision::Day)
        }
        _ => None,
    }
}

/// A text with its headings and clutter told as a Markdown reader would.
pub(crate) fn document(text: &str) -> Document {
    let mut pieces = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let kind = match line {
            _ if line.starts_with("# ") => BlockKind::Heading(1),
            _ if line.starts_with("## ") => BlockKind::Heading(2),
            _ if line.contains(" > ") || line.starts_with("Tags") => BlockKind::Clutter,
            _ => BlockKind::Paragraph,
        };
        let skip = line.len() - line.trim_start_matches(['#', ' ']).len();
        let skip = if matches!(kind, BlockKind::Heading(_)) {
            skip
        } else {
            0
        };
        pieces.push((Span::new(start + skip, start + line.len()), kind));
        start += line.len() + 1;
    }
    let meta = Meta {
        source: "story.md".to_owned(),
        encoding: "UTF-8",
        ..Meta::default()
    };
    Document::new(text.to_owned(), pieces, meta)
}

/// The reader on a text, with its analysis.
pub(crate) fn app(text: &str, lang: Lang) -> App {
    let document = Arc::new(document(text));
    let options = Options {
        lang,
        dates: Some(Arc::new(read_date)),
        ..Options::default()
    };
    let mut app = App::new(Arc::clone(&document), options);
    app.handle(Message::Analysis(Arc::new(analysis(&document))));
    app
}
