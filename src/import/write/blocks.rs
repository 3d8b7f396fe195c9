//! Blocks → Markdown.

use super::super::draft::Draft;
use super::Style;
use super::inlines::{Manner, alternative, target, write};
use crate::model::sheet::{SheetAddress, SheetBlock, SheetContact, SheetInline};

/// Writes the blocks of one draft.
pub struct Scribe<'a> {
    draft: &'a Draft,
    style: Style<'a>,
    notes: Vec<&'a Vec<SheetBlock>>,
}

impl<'a> Scribe<'a> {
    /// A scribe who knows the footnotes and pictures of `draft`.
    pub fn new(draft: &'a Draft, style: Style<'a>) -> Self {
        let all = draft.blocks.iter().chain(&draft.unplaced);
        let notes = all.filter_map(|block| match block {
            SheetBlock::Notes { items } => Some(items),
            _ => None,
        });
        Self { draft, style, notes: notes.flatten().collect() }
    }

    fn inlines(&self, inlines: &[SheetInline], one_line: bool) -> String {
        write(inlines, Manner { spaces: self.style.language.spaces(), notes: self.notes.len(), one_line })
    }

    /// A paragraph that must stay on one line.
    pub fn line(&self, inlines: &[SheetInline]) -> String {
        let joined = inlines.iter().map(|inline| match inline {
            SheetInline::Break => SheetInline::Text { text: " ".to_owned() },
            other => other.clone(),
        });
        let joined: Vec<SheetInline> = joined.collect();
        self.inlines(&joined, false)
    }

    /// The headline; of several lines with a rule below them, which alone can
    /// have that.
    pub fn headline(&self, inlines: &[SheetInline]) -> String {
        let text = self.inlines(inlines, false);
        if text.contains('\n') {
            return format!("{text}\n===");
        }
        self.heading(1, inlines)
    }

    fn heading(&self, level: u8, inlines: &[SheetInline]) -> String {
        let mut text = self.inlines(inlines, true).trim().to_owned();
        if text.is_empty() {
            return text;
        }
        // A row of `#` at the end would be taken for decoration.
        if text.ends_with('#') && !text.ends_with("\\#") {
            text.insert(text.len() - 1, '\\');
        }
        format!("{} {text}", "#".repeat(usize::from(level.clamp(1, 6))))
    }

    /// Blocks one below the other.
    pub fn blocks(&self, blocks: &[SheetBlock]) -> String {
        self.stack(blocks, true).join("\n\n")
    }

    fn stack(&self, blocks: &[SheetBlock], outside: bool) -> Vec<String> {
        let mut parts: Vec<String> = Vec::with_capacity(blocks.len());
        // Two lists side by side would be one if their marks were the same.
        let mut other_mark = false;
        let mut list_before: Option<bool> = None;
        for block in blocks {
            let ordered = match block {
                SheetBlock::List { ordered, .. } => Some(*ordered),
                SheetBlock::Contacts { .. } => Some(false),
                _ => None,
            };
            other_mark = ordered.is_some() && list_before == ordered && !other_mark;
            let part = self.block(block, other_mark, outside);
            if !part.is_empty() {
                list_before = ordered;
                parts.push(part);
            }
        }
        parts
    }

    fn block(&self, block: &SheetBlock, other_mark: bool, outside: bool) -> String {
        match block {
            SheetBlock::Paragraph { children } => self.inlines(children, false),
            SheetBlock::ContactLine { children } => self.inlines(&without_numbers(children), false),
            SheetBlock::Heading { level, children, .. } if outside => self.heading((*level).max(2), children),
            // Inside lists and quotations a heading would break their order.
            SheetBlock::Heading { children, .. } => {
                self.inlines(&[SheetInline::Strong { children: children.clone() }], false)
            }
            SheetBlock::List { ordered, start, items } => self.list(*ordered, *start, items, other_mark),
            SheetBlock::Quote { blocks, attribution } => {
                let mut parts = self.stack(blocks, false);
                parts.extend(attribution.as_ref().map(|name| self.line(name)));
                marked(&parts.join("\n\n"), "> ", "> ")
            }
            SheetBlock::Table { alignments, header, rows } => self.table(alignments, header, rows),
            SheetBlock::Figure { index, alternative_text, caption, .. } => {
                let name = self.draft.pictures.get(*index).map_or("", |picture| &picture.name);
                let image = format!("![{}]({})", alternative(alternative_text), target(name));
                let caption = self.inlines(caption, false);
                if caption.is_empty() { image } else { format!("{image}\n{caption}") }
            }
            SheetBlock::Preformatted { text } => preformatted(text),
            SheetBlock::Notes { .. } | SheetBlock::Contents { .. } => String::new(),
            SheetBlock::Separator => if outside { "---" } else { "___" }.to_owned(),
            SheetBlock::Contacts { items } => {
                let mark = if other_mark { "*" } else { "-" };
                let lines: Vec<String> =
                    items.iter().map(|contact| format!("{mark} {}", self.line(&contact_line(contact)))).collect();
                lines.join("\n")
            }
        }
    }

