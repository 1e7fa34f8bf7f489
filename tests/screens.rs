//! Whole screens: keys in, screen out. The pictures are in `tests/snapshots`.
#![allow(clippy::unwrap_used)]

mod common;

use common::{STORY, app};
use mailuo::ui::{App, Lang, Options, print};
use ratatui::layout::Size;
use std::sync::Arc;

/// The screen after these keys, and the roles of its cells.
fn screen(width: u16, height: u16, keys: &str) -> String {
    let mut app = app(STORY, Lang::Zh);
    print::frame(&mut app, keys, Size { width, height }, true).unwrap()
}

/// The screen without the roles.
fn plain(width: u16, height: u16, keys: &str) -> String {
    let mut app = app(STORY, Lang::Zh);
    print::frame(&mut app, keys, Size { width, height }, false).unwrap()
}

macro_rules! snapshots {
    ($($name:ident: $picture:expr;)*) => {
        $(#[test] fn $name() { insta::assert_snapshot!(stringify!($name), $picture); })*
    };
}

snapshots! {
    the_beginning: screen(120, 30, "");
    a_person_selected_in_the_list: screen(120, 30, "2 jj");
    the_next_passage_after_finding_a_name: screen(120, 30, "f lxd <enter> n");
    finding_a_name_by_its_initials: screen(120, 30, "f oyq");
    the_timeline: plain(120, 30, "3 j");
    story_order: plain(120, 30, "3 t j");
    going_to_a_date_that_has_nothing: plain(120, 30, "D 2016-05 <enter>");
    a_year_filters_the_timeline: plain(120, 30, "D 2011 <enter>");
    searching_finds_both_scripts: screen(120, 30, "/ 林晓东 <enter> n");
    where_two_meet: plain(120, 30, "2 <space> j <space>");
    all_names_highlighted: screen(120, 30, "H");
    the_keys: plain(120, 40, "?");
    looking_for_a_key: plain(120, 30, "? / 段");
    the_outline: plain(120, 30, "o");
    why_this_date: plain(120, 30, "3 j x");
    choosing_on_the_card: screen(120, 30, "2 j <tab> j");
    from_card_to_card: plain(120, 30, "2 j <tab> j <enter>");
    only_the_dates_of_one: plain(120, 30, "2 j F j");
    each_passage_in_a_line: plain(120, 30, "2 j <enter> K");
    the_list_below_the_text: screen(80, 24, "2 j");
    narrow: plain(50, 20, "");
    small: plain(20, 5, "jjjj");
}

#[test]
fn english() {
    let mut app = app(STORY, Lang::En);
    let picture = print::frame(
        &mut app,
        "1 j",
        Size {
            width: 120,
            height: 30,
        },
        false,
    )
    .unwrap();
    insta::assert_snapshot!("english", picture);
}

#[test]
fn the_names_may_come_while_one_is_typed() {
    let document = Arc::new(common::document(STORY));
    let mut app = App::new(Arc::clone(&document), Options::default());
    let size = Size {
        width: 120,
        height: 20,
    };
    print::frame(&mut app, "f oyq", size, false).unwrap();
    let analysis = Arc::new(common::analysis(&document));
    app.handle(mailuo::ui::Message::Analysis(analysis));
    let picture = print::frame(&mut app, "<enter>", size, false).unwrap();
    assert!(picture.contains("欧阳青 1/3"), "{picture}");
}

#[test]
fn the_text_is_there_before_its_names() {
    let document = Arc::new(common::document(STORY));
    let mut app = App::new(document, Options::default());
    let picture = print::frame(
        &mut app,
        "f",
        Size {
            width: 120,
            height: 20,
        },
        false,
    )
    .unwrap();
    insta::assert_snapshot!("the_text_is_there_before_its_names", picture);
}

#[test]
fn esc_comes_back_to_the_exact_place() {
    let before = plain(120, 16, "jjj");
    for keys in [
        "2jjj<esc>",
        "f xinghe <esc>",
        "f xinghe <enter> nn <esc><esc>",
        "/ 星河 <enter> nnn <esc><esc>",
        "D 2021 <enter> <esc><esc><esc>",
        "]d]d<esc><esc>",
        "]e<esc><esc>",
        "f xinghe <enter> nn <enter><c-o>",
        "G<c-o>",
        "50%<c-o>",
        "o<down><enter><c-o>",
        "?<esc>",
    ] {
        let after = plain(120, 16, &format!("jjj{keys}"));
        let text = |picture: &str| -> Vec<String> {
            let ends = |c| "│├▐▪".contains(c);
            let lines = picture
                .lines()
                .map(|it| it.split(ends).next().unwrap_or(it).trim_end());
            lines.map(str::to_owned).collect()
        };
        let (before, after) = (text(&before), text(&after));
        // The footer may tell something else, and a name stays selected.
        assert_eq!(before[..15], after[..15], "{keys}");
    }
}

#[test]
fn a_look_up_does_not_move_the_reading_place() {
    let place = |keys: &str| {
        let mut app = app(STORY, Lang::Zh);
        print::frame(
            &mut app,
            keys,
            Size {
                width: 120,
                height: 16,
            },
            false,
        )
        .unwrap();
        app.place().offset
    };
    let start = place("jjj");
    assert_eq!(place("jjj 2 jjj"), start);
    assert_eq!(place("jjj f xinghe <enter> n"), start);
    assert_ne!(place("jjj f xinghe <enter> nnn <enter>"), start);
}

#[test]
fn resizing_keeps_the_first_visible_character() {
    let mut app = app(STORY, Lang::Zh);
    let frame = |app: &mut App, width, height, keys: &str| {
        print::frame(app, keys, Size { width, height }, false).unwrap()
    };
    let before = frame(&mut app, 120, 16, "jjjjjjj");
    for (width, height) in [(80, 24), (50, 20), (20, 5), (1, 1), (300, 100), (0, 0)] {
        frame(&mut app, width, height, "");
    }
    assert_eq!(frame(&mut app, 120, 16, ""), before);
}

#[test]
fn a_number_before_a_key_counts() {
    assert_eq!(plain(120, 16, "5j"), plain(120, 16, "jjjjj"));
    assert_eq!(plain(120, 16, "12j"), plain(120, 16, &"j".repeat(12)));
    assert_eq!(plain(120, 16, "100%"), plain(120, 16, "G"));
    assert_eq!(plain(120, 16, "04G"), plain(120, 16, "jjjjjj"));
}

#[test]
fn keys_of_an_input_method_work() {
    assert_eq!(
        plain(120, 16, "／星河<enter>"),
        plain(120, 16, "/星河<enter>")
    );
    assert_eq!(plain(120, 30, "？"), plain(120, 30, "?"));
    assert_eq!(plain(120, 16, "】ｄ"), plain(120, 16, "]d"));
}

#[test]
fn a_key_that_does_not_go_on_with_a_sequence_stands_for_itself() {
    assert_eq!(plain(120, 16, "jjgk"), plain(120, 16, "j"));
}

#[test]
fn line_by_line() {
    let document = common::document(STORY);
    let analysis = common::analysis(&document);
    let locale = mailuo::ui::Locale::new(Lang::En);
    let dates: mailuo::ui::DateReader = Arc::new(common::read_date);
    let mut output = Vec::new();
    let typed = "\np\n2\nn\nf xinghe\n1\nd 2016-05\n/ 林曉東\n77\nwhat\nt\nb\nq\n";
    mailuo::ui::Plain::new(&document, &analysis, locale, Some(dates))
        .run(&mut typed.as_bytes(), &mut output)
        .unwrap();
    let output = String::from_utf8(output).unwrap();
    assert!(!output.contains('\u{1B}'));
    insta::assert_snapshot!("line_by_line", output);
}

/// The rows of a list after these keys, without what is around it.
fn rows(keys: &str) -> Vec<String> {
    let picture = plain(120, 40, keys);
    let list = picture.lines().filter_map(|it| it.split_once('│'));
    let rows = list.skip(1).map(|it| it.1.trim_matches([' ', '▸', '·']));
    let named = rows.take_while(|it| !it.is_empty());
    let words = |row: &str| row.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    named.map(words).collect()
}

#[test]
fn what_is_wrong_is_set_right_from_the_list() {
    let people = ["林晓东 Lin", "Anna Berg", "欧阳青 3"];
    assert_eq!(rows("2"), people);
    for (keys, expected) in [
        (
            "2 j r <c-u> 小东 <enter>",
            ["小东 Lin", "Anna Berg", "欧阳青 3"].as_slice(),
        ),
        ("2 j r <c-u> 小东 <enter> u", &people),
        ("2 j M oyq <enter>", &["林晓东 Lin", "Anna Berg"]),
        ("2 <space> jj <space> M", &["欧阳青 Lin", "Anna Berg"]),
        ("2 j M oyq <esc>", &people),
        (
            "2 j S <enter>",
            &["Anna Berg", "林晓东 Lin", "欧阳青 3", "林曉東 1"],
        ),
        ("2 jjj c k <enter> 2", &["林晓东 Lin", "Anna Berg"]),
        ("2 jj X", &["林晓东 Lin", "欧阳青 3"]),
        ("2 jj X X u u", &people),
        (
            "2 A 工程师 <enter> jj <enter>",
            &["林晓东 Lin", "Anna Berg", "欧阳青 3", "工程师 1"],
        ),
        ("2 A 宇航员 <enter> <esc>", &people),
        ("2 r <esc> u", &people),
    ] {
        assert_eq!(rows(keys), expected, "{keys}");
    }
}

#[test]
fn a_date_is_set_right_from_the_timeline() {
    let dates = |keys: &str| {
        rows(&format!("3 j {keys}"))
            .into_iter()
            .take(2)
            .collect::<Vec<_>>()
    };
    assert_eq!(dates(""), ["2009", "2009-06 星河科技成立于"]);
    assert_eq!(
        dates("r <c-u> 2008 <enter>"),
        ["2008", "2008 星河科技成立于"]
    );
    assert_eq!(
        dates("r <c-u> x <enter> <esc>"),
        ["2009", "2009-06 星河科技成立于"]
    );
    assert_ne!(dates("X")[1], dates("")[1]);
}

snapshots! {
    corrected: plain(120, 30, "2 j r <c-u> 小东 <enter> S k <enter> x");
}

#[test]
fn the_own_name_on_the_card_filters_the_timeline() {
    assert_eq!(rows("2 j <tab> <enter>"), rows("2 j F"));
    assert_ne!(rows("2 j <tab> <enter>"), rows("3"));
}

#[test]
fn what_is_copied_is_what_is_looked_at() {
    let copied = |keys: &str| {
        let mut app = app(STORY, Lang::Zh);
        let size = Size {
            width: 120,
            height: 30,
        };
        print::frame(&mut app, "", size, false).unwrap();
        for key in mailuo::ui::parse_keys(keys).unwrap() {
            app.key(key);
        }
        let mut effects = app.take_effects();
        match effects.pop() {
            Some(mailuo::ui::Effect::Copy(text)) => text,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(copied("2jj y"), "Anna Berg · 安娜·贝里");
    assert_eq!(
        copied("f xinghe <enter> n y"),
        "星河科技成立于 2009 年 6 月。"
    );
    let card = copied("2j <tab> y");
    assert!(
        card.starts_with("林晓东  人物  创始人  又名 Lin Xiaodong\n首见 ¶4"),
        "{card}"
    );
    assert!(copied("3 j y").starts_with("2009-06 星河科技成立于"));
}
