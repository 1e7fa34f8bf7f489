//! Whatever stands in a text, its title, its name, the settings or a list of names: a terminal is sent
//! nothing but what the program says itself.
#![allow(clippy::unwrap_used)]

#[path = "common/vt.rs"]
mod vt;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use mailuo::analysis::Analyzer;
use mailuo::cli;
use mailuo::lexicon::Lexicon;
use mailuo::run;
use mailuo::source::{self, Format};
use mailuo::ui::{App, Config, Message, Options, Screen, Shelf, draw, parse_keys};
use proptest::prelude::*;
use ratatui::layout::Size;
use std::ffi::OsString;
use std::io::Write as _;
use std::path::Path;
use std::sync::{Arc, LazyLock};
use vt::{Sender, Watch};

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::default);

/// What a terminal may obey, and what hides something from people.
const HOSTILE: [&[u8]; 40] = [
    b"\x1b",
    b"\x1b[31m",
    b"\x1b[2J\x1b[1;1H",
    b"\x1b[6n",
    b"\x1b[?1049l",
    b"\x1b[?2026l",
    b"\x1b[200~",
    b"\x1b]0;title\x07",
    b"\x1b]2;title\x1b\\",
    b"\x1b]8;;http://evil.example/\x1b\\here\x1b]8;;\x1b\\",
    b"\x1b]52;c;ZXZpbA==\x07",
    b"\x1b]52;c;?\x07",
    b"\x1b]1337;File=:AA==\x07",
    b"\x1bP$q\"p\x1b\\",
    b"\x1bPtmux;\x1b\x1b]52;c;eA==\x07\x1b\\",
    b"\x1b_Gi=1;AAAA\x1b\\",
    b"\x1b^pm\x1b\\",
    b"\x1bc",
    b"\x1b#8",
    b"\x1b(0",
    b"\x9b31m",
    b"\x9d0;t\x9c",
    b"\x90q\x9c",
    "\u{9b}31m".as_bytes(),
    "\u{9d}0;t\u{9c}".as_bytes(),
    "\u{85}\u{84}\u{8d}".as_bytes(),
    b"\0\x07\x08\x0b\x0c\x0e\x0f\x7f",
    b"\r",
    b"\r\n",
    "\u{202e}gnp.exe\u{202c}".as_bytes(),
    "\u{202a}\u{202b}\u{202d}".as_bytes(),
    "\u{2066}\u{2067}\u{2068}\u{2069}".as_bytes(),
    "\u{200e}\u{200f}\u{61c}".as_bytes(),
    "\u{200b}\u{2060}\u{feff}\u{ad}".as_bytes(),
    "\u{200d}\u{fe0f}\u{e0041}\u{e007f}".as_bytes(),
    "\u{2028}\u{2029}\u{fffe}\u{ffff}".as_bytes(),
    "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}".as_bytes(),
    "👩\u{200d}🚀🏴\u{e0067}\u{e007f}\u{200d}".as_bytes(),
    b"http://a.example/\x1b]8;;x",
    b"https://b.example/?q=\xc2\x9b;1",
];

/// Words in which names and dates are found, and the marks of the formats.
const PLAIN: [&str; 24] = [
    "微软",
    "OpenAI",
    "创始人林晓东",
    "Microsoft CEO Satya Nadella",
    "2023年2月7日",
    "两周后",
    "Feb. 7, 2023",
    "宣布",
    "。",
    "\n",
    "\n\n",
    " ",
    "，",
    "said ",
    "“",
    "”",
    "# ",
    "<b>",
    "</p><p>",
    "&#27;[31m",
    "&#x9b;31m",
    "&#x202e;",
    "[a](http://c.example/)",
    "- ",
];

/// Words with something hostile among and inside of them.
fn hostile() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => proptest::sample::select(&HOSTILE[..]).prop_map(<[u8]>::to_vec),
        6 => proptest::sample::select(&PLAIN[..]).prop_map(|it| it.as_bytes().to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 1..6),
        1 => any::<char>().prop_map(|it| it.to_string().into_bytes()),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|it| it.concat())
}

/// The same as a text.
fn hostile_text() -> impl Strategy<Value = String> {
    hostile().prop_map(|it| String::from_utf8_lossy(&it).into_owned())
}

