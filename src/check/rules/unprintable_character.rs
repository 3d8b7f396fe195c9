use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::model::section::{Inline, InlineKind};
use crate::span::Span;
use std::collections::BTreeMap;
use unicode_properties::{GeneralCategory, UnicodeEmoji, UnicodeGeneralCategory};

/// See the page.
pub struct UnprintableCharacter;

impl Rule for UnprintableCharacter {
    fn page(&self) -> &'static str {
        include_str!("unprintable-character.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for (character, places) in suspects(subject) {
            let Some(kind) = fault(subject, character) else { continue };
            let Some(first) = places.first() else { continue };
            let code = format!("U+{:04X}", u32::from(character));
            let name = if kind.visible {
                format!("`{character}` ({code}, {})", kind.name)
            } else {
                format!("{code}, {},", kind.name)
            };
            let times = match places.len() {
                1 => String::new(),
                2 => ", here and once more".to_owned(),
                count => format!(", here and {} more times", count - 1),
            };
            let finding =
                Diagnostic::new(self.name(), first.span, format!("{name} cannot be printed{times}")).help(kind.help);
            let exact = places.iter().all(|place| place.exact);
            findings.push(match kind.replacement.filter(|_| exact) {
                Some((replacement, safety)) => {
                    let edits =
                        places.iter().map(|place| Edit { span: place.span, replacement: replacement.to_owned() });
                    let title = if replacement.is_empty() {
                        format!("remove {code}")
                    } else {
                        format!("write a space for {code}")
                    };
                    finding.fix(title, safety, edits.collect())
                }
                None => finding,
            });
        }
    }
}

/// Where a character stands.
struct Place {
    span: Span,
    /// Whether the file has the character itself there, not a name for it
    /// (`&#x1F600;`).
    exact: bool,
}

/// What a character is that cannot be printed.
struct Kind {
    name: &'static str,
    /// Whether a message can show it.
    visible: bool,
    help: &'static str,
    replacement: Option<(&'static str, Safety)>,
}

const OTHERWISE: &str = "remove it, or say it in another way";
const INVISIBLE: &str = "remove it: it cannot be seen, and came with text copied from elsewhere";

/// Every character of the body that plain typing does not give, in the order
/// of its first place. Most texts have few, so nothing else is looked at.
fn suspects(subject: &Subject<'_>) -> Vec<(char, Vec<Place>)> {
    let text = subject.source.text();
    let byte_order_mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let start = subject.notice.front_matter.span.map_or(byte_order_mark, |span| span.end);
    let mut places: BTreeMap<char, Vec<Place>> = BTreeMap::new();
    let is_odd = |byte: &u8| !is_plain(char::from(*byte));
    let mut at = start;
    // Stretches of plain typing are passed over byte by byte.
    while let Some(gap) = text.as_bytes()[at..].iter().position(is_odd) {
        let Some(character) = text[at + gap..].chars().next() else { break };
        let span = Span::new(at + gap, at + gap + character.len_utf8());
        if fault(subject, character).is_some() {
            places.entry(character).or_default().push(Place { span, exact: true });
        }
        at = span.end;
    }
    for inlines in runs(subject) {
        named(subject, inlines, &mut places);
    }
    let mut suspects: Vec<_> = places.into_iter().collect();
    suspects.sort_by_key(|(_, places)| places.first().map(|place| place.span));
    suspects
}

fn is_plain(character: char) -> bool {
    matches!(character, ' '..='~' | '\n' | '\r' | '\t')
}

fn runs<'s>(subject: &Subject<'s>) -> Vec<&'s [Inline]> {
    let mut runs: Vec<&[Inline]> = subject.notice.headline.iter().map(|headline| headline.value.as_slice()).collect();
    for block in subject.notice.sections.iter().flat_map(|section| &section.blocks) {
        block.walk(&mut |block| runs.extend(block.runs()));
    }
    runs
}

