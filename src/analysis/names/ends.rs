//! Where the name begins and ends in a stretch that the tagger marks.

use super::candidate::Reading;
use super::context::Context;
use super::neighbors::ends_with;
use crate::analysis::token::Token;
use crate::lexicon::{Class, words};
use crate::model::Kind;
use crate::tagger::words::WordTag;
use crate::text::chars::{is_han, is_latin};

/// The stretch without marks at its ends and without titles before a person.
pub(super) fn trim(
    context: &Context<'_>,
    reading: Reading,
    from: usize,
    to: usize,
) -> (usize, usize) {
    let chars = &context.chars.folded;
    let (mut from, mut to) = (from, to);
    loop {
        // 丨 is a character of the dictionary, and in texts a bar between title and author.
        while from < to && (!chars[from].is_alphanumeric() || chars[from] == '丨') {
            from += 1;
        }
        from = behind_preposition(context, reading, from, to);
        // A point that belongs to the name (`Inc.`) is lost here; nobody misses it.
        while from < to && !chars[to - 1].is_alphanumeric() && chars[to - 1] != ')' {
            to -= 1;
        }
        let is_person = reading == Reading::Name(Kind::Person);
        let title = context
            .starts(Class::TitleBefore, from)
            .filter(|it| is_person && *it < to);
        // Only before a Latin name: in Han a title is too often the first character of a name.
        match title.filter(|&end| chars[end] == ' ' || is_latin(chars[end])) {
            Some(end) => from = end,
            None => return (from, to),
        }
    }
}

/// Prepositions and verbs that the model takes into the name of a body now and then.
const BEFORE_BODIES: &str = "经由系向据与和及在从到被";

/// Where a body's name begins behind such a word, if a place or its rank follows: 经市规划局.
fn behind_preposition(context: &Context<'_>, reading: Reading, from: usize, to: usize) -> usize {
    let chars = &context.chars.folded;
    let is_body = matches!(reading, Reading::Name(Kind::Organisation | Kind::Company));
    let is_long = is_body && from + 3 < to && BEFORE_BODIES.contains(chars[from]);
    let has_place =
        || "市省县区".contains(chars[from + 1]) || context.starts(Class::Place, from + 1).is_some();
    let is_place = context.starts(Class::Place, from).is_some();
    from + usize::from(is_long && !is_place && has_place())
}

/// Where the name ends that a stretch begins with: before a bracket that explains it or is not
/// closed, and before the title of somebody else (长风资本 CEO 某某).
pub(super) fn name_end(
    context: &Context<'_>,
    tokens: &[Token],
    reading: Reading,
    from: usize,
    to: usize,
) -> usize {
    let name = &context.chars.folded[from..to];
    let open = name.iter().position(|&c| c == '(');
    let close = name.iter().position(|&c| c == ')');
    let at_bracket = match (open, close) {
        (Some(open), Some(close)) if open < close && close + 1 < name.len() => None,
        (Some(open), _) => Some(from + open),
        (None, Some(close)) => Some(from + close),
        (None, None) => None,
    };
    let is_organisation = matches!(reading, Reading::Name(Kind::Company | Kind::Organisation));
    let at_title = (from + 2..to).find(|&at| {
        is_organisation
            && context.chars.folded[at - 1] == ' '
            && context.starts(Class::TitleBefore, at).is_some()
    });
    let at_word = (reading == Reading::Name(Kind::Person)).then(|| person_end(name) + from);
    let at_possessive = name
        .windows(3)
        .position(|it| it == ['\'', 's', ' '])
        .map(|at| from + at);
    let at_rest = is_organisation
        .then(|| {
            list_end(name)
                .or_else(|| next_body(name))
                .or_else(|| team_end(context, from, to).map(|at| at - from))
        })
        .flatten()
        .map(|at| from + at);
    let ends = [at_bracket, at_title, at_word, at_possessive, at_rest];
    let mut end = ends.into_iter().flatten().min().unwrap_or(to);
    while from < end && context.chars.folded[end - 1] == ' ' {
        end -= 1;
    }
    if is_organisation {
        end = body_end(&context.chars.folded, tokens, from, end);
    }
    end
}

/// Where the last name of a list ends, before what all of it is: 甲、乙|等航运公司.
fn list_end(name: &[char]) -> Option<usize> {
    let at = name
        .iter()
        .rposition(|&c| c == '等')
        .filter(|&at| 2 <= at)?;
    let rest: String = name[at + 1..].iter().collect();
    (!rest.is_empty() && words::is_generic(&rest)).then_some(at)
}

