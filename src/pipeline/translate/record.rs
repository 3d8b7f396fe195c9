//! What was translated: `fr.xlf` beside `fr.md` has the words of the original
//! and those of the translation as they were.

use std::collections::BTreeMap;

use super::{ENDING, MEDIA_TYPE, segments_of, view};
use crate::artifact::Artifact;
use crate::catalog::House;
use crate::check::Version;
use crate::error::Error;
use crate::model::segment_change::SegmentChange;
use crate::pipeline::{Examined, Office};
use crate::span::Spanned;
use crate::translation::xliff::{Candidate, ORIGINAL_NOTE, Returned, read};
use crate::translation::{
    Code, CodeKind, Piece, Segment, Segments, Step, Translations, align, in_step, judge, key, segments, words,
};
use crate::workspace::{NoticeFile, read_notice, read_translation};

/// Translations that are known when a notice is sent to be translated.
#[derive(Default)]
pub(super) struct Known {
    /// Of segments that have not changed.
    pub translations: Translations,
    /// Of what a segment said before, by its id.
    pub candidates: BTreeMap<String, Candidate>,
    /// The text of the translation that there is.
    pub text: Option<String>,
}

impl Office {
    /// What came back when the translation in `file` was made.
    pub(super) fn translation_record(&self, file: &NoticeFile) -> Option<Returned> {
        let path = file.path.with_extension(ENDING);
        let text = read_translation(&path).ok()?;
        read(&text).ok()
    }

    /// What is known of the translation of `examined` in `file`.
    pub(super) fn known_translations(
        &self,
        examined: &Examined<'_>,
        segments: &Segments,
        file: Option<&NoticeFile>,
    ) -> Known {
        let Some(file) = file else { return Known::default() };
        let now = read_notice(file).ok().filter(|text| text.fault.is_none());
        let text = now.as_ref().map(|now| now.source.text().to_owned());
        let version = now.and_then(|now| self.version(now.source, file).ok()).map(|(_, version)| version);
        let own = version.as_ref().map(|version| segments_back(version, examined.house, &examined.language));
        let mut known = match self.translation_record(file) {
            Some(record) => from_record(&record, segments, own.as_ref()),
            None => Known::default(),
        };
        if known.translations.is_empty()
            && let (Some(version), Some(own)) = (&version, &own)
            && version.notice.front_matter.original.as_ref().is_some_and(|said| said.value == examined.fingerprint())
        {
            known.translations = side_by_side(segments, own);
        }
        known.text = text;
        known
    }

    /// What has changed in `original` since `translation` in `file` was made of
    /// it; empty where nobody knows.
    pub(in crate::pipeline) fn segment_changes(
        &self,
        translation: &Version,
        file: &NoticeFile,
        house: &House,
        original: &Version,
    ) -> Vec<SegmentChange> {
        let said = translation.notice.front_matter.original.as_ref();
        let record = said.and_then(|said| {
            let record = self.translation_record(file)?;
            // Somebody may have compared the two since.
            (record.note(ORIGINAL_NOTE) == Some(said.value.as_str())).then_some(record)
        });
        let Some(record) = record else { return Vec::new() };
        let now = segments(view(original, house), &translation.language).segments;
        let own = segments_back(translation, house, &original.language).segments;
        let places = places_of(&record, &own);
        let before: Vec<String> = record.units.iter().map(|unit| key(&unit.source)).collect();
        let keys: Vec<String> = now.iter().map(|segment| key(&segment.content)).collect();
        let place = |old: usize| places.get(old).copied().flatten().and_then(|at| own.get(at)).map(|own| own.span);
        let said = |old: usize| record.units.get(old).map(|unit| words(&unit.source));
        let says = |new: usize| now.get(new).map(|segment| Spanned::new(words(&segment.content), segment.span));
        let steps = align(&before, &keys).into_iter();
        steps
            .filter_map(|step| match step {
                Step::Same { .. } => None,
                Step::Changed { old, new, .. } => {
                    Some(SegmentChange { before: said(old), now: says(new), translation: place(old) })
                }
                Step::Gone { old } => Some(SegmentChange { before: said(old), now: None, translation: place(old) }),
                Step::New { new } => Some(SegmentChange { before: None, now: says(new), translation: None }),
            })
            .collect()
    }

