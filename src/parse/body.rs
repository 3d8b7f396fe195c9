//! Blocks → masthead, headline, dateline, reference, sections.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::dateline::dateline;
use super::markdown::Markdown;
use super::{Knowledge, inside, items};
use crate::model::document_type::DocumentType;
use crate::model::flat::Flat;
use crate::model::language::Language;
use crate::model::notice::{Notice, Part, PartKind};
use crate::model::reference::looks_like_reference;
use crate::model::section::{Block, BlockKind, ITEM, Inline, InlineKind, Section, plain_text};
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
    let compound = items::type_with_items(knowledge, notice, &markdown.blocks);
    let mut reader =
        Reader { source, knowledge, has_title, compound, item: None, own_language: None, notice, seen_text: false };
    for block in markdown.blocks {
        reader.block(block);
    }
    reader.notes(markdown.notes);
    inside::read(source, knowledge, compound, notice);
    cover_definitions(source, notice);
}

struct Reader<'a> {
    source: &'a SourceFile,
    knowledge: Knowledge<'a>,
    has_title: bool,
    /// The type, where it may have items.
    compound: Option<&'a DocumentType>,
    /// The item that is open: an index into the sections.
    item: Option<usize>,
    /// The language of that item, where it has its own.
    own_language: Option<Arc<Language>>,
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
                    let is_about = || self.knowledge().language.is_about(&label.value);
                    self.section_key(&label.value).or_else(|| is_about().then(|| "about".to_owned()))
                });
                if *level <= 2 {
                    self.close_item();
                }
                match (key, label) {
                    (Some(key), Some(label)) => self.open_section(key, label, block.span),
                    (None, Some(label)) if *level == 2 && self.opens_item(&label) => self.open_item(label, block.span),
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
        if self.reference(text, &content, block.span)
            || self.language_of_item(text, &content, block.span)
            || self.labelled(&content, &block)
        {
            return;
        }
        if !self.seen_text {
            let dateline = self
                .notice
                .dateline
                .is_none()
                .then(|| dateline(self.source, self.knowledge.language, &content))
                .flatten();
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
        let is_house = |text: &str| self.knowledge.house.style.is_named(text);
        let halves = [" - ", " – ", " — "].iter().find_map(|dash| text.split_once(dash));
        match halves {
            Some((office, kind)) => is_house(office) || is_kind(kind) || self.has_title,
            None => is_house(text) || is_kind(text) || self.has_title,
        }
    }

    /// A paragraph that is a reference, right or wrong.
    fn reference(&mut self, text: &str, content: &[Inline], span: Span) -> bool {
        let read = self.knowledge.house.grammar.read_printed(text);
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
        let known = self.section_key(&line_text);
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
        let Some(key) = self.section_key(&flat.text[..colon]) else { return false };
        if !RUN_IN_LABELS.contains(&key.as_str()) || flat.text[colon + 1..].trim().is_empty() {
            return false;
        }
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
        if !self.compound.is_some_and(|document_type| document_type.belongs_to_items(&key)) {
            self.close_item();
        }
        let language = self.item.and_then(|item| self.notice.sections.get(item)?.language.clone());
        let (label, blocks, item) = (Some(label), Vec::new(), self.item);
        self.notice.sections.push(Section { key, item, language, label, blocks, span });
    }

    fn opens_item(&self, label: &Spanned<String>) -> bool {
        self.compound.is_some_and(|compound| items::opens(compound, self.source, self.knowledge.language, label))
    }

    fn open_item(&mut self, label: Spanned<String>, span: Span) {
        let item = Some(self.notice.sections.len());
        self.open_section(ITEM.to_owned(), label, span);
        self.item = item;
        if let Some(section) = self.notice.sections.last_mut() {
            section.item = item;
        }
    }

    fn close_item(&mut self) {
        (self.item, self.own_language) = (None, None);
    }

    /// What is known, in the language of the item that is open.
    fn knowledge(&self) -> Knowledge<'_> {
        let language = self.own_language.as_deref().unwrap_or(self.knowledge.language);
        Knowledge { language, ..self.knowledge }
    }

    /// The section that a label opens: in the language of the item that is open,
    /// else in that of the notice, which goes on behind the last item.
    fn section_key(&self, label: &str) -> Option<String> {
        let known = |knowledge: Knowledge<'_>| knowledge.section_key(label).map(str::to_owned);
        let own = self.own_language.as_ref().and_then(|_| known(self.knowledge()));
        own.or_else(|| known(self.knowledge))
    }

    /// `(fr)` right below the heading of an item.
    fn language_of_item(&mut self, text: &str, content: &[Inline], span: Span) -> bool {
        let Some(item) = self.notice.sections.last_mut().filter(|last| last.key == ITEM && last.blocks.is_empty())
        else {
            return false;
        };
        let Some(code) = items::language_mark(text).filter(|_| item.language.is_none()) else { return false };
        let value_span = Flat::new(self.source, content).trimmed_span();
        if code != self.knowledge.language.code {
            self.own_language = (self.knowledge.languages)(&code);
            item.language = Some(Spanned::new(code, value_span));
        }
        self.part(PartKind::Language, span);
        true
    }

    fn add(&mut self, block: Block) {
        // What stands above a title (`Embargo: …`) does not end the head.
        self.seen_text = !self.has_title || self.notice.headline.is_some();
        self.part(PartKind::Block, block.span);
        if self.notice.sections.is_empty() {
            let (label, blocks) = (None, Vec::new());
            let lead = Section { key: "lead".to_owned(), item: None, language: None, label, blocks, span: block.span };
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
            None => self.notice.sections.insert(
                0,
                Section { key: "lead".to_owned(), label: None, blocks: vec![block], span, item: None, language: None },
            ),
        }
    }

    fn part(&mut self, kind: PartKind, span: Span) {
        self.notice.parts.push(Part { kind, span });
    }
}

fn is_end_mark(text: &str) -> bool {
    matches!(text, "ENDS" | "END" | "Ends" | "-30-" | "– 30 –" | "–30–" | "###" | "# # #")
}

/// The inlines without the first `count` bytes of their flat text and the
/// white space after them. `None` when the cut goes through a link.
pub fn without_start(content: &[Inline], mut count: usize) -> Option<Vec<Inline>> {
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
