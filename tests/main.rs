//! All tests that stand outside the crate, in one binary: typst links once.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::print_stderr)]

mod architecture;
mod bad_input;
mod command_line;
mod golden;
mod languages;
mod numbers;
mod parsing;
mod properties;
mod readme;
mod references;
mod rule_pages;
mod rules;
mod rules_figures;
mod rules_links;
mod same_words;
mod support;
