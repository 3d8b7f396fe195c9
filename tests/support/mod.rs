//! What several tests need.

pub mod workspace;
