//! What several tests need.

#[cfg(feature = "forms")]
pub mod calendar;
#[cfg(feature = "forms")]
pub mod fragment_words;
#[cfg(feature = "forms")]
pub mod hostile;
pub mod html_words;
pub mod json_schema;
pub mod language_server;
#[cfg(feature = "forms")]
pub mod mail;
// Without the PDF form only the words of proofs are read.
#[cfg_attr(not(feature = "pdf"), allow(dead_code, unused_imports))]
pub mod pdf_words;
pub mod record_words;
pub mod text_words;
#[cfg(feature = "forms")]
pub mod word_words;
pub mod workspace;
#[cfg(feature = "forms")]
pub mod xml;