    fn list(&self, ordered: bool, start: u64, items: &[Vec<SheetBlock>], other_mark: bool) -> String {
        let parts: Vec<Vec<String>> = items.iter().map(|item| self.stack(item, false)).collect();
        // Only such a list can follow its paragraph without an empty line: a mark
        // with nothing behind it would make a heading of the paragraph.
        let follows = |part: &String| part.lines().next().is_some_and(|line| line.len() > 1);
        let is_short = |(blocks, parts): (&Vec<SheetBlock>, &Vec<String>)| match (blocks.as_slice(), parts.as_slice()) {
            (_, [] | [_]) => true,
            ([SheetBlock::Paragraph { .. }, SheetBlock::List { ordered: false, .. }], [_, list]) => follows(list),
            _ => false,
        };
        let is_tight = items.iter().zip(&parts).all(is_short);
        let lines: Vec<String> = parts
            .iter()
            .enumerate()
            .map(|(at, parts)| {
                let mark = match (ordered, other_mark) {
                    (true, false) => format!("{}. ", start.saturating_add(at as u64)),
                    (true, true) => format!("{}) ", start.saturating_add(at as u64)),
                    (false, false) => "- ".to_owned(),
                    (false, true) => "* ".to_owned(),
                };
                let body = parts.join(if is_tight { "\n" } else { "\n\n" });
                let inner = " ".repeat(mark.len());
                if body.is_empty() { mark.trim_end().to_owned() } else { marked(&body, &mark, &inner) }
            })
            .collect();
        lines.join(if is_tight { "\n" } else { "\n\n" })
    }

    fn table(
        &self,
        alignments: &[&'static str],
        header: &[Vec<SheetInline>],
        rows: &[Vec<Vec<SheetInline>>],
    ) -> String {
        let width = rows.iter().map(Vec::len).chain([header.len()]).max().unwrap_or(0);
        if width == 0 {
            return String::new();
        }
        let line = |cells: &[Vec<SheetInline>]| {
            let cells: Vec<String> = (0..width)
                .map(|at| cells.get(at).map_or_else(String::new, |cell| self.inlines(cell, true).replace('|', "\\|")))
                .collect();
            format!("| {} |", cells.join(" | "))
        };
        let rule: Vec<&str> = (0..width)
            .map(|at| match alignments.get(at).copied() {
                Some("left") => ":--",
                Some("right") => "--:",
                Some("center") => ":-:",
                _ => "---",
            })
            .collect();
        let head = [line(header), format!("| {} |", rule.join(" | "))];
        head.into_iter().chain(rows.iter().map(|row| line(row))).collect::<Vec<_>>().join("\n")
    }

    /// The footnotes, at the end of the text.
    pub fn notes(&self) -> String {
        let notes = self.notes.iter().enumerate().map(|(at, note)| {
            let body = self.stack(note, false).join("\n\n");
            marked(&body, &format!("[^{}]: ", at + 1), "    ")
        });
        notes.collect::<Vec<_>>().join("\n\n")
    }
}

/// `body` with `first` before its first line and `inner` before the others.
fn marked(body: &str, first: &str, inner: &str) -> String {
    let mut out = String::with_capacity(body.len() + first.len());
    for (at, line) in body.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let mark = if at == 0 { first } else { inner };
        out.push_str(if line.is_empty() { mark.trim_end() } else { mark });
        out.push_str(line);
    }
    out
}

fn preformatted(text: &str) -> String {
    let text = text.trim_end().replace(['\r', '\0'], "");
    if text.trim().is_empty() {
        return String::new();
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}\n{text}\n{fence}")
}

/// A line that closes an item: composing links its numbers anew.
fn without_numbers(children: &[SheetInline]) -> Vec<SheetInline> {
    let mut out = Vec::with_capacity(children.len());
    for child in children {
        match child {
            SheetInline::Link { uri, children } if uri.starts_with("tel:") => out.extend(children.iter().cloned()),
            other => out.push(other.clone()),
        }
    }
    out
}

/// `Rhona ASHDALE, press officer, Tel. +44 20 7946 0142, rhona@example.org`
fn contact_line(contact: &SheetContact) -> Vec<SheetInline> {
    let text = |text: &str| SheetInline::Text { text: text.to_owned() };
    let mut line = vec![match &contact.uri {
        Some(uri) => SheetInline::Link { uri: uri.clone(), children: vec![text(&contact.name)] },
        None => text(&contact.name),
    }];
    let mut add = |words: &str| line.push(text(&format!(", {words}")));
    if let Some(organisation) = &contact.organisation {
        add(organisation);
    }
    for SheetAddress { label, text: written, .. } in contact.phones.iter().chain(&contact.emails) {
        add(&match label {
            Some(label) => format!("{label} {written}"),
            None => written.clone(),
        });
    }
    line
}
