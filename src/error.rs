//! The one error type: what can go wrong outside the analysis, which cannot fail.

use crate::text::hazard::Spelled;
use std::{fmt, io};

/// Why the program could not do what it was asked; `Display` is one line for standard error.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
}

/// A kind for each remedy.
#[derive(Debug)]
enum Kind {
    /// Change the command.
    Usage(String),
    /// Give another file, or mend this one.
    Read { name: String, reason: String },
    /// Look at where the output goes.
    Output(io::Error),
    /// Run it in a terminal.
    Terminal(io::Error),
}

impl Error {
    /// The command line cannot be carried out.
    pub fn usage(message: impl Into<String>) -> Error {
        Error {
            kind: Kind::Usage(message.into()),
        }
    }

    /// The source called `name` cannot be read.
    pub fn read(name: impl Into<String>, reason: impl fmt::Display) -> Error {
        Error {
            kind: Kind::Read {
                name: name.into(),
                reason: reason.to_string(),
            },
        }
    }

    /// The result cannot be written.
    pub fn output(source: io::Error) -> Error {
        Error {
            kind: Kind::Output(source),
        }
    }

    /// There is no terminal that could show the text.
    pub fn terminal(source: io::Error) -> Error {
        Error {
            kind: Kind::Terminal(source),
        }
    }

    /// Whether the output failed, so that nothing more can be said there.
    pub fn is_output(&self) -> bool {
        matches!(self.kind, Kind::Output(_))
    }

    /// Whether the reader of our output has gone: nobody is left to tell, and nothing is wrong.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(&self.kind, Kind::Output(source) if source.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Usage(message) => write!(f, "{} (try --help)", Spelled(message)),
            Kind::Read { name, reason } => {
                write!(f, "cannot read {}: {}", Spelled(name), Spelled(reason))
            }
            Kind::Output(source) => write!(f, "cannot write the result: {source}"),
            Kind::Terminal(source) => write!(
                f,
                "no terminal to show the text in: {source} (`mailuo names FILE` prints without one)"
            ),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            Kind::Output(source) | Kind::Terminal(source) => Some(source),
            Kind::Usage(_) | Kind::Read { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shown_and_never_sent() {
        let error = Error::read("a\u{1b}[31m.txt", "no such file");
        assert_eq!(
            error.to_string(),
            "cannot read a\\u{1b}[31m.txt: no such file"
        );
        assert_eq!(
            Error::usage("no such file").to_string(),
            "no such file (try --help)"
        );
    }

    #[test]
    fn only_a_broken_pipe_is_forgiven() {
        assert!(Error::output(io::ErrorKind::BrokenPipe.into()).is_broken_pipe());
        assert!(!Error::output(io::ErrorKind::StorageFull.into()).is_broken_pipe());
        assert!(!Error::terminal(io::ErrorKind::BrokenPipe.into()).is_broken_pipe());
    }
}
