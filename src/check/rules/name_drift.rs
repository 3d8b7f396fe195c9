use crate::check::excerpt::quoted;
use crate::check::names::{folded, is_same, spelt_out};
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::contact::{Contact, Person};
use crate::model::passage::Passage;
use crate::model::word::{Word, hash};
use crate::span::Span;

/// See the page.
pub struct NameDrift;

impl Rule for NameDrift {
    fn page(&self) -> &'static str {
        include_str!("name-drift.md")
    }

    fn severity(&self) -> Severity {
        Severity::Info
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for contact in &subject.notice.contacts {
            let person = &contact.person.value;
            let other = in_mail(subject, contact)
                .or_else(|| in_text(subject, contact))
                .or_else(|| in_contacts(subject, contact))
                .filter(|other| subject.is_person(person) && !is_known(subject, person, &other.given));
            let Some(other) = other else { continue };
            findings.push(
                Diagnostic::new(
                    self.name(),
                    contact.person.span,
                    format!("{} is called {} in another place", quoted(&person.name), quoted(&other.given)),
                )
                .help("write the given name in one way, if it is the same person")
                .label(other.span, "here"),
            );
        }
    }
}

/// Another given name with the same family name.
struct Other {
    given: String,
    span: Span,
}

/// `Katarzyna.Kolanko@…`, in a link anywhere; the addresses in the contact's
/// own entry are theirs, and so are those of people with that very name.
fn in_mail(subject: &Subject<'_>, contact: &Contact) -> Option<Other> {
    let links = subject.notice.links.iter().filter_map(|link| Some((link, link.uri.strip_prefix("mailto:")?)));
    for (link, address) in links {
        let Some((local, _)) = address.split_once('@') else { continue };
        let Some((given, family)) = local.split_once(['.', '_']) else { continue };
        if is_other(&contact.person.value, given, family)
            && !contact.span.contains(link.span)
            && !contact.emails.iter().any(|email| email.value.address.eq_ignore_ascii_case(address))
            && !has_own_mail(contact)
            && !is_another(subject, given, &contact.person.value)
        {
            return Some(Other { given: capitalised(given), span: link.span });
        }
    }
    None
}

/// `Katarzyna KOLANKO` in running text.
fn in_text(subject: &Subject<'_>, contact: &Contact) -> Option<Other> {
    let person = &contact.person.value;
    if !person.has_capitals() || person.family.contains([' ', '-']) {
        return None;
    }
    let family = hash(&person.family);
    let outside = |passage: &&Passage| !contact.span.contains(passage.flat.span(0, 0));
    for passage in subject.notice.passages.iter().filter(outside) {
        let flat = &passage.flat;
        let words = flat.words();
        let pairs = words.windows(2).filter(|pair| pair[1].hash == family && pair[1].shape.is_capitals());
        for pair in pairs {
            let [first, last]: [Word; 2] = [pair[0], pair[1]];
            let given = flat.word(&first);
            let is_name = first.shape.is_capitalised()
                && !first.shape.is_capitals()
                && flat.text.get(first.end..last.start).is_some_and(|gap| !gap.is_empty() && gap.trim().is_empty());
            if is_name && is_other(person, given, &person.family) && !is_another(subject, given, person) {
                return Some(Other { given: given.to_owned(), span: flat.span(first.start, last.end) });
            }
        }
    }
    None
}

/// A second entry with the same number.
fn in_contacts(subject: &Subject<'_>, contact: &Contact) -> Option<Other> {
    let person = &contact.person.value;
    let earlier = subject.notice.contacts.iter().take_while(|other| other.span != contact.span);
    let mut same = earlier.filter(|other| {
        let numbers = other.phones.iter().map(|phone| &phone.value.number);
        numbers.into_iter().any(|number| contact.phones.iter().any(|phone| phone.value.number == *number))
    });
    same.find_map(|other| {
        let (given, family) = (other.person.value.given(), &other.person.value.family);
        is_other(person, &given, family).then_some(Other { given, span: other.person.span })
    })
}

/// Whether `given family` is likely the same person under another given name:
/// one that begins like the person's own or is part of it, as short forms are.
fn is_other(person: &Person, given: &str, family: &str) -> bool {
    let own_family = folded(&person.family);
    if folded(family) != own_family && folded(&spelt_out(&person.family)) != folded(family) {
        return false;
    }
    let (own, other) = (folded(&person.given()), folded(given));
    let (own_length, other_length) = (own.chars().count(), other.chars().count());
    // Initials and one of two given names are the same name, written shorter.
    let is_part = own.split(' ').any(|word| other.split(' ').any(|part| part == word))
        || own.replace(' ', "") == other.replace(' ', "")
        || folded(&spelt_out(&person.given())) == other;
    let is_alike = own.chars().next() == other.chars().next() || own.contains(&other) || other.contains(&own);
    own_length > 2 && other_length > 2 && !is_part && is_alike
}

/// Whether the contact's own entry has an address with the contact's name, so
/// that others are other people's.
fn has_own_mail(contact: &Contact) -> bool {
    let own = folded(&contact.person.value.given());
    contact.emails.iter().any(|email| folded(&email.value.address.replace('@', " ")).contains(&own))
}

/// Whether another contact has this given name and the same family name.
fn is_another(subject: &Subject<'_>, given: &str, person: &Person) -> bool {
    let name = format!("{given} {}", person.family);
    subject.notice.contacts.iter().any(|contact| is_same(&contact.person.value.name, &name))
}

/// Whether the register of contacts has both names for one person.
fn is_known(subject: &Subject<'_>, person: &Person, given: &str) -> bool {
    let other = format!("{given} {}", person.family);
    subject.surroundings.registers().contacts().iter().any(|entry| {
        let has = |name: &str| entry.names().any(|listed| is_same(listed, name));
        has(&person.name) && has(&other)
    })
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
