//! Those who answer the press.

use super::inlines::{Line, Look as RunLook, Target};
use super::setter::{Paragraph, Setter};
use super::style_list::BETWEEN;
use crate::model::sheet::{SheetAddress, SheetContact};

impl Setter<'_> {
    /// Inside an item those who answer take a line each: a name and its numbers.
    pub fn contact_entry(&mut self, contact: &SheetContact) {
        let mut line = Line::default();
        match &contact.uri {
            Some(uri) => line.link(&contact.name, Target::Address(uri.clone())),
            None => line.text(&contact.name, RunLook::default()),
        }
        for address in contact.phones.iter().chain(&contact.emails) {
            line.tab();
            add_address(&mut line, address);
        }
        self.paragraph(Paragraph::styled("ContactEntry"), &line);
    }

    /// People who answer the press: each is a block that stays whole.
    pub fn contacts(&mut self, items: &[SheetContact]) {
        for contact in items {
            let lines = 1 + usize::from(contact.organisation.is_some()) + contact.phones.len() + contact.emails.len();
            let mut left = lines;
            let mut set = |setter: &mut Self, style: &'static str, line: &Line| {
                left -= 1;
                let after = (left == 0).then_some(BETWEEN);
                setter.paragraph(Paragraph { keep_next: Some(left > 0), after, ..Paragraph::styled(style) }, line);
            };
            let mut name = Line::default();
            match &contact.uri {
                Some(uri) => name.link(&contact.name, Target::Address(uri.clone())),
                None => name.text(&contact.name, RunLook::default()),
            }
            set(self, "ContactName", &name);
            if let Some(organisation) = &contact.organisation {
                let mut line = Line::default();
                line.text(organisation, RunLook::default());
                set(self, "ContactOrganisation", &line);
            }
            for address in contact.phones.iter().chain(&contact.emails) {
                let mut line = Line::default();
                add_address(&mut line, address);
                set(self, "ContactAddress", &line);
            }
        }
    }
}

fn add_address(line: &mut Line, address: &SheetAddress) {
    if let Some(label) = &address.label {
        line.text(label, RunLook::styled("ContactLabel"));
        line.text(" ", RunLook::default());
    }
    line.link(&address.text, Target::Address(address.uri.clone()));
}
