//! A date as it is written in a text.

use jiff::civil::{Date, Weekday};

use crate::span::{Span, Spanned};

/// A full date found in the text, with the weekday written before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// The date.
    pub date: Date,
    /// The weekday as written, where one stands beside the date.
    pub weekday: Option<Spanned<Weekday>>,
    /// From the weekday (or the day) to the year.
    pub span: Span,
}
