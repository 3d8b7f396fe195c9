//! Pasted text → [`Draft`]: paragraphs, lists, tables by tabs, and the few marks
//! that people type into a mail.

mod lines;
mod marks;

use super::draft::{Doubt, Draft};
use super::{Clues, Refusal};
use crate::model::sheet::{SheetBlock, SheetInline};
use lines::{Group, Line};

/// Reads a text.
///
/// # Errors
/// [`Refusal`] for a file that is a notice already.
pub fn read(text: &str, _: &Clues<'_>) -> Result<Draft, Refusal> {
    if text.trim_start_matches('\u{feff}').starts_with("+++\n") || text.starts_with("+++\r\n") {
        return Err(Refusal::new(
            "is a notice already",
            "put it into the folder of its release, `releases/TYPE/YY/NUMBER/en.md`",
        ));
    }
    let mut draft = Draft::default();
    for group in lines::groups(text) {
        block(&group, &mut draft);
    }
    Ok(draft)
}

/// Adds what a group of lines is.
fn block(group: &Group<'_>, draft: &mut Draft) {
    match group {
        Group::Text(lines) => paragraphs(lines, draft),
        Group::Heading(level, text) => {
            draft.blocks.push(SheetBlock::Heading { level: *level, id: String::new(), children: marks::read(text) });
        }
        Group::List(lines) => draft.blocks.extend(list(lines)),
        Group::Quote(lines) => {
            let mut inner = Draft::default();
            paragraphs(lines, &mut inner);
            draft.blocks.push(SheetBlock::Quote { blocks: inner.blocks, attribution: None });
        }
        Group::Table(lines) => table(lines, draft),
        Group::Rule => draft.blocks.push(SheetBlock::Separator),
    }
}

/// Lines without an empty one between them: one paragraph that a program cut
/// into lines, or lines that stand for themselves.
fn paragraphs(lines: &[&str], draft: &mut Draft) {
    let length = |line: &&str| line.chars().count();
    let longest = lines.iter().map(length).max().unwrap_or(0);
    let before_last = lines.split_last().map_or(&[][..], |(_, before)| before);
    let is_wrapped =
        (WRAP_FROM..=WRAP_TO).contains(&longest) && before_last.iter().all(|line| length(line) * 3 >= longest * 2);
    if longest > WRAP_TO {
        for line in lines {
            draft.blocks.push(SheetBlock::Paragraph { children: marks::read(line) });
        }
        return;
    }
    if is_wrapped {
        let children = marks::read(&lines.join(" "));
        return draft.blocks.push(SheetBlock::Paragraph { children });
    }
    let mut children: Vec<SheetInline> = Vec::new();
    for line in lines {
        if !children.is_empty() {
            children.push(SheetInline::Break);
        }
        children.extend(marks::read(line));
    }
    draft.blocks.push(SheetBlock::Paragraph { children });
}

/// Characters of a full line where a program has cut the text into lines; what
/// is longer was not cut.
const WRAP_FROM: usize = 50;
const WRAP_TO: usize = 100;

/// Lists of bullets or numbers, by indentation.
fn list(lines: &[Line<'_>]) -> Vec<SheetBlock> {
    let mut lists: Vec<SheetBlock> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let first = &lines[at];
        // What stands further in belongs to this item.
        let end =
            lines[at + 1..].iter().position(|line| line.indent <= first.indent).map_or(lines.len(), |n| at + 1 + n);
        let mut item = vec![SheetBlock::Paragraph { children: marks::read(&first.text) }];
        if end > at + 1 {
            item.extend(if first.depth < DEEPEST { list(&lines[at + 1..end]) } else { flat(&lines[at + 1..end]) });
        }
        let fits = |block: &SheetBlock| match block {
            SheetBlock::List { ordered, start, items } => {
                *ordered == first.number.is_some()
                    && first.number.is_none_or(|number| number == start + items.len() as u64)
            }
            _ => false,
        };
        match lists.last_mut().filter(|last| fits(last)) {
            Some(SheetBlock::List { items, .. }) => items.push(item),
            _ => lists.push(SheetBlock::List {
                ordered: first.number.is_some(),
                start: first.number.unwrap_or(1),
                items: vec![item],
            }),
        }
        at = end;
    }
    lists
}

/// How deep lists are followed.
const DEEPEST: usize = 5;

fn flat(lines: &[Line<'_>]) -> Vec<SheetBlock> {
    lines.iter().map(|line| SheetBlock::Paragraph { children: marks::read(&line.text) }).collect()
}

/// Lines with tabs in them: a row each.
fn table(lines: &[&str], draft: &mut Draft) {
    let mut rows: Vec<Vec<Vec<SheetInline>>> =
        lines.iter().map(|line| line.split('\t').map(|cell| marks::read(cell.trim())).collect()).collect();
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    rows.iter_mut().for_each(|row| row.resize_with(width, Vec::new));
    draft.doubt(
        Doubt::new("table", "lines with tabs are taken for a table, and the first of them for its head")
            .about(lines.first().map(|line| super::one_line(line)).unwrap_or_default()),
    );
    let header = rows.remove(0);
    draft.blocks.push(SheetBlock::Table { alignments: vec!["none"; width], header, rows });
}
