//! Where everything stands on the pages of a proof.

use super::Proof;
use super::canvas::{Canvas, Colour, Ink};
use super::faces::Faces;
use super::lines::{row_of, rows};
use super::margin::{Wanted, place};
use super::note::{GAP, Note};
use super::prose;
use crate::diagnostic::Severity;

/// Black enough for paper.
pub const INK: Colour = [0.10, 0.11, 0.15];
/// What explains and does not say.
pub const MUTED: Colour = [0.36, 0.38, 0.44];
const HAIRLINE: Colour = [0.78, 0.80, 0.84];
/// The words behind the text: seen at once, and read through without effort.
const PALE: Colour = [0.925, 0.925, 0.93];

const LEFT: f32 = 40.0;
pub const RIGHT: f32 = 36.0;
/// Where the source begins, right of the numbers.
pub const SOURCE: f32 = LEFT + 30.0;
/// The width of the margin with the notes, and of the gap before it.
pub const NOTES: f32 = 168.0;
pub const LEADER: f32 = 20.0;
pub const SOURCE_SIZE: f32 = 8.0;
const LEADING: f32 = 11.6;
/// Upper edge of the text on pages behind the first, lower edge on all.
const TOP: f32 = 66.0;
const FOOT: f32 = 54.0;

/// The pages so far.
pub struct Pages<'a> {
    pub(super) proof: &'a Proof<'a>,
    pub(super) faces: &'a Faces,
    pub(super) width: f32,
    height: f32,
    pub(super) cell: f32,
    pub(super) pages: Vec<Canvas>,
    /// Where the next line goes on the last page.
    pub(super) y: f32,
}

/// All pages, drawn.
pub fn lay_out(proof: &Proof<'_>, faces: &Faces) -> Vec<Canvas> {
    let (width, height) = if proof.dress.paper == "us-letter" { (612.0, 792.0) } else { (595.28, 841.89) };
    let cell = faces.advance(faces.mono, 'n').max(0.1) * SOURCE_SIZE;
    let mut pages = Pages { proof, faces, width, height, cell, pages: Vec::new(), y: 0.0 };
    pages.open();
    pages.head();
    pages.approvals();
    pages.body();
    pages.feet();
    pages.pages
}

