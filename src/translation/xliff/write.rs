//! Segments → XLIFF.

use std::collections::BTreeMap;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesStart, BytesText, Event};

use super::content::{Out, close, content, data, element, safe, text};
use super::{CORE, MATCHES};
use crate::model::language::Language;
use crate::translation::content::Piece;
use crate::translation::merge::Translations;
use crate::translation::segments::Segment;

/// What is sent to a translator, or kept beside a translation.
pub struct Parcel<'a> {
    /// What the original is called: `AGENDA/18/5869/en.md`.
    pub original: &'a str,
    /// Its language.
    pub source: &'a Language,
    /// The language of the translation.
    pub target: &'a Language,
    /// The segments.
    pub segments: &'a [Segment],
    /// Translations that are known.
    pub translations: &'a Translations,
    /// Translations of what a segment said before, by its id.
    pub candidates: &'a BTreeMap<String, Candidate>,
    /// Whether the translations are done with, and not only known.
    pub is_final: bool,
    /// Notes about the whole: category and text.
    pub notes: &'a [(&'static str, String)],
}

/// A translation of something like a segment.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// What was translated.
    pub source: Vec<Piece>,
    /// The translation.
    pub target: Vec<Piece>,
    /// How much of a hundred both have in common.
    pub likeness: usize,
}

/// Writes the file.
///
/// # Errors
/// Only such as a writer into memory can have: none.
pub fn write(parcel: &Parcel<'_>) -> io::Result<Vec<u8>> {
    let mut out: Out = Writer::new(Vec::new());
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let mut attributes = vec![("xmlns", CORE)];
    if !parcel.candidates.is_empty() {
        attributes.push(("xmlns:mtc", MATCHES));
    }
    attributes.extend([
        ("version", "2.0"),
        ("srcLang", parcel.source.code.as_str()),
        ("trgLang", parcel.target.code.as_str()),
    ]);
    line(&mut out, 0)?;
    out.write_event(Event::Start(element("xliff", &attributes)))?;
    line(&mut out, 1)?;
    let mut attributes = vec![("id", "notice"), ("original", parcel.original), ("xml:space", "preserve")];
    let direction = |language: &Language| if language.is_right_to_left() { "rtl" } else { "ltr" };
    attributes.extend([("srcDir", direction(parcel.source)), ("trgDir", direction(parcel.target))]);
    out.write_event(Event::Start(element("file", &attributes)))?;
    notes(&mut out, 2, parcel.notes)?;
    let mut group: Option<&str> = None;
    let mut groups = 0;
    for segment in parcel.segments {
        let section = segment.section.as_deref();
        if section != group {
            if group.is_some() {
                line(&mut out, 2)?;
                close(&mut out, "group")?;
            }
            if let Some(label) = section {
                groups += 1;
                let id = format!("g{groups}");
                line(&mut out, 2)?;
                out.write_event(Event::Start(element("group", &[("id", &id), ("name", label)])))?;
            }
            group = section;
        }
        unit(&mut out, if group.is_some() { 3 } else { 2 }, segment, parcel)?;
    }
    if group.is_some() {
        line(&mut out, 2)?;
        close(&mut out, "group")?;
    }
    line(&mut out, 1)?;
    close(&mut out, "file")?;
    line(&mut out, 0)?;
    close(&mut out, "xliff")?;
    line(&mut out, 0)?;
    Ok(out.into_inner())
}

/// A new line, `depth` steps in.
fn line(out: &mut Out, depth: usize) -> io::Result<()> {
    out.write_event(Event::Text(BytesText::from_escaped(format!("\n{}", "  ".repeat(depth)))))
}

fn notes(out: &mut Out, depth: usize, notes: &[(&str, String)]) -> io::Result<()> {
    if notes.is_empty() {
        return Ok(());
    }
    line(out, depth)?;
    out.write_event(Event::Start(BytesStart::new("notes")))?;
    for (category, note) in notes {
        line(out, depth + 1)?;
        out.write_event(Event::Start(element("note", &[("category", category)])))?;
        out.write_event(Event::Text(BytesText::new(&safe(note))))?;
        close(out, "note")?;
    }
    line(out, depth)?;
    close(out, "notes")
}

fn unit(out: &mut Out, depth: usize, segment: &Segment, parcel: &Parcel<'_>) -> io::Result<()> {
    line(out, depth)?;
    out.write_event(Event::Start(element("unit", &[("id", &segment.id)])))?;
    let candidate = parcel.candidates.get(&segment.id);
    if let Some(candidate) = candidate {
        matches(out, depth + 1, segment, candidate)?;
    }
    let mut about = vec![("place", segment.role.name().to_owned())];
    if candidate.is_some() {
        about.push(("change", "the original has changed here since it was translated".to_owned()));
    }
    notes(out, depth + 1, &about)?;
    let data = data(&segment.codes);
    if !data.is_empty() {
        line(out, depth + 1)?;
        out.write_event(Event::Start(BytesStart::new("originalData")))?;
        for (id, written) in data {
            line(out, depth + 2)?;
            out.write_event(Event::Start(element("data", &[("id", &id)])))?;
            text(out, written)?;
            close(out, "data")?;
        }
        line(out, depth + 1)?;
        close(out, "originalData")?;
    }
    let target = parcel.translations.get(&segment.id);
    let state = match target {
        None => "initial",
        Some(_) if parcel.is_final => "final",
        Some(_) => "translated",
    };
    line(out, depth + 1)?;
    out.write_event(Event::Start(element("segment", &[("id", "s"), ("state", state)])))?;
    line(out, depth + 2)?;
    content(out, "source", &segment.content, &segment.codes, &segment.protected, true)?;
    if let Some(target) = target {
        line(out, depth + 2)?;
        content(out, "target", target, &segment.codes, &segment.protected, true)?;
    }
    line(out, depth + 1)?;
    close(out, "segment")?;
    line(out, depth)?;
    close(out, "unit")
}

/// What a similar text was translated to.
fn matches(out: &mut Out, depth: usize, segment: &Segment, candidate: &Candidate) -> io::Result<()> {
    let likeness = format!("{}.0", candidate.likeness.min(99));
    line(out, depth)?;
    out.write_event(Event::Start(BytesStart::new("mtc:matches")))?;
    line(out, depth + 1)?;
    let attributes = [("ref", "#s"), ("origin", "pressdoc"), ("similarity", likeness.as_str()), ("type", "tm")];
    out.write_event(Event::Start(element("mtc:match", &attributes)))?;
    for (name, pieces) in [("source", &candidate.source), ("target", &candidate.target)] {
        line(out, depth + 2)?;
        // Its marks may be others than those of the segment: the words are enough.
        let words: Vec<Piece> = pieces.iter().filter(|piece| matches!(piece, Piece::Text(_))).cloned().collect();
        content(out, name, &words, &segment.codes, &[], false)?;
    }
    line(out, depth + 1)?;
    close(out, "mtc:match")?;
    line(out, depth)?;
    close(out, "mtc:matches")
}
