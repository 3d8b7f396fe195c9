//! A finding as a note: severity, rule and place, then what is wrong and the
//! way out.

use super::canvas::{Canvas, Ink};
use super::faces::Faces;
use super::pages::{INK, MUTED, severity_colour};
use super::prose;
use crate::diagnostic::{Diagnostic, Severity};
use crate::span::SourceFile;

/// Between two notes.
pub const GAP: f32 = 6.0;
const SIZE: f32 = 7.2;
const LEADING: f32 = 9.2;
/// Right of the bar in the colour of the severity.
const INSET: f32 = 6.0;

/// A note of the margin.
pub struct Note {
    /// How much it weighs.
    pub severity: Severity,
    rule: String,
    place: String,
    /// The message, other places, the help.
    said: Vec<(String, bool)>,
    body: Vec<(String, bool)>,
    head: Vec<String>,
}

impl Note {
    /// The note of a finding, `width` points wide.
    pub fn new(finding: &Diagnostic, source: &SourceFile, width: f32, faces: &Faces) -> Self {
        let at = |offset: usize| {
            let position = source.position(offset);
            format!("{}:{}", position.line, position.column)
        };
        let mut said = vec![(finding.message.clone(), false)];
        said.extend(finding.labels.iter().map(|label| (format!("{}: {}", at(label.span.start), label.message), true)));
        said.extend(finding.help.iter().map(|help| (format!("help: {help}"), true)));
        let note = Self {
            severity: finding.severity,
            rule: finding.rule.to_string(),
            place: at(finding.span.start),
            said,
            body: Vec::new(),
            head: Vec::new(),
        };
        note.rebroken(width, faces)
    }

    /// The same note in another width.
    pub fn rebroken(&self, width: f32, faces: &Faces) -> Self {
        let room = width - INSET;
        let head = format!("{} {}  {}", self.severity.name(), self.rule, self.place);
        let lines = |(text, quiet): &(String, bool)| -> Vec<(String, bool)> {
            let broken = prose::broken(text, faces.plain, SIZE, room, faces);
            broken.into_iter().map(|line| (line, *quiet)).collect()
        };
        Self {
            severity: self.severity,
            rule: self.rule.clone(),
            place: self.place.clone(),
            body: self.said.iter().flat_map(lines).collect(),
            head: prose::broken(&head, faces.strong, SIZE, room, faces),
            said: self.said.clone(),
        }
    }

    /// How many lines it has.
    pub fn lines(&self) -> usize {
        self.head.len() + self.body.len()
    }

    /// From one line to the next.
    pub fn leading(&self) -> f32 {
        LEADING
    }

    /// How tall it is.
    pub fn height(&self) -> f32 {
        self.lines() as f32 * LEADING
    }

    /// Draws it with its upper edge at `y`.
    pub fn draw(&self, page: &mut Canvas, x: f32, y: f32, faces: &Faces) {
        for line in 0..self.lines() {
            self.draw_line(page, x, y + line as f32 * LEADING, line, faces);
        }
    }

    /// Draws one of its lines.
    pub fn draw_line(&self, page: &mut Canvas, x: f32, y: f32, line: usize, faces: &Faces) {
        let tone = severity_colour(self.severity);
        page.line(&[(x, y), (x, y + LEADING)], 1.4, tone);
        let base = y + SIZE;
        if let Some(head) = self.head.get(line) {
            page.text(x + INSET, base, head, Ink { face: faces.strong, size: SIZE, colour: tone }, faces);
        } else if let Some((text, quiet)) = self.body.get(line - self.head.len()) {
            let colour = if *quiet { MUTED } else { INK };
            page.text(x + INSET, base, text, Ink { face: faces.plain, size: SIZE, colour }, faces);
        }
    }
}
