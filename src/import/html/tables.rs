//! Tables of data, and those that only put a page in order.

use super::super::draft::Doubt;
use super::blocks::{Marks, Reader, has_words};
use super::tree::{Element, Node};
use super::{is_block, is_silent};
use crate::model::sheet::{SheetBlock, SheetInline};

/// The cells of a row.
type Row = Vec<Vec<SheetInline>>;

/// Columns of a table that are kept: more are no table that anybody reads.
const WIDEST: usize = 60;

/// Cells that one may reach over.
const LONGEST_SPAN: usize = 60;

/// Whether a table holds no data but the page: one column, a table inside, or
/// cells with headings and lists.
pub fn is_layout(table: &Element) -> bool {
    if table.attribute("role") == Some("presentation") {
        return true;
    }
    let (mut widest, mut nested) = (0, false);
    table.walk(&mut |element| match element.name.as_str() {
        "tr" => widest = widest.max(cells(element).count()),
        "table" if !std::ptr::eq(element, table) => nested = true,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "blockquote" => nested = true,
        _ => {}
    });
    widest < 2 || nested
}

fn cells(row: &Element) -> impl Iterator<Item = &Element> {
    row.children.iter().filter_map(|child| match child {
        Node::Element(cell) if matches!(cell.name.as_str(), "td" | "th") => Some(cell),
        _ => None,
    })
}

/// The table, with its caption and whatever else stands in it before it.
pub fn read(table: &Element, reader: &mut Reader<'_, '_>) -> Vec<SheetBlock> {
    let mut blocks = Vec::new();
    let mut grid = Grid::default();
    let mut has_head = false;
    let mut rows: Vec<&Element> = Vec::new();
    around(table, reader, &mut blocks, &mut rows);
    for (at, row) in rows.iter().enumerate() {
        has_head |= at == 0 && cells(row).all(|cell| cell.name == "th");
        grid.begin();
        for cell in cells(row) {
            let spans = (span(cell, "colspan"), span(cell, "rowspan"));
            if spans != (1, 1) {
                let doubt = Doubt::new("joined-cells", "a cell reached over several; the others are empty now");
                reader.draft.doubt(doubt.at("<table>").about(cell.text()));
            }
            let content = reader.run(&cell.children);
            grid.cell(content, spans, alignment(cell));
        }
    }
    let Some((alignments, mut rows)) = grid.finish() else { return blocks };
    if !has_head {
        let doubt = Doubt::new("table-head", "the table had no head: its first row is taken for it");
        reader.draft.doubt(doubt.at("<table>"));
    }
    let header = rows.remove(0);
    blocks.push(SheetBlock::Table { alignments, header, rows });
    blocks
}

fn span(cell: &Element, name: &str) -> usize {
    let number = cell.attribute(name).and_then(|number| number.trim().parse::<usize>().ok());
    number.unwrap_or(1).clamp(1, LONGEST_SPAN)
}

fn alignment(cell: &Element) -> Option<&'static str> {
    let style = cell.attribute("style").map(|style| style.replace(' ', "")).unwrap_or_default();
    let styled = style.split("text-align:").nth(1).map(|value| value.split(';').next().unwrap_or(value));
    match cell.attribute("align").or(styled)?.to_ascii_lowercase().as_str() {
        "right" => Some("right"),
        "center" | "middle" => Some("center"),
        "left" => Some("left"),
        _ => None,
    }
}

/// Gathers the rows; what is none, a caption above all, becomes blocks.
fn around<'e>(
    element: &'e Element,
    reader: &mut Reader<'_, '_>,
    blocks: &mut Vec<SheetBlock>,
    rows: &mut Vec<&'e Element>,
) {
    for child in &element.children {
        match child {
            Node::Element(row) if is_silent(row) => {}
            Node::Element(row) if row.name == "tr" => rows.push(row),
            Node::Element(part) if matches!(part.name.as_str(), "thead" | "tbody" | "tfoot") => {
                around(part, reader, blocks, rows);
            }
            Node::Element(part) if !is_block(&part.name) && part.text().is_empty() => {}
            other => blocks.extend(reader.flow(std::slice::from_ref(other), Marks::default())),
        }
    }
}

/// Rows whose cells may reach over several.
#[derive(Default)]
struct Grid {
    rows: Vec<Vec<Option<Vec<SheetInline>>>>,
    /// For each column, how many rows the cell above still reaches down.
    reach: Vec<usize>,
    alignments: Vec<Vec<Option<&'static str>>>,
    column: usize,
}

impl Grid {
    fn begin(&mut self) {
        for reach in &mut self.reach {
            *reach = reach.saturating_sub(1);
        }
        self.rows.push(Vec::new());
        self.column = 0;
    }

    fn cell(&mut self, content: Vec<SheetInline>, (wide, high): (usize, usize), aligned: Option<&'static str>) {
        while self.reach.get(self.column).is_some_and(|reach| *reach > 0) {
            self.column += 1;
        }
        let mut content = Some(content);
        for at in self.column..self.column + wide {
            if self.reach.len() <= at {
                self.reach.resize(at + 1, 0);
                self.alignments.resize_with(at + 1, Vec::new);
            }
            self.reach[at] = high;
            self.alignments[at].push(aligned);
            if let Some(row) = self.rows.last_mut() {
                if row.len() <= at {
                    row.resize_with(at + 1, || None);
                }
                row[at] = content.take();
            }
        }
        self.column += wide;
    }

    /// Alignments and rows of one width; `None` for a table without words.
    fn finish(self) -> Option<(Vec<&'static str>, Vec<Row>)> {
        let width = self.rows.iter().map(Vec::len).max().unwrap_or(0).min(WIDEST);
        let mut rows: Vec<Row> = Vec::new();
        for row in self.rows {
            let mut cells: Vec<Vec<SheetInline>> = row.into_iter().map(Option::unwrap_or_default).collect();
            if !cells.iter().any(|cell| has_words(cell)) {
                continue;
            }
            // What is beyond all measure stays, in the last cell.
            let beyond: Vec<Vec<SheetInline>> = cells.drain(WIDEST.min(cells.len())..).collect();
            for cell in beyond {
                if let Some(last) = cells.last_mut() {
                    last.push(SheetInline::Text { text: " ".to_owned() });
                    last.extend(cell);
                }
            }
            cells.resize_with(width, Vec::new);
            rows.push(cells);
        }
        // A head is often set otherwise than what stands below it.
        let common = |column: &Vec<Option<&'static str>>| {
            let last = column.last().copied().flatten();
            let same = column.iter().skip(1).all(|one| *one == last);
            last.filter(|_| same).unwrap_or("none")
        };
        let mut alignments: Vec<&'static str> = self.alignments.iter().map(common).collect();
        alignments.resize(width, "none");
        (!rows.is_empty()).then_some((alignments, rows))
    }
}
