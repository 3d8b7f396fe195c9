//! What running text mentions: dates, times of day, numbers. Read in the same
//! way by the parser and by the checks.

mod dates;
mod numbers;
mod times;

pub use dates::{Found, dates};
pub use numbers::numbers;
pub use times::times;
