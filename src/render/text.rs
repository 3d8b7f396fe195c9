//! The notice as plain text: 72 columns, links numbered and listed at the end,
//! made to be read aloud and pasted into a mail.

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm, core::Word};
use unicode_width::UnicodeWidthStr;

use super::{Format, Press};
use crate::catalog::{Catalog, House};
use crate::error::Error;
use crate::model::sheet::{Sheet, SheetAddress, SheetBlock, SheetContact, SheetInline, SheetSection, note_mark};

/// The form `txt`.
pub struct Text;

/// Columns of a line, as mail programs and terminals show them whole.
const WIDTH: usize = 72;

/// Columns of a rule where nobody knows how wide the place is.
const NARROW: usize = 24;

impl Format for Text {
    fn name(&self) -> &'static str {
        "txt"
    }

    fn is_usual(&self) -> bool {
        true
    }

    fn media_type(&self) -> &'static str {
        "text/plain"
    }

    fn summary(&self) -> &'static str {
        "plain text in 72 columns, links numbered and listed at the end"
    }

    fn prepare(&self, _: &Catalog, _: &House) -> Result<Box<dyn Press>, Error> {
        Ok(Box::new(TextPress))
    }
}

struct TextPress;

impl Press for TextPress {
    fn print(&self, sheet: &Sheet) -> Result<Vec<u8>, Error> {
        Ok(in_columns(sheet).into_bytes())
    }
}

/// The notice in lines of 72 columns.
pub fn in_columns(sheet: &Sheet) -> String {
    Page::default().print(sheet)
}

/// The same words for programs that break lines themselves and have no columns:
/// a paragraph a line, nothing underlined, tables as lists.
#[cfg(feature = "forms")]
pub fn flowing(sheet: &Sheet) -> String {
    Page { flowing: true, ..Page::default() }.print(sheet)
}

/// The text so far.
#[derive(Default)]
struct Page {
    text: String,
    links: Vec<String>,
    /// Whether lines are left to the one who shows them.
    flowing: bool,
}

impl Page {
    fn print(mut self, sheet: &Sheet) -> String {
        let page = &mut self;
        if sheet.draft {
            page.paragraph("", sheet.labels.get("draft").map_or("", String::as_str));
        }
        // Where only the beginning may be seen, the embargo is told at once.
        let embargo = sheet.embargo.as_deref().filter(|_| page.flowing);
        page.paragraph("", embargo.unwrap_or(""));
        if sheet.draft || embargo.is_some() {
            page.rule('=');
        }
        page.paragraph("", &sheet.masthead);
        page.lines(&[&sheet.reference, sheet.place_date.as_deref().unwrap_or("")]);
        page.paragraph("", sheet.embargo.as_deref().unwrap_or(""));
        sheet.changes().for_each(|change| page.paragraph("", &change.line));
        let headline = page.inlines(&sheet.headline);
        page.underlined(&headline, '=');
        for section in &sheet.sections {
            page.section(section);
        }
        page.paragraph("", sheet.end_mark.as_deref().unwrap_or(""));
        page.closing(sheet);
        self.text
    }

    /// Wrapped text with `indent` before every line, and an empty line before it.
    fn paragraph(&mut self, indent: &str, text: &str) {
        self.hanging(indent, indent, text);
    }

    /// The same with another beginning of the first line: a bullet.
    fn hanging(&mut self, first: &str, rest: &str, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        self.gap();
        self.wrapped(first, rest, text);
    }