/// The bytes of a page, a text or Markdown with these words in its places.
fn source(format: Format, title: &[u8], words: &[u8]) -> Vec<u8> {
    let filler = "微软在2023年2月7日发布了新的产品，OpenAI 的人也在场。\n\n".repeat(3);
    match format {
        Format::Page => [
            &b"<html><head><meta charset=utf-8><title>"[..],
            title,
            b"</title><meta property='og:title' content='",
            title,
            b"'><meta name='author' content='",
            title,
            b"'></head><body><h1>",
            title,
            b"</h1><article><p>",
            filler.as_bytes(),
            words,
            b"</p><p><a href='http://x.example/",
            title,
            b"'>",
            words,
            b"</a></p></article></body></html>",
        ]
        .concat(),
        Format::Plain | Format::Markdown | Format::Epub | Format::Docx | Format::Pdf => [
            b"# ",
            title,
            b"\n\n",
            words,
            b"\n\n",
            filler.as_bytes(),
            words,
        ]
        .concat(),
    }
}

const FORMATS: [Format; 3] = [Format::Plain, Format::Markdown, Format::Page];

/// Keys that open all there is to see.
const KEYS: [&str; 28] = [
    "j",
    "<down>",
    " ",
    "G",
    "gg",
    "1",
    "2",
    "3",
    "4",
    "<tab>",
    "<enter>",
    "<esc>",
    "n",
    "o",
    "O",
    "?",
    "x",
    "K",
    "t",
    "H",
    "=",
    "D2023<enter>",
    "/",
    "f",
    ":",
    "r",
    "A",
    "]f",
];

/// Keys, and what is typed in between.
fn keys() -> impl Strategy<Value = Vec<Event>> {
    let named = proptest::sample::select(&KEYS[..]).prop_map(|it| {
        let keys = parse_keys(it).unwrap();
        let event = |it: mailuo::ui::Key| {
            let mut modifiers = KeyModifiers::NONE;
            modifiers.set(KeyModifiers::CONTROL, it.ctrl);
            modifiers.set(KeyModifiers::ALT, it.alt);
            Event::Key(KeyEvent::new(it.code, modifiers))
        };
        keys.into_iter().map(event).collect::<Vec<_>>()
    });
    let typed = any::<char>().prop_map(|c| {
        let key = KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE);
        vec![Event::Key(key)]
    });
    let sizes = proptest::sample::select(vec![(120, 40), (100, 20), (60, 15), (30, 8), (3, 2)]);
    let resize = sizes.prop_map(|(width, height)| vec![Event::Resize(width, height)]);
    let step = prop_oneof![6 => named, 1 => typed, 1 => resize];
    proptest::collection::vec(step, 0..16).prop_map(|it| it.concat())
}

/// How often a property is tried: `PROPTEST_CASES` makes it longer.
fn cases() -> u32 {
    let wanted = std::env::var("PROPTEST_CASES").ok();
    wanted.and_then(|it| it.parse().ok()).unwrap_or(24)
}

/// Reads with these keys on a terminal that panics at what is not ours.
fn read(bytes: &[u8], format: Format, names: [&str; 2], config: &str, keys: Vec<Event>) {
    let options = source::Options {
        format: Some(format),
        ..source::Options::default()
    };
    let Ok(document) = source::of_bytes(bytes, names[0], options) else {
        return;
    };
    let document = Arc::new(document);
    let analysis = Arc::new(ANALYZER.analyze(&document));
    let (config, problems) = Config::read(config);
    let mut shelf = Shelf::new(names.map(str::to_owned), 0);
    shelf.note_problem(1, names[1].to_owned());
    let options = Options {
        note: Some(problems.join("; ")),
        shelf,
        links: true,
        ..config.options()
    };
    let mut app = App::new(document, options);
    let mut screen = Screen::new(Watch::new(Sender::Reader));
    let mut size = Size {
        width: 120,
        height: 40,
    };
    app.handle(Message::Input(Event::Resize(size.width, size.height)));
    screen.draw(size, |buffer| draw(buffer, &app)).unwrap();
    app.handle(Message::Analysis(analysis));
    screen.draw(size, |buffer| draw(buffer, &app)).unwrap();
    for key in keys {
        if let Event::Resize(width, height) = key {
            size = Size { width, height };
        }
        app.handle(Message::Input(key));
        app.take_effects();
        screen.draw(size, |buffer| draw(buffer, &app)).unwrap();
    }
    app.handle(Message::Unopened(1, names[1].to_owned()));
    screen.draw(size, |buffer| draw(buffer, &app)).unwrap();
}

