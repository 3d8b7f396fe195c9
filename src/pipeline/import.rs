//! From a file that somebody else made to the text of a notice.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::{Examined, Office};
use crate::artifact::Artifact;
use crate::catalog::House;
use crate::check;
use crate::error::Error;
use crate::import::{self, Clues, Doubt, Draft, Kind, Place, Refusal, Style, arrange, write};
use crate::model::language::Language;
use crate::model::picture::Picture;
use crate::model::reference::Reference;
use crate::model::sheet::{SheetBlock, inline_text};
use crate::span::SourceFile;
use crate::workspace::NoticeFile;

/// A file, and what is beside it.
pub struct Origin<'a> {
    /// Its content.
    pub bytes: &'a [u8],
    /// Its name.
    pub name: &'a str,
    /// The picture at an address beside it.
    pub picture: &'a dyn Fn(&str) -> Option<Picture>,
}

/// What the user says of a file; it goes before what the file says.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// The reference.
    pub reference: Option<Reference>,
    /// The language, by its code.
    pub language: Option<String>,
    /// The house style, by its code.
    pub house: Option<String>,
}

/// A notice that is still to be written.
#[derive(Debug)]
pub struct Imported {
    /// What kind of file it was.
    pub kind: Kind,
    /// The reference; without one it is a draft.
    pub reference: Option<Reference>,
    /// The language.
    pub language: String,
    /// The text.
    pub text: String,
    /// Pictures for the same folder, by name.
    pub pictures: Vec<(String, Arc<[u8]>)>,
    /// What was unsure.
    pub doubts: Vec<Doubt>,
}

impl Imported {
    /// The files of the notice, itself last, for the folder of its release or
    /// the one of drafts, where it is called `stem`.
    pub fn artifacts(&self, stem: &str) -> Vec<Artifact> {
        let folder = self.reference.as_ref().map(|reference| format!("{}/", reference.folder())).unwrap_or_default();
        let name = if self.reference.is_some() { self.language.as_str() } else { stem };
        let pictures = self.pictures.iter().map(|(name, bytes)| Artifact {
            path: format!("{folder}{name}"),
            media_type: "application/octet-stream",
            bytes: bytes.to_vec(),
        });
        let notice = Artifact {
            path: format!("{folder}{name}.md"),
            media_type: "text/markdown",
            bytes: self.text.clone().into_bytes(),
        };
        pictures.chain([notice]).collect()
    }
}

