//! The rules. A rule is a file here, its page beside it, and two lines below.

mod contact_capitals;
mod contact_drift;
mod duplicate_section;
mod empty_section;
mod expired_contact;
mod heading_order;
mod invalid_phone;
mod malformed_email;
mod malformed_front_matter;
mod malformed_reference;
mod missing_alternative_text;
mod missing_contact;
mod missing_headline;
mod missing_inquiries;
mod missing_picture;
mod missing_reference;
mod missing_section;
mod name_drift;
mod not_utf8;
mod person_bold;
mod person_not_in_office;
mod phone_form;
mod phone_target;
mod phone_without_country;
mod placeholder_link;
mod raw_html;
mod reference_mismatch;
mod section_order;
mod title_mismatch;
mod too_deep;
mod too_large;
mod unfilled_blank;
mod unknown_contact;
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
    &contact_capitals::ContactCapitals,
    &contact_drift::ContactDrift,
    &duplicate_section::DuplicateSection,
    &empty_section::EmptySection,
    &expired_contact::ExpiredContact,
    &heading_order::HeadingOrder,
    &invalid_phone::InvalidPhone,
    &malformed_email::MalformedEmail,
    &malformed_front_matter::MalformedFrontMatter,
    &malformed_reference::MalformedReference,
    &missing_alternative_text::MissingAlternativeText,
    &missing_contact::MissingContact,
    &missing_headline::MissingHeadline,
    &missing_inquiries::MissingInquiries,
    &missing_picture::MissingPicture,
    &missing_reference::MissingReference,
    &missing_section::MissingSection,
    &name_drift::NameDrift,
    &not_utf8::NotUtf8,
    &person_bold::PersonBold,
    &person_not_in_office::PersonNotInOffice,
    &phone_form::PhoneFormRule,
    &phone_target::PhoneTarget,
    &phone_without_country::PhoneWithoutCountry,
    &placeholder_link::PlaceholderLink,
    &raw_html::RawHtml,
    &reference_mismatch::ReferenceMismatch,
    &section_order::SectionOrder,
    &title_mismatch::TitleMismatch,
    &too_deep::TooDeep,
    &too_large::TooLarge,
    &unfilled_blank::UnfilledBlank,
    &unknown_contact::UnknownContact,
    &unknown_key::UnknownKey,
    &unknown_language::UnknownLanguage,
    &unknown_type::UnknownType,
    &unprintable_character::UnprintableCharacter,
    &unsafe_link::UnsafeLink,
    &unused_waiver::UnusedWaiver,
    &weekday_mismatch::WeekdayMismatch,
];
