//! Words of a general dictionary: which characters are one, how frequent it is, what it is.
//!
//! The table holds a fingerprint of each word instead of its letters and is read where it lies, so
//! it costs nothing to load. About one look-up in ten thousand finds a word that is none.

use super::wide::{Work, wide};
use std::hint::black_box;

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

/// How many bits of a hash may choose its bucket.
const BUCKET_BITS: std::ops::RangeInclusive<u32> = 1..=24;

/// The bytes of a table's beginnings.
pub const BEGINNINGS: usize = 1 << 17;

/// The byte and the bit that stand for a beginning of words, given its hash.
pub fn beginning(hash: u64) -> (usize, u8) {
    let at = hash.wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 40;
    ((at >> 3) as usize % BEGINNINGS, 1 << (at & 7))
}

/// A table of words that lies in the model file.
#[derive(Debug, Clone, Copy)]
pub struct WordTable<'a> {
    bucket_bits: u32,
    /// A bit for each stretch of at least two characters that a longer word begins with, and for
    /// some others.
    beginnings: &'a [u8],
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
        beginnings: &'a [u8],
        starts: &'a [u8],
        prints: &'a [u8],
        entries: &'a [u8],
    ) -> Option<WordTable<'a>> {
        let fits = BUCKET_BITS.contains(&bucket_bits)
            && beginnings.len() == BEGINNINGS
            && starts.len() == ((1 << bucket_bits) + 1) * 4
            && prints.len() == entries.len() * 2;
        let table = WordTable {
            bucket_bits,
            beginnings,
            starts,
            prints,
            entries,
        };
        fits.then_some(table)
    }

    /// Whether a longer word may begin with the characters of this hash. One in five that do not
    /// begin any looks as if it did.
    pub fn goes_on(&self, hash: u64) -> bool {
        let (byte, bit) = beginning(hash);
        self.beginnings.get(byte).is_some_and(|it| it & bit != 0)
    }

    /// Appends to `out` what is known of the words with these hashes.
    ///
    /// Each step first touches all it will need, so that it is fetched at once.
    pub fn look_up(&self, hashes: &[u64], lookups: &mut Vec<Lookup>, out: &mut Vec<Option<Entry>>) {
        wide(LookUp(self, hashes, lookups, out));
    }

    #[inline(always)]
    fn look_up_all(&self, hashes: &[u64], lookups: &mut Vec<Lookup>, out: &mut Vec<Option<Entry>>) {
        lookups.clear();
        let mut touched = 0;
        for &hash in hashes {
            let (bucket, print) = place(hash, self.bucket_bits);
            touched ^= self.starts.get(bucket * 4).copied().unwrap_or_default();
            lookups.push(Lookup {
                from: bucket,
                to: bucket,
                print,
            });
        }
        black_box(touched);
        for it in lookups.iter_mut() {
            (it.from, it.to) = bucket_range(self.starts, it.from);
            touched ^= self.prints.get(it.from * 2).copied().unwrap_or_default();
        }
        black_box(touched);
        out.extend(lookups.iter().map(|it| self.entry(*it)));
    }

    #[inline(always)]
    fn entry(&self, it: Lookup) -> Option<Entry> {
        let prints = self.prints.get(it.from * 2..it.to * 2)?;
        let at = find(prints, it.print)?;
        self.entries
            .get(it.from + at)
            .copied()
            .map(Entry::from_byte)
    }
}

/// The work of [`WordTable::look_up`].
struct LookUp<'a>(
    &'a WordTable<'a>,
    &'a [u64],
    &'a mut Vec<Lookup>,
    &'a mut Vec<Option<Entry>>,
);

impl Work for LookUp<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        self.0.look_up_all(self.1, self.2, self.3);
    }
}

/// A word on its way through the table: where it may be, as indices, and what tells it there.
#[derive(Debug, Clone, Copy)]
pub struct Lookup {
    from: usize,
    to: usize,
    print: u16,
}

/// First and behind-last index of a bucket.
#[inline(always)]
fn bucket_range(starts: &[u8], bucket: usize) -> (usize, usize) {
    let number = |at: usize| -> Option<usize> {
        let bytes = starts.get(at * 4..)?.first_chunk()?;
        Some(u32::from_le_bytes(*bytes) as usize)
    };
    number(bucket).zip(number(bucket + 1)).unwrap_or((0, 0))
}

/// Index of a fingerprint among those of a bucket. Which it is, if any, cannot be foreseen: so all
/// are compared, eight by eight.
#[inline(always)]
fn find(prints: &[u8], print: u16) -> Option<usize> {
    const AT_ONCE: usize = 8;
    let (prints, _) = prints.as_chunks::<2>();
    for (from, some) in (0..).step_by(AT_ONCE).zip(prints.chunks(AT_ONCE)) {
        let mut same = 0_u32;
        for (bit, it) in some.iter().enumerate() {
            same |= u32::from(u16::from_le_bytes(*it) == print) << bit;
        }
        if same != 0 {
            return Some(from + same.trailing_zeros() as usize);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_whose_parts_do_not_fit_is_none() {
        let beginnings = vec![0; BEGINNINGS];
        let starts = [0; 4 * 3];
        let table = |bits, beginnings, starts| WordTable::new(bits, beginnings, starts, &[], &[]);
        assert!(table(1, &beginnings[..], &starts[..]).is_some());
        assert!(table(2, &beginnings[..], &starts[..]).is_none());
        assert!(table(0, &beginnings[..], &starts[..8]).is_none());
        assert!(table(64, &beginnings[..], &starts[..8]).is_none());
        assert!(table(u32::MAX, &beginnings[..], &starts[..]).is_none());
        assert!(table(1, &beginnings[1..], &starts[..]).is_none());
    }
}
