//! Where four digits in English are a year, and where they count something.

use super::en_date::year;
use super::en_period::previous_word;
use super::line::Line;

/// Whether the word before says that four digits are a year.
pub(super) fn is_year_expected(line: Line<'_>, at: usize) -> bool {
    matches!(
        previous_word(line, at).as_str(),
        "in" | "since"
            | "by"
            | "until"
            | "till"
            | "during"
            | "before"
            | "after"
            | "from"
            | "year"
            | "circa"
            | "around"
            | "through"
            | "between"
            | "throughout"
            | "mid"
            | "early"
            | "late"
    ) || is_attribute(line, at)
        || is_of_year(line, at)
}

/// Whether four digits stand before the thing of that year: the 2020 election, Acme's 2007 launch.
fn is_attribute(line: Line<'_>, at: usize) -> bool {
    let determiners = [
        "the ", "The ", "a ", "A ", "his ", "His ", "her ", "Her ", "its ", "Its ", "their ", "'s ",
    ];
    let Some(found) = year(line, at).filter(|it| (1900..2050).contains(&it.value)) else {
        return false;
    };
    let next = line.latin_word(line.words(found.end, " ").unwrap_or(found.end));
    let is_thing = next.is_some_and(|it| {
        let is_plural = it.value.as_str().ends_with('s') && line.at(found.end + 1).is_lowercase();
        !(is_plural && found.value % 100 == 0)
    });
    is_thing && line.ends_with_any(at, &determiners)
}

/// Whether four digits stand behind a thing that has a year: the treaty of 1648.
fn is_of_year(line: Line<'_>, at: usize) -> bool {
    let Some(of) = at
        .checked_sub(3)
        .filter(|&it| line.words(it, "of ").is_some())
    else {
        return false;
    };
    matches!(
        previous_word(line, of).as_str(),
        "treaty"
            | "class"
            | "war"
            | "revolution"
            | "crisis"
            | "crash"
            | "act"
            | "constitution"
            | "election"
            | "elections"
            | "census"
            | "coup"
            | "battle"
            | "plague"
            | "fire"
            | "flood"
            | "earthquake"
            | "agreement"
            | "recession"
            | "pandemic"
            | "strike"
            | "uprising"
            | "declaration"
            | "panic"
            | "season"
            | "year"
    )
}
