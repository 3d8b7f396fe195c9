//! A notice → what has to be translated, each with its place.

use std::collections::BTreeMap;

use super::content::{Code, Piece, digest, key};
use super::known::{Dictionary, Replaced};
use super::marks::{self, Run};
use super::protected::{self, Protected};
use super::writing::Writing;
use crate::catalog::House;
use crate::model::language::Language;
use crate::model::notice::{Notice, PartKind};
use crate::model::section::{Block, BlockKind, Figure, Inline, Section};
use crate::span::{SourceFile, Span, Spanned};

/// The notice that is translated.
#[derive(Clone, Copy)]
pub struct Original<'a> {
    /// The file.
    pub source: &'a SourceFile,
    /// What was read from it.
    pub notice: &'a Notice,
    /// Its house style.
    pub house: &'a House,
    /// Its language.
    pub language: &'a Language,
}

/// What a translator gets in one piece: a headline, a paragraph, a cell.
#[derive(Debug, Clone)]
pub struct Segment {
    /// See [`segments`].
    pub id: String,
    /// What it is.
    pub role: Role,
    /// The label of the section that it stands in, as written.
    pub section: Option<String>,
    /// The place in the source that its translation takes.
    pub span: Span,
    /// Words and codes.
    pub content: Vec<Piece>,
    /// The codes.
    pub codes: Vec<Code>,
    /// What stays as it is.
    pub protected: Vec<Protected>,
    /// How its translation is written down.
    pub(super) writing: Writing,
}

/// What a segment is in the notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The name of the office in the masthead.
    Masthead,
    /// The headline.
    Headline,
    /// Place and date.
    Dateline,
    /// A heading that is no label that pressdoc knows.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A paragraph of a list.
    ListItem,
    /// A paragraph of a quotation that is a block of its own.
    Quotation,
    /// A cell of a table.
    Cell,
    /// What a picture shows, for those who do not see it.
    AlternativeText,
    /// The text below a picture.
    Caption,
    /// A paragraph of a footnote.
    Footnote,
    /// The name of an event in the front matter.
    EventTitle,
    /// The place of an event in the front matter.
    EventPlace,
    /// What was corrected after the notice had gone out, in the front matter.
    Correction,
    /// Why the notice does not hold any more, in the front matter.
    Withdrawal,
}

impl Role {
    /// What it is called in a note to the translator.
    pub fn name(self) -> &'static str {
        match self {
            Self::Masthead => "masthead",
            Self::Headline => "headline",
            Self::Dateline => "dateline",
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::ListItem => "list item",
            Self::Quotation => "quotation",
            Self::Cell => "cell of a table",
            Self::AlternativeText => "alternative text of a picture",
            Self::Caption => "caption",
            Self::Footnote => "footnote",
            Self::EventTitle => "name of the event, for calendars",
            Self::EventPlace => "place of the event, for calendars",
            Self::Correction => "what was corrected, above the headline",
            Self::Withdrawal => "why the notice was withdrawn, above the headline",
        }
    }
}

/// All that is another one in the translation.
#[derive(Debug, Clone, Default)]
pub struct Segments {
    /// What a translator has to translate: the body in the order of the file,
    /// then the front matter.
    pub segments: Vec<Segment>,
    /// What pressdoc translates itself.
    pub replaced: Vec<Replaced>,
}

/// The segments of a notice for a translation into `target`.
///
/// The id of a segment is made of its words and codes: `u` with 12 digits of
/// their SHA-256, a dash, and which one it is among those with the same words,
/// from 1. So a change elsewhere in the notice changes no id, nor does another
/// line break or link address in the segment itself.
///
/// Left out are what is the same in every language (numbers without decimals,
/// names of contacts), text whose lines stay as they are, and items in another
/// language than the notice.
pub fn segments(original: Original<'_>, target: &Language) -> Segments {
    let Original { source, notice, house, language } = original;
    let dictionary = Dictionary { style: &house.style, from: language, to: target };
    let mut reader = Reader { original, dictionary, section: None, found: Segments::default() };
    reader.head();
    let notes = notice.sections.iter().flat_map(|section| &section.blocks);
    for section in notice.sections.iter().filter(|section| section.language.is_none()) {
        reader.label(section);
        for block in section.blocks.iter().filter(|block| !matches!(block.kind, BlockKind::Notes(_))) {
            reader.block(block, Role::Paragraph);
        }
    }
    reader.section = None;
    for block in notes.filter(|block| matches!(block.kind, BlockKind::Notes(_))) {
        reader.block(block, Role::Footnote);
    }
    reader.found.segments.sort_by_key(|segment| segment.span);
    let body = notice.front_matter.span.map_or(0, |span| span.end);
    reader.found.segments.retain(|segment| segment.span.start >= body);
    reader.front_matter();
    let Segments { mut segments, replaced } = reader.found;
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for segment in &mut segments {
        let count = seen.entry(key(&segment.content)).or_default();
        *count += 1;
        segment.id = format!("u{}-{count}", digest(&segment.content));
    }
    debug_assert!(segments.iter().all(|segment| segment.span.end <= source.text().len()));
    Segments { segments, replaced }
}

