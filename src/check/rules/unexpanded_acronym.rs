use crate::check::excerpt::quoted;
use crate::check::sections::{CONTACTS, INQUIRIES};
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::notice::Notice;
use crate::model::passage::{Passage, PassageKind};
use crate::model::word::{Word, hash};

/// See the page.
pub struct UnexpandedAcronym;

/// Letters of an acronym: two are abbreviations of every kind, and longer ones
/// mostly names.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=6;

/// The section that names other documents.
const SOURCES: &str = "sources";

/// Currencies as banks write them.
const CURRENCIES: &[&str] = &[
    "AUD", "BGN", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HUF", "INR", "ISK", "JPY", "KRW", "NOK",
    "PLN", "RON", "RSD", "RUB", "SEK", "TRY", "UAH", "USD",
];

impl Rule for UnexpandedAcronym {
    fn page(&self) -> &'static str {
        include_str!("unexpanded-acronym.md")
    }

    fn severity(&self) -> Severity {
        Severity::Info
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let mut seen: Vec<u64> = Vec::new();
        for passage in running(subject.notice) {
            let words = passage.flat.words();
            for (at, word) in words.iter().enumerate() {
                if !word.shape.is_capitals() || !word.shape.is_letters() || word.end - word.start < 3 {
                    continue;
                }
                let acronym = passage.flat.word(word);
                if seen.contains(&word.hash) || !is_acronym(subject, passage, words, at, acronym) {
                    continue;
                }
                seen.push(word.hash);
                if is_explained(subject.notice, word.hash, acronym) {
                    continue;
                }
                findings.push(
                    Diagnostic::new(
                        self.name(),
                        passage.flat.span(word.start, word.end),
                        format!("{} is never written out", quoted(acronym)),
                    )
                    .help("write the words at the first mention, with the letters in brackets behind them"),
                );
            }
        }
    }
}

/// The passages that are read as text.
fn running(notice: &Notice) -> impl Iterator<Item = &Passage> {
    notice.passages.iter().filter(|passage| {
        matches!(passage.kind, PassageKind::Headline | PassageKind::Paragraph | PassageKind::Caption)
            && !passage.in_block_quotation
            && !matches!(notice.section_key(passage), CONTACTS | INQUIRIES | SOURCES)
    })
}

/// Whether the capitals are an acronym that a reader may not know.
fn is_acronym(subject: &Subject<'_>, passage: &Passage, words: &[Word], at: usize, acronym: &str) -> bool {
    let Some(word) = words.get(at) else { return false };
    let text = &passage.flat.text;
    let (left, right) = (&text[..word.start], &text[word.end..]);
    let joins = |c: char| matches!(c, '-' | '‑' | '/' | '_' | '@' | '#' | '&' | '\'' | '’' | '(');
    let number = |c: char| c.is_ascii_digit();
    LETTERS.contains(&acronym.chars().count())
        && !subject.house.style.acronyms.iter().any(|known| known == acronym)
        && !CURRENCIES.contains(&acronym)
        && !is_roman(acronym)
        && subject.house.document_type(acronym).is_none()
        // `COM(2026)`, `IP/26/412`, `A-B`, `#HASH`, `a.SMED@example.org`
        && !right.starts_with(joins)
        && !left.ends_with(|c: char| joins(c) && c != '(')
        && !right.strip_prefix(['.', ' ']).is_some_and(|rest| right.starts_with('.') && rest.starts_with(char::is_alphanumeric))
        && !left.strip_suffix('.').is_some_and(|rest| rest.ends_with(char::is_alphanumeric))
        // `ISO 9001`, `A320 NEO`
        && !right.strip_prefix([' ', '\u{a0}']).is_some_and(|rest| rest.starts_with(number))
        && !left.strip_suffix([' ', '\u{a0}']).is_some_and(|rest| rest.ends_with(number))
        && !passage.is_quoted(word.start)
        && !is_name(subject, passage, words, at)
        && !in_capitals(passage, words, at)
        && !is_plain_word(subject.notice, word)
}

