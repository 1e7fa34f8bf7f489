//! The reader, from its arguments to the last key: what it is started with, and the worker that
//! reads on and analyzes while the user already reads.

use crate::analysis::{Analyzer, dates, reference};
use crate::cli::{self, AmbiguousWidth, Look, ReadArgs, SampleName};
use crate::error::Error;
use crate::model::Day;
use crate::source::{self, Input, Opened, Rest};
use crate::store::{self, Store};
use crate::text::Document;
use crate::ui::{self, App, Config, DateReader, Lang, Locale, Message, Plain, ThemeName};
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
    if args.plain || env::var_os("TERM").is_some_and(|it| it == "dumb") {
        return by_line(args, &analyzer, document, rest, out);
    }
    if !io::stdout().is_terminal() {
        return Err(Error::terminal(io::Error::other(
            "standard output is not a terminal",
        )));
    }
    let document = Arc::new(document);
    let key = store::key(beginning(document.text()));
    let store = Store::of_user();
    let (config, problems) = config(args);
    let options = ui::Options {
        place: store.as_ref().and_then(|it| it.load(&key)),
        dates: Some(date_reader(&document)),
        note: (!problems.is_empty()).then(|| problems.join("; ")),
        ..config.options()
    };
    let app = App::new(Arc::clone(&document), options);
    let (sender, receiver) = mpsc::channel();
    let to_reader = sender.clone();
    let start_work = move || {
        let worker = thread::Builder::new().name("analysis".to_owned());
        worker.spawn(move || work(&analyzer, document, rest, &to_reader))
    };
    let app = ui::reader::run(app, &sender, &receiver, start_work).map_err(Error::terminal)?;
    if let Some(store) = store {
        // A place that cannot be kept is no reason to end with an error.
        let _ = store.save(&key, &app.place());
    }
    Ok(())
}

/// The user's settings under those of the command line, and what is wrong with them.
fn config(args: &ReadArgs) -> (Config, Vec<String>) {
    let (config, problems) = Config::of_user();
    (over(args, config), problems)
}

/// The settings with those of the command line over them.
fn over(args: &ReadArgs, mut config: Config) -> Config {
    config.lang = args.lang.map(language).or(config.lang);
    config.theme = args.theme.map(theme).or(config.theme);
    config.ambiguous_wide = match args.ambiguous_width {
        Some(AmbiguousWidth::Auto) => None,
        Some(AmbiguousWidth::One) => Some(false),
        Some(AmbiguousWidth::Two) => Some(true),
        None => config.ambiguous_wide,
    };
    config
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

/// Types the keys after the analysis and prints the frame. The user's own settings are left out, so
/// that the same command prints the same frame everywhere.
fn print(
    args: &ReadArgs,
    analyzer: &Analyzer,
    document: Document,
    rest: Option<Rest>,
    out: &mut impl Write,
) -> Result<(), Error> {
    let document = Arc::new(rest.map_or(Ok(document), Rest::read)?);
    let options = ui::Options {
        dates: Some(date_reader(&document)),
        ..over(args, Config::default()).options()
    };
    let mut app = App::new(Arc::clone(&document), options);
    app.handle(Message::Analysis(Arc::new(analyzer.analyze(&document))));
    let (width, height) = args.size;
    let size = Size { width, height };
    let text = ui::print::frame(&mut app, &args.keys, size, args.styles).map_err(Error::usage)?;
    crate::run::print(out, &text)
}

/// Reads line by line, for screen readers and terminals that can do nothing else.
fn by_line(
    args: &ReadArgs,
    analyzer: &Analyzer,
    document: Document,
    rest: Option<Rest>,
    out: &mut impl Write,
) -> Result<(), Error> {
    let document = Arc::new(rest.map_or(Ok(document), Rest::read)?);
    let analysis = analyzer.analyze(&document);
    let (config, problems) = config(args);
    for problem in problems {
        writeln!(out, "{problem}").map_err(Error::output)?;
    }
    let locale = Locale::new(config.options().lang);
    let mut session = Plain::new(&document, &analysis, locale, Some(date_reader(&document)));
    session
        .run(&mut io::stdin().lock(), out)
        .map_err(Error::output)
}

fn language(name: SampleName) -> Lang {
    match name {
        SampleName::Zh => Lang::of("zh"),
        SampleName::En => Lang::of("en"),
    }
}

fn theme(look: Look) -> ThemeName {
    match look {
        Look::Default => ThemeName::Default,
        Look::Dark => ThemeName::Dark,
        Look::Light => ThemeName::Light,
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