    /// The record of a translation that somebody has compared with its original
    /// as it is now; `None` where it has none, or where the two do not have the
    /// same parts, so that no segment can be said to be the translation of
    /// another.
    ///
    /// # Errors
    /// When the original cannot be read, or the record not be made.
    pub fn renewed_record(&self, translation: &Examined<'_>, file: &NoticeFile) -> Result<Option<Artifact>, Error> {
        let front = &translation.notice.front_matter;
        let code = front.translation_of.as_ref().map_or(&translation.house.style.language, |code| &code.value);
        let Some(original_file) = file.in_language(code) else { return Ok(None) };
        if self.translation_record(file).is_none() {
            return Ok(None);
        }
        let original = self.examine(&original_file)?;
        let segments = segments_of(&original, &translation.language);
        let own = segments_back(translation, original.house, &original.language);
        let translations = side_by_side(&segments, &own);
        if translations.len() != segments.segments.len() {
            return Ok(None);
        }
        let text = translation.source.text();
        let target = &translation.language;
        let bytes = self.translation_parcel(&original, &original_file, target, (&segments, &translations, text))?;
        let path = format!("{}.{ENDING}", target.code);
        Ok(Some(Artifact { path, media_type: MEDIA_TYPE, bytes }))
    }
}

/// The segments of a translation, as if it were to be translated back.
fn segments_back(version: &Version, house: &House, language: &crate::model::language::Language) -> Segments {
    segments(view(version, house), language)
}

/// Where each unit of a record stands among the segments of the translation as
/// it is now.
fn places_of(record: &Returned, own: &[Segment]) -> Vec<Option<usize>> {
    let said = record.units.iter().map(|unit| unit.target.as_deref().map(words).unwrap_or_default());
    let now: Vec<String> = own.iter().map(|segment| words(&segment.content)).collect();
    in_step(&said.collect::<Vec<_>>(), &now)
}

fn from_record(record: &Returned, segments: &Segments, own: Option<&Segments>) -> Known {
    let mut known = Known::default();
    let places = own.map(|own| places_of(record, &own.segments)).unwrap_or_default();
    let before: Vec<String> = record.units.iter().map(|unit| key(&unit.source)).collect();
    let now: Vec<String> = segments.segments.iter().map(|segment| key(&segment.content)).collect();
    for step in align(&before, &now) {
        let (old, new) = match step {
            Step::Same { old, new } | Step::Changed { old, new, .. } => (old, new),
            Step::Gone { .. } | Step::New { .. } => continue,
        };
        let (Some(unit), Some(segment)) = (record.units.get(old), segments.segments.get(new)) else { continue };
        let edited = || own?.segments.get(places.get(old).copied().flatten()?);
        let Some(target) = &unit.target else { continue };
        match step {
            Step::Changed { likeness, .. } => {
                let target = edited().map_or_else(|| target.clone(), |own| own.content.clone());
                let candidate = Candidate { source: unit.source.clone(), target, likeness };
                known.candidates.insert(segment.id.clone(), candidate);
            }
            _ => {
                let target = edited().and_then(|own| in_codes_of(segment, own)).unwrap_or_else(|| target.clone());
                if judge(segment, &target).is_none() {
                    known.translations.insert(segment.id.clone(), target);
                }
            }
        }
    }
    known
}

/// The segments of two versions with the same parts, one by one.
fn side_by_side(segments: &Segments, own: &Segments) -> Translations {
    let roles = |segments: &Segments| segments.segments.iter().map(|segment| segment.role).collect::<Vec<_>>();
    if roles(segments) != roles(own) {
        return Translations::new();
    }
    let pairs = segments.segments.iter().zip(&own.segments);
    pairs
        .filter_map(|(segment, own)| {
            let target = in_codes_of(segment, own)?;
            judge(segment, &target).is_none().then(|| (segment.id.clone(), target))
        })
        .collect()
}

/// The words of a translated segment with the numbers that the codes have in its
/// original; `None` where it has others.
fn in_codes_of(segment: &Segment, own: &Segment) -> Option<Vec<Piece>> {
    if segment.codes.len() != own.codes.len() {
        return None;
    }
    let mut free: Vec<Option<&Code>> = segment.codes.iter().map(Some).collect();
    let mut numbers = Vec::with_capacity(own.codes.len());
    for code in &own.codes {
        let is_same = |other: &Option<&Code>| other.is_some_and(|other| other.kind == code.kind);
        let is_like = |other: &Option<&Code>| other.is_some_and(|other| is_of_a_kind(&other.kind, &code.kind));
        let at = free.iter().position(is_same).or_else(|| free.iter().position(is_like))?;
        free[at] = None;
        numbers.push(at);
    }
    let number = |code: &usize| numbers.get(*code).copied();
    own.content
        .iter()
        .map(|piece| {
            Some(match piece {
                Piece::Text(text) => Piece::Text(text.clone()),
                Piece::Open(code) => Piece::Open(number(code)?),
                Piece::Close(code) => Piece::Close(number(code)?),
                Piece::Alone(code) => Piece::Alone(number(code)?),
            })
        })
        .collect()
}

/// Links lead elsewhere in another language, footnotes may change places.
fn is_of_a_kind(one: &CodeKind, other: &CodeKind) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}
