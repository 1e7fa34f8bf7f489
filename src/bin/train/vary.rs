//! More sentences: the same ones with other names in them, so that the model learns what stands
//! around a name and how names are built, and not the names of one year's news by heart.

use crate::data::{Sample, files};
use crate::rng::Rng;
use mailuo::tagger::Kind;
use mailuo::text::chars::{Chars, is_han};
use std::collections::{HashMap, HashSet};
use std::{fs, io, path::Path};

/// Of organisations that begin with a place, the share that only get another place.
const ONLY_PLACE: f32 = 0.6;
/// The longest place that is looked for at the beginning of a name, in characters.
const LONGEST_PLACE: usize = 5;

/// Names to put in.
#[derive(Debug, Default)]
pub struct Names {
    /// The key is the kind and whether the name is in Han characters.
    listed: HashMap<(Kind, bool), Vec<String>>,
    /// Surnames and given names of Chinese people, each as often as they occur.
    chinese: Vec<(String, String)>,
    surnames: HashSet<String>,
    /// Places in Han characters, in order and as a set.
    places: Vec<String>,
    is_place: HashSet<String>,
}

impl Names {
    /// The names of a folder's lists.
    pub fn read(folder: &Path) -> io::Result<Names> {
        let words = |name: &str| -> io::Result<Vec<String>> {
            let text = fs::read_to_string(folder.join("words").join(name))?;
            let lines = text.lines().filter(|it| !it.starts_with('#'));
            Ok(lines.map(str::to_owned).collect())
        };
        let mut names = Names {
            surnames: words("surnames.txt")?.into_iter().collect(),
            ..Names::default()
        };
        let is_long_han =
            |it: &String| it.chars().all(is_han) && (2..=LONGEST_PLACE).contains(&length(it));
        names.places = words("places.txt")?;
        names.places.retain(is_long_han);
        names.is_place = names.places.iter().cloned().collect();
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
                self.listed
                    .entry((kind, han))
                    .or_default()
                    .push(form.to_owned());
            }
            if let Some(parts) = self.parts(form).filter(|_| kind == Kind::Person) {
                self.chinese.push(parts);
            }
        }
    }

    /// Surname and given name, if it looks like the name of a Chinese person.
    fn parts(&self, name: &str) -> Option<(String, String)> {
        let chars: Vec<char> = name.chars().collect();
        if !(2..=3).contains(&chars.len()) || !chars.iter().all(|&c| is_han(c)) {
            return None;
        }
        let surname = chars[0].to_string();
        let is_surname = self.surnames.contains(&surname);
        is_surname.then(|| (surname, chars[1..].iter().collect()))
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
            // Of sets that call companies organisations, most are organisations.
            let other = kinds.last().and_then(|&kind| self.other(kind, &name, rng));
            let name = other.filter(|_| rng.chance(share)).unwrap_or(name);
            spans.push((start, put(&name), kinds.clone()));
            at = *to;
        }
        put(&original(at, sample.chars.len()));
        Sample {
            set: sample.set.clone(),
            is_varied: sample.is_varied,
            chars: Chars::new(&text, 0),
            given: spans.clone(),
            spans,
            open: sample.open.clone(),
        }
    }

    /// Another name; none for what is only a part of a name, which has another use.
    fn other(&self, kind: Kind, name: &str, rng: &mut Rng) -> Option<String> {
        let han = name.chars().any(is_han);
        match kind {
            Kind::Person if self.parts(name).is_some() => {
                let of = |at: usize| &self.chinese[at];
                let any = |rng: &mut Rng| rng.below(self.chinese.len());
                (!self.chinese.is_empty()).then(|| format!("{}{}", of(any(rng)).0, of(any(rng)).1))
            }
            Kind::Person if han && length(name) < 4 || !han && !name.contains(' ') => None,
            Kind::Place => self.is_place.contains(name).then(|| self.place(rng)),
            Kind::Organisation | Kind::Company if rng.chance(ONLY_PLACE) => self
                .behind_place(name)
                .map(|rest| format!("{}{rest}", self.place(rng)))
                .or_else(|| self.any_listed(kind, han, rng)),
            Kind::Person | Kind::Company | Kind::Organisation | Kind::Work | Kind::Title => {
                self.any_listed(kind, han, rng)
            }
        }
    }

    fn any_listed(&self, kind: Kind, han: bool, rng: &mut Rng) -> Option<String> {
        let names = self.listed.get(&(kind, han))?;
        Some(names[rng.below(names.len())].clone())
    }

    fn place(&self, rng: &mut Rng) -> String {
        self.places[rng.below(self.places.len())].clone()
    }

    /// What follows the place that a name begins with, if more than that follows.
    fn behind_place<'a>(&self, name: &'a str) -> Option<&'a str> {
        let ends = name.char_indices().map(|it| it.0).skip(2);
        let ends: Vec<usize> = ends.take(LONGEST_PLACE - 1).collect();
        let end = ends
            .iter()
            .rev()
            .find(|&&it| self.is_place.contains(&name[..it]))?;
        Some(&name[*end..])
    }
}

/// In characters.
fn length(text: &str) -> usize {
    text.chars().count()
}
