//! What is fuzzed: each target takes any bytes, and panics only if something is wrong.
//!
//! `tests/corpus.rs` runs all of them on the files of `corpus/`, where every input that once broke
//! something lies.

use crate::common;
use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use mailuo::analysis::{Analyzer, dates};
use mailuo::lexicon::Lexicon;
use mailuo::model::{Analysis, Day, PublishedFrom, Reference};
use mailuo::source::{self, Format, Options};
use mailuo::tagger::{self, Tagger};
use mailuo::text::{BlockKind, Document, Meta};
use mailuo::ui::{App, Config, KeyMap, Message, Options as ReaderOptions, draw, parse_keys};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::io::{Cursor, Write as _};
use std::sync::{Arc, LazyLock};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

/// Takes any bytes.
pub(crate) type Target = fn(&[u8]);

/// All targets by name.
pub(crate) const TARGETS: [(&str, Target); 14] = [
    ("decode", decode),
    ("plain", plain),
    ("page", page),
    ("markdown", markdown),
    ("epub", epub),
    ("docx", docx),
    ("pdf", pdf),
    ("dates", dates),
    ("analysis", analysis),
    ("model", model),
    ("lexicon", lexicon),
    ("config", config),
    ("stream", stream),
    ("reader", reader),
];

/// A text longer than this shows nothing that a shorter one does not.
const LONGEST: usize = 1 << 16;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::default);

/// Bytes in any encoding, found out or forced.
fn decode(data: &[u8]) {
    let found = source::decode(data);
    assert!(!found.text.contains('\r'));
    assert!(found.replaced <= found.text.matches('\u{FFFD}').count());
    if std::str::from_utf8(data).is_ok() && !data.contains(&0) {
        assert_eq!((found.encoding, found.replaced), ("UTF-8", 0));
    }
    for name in ["gbk", "big5", "utf-16le", "utf-16be", "shift_jis"] {
        let options = Options {
            format: Some(Format::Plain),
            encoding: source::encoding(name),
            ..Options::default()
        };
        if let Ok(document) = source::of_bytes(data, "a.txt", options) {
            check(&document);
        }
    }
}

/// Plain text: nothing of it is removed.
fn plain(data: &[u8]) {
    let Ok(document) = opened(data, Format::Plain) else {
        return;
    };
    assert_eq!(document.text(), source::decode(data).text);
    let mut end = 0;
    for block in document.blocks() {
        let between = &document.text()[end..block.span.start as usize];
        assert!(between.trim().is_empty(), "{between:?} is in no block");
        end = block.span.end as usize;
    }
    assert!(document.text()[end..].trim().is_empty());
}

fn page(data: &[u8]) {
    let _ = opened(data, Format::Page);
    let options = Options {
        format: Some(Format::Page),
        whole_page: true,
        ..Options::default()
    };
    if let Ok(document) = source::of_bytes(data, "a.html", options) {
        check(&document);
    }
}

fn markdown(data: &[u8]) {
    let _ = opened(data, Format::Markdown);
}

/// The files of a book, with NUL between them; or the archive itself.
fn epub(data: &[u8]) {
    if data.starts_with(b"PK") {
        let _ = opened(data, Format::Epub);
        return;
    }
    let names = ["b.opf", "a.xhtml", "b.xhtml", "META-INF/encryption.xml"];
    let container: &[u8] = b"<rootfile full-path='b.opf'/>";
    let entries = names.into_iter().zip(data.split(|&it| it == 0));
    let archive = archive(
        [("META-INF/container.xml", container)]
            .into_iter()
            .chain(entries),
    );
    let _ = opened(&archive, Format::Epub);
}

/// The files of a Word file, with NUL between them; or the archive itself.
fn docx(data: &[u8]) {
    if data.starts_with(b"PK") {
        let _ = opened(data, Format::Docx);
        return;
    }
    let names = [
        "word/document.xml",
        "word/styles.xml",
        "word/footnotes.xml",
        "docProps/core.xml",
    ];
    let archive = archive(names.into_iter().zip(data.split(|&it| it == 0)));
    let _ = opened(&archive, Format::Docx);
}

fn pdf(data: &[u8]) {
    let _ = opened(data, Format::Pdf);
}

