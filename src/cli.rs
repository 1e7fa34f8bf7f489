//! The command line: what was typed, checked but not acted upon.

// These comments are the help text, in which <enter> is a key.
#![allow(rustdoc::invalid_html_tags)]

mod bare;

use crate::error::Error;
use crate::model::Day;
use crate::source::{self, Format, Input, Options, Sample};
use clap::{Args, Parser, Subcommand, ValueEnum};
use encoding_rs::Encoding;
use std::ffi::OsString;
use std::path::PathBuf;

/// Follow every company, person and date through a long article, in the terminal.
///
/// Opens FILE (text, Markdown, HTML, EPUB, DOCX, PDF; an address; `-` is standard input) with its
/// companies, people and dated events beside it. Without FILE a sample article is shown. Press ? in the reader for its keys.
#[derive(Debug, Parser, PartialEq, Eq)]
#[command(version, args_conflicts_with_subcommands = true)]
pub struct Cli {
    /// What to do besides reading.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How to read.
    #[command(flatten)]
    pub read: ReadArgs,
}

/// The reader.
#[derive(Debug, Args, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct ReadArgs {
    /// The articles: files, folders of them, addresses; `-` is standard input, shown as it comes, of a pipe
    /// up to 256 MiB or 4 million lines. ]f and [f switch
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Open a sample article
    #[arg(long, value_name = "LANGUAGE", conflicts_with = "files", num_args = 0..=1,
          default_missing_value = "zh")]
    pub sample: Option<SampleName>,
    /// Options of every source.
    #[command(flatten)]
    pub source: SourceArgs,
    /// Read a file again when it changes on disk; the place is kept
    #[arg(short, long, conflicts_with_all = ["plain", "print"])]
    pub follow: bool,
    /// Language of the interface [default: from LANG]
    #[arg(long)]
    pub lang: Option<SampleName>,
    /// Colors [default: those of the terminal]
    #[arg(long, value_enum)]
    pub theme: Option<Look>,
    /// Columns of “ ” … — · on this terminal [default: auto, which asks it]
    #[arg(long, value_enum, value_name = "COLUMNS")]
    pub ambiguous_width: Option<AmbiguousWidth>,
    /// Read line by line, without a screen: for screen readers and dumb terminals
    #[arg(long, conflicts_with = "print")]
    pub plain: bool,
    /// Print one frame as text and exit
    #[arg(long)]
    pub print: bool,
    /// Columns and rows of the printed frame
    #[arg(long, value_name = "COLSxROWS", default_value = "120x40", value_parser = size, requires = "print")]
    pub size: (u16, u16),
    /// Keys to type before the frame is printed, as in 'f musk <enter> n'
    #[arg(
        long,
        default_value = "",
        requires = "print",
        allow_hyphen_values = true
    )]
    pub keys: String,
    /// Print a second block with the role of each cell
    #[arg(long, requires = "print")]
    pub styles: bool,
}

/// What else the program does.
#[derive(Debug, Subcommand, PartialEq, Eq)]
pub enum Command {
    /// Print everything found, for programs
    Extract(ExtractArgs),
    /// Print the companies, organisations and people
    Names(FileArgs),
    /// Print the dated events in the order of time
    Timeline(FileArgs),
    /// Explain a time expression: value, EDTF, and why
    Date(DateArgs),
    /// Print the settings as they are, as a file with comments
    Config,
}

/// `extract`.
#[derive(Debug, Args, PartialEq, Eq)]
pub struct ExtractArgs {
    /// The articles: files, folders of them, addresses; `-` is standard input
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// What each file holds: one article, or one JSON object {"id", "text", "published"} a line
    #[arg(long, value_enum, default_value_t)]
    pub from: From,
    /// How to print: one indented object a file, or one object a line
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
    /// Options of every source.
    #[command(flatten)]
    pub source: SourceArgs,
}

/// `names` and `timeline`.
#[derive(Debug, Args, PartialEq, Eq)]
pub struct FileArgs {
    /// The article; `-` is standard input
    pub file: PathBuf,
    /// Options of every source.
    #[command(flatten)]
    pub source: SourceArgs,
}

/// `date`.
#[derive(Debug, Args, PartialEq, Eq)]
pub struct DateArgs {
    /// The words, as in '两周后' or 'last spring'
    pub words: String,
    /// The day that relative words count from
    #[arg(long = "ref", value_name = "YYYY-MM-DD", value_parser = day)]
    pub reference: Option<Day>,
    /// Print JSON: a list of objects with `text`, `date` and `basis`, as the events of `extract`
    #[arg(long)]
    pub json: bool,
}

/// Options of every source.
#[derive(Debug, Args, PartialEq, Eq, Default)]
pub struct SourceArgs {
    /// The publication date, instead of the one found in the text
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub date: Option<Day>,
    /// The encoding of the source, as in gbk, big5 or utf-16le [default: the one it reads like]
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub encoding: Option<&'static Encoding>,
    /// Show all of a web page, not only its article
    #[arg(long)]
    pub whole_page: bool,
    /// Fetch from this machine and its network too
    #[arg(long)]
    pub allow_local: bool,
    /// A file with further names
    #[arg(long, value_name = "FILE")]
    pub lexicon: Option<PathBuf>,
    /// Apply what was corrected in the reader, or the corrections in FILE; the reader does so by itself
    /// and adds to them
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true)]
    pub corrections: Option<Option<PathBuf>>,
}