/// Whether the word before is a given name (`Anna BERG`), or the capitals
/// belong to somebody in the contacts or to the place of the dateline.
fn is_name(subject: &Subject<'_>, passage: &Passage, words: &[Word], at: usize) -> bool {
    let Some(word) = words.get(at) else { return true };
    let place = passage.flat.span(word.start, word.end);
    if subject.notice.dateline.as_ref().is_some_and(|dateline| dateline.span.contains(place)) {
        return true;
    }
    let people = subject.notice.contacts.iter().map(|contact| &contact.person.value.name);
    if people.flat_map(|name| name.split(|c: char| !c.is_alphanumeric())).any(|part| hash(part) == word.hash) {
        return true;
    }
    let Some(before) = at.checked_sub(1).and_then(|before| words.get(before)) else { return false };
    let gap = passage.flat.text.get(before.end..word.start);
    let starts = at < 2 || passage.flat.text[..before.start].trim_end().ends_with(['.', '!', '?', ':', '\n']);
    // At the beginning of a sentence an article has a capital, too.
    let starts = starts && passage.flat.word(before).chars().count() <= 2;
    gap == Some(" ") && before.shape.is_capitalised() && !starts && !subject.language.prose.common_words.has(before)
}

/// Whether the words beside it are in capitals as well: a line in capitals.
fn in_capitals(passage: &Passage, words: &[Word], at: usize) -> bool {
    let is_shouted = |word: &Word| word.shape.is_capitals() && word.shape.is_letters() && word.end - word.start > 2;
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| words.get(at));
    let close = |other: &Word| {
        let word = &words[at];
        let (from, to) = if other.start < word.start { (other.end, word.start) } else { (word.end, other.start) };
        passage.flat.text.get(from..to).is_some_and(|gap| gap.trim().is_empty())
    };
    beside.into_iter().any(|word| is_shouted(word) && close(word))
}

/// Whether the notice has the same word in small letters.
fn is_plain_word(notice: &Notice, word: &Word) -> bool {
    let all = notice.passages.iter().flat_map(|passage| passage.flat.words());
    all.into_iter().any(|other| other.hash == word.hash && !other.shape.is_capitals())
}

/// A number in Roman digits.
fn is_roman(word: &str) -> bool {
    word.bytes().all(|byte| b"IVXLCDM".contains(&byte))
}

/// Whether the letters stand in brackets behind words, or words in brackets
/// behind the letters, or words with these initials anywhere.
fn is_explained(notice: &Notice, acronym_hash: u64, acronym: &str) -> bool {
    let initials: Vec<char> = acronym.chars().flat_map(char::to_lowercase).collect();
    notice.passages.iter().any(|passage| {
        let text = &passage.flat.text;
        let words = passage.flat.words();
        let is_it = |word: &&Word| word.hash == acronym_hash && word.shape.is_capitals();
        let bracketed = words.iter().enumerate().filter(|(_, word)| is_it(word)).any(|(at, word)| {
            let (left, right) = (&text[..word.start], &text[word.end..]);
            let behind_words = left.trim_end_matches(['“', '"', '‘', '«', '„', '\'']).ends_with('(') && at > 0;
            let before_words = right.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')'));
            behind_words || before_words.is_some_and(|(inside, _)| inside.split_whitespace().count() >= 2)
        });
        bracketed || (0..words.len()).any(|at| has_initials(passage, &words[at..], &initials))
    })
}

/// Whether `words` begin with a row of words with these initials; small words
/// between them (`of`, `for the`) do not count.
fn has_initials(passage: &Passage, words: &[Word], initials: &[char]) -> bool {
    let mut rest = initials.iter();
    let mut wanted = rest.next();
    let mut skipped = 0;
    for word in words.iter().take(initials.len() * 2 + 2) {
        let Some(letter) = wanted else { return true };
        let written = passage.flat.word(word);
        let first = written.chars().flat_map(char::to_lowercase).next();
        if word.shape.is_capitals() && word.end - word.start > 2 {
            return false;
        }
        if first == Some(*letter) && (word.shape.is_capitalised() || skipped == 0 && written.chars().count() > 3) {
            wanted = rest.next();
            skipped = 0;
        } else if written.chars().count() <= 4 && !word.shape.is_capitalised() && wanted != initials.first() {
            skipped += 1;
            if skipped > 2 {
                return false;
            }
        } else {
            return false;
        }
    }
    wanted.is_none()
}
