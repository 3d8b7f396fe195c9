//! What running text mentions: dates, times of day, numbers, people. Read in
//! the same way by the parser and by the checks.

mod dates;
mod numbers;
mod numeric_dates;
mod people;
mod phones;
mod phrase;
mod times;

pub use dates::{Found, dates, full_dates, written_dates};
pub use numbers::numbers;
pub use people::{PersonMention, TitleMention, people};
pub use phones::{dialled, international_phones, phones};
pub use times::{times, written_times};
