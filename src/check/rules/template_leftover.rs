use crate::check::excerpt::quoted;
use crate::check::prose::is_for_machines;
use crate::check::sections::CONTACTS;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::flat::MarkKind;
use crate::model::passage::{Passage, PassageKind};
use crate::model::word::Word;
use std::ops::Range;

/// See the page.
pub struct TemplateLeftover;

/// The blank of `pressdoc new`, and how it looks typed by hand. Alone in a
/// paragraph it is another rule's.
const BLANKS: [&str; 2] = ["[…]", "[...]"];

/// The words of a blank in square brackets that are read.
const LONGEST_BLANK: usize = 60;

impl Rule for TemplateLeftover {
    fn page(&self) -> &'static str {
        include_str!("template-leftover.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let mut found: Vec<Range<usize>> = Vec::new();
        for passage in &subject.notice.passages {
            let reader = Reader { subject, passage, text: &passage.flat.text, words: passage.flat.words() };
            reader.words(&mut found);
            reader.signs(&mut found);
            if found.is_empty() {
                continue;
            }
            found.retain(|place| !is_for_machines(&passage.flat, place.start));
            found.sort_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
            let mut end = 0;
            for place in found.drain(..) {
                // `[TBC]` is one leftover, not two.
                if place.start < end {
                    continue;
                }
                end = place.end;
                let words = &passage.flat.text[place.clone()];
                findings.push(
                    Diagnostic::new(
                        self.name(),
                        passage.flat.span(place.start, place.end),
                        format!("{} is left over from a template", quoted(words)),
                    )
                    .help("write what belongs here, or take the place out"),
                );
            }
        }
    }
}

struct Reader<'r> {
    subject: &'r Subject<'r>,
    passage: &'r Passage,
    text: &'r str,
    words: &'r [Word],
}

