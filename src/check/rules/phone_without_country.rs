use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::model::contact::{Contact, Phone};
use crate::span::Spanned;

/// See the page.
pub struct PhoneWithoutCountry;

impl Rule for PhoneWithoutCountry {
    fn page(&self) -> &'static str {
        include_str!("phone-without-country.md")
    }

    fn severity(&self) -> Severity {
        Severity::Info
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let house = &subject.house.style.phone;
        for contact in &subject.notice.contacts {
            for phone in contact.phones.iter().filter(|phone| is_national(subject, contact, phone)) {
                let whole = format!("+{}{}", house.country, phone.value.number.trim_start_matches('0'));
                let right = house.format(&whole);
                let help = match &right {
                    Some(right) => format!("write {}, if it is a number of that country", quoted(right)),
                    None => "write it with `+` and the code of the country, such as `+44 20 7946 0142`".to_owned(),
                };
                let finding = Diagnostic::new(
                    self.name(),
                    phone.span,
                    format!("the number {} does not say its country", quoted(&phone.value.written)),
                )
                .help(help);
                let is_exact = subject.source.slice(phone.span) == phone.value.written;
                findings.push(match right.filter(|_| is_exact) {
                    Some(right) => finding.fix(
                        format!("write {}", quoted(&right)),
                        Safety::AskFirst,
                        vec![Edit { span: phone.span, replacement: right }],
                    ),
                    None => finding,
                });
            }
        }
    }
}

/// Whether digits are certainly a telephone number of somewhere: labelled, or
/// as numbers at home begin; not the number of a register or an account.
fn is_national(subject: &Subject<'_>, contact: &Contact, phone: &Spanned<Phone>) -> bool {
    let number = &phone.value.number;
    if number.starts_with('+') || number.starts_with("0800") {
        return false;
    }
    let before = subject.source.slice(contact.span);
    let before = before.get(..phone.span.start.saturating_sub(contact.span.start)).unwrap_or("");
    let word = before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let is_code =
        word.chars().count() > 1 && !word.chars().any(char::is_lowercase) && !contact.person.value.name.contains(word);
    phone.value.label.is_some() || (number.starts_with('0') && !is_code)
}
