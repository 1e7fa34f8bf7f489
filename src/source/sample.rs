//! The articles that come with the program, written for it.

use super::Decoded;

/// A sample article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sample {
    /// In Chinese, with Latin names.
    #[default]
    Chinese,
    /// In English.
    English,
}

impl Sample {
    /// The name under which it is shown.
    pub const fn name(self) -> &'static str {
        match self {
            Sample::Chinese => "sample-zh.txt",
            Sample::English => "sample-en.txt",
        }
    }

    /// Its text.
    pub(super) fn decoded(self) -> Decoded {
        let text = match self {
            Sample::Chinese => include_str!("../../assets/samples/zh.txt"),
            Sample::English => include_str!("../../assets/samples/en.txt"),
        };
        Decoded {
            text: text.to_owned(),
            encoding: "UTF-8",
            replaced: 0,
        }
    }
}
