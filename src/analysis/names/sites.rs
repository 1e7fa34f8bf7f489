//! Places and buildings in Latin script, which look like names of people and companies: Iberian
//! Peninsula, Wells Cathedral, South Bank.

use crate::lexicon::words;

/// What places and buildings are called, and nobody.
const SITES: [&str; 44] = [
    "Peninsula",
    "Island",
    "Islands",
    "Cathedral",
    "Basilica",
    "Mosque",
    "Monastery",
    "Palace",
    "Avenue",
    "Boulevard",
    "Stadium",
    "Arena",
    "River",
    "Sea",
    "Ocean",
    "Gulf",
    "Strait",
    "Canal",
    "Mountain",
    "Mountains",
    "Valley",
    "Desert",
    "Coast",
    "Airport",
    "Harbor",
    "Harbour",
    "County",
    "Province",
    "Gardens",
    "Cemetery",
    "Highway",
    "Tunnel",
    "Reef",
    "Plateau",
    "Basin",
    "Country",
    "Region",
    "District",
    "Village",
    "Prison",
    "Lighthouse",
    "Heights",
    "Riverside",
    "Waterfront",
];

/// The same that are surnames too, so that a first name before them makes a person.
const SITES_OR_SURNAMES: [&str; 19] = [
    "Park", "Hill", "Hall", "Lake", "Lane", "Castle", "Street", "Road", "Abbey", "Temple", "Bay",
    "Bridge", "Tower", "Square", "Beach", "Station", "Garden", "Dam", "Hills",
];

/// Parts of a town, behind a point of the compass.
const SIDES: [&str; 4] = ["Bank", "Side", "End", "Shore"];

/// What they are parted by.
const POINTS: [&str; 8] = [
    "North", "South", "East", "West", "Left", "Right", "Upper", "Lower",
];

/// Numbers, and what is told apart by them.
const NUMBERS: [&str; 10] = [
    "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
];
const NUMBERED: [&str; 8] = [
    "Symphony",
    "Concerto",
    "Quartet",
    "Amendment",
    "Republic",
    "Reich",
    "Ward",
    "Quarter",
];

/// Whether capitalized words name a place, a building or what has a number.
pub(super) fn is_site(words: &[&str]) -> bool {
    let [first, .., last] = words else {
        return false;
    };
    let is_district =
        words.windows(2).any(|it| it == ["District", "of"]) && !words.contains(&"Court");
    if is_district || NUMBERS.contains(first) && NUMBERED.contains(last) {
        return true;
    }
    let is_side = words.len() == 2 && POINTS.contains(first) && SIDES.contains(last);
    let is_person = || words::is_first_name(first);
    is_side || SITES.contains(last) || SITES_OR_SURNAMES.contains(last) && !is_person()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_buildings_are_nobody() {
        for (name, expected) in [
            ("Iberian Peninsula", true),
            ("Wells Cathedral", true),
            ("South Bank", true),
            ("Free Trade Hall", true),
            ("Rebecca Hall", false),
            ("Pieter van Dam", false),
            ("Harbor", false),
            ("Northern District of Illinois", true),
            ("Fourth Symphony", true),
            ("Kestrel Bank", false),
        ] {
            let words: Vec<&str> = name.split(' ').collect();
            assert_eq!(is_site(&words), expected, "{name}");
        }
    }
}
