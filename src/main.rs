//! The program: arguments in, exit code out. Everything else is in the library.

use mailuo::{cli, run};
use std::io::{self, Write as _};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut stdout = io::BufWriter::new(io::stdout().lock());
    let outcome = cli::parse(std::env::args_os()).and_then(|parsed| match parsed {
        Ok(cli) => run::run(&cli, &mut stdout),
        Err(text) => run::print(&mut stdout, &text),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(err) if err.is_broken_pipe() => ExitCode::SUCCESS,
        Err(err) => {
            // What was printed before the error is still wanted; nobody is left to tell if either
            // fails too.
            let _ = stdout.flush();
            let _ = writeln!(io::stderr(), "mailuo: {err}");
            ExitCode::from(2)
        }
    }
}