impl Pages<'_> {
    /// A new page, with the words across it.
    fn open(&mut self) {
        let mut canvas = Canvas::new(self.width, self.height);
        let words = self.proof.marks.join(" · ");
        if !words.is_empty() {
            let ink = Ink { face: self.faces.strong, size: 100.0, colour: PALE };
            let room = self.width.hypot(self.height) * 0.66;
            let wide = prose::width(&words, ink.face, ink.size, self.faces).max(1.0);
            let ink = Ink { size: (ink.size * room / wide).min(150.0), ..ink };
            let half = prose::width(&words, ink.face, ink.size, self.faces) / 2.0;
            let angle = (self.height / self.width).atan();
            let (sin, cos) = angle.sin_cos();
            // The middle of the letters, not their foot, on the middle of the page.
            let foot = ink.size * 0.36;
            let x = self.width / 2.0 - half * cos + foot * sin;
            let y = self.height / 2.0 + half * sin + foot * cos;
            canvas.turned(x, y, angle, &words, ink, self.faces);
        }
        if !self.pages.is_empty() {
            let ink = Ink { face: self.faces.plain, size: 8.0, colour: MUTED };
            let name = format!("{} · {} · {}", self.name(), self.proof.language, self.proof.source.name());
            let room = self.width - LEFT - RIGHT;
            let name =
                prose::fitted(&prose::legible(&name, ink.face, self.faces), ink.face, ink.size, room, self.faces);
            canvas.text(LEFT, 44.0, &name, ink, self.faces);
            canvas.line(&[(LEFT, 51.0), (self.width - RIGHT, 51.0)], 0.5, HAIRLINE);
        }
        self.pages.push(canvas);
        self.y = TOP;
    }

    fn name(&self) -> &str {
        self.proof.reference.as_deref().unwrap_or(self.proof.source.name())
    }

    fn bottom(&self) -> f32 {
        self.height - FOOT
    }

    pub(super) fn write(&mut self, x: f32, text: &str, ink: Ink) -> f32 {
        let (y, faces) = (self.y, self.faces);
        self.pages.last_mut().map_or(x, |page| page.text(x, y, text, ink, faces))
    }

    fn rule(&mut self, thickness: f32, tone: Colour) {
        let (y, right) = (self.y, self.width - RIGHT);
        if let Some(page) = self.pages.last_mut() {
            page.line(&[(LEFT, y), (right, y)], thickness, tone);
        }
    }

    /// Lines of running text over the whole width.
    fn paragraph(&mut self, text: &str, ink: Ink, leading: f32) {
        for line in prose::broken(text, ink.face, ink.size, self.width - LEFT - RIGHT, self.faces) {
            if self.y + leading > self.bottom() {
                self.open();
            }
            self.y += leading;
            self.write(LEFT, &line, ink);
        }
    }

    fn head(&mut self) {
        let faces = self.faces;
        let accent = colour_of(self.proof.dress.accent);
        let small = Ink { face: faces.plain, size: 8.5, colour: MUTED };
        self.y = 44.0;
        self.write(LEFT, &prose::legible(self.proof.organisation, small.face, faces), small);
        let title = Ink { face: faces.strong, size: 8.5, colour: accent };
        let words = "Proof for approval";
        let x = self.width - RIGHT - prose::width(words, title.face, title.size, faces);
        self.write(x, words, title);
        self.y += 8.0;
        self.rule(1.2, accent);
        self.y += 6.0;
        let name = self.name().to_owned();
        self.paragraph(&name, Ink { face: faces.strong, size: 20.0, colour: INK }, 22.0);
        self.y += 2.0;
        self.paragraph(self.proof.headline, Ink { face: faces.plain, size: 10.5, colour: INK }, 14.0);
        self.y += 3.0;
        let facts = format!("{} · {} · {}", self.proof.language, self.proof.source.name(), self.count());
        self.paragraph(&facts, small, 12.0);
        if let Some(embargo) = self.proof.embargo {
            self.paragraph(embargo, Ink { face: faces.strong, ..small_ink(Severity::Error, small) }, 12.0);
        }
        self.y += 22.0;
    }

    /// `2 errors, 1 warning`
    fn count(&self) -> String {
        let said: Vec<String> = [Severity::Error, Severity::Warning, Severity::Info]
            .into_iter()
            .filter_map(|severity| {
                let number = self.proof.findings.iter().filter(|finding| finding.severity == severity).count();
                let many = if number == 1 { "" } else { "s" };
                (number > 0).then(|| format!("{number} {}{many}", severity.name()))
            })
            .collect();
        if said.is_empty() { "nothing to correct".to_owned() } else { said.join(", ") }
    }

    /// A line for each who signs: role, name, date, signature.
    fn approvals(&mut self) {
        let Some(most) = (!self.proof.approvals.is_empty()).then_some(self.width - LEFT - RIGHT) else { return };
        let faces = self.faces;
        let small = Ink { face: faces.plain, size: 7.0, colour: MUTED };
        let stops = [0.0, most * 0.24, most * 0.52, most * 0.68];
        for (stop, word) in stops.into_iter().zip(["Role", "Name", "Date", "Signature"]) {
            self.write(LEFT + stop, word, small);
        }
        self.y += 4.0;
        self.rule(0.5, HAIRLINE);
        for role in self.proof.approvals {
            if self.y + 26.0 > self.bottom() {
                self.open();
            }
            self.y += 17.0;
            let ink = Ink { face: faces.strong, size: 8.5, colour: INK };
            let role = prose::legible(role, ink.face, faces);
            let role = prose::fitted(&role, ink.face, ink.size, stops[1] - 8.0, faces);
            self.write(LEFT, &role, ink);
            self.y += 9.0;
            for (index, stop) in stops.into_iter().enumerate() {
                let end = stops.get(index + 1).map_or(most, |next| next - 8.0);
                let y = self.y;
                if let Some(page) = self.pages.last_mut() {
                    page.line(&[(LEFT + stop, y), (LEFT + end, y)], 0.5, if index == 0 { HAIRLINE } else { MUTED });
                }
            }
        }
        self.y += 20.0;
    }

    /// The source with the findings beside it, and behind it those that found
    /// no room there.
    fn body(&mut self) {
        let faces = self.faces;
        let rows = rows(self.proof.source.text(), (self.room() / self.cell).max(20.0) as usize, faces);
        let mut left_out = 0;
        let mut late: Vec<Note> = Vec::new();
        let mut next = 0;
        while next < rows.len() {
            if self.y + LEADING > self.bottom() {
                self.open();
            }
            let top = self.y;
            let fit = (((self.bottom() - top) / LEADING) as usize).max(1);
            let end = (next + fit).min(rows.len());
            for row in &rows[next..end] {
                self.y += LEADING;
                self.row(row);
            }
            let mut notes = Vec::new();
            for finding in self.proof.findings {
                let row = row_of(&rows, finding.span.start);
                if (next..end).contains(&row) {
                    self.underline(
                        &rows[row],
                        finding.span.start,
                        finding.span.end,
                        top + (row + 1 - next) as f32 * LEADING,
                        finding.severity,
                    );
                    notes.push((row - next, Note::new(finding, self.proof.source, NOTES, faces)));
                }
            }
            left_out = self.margin(top, notes, left_out, &mut late);
            next = end;
        }
        if !late.is_empty() {
            self.late(&late);
        }
    }

    /// The notes of this page; those without room are kept for the end, with
    /// a word about them here.
    fn margin(&mut self, top: f32, notes: Vec<(usize, Note)>, left_out: usize, late: &mut Vec<Note>) -> usize {
        let faces = self.faces;
        let wanted: Vec<Wanted> = notes
            .iter()
            .map(|(row, note)| Wanted { target: top + *row as f32 * LEADING + 2.6, height: note.height() })
            .collect();
        let places = place(&wanted, top + 2.6, self.bottom(), GAP, 12.0);
        let x = self.width - RIGHT - NOTES;
        let bottom = self.bottom();
        let Some(page) = self.pages.last_mut() else { return left_out };
        let before = late.len();
        for ((row, note), place) in notes.into_iter().zip(places) {
            let Some(y) = place else {
                late.push(note);
                continue;
            };
            let line = top + row as f32 * LEADING + LEADING - 2.8;
            page.line(&[(x - LEADER + 2.0, line), (x - 5.0, y + 6.0)], 0.4, severity_colour(note.severity));
            note.draw(page, x, y, faces);
        }
        let added = late.len() - before;
        if added > 0 {
            let (first, last) = (left_out + 1, left_out + added);
            let words = if added == 1 {
                format!("Note {first} stands at the end")
            } else {
                format!("Notes {first} to {last} stand at the end")
            };
            page.text(x, bottom - 1.0, &words, Ink { face: faces.strong, size: 7.0, colour: INK }, faces);
        }
        left_out + added
    }

    /// The numbered notes at the end.
    fn late(&mut self, late: &[Note]) {
        let faces = self.faces;
        self.open();
        self.y += 6.0;
        self.write(LEFT, "Notes without room in the margin", Ink { face: faces.strong, size: 11.0, colour: INK });
        self.y += 10.0;
        for (index, note) in late.iter().enumerate() {
            let wide = note.rebroken(self.width - RIGHT - SOURCE, faces);
            if self.y + wide.height().min(60.0) > self.bottom() {
                self.open();
            }
            let number = Ink { face: faces.strong, size: 7.5, colour: INK };
            self.y += 7.5;
            self.write(LEFT, &format!("{}", index + 1), number);
            self.y -= 7.5;
            // A note may be taller than a page.
            for line in 0..wide.lines() {
                if self.y + wide.leading() > self.bottom() {
                    self.open();
                }
                let y = self.y;
                if let Some(page) = self.pages.last_mut() {
                    wide.draw_line(page, SOURCE, y, line, faces);
                }
                self.y += wide.leading();
            }
            self.y += GAP;
        }
    }

    fn feet(&mut self) {
        let faces = self.faces;
        let of = self.pages.len();
        let small = Ink { face: faces.plain, size: 7.0, colour: MUTED };
        let y = self.height - 30.0;
        for (index, page) in self.pages.iter_mut().enumerate() {
            page.line(&[(LEFT, y - 11.0), (self.width - RIGHT, y - 11.0)], 0.5, HAIRLINE);
            let end = page.text(LEFT, y, "SHA-256 of the words  ", small, faces);
            let hash = Ink { face: faces.mono, size: 6.2, colour: MUTED };
            page.text(end, y, self.proof.content_hash, hash, faces);
            let number = format!("page {} of {of}", index + 1);
            let x = self.width - RIGHT - prose::width(&number, small.face, small.size, faces);
            page.text(x, y, &number, small, faces);
        }
    }
}

fn small_ink(severity: Severity, ink: Ink) -> Ink {
    Ink { colour: severity_colour(severity), ..ink }
}

/// The colour of a severity; the word stands beside it always.
pub fn severity_colour(severity: Severity) -> Colour {
    match severity {
        Severity::Error => [0.70, 0.12, 0.10],
        Severity::Warning => [0.60, 0.38, 0.0],
        Severity::Info => [0.28, 0.40, 0.58],
    }
}

/// `#rrggbb`, else ink.
fn colour_of(text: &str) -> Colour {
    let part = |at: usize| {
        let digits = text.strip_prefix('#')?.get(at..at + 2)?;
        Some(f32::from(u8::from_str_radix(digits, 16).ok()?) / 255.0)
    };
    match (part(0), part(2), part(4)) {
        (Some(red), Some(green), Some(blue)) => [red, green, blue],
        _ => INK,
    }
}
