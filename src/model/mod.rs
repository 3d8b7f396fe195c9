//! The words of the trade as typed values. No input, no output, no formats.

pub mod contact;
pub mod date;
mod day;
pub mod document_type;
pub mod event;
pub mod flat;
pub mod house_style;
pub mod language;
pub mod notice;
pub mod passage;
pub mod picture;
pub mod quotation;
pub mod reference;
pub mod register;
pub mod section;
pub mod sheet;
pub mod source;
pub mod word;
pub mod wording;
