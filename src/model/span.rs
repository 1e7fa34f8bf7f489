//! A place in the text.

/// A half-open range of byte offsets into the text of a document.
///
/// For the text `"甲乙ab"`, whose characters are 3, 3, 1 and 1 bytes long:
///
/// - `0..3` is `[甲]乙ab`
/// - `3..7` is `甲[乙a]b`
/// - `4..4` never exists: both ends lie on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte; never before `start`.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`, byte offsets of at most 4 GiB.
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end, "a span runs forward: {start}..{end}");
        Span {
            start: offset(start),
            end: offset(end),
        }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range to index bytes with.
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether the byte at `offset` lies inside.
    pub const fn contains(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether `other` lies wholly inside.
    pub const fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A byte offset as it is stored: texts are smaller than 4 GiB, `source` refuses larger ones.
fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("texts are smaller than 4 GiB")
}
