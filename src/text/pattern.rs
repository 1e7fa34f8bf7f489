//! Words as a pattern that finds them in both scripts and widths.

use super::{chars, fold};
use std::fmt::Write as _;

/// A regular expression for words: each character in all of its forms, in upper and lower case too
/// if `is_folded`; a blank stands for any white space.
pub fn literal(query: &str, is_folded: bool) -> String {
    let mut pattern = String::new();
    for word in query.split_whitespace() {
        if !pattern.is_empty() {
            pattern.push_str(r"\s+");
        }
        for c in word.chars() {
            pattern.push('[');
            for form in forms(c, is_folded) {
                let _ = write!(pattern, r"\x{{{:X}}}", u32::from(form));
            }
            pattern.push(']');
        }
    }
    pattern
}

/// All characters that readers take for this one.
fn forms(c: char, is_folded: bool) -> Vec<char> {
    let same = |a: char| {
        if is_folded {
            fold::full(a) == fold::full(c)
        } else {
            fold::shape(a) == fold::shape(c)
        }
    };
    let mut forms = vec![c];
    if chars::is_han(c) {
        forms.extend(fold::alike(c));
    } else {
        let folded = fold::full(c);
        let wide = char::from_u32(u32::from(folded) + 0xFEE0);
        let near = [Some(folded), wide, Some(fold::shape(c))];
        let large = near.into_iter().flatten().flat_map(char::to_uppercase);
        let all = near.into_iter().flatten().chain(large.collect::<Vec<_>>());
        forms.extend(all.filter(|&it| same(it)));
    }
    forms.sort_unstable();
    forms.dedup();
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_forms_of_a_word_are_found_and_no_other() {
        for (word, is_folded, text, found) in [
            ("辉达", false, "輝達", true),
            ("Acme", false, "ＡＣＭＥ", false),
            ("Acme", true, "ＡＣＭＥ", true),
            ("Anna Berg", false, "Anna\n Berg", true),
            ("a.b", true, "axb", false),
        ] {
            let pattern = regex::Regex::new(&literal(word, is_folded)).unwrap();
            assert_eq!(pattern.is_match(text), found, "{word} {text}");
        }
    }
}
