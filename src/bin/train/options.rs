//! The command line of the trainer.

use std::path::PathBuf;

/// What is to be done.
#[derive(Debug)]
pub enum Action {
    Train,
    Evaluate,
    Show(PathBuf),
}

/// What was asked for.
#[derive(Debug)]
pub struct Options {
    pub action: Action,
    /// The folder of the sets.
    pub data: PathBuf,
    /// The model's file.
    pub out: PathBuf,
    /// Numbers of templates that are left out.
    pub without: Vec<u32>,
}

impl Options {
    /// Reads the arguments.
    pub fn read(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
        let (mut action, mut data, mut without) = (Action::Train, None, Vec::new());
        let mut out = PathBuf::from("assets/names.model");
        while let Some(argument) = arguments.next() {
            let mut value = || {
                arguments
                    .next()
                    .ok_or_else(|| format!("{argument} wants a value"))
            };
            match argument.as_str() {
                "--evaluate" => action = Action::Evaluate,
                "--show" => action = Action::Show(PathBuf::from(value()?)),
                "--out" => out = PathBuf::from(value()?),
                "--without" => without = templates(&value()?)?,
                _ if argument.starts_with("--") => return Err(format!("{argument} is no option")),
                _ => data = Some(PathBuf::from(argument)),
            }
        }
        Ok(Options {
            action,
            data: data.ok_or("which folder holds the sets?")?,
            out,
            without,
        })
    }
}

/// Numbers, or tens of them as `5x`.
fn templates(list: &str) -> Result<Vec<u32>, String> {
    let mut numbers = Vec::new();
    for item in list.split(',') {
        let (digits, count) = item.strip_suffix('x').map_or((item, 1), |it| (it, 10));
        let number: u32 = digits
            .parse()
            .map_err(|_| format!("{item} is no template"))?;
        numbers.extend(number * count..(number + 1) * count);
    }
    Ok(numbers)
}
