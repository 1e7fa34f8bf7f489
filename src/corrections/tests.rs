//! Corrections of a small analysis, as text: what was found, what is done, what is left.

use super::*;
use crate::model::{Analysis, Basis, Entity, EntityId, Event, Mention, Span, Why};
use crate::text::{Document, Meta};

/// Names of the text: kind, name, forms.
const NAMES: [(Kind, &str, &[&str]); 4] = [
    (Kind::Company, "星河科技", &["星河科技", "星河"]),
    (Kind::Person, "林晓东", &["林晓东", "林总"]),
    (Kind::Company, "Acme", &["Acme"]),
    (Kind::Person, "老板", &["老板"]),
];

const TEXT: &str = "2011年星河科技请来林晓东。林总说，星河要超过Acme，2012年Acme的老板走了。\n欧阳青与Acmes无关；歐陽青去了Acme。";

/// The analysis of a text that uses the names.
fn found(document: &Document) -> Analysis {
    let text = document.text();
    let mut places: Vec<(Span, u32)> = Vec::new();
    for (id, (_, _, forms)) in (0..).zip(NAMES) {
        for form in forms {
            for (at, _) in text.match_indices(form) {
                let span = Span::new(at, at + form.len());
                if !places.iter().any(|it| it.0.overlaps(span))
                    && !text[span.end as usize..].starts_with('s')
                {
                    places.push((span, id));
                }
            }
        }
    }
    places.sort_unstable();
    let mut analysis = Analysis::default();
    for (kind, name, forms) in NAMES {
        analysis.entities.push(Entity {
            kind,
            name: name.to_owned(),
            other_names: Vec::new(),
            aliases: forms.iter().map(|&it| it.to_owned()).collect(),
            mentions: Vec::new(),
            settled: name != "老板",
        });
    }
    for (idx, (span, id)) in (0..).zip(places) {
        analysis.entities[id as usize].mentions.push(idx);
        let entity = EntityId(id);
        analysis.mentions.push(Mention {
            span,
            entity,
            why: Why::Document,
        });
    }
    for block in document.blocks() {
        for sentence in crate::text::sentence::sentences(document, block) {
            let Some(at) = document.slice(sentence).find("201") else {
                continue;
            };
            let span = Span::new(
                sentence.start as usize + at,
                sentence.start as usize + at + 7,
            );
            let here = analysis
                .mentions
                .iter()
                .filter(|it| sentence.covers(it.span));
            let mut participants: Vec<EntityId> = here.map(|it| it.entity).collect();
            let mut seen = Vec::new();
            participants.retain(|it| {
                !seen.contains(it) && {
                    seen.push(*it);
                    true
                }
            });
            analysis.events.push(Event {
                span,
                date: DateValue::parse(&document.slice(span)[..4]),
                basis: Basis::default(),
                sentence,
                summary: Box::default(),
                participants: participants.into(),
            });
        }
    }
    analysis
}

fn document() -> Document {
    Document::plain(TEXT.to_owned(), Meta::default())
}

fn who(name: &str) -> Who {
    let kind = NAMES
        .iter()
        .find(|it| it.1 == name)
        .map_or(Kind::Person, |it| it.0);
    Who {
        name: name.to_owned(),
        kind,
    }
}

/// Entities as `kind name(other names): form form…`, events as `date: who, who`, remarks.
fn shown(document: &Document, analysis: &Analysis) -> Vec<String> {
    let mut lines = Vec::new();
    for (idx, entity) in (0..).zip(&analysis.entities) {
        let forms = analysis
            .mentions_of(EntityId(idx))
            .map(|it| document.slice(it.span));
        let others = entity.other_names.join(",");
        let forms = forms.collect::<Vec<_>>().join(" ");
        let doubt = if entity.settled { "" } else { "?" };
        lines.push(format!(
            "{} {}({others}){doubt}: {forms}",
            entity.kind.name(),
            entity.name
        ));
    }
    for event in &analysis.events {
        let names: Vec<&str> = event
            .participants
            .iter()
            .map(|&it| analysis.entity(it).name.as_str())
            .collect();
        let date = event.date.map(DateValue::edtf).unwrap_or_default();
        lines.push(format!("{date}: {}", names.join(", ")));
    }
    lines.extend(analysis.remarks.iter().cloned());
    lines
}

/// The lines that the corrections changed: those that went, with `-`, and those that came, with `+`.
#[track_caller]
fn check(corrections: &[Correction], expected: &[&str]) {
    let document = document();
    let before = found(&document);
    let after = apply(&document, &before, corrections);
    for (idx, mention) in after.analysis.mentions.iter().enumerate() {
        assert!(idx == 0 || after.analysis.mentions[idx - 1].span.end <= mention.span.start);
        let entity = after.analysis.entity(mention.entity);
        assert!(entity.mentions.contains(&u32::try_from(idx).unwrap()));
        assert!(
            entity
                .aliases
                .contains(&document.slice(mention.span).to_owned())
        );
    }
    assert_eq!(after.outcomes.len(), corrections.len());
    let (before, after) = (shown(&document, &before), shown(&document, &after.analysis));
    let gone = before
        .iter()
        .filter(|it| !after.contains(it))
        .map(|it| format!("-{it}"));
    let come = after
        .iter()
        .filter(|it| !before.contains(it))
        .map(|it| format!("+{it}"));
    assert_eq!(gone.chain(come).collect::<Vec<_>>(), expected);
}

