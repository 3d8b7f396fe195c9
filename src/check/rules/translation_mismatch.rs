use std::collections::BTreeMap;

use crate::catalog::House;
use crate::check::excerpt::{list, quoted};
use crate::check::links::may_name_a_notice;
use crate::check::sections::OTHER;
use crate::check::{Rule, Subject, Version};
use crate::diagnostic::{Diagnostic, Severity};
use crate::mention::numbers;
use crate::model::language::Language;
use crate::model::notice::Notice;
use crate::model::number::NumberKind;
use crate::model::section::Section;
use crate::span::{SourceFile, Span};

/// See the page.
pub struct TranslationMismatch;

impl Rule for TranslationMismatch {
    fn page(&self) -> &'static str {
        include_str!("translation-mismatch.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        if subject.folder_language.is_none() {
            return;
        }
        let Some(original) = subject.surroundings.original() else { return };
        self.sections(subject, original, findings);
        let (language, house) = (subject.language, subject.house);
        let here =
            |kind: Kind| values(kind, subject.source, subject.notice, language, &|uri| read_reference(house, uri));
        let there = |kind: Kind| {
            values(kind, &original.source, &original.notice, &original.language, &|uri| read_reference(house, uri))
        };
        for kind in KINDS {
            self.compare(subject, original, kind, &here(kind), &there(kind), findings);
        }
    }
}

/// What is compared by its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Date,
    Number,
    Reference,
    Phone,
    Email,
    Link,
}

const KINDS: [Kind; 6] = [Kind::Date, Kind::Number, Kind::Reference, Kind::Phone, Kind::Email, Kind::Link];

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Date => "the date",
            Self::Number => "the number",
            Self::Reference => "the reference",
            Self::Phone => "the telephone number",
            Self::Email => "the mail address",
            Self::Link => "the link to",
        }
    }
}

/// Values with their first place and how they are written there.
type Values = BTreeMap<String, (Span, String)>;

/// What the notice says of one kind.
fn values(
    kind: Kind,
    source: &SourceFile,
    notice: &Notice,
    language: &Language,
    reference: &dyn Fn(&str) -> Option<String>,
) -> Values {
    let mut values = Values::new();
    let mut add = |value: String, span: Span, written: String| {
        values.entry(value).or_insert((span, written));
    };
    match kind {
        Kind::Date => {
            for mention in &notice.dates {
                add(mention.date.to_string(), mention.span, language.date(mention.date));
            }
        }
        Kind::Number => numbers_of(notice, language, &mut add),
        Kind::Reference => {
            let sources = notice.sources.iter().filter_map(|entry| Some((entry.reference.as_ref()?, entry.span)));
            sources.for_each(|(reference, span)| add(reference.to_string(), span, reference.to_string()));
            let linked = notice.links.iter().filter_map(|link| Some((reference(&link.uri)?, link.span)));
            linked.for_each(|(reference, span)| add(reference.clone(), span, reference));
        }
        Kind::Phone => {
            for phone in notice.contacts.iter().flat_map(|contact| &contact.phones) {
                add(phone.value.number.clone(), phone.span, source.slice(phone.span).to_owned());
            }
        }
        Kind::Email => {
            for email in notice.contacts.iter().flat_map(|contact| &contact.emails) {
                add(email.value.address.to_lowercase(), email.span, email.value.address.clone());
            }
        }
        Kind::Link => {
            for link in notice.links.iter().filter(|link| reference(&link.uri).is_none()) {
                if let Some(target) = without_language(&link.uri, &language.code) {
                    add(target, link.span, link.uri.clone());
                }
            }
        }
    }
    values
}

/// The numbers of a notice that every version must have. Whole numbers up to
/// twelve are left out: one language writes them in words, another does not.
fn numbers_of(notice: &Notice, language: &Language, add: &mut impl FnMut(String, Span, String)) {
    for (at, passage) in notice.passages.iter().enumerate() {
        // `22.00` is an hour in one language and a number in another.
        let hours = || notice.times.iter().filter(|time| time.passage == at);
        for number in passage.flat.numbers_read_by(|flat| numbers(flat, language)) {
            let is_compared = match number.kind {
                NumberKind::Quantity => {
                    let is_small = number.value.whole().is_some_and(|whole| whole <= 12);
                    !is_small || number.unit.is_some() || number.scale.is_some()
                }
                NumberKind::Year | NumberKind::Label => true,
                NumberKind::Ordinal | NumberKind::Date | NumberKind::Time | NumberKind::Phone | NumberKind::Code => {
                    false
                }
            };
            let span = passage.flat.span(number.place.start, number.place.end);
            // The full stop behind a year may be taken for that of an ordinal.
            let is_in_date = || notice.dates.iter().any(|date| date.span.range().contains(&span.start));
            let is_hour = || hours().any(|hour| number.place.start < hour.end && hour.start < number.place.end);
            if is_compared && !is_in_date() && !is_hour() {
                let written = passage.flat.text.get(number.place.clone()).unwrap_or("").to_owned();
                add(number.value.to_string(), span, written);
            }
        }
    }
}

