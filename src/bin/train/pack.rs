//! Writing the model file: the features that matter most, their weights in one byte each.

use crate::coarse::Learnt;
use crate::dictionary::Words;
use crate::learn::Weights;
use mailuo::tagger::chain::Transitions;
use mailuo::tagger::label::LABELS;
use mailuo::tagger::model::{self, IN_BUCKET, MAGIC, VERSION, checksum};

/// Indices of the `keep` features that matter most, in order.
pub fn choose(weights: &[Weights], counts: &[u32], keep: usize) -> Vec<usize> {
    let mut ranked: Vec<(f32, usize)> = weights
        .iter()
        .zip(counts)
        .enumerate()
        .map(|(at, (row, &count))| {
            let sum: f32 = row.iter().map(|it| it * it).sum();
            (sum * (count as f32).sqrt(), at)
        })
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    ranked.truncate(keep);
    let mut chosen: Vec<usize> = ranked.into_iter().map(|it| it.1).collect();
    chosen.sort_unstable();
    chosen
}

/// The bytes of the file.
pub fn pack(
    hashes: &[u64],
    weights: &[Weights],
    transitions: &Transitions,
    coarse: &Learnt,
    words: &Words,
) -> Vec<u8> {
    let buckets = hashes.len() / 9 + 1;
    let placed = place_all(hashes, buckets);
    let scale = scale(weights);
    let mut bytes = Vec::new();
    let numbers = [
        MAGIC,
        VERSION,
        LABELS as u32,
        buckets as u32,
        placed.len() as u32,
        words.bucket_bits,
        words.entries.len() as u32,
        scale.to_bits(),
        coarse.threshold.cast_unsigned(),
    ];
    bytes.extend(numbers.iter().flat_map(|it| it.to_le_bytes()));
    bytes.extend(transitions.iter().flatten().flat_map(|it| it.to_le_bytes()));
    let mut at = 0;
    for bucket in 0..buckets {
        bytes.extend((at as u32).to_le_bytes());
        let end = bytes.len() + 2 * IN_BUCKET;
        while placed.get(at).is_some_and(|it| it.0 == bucket) {
            bytes.extend(placed[at].1.to_le_bytes());
            at += 1;
        }
        bytes.resize(end, 0);
    }
    for (_, _, at) in &placed {
        let quantised = |it: &f32| (it / scale).round().clamp(-127.0, 127.0) as i8 as u8;
        bytes.extend(weights[*at].iter().map(quantised));
    }
    for part in [
        &coarse.weights,
        &words.beginnings,
        &words.starts,
        &words.prints,
        &words.entries,
    ] {
        bytes.extend(part);
    }
    bytes.extend(checksum(&bytes).to_le_bytes());
    bytes
}

/// The bucket, fingerprint and number of each feature, in order; the few that find no place in
/// their bucket are left out.
fn place_all(hashes: &[u64], buckets: usize) -> Vec<(usize, u16, usize)> {
    let mut placed: Vec<(usize, u16, usize)> = hashes
        .iter()
        .enumerate()
        .map(|(at, &hash)| {
            let (bucket, print) = model::place(hash, buckets);
            (bucket, print, at)
        })
        .collect();
    placed.sort_unstable();
    placed.dedup_by_key(|it| (it.0, it.1));
    let mut fitting: Vec<(usize, u16, usize)> = Vec::with_capacity(placed.len());
    for it in placed {
        let full = fitting
            .len()
            .checked_sub(IN_BUCKET)
            .is_some_and(|at| fitting[at].0 == it.0);
        if !full {
            fitting.push(it);
        }
    }
    fitting
}

/// What one step of a byte stands for: all but the few largest weights fit.
fn scale(weights: &[Weights]) -> f32 {
    let mut sizes: Vec<f32> = weights.iter().flatten().map(|it| it.abs()).collect();
    sizes.sort_by(f32::total_cmp);
    let at = sizes.len().saturating_sub(1 + sizes.len() / 20_000);
    (sizes.get(at).copied().unwrap_or(1.0) / 127.0).max(1e-6)
}
