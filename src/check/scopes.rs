//! The parts of a notice that have sections of their own: the notice, and each
//! of its items. What is asked of sections is asked of each.

use super::Subject;
use super::sections::{CONTACTS, LEAD, has_content};
use crate::model::contact::Contact;
use crate::model::document_type::SectionSpec;
use crate::model::section::{ITEM, Section};

/// The notice without its items, or one item.
pub struct Scope<'s> {
    /// The item.
    pub item: Option<&'s Section>,
    /// Its sections, in the order of the file; without the item itself.
    pub sections: Vec<&'s Section>,
    /// What the type says of them, in order.
    pub specs: Vec<&'s SectionSpec>,
}

impl Subject<'_> {
    /// The notice, and each of its items.
    pub(super) fn scopes(&self) -> Vec<Scope<'_>> {
        let notice = self.notice;
        let of_type = self.document_type.map_or(&[][..], |document_type| &document_type.sections);
        let items = self.document_type.and_then(|document_type| document_type.items.as_ref());
        let has_items = notice.items().next().is_some();
        let of_notice =
            |spec: &&SectionSpec| !has_items || items.is_none_or(|items| items.section(&spec.key).is_none());
        let mut scopes = vec![Scope {
            item: None,
            sections: notice.sections.iter().filter(|section| section.item.is_none()).collect(),
            specs: of_type.iter().filter(of_notice).collect(),
        }];
        scopes.extend(notice.items().map(|(at, item)| Scope {
            item: Some(item),
            sections:
                notice.sections.iter().filter(|section| section.item == Some(at) && section.key != ITEM).collect(),
            specs: items.map_or(&[][..], |items| &items.sections).iter().collect(),
        }));
        scopes
    }
}

impl<'s> Scope<'s> {
    /// The first section with `key`.
    pub fn section(&self, key: &str) -> Option<&'s Section> {
        self.sections.iter().find(|section| section.key == key).copied()
    }

    /// The last section with `key` that says something.
    pub fn filled_section(&self, key: &str) -> Option<&'s Section> {
        self.sections.iter().rfind(|section| section.key == key && has_content(section)).copied()
    }

    /// Where the section stands in the type's order, from 0, and what it says.
    pub fn spec(&self, key: &str) -> Option<(usize, &'s SectionSpec)> {
        self.specs.iter().position(|spec| spec.key == key).map(|at| (at, self.specs[at]))
    }

    /// Whether the section `key` must be there.
    pub fn requires(&self, key: &str) -> bool {
        self.spec(key).is_some_and(|(_, spec)| spec.required)
    }

    /// Whether this is an item without labels inside: who answers for it stands
    /// in a line below its text, `(For more information: …)`.
    pub fn is_closed_by_a_line(&self) -> bool {
        self.item.is_some()
            && self.sections.is_empty()
            && self.specs.iter().all(|spec| matches!(&*spec.key, LEAD | CONTACTS))
    }

    /// Whether there is somebody here whom a reader can reach.
    pub fn has_contact(&self, subject: &Subject<'_>) -> bool {
        let is_here =
            |contact: &Contact| self.item.iter().chain(&self.sections).any(|part| part.span.contains(contact.span));
        let answered = |contact: &Contact| !contact.phones.is_empty() || !contact.emails.is_empty();
        subject.notice.contacts.iter().any(|contact| answered(contact) && is_here(contact))
    }
}
