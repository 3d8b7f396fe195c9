//! Which fixes need the officer's consent, whatever their rule thinks: those
//! that change a word of a quotation, or a name. The one place for all rules.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use super::Subject;
use super::quoted::is_quoted;
use crate::diagnostic::{Diagnostic, Edit, Fix, Safety};
use crate::span::Span;

/// `finding` as it leaves the checks: its fix asks first where it must, and
/// writes the line ends that the file has.
pub fn settled(subject: &Subject<'_>, mut finding: Diagnostic) -> Diagnostic {
    if let Some(fix) = &mut finding.fix {
        if fix.safety == Safety::Safe && needs_consent(subject, fix) {
            fix.safety = Safety::AskFirst;
        }
        for edit in fix.edits.iter_mut().filter(|edit| edit.replacement.contains('\n')) {
            edit.replacement = with_line_ends_of(subject.source.text(), edit);
        }
    }
    finding
}

/// Whether one of the changes takes, adds or alters letters or digits of a
/// quotation, or letters of a word with a capital.
fn needs_consent(subject: &Subject<'_>, fix: &Fix) -> bool {
    let text = subject.source.text();
    fix.edits.iter().any(|edit| {
        let Some(change) = Change::new(text, edit) else { return true };
        change.of_words && (change.of_a_name || is_quoted(subject, change.span))
    })
}

/// What an edit does to the words that it touches.
struct Change {
    /// The edit with the rest of the words that it cuts into.
    span: Span,
    /// Whether the words differ afterwards, and not only what stands between.
    of_words: bool,
    /// Whether one of those that differ began with a capital.
    of_a_name: bool,
}

