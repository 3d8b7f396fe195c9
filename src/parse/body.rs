//! Blocks → masthead, headline, dateline, reference, sections.

use std::collections::BTreeMap;

use super::markdown::Markdown;
use super::{Knowledge, contacts, events, passages, sources};
use crate::mention::{dates, full_dates, written_dates, written_times};
use crate::model::event::{Event, EventStatus, Sitting};
use crate::model::flat::Flat;
use crate::model::notice::{Dateline, Notice, Part, PartKind};
use crate::model::passage::{Passage, PassageKind};
use crate::model::reference::looks_like_reference;
use crate::model::section::{Block, BlockKind, Inline, InlineKind, Section, plain_text};
use crate::model::time::WrittenTime;
use crate::span::{SourceFile, Span, Spanned};

/// Sections whose label may open the paragraph that is their content:
/// `General public inquiries: Europe Direct by phone …`.
const RUN_IN_LABELS: [&str; 2] = ["inquiries", "contacts"];

/// Sections that stand behind the footnotes.
const BEHIND_NOTES: [&str; 4] = ["sources", "information", "contacts", "inquiries"];

/// Understands the blocks of a body and fills the notice.
pub fn read(source: &SourceFile, knowledge: Knowledge<'_>, markdown: Markdown, notice: &mut Notice) {
    notice.links = markdown.links;
    notice.raw_html = markdown.raw_html;
    notice.too_deep = markdown.too_deep;
    notice.lost_notes = markdown.lost_notes;
    let has_title = markdown.blocks.iter().any(|block| matches!(block.kind, BlockKind::Heading { level: 1, .. }));
    let mut reader = Reader { source, knowledge, has_title, notice, seen_text: false };
    for block in markdown.blocks {
        reader.block(block);
    }
    reader.notes(markdown.notes);
    notice.sections.retain(|section| section.label.is_some() || !section.blocks.is_empty());
    read_inside(source, knowledge, notice);
    cover_definitions(source, notice);
}

struct Reader<'a> {
    source: &'a SourceFile,
    knowledge: Knowledge<'a>,
    has_title: bool,
    notice: &'a mut Notice,
    /// Whether anything but masthead, reference and dateline has been seen.
    seen_text: bool,
}

