//! The forms of a version made again from its sealed sources, and compared.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::seal::{form_stem, read_kept};
use super::{Office, Order};
use crate::archive::{Archive, ObjectId, State, VersionNumber};
use crate::artifact::Artifact;
use crate::error::Error;
use crate::render::{FORMATS, Format};
use crate::sealing::{Kept, PROVENANCE, Provenance, Role, Thing};
use crate::workspace::{NoticeFile, Scratch};

/// What came of making a version again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reproduced {
    /// The version.
    pub version: VersionNumber,
    /// The version of pressdoc that made it, where that is known.
    pub made_by: Option<String>,
    /// How many forms were made again.
    pub forms: usize,
    /// Those that are not the same byte for byte, in the order of their paths.
    pub differences: Vec<FormDifference>,
    /// Files that the program carries and that are others now: fonts.
    pub other_files: Vec<String>,
}

impl Reproduced {
    /// Whether every form is the same byte for byte.
    pub fn is_identical(&self) -> bool {
        self.differences.is_empty()
    }

    /// Whether this very version of pressdoc made it.
    pub fn is_own(&self) -> bool {
        self.made_by.as_deref() == Some(env!("CARGO_PKG_VERSION"))
    }

    /// Whether some form says other words than the one that was sealed.
    pub fn has_other_words(&self) -> bool {
        self.differences.iter().any(|difference| difference.words)
    }
}

/// A form that is not what was sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormDifference {
    /// Its path in the version.
    pub path: String,
    /// What is different, as a sentence without its subject: `says the same words,
    /// but is different from byte 1204 on`.
    pub what: String,
    /// Whether its words are others, or it is missing.
    pub words: bool,
}

/// Files of house style, languages and settings: path and digest, in order.
type Dressing = Vec<(String, String)>;

/// An office for each set of house style, languages and settings, in a folder
/// of its own.
struct Desk {
    scratch: Scratch,
    office: Office,
}

/// Desks that are kept: however many sets an archive has, memory stays flat.
const MOST_DESKS: usize = 24;

/// Makes versions again. What many of them have in common is loaded once.
#[derive(Default)]
pub struct Reproduction {
    desks: Mutex<BTreeMap<Dressing, Arc<Desk>>>,
}

impl Reproduction {
    /// Makes all forms of a version again and compares them. No two versions of
    /// one release at the same time.
    ///
    /// # Errors
    /// When the version cannot be read, was not made by pressdoc, or a form
    /// cannot be made.
    pub fn reproduce(
        &self,
        archive: &Archive,
        id: &ObjectId,
        version: Option<VersionNumber>,
    ) -> Result<Reproduced, Error> {
        let state = archive.state(id, version)?;
        let kept = |path: &str| read_kept(archive, id, Some(state.version), path);
        let provenance = Provenance::read(&kept(PROVENANCE)?).map_err(|fault| unknown(id, &state, &fault))?;
        let mut style = Dressing::new();
        let mut of_release: Vec<&Thing> = Vec::new();
        let mut sealed: BTreeMap<&str, &Thing> = BTreeMap::new();
        for thing in &provenance.objects {
            match (thing.role, thing.kept) {
                (Role::Style, Kept::Here) => style.push((thing.path.clone(), thing.sha512.clone())),
                (Role::Source | Role::Attachment, Kept::Here) => of_release.push(thing),
                (Role::Form, Kept::Here) => {
                    sealed.insert(&thing.path, thing);
                }
                _ => {}
            }
        }
        style.sort();
        let desk = self.desk(style, &kept)?;
        let is_source = |thing: &&&Thing| thing.role == Role::Source;
        let folder = of_release.iter().find(is_source).and_then(|source| source.path.rsplit_once('/'));
        let Some((folder, _)) = folder else { return Err(unknown(id, &state, "it has no sources")) };
        for thing in &of_release {
            desk.scratch.write(&thing.path, &kept(&thing.path)?)?;
        }
        let made = desk.make(&of_release, &sealed, &provenance, || unknown(id, &state, "its sources cannot be read"));
        desk.scratch.remove(folder)?;
        let made = made?;

        let mut differences = Vec::new();
        for artifact in &made {
            let Some(thing) = sealed.remove(artifact.path.as_str()) else { continue };
            let before = kept(&thing.path)?;
            if before != artifact.bytes {
                differences.push(different(artifact, &before, &made, thing));
            }
        }
        differences.extend(sealed.keys().map(|path| FormDifference {
            path: (*path).to_owned(),
            what: "is not made any more".to_owned(),
            words: true,
        }));
        differences.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Reproduced {
            version: state.version,
            made_by: provenance.program_version().map(str::to_owned),
            forms: made.len(),
            differences,
            other_files: desk.other_files(&provenance)?,
        })
    }

    /// The office with these files of house style, languages and settings.
    fn desk(&self, style: Dressing, kept: &dyn Fn(&str) -> Result<Vec<u8>, Error>) -> Result<Arc<Desk>, Error> {
        let mut desks = self.desks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(desk) = desks.get(&style) {
            return Ok(Arc::clone(desk));
        }
        if desks.len() == MOST_DESKS {
            // Those at work keep theirs.
            desks.clear();
        }
        let scratch = Scratch::new()?;
        for (path, _) in &style {
            scratch.write(path, &kept(path)?)?;
        }
        // What makes it a workspace, whatever its settings say.
        scratch.write("releases/.keep", b"")?;
        let office = Office::open(scratch.path())?;
        let desk = Arc::new(Desk { scratch, office });
        desks.insert(style, Arc::clone(&desk));
        Ok(desk)
    }
}