/// Time expressions in a text, and the text as one of them.
fn dates(data: &[u8]) {
    let text = source::decode(&data[..data.len().min(LONGEST)]).text;
    let day = Day::parse("2023-02-07");
    if let Some((value, _)) = dates::read(&text, day) {
        assert!(value.first() <= value.last());
        let _ = value.edtf();
    }
    let document = Document::plain(text, Meta::default());
    let given = day.map(|day| Reference {
        day,
        from: PublishedFrom::Option,
        span: None,
    });
    for reference in [None, given] {
        let mut end = 0;
        for it in dates::find(&document, reference) {
            assert!(end <= it.span.start, "two expressions in one place");
            assert!(!document.slice(it.span).is_empty());
            end = it.span.end;
        }
    }
}

/// All that is found in a text.
fn analysis(data: &[u8]) {
    let text = source::decode(&data[..data.len().min(LONGEST)]).text;
    let document = Document::plain(text, Meta::default());
    let found = ANALYZER.analyze(&document);
    look_at(&document, &found);
    let json = mailuo::export::one_line(&document, &found, None);
    assert!(json.starts_with("{\"") && !json.contains('\n'));
}

/// A model file; the checksum is put right, so that what is behind it is read too.
fn model(data: &[u8]) {
    let _ = Tagger::new(data);
    let mut bytes = data.to_vec();
    bytes.extend(tagger::model::checksum(data).to_le_bytes());
    if let Ok(tagger) = Tagger::new(&bytes) {
        let chars: Vec<char> = "2023年，Anna Berg 与林晓东在星河科技。".chars().collect();
        for it in tagger.tag(&chars, &[], &mut tagger::Scratch::default()) {
            assert!(it.from < it.to && it.to <= chars.len());
        }
    }
}

/// A list of names of the user's.
fn lexicon(data: &[u8]) {
    let text = String::from_utf8_lossy(&data[..data.len().min(LONGEST)]);
    match Lexicon::with_list(&text, "mine.tsv") {
        Err(err) => assert!(err.to_string().starts_with("cannot read mine.tsv: line ")),
        Ok(lexicon) => {
            let document = Document::plain(text.into_owned(), Meta::default());
            look_at(&document, &Analyzer::new(lexicon).analyze(&document));
        }
    }
}

/// The user's settings, and keys as they are written.
fn config(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (config, _) = Config::read(&text);
    let written = config.text();
    let (again, problems) = Config::read(&written);
    assert_eq!(problems, Vec::<String>::new(), "{written}");
    assert_eq!(again.text(), written);
    let _ = config.options();
    let _ = KeyMap::default().patch(&text);
    let _ = parse_keys(&text);
}

/// A stream of texts: an answer for each line that is not blank.
fn stream(data: &[u8]) {
    let data = &data[..data.len().min(LONGEST)];
    let mut answers = Vec::new();
    mailuo::jsonl::run(&ANALYZER, data, |_| true, &mut answers, None).unwrap();
    let is_blank = |line: &&[u8]| line.iter().all(u8::is_ascii_whitespace);
    let asked = data
        .split(|&it| it == b'\n')
        .filter(|it| !is_blank(it))
        .count();
    assert_eq!(String::from_utf8(answers).unwrap().lines().count(), asked);
}

/// Steps of the reader that are taken; each draws a frame, and cells are what takes time.
const STEPS: usize = 48;
/// The largest screen of the reader: all that it lays out otherwise stands on this one too.
const SCREEN: (u16, u16) = (121, 34);

/// What the reader is started with: reading the key map and the words takes longer than a frame.
static READER: LazyLock<ReaderOptions> = LazyLock::new(|| ReaderOptions {
    dates: Some(Arc::new(common::read_date)),
    ..ReaderOptions::default()
});

/// The reader: the first line of the bytes are keys, clicks and sizes, the rest is the text.
fn reader(data: &[u8]) {
    let (keys, text) = match data.iter().position(|&it| it == b'\n') {
        Some(at) => (&data[..at], &data[at + 1..]),
        None => (data, common::STORY.as_bytes()),
    };
    let text = String::from_utf8_lossy(&text[..text.len().min(LONGEST)]);
    let document = Arc::new(common::document(&text));
    let analysis = Arc::new(common::analysis(&document));
    let mut app = App::new(Arc::clone(&document), READER.clone());
    let mut buffer = Buffer::default();
    app.handle(Message::Input(Event::Resize(100, 20)));
    let mut size = (100, 20);
    for (at, step) in keys.chunks(3).enumerate().take(STEPS) {
        if at == 2 {
            app.handle(Message::Analysis(Arc::clone(&analysis)));
        }
        let event = event(step);
        if let Event::Resize(width, height) = event {
            size = (width, height);
        }
        app.handle(Message::Input(event));
        app.take_effects();
        look(&app, &mut buffer, size);
    }
}

