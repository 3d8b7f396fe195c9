//! A notice read and checked.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

use super::around::{Around, Kept};
use super::{Office, Pictures};
use crate::catalog::{House, PLAIN};
use crate::check::{self, Coverage, Levels, Subject, Version};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::model::document_type::DocumentType;
use crate::model::language::Language;
use crate::model::notice::Notice;
use crate::model::reference::Reference;
use crate::parse;
use crate::span::SourceFile;
use crate::workspace::{LARGEST_NOTICE, NoticeFile, read_notice, read_picture, too_large};

/// A notice that was read and checked.
pub struct Examined<'o> {
    /// The file and what was read from it; nothing when the file is no text.
    pub(super) version: Arc<Version>,
    /// Its house style.
    pub house: &'o House,
    /// Its reference, from text, front matter or folder.
    pub reference: Option<Reference>,
    /// The findings, in the order of the file.
    pub findings: Vec<Diagnostic>,
    pub(super) pictures: Pictures,
    pub(super) coverage: Arc<Coverage>,
}

impl Deref for Examined<'_> {
    type Target = Version;

    fn deref(&self) -> &Version {
        &self.version
    }
}

impl Examined<'_> {
    /// How many findings there are of each weight: errors, warnings, infos.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// The same without what a report does not need. What a thread has taken it
    /// gives back at less cost than another one can.
    #[must_use]
    pub fn for_report(self) -> Self {
        let version = match Arc::try_unwrap(self.version) {
            Ok(version) => Arc::new(Version { notice: Notice::default(), ..version }),
            Err(shared) => shared,
        };
        Self { version, pictures: Pictures::new(), ..self }
    }

    /// Whether the notice can be set at all, if only as a draft.
    pub fn can_be_set(&self) -> bool {
        let binding = |finding: &Diagnostic| check::find_rule(&finding.rule).is_some_and(|rule| rule.is_binding());
        !self.findings.iter().any(binding)
    }
}

impl Office {
    /// Reads and checks one notice.
    ///
    /// # Errors
    /// When the file or the house style's files cannot be read; never for what
    /// is wrong in the notice.
    pub fn examine(&self, file: &NoticeFile) -> Result<Examined<'_>, Error> {
        let text = read_notice(file)?;
        if text.fault.is_some() {
            self.unreadable(text.source, text.fault)
        } else {
            self.examine_text(text.source, file)
        }
    }

    /// Checks a notice whose text is at hand; `file` says where it belongs.
    ///
    /// # Errors
    /// As [`Office::examine`].
    pub fn examine_text(&self, source: SourceFile, file: &NoticeFile) -> Result<Examined<'_>, Error> {
        if source.text().len() as u64 > LARGEST_NOTICE {
            let fault = too_large(source.name()).fault;
            return self.unreadable(source, fault);
        }
        let folder_reference = file.release.as_ref().map(|(reference, _)| reference);
        let folder_language = file.release.as_ref().map(|(_, language)| language.as_str());
        let (house, version) = self.version(source, file)?;
        let pictures = version
            .notice
            .figures()
            .into_iter()
            .map(|figure| (figure.image.value.clone(), read_picture(file, &figure.image.value)))
            .collect();
        let mut examined = Examined {
            version,
            house,
            reference: None,
            findings: Vec::new(),
            pictures,
            coverage: self.coverage(house)?,
        };
        // A register that cannot be read keeps the notice from being checked;
        // a rule could not say so.
        self.load_words(house, &examined.language.code)?;
        let around = Around {
            office: self,
            house,
            language: &examined.language,
            file,
            translation_of: examined.notice.front_matter.translation_of.as_ref().map(|code| code.value.as_str()),
            pictures: &examined.pictures,
            coverage: &examined.coverage,
            version: &examined.version,
            kept: Kept::default(),
        };
        let subject = Subject {
            source: &examined.source,
            notice: &examined.notice,
            house,
            language: &examined.language,
            is_item: false,
            document_type: None,
            folder_reference,
            folder_language,
            surroundings: &around,
        };
        let reference = subject.reference();
        let document_type = reference.as_ref().and_then(|reference| house.document_type(reference.type_code()));
        let levels = self.levels(house, document_type, &file.path);
        let findings = check::check(&Subject { document_type, ..subject }, &levels);
        examined.findings = findings;
        examined.reference = reference;
        Ok(examined)
    }

    /// How much findings weigh in a notice of this house style, type and place.
    pub(super) fn levels(&self, house: &House, document_type: Option<&DocumentType>, path: &Path) -> Levels {
        let mut levels = Levels::default();
        levels.set(&house.style.rules);
        if let Some(document_type) = document_type {
            levels.set(&document_type.rules);
        }
        let code = document_type.map(|document_type| document_type.code.as_str());
        self.workspace.levels(path, code).for_each(|settings| levels.set(settings));
        levels
    }

    /// The house style of a notice: the one it names; else that of its folder's
    /// or its text's reference; else the default.
    pub(super) fn house_of(&self, source: &SourceFile, named: Option<&str>, folder: Option<&Reference>) -> &House {
        if let Some(house) = named.and_then(|code| self.catalog.house(code)) {
            return house;
        }
        if let Some(reference) = folder {
            return self.catalog.house_for_type(reference.type_code());
        }
        let lines = source.text().lines().map(str::trim).filter(|line| line.len() <= 40 && line.contains('/'));
        let found = lines.filter_map(|line| self.catalog.reference(line)).map(|(_, house)| house).next();
        found.or_else(|| self.catalog.house(PLAIN)).unwrap_or_else(|| self.catalog.default_house())
    }

    /// The language that a notice states, else its house style's, else English.
    pub(super) fn language_or_default(&self, stated: Option<&str>, house: &House) -> Result<Arc<Language>, Error> {
        for code in stated.into_iter().chain([house.style.language.as_str(), "en"]) {
            if let Some(language) = self.language(code)? {
                return Ok(language);
            }
        }
        Err(Error::Configuration {
            message: format!("the language `{}` of the house style does not exist", house.style.language),
            help: "add `assets/languages/<code>.toml`, or name another language in `house.toml`".to_owned(),
        })
    }

    /// The house style and the language of a notice that is still to be parsed.
    pub(super) fn house_and_language(
        &self,
        source: &SourceFile,
        file: &NoticeFile,
    ) -> Result<(&House, Arc<Language>), Error> {
        let parse::Stated { house: named, language: stated } = parse::peek(source);
        let house = self.house_of(source, named.as_deref(), file.release.as_ref().map(|(reference, _)| reference));
        let in_folder = file.release.as_ref().map(|(_, language)| language.as_str());
        let language = self.language_or_default(in_folder.or(stated.as_deref()), house)?;
        Ok((house, language))
    }

    /// A file that is no text: one finding, nothing else.
    pub(super) fn unreadable(&self, source: SourceFile, fault: Option<Diagnostic>) -> Result<Examined<'_>, Error> {
        let house = self.catalog.default_house();
        let language = self.language_or_default(None, house)?;
        Ok(Examined {
            version: Arc::new(Version { source, notice: Notice::default(), language }),
            house,
            reference: None,
            findings: fault.into_iter().collect(),
            pictures: BTreeMap::new(),
            coverage: Arc::default(),
        })
    }
}
