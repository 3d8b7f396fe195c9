//! Tables: a notice has a header row and cells of running text.

use super::Reader;
use super::body::Blocks;
use super::paragraphs::joined;
use super::tree::{Element, Space};
use crate::model::sheet::{SheetBlock, SheetInline};

/// A cell as it stands in the file.
struct Cell {
    /// The columns that it goes over.
    span: usize,
    /// Whether it only continues the one above.
    continues: bool,
    text: Vec<SheetInline>,
    /// How its first paragraph is set.
    side: Option<String>,
}

/// Columns that are believed; Word has at most 63.
const MOST_COLUMNS: usize = 64;

impl Reader<'_, '_> {
    /// Reads a table into the blocks.
    pub fn table(&mut self, table: &Element, blocks: &mut Blocks) {
        let mut rows = Vec::new();
        table_rows(table, &mut rows);
        let cells_of = |row: &Element| {
            let mut cells = Vec::new();
            row_cells(row, &mut cells);
            cells.len()
        };
        // A box, or words that were put side by side.
        if !self.ours && rows.iter().all(|row| cells_of(row) <= 1) {
            self.doubt("box", "a table of one column has become text", &self.text_below(table));
            for row in rows {
                let mut cells = Vec::new();
                row_cells(row, &mut cells);
                for cell in cells {
                    self.blocks(cell).into_iter().for_each(|block| blocks.push(block));
                }
            }
            return;
        }
        let mut figures = Vec::new();
        let mut read: Vec<Vec<Cell>> = Vec::new();
        let mut headers = 0;
        let mut is_merged = false;
        for row in rows {
            let properties = row.child("trPr");
            if properties.is_some_and(|own| own.child("del").is_some()) {
                self.deleted(row);
                continue;
            }
            let is_header = properties.and_then(|own| own.is_on("tblHeader")).unwrap_or(false);
            headers += usize::from(is_header && headers == read.len());
            let mut elements = Vec::new();
            row_cells(row, &mut elements);
            let mut cells: Vec<Cell> = Vec::new();
            let skipped = |name: &str| properties.and_then(|own| own.value_at(&[name])).and_then(|n| n.parse().ok());
            cells.extend((0..skipped("gridBefore").unwrap_or(0).min(MOST_COLUMNS)).map(|_| Cell::empty()));
            for element in elements {
                let cell = self.cell(element, &mut figures);
                is_merged |= cell.span > 1 || cell.continues;
                cells.push(cell);
            }
            read.push(cells);
        }
        let Some(columns) = read.iter().map(|row| row.iter().map(|cell| cell.span).sum()).max() else { return };
        let place =
            table.child("tblPr").and_then(|own| own.child("tblLook")).and_then(|look| look.attribute("firstRow"));
        self.say_about_table(headers, is_merged, place == Some("0"), table);
        let alignments = (0..columns).map(|column| self.side(&read, column)).collect();
        let mut rows = read.into_iter().map(|row| spread(row, columns));
        let mut header = rows.next().unwrap_or_default();
        if !self.untouched {
            plain_header(&mut header);
        }
        let rows: Vec<_> = rows.collect();
        let is_empty = |row: &Vec<Vec<SheetInline>>| row.iter().all(Vec::is_empty);
        if !(is_empty(&header) && rows.iter().all(is_empty)) {
            blocks.push(SheetBlock::Table { alignments, header, rows });
        }
        if !figures.is_empty() {
            self.doubt("picture-in-table", "what stood in a cell beside its text follows the table", "");
            figures.into_iter().for_each(|block| blocks.push(block));
        }
    }

    fn say_about_table(&mut self, headers: usize, is_merged: bool, no_first_row: bool, table: &Element) {
        let words: String = self.text_below(table).chars().take(120).collect();
        if is_merged {
            self.doubt(
                "merged-cells",
                "cells were merged: the words stand in the first of them, the others are empty",
                &words,
            );
        }
        if headers > 1 {
            self.doubt(
                "header-rows",
                "the table had several header rows: all but the first are now rows like the others",
                &words,
            );
        }
        if headers == 0 && no_first_row {
            self.doubt("header-rows", "the table had no header row: its first row has become one", &words);
        }
    }

    fn cell(&mut self, element: &Element, figures: &mut Vec<SheetBlock>) -> Cell {
        let properties = element.child("tcPr");
        let span =
            properties.and_then(|own| own.value_at(&["gridSpan"])).and_then(|span| span.parse().ok()).unwrap_or(1);
        let merge = properties.and_then(|own| own.child("vMerge"));
        let continues = merge.is_some_and(|merge| merge.value() != Some("restart"));
        let side = element.child("p").and_then(|paragraph| paragraph.value_at(&["pPr", "jc"])).map(str::to_owned);
        let mut lines = Vec::new();
        for block in self.blocks(element) {
            self.put_into_lines(block, &mut lines, figures);
        }
        Cell { span: usize::clamp(span, 1, MOST_COLUMNS), continues, text: joined(lines), side }
    }