impl Reader<'_> {
    fn words(&self, found: &mut Vec<Range<usize>>) {
        let prose = &self.subject.language.prose;
        let bytes = self.text.as_bytes();
        for (at, word) in self.words.iter().enumerate() {
            let length = word.end - word.start;
            // Every leftover is short; what has digits is none.
            if !(2..=8).contains(&length) || word.shape.has_digit() {
                continue;
            }
            let written = &bytes[word.start..word.end];
            let first = written[0];
            let same = || written.iter().all(|byte| *byte == first);
            let place = match first {
                b'x' | b'X' if same() => self.crosses(at),
                b'n' if length == 2 && same() => Some(word.start..word.end),
                b'l' | b'L' if length == 5 => self.latin(at),
                b'H' | b'h' if length == 2 && same() => self.time(at),
                _ if prose.leftovers.has(word) && !self.is_status(word) => Some(word.start..word.end),
                _ => None,
            };
            found.extend(place.or_else(|| if prose.date_blanks.has(word) { self.date(at) } else { None }));
        }
    }

    /// `XX`: sure where no number in Roman digits can stand, else beside what
    /// belongs to a number.
    fn crosses(&self, at: usize) -> Option<Range<usize>> {
        let word = self.words.get(at)?;
        let neighbour = |at: Option<usize>| at.and_then(|at| self.words.get(at));
        let (before, after) = (neighbour(at.checked_sub(1)), neighbour(Some(at + 1)));
        let prose = &self.subject.language.prose;
        let century = |word: Option<&Word>| word.is_some_and(|word| prose.centuries.has(word));
        if century(before) || century(after) {
            return None;
        }
        let place = Some(word.start..word.end);
        let length = word.end - word.start;
        let is_page =
            before.is_some_and(|before| matches!(self.passage.flat.word(before), "page" | "pages" | "p" | "pp"));
        if length > 3 || word.shape.has_small() {
            return place.filter(|_| !is_page);
        }
        let (left, right) = (&self.text[..word.start], &self.text[word.end..]);
        let is_money = |c: char| matches!(c, '€' | '$' | '£' | '%');
        let joins = |c: char| matches!(c, '/' | ':' | '.' | '-' | ',');
        let digit_right =
            || right.strip_prefix(joins).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == 'X'));
        let digit_left =
            || left.strip_suffix(joins).is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit() || c == 'X'));
        let in_brackets = || left.ends_with('[') && right.starts_with(']');
        let is_blank = |word: Option<&Word>| {
            word.is_some_and(|word| self.text[word.start..word.end].bytes().all(|byte| byte == b'X'))
        };
        let sure = left.trim_end().ends_with(is_money)
            || right.trim_start().starts_with(is_money)
            || digit_left()
            || digit_right()
            || in_brackets()
            || is_blank(before)
            || is_blank(after)
            || after.is_some_and(|after| prose.counted.has(after) || self.is_month(after))
            || before.is_some_and(|before| self.is_month(before));
        place.filter(|_| sure)
    }

    fn is_month(&self, word: &Word) -> bool {
        let written = self.passage.flat.word(word);
        let dates = &self.subject.language.dates;
        word.shape.is_letters() && dates.months.iter().chain(&dates.months_alone).any(|month| month == written)
    }

    /// `lorem ipsum`, with what follows up to the end of the sentence.
    fn latin(&self, at: usize) -> Option<Range<usize>> {
        let (first, second) = (self.words.get(at)?, self.words.get(at + 1)?);
        let is = |word: &Word, letters: &str| self.passage.flat.word(word).eq_ignore_ascii_case(letters);
        (is(first, "lorem") && is(second, "ipsum")).then_some(first.start..second.end)
    }

    /// `HH:MM`
    fn time(&self, at: usize) -> Option<Range<usize>> {
        let (hour, minute) = (self.words.get(at)?, self.words.get(at + 1)?);
        let is_minute = self.passage.flat.word(minute).eq_ignore_ascii_case("mm");
        (is_minute && self.text.get(hour.end..minute.start) == Some(":")).then_some(hour.start..minute.end)
    }

    /// `DD/MM/YYYY`: three parts of a date with one sign between them.
    fn date(&self, at: usize) -> Option<Range<usize>> {
        let [first, second, third] = self.words.get(at..at + 3)? else { return None };
        let set = &self.subject.language.prose.date_blanks;
        let gaps = [self.text.get(first.end..second.start)?, self.text.get(second.end..third.start)?];
        let joined = gaps.iter().all(|gap| matches!(*gap, "/" | "." | "-" | " " | ". " | " / "));
        let parts = [first, second, third];
        let all = parts.iter().all(|word| set.has(word)) && first.hash != second.hash && second.hash != third.hash;
        (joined && all).then_some(first.start..third.end)
    }

    /// `(tbc)` behind an event or a name says how sure it is.
    fn is_status(&self, word: &Word) -> bool {
        let (left, right) = (&self.text[..word.start], &self.text[word.end..]);
        let opened = left.rfind('(').is_some_and(|at| !left[at..].contains(')'));
        opened && right.contains(')') && self.passage.flat.word(word).to_lowercase().ends_with('c')
    }

    fn signs(&self, found: &mut Vec<Range<usize>>) {
        let is_sign = |(_, byte): &(usize, u8)| matches!(byte, b'[' | b'?' | b'<');
        for (at, byte) in self.text.bytes().enumerate().filter(is_sign) {
            let place = match byte {
                b'[' => self.bracket(at),
                b'?' if self.text[at..].starts_with("???") && !self.text[..at].ends_with('?') => {
                    let marks = self.text[at..].bytes().take_while(|byte| *byte == b'?').count();
                    Some(at..at + marks)
                }
                b'<' if self.text[at..].starts_with("<<") => self.angles(at),
                _ => None,
            };
            found.extend(place.filter(|place| byte == b'<' || !self.is_somebodys(place.start)));
        }
    }

    /// In a quotation, or in italics, brackets say that words were left out.
    fn is_somebodys(&self, at: usize) -> bool {
        let marks = &self.passage.flat.marks;
        let set = |mark: &MarkKind| matches!(mark, MarkKind::Emphasis);
        self.passage.is_quoted(at) || marks.iter().any(|mark| set(&mark.kind) && mark.start <= at && at < mark.end)
    }

    /// `[…]` in a sentence, `[name]`, `[insert quotation]`.
    fn bracket(&self, at: usize) -> Option<Range<usize>> {
        let end = at + self.text[at..].find(']').filter(|length| *length <= LONGEST_BLANK)? + 1;
        let whole = &self.text[at..end];
        if BLANKS.contains(&whole) {
            let alone = self.text.trim() == whole
                && matches!(
                    self.passage.kind,
                    PassageKind::Headline | PassageKind::Label | PassageKind::Paragraph | PassageKind::Heading
                );
            return (!alone && !self.is_without_contact()).then_some(at..end);
        }
        let first = self.words.iter().find(|word| word.start > at)?;
        let opens = self.text[at + 1..first.start].trim().is_empty() && first.end < end;
        (opens && self.subject.language.prose.blanks.has(first)).then_some(at..end)
    }

    /// Among contacts that nobody can reach the blank is another rule's.
    fn is_without_contact(&self) -> bool {
        let notice = self.subject.notice;
        notice.section_key(self.passage) == CONTACTS
            && notice.contacts.iter().all(|contact| contact.phones.is_empty() && contact.emails.is_empty())
    }

    /// `<<name and office>>`; what looks like a tag is another rule's.
    fn angles(&self, at: usize) -> Option<Range<usize>> {
        let end = at + self.text[at..].find(">>").filter(|length| *length <= LONGEST_BLANK)? + 2;
        let span = self.passage.flat.span(at, end);
        let is_tag = self.subject.notice.raw_html.iter().any(|tag| span.start <= tag.end && tag.start <= span.end);
        let inside = self.text[at + 2..end - 2].trim();
        (!is_tag && inside.starts_with(char::is_alphabetic)).then_some(at..end)
    }
}
