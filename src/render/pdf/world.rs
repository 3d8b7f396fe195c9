//! The world that the template sees: a fixed set of files in memory. No disk,
//! no package, no network, no clock.

use std::sync::Arc;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};

use crate::catalog::{Catalog, House};
use crate::error::Error;
use crate::model::picture::Picture;

/// The templates, by their names in the house style.
pub const TEMPLATES: [&str; 3] = ["notice.typ", "base.typ", "letterhead.typ"];

/// The mark, and the name of every style's own.
pub const LOGO: &str = "logo.svg";

/// What all notices of a house style have in common.
pub struct Room {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: Source,
    base: Source,
    letterhead: Source,
    /// Where the three templates lie.
    places: Vec<(FileId, String)>,
    house: Bytes,
    logo: Bytes,
}

impl Room {
    /// Loads templates and fonts.
    pub fn new(catalog: &Catalog, house: &House) -> Result<Self, Error> {
        let code = &house.style.code;
        let source =
            |file: &str| -> Result<Source, Error> { Ok(Source::new(file_id(file), catalog.dress_text(code, file)?)) };
        let mut places = Vec::new();
        for file in TEMPLATES {
            places.push((file_id(file), catalog.dress_path(code, file)?));
        }
        let house_json = serde_json::to_vec(&super::super::house_record(&house.style)).unwrap_or_default();
        let style = &house.style.fonts;
        let families: Vec<&String> =
            [&style.body, &style.headings, &style.mono].into_iter().chain(&style.fallback).collect();
        let all: Vec<Font> = catalog.fonts()?.iter().filter_map(|bytes| Font::new(Bytes::new(*bytes), 0)).collect();
        let is_of = |font: &Font, family: &String| font.info().family.eq_ignore_ascii_case(family);
        if let Some(lacking) = families.iter().find(|family| !all.iter().any(|font| is_of(font, family))) {
            let mut known: Vec<String> = all.iter().map(|font| format!("`{}`", font.info().family)).collect();
            known.sort();
            known.dedup();
            return Err(Error::Configuration {
                message: format!("styles/{code}/house.toml: there is no font `{lacking}`"),
                help: format!(
                    "choose among {}, or put its files into `assets/fonts/` of the workspace",
                    known.join(", ")
                ),
            });
        }
        let fonts: Vec<Font> =
            all.into_iter().filter(|font| families.iter().any(|family| is_of(font, family))).collect();
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            main: source("notice.typ")?,
            base: source("base.typ")?,
            letterhead: source("letterhead.typ")?,
            places,
            house: Bytes::new(house_json),
            logo: Bytes::new(catalog.dress(code, LOGO)?.into_owned()),
        })
    }
}

/// One notice in its room.
pub struct World {
    room: Arc<Room>,
    sheet: Bytes,
    record: Bytes,
    figures: Vec<Bytes>,
}

impl World {
    /// The world of one sheet: as JSON, its public record, its pictures.
    pub fn new(room: Arc<Room>, sheet: Vec<u8>, record: Vec<u8>, pictures: &[Picture]) -> Self {
        let figures = pictures.iter().map(|picture| Bytes::new(Arc::clone(&picture.bytes))).collect();
        Self { room, sheet: Bytes::new(sheet), record: Bytes::new(record), figures }
    }

    /// `styles/base/notice.typ:12` for a place in a template.
    pub fn place(&self, span: impl Into<typst::syntax::DiagSpan>) -> Option<String> {
        let span = span.into();
        let id = span.id()?;
        let source = typst::World::source(self, id).ok()?;
        let known = self.room.places.iter().find(|(template, _)| *template == id);
        let path = known.map_or_else(|| id.vpath().get_without_slash().to_owned(), |(_, path)| path.clone());
        let line = typst::WorldExt::range(self, span).and_then(|range| source.lines().byte_to_line(range.start));
        Some(line.map_or_else(|| path.clone(), |line| format!("{path}:{}", line + 1)))
    }
}

/// Every notice uses the same few paths: a file id is never given back.
fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).unwrap_or_else(|_| unreachable!("paths here are fixed and plain"));
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &self.room.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.room.book
    }

    fn main(&self) -> FileId {
        self.room.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.room.main, &self.room.base, &self.room.letterhead]
            .into_iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.vpath().get_without_slash();
        match path {
            "sheet.json" => Ok(self.sheet.clone()),
            "notice.json" => Ok(self.record.clone()),
            "house.json" => Ok(self.room.house.clone()),
            LOGO => Ok(self.room.logo.clone()),
            _ => path
                .strip_prefix("figure-")
                .and_then(|index| self.figures.get(index.parse::<usize>().ok()?))
                .cloned()
                .ok_or(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.room.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
