//! The model file: its format, and reading it where it lies.
//!
//! All numbers are little-endian. A head of 9 `u32`: magic, version, number of labels, number of
//! feature buckets, number of features, bits of the word buckets, number of words, the scale of the
//! weights (`f32`), and the threshold of the coarse pass (`i32`). Then the transitions (`f32`), the
//! features (buckets as in [`BUCKET`], a row of `i8` for each feature), the weights of the
//! coarse pass (one byte each) and the words (beginnings, starts of buckets `u32`, fingerprints
//! `u16`, one byte each); at the end a checksum of all before it (`u64`).

#![allow(
    clippy::needless_range_loop,
    reason = "loops over lanes: calls of iterators may stay calls, in narrow instructions"
)]

use super::chain::{Moves, Row, WIDTH};
use super::coarse::{self, Coarse};
use super::label::LABELS;
use super::wide::{Work, wide};
use super::words::{self, WordTable};
use std::fmt;

/// The first four bytes of a model file.
pub const MAGIC: u32 = u32::from_le_bytes(*b"mluo");
/// Raised when files of before can no longer be read, or features are made otherwise.
pub const VERSION: u32 = 5;

/// The bytes of a bucket of features: the number of its first row (`u32`) and the fingerprints of
/// its features (`u16`, 0 for none), so that finding one touches one line of the cache.
pub const BUCKET: usize = 32;
/// Where in the file the threshold of the coarse pass stands.
#[cfg(test)]
pub(super) const THRESHOLD_AT: usize = 4 * 8;
/// Where in the file the buckets begin.
pub(super) const BUCKETS_AT: usize = 4 * (9 + LABELS * LABELS);
/// The most features in a bucket.
pub const IN_BUCKET: usize = (BUCKET - 4) / 2;

/// The bucket and the fingerprint of a feature.
pub fn place(hash: u64, buckets: usize) -> (usize, u16) {
    let bucket = ((hash >> 32) * buckets as u64) >> 32;
    (bucket as usize, ((hash >> 8) & 0xFFFF) as u16 | 1)
}

/// What is wrong with a model file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadModel {
    /// It does not begin as one.
    NoModel,
    /// It was made for another version of the program.
    Version(u32),
    /// It is too short or too long for what its head says.
    Length,
    /// Its bytes are not those that were written.
    Checksum,
}

impl fmt::Display for BadModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BadModel::NoModel => write!(f, "not a model of names"),
            BadModel::Version(found) => {
                write!(
                    f,
                    "the model of names has version {found}, this program reads {VERSION}"
                )
            }
            BadModel::Length => write!(f, "the model of names is cut off or too long"),
            BadModel::Checksum => write!(f, "the model of names is damaged"),
        }
    }
}

impl std::error::Error for BadModel {}

/// A model as it lies in its file.
#[derive(Debug)]
pub struct Model<'a> {
    /// The exponentials of the transitions.
    pub moves: Moves,
    /// The words of the dictionary.
    pub words: WordTable<'a>,
    /// What tells units that are outside of all names.
    pub coarse: Coarse<'a>,
    scale: f32,
    buckets: &'a [[u8; BUCKET]],
    rows: &'a [u8],
}

/// Takes pieces from the front of a file.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// A reader behind the first numbers of a model.
    fn of_model(bytes: &'a [u8]) -> Result<Reader<'a>, BadModel> {
        let mut from = Reader(bytes);
        if from.number()? != MAGIC {
            return Err(BadModel::NoModel);
        }
        let version = from.number()?;
        if version != VERSION {
            return Err(BadModel::Version(version));
        }
        Ok(from)
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], BadModel> {
        let (piece, rest) = self.0.split_at_checked(length).ok_or(BadModel::Length)?;
        self.0 = rest;
        Ok(piece)
    }

    fn number(&mut self) -> Result<u32, BadModel> {
        match self.take(4)? {
            &[a, b, c, d] => Ok(u32::from_le_bytes([a, b, c, d])),
            _ => Err(BadModel::Length),
        }
    }
}

