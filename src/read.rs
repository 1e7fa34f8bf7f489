//! The reader, from its arguments to the last key.

use crate::analysis::Analyzer;
use crate::cli::{AmbiguousWidth, Look, ReadArgs, SampleName};
use crate::corrections;
use crate::desk::{Desk, Fresh, Post};
use crate::error::Error;
use crate::source::{self, Input, Inputs};
use crate::text::hazard::Spelled;
use crate::ui::{self, App, Config, End, Lang, Locale, Message, Opened, Plain, Shelf, ThemeName};
use ratatui::layout::Size;
use std::env;
use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::mpsc;

/// Opens the articles and lets the user read them, or prints one frame.
pub fn read(args: &ReadArgs, analyzer: Analyzer, out: &mut impl Write) -> Result<(), Error> {
    let is_plain = args.plain || env::var_os("TERM").is_some_and(|it| it == "dumb");
    let inputs = inputs(args)?;
    if args.follow && !inputs.found.iter().any(|it| matches!(it, Input::File(_))) {
        return Err(Error::usage("--follow watches a file, and none is named"));
    }
    let file = args.source.corrections.clone().flatten();
    let desk = Desk::new(analyzer, inputs.found, args.source.options(), args.follow);
    let desk = desk.with_corrections(file);
    let mut notes = inputs.remarks;
    notes.extend(inputs.problems.iter().map(ToString::to_string));
    if args.print {
        let desk = if args.source.corrections.is_some() {
            desk.without_places()
        } else {
            desk.without_store()
        };
        return print(args, &desk, out);
    }
    let (first, failed) = desk.first()?;
    if is_plain {
        notes.extend(failed.iter().map(ToString::to_string));
        return by_line(args, &desk, first, &notes, out);
    }
    if !io::stdout().is_terminal() {
        return Err(Error::terminal(io::Error::other(
            "standard output is not a terminal",
        )));
    }
    on_screen(args, desk, first, &failed, notes)
}

/// Lets the user read on the screen.
fn on_screen(
    args: &ReadArgs,
    desk: Desk,
    first: Fresh,
    failed: &[Error],
    mut notes: Vec<String>,
) -> Result<(), Error> {
    let (config, problems) = config(args);
    notes.extend(problems);
    let (opened, behind) = first.parts();
    let (index, document) = (opened.index, Arc::clone(&opened.document));
    let options = options(&config, &desk, opened, failed, notes);
    let app = App::new(Arc::clone(&document), options);
    let (sender, receiver) = mpsc::channel();
    let desk = Arc::new(desk);
    let post = Post::new(Arc::clone(&desk), sender.clone());
    let begin = || post.begin(index, document, behind);
    let ask = &mut |request| post.ask(request);
    let app = ui::reader::run(app, &sender, &receiver, begin, ask).map_err(Error::terminal)?;
    post.end();
    if let Some(why) = app.failure() {
        let name = desk.names().nth(app.text_index()).unwrap_or_default();
        return Err(Error::read(name, why));
    }
    desk.keep(app.text_index(), &app.place());
    // To take apart a long text and all that was found in it takes longer than to end.
    std::mem::forget((app, receiver));
    Ok(())
}

