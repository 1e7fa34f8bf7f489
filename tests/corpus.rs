//! The inputs that the fuzzer started from, and those that it once broke something with.
#![allow(clippy::unwrap_used)]

mod common;
#[path = "fuzz/targets.rs"]
mod targets;

use std::path::Path;

#[test]
fn nothing_in_the_corpus_breaks_its_target() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    for (name, target) in targets::TARGETS {
        let files = std::fs::read_dir(corpus.join(name)).unwrap();
        let mut n_files = 0;
        for file in files {
            let path = file.unwrap().path();
            let bytes = std::fs::read(&path).unwrap();
            let outcome = std::panic::catch_unwind(|| target(&bytes));
            assert!(outcome.is_ok(), "{}", path.display());
            n_files += 1;
        }
        assert!(0 < n_files, "{name} has no corpus");
    }
}
