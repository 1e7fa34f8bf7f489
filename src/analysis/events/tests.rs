//! Clauses, subjects and cuts of summaries.

use super::*;
use crate::model::{Basis, Entity, Kind, Mention, Why};
use crate::text::Meta;

/// In `marked`, `<…>` are dates and `[…]` names; `expected` is a line an event: summary, then
/// participants after a bar.
#[track_caller]
fn check(marked: &str, expected: &[&str]) {
    let (mut text, mut dates, mut names) = (String::new(), Vec::new(), Vec::new());
    for c in marked.chars() {
        match c {
            '<' => dates.push((text.len(), 0)),
            '[' => names.push((text.len(), 0)),
            '>' => dates.last_mut().unwrap().1 = text.len(),
            ']' => names.last_mut().unwrap().1 = text.len(),
            _ => text.push(c),
        }
    }
    let document = Document::plain(text, Meta::default());
    let mut analysis = Analysis::default();
    for (from, to) in names {
        let span = Span::new(from, to);
        let name = document.slice(span).to_owned();
        let known = analysis.entities.iter().position(|it| it.name == name);
        let idx = known.unwrap_or(analysis.entities.len());
        if known.is_none() {
            let kind = Kind::Company;
            let none = || Vec::new();
            let (other_names, aliases, mentions) = (none(), none(), Vec::new());
            analysis.entities.push(Entity {
                kind,
                name,
                other_names,
                aliases,
                mentions,
                settled: true,
            });
        }
        let entity = EntityId(u32::try_from(idx).unwrap());
        analysis.mentions.push(Mention {
            span,
            entity,
            why: Why::Gazetteer,
        });
    }
    let expressions = dates.into_iter().map(|(from, to)| TimeExpression {
        span: Span::new(from, to),
        value: None,
        basis: Basis::default(),
        is_event: true,
    });
    let found: Vec<String> = find(&document, &analysis, expressions.collect(), &|| true)
        .unwrap()
        .into_iter()
        .map(|it| {
            let who: Vec<&str> = it
                .participants
                .iter()
                .map(|id| analysis.entity(*id).name.as_str())
                .collect();
            if who.is_empty() {
                it.summary.into()
            } else {
                format!("{} | {}", it.summary, who.join(" "))
            }
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_summary_is_the_clause_without_its_date() {
    check(
        "<2月7日>，[微软]在总部举行发布会。",
        &["微软在总部举行发布会 | 微软"],
    );
    check(
        "[谷歌]在<4月>合并了两个团队。",
        &["谷歌合并了两个团队 | 谷歌"],
    );
    check("公司于<2010年>成立，<2014年>上市。", &["公司成立", "上市"]);
    check(
        "On <May 3>, [Acme] closed its plant.",
        &["Acme closed its plant | Acme"],
    );
    check(
        "[Acme] closed its plant in <May>.",
        &["Acme closed its plant | Acme"],
    );
}

#[test]
fn two_dates_have_each_their_own_clause() {
    check(
        "<7月>发布了新车，[长风]的股价随后上涨；<9月>又推出了眼镜。",
        &[
            "发布了新车，长风的股价随后上涨 | 长风",
            "又推出了眼镜 | 长风",
        ],
    );
}

#[test]
fn the_subject_is_carried_from_before() {
    check("[长风]裁员。<次年>又招了人。", &["长风又招了人 | 长风"]);
    check(
        "[Acme] built a plant in <2010> and sold it to [Globex] <four years later>.",
        &[
            "Acme built a plant | Acme",
            "Acme sold it to Globex four years later | Globex",
        ],
    );
}

#[test]
fn a_date_stays_where_its_clause_would_break() {
    check("订单已经排到<2024年>。", &["订单已经排到2024年"]);
    check("The plant was shown in <May>.", &["The plant was shown"]);
    check(
        "[Acme] resigned <the same day>.",
        &["Acme resigned the same day | Acme"],
    );
    check("<5月1日>深夜，[长风]换了人。", &["长风换了人 | 长风"]);
    check(
        "近日（<10月31日>），[长风]发了通知。",
        &["近日，长风发了通知 | 长风"],
    );
    check(
        "Late on <May 3>, [Acme] closed its plant.",
        &["Acme closed its plant | Acme"],
    );
}

#[test]
fn a_long_summary_ends_at_a_clause_and_never_inside_a_name() {
    let long = format!("<3月>，{}，后面的话就不要了。", "字".repeat(34));
    check(&long, &[&"字".repeat(34)]);
    let name = format!("<3月>{}[长风电子]的人。", "字".repeat(38));
    check(&name, &[&format!("{}… | 长风电子", "字".repeat(38))]);
}

#[test]
fn a_date_alone_is_told_by_its_line() {
    check("（<2023-12-07>）", &["（2023-12-07）"]);
    check("长风新报    <2023-12-07>", &["长风新报"]);
}
