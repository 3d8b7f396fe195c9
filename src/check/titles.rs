//! The titles that a notice names: of events, papers, programmes.

use std::borrow::Cow;

use super::Subject;
use crate::model::flat::MarkKind;
use crate::model::passage::{Passage, PassageKind};
use crate::model::word::{NO_WORDS, Word, joined, words};
use crate::span::Span;

/// A title in its place.
pub struct Title<'a> {
    /// The text that it stands in.
    text: &'a str,
    /// Its words, with their places in the text.
    pub words: Cow<'a, [Word]>,
    place: Place<'a>,
    /// Whether what is named here ends as a sentence does, so that it may be
    /// something that somebody said.
    pub is_sentence: bool,
}

#[derive(Clone, Copy)]
enum Place<'a> {
    Passage(&'a Passage),
    /// A value of the front matter.
    FrontMatter(Span),
}

/// Fewer words with letters in them are no title, but a name or a date.
const FEWEST_WORDS: usize = 4;

impl Subject<'_> {
    /// What stands between quotation marks, in bold or italics, or behind the
    /// dash of a source; and the titles of events in the front matter.
    pub(super) fn titles(&self) -> Vec<Title<'_>> {
        let mut titles = Vec::new();
        for event in &self.notice.front_matter.events {
            if let Some(title) = &event.title {
                let words = Cow::Owned(words(&title.value));
                titles.extend(Title::new(&title.value, words, Place::FrontMatter(title.span)));
            }
        }
        for passage in &self.notice.passages {
            let is_form = matches!(
                passage.kind,
                PassageKind::Masthead | PassageKind::Dateline | PassageKind::Label | PassageKind::AlternativeText
            );
            if !is_form && !passage.in_block_quotation {
                self.titles_in(passage, &mut titles);
            }
        }
        titles
    }

    fn titles_in<'s>(&'s self, passage: &'s Passage, titles: &mut Vec<Title<'s>>) {
        let flat = &passage.flat;
        let first = titles.len();
        let mut add = |start: usize, end: usize| {
            let Some(title) = Title::in_passage(passage, start, end) else { return };
            // Bold inside quotation marks is one title, not two.
            let is_known = titles[first..].iter().any(|known| known.range() == title.range());
            if !is_known {
                titles.push(title);
            }
        };
        for quotation in flat.quotations() {
            let inside = quotation.inside();
            add(inside.start, inside.end);
        }
        for mark in flat.marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Strong | MarkKind::Emphasis)) {
            add(mark.start, mark.end);
        }
        if self.notice.section_key(passage) == "sources" {
            let dash = [" – ", " — ", " - "].iter().filter_map(|dash| Some((flat.text.find(dash)?, dash.len()))).min();
            if let Some((at, length)) = dash {
                let title = &flat.text[at + length..];
                // One in quotation marks has been seen.
                if !title.starts_with(['"', '“', '„', '«', '\'', '‘', '”', '»']) {
                    add(at + length, flat.text.len());
                }
            }
        }
    }
}

impl<'a> Title<'a> {
    fn in_passage(passage: &'a Passage, start: usize, end: usize) -> Option<Self> {
        let all = passage.flat.words();
        let first = all.partition_point(|word| word.start < start);
        let last = all.partition_point(|word| word.end <= end);
        let words = all.get(first..last)?;
        let mut title = Self::new(&passage.flat.text, Cow::Borrowed(words), Place::Passage(passage))?;
        title.is_sentence = passage.flat.text.get(start..end)?.trim_end().ends_with(['.', '!', '…']);
        Some(title)
    }

    fn new(text: &'a str, words: Cow<'a, [Word]>, place: Place<'a>) -> Option<Self> {
        let letters = words.iter().filter(|word| word.shape.is_letters()).take(FEWEST_WORDS).count();
        (letters == FEWEST_WORDS).then_some(Self { text, words, place, is_sentence: false })
    }

    /// First byte and end in its text.
    fn range(&self) -> (usize, usize) {
        (self.words.first().map_or(0, |word| word.start), self.words.last().map_or(0, |word| word.end))
    }

    /// Stands for the words in their order.
    pub fn phrase(&self) -> u64 {
        self.words.iter().fold(NO_WORDS, |before, word| joined(before, word.hash))
    }

    /// The characters of the word `at`.
    pub fn word(&self, at: usize) -> &'a str {
        self.words.get(at).and_then(|word| self.text.get(word.start..word.end)).unwrap_or("")
    }

    /// What divides the word `at` from the next one, as far as a reader tells
    /// one title from another by it: spaces, apostrophes, quotation marks and
    /// the length of a dash do not count.
    pub fn gap(&self, at: usize) -> String {
        let between = match (self.words.get(at), self.words.get(at + 1)) {
            (Some(word), Some(next)) => self.text.get(word.end..next.start).unwrap_or(""),
            _ => "",
        };
        let is_small = |c: &char| {
            !c.is_whitespace()
                && !matches!(c, '\'' | '’' | '‘' | '"' | '“' | '”' | '„' | '«' | '»' | '‹' | '›' | '‚' | '\u{ad}')
        };
        let fold = |c: char| if matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}') { '-' } else { c };
        between.chars().filter(is_small).map(fold).collect()
    }

    /// The characters from the word `first` to the word `last`.
    pub fn part(&self, first: usize, last: usize) -> &'a str {
        let last = last.min(self.words.len().saturating_sub(1));
        match (self.words.get(first), self.words.get(last)) {
            (Some(first), Some(last)) => self.text.get(first.start..last.end).unwrap_or(""),
            _ => "",
        }
    }

    /// All of it.
    pub fn whole(&self) -> &'a str {
        self.part(0, self.words.len())
    }

    /// Its place in the file.
    pub fn span(&self) -> Span {
        let (start, end) = self.range();
        match self.place {
            Place::Passage(passage) => passage.flat.span(start, end),
            Place::FrontMatter(span) => span,
        }
    }

    /// The same where the file has these characters in one piece.
    pub fn exact(&self) -> Option<Span> {
        let (start, end) = self.range();
        match self.place {
            Place::Passage(passage) => passage.flat.exact(start, end),
            Place::FrontMatter(_) => None,
        }
    }
}
