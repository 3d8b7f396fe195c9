use crate::check::excerpt::quoted;
use crate::check::sections::{CONTACTS, INQUIRIES};
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::mail_address::fault;
use crate::span::Span;

/// See the page.
pub struct MalformedEmail;

impl Rule for MalformedEmail {
    fn page(&self) -> &'static str {
        include_str!("malformed-email.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let notice = subject.notice;
        let mut seen: Vec<Span> = Vec::new();
        for passage in &notice.passages {
            if !matches!(notice.section_key(passage), CONTACTS | INQUIRIES) || !passage.flat.text.contains('@') {
                continue;
            }
            for (start, end) in addresses(&passage.flat.text) {
                let span = passage.flat.span(start, end);
                if self.check_one(&passage.flat.text[start..end], span, findings) {
                    seen.push(span);
                }
            }
        }
        for link in &notice.links {
            let Some(written) = link.uri.trim().get(7..).filter(|_| is_mail(&link.uri)) else { continue };
            let written = written.split('?').next().unwrap_or(written);
            // A link whose own text is the address is one fault.
            if written.is_empty() || seen.iter().any(|span| link.span.contains(*span)) {
                continue;
            }
            let place = subject.place_of_target(link).unwrap_or(link.span);
            for address in written.split(',').filter(|address| !address.is_empty()) {
                let address = address.replace("%40", "@").replace("%20", " ");
                if self.check_one(&address, place, findings) {
                    break;
                }
            }
        }
    }
}

impl MalformedEmail {
    fn check_one(&self, address: &str, span: Span, findings: &mut Vec<Diagnostic>) -> bool {
        let Some(fault) = fault(address) else { return false };
        findings.push(
            Diagnostic::new(self.name(), span, format!("the mail address {} {fault}", quoted(address)))
                .help("write it as `name@office.example.org`, without spaces, accents or a full stop at its ends"),
        );
        true
    }
}

fn is_mail(uri: &str) -> bool {
    uri.trim().get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:"))
}

/// What was meant as a mail address: words with an `@` that do not begin with
/// it, as names on social networks do.
fn addresses(text: &str) -> Vec<(usize, usize)> {
    let is_border = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '<' | '>'
                    | '('
                    | ')'
                    | '['
                    | ']'
                    | ','
                    | ';'
                    | ':'
                    | '|'
                    | '"'
                    | '“'
                    | '”'
                    | '„'
                    | '«'
                    | '»'
                    | '‘'
                    | '’'
            )
    };
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, _) in text.match_indices('@') {
        if found.last().is_some_and(|(_, end)| at < *end) {
            continue;
        }
        let before = text[..at].char_indices().rev().find(|(_, c)| is_border(*c));
        let start = before.map_or(0, |(before, c)| before + c.len_utf8());
        let word = text[start..].split(is_border).next().unwrap_or("");
        let word = word.trim_end_matches(['.', '!', '?', '-', '–', '/', '*']);
        if !word.starts_with('@') && at < start + word.len() {
            found.push((start, start + word.len()));
        }
    }
    found
}