impl<'a> Model<'a> {
    /// Reads a file.
    pub fn read(bytes: &'a [u8]) -> Result<Model<'a>, BadModel> {
        let (body, sum) = bytes.split_last_chunk::<8>().ok_or(BadModel::Length)?;
        Reader::of_model(body)?;
        if checksum(body) != u64::from_le_bytes(*sum) {
            return Err(BadModel::Checksum);
        }
        Model::read_unchecked(bytes)
    }

    /// Reads a file that is known to be whole: of the weights and words nothing is touched yet, and
    /// pages of it that no text needs are never read from disk.
    pub fn read_unchecked(bytes: &'a [u8]) -> Result<Model<'a>, BadModel> {
        let (body, _) = bytes.split_last_chunk::<8>().ok_or(BadModel::Length)?;
        let mut from = Reader::of_model(body)?;
        let labels = from.number()? as usize;
        let [buckets, features, word_bits, n_words] = [
            from.number()?,
            from.number()?,
            from.number()?,
            from.number()?,
        ];
        let scale = f32::from_bits(from.number()?);
        let threshold = from.number()?.cast_signed();
        if labels != LABELS
            || 1 << 24 < buckets.max(features)
            || 24 < word_bits
            || !scale.is_finite()
        {
            return Err(BadModel::Length);
        }
        let mut transitions = [[0.0; LABELS]; LABELS];
        for weight in transitions.iter_mut().flatten() {
            *weight = f32::from_bits(from.number()?);
        }
        let [buckets, features, n_words] = [buckets, features, n_words].map(|it| it as usize);
        let (buckets, _) = from.take(buckets * BUCKET)?.as_chunks();
        // Rows are read in a width that vector instructions like, beyond the end of the last.
        let rows = from.0;
        from.take(features * LABELS)?;
        let coarse = from.take(coarse::PLACES)?;
        let beginnings = from.take(words::BEGINNINGS)?;
        let word_starts = from.take(((1 << word_bits) + 1) * 4)?;
        let word_prints = from.take(n_words * 2)?;
        let entries = from.take(n_words)?;
        let words = WordTable::new(word_bits, beginnings, word_starts, word_prints, entries);
        if !from.0.is_empty() {
            return Err(BadModel::Length);
        }
        Ok(Model {
            moves: Moves::new(&transitions),
            words: words.ok_or(BadModel::Length)?,
            coarse: Coarse::new(coarse.try_into().map_err(|_| BadModel::Length)?, threshold),
            scale,
            buckets,
            rows,
        })
    }

    /// Where a feature would be found.
    pub fn place(&self, hash: u64) -> Place {
        let (bucket, print) = place(hash, self.buckets.len());
        Place {
            bucket: bucket as u32,
            print,
        }
    }

    /// Appends the scores of a batch's units to `out`; features that the model does not have count
    /// nothing.
    ///
    /// Most of the time goes into waiting for memory. So nothing here is decided by a jump that cannot
    /// be foreseen: then the processor fetches what the next features need while it waits.
    pub fn scores(&self, batch: &mut Batch, out: &mut Vec<Row>) {
        wide(Scores(self, batch, out));
    }

    #[inline(always)]
    fn scores_of(&self, batch: &mut Batch, out: &mut Vec<Row>) {
        self.find(batch);
        let mut from = 0;
        for &to in &batch.row_ends {
            out.push(self.sum(batch.rows.get(from..to).unwrap_or_default()));
            from = to;
        }
    }

    /// Finds where the rows of a batch's features begin.
    #[inline(always)]
    fn find(&self, batch: &mut Batch) {
        batch.rows.resize(batch.places.len(), 0);
        batch.row_ends.clear();
        let (mut from, mut n) = (0, 0);
        for &to in &batch.ends {
            for place in batch.places.get(from..to).unwrap_or_default() {
                let Some(bucket) = self.buckets.get(place.bucket as usize) else {
                    continue;
                };
                let (row, is_there) = find(bucket, place.print);
                if let Some(it) = batch.rows.get_mut(n) {
                    *it = row;
                }
                n += usize::from(is_there);
            }
            batch.row_ends.push(n);
            from = to;
        }
        batch.rows.truncate(n);
    }

    /// The sum of rows, in the scale of the scores.
    #[inline(always)]
    fn sum(&self, rows: &[u32]) -> Row {
        let mut sums = [0_i16; WIDTH];
        for &from in rows {
            let row = self.rows.get(from as usize..);
            if let Some(row) = row.and_then(|it| it.first_chunk::<WIDTH>()) {
                for it in 0..WIDTH {
                    sums[it] = sums[it].wrapping_add(i16::from(row[it].cast_signed()));
                }
            }
        }
        let mut row = [0.0; WIDTH];
        for it in 0..WIDTH {
            row[it] = f32::from(sums[it]) * self.scale;
        }
        row
    }
}

/// The work of [`Model::scores`].
struct Scores<'a>(&'a Model<'a>, &'a mut Batch, &'a mut Vec<Row>);

impl Work for Scores<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        self.0.scores_of(self.1, self.2);
    }
}

