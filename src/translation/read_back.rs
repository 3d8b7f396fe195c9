//! What is written is read again and compared: whatever a translation says, it
//! comes out as these words, in this place, with these marks, or is refused.

use std::collections::BTreeMap;

use super::content::{CodeKind, Piece};
use super::judge::{Fault, excerpt, single_spaced};
use super::merge::Merged;
use super::segments::{Segment, Segments};
use crate::model::flat::MarkKind;
use crate::model::notice::Notice;
use crate::model::passage::{Passage, PassageKind};
use crate::span::Span;

/// A passage as it must come out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The segment that it comes from, if that was translated.
    id: Option<String>,
    /// Its words; `None` for a masthead, whose halves pressdoc puts together.
    words: Option<String>,
    /// How much is bold, in italics, code.
    marks: [usize; 3],
    /// The targets of its links.
    links: Vec<String>,
}

/// What must be read from a translation of `notice` in which the segments
/// `shown` have these contents.
pub fn expected(notice: &Notice, segments: &Segments, shown: &BTreeMap<&str, Vec<Piece>>) -> Vec<Expected> {
    let mut place = 0;
    let body = notice.front_matter.span.map_or(0, |span| span.end);
    let ordered: Vec<&Segment> = segments.segments.iter().filter(|segment| segment.span.start >= body).collect();
    let passages = all_passages(notice).into_iter();
    passages
        .map(|passage| {
            let span = passage.flat.trimmed_span();
            // Both are in the order of the file.
            while ordered.get(place).is_some_and(|segment| segment.span.end <= span.start) {
                place += 1;
            }
            let own = ordered[place..].iter().take_while(|segment| segment.span.start < span.end);
            expected_of(passage, &own.copied().collect::<Vec<_>>(), segments, shown)
        })
        .collect()
}

fn expected_of(
    passage: &Passage,
    own: &[&Segment],
    segments: &Segments,
    shown: &BTreeMap<&str, Vec<Piece>>,
) -> Expected {
    let span = passage.flat.trimmed_span();
    let translation = |segment: &Segment| shown.get(segment.id.as_str());
    let id = own.iter().find(|segment| translation(segment).is_some()).map(|segment| segment.id.clone());
    let overlaps = |other: Span| other.start < span.end && span.start < other.end;
    let known = segments.replaced.iter().find(|known| overlaps(known.span));
    let words = match known {
        Some(_) if passage.kind == PassageKind::Masthead => None,
        Some(known) => Some(comparable(&known.words)),
        None if id.is_none() => Some(comparable(&passage.flat.text)),
        None => {
            let texts = own
                .iter()
                .map(|segment| plain(translation(segment).map_or(segment.content.as_slice(), Vec::as_slice), segment));
            Some(comparable(&texts.collect::<Vec<_>>().join(" ")))
        }
    };
    if id.is_none() {
        return Expected { id, words, marks: marks_of(passage), links: Vec::new() };
    }
    let kinds = || own.iter().flat_map(|segment| &segment.codes).map(|code| &code.kind);
    let count = |kind: &CodeKind| kinds().filter(|other| *other == kind).count();
    let links = kinds().filter_map(|kind| if let CodeKind::Link(uri) = kind { Some(uri.clone()) } else { None });
    let marks = [&CodeKind::Strong, &CodeKind::Emphasis, &CodeKind::Machine].map(count);
    Expected { id, words, marks, links: links.collect() }
}

/// The running text in all languages, in the order of the file.
fn all_passages(notice: &Notice) -> Vec<&Passage> {
    let foreign = notice.foreign.iter().flat_map(|foreign| &foreign.passages);
    let mut passages: Vec<&Passage> = notice.passages.iter().chain(foreign).collect();
    passages.sort_by_key(|passage| passage.flat.trimmed_span());
    passages
}

/// The words as a reader of the notice sees them: a line break is a space, the
/// mark of a footnote nothing.
fn plain(content: &[Piece], segment: &Segment) -> String {
    let kind = |code: &usize| segment.codes.get(*code).map(|code| &code.kind);
    let pieces = content.iter().map(|piece| match piece {
        Piece::Text(text) => text.as_str(),
        Piece::Alone(code) if kind(code) == Some(&CodeKind::LineBreak) => " ",
        _ => "",
    });
    pieces.collect()
}

fn marks_of(passage: &Passage) -> [usize; 3] {
    let count = |kind: MarkKind| passage.flat.marks.iter().filter(|mark| mark.kind == kind).count();
    [count(MarkKind::Strong), count(MarkKind::Emphasis), count(MarkKind::Code)]
}

/// Words as they are compared: a label is known without its colon.
fn comparable(text: &str) -> String {
    single_spaced(text).trim_end_matches([':', ' ']).to_owned()
}

impl Merged {
    /// Compares what was read from [`Merged::text`] with what must be in it: the
    /// first passage that comes out as something else.
    pub fn difference(&self, notice: &Notice) -> Option<Fault> {
        let found = all_passages(notice);
        let is_there = |at: usize, expected: &Expected| found.get(at).is_some_and(|passage| expected.fits(passage));
        let (at, wrong) = self.expected.iter().enumerate().find(|(at, expected)| !is_there(*at, expected))?;
        let id = wrong.id.clone().or_else(|| self.expected[..at].iter().rev().find_map(|before| before.id.clone()));
        let words = wrong.words.as_deref().unwrap_or_default();
        Some(Fault {
            id: id.unwrap_or_default(),
            message: format!("`{}` would not come out as it stands", excerpt(words)),
            help: "it would be read as another part of a notice, such as a reference, or its marks stand where none \
                   can begin or end; use other words, or put the marks around whole words",
        })
    }
}

impl Expected {
    fn fits(&self, passage: &Passage) -> bool {
        // A dateline is read with its marks, if there are any.
        if passage.kind == PassageKind::Dateline {
            return true;
        }
        let Some(words) = &self.words else { return true };
        let is_link = |mark: &MarkKind, uri: &String| matches!(mark, MarkKind::Link(found) if found == uri);
        let has_link = |uri: &String| passage.flat.marks.iter().any(|mark| is_link(&mark.kind, uri));
        // Labels are known by their words alone.
        let has_marks = || marks_of(passage) == self.marks && self.links.iter().all(has_link);
        *words == comparable(&passage.flat.text) && (passage.kind == PassageKind::Label || has_marks())
    }
}
