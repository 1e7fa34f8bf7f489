//! Candidates that the lexicon knows by name.

use super::candidate::{Candidate, EntryKey, Others, Reading};
use super::join::HAN_LEGAL_FORMS;
use super::neighbors::{is_place_there, no_person};
use super::nobody::is_counted;
use super::paragraph::Paragraph;
use super::tagged::{Support, Tagging};
use crate::analysis::token::Token;
use crate::lexicon::{Class, Hit, Lexicon, Record};
use crate::model::{Kind, Rule, Why};
use crate::text::chars::{Chars, is_han, is_latin};

/// How likely a form that means one entity alone is that entity.
const SURE: f32 = 0.95;
/// With one of its cues in the paragraph.
const CUED: f32 = 0.85;
/// With the tagger's word that it is a name of that kind, at least this likely.
const AGREED: f32 = 0.3;
/// The same for forms that are places too.
const AGREED_PLACE: f32 = 0.9;
/// A form that the tagger thinks so seldom a name waits for other evidence.
const DENIED: f32 = 0.05;
/// The same for a cautious form, though one of its cues is near.
const DENIED_CAUTIOUS: f32 = 0.15;
/// One that it thinks so likely a place or building waits too.
const ONLY_PLACE: f32 = 0.9;
/// What the tagger's word makes of a cautious form, at the least.
const AGREED_STRENGTH: f32 = 0.55;
/// And at the most.
const MOST_AGREED: f32 = 0.8;
/// A form of a team that the tagger thinks so likely a town is none for a word in its paragraph alone.
const LIKELY_PLACE: f32 = 0.6;
/// A cautious form without a cue.
const WAITING: f32 = 0.3;

