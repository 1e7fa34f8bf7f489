//! From byte offsets, which the program uses, to scalar values, which the wire format counts.

/// Bytes between two remembered counts.
const STEP: usize = 256;

/// Counts the scalar values before any byte of a text, in constant time.
#[derive(Debug)]
pub(super) struct Offsets<'a> {
    text: &'a [u8],
    /// Scalar values that start before byte `STEP * i`.
    counts: Vec<usize>,
}

impl<'a> Offsets<'a> {
    pub(super) fn new(text: &'a str) -> Offsets<'a> {
        let mut counts = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STEP) {
            counts.push(count);
            count += starts(chunk);
        }
        counts.push(count);
        Offsets {
            text: text.as_bytes(),
            counts,
        }
    }

    /// How many scalar values start before byte `at`.
    pub(super) fn scalar(&self, at: u32) -> usize {
        let at = at as usize;
        let step = at / STEP;
        self.counts[step] + starts(&self.text[step * STEP..at])
    }
}

/// Bytes that start a character.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&it| it & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_counts_the_characters_before_it() {
        let text = "a微b\u{1F600}软é".repeat(200);
        let offsets = Offsets::new(&text);
        for (count, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.scalar(u32::try_from(at).unwrap()), count);
        }
        assert_eq!(
            offsets.scalar(u32::try_from(text.len()).unwrap()),
            text.chars().count()
        );
        assert_eq!(Offsets::new("").scalar(0), 0);
    }
}
