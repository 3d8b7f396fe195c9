//! What several tests need.

pub mod html_words;
pub mod json_schema;
pub mod language_server;
#[cfg(feature = "pdf")]
pub mod pdf_words;
pub mod text_words;
pub mod workspace;
