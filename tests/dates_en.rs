//! English time expressions: what is found, and what it denotes.
#![allow(clippy::unwrap_used, missing_docs)]

use mailuo::analysis::dates;
use mailuo::model::{Day, PublishedFrom, Reference};
use mailuo::text::{Document, Meta};

/// The words and values of the events found in a text that was published on 2023-02-07.
#[track_caller]
fn check(text: &str, expected: &[(&str, &str)]) {
    let document = Document::plain(text.to_owned(), Meta::default());
    let reference = Reference {
        day: Day::parse("2023-02-07").unwrap(),
        from: PublishedFrom::Option,
        span: None,
    };
    let found: Vec<(&str, String)> = dates::find(&document, Some(reference))
        .into_iter()
        .filter(|it| it.is_event)
        .map(|it| {
            let value = it
                .value
                .map_or("?".to_owned(), mailuo::model::DateValue::edtf);
            (document.slice(it.span), value)
        })
        .collect();
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(text, value)| (*text, value.as_str()))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn years_before_christ() {
    check(
        "It was built in 221 B.C., or in the 3rd century BC, and fell in the fifth century.",
        &[
            ("221 B.C.", "-0220"),
            ("the 3rd century BC", "-02XX"),
            ("the fifth century", "04XX"),
        ],
    );
    check(
        "It fell in the second century BCE.",
        &[("the second century BCE", "-01XX")],
    );
}

#[test]
fn days() {
    check(
        "It opened on Nov. 30, 2022, closed on 30 November 2021 and again on the 2nd of May 2019.",
        &[
            ("Nov. 30, 2022", "2022-11-30"),
            ("30 November 2021", "2021-11-30"),
            ("the 2nd of May 2019", "2019-05-02"),
        ],
    );
    check(
        "She left on Thursday, March 9, 2017.",
        &[("Thursday, March 9, 2017", "2017-03-09")],
    );
    check(
        "They met Feb. 3-5, 2021, in Oslo.",
        &[("Feb. 3-5, 2021", "2021-02-03/2021-02-05")],
    );
    check(
        "Sales rose from 2015 to 2018.",
        &[("2015 to 2018", "2015-01-01/2018-12-31")],
    );
    check(
        "The deal was signed on 3/7/2019 in Reno, Nevada.",
        &[("3/7/2019", "2019-03-07")],
    );
}

#[test]
fn longer_periods() {
    check(
        "In 1976 it was small; by late 2017 it was big, and in the spring of 2022 it fell.",
        &[
            ("1976", "1976"),
            ("late 2017", "2017-12~"),
            ("the spring of 2022", "2022-21"),
        ],
    );
    check(
        "Q3 2022 was weak, the second quarter of 2021 was not, nor was the first half of 2020.",
        &[
            ("Q3 2022", "2022-35"),
            ("the second quarter of 2021", "2021-34"),
            ("the first half of 2020", "2020-40"),
        ],
    );
    check(
        "It began in the 1990s, or the early 20th century.",
        &[
            ("the 1990s", "199X"),
            ("the early 20th century", "1900-01-01/1909-12-31~"),
        ],
    );
    check(
        "March to May 2020 was quiet.",
        &[("March to May 2020", "2020-03-01/2020-05-31")],
    );
    check("FY2022 ended well.", &[("FY2022", "2022")]);
}

#[test]
fn relative() {
    check(
        "He came yesterday, not the day before yesterday.",
        &[
            ("yesterday", "2023-02-06"),
            ("the day before yesterday", "2023-02-05"),
        ],
    );
    check(
        "She called last Tuesday and will be back next month.",
        &[("last Tuesday", "2023-01-31"), ("next month", "2023-03")],
    );
    check("It was sold 3 weeks ago.", &[("3 weeks ago", "2023-01-17")]);
    check(
        "It will end at the end of next month.",
        &[("the end of next month", "2023-03-25/2023-03-31~")],
    );
    check(
        "He died on Christmas Day 2021.",
        &[("Christmas Day 2021", "2021-12-25")],
    );
}

#[test]
fn along_the_story() {
    check(
        "On May 3, 2010, he arrived. The next day he met her. Two weeks later they left. That year it rained.",
        &[
            ("May 3, 2010", "2010-05-03"),
            ("The next day", "2010-05-04"),
            ("Two weeks later", "2010-05-18"),
            ("That year", "2010"),
        ],
    );
    check(
        "The ship sailed on Friday, August 7, 2015. Sunday brought a storm.",
        &[
            ("Friday, August 7, 2015", "2015-08-07"),
            ("Sunday", "2015-08-09"),
        ],
    );
}

#[test]
fn of_the_year_of_the_story() {
    check(
        "In March 2015 he left. That July he founded a company, and around Christmas that year he sold it.",
        &[
            ("March 2015", "2015-03"),
            ("That July", "2015-07"),
            ("Christmas that year", "2015-12-25~"),
        ],
    );
}

#[test]
fn before_and_after_something() {
    check(
        "On June 10, 2020, Acme released Dolphin. Two weeks before Dolphin appeared, a rival failed.",
        &[
            ("June 10, 2020", "2020-06-10"),
            ("Two weeks before", "2020-05-27~"),
        ],
    );
    check(
        "It closed three days after Christmas 2020.",
        &[("three days after Christmas 2020", "2020-12-28")],
    );
    check(
        "In 2019 it rained. Two weeks before Parrot appeared, it opened.",
        &[("2019", "2019"), ("Two weeks before", "?")],
    );
}
