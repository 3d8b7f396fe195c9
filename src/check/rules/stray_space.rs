use crate::check::excerpt::quoted;
use crate::check::prose::{chunk, is_for_machines, safety_at, word_after, word_before};
use crate::check::tongue::other_language;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::model::flat::Flat;
use crate::model::passage::Passage;
use crate::model::word::hash;
use crate::span::Span;

/// See the page.
pub struct StraySpace;

/// So many doubled spaces are a habit, and one finding.
const HABIT: usize = 4;

/// What stands behind the point in names of companies, sites and files.
const NAME_ENDINGS: &[&str] = &[
    "ai", "app", "biz", "com", "doc", "docx", "edu", "eu", "fm", "gov", "html", "info", "int", "io", "js", "me", "net",
    "online", "org", "pdf", "php", "tv", "works", "xlsx",
];

impl Rule for StraySpace {
    fn page(&self) -> &'static str {
        include_str!("stray-space.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let mut doubled: Vec<Fault<'_>> = Vec::new();
        for passage in &subject.notice.passages {
            let bytes = passage.flat.text.as_bytes();
            for (at, byte) in bytes.iter().enumerate() {
                let fault = match byte {
                    b' ' if is_space_at(bytes, at + 1) || is_space_before(bytes, at) => {
                        doubled_at(subject, passage, at)
                    }
                    b',' | b'.' | b';' | b':' | b'!' | b'?' | b')' if is_space_before(bytes, at) => {
                        space_before(subject, passage, at)
                    }
                    b',' | b'.' | b';' if bytes.get(at + 1).is_some_and(|next| is_letter_byte(*next)) => {
                        space_lacking(subject, passage, at)
                    }
                    b'(' if bytes.get(at + 1) == Some(&b' ') => space_behind_bracket(passage, at),
                    _ => None,
                };
                match fault {
                    Some(fault) if fault.kind == Kind::Doubled => doubled.push(fault),
                    Some(fault) => findings.push(fault.finding(self.name())),
                    None => {}
                }
            }
        }
        let is_easy = |fault: &Fault<'_>| fault.edit().is_some() && fault.safety() == Safety::Safe;
        let (easy, hard): (Vec<_>, Vec<_>) = doubled.into_iter().partition(is_easy);
        findings.extend(hard.iter().map(|fault| fault.finding(self.name())));
        match easy.first() {
            Some(first) if easy.len() >= HABIT => {
                let message = format!("{} spaces are doubled, the first one behind {}", easy.len(), first.words());
                findings.push(Diagnostic::new(self.name(), first.span(), message).help("write single spaces").fix(
                    "write single spaces",
                    Safety::Safe,
                    easy.iter().filter_map(Fault::edit).collect(),
                ));
            }
            _ => findings.extend(easy.iter().map(|fault| fault.finding(self.name()))),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Doubled,
    Before,
    Lacking,
    Behind,
}

/// A space too many or too few.
struct Fault<'p> {
    kind: Kind,
    passage: &'p Passage,
    /// What is replaced.
    start: usize,
    end: usize,
    /// What should stand there.
    replacement: String,
}

impl Fault<'_> {
    fn flat(&self) -> &Flat {
        &self.passage.flat
    }

    fn span(&self) -> Span {
        self.flat().span(self.start, self.end)
    }

    fn safety(&self) -> Safety {
        safety_at(self.passage, self.start)
    }

    fn edit(&self) -> Option<Edit> {
        let span = self.flat().exact(self.start, self.end)?;
        Some(Edit { span, replacement: self.replacement.clone() })
    }

    /// The word before the fault, for a message.
    fn words(&self) -> String {
        let before = self.flat().text[..self.start].trim_end();
        quoted(if before.is_empty() { "" } else { chunk(before, last_place(before)) })
    }

