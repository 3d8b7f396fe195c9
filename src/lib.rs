//! pressdoc checks a press notice and renders it.
//!
//! The line, from left to right; a module imports only from those above it:
//!
//! ```text
//! text ──parse──▶ Notice ──check──▶ diagnostics ──▶ report
//!                   │
//!                   └──compose──▶ Sheet ──render──▶ Artifacts ──▶ workspace
//! ```

pub mod artifact;
pub mod span;

pub mod diagnostic;

pub mod error;
pub mod model;
pub mod record;

pub mod catalog;
pub mod mention;

pub mod archive;
pub mod check;
pub mod cli;
pub mod compose;
pub mod import;
pub mod lsp;
pub mod parse;
pub mod pipeline;
pub mod proof;
pub mod read_back;
pub mod render;
pub mod report;
pub mod schema;
pub mod sealing;
#[cfg(feature = "forms")]
pub mod translation;
pub mod workspace;
