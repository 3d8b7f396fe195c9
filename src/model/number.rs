//! A number as it is written in a text.

use std::fmt;
use std::ops::Range;

/// An exact decimal number. Equal when the values are equal: `1.50` is `1.5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// All digits as one whole number.
    digits: i128,
    /// How many of them stand behind the point; the last of these is no zero.
    decimals: u32,
}

impl Decimal {
    /// The most digits that are read; what is longer is no number to a reader.
    const MOST_DIGITS: usize = 21;

    /// `digits` with the last `decimals` of them behind the point.
    pub fn new(mut digits: i128, mut decimals: u32) -> Self {
        while decimals > 0 && digits % 10 == 0 {
            digits /= 10;
            decimals -= 1;
        }
        Self { digits, decimals }
    }

    /// The number with these digits before and behind the point. `None` when
    /// there are none before it, too many at all, or other characters.
    pub fn read(whole: &str, fraction: &str) -> Option<Self> {
        let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !are_digits(whole) || !are_digits(fraction) {
            return None;
        }
        if whole.len() + fraction.len() > Self::MOST_DIGITS {
            return None;
        }
        let digits = whole.bytes().chain(fraction.bytes()).fold(0, |sum, byte| sum * 10 + i128::from(byte - b'0'));
        Some(Self::new(digits, u32::try_from(fraction.len()).ok()?))
    }

    /// The number a thousand times for 3, a million times for 6; `None` when it
    /// becomes too large.
    pub fn times_ten_to(self, power: u32) -> Option<Self> {
        let behind = self.decimals.saturating_sub(power);
        let grows = power.saturating_sub(self.decimals);
        Some(Self::new(self.digits.checked_mul(10i128.checked_pow(grows)?)?, behind))
    }

    /// The number below zero.
    #[must_use]
    pub fn negative(self) -> Self {
        Self { digits: -self.digits, ..self }
    }

    /// The value where nothing stands behind the point.
    pub fn whole(self) -> Option<i128> {
        (self.decimals == 0).then_some(self.digits)
    }

    /// Whether the value is smaller than that of `other`.
    pub fn is_below(self, other: Self) -> bool {
        let decimals = self.decimals.max(other.decimals);
        let scaled = |number: Self| number.digits.checked_mul(10i128.checked_pow(decimals - number.decimals)?);
        scaled(self).zip(scaled(other)).is_some_and(|(own, others)| own < others)
    }
}

impl fmt::Display for Decimal {
    /// With a point and without groups: `-1234.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.digits < 0 { "-" } else { "" };
        let decimals = self.decimals as usize;
        let digits = format!("{:0>1$}", self.digits.unsigned_abs(), decimals + 1);
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        let point = if decimals == 0 { "" } else { "." };
        write!(f, "{sign}{whole}{point}{fraction}")
    }
}

/// A currency by its ISO 4217 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency([u8; 3]);

/// Signs of currencies.
const SIGNS: [(char, &str); 7] =
    [('€', "EUR"), ('$', "USD"), ('£', "GBP"), ('¥', "JPY"), ('₴', "UAH"), ('₹', "INR"), ('₺', "TRY")];

/// Codes that are known in a text; those that are also words (`ALL`) are not
/// among them.
const CODES: [&str; 36] = [
    "AED", "AUD", "AZN", "BAM", "BGN", "BRL", "CAD", "CHF", "CLP", "CNY", "CZK", "DKK", "EGP", "EUR", "GBP", "HKD",
    "HRK", "HUF", "ILS", "INR", "ISK", "JPY", "KRW", "MDL", "MKD", "MXN", "NOK", "NZD", "PLN", "RON", "RSD", "SEK",
    "SGD", "UAH", "USD", "ZAR",
];

impl Currency {
    /// The currency with this code: three capitals.
    pub fn with_code(code: &str) -> Option<Self> {
        let letters: [u8; 3] = code.as_bytes().try_into().ok()?;
        letters.iter().all(u8::is_ascii_uppercase).then_some(Self(letters))
    }

    /// The currency whose code a text may use for it.
    pub fn written(code: &str) -> Option<Self> {
        CODES.binary_search(&code).ok().and_then(|_| Self::with_code(code))
    }

