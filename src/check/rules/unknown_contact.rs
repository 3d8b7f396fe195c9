use crate::check::excerpt::{list, quoted};
use crate::check::names::is_same;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::mention::dialled;
use crate::model::contact::Contact;
use crate::model::register::ListedContact;
use crate::record::nearest;

/// See the page.
pub struct UnknownContact;

impl Rule for UnknownContact {
    fn page(&self) -> &'static str {
        include_str!("unknown-contact.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let listed = subject.surroundings.registers().contacts();
        if listed.is_empty() {
            return;
        }
        for contact in &subject.notice.contacts {
            let entries: Vec<&ListedContact> = subject.listed(contact).collect();
            if entries.is_empty() {
                let name = &contact.person.value.name;
                let names = listed.iter().flat_map(ListedContact::names);
                let help = match holder(contact, listed).or_else(|| nearest(name, names)) {
                    Some(near) => format!("did you mean {}? Otherwise add the contact to the register", quoted(near)),
                    None => "name a contact of the register, or add this one to it".to_owned(),
                };
                findings.push(
                    Diagnostic::new(
                        self.name(),
                        contact.person.span,
                        format!("the contact {} is not in the register of contacts", quoted(name)),
                    )
                    .help(help),
                );
                continue;
            }
            self.check_answers(contact, &entries, findings);
        }
    }
}

impl UnknownContact {
    /// Numbers and addresses that the register does not have for this contact,
    /// if it has any.
    fn check_answers(&self, contact: &Contact, entries: &[&ListedContact], findings: &mut Vec<Diagnostic>) {
        let name = quoted(&contact.person.value.name);
        let phones: Vec<&str> = entries.iter().flat_map(|entry| &entry.phones).map(String::as_str).collect();
        for phone in contact.phones.iter().filter(|phone| phone.value.number.starts_with('+')) {
            if !phones.is_empty() && !phones.iter().any(|listed| dialled(listed) == phone.value.number) {
                let message = format!(
                    "the register has another telephone number for {name} than {}",
                    quoted(&phone.value.written)
                );
                findings
                    .push(Diagnostic::new(self.name(), phone.span, message).help(format!("it has {}", list(&phones))));
            }
        }
        let emails: Vec<&str> = entries.iter().flat_map(|entry| &entry.emails).map(String::as_str).collect();
        for email in &contact.emails {
            let address = &email.value.address;
            if !emails.is_empty() && !emails.iter().any(|listed| listed.eq_ignore_ascii_case(address)) {
                let message = format!("the register has another mail address for {name} than {}", quoted(address));
                findings
                    .push(Diagnostic::new(self.name(), email.span, message).help(format!("it has {}", list(&emails))));
            }
        }
    }
}

/// The name in the register that has one of the contact's numbers.
fn holder<'r>(contact: &Contact, listed: &'r [ListedContact]) -> Option<&'r str> {
    let has = |entry: &&ListedContact| {
        let numbers: Vec<String> = entry.phones.iter().map(|phone| dialled(phone)).collect();
        contact.phones.iter().any(|phone| numbers.contains(&phone.value.number))
    };
    listed.iter().find(has).map(|entry| entry.name.as_str())
}

impl Subject<'_> {
    /// The entries of the register for a contact.
    pub(in crate::check) fn listed<'s>(&'s self, contact: &'s Contact) -> impl Iterator<Item = &'s ListedContact> {
        let name = contact.person.value.name.as_str();
        let entries = self.surroundings.registers().contacts().iter();
        entries.filter(move |entry| entry.names().any(|listed| is_same(listed, name)))
    }
}
