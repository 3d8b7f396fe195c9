//! What a notice rests on.

use super::reference::Reference;
use crate::span::Span;

/// One entry of the sources section: a publisher's page with a title, or
/// another notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Who published it: the link's text, or the reference.
    pub publisher: String,
    /// The link's target as written.
    pub uri: Option<String>,
    /// The notice it names.
    pub reference: Option<Reference>,
    /// What follows the dash.
    pub title: Option<String>,
    /// The whole entry.
    pub span: Span,
}
