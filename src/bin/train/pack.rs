//! Writing the model file: the features that matter most, their weights in one byte each.

use crate::dictionary::Words;
use mailuo::tagger::chain::{Row, Transitions};
use mailuo::tagger::label::LABELS;
use mailuo::tagger::model::{MAGIC, VERSION, checksum};
use mailuo::tagger::words;

/// Indices of the `keep` features that matter most, in order.
pub fn choose(weights: &[Row], counts: &[u32], keep: usize, power: f32) -> Vec<usize> {
    let mut ranked: Vec<(f32, usize)> = weights
        .iter()
        .zip(counts)
        .enumerate()
        .map(|(at, (row, &count))| {
            let sum: f32 = row.iter().map(|it| it * it).sum();
            (sum * (count as f32).powf(power), at)
        })
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    ranked.truncate(keep);
    let mut chosen: Vec<usize> = ranked.into_iter().map(|it| it.1).collect();
    chosen.sort_unstable();
    chosen
}

/// The bytes of the file.
pub fn pack(hashes: &[u64], weights: &[Row], transitions: &Transitions, words: &Words) -> Vec<u8> {
    let bucket_bits = (hashes.len().max(16) as u32).ilog2();
    let mut placed: Vec<(usize, u16, usize)> = hashes
        .iter()
        .enumerate()
        .map(|(at, &hash)| {
            let (bucket, print) = words::place(hash, bucket_bits);
            (bucket, print, at)
        })
        .collect();
    placed.sort_unstable();
    placed.dedup_by_key(|it| (it.0, it.1));
    let scale = scale(weights);
    let mut bytes = Vec::new();
    let numbers = [
        MAGIC,
        VERSION,
        LABELS as u32,
        bucket_bits,
        placed.len() as u32,
        words.bucket_bits,
        words.entries.len() as u32,
        scale.to_bits(),
    ];
    bytes.extend(numbers.iter().flat_map(|it| it.to_le_bytes()));
    bytes.extend(transitions.iter().flatten().flat_map(|it| it.to_le_bytes()));
    for bucket in 0..=1_usize << bucket_bits {
        let start = placed.partition_point(|it| it.0 < bucket) as u32;
        bytes.extend(start.to_le_bytes());
    }
    bytes.extend(placed.iter().flat_map(|it| it.1.to_le_bytes()));
    for (_, _, at) in &placed {
        bytes.extend(
            weights[*at]
                .iter()
                .map(|it| (it / scale).round().clamp(-127.0, 127.0) as i8 as u8),
        );
    }
    for part in [&words.starts, &words.prints, &words.entries] {
        bytes.extend(part);
    }
    bytes.extend(checksum(&bytes).to_le_bytes());
    bytes
}

/// What one step of a byte stands for: all but the few largest weights fit.
fn scale(weights: &[Row]) -> f32 {
    let mut sizes: Vec<f32> = weights.iter().flatten().map(|it| it.abs()).collect();
    sizes.sort_by(f32::total_cmp);
    let at = sizes.len().saturating_sub(1 + sizes.len() / 20_000);
    (sizes.get(at).copied().unwrap_or(1.0) / 127.0).max(1e-6)
}