/// Where the row of a feature begins, and whether it is in its bucket at all.
#[inline(always)]
fn find(bucket: &[u8; BUCKET], print: u16) -> (u32, bool) {
    let mut same = 0_u16;
    let (pairs, _) = bucket.as_chunks::<2>();
    for (at, pair) in pairs.iter().enumerate() {
        same |= u16::from(u16::from_le_bytes(*pair) == print) << at;
    }
    // The first two are no fingerprints but the number of the row.
    let same = same >> 2;
    let first = u32::from_le_bytes([bucket[0], bucket[1], bucket[2], bucket[3]]);
    let row = first.wrapping_add(same.trailing_zeros());
    (row.wrapping_mul(LABELS as u32), same != 0)
}

/// Where a feature would be found: its bucket and its fingerprint.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    bucket: u32,
    print: u16,
}

/// The features of a few units, looked up together; its buffers are used again.
#[derive(Debug, Default)]
pub struct Batch {
    places: Vec<Place>,
    /// For each unit the end of its features in `places`.
    ends: Vec<usize>,
    /// The rows of the features that the model has.
    rows: Vec<u32>,
    /// For each unit the end of its rows in `rows`.
    row_ends: Vec<usize>,
}

impl Batch {
    /// Units that are worked on together: so few that their features stay in the nearest cache.
    pub const UNITS: usize = 16;

    /// Empties it.
    pub fn clear(&mut self) {
        self.places.clear();
        self.ends.clear();
    }

    /// Adds a feature to the unit that is being filled.
    pub fn push(&mut self, place: Place) {
        self.places.push(place);
    }

    /// Ends the unit that is being filled.
    pub fn end_unit(&mut self) {
        self.ends.push(self.places.len());
    }
}

/// The sum that tells a damaged file.
pub fn checksum(bytes: &[u8]) -> u64 {
    let mut sums = [0_u64; 4];
    let mut chunks = bytes.chunks_exact(32);
    let mix = |sum: u64, piece: u64| {
        (sum ^ piece)
            .wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .rotate_left(29)
    };
    for chunk in &mut chunks {
        for (sum, piece) in sums.iter_mut().zip(chunk.chunks_exact(8)) {
            *sum = mix(*sum, piece.try_into().map_or(0, u64::from_le_bytes));
        }
    }
    for &byte in chunks.remainder() {
        sums[0] = mix(sums[0], u64::from(byte));
    }
    sums.into_iter().fold(bytes.len() as u64, mix)
}

#[cfg(test)]
mod tests {
    use super::*;

    static BUILTIN: &[u8] = include_bytes!("../../assets/names.model");

    #[track_caller]
    fn check(change: impl Fn(&mut Vec<u8>), expected: BadModel) {
        let mut bytes = BUILTIN.to_vec();
        change(&mut bytes);
        assert_eq!(Model::read(&bytes).err(), Some(expected));
    }

    #[test]
    fn the_built_in_model_can_be_read() {
        assert!(Model::read(BUILTIN).is_ok());
    }

    #[test]
    fn a_damaged_file_is_told_by_what_is_wrong() {
        check(|it| it[0] ^= 1, BadModel::NoModel);
        check(|it| it[4] = 77, BadModel::Version(77));
        check(|it| it[5000] ^= 4, BadModel::Checksum);
        check(|it| it.truncate(100_000), BadModel::Checksum);
        check(|it| it.truncate(3), BadModel::Length);
        check(Vec::clear, BadModel::Length);
    }

    #[test]
    fn a_head_that_lies_is_found_out() {
        for at in (8..32).step_by(4) {
            for number in [0_u32, 1, 0x7FFF_FFFF, u32::MAX] {
                let mut bytes = BUILTIN[..BUILTIN.len() - 8].to_vec();
                bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
                let sum = checksum(&bytes);
                bytes.extend(sum.to_le_bytes());
                if at < 28 {
                    assert_eq!(
                        Model::read(&bytes).err(),
                        Some(BadModel::Length),
                        "{at} {number}"
                    );
                }
            }
        }
    }
}