/// Characters that the file only names: `&#x1F600;`.
fn named(subject: &Subject<'_>, inlines: &[Inline], places: &mut BTreeMap<char, Vec<Place>>) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => {
                let written = subject.source.slice(inline.span);
                if text.is_ascii() || !written.contains('&') {
                    continue;
                }
                for character in text.chars().filter(|&c| !is_plain(c) && !written.contains(c)) {
                    let known = places.entry(character).or_default();
                    let numbers = numbers_of(character, written, inline.span.start);
                    if numbers.is_empty() {
                        known.push(Place { span: inline.span, exact: false });
                    } else if !known.iter().any(|place| inline.span.contains(place.span)) {
                        // Each number once, however often the text has the character.
                        known.extend(numbers);
                    }
                }
            }
            InlineKind::Strong(content) | InlineKind::Emphasis(content) | InlineKind::Link { content, .. } => {
                named(subject, content, places);
            }
            InlineKind::Code(_) | InlineKind::NoteMark(_) | InlineKind::LineBreak | InlineKind::SoftBreak => {}
        }
    }
}

/// Where `written`, which begins at `start`, gives the character's number.
fn numbers_of(character: char, written: &str, start: usize) -> Vec<Place> {
    let number = |name: &str| match name.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => name.parse().ok(),
    };
    let names = written.match_indices("&#").filter_map(|(at, marks)| {
        let name = written[at + marks.len()..].split_once(';')?.0;
        let end = at + marks.len() + name.len() + ";".len();
        (number(name)? == u32::from(character)).then(|| Span::new(start + at, start + end))
    });
    names.map(|span| Place { span, exact: true }).collect()
}

/// What is wrong with a character; `None` when it can be printed.
fn fault(subject: &Subject<'_>, character: char) -> Option<Kind> {
    // Nearly every character is a letter that a font has: Latin, Greek,
    // Cyrillic. Looked at first, and without the tables of Unicode.
    if matches!(character, '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{52f}' | '\u{1e00}'..='\u{1fff}')
        && subject.surroundings.coverage().has(character)
    {
        return None;
    }
    let kind = |name, visible, help, replacement| Some(Kind { name, visible, help, replacement });
    match character {
        '\u{fffd}' => {
            return kind(
                "the mark of a lost character",
                false,
                "write the letter that was there before the file was converted",
                None,
            );
        }
        '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            let help = "write a space, or begin a new paragraph";
            return kind("a line break of a word processor", false, help, Some((" ", Safety::AskFirst)));
        }
        _ => {}
    }
    match character.general_category() {
        GeneralCategory::Control => {
            return kind("a control character", false, INVISIBLE, Some(("", Safety::AskFirst)));
        }
        GeneralCategory::PrivateUse => {
            let help = "write it with an ordinary letter or sign: only one font knows what it means";
            return kind("a character for private use", false, help, None);
        }
        GeneralCategory::Unassigned => return kind("not a character", false, OTHERWISE, None),
        _ => {}
    }
    if subject.surroundings.coverage().has(character) {
        return None;
    }
    if character == '\u{feff}' || matches!(character, '\u{fe00}'..='\u{fe0f}') {
        return kind("an invisible mark", false, INVISIBLE, Some(("", Safety::Safe)));
    }
    match character.general_category() {
        GeneralCategory::Format => kind("an invisible mark", false, INVISIBLE, Some(("", Safety::AskFirst))),
        GeneralCategory::SpaceSeparator => {
            kind("a space of unusual width", false, "write an ordinary space", Some((" ", Safety::Safe)))
        }
        GeneralCategory::NonspacingMark | GeneralCategory::SpacingMark | GeneralCategory::EnclosingMark => {
            kind("a mark on a letter", false, OTHERWISE, None)
        }
        _ if character.is_emoji_char() => kind("an emoji", true, OTHERWISE, None),
        GeneralCategory::UppercaseLetter
        | GeneralCategory::LowercaseLetter
        | GeneralCategory::TitlecaseLetter
        | GeneralCategory::ModifierLetter
        | GeneralCategory::OtherLetter => kind("a letter that no font of the house style has", true, OTHERWISE, None),
        _ => kind("a sign that no font of the house style has", true, OTHERWISE, None),
    }
}