/// Runs a command line on a file and looks at what it prints, or says.
fn command(file: &Path, args: &[&str]) {
    let words = std::iter::once("mailuo").chain(args.iter().copied());
    let words = words
        .map(OsString::from)
        .chain([file.as_os_str().to_owned()]);
    let mut out = Vec::new();
    let outcome = cli::parse(words).and_then(|it| match it {
        Ok(cli) => run::run(&cli, &mut out),
        Err(text) => run::print(&mut out, &text),
    });
    vt::check(Sender::Command, &out);
    if let Err(err) = outcome {
        vt::check(Sender::Command, err.to_string().as_bytes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn the_reader_sends_only_its_own_sequences(
        format in proptest::sample::select(&FORMATS[..]),
        title in hostile(),
        words in hostile(),
        names in [hostile_text(), hostile_text()],
        config in hostile_text(),
        keys in keys(),
    ) {
        let names = [names[0].as_str(), names[1].as_str()];
        read(&source(format, &title, &words), format, names, &config, keys);
    }

    #[test]
    fn commands_send_only_text(
        format in proptest::sample::select(&FORMATS[..]),
        title in hostile(),
        words in hostile(),
        name in hostile(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(file_name(&name));
        std::fs::write(&path, source(format, &title, &words)).unwrap();
        let lost = folder.path().join("lost").join(file_name(&name));
        for args in [
            &["extract"][..], &["extract", "--format", "jsonl"], &["extract", "--from", "html"],
            &["extract", "--from", "jsonl"], &["names"], &["timeline"],
            &["--print", "--keys", "3"], &["--print", "--styles", "--size", "60x20"],
        ] {
            command(&path, args);
            command(&lost, args);
        }
    }

    #[test]
    fn settings_and_lists_of_names_send_only_text(text in hostile_text(), words in hostile_text()) {
        let (config, problems) = Config::read(&text);
        vt::check(Sender::Command, config.text().as_bytes());
        let told = mailuo::error::Error::usage(problems.join("; "));
        vt::check(Sender::Command, told.to_string().as_bytes());
        match Lexicon::with_list(&text, &words) {
            Err(err) => vt::check(Sender::Command, err.to_string().as_bytes()),
            Ok(lexicon) => {
                let options = source::Options::default();
                let Ok(document) = source::of_bytes(text.as_bytes(), "a.txt", options) else {
                    return Ok(());
                };
                let found = Analyzer::new(lexicon).analyze(&document);
                let names = mailuo::export::names(&found, false);
                vt::check(Sender::Command, names.as_bytes());
            }
        }
        for args in [&["date"][..], &["date", "--json"], &["--date"], &["--fly"]] {
            command(Path::new(&words), args);
        }
    }
}

/// Bytes as the name of a file: no folder in it, and not too long.
fn file_name(bytes: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStringExt as _;
    let allowed = bytes.iter().copied().filter(|it| !b"/\0".contains(it));
    let name: Vec<u8> = b"a".iter().copied().chain(allowed.take(200)).collect();
    OsString::from_vec(name)
}

/// What stands on standard error, and what is read line by line, comes from the program itself.
#[test]
fn names_of_files_reach_nobody_unseen() {
    let folder = tempfile::tempdir().unwrap();
    let name = "a\u{1b}]0;x\u{7}\u{9b}2J\u{202e}\u{200b}";
    std::fs::create_dir(folder.path().join(name)).unwrap();
    for (file, bytes) in [("b", "微软来了。\n".as_bytes()), ("c", b"\0\x01\x02\0")] {
        let path = folder.path().join(name).join(format!("{name}{file}"));
        std::fs::write(path, bytes).unwrap();
    }
    let config = folder.path().join("mailuo");
    std::fs::create_dir(&config).unwrap();
    let mut file = std::fs::File::create(config.join("config.toml")).unwrap();
    writeln!(file, "la\u{9b}ng = \"\u{202e}\"\n[\u{9d}0;\u{7}]").unwrap();
    let text = folder.path().join(name);
    let lost = folder.path().join(format!("lost{name}"));
    for args in [
        &["extract"][..],
        &["names"],
        &["--plain"],
        &["--print"],
        &[],
        &["config"],
    ] {
        let mut command = assert_cmd::Command::cargo_bin("mailuo").unwrap();
        command
            .env("XDG_CONFIG_HOME", folder.path())
            .env("HOME", folder.path());
        command.args(args).write_stdin("c\n1\nn\n]f\nq\n");
        if args != ["config"] {
            command.args([&text, &lost]);
        }
        let done = command.output().unwrap();
        vt::check(Sender::Command, &done.stdout);
        vt::check(Sender::Command, &done.stderr);
    }
}
