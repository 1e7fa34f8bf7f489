//! The reader, from its arguments to the last key: what it is started with, and the worker that
//! reads on and analyzes while the user already reads.

use crate::analysis::{Analyzer, dates, reference};
use crate::cli::{self, ReadArgs, SampleName};
use crate::error::Error;
use crate::model::Day;
use crate::source::{self, Input, Opened, Rest};
use crate::store::{self, Store};
use crate::text::Document;
use crate::ui::{self, App, DateReader, Lang, Message, Theme, ThemeName};
use ratatui::layout::Size;
use std::env;
use std::io::{self, IsTerminal as _, Write};
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread;

/// Bytes of the beginning by which a document is known again.
const KEY_BYTES: usize = 64 * 1024;

/// Opens the article and lets the user read it, or prints one frame of it.
pub fn read(args: &ReadArgs, analyzer: Analyzer, out: &mut impl Write) -> Result<(), Error> {
    let Opened { document, rest } = source::open(&input(args), args.source.options())?;
    if args.print {
        return print(args, &analyzer, document, rest, out);
    }
    if !io::stdout().is_terminal() {
        return Err(Error::terminal(io::Error::other(
            "standard output is not a terminal",
        )));
    }
    let document = Arc::new(document);
    let key = store::key(beginning(document.text()));
    let store = Store::of_user();
    let place = store.as_ref().and_then(|it| it.load(&key));
    let app = App::new(
        Arc::clone(&document),
        ui::Options {
            place,
            ..ui_options(args, &document)
        },
    );
    let (sender, receiver) = mpsc::channel();
    let to_reader = sender.clone();
    thread::spawn(move || work(&analyzer, document, rest, &to_reader));
    let app = ui::reader::run(app, &sender, &receiver).map_err(Error::terminal)?;
    if let Some(store) = store {
        // A place that cannot be kept is no reason to end with an error.
        let _ = store.save(&key, &app.place());
    }
    Ok(())
}

/// What to read: the file, the sample, or what is piped in.
fn input(args: &ReadArgs) -> Input {
    match (&args.file, args.sample) {
        (Some(path), _) => cli::input(path),
        (None, Some(sample)) => Input::Sample(sample.sample()),
        (None, None) if io::stdin().is_terminal() => Input::Sample(SampleName::Zh.sample()),
        (None, None) => Input::Stdin,
    }
}

/// Reads the rest, analyzes, and sends both to the reader. If nobody listens any more, all is well.
fn work(
    analyzer: &Analyzer,
    mut document: Arc<Document>,
    rest: Option<Rest>,
    reader: &Sender<Message>,
) {
    let mut remark = None;
    match rest.map(Rest::read) {
        None => {}
        Some(Ok(whole)) => {
            document = Arc::new(whole);
            let _ = reader.send(Message::Document(Arc::clone(&document)));
        }
        // The file vanished or broke off: what was read of it is still there.
        Some(Err(err)) => remark = Some(format!("only the beginning could be read: {err}")),
    }
    let mut analysis = analyzer.analyze(&document);
    analysis.remarks.extend(remark);
    let _ = reader.send(Message::Analysis(Arc::new(analysis)));
}

/// Types the keys after the analysis and prints the frame.
fn print(
    args: &ReadArgs,
    analyzer: &Analyzer,
    document: Document,
    rest: Option<Rest>,
    out: &mut impl Write,
) -> Result<(), Error> {
    let document = Arc::new(rest.map_or(Ok(document), Rest::read)?);
    let mut app = App::new(Arc::clone(&document), ui_options(args, &document));
    app.handle(Message::Analysis(Arc::new(analyzer.analyze(&document))));
    let (width, height) = args.size;
    let size = Size { width, height };
    let text = ui::print::frame(&mut app, &args.keys, size, args.styles).map_err(Error::usage)?;
    crate::run::print(out, &text)
}

/// The looks and the language, and how dates are read.
fn ui_options(args: &ReadArgs, document: &Arc<Document>) -> ui::Options {
    let no_color = env::var_os("NO_COLOR").is_some_and(|it| !it.is_empty());
    let theme = Theme::named(ThemeName::default());
    let theme = if no_color {
        theme.without_colors()
    } else {
        theme
    };
    ui::Options {
        lang: language(args.lang),
        theme,
        dates: Some(date_reader(document)),
        ..ui::Options::default()
    }
}

/// The language of the interface: the one asked for, else that of the environment.
fn language(asked: Option<SampleName>) -> Lang {
    match asked {
        Some(SampleName::Zh) => Lang::of("zh"),
        Some(SampleName::En) => Lang::of("en"),
        None => {
            let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
                .into_iter()
                .filter_map(|it| env::var(it).ok());
            Lang::of(
                &set.into_iter()
                    .find(|it| !it.is_empty())
                    .unwrap_or_default(),
            )
        }
    }
}

/// Reads a typed date as the analysis would, seen from the document's publication date.
fn date_reader(document: &Arc<Document>) -> DateReader {
    let document = Arc::clone(document);
    Arc::new(move |words| {
        let given = document.meta.published.map(|(day, _)| day);
        let day: Option<Day> = given.or_else(|| Some(reference::find(&document)?.day));
        dates::read(words, day).map(|(value, _)| value)
    })
}

/// The beginning of a text by which it is known again, whether all of it has been read or not.
fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(KEY_BYTES)]
}
