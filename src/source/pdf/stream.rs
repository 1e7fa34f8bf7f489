//! Streams of a PDF file, unpacked within limits, and what pages draw, piece by piece: the library
//! would unpack all, and hold hundreds of bytes for each number in it.

use flate2::read::ZlibDecoder;
use lopdf::{Object, Stream};
use std::io::Read;

/// Bytes that one stream unpacks to at most; what is behind them is left out. Only drawings are
/// longer.
const MOST: usize = 16 * 1024 * 1024;

/// Bytes of the longest stream that is unpacked by the library, which knows no limit.
const SHORT: usize = 64 * 1024;

/// Filters upon filters of the most wrapped stream.
const MOST_FILTERS: usize = 4;

/// Bytes of a piece, after which it ends behind the next operation, and of the longest one.
const PIECE: usize = 64 * 1024;
const LONGEST: usize = 1024 * 1024;

/// What a stream holds; none if it cannot be unpacked.
pub(super) fn unpacked(stream: &Stream) -> Option<Vec<u8>> {
    let Ok(filters) = stream.filters() else {
        return Some(stream.content[..stream.content.len().min(MOST)].to_vec());
    };
    if MOST_FILTERS < filters.len() {
        return None;
    }
    let is_flate = |it: &&[u8]| matches!(*it, b"FlateDecode" | b"Fl");
    let has_predictor = stream
        .dict
        .get(b"DecodeParms")
        .and_then(Object::as_dict)
        .is_ok_and(|it| it.has(b"Predictor"));
    if filters.iter().all(is_flate) && !has_predictor {
        return Some(inflated(&stream.content, filters.len()));
    }
    let is_small =
        stream.content.len() <= SHORT && filters.iter().filter(|it| is_flate(it)).count() <= 1;
    let bytes = is_small
        .then(|| stream.decompressed_content().ok())
        .flatten()?;
    Some(bytes[..bytes.len().min(MOST)].to_vec())
}

/// Bytes that were deflated so many times. What is damaged ends where it is.
fn inflated(bytes: &[u8], times: usize) -> Vec<u8> {
    let mut from: Box<dyn Read + '_> = Box::new(bytes);
    for _ in 0..times {
        from = Box::new(ZlibDecoder::new(from));
    }
    let mut unpacked = Vec::new();
    // What was read before an error is there.
    let _ = from.take(MOST as u64).read_to_end(&mut unpacked);
    unpacked
}

/// Whether bytes that were deflated, perhaps several times, unpack to more than `limit`; else how many
/// they are.
pub(super) fn length(bytes: &[u8], limit: u64) -> Option<u64> {
    let mut times = 1;
    loop {
        let mut from: Box<dyn Read + '_> = Box::new(bytes);
        for _ in 0..times {
            from = Box::new(ZlibDecoder::new(from));
        }
        let mut head = Vec::new();
        // A damaged stream ends where it ends; the library says so.
        let _ = from.by_ref().take(2).read_to_end(&mut head);
        let rest = std::io::copy(&mut from.take(limit), &mut std::io::sink()).unwrap_or(0);
        let length = head.len() as u64 + rest;
        if limit < length {
            return None;
        }
        if !is_deflated(&head) {
            return Some(length);
        }
        times += 1;
        if MOST_FILTERS < times {
            return None;
        }
    }
}

/// Whether bytes begin as deflated ones do.
pub(super) fn is_deflated(head: &[u8]) -> bool {
    matches!(head, [0x78, second, ..] if (0x7800 + u32::from(*second)) % 31 == 0)
}

/// What a page draws, in pieces of whole operations. Pictures within it are left out.
#[derive(Debug)]
pub(super) struct Pieces<'a> {
    rest: &'a [u8],
}