    /// The currency with this sign: `€`.
    pub fn with_sign(sign: char) -> Option<Self> {
        // Most characters that are asked for are none.
        if sign != '$' && sign.is_ascii() {
            return None;
        }
        SIGNS.iter().find(|(known, _)| *known == sign).and_then(|(_, code)| Self::with_code(code))
    }

    /// `EUR`
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }

    /// `€`, where it has a sign.
    pub fn sign(self) -> Option<char> {
        SIGNS.iter().find(|(_, code)| code.as_bytes() == self.0).map(|(sign, _)| *sign)
    }
}

/// What a number counts, as far as its sign or word says so in any language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// `%`, `per cent`
    Percent,
    /// `‰`
    PerMille,
    /// `€`, `EUR`, `euros`
    Currency(Currency),
}

/// How a [`Unit`] is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitForm {
    /// `€`, `%`
    Sign,
    /// `EUR`
    Code,
    /// `euros`, `per cent`
    Word,
}

/// A [`Unit`] in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenUnit {
    /// What it is.
    pub unit: Unit,
    /// How it is written.
    pub form: UnitForm,
    /// Its bytes in the text, before or behind the digits.
    pub place: Range<usize>,
}

/// What a number is in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberKind {
    /// It counts or measures: `312 stations`, `€48 million`, `5%`.
    Quantity,
    /// `15th`, `1er`, `3.` before a small letter; not the day of a date.
    Ordinal,
    /// A year alone or in a date: four digits from 1900 to 2099 without a unit.
    Year,
    /// The day of a date, or one whole date in digits (`15.10.2018`, with the
    /// digits as value).
    Date,
    /// An hour, or hour and minute (`14h00` and `14:00` have the value 1400).
    Time,
    /// A telephone number; the value is its digits.
    Phone,
    /// The number of a thing: `Article 5`, `room 12`, `Rue de la Loi 200`.
    Label,
    /// Part of an address, a reference, a code: `IP/26/412`, `CO2`, `1.2.3`.
    Code,
}

/// The place of a number in a range with a dash: `15-16`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RangeEnd {
    /// The next mention is the other end.
    First,
    /// The mention before is the other end.
    Last,
}

/// A number in a [`super::flat::Flat`] text. Offsets are bytes of that text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberMention {
    /// The value, that of a scale word included: three million for
    /// `€3 million`. In `3-5 million` the first number is 3, as written.
    pub value: Decimal,
    /// The value of the digits alone.
    pub number: Decimal,
    /// What it is.
    pub kind: NumberKind,
    /// Its currency or percent sign.
    pub unit: Option<WrittenUnit>,
    /// Whether it is one end of a range.
    pub range: Option<RangeEnd>,
    /// From the first to the last digit, with what divides them.
    pub digits: Range<usize>,
    /// What stands between groups of three digits: a space of any kind, a
    /// comma, a point, an apostrophe.
    pub group: Option<char>,
    /// What stands before the decimals.
    pub decimal: Option<char>,
    /// The word or words for thousand, million…
    pub scale: Option<Range<usize>>,
    /// Everything: sign, unit, digits, scale word.
    pub place: Range<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_are_equal_and_print_alike() {
        let read = |whole, fraction| Decimal::read(whole, fraction).unwrap();
        assert_eq!(read("1234", "50"), read("001234", "5"));
        assert_eq!(read("1234", "50").to_string(), "1234.5");
        assert_eq!(read("0", "05").to_string(), "0.05");
        assert_eq!(read("2", "5").times_ten_to(6), Some(read("2500000", "")));
        assert_eq!(read("2", "5").times_ten_to(0).unwrap().negative().to_string(), "-2.5");
        assert_eq!(Decimal::read(&"9".repeat(40), ""), None);
        assert_eq!(Decimal::read("", "5"), None);
        assert!(read("2", "5").is_below(read("10", "")) && !read("10", "").is_below(read("10", "0")));
    }

    #[test]
    fn the_codes_can_be_searched() {
        assert!(CODES.is_sorted());
        assert_eq!(Currency::written("EUR").and_then(Currency::sign), Some('€'));
        assert_eq!(Currency::written("ALL"), None);
        assert_eq!(Currency::with_sign('£').unwrap().code(), "GBP");
    }
}
