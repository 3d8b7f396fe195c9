//! What several tests need.

pub mod html_words;
#[cfg(feature = "pdf")]
pub mod pdf_words;
pub mod text_words;
pub mod workspace;
