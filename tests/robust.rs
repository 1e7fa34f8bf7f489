//! Whatever is opened, pressed, clicked and resized: no panic, no control byte, nothing torn.
#![allow(clippy::unwrap_used)]

mod common;

use common::{STORY, app};
use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use mailuo::store::Place;
use mailuo::text::columns::Metric;
use mailuo::ui::{App, Lang, Message, Opened, Options, Shelf, draw};
use proptest::prelude::*;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use std::sync::Arc;

/// Draws a frame and looks at its cells.
fn look(app: &App, width: u16, height: u16) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let caret = draw(&mut buffer, app).caret;
    if let Some(caret) = caret {
        assert!(
            caret.x < width.max(1) && caret.y < height.max(1),
            "{caret:?}"
        );
    }
    for y in 0..height {
        for x in 0..width {
            let cell = &buffer[(x, y)];
            assert!(
                !cell.symbol().chars().any(is_dangerous),
                "{:?}",
                cell.symbol()
            );
            let columns = cell.cell_width().max(1);
            assert!(
                x + columns <= width,
                "half a character at {x},{y}: {:?}",
                cell.symbol()
            );
            for trailing in x + 1..x + columns {
                assert_eq!(
                    buffer[(trailing, y)].symbol(),
                    " ",
                    "covered at {trailing},{y}"
                );
            }
        }
    }
}

fn is_dangerous(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200B}' | '\u{FEFF}')
}

fn key() -> impl Strategy<Value = Event> {
    let codes = prop_oneof![
        8 => proptest::sample::select("jkdugGbnN]e[tfDx/oOHs=?:q 1234%50y<>Fzv星，".chars().collect::<Vec<_>>())
            .prop_map(KeyCode::Char),
        2 => proptest::sample::select(vec![
            KeyCode::Enter, KeyCode::Esc, KeyCode::Tab, KeyCode::Up, KeyCode::Down, KeyCode::Left,
            KeyCode::Right, KeyCode::Home, KeyCode::End, KeyCode::PageDown, KeyCode::PageUp,
            KeyCode::Backspace, KeyCode::Delete,
        ]),
    ];
    let modifiers = prop_oneof![
        9 => Just(KeyModifiers::NONE),
        1 => Just(KeyModifiers::CONTROL),
        1 => Just(KeyModifiers::ALT),
    ];
    (codes, modifiers).prop_map(|(code, modifiers)| Event::Key(KeyEvent::new(code, modifiers)))
}

fn mouse() -> impl Strategy<Value = Event> {
    let kinds = proptest::sample::select(vec![
        MouseEventKind::Down(MouseButton::Left),
        MouseEventKind::Drag(MouseButton::Left),
        MouseEventKind::Up(MouseButton::Left),
        MouseEventKind::ScrollDown,
        MouseEventKind::ScrollUp,
    ]);
    (kinds, 0..160_u16, 0..60_u16).prop_map(|(kind, column, row)| {
        Event::Mouse(MouseEvent {
            kind,
            column,
            row,
            modifiers: KeyModifiers::NONE,
        })
    })
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let resize = prop_oneof![
        (0..60_u16, 0..12_u16),
        (90..160_u16, 10..60_u16),
        Just((300, 100)),
    ];
    let event = prop_oneof![
        12 => key(),
        2 => mouse(),
        1 => resize.prop_map(|(width, height)| Event::Resize(width, height)),
    ];
    proptest::collection::vec(event, 0..60)
}

