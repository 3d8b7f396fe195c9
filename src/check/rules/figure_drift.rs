use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::number::{NumberKind, NumberMention};
use crate::model::passage::{Passage, PassageKind};
use crate::model::word::Word;

/// See the page.
pub struct FigureDrift;

impl Rule for FigureDrift {
    fn page(&self) -> &'static str {
        include_str!("figure-drift.md")
    }

    fn severity(&self) -> Severity {
        Severity::Info
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let is_asked = |passage: &Passage| {
            is_running(passage.kind) && !matches!(subject.notice.section_key(passage), "contacts" | "inquiries")
        };
        let passages = subject.notice.passages.iter().enumerate().filter(|(_, passage)| is_asked(passage));
        // Cheap first: in most notices no two numbers have the same words behind them.
        let mut behind: Vec<[u64; 2]> = Vec::new();
        passages.clone().for_each(|(_, passage)| glance(passage, &mut behind));
        behind.sort_unstable();
        if !behind.windows(2).any(|pair| pair[0] == pair[1]) {
            return;
        }
        let mut figures: Vec<Figure<'_>> = Vec::new();
        for (at, passage) in passages {
            read(subject, passage, at, &mut figures);
        }
        for at in 1..figures.len() {
            let later = &figures[at];
            if let Some(first) = figures[..at].iter().find(|first| first.contradicts(later)) {
                findings.push(finding(self.name(), first, later));
            }
        }
    }
}

/// More figures are not compared with one another.
const MOST_FIGURES: usize = 400;

/// A passage with no more characters may be one of several that are built
/// alike: an item of a list.
const LONGEST_ITEM: usize = 160;

/// A number, and the words that say what it counts.
struct Figure<'a> {
    passage: &'a Passage,
    /// The place of the passage in the notice.
    at: usize,
    /// First byte of its sentence.
    sentence: usize,
    mention: &'a NumberMention,
    /// The next word that says something, before the number.
    before: Option<u64>,
    /// The two words behind it.
    behind: [u64; 2],
    /// One more word behind these, if it says something.
    further: Option<u64>,
}

fn is_running(kind: PassageKind) -> bool {
    matches!(kind, PassageKind::Headline | PassageKind::Heading | PassageKind::Paragraph | PassageKind::Caption)
}

/// The words behind whatever has digits in `passage`, two and two.
fn glance(passage: &Passage, behind: &mut Vec<[u64; 2]>) {
    for three in passage.flat.words().windows(3) {
        let [digits, one, two] = three else { continue };
        if digits.shape.has_digit() && one.shape.is_letters() && two.shape.is_letters() {
            behind.push([one.hash, two.hash]);
        }
    }
}

/// The figures of `passage` that have two words behind them; none of a
/// sentence with a year or date, where figures may differ.
fn read<'a>(subject: &Subject<'_>, passage: &'a Passage, at: usize, figures: &mut Vec<Figure<'a>>) {
    let flat = &passage.flat;
    let words = flat.words();
    let numbers = subject.numbers(passage);
    for mention in numbers.iter().filter(|mention| mention.kind == NumberKind::Quantity && mention.range.is_none()) {
        if figures.len() == MOST_FIGURES {
            return;
        }
        let Some(behind) = words_behind(passage, mention) else { continue };
        let start = sentence_start(&flat.text, mention.place.start);
        let end = sentence_end(&flat.text, mention.place.end);
        // The day of a dateline says when all of it is told.
        let dateline =
            subject.notice.dateline.as_ref().filter(|dateline| dateline.run_in).map(|dateline| dateline.span);
        let is_dated = |other: &NumberMention| {
            matches!(other.kind, NumberKind::Year | NumberKind::Date)
                && (start..end).contains(&other.place.start)
                && !dateline.is_some_and(|line| line.contains(flat.span(other.place.start, other.place.end)))
        };
        if numbers.iter().any(is_dated) {
            continue;
        }
        let next = words.partition_point(|word| word.start < mention.place.end);
        let first = words.partition_point(|word| word.end <= mention.place.start);
        let says = |word: &&Word| is_content(passage, word);
        let before = words[..first].iter().rev().take(3).take_while(|word| word.start >= start).find(says);
        let further = words[next..].iter().skip(2).take(2).take_while(|word| word.end <= end).find(says);
        figures.push(Figure {
            passage,
            at,
            sentence: start,
            mention,
            before: before.map(|word| word.hash),
            behind,
            further: further.map(|word| word.hash),
        });
    }
}

