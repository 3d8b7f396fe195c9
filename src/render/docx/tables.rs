//! Tables, with a first row that every page repeats.

use super::inlines::Line;
use super::setter::{Paragraph, Setter};
use super::xml::Xml;
use crate::model::sheet::{SheetInline, inline_text};

/// Twentieths of a point that a letter of the table's size takes on average; a
/// little more than in the house's own fonts, which may not be installed.
const LETTER: f64 = 0.62 * 190.0;

/// Between two columns.
const GAP: f64 = 200.0;

/// A row with more letters may be broken over two pages.
const LONG_ROW: usize = 900;

impl Setter<'_> {
    /// A table; `indent` is how far it stands in. What follows keeps a distance,
    /// and never grows together with it.
    pub fn table(
        &mut self,
        alignments: &[&'static str],
        header: &[Vec<SheetInline>],
        rows: &[Vec<Vec<SheetInline>>],
        indent: u32,
    ) {
        let total = self.look.column().saturating_sub(indent).max(2000);
        let widths = widths(header, rows, alignments, total);
        self.inside("w:tbl", &[], |setter| {
            let right_to_left = setter.right_to_left;
            table_properties(&mut setter.xml, &widths, indent, right_to_left);
            setter.row(header, alignments, &widths, true);
            for row in rows {
                setter.row(row, alignments, &widths, false);
            }
        });
        self.paragraph(Paragraph::styled("TableGap"), &Line::default());
    }

    fn row(&mut self, cells: &[Vec<SheetInline>], alignments: &[&'static str], widths: &[u32], is_header: bool) {
        self.inside("w:tr", &[], |setter| {
            let letters: usize = cells.iter().map(|cell| letters(cell).chars().count()).sum();
            if is_header || letters <= LONG_ROW {
                setter.xml.element("w:trPr", &[], |xml| {
                    if letters <= LONG_ROW {
                        xml.empty("w:cantSplit", &[]);
                    }
                    if is_header {
                        xml.empty("w:tblHeader", &[]);
                    }
                });
            }
            for (at, cell) in cells.iter().enumerate() {
                setter.inside("w:tc", &[], |setter| {
                    let width = widths.get(at).copied().unwrap_or(GAP as u32).to_string();
                    setter.xml.element("w:tcPr", &[], |xml| {
                        xml.empty("w:tcW", &[("w:w", &width), ("w:type", "dxa")]);
                    });
                    // Word calls left where a line begins.
                    let side = alignments.get(at).copied().filter(|side| *side != "none");
                    let keep_next = is_header.then_some(true);
                    let paragraph = Paragraph { side, keep_next, ..Paragraph::styled("TableText") };
                    setter.paragraph(paragraph, &Line::of(cell));
                });
            }
        });
    }
}

fn table_properties(xml: &mut Xml, widths: &[u32], indent: u32, right_to_left: bool) {
    let total = widths.iter().sum::<u32>().to_string();
    xml.element("w:tblPr", &[], |xml| {
        xml.value("w:tblStyle", "NoticeTable");
        if right_to_left {
            xml.empty("w:bidiVisual", &[]);
        }
        xml.empty("w:tblW", &[("w:w", &total), ("w:type", "dxa")]);
        xml.empty("w:tblInd", &[("w:w", &indent.to_string()), ("w:type", "dxa")]);
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        let look = [
            ("w:val", "0420"),
            ("w:firstRow", "1"),
            ("w:lastRow", "0"),
            ("w:firstColumn", "0"),
            ("w:lastColumn", "0"),
            ("w:noHBand", "0"),
            ("w:noVBand", "1"),
        ];
        xml.empty("w:tblLook", &look);
    });
    xml.element("w:tblGrid", &[], |xml| {
        widths.iter().for_each(|width| xml.empty("w:gridCol", &[("w:w", &width.to_string())]));
    });
}

fn letters(cell: &[SheetInline]) -> String {
    let mut text = String::new();
    inline_text(cell, &mut text);
    text
}

/// The widths of the columns: what each would take on one line where there is
/// room for all; else its longest word, and the rest goes where the text is long.
fn widths(
    header: &[Vec<SheetInline>],
    rows: &[Vec<Vec<SheetInline>>],
    alignments: &[&'static str],
    total: u32,
) -> Vec<u32> {
    let columns = header.len().max(rows.iter().map(Vec::len).max().unwrap_or(0)).max(1);
    let total = f64::from(total);
    let (mut natural, mut least) = (vec![GAP; columns], vec![GAP; columns]);
    for (number, row) in std::iter::once(header).chain(rows.iter().map(Vec::as_slice)).enumerate() {
        for (column, cell) in row.iter().enumerate().take(columns) {
            let text = letters(cell);
            // Bold letters are wider.
            let letter = if number == 0 { LETTER * 1.12 } else { LETTER };
            let whole = text.chars().count() as f64 * letter;
            // Figures stay on one line.
            let is_figure = number > 0 && alignments.get(column) == Some(&"right");
            let words = text.split(' ').map(|word| word.chars().count()).max().unwrap_or(0).min(28) as f64 * letter;
            natural[column] = natural[column].max(whole + GAP);
            least[column] = least[column].max(if is_figure { whole } else { words } + GAP);
        }
    }
    let needed: f64 = natural.iter().sum();
    let smallest: f64 = least.iter().sum();
    let shares: Vec<f64> = if needed <= total {
        let widest = natural.iter().copied().fold(0.0, f64::max);
        let at = natural.iter().position(|width| *width >= widest).unwrap_or(0);
        natural.iter().enumerate().map(|(own, width)| if own == at { width + total - needed } else { *width }).collect()
    } else if smallest < total {
        let wishes: Vec<f64> =
            natural.iter().zip(&least).map(|(natural, least)| (natural - least).max(0.0).sqrt()).collect();
        let spare = (total - smallest) / wishes.iter().sum::<f64>().max(1.0);
        least.iter().zip(&wishes).map(|(least, wish)| least + wish * spare).collect()
    } else {
        least.iter().map(|width| width * total / smallest).collect()
    };
    shares.iter().map(|width| width.max(100.0) as u32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(texts: &[&str]) -> Vec<Vec<SheetInline>> {
        texts.iter().map(|text| vec![SheetInline::Text { text: (*text).to_owned() }]).collect()
    }

    #[test]
    fn columns_share_the_width() {
        let narrow = widths(&cells(&["A", "B"]), &[cells(&["a long name", "1"])], &["left", "right"], 8000);
        assert!(narrow[0] > narrow[1], "{narrow:?}");
        let long = "words ".repeat(60);
        let wide = widths(&cells(&["A", "B"]), &[cells(&[&long, "1 000 000"])], &["left", "right"], 8000);
        for found in [narrow, wide] {
            let sum: u32 = found.iter().sum();
            assert!((7990..=8000).contains(&sum), "{found:?}");
        }
        let many: Vec<&str> = vec!["abcdefghijklmnopqrstuvwxyz"; 40];
        assert_eq!(widths(&cells(&many), &[], &[], 8000).len(), 40);
    }
}
