//! Makes the tables that would cost time at every start: simplified characters, all names and words of
//! `assets/lexicon` with their index, the words of the interface, its keys and its looks.

#[path = "src/lexicon/entry.rs"]
#[allow(dead_code, unreachable_pub)]
mod entry;
#[path = "src/lexicon/index.rs"]
#[allow(dead_code)]
mod index;
#[path = "src/text/letters.rs"]
mod letters;
#[path = "src/lexicon/table.rs"]
#[allow(dead_code, unreachable_pub)]
mod table;

use entry::Class;
use ferrous_opencc::{OpenCC, config::BuiltinConfig};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{env, fs};
use table::{Builder, Fold, Form};

const FIRST_HAN: u32 = 0x3400;
const LAST_HAN: u32 = 0x9FFF;

/// Plain word lists, and what their words are.
const WORD_LISTS: [(&str, Class); 7] = [
    ("places", Class::Place),
    ("titles-before", Class::TitleBefore),
    ("titles-after", Class::TitleAfter),
    ("company-suffixes", Class::CompanySuffix),
    ("organisation-suffixes", Class::OrganisationSuffix),
    ("product-words", Class::ProductWord),
    ("speech-verbs", Class::SpeechVerb),
];

fn main() {
    for path in [
        "build.rs",
        "assets/lexicon",
        "assets/locales",
        "assets/keymap.toml",
        "assets/theme.toml",
        "assets/theme-dark.toml",
        "assets/theme-light.toml",
        "src/lexicon",
        "src/text/letters.rs",
    ] {
        println!("cargo::rerun-if-changed={path}");
    }
    link_without_relocations();
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    write(&out.join("simplified.rs"), simplified_source().as_bytes());
    write(&out.join("locales.rs"), locales_source().as_bytes());
    write(&out.join("keymap.rs"), keymap_source().as_bytes());
    write(&out.join("themes.rs"), themes_source().as_bytes());
    let (lines, builder) = read_lists(Path::new("assets/lexicon"));
    let (keys, forms) = builder.finish();
    let index = index::Index::new(&keys);
    write(
        &out.join("lexicon.rs"),
        lexicon_source(&lines, &forms, &index).as_bytes(),
    );
}

/// Links the programs for a fixed address. 40,000 pointers would else be moved at every start, and
/// the pages that hold them copied: a sixth of the time to the first frame. The heap, the stack and
/// the libraries still lie where nobody can foresee.
fn link_without_relocations() {
    let target = |name: &str| env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
    if target("ARCH") == "x86_64" && target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

fn write(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes).expect("OUT_DIR can be written");
}

/// For each of U+3400 to U+9FFF its simplified form.
fn simplified() -> &'static [u32] {
    static TABLE: OnceLock<Vec<u32>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let opencc = OpenCC::from_config(BuiltinConfig::T2s).expect("t2s is built in");
        let one = |code: u32| {
            let c = char::from_u32(code).expect("no surrogates in this range");
            let converted = opencc.convert(&c.to_string());
            let mut chars = converted.chars();
            // A form of several characters, or outside the first plane, is none to fold to.
            let one = chars
                .next()
                .filter(|_| chars.next().is_none())
                .map(u32::from);
            one.filter(|&it| it <= 0xFFFF).unwrap_or(code)
        };
        (FIRST_HAN..=LAST_HAN).map(one).collect()
    })
}

fn simplified_source() -> String {
    let mut source = format!("static SIMPLIFIED: [u16; {}] = [", simplified().len());
    for code in simplified() {
        write!(source, "{code},").expect("a string can be written");
    }
    source + "];"
}

/// The words of the interface by their keys, in order.
fn locales_source() -> String {
    let mut source = String::new();
    for lang in ["zh", "en"] {
        let path = format!("assets/locales/{lang}.toml");
        let mut words: Vec<(String, String)> = settings(&path)
            .into_iter()
            .map(|(section, key, value)| {
                let words = value.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
                let words = words.expect("a string").to_owned();
                assert!(!words.contains('\\'), "{path}: nothing is escaped: {words}");
                (format!("{section}.{key}"), words)
            })
            .collect();
        words.sort();
        let name = lang.to_uppercase();
        writeln!(
            source,
            "static {name}: [(&str, &str); {}] = {words:?};",
            words.len()
        )
        .expect("a string can be written");
    }
    source
}

/// The keys of the interface: place, action, and the keys as a list, which Rust writes like TOML.
fn keymap_source() -> String {
    let keys = settings("assets/keymap.toml");
    let mut source = format!(
        "static DEFAULT: [(&str, &str, &[&str]); {}] = [",
        keys.len()
    );
    for (place, action, keys) in keys {
        write!(source, "(\"[{place}]\", {action:?}, &{keys}),").expect("a string can be written");
    }
    source + "];"
}

/// The looks of the themes: role, and what it has, as words.
fn themes_source() -> String {
    let mut source = String::new();
    for (theme, path) in [
        ("DEFAULT", "assets/theme.toml"),
        ("DARK", "assets/theme-dark.toml"),
        ("LIGHT", "assets/theme-light.toml"),
    ] {
        let looks = settings(path);
        write!(
            source,
            "static {theme}: [(&str, &[(&str, &str)]); {}] = [",
            looks.len()
        )
        .expect("a string can be written");
        for (_, role, look) in looks {
            let look = look.trim_matches(['{', '}', ' ']).split(", ");
            let look: Vec<(&str, &str)> = look
                .filter_map(|it| it.split_once(" = "))
                .map(|(what, value)| (what, value.trim_matches('"')))
                .collect();
            write!(source, "({role:?}, &{look:?}),").expect("a string can be written");
        }
        source += "];\n";
    }
    source
}