impl Reader<'_> {
    fn block(&mut self, block: Block) {
        match &block.kind {
            BlockKind::Heading { level, content } => {
                if *level == 1 && self.notice.headline.is_none() {
                    return self.headline(content.clone(), block.span);
                }
                let label = self.label_of(content);
                let key = label.as_ref().and_then(|label| {
                    let about = || self.knowledge.language.is_about(&label.value).then_some("about");
                    self.knowledge.section_key(&label.value).or_else(about)
                });
                let key = key.map(str::to_owned);
                match (key, label) {
                    (Some(key), Some(label)) => self.open_section(key, label, block.span),
                    (None, Some(label)) if *level <= 2 => self.open_section("other".to_owned(), label, block.span),
                    _ => self.add(block),
                }
            }
            BlockKind::Paragraph(content) => {
                let content = content.clone();
                self.paragraph(content, block);
            }
            _ => self.add(block),
        }
    }

    fn paragraph(&mut self, content: Vec<Inline>, block: Block) {
        let text = plain_text(&content);
        let text = text.trim();
        if self.reference(text, &content, block.span) || self.labelled(&content, &block) {
            return;
        }
        if !self.seen_text {
            let dateline = self.notice.dateline.is_none().then(|| self.dateline(&content)).flatten();
            if dateline.is_none()
                && self.notice.masthead.is_none()
                && self.notice.headline.is_none()
                && self.is_masthead(text, &content)
            {
                let span = Flat::new(self.source, &content).trimmed_span();
                self.notice.masthead = Some(Spanned::new(text.to_owned(), span));
                return self.part(PartKind::Masthead, block.span);
            }
            if let Some(dateline) = dateline {
                let run_in = dateline.run_in;
                self.notice.dateline = Some(dateline);
                if !run_in {
                    return self.part(PartKind::Dateline, block.span);
                }
            } else if self.notice.headline.is_none() && !self.has_title {
                return self.headline(content, block.span);
            }
        }
        if is_end_mark(text) {
            let kind = BlockKind::EndMark(text.to_owned());
            return self.add(Block { kind, span: block.span });
        }
        self.add(block);
    }

    fn headline(&mut self, content: Vec<Inline>, span: Span) {
        let text_span = Flat::new(self.source, &content).trimmed_span();
        let span_of_value = if content.is_empty() { span } else { text_span };
        self.notice.headline = Some(Spanned::new(content, span_of_value));
        self.part(PartKind::Headline, span);
    }

    /// A first paragraph such as `European Commission - Upcoming events`: the
    /// house's name before the dash or a kind of notice behind it; or whatever
    /// stands before a title.
    fn is_masthead(&self, text: &str, content: &[Inline]) -> bool {
        let one_line =
            !content.iter().any(|inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::LineBreak));
        if !one_line || text.chars().count() > 120 || self.knowledge.language.opens_embargo(text) {
            return false;
        }
        let is_kind = |text: &str| self.knowledge.language.is_kind(text);
        let is_house = |text: &str| self.knowledge.house.is_named(text);
        let halves = [" - ", " – ", " — "].iter().find_map(|dash| text.split_once(dash));
        match halves {
            Some((office, kind)) => is_house(office) || is_kind(kind) || self.has_title,
            None => is_house(text) || is_kind(text) || self.has_title,
        }
    }

    /// A paragraph that is a reference, right or wrong.
    fn reference(&mut self, text: &str, content: &[Inline], span: Span) -> bool {
        let read = self.knowledge.grammar.read_printed(text);
        if read.is_none() && !looks_like_reference(text) {
            return false;
        }
        let value_span = Flat::new(self.source, content).trimmed_span();
        match (read, &self.notice.reference) {
            (Some(reference), None) => self.notice.reference = Some(Spanned::new(reference, value_span)),
            (Some(reference), Some(first)) if reference == first.value => {}
            _ => self.notice.doubtful_references.push(Spanned::new(text.to_owned(), value_span)),
        }
        self.part(PartKind::Reference, span);
        true
    }

    /// A paragraph that is a label, begins with one on a line of its own, or
    /// (for a few sections) begins with one and a colon.
    fn labelled(&mut self, content: &[Inline], block: &Block) -> bool {
        let line_end =
            content.iter().position(|inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::LineBreak));
        let first_line = &content[..line_end.unwrap_or(content.len())];
        let line_text = plain_text(first_line);
        let known = self.knowledge.section_key(&line_text).map(str::to_owned);
        if let (Some(key), Some(label)) = (known, self.label_of(first_line)) {
            // In running text a first line may happen to be a label's word;
            // only a colon or bold makes it one.
            let marked = line_text.trim_end().ends_with(':') || matches!(first_line[0].kind, InlineKind::Strong(_));
            match line_end {
                None => {
                    self.open_section(key, label, block.span);
                    return true;
                }
                Some(end) if marked => {
                    let rest = content[end + 1..].to_vec();
                    let label_span = first_line[0].span.join(first_line[first_line.len() - 1].span);
                    let label_end = label_span.end.min(block.span.end);
                    let below = self.source.slice(Span::new(label_end, block.span.end));
                    let rest_start = label_end + (below.len() - below.trim_start().len());
                    self.open_section(key, label, Span::new(block.span.start.min(label_end), label_end));
                    self.add_rest(rest, Span::new(rest_start, block.span.end));
                    return true;
                }
                Some(_) => {}
            }
        }
        self.run_in_label(content, block)
    }

    fn run_in_label(&mut self, content: &[Inline], block: &Block) -> bool {
        let flat = Flat::new(self.source, content);
        let Some(colon) = flat.text.find(':').filter(|&colon| colon < 100) else { return false };
        let Some(key) = self.knowledge.section_key(&flat.text[..colon]) else { return false };
        if !RUN_IN_LABELS.contains(&key) || flat.text[colon + 1..].trim().is_empty() {
            return false;
        }
        let key = key.to_owned();
        let label_text = flat.text[..colon].trim();
        let label_start = flat.text.len() - flat.text.trim_start().len();
        let label = Spanned::new(label_text.to_owned(), flat.span(label_start, label_start + label_text.len()));
        let Some(rest) = without_start(content, colon + 1) else { return false };
        let rest_start = rest.first().map_or(block.span.end, |inline| inline.span.start);
        self.open_section(key, label, Span::new(block.span.start, rest_start));
        self.add_rest(rest, Span::new(rest_start.min(block.span.end), block.span.end));
        true
    }

    /// What follows a label in its paragraph.
    fn add_rest(&mut self, rest: Vec<Inline>, span: Span) {
        if !rest.is_empty() {
            self.add(Block { kind: BlockKind::Paragraph(rest), span });
        }
    }

    /// The label's characters without colon, and where they stand.
    fn label_of(&self, content: &[Inline]) -> Option<Spanned<String>> {
        let flat = Flat::new(self.source, content);
        let text = flat.text.trim().trim_end_matches(':').trim_end();
        let start = flat.text.len() - flat.text.trim_start().len();
        (!text.is_empty()).then(|| Spanned::new(text.replace('\n', " "), flat.span(start, start + text.len())))
    }

    fn open_section(&mut self, key: String, label: Spanned<String>, span: Span) {
        self.seen_text = true;
        self.part(PartKind::Label, span);
        self.notice.sections.push(Section { key, label: Some(label), blocks: Vec::new(), span });
    }

    fn add(&mut self, block: Block) {
        // What stands above a title (`Embargo: …`) does not end the head.
        self.seen_text = !self.has_title || self.notice.headline.is_some();
        self.part(PartKind::Block, block.span);
        if self.notice.sections.is_empty() {
            let lead = Section { key: "lead".to_owned(), label: None, blocks: Vec::new(), span: block.span };
            self.notice.sections.push(lead);
        }
        if let Some(section) = self.notice.sections.last_mut() {
            section.span = section.span.join(block.span);
            section.blocks.push(block);
        }
    }

    /// Footnotes, wherever they are written, close the text: they stand before
    /// those who answer for it.
    fn notes(&mut self, notes: BTreeMap<u32, (Span, Vec<Block>)>) {
        let Some(span) = notes.values().map(|(span, _)| *span).reduce(Span::join) else { return };
        notes.values().for_each(|(span, _)| self.part(PartKind::Block, *span));
        let block = Block { kind: BlockKind::Notes(notes.into_values().map(|(_, note)| note).collect()), span };
        let is_text = |section: &&mut Section| !BEHIND_NOTES.contains(&section.key.as_str());
        match self.notice.sections.iter_mut().rfind(is_text) {
            Some(section) => section.blocks.push(block),
            None => self
                .notice
                .sections
                .insert(0, Section { key: "lead".to_owned(), label: None, blocks: vec![block], span }),
        }
    }

    fn part(&mut self, kind: PartKind, span: Span) {
        self.notice.parts.push(Part { kind, span });
    }

    /// `Brussels, 12 October 2018` as a paragraph, or with a dash before the
    /// text that follows.
    fn dateline(&self, content: &[Inline]) -> Option<Dateline> {
        let flat = Flat::new(self.source, content);
        let head = &flat.text[..flat.text.char_indices().nth(120).map_or(flat.text.len(), |(at, _)| at)];
        if !head.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let found = dates(&flat, self.knowledge.language);
        let date = found.first().filter(|date| date.start < head.len())?;
        let before = flat.text[..date.start].trim_end();
        let place = before.split([',', '،']).next().unwrap_or(before).trim();
        let fits = (1..=60).contains(&place.chars().count())
            // Letters of Arabic are neither capital nor small.
            && place.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
            && !place.contains(|c: char| matches!(c, '.' | ':' | ';' | '!' | '?' | '\n') || c.is_ascii_digit())
            && place.split_whitespace().count() <= 5
            && before.len() - place.len() <= 8;
        if !fits {
            return None;
        }
        let after = &flat.text[date.end..];
        let suffix_length = date_suffix(after);
        let rest = &after[suffix_length..];
        let dash = rest.trim_start().chars().next().filter(|c| matches!(c, '–' | '—' | '-'));
        let run_in = match dash {
            Some(dash) => rest.trim_start()[dash.len_utf8()..].starts_with(char::is_whitespace),
            None if rest.trim().is_empty() => false,
            None => return None,
        };
        if dash.is_some() && !run_in {
            return None;
        }
        let place_start = flat.text.find(place)?;
        let end = date.end + after[..suffix_length].trim_end().len();
        Some(Dateline {
            place: Spanned::new(place.to_owned(), flat.span(place_start, place_start + place.len())),
            date: date.mention.date,
            run_in,
            span: flat.span(place_start, end),
        })
    }
}