/// Adds the names and products that the lexicon knows.
pub(super) fn candidates(
    chars: &Chars,
    hits: &[Hit<'_>],
    tagging: &Tagging,
    lexicon: &Lexicon,
    found: &mut Vec<Candidate>,
) {
    let mut paragraph = Paragraph::new(chars);
    for (hit, support) in hits.iter().zip(&tagging.support) {
        let strength = |it| strength(it, hit, *support, lexicon, &mut paragraph);
        let Some(meaning) = meaning(hit, strength) else {
            continue;
        };
        let is_person = meaning.reading == Reading::Name(Kind::Person);
        let other = is_person.then(|| no_person(&chars.folded, hit.from, hit.to));
        if let Some(other) = other.flatten() {
            let span = chars.span(hit.from, hit.to);
            let why = Why::Rule(Rule::Neighbors);
            // What is called after somebody says that the text knows them.
            let is_sure = WAITING < meaning.strength && !meaning.is_tied;
            let entry = key_of(hit, meaning.record).filter(|_| is_sure);
            found.push(Candidate {
                entry,
                ..Candidate::new(span, other, SURE, why)
            });
            continue;
        }
        if meaning.reading == Reading::Other {
            // A known product is no name as a whole, whatever the tagger took it for.
            let whole = chars.span(hit.from, hit.to);
            found.retain(|it| it.span != whole || it.reading == Reading::Other);
        }
        found.push(candidate(chars, hits, tagging, (hit, *support), meaning));
    }
}

/// The surest meaning of a form.
struct Meaning {
    reading: Reading,
    record: Record,
    strength: f32,
    /// Whether another one is as sure: then nothing is decided.
    is_tied: bool,
    /// The entries that are as sure and of the same kind.
    others: Vec<EntryKey>,
}

/// The surest meaning of a form, if it can be a name or product.
fn meaning(hit: &Hit<'_>, mut strength: impl FnMut(Record) -> f32) -> Option<Meaning> {
    let readings = hit
        .records
        .iter()
        .filter_map(|&it| Some((reading(it.class())?, it)));
    let mut best: Option<Meaning> = None;
    for (reading, record) in readings {
        let strength = strength(record);
        if let Some(best) = &mut best
            && strength <= best.strength
        {
            if strength.total_cmp(&best.strength).is_eq() {
                let is_same = reading == best.reading;
                best.is_tied |= !is_same || record.line() != best.record.line();
                best.others.extend(key_of(hit, record).filter(|_| is_same));
            }
            continue;
        }
        best = Some(Meaning {
            reading,
            record,
            strength,
            is_tied: false,
            others: Vec::new(),
        });
    }
    best
}

/// The entry that a record of a form belongs to.
fn key_of(hit: &Hit<'_>, record: Record) -> Option<EntryKey> {
    let is_user = hit.is_user;
    record.line().map(|line| EntryKey::new(is_user, line))
}

/// The candidate that a form of the lexicon is.
fn candidate(
    chars: &Chars,
    hits: &[Hit<'_>],
    tagging: &Tagging,
    (hit, support): (&Hit<'_>, Support),
    meaning: Meaning,
) -> Candidate {
    let reading = meaning.reading;
    let is_name = reading != Reading::Other;
    let is_doubtful =
        meaning.is_tied || is_name && is_doubtful(chars, tagging, hit, meaning.record, support);
    let strength = meaning
        .strength
        .min(if is_doubtful { WAITING } else { 1.0 });
    // 国资委 behind 深圳 is another body than the one that the list means.
    let place = body_place(chars, hits, hit, &meaning);
    let key = key_of(hit, meaning.record).filter(|_| place.is_none());
    let is_any_body = WAITING < strength && is_any_body(&meaning);
    let mut others = meaning.others;
    if place.is_some() {
        others.clear();
    } else if !others.is_empty() || is_any_body {
        others.extend(key);
    }
    let is_company = reading == Reading::Name(Kind::Company);
    let to = if is_company {
        with_legal_form(chars, hit.to)
    } else {
        hit.to
    };
    let from = match place {
        Some(place) => place,
        None if is_name => hit.from,
        None => behind_maker(chars, hits, hit.from, hit.to),
    };
    Candidate {
        span: chars.span(from, to),
        reading,
        strength,
        entry: key.filter(|_| !meaning.is_tied && is_name && !is_any_body),
        others: Others::new(others),
        waits: strength <= WAITING,
        why: Why::Gazetteer,
    }
}

/// Whether the words around a form are other ones, as with 京东 in 北京东城, or it is no name there.
fn is_doubtful(
    chars: &Chars,
    tagging: &Tagging,
    hit: &Hit<'_>,
    record: Record,
    support: Support,
) -> bool {
    cuts_words(chars, &tagging.words, hit, support)
        || is_denied(chars, hit, record, support)
        || record.cautious().is_some()
            && (is_head_of_run(chars, hit, record) || is_counted(&chars.folded, hit.from))
}

/// Whether a surname in Latin script goes on with another capitalized word: Black Country.
fn is_head_of_run(chars: &Chars, hit: &Hit<'_>, record: Record) -> bool {
    let name = &chars.folded[hit.from..hit.to];
    let is_word = record.class() == Class::Person && name.iter().all(|&c| is_latin(c));
    let mut behind = chars.folded[hit.to..].iter();
    let is_blank = behind.next() == Some(&' ');
    let is_capital = behind.next().is_some_and(|c| c.is_uppercase());
    is_word && is_blank && is_capital && behind.next().is_some_and(|c| c.is_lowercase())
}

/// Whether a form names a parliament or ministry as there are many, without a cue for one of them: a
/// name, but whose is said elsewhere, if at all.
fn is_any_body(meaning: &Meaning) -> bool {
    meaning.reading == Reading::Name(Kind::Organisation)
        && meaning.record.cautious().is_some()
        && meaning.strength < CUED
}

/// Whether the tagger is sure that a form in Han characters is no name: it stands for something
/// else, or is a part of another word.
fn is_denied(chars: &Chars, hit: &Hit<'_>, record: Record, support: Support) -> bool {
    let least = record.cautious().map_or(DENIED, |_| DENIED_CAUTIOUS);
    let is_han = chars.folded[hit.from..hit.to].iter().all(|&c| is_han(c));
    let is_title = hit
        .from
        .checked_sub(1)
        .is_some_and(|at| "《〈".contains(chars.folded[at]));
    is_han && !hit.is_user && (support.name() < least && !is_title || ONLY_PLACE < support.place)
}

/// The longest Han form that can come about by chance where two other words meet, in characters.
const MAX_BY_CHANCE: usize = 3;

/// Whether a short Han form begins or ends inside a word of the dictionary, or a longer one ends in
/// one (深圳中学 in 深圳中学生) and the tagger sees no name.
fn cuts_words(chars: &Chars, words: &[Token], hit: &Hit<'_>, support: Support) -> bool {
    if !chars.folded[hit.from..hit.to].iter().all(|&c| is_han(c)) {
        return false;
    }
    let is_inside = |at: usize| {
        let word = words.partition_point(|it| it.to <= at);
        words.get(word).is_some_and(|it| it.from < at)
    };
    if hit.to - hit.from <= MAX_BY_CHANCE {
        is_inside(hit.from) || is_inside(hit.to)
    } else {
        support.name() < AGREED && is_inside(hit.to)
    }
}

/// Where a product's own name begins: behind its maker's, if a blank or a change of script parts
/// them. OpenAI in «OpenAI o1» and 波音 in 波音737 are named; 谷歌 in 谷歌地图 is not.
pub(super) fn behind_maker(chars: &Chars, hits: &[Hit<'_>], from: usize, to: usize) -> usize {
    let is_maker = |it: &&Hit<'_>| {
        it.from == from && it.to < to && it.records.iter().any(|it| it.class() == Class::Company)
    };
    let Some(maker) = hits.iter().filter(is_maker).max_by_key(|it| it.to) else {
        return from;
    };
    let (last, next) = (chars.folded[maker.to - 1], chars.folded[maker.to]);
    if next == ' ' {
        maker.to + 1
    } else if is_han(last) == is_han(next) {
        from
    } else {
        maker.to
    }
}

/// Where the place begins that stands right before a cautious form of a body, if one does.
fn body_place(chars: &Chars, hits: &[Hit<'_>], hit: &Hit<'_>, meaning: &Meaning) -> Option<usize> {
    meaning.record.cautious()?;
    let is_body = meaning.reading == Reading::Name(Kind::Organisation) && !hit.is_user;
    let is_place = |it: &Hit<'_>| it.records.iter().any(|it| it.class() == Class::Place);
    let has_rank = hit
        .from
        .checked_sub(1)
        .is_some_and(|at| RANKS.contains(chars.folded[at]));
    let ends = |it: &Hit<'_>| it.to == hit.from || has_rank && it.to + 1 == hit.from;
    let places = hits.iter().filter(|it| is_body && ends(it) && is_place(it));
    let from = places.map(|it| it.from).min()?;
    let place: String = chars.folded[from..hit.from].iter().collect();
    (!HOME.contains(&place.as_str())).then_some(from)
}

/// What a city or province is called behind its name.
const RANKS: &str = "市省区县州";

/// Places whose bodies are those that the list means.
const HOME: [&str; 3] = ["中国", "我国", "全国"];

/// The end of a company's name with the legal form that follows it: 微软公司, «SpaceX 公司».
fn with_legal_form(chars: &Chars, to: usize) -> usize {
    let at = if chars.folded.get(to) == Some(&' ') {
        to + 1
    } else {
        to
    };
    let follows = |form: &&&str| {
        form.chars().eq(chars.folded[at.min(chars.len())..]
            .iter()
            .copied()
            .take(form.chars().count()))
    };
    HAN_LEGAL_FORMS
        .iter()
        .find(follows)
        .map_or(to, |form| at + form.chars().count())
}

/// What a class of the lexicon is as a name; titles and the like are none.
const fn reading(class: Class) -> Option<Reading> {
    match class {
        Class::Company => Some(Reading::Name(Kind::Company)),
        Class::Organisation => Some(Reading::Name(Kind::Organisation)),
        Class::Person => Some(Reading::Name(Kind::Person)),
        Class::Product => Some(Reading::Other),
        Class::Place
        | Class::TitleBefore
        | Class::TitleAfter
        | Class::CompanySuffix
        | Class::OrganisationSuffix
        | Class::ProductWord
        | Class::SpeechVerb => None,
    }
}

fn strength(
    record: Record,
    hit: &Hit<'_>,
    support: Support,
    lexicon: &Lexicon,
    paragraph: &mut Paragraph<'_>,
) -> f32 {
    let Some(cautious) = record.cautious() else {
        return SURE;
    };
    let Some(entry) = lexicon.entry(record, hit.is_user) else {
        return WAITING;
    };
    let (form, cues) = &entry.cautious[cautious];
    // A town is a team or a government now and then, and far more often just itself.
    let is_place = hit.records.iter().any(|it| it.class() == Class::Place);
    if is_place && is_place_there(&paragraph.chars.folded, hit.from, hit.to) {
        return WAITING;
    }
    let is_body = record.class() == Class::Organisation;
    let is_cued = |cue: &&str| match cue.strip_prefix('@') {
        Some(group) => paragraph.has_cue_of(group),
        None => cue != form && paragraph.contains(cue),
    };
    let is_cued = cues.iter().any(is_cued);
    let kind = match reading(record.class()) {
        Some(Reading::Name(kind)) => kind,
        _ if is_cued => return CUED,
        _ => return WAITING,
    };
    let likely = support.of_kind(kind);
    let agreed = if is_place { AGREED_PLACE } else { AGREED };
    // 西班牙人 are a team only where a cue says so.
    let is_agreed = agreed <= likely && !(is_body && form.ends_with('人'));
    let is_team = is_place && is_body;
    let is_told_of = || {
        !is_team || support.place <= LIKELY_PLACE && paragraph.tells_near(cues, (hit.from, hit.to))
    };
    match (is_cued, is_agreed) {
        (false, false) => WAITING,
        _ if !is_told_of() => WAITING,
        (true, _) => CUED,
        // The tagger tells kinds apart, not entities: a cue for another one weighs more.
        (false, true) => likely.clamp(AGREED_STRENGTH, MOST_AGREED),
    }
}
