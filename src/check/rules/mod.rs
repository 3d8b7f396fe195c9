//! The rules. A rule is a file here, its page beside it, and two lines below.

mod ambiguous_time;
mod change_order;
mod contact_capitals;
mod contact_drift;
mod currency_form;
mod date_form;
mod doubled_word;
mod duplicate_section;
mod embargo_mismatch;
mod embargo_past;
mod embargo_zone;
mod empty_link;
mod empty_section;
mod event_before_issue;
mod event_date_mismatch;
mod exclamation_mark;
mod expired_contact;
mod figure_drift;
mod heading_order;
mod headline_capitals;
mod headline_full_stop;
mod headline_length;
mod impossible_date;
mod invalid_phone;
mod language_mismatch;
mod link_text_mismatch;
mod lost_footnote;
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
mod missing_translation;
mod mixed_script;
mod name_drift;
mod not_utf8;
mod number_form;
mod old_address;
mod percent_form;
mod person_bold;
mod person_not_in_office;
mod phone_form;
mod phone_target;
mod phone_without_country;
mod placeholder_link;
mod quotation_marks;
mod range_form;
mod raw_html;
mod readability;
mod reference_mismatch;
mod reference_year;
mod reversed_range;
mod section_order;
mod stale_translation;
mod stray_space;
mod template_leftover;
mod time_form;
mod title_mismatch;
mod too_deep;
mod too_large;
mod translation_mismatch;
mod unexpanded_acronym;
mod unfilled_blank;
mod unknown_contact;
mod unknown_key;
mod unknown_language;
mod unknown_reference;
mod unknown_type;
mod unprintable_character;
mod unsafe_link;
mod unused_waiver;
mod vague_link;
mod weekday_mismatch;
mod wording;
mod wording_drift;

use super::Rule;

/// All rules, in the order of their names.
pub static RULES: &[&dyn Rule] = &[
    &ambiguous_time::AmbiguousTime,
    &change_order::ChangeOrder,
    &contact_capitals::ContactCapitals,
    &contact_drift::ContactDrift,
    &currency_form::CurrencyForm,
    &date_form::DateForm,
    &doubled_word::DoubledWord,
    &duplicate_section::DuplicateSection,
    &embargo_mismatch::EmbargoMismatch,
    &embargo_past::EmbargoPast,
    &embargo_zone::EmbargoZone,
    &empty_link::EmptyLink,
    &empty_section::EmptySection,
    &event_before_issue::EventBeforeIssue,
    &event_date_mismatch::EventDateMismatch,
    &exclamation_mark::ExclamationMark,
    &expired_contact::ExpiredContact,
    &figure_drift::FigureDrift,
    &heading_order::HeadingOrder,
    &headline_capitals::HeadlineCapitals,
    &headline_full_stop::HeadlineFullStop,
    &headline_length::HeadlineLength,
    &impossible_date::ImpossibleDate,
    &invalid_phone::InvalidPhone,
    &language_mismatch::LanguageMismatch,
    &link_text_mismatch::LinkTextMismatch,
    &lost_footnote::LostFootnote,
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
    &missing_translation::MissingTranslation,
    &mixed_script::MixedScript,
    &name_drift::NameDrift,
    &not_utf8::NotUtf8,
    &number_form::NumberForm,
    &old_address::OldAddress,
    &percent_form::PercentForm,
    &person_bold::PersonBold,
    &person_not_in_office::PersonNotInOffice,
    &phone_form::PhoneFormRule,
    &phone_target::PhoneTarget,
    &phone_without_country::PhoneWithoutCountry,
    &placeholder_link::PlaceholderLink,
    &quotation_marks::QuotationMarks,
    &range_form::RangeForm,
    &raw_html::RawHtml,
    &readability::Readability,
    &reference_mismatch::ReferenceMismatch,
    &reference_year::ReferenceYear,
    &reversed_range::ReversedRange,
    &section_order::SectionOrder,
    &stale_translation::StaleTranslation,
    &stray_space::StraySpace,
    &template_leftover::TemplateLeftover,
    &time_form::TimeForm,
    &title_mismatch::TitleMismatch,
    &too_deep::TooDeep,
    &too_large::TooLarge,
    &translation_mismatch::TranslationMismatch,
    &unexpanded_acronym::UnexpandedAcronym,
    &unfilled_blank::UnfilledBlank,
    &unknown_contact::UnknownContact,
    &unknown_key::UnknownKey,
    &unknown_language::UnknownLanguage,
    &unknown_reference::UnknownReference,
    &unknown_type::UnknownType,
    &unprintable_character::UnprintableCharacter,
    &unsafe_link::UnsafeLink,
    &unused_waiver::UnusedWaiver,
    &vague_link::VagueLink,
    &weekday_mismatch::WeekdayMismatch,
    &wording::Wording,
    &wording_drift::WordingDrift,
];