struct Reader<'a> {
    original: Original<'a>,
    dictionary: Dictionary<'a>,
    section: Option<&'a Section>,
    found: Segments,
}

impl<'a> Reader<'a> {
    fn head(&mut self) {
        let Original { source, notice, .. } = self.original;
        if let Some(masthead) = &notice.masthead {
            let exact = source.slice(masthead.span) == masthead.value;
            let found = self.dictionary.masthead(masthead, exact);
            self.found.replaced.extend(found.replaced);
            if let Some(unknown) = found.unknown {
                self.add(Role::Masthead, Writing::Line, marks::plain(&unknown.value, unknown.span));
            }
        }
        if let Some(headline) = &notice.headline {
            self.add(Role::Headline, self.writing_of(headline.span), marks::read(source, &headline.value));
        }
        if let Some(dateline) = notice.dateline.as_ref().filter(|dateline| !dateline.run_in) {
            let run = self.run_at(dateline.span).map(|run| marks::read(source, run));
            let run = run.unwrap_or_else(|| marks::plain(source.slice(dateline.span), dateline.span));
            self.add(Role::Dateline, Writing::Line, run);
        }
    }

    /// Headings end with their line, and may end with marks of their own.
    fn writing_of(&self, span: Span) -> Writing {
        let text = self.original.source.text();
        let line = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        if text[line..span.start].trim_start().starts_with('#') { Writing::Heading } else { Writing::Line }
    }