/// The length of what belongs to a date behind its year: ` r.`, ` г.`, `.`.
fn date_suffix(after: &str) -> usize {
    let trimmed = after.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let word = trimmed.chars().take_while(|c| c.is_alphabetic()).count();
    let dot = trimmed.char_indices().nth(word).filter(|(_, c)| *c == '.');
    match dot {
        Some((at, _)) if word <= 2 => after.len() - trimmed.len() + at + 1,
        _ => 0,
    }
}

fn is_end_mark(text: &str) -> bool {
    matches!(text, "ENDS" | "END" | "Ends" | "-30-" | "– 30 –" | "–30–" | "###" | "# # #")
}

/// The inlines without the first `count` bytes of their flat text and the
/// white space after them. `None` when the cut goes through a link.
fn without_start(content: &[Inline], mut count: usize) -> Option<Vec<Inline>> {
    let mut rest: Vec<Inline> = Vec::new();
    for inline in content {
        if count == 0 {
            rest.push(inline.clone());
            continue;
        }
        let length = plain_text(std::slice::from_ref(inline)).len();
        if length <= count {
            count -= length;
            continue;
        }
        match &inline.kind {
            InlineKind::Text(text) => {
                let exact = inline.span.end - inline.span.start == text.len();
                let kept = text[count..].trim_start();
                let cut = if exact { text.len() - kept.len() } else { 0 };
                if !kept.is_empty() {
                    let span = Span::new(inline.span.start + cut, inline.span.end);
                    rest.push(Inline { kind: InlineKind::Text(kept.to_owned()), span });
                }
                count = 0;
            }
            InlineKind::Strong(inner) => {
                let inner = without_start(inner, count)?;
                count = 0;
                rest.push(Inline { kind: InlineKind::Strong(inner), span: inline.span });
            }
            _ => return None,
        }
    }
    let is_space = |inline: &Inline| {
        matches!(inline.kind, InlineKind::SoftBreak | InlineKind::LineBreak)
            || matches!(&inline.kind, InlineKind::Text(text) if text.trim().is_empty())
    };
    let spaces = rest.iter().take_while(|inline| is_space(inline)).count();
    rest.drain(..spaces);
    Some(rest)
}

