//! The inventories in the version folders, and whether they say the same as that
//! of the object.

use std::collections::{BTreeMap, BTreeSet};

use super::super::codes;
use super::super::digest::Algorithm;
use super::super::inventory::{INVENTORY, Inventory, LARGEST_INVENTORY, Specification, Version};
use super::super::names::VersionNumber;
use super::super::reading;
use super::super::store::{Entry, Kind, join, read_all};
use super::content::Contents;
use super::object::Judge;

/// Judges all inventories in version folders, the newest included. Gives back
/// those of earlier versions with their paths.
pub(super) fn judge(
    judge: &mut Judge<'_>,
    root: &Inventory,
    root_text: &[u8],
    contents: &Contents,
) -> Vec<(String, Inventory)> {
    let mut priors = Vec::new();
    let mut earlier: Option<(String, Specification)> = None;
    // The content folder of the first version: that rule has a code of its own.
    let mut first_folder = None;
    for version in root.versions.keys() {
        let folder = root.folder(*version);
        let name = join(&folder, INVENTORY);
        if !matches!(judge.store.look(&judge.at(&folder)), Ok(Some(Kind::Folder))) {
            continue;
        }
        let entries = judge.list(&folder);
        let is_there = entries.iter().any(|entry| entry.name == INVENTORY && entry.kind == Kind::File);
        if !is_there {
            judge.tell(&codes::W010, &name, "the version has no inventory of its own");
            continue;
        }
        let told = judge.findings.len();
        let Some(read) = judge.inventory(&folder, &entries) else { continue };
        if *version == root.head {
            if read.text == root_text {
                // What is wrong with it is told at the other copy, but for its digest.
                let judged = judge.findings.split_off(told);
                judge.findings.extend(judged.into_iter().filter(|finding| finding.line.is_none()));
            } else {
                judge.tell(&codes::E064, &name, "the inventory of the newest version is not that of the object");
            }
        }
        let Some(inventory) = read.inventory else { continue };
        if let Some((before, specification)) = &earlier
            && *specification > inventory.specification
        {
            let (this, before_it) = (inventory.specification.number(), specification.number());
            judge.tell(&codes::E103, &name, format!("it keeps OCFL {this}, `{before}` before it {before_it}"));
        }
        earlier = Some((folder.clone(), inventory.specification));
        let first = first_folder.get_or_insert_with(|| inventory.content_folder.clone());
        if *version == root.head {
            continue;
        }
        if inventory.id != root.id {
            let (this, that) = (inventory.id.escape_debug(), root.id.escape_debug());
            judge.tell(&codes::E110, &name, format!("the object is called `{this}` here, `{that}` now"));
        }
        if first.is_none() && root.content_folder.is_some() {
            judge.tell(&codes::E019, &name, "the content folder is named later, but not in the first version");
        }
        if inventory.content() != root.content() {
            let (this, that) = (inventory.content().escape_debug(), root.content().escape_debug());
            judge.tell(&codes::E020, &name, format!("the content folder is called `{this}` here, `{that}` now"));
        }
        if inventory.padding != root.padding {
            judge.tell(&codes::E013, &name, "its versions are named in another way than now");
        }
        if inventory.head != *version {
            judge.tell(&codes::E066, &name, format!("it is the inventory of `{}`", inventory.head));
        }
        states(judge, &name, &inventory, root);
        unlisted(judge, &name, *version, &inventory, root, contents);
        priors.push((judge.at(&name), inventory));
    }
    priors
}

/// Each version must be what it is in the inventory of the object.
fn states(judge: &mut Judge<'_>, name: &str, prior: &Inventory, root: &Inventory) {
    for (version, before) in &prior.versions {
        let Some(now) = root.versions.get(version) else {
            judge.tell(&codes::E066, name, format!("the inventory of the object does not know `{version}`"));
            continue;
        };
        let same = if prior.algorithm == root.algorithm {
            before.files() == now.files()
        } else {
            contents_of(prior, before).iter().eq(contents_of(root, now).iter())
        };
        if !same {
            let (before, now) = (before.files(), now.files());
            let differs = |path: &&&str| before.get(**path) != now.get(**path);
            let path = before.keys().chain(now.keys()).find(differs).map_or("", |path| path);
            let message = format!("`{version}` has other files here than in the inventory of the object: `{path}`");
            judge.tell(&codes::E066, name, message);
        }
        let about = |version: &Version| (version.created.clone(), version.message.clone(), version.user.clone());
        if about(before) != about(now) {
            let message = format!("time, message or user of `{version}` is another in the inventory of the object");
            judge.tell(&codes::W011, name, message);
        }
    }
}

/// Logical path → first content path, for inventories with other digests.
fn contents_of<'i>(inventory: &'i Inventory, version: &'i Version) -> BTreeMap<&'i str, Option<&'i String>> {
    version.files().into_iter().map(|(path, digest)| (path, inventory.content_paths(&digest).first())).collect()
}

/// Files of this version and those before must stand in its inventory.
fn unlisted(
    judge: &mut Judge<'_>,
    name: &str,
    version: VersionNumber,
    inventory: &Inventory,
    root: &Inventory,
    contents: &Contents,
) {
    let listed: BTreeSet<&String> = inventory.manifest.values().flatten().collect();
    let until: Vec<String> = root.versions.keys().filter(|one| **one <= version).map(|one| root.folder(*one)).collect();
    let known = |path: &&String| path.split('/').next().is_some_and(|folder| until.iter().any(|one| one == folder));
    for path in contents.files.keys().filter(known).filter(|path| !listed.contains(path)) {
        // A file that no inventory knows is told once, elsewhere.
        if root.manifest.values().flatten().any(|listed| listed == path) {
            judge.tell(&codes::E023, path, format!("`{}` does not know this file", judge.at(name)));
        }
    }
}

/// The algorithms of which a version folder may have a digest: that of its own
/// inventory, where there are several; else any, since a wrong one is told as
/// such.
pub(super) fn algorithms(judge: &Judge<'_>, folder: &str, entries: &[Entry]) -> Vec<Algorithm> {
    let is_file = |entry: &&Entry| entry.kind == Kind::File;
    if !entries.iter().filter(is_file).any(|entry| entry.name == INVENTORY) {
        return Vec::new();
    }
    let beside = entries.iter().filter(is_file).filter(|entry| entry.name.starts_with(INVENTORY)).count() - 1;
    if beside > 1 {
        let path = judge.at(&join(folder, INVENTORY));
        let text = read_all(judge.store, &path, LARGEST_INVENTORY);
        let inventory = text.ok().and_then(|text| reading::read(&text, &path).0);
        if let Some(inventory) = inventory.filter(|one| entries.iter().any(|entry| entry.name == one.sidecar())) {
            return vec![inventory.algorithm];
        }
    }
    Algorithm::ALL.to_vec()
}
