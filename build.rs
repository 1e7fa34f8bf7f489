//! Makes the tables that would cost time at every start: traditional to simplified characters.

use ferrous_opencc::{OpenCC, config::BuiltinConfig};
use std::fmt::Write as _;
use std::{env, fs, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let table = simplified_table();
    fs::write(Path::new(&out).join("simplified.rs"), table).expect("OUT_DIR can be written");
}

/// For each of U+3400 to U+9FFF its simplified form, as Rust source.
fn simplified_table() -> String {
    let opencc = OpenCC::from_config(BuiltinConfig::T2s).expect("t2s is built in");
    let mut source = String::from("static SIMPLIFIED: [u16; 0x6C00] = [");
    for code in 0x3400_u32..=0x9FFF {
        let c = char::from_u32(code).expect("no surrogates in this range");
        let converted = opencc.convert(&c.to_string());
        let mut chars = converted.chars();
        // A form of several characters, or outside the first plane, is none that we can fold to.
        let one = chars
            .next()
            .filter(|_| chars.next().is_none())
            .map(u32::from);
        let simplified = one.filter(|&it| it <= 0xFFFF).unwrap_or(code);
        write!(source, "{simplified},").expect("a string can be written");
    }
    source + "];"
}
