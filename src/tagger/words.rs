//! Words of a general dictionary: which characters are one, how frequent it is, what it is.
//!
//! The table holds a fingerprint of each word instead of its letters and is read where it lies, so
//! it costs nothing to load. About one look-up in ten thousand finds a word that is none.

/// What a word is, as far as names are concerned; the small numbers are part of the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum WordTag {
    /// Nothing below.
    Other,
    /// A noun.
    Noun,
    /// A Chinese person's name, or a part of it.
    Person,
    /// A foreign person's name.
    Foreign,
    /// A place.
    Place,
    /// An organisation.
    Organisation,
    /// Another name.
    Name,
    /// A verb.
    Verb,
    /// An idiom or phrase.
    Phrase,
    /// A numeral or measure.
    Number,
    /// An adjective or adverb.
    Modifier,
    /// A time.
    Time,
    /// A preposition, conjunction, pronoun, particle.
    Function,
}

impl WordTag {
    const ALL: [WordTag; 13] = [
        WordTag::Other,
        WordTag::Noun,
        WordTag::Person,
        WordTag::Foreign,
        WordTag::Place,
        WordTag::Organisation,
        WordTag::Name,
        WordTag::Verb,
        WordTag::Phrase,
        WordTag::Number,
        WordTag::Modifier,
        WordTag::Time,
        WordTag::Function,
    ];

    /// Whether it marks names.
    pub const fn is_name(self) -> bool {
        matches!(
            self,
            WordTag::Person
                | WordTag::Foreign
                | WordTag::Place
                | WordTag::Organisation
                | WordTag::Name
        )
    }
}

/// What the table says about a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// How frequent it is, on a scale of logarithms from 0 to 15.
    pub frequency: u8,
    /// What it is.
    pub tag: WordTag,
}

impl Entry {
    /// Its byte in the table.
    pub fn to_byte(self) -> u8 {
        (self.frequency << 4) | self.tag as u8
    }

    fn from_byte(byte: u8) -> Entry {
        Entry {
            frequency: byte >> 4,
            tag: *WordTag::ALL
                .get(usize::from(byte & 15))
                .unwrap_or(&WordTag::Other),
        }
    }
}

/// The longest word the table holds, in characters.
pub const LONGEST: usize = 8;

/// The natural logarithm that one step of an entry's frequency stands for.
pub const STEP: f32 = 0.92;

/// The hash of a word, extended character by character from [`WORD_START`].
pub fn extend(hash: u64, id: u32) -> u64 {
    let mixed = (hash ^ u64::from(id)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ mixed >> 29
}

/// The hash of no characters.
pub const WORD_START: u64 = 0x51_7C_C1_B7;

/// The two bits of a word's hash: its bucket, and what tells it from others in the bucket.
pub fn place(hash: u64, bucket_bits: u32) -> (usize, u16) {
    let hash = hash.wrapping_mul(0xD6E8_FEB8_6659_FD93);
    (
        (hash >> (64 - bucket_bits)) as usize,
        (hash >> 8 & 0xFFFF) as u16,
    )
}

/// A table of words that lies in the model file.
#[derive(Debug, Clone, Copy)]
pub struct WordTable<'a> {
    bucket_bits: u32,
    /// For each bucket the index of its first word, as `u32`, and one more.
    starts: &'a [u8],
    /// The fingerprints, as `u16`.
    prints: &'a [u8],
    entries: &'a [u8],
}

impl<'a> WordTable<'a> {
    /// The table in these parts, if they fit each other.
    pub fn new(
        bucket_bits: u32,
        starts: &'a [u8],
        prints: &'a [u8],
        entries: &'a [u8],
    ) -> Option<WordTable<'a>> {
        let fits =
            starts.len() == ((1 << bucket_bits) + 1) * 4 && prints.len() == entries.len() * 2;
        let table = WordTable {
            bucket_bits,
            starts,
            prints,
            entries,
        };
        fits.then_some(table)
    }

    /// What is known of the word with this hash.
    pub fn get(&self, hash: u64) -> Option<Entry> {
        let (bucket, print) = place(hash, self.bucket_bits);
        let (from, to) = bucket_range(self.starts, bucket);
        let prints = self.prints.get(from * 2..to * 2)?;
        let at = find(prints, print)?;
        self.entries.get(from + at).copied().map(Entry::from_byte)
    }
}

/// First and behind-last index of a bucket.
fn bucket_range(starts: &[u8], bucket: usize) -> (usize, usize) {
    let number = |at: usize| -> Option<usize> {
        let bytes = starts.get(at * 4..)?.first_chunk()?;
        Some(u32::from_le_bytes(*bytes) as usize)
    };
    number(bucket).zip(number(bucket + 1)).unwrap_or((0, 0))
}

/// Index of a fingerprint among those of a bucket.
fn find(prints: &[u8], print: u16) -> Option<usize> {
    let print = print.to_le_bytes();
    prints.chunks_exact(2).position(|it| it == print)
}