    /// The lines of a cell; what is no text is taken out of it.
    fn put_into_lines(&mut self, block: SheetBlock, lines: &mut Vec<Vec<SheetInline>>, figures: &mut Vec<SheetBlock>) {
        match block {
            SheetBlock::Paragraph { children } | SheetBlock::ContactLine { children } => lines.push(children),
            SheetBlock::Heading { children, .. } => lines.push(vec![SheetInline::Strong { children }]),
            SheetBlock::List { ordered, start, items } => {
                for (number, item) in (start..).zip(items) {
                    let before = lines.len();
                    item.into_iter().for_each(|block| self.put_into_lines(block, lines, figures));
                    let mark = if ordered { format!("{number}. ") } else { "• ".to_owned() };
                    if let Some(first) = lines.get_mut(before) {
                        first.insert(0, SheetInline::Text { text: mark });
                    }
                }
                self.doubt_once("list-in-table", "a list in a cell has become lines with marks before them", "");
            }
            SheetBlock::Quote { blocks, attribution } => {
                blocks.into_iter().for_each(|block| self.put_into_lines(block, lines, figures));
                lines.extend(attribution);
            }
            SheetBlock::Preformatted { text } => {
                lines.extend(text.lines().map(super::text_of));
            }
            SheetBlock::Table { header, rows, .. } => {
                let row = |row: Vec<Vec<SheetInline>>| {
                    let cells = row.into_iter().filter(|cell| !cell.is_empty());
                    cells.fold(Vec::new(), |mut line: Vec<SheetInline>, cell| {
                        if !line.is_empty() {
                            line.push(SheetInline::Text { text: " – ".to_owned() });
                        }
                        line.extend(cell);
                        line
                    })
                };
                self.doubt("nested", "a table inside a cell has become lines", "");
                lines.extend(std::iter::once(header).chain(rows).map(row));
            }
            SheetBlock::Separator => {}
            other => figures.push(other),
        }
    }

    /// How a column is set: in a file of our own as its header says, else as
    /// most of its cells are.
    fn side(&self, rows: &[Vec<Cell>], column: usize) -> &'static str {
        let known = |side: &str| match side {
            "right" | "end" => "right",
            "center" => "center",
            "left" | "start" if self.ours => "left",
            _ => "none",
        };
        let at = |row: &Vec<Cell>| -> &'static str {
            let mut from = 0;
            let cell = row.iter().find(|cell| {
                from += cell.span;
                from > column
            });
            known(cell.and_then(|cell| cell.side.as_deref()).unwrap_or_default())
        };
        if self.ours {
            return rows.first().map_or("none", at);
        }
        let body = rows.get(1..).unwrap_or_default();
        let count = |side: &str| body.iter().filter(|row| at(row) == side).count();
        ["right", "center"].into_iter().find(|side| count(side) * 2 > body.len()).unwrap_or("none")
    }
}

impl Cell {
    fn empty() -> Self {
        Self { span: 1, continues: false, text: Vec::new(), side: None }
    }
}

/// A header row is bold by itself.
fn plain_header(header: &mut [Vec<SheetInline>]) {
    let is_bold = |cell: &Vec<SheetInline>| {
        cell.iter().all(|inline| match inline {
            SheetInline::Strong { .. } | SheetInline::Break => true,
            SheetInline::Text { text } => text.trim().is_empty(),
            _ => false,
        })
    };
    if !header.iter().all(is_bold) {
        return;
    }
    for cell in header {
        let inlines = std::mem::take(cell).into_iter().flat_map(|inline| match inline {
            SheetInline::Strong { children } => children,
            other => vec![other],
        });
        *cell = inlines.collect();
    }
}

/// The cells of a row, one a column.
fn spread(row: Vec<Cell>, columns: usize) -> Vec<Vec<SheetInline>> {
    let mut cells = Vec::with_capacity(columns);
    for cell in row {
        cells.push(cell.text);
        cells.extend((1..cell.span).map(|_| Vec::new()));
    }
    cells.resize(columns, Vec::new());
    cells
}

fn table_rows<'e>(element: &'e Element, rows: &mut Vec<&'e Element>) {
    within(element, "tr", rows);
}

fn row_cells<'e>(element: &'e Element, cells: &mut Vec<&'e Element>) {
    within(element, "tc", cells);
}

/// The elements `name` in this one, through what only wraps them.
fn within<'e>(element: &'e Element, name: &str, found: &mut Vec<&'e Element>) {
    for child in element.elements().filter(|child| child.space == Space::Word) {
        match child.name.as_str() {
            own if own == name => found.push(child),
            "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" => within(child, name, found),
            _ => {}
        }
    }
}
