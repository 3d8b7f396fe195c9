//! What is announced to happen.

use jiff::Zoned;

use crate::span::{Span, Spanned};

/// Whether an event will take place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EventStatus {
    /// It will.
    #[default]
    Confirmed,
    /// To be confirmed: `(tbc)`.
    Tentative,
    /// It will not.
    Cancelled,
}

/// One stretch of time of an event, in its place's zone.
#[derive(Debug, Clone, PartialEq)]
pub struct Sitting {
    /// Beginning.
    pub starts: Zoned,
    /// End, where it is said.
    pub ends: Option<Zoned>,
    /// Where the date and times stand.
    pub span: Span,
}

/// An event with its sittings.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its name; the headline where no other is given.
    pub title: Option<Spanned<String>>,
    /// Whether it will take place.
    pub status: EventStatus,
    /// When.
    pub sittings: Vec<Sitting>,
    /// Where.
    pub place: Option<Spanned<String>>,
}
