//! A notice for a translator.

use std::collections::BTreeMap;
use std::path::Path;

use super::record::Known;
use super::{ENDING, MEDIA_TYPE, segments_of, text_hash};
use crate::artifact::Artifact;
use crate::error::Error;
use crate::model::language::Language;
use crate::pipeline::{Examined, Office};
use crate::translation::xliff::{ORIGINAL_NOTE, Parcel, TRANSLATION_NOTE, write};
use crate::translation::{Segments, Translations};
use crate::workspace::NoticeFile;

/// What is to be sent, and when and from where.
pub struct Outgoing<'a> {
    /// The language of the translation.
    pub target: &'a Language,
    /// The time, for embargoes.
    pub now: jiff::Timestamp,
    /// The folder that the user is in.
    pub here: &'a Path,
}

/// A file for a translator.
pub struct Sent {
    /// The file, by its path below the folder of finished files.
    pub artifact: Artifact,
    /// How many segments it has.
    pub segments: usize,
    /// How many of them are translated already and have not changed.
    pub translated: usize,
    /// How many have changed since they were translated.
    pub changed: usize,
}

impl Office {
    /// The segments of a notice in a file for translators; those that were
    /// translated before and have not changed are filled in. Before the hour of
    /// an embargo its name cannot be guessed.
    ///
    /// # Errors
    /// When the file cannot be made, or the secret of the workspace not be read.
    pub fn send_to_translator(
        &self,
        examined: &Examined<'_>,
        file: &NoticeFile,
        outgoing: &Outgoing<'_>,
    ) -> Result<Sent, Error> {
        let Outgoing { target, now, here } = outgoing;
        let segments = segments_of(examined, target);
        let Known { translations, candidates, text } =
            self.known_translations(examined, &segments, file.in_language(&target.code).as_ref());
        let mut notes =
            vec![("instructions", instructions(&examined.language, target)), (ORIGINAL_NOTE, examined.fingerprint())];
        notes.extend(text.map(|text| (TRANSLATION_NOTE, text_hash(&text))));
        if let Some(until) =
            examined.notice.front_matter.embargo.as_ref().filter(|until| until.value.timestamp() > *now)
        {
            let until = until.value.strftime("%Y-%m-%d %H:%M %:z");
            notes.insert(0, ("embargo", format!("Under embargo: not to be published before {until}.")));
        }
        let parcel = Parcel {
            original: &name_of(examined, file),
            source: &examined.language,
            target,
            segments: &segments.segments,
            translations: &translations,
            candidates: &candidates,
            is_final: false,
            notes: &notes,
        };
        let bytes = write(&parcel).map_err(|fault| no_file(examined, &fault))?;
        let stem = self.stem(examined, file, *now, here)?;
        let path = format!("{stem}.{}.{ENDING}", target.code);
        Ok(Sent {
            artifact: Artifact { path, media_type: MEDIA_TYPE, bytes },
            segments: segments.segments.len(),
            translated: translations.len(),
            changed: candidates.len(),
        })
    }

    /// The record that lies beside a translation: what the original said, and
    /// what the translation says.
    pub(super) fn translation_parcel(
        &self,
        original: &Examined<'_>,
        file: &NoticeFile,
        target: &Language,
        (segments, translations, text): (&Segments, &Translations, &str),
    ) -> Result<Vec<u8>, Error> {
        let notes = [(ORIGINAL_NOTE, original.fingerprint()), (TRANSLATION_NOTE, text_hash(text))];
        let parcel = Parcel {
            original: &name_of(original, file),
            source: &original.language,
            target,
            segments: &segments.segments,
            translations,
            candidates: &BTreeMap::new(),
            is_final: true,
            notes: &notes,
        };
        write(&parcel).map_err(|fault| no_file(original, &fault))
    }
}

/// What the original is called in a file for translators.
fn name_of(examined: &Examined<'_>, file: &NoticeFile) -> String {
    match &file.release {
        Some((reference, language)) => format!("{}/{language}.md", reference.folder()),
        None => examined.source.name().rsplit('/').next().unwrap_or_default().to_owned(),
    }
}

fn instructions(from: &Language, to: &Language) -> String {
    format!(
        "Please translate from {} into {}. Keep every mark (bold, link, line break, footnote) once, around the words \
         that it belongs to. What is marked as not to be translated stays as it is. Dates, hours and numbers are \
         written as usual in the language. Labels of sections, references and the kind of the notice are not here: \
         pressdoc sets them itself.",
        from.english_name, to.english_name
    )
}

fn no_file(examined: &Examined<'_>, fault: &std::io::Error) -> Error {
    Error::Render { form: "file for translators", name: examined.source.name().to_owned(), reason: fault.to_string() }
}
