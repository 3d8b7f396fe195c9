//! Which telephone numbers can exist: the only user of `rlibphonenumber`.
//!
//! The tables of the library take milliseconds to unfold, so it is asked last:
//! after what can be said by looking, and once for each block of numbers.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use rlibphonenumber::{PhoneNumber, ValidationError};

use crate::model::house_style::PhoneForm;

/// Why a number cannot exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No country has this calling code.
    Country,
    /// Digits are missing.
    TooShort,
    /// There are too many digits.
    TooLong,
    /// The numbering plan of the country has no such number.
    Plan,
}

/// Blocks of numbers that have been found good: country code, number without
/// its last four digits, length.
static GOOD: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Blocks that are remembered; more than the notices of one office have.
const MOST_BLOCKS: usize = 4096;

/// Digits that countries hand out freely within a block.
const FREE_DIGITS: usize = 4;

/// Numbers that regulators keep for films and examples, as prefixes: nobody
/// has them, and that is why they are written. These have thirteen characters
/// with their `+`.
const FICTIONAL_OF_13: [&str; 26] = [
    // Ofcom, United Kingdom
    "+441134960",
    "+441144960",
    "+441154960",
    "+441164960",
    "+441174960",
    "+441184960",
    "+441214960",
    "+441314960",
    "+441414960",
    "+441514960",
    "+441614960",
    "+442079460",
    "+441914980",
    "+442896496",
    "+442920180",
    "+441632960",
    "+447700900",
    "+448081570",
    "+449098790",
    "+443069990",
    // ComReg, Ireland
    "+3532091",
    // Bundesnetzagentur, Germany
    "+493023125",
    "+496990009",
    "+494066969",
    "+492214710",
    "+498999998",
];

/// Those of twelve.
const FICTIONAL_OF_12: [&str; 14] = [
    // Arcep, France
    "+3319900",
    "+3326191",
    "+3335301",
    "+3346571",
    "+3353649",
    "+3363998",
    // PTS, Sweden
    "+468465004",
    "+463139006",
    "+464062804",
    "+469803192",
    // ACMA, Australia
    "+6125550",
    "+6135550",
    "+6175550",
    "+6185550",
];

/// Why `number` (as dialled: `+3222967456`) cannot exist; `None` when it can,
/// or when it does not say its country. What fits the form of the house is its
/// own and taken as it is.
pub fn fault(number: &str, house: &PhoneForm) -> Option<Fault> {
    let digits = number.strip_prefix('+')?;
    if is_known(number, digits) || house.format(number).is_some() {
        return None;
    }
    let block = block(number);
    if GOOD.lock().unwrap_or_else(PoisonError::into_inner).contains(block.as_str()) {
        return None;
    }
    let fault = asked(number);
    if fault.is_none() {
        let mut good = GOOD.lock().unwrap_or_else(PoisonError::into_inner);
        if good.len() < MOST_BLOCKS {
            good.insert(block);
        }
    }
    fault
}

/// Free international numbers (`00 800` and eight digits) and those of fiction.
fn is_known(number: &str, digits: &str) -> bool {
    let free = digits.strip_prefix("800").is_some_and(|rest| rest.len() == 8);
    // +1 NXX 555 01XX
    let american = digits.len() == 11 && digits.starts_with('1') && digits.get(4..9) == Some("55501");
    let fictional: &[&str] = match number.len() {
        13 => &FICTIONAL_OF_13,
        12 => &FICTIONAL_OF_12,
        _ => &[],
    };
    free || american || fictional.iter().any(|prefix| number.starts_with(prefix))
}

/// What a number has in common with those that are good with it.
fn block(number: &str) -> String {
    let kept = number.len().saturating_sub(FREE_DIGITS);
    format!("{}/{}", number.get(..kept).unwrap_or(number), number.len())
}

fn asked(number: &str) -> Option<Fault> {
    let Ok(parsed) = PhoneNumber::parse(number, None) else {
        // No country, or hardly any digits behind it.
        return Some(if number.len() < 8 { Fault::TooShort } else { Fault::Country });
    };
    if parsed.is_valid() {
        return None;
    }
    Some(match parsed.is_possible_with_reason() {
        Err(ValidationError::InvalidCountryCode) => Fault::Country,
        Err(ValidationError::TooShort) => Fault::TooShort,
        Err(ValidationError::TooLong) => Fault::TooLong,
        _ => Fault::Plan,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(number: &str) -> Option<Fault> {
        fault(number, &PhoneForm { country: "32".into(), pattern: "# ### ## ##".into() })
    }

    #[test]
    fn numbers_that_can_exist_have_no_fault() {
        for number in [
            "+3222967456",
            "+32475123456",
            "+442079460142",
            "+14155550123",
            "+353209123456",
            "+80067891011",
            "+35621001234",
            "+493023125014",
            "+33140634900",
            "+48222345678",
            "+302107272100",
            "+35924929494",
            "+3614567890",
            "+4533921234",
            "+4687651000",
            "+358916053300",
            "+37062345678",
            "+37167094300",
            "+3726251500",
            "+38512345678",
            "+390669999",
            "+34915684444",
            "+351213509800",
            "+40212035400",
            "+421259203111",
            "+38612345678",
            "+420224311111",
            "+431516150",
            "+31704135300",
            "+35722817770",
            "+352430137833",
        ] {
            assert_eq!(found(number), None, "{number}");
        }
        assert_eq!(found("020 7946 0142"), None, "a number without its country says too little");
    }

    #[test]
    fn numbers_that_cannot_exist_have_one() {
        for (number, fault) in [
            ("+32229674", Fault::TooShort),
            ("+32229674560000", Fault::TooLong),
            ("+9992967456", Fault::Country),
            ("+3319", Fault::TooShort),
            ("+12121550123", Fault::Plan),
            ("+441234", Fault::Plan),
            ("+4912", Fault::Plan),
            ("+40012345678", Fault::Plan),
        ] {
            assert_eq!(found(number), Some(fault), "{number}");
        }
    }
}
