//! The lines of the source, broken into rows that fit the column.
//!
//! A row is a grid of cells as wide as a letter of the monospaced face, so that
//! every character has its place before anything is drawn.

use unicode_width::UnicodeWidthChar as _;

use super::faces::{FaceId, Faces};

/// How far the rows behind the first of a line are set in, in cells.
const HANGING: usize = 2;
/// Cells between two stops of the tabulator.
const TAB: usize = 4;

/// One character in its cells.
pub struct Cell {
    /// Its first byte in the file.
    pub at: usize,
    /// Its first cell.
    pub column: usize,
    /// How many cells it takes.
    pub columns: usize,
    /// How it is shown.
    pub shown: Shown,
}

/// How a character is shown.
pub enum Shown {
    /// By its letter in a face.
    Letter(FaceId, char),
    /// By its code point in a box: `U+200B`.
    CodePoint(String),
}

/// One row of the column.
pub struct Row {
    /// The number of the line, where it begins.
    pub number: Option<usize>,
    /// Its first byte in the file.
    pub start: usize,
    /// Its characters.
    pub cells: Vec<Cell>,
}

/// The rows of `text`, none of them wider than `width` cells.
pub fn rows(text: &str, width: usize, faces: &Faces) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut start = 0;
    for (index, piece) in text.split_inclusive('\n').enumerate() {
        let line = piece.strip_suffix('\n').unwrap_or(piece);
        let line = line.strip_suffix('\r').unwrap_or(line);
        // A byte order mark is no part of the text.
        let mark = if start == 0 && line.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let cells = line[mark..].char_indices().map(|(at, character)| (start + mark + at, character));
        broken(index + 1, start, cells, width, faces, &mut rows);
        start += piece.len();
    }
    if rows.is_empty() {
        rows.push(Row { number: Some(1), start: 0, cells: Vec::new() });
    }
    rows
}

fn broken(
    line: usize,
    start: usize,
    characters: impl Iterator<Item = (usize, char)>,
    width: usize,
    faces: &Faces,
    rows: &mut Vec<Row>,
) {
    let mut row = Row { number: Some(line), start, cells: Vec::new() };
    let mut column = 0;
    // Behind the last space of the row: where it may be broken.
    let mut after_space = 0;
    for (at, character) in characters {
        let (columns, shown) = cell(character, column, faces);
        // A space may hang over the edge: it shows nothing there.
        if column + columns > width && character != ' ' && !row.cells.is_empty() {
            let cut = if after_space > 0 { after_space } else { row.cells.len() };
            let mut rest = row.cells.split_off(cut);
            let next = rest.first().map_or(at, |cell| cell.at);
            let shift = rest.first().map_or(column, |cell| cell.column);
            rest.iter_mut().for_each(|cell| cell.column = cell.column - shift + HANGING);
            column = column - shift + HANGING;
            rows.push(std::mem::replace(&mut row, Row { number: None, start: next, cells: rest }));
            after_space = 0;
        }
        row.cells.push(Cell { at, column, columns, shown });
        column += columns;
        if matches!(character, ' ' | '\t') {
            after_space = row.cells.len();
        }
    }
    rows.push(row);
}

fn cell(character: char, column: usize, faces: &Faces) -> (usize, Shown) {
    if character == '\t' {
        return (TAB - column % TAB, Shown::Letter(faces.mono, ' '));
    }
    let Some(face) = faces.face_for(faces.mono, character) else {
        let name = format!("U+{:04X}", u32::from(character));
        return (name.len(), Shown::CodePoint(name));
    };
    let columns = if character.width() == Some(0) {
        0
    } else if face == faces.mono {
        1
    } else {
        // A borrowed letter may be wider than the grid.
        let cells = faces.advance(face, character) / faces.advance(faces.mono, 'n').max(0.1);
        if cells > 1.15 { 2 } else { 1 }
    };
    (columns, Shown::Letter(face, character))
}

/// The row that the byte `at` stands in.
pub fn row_of(rows: &[Row], at: usize) -> usize {
    rows.partition_point(|row| row.start <= at).saturating_sub(1)
}
