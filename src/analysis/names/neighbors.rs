//! What the characters beside a possible name of a person say it is instead: a place, a street, a
//! product with a number, a year.

use super::candidate::Reading;
use crate::lexicon::words;

/// What ranks a place, behind its name.
const RANKS: &str = "市州县省镇";

/// Characters that make another word of such a rank: 市长, 市场, 省得.
const NO_RANK_BEFORE: &str = "长值场占盈面售净价去下心得略";

/// Words before a place.
const BEFORE_PLACES: [&str; 5] = ["位于", "地处", "坐落于", "座落于", "抵达"];

/// Things that are called after people.
const THINGS: [&str; 8] = [
    "街",
    "大道",
    "大街",
    "广场",
    "机场",
    "大桥",
    "号卫星",
    "号飞船",
];

/// What a word at `from..to` is that could be a person's name, if its neighbors tell: a place, or
/// something else that is no entity.
pub(super) fn no_person(chars: &[char], from: usize, to: usize) -> Option<Reading> {
    let next = |n: usize| chars.get(to + n).copied();
    let ends_rank = |c: char| !NO_RANK_BEFORE.contains(c);
    let has_rank = next(0).is_some_and(|it| RANKS.contains(it)) && next(1).is_none_or(ends_rank);
    let stands_behind = |word: &&str| {
        let n = word.chars().count();
        n <= from && chars[from - n..from].iter().copied().eq(word.chars())
    };
    if has_rank || BEFORE_PLACES.iter().any(stands_behind) {
        return Some(Reading::Place);
    }
    (is_thing(chars, to) || is_year(chars, from, to)).then_some(Reading::Other)
}

/// Whether a street, a numbered spacecraft or the like is called after the name that ends at `to`.
fn is_thing(chars: &[char], to: usize) -> bool {
    let behind = &chars[to..];
    let starts = |word: &&str| {
        behind
            .iter()
            .copied()
            .take(word.chars().count())
            .eq(word.chars())
    };
    if THINGS.iter().any(starts) && !starts(&"街头") {
        return true;
    }
    let number = match behind {
        ['”' | '"' | '」', rest @ ..] | rest => rest,
    };
    let n = number.iter().take_while(|it| is_numeral(**it)).count();
    0 < n && number.get(n) == Some(&'号')
}

/// Whether `from..to` ends with the name of an era and a year of it follows: 宋庆元六年.
fn is_year(chars: &[char], from: usize, to: usize) -> bool {
    let n = chars[to..]
        .iter()
        .take_while(|it| is_numeral(**it) || **it == '元')
        .count();
    if n == 0 || chars.get(to + n) != Some(&'年') {
        return false;
    }
    let era = |n: usize| chars[to - n..to].iter().collect::<String>();
    (2..=4).any(|n| from + n <= to && to - from <= n + 1 && words::is_era(&era(n)))
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The word in brackets, and what it is: `p` a place, `x` something else, `?` perhaps a person.
    #[track_caller]
    fn check(marked: &str, expected: char) {
        let from = marked.chars().position(|c| c == '[').unwrap();
        let to = marked.chars().position(|c| c == ']').unwrap() - 1;
        let chars: Vec<char> = marked.chars().filter(|c| !"[]".contains(*c)).collect();
        let found = match no_person(&chars, from, to) {
            Some(Reading::Place) => 'p',
            Some(_) => 'x',
            None => '?',
        };
        assert_eq!(found, expected, "{marked}");
    }

    #[test]
    fn neighbors_tell() {
        check("他住在[哈珀顿]市，", 'p');
        check("家乡[哈珀顿]市政府", 'p');
        check("位于[哈珀顿]的住所", 'p');
        check("[李强]市长说", '?');
        check("[张远]省下了钱", '?');
        check("在[林肯]大道上", 'x');
        check("“[祖冲之]二号”量子", 'x');
        check("[祖冲之]的二号", '?');
        check("[万历]十五年", 'x');
        check("明[万历]元年", 'x');
        check("[宋庆历]四年春", 'x');
        check("[张大明]十五年前", '?');
    }
}
