//! From what the user typed to what the archive has under that name.

use super::{Place, apart, no_reference, shown};
use crate::archive::{Archive, ObjectId, VersionNumber};
use crate::cli::outside::Outside;
use crate::cli::targets::with_standard_input;
use crate::error::Error;
use crate::model::reference::Reference;
use crate::pipeline::{Office, kept_record};
use crate::workspace::NoticeFile;

/// A release, or a version of it, that the archive has.
pub struct Named {
    /// What it is called there.
    pub id: ObjectId,
    /// The version that was asked for; none stands for the newest.
    pub version: Option<VersionNumber>,
    /// Its reference; none where the object itself was named.
    pub reference: Option<Reference>,
}

impl Named {
    /// An object of the archive, in its newest version.
    pub fn newest(id: ObjectId) -> Self {
        Self { id, version: None, reference: None }
    }

    /// What people call it: `AGENDA/18/5869`, else the name of the object.
    pub fn name(&self) -> String {
        self.reference.as_ref().map_or_else(|| shown(self.id.as_str()), ToString::to_string)
    }
}

/// What was typed may mean one of these objects: a reference may be read by
/// several house styles, the likeliest comes first.
pub struct Candidates {
    pub ids: Vec<ObjectId>,
    pub version: Option<VersionNumber>,
    pub reference: Option<Reference>,
}

/// The objects that an argument may mean: a file of a release, a reference in
/// any form, or the name of an object.
pub fn candidates(office: &Office, argument: &str, outside: &Outside) -> Result<Candidates, Error> {
    let path = outside.here.join(argument);
    if path.is_file()
        && let Some((reference, _)) = NoticeFile::new(&path, &outside.here).release
    {
        return Ok(Candidates { ids: ids_of(office, &reference)?, version: None, reference: Some(reference) });
    }
    let (name, version) = apart(argument)?;
    // Another program may have named its objects by other URIs than ours.
    let scheme = name.split_once(':').map(|(scheme, _)| scheme);
    if scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("urn") || scheme.eq_ignore_ascii_case("info")) {
        return Ok(Candidates { ids: vec![ObjectId::new(name)?], version, reference: None });
    }
    let Some((reference, _)) = office.catalog.reference(name) else { return Err(no_reference(office, name)) };
    let mut ids = ids_of(office, &reference)?;
    for house in office.catalog.houses() {
        let reference = house.grammar.read(name);
        let id = reference.and_then(|reference| ObjectId::new(house.style.identifier(Some(&reference))).ok());
        ids.extend(id.filter(|id| !ids.contains(id)).into_iter().collect::<Vec<_>>());
    }
    Ok(Candidates { ids, version, reference: Some(reference) })
}

/// What a release may be called in an archive, by each house style that has its
/// type, the likeliest first.
fn ids_of(office: &Office, reference: &Reference) -> Result<Vec<ObjectId>, Error> {
    let first = office.catalog.house_for_type(reference.type_code());
    let others = office.catalog.houses().filter(|house| house.style.code != first.style.code);
    let fitting = others.filter(|house| house.document_type(reference.type_code()).is_some());
    std::iter::once(first).chain(fitting).map(|house| ObjectId::new(house.style.identifier(Some(reference)))).collect()
}

/// Finds what the user typed in the archive.
pub fn named(office: &Office, archive: &Archive, argument: &str, outside: &Outside) -> Result<Named, Error> {
    let found = candidates(office, argument, outside)?;
    for id in &found.ids {
        if archive.contains(id)? {
            return Ok(Named { id: id.clone(), version: found.version, reference: found.reference });
        }
    }
    let known = || archive.objects().ok().map(|ids| ids.flatten().map(|id| id.to_string()).collect::<Vec<_>>());
    Err(not_archived(office, &found, known().unwrap_or_default()))
}

/// Says that a release is not in the archive, which has the objects `known`.
pub fn not_archived(office: &Office, asked: &Candidates, known: Vec<String>) -> Error {
    let Some(id) = asked.ids.first() else {
        return Error::Usage { message: "no release is named".to_owned(), help: "name one".to_owned() };
    };
    let name = asked.reference.as_ref().map_or_else(|| id.to_string(), ToString::to_string);
    let waiting = asked.reference.as_ref().filter(|reference| office.workspace.has_release(reference) == Some(true));
    let near = crate::record::nearest(id.as_str(), known.iter().map(String::as_str));
    let help = match (waiting, near) {
        (Some(reference), _) => {
            format!("it is in the workspace and was never archived: `pressdoc archive add {reference}` does that")
        }
        (None, Some(near)) => format!("did you mean `{}`?", short(office, near)),
        (None, None) if known.is_empty() => "there is nothing in the archive".to_owned(),
        (None, None) => "`pressdoc archive index` lists what there is".to_owned(),
    };
    Error::NotFound { what: "archived release", name, help }
}

/// The reference of an object, if that leads to it again.
fn short(office: &Office, id: &str) -> String {
    let parts: Vec<&str> = id.rsplitn(4, ':').collect();
    let reference = match parts.as_slice() {
        [number, year, code, _] => format!("{code}/{year}/{number}"),
        _ => return id.to_owned(),
    };
    let leads_back = office
        .catalog
        .reference(&reference)
        .and_then(|(reference, _)| ids_of(office, &reference).ok())
        .is_some_and(|found| found.first().is_some_and(|found| found.as_str() == id));
    if leads_back { reference } else { id.to_owned() }
}

/// Everything that the arguments name, one after the other. What cannot be found
/// is told and does not keep the others; gives back whether there was such a one.
pub fn each(arguments: &[String], outside: &Outside, mut work: impl FnMut(&str) -> Result<(), Error>) -> bool {
    let mut failed = false;
    for argument in with_standard_input(arguments) {
        if let Err(error) = work(&argument) {
            outside.complain(&error);
            failed = true;
        }
    }
    failed
}

/// Says on standard error that what follows is not for the public yet.
/// Gives back whether it is so.
pub fn warn_withheld(archive: &Archive, named: &Named, place: &Place, outside: &Outside) -> Result<bool, Error> {
    // The newest version knows best: an embargo may have been moved.
    if let Some(record) = kept_record(archive, &named.id, None)?
        && let Some(until) = record.withheld_at(place.now())
    {
        let name = super::shown(&record.reference);
        let until = super::moment(until.timestamp(), until.time_zone());
        outside.note(&format!("note: {name} is under embargo until {until}: not to be passed on before"));
        return Ok(true);
    }
    Ok(false)
}