    fn finding(&self, rule: &'static str) -> Diagnostic {
        let text = &self.flat().text;
        let before = text[..self.start].trim_end();
        let first = if before.is_empty() { "" } else { chunk(before, last_place(before)) };
        let after = text[self.end..].trim_start();
        let last = after.split(char::is_whitespace).next().unwrap_or("");
        let right = format!("{first}{}{last}", self.replacement);
        let sign = quoted(text[self.start..self.end].trim());
        let (message, help) = match self.kind {
            Kind::Doubled => {
                (format!("there is more than one space between {} and {}", quoted(first), quoted(last)), None)
            }
            Kind::Before => (format!("{sign} has a space before it"), Some(first)),
            Kind::Lacking => (format!("{sign} has no space behind it"), Some(first)),
            Kind::Behind => (format!("{sign} has a space behind it"), Some(first)),
        };
        // Only as much as is needed to see it: a sentence may go on after a sign.
        let help = match (help, self.kind) {
            (None, _) => "write a single space".to_owned(),
            (Some(_), Kind::Before) => format!("write {}", quoted(format!("{first}{}", self.replacement.trim_end()))),
            _ => format!("write {}", quoted(right)),
        };
        let finding = Diagnostic::new(rule, self.span(), message).help(help);
        let title = match self.kind {
            Kind::Doubled => "write a single space",
            Kind::Before | Kind::Behind => "remove the space",
            Kind::Lacking => "add the space",
        };
        match self.edit() {
            Some(edit) => finding.fix(title, self.safety(), vec![edit]),
            None => finding,
        }
    }
}

/// The last byte of a text at which a character begins.
fn last_place(text: &str) -> usize {
    text.char_indices().next_back().map_or(0, |(at, _)| at)
}

/// Whether a space, hard or not, ends directly before the byte `at`.
fn is_space_before(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(..at).unwrap_or_default();
    before.ends_with(b" ") || before.ends_with("\u{a0}".as_bytes()) || before.ends_with("\u{202f}".as_bytes())
}

/// Whether a space, hard or not, begins at the byte `at`.
fn is_space_at(bytes: &[u8], at: usize) -> bool {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.starts_with(b" ") || rest.starts_with("\u{a0}".as_bytes()) || rest.starts_with("\u{202f}".as_bytes())
}

fn is_letter_byte(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte >= 0x80
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}' | '\u{202f}')
}

/// Several spaces, one of them an ordinary one; two hard ones are meant.
fn doubled_at<'p>(subject: &Subject<'_>, passage: &'p Passage, at: usize) -> Option<Fault<'p>> {
    let text = &passage.flat.text;
    let start = text[..at].trim_end_matches(is_space).len();
    let end = text.len() - text[at..].trim_start_matches(is_space).len();
    // Told once, at its first ordinary space.
    if text[start..at].contains(' ') || text[start..end].chars().count() < 2 {
        return None;
    }
    let (before, after) = (text[..start].chars().next_back()?, text[end..].chars().next()?);
    // The space before a comma is a fault of its own.
    let keeps_to_word = matches!(after, ',' | '.' | ';' | ':' | '!' | '?' | ')');
    let spaced = subject.language.prose.spaced_marks.contains(after);
    if before.is_whitespace() || after.is_whitespace() || keeps_to_word && !spaced {
        return None;
    }
    if is_for_machines(&passage.flat, at) {
        return None;
    }
    let hard = text[start..end].chars().find(|space| *space != ' ');
    Some(Fault { kind: Kind::Doubled, passage, start, end, replacement: hard.unwrap_or(' ').to_string() })
}