/// Where the first of two bodies in Latin script ends: Academy of Sciences| and Yonsei University.
fn next_body(name: &[char]) -> Option<usize> {
    let at = name
        .windows(5)
        .position(|it| it == [' ', 'a', 'n', 'd', ' '])?;
    let next: String = name[at + 5..].iter().collect();
    let first = next.split(' ').next().filter(|it| it.len() < next.len())?;
    let is_body = [
        "University",
        "Institute",
        "College",
        "Hospital",
        "School",
        "Museum",
    ];
    let is_own = first.starts_with(char::is_uppercase) && !words::is_common_word(first);
    (is_own && is_body.iter().any(|it| next.ends_with(it))).then_some(at)
}

/// Those who lead a team of a body, as their names go on.
const LEADERS: [&str; 5] = ["院士", "教授", "博士", "研究员", "主任"];

/// Where the name of a body ends before that of somebody and their team: 某医院|张三院士团队.
fn team_end(context: &Context<'_>, from: usize, to: usize) -> Option<usize> {
    let name = &context.chars.folded[from..to];
    if !ends_with(name, "团队") && !ends_with(name, "课题组") {
        return None;
    }
    let name: String = name.iter().collect();
    if !LEADERS.iter().any(|it| name.contains(it)) {
        return None;
    }
    let ends_body = |at: &usize| context.ends_within(Class::OrganisationSuffix, from, *at);
    let leader = |at: usize| context.chars.folded[at..to].len();
    (from + 2..to - 2)
        .rev()
        .find(|at| ends_body(at) && 6 <= leader(*at))
}

/// What a company or body is read on and is no part of its name: 长风集团前|员工, 长风官微.
const BEHIND_BODIES: [&str; 8] = [
    "官方微博",
    "官方微信",
    "官方网站",
    "公众号",
    "官微",
    "官网",
    "官博",
    "前",
];

/// Where the name of a company or body ends: before such words, and before 会 where that is the verb
/// (各国会|成立).
fn body_end(chars: &[char], tokens: &[Token], from: usize, to: usize) -> usize {
    let to = first_of_two(chars, from, to);
    let ends = |it: &&str| ends_with(chars.get(from + 2..to).unwrap_or_default(), it);
    let behind = BEHIND_BODIES.iter().find(|it| ends(it));
    let to = behind.map_or(to, |it| to - it.chars().count());
    let is_verb = |word: &Token| word.to == to && word.from + 1 == to && chars[word.from] == '会';
    let at = tokens.partition_point(|it| it.to < to);
    if from + 2 < to && tokens.get(at).is_some_and(is_verb) && goes_on_as_verb(tokens, at + 1) {
        to - 1
    } else {
        to
    }
}

/// Where the first of two bodies ends that are named in one breath: 某省委|省政府.
fn first_of_two(chars: &[char], from: usize, to: usize) -> usize {
    match chars[from..to] {
        [
            ..,
            _,
            '省' | '市' | '县' | '区' | '州',
            '委',
            '省' | '市' | '县' | '区' | '州',
            '政',
            '府',
        ] => to - 3,
        _ => to,
    }
}

/// Whether the word with that number can stand behind 会 in a sentence.
fn goes_on_as_verb(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|it| it.tag == WordTag::Verb)
}

/// States and dynasties whose name stands before that of a ruler, as one character.
const STATES: &str = "燕秦赵凉魏晋宋齐梁陈隋唐汉楚夏代蜀吴明清元金辽周";

/// Where a person's name stands of which a stretch holds the head with what stands before it: 燕慕容|廆
/// is 慕容廆, 夏帝赫|连勃勃 is 赫连勃勃.
pub(super) fn of_person(
    context: &Context<'_>,
    reading: Reading,
    from: usize,
    to: usize,
) -> (usize, usize) {
    let chars = &context.chars.folded;
    if reading != Reading::Name(Kind::Person) {
        return (from, to);
    }
    let to = before_kin(chars, from, behind_number(chars, from, to));
    let to = before_throne(chars, from, to);
    let from = from + usize::from(is_behind_kin(&chars[..to], from));
    if chars[from..to].starts_with(&['于']) && context.starts(Class::Place, from + 1) == Some(to) {
        return (from, from);
    }
    let from = behind_rank(chars, from, to);
    if to < from + 3 || chars.len() <= to {
        return (from, to);
    }
    let is_surname = |at: usize| {
        let surname: String = chars[at..at + 2].iter().collect();
        words::is_surname(&surname)
    };
    let is_behind_state = from + 3 == to && STATES.contains(chars[from]);
    if is_behind_state && is_surname(from + 1) && is_han(chars[to]) {
        return (from + 1, given_end(chars, to));
    }
    let is_cut = "帝王主".contains(chars[to - 2]) && to + 1 < chars.len() && is_surname(to - 1);
    if is_cut && is_han(chars[to + 1]) {
        return (to - 1, given_end(chars, to + 1));
    }
    (from, to)
}

