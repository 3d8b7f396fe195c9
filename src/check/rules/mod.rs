//! The rules. A rule is a file here, its page beside it, and two lines below.

mod ambiguous_time;
mod date_form;
mod duplicate_section;
mod embargo_mismatch;
mod embargo_past;
mod embargo_zone;
mod empty_section;
mod event_before_issue;
mod event_date_mismatch;
mod heading_order;
mod impossible_date;
mod malformed_front_matter;
mod malformed_reference;
mod missing_alternative_text;
mod missing_contact;
mod missing_headline;
mod missing_inquiries;
mod missing_picture;
mod missing_reference;
mod missing_section;
mod missing_translation;
mod not_utf8;
mod placeholder_link;
mod raw_html;
mod reference_mismatch;
mod reference_year;
mod reversed_range;
mod section_order;
mod stale_translation;
mod time_form;
mod too_deep;
mod too_large;
mod translation_mismatch;
mod unfilled_blank;
mod unknown_key;
mod unknown_language;
mod unknown_type;
mod unprintable_character;
mod unsafe_link;
mod unused_waiver;
mod weekday_mismatch;
mod wording;

use super::Rule;

/// All rules, in the order of their names.
pub static RULES: &[&dyn Rule] = &[
    &ambiguous_time::AmbiguousTime,
    &date_form::DateForm,
    &duplicate_section::DuplicateSection,
    &embargo_mismatch::EmbargoMismatch,
    &embargo_past::EmbargoPast,
    &embargo_zone::EmbargoZone,
    &empty_section::EmptySection,
    &event_before_issue::EventBeforeIssue,
    &event_date_mismatch::EventDateMismatch,
    &heading_order::HeadingOrder,
    &impossible_date::ImpossibleDate,
    &malformed_front_matter::MalformedFrontMatter,
    &malformed_reference::MalformedReference,
    &missing_alternative_text::MissingAlternativeText,
    &missing_contact::MissingContact,
    &missing_headline::MissingHeadline,
    &missing_inquiries::MissingInquiries,
    &missing_picture::MissingPicture,
    &missing_reference::MissingReference,
    &missing_section::MissingSection,
    &missing_translation::MissingTranslation,
    &not_utf8::NotUtf8,
    &placeholder_link::PlaceholderLink,
    &raw_html::RawHtml,
    &reference_mismatch::ReferenceMismatch,
    &reference_year::ReferenceYear,
    &reversed_range::ReversedRange,
    &section_order::SectionOrder,
    &stale_translation::StaleTranslation,
    &time_form::TimeForm,
    &too_deep::TooDeep,
    &too_large::TooLarge,
    &translation_mismatch::TranslationMismatch,
    &unfilled_blank::UnfilledBlank,
    &unknown_key::UnknownKey,
    &unknown_language::UnknownLanguage,
    &unknown_type::UnknownType,
    &unprintable_character::UnprintableCharacter,
    &unsafe_link::UnsafeLink,
    &unused_waiver::UnusedWaiver,
    &weekday_mismatch::WeekdayMismatch,
    &wording::Wording,
];
