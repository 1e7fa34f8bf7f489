//! The whole program: source, analysis, and what is done with them.

use crate::analysis::{Analyzer, dates};
use crate::cli::{
    self, Cli, Command, DateArgs, ExtractArgs, FileArgs, From, OutputFormat, SourceArgs,
};
use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::mend::{self, Mender};
use crate::model::Analysis;
use crate::progress::Progress;
use crate::source::{self, Input, Options};
use crate::text::Document;
use crate::text::hazard::Spelled;
use crate::ui::Config;
use crate::{export, jsonl, read};
use rayon::prelude::*;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::fs::File;
use std::io::{self, IsTerminal as _, Write};
use std::os::fd::AsFd as _;

/// Does what was asked, writing what it prints to `out`.
pub fn run(cli: &Cli, out: &mut impl Write) -> Result<(), Error> {
    match &cli.command {
        None => read::read(&cli.read, analyzer(&cli.read.source)?, out),
        Some(Command::Extract(args)) => extract(args, out),
        Some(Command::Names(args)) => {
            let (_, analysis) = analyzed(args)?;
            print(out, &export::names(&analysis, is_colored()))
        }
        Some(Command::Timeline(args)) => {
            let (document, analysis) = analyzed(args)?;
            print(out, &export::timeline(&document, &analysis, is_colored()))
        }
        Some(Command::Date(args)) => explain(args, out),
        Some(Command::Config) => settings(out),
    }
}

/// Whether readable text may carry colors: on a terminal that has not asked for none.
fn is_colored() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|it| it.is_empty())
}

/// The analyzer that knows what the user adds.
fn analyzer(args: &SourceArgs) -> Result<Analyzer, Error> {
    let Some(path) = &args.lexicon else {
        return Ok(Analyzer::default());
    };
    let name = path.display().to_string();
    let text = source::open_text(path)?;
    Ok(Analyzer::new(Lexicon::with_list(&text, &name)?))
}

fn analyzed(args: &FileArgs) -> Result<(Document, Analysis), Error> {
    let analyzer = analyzer(&args.source)?;
    let input = cli::input(&args.file);
    let document = source::open_whole(&input, args.source.options())?;
    let analysis = mended(&args.source, &input, &document, analyzer.analyze(&document));
    Ok((document, analysis))
}

/// The analysis with the corrections that were asked for.
fn mended(args: &SourceArgs, input: &Input, document: &Document, found: Analysis) -> Analysis {
    let Some(file) = &args.corrections else {
        return found;
    };
    match Mender::new(file.as_ref(), input, mend::key(document)) {
        Some(mender) => mender.mend(document, found),
        None => found,
    }
}

/// Prints what a time expression denotes, and why.
fn explain(args: &DateArgs, out: &mut impl Write) -> Result<(), Error> {
    let found = dates::explain(&args.words, args.reference);
    if found.iter().any(|it| it.value.is_some()) {
        return if args.json {
            print(out, &export::explained_json(&found))
        } else {
            print(out, &export::explanation(&found))
        };
    }
    let Some(why) = found.first().and_then(|it| it.basis.first()) else {
        let words = &args.words;
        return Err(Error::usage(format!(
            "\"{words}\" is no date that can be read"
        )));
    };
    let hint = if args.reference.is_none() && why.text.contains("publication date") {
        "; say --ref YYYY-MM-DD"
    } else {
        ""
    };
    Err(Error::usage(format!("{}{hint}", why.text)))
}

/// Prints the settings that hold here; what is wrong in the user's file is told beside them.
fn settings(out: &mut impl Write) -> Result<(), Error> {
    let (config, problems) = Config::of_user();
    print(out, &config.text())?;
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Error::usage(problems.join("; ")))
    }
}

/// Files that are worked on together on each core: what was found in them waits in memory to be printed
/// in order.
const BATCH: usize = 2;

/// Prints one object a file, or answers streams.
fn extract(args: &ExtractArgs, out: &mut impl Write) -> Result<(), Error> {
    let analyzer = analyzer(&args.source)?;
    let inputs = source::inputs(&args.files)?;
    let all = inputs.found.len() + inputs.problems.len();
    let mut progress = Progress::new(inputs.found.len());
    let say = |what: &dyn std::fmt::Display| _ = writeln!(io::stderr(), "mailuo: {what}");
    inputs.remarks.iter().for_each(|it| say(&Spelled(it)));
    inputs.problems.iter().for_each(|it| say(it));
    let mut failed = inputs.problems.len();
    for batch in inputs.found.chunks(BATCH * rayon::current_num_threads()) {
        for outcome in outcomes(&analyzer, batch, args, out) {
            if let Err(err) = outcome.and_then(|text| print(out, &text)) {
                // One bad file does not keep the others from being read.
                if err.is_output() || all == 1 {
                    return Err(err);
                }
                progress.say(|| say(&err));
                failed += 1;
            }
            progress.advance();
        }
    }
    match failed {
        0 => Ok(()),
        n => Err(Error::read(
            format!("{n} of {all} texts"),
            "the reasons stand above",
        )),
    }
}

/// What was found in each of these, in their order; streams are answered at once.
fn outcomes(
    analyzer: &Analyzer,
    inputs: &[Input],
    args: &ExtractArgs,
    out: &mut impl Write,
) -> Vec<Result<String, Error>> {
    if args.from == From::Jsonl {
        let answered = |it| answer(analyzer, it, args, out).map(|()| String::new());
        return inputs.iter().map(answered).collect();
    }
    inputs
        .par_iter()
        .map(|it| extracted(analyzer, it, args))
        .collect()
}

/// Answers a stream.
fn answer(
    analyzer: &Analyzer,
    input: &Input,
    args: &ExtractArgs,
    out: &mut impl Write,
) -> Result<(), Error> {
    if args.source.corrections.is_some() {
        return Err(Error::usage(
            "--corrections are of documents, a stream has none",
        ));
    }
    let from = match input {
        Input::File(path) => source::open_file(path)?,
        Input::Address(address) => return Err(Error::read(address, "a stream comes from a file")),
        Input::Stdin | Input::Sample(_) => {
            let stdin = io::stdin().as_fd().try_clone_to_owned();
            File::from(stdin.map_err(|err| Error::read(input.name(), err))?)
        }
    };
    jsonl::run(analyzer, from, can_be_read, out, args.source.date)
}

/// Whether a file can be read without waiting for whoever writes it.
fn can_be_read(file: &File) -> bool {
    let at_once = Timespec::default();
    // What cannot be asked is read, and then says why.
    poll(&mut [PollFd::new(file, PollFlags::IN)], Some(&at_once)) != Ok(0)
}

/// What was found in a text, as it is printed.
fn extracted(analyzer: &Analyzer, input: &Input, args: &ExtractArgs) -> Result<String, Error> {
    let options = Options {
        format: args.from.format(),
        ..args.source.options()
    };
    let document = source::open_whole(input, options)?;
    let analysis = mended(&args.source, input, &document, analyzer.analyze(&document));
    Ok(match args.format {
        OutputFormat::Json => export::pretty(&document, &analysis),
        OutputFormat::Jsonl => export::one_line(&document, &analysis, None) + "\n",
    })
}

/// Writes a text, and sends it off.
pub fn print(out: &mut impl Write, text: &str) -> Result<(), Error> {
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(Error::output)
}
