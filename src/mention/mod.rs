//! What running text mentions: dates, times of day, numbers. Read in the same
//! way by the parser and by the checks.

mod dates;
mod times;

pub use dates::{Found, dates};
pub use times::times;
