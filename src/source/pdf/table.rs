//! The table of a font from codes to Unicode, as programs really write it: the library's reader wants
//! it word for word as in the specification.

use std::collections::HashMap;

/// Codes of the largest table: they have two bytes.
const MOST: usize = 0x1_0000;

/// What a table consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    /// Digits between angle brackets.
    Hex(&'a [u8]),
    Open,
    Close,
    Word(&'a [u8]),
}

/// Reads a table; what is wrong in it is left out.
pub(super) fn read(text: &[u8]) -> HashMap<u32, String> {
    let mut table = HashMap::new();
    let tokens = tokens(text);
    let mut rest = tokens.as_slice();
    while let [token, after @ ..] = rest {
        rest = match token {
            Token::Word(b"beginbfchar") => single(after, &mut table),
            Token::Word(b"beginbfrange") => ranges(after, &mut table),
            Token::Word(_) | Token::Hex(_) | Token::Open | Token::Close => after,
        };
    }
    table
}

/// `<code> <characters>` up to the next word.
fn single<'t, 'a>(mut rest: &'t [Token<'a>], table: &mut HashMap<u32, String>) -> &'t [Token<'a>] {
    while let [Token::Hex(code), Token::Hex(characters), after @ ..] = rest {
        if table.len() < MOST {
            table.insert(number(code), string(characters, 0));
        }
        rest = after;
    }
    rest
}

/// `<first> <last> <characters>`, of which the last one counts up, or `<first> <last> [<characters> …]`.
fn ranges<'t, 'a>(mut rest: &'t [Token<'a>], table: &mut HashMap<u32, String>) -> &'t [Token<'a>] {
    while let [Token::Hex(first), Token::Hex(last), after @ ..] = rest {
        let codes = number(first)..=number(last).min(0xFFFF);
        match after {
            [Token::Hex(characters), after @ ..] => {
                for (code, step) in codes.zip(0..=u16::MAX) {
                    if table.len() < MOST {
                        table.insert(code, string(characters, step));
                    }
                }
                rest = after;
            }
            [Token::Open, after @ ..] => {
                let end = after
                    .iter()
                    .position(|it| *it == Token::Close)
                    .unwrap_or(after.len());
                for (code, token) in codes.zip(&after[..end]) {
                    if let Token::Hex(characters) = token {
                        table.insert(code, string(characters, 0));
                    }
                }
                rest = after.get(end + 1..).unwrap_or_default();
            }
            _ => return after,
        }
    }
    rest
}

fn tokens(text: &[u8]) -> Vec<Token<'_>> {
    let is_delimiter = |it: &u8| it.is_ascii_whitespace() || b"<>[]/".contains(it);
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some((&first, after)) = rest.split_first() {
        let length = after.iter().position(is_delimiter).unwrap_or(after.len());
        rest = match first {
            b'<' => {
                let end = memchr::memchr(b'>', after).unwrap_or(after.len());
                tokens.push(Token::Hex(&after[..end]));
                after.get(end + 1..).unwrap_or_default()
            }
            b'[' => {
                tokens.push(Token::Open);
                after
            }
            b']' => {
                tokens.push(Token::Close);
                after
            }
            b'%' => &after[memchr::memchr2(b'\n', b'\r', after).unwrap_or(after.len())..],
            it if it.is_ascii_whitespace() || it == b'>' => after,
            _ => {
                tokens.push(Token::Word(&rest[..=length]));
                &after[length..]
            }
        };
    }
    tokens
}

fn digits(hex: &[u8]) -> impl Iterator<Item = u32> {
    hex.iter().filter_map(|&it| char::from(it).to_digit(16))
}

fn number(hex: &[u8]) -> u32 {
    digits(hex).fold(0, |sum, digit| sum << 4 | digit)
}

/// Characters in UTF-16, the last of them so many steps further.
fn string(hex: &[u8], step: u16) -> String {
    let digits: Vec<u32> = digits(hex).collect();
    let mut units: Vec<u16> = digits
        .chunks(4)
        .map(|it| {
            it.iter().fold(0_u16, |sum, &digit| {
                sum << 4 | u16::try_from(digit).unwrap_or(0)
            })
        })
        .collect();
    if let Some(last) = units.last_mut() {
        *last = last.wrapping_add(step);
    }
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_as_they_are_written() {
        let table = read(
            b"/CIDInit/ProcSet findresource begin 12 dict begin begincmap /CMapName/x def\n\
              1 begincodespacerange<0000><FFFF>endcodespacerange % comment\n\
              2 beginbfchar<0001><4E2D>\n<0002> <D83DDE00>endbfchar\n\
              3 beginbfrange <0010><0012><0041> <0020> <0021> [<00660069> <6587>]\n\
              <0030> <0031> <D83DDE00> endbfrange endcmap",
        );
        let expected = [
            (1, "中"),
            (2, "😀"),
            (0x10, "A"),
            (0x12, "C"),
            (0x20, "fi"),
            (0x21, "文"),
            (0x31, "😁"),
        ];
        for (code, text) in expected {
            assert_eq!(table.get(&code).map(String::as_str), Some(text));
        }
        assert_eq!(table.len(), 9);
        assert!(read(b"1 beginbfrange <0000> <FFFFFFFF> <00").len() <= MOST);
        assert!(read(b"beginbfrange <00> <01> [").is_empty());
    }
}