    fn wrapped(&mut self, first: &str, rest: &str, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            let first = if at == 0 { first } else { rest };
            if self.flowing {
                self.text.push_str(format!("{first}{}", line.trim()).trim_end());
                self.text.push('\n');
                continue;
            }
            let options = Options::new(WIDTH)
                .initial_indent(first)
                .subsequent_indent(rest)
                .break_words(false)
                .word_separator(WordSeparator::Custom(words))
                .word_splitter(WordSplitter::NoHyphenation)
                .wrap_algorithm(WrapAlgorithm::FirstFit);
            for line in textwrap::wrap(line.trim(), options) {
                self.text.push_str(line.trim_end());
                self.text.push('\n');
            }
        }
    }

    fn lines(&mut self, lines: &[&str]) {
        if lines.iter().all(|line| line.is_empty()) {
            return;
        }
        self.gap();
        for line in lines.iter().filter(|line| !line.is_empty()) {
            self.wrapped("", "", line);
        }
    }

    fn underlined(&mut self, text: &str, mark: char) {
        if text.trim().is_empty() {
            return;
        }
        self.gap();
        let start = self.text.len();
        self.wrapped("", "", text);
        if self.flowing {
            return;
        }
        let width = self.text[start..].lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
        self.text.extend(std::iter::repeat_n(mark, width.min(WIDTH)));
        self.text.push('\n');
    }

    fn rule(&mut self, mark: char) {
        self.gap();
        self.text.extend(std::iter::repeat_n(mark, if self.flowing { NARROW } else { WIDTH }));
        self.text.push('\n');
    }

    /// One empty line before what follows.
    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn section(&mut self, section: &SheetSection) {
        if let Some(label) = &section.label {
            self.gap();
            if section.level > 2 {
                // As a heading inside a section.
                self.text.push('\n');
                self.wrapped("", "", label);
            } else {
                self.underlined(label, '-');
            }
        }
        self.blocks("", &section.blocks);
    }

    fn blocks(&mut self, indent: &str, blocks: &[SheetBlock]) {
        for block in blocks {
            self.block(indent, block);
        }
    }

    fn block(&mut self, indent: &str, block: &SheetBlock) {
        match block {
            SheetBlock::Paragraph { children } | SheetBlock::Figure { caption: children, .. } => {
                let text = self.inlines(children);
                self.paragraph(indent, &text);
            }
            SheetBlock::Heading { children, .. } => {
                // A wider gap tells a heading from a short paragraph.
                self.gap();
                self.text.push('\n');
                let text = self.inlines(children);
                self.wrapped(indent, indent, &text);
            }
            SheetBlock::List { ordered, start, items } => self.list(indent, *ordered, *start, items),
            SheetBlock::Quote { blocks, attribution } => {
                let indent = format!("{indent}> ");
                self.blocks(&indent, blocks);
                if let Some(attribution) = attribution {
                    let text = self.inlines(attribution);
                    self.paragraph(&indent, &text);
                }
            }
            SheetBlock::Table { alignments, header, rows } => self.table(indent, alignments, header, rows),
            SheetBlock::Preformatted { text } => {
                self.gap();
                for line in text.lines() {
                    self.text.push_str(format!("{indent}    {line}").trim_end());
                    self.text.push('\n');
                }
            }
            SheetBlock::Notes { items } => self.list(indent, true, 1, items),
            SheetBlock::Separator => {
                self.gap();
                self.text.push_str(indent);
                self.text.push_str("* * *\n");
            }
            SheetBlock::ContactLine { children } => {
                let text = self.inlines(children);
                self.paragraph(indent, &text);
            }
            SheetBlock::Contents { entries } => {
                self.gap();
                for entry in entries {
                    self.wrapped(&format!("{indent}- "), &format!("{indent}  "), &entry.label);
                }
            }
            SheetBlock::Contacts { items } => items.iter().for_each(|contact| self.contact(indent, contact)),
        }
    }

    /// Items of one short paragraph each stand without empty lines between.
    fn list(&mut self, indent: &str, ordered: bool, start: u64, items: &[Vec<SheetBlock>]) {
        self.gap();
        let tight = items.iter().all(|item| {
            matches!(item.first(), Some(SheetBlock::Paragraph { .. }))
                && item.iter().skip(1).all(|block| matches!(block, SheetBlock::List { .. }))
        });
        let last = start + items.len().saturating_sub(1) as u64;
        let width = if ordered { last.to_string().len() + 2 } else { 2 };
        for (number, item) in (start..).zip(items) {
            let mark = if ordered { format!("{number}.") } else { "-".to_owned() };
            let first = format!("{indent}{mark:<width$}");
            let rest = format!("{indent}{}", " ".repeat(width));
            if !tight {
                self.gap();
            }
            let mut blocks = item.iter();
            if let Some(SheetBlock::Paragraph { children }) = item.first() {
                let text = self.inlines(children);
                self.wrapped(&first, &rest, &text);
                blocks.next();
            } else {
                self.text.push_str(first.trim_end());
                self.text.push('\n');
            }
            for block in blocks {
                let at = self.text.len();
                self.block(&rest, block);
                if tight && self.text[at..].starts_with('\n') {
                    self.text.remove(at);
                }
            }
        }
    }

    /// Columns side by side where they fit; else each row as a small list of
    /// its cells, in the same order.
    fn table(
        &mut self,
        indent: &str,
        alignments: &[&'static str],
        header: &[Vec<SheetInline>],
        rows: &[Vec<Vec<SheetInline>>],
    ) {
        let cells: Vec<Vec<String>> = std::iter::once(header)
            .chain(rows.iter().map(Vec::as_slice))
            .map(|row| row.iter().map(|cell| self.inlines(cell).replace('\n', " ")).collect())
            .collect();
        let columns = header.len();
        let width_of = |column: usize| cells.iter().map(|row| row[column].trim().width()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns).map(width_of).collect();
        let total = indent.width() + widths.iter().sum::<usize>() + 2 * columns.saturating_sub(1);
        self.gap();
        if total > WIDTH || self.flowing {
            for row in &cells {
                self.gap();
                for (at, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
                    let first = if at == 0 { indent.to_owned() } else { format!("{indent}  ") };
                    self.wrapped(&first, &format!("{indent}    "), cell);
                }
            }
            return;
        }
        for (number, row) in cells.iter().enumerate() {
            let mut line = indent.to_owned();
            for (column, cell) in row.iter().enumerate() {
                let cell = cell.trim();
                let space = widths[column] - cell.width();
                let (before, after) = match alignments.get(column) {
                    Some(&"right") => (space, 0),
                    Some(&"center") => (space / 2, space - space / 2),
                    _ => (0, space),
                };
                let gap = if column == 0 { "" } else { "  " };
                line.push_str(&format!("{gap}{}{cell}{}", " ".repeat(before), " ".repeat(after)));
            }
            self.text.push_str(line.trim_end());
            self.text.push('\n');
            if number == 0 {
                let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
                self.text.push_str(&format!("{indent}{}\n", rules.join("  ")));
            }
        }
    }

    fn contact(&mut self, indent: &str, contact: &SheetContact) {
        self.gap();
        let name = match &contact.uri {
            Some(uri) => format!("{} [{}]", contact.name, self.link(uri)),
            None => contact.name.clone(),
        };
        self.wrapped(indent, indent, &name);
        if let Some(organisation) = &contact.organisation {
            self.wrapped(indent, indent, organisation);
        }
        for SheetAddress { label, text, .. } in contact.phones.iter().chain(&contact.emails) {
            let line = label.as_ref().map_or_else(|| text.clone(), |label| format!("{label} {text}"));
            self.wrapped(indent, indent, &line);
        }
    }

    /// The characters of running text; a link is followed by its number, unless
    /// its text is its address.
    fn inlines(&mut self, inlines: &[SheetInline]) -> String {
        let mut text = String::new();
        for inline in inlines {
            match inline {
                SheetInline::Text { text: piece } | SheetInline::Code { text: piece } => text.push_str(piece),
                SheetInline::Strong { children } | SheetInline::Emphasis { children } => {
                    text.push_str(&self.inlines(children));
                }
                SheetInline::Link { uri, children } => {
                    let shown = self.inlines(children);
                    text.push_str(&shown);
                    let bare = |uri: &str| {
                        uri.trim_start_matches("mailto:")
                            .trim_start_matches("https://")
                            .trim_start_matches("http://")
                            .to_lowercase()
                    };
                    if !uri.starts_with("tel:") && bare(uri) != bare(shown.trim()) {
                        text.push_str(&format!(" [{}]", self.link(uri)));
                    }
                }
                SheetInline::NoteMark { number, .. } => text.push_str(&note_mark(*number)),
                SheetInline::Break => text.push('\n'),
            }
        }
        text
    }

    /// The number of a link, from 1; the same target has the same number.
    fn link(&mut self, uri: &str) -> usize {
        if let Some(at) = self.links.iter().position(|known| known == uri) {
            return at + 1;
        }
        self.links.push(uri.to_owned());
        self.links.len()
    }

    /// The list of links, and the lines that prove the words and say which edition
    /// it is.
    fn closing(&mut self, sheet: &Sheet) {
        let label = |key: &str| sheet.labels.get(key).map_or("", String::as_str).to_owned();
        self.rule('-');
        if !self.links.is_empty() {
            self.paragraph("", &label("links"));
            self.gap();
            for (at, uri) in self.links.clone().iter().enumerate() {
                self.text.push_str(&format!("[{}] {uri}\n", at + 1));
            }
        }
        self.gap();
        self.wrapped("", "", &format!("{}: {}", label("reference"), sheet.reference));
        self.text.push_str(&format!("{}: SHA-256\n{}\n", label("content_hash"), sheet.content_hash));
        self.text.push_str(&format!("{}\n", sheet.edition_name()));
    }
}

/// Words with the space behind them: cut at spaces only, so that no address,
/// number or name is ever broken; a no-break space keeps its neighbours. What at
/// the head of a line would look like a bullet, a number of a list, a quotation
/// or the number of a link stays with the word before it.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut words = Vec::new();
    let mut start = 0;
    for (at, _) in line.match_indices(' ') {
        let next = &line[at + 1..];
        if !next.is_empty() && !next.starts_with(' ') && !looks_like_mark(next) {
            words.push(Word::from(&line[start..=at]));
            start = at + 1;
        }
    }
    if start < line.len() {
        words.push(Word::from(&line[start..]));
    }
    Box::new(words.into_iter())
}

fn looks_like_mark(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or("");
    let is_link_number =
        word.strip_prefix('[').and_then(|rest| rest.split_once(']')).is_some_and(|(number, _)| is_number(number));
    let is_list_number = word.strip_suffix('.').is_some_and(is_number);
    matches!(word, "-" | ">" | "*") || is_list_number || is_link_number
}

fn is_number(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}
