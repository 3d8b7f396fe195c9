//! A time of day as it is written in a text.

use jiff::civil::Time;

/// A time of day found in a text. Offsets are bytes of the passage's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrittenTime {
    /// The passage: an index into [`super::notice::Notice::passages`].
    pub passage: usize,
    /// The time.
    pub time: Time,
    /// How many digits the hour has.
    pub hour_digits: usize,
    /// The half of the day, where a mark says it: `2 pm`.
    pub half: Option<Half>,
    /// Whether its surroundings show that it is a time and not a ratio, a
    /// score, a verse or a price.
    pub is_sure: bool,
    /// Whether the next time of the passage is the end of a stretch that begins
    /// here: `from 14:00 to 19:00`.
    pub opens_range: bool,
    /// First byte.
    pub start: usize,
    /// One past the last byte, marks of the half included.
    pub end: usize,
}

/// The halves of the day on a clock of twelve hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// Before noon.
    Morning,
    /// After noon.
    Afternoon,
}
