//! Letter case and width, one character for one. `build.rs` uses this file too, so that the
//! lexicon is folded at build time as texts are at run time.

/// The character in half width.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{A0}' => ' ',
        '’' => '\'',
        '•' | '‧' | '・' | '･' | '∙' => '·',
        _ => c,
    }
}

/// The small form; a capital whose small form is more than one character is kept.
pub(crate) fn small(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    // Punctuation; between Coptic and the Cyrillic extensions nothing but Han, kana, Yi and Vai.
    if matches!(c, '\u{2000}'..='\u{20FF}' | '\u{2E80}'..='\u{A63F}') {
        return c;
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}
