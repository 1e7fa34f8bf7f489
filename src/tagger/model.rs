//! The model file: its format, and reading it where it lies.
//!
//! All numbers are little-endian. A head of 8 `u32`: magic, version, number of labels, bits of the
//! feature buckets, number of features, bits of the word buckets, number of words, and the scale of
//! the weights (`f32`). Then the transitions (`f32`), the features (starts of the buckets `u32`,
//! fingerprints `u16`, a row of `i8` for each) and the words (starts, fingerprints, one byte each);
//! at the end a checksum of all before it (`u64`).

use super::chain::{self, Row, Transitions};
use super::label::LABELS;
use super::words::{self, WordTable};
use std::fmt;

/// The first four bytes of a model file.
pub const MAGIC: u32 = u32::from_le_bytes(*b"mluo");
/// Raised when files of before can no longer be read, or features are made otherwise.
pub const VERSION: u32 = 1;

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
    pub moves: Transitions,
    /// The words of the dictionary.
    pub words: WordTable<'a>,
    scale: f32,
    bucket_bits: u32,
    starts: &'a [u8],
    prints: &'a [u8],
    rows: &'a [u8],
}

/// Takes pieces from the front of a file.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
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
        let mut from = Reader(body);
        if from.number()? != MAGIC {
            return Err(BadModel::NoModel);
        }
        let version = from.number()?;
        if version != VERSION {
            return Err(BadModel::Version(version));
        }
        if checksum(body) != u64::from_le_bytes(*sum) {
            return Err(BadModel::Checksum);
        }
        let labels = from.number()? as usize;
        let [bucket_bits, features, word_bits, n_words] = [
            from.number()?,
            from.number()?,
            from.number()?,
            from.number()?,
        ];
        let scale = f32::from_bits(from.number()?);
        if labels != LABELS || 24 < bucket_bits || 24 < word_bits || !scale.is_finite() {
            return Err(BadModel::Length);
        }
        let mut transitions = [[0.0; LABELS]; LABELS];
        for weight in transitions.iter_mut().flatten() {
            *weight = f32::from_bits(from.number()?);
        }
        let (features, n_words) = (features as usize, n_words as usize);
        let starts = from.take(((1 << bucket_bits) + 1) * 4)?;
        let prints = from.take(features * 2)?;
        let rows = from.take(features * LABELS)?;
        let word_starts = from.take(((1 << word_bits) + 1) * 4)?;
        let word_prints = from.take(n_words * 2)?;
        let entries = from.take(n_words)?;
        let words = WordTable::new(word_bits, word_starts, word_prints, entries);
        if !from.0.is_empty() {
            return Err(BadModel::Length);
        }
        Ok(Model {
            moves: chain::moves(&transitions),
            words: words.ok_or(BadModel::Length)?,
            scale,
            bucket_bits,
            starts,
            prints,
            rows,
        })
    }

    /// Adds the weights of a feature, if the model has it.
    #[inline]
    pub fn add(&self, hash: u64, sum: &mut [i16; LABELS]) {
        let (bucket, print) = words::place(hash, self.bucket_bits);
        let (from, to) = words::bucket_range(self.starts, bucket);
        let Some(prints) = self.prints.get(from * 2..to * 2) else {
            return;
        };
        let Some(at) = words::find(prints, print) else {
            return;
        };
        let from = (from + at) * LABELS;
        if let Some(row) = self.rows.get(from..from + LABELS) {
            for (to, weight) in sum.iter_mut().zip(row) {
                *to += i16::from(weight.cast_signed());
            }
        }
    }

    /// The scores that a sum of weights stands for.
    pub fn scores(&self, sum: &[i16; LABELS]) -> Row {
        sum.map(|it| f32::from(it) * self.scale)
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