/// What three bytes stand for: a key, a click, a size.
fn event(bytes: &[u8]) -> Event {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
    let none = KeyModifiers::NONE;
    let key = |code, modifiers| Event::Key(KeyEvent::new(code, modifiers));
    match byte(0) {
        0xF0 => Event::Resize(u16::from(byte(1)) % SCREEN.0, u16::from(byte(2)) % SCREEN.1),
        0xF1..=0xF5 => Event::Mouse(MouseEvent {
            kind: match byte(0) {
                0xF1 => MouseEventKind::Down(MouseButton::Left),
                0xF2 => MouseEventKind::Drag(MouseButton::Left),
                0xF3 => MouseEventKind::Up(MouseButton::Left),
                0xF4 => MouseEventKind::ScrollDown,
                _ => MouseEventKind::ScrollUp,
            },
            column: byte(1).into(),
            row: byte(2).into(),
            modifiers: none,
        }),
        0xE0 => key(KeyCode::Char(char::from(byte(1))), KeyModifiers::CONTROL),
        0xE1 => key(KeyCode::Char(char::from(byte(1))), KeyModifiers::ALT),
        0xE2 => key(KeyCode::F(byte(1)), none),
        0x0D => key(KeyCode::Enter, none),
        0x1B => key(KeyCode::Esc, none),
        0x09 => key(KeyCode::Tab, none),
        0x08 => key(KeyCode::Backspace, none),
        0x11 => key(KeyCode::Up, none),
        0x12 => key(KeyCode::Down, none),
        0x13 => key(KeyCode::Left, none),
        0x14 => key(KeyCode::Right, none),
        first => {
            let point = u32::from(first) << 8 | u32::from(byte(1));
            let wide = char::from_u32(point).filter(|_| 0x80 <= first);
            key(KeyCode::Char(wide.unwrap_or(char::from(first))), none)
        }
    }
}

/// Draws a frame; the caret stands on the screen, and nothing on it moves anything.
fn look(app: &App, buffer: &mut Buffer, (width, height): (u16, u16)) {
    let area = Rect::new(0, 0, width, height);
    if buffer.area == area {
        buffer.reset();
    } else {
        *buffer = Buffer::empty(area);
    }
    if let Some(caret) = draw(buffer, app).caret {
        assert!(
            caret.x < width.max(1) && caret.y < height.max(1),
            "{caret:?}"
        );
    }
    let is_dangerous =
        |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    for cell in &buffer.content {
        // Of one byte, as most are, there is nothing to decode.
        let symbol = cell.symbol();
        let is_plain = matches!(symbol.as_bytes(), [b' '..=b'~']);
        assert!(is_plain || !symbol.contains(is_dangerous), "{symbol:?}");
    }
}

/// The document that bytes of this format are, with its parts where they belong.
fn opened(data: &[u8], format: Format) -> Result<Document, mailuo::error::Error> {
    let options = Options {
        format: Some(format),
        ..Options::default()
    };
    let document = source::of_bytes(data, "a", options)?;
    check(&document);
    Ok(document)
}

/// Blocks stand in order, on borders of characters, and are not too long.
fn check(document: &Document) {
    let mut end = 0;
    assert!(!document.blocks().is_empty());
    for block in document.blocks() {
        assert!(end <= block.span.start && block.span.start < block.span.end);
        assert!(block.span.len() <= 4096, "a block of {}", block.span.len());
        let words = document.slice(block.span);
        assert!(!words.trim().is_empty() || block.kind == BlockKind::Code);
        end = block.span.end;
    }
    for note in document.notes() {
        let _ = document.slice(note.span);
    }
}

/// Every place of an analysis is one in the text.
fn look_at(document: &Document, analysis: &Analysis) {
    let mut end = 0;
    for mention in &analysis.mentions {
        assert!(end <= mention.span.start, "two names in one place");
        assert!(!document.slice(mention.span).trim().is_empty());
        let _ = analysis.entity(mention.entity);
        end = mention.span.end;
    }
    for event in &analysis.events {
        assert!(!document.slice(event.span).is_empty());
        assert!(event.sentence.covers(event.span));
    }
}

/// A zip archive of these entries, not compressed.
fn archive<'a>(entries: impl Iterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in entries {
        zip.start_file(name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
