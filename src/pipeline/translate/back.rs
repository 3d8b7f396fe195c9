//! What came back from a translator.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{ENDING, MEDIA_TYPE, segments_of, text_hash, view};
use crate::artifact::Artifact;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::model::language::Language;
use crate::pipeline::{Examined, Office};
use crate::span::{SourceFile, Span};
use crate::translation::xliff::{Returned, TRANSLATION_NOTE, Unit, Unreadable, read};
use crate::translation::{Fault, Front, Merged, Segments, Translations, excerpt, judge, key, merge, words};
use crate::workspace::{NoticeFile, read_notice};

/// The name that faults of a file for translators have in reports.
pub const RULE: &str = "translation-file";

/// A file that came back, and what is to be done with it.
pub struct Consignment<'a> {
    /// The file.
    pub file: &'a SourceFile,
    /// The notice that was translated, where the user names it.
    pub notice: Option<NoticeFile>,
    /// Whether segments without a translation may keep their words, marked.
    pub draft: bool,
    /// Whether a translation that somebody has edited may be replaced.
    pub force: bool,
    /// The folder that the user is in.
    pub here: &'a Path,
}

/// What has become of a file that came back.
pub enum Back<'o> {
    /// It cannot be used as it is.
    Refused(Vec<Diagnostic>),
    /// A translation, checked but not yet written.
    Translation {
        /// The translation as a notice.
        examined: Box<Examined<'o>>,
        /// The folder of its files.
        folder: PathBuf,
        /// The notice, and what was translated.
        artifacts: Vec<Artifact>,
        /// How many segments have no translation.
        missing: usize,
    },
}

impl Office {
    /// Makes a translation of a file that came back. Nothing is written.
    ///
    /// # Errors
    /// When the original cannot be read, or a translation that somebody has
    /// edited would be lost; never for what is wrong in the file.
    pub fn take_translation(&self, consignment: &Consignment<'_>) -> Result<Back<'_>, Error> {
        let text = consignment.file.text();
        let returned = match read(text) {
            Ok(returned) => returned,
            Err(Unreadable { at, message, help }) => return Ok(refused(text, at, message, help)),
        };
        let Some(file) = self.original_file(&returned, consignment)? else {
            let message = format!("the original `{}` is not in this workspace", excerpt(&returned.original));
            let help = "go to the workspace of the notice, or name it: `pressdoc translate NOTICE --from FILE`";
            return Ok(refused(text, 0, message, help));
        };
        let original = self.examine(&file)?;
        if !original.can_be_set() {
            return Ok(Back::Refused(original.findings));
        }
        let target = match self.target(&returned, &original)? {
            Ok(target) => target,
            Err((message, help)) => return Ok(refused(text, 0, message, help)),
        };
        let segments = segments_of(&original, &target);
        let sorted = sort(text, &returned, &segments, &original, consignment.draft);
        if !sorted.faults.is_empty() {
            return Ok(Back::Refused(sorted.faults));
        }
        let translated = translated_file(&file, &target, consignment.here);
        let fingerprint = original.fingerprint();
        let front = Front {
            translation_of: &original.language.code,
            original: &fingerprint,
            language: Some(target.code.as_str())
                .filter(|_| translated.release.is_none() || original.notice.front_matter.language.is_some()),
        };
        let merged = merge(view(&original, original.house), &segments, &sorted.translations, &front);
        self.refuse_loss(&merged, &translated, &returned, consignment)?;
        let examined = self.examine_text(SourceFile::new(&translated.name, merged.text.as_str()), &translated)?;
        if let Some(Fault { id, message, help }) = merged.difference(&examined.notice) {
            let span = returned.units.iter().find(|unit| unit.id == id).map_or(Span::at(0), |unit| unit.span);
            return Ok(Back::Refused(vec![Diagnostic::new(RULE, line_of(text, span), message).help(help)]));
        }
        let record =
            self.translation_parcel(&original, &file, &target, (&segments, &sorted.translations, &merged.text))?;
        let folder = translated.path.parent().map(Path::to_path_buf).unwrap_or_default();
        let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let artifacts = vec![
            Artifact { path: name(&translated.path), media_type: "text/markdown", bytes: merged.text.into_bytes() },
            Artifact { path: name(&translated.path.with_extension(ENDING)), media_type: MEDIA_TYPE, bytes: record },
        ];
        Ok(Back::Translation { examined: Box::new(examined), folder, artifacts, missing: sorted.missing })
    }

    /// The notice that was translated.
    fn original_file(&self, returned: &Returned, consignment: &Consignment<'_>) -> Result<Option<NoticeFile>, Error> {
        if let Some(notice) = &consignment.notice {
            return Ok(Some(notice.clone()));
        }
        let Some((folder, name)) = returned.original.rsplit_once('/') else { return Ok(None) };
        let Some((reference, _)) = self.catalog.reference(folder) else { return Ok(None) };
        let versions = self.workspace.release(&reference, consignment.here)?;
        let is_it = |file: &NoticeFile| {
            file.release.as_ref().is_some_and(|(_, language)| name.strip_suffix(".md") == Some(language))
        };
        Ok(versions.into_iter().find(is_it))
    }

    /// The language of the translation, or why there is none.
    fn target(
        &self,
        returned: &Returned,
        original: &Examined<'_>,
    ) -> Result<Result<Arc<Language>, (String, &'static str)>, Error> {
        let (from, to) = (primary(&returned.source), primary(&returned.target));
        if from != original.language.code {
            let message =
                format!("the file was translated from `{from}`, and the original is in `{}`", original.language.code);
            return Ok(Err((message, "name the version that was translated: `pressdoc translate NOTICE --from FILE`")));
        }
        if to.is_empty() || to == from {
            let message = "the file does not say into which language it was translated".to_owned();
            return Ok(Err((message, "write `trgLang=\"fr\"` into its first element, with the code of the language")));
        }
        let language = if to.bytes().all(|byte| byte.is_ascii_lowercase()) { self.language(&to)? } else { None };
        Ok(language.ok_or_else(|| {
            (
                format!("pressdoc does not know the language `{}`", excerpt(&returned.target)),
                "add `assets/languages/<code>.toml` to the workspace",
            )
        }))
    }

    /// Refuses to replace what somebody has written since the translation was
    /// made, unless the translator has seen it.
    fn refuse_loss(
        &self,
        merged: &Merged,
        translated: &NoticeFile,
        returned: &Returned,
        consignment: &Consignment<'_>,
    ) -> Result<(), Error> {
        if consignment.force || !translated.path.exists() {
            return Ok(());
        }
        let now = read_notice(translated)?.source;
        let hash = text_hash(now.text());
        let record = self.translation_record(translated);
        let made = record.as_ref().and_then(|record| record.note(TRANSLATION_NOTE));
        let seen = returned.note(TRANSLATION_NOTE);
        if now.text() == merged.text || [made, seen].contains(&Some(hash.as_str())) {
            return Ok(());
        }
        Err(Error::Usage {
            message: format!("`{}` has words that are not from this file, and they would be lost", translated.name),
            help: "send it out once more, which takes the words along, or replace them with `--force`".to_owned(),
        })
    }
}

/// `fr` of `fr-BE`.
fn primary(tag: &str) -> String {
    tag.trim().split(['-', '_']).next().unwrap_or_default().to_lowercase()
}

/// Where the translation of `file` belongs: `fr.md` in the same release,
/// `notice.fr.md` beside a loose file.
fn translated_file(file: &NoticeFile, target: &Language, here: &Path) -> NoticeFile {
    file.in_language(&target.code).unwrap_or_else(|| {
        let stem = file.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        NoticeFile::new(&file.path.with_file_name(format!("{stem}.{}.md", target.code)), here)
    })
}

fn refused<'o>(text: &str, at: usize, message: String, help: &'static str) -> Back<'o> {
    Back::Refused(vec![Diagnostic::new(RULE, line_of(text, Span::at(at)), message).help(help)])
}

