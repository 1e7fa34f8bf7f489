//! What the reader is started with.

use super::shelf::Shelf;
use super::theme::Theme;
use super::{KeyMap, Lang};
use crate::corrections::Correction;
use crate::model::DateValue;
use crate::store;
use crate::text::columns::Metric;
use std::sync::Arc;

/// Reads a date as it is typed.
pub type DateReader = Arc<dyn Fn(&str) -> Option<DateValue> + Send + Sync>;

/// Saves a change of the corrections, of which those before it are given.
pub type Keeper = Arc<dyn Fn(&[Correction], &store::Change) -> std::io::Result<()> + Send + Sync>;

/// Makes the theme for a light or a dark background.
pub type ThemeMaker = Arc<dyn Fn(bool) -> Theme + Send + Sync>;

/// What the reader is started with.
#[derive(Clone, Default)]
pub struct Options {
    /// The language of the interface.
    pub lang: Lang,
    /// The looks.
    pub theme: Theme,
    /// The keys.
    pub keys: KeyMap,
    /// How wide characters are.
    pub metric: Metric,
    /// Whether to ask the terminal about that.
    pub ask_width: bool,
    /// Makes the looks for what the terminal tells of its background; `None` if they are settled.
    pub rethemed: Option<ThemeMaker>,
    /// Whether addresses in the text are links of the terminal.
    pub links: bool,
    /// Where reading was left off last time.
    pub place: Option<store::Place>,
    /// Reads what is typed at the date prompt.
    pub dates: Option<DateReader>,
    /// Saves corrections; without it they last as long as the reader.
    pub keep: Option<Keeper>,
    /// Bytes that have come of the text, as long as it is coming.
    pub arriving: Option<usize>,
    /// What to tell at the start: problems of the user's configuration.
    pub note: Option<String>,
    /// The texts that lie ready, this one among them.
    pub shelf: Shelf,
    /// Whether the file is watched for changes.
    pub is_watched: bool,
}

impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options")
            .field("lang", &self.lang)
            .finish_non_exhaustive()
    }
}
