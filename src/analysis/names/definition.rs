//! What a sentence says that a name is: «甲是乙省的一座城市» makes it a place, whatever it looks like.

use super::candidate::Reading;

/// A clause that defines is at most this long, in characters.
const MAX_CLAUSE: usize = 48;

/// What a place is called at the end of its definition.
const PLACES: [&str; 32] = [
    "城市",
    "城镇",
    "市镇",
    "小镇",
    "乡镇",
    "村庄",
    "村落",
    "小村",
    "首都",
    "首府",
    "省会",
    "港口",
    "海港",
    "岛屿",
    "小岛",
    "群岛",
    "半岛",
    "河流",
    "支流",
    "湖泊",
    "山峰",
    "山脉",
    "火山",
    "行政区",
    "自治市",
    "自治州",
    "地级市",
    "县级市",
    "州",
    "县",
    "区",
    "镇",
];

/// The same for things that are no entity.
const THINGS: [&str; 26] = [
    "游戏",
    "手游",
    "软件",
    "插件",
    "工具",
    "网站",
    "应用",
    "语言",
    "小说",
    "电影",
    "动画",
    "漫画",
    "歌曲",
    "专辑",
    "节目",
    "电视剧",
    "车型",
    "手机",
    "武器",
    "疾病",
    "药物",
    "乐器",
    "民族",
    "部族",
    "山寨",
    "植物",
];

/// What the clause that goes on behind `to` says that the name before it is, if it says so.
pub(super) fn defined(chars: &[char], to: usize) -> Option<Reading> {
    let ['是' | '为', rest @ ..] = chars.get(to..)? else {
        return None;
    };
    let clause = rest.iter().take(MAX_CLAUSE + 1);
    let end = clause.take_while(|it| !"。,;!?".contains(**it)).count();
    if MAX_CLAUSE < end {
        return None;
    }
    let clause: String = rest[..end].iter().collect();
    let (before, what) = clause.rsplit_once(['的', '座', '个', '款', '种', '部'])?;
    let of = |words: &[&str]| words.contains(&what);
    // «他是这座城市»: what is defined so is told by whose or how many it is.
    if before.contains('这') || before.contains('那') {
        return None;
    }
    if of(&PLACES) {
        Some(Reading::Place)
    } else {
        of(&THINGS).then_some(Reading::Other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text behind a name, and what it says: `p` a place, `x` something else, `?` nothing.
    #[track_caller]
    fn check(behind: &str, expected: char) {
        let chars: Vec<char> = behind.chars().collect();
        let found = match defined(&chars, 0) {
            Some(Reading::Place) => 'p',
            Some(_) => 'x',
            None => '?',
        };
        assert_eq!(found, expected, "{behind}");
    }

    #[test]
    fn a_definition_says_what_a_name_is() {
        check("是巴伐利亚的一座城市,人口不多", 'p');
        check("是美国俄亥俄州的一个镇。", 'p');
        check("是法国北部的港口。", 'p');
        check("是一款手机游戏。", '?');
        check("是一款游戏。", 'x');
        check("是这座城市", '?');
        check("是当地的医生。", '?');
        check("说这是一座城市。", '?');
    }
}