/// What begins and ends a string of many lines.
const MANY_LINES: &str = "\"\"\"";

/// The lines of a file of settings: section, name, and what stands behind `=`.
fn settings(path: &str) -> Vec<(String, String, String)> {
    let text = fs::read_to_string(path).expect("it lies beside this file");
    let (mut section, mut found) = (String::new(), Vec::new());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
            name.clone_into(&mut section);
            continue;
        }
        let (name, value) = line.split_once(" = ").expect("a name and a value");
        let value = if value == MANY_LINES {
            let inside = lines.by_ref().take_while(|it| *it != MANY_LINES);
            format!(
                "\"{}\"",
                inside.flat_map(|it| [it, "\n"]).collect::<String>()
            )
        } else {
            value.to_owned()
        };
        found.push((section.clone(), name.to_owned(), value));
    }
    found
}

/// As `text::fold::shape`, before its table exists.
fn shape(c: char) -> char {
    match u32::from(c) {
        code @ FIRST_HAN..=LAST_HAN => {
            char::from_u32(simplified()[(code - FIRST_HAN) as usize]).unwrap_or(c)
        }
        _ => letters::half_width(c),
    }
}

/// Whether a file of the lexicon holds names; the others are read by those who use them.
fn is_name_list(path: &Path) -> bool {
    let name = path
        .file_stem()
        .and_then(|it| it.to_str())
        .unwrap_or_default();
    let topics = ["companies", "organisations", "people", "products"];
    path.extension().is_some_and(|it| it == "tsv") && topics.iter().any(|it| name.starts_with(it))
}

/// All entries' lines, and all forms.
fn read_lists(folder: &Path) -> (Vec<String>, Builder) {
    let fold = Fold {
        shape,
        small: letters::small,
    };
    let (mut lines, mut builder) = (Vec::new(), Builder::default());
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("assets/lexicon is there")
        .map(|it| it.expect("assets/lexicon can be read").path())
        .filter(|it| is_name_list(it))
        .collect();
    paths.sort();
    for path in paths {
        let text = fs::read_to_string(&path).expect("lists are UTF-8");
        for (number, line) in (1..).zip(text.lines()) {
            let Some(entry) = entry::parse(line) else {
                continue;
            };
            let entry = entry.unwrap_or_else(|err| panic!("{}:{number}: {err}", path.display()));
            builder.add(lines.len(), &entry, fold);
            lines.push(line.to_owned());
        }
    }
    for (name, class) in WORD_LISTS {
        let text = fs::read_to_string(folder.join("words").join(name).with_extension("txt"))
            .unwrap_or_else(|err| panic!("{name}.txt: {err}"));
        for word in text.lines().map(str::trim).filter(|it| !it.is_empty()) {
            if !word.starts_with('#') {
                let record = table::Record::new(class, None, None);
                builder.add_form(word, record, fold);
            }
        }
    }
    (lines, builder)
}

/// The tables as Rust source. Texts are one string with the ends of its pieces: a table of pointers
/// would be relocated at every start. The forms of a line are pieces of it.
fn lexicon_source(lines: &[String], forms: &[Form], index: &index::Index) -> String {
    let mut text = String::new();
    let mut line_ends = Vec::new();
    for line in lines {
        text += line;
        line_ends.push(text.len());
    }
    let (mut starts, mut lengths, mut more) = (Vec::new(), Vec::new(), Vec::new());
    let mut records: Vec<table::Record> = Vec::new();
    for (idx, form) in forms.iter().enumerate() {
        let line = form.records[0].line().map(|it| it as usize);
        let inside = line.and_then(|it| {
            let (at, length) = place_in(&lines[it], &form.text)?;
            Some((line_ends[it] - lines[it].len() + at, length))
        });
        let (at, length) = inside.unwrap_or_else(|| {
            text += &form.text;
            (text.len() - form.text.len(), form.text.len())
        });
        starts.push(at);
        lengths.push(u8::try_from(length).expect("a form has at most 255 bytes"));
        more.extend(std::iter::repeat_n(idx, form.records.len() - 1));
        records.extend(&form.records);
    }
    [
        format!("static LINE_TEXT: &str = {text:?};\n"),
        numbers("LINE_ENDS", "u32", &line_ends),
        numbers("FORM_STARTS", "u32", &starts),
        numbers("FORM_LENGTHS", "u8", &lengths),
        numbers("MORE_RECORDS", "u32", &more),
        numbers("SLOTS", "u64", &index.slots),
        numbers("STARTS", "u32", &index.starts),
        numbers("SINGLES", "u64", &index.singles),
        numbers("PAIRS", "u64", &index.pairs),
        numbers("TRIPLES", "u64", &index.triples),
        "#[allow(clippy::unreadable_literal)]\n".to_owned(),
        format!(
            "static RECORDS: [Record; {}] = {records:?};\n",
            records.len()
        ),
    ]
    .concat()
}

/// Where a form, folded in script and width, stands in a line: its first byte and its length.
fn place_in(line: &str, form: &str) -> Option<(usize, usize)> {
    line.char_indices().find_map(|(at, _)| {
        let mut rest = line[at..].chars();
        let is_here = form.chars().all(|c| rest.next().map(shape) == Some(c));
        is_here.then(|| (at, line.len() - at - rest.as_str().len()))
    })
}

/// A table of numbers as Rust source.
fn numbers(name: &str, kind: &str, numbers: &[impl std::fmt::Debug]) -> String {
    format!(
        "#[allow(clippy::unreadable_literal)]\nstatic {name}: [{kind}; {}] = {numbers:?};\n",
        numbers.len()
    )
}
