//! Marks that come in pairs: a name holds both or none.

/// What opens and closes a title or words of others.
const PAIRS: [(char, char); 7] = [
    ('《', '》'),
    ('〈', '〉'),
    ('“', '”'),
    ('「', '」'),
    ('『', '』'),
    ('〔', '〕'),
    ('【', '】'),
];

/// What ends the line of a reporter, behind which the text begins.
const BYLINE_ENDS: [char; 2] = ['〕', '】'];

/// The part of the stretch `from..to` that holds no half of a pair: what stands in the pair, where the
/// other half follows at once (英国《金融时报 before 》), else what stands before the half.
pub(super) fn whole(chars: &[char], from: usize, to: usize) -> (usize, usize) {
    let (mut from, mut to) = (from, to);
    while let Some(at) = half(&chars[from..to]).map(|it| from + it) {
        let closing = PAIRS.iter().find(|it| it.0 == chars[at]).map(|it| it.1);
        let goes_in = closing.is_some_and(|it| chars.get(to) == Some(&it));
        let is_behind_byline = at + 1 < to && BYLINE_ENDS.contains(&chars[at]);
        if goes_in || at == from || is_behind_byline {
            from = at + 1;
        } else {
            to = at;
        }
    }
    (from, to)
}

/// Index of the first mark whose other half is not there.
fn half(chars: &[char]) -> Option<usize> {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, &c) in chars.iter().enumerate() {
        if let Some(pair) = PAIRS.iter().find(|it| it.0 == c) {
            open.push((at, pair.1));
        } else if PAIRS.iter().any(|it| it.1 == c) {
            if open.last().is_none_or(|it| it.1 != c) {
                return open.first().map_or(Some(at), |it| Some(it.0));
            }
            open.pop();
        }
    }
    open.first().map(|it| it.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` holds the stretch between `[` and `]`, `expected` is what is left of it.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let from = text.chars().position(|c| c == '[').unwrap();
        let to = text.chars().position(|c| c == ']').unwrap() - 1;
        let chars: Vec<char> = text.chars().filter(|c| !"[]".contains(*c)).collect();
        let (from, to) = whole(&chars, from, to);
        let found: String = chars[from..to].iter().collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_name_holds_both_halves_of_a_pair_or_none() {
        check("[英国《金融时报]》报道", "金融时报");
        check("[巴西“指挥]所有人", "巴西");
        check("简称“[美尚生态”]股票", "美尚生态");
        check("[“南方周末]的编辑", "南方周末");
        check("[《南方周末》]的编辑", "《南方周末》");
        check("[英伟达“GEAR”小组]说", "英伟达“GEAR”小组");
        check("[」甲「]", "甲");
        check("[《《]", "");
        check("〔记者某／[江州报导〕立法院]昨日", "立法院");
        check("[谷歌]", "谷歌");
    }
}