/// Where a ruler's own name begins behind the state: 夏帝|赫连勃勃.
fn behind_rank(chars: &[char], from: usize, to: usize) -> usize {
    let is_rank =
        from + 5 <= to && STATES.contains(chars[from]) && "帝王主".contains(chars[from + 1]);
    let is_surname = || {
        let surname: String = chars[from + 2..from + 4].iter().collect();
        words::is_surname(&surname)
    };
    from + if is_rank && is_surname() { 2 } else { 0 }
}

/// Where a ruler's name ends that has a number: 查理四世|升.
fn behind_number(chars: &[char], from: usize, to: usize) -> usize {
    let is_number =
        |at: &usize| chars[*at] == '世' && "一二三四五六七八九十".contains(chars[at - 1]);
    (from + 2..to).rev().find(is_number).map_or(to, |at| at + 1)
}

/// What rulers do, where the model reads it as the end of their name: 子安|继立.
const TO_THE_THRONE: [&str; 6] = ["继立", "继位", "即位", "嗣位", "称帝", "登基"];

/// Where a name ends before such a word.
fn before_throne(chars: &[char], from: usize, to: usize) -> usize {
    let name = &chars[from..to];
    let is_ruling = 3 <= name.len() && TO_THE_THRONE.iter().any(|it| ends_with(name, it));
    to - if is_ruling { 2 } else { 0 }
}

/// Whether a foreign name begins with whose grandson or son it is that of: 之孙|哈伦·某.
fn is_behind_kin(chars: &[char], from: usize) -> bool {
    let is_behind = 0 < from && "之其".contains(chars[from - 1]);
    let [kin, _, name @ ..] = chars.get(from..).unwrap_or_default() else {
        return false;
    };
    is_behind && "孙子弟女".contains(*kin) && name.contains(&'·')
}

/// Those whom 之 stands before, behind somebody's name.
const KIN: &str = "父母弟兄子女妻孙侄叔姐妹夫婿";

/// Where a name ends behind which somebody of the family is named: 陈安|之弟.
fn before_kin(chars: &[char], from: usize, to: usize) -> usize {
    let is_kin = chars.get(to).is_some_and(|it| KIN.contains(*it));
    to - usize::from(from + 2 < to && chars[to - 1] == '之' && is_kin)
}

/// Where a given name ends that begins at `at`: behind one character, or two that are the same.
fn given_end(chars: &[char], at: usize) -> usize {
    let is_double = chars.get(at + 1) == Some(&chars[at]);
    at + 1 + usize::from(is_double)
}

/// Where a person's name in Latin script ends: before Han, before a mark that stands alone, and
/// before the first word that is no name.
fn person_end(name: &[char]) -> usize {
    if !name.first().is_some_and(|&c| is_latin(c)) {
        return name.len();
    }
    let stop = name
        .iter()
        .position(|&c| is_han(c) || "—–|/".contains(c))
        .unwrap_or(name.len());
    let text: String = name[..stop].iter().collect();
    let mut end = 0;
    for (nth, word) in text.split(' ').enumerate() {
        // Behind a first name a capitalized word is a surname, whatever else it means: Simon Rattle.
        let is_surname = nth == 1
            && word.starts_with(char::is_uppercase)
            && !words::is_function_word(word)
            && words::is_first_name(text.split(' ').next().unwrap_or_default());
        if 0 < nth && !is_surname && words::is_common_word(word) {
            break;
        }
        end += usize::from(0 < nth) + word.chars().count();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foreign_name_begins_behind_whose_kin_it_is() {
        for (text, expected) in [
            ("之孙哈伦·某", true),
            ("其子哈·某", true),
            ("之哈伦·某", false),
            ("之孙某", false),
            // What is cut down to one character, or to nothing.
            ("之孙", false),
            ("其", false),
        ] {
            let chars: Vec<char> = text.chars().collect();
            assert_eq!(is_behind_kin(&chars, 1), expected, "{text}");
        }
    }
}
