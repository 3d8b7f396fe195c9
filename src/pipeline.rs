//! The corridor: short functions that wire the stages together.

mod around;
mod house_style;
mod import;
mod proof;
mod repair;
mod translation;
mod versions;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::artifact::Artifact;
use crate::catalog::{Catalog, House, PLAIN};
use crate::check::{self, Coverage, Levels, Subject, Version, WordingIndex};
use crate::compose::{Ingredients, compose};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::model::document_type::DocumentType;
use crate::model::language::Language;
use crate::model::notice::Notice;
use crate::model::picture::Picture;
use crate::model::reference::Reference;
use crate::model::register::Registers;
use crate::model::sheet::{Sheet, SheetVersion};
use crate::model::wording::WordingRule;
use crate::parse;
use crate::render::{Format, Press};
use crate::span::SourceFile;
use crate::workspace::{LARGEST_NOTICE, NoticeFile, SETTINGS, Workspace, read_notice, read_picture, too_large};
use around::{Around, Kept};
use translation::Originals;

pub use crate::compose::HouseAnswers;
pub use import::{Imported, Origin, Told};
pub use repair::{Consent, Offer, Repaired};

/// Forms, ready for a house style: by the names of both.
type Presses = BTreeMap<(&'static str, String), Arc<dyn Press>>;

/// Pictures beside a notice, by their addresses; `None` for one that cannot be
/// used.
type Pictures = BTreeMap<String, Option<Picture>>;

/// What was loaded, by the key it was asked for.
type Loaded<K, T> = Mutex<BTreeMap<K, Arc<T>>>;

/// A workspace at work: what is loaded is loaded once.
pub struct Office {
    /// The user's folder.
    pub workspace: Workspace,
    /// House styles and languages.
    pub catalog: Catalog,
    languages: Mutex<BTreeMap<String, Option<Arc<Language>>>>,
    coverages: Loaded<String, Coverage>,
    registers: Loaded<String, Registers>,
    wordings: Loaded<(String, String), WordingIndex>,
    presses: Mutex<Presses>,
    originals: Mutex<Originals>,
    /// Of other language versions: a hash of the text, and whether it has no
    /// errors.
    without_errors: Mutex<BTreeMap<PathBuf, (u64, bool)>>,
    now: Option<jiff::Timestamp>,
}

/// What is to be made.
pub struct Order<'a> {
    /// The forms.
    pub formats: &'a [&'static dyn Format],
    /// Whether as a draft.
    pub draft: bool,
    /// The time, for embargoes.
    pub now: jiff::Timestamp,
    /// The folder that the user is in.
    pub here: &'a Path,
    /// Whether the first form is made beside the others, on a thread of its own:
    /// for a few notices, which do not keep all cores at work.
    pub beside: bool,
}