fn play(app: &mut App, events: Vec<Event>) {
    let (mut width, mut height) = (100, 20);
    app.handle(Message::Input(Event::Resize(width, height)));
    for event in events {
        if let Event::Resize(to_width, to_height) = event {
            (width, height) = (to_width, to_height);
        }
        app.handle(Message::Input(event));
        app.take_effects();
        look(app, width, height);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_keys_at_any_size(events in events(), ambiguous_wide: bool) {
        let mut app = app(STORY, Lang::Zh);
        if ambiguous_wide {
            app.handle(Message::AmbiguousWide);
        }
        play(&mut app, events);
    }

    #[test]
    fn any_text(text in "(\\PC|[ \n。，（）“”a-z\u{0}-\u{1f}\u{80}-\u{9f}\u{200b}-\u{202e}\u{300}-\u{310}👩‍🚀🇨🇳]){0,400}", events in events(), ambiguous_wide: bool) {
        let document = Arc::new(common::document(&text));
        let analysis = Arc::new(common::analysis(&document));
        let options = Options { metric: Metric { ambiguous_wide }, ..Options::default() };
        let mut app = App::new(Arc::clone(&document), options);
        app.handle(Message::Analysis(analysis));
        play(&mut app, events);
    }
}

/// How often a property is tried: `PROPTEST_CASES` makes it longer.
fn cases() -> u32 {
    let wanted = std::env::var("PROPTEST_CASES").ok();
    wanted.and_then(|it| it.parse().ok()).unwrap_or(24)
}

/// What may happen to the texts while keys are pressed.
#[derive(Debug, Clone)]
enum Change {
    Reread(usize),
    Opened(usize),
    Unopened,
    Lost,
}

/// What a file may hold after it was changed.
fn texts() -> [String; 6] {
    let half = STORY.floor_char_boundary(STORY.len() / 2);
    [
        STORY.to_owned(),
        format!("{STORY}\n2019 年底，林晓东又来了。\n"),
        format!("新的一段。\n\n{STORY}"),
        STORY[..half].to_owned(),
        STORY.replace("林晓东", "安"),
        "一".to_owned(),
    ]
}

fn change(app: &mut App, change: &Change) {
    let analyzed = |idx: usize| {
        let document = Arc::new(common::document(&texts()[idx]));
        let analysis = Arc::new(common::analysis(&document));
        (document, analysis)
    };
    match *change {
        Change::Reread(idx) => {
            let (document, analysis) = analyzed(idx);
            app.handle(Message::Reread(document, analysis));
        }
        Change::Opened(idx) => {
            let (document, analysis) = analyzed(idx);
            app.handle(Message::Opened(Opened {
                index: idx % 3,
                document,
                place: (idx % 2 == 0).then(|| app.place()),
                dates: None,
                keep: None,
                arriving: None,
            }));
            app.handle(Message::Analysis(analysis));
        }
        Change::Unopened => app.handle(Message::Unopened(1, "cannot read b: gone".to_owned())),
        Change::Lost => app.handle(Message::Unreadable("cannot read a: gone".to_owned())),
    }
}

fn changes() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => (0..6_usize).prop_map(Change::Reread),
        2 => (0..6_usize).prop_map(Change::Opened),
        1 => Just(Change::Unopened),
        1 => Just(Change::Lost),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn texts_may_change_at_any_time(steps in proptest::collection::vec((events(), changes()), 1..6)) {
        let document = Arc::new(common::document(STORY));
        let options = Options {
            dates: Some(Arc::new(common::read_date)),
            shelf: Shelf::new(["a", "b", "c"].map(str::to_owned), 0),
            is_watched: true,
            ..Options::default()
        };
        let mut app = App::new(Arc::clone(&document), options);
        app.handle(Message::Analysis(Arc::new(common::analysis(&document))));
        for (events, it) in steps {
            play(&mut app, events);
            change(&mut app, &it);
            app.take_effects();
            play(&mut app, Vec::new());
            look(&app, 100, 20);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn a_text_may_come_in_any_pieces(
        steps in proptest::collection::vec((events(), 0..STORY.len(), any::<bool>()), 1..6),
        restored in proptest::option::of(0..STORY.len()),
    ) {
        let part = |text: &str| {
            let mut document = common::document(text);
            document.meta.partial = true;
            Arc::new(document)
        };
        let options = Options { arriving: Some(0), ..Options::default() };
        let mut app = App::new(part(""), options);
        look(&app, 100, 20);
        for (events, end, is_other) in steps {
            play(&mut app, events);
            let text = &STORY[..STORY.floor_char_boundary(end)];
            // In another encoding, as it seemed up to now.
            let document = part(&if is_other { text.replace('星', "a") } else { text.to_owned() });
            let document = (0 < end).then_some(document);
            let (taken, _) = std::sync::mpsc::channel();
            app.handle(Message::Arriving { document, n_bytes: end, taken });
            look(&app, 100, 20);
        }
        let document = Arc::new(common::document(STORY));
        let place = restored.map(|it| Place {
            offset: u32::try_from(it).unwrap(),
            ..Place::default()
        });
        app.handle(Message::Arrived(Opened {
            index: 0,
            document: Arc::clone(&document),
            place,
            dates: None,
            keep: None,
            arriving: None,
        }));
        look(&app, 100, 20);
        app.handle(Message::Analysis(Arc::new(common::analysis(&document))));
        play(&mut app, Vec::new());
        look(&app, 100, 20);
    }
}

#[test]
fn names_may_arrive_anew_at_any_time() {
    for keys in [
        "",
        "2jj",
        "1G",
        "3jj",
        "2 <space>j<space>",
        "f",
        "fzk",
        "/Berg",
        "2jF",
        "?",
        "2j<tab>j",
    ] {
        let mut app = app(STORY, Lang::Zh);
        app.handle(Message::Input(Event::Resize(120, 30)));
        for key in mailuo::ui::parse_keys(keys).unwrap() {
            app.key(key);
        }
        let document = Arc::clone(app.document());
        let mut fewer = common::analysis(&document);
        for text in ["", "星河科技", "林晓东与 Berg。2009 年 6 月。"] {
            app.handle(Message::Analysis(Arc::new(fewer)));
            fewer = common::analysis(&common::document(text));
            look(&app, 120, 30);
            for key in mailuo::ui::parse_keys("<down><enter>n").unwrap() {
                app.key(key);
                look(&app, 120, 30);
            }
        }
    }
}

#[test]
fn every_size_is_drawn() {
    let mut app = app(STORY, Lang::Zh);
    for keys in ["", "2j", "?", "fzk"] {
        for key in mailuo::ui::parse_keys(keys).unwrap() {
            app.key(key);
        }
        for width in (0..45).chain(96..104).chain([120, 300]) {
            for height in (0..18).chain([24, 100]) {
                app.handle(Message::Input(Event::Resize(width, height)));
                look(&app, width, height);
            }
        }
        app.key(mailuo::ui::parse_keys("<esc>").unwrap()[0]);
    }
}

#[test]
fn the_rest_of_a_long_file_may_come_late() {
    let whole = STORY.repeat(40);
    let cut = whole.floor_char_boundary(5000);
    let whole = format!("{whole}\n\n只在后面的词\n\n{whole}");
    // Keys before the rest comes, and what is done about them then: the place stays, the end is that of
    // the whole, and words are looked for once more.
    for (keys, behind, is_moved) in [
        ("jjjjjjjj", "", false),
        ("Gk", "", false),
        ("G", "", true),
        ("/只在后面的词<enter>", "<enter>", true),
        ("/只在后面的词", "<enter><enter>", true),
        ("/没有的词<enter>", "<esc>", false),
        ("/(<a-r><enter>", "<esc>", false),
    ] {
        let mut head = common::document(&whole[..cut]);
        head.meta.partial = true;
        let mut app = App::new(Arc::new(head), Options::default());
        app.handle(Message::Input(Event::Resize(100, 20)));
        for key in mailuo::ui::parse_keys(keys).unwrap() {
            app.key(key);
        }
        let before = app.place();
        app.handle(Message::Document(Arc::new(common::document(&whole))));
        for key in mailuo::ui::parse_keys(behind).unwrap() {
            app.key(key);
        }
        assert_eq!(before.offset < app.place().offset, is_moved, "{keys}");
        look(&app, 100, 20);
    }
}