/// A web address as it is compared: the versions of a page in two languages
/// differ in the code of the language only.
fn without_language(uri: &str, code: &str) -> Option<String> {
    let rest = uri.strip_prefix("https://").or_else(|| uri.strip_prefix("http://"))?;
    let is_code = |part: &str| part.eq_ignore_ascii_case(code);
    let parts = rest.split_inclusive(['/', '_', '-', '.', '=', '&', '?', '#']);
    let kept = parts.filter(|part| !is_code(part.trim_end_matches(['/', '_', '-', '.', '=', '&', '?', '#'])));
    Some(kept.collect::<String>().trim_end_matches(['/', '_', '-', '.']).to_lowercase())
}

impl TranslationMismatch {
    fn compare(
        &self,
        subject: &Subject<'_>,
        original: &Version,
        kind: Kind,
        here: &Values,
        there: &Values,
        findings: &mut Vec<Diagnostic>,
    ) {
        let added: Vec<_> = here.iter().filter(|(value, _)| !there.contains_key(*value)).collect();
        let missing: Vec<_> = there.iter().filter(|(value, _)| !here.contains_key(*value)).collect();
        let what = kind.name();
        let file = quoted(original.file_name());
        if let ([(_, (span, written))], [(_, (there, right))]) = (added.as_slice(), missing.as_slice()) {
            let place = subject.place_in(original, *there);
            findings.push(
                Diagnostic::new(
                    self.name(),
                    *span,
                    format!("{what} {} is {} in the original", quoted(written), quoted(right)),
                )
                .help(format!("correct the one that is wrong: see {place}")),
            );
            return;
        }
        for (_, (span, written)) in added {
            findings.push(
                Diagnostic::new(
                    self.name(),
                    *span,
                    format!("{what} {} is not in the original {file}", quoted(written)),
                )
                .help("correct or remove it, or add it to the original"),
            );
        }
        for (_, (span, written)) in missing {
            let place = subject.place_in(original, *span);
            findings.push(
                Diagnostic::new(
                    self.name(),
                    subject.head(),
                    format!("{what} {} of the original is missing here", quoted(written)),
                )
                .help(format!("it stands in {place}")),
            );
        }
    }

    fn sections(&self, subject: &Subject<'_>, original: &Version, findings: &mut Vec<Diagnostic>) {
        let is_known = |section: &&Section| section.key != OTHER && section.label.is_some();
        let label = |section: &Section| section.label.as_ref().map_or(section.span, |label| label.span);
        let has = |notice: &Notice, key: &str| notice.sections.iter().any(|section| section.key == key);
        for section in subject.notice.sections.iter().filter(is_known) {
            if !has(&original.notice, &section.key) {
                let name = quoted(subject.section_name(&section.key));
                findings.push(
                    Diagnostic::new(self.name(), label(section), format!("the original has no section {name}"))
                        .help(format!("add it to {}, or remove it here", quoted(original.file_name()))),
                );
            }
        }
        let missing = original.notice.sections.iter().filter(is_known);
        let missing: Vec<&Section> = missing.filter(|section| !has(subject.notice, &section.key)).collect();
        if !missing.is_empty() {
            let names = list(missing.iter().map(|section| subject.section_name(&section.key)));
            let places: Vec<String> =
                missing.iter().map(|section| subject.place_in(original, label(section))).collect();
            findings.push(
                Diagnostic::new(self.name(), subject.head(), format!("{names} of the original is missing here"))
                    .help(format!("it stands in {}", places.join(", "))),
            );
        }
    }
}

/// The reference that an address names.
fn read_reference(house: &House, uri: &str) -> Option<String> {
    may_name_a_notice(uri).then(|| house.grammar.read(uri))?.map(|reference| reference.to_string())
}
