//! What the characters beside a possible name of a person say it is instead: a place, a street, a
//! product with a number, a year.

use super::candidate::Reading;
use super::definition::defined;
use crate::lexicon::words;

/// What ranks a place, behind its name.
const RANKS: &str = "市州县省镇";

/// Characters that make another word of such a rank: 市长, 市场, 省得.
const NO_RANK_BEFORE: &str = "长值场占盈面售净价去下心得略";

/// Words before a place.
const BEFORE_PLACES: [&str; 5] = ["位于", "地处", "坐落于", "座落于", "抵达"];

/// Words right before a place that is gone to or stayed in, and no team.
const WAYS: [&str; 9] = ["在", "到", "往", "赴", "至", "于", "从", "途经", "离开"];

/// Words right behind a place that tell of who rules or lives in it.
const OF_PLACES: [&str; 16] = [
    "教皇", "教宗", "国王", "女王", "皇帝", "总督", "公爵", "大公", "帝国", "王国", "公国", "居民",
    "市长", "市民", "人民", "当地",
];

/// Things that are called after people.
const THINGS: [&str; 26] = [
    "原油",
    "奖得主",
    "奖章",
    "奖学金",
    "海峡",
    "群岛",
    "街",
    "大道",
    "大街",
    "广场",
    "机场",
    "大桥",
    "号卫星",
    "号飞船",
    "王室",
    "王朝",
    "汗国",
    "单抗",
    "定理",
    "定律",
    "方程",
    "效应",
    "综合征",
    "症候群",
    "悖论",
    "常数",
];

/// What happened at a place, behind its name.
const BATTLES: [&str; 3] = ["之战", "之役", "战役"];

/// What dynasties and states are called before their name, and what stands behind a dynasty's.
const STATES: (&str, &str) = ("前后东西南北", "秦燕凉赵蜀魏晋周唐汉梁齐陈宋吴越夏辽");

/// What a word at `from..to` is that could be a person's name, if its neighbors tell: a place, or
/// something else that is no entity.
pub(super) fn no_person(chars: &[char], from: usize, to: usize) -> Option<Reading> {
    let next = |n: usize| chars.get(to + n).copied();
    let ends_rank = |c: char| !NO_RANK_BEFORE.contains(c);
    let has_rank = next(0).is_some_and(|it| RANKS.contains(it)) && next(1).is_none_or(ends_rank);
    let stands_behind = |word: &&str| ends_with(&chars[..from], word);
    let is_battle = BATTLES.iter().any(|it| starts_with(&chars[to..], it));
    let is_place = has_rank || is_battle || is_state(&chars[from..to]);
    if is_place || is_listed_place(chars, to) || BEFORE_PLACES.iter().any(stands_behind) {
        return Some(Reading::Place);
    }
    let is_other = is_thing(chars, to)
        || is_saint(chars, from)
        || is_year(chars, from, to)
        || is_title(chars, from, to)
        || is_rank(chars, from, to)
        || is_drug(chars, to)
        || is_speech(chars, from, to);
    if is_other {
        return Some(Reading::Other);
    }
    defined(chars, to)
}

/// Whether the words beside the name of a place at `from..to` say that it is just that, and not what
/// a team or government is called by it: 在罗马, 罗马教皇.
pub(super) fn is_place_there(chars: &[char], from: usize, to: usize) -> bool {
    WAYS.iter().any(|it| ends_with(&chars[..from], it))
        || OF_PLACES.iter().any(|it| starts_with(&chars[to..], it))
}

/// What places of a list are called behind their number: 平卢、范阳、河东三镇.
const COUNTED: &str = "镇州郡省县市城府路道";

/// The most names of a list that are looked at, and the most characters of each.
const LIST: (usize, usize) = (8, 4);

/// Whether the name that ends at `to` is one of a list of places that are counted behind it.
fn is_listed_place(chars: &[char], to: usize) -> bool {
    let (most, longest) = LIST;
    let is_count = |at: usize| {
        let number = chars.get(at).is_some_and(|it| is_numeral(*it));
        number && chars.get(at + 1).is_some_and(|it| COUNTED.contains(*it))
    };
    let mut at = to;
    for _ in 0..most {
        if chars.get(at) != Some(&'、') {
            return false;
        }
        let rest = (at + 1..chars.len()).take(longest + 1);
        let end = |at: &usize| chars[*at] == '、' || is_count(*at);
        let Some(next) = rest.skip(1).find(|at| end(at)) else {
            return false;
        };
        if is_count(next) {
            return true;
        }
        at = next;
    }
    false
}

/// Whether characters begin with a word.
pub(super) fn starts_with(chars: &[char], word: &str) -> bool {
    let mut chars = chars.iter();
    word.chars().all(|c| chars.next() == Some(&c))
}

/// Whether characters end with a word.
pub(super) fn ends_with(chars: &[char], word: &str) -> bool {
    let mut chars = chars.iter().rev();
    word.chars().rev().all(|c| chars.next() == Some(&c))
}

