//! The notice as plain text for machines: a paragraph a line, an empty line
//! between two, nothing wrapped, so that an editorial system can set it anew.
//! Links are in the other body; the numbers and marks of lists stand here.

use super::xml::{allowed, is_blank};
use crate::model::sheet::{Sheet, SheetBlock, SheetContact, SheetInline, inline_text, note_mark};

/// All that the notice says but its headline, which has a field of its own.
pub(super) fn plain_text(sheet: &Sheet) -> String {
    let mut page = Page::default();
    if sheet.draft {
        page.paragraph("", sheet.labels.get("draft").map_or("", String::as_str));
    }
    for line in [&sheet.masthead, &sheet.reference] {
        page.paragraph("", line);
    }
    for line in [&sheet.place_date, &sheet.embargo].into_iter().flatten() {
        page.paragraph("", line);
    }
    sheet.changes().for_each(|change| page.paragraph("", &change.line));
    for section in &sheet.sections {
        page.paragraph("", section.label.as_deref().unwrap_or(""));
        page.blocks(&section.blocks);
    }
    page.paragraph("", sheet.end_mark.as_deref().unwrap_or(""));
    page.text
}

#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    /// A paragraph after an empty line; white space in it is one space.
    fn paragraph(&mut self, mark: &str, text: &str) {
        let text = allowed(text);
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        if !words.is_empty() {
            self.line(mark, &words.join(" "));
        }
    }

    fn line(&mut self, mark: &str, line: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(mark);
        self.text.push_str(&allowed(line));
        self.text.push('\n');
    }

    fn inlines(&mut self, mark: &str, inlines: &[SheetInline]) {
        let mut text = String::new();
        inline_text(inlines, &mut text);
        self.paragraph(mark, &text);
    }

    fn blocks(&mut self, blocks: &[SheetBlock]) {
        blocks.iter().for_each(|block| self.block("", block));
    }

    fn block(&mut self, mark: &str, block: &SheetBlock) {
        match block {
            SheetBlock::Paragraph { children }
            | SheetBlock::Heading { children, .. }
            | SheetBlock::ContactLine { children }
            | SheetBlock::Figure { caption: children, .. } => self.inlines(mark, children),
            SheetBlock::List { ordered: false, items, .. } => self.items(items, |_| "- ".to_owned()),
            SheetBlock::List { ordered: true, start, items } => {
                self.items(items, |at| format!("{}. ", start.saturating_add(at as u64)));
            }
            SheetBlock::Notes { items } => {
                self.items(items, |at| format!("{} ", note_mark(u32::try_from(at + 1).unwrap_or(u32::MAX))));
            }
            SheetBlock::Quote { blocks, attribution } => {
                self.blocks(blocks);
                self.inlines("", attribution.as_deref().unwrap_or_default());
            }
            SheetBlock::Table { header, rows, .. } => self.table(header, rows),
            SheetBlock::Preformatted { text } => self.line("", text.trim_end_matches('\n')),
            SheetBlock::Separator => self.line("", "* * *"),
            SheetBlock::Contents { entries } => entries.iter().for_each(|entry| self.paragraph("- ", &entry.label)),
            SheetBlock::Contacts { items } => items.iter().for_each(|contact| self.contact(contact)),
        }
    }

    /// The mark of an item stands before its first paragraph.
    fn items(&mut self, items: &[Vec<SheetBlock>], mark: impl Fn(usize) -> String) {
        for (at, item) in items.iter().enumerate() {
            let mark = mark(at);
            for (place, block) in item.iter().enumerate() {
                self.block(if place == 0 { &mark } else { "" }, block);
            }
        }
    }

    /// A row a line, a tab between two cells.
    fn table(&mut self, header: &[Vec<SheetInline>], rows: &[Vec<Vec<SheetInline>>]) {
        let lines: Vec<String> = std::iter::once(header)
            .chain(rows.iter().map(Vec::as_slice))
            .map(|row| {
                let cells = row.iter().map(|cell| {
                    let mut text = String::new();
                    inline_text(cell, &mut text);
                    allowed(&text).split_ascii_whitespace().collect::<Vec<_>>().join(" ")
                });
                cells.collect::<Vec<_>>().join("\t")
            })
            .filter(|line| !line.trim().is_empty())
            .collect();
        if !lines.is_empty() {
            self.line("", &lines.join("\n"));
        }
    }

    fn contact(&mut self, contact: &SheetContact) {
        let mut lines = vec![contact.name.clone()];
        lines.extend(contact.organisation.clone());
        for address in contact.phones.iter().chain(&contact.emails) {
            let label = address.label.as_ref().map(|label| format!("{label} ")).unwrap_or_default();
            lines.push(format!("{label}{}", address.text));
        }
        lines.retain(|line| !is_blank(line));
        self.line("", &lines.join("\n"));
    }
}