/// Languages of the interface and of the samples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SampleName {
    /// Chinese
    Zh,
    /// English
    En,
}

/// The colors of the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Look {
    /// The sixteen colors of the terminal
    Default,
    /// For a dark background, in true color
    Dark,
    /// For a light background, in true color
    Light,
}

/// How wide characters of ambiguous width are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AmbiguousWidth {
    /// Ask the terminal
    Auto,
    /// One column
    #[value(name = "1")]
    One,
    /// Two columns
    #[value(name = "2")]
    Two,
}

/// What the files of `extract` hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
pub enum From {
    /// One article in any format: its content decides, and then its name
    #[default]
    Auto,
    /// One article, plain text
    Text,
    /// One article, Markdown
    Markdown,
    /// One article, a web page
    Html,
    /// One JSON object a line
    Jsonl,
}

/// What `extract` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
pub enum OutputFormat {
    /// One indented object a document
    #[default]
    Json,
    /// One object a line
    Jsonl,
}

impl From {
    /// The format it forces, if any.
    pub const fn format(self) -> Option<Format> {
        match self {
            From::Auto | From::Jsonl => None,
            From::Text => Some(Format::Plain),
            From::Markdown => Some(Format::Markdown),
            From::Html => Some(Format::Page),
        }
    }
}

/// What a path on the command line means.
pub fn input(path: &std::path::Path) -> Input {
    Input::from(path)
}

impl SourceArgs {
    /// What they say to `source`.
    pub fn options(&self) -> Options {
        Options {
            published: self.date,
            format: None,
            encoding: self.encoding,
            whole_page: self.whole_page,
            allow_local: self.allow_local,
            is_quiet: false,
            patience: None,
        }
    }
}

impl SampleName {
    /// The sample in that language.
    pub const fn sample(self) -> Sample {
        match self {
            SampleName::Zh => Sample::Chinese,
            SampleName::En => Sample::English,
        }
    }
}

/// Reads the arguments, the program's name first. `Ok(Err(text))` is a text to print and be done:
/// the help or the version.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Result<Cli, String>, Error> {
    let args: Vec<OsString> = args.into_iter().collect();
    if let Some(read) = bare::read(&args) {
        let command = None;
        return Ok(Ok(Cli { command, read }));
    }
    match Cli::try_parse_from(args) {
        Ok(cli) => Ok(Ok(cli)),
        Err(err) if !err.use_stderr() => Ok(Err(err.render().to_string())),
        Err(err) => Err(Error::usage(first_paragraph(&err.render().to_string()))),
    }
}

/// The message alone, on one line: the usage and the hints behind it are what --help shows.
fn first_paragraph(message: &str) -> String {
    let lines = message
        .lines()
        .take_while(|line| !line.starts_with("Usage:"));
    let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
    words.join(" ").trim_start_matches("error: ").to_owned()
}

fn encoding(name: &str) -> Result<&'static Encoding, String> {
    source::encoding(name).ok_or_else(|| "no encoding of that name is known".to_owned())
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "a date is written YYYY-MM-DD and must exist".to_owned())
}

/// `120x40`: columns and rows, each at least 1.
fn size(text: &str) -> Result<(u16, u16), String> {
    let read = || {
        let (columns, rows) = text.split_once('x')?;
        let (columns, rows): (u16, u16) = (columns.parse().ok()?, rows.parse().ok()?);
        [columns, rows]
            .iter()
            .all(|it| (1..=1000).contains(it))
            .then_some((columns, rows))
    };
    read().ok_or_else(|| "a size is written 120x40, each number from 1 to 1000".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Result<Cli, String>, Error> {
        parse(
            std::iter::once("mailuo")
                .chain(line.split_whitespace())
                .map(OsString::from),
        )
    }

    #[track_caller]
    fn fails(line: &str, message: &str) {
        let found = read(line)
            .expect_err("it is not a valid command line")
            .to_string();
        assert!(found.contains(message), "{found}");
        assert_eq!(found.lines().count(), 1, "{found}");
    }

    #[test]
    fn a_file_is_read_and_a_word_is_a_command() {
        let cli = read("a.txt").unwrap().unwrap();
        assert_eq!(cli.read.files, [PathBuf::from("a.txt")]);
        assert_eq!(cli.command, None);
        let cli = read("names -").unwrap().unwrap();
        assert!(matches!(cli.command, Some(Command::Names(it)) if input(&it.file) == Input::Stdin));
        assert_eq!(
            read("--sample en").unwrap().unwrap().read.sample,
            Some(SampleName::En)
        );
        assert_eq!(
            read("--print --size 80x24 a").unwrap().unwrap().read.size,
            (80, 24)
        );
    }

    #[test]
    fn what_is_wrong_is_said_in_one_line() {
        fails("--date 2023-02-30 a", "must exist");
        fails("--print --size 0x4 a", "120x40");
        fails("--encoding klingon a", "--encoding");
        fails("--encoding hz-gb-2312 a", "--encoding");
        fails("--fly", "--fly");
        fails("extract", "FILES");
        fails("--sample zh a", "--sample");
    }

    #[test]
    fn help_is_no_error() {
        assert!(read("--help").unwrap().unwrap_err().contains("Usage:"));
        assert!(
            read("--version")
                .unwrap()
                .unwrap_err()
                .starts_with("mailuo ")
        );
    }
}
