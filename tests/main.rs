//! All tests that stand outside the crate, in one binary: typst links once.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::print_stderr)]

mod approvals;
mod architecture;
mod archive;
mod bad_input;
#[cfg(feature = "forms")]
mod calendars;
mod changes;
mod command_line;
mod corpus;
mod corrections;
mod drafts;
#[cfg(feature = "forms")]
mod feed;
mod fixes;
mod golden;
mod house_styles;
#[cfg(feature = "forms")]
mod import;
mod items;
mod language_server;
mod languages;
#[cfg(feature = "forms")]
mod mails;
mod numbers;
#[cfg(feature = "pdf")]
mod pages;
mod parsing;
mod proof;
mod properties;
mod readme;
#[cfg(feature = "forms")]
mod records;
mod references;
mod reports;
mod rule_pages;
mod rules;
mod rules_dates;
mod rules_embargo;
mod rules_figures;
mod rules_links;
mod rules_people;
mod rules_prose;
mod rules_translations;
mod rules_wording;
mod same_words;
mod schema;
#[cfg(feature = "forms")]
mod sealing;
mod support;
#[cfg(feature = "forms")]
mod translate;
#[cfg(feature = "forms")]
mod verify;
#[cfg(feature = "forms")]
mod word_files;
#[cfg(feature = "forms")]
mod word_form;
