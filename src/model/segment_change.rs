//! What has changed in an original since its translation was made.

use crate::span::{Span, Spanned};

/// One segment of an original that is not as it was when it was translated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentChange {
    /// What it said then; `None` where it is new.
    pub before: Option<String>,
    /// What it says now, with its place in the original; `None` where it is gone.
    pub now: Option<Spanned<String>>,
    /// Where its translation stands in the translated notice, as far as that can
    /// be told.
    pub translation: Option<Span>,
}
