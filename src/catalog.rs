//! House styles, document types, languages: what the program carries, and what
//! the workspace adds or overrides.
//!
//! Everything is looked up by path on shelves, the workspace's before the
//! built-in one, and read only when it is asked for.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use include_dir::{Dir, include_dir};

use crate::error::Error;
use crate::model::document_type::DocumentType;
use crate::model::house_style::HouseStyle;
use crate::model::language::Language;
use crate::model::reference::{Reference, ReferenceGrammar};
use crate::model::register::{Contacts, People, Registers};
use crate::model::wording::{WordingFile, WordingRule};
use crate::record;
use crate::span::SourceFile;

static STYLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/styles");
static ASSETS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets");

/// A place where the files of house styles and languages are found.
pub trait Shelf: Send + Sync {
    /// The content of the file at `path` (below `styles/` or `assets/`, with
    /// `/`), or `None` when it is not here.
    ///
    /// # Errors
    /// [`Error::Read`] when the file is here but cannot be read.
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Error>;

    /// The names of what lies directly in the folder `path`.
    ///
    /// # Errors
    /// [`Error::Read`] when the folder is here but cannot be read.
    fn list(&self, path: &str) -> Result<Vec<String>, Error>;
}

/// Everything that the office and the languages decide.
pub struct Catalog {
    shelf: Option<Box<dyn Shelf>>,
    default_house: String,
    houses: BTreeMap<String, House>,
    wordings: Mutex<BTreeMap<String, Arc<Vec<WordingRule>>>>,
    fonts: OnceLock<Vec<&'static [u8]>>,
}

/// A house style with its types and grammar.
pub struct House {
    /// The style.
    pub style: HouseStyle,
    /// Its reference grammar.
    pub grammar: ReferenceGrammar,
    /// Its document types, by code.
    types: BTreeMap<String, TypeFile>,
}

/// A document type, read when it is first asked for: most notices need one of
/// many. Files of the workspace are read at once, so that a fault in them is
/// reported; those of the program are without fault, and a test reads them all.
#[derive(Default)]
struct TypeFile {
    built_in: &'static [u8],
    is_own: bool,
    read: OnceLock<Option<DocumentType>>,
}

impl TypeFile {
    fn get(&self) -> Option<&DocumentType> {
        let read = || record::read(&SourceFile::new("", std::str::from_utf8(self.built_in).ok()?)).ok();
        self.read.get_or_init(read).as_ref()
    }
}

/// A file that notices are checked and set with.
pub struct DressingFile {
    /// Its path: `styles/ec/page.css`.
    pub path: String,
    /// Its content.
    pub bytes: Cow<'static, [u8]>,
    /// Whether it lies in the workspace, and not in the program.
    pub is_own: bool,
}

impl House {
    /// The document type with `code`.
    pub fn document_type(&self, code: &str) -> Option<&DocumentType> {
        self.types.get(code)?.get()
    }

    /// All document types, by code.
    pub fn document_types(&self) -> impl Iterator<Item = &DocumentType> {
        self.types.values().filter_map(TypeFile::get)
    }

    /// Those that the workspace has made or changed.
    pub fn own_document_types(&self) -> impl Iterator<Item = &DocumentType> {
        self.types.values().filter(|file| file.is_own).filter_map(TypeFile::get)
    }
}

/// The house style that any press office can use.
pub const PLAIN: &str = "plain";

/// The folder that all house styles dress; no house style itself.
pub const BASE: &str = "base";

impl Catalog {
    /// The catalogue of the program with `shelf` (the workspace's) before it.
    /// `default_house` is asked first where several house styles fit.
    ///
    /// # Errors
    /// [`Error::Configuration`] when a file of a house style cannot be read as
    /// what it is, or when there is no house style `default_house`.
    pub fn new(shelf: Option<Box<dyn Shelf>>, default_house: &str) -> Result<Self, Error> {
        let mut catalog = Self {
            shelf,
            default_house: default_house.to_owned(),
            houses: BTreeMap::new(),
            wordings: Mutex::default(),
            fonts: OnceLock::new(),
        };
        for code in catalog.list("styles")? {
            if code == BASE {
                continue;
            }
            if let Some(house) = catalog.load_house(&code)? {
                catalog.houses.insert(code, house);
            }
        }
        if !catalog.houses.contains_key(default_house) {
            let known = catalog.houses.keys().map(|code| format!("`{code}`")).collect::<Vec<_>>().join(", ");
            return Err(Error::Configuration {
                message: format!("there is no house style `{default_house}`"),
                help: format!("choose one of {known}, or make a folder `styles/{default_house}` with a `house.toml`"),
            });
        }
        Ok(catalog)
    }

