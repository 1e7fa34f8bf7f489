//! Fonts of single bytes without a table to Unicode: an encoding that has a name, and the names of the
//! glyphs that differ from it.

use encoding_rs::{MACINTOSH, WINDOWS_1252};
use lopdf::{Dictionary, Document};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What is read of a list of differences: there are 256 codes.
const MOST: usize = 1024;

/// Adobe's standard encoding from 0xA1 on; a blank where it has nothing.
const STANDARD: &str =
    "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ –†‡· ¶•‚„”»…‰ ¿ `´ˆ˜¯˘˙¨ ˚¸ ˝˛ˇ—                Æ ª    ŁØŒº     æ   ı  łøœß";

/// The characters by the names of their glyphs.
static NAMED: LazyLock<HashMap<&str, char>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/glyphs.txt").lines();
    let lines = lines.filter(|it| !it.starts_with('#'));
    let named = lines.filter_map(|it| {
        let (code, names) = it.split_once(' ')?;
        let c = number(code)?;
        Some(names.split(' ').map(move |name| (name, c)))
    });
    named.flatten().collect()
});

/// What the codes of a font stand for.
pub(super) fn codes(font: &Dictionary, pdf: &Document) -> HashMap<u32, String> {
    let encoding = font.get_deref(b"Encoding", pdf).ok();
    let differing = encoding.and_then(|it| it.as_dict().ok());
    let name = match differing {
        Some(it) => it.get_deref(b"BaseEncoding", pdf).ok(),
        None => encoding,
    };
    let name = name.and_then(|it| it.as_name().ok());
    let mut codes = named_encoding(name.unwrap_or_default());
    let list = differing.and_then(|it| it.get_deref(b"Differences", pdf).ok());
    let list = list.and_then(|it| it.as_array().ok());
    let mut code = 0;
    for it in list.into_iter().flatten().take(MOST) {
        if let Ok(first) = it.as_i64() {
            code = u32::try_from(first).unwrap_or(u32::MAX);
        } else if let Ok(name) = it.as_name() {
            // What has a name that says nothing is read as if it did not differ.
            if let Some(text) = text(name).filter(|_| code < 256) {
                codes.insert(code, text);
            }
            code = code.saturating_add(1);
        }
    }
    codes
}

/// The encoding of that name, or the standard one.
fn named_encoding(name: &[u8]) -> HashMap<u32, String> {
    let outside = match name {
        b"WinAnsiEncoding" => Some(WINDOWS_1252),
        b"MacRomanEncoding" => Some(MACINTOSH),
        _ => None,
    };
    let read = |code: u8| match outside {
        Some(encoding) => encoding
            .decode_without_bom_handling(&[code])
            .0
            .chars()
            .next(),
        None => standard(code),
    };
    let codes = (b' '..=0xFF).filter_map(|code| {
        let c = read(code).filter(|it| !it.is_control())?;
        Some((u32::from(code), c.to_string()))
    });
    codes.collect()
}

/// A character of the standard encoding.
fn standard(code: u8) -> Option<char> {
    match code {
        b'\'' => Some('’'),
        b'`' => Some('‘'),
        b' '..=b'~' => Some(char::from(code)),
        0xA1.. => STANDARD
            .chars()
            .nth(usize::from(code) - 0xA1)
            .filter(|&it| it != ' '),
        _ => None,
    }
}

/// What the name of a glyph says: `A`, `a.small`, `f_i`, `uni4E2D`, `u1F600`.
fn text(name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?;
    let name = name.split('.').next().filter(|it| !it.is_empty())?;
    let mut text = String::new();
    for part in name.split('_') {
        if let Some(&c) = NAMED.get(part) {
            text.push(c);
        } else if let Some(codes) = part.strip_prefix("uni").filter(|it| it.len() % 4 == 0) {
            let codes = codes.as_bytes().chunks(4);
            for code in codes {
                text.push(number(std::str::from_utf8(code).ok()?)?);
            }
        } else {
            let code = part.strip_prefix('u');
            text.push(number(code.filter(|it| (4..=6).contains(&it.len()))?)?);
        }
    }
    Some(text)
}

/// The character of a code point as it is written there.
fn number(hex: &str) -> Option<char> {
    let is_hex = hex.bytes().all(|it| it.is_ascii_hexdigit());
    let code = is_hex.then(|| u32::from_str_radix(hex, 16).ok()).flatten();
    char::from_u32(code?).filter(|it| !it.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::Object;
    use lopdf::dictionary;

    #[track_caller]
    fn check(encoding: impl Into<Object>, string: &[u8], expected: &str) {
        let font = dictionary! { "Type" => "Font", "Encoding" => encoding };
        let codes = codes(&font, &Document::new());
        let read = string
            .iter()
            .filter_map(|it| codes.get(&u32::from(*it)).map(String::as_str));
        assert_eq!(read.collect::<String>(), expected);
    }

    #[test]
    fn an_encoding_has_a_name() {
        check(
            "WinAnsiEncoding",
            b"it\x92s \x93\xE9\x94 \x80\x05",
            "it’s “é” €",
        );
        check("MacRomanEncoding", b"\x8E\xD5", "é’");
        check(
            "StandardEncoding",
            b"it's\xAAx\xBA\xAE\xD0\xE1\xFB\xA0",
            "it’s“x”ﬁ—Æß",
        );
        check("NoSuchEncoding", b"abc", "abc");
    }

    #[test]
    fn glyphs_that_differ_have_names() {
        let names = |names: &[&str]| -> Vec<Object> {
            let names = names.iter().map(|it| Object::Name(it.as_bytes().to_vec()));
            names.collect()
        };
        let mut list: Vec<Object> = vec![1.into()];
        list.extend(names(&[
            "Eacute",
            "f_i",
            "uni4E2D",
            "u1F600",
            "a.small",
            "g65x",
            "uni4E2D56FD",
        ]));
        list.push(65.into());
        list.extend(names(&["g1", "alpha", ".notdef", "uniD800"]));
        list.push(400.into());
        list.extend(names(&["A"]));
        let encoding = dictionary! {
            "BaseEncoding" => "WinAnsiEncoding", "Differences" => list.clone(),
        };
        check(
            encoding,
            b"\x01\x02\x03\x04\x05\x06\x07 ABCD\x92",
            "Éfi中😀a中国 AαCD’",
        );
        // Without a base it is the standard one.
        check(dictionary! { "Differences" => list }, b"\x01'", "É’");
    }
}
