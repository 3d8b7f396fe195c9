//! What running text mentions: dates, times of day, numbers, people. Read in
//! the same way by the parser and by the checks.

mod dates;
mod people;
mod phones;
mod times;

pub use dates::{Found, dates};
pub use people::{PersonMention, TitleMention, people};
pub use phones::{dialled, international_phones, phones};
pub use times::times;