impl Desk {
    /// The forms that were sealed, made of the sources that lie here.
    fn make(
        &self,
        of_release: &[&Thing],
        sealed: &BTreeMap<&str, &Thing>,
        provenance: &Provenance,
        unreadable: impl Fn() -> Error,
    ) -> Result<Vec<Artifact>, Error> {
        let here = self.scratch.path();
        let mut made = Vec::new();
        for source in of_release.iter().filter(|thing| thing.role == Role::Source) {
            let file = NoticeFile::new(&here.join(&source.path), here);
            let examined = self.office.examine(&file)?;
            let Some((reference, _)) = file.release.as_ref().filter(|_| examined.can_be_set()) else {
                return Err(unreadable());
            };
            let stem = form_stem(reference, &examined.language.code);
            let is_wanted =
                |format: &&&'static dyn Format| sealed.contains_key(format!("{stem}.{}", format.ending()).as_str());
            let formats: Vec<&'static dyn Format> = FORMATS.iter().filter(is_wanted).copied().collect();
            let order = Order { formats: &formats, draft: false, now: provenance.sealed, here, beside: false };
            let versions = self.office.versions(&examined, &file, &order)?;
            let sheet = self.office.compose_among(&examined, versions, false);
            made.extend(self.office.print(&sheet, examined.house, &stem, &formats, false)?);
        }
        Ok(made)
    }

    /// Files that the program carried then and that are others now.
    fn other_files(&self, provenance: &Provenance) -> Result<Vec<String>, Error> {
        let house = self.office.catalog.default_house();
        let mine = self.office.catalog.dressing(&house.style.code, "", &std::collections::BTreeSet::new())?;
        let mine: BTreeMap<String, String> = mine
            .into_iter()
            .map(|file| (file.path.clone(), Thing::new(file.path, Role::Style, &file.bytes).sha512))
            .collect();
        let then = provenance.objects.iter().filter(|thing| thing.kept == Kept::InProgram);
        let other = then.filter(|thing| mine.get(&thing.path) != Some(&thing.sha512));
        Ok(other.map(|thing| thing.path.clone()).collect())
    }
}

fn different(artifact: &Artifact, before: &[u8], made: &[Artifact], thing: &Thing) -> FormDifference {
    let now = &artifact.bytes;
    let at = before.iter().zip(now).position(|(a, b)| a != b).unwrap_or_else(|| before.len().min(now.len()));
    let sizes = if before.len() == now.len() {
        String::new()
    } else {
        format!(", and {} bytes instead of {}", now.len(), before.len())
    };
    // The record of the same language says which words there are now.
    let language = thing.language.as_deref().unwrap_or_default();
    let record = made.iter().find(|other| other.path.ends_with(&format!(".{language}.json")));
    let record = record.and_then(|record| serde_json::from_slice::<serde_json::Value>(&record.bytes).ok());
    let hash = record.as_ref().and_then(|record| record.get("content_hash")).and_then(serde_json::Value::as_str);
    let words = hash.is_none() || hash != thing.content_hash.as_deref();
    let said = if words { "says other words: it is different" } else { "says the same words, but is different" };
    let what = format!("{said} from byte {} on{sizes}", at + 1);
    FormDifference { path: artifact.path.clone(), what, words }
}

fn unknown(id: &ObjectId, state: &State, fault: &str) -> Error {
    super::seal::refused(
        format!("{id}, {}, cannot be made again: {fault}", state.version),
        "only what `pressdoc archive add` has sealed can be made again",
    )
}