/// The first line of a place, without the white space around it: an element of
/// many lines would fill a report.
fn line_of(text: &str, span: Span) -> Span {
    let mut start = span.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let rest = &text[start..];
    let start = start + (rest.len() - rest.trim_start().len());
    let end = text[start..].find(['\n', '\r']).map_or(text.len(), |end| start + end);
    Span::new(start, end)
}

/// Units, sorted into translations and faults.
struct Sorted {
    translations: Translations,
    faults: Vec<Diagnostic>,
    /// Segments without a translation that are no faults in a draft.
    missing: usize,
}

fn sort(text: &str, returned: &Returned, segments: &Segments, original: &Examined<'_>, draft: bool) -> Sorted {
    let mut sorted = Sorted { translations: Translations::new(), faults: Vec::new(), missing: 0 };
    let units: BTreeMap<&str, &Unit> = returned.units.iter().map(|unit| (unit.id.as_str(), unit)).collect();
    let mut faults = Vec::new();
    let mut add = |fault: Diagnostic| faults.push(fault);
    for segment in &segments.segments {
        let said = excerpt(&words(&segment.content));
        let unit = units.get(segment.id.as_str());
        let at = unit.map_or(Span::at(0), |unit| line_of(text, unit.span));
        match unit {
            None if draft => sorted.missing += 1,
            None => {
                let line = original.source.position(segment.span.start).line;
                let message = format!("`{said}` (line {line} of the original) is not in the file");
                add(Diagnostic::new(RULE, at, message).help(
                    "it is new or has changed since the file was made: send the notice out once more, or make a draft \
                     with `--draft`",
                ));
            }
            Some(unit) if key(&unit.source) != key(&segment.content) => {
                let message = format!("the source of the unit `{}` is not `{said}` any more", unit.id);
                add(Diagnostic::new(RULE, at, message)
                    .help("leave `<source>` as it was; only `<target>` is translated"));
            }
            Some(unit) => match &unit.target {
                None if draft => sorted.missing += 1,
                None => add(Diagnostic::new(RULE, at, format!("`{said}` has no translation"))
                    .help("translate it, or make a draft with `--draft`, in which it stays as it is, with a mark")),
                Some(target) => match judge(segment, target) {
                    Some(Fault { message, help, .. }) => add(Diagnostic::new(RULE, at, message).help(help)),
                    None => {
                        sorted.translations.insert(segment.id.clone(), target.clone());
                    }
                },
            },
        }
    }
    faults.sort_by_key(|fault: &Diagnostic| fault.span);
    Sorted { faults, ..sorted }
}
