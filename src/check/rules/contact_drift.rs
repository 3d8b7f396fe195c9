use crate::check::contact_mentions::{Answer, mentions};
use crate::check::excerpt::quoted;
use crate::check::names::{folded, sorted};
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::contact::{Contact, Phone};
use crate::span::{Span, Spanned};

/// See the page.
pub struct ContactDrift;

impl Rule for ContactDrift {
    fn page(&self) -> &'static str {
        include_str!("contact-drift.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let contacts = &subject.notice.contacts;
        let names: Vec<String> = contacts.iter().map(|contact| sorted(&contact.person.value.name)).collect();
        for (at, contact) in contacts.iter().enumerate() {
            for (earlier, name) in contacts[..at].iter().zip(&names) {
                if *name == names[at] {
                    self.compare(subject, earlier, contact, findings);
                } else {
                    self.compare_owners(subject, earlier, contact, findings);
                }
            }
        }
        self.check_text(subject, findings);
    }
}

impl ContactDrift {
    /// Two entries of one person: numbers of one kind, or addresses, that have
    /// nothing in common.
    fn compare(&self, subject: &Subject<'_>, earlier: &Contact, later: &Contact, findings: &mut Vec<Diagnostic>) {
        for mobile in [false, true] {
            let (before, after) = (numbers(subject, earlier, mobile), numbers(subject, later, mobile));
            if let (Some(first), Some(second)) = (before.first(), after.first())
                && !after.iter().any(|phone| before.iter().any(|other| other.value.number == phone.value.number))
            {
                let (written, other) = (&second.value.written, &first.value.written);
                findings.push(self.finding(later, "telephone number", (written, second.span), (other, first.span)));
            }
        }
        if let (Some(first), Some(second)) = (earlier.emails.first(), later.emails.first()) {
            let has = |email: &str| earlier.emails.iter().any(|other| other.value.address.eq_ignore_ascii_case(email));
            if !later.emails.iter().any(|email| has(&email.value.address)) {
                let (written, other) = (&second.value.address, &first.value.address);
                findings.push(self.finding(later, "mail address", (written, second.span), (other, first.span)));
            }
        }
    }

    /// A number of two people. Lines of a desk, which end with zeros, and those
    /// of relatives or of one person with two names are left to other rules.
    fn compare_owners(
        &self,
        subject: &Subject<'_>,
        earlier: &Contact,
        later: &Contact,
        findings: &mut Vec<Diagnostic>,
    ) {
        let (one, other) = (&earlier.person.value, &later.person.value);
        let are_people =
            || subject.is_person(one) && subject.is_person(other) && folded(&one.family) != folded(&other.family);
        let is_shared = |phone: &&Spanned<Phone>| {
            !phone.value.number.ends_with("00")
                && earlier.phones.iter().any(|other| other.value.number == phone.value.number)
        };
        if let Some(phone) = later.phones.iter().find(is_shared).filter(|_| are_people()) {
            let (one, other) = (quoted(&one.name), quoted(&other.name));
            findings.push(
                Diagnostic::new(
                    self.name(),
                    phone.span,
                    format!("the number {} is given for {one} and for {other}", quoted(&phone.value.written)),
                )
                .help("correct one of them; a line that both answer is better given once, for the office")
                .label(earlier.span, "here it is another person's"),
            );
        }
    }

    /// Numbers and addresses beside a contact's name in running text.
    fn check_text(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for mention in mentions(subject) {
            let contact = mention.contact;
            match &mention.answer {
                Answer::Phone { number, mobile } => {
                    let known = numbers(subject, contact, *mobile);
                    if let Some(first) = known.first()
                        && !contact.phones.iter().any(|phone| phone.value.number == *number)
                    {
                        let other = (first.value.written.as_str(), first.span);
                        findings.push(self.finding(
                            contact,
                            "telephone number",
                            (mention.written, mention.span),
                            other,
                        ));
                    }
                }
                Answer::Email => {
                    if let Some(first) = contact.emails.first()
                        && !contact.emails.iter().any(|email| email.value.address.eq_ignore_ascii_case(mention.written))
                    {
                        let other = (first.value.address.as_str(), first.span);
                        findings.push(self.finding(contact, "mail address", (mention.written, mention.span), other));
                    }
                }
            }
        }
    }

    fn finding(&self, contact: &Contact, kind: &str, here: (&str, Span), there: (&str, Span)) -> Diagnostic {
        let name = quoted(&contact.person.value.name);
        let message = format!("{name} has the {kind} {} here and {} in another place", quoted(here.0), quoted(there.0));
        Diagnostic::new(self.name(), here.1, message)
            .help("keep the one that is right, in both places")
            .label(there.1, "the other one")
    }
}

/// The numbers of a contact that are for a mobile telephone, or those that are
/// not said to be.
fn numbers<'c>(subject: &Subject<'_>, contact: &'c Contact, mobile: bool) -> Vec<&'c Spanned<Phone>> {
    let is_mobile = |phone: &&Spanned<Phone>| {
        let label = phone.value.label.as_deref().unwrap_or("").to_lowercase();
        subject.language.contact.mobile.iter().any(|word| word.to_lowercase() == label)
    };
    contact.phones.iter().filter(|phone| is_mobile(phone) == mobile).collect()
}