/// What the reader is started with: the settings, the text that was opened, and those beside it.
fn options(
    config: &Config,
    desk: &Desk,
    opened: Opened,
    failed: &[Error],
    mut notes: Vec<String>,
) -> ui::Options {
    let mut shelf = Shelf::new(desk.names(), opened.index);
    for (index, err) in failed.iter().enumerate() {
        shelf.note_problem(index, err.to_string());
        notes.push(err.to_string());
    }
    ui::Options {
        place: opened.place,
        dates: opened.dates,
        keep: opened.keep,
        arriving: opened.arriving,
        note: (!notes.is_empty()).then(|| notes.join("; ")),
        shelf,
        is_watched: desk.follows(),
        ..config.options()
    }
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

/// What to read: the files, the sample, or what is piped in.
fn inputs(args: &ReadArgs) -> Result<Inputs, Error> {
    let one = |input| Inputs {
        found: vec![input],
        ..Inputs::default()
    };
    Ok(match args.sample {
        _ if !args.files.is_empty() => source::inputs(&args.files)?,
        Some(sample) => one(Input::Sample(sample.sample())),
        None if io::stdin().is_terminal() => one(Input::Sample(SampleName::Zh.sample())),
        None => one(Input::Stdin),
    })
}

/// Types the keys after the analysis and prints the frame. The user's own settings are left out, so
/// that the same command prints the same frame everywhere.
fn print(args: &ReadArgs, desk: &Desk, out: &mut impl Write) -> Result<(), Error> {
    let (first, failed) = desk.first()?;
    let (opened, list, analysis) = desk.whole(first)?;
    let document = Arc::clone(&opened.document);
    let config = over(args, Config::default());
    let options = options(&config, desk, opened, &failed, Vec::new());
    let mut app = App::new(document, options);
    app.handle(Message::Corrections(list));
    app.handle(Message::Analysis(Arc::new(analysis)));
    let (width, height) = args.size;
    let size = Size { width, height };
    let ask = &mut |request| desk.answer(&request);
    let text = ui::print::frame_of_several(&mut app, &args.keys, size, args.styles, ask);
    crate::run::print(out, &text.map_err(Error::usage)?)
}

/// Reads line by line, for screen readers and terminals that can do nothing else. A text that cannot be
/// opened, or is not there, is told, and the one before goes on.
fn by_line(
    args: &ReadArgs,
    desk: &Desk,
    first: Fresh,
    notes: &[String],
    out: &mut impl Write,
) -> Result<(), Error> {
    let (config, problems) = config(args);
    for problem in notes.iter().chain(&problems) {
        writeln!(out, "{}", Spelled(problem)).map_err(Error::output)?;
    }
    let names: Vec<String> = desk.names().collect();
    let locale = Locale::new(config.options().lang);
    let mut next = Some(first);
    while let Some(fresh) = next.take() {
        let (opened, list, mut analysis) = desk.whole(fresh)?;
        if !list.is_empty() {
            analysis = corrections::apply(&opened.document, &analysis, &list).analysis;
        }
        let index = opened.index;
        if 1 < names.len() {
            let (number, n, name) = (index + 1, names.len(), Spelled(&names[index]));
            writeln!(out, "{number}/{n} {name}").map_err(Error::output)?;
        }
        let mut session = Plain::new(&opened.document, &analysis, locale, opened.dates);
        let end = session.run(&mut io::stdin().lock(), out);
        next = next_text(desk, index, &mut session, end.map_err(Error::output)?, out)?;
    }
    Ok(())
}

/// The text that is wanted behind the one of an index, which goes on until there is one; none at the end.
fn next_text(
    desk: &Desk,
    index: usize,
    session: &mut Plain<'_>,
    mut end: End,
    out: &mut impl Write,
) -> Result<Option<Fresh>, Error> {
    while end != End::Quit {
        let problem = match beside(end, index, desk.names().count()) {
            Ok(to) => match desk.open(to) {
                Ok(fresh) => return Ok(Some(fresh)),
                Err(err) => err.to_string(),
            },
            Err(key) => session.locale.get(key).to_owned(),
        };
        writeln!(out, "{problem}").map_err(Error::output)?;
        let again = session.go_on(&mut io::stdin().lock(), out);
        end = again.map_err(Error::output)?;
    }
    Ok(None)
}

/// The text before or behind that of an index, of so many; or what to say where there is none.
fn beside(end: End, index: usize, n: usize) -> Result<usize, &'static str> {
    let to = match end {
        End::Previous => index.checked_sub(1),
        End::Next | End::Quit => Some(index + 1).filter(|&it| it < n),
    };
    to.ok_or(match end {
        _ if n < 2 => "note.one-file",
        End::Previous => "note.first-file",
        End::Next | End::Quit => "note.last-file",
    })
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
