//! Folding: forms of a character that readers take for the same one.
//!
//! Every fold maps one character to one, so that the places of the folded text are known without
//! a search.

use super::letters::half_width;
pub(crate) use super::letters::small;

include!(concat!(env!("OUT_DIR"), "/simplified.rs"));

/// The character in simplified script and half width; letter case is kept.
///
/// Simplified forms are OpenCC's, character by character (`build.rs` makes the table), so that
/// 輝達 and 辉达 are one word; a phrase is never changed as a whole. The points that stand between
/// the parts of a foreign name are one, and so are straight and curly apostrophes.
pub fn shape(c: char) -> char {
    match c {
        '\u{3400}'..='\u{9FFF}' => {
            let simplified = SIMPLIFIED[c as usize - 0x3400];
            char::from_u32(u32::from(simplified)).unwrap_or(c)
        }
        _ => half_width(c),
    }
}

/// The Han characters that have the same simplified form as this one, in order.
pub fn alike(c: char) -> impl Iterator<Item = char> {
    let wanted = u32::from(shape(c));
    let has = move |it: &(u32, &u16)| u32::from(*it.1) == wanted;
    let codes = (0x3400..).zip(&SIMPLIFIED).filter(has);
    codes.filter_map(|it| char::from_u32(it.0))
}

/// [`shape`], and lower case.
pub fn full(c: char) -> char {
    small(shape(c))
}

/// The text folded in script, width and case.
pub fn text(text: &str) -> String {
    text.chars().map(full).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_widths_and_cases_are_one() {
        for (given, folded) in [
            ("輝達", "辉达"),
            ("臉書創辦人", "脸书创办人"),
            ("ＯｐｅｎＡＩ", "openai"),
            ("２０２３年", "2023年"),
            ("İstanbul", "İstanbul"),
            ("É", "é"),
            ("一\u{3000}二", "一 二"),
        ] {
            assert_eq!(text(given), folded);
            assert_eq!(text(given).chars().count(), given.chars().count());
        }
    }
}
