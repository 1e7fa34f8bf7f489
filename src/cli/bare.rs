//! The command line of most starts, which names files and no more, read without the grammar of all
//! commands: to build that takes as long as to lay out the first screen.

use super::{ReadArgs, SourceArgs};
use std::ffi::OsString;
use std::path::PathBuf;

/// Words that are no files.
const COMMANDS: [&str; 6] = ["extract", "names", "timeline", "date", "config", "help"];

/// What files alone ask for; `None` if it takes the grammar to know.
pub(super) fn read(args: &[OsString]) -> Option<ReadArgs> {
    let (_, files) = args.split_first()?;
    let is_file = |it: &OsString| {
        let bytes = it.as_encoded_bytes();
        !bytes.is_empty() && !bytes.starts_with(b"-") && !COMMANDS.iter().any(|name| it == name)
    };
    (!files.is_empty() && files.iter().all(is_file)).then(|| ReadArgs {
        files: files.iter().map(PathBuf::from).collect(),
        sample: None,
        source: SourceArgs::default(),
        follow: false,
        lang: None,
        theme: None,
        ambiguous_width: None,
        plain: false,
        print: false,
        size: (120, 40),
        keys: String::new(),
        styles: false,
    })
}

#[cfg(test)]
mod tests {
    use super::super::Cli;
    use super::*;
    use clap::{CommandFactory as _, Parser as _};

    #[test]
    fn files_alone_are_read_as_the_grammar_reads_them() {
        let mut grammar = Cli::command();
        grammar.build();
        let names: Vec<&str> = grammar
            .get_subcommands()
            .map(clap::Command::get_name)
            .collect();
        assert_eq!(names, COMMANDS);
        for line in [
            "a.txt",
            "a b/ 甲.md",
            "name",
            "a=b",
            "https://example.org/x",
            "''",
        ] {
            let args = [&["mailuo"], &line.split(' ').collect::<Vec<_>>()[..]].concat();
            let cli = Cli::try_parse_from(&args).unwrap();
            let args: Vec<OsString> = args.into_iter().map(OsString::from).collect();
            assert_eq!(read(&args), Some(cli.read), "{line}");
        }
        for line in ["", "-", "names", "a config", "a --print", "--", "a -"] {
            let args: Vec<OsString> = ["mailuo"]
                .into_iter()
                .chain(line.split(' '))
                .map(OsString::from)
                .collect();
            assert_eq!(read(&args), None, "{line}");
        }
    }
}