impl Office {
    /// Makes a notice of a file; `Ok(Err(…))` for a file that none can be made
    /// of.
    ///
    /// # Errors
    /// When a file of the house style or the language cannot be read.
    pub fn import(&self, origin: &Origin<'_>, told: &Told) -> Result<Result<Imported, Refusal>, Error> {
        let reference = |text: &str| self.catalog.reference(text).map(|(reference, _)| reference);
        let clues = Clues { name: origin.name, reference: &reference, picture: origin.picture };
        let (kind, mut draft) = match import::read(origin.bytes, &clues) {
            Ok(read) => read,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if let Some(reference) = &told.reference {
            draft.reference = Some(reference.clone());
        }
        if draft.reference.is_none() {
            draft.reference = printed_reference(&draft, &reference);
        }
        let house = self.house_of_draft(&mut draft, told);
        let language = self.language_of_draft(&mut draft, told, house)?;
        arrange(&mut draft, &language, house);
        let place = if draft.reference.is_some() { Place::Release } else { Place::Loose };
        if place == Place::Loose {
            draft.house.get_or_insert_with(|| house.style.code.clone());
            draft.doubt(Doubt::new("no-reference", "no reference was found: it is a draft until it has one"));
        }
        let style = Style { language: &language, house: &house.style };
        let text = self.without_known_events(&mut draft, style, place)?;
        self.compare(&mut draft, &text)?;
        let pictures = draft.pictures.iter().filter_map(|one| Some((one.name.clone(), one.bytes.clone()?)));
        Ok(Ok(Imported {
            kind,
            reference: draft.reference.clone(),
            language: draft.language.clone(),
            text,
            pictures: pictures.collect(),
            doubts: draft.doubts,
        }))
    }

    /// The house style: told, stated, that of the reference, else the default.
    fn house_of_draft(&self, draft: &mut Draft, told: &Told) -> &House {
        let named = told.house.as_deref().or(draft.house.as_deref());
        if let Some(house) = named.and_then(|code| self.catalog.house(code)) {
            // What the reference says need not be stated.
            let said = draft.reference.as_ref().map(|reference| self.catalog.house_for_type(reference.type_code()));
            let is_said = said.is_some_and(|said| said.style.code == house.style.code);
            draft.house = (!is_said).then(|| house.style.code.clone());
            return house;
        }
        draft.house = None;
        match &draft.reference {
            Some(reference) => self.catalog.house_for_type(reference.type_code()),
            None => self.catalog.default_house(),
        }
    }

    /// The language: told, stated, by its letters, else the house style's.
    fn language_of_draft(&self, draft: &mut Draft, told: &Told, house: &House) -> Result<Arc<Language>, Error> {
        let found = || check::detect(&draft.plain_text());
        let stated = told.language.clone().or_else(|| Some(draft.language.clone()).filter(|code| !code.is_empty()));
        if let Some(language) = stated.as_deref().map(|code| self.language(code)).transpose()?.flatten() {
            let differs = found().filter(|found| *found != language.code && told.language.is_none());
            draft.language.clone_from(&language.code);
            if let Some(found) = differs.filter(|_| !check::UNKNOWN_LANGUAGES.contains(&language.code.as_str())) {
                let message = format!("the file says that it is in `{}`, its words look like `{found}`", language.code);
                draft.doubt(Doubt::new("language", message));
            }
            return Ok(language);
        }
        let (code, message) = match found() {
            Some(found) => (found, format!("no language is stated: by its words it is in `{found}`")),
            None => {
                let own = house.style.language.as_str();
                (own, format!("no language is stated: that of the house style is taken, `{own}`"))
            }
        };
        let language = self.language_or_default(Some(code), house)?;
        draft.doubt(Doubt::new("language", message));
        draft.language.clone_from(&language.code);
        Ok(language)
    }

    /// The text of the notice; events that the text itself says are not stated
    /// once more.
    fn without_known_events(&self, draft: &mut Draft, style: Style<'_>, place: Place) -> Result<String, Error> {
        let whole = write(draft, style, place);
        if draft.events.is_empty() {
            return Ok(whole);
        }
        let events = std::mem::take(&mut draft.events);
        let without = write(draft, style, place);
        let examined = self.examine_draft(draft, &without)?;
        if self.compose(&examined, true).events == events {
            return Ok(without);
        }
        draft.events = events;
        Ok(whole)
    }

    fn examine_draft(&self, draft: &Draft, text: &str) -> Result<Examined<'_>, Error> {
        let root = self.workspace.root().unwrap_or(Path::new("/"));
        let path = match &draft.reference {
            Some(reference) => root.join("releases").join(reference.folder()).join(format!("{}.md", draft.language)),
            None => root.join("draft.md"),
        };
        let file = NoticeFile::new(&path, root);
        self.examine_text(SourceFile::new(&file.name, text), &file)
    }

    /// Compares the words of the draft with those of the notice as it will be
    /// printed: what is lost on the way is said.
    fn compare(&self, draft: &mut Draft, text: &str) -> Result<(), Error> {
        let examined = self.examine_draft(draft, text)?;
        let printed = self.compose(&examined, true).reading_text();
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for word in words(&printed) {
            *count.entry(word).or_default() += 1;
        }
        let mut lost: Vec<String> = Vec::new();
        // What only says in which language an item is, is not printed.
        let is_mark = |line: &str| line.len() == 4 && line.starts_with('(') && line.ends_with(')');
        let said = draft.plain_text();
        let said: Vec<&str> = said.lines().filter(|line| !is_mark(line)).collect();
        for word in words(&said.join("\n")) {
            match count.get_mut(&word).filter(|left| **left > 0) {
                Some(left) => *left -= 1,
                None => lost.push(word),
            }
        }
        if !lost.is_empty() {
            draft.doubt(Doubt::new("words", "these words are printed otherwise, or not at all").about(lost.join(" ")));
        }
        Ok(())
    }
}

/// Letters and digits between everything else: marks come and go with the form.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned)
}

/// A reference that stands alone in a paragraph, or in a line of one.
fn printed_reference(draft: &Draft, reference: &dyn Fn(&str) -> Option<Reference>) -> Option<Reference> {
    draft.blocks.iter().find_map(|block| {
        let SheetBlock::Paragraph { children } = block else { return None };
        let mut text = String::new();
        inline_text(children, &mut text);
        let text = text.trim();
        (text.len() <= 40 && text.contains('/')).then(|| reference(text)).flatten()
    })
}
