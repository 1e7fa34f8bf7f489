//! Units: what is labelled as one. A Han character, a Latin word, a number, a mark.
//!
//! Blanks beside Latin words and numbers are no units, so that `向 CEO 扎克伯格` and `向CEO扎克伯格`
//! read the same; a blank between Han characters is one, since it parts a byline.

use crate::text::chars::{is_han, is_latin};

/// What sort of unit it is; the small numbers are part of the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Class {
    /// A Han character that is no numeral.
    Han,
    /// A Han numeral, 一 to 万.
    HanNumber,
    /// A Latin word in small letters.
    Lower,
    /// A capital and small letters behind it.
    Capitalized,
    /// One capital alone.
    Initial,
    /// Capitals only.
    Capitals,
    /// Capitals inside the word, as in OpenAI.
    Mixed,
    /// Letters and digits.
    Alphanumeric,
    /// Digits only.
    Number,
    /// Kana, hangul and other letters.
    Letter,
    /// 。！？; and the edges of the text.
    Stop,
    /// A comma or semicolon.
    Comma,
    /// 、
    Enumeration,
    /// The dot inside a transliterated name.
    Dot,
    /// A full stop in Latin text.
    Period,
    /// 《 or 〈
    TitleOpen,
    /// 》 or 〉
    TitleClose,
    /// An opening quotation mark.
    QuoteOpen,
    /// A closing quotation mark.
    QuoteClose,
    /// An opening bracket.
    BracketOpen,
    /// A closing bracket.
    BracketClose,
    /// A colon.
    Colon,
    /// A hyphen or dash.
    Hyphen,
    /// A blank between Han characters.
    Blank,
    /// Anything else.
    Other,
}

impl Class {
    /// Whether it is a Latin word.
    pub const fn is_word(self) -> bool {
        matches!(
            self,
            Class::Lower
                | Class::Capitalized
                | Class::Initial
                | Class::Capitals
                | Class::Mixed
                | Class::Alphanumeric
        )
    }

    /// Whether it is a Latin word that begins as names do.
    pub const fn is_name_like(self) -> bool {
        self.is_word() && !matches!(self, Class::Lower)
    }

    /// Whether it is a Han character.
    pub const fn is_han(self) -> bool {
        matches!(self, Class::Han | Class::HanNumber)
    }

    /// Whether it is a mark that no name begins or ends with.
    pub const fn is_no_edge(self) -> bool {
        matches!(
            self,
            Class::Stop
                | Class::Comma
                | Class::Enumeration
                | Class::Dot
                | Class::Colon
                | Class::Hyphen
                | Class::Blank
                | Class::Other
        )
    }

    /// Whether names end before it in most texts.
    pub const fn is_break(self) -> bool {
        matches!(
            self,
            Class::Stop
                | Class::Comma
                | Class::Enumeration
                | Class::TitleOpen
                | Class::TitleClose
                | Class::QuoteOpen
                | Class::QuoteClose
                | Class::Colon
                | Class::Blank
        )
    }
}

/// One unit of a text.
#[derive(Debug, Clone, Copy)]
pub struct Unit {
    /// Index of its first character.
    pub from: u32,
    /// Index behind its last character.
    pub to: u32,
    /// The same for units that are the same word, whatever their letter case.
    pub id: u32,
    /// What sort of unit it is.
    pub class: Class,
}

/// The unit that stands beyond both ends of a text.
pub const EDGE: Unit = Unit {
    from: 0,
    to: 0,
    id: '。' as u32,
    class: Class::Stop,
};

/// Cuts folded characters into units, appending to `units`.
pub fn split(chars: &[char], units: &mut Vec<Unit>) {
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let from = at;
        at += 1;
        if c.is_whitespace() {
            while chars.get(at).is_some_and(|c| c.is_whitespace()) {
                at += 1;
            }
            let beside_latin = |c: Option<&char>| c.is_some_and(|&c| is_run(c) || c.is_ascii());
            let before = from.checked_sub(1).and_then(|it| chars.get(it));
            if beside_latin(before) || beside_latin(chars.get(at)) {
                continue;
            }
            units.push(unit(from, at, u32::from(' '), Class::Blank));
        } else if is_run(c) {
            while chars.get(at).is_some_and(|&c| is_run(c)) {
                at += 1;
            }
            units.push(run(&chars[from..at], from));
        } else if c == '.' && ends_sentence(chars, from, units.last()) {
            units.push(unit(from, at, EDGE.id, EDGE.class));
        } else {
            let (id, class) = mark(c);
            units.push(unit(from, at, id, class));
        }
    }
}

/// Whether the full stop at a place ends an English sentence, as far as its neighbors tell.
fn ends_sentence(chars: &[char], at: usize, before: Option<&Unit>) -> bool {
    /// Words that are cut short by a full stop, the longest first.
    const CUT: [&str; 12] = [
        "corp", "inc", "ltd", "mrs", "sen", "rep", "mr", "ms", "dr", "st", "co", "jr",
    ];
    let goes_on = chars
        .get(at + 1)
        .is_some_and(|c| !c.is_whitespace() && !"”’\"')".contains(*c));
    let Some(before) = before.filter(|it| it.to as usize == at) else {
        return !goes_on;
    };
    let word = &chars[before.from as usize..at];
    let is_cut = CUT
        .iter()
        .any(|it| it.chars().eq(word.iter().map(char::to_ascii_lowercase)));
    !goes_on && before.class != Class::Initial && !is_cut
}