impl<'a> Pieces<'a> {
    pub(super) const fn new(content: &'a [u8]) -> Pieces<'a> {
        Pieces { rest: content }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        while !self.rest.is_empty() {
            let (length, skipped) = piece(self.rest);
            let (piece, rest) = self.rest.split_at(length);
            self.rest = &rest[skipped..];
            if length <= LONGEST && !piece.is_empty() {
                return Some(piece);
            }
        }
        None
    }
}

/// The length of the next piece, and of the picture behind it.
fn piece(content: &[u8]) -> (usize, usize) {
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(&byte) = content.get(at) {
        match byte {
            b'(' => at += string(&content[at..]),
            b'[' | b'<' => {
                depth += 1;
                at += 1;
            }
            b']' | b'>' => {
                depth = depth.saturating_sub(1);
                at += 1;
            }
            b'%' => at += until(&content[at..], |it| matches!(it, b'\r' | b'\n')),
            b'/' => at += 1 + until(&content[at + 1..], is_end),
            _ if byte.is_ascii_alphabetic() || matches!(byte, b'\'' | b'"') => {
                let word = &content[at..at + until(&content[at..], is_end).max(1)];
                let end = at + word.len();
                if word == b"ID" {
                    return (at, picture(&content[at..]));
                }
                if PIECE <= end && depth == 0 {
                    return (end, 0);
                }
                at = end;
            }
            _ => at += 1,
        }
    }
    (content.len(), 0)
}

/// Bytes before the first of that kind.
fn until(bytes: &[u8], is_end: impl Fn(u8) -> bool) -> usize {
    bytes
        .iter()
        .position(|&it| is_end(it))
        .unwrap_or(bytes.len())
}

/// Whether a byte ends a name or an operator.
const fn is_end(byte: u8) -> bool {
    byte.is_ascii_whitespace()
        || matches!(
            byte,
            0 | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'/' | b'%'
        )
}

/// Bytes of a string, its parentheses included.
fn string(bytes: &[u8]) -> usize {
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' if depth == 1 => return at,
            b')' => depth -= 1,
            _ => {}
        }
    }
    bytes.len()
}

/// Bytes of a picture from the word `ID` to behind the word `EI`.
fn picture(bytes: &[u8]) -> usize {
    let ends = memchr::memmem::find_iter(bytes, b"EI");
    let is_word = |&at: &usize| {
        let is_free = |it: Option<&u8>| it.is_none_or(u8::is_ascii_whitespace);
        is_free(bytes.get(at - 1)) && is_free(bytes.get(at + 2))
    };
    ends.skip_while(|&at| at == 0)
        .find(is_word)
        .map_or(bytes.len(), |at| at + 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use lopdf::dictionary;
    use std::io::Write as _;

    fn deflated(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn pieces_are_whole_operations() {
        let operation = b"[(a\\)) -250 (b(c))] TJ <</A[1]>> BDC % x TJ\n";
        let content = operation.repeat(5000);
        let pieces: Vec<&[u8]> = Pieces::new(&content).collect();
        assert!(2 < pieces.len());
        assert_eq!(pieces.concat(), content);
        for piece in &pieces[..pieces.len() - 1] {
            assert!(piece.ends_with(b"TJ") || piece.ends_with(b"BDC"));
        }
        let picture = b"BT (x) Tj ET BI /W 1 ID \\x00((EIx EI q Q";
        let pieces: Vec<&[u8]> = Pieces::new(picture).collect();
        assert_eq!(pieces, [&b"BT (x) Tj ET BI /W 1 "[..], b" q Q"]);
        for odd in [
            &b"(((("[..],
            b"\\\\",
            b"(\\",
            b"/",
            b"ID",
            b"'",
            b"%",
            b"<",
            b"]",
        ] {
            let n_bytes: usize = Pieces::new(odd).map(<[u8]>::len).sum();
            assert!(n_bytes <= odd.len());
        }
    }

    #[test]
    fn what_is_no_operation_is_passed_over() {
        let content = [b"[".as_slice(), &b"1 ".repeat(LONGEST), b"] TJ (x) Tj"].concat();
        let pieces: Vec<&[u8]> = Pieces::new(&content).collect();
        assert_eq!(pieces, [b" (x) Tj"]);
    }

    #[test]
    fn streams_unpack_within_limits() {
        let bytes = b"(x) Tj ".repeat(100);
        for times in 0..=MOST_FILTERS + 1 {
            let mut packed = bytes.clone();
            for _ in 0..times {
                packed = deflated(&packed);
            }
            let filters: Vec<Object> = (0..times).map(|_| "FlateDecode".into()).collect();
            let dict = dictionary! { "Filter" => filters };
            let found = unpacked(&Stream::new(dict, packed.clone()));
            assert_eq!(found.is_some(), times <= MOST_FILTERS);
            assert!(found.is_none_or(|it| it == bytes));
            if 0 < times {
                assert_eq!(length(&packed, 1 << 20).is_some(), times <= MOST_FILTERS);
            }
        }
        let bomb = deflated(&deflated(&vec![b' '; 4 * MOST]));
        assert_eq!(length(&bomb, 1 << 20), None);
        let dict = dictionary! { "Filter" => vec!["FlateDecode".into(), "FlateDecode".into()] };
        assert_eq!(
            unpacked(&Stream::new(dict, bomb)).map(|it| it.len()),
            Some(MOST)
        );
    }
}
