//! What several tests need.

#[cfg(feature = "forms")]
pub mod hostile;
pub mod json_schema;
pub mod language_server;
pub mod linked_data;
// Without the PDF form only the words of proofs are read.
#[cfg_attr(not(feature = "pdf"), allow(dead_code, unused_imports))]
pub mod pdf_facts;
#[cfg_attr(not(feature = "pdf"), allow(dead_code, unused_imports))]
pub mod pdf_words;
pub mod workspace;
#[cfg(feature = "forms")]
pub mod xml;
