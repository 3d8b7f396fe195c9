//! The rules. A rule is a file here, its page beside it, and two lines below.

mod doubled_word;
mod duplicate_section;
mod empty_section;
mod exclamation_mark;
mod heading_order;
mod headline_capitals;
mod headline_full_stop;
mod headline_length;
mod language_mismatch;
mod malformed_front_matter;
mod malformed_reference;
mod missing_alternative_text;
mod missing_contact;
mod missing_headline;
mod missing_inquiries;
mod missing_picture;
mod missing_reference;
mod missing_section;
mod mixed_script;
mod not_utf8;
mod placeholder_link;
mod quotation_marks;
mod raw_html;
mod readability;
mod reference_mismatch;
mod section_order;
mod stray_space;
mod template_leftover;
mod too_deep;
mod too_large;
mod unexpanded_acronym;
mod unfilled_blank;
mod unknown_key;
mod unknown_language;
mod unknown_type;
mod unprintable_character;
mod unsafe_link;
mod unused_waiver;
mod weekday_mismatch;

use super::Rule;

/// All rules, in the order of their names.
pub static RULES: &[&dyn Rule] = &[
    &doubled_word::DoubledWord,
    &duplicate_section::DuplicateSection,
    &empty_section::EmptySection,
    &exclamation_mark::ExclamationMark,
    &heading_order::HeadingOrder,
    &headline_capitals::HeadlineCapitals,
    &headline_full_stop::HeadlineFullStop,
    &headline_length::HeadlineLength,
    &language_mismatch::LanguageMismatch,
    &malformed_front_matter::MalformedFrontMatter,
    &malformed_reference::MalformedReference,
    &missing_alternative_text::MissingAlternativeText,
    &missing_contact::MissingContact,
    &missing_headline::MissingHeadline,
    &missing_inquiries::MissingInquiries,
    &missing_picture::MissingPicture,
    &missing_reference::MissingReference,
    &missing_section::MissingSection,
    &mixed_script::MixedScript,
    &not_utf8::NotUtf8,
    &placeholder_link::PlaceholderLink,
    &quotation_marks::QuotationMarks,
    &raw_html::RawHtml,
    &readability::Readability,
    &reference_mismatch::ReferenceMismatch,
    &section_order::SectionOrder,
    &stray_space::StraySpace,
    &template_leftover::TemplateLeftover,
    &too_deep::TooDeep,
    &too_large::TooLarge,
    &unexpanded_acronym::UnexpandedAcronym,
    &unfilled_blank::UnfilledBlank,
    &unknown_key::UnknownKey,
    &unknown_language::UnknownLanguage,
    &unknown_type::UnknownType,
    &unprintable_character::UnprintableCharacter,
    &unsafe_link::UnsafeLink,
    &unused_waiver::UnusedWaiver,
    &weekday_mismatch::WeekdayMismatch,
];