/// Whether a word is a dynasty or one of the states of old China: 金朝, 南燕, 後唐.
fn is_state(word: &[char]) -> bool {
    let [first, last] = word else { return false };
    let (before, names) = STATES;
    before.contains(*first) && names.contains(*last)
        || *last == '朝' && (names.contains(*first) || "夏商隋金元明清".contains(*first))
}

/// Whether a name is all that stands in the marks of a title: 《孟子》 is a book.
fn is_title(chars: &[char], from: usize, to: usize) -> bool {
    let before = from.checked_sub(1).map(|at| chars[at]);
    before == Some('《') && chars.get(to) == Some(&'》')
}

/// Whether what begins at `from` is the name of a saint, who names a town, a church or a hospital.
fn is_saint(chars: &[char], from: usize) -> bool {
    let before = &chars[from.saturating_sub(4)..from];
    before == ['S', 't', '.', ' '] || before.ends_with(&['S', 't', ' '])
}

/// Words before a rank that somebody takes or is given: 称赵王, 封汉中王.
const RAISED: [&str; 8] = ["自称", "称", "自立为", "立为", "封为", "改封", "进封", "封"];

/// Whether a word is the rank that somebody takes or is given, and not somebody: 称|赵王.
fn is_rank(chars: &[char], from: usize, to: usize) -> bool {
    from + 2 == to
        && "王公侯帝汗".contains(chars[to - 1])
        && RAISED.iter().any(|it| ends_with(&chars[..from], it))
}

/// What drugs are given as, behind their name.
const DRUGS: [&str; 7] = ["片", "胶囊", "注射", "单抗", "颗粒", "口服液", "滴眼液"];

/// Characters that the names of drugs end with.
const DRUG_ENDS: &str = "韦汀坦利嗪啶平唑酮胺素林辛芬定布尼洛";

/// At most so many characters of a drug's name are written behind what looks like somebody's.
const MAX_OF_DRUG: usize = 3;

/// Whether what ends at `to` goes on as the name of a drug: 利托|那韦片.
fn is_drug(chars: &[char], to: usize) -> bool {
    let rest = chars[to..].iter().take(MAX_OF_DRUG);
    let n = rest
        .take_while(|it| words::is_transliteration(**it))
        .count();
    let is_drug = |n: &usize| DRUG_ENDS.contains(chars[to + n - 1]);
    let mut ends = (1..=n).filter(is_drug);
    ends.any(|n| DRUGS.iter().any(|it| starts_with(&chars[to + n..], it)))
}

/// Whether a word is a verb and 道, with what is said behind it: 补充道：.
fn is_speech(chars: &[char], from: usize, to: usize) -> bool {
    let behind = chars.get(to).copied();
    let is_end = behind.is_none_or(|it| ":,。\"“「".contains(it));
    from + 3 == to && chars[to - 1] == '道' && is_end
}

/// Whether a street, a numbered spacecraft or the like is called after the name that ends at `to`.
fn is_thing(chars: &[char], to: usize) -> bool {
    let behind = &chars[to..];
    if THINGS.iter().any(|it| starts_with(behind, it)) && !starts_with(behind, "街头") {
        return true;
    }
    // The Ivanov”号 of a fleet, and the class of ships that is called after it; 号召 is a verb.
    if let ['”' | '"' | '」', '号' | '级' | '型', rest @ ..] = behind
        && !matches!(rest, ['召' | '称' | '令', ..])
    {
        return true;
    }
    // 福克D7型飞机, 莫拉纳·索尼埃L型飞机.
    let code = behind.iter().take_while(|it| is_code(**it)).count();
    if 0 < code && behind.get(code) == Some(&'型') && behind.get(code + 1) != Some(&'血') {
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

/// A character of what models are told apart by.
fn is_code(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-'
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
    fn a_place_is_no_team_where_somebody_is() {
        for (text, expected) in [
            ("在[罗马]踢球", true),
            ("[罗马]教皇", true),
            ("对阵[罗马]的", false),
        ] {
            let from = text.chars().position(|c| c == '[').unwrap();
            let to = text.chars().position(|c| c == ']').unwrap() - 1;
            let chars: Vec<char> = text.chars().filter(|c| !"[]".contains(*c)).collect();
            assert_eq!(is_place_there(&chars, from, to), expected, "{text}");
        }
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
        check("史稱[丁家洲]之战", 'p');
        check("而[南燕]在他繼任後", 'p');
        check("[金朝]與南宋", 'p');
        check("後來，[北岛]写道", '?');
        check("讀《[孟子]》一書", 'x');
        check("《[孟子]傳》", '?');
        check("随后是[萨伏依]王室", 'x');
        check("三年后[刘虎]称王", '?');
        check("在襄国称[赵王]，", 'x');
        check("称[王强]为弟", '?');
        check("口服的[利托]那韦片", 'x');
        check("记者[补充道]:", 'x');
        check("记者[李玉道]出席", '?');
        check("“[哈珀森]”号军舰", 'x');
        check("“[王强]”号召大家", '?');
        check("法国的[索尼埃]L型飞机", 'x');
        check("[平卢]、范阳、河东三镇节度使", 'p');
        check("[张三]、李四、王五三人", '?');
        check("[哈珀顿]是该州的一座城市。", 'p');
    }
}