/// A notice that was read and checked.
pub struct Examined<'o> {
    /// The file and what was read from it; nothing when the file is no text.
    version: Arc<Version>,
    /// Its house style.
    pub house: &'o House,
    /// Its reference, from text, front matter or folder.
    pub reference: Option<Reference>,
    /// The findings, in the order of the file.
    pub findings: Vec<Diagnostic>,
    pictures: Pictures,
    coverage: Arc<Coverage>,
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
    /// The office of the workspace that `folder` lies in.
    ///
    /// # Errors
    /// When the settings or a house style cannot be read.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let workspace = Workspace::find(folder)?;
        let catalog = Catalog::new(workspace.shelf(), &workspace.settings.house)?;
        let office = Self {
            workspace,
            catalog,
            languages: Mutex::default(),
            coverages: Mutex::default(),
            registers: Mutex::default(),
            wordings: Mutex::default(),
            presses: Mutex::default(),
            originals: Mutex::default(),
            without_errors: Mutex::default(),
            now: None,
        };
        office.refuse_unknown_rules()?;
        Ok(office)
    }

    /// The same office at the time `now`, for what depends on the clock: an
    /// embargo that has run out.
    #[must_use]
    pub fn at(mut self, now: jiff::Timestamp) -> Self {
        self.now = Some(now);
        self
    }

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

    /// The sheet of a notice alone: it knows of no other language version.
    pub fn compose(&self, examined: &Examined<'_>, draft: bool) -> Sheet {
        self.compose_among(examined, Vec::new(), draft)
    }

    fn compose_among(&self, examined: &Examined<'_>, versions: Vec<SheetVersion>, draft: bool) -> Sheet {
        let reference = examined.reference.as_ref();
        compose(&Ingredients {
            source: &examined.source,
            notice: &examined.notice,
            reference,
            document_type: reference.and_then(|reference| examined.house.document_type(reference.type_code())),
            house: &examined.house.style,
            language: &examined.language,
            picture: &|address| examined.pictures.get(address).cloned().flatten(),
            printable: &|character| examined.coverage.has(character),
            versions,
            draft,
        })
    }

    /// The finished files of a notice, in the order of the forms; none for a form
    /// that has nothing to say of it. Before the hour of an embargo their names cannot be guessed.
    ///
    /// # Errors
    /// When a file of the house style is wrong or a form cannot be made.
    pub fn render(
        &self,
        examined: &Examined<'_>,
        file: &NoticeFile,
        order: &Order<'_>,
    ) -> Result<Vec<Artifact>, Error> {
        let sheet = self.compose_among(examined, self.versions(examined, file, order)?, order.draft);
        let stem = self.stem(examined, file, order.now, order.here)?;
        let print = |format: &&'static dyn Format| -> Result<Option<Artifact>, Error> {
            let press = self.press(*format, examined.house)?;
            if !press.suits(&sheet) {
                return Ok(None);
            }
            Ok(Some(Artifact {
                path: format!("{stem}.{}", format.ending()),
                media_type: format.media_type(),
                bytes: press.print(&sheet)?,
            }))
        };
        match order.formats.split_first().filter(|(_, others)| order.beside && !others.is_empty()) {
            None => order.formats.iter().filter_map(|format| print(format).transpose()).collect(),
            Some((first, others)) => std::thread::scope(|scope| {
                let others = scope.spawn(|| others.iter().map(print).collect::<Result<Vec<_>, Error>>());
                let first = print(first);
                let others = others.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault));
                Ok(std::iter::once(first?).chain(others?).flatten().collect())
            }),
        }
    }

    /// The name of the finished files without their endings.
    fn stem(
        &self,
        examined: &Examined<'_>,
        file: &NoticeFile,
        now: jiff::Timestamp,
        here: &Path,
    ) -> Result<String, Error> {
        let stem = format!("{}.{}", output_stem(examined, file), examined.language.code);
        let embargo = examined.notice.front_matter.embargo.as_ref();
        if embargo.is_some_and(|embargo| embargo.value.timestamp() > now) {
            let secret = self.workspace.unguessable(&stem, here)?;
            return Ok(format!("{stem}.{secret}"));
        }
        Ok(stem)
    }

    /// How much findings weigh in a notice of this house style, type and place.
    fn levels(&self, house: &House, document_type: Option<&DocumentType>, path: &Path) -> Levels {
        let mut levels = Levels::default();
        levels.set(&house.style.rules);
        if let Some(document_type) = document_type {
            levels.set(&document_type.rules);
        }
        let code = document_type.map(|document_type| document_type.code.as_str());
        self.workspace.levels(path, code).for_each(|settings| levels.set(settings));
        levels
    }

    fn refuse_unknown_rules(&self) -> Result<(), Error> {
        let mut named: Vec<(String, &String)> =
            self.workspace.rule_names().map(|name| (SETTINGS.to_owned(), name)).collect();
        for house in self.catalog.houses() {
            let code = &house.style.code;
            named.extend(house.style.rules.keys().map(|name| (format!("styles/{code}/house.toml"), name)));
            for document_type in house.own_document_types() {
                let file = format!("styles/{code}/types/{}.toml", document_type.code);
                named.extend(document_type.rules.keys().map(|name| (file.clone(), name)));
            }
        }
        named.retain(|(_, name)| check::find_rule(name).is_none());
        // Only a name that is no rule of the program makes the wording rules be read.
        for (file, name) in named {
            if !self.has_wording_rule(name)? {
                return Err(Error::Configuration {
                    message: format!("`{file}` names a rule `{name}` that does not exist"),
                    help: "`pressdoc explain` lists all rules".to_owned(),
                });
            }
        }
        Ok(())
    }

    fn has_wording_rule(&self, name: &str) -> Result<bool, Error> {
        Ok(self.wording_rules()?.iter().any(|rule| rule.name == name))
    }

    /// The page of a rule, the program's or a row of a `wording.toml`; `None`
    /// where there is none, or its file cannot be read.
    pub fn page(&self, name: &str) -> Option<String> {
        if let Some(rule) = check::find_rule(name) {
            return Some(rule.page().to_owned());
        }
        let rows = self.wording_rules().ok()?;
        let pages: Vec<String> = rows.iter().filter(|row| row.name == name).map(WordingRule::page).collect();
        (!pages.is_empty()).then(|| pages.join("\n"))
    }

    /// The wording rules of all house styles, each once.
    ///
    /// # Errors
    /// When a file with wording rules cannot be read as what it is.
    pub fn wording_rules(&self) -> Result<Vec<WordingRule>, Error> {
        let mut rules: Vec<WordingRule> = Vec::new();
        for house in self.catalog.houses() {
            for rule in self.catalog.wording(&house.style.code)? {
                if !rules.contains(&rule) {
                    rules.push(rule);
                }
            }
        }
        Ok(rules)
    }

    /// The house style of a notice: the one it names; else that of its folder's
    /// or its text's reference; else the default.
    fn house_of(&self, source: &SourceFile, named: Option<&str>, folder: Option<&Reference>) -> &House {
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
    fn language_or_default(&self, stated: Option<&str>, house: &House) -> Result<Arc<Language>, Error> {
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

    /// The language `code`, loaded once.
    ///
    /// # Errors
    /// When its file is there but cannot be read.
    pub fn language(&self, code: &str) -> Result<Option<Arc<Language>>, Error> {
        let mut languages = self.languages.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(language) = languages.get(code) {
            return Ok(language.clone());
        }
        let language = self.catalog.language(code)?.map(Arc::new);
        languages.insert(code.to_owned(), language.clone());
        Ok(language)
    }

    /// Reads the registers and wording rules of a house style, once.
    fn load_words(&self, house: &House, language: &str) -> Result<(), Error> {
        let code = &house.style.code;
        let mut registers = self.registers.lock().unwrap_or_else(PoisonError::into_inner);
        if !registers.contains_key(code) {
            registers.insert(code.clone(), Arc::new(self.catalog.registers(code)?));
        }
        let mut wordings = self.wordings.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (code.clone(), language.to_owned());
        if let Entry::Vacant(place) = wordings.entry(key) {
            place.insert(Arc::new(WordingIndex::new(self.catalog.wording(code)?, language)));
        }
        Ok(())
    }

    fn registers(&self, house: &House) -> Arc<Registers> {
        let registers = self.registers.lock().unwrap_or_else(PoisonError::into_inner);
        registers.get(&house.style.code).cloned().unwrap_or_default()
    }

    fn wording(&self, house: &House, language: &str) -> Arc<WordingIndex> {
        let wordings = self.wordings.lock().unwrap_or_else(PoisonError::into_inner);
        wordings.get(&(house.style.code.clone(), language.to_owned())).cloned().unwrap_or_default()
    }

    /// The house style and the language of a notice that is still to be parsed.
    fn house_and_language(&self, source: &SourceFile, file: &NoticeFile) -> Result<(&House, Arc<Language>), Error> {
        let parse::Stated { house: named, language: stated } = parse::peek(source);
        let house = self.house_of(source, named.as_deref(), file.release.as_ref().map(|(reference, _)| reference));
        let in_folder = file.release.as_ref().map(|(_, language)| language.as_str());
        let language = self.language_or_default(in_folder.or(stated.as_deref()), house)?;
        Ok((house, language))
    }

    fn coverage(&self, house: &House) -> Result<Arc<Coverage>, Error> {
        let mut coverages = self.coverages.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(coverage) = coverages.get(&house.style.code) {
            return Ok(Arc::clone(coverage));
        }
        let coverage = Arc::new(Coverage::new(&house.style.fonts, self.catalog.fonts()?));
        coverages.insert(house.style.code.clone(), Arc::clone(&coverage));
        Ok(coverage)
    }

    fn press(&self, format: &'static dyn Format, house: &House) -> Result<Arc<dyn Press>, Error> {
        let mut presses = self.presses.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (format.name(), house.style.code.clone());
        if let Some(press) = presses.get(&key) {
            return Ok(Arc::clone(press));
        }
        let press: Arc<dyn Press> = format.prepare(&self.catalog, house)?.into();
        presses.insert(key, Arc::clone(&press));
        Ok(press)
    }

    /// A file that is no text: one finding, nothing else.
    fn unreadable(&self, source: SourceFile, fault: Option<Diagnostic>) -> Result<Examined<'_>, Error> {
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

/// An empty notice of a type, with marked blanks.
pub fn skeleton(house: &House, document_type: &DocumentType, language: &Language, reference: &Reference) -> String {
    crate::compose::skeleton(&house.style, document_type, language, reference)
}

/// Folder and name of the finished files: by reference; a draft without one by
/// the name of its file, of which only letters and digits stay.
fn output_stem(examined: &Examined<'_>, file: &NoticeFile) -> String {
    if let Some(reference) = &examined.reference {
        return format!("{}/{}", reference.folder(), reference.file_stem());
    }
    let stem = file.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let clean: String = stem.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' }).take(80).collect();
    let clean = if clean.trim_matches('-').is_empty() { "notice".to_owned() } else { clean };
    format!("drafts/{clean}")
}