/// Contacts, sources, dates and events inside the sections.
fn read_inside(source: &SourceFile, knowledge: Knowledge<'_>, notice: &mut Notice) {
    for section in &notice.sections {
        for block in &section.blocks {
            match section.key.as_str() {
                "contacts" => notice.contacts.extend(contacts::read(source, knowledge, block)),
                "sources" => notice.sources.extend(sources::read(knowledge, block)),
                _ => {}
            }
        }
    }
    notice.passages = passages::read(source, notice);
    let sittings = read_dates(knowledge, notice);
    notice.events = if !notice.front_matter.events.is_empty() {
        notice.front_matter.events.clone()
    } else if sittings.is_empty() {
        Vec::new()
    } else {
        vec![Event { title: None, status: EventStatus::Confirmed, sittings, place: None }]
    };
}

/// Dates and times of the running text; gives back the sittings of the event.
fn read_dates(knowledge: Knowledge<'_>, notice: &mut Notice) -> Vec<Sitting> {
    let zone = notice.front_matter.zone.as_ref().map_or_else(|| knowledge.zone(), |zone| zone.value.clone());
    let mut sittings = Vec::new();
    let is_dated = |passage: &Passage| !matches!(passage.kind, PassageKind::Masthead | PassageKind::Label);
    for (at, passage) in notice.passages.iter().enumerate().filter(|(_, passage)| is_dated(passage)) {
        let flat = &passage.flat;
        let mut found = written_dates(flat, knowledge.language);
        found.iter_mut().for_each(|dates| dates.passage = at);
        notice.dates.extend(found.iter().flat_map(|dates| full_dates(flat, dates)).map(|found| found.mention));
        let times = written_times(&flat.text, flat.words(), knowledge.language, &found);
        notice.times.extend(times.into_iter().map(|time| WrittenTime { passage: at, ..time }));
        if notice.section_key(passage) == "event" && passage.kind != PassageKind::AlternativeText {
            sittings.extend(events::sittings(knowledge, &zone, passage, &found));
        }
        notice.written_dates.append(&mut found);
    }
    sittings
}

/// What lies between the blocks and is no white space are the definitions of
/// links (`[1]: https://…`), which Markdown takes out of the text.
fn cover_definitions(source: &SourceFile, notice: &mut Notice) {
    notice.parts.sort_by_key(|part| part.span);
    let text = source.text();
    let byte_order_mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut gaps = Vec::new();
    let mut at = notice.front_matter.span.map_or(byte_order_mark, |span| span.end);
    for part in &mut notice.parts {
        // Where the parser's places are off, a part begins behind the last one.
        part.span = Span::new(part.span.start.max(at), part.span.end.max(at));
        gaps.push((at, part.span.start));
        at = at.max(part.span.end);
    }
    gaps.push((at, text.len()));
    for (start, end) in gaps {
        let Some(gap) = text.get(start..end) else { continue };
        let is_nothing = |c: char| c.is_whitespace() || c == '\u{feff}';
        let trimmed = gap.trim_matches(is_nothing);
        if !trimmed.is_empty() {
            let start = start + (gap.len() - gap.trim_start_matches(is_nothing).len());
            let span = Span::new(start, start + trimmed.len());
            notice.parts.push(Part { kind: PartKind::LinkDefinition, span });
        }
    }
    notice.parts.sort_by_key(|part| part.span);
}
