//! A block of folded characters to read from, and what a reader gives back.

/// What a reader found: its value, and where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Read<T> {
    pub(super) value: T,
    /// Index of the first character behind it.
    pub(super) end: usize,
}

impl<T> Read<T> {
    /// A value that ends there.
    pub(super) const fn new(value: T, end: usize) -> Read<T> {
        Read { value, end }
    }

    /// The same place with another value.
    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Read<U> {
        Read::new(change(self.value), self.end)
    }
}

/// Characters folded in script and width. Behind both ends stand endless `\0`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) chars: &'a [char],
    /// 3/4/2023 is the fourth of March.
    pub(super) month_first: bool,
}

impl<'a> Line<'a> {
    /// The character at an index.
    pub(super) fn at(self, at: usize) -> char {
        self.chars.get(at).copied().unwrap_or('\0')
    }

    /// The character before an index.
    pub(super) fn before(self, at: usize) -> char {
        at.checked_sub(1).map_or('\0', |it| self.at(it))
    }

    /// The character before an index and the blanks before it.
    pub(super) fn before_blanks(self, at: usize) -> char {
        self.before(self.trimmed(at))
    }

    /// Before the blanks that end at an index.
    pub(super) fn trimmed(self, at: usize) -> usize {
        let mut at = at;
        while self.before(at) == ' ' {
            at -= 1;
        }
        at
    }

    /// Behind at most two blanks; a line end is none.
    pub(super) fn blanks(self, at: usize) -> usize {
        let mut end = at;
        while end < at + 2 && matches!(self.at(end), ' ' | '\t') {
            end += 1;
        }
        end
    }

    /// Behind the words, if they stand here.
    pub(super) fn words(self, at: usize, words: &str) -> Option<usize> {
        let mut end = at;
        for c in words.chars() {
            if self.at(end) != c {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// Behind the first of the words that stands here.
    pub(super) fn any(self, at: usize, words: &[&str]) -> Option<usize> {
        let first = Encoded::new(self.at(at));
        let mut words = words.iter().filter(|it| first.begins(it));
        words.find_map(|it| self.words(at, it))
    }

    /// The meaning of the first of the words that stands here: longer words come first.
    pub(super) fn table<T: Copy>(self, at: usize, table: &[(&str, T)]) -> Option<Read<T>> {
        let first = Encoded::new(self.at(at));
        let mut words = table.iter().filter(|it| first.begins(it.0));
        words.find_map(|&(words, value)| {
            let end = self.words(at, words)?;
            Some(Read::new(value, end))
        })
    }

    /// The same for a table that knows what its words begin with.
    pub(super) fn known<T: Copy, const N: usize>(
        self,
        at: usize,
        table: &Table<T, N>,
    ) -> Option<Read<T>> {
        let bit = Encoded::new(self.at(at)).bit();
        (table.heads & bit != 0)
            .then(|| self.table(at, &table.words))
            .flatten()
    }

    /// Whether one of the words ends at an index.
    pub(super) fn ends_with_any(self, at: usize, words: &[&str]) -> bool {
        let last = Encoded::new(self.before(at));
        words.iter().filter(|it| last.ends(it)).any(|it| {
            let length = it.chars().count();
            length <= at && self.words(at - length, it).is_some()
        })
    }

    /// The Latin word that begins at an index in small letters, and where it ends; `None` if there
    /// is none, or one of more than twelve letters.
    pub(super) fn latin_word(self, at: usize) -> Option<Read<Word>> {
        let mut letters = [0; 12];
        let mut end = at;
        while self.at(end).is_ascii_alphabetic() {
            *letters.get_mut(end - at)? = self.at(end).to_ascii_lowercase() as u8;
            end += 1;
        }
        let length = end - at;
        (0 < length).then_some(Read {
            value: Word { letters, length },
            end,
        })
    }

    /// The characters from one index to another.
    pub(super) fn slice(self, from: usize, to: usize) -> &'a [char] {
        self.chars.get(from..to).unwrap_or_default()
    }
}

/// Words with what they mean, longer ones first.
#[derive(Debug)]
pub(super) struct Table<T, const N: usize> {
    pub(super) words: [(&'static str, T); N],
    /// Has the bit of each character that a word begins with ([`Encoded::bit`]).
    heads: u64,
}

impl<T: Copy, const N: usize> Table<T, N> {
    /// The table of these words, none of which is empty.
    pub(super) const fn new(words: [(&'static str, T); N]) -> Table<T, N> {
        let mut heads = 0;
        let mut at = 0;
        while at < N {
            let word = words[at].0.as_bytes();
            let length = match word[0] {
                0..0xC0 => 1,
                0xC0..0xE0 => 2,
                0xE0..0xF0 => 3,
                _ => 4,
            };
            heads |= 1 << (word[length - 1] % 64);
            at += 1;
        }
        Table { words, heads }
    }
}

/// A character as it stands at the edge of words: nearly all words of a table have another one there,
/// which is seen without reading them.
#[derive(Debug, Clone, Copy)]
struct Encoded {
    bytes: [u8; 4],
    length: usize,
}

impl Encoded {
    fn new(c: char) -> Encoded {
        let mut bytes = [0; 4];
        let length = c.encode_utf8(&mut bytes).len();
        Encoded { bytes, length }
    }

    /// The bit that the last byte of the character stands for, which says most about it.
    fn bit(&self) -> u64 {
        1 << (self.bytes[self.length - 1] % 64)
    }

    fn begins(&self, words: &str) -> bool {
        let last = self.length - 1;
        let words = words.as_bytes();
        words.get(last) == self.bytes.get(last) && words.get(..last) == self.bytes.get(..last)
    }

    fn ends(&self, words: &str) -> bool {
        words.as_bytes().ends_with(&self.bytes[..self.length])
    }
}

/// A short Latin word in small letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Word {
    letters: [u8; 12],
    length: usize,
}

impl Word {
    /// Its letters.
    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.letters[..self.length]).unwrap_or_default()
    }
}