#[test]
fn a_name_is_written_otherwise() {
    let to = "星河".to_owned();
    let rename = Correction::Rename {
        who: who("星河科技"),
        to,
    };
    check(
        &[rename],
        &[
            "-company 星河科技(): 星河科技 星河",
            "-2011: 星河科技, 林晓东",
            "-2012: 林晓东, 星河科技, Acme, 老板",
            "+company 星河(): 星河科技 星河",
            "+2011: 星河, 林晓东",
            "+2012: 林晓东, 星河, Acme, 老板",
        ],
    );
}

#[test]
fn two_are_one_and_their_events_too() {
    check(
        &[Correction::Merge {
            who: who("老板"),
            into: who("林晓东"),
        }],
        &[
            "-person 林晓东(): 林晓东 林总",
            "-person 老板()?: 老板",
            "-2012: 林晓东, 星河科技, Acme, 老板",
            "+person 林晓东(): 林晓东 林总 老板",
            "+2012: 林晓东, 星河科技, Acme",
        ],
    );
}

#[test]
fn a_form_means_somebody_else() {
    check(
        &[Correction::Split {
            who: who("林晓东"),
            form: "林总".to_owned(),
        }],
        &[
            "-person 林晓东(): 林晓东 林总",
            "-2012: 林晓东, 星河科技, Acme, 老板",
            "+person 林晓东(): 林晓东",
            "+person 林总(): 林总",
            "+2012: 林总, 星河科技, Acme, 老板",
        ],
    );
}

#[test]
fn a_kind_is_another_and_then_it_is_sure() {
    check(
        &[Correction::Kind {
            who: who("老板"),
            kind: Kind::Organisation,
        }],
        &["-person 老板()?: 老板", "+organisation 老板(): 老板"],
    );
}

#[test]
fn what_is_deleted_takes_part_in_nothing() {
    check(
        &[Correction::Delete { who: who("Acme") }],
        &[
            "-company Acme(): Acme Acme Acme",
            "-2012: 林晓东, 星河科技, Acme, 老板",
            "+2012: 林晓东, 星河科技, 老板",
        ],
    );
}

#[test]
fn a_missed_name_is_found_in_both_scripts_and_at_borders_only() {
    let add = |name: &str, kind| Correction::Add {
        name: name.to_owned(),
        kind,
    };
    check(
        &[add("欧阳青", Kind::Person)],
        &["+person 欧阳青(): 欧阳青 歐陽青"],
    );
    // A part of a longer name stays a part; a longer name wins.
    check(
        &[add("星", Kind::Person)],
        &["+a correction found nothing to correct: add the person 星"],
    );
    check(
        &[add("Acme的老板", Kind::Person)],
        &[
            "-company Acme(): Acme Acme Acme",
            "-person 老板()?: 老板",
            "-2012: 林晓东, 星河科技, Acme, 老板",
            "+company Acme(): Acme Acme",
            "+person Acme的老板(): Acme的老板",
            "+2012: 林晓东, 星河科技, Acme, Acme的老板",
        ],
    );
}

#[test]
fn a_date_is_another_or_none() {
    let event = |text: &str| When {
        text: text.to_owned(),
        sentence: "2011年星河科技请来林晓东。".to_owned(),
    };
    let date = DateValue::parse("2010-05").unwrap();
    check(
        &[Correction::Redate {
            event: event("2011年"),
            date,
        }],
        &["-2011: 星河科技, 林晓东", "+2010-05: 星河科技, 林晓东"],
    );
    check(
        &[Correction::DeleteEvent {
            event: event("2011年"),
        }],
        &["-2011: 星河科技, 林晓东"],
    );
    check(
        &[Correction::DeleteEvent {
            event: event("1999年"),
        }],
        &["+a correction found nothing to correct: delete the date 1999年"],
    );
}

#[test]
fn each_goes_on_from_what_the_ones_before_left() {
    let kind = Kind::Company;
    let rename = |name: &str, to: &str| Correction::Rename {
        who: who(name),
        to: to.to_owned(),
    };
    let document = document();
    let corrections = [
        rename("星河科技", "银河"),
        Correction::Merge {
            who: who("Acme"),
            into: Who {
                name: "银河".to_owned(),
                kind,
            },
        },
        // The old name still finds it.
        rename("Acme", "银河集团"),
        Correction::Delete { who: who("nobody") },
    ];
    let after = apply(&document, &found(&document), &corrections);
    let one = Outcome::Entity(EntityId(0));
    assert_eq!(after.outcomes, [one, one, one, Outcome::Nothing]);
    assert_eq!(
        shown(&document, &after.analysis)[0],
        "company 银河集团(银河): 星河科技 星河 Acme Acme Acme"
    );
    assert_eq!(
        apply(&document, &found(&document), &[]).analysis,
        found(&document)
    );
}
