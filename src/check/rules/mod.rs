//! The rules. A rule is a file here, its page beside it, and two lines below.

mod currency_form;
mod duplicate_section;
mod empty_link;
mod empty_section;
mod figure_drift;
mod heading_order;
mod link_text_mismatch;
mod malformed_front_matter;
mod malformed_reference;
mod missing_alternative_text;
mod missing_contact;
mod missing_headline;
mod missing_inquiries;
mod missing_picture;
mod missing_reference;
mod missing_section;
mod not_utf8;
mod number_form;
mod old_address;
mod percent_form;
mod placeholder_link;
mod range_form;
mod raw_html;
mod reference_mismatch;
mod section_order;
mod too_deep;
mod too_large;
mod unfilled_blank;
mod unknown_key;
mod unknown_language;
mod unknown_reference;
mod unknown_type;
mod unprintable_character;
mod unsafe_link;
mod unused_waiver;
mod vague_link;
mod weekday_mismatch;
mod wording_drift;

use super::Rule;

/// All rules, in the order of their names.
pub static RULES: &[&dyn Rule] = &[
    &currency_form::CurrencyForm,
    &duplicate_section::DuplicateSection,
    &empty_link::EmptyLink,
    &empty_section::EmptySection,
    &figure_drift::FigureDrift,
    &heading_order::HeadingOrder,
    &link_text_mismatch::LinkTextMismatch,
    &malformed_front_matter::MalformedFrontMatter,
    &malformed_reference::MalformedReference,
    &missing_alternative_text::MissingAlternativeText,
    &missing_contact::MissingContact,
    &missing_headline::MissingHeadline,
    &missing_inquiries::MissingInquiries,
    &missing_picture::MissingPicture,
    &missing_reference::MissingReference,
    &missing_section::MissingSection,
    &not_utf8::NotUtf8,
    &number_form::NumberForm,
    &old_address::OldAddress,
    &percent_form::PercentForm,
    &placeholder_link::PlaceholderLink,
    &range_form::RangeForm,
    &raw_html::RawHtml,
    &reference_mismatch::ReferenceMismatch,
    &section_order::SectionOrder,
    &too_deep::TooDeep,
    &too_large::TooLarge,
    &unfilled_blank::UnfilledBlank,
    &unknown_key::UnknownKey,
    &unknown_language::UnknownLanguage,
    &unknown_reference::UnknownReference,
    &unknown_type::UnknownType,
    &unprintable_character::UnprintableCharacter,
    &unsafe_link::UnsafeLink,
    &unused_waiver::UnusedWaiver,
    &vague_link::VagueLink,
    &weekday_mismatch::WeekdayMismatch,
    &wording_drift::WordingDrift,
];