impl Change {
    /// `None` when the edit does not fit the text.
    fn new(text: &str, edit: &Edit) -> Option<Self> {
        let (before, after) = (text.get(..edit.span.start)?, text.get(edit.span.end..)?);
        let head: usize = before.chars().rev().take_while(|&c| is_of_word(c)).map(char::len_utf8).sum();
        let tail: usize = after.chars().take_while(|&c| is_of_word(c)).map(char::len_utf8).sum();
        let (head, tail) = (&before[before.len() - head..], &after[..tail]);
        let span = Span::new(edit.span.start - head.len(), edit.span.end + tail.len());
        let written = words(&text[span.range()]);
        let changed = words(&format!("{head}{}{tail}", edit.replacement));
        let same_head = written.iter().zip(&changed).take_while(|(a, b)| a == b).count();
        let rest = written.len().min(changed.len()) - same_head;
        let same_tail = written.iter().rev().zip(changed.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
        let gone = &written[same_head..written.len() - same_tail];
        Some(Self {
            span,
            of_words: !is_same(&written, &changed),
            of_a_name: gone.iter().any(|word| word.starts_with(char::is_uppercase)),
        })
    }
}

/// Whether two lists of words say the same: digits may be grouped anew, letters
/// may not.
fn is_same(written: &[String], changed: &[String]) -> bool {
    let joined = |words: &[String]| {
        let mut joined = String::new();
        for word in words {
            let between_letters = joined.ends_with(char::is_alphabetic) && word.starts_with(char::is_alphabetic);
            if between_letters {
                joined.push(' ');
            }
            joined.push_str(word);
        }
        joined
    };
    joined(written) == joined(changed)
}

/// The words of `text`, without what cannot be seen in them.
fn words(text: &str) -> Vec<String> {
    let visible = |word: &str| word.chars().filter(|&c| !is_invisible(c)).collect::<String>();
    text.split(|c| !is_of_word(c)).map(visible).filter(|word| !word.is_empty()).collect()
}

/// Letters, digits, marks on letters, signs of currencies, and what is in a
/// word without being seen.
fn is_of_word(character: char) -> bool {
    character.is_alphanumeric()
        || (!character.is_ascii()
            && (is_invisible(character) || character.general_category_group() == GeneralCategoryGroup::Mark))
        || matches!(character, '$' | '£' | '€')
}

/// Soft hyphens, joiners, variation selectors, byte order marks.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// What `edit` writes, with the line ends that `text` has where it stands.
fn with_line_ends_of(text: &str, edit: &Edit) -> String {
    let after = text.get(edit.span.end..).and_then(|after| after.split_once('\n')).map(|(line, _)| line);
    let before = || text.get(..edit.span.start).and_then(|before| before.rsplit_once('\n')).map(|(lines, _)| lines);
    let carriage_return = match after {
        // The line may end right behind the place.
        Some("") => text.get(..edit.span.end).is_some_and(|before| before.ends_with('\r')),
        Some(line) => line.ends_with('\r'),
        None => before().is_some_and(|lines| lines.ends_with('\r')),
    };
    if carriage_return {
        edit.replacement.replace("\r\n", "\n").replace('\n', "\r\n")
    } else {
        edit.replacement.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::check::surroundings::Nowhere;
    use crate::parse::{Knowledge, parse};
    use crate::span::SourceFile;

    fn change(text: &str, wrong: &str, right: &str) -> Change {
        let start = text.find(wrong).unwrap_or_default();
        let span = Span::new(start, start + wrong.len());
        Change::new(text, &Edit { span, replacement: right.to_owned() }).unwrap_or(Change {
            span,
            of_words: true,
            of_a_name: true,
        })
    }

    #[test]
    fn spaces_marks_and_grouping_are_no_words() {
        for (text, wrong, right) in [
            ("the  river", "  ", " "),
            ("the river ,and", " ,", ", "),
            ("(+ 32 2 296 34 44)", "+ ", "+"),
            ("+32 2 2963444", "2963444", "296 34 44"),
            ("the \"river\"", "\"river\"", "“river”"),
            ("don't", "'", "’"),
            ("King spoke", "King", "**King**"),
            ("Ri\u{feff}ver", "\u{feff}", ""),
            ("14 000", " ", "\u{a0}"),
        ] {
            assert!(!change(text, wrong, right).of_words, "{text}: {wrong:?} to {right:?}");
        }
    }

    #[test]
    fn letters_digits_and_borders_between_words_are() {
        for (text, wrong, right, name) in [
            ("the river river", " river", "", false),
            ("at 14h00", "14h00", "14:00", false),
            ("the ri ver", "ri ver", "river", false),
            ("the ri ver", "ri ", "ri", false),
            ("Ines Colbeck", "s C", "sC", true),
            ("Ines Colbek", "ek", "eck", true),
            ("Rhona Ashdale", "Ashdale", "ASHDALE", true),
            ("cafe\u{301}", "\u{301}", "", false),
            ("£ 5", "£", "€", false),
            ("Елена ПЕТРОВА", "ПЕТРОВА", "ПЕТРОВ", true),
            ("on Mon 4 May", "Mon", "Monday", true),
            ("in May 2026", "May 2026", "May 2027", false),
        ] {
            let change = change(text, wrong, right);
            assert!(change.of_words, "{text}: {wrong:?} to {right:?}");
            assert_eq!(change.of_a_name, name, "{text}: {wrong:?} to {right:?}");
        }
    }

    /// The safety that a safe fix has in `text`, where `wrong` becomes `right`.
    fn safety(text: &str, wrong: &str, right: &str) -> Option<Safety> {
        let catalog = Catalog::new(None, "ec").ok()?;
        let (house, language) = (catalog.default_house(), catalog.language("en").ok()??);
        let source = SourceFile::new("notice.md", text);
        let knowledge = Knowledge { house, language: &language, languages: &|_| None, folder_reference: None };
        let notice = parse(&source, knowledge);
        let subject = Subject {
            source: &source,
            notice: &notice,
            house,
            language: &language,
            is_item: false,
            document_type: None,
            folder_reference: None,
            folder_language: None,
            surroundings: &Nowhere::default(),
        };
        let start = text.find(wrong)?;
        let edit = Edit { span: Span::new(start, start + wrong.len()), replacement: right.to_owned() };
        let finding = Diagnostic::new("a-rule", edit.span, "a fault").fix("write it", Safety::Safe, vec![edit]);
        Some(settled(&subject, finding).fix?.safety)
    }

    #[test]
    fn words_of_quotations_and_names_ask_first_whatever_the_rule_says() {
        let text = "# The plan “for teh river”\n\nThey meet at 14h00  there.\n\n“We meet  at 15h00,” said Ines Colbek, \
                    who left at 16h00.\n\n> The fair opens  at 17h00.\n\n- one\n- „at 18h00“ and at 19h00\n\n\
                    He said: “It goes on\n\nat 20h00.” It ended at 21h00.\n\n## Press contacts\n\nA BERG at 22h00\n";
        for (wrong, right, expected) in [
            ("14h00", "14:00", Safety::Safe),
            ("15h00", "15:00", Safety::AskFirst),
            ("16h00", "16:00", Safety::Safe),
            ("17h00", "17:00", Safety::AskFirst),
            ("18h00", "18:00", Safety::AskFirst),
            ("19h00", "19:00", Safety::Safe),
            ("20h00", "20:00", Safety::AskFirst),
            ("21h00", "21:00", Safety::Safe),
            ("22h00", "22:00", Safety::Safe),
            ("teh", "the", Safety::AskFirst),
            ("  there", " there", Safety::Safe),
            ("meet  at", "meet at", Safety::Safe),
            ("opens  at", "opens at", Safety::Safe),
            ("Colbek", "Colbeck", Safety::AskFirst),
            ("BERG", "**BERG**", Safety::Safe),
        ] {
            assert_eq!(safety(text, wrong, right), Some(expected), "{wrong}");
        }
    }

    #[test]
    fn new_lines_end_as_those_around_them() {
        let inserted = |text: &str, at| {
            with_line_ends_of(text, &Edit { span: Span::at(at), replacement: "\n\nx\r\ny".to_owned() })
        };
        assert_eq!(inserted("a\r\nb\r\n", 1), "\r\n\r\nx\r\ny");
        assert_eq!(inserted("a\r\nb", 4), "\r\n\r\nx\r\ny");
        assert_eq!(inserted("a\nb\r\n", 1), "\n\nx\r\ny");
        assert_eq!(inserted("a", 1), "\n\nx\r\ny");
        assert_eq!(inserted("a\r\nb\r\n", 2), "\r\n\r\nx\r\ny", "between the two characters of a line end");
    }
}
