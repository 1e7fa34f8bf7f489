//! Makes the tables that would cost time at every start: simplified characters, and the automaton
//! over all names and words of `assets/lexicon`.

#[path = "src/lexicon/entry.rs"]
#[allow(dead_code, unreachable_pub)]
mod entry;
#[path = "src/text/letters.rs"]
mod letters;
#[path = "src/lexicon/table.rs"]
#[allow(dead_code, unreachable_pub)]
mod table;

use daachorse::CharwiseDoubleArrayAhoCorasick;
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
        "src/lexicon",
        "src/text/letters.rs",
    ] {
        println!("cargo::rerun-if-changed={path}");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    write(&out.join("simplified.rs"), simplified_source().as_bytes());
    let (lines, builder) = read_lists(Path::new("assets/lexicon"));
    let (keys, forms) = builder.finish();
    write(
        &out.join("lexicon.rs"),
        lexicon_source(&lines, &forms).as_bytes(),
    );
    let automaton = CharwiseDoubleArrayAhoCorasick::<u32>::new(keys).expect("no key is empty");
    write(&out.join("lexicon.automaton"), &automaton.serialize());
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
            builder.add(u32::try_from(lines.len()).expect("few lines"), &entry, fold);
            lines.push(line.to_owned());
        }
    }
    for (name, class) in WORD_LISTS {
        let text = fs::read_to_string(folder.join("words").join(name).with_extension("txt"))
            .unwrap_or_else(|err| panic!("{name}.txt: {err}"));
        for word in text.lines().map(str::trim).filter(|it| !it.is_empty()) {
            if !word.starts_with('#') {
                let record = table::Record {
                    class,
                    line: None,
                    cautious: None,
                };
                builder.add_form(word, record, fold);
            }
        }
    }
    (lines, builder)
}

/// The tables as Rust source. Texts are one string with the ends of its pieces: a table of pointers
/// would be relocated at every start, which takes longer than the first frame.
fn lexicon_source(lines: &[String], forms: &[Form]) -> String {
    let (mut form_ends, mut records, mut form_text, mut count) =
        (String::new(), String::new(), String::new(), 0);
    for form in forms {
        form_text += &form.text;
        count += form.records.len();
        write!(form_ends, "({}, {count}),", form_text.len()).expect("a string can be written");
        for record in &form.records {
            write!(
                records,
                "Record {{ class: Class::{:?}, line: {:?}, cautious: {:?} }},",
                record.class, record.line, record.cautious
            )
            .expect("a string can be written");
        }
    }
    let (mut line_ends, mut line_text) = (String::new(), String::new());
    for line in lines {
        line_text += line;
        write!(line_ends, "{},", line_text.len()).expect("a string can be written");
    }
    format!(
        "static LINE_TEXT: &str = {line_text:?};\n\
         #[allow(clippy::unreadable_literal)]\n\
         static LINE_ENDS: [u32; {}] = [{line_ends}];\n\
         static FORM_TEXT: &str = {form_text:?};\n\
         #[allow(clippy::unreadable_literal)]\n\
         static FORM_ENDS: [(u32, u32); {}] = [{form_ends}];\n\
         #[allow(clippy::unreadable_literal)]\n\
         static BUILTIN_RECORDS: [Record; {count}] = [{records}];\n",
        lines.len(),
        forms.len(),
    )
}
