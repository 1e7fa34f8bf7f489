//! More of our own sentences: the same ones with other names in them.

use crate::data::{Sample, files};
use crate::rng::Rng;
use mailuo::tagger::Kind;
use mailuo::text::chars::{Chars, is_han};
use std::collections::HashMap;
use std::{fs, io, path::Path};

/// Names to put in, by kind and script.
#[derive(Debug, Default)]
pub struct Names {
    /// The key is the kind and whether the name is in Han characters.
    names: HashMap<(Kind, bool), Vec<String>>,
}

impl Names {
    /// The names of a folder's lists.
    pub fn read(folder: &Path) -> io::Result<Names> {
        let mut names = Names::default();
        for path in files(folder, ".tsv")? {
            for line in fs::read_to_string(path)?.lines() {
                names.add(line);
            }
        }
        Ok(names)
    }

    fn add(&mut self, line: &str) {
        let mut fields = line.split('\t');
        let kind = match fields.next() {
            Some("person") => Kind::Person,
            Some("company") => Kind::Company,
            Some("organisation") => Kind::Organisation,
            Some("product") => Kind::Work,
            _ => return,
        };
        let forms = fields.next().into_iter().chain(fields.next());
        let more = fields.next().unwrap_or_default().split('|');
        for form in forms.chain(more).filter(|it| 1 < it.chars().count()) {
            let han = form.chars().all(|c| is_han(c) || c == '·');
            if han || form.is_ascii() {
                self.names
                    .entry((kind, han))
                    .or_default()
                    .push(form.to_owned());
            }
        }
    }

    /// The sample with about this share of its names replaced by others of their kind and script.
    pub fn vary(&self, sample: &Sample, share: f32, rng: &mut Rng) -> Sample {
        let (mut text, mut length, mut at) = (String::new(), 0, 0);
        let mut spans = Vec::new();
        let mut put = |piece: &str| {
            text.push_str(piece);
            length += piece.chars().count();
            length
        };
        let original =
            |from: usize, to: usize| sample.chars.folded[from..to].iter().collect::<String>();
        for (from, to, kinds) in &sample.spans {
            let start = put(&original(at, *from));
            let name = original(*from, *to);
            let other = kinds.first().and_then(|&kind| self.other(kind, &name, rng));
            let name = other.filter(|_| rng.chance(share)).unwrap_or(&name);
            spans.push((start, put(name), kinds.clone()));
            at = *to;
        }
        put(&original(at, sample.chars.len()));
        Sample {
            set: sample.set.clone(),
            chars: Chars::new(&text, 0),
            given: spans.clone(),
            spans,
            open: sample.open.clone(),
        }
    }

    /// Another name; none for what is only a part of a name, which has another use.
    fn other(&self, kind: Kind, name: &str, rng: &mut Rng) -> Option<&str> {
        let han = name.chars().any(is_han);
        let whole = if han {
            2 < name.chars().count()
        } else {
            name.contains(' ')
        };
        if kind == Kind::Person && !whole {
            return None;
        }
        let names = self.names.get(&(kind, han))?;
        names.get(rng.below(names.len())).map(String::as_str)
    }
}
