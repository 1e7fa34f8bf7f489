//! libFuzzer over one of the targets: `MAILUO_FUZZ` names it.
#![no_main]
#![allow(clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;
mod targets;

use std::sync::OnceLock;

static TARGET: OnceLock<targets::Target> = OnceLock::new();

libfuzzer_sys::fuzz_target!(
    init: {
        let name = std::env::var("MAILUO_FUZZ").unwrap_or_default();
        let found = targets::TARGETS.into_iter().find(|it| it.0 == name);
        let names: Vec<&str> = targets::TARGETS.iter().map(|it| it.0).collect();
        let target = found.unwrap_or_else(|| panic!("MAILUO_FUZZ is one of {}", names.join(" ")));
        TARGET.set(target.1).unwrap();
    },
    |data: &[u8]| TARGET.get().unwrap()(data)
);