fn unit(from: usize, to: usize, id: u32, class: Class) -> Unit {
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Unit {
        from: narrow(from),
        to: narrow(to),
        id,
        class,
    }
}

/// Whether a character is part of a Latin word or a number.
fn is_run(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && is_latin(c))
}

/// The unit of a Latin word or number.
fn run(word: &[char], from: usize) -> Unit {
    let class = shape(word);
    let id = if class == Class::Number {
        // Numbers of one length are alike.
        0x4000_0000 + word.len().min(7) as u32
    } else {
        word_id(word)
    };
    unit(from, from + word.len(), id, class)
}

/// The identity of a Latin word, whatever its case.
pub fn word_id(word: &[char]) -> u32 {
    let mut hash = 0x811C_9DC5_u32;
    for c in word {
        let small = c.to_lowercase().next().unwrap_or(*c);
        hash = (hash ^ u32::from(small)).wrapping_mul(0x0100_0193);
        hash ^= hash >> 15;
    }
    hash | 0x8000_0000
}

fn shape(word: &[char]) -> Class {
    let digits = word.iter().filter(|c| c.is_ascii_digit()).count();
    let capitals = word.iter().filter(|c| c.is_uppercase()).count();
    if digits == word.len() {
        Class::Number
    } else if 0 < digits {
        Class::Alphanumeric
    } else if capitals == 0 {
        Class::Lower
    } else if word.len() == 1 {
        Class::Initial
    } else if capitals == word.len() {
        Class::Capitals
    } else if capitals == 1 && word[0].is_uppercase() {
        Class::Capitalized
    } else {
        Class::Mixed
    }
}

/// Identity and class of a character that stands alone; marks of one use are alike.
fn mark(c: char) -> (u32, Class) {
    let (id, class) = match c {
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千'
        | '万' | '亿' | '两' | '零' | '〇' => (c, Class::HanNumber),
        '。' | '!' | '?' | '…' => ('。', Class::Stop),
        ',' | ';' => (c, Class::Comma),
        '、' => (c, Class::Enumeration),
        '·' | '•' | '・' | '‧' | '∙' | '．' | '▪' => ('·', Class::Dot),
        '.' => (c, Class::Period),
        '《' | '〈' => ('《', Class::TitleOpen),
        '》' | '〉' => ('》', Class::TitleClose),
        '“' | '「' | '『' | '‘' => ('“', Class::QuoteOpen),
        '”' | '」' | '』' => ('”', Class::QuoteClose),
        '(' | '[' | '【' | '〔' | '{' => ('(', Class::BracketOpen),
        ')' | ']' | '】' | '〕' | '}' => (')', Class::BracketClose),
        ':' => (c, Class::Colon),
        '-' | '—' | '–' | '~' | '─' | '―' => ('-', Class::Hyphen),
        _ if is_han(c) => (c, Class::Han),
        _ if c.is_alphanumeric() => (c, Class::Letter),
        _ => (c, Class::Other),
    };
    (u32::from(id), class)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    /// Units are written apart by `|`.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let chars: Vec<char> = text.chars().map(fold::shape).collect();
        let mut units = Vec::new();
        split(&chars, &mut units);
        let found: Vec<String> = units
            .iter()
            .map(|it| chars[it.from as usize..it.to as usize].iter().collect())
            .collect();
        assert_eq!(found.join("|"), expected, "{text}");
    }

    #[test]
    fn a_latin_word_is_one_unit_and_blanks_beside_it_none() {
        check("向 CEO 扎克", "向|CEO|扎|克");
        check("向CEO扎克", "向|CEO|扎|克");
        check("Kevin Scott’s", "Kevin|Scott|'|s");
        check("ＧＰＴ４ 和 x.AI", "GPT4|和|x|.|AI");
        check("网 熊", "网| |熊");
        check("J. Doe left.", "J|.|Doe|left|.");
        check("", "");
    }

    #[test]
    fn a_full_stop_is_a_stop_or_part_of_a_name() {
        for (text, stops) in [
            ("He left. She", 1),
            ("J. Doe", 0),
            ("x.AI", 0),
            ("Apple Inc. said", 0),
        ] {
            let chars: Vec<char> = text.chars().collect();
            let mut units = Vec::new();
            split(&chars, &mut units);
            let found = units.iter().filter(|it| it.class == Class::Stop).count();
            assert_eq!(found, stops, "{text}");
        }
    }

    #[test]
    fn marks_of_one_use_are_alike() {
        let id = |c| mark(fold::shape(c));
        assert_eq!(id('「'), id('“'));
        assert_eq!(id('・'), id('·'));
        assert_eq!(id('！'), (EDGE.id, EDGE.class));
    }
}