/// The two words right behind the number, if both say something and nothing
/// but spaces divides them.
fn words_behind(passage: &Passage, mention: &NumberMention) -> Option<[u64; 2]> {
    let words = passage.flat.words();
    let next = words.partition_point(|word| word.start < mention.place.end);
    let (one, two) = (words.get(next)?, words.get(next + 1)?);
    let is_space = |start: usize, end: usize| {
        passage.flat.text.get(start..end).is_some_and(|gap| !gap.is_empty() && gap.chars().all(|c| c.is_whitespace()))
    };
    let joined = is_space(mention.place.end, one.start) && is_space(one.end, two.start);
    (joined && is_content(passage, one) && is_content(passage, two)).then_some([one.hash, two.hash])
}

/// Whether a word says something by itself: it has four letters or more.
fn is_content(passage: &Passage, word: &Word) -> bool {
    word.shape.is_letters() && passage.flat.word(word).chars().nth(3).is_some()
}

impl Figure<'_> {
    /// Whether `later` is the same figure with another value.
    fn contradicts(&self, later: &Self) -> bool {
        let unit = |figure: &Self| figure.mention.unit.as_ref().map(|unit| unit.unit);
        if self.behind != later.behind || self.mention.value == later.mention.value || unit(self) != unit(later) {
            return false;
        }
        // One sentence compares, and items of a list are different things.
        let one_sentence = self.at == later.at && self.sentence == later.sentence;
        let is_short = |figure: &Self| figure.passage.flat.text.chars().count() < LONGEST_ITEM;
        let items = self.at != later.at
            && self.passage.section == later.passage.section
            && self.passage.kind == PassageKind::Paragraph
            && is_short(self)
            && is_short(later);
        if one_sentence || items || is_rounded(self.mention, later.mention) {
            return false;
        }
        let same_before = self.before.is_some() && self.before == later.before;
        let same_further = self.further.is_some() && self.further == later.further;
        (same_before && same_further) || is_slip(self.mention, later.mention)
    }
}

/// Whether one number is the other one made round.
fn is_rounded(a: &NumberMention, b: &NumberMention) -> bool {
    let (Some(a), Some(b)) = (a.value.whole(), b.value.whole()) else { return true };
    let (small, large) = (a.min(b), a.max(b));
    let is_round = |number: i128| number % 10 == 0 && number.to_string().trim_end_matches('0').len() <= 2;
    (is_round(a) || is_round(b)) && large - small <= small / 10
}

/// Whether the digits look like a slip of the fingers: the same in another
/// order, or one of four and more that differs.
fn is_slip(a: &NumberMention, b: &NumberMention) -> bool {
    let (a, b) = (a.value.to_string(), b.value.to_string());
    if a.len() != b.len() || a.len() < 3 {
        return false;
    }
    let sorted = |digits: &str| {
        let mut digits: Vec<u8> = digits.bytes().collect();
        digits.sort_unstable();
        digits
    };
    let differing = a.bytes().zip(b.bytes()).filter(|(one, other)| one != other).count();
    let is_round = |digits: &str| digits.trim_end_matches('0').len() <= 1;
    let swapped = differing == 2 && sorted(&a) == sorted(&b) && !is_round(&a) && !is_round(&b);
    swapped || (differing == 1 && a.trim_end_matches('0').len() >= 4 && b.trim_end_matches('0').len() >= 4)
}

/// Where the sentence begins that has the byte `at`.
fn sentence_start(text: &str, at: usize) -> usize {
    let is_end = |(_, two): &(usize, &[u8])| matches!(two, [b'.' | b'!' | b'?', b' ' | b'\n']);
    let mut ends = text.as_bytes()[..at].windows(2).enumerate();
    ends.rfind(is_end).map_or(0, |(end, _)| end + 1)
}

/// Where it ends.
fn sentence_end(text: &str, at: usize) -> usize {
    let is_end = |two: &[u8]| matches!(two, [b'.' | b'!' | b'?', b' ' | b'\n']);
    text.as_bytes()[at..].windows(2).position(is_end).map_or(text.len(), |end| at + end)
}

fn finding(rule: &'static str, first: &Figure<'_>, later: &Figure<'_>) -> Diagnostic {
    let phrase = |figure: &Figure<'_>| {
        let flat = &figure.passage.flat;
        let next = flat.words().partition_point(|word| word.start < figure.mention.place.end);
        let end = flat.words().get(next + 1).map_or(figure.mention.place.end, |word| word.end);
        let text = flat.text.get(figure.mention.place.start..end).unwrap_or("").to_owned();
        (text, flat.span(figure.mention.place.start, end))
    };
    let ((text, span), (text_before, span_before)) = (phrase(later), phrase(first));
    Diagnostic::new(rule, span, format!("{} here, {} before", quoted(text), quoted(text_before)))
        .help("write the same figure in both places; if they count different things, leave them as they are")
        .label(span_before, "the other figure")
}