    /// The house style in the folder `code`, if that is one.
    fn load_house(&self, code: &str) -> Result<Option<House>, Error> {
        let Some(mut style) = self.record::<HouseStyle>(&format!("styles/{code}/house.toml"))? else {
            return Ok(None);
        };
        code.clone_into(&mut style.code);
        let grammar = style.grammar();
        let mut types = BTreeMap::new();
        for file in self.list(&format!("styles/{code}/types"))? {
            let Some(stem) = file.strip_suffix(".toml") else { continue };
            let path = format!("styles/{code}/types/{file}");
            if let Some(bytes) = self.own(&path)? {
                let document_type: DocumentType = record::read(&SourceFile::new(&path, text(&path, bytes.into())?))?;
                let (code, read) = (document_type.code.clone(), OnceLock::from(Some(document_type)));
                types.insert(code, TypeFile { is_own: true, read, ..TypeFile::default() });
            } else if let Some(built_in) = built_in(&path) {
                types.entry(stem.to_owned()).or_insert(TypeFile { built_in, ..TypeFile::default() });
            }
        }
        Ok(Some(House { style, grammar, types }))
    }

    /// All house styles, by code.
    pub fn houses(&self) -> impl Iterator<Item = &House> {
        self.houses.values()
    }

    /// The house style `code`.
    pub fn house(&self, code: &str) -> Option<&House> {
        self.houses.get(code)
    }

    /// The house style for notices that belong to no other.
    pub fn default_house(&self) -> &House {
        // `new` has refused a default that is not there.
        &self.houses[&self.default_house]
    }

    /// House styles in the order in which they are asked whether a reference
    /// is theirs: the default, the others by code, `plain` last.
    fn in_order(&self) -> impl Iterator<Item = &House> {
        let rest = self.houses.values().filter(|house| house.style.code != self.default_house);
        let (plain, others): (Vec<_>, Vec<_>) = rest.partition(|house| house.style.code == PLAIN);
        std::iter::once(self.default_house()).chain(others).chain(plain)
    }

    /// Reads `text` as a reference in any form of any house style that has the
    /// type; else in any form at all.
    pub fn reference(&self, text: &str) -> Option<(Reference, &House)> {
        let read = || self.in_order().filter_map(|house| Some((house.grammar.read(text)?, house)));
        read().find(|(reference, house)| house.document_type(reference.type_code()).is_some()).or_else(|| read().next())
    }

    /// The house style whose types include `type_code`, else the default.
    pub fn house_for_type(&self, type_code: &str) -> &House {
        self.in_order().find(|house| house.document_type(type_code).is_some()).unwrap_or_else(|| self.default_house())
    }

    /// The codes of all languages.
    ///
    /// # Errors
    /// [`Error::Read`] when the workspace's folder cannot be read.
    pub fn languages(&self) -> Result<Vec<String>, Error> {
        let files = self.list("assets/languages")?;
        Ok(files.iter().filter_map(|file| file.strip_suffix(".toml")).map(str::to_owned).collect())
    }

