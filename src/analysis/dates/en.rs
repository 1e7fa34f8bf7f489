//! English expressions.

use super::line::Line;
use super::reading::Reading;

/// Reads the expression that begins at an index.
pub(super) fn expression(_line: Line<'_>, _at: usize) -> Option<Reading> {
    None
}