/// A space before a sign that keeps to its word.
fn space_before<'p>(subject: &Subject<'_>, passage: &'p Passage, at: usize) -> Option<Fault<'p>> {
    let text = &passage.flat.text;
    let sign = text[at..].chars().next()?;
    let start = text[..at].trim_end_matches(is_space).len();
    let before = text[..start].chars().next_back()?;
    let after = text[at + 1..].chars().next();
    let follows_word =
        before.is_alphanumeric() || matches!(before, ')' | ']' | '”' | '"' | '’' | '\'' | '»' | '%' | '€');
    let ends = after.is_none_or(|after| after.is_whitespace() || matches!(after, '”' | '"' | '“' | '’' | '»'));
    let fits = match sign {
        // Not `.NET`, `.5`, `...`.
        '.' => ends || after == Some(')'),
        ',' => ends || after.is_some_and(char::is_alphabetic),
        ')' => text[..start].contains('('),
        // Not `:-)`, nor the score of a match: `3 : 2`.
        ':' => {
            ends && !(before.is_ascii_digit() && text[at + 1..].trim_start().starts_with(|c: char| c.is_ascii_digit()))
        }
        ';' => ends,
        _ => ends || matches!(after, Some('!' | '?' | ')')),
    };
    // A full stop behind an address ends the sentence all the same.
    let is_sentence = matches!(sign, '.' | ',') && ends;
    let is_machine = || is_for_machines(&passage.flat, start.saturating_sub(before.len_utf8()));
    if !follows_word || !fits || !is_sentence && is_machine() {
        return None;
    }
    if subject.language.prose.spaced_marks.contains(sign) {
        return None;
    }
    // A paragraph may be in a language that writes so.
    if matches!(sign, ':' | ';' | '!' | '?')
        && other_language(subject, text).is_some_and(|other| other.prose.spaced_marks.contains(sign))
    {
        return None;
    }
    let mut replacement = sign.to_string();
    if sign == ',' && !ends {
        replacement.push(' ');
    }
    Some(Fault { kind: Kind::Before, passage, start, end: at + 1, replacement })
}

/// No space behind a comma, a semicolon or the full stop of a sentence.
fn space_lacking<'p>(subject: &Subject<'_>, passage: &'p Passage, at: usize) -> Option<Fault<'p>> {
    let text = &passage.flat.text;
    let (before, after) = (word_before(text, at), word_after(text, at + 1));
    let is_word = |word: &str| !word.is_empty() && word.chars().all(char::is_alphabetic);
    if !is_word(before) || !is_word(after) || before.chars().nth(1).is_none() || is_for_machines(&passage.flat, at) {
        return None;
    }
    if text.as_bytes()[at] == b'.' && !is_sentence_end(subject, text, before, after, at) {
        return None;
    }
    let replacement = format!("{} ", &text[at..=at]);
    Some(Fault { kind: Kind::Lacking, passage, start: at, end: at + 1, replacement })
}

/// Whether a full stop between two words ends a sentence and is no part of a
/// name: `rods.The`, but not `SocNet.Works`, `e.g.The`, `www.example.org`.
fn is_sentence_end(subject: &Subject<'_>, text: &str, before: &str, after: &str, at: usize) -> bool {
    let mut letters = after.chars();
    let capitalised = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
    let is_joined = |c: Option<char>| matches!(c, Some('.' | '/' | '-' | '#' | '’' | '\''));
    let previous = text[..at - before.len()].chars().next_back();
    let next = text[at + 1 + after.len()..].chars();
    let goes_on =
        matches!(next.clone().next(), Some('.' | '/')) && next.clone().nth(1).is_some_and(char::is_alphanumeric);
    if !capitalised || is_joined(previous) || goes_on {
        return false;
    }
    let prose = &subject.language.prose;
    let name = NAME_ENDINGS.contains(&after.to_lowercase().as_str()) || prose.abbreviations.has_hash(hash(before));
    let small = before.chars().all(char::is_lowercase);
    let known = prose.common_words.has_hash(hash(after));
    !name && (known || small && after.chars().nth(2).is_some())
}

/// A space behind an opening bracket; numbers of telephones are another rule's.
fn space_behind_bracket(passage: &Passage, at: usize) -> Option<Fault<'_>> {
    let text = &passage.flat.text;
    let end = text.len() - text[at + 1..].trim_start_matches(is_space).len();
    let follows_word = text[..at].ends_with(|c: char| c.is_whitespace() || c.is_alphanumeric()) || at == 0;
    let is_word = text[end..].starts_with(char::is_alphabetic);
    (follows_word && is_word && !is_for_machines(&passage.flat, at)).then(|| Fault {
        kind: Kind::Behind,
        passage,
        start: at,
        end,
        replacement: "(".to_owned(),
    })
}