    /// The language `code`; `None` when there is no such language.
    ///
    /// # Errors
    /// [`Error::Configuration`] when its file cannot be read as what it is.
    pub fn language(&self, code: &str) -> Result<Option<Language>, Error> {
        if code.is_empty() || !code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') {
            return Ok(None);
        }
        self.record(&format!("assets/languages/{code}.toml"))
    }

    /// The people and contacts that the house style `house` knows; empty where
    /// it keeps no registers.
    ///
    /// # Errors
    /// [`Error::Configuration`] when a register cannot be read as what it is.
    pub fn registers(&self, house: &str) -> Result<Registers, Error> {
        let people: People = self.record(&format!("styles/{house}/people.toml"))?.unwrap_or_default();
        let contacts: Contacts = self.record(&format!("styles/{house}/contacts.toml"))?.unwrap_or_default();
        Ok(Registers::new(people.person, contacts.contact))
    }

    /// The wording rules of the house style `house`: those that all share, then
    /// its own; one of its own takes the place of a shared one with its name.
    ///
    /// # Errors
    /// [`Error::Configuration`] when a file cannot be read as what it is.
    pub fn wording(&self, house: &str) -> Result<Vec<WordingRule>, Error> {
        let own = self.wording_in(house)?;
        let is_shared = |shared: &&WordingRule| {
            !own.iter().any(|rule| rule.name == shared.name && rule.language == shared.language)
        };
        Ok(self.wording_in(BASE)?.iter().filter(is_shared).chain(own.iter()).cloned().collect())
    }

    /// The wording rules in one folder, read once.
    fn wording_in(&self, folder: &str) -> Result<Arc<Vec<WordingRule>>, Error> {
        let mut wordings = self.wordings.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rules) = wordings.get(folder) {
            return Ok(Arc::clone(rules));
        }
        let path = format!("styles/{folder}/wording.toml");
        let rules = self.record::<WordingFile>(&path)?.unwrap_or_default().rules;
        match rules.iter().find_map(WordingRule::fault) {
            Some(fault) => Err(Error::Configuration {
                message: format!("{path}: {fault}"),
                help: "`docs/house-style.md` shows a rule of each kind".to_owned(),
            }),
            None => {
                let rules = Arc::new(rules);
                wordings.insert(folder.to_owned(), Arc::clone(&rules));
                Ok(rules)
            }
        }
    }

    /// The font files, in the order of their names. They live as long as the
    /// process: every notice uses them.
    ///
    /// # Errors
    /// [`Error::Read`] when a file of the workspace cannot be read.
    pub fn fonts(&self) -> Result<&[&'static [u8]], Error> {
        if let Some(fonts) = self.fonts.get() {
            return Ok(fonts);
        }
        let mut fonts: Vec<&'static [u8]> = Vec::new();
        for path in self.font_files()? {
            fonts.extend(self.read(&path)?.map(|bytes| match bytes {
                Cow::Borrowed(bytes) => bytes,
                Cow::Owned(bytes) => Vec::leak(bytes),
            }));
        }
        Ok(self.fonts.get_or_init(|| fonts))
    }

    fn font_files(&self) -> Result<impl Iterator<Item = String>, Error> {
        let is_font = |file: &String| file.ends_with(".ttf") || file.ends_with(".otf");
        Ok(self.list("assets/fonts")?.into_iter().filter(is_font).map(|file| format!("assets/fonts/{file}")))
    }

    /// The template, style sheet or picture `file` of a house style, else the
    /// one that all house styles share.
    ///
    /// # Errors
    /// [`Error::NotFound`] when neither has it.
    pub fn dress(&self, house: &str, file: &str) -> Result<Cow<'static, [u8]>, Error> {
        self.found(house, file).map(|(_, bytes)| bytes)
    }

    /// Where [`Catalog::dress`] finds a file: `styles/base/page.html`.
    ///
    /// # Errors
    /// As [`Catalog::dress`].
    pub fn dress_path(&self, house: &str, file: &str) -> Result<String, Error> {
        self.found(house, file).map(|(path, _)| path)
    }

    /// Whether the file that dresses a house style is somebody's own, and not as
    /// it lies in a house style of the program.
    ///
    /// # Errors
    /// As [`Catalog::dress`].
    pub fn is_own(&self, house: &str, file: &str) -> Result<bool, Error> {
        let bytes = self.dress(house, file)?;
        Ok(!STYLES.dirs().any(|folder| {
            folder.get_file(folder.path().join(file)).is_some_and(|built_in| built_in.contents() == &*bytes)
        }))
    }

    fn found(&self, house: &str, file: &str) -> Result<(String, Cow<'static, [u8]>), Error> {
        for folder in [house, BASE] {
            let path = format!("styles/{folder}/{file}");
            if let Some(bytes) = self.read(&path)? {
                return Ok((path, bytes));
            }
        }
        Err(Error::NotFound {
            what: "file of the house style",
            name: format!("styles/{house}/{file}"),
            help: format!("add it to the folder `styles/{house}`"),
        })
    }

    /// As [`Catalog::dress`], for files that are text.
    ///
    /// # Errors
    /// Also [`Error::Configuration`] when it is not UTF-8.
    pub fn dress_text(&self, house: &str, file: &str) -> Result<String, Error> {
        text(&format!("styles/{house}/{file}"), self.dress(house, file)?)
    }

    /// The file of this very folder, `None` when it has none.
    ///
    /// # Errors
    /// As [`Catalog::dress_text`].
    pub fn own_text(&self, house: &str, file: &str) -> Result<Option<String>, Error> {
        let path = format!("styles/{house}/{file}");
        self.read(&path)?.map(|bytes| text(&path, bytes)).transpose()
    }

    /// Every file that notices of a house style, a type and some languages are
    /// checked and set with, as the catalogue finds it, in the order of paths.
    ///
    /// # Errors
    /// When a file of the workspace cannot be read.
    pub fn dressing(
        &self,
        house: &str,
        type_code: &str,
        languages: &BTreeSet<String>,
    ) -> Result<Vec<DressingFile>, Error> {
        let mut paths = BTreeSet::new();
        for folder in [house, BASE] {
            paths.extend(
                self.list(&format!("styles/{folder}"))?.into_iter().map(|file| format!("styles/{folder}/{file}")),
            );
        }
        paths.insert(format!("styles/{house}/types/{type_code}.toml"));
        paths.extend(languages.iter().map(|code| format!("assets/languages/{code}.toml")));
        paths.extend(self.font_files()?);
        // What an editor or a system leaves lying about dresses nothing.
        let is_left = |path: &str| path.ends_with('~') || path.rsplit('/').next().is_some_and(|n| n.starts_with('.'));
        let mut files = Vec::new();
        for path in paths.into_iter().filter(|path| !is_left(path)) {
            if let Some(bytes) = self.read(&path)? {
                files.push(DressingFile { is_own: matches!(bytes, Cow::Owned(_)), path, bytes });
            }
        }
        Ok(files)
    }

    fn record<T: serde::de::DeserializeOwned>(&self, path: &str) -> Result<Option<T>, Error> {
        let Some(bytes) = self.read(path)? else { return Ok(None) };
        record::read(&SourceFile::new(path, text(path, bytes)?)).map(Some)
    }

    fn read(&self, path: &str) -> Result<Option<Cow<'static, [u8]>>, Error> {
        Ok(self.own(path)?.map(Cow::Owned).or_else(|| built_in(path).map(Cow::Borrowed)))
    }

    /// The file of the workspace.
    fn own(&self, path: &str) -> Result<Option<Vec<u8>>, Error> {
        self.shelf.as_ref().map_or(Ok(None), |shelf| shelf.read(path))
    }

    fn list(&self, path: &str) -> Result<Vec<String>, Error> {
        let mut names: BTreeSet<String> = built_in_names(path).collect();
        if let Some(shelf) = &self.shelf {
            names.extend(shelf.list(path)?);
        }
        Ok(names.into_iter().collect())
    }
}

fn text(path: &str, bytes: Cow<'_, [u8]>) -> Result<String, Error> {
    String::from_utf8(bytes.into_owned()).map_err(|_| Error::Configuration {
        message: format!("`{path}` is not UTF-8"),
        help: "save the file as UTF-8".to_owned(),
    })
}

fn root(path: &str) -> Option<(&'static Dir<'static>, &str)> {
    let (root, rest) = path.split_once('/').unwrap_or((path, ""));
    match root {
        "styles" => Some((&STYLES, rest)),
        "assets" => Some((&ASSETS, rest)),
        _ => None,
    }
}

fn built_in(path: &str) -> Option<&'static [u8]> {
    let (root, rest) = root(path)?;
    Some(root.get_file(rest)?.contents())
}

fn built_in_names(path: &str) -> impl Iterator<Item = String> {
    let folder = root(path).and_then(|(root, rest)| if rest.is_empty() { Some(root) } else { root.get_dir(rest) });
    folder
        .into_iter()
        .flat_map(|folder| folder.entries())
        .filter_map(|entry| entry.path().file_name()?.to_str().map(str::to_owned))
}
