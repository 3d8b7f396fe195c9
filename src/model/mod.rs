//! The words of the trade as typed values. No input, no output, no formats.

pub mod address;
pub mod contact;
pub mod date;
pub mod date_words;
mod day;
pub mod document_type;
pub mod event;
pub mod flat;
pub mod house_style;
pub mod language;
pub mod letter;
pub mod notice;
pub mod number;
pub mod number_words;
pub mod passage;
pub mod picture;
pub mod prose;
pub mod quotation;
pub mod reference;
pub mod register;
pub mod section;
pub mod sheet;
pub mod source;
pub mod time;
pub mod word;
pub mod word_set;
pub mod wording;