    /// The inlines of a part of the head or of a heading.
    fn run_at(&self, span: Span) -> Option<&'a [Inline]> {
        let heads = &self.original.notice.heads;
        heads.iter().find(|head| head.span == span).map(|head| head.value.as_slice())
    }

    fn label(&mut self, section: &'a Section) {
        self.section = Some(section);
        let Some(label) = &section.label else { return };
        if let Some(words) = self.dictionary.label(&label.value) {
            self.found.replaced.push(Replaced { span: label.span, words });
            return;
        }
        let source = self.original.source;
        let run = self.run_at(label.span).and_then(|run| marks::read(source, run));
        let run = run.or_else(|| marks::plain(&label.value, label.span));
        self.add(Role::Heading, self.writing_of(label.span), run);
    }

    fn block(&mut self, block: &'a Block, role: Role) {
        let source = self.original.source;
        match &block.kind {
            BlockKind::Paragraph(content) => {
                let run = marks::read(source, content).map(|run| {
                    // All of the block, so that no mark is left behind.
                    let span = if block.span.contains(run.span) { block.span } else { run.span };
                    Run { span, ..run }
                });
                self.add(role, Writing::Line, run);
            }
            BlockKind::Heading { content, .. } => {
                let run = marks::read(source, content);
                let writing = run.as_ref().map_or(Writing::Heading, |run| self.writing_of(run.span));
                self.add(Role::Heading, writing, run);
            }
            BlockKind::List { items, .. } => {
                let role = if role == Role::Paragraph { Role::ListItem } else { role };
                items.iter().flatten().for_each(|block| self.block(block, role));
            }
            BlockKind::Notes(notes) => notes.iter().flatten().for_each(|block| self.block(block, Role::Footnote)),
            BlockKind::Quote(blocks) => blocks.iter().for_each(|block| self.block(block, Role::Quotation)),
            BlockKind::Table(table) => {
                for cell in table.header.iter().chain(table.rows.iter().flatten()) {
                    self.add(Role::Cell, Writing::Cell, marks::read(source, cell));
                }
            }
            BlockKind::Figure(figure) => self.figure(figure),
            BlockKind::Preformatted(_) | BlockKind::Separator | BlockKind::EndMark(_) => {}
        }
    }

    fn figure(&mut self, figure: &'a Figure) {
        let source = self.original.source;
        let alternative = &figure.alternative_text;
        let words = marks::plain(&alternative.value, self.with_marks(alternative.span, figure.image.span));
        self.add(Role::AlternativeText, Writing::Words, words);
        let mut caption = figure.caption.as_slice();
        // A title in quotation marks behind the address is the first part of the caption.
        if let Some((title, below)) = caption.split_first()
            && let Some(quote) = self.quote_around(title.span).filter(|_| title.span.end > figure.image.span.end)
        {
            let run = marks::read(source, std::slice::from_ref(title));
            self.add(Role::Caption, Writing::Title(quote), run);
            caption = below.get(1..).unwrap_or(&[]);
        }
        self.add(Role::Caption, Writing::Line, marks::read(source, caption));
    }

    /// All that stands in the `[ ]` of a picture, whose address is at `address`:
    /// the words of its marks are read, the marks themselves are not.
    fn with_marks(&self, words: Span, address: Span) -> Span {
        let text = self.original.source.text();
        let is_mark = |c: char| matches!(c, '*' | '_' | '`');
        let start = text[..words.start].trim_end_matches(is_mark).len();
        let behind = text.get(words.end..address.start).and_then(|between| between.rfind("]("));
        let end = match behind {
            Some(at) => words.end + at,
            None => text.len() - text[words.end..].trim_start_matches(is_mark).len(),
        };
        Span::new(start, end)
    }

    /// The mark that closes a title: `![…](photo.jpg "…")`.
    fn quote_around(&self, span: Span) -> Option<char> {
        let text = self.original.source.text();
        let before = text[..span.start].chars().next_back()?;
        let after = text[span.end..].chars().next()?;
        let closing = match before {
            '"' | '\'' => before,
            '(' => ')',
            _ => return None,
        };
        let behind = text[span.end + after.len_utf8()..].trim_start();
        (after == closing && (behind.starts_with(')') || self.is_definition(span))).then_some(closing)
    }

    /// Whether it stands in the definition of a link: `[1]: photo.jpg "…"`.
    fn is_definition(&self, span: Span) -> bool {
        let parts = self.original.notice.parts.iter();
        parts.filter(|part| part.kind == PartKind::LinkDefinition).any(|part| part.span.contains(span))
    }

    fn front_matter(&mut self) {
        self.section = None;
        let front = &self.original.notice.front_matter;
        let events = front
            .events
            .iter()
            .flat_map(|event| [(Role::EventTitle, event.title.as_ref()), (Role::EventPlace, event.place.as_ref())]);
        let corrections = front.corrections.iter().map(|change| (Role::Correction, Some(&change.text)));
        let withdrawals = front.withdrawals.iter().map(|change| (Role::Withdrawal, Some(&change.text)));
        for (role, value) in events.chain(corrections).chain(withdrawals) {
            if let Some(Spanned { value, span }) = value {
                self.add(role, Writing::Text, marks::plain(value, *span));
            }
        }
    }

    fn add(&mut self, role: Role, writing: Writing, run: Option<Run>) {
        let Some(Run { span, content, codes, addresses }) = run else { return };
        let Original { notice, house, .. } = self.original;
        let mut protected = addresses;
        let texts = || content.iter().filter_map(|piece| if let Piece::Text(text) = piece { Some(text) } else { None });
        for text in texts() {
            protected::find(text, span, house, &notice.contacts, &mut protected);
        }
        let is_machine = |text: &str| codes.iter().any(|code| code.is_words(text));
        if !texts().any(|text| !is_machine(text) && protected::is_translatable(text, &protected)) {
            return;
        }
        let section = self.section.and_then(|section| section.label.as_ref()).map(|label| label.value.clone());
        self.found.segments.push(Segment {
            id: String::new(),
            role,
            section,
            span,
            content,
            codes,
            protected,
            writing,
        });
    }
}

impl Code {
    /// Whether it is a machine's characters, and these.
    fn is_words(&self, text: &str) -> bool {
        matches!(self.kind, super::content::CodeKind::Machine) && self.opening.trim_matches('`').trim() == text.trim()
    }
}
