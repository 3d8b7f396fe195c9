//! The rows of the source, drawn: a letter in each cell, or, where words run to
//! the left, as they are read.

use super::bidi;
use super::canvas::Ink;
use super::lines::{Cell, Row, Shown};
use super::pages::{INK, LEADER, MUTED, NOTES, Pages, RIGHT, SOURCE, SOURCE_SIZE, severity_colour};
use super::prose;
use crate::diagnostic::Severity;

impl Pages<'_> {
    /// Draws a row of the source with its number at the height that is reached.
    pub(super) fn row(&mut self, row: &Row) {
        let faces = self.faces;
        if let Some(number) = row.number {
            let ink = Ink { face: faces.mono, size: 6.5, colour: MUTED };
            let number = number.to_string();
            let x = SOURCE - 9.0 - prose::width(&number, ink.face, ink.size, faces);
            self.write(x, &number, ink);
        }
        let ink = Ink { face: faces.mono, size: SOURCE_SIZE, colour: INK };
        if let Some((line, _)) = self.to_the_left(row) {
            let (x, y) = (self.start_of(&line), self.y);
            if let Some(page) = self.pages.last_mut() {
                page.line_of_glyphs(x, y, &line, ink);
            }
            return;
        }
        let mut run: Option<(usize, usize, usize, String)> = None;
        for cell in &row.cells {
            match &cell.shown {
                Shown::Letter(face, character) => {
                    let joins = |run: &(usize, usize, usize, String)| {
                        run.2 == *face && *face == faces.mono && run.1 == cell.column && cell.columns > 0
                    };
                    if let Some(run) = run.as_mut().filter(|run| joins(run)) {
                        run.1 += cell.columns;
                        run.3.push(*character);
                    } else {
                        self.run(run.take(), ink);
                        let before = usize::from(cell.columns == 0).min(cell.column);
                        let start = cell.column - before;
                        run = Some((start, cell.column + cell.columns, *face, character.to_string()));
                    }
                    // A stop of the tabulator is several spaces.
                    if let Some(run) = run.as_mut().filter(|_| *character == ' ') {
                        run.3.extend(std::iter::repeat_n(' ', cell.columns.saturating_sub(1)));
                    }
                }
                Shown::CodePoint(name) => {
                    self.run(run.take(), ink);
                    self.code_point(cell, name);
                }
            }
        }
        self.run(run, ink);
    }

    fn run(&mut self, run: Option<(usize, usize, usize, String)>, ink: Ink) {
        if let Some((column, _, face, text)) = run {
            let x = SOURCE + column as f32 * self.cell;
            self.write(x, &text, Ink { face, ..ink });
        }
    }

    /// A character that no font shows, as a box with its code point.
    fn code_point(&mut self, cell: &Cell, name: &str) {
        let x = SOURCE + cell.column as f32 * self.cell;
        let wide = cell.columns as f32 * self.cell;
        let (y, faces) = (self.y, self.faces);
        let ink = Ink { face: faces.mono, size: SOURCE_SIZE * 0.82, colour: MUTED };
        let inner = prose::width(name, ink.face, ink.size, faces);
        if let Some(page) = self.pages.last_mut() {
            page.frame(x + 0.8, y - 7.0, wide - 1.6, 9.0, MUTED);
            page.text(x + (wide - inner) / 2.0, y - 0.4, name, ink, faces);
        }
    }

    /// A row in which words run to the left, set, and where its cells begin in
    /// the text of it; `None` for any other row.
    fn to_the_left(&self, row: &Row) -> Option<(bidi::Line, Vec<usize>)> {
        let (mut text, mut starts) = (String::new(), Vec::with_capacity(row.cells.len()));
        for cell in &row.cells {
            starts.push(text.len());
            match &cell.shown {
                Shown::Letter(_, character) => text.push(*character),
                Shown::CodePoint(name) => text.push_str(name),
            }
        }
        let faces = self.faces;
        bidi::has_words_to_the_left(&text).then(|| (bidi::set(&text, faces.mono, SOURCE_SIZE, faces), starts))
    }

    /// Where a line begins: one that runs to the left ends at the edge of the
    /// column.
    fn start_of(&self, line: &bidi::Line) -> f32 {
        let column = (self.room() / self.cell).floor() * self.cell;
        if line.runs_left { (SOURCE + column - line.width).max(SOURCE) } else { SOURCE }
    }

    /// The width of the column of the source.
    pub(super) fn room(&self) -> f32 {
        self.width - RIGHT - NOTES - LEADER - SOURCE
    }

    /// Where each cell of a row begins and ends on paper.
    fn places(&self, row: &Row) -> Vec<(f32, f32)> {
        if let Some((line, starts)) = self.to_the_left(row) {
            let start = self.start_of(&line);
            let of = |at: &usize| line.places.iter().find(|(place, ..)| place == at);
            return starts
                .iter()
                .map(|at| of(at).map_or((start, start), |(_, left, right)| (start + left, start + right)))
                .collect();
        }
        let x = |column: usize| SOURCE + column as f32 * self.cell;
        row.cells.iter().map(|cell| (x(cell.column), x(cell.column + cell.columns))).collect()
    }

    /// A line below the words that a finding speaks of, as far as they stand in
    /// its first row.
    pub(super) fn underline(&mut self, row: &Row, start: usize, end: usize, y: f32, severity: Severity) {
        let places = self.places(row);
        let is_space = |cell: &Cell| matches!(cell.shown, Shown::Letter(_, ' '));
        let first = row.cells.iter().position(|cell| cell.at >= start);
        let last = row.cells.iter().rposition(|cell| !is_space(cell) && cell.at >= start && cell.at < end);
        let (from, to) = match (first, last) {
            (Some(first), Some(last)) if first <= last => {
                let within = &places[first..=last];
                (
                    within.iter().map(|(left, _)| *left).fold(f32::MAX, f32::min),
                    within.iter().map(|(_, right)| *right).fold(f32::MIN, f32::max),
                )
            }
            // A place between two letters, or behind the last.
            _ => {
                let at = first.and_then(|first| places.get(first)).map(|(left, _)| *left);
                let at = at.or(places.last().map(|(_, right)| *right)).unwrap_or(SOURCE);
                (at, at)
            }
        };
        let to = to.max(from + self.cell);
        if let Some(page) = self.pages.last_mut() {
            page.line(&[(from, y + 2.4), (to, y + 2.4)], 0.9, severity_colour(severity));
        }
    }
}
