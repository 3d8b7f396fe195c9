//! One object: its declaration, its inventories, and whether its files are those
//! that the inventory names. Their bytes come later.

use std::collections::{BTreeMap, BTreeSet};

use super::super::codes;
use super::super::digest::Algorithm;
use super::super::finding::Finding;
use super::super::inventory::{INVENTORY, Inventory, LARGEST_INVENTORY, Specification};
use super::super::layout::{EXTENSIONS, REGISTERED};
use super::super::names::ObjectId;
use super::super::reading;
use super::super::signature::{LOGS, Signature};
use super::super::store::{Entry, Kind, Store, join, read_all};
use super::content::{self, Contents};
use super::{Expected, Plan, Work, prior, sidecar, signatures, unreadable};

/// Looks at the object in the folder `place`.
pub fn plan(store: &dyn Store, place: &str) -> Plan {
    let mut judge = Judge { store, place, findings: Vec::new() };
    let seen = judge.object();
    let versions = seen.inventory.iter().flat_map(|inventory| {
        inventory.versions.keys().map(|version| (*version, inventory.folder(*version))).collect::<Vec<_>>()
    });
    Plan {
        place: place.to_owned(),
        versions: versions.collect(),
        id: seen.inventory.map(|inventory| ObjectId::found(inventory.id)),
        declared: seen.declared,
        findings: judge.findings,
        work: seen.work,
        signatures: seen.signatures,
    }
}

/// What was seen of an object.
#[derive(Default)]
struct Seen {
    /// Its inventory, if that can be read.
    inventory: Option<Inventory>,
    work: Vec<Work>,
    declared: Option<Specification>,
    signatures: Vec<Signature>,
}

/// An inventory that could be read, and its bytes.
pub(super) struct Read {
    pub inventory: Option<Inventory>,
    pub text: Vec<u8>,
}

pub(super) struct Judge<'a> {
    pub store: &'a dyn Store,
    pub place: &'a str,
    pub findings: Vec<Finding>,
}

impl Judge<'_> {
    /// The path of something in the object.
    pub fn at(&self, path: &str) -> String {
        join(self.place, path)
    }

    pub fn tell(&mut self, code: &'static codes::Code, path: &str, message: impl Into<String>) {
        let path = self.at(path);
        self.findings.push(Finding::new(code, path, message));
    }

    /// What lies in a folder of the object; nothing, if it cannot be read.
    pub fn list(&mut self, folder: &str) -> Vec<Entry> {
        let path = if folder.is_empty() { self.place.to_owned() } else { self.at(folder) };
        self.store.list(&path).unwrap_or_else(|error| {
            self.findings.push(unreadable(&path, &error));
            Vec::new()
        })
    }

    fn object(&mut self) -> Seen {
        let entries = self.list("");
        let declared = self.declaration(&entries);
        let root = self.inventory("", &entries);
        let inventory = root.as_ref().and_then(|read| read.inventory.as_ref());
        let signatures = self.names(&entries, inventory);
        let Some(inventory) = inventory else { return Seen { declared, ..Seen::default() } };
        if let Some(declared) = declared.filter(|declared| *declared != inventory.specification) {
            let (says, declares) = (inventory.specification.number(), declared.number());
            self.tell(&codes::E038, INVENTORY, format!("`type` is of OCFL {says}, the object declares {declares}"));
        }
        let contents = self.versions(inventory);
        let text = root.as_ref().map(|read| read.text.as_slice()).unwrap_or_default();
        let priors = prior::judge(self, inventory, text, &contents);
        let work = self.work(inventory, &priors, &contents);
        Seen { inventory: root.and_then(|read| read.inventory), work, declared, signatures }
    }

    fn declaration(&mut self, entries: &[Entry]) -> Option<Specification> {
        let mut good = Vec::new();
        for entry in entries.iter().filter(|entry| entry.kind == Kind::File) {
            let Some((kind, value)) = declaration_parts(&entry.name) else { continue };
            let known = Specification::ALL.into_iter().find(|one| value == format!("ocfl_object_{}", one.number()));
            let (code, fault) = match known {
                Some(known) if kind == "0" => {
                    good.push(known);
                    let path = self.at(&entry.name);
                    match read_all(self.store, &path, 4096) {
                        Ok(text) if text == format!("{value}\n").as_bytes() => {}
                        Ok(_) => {
                            self.tell(&codes::E007, &entry.name, format!("it does not hold the one line `{value}`"));
                        }
                        Err(error) => self.findings.push(unreadable(&path, &error)),
                    }
                    continue;
                }
                _ if kind != "0" => (&codes::E005, "its name does not begin with `0=`"),
                _ if value.starts_with("ocfl_object_") => (&codes::E004, "its name is of no version of OCFL"),
                _ => (&codes::E006, "its name does not go on with `ocfl_object_`"),
            };
            self.tell(code, &entry.name, fault);
        }
        if good.is_empty() {
            self.tell(&codes::E003, "0=ocfl_object_1.1", "the declaration of the object is missing");
        }
        if good.len() > 1 {
            self.tell(&codes::E003, "0=ocfl_object_1.0", "there is more than one declaration");
        }
        good.into_iter().max()
    }

    /// Reads and judges the inventory in a folder of the object, and its digest.
    pub fn inventory(&mut self, folder: &str, entries: &[Entry]) -> Option<Read> {
        let name = join(folder, INVENTORY);
        let path = self.at(&name);
        if !entries.iter().any(|entry| entry.name == INVENTORY && entry.kind == Kind::File) {
            if folder.is_empty() {
                self.tell(&codes::E063, INVENTORY, "the inventory is missing");
            }
            return None;
        }
        let text = match read_all(self.store, &path, LARGEST_INVENTORY) {
            Ok(text) => text,
            Err(error) => {
                self.findings.push(unreadable(&path, &error));
                return None;
            }
        };
        let (inventory, mut findings) = reading::read(&text, &path);
        self.findings.append(&mut findings);
        let algorithm = inventory.as_ref().map(|inventory| inventory.algorithm);
        let folder = if folder.is_empty() { self.place.to_owned() } else { self.at(folder) };
        sidecar::judge(self.store, &folder, entries, &text, algorithm, &mut self.findings);
        Some(Read { inventory, text })
    }

    /// What lies in the folder of the object itself.
    fn names(&mut self, entries: &[Entry], inventory: Option<&Inventory>) -> Vec<Signature> {
        let mut signatures = Vec::new();
        let has_inventory = entries.iter().any(|entry| entry.name == INVENTORY);
        for entry in entries {
            let name = entry.name.as_str();
            match entry.kind {
                Kind::File if name == INVENTORY || declaration_parts(name).is_some() => {}
                Kind::File if !has_inventory && name.eq_ignore_ascii_case(INVENTORY) => {
                    self.tell(&codes::E034, name, "it is not called `inventory.json`");
                }
                Kind::File if is_sidecar(name, inventory, entries) => {}
                // An empty folder of logs is allowed.
                Kind::Folder if name == LOGS => {
                    if !self.list(name).is_empty() {
                        signatures = signatures::judge(self.store, self.place, inventory, &mut self.findings);
                    }
                }
                Kind::Folder if name == EXTENSIONS => self.extensions(),
                Kind::Folder if is_version(name) => {
                    let known = |inventory: &Inventory| {
                        inventory.versions.keys().any(|version| inventory.folder(*version) == name)
                    };
                    if inventory.is_some_and(|inventory| !known(inventory)) {
                        self.tell(&codes::E046, name, "the inventory does not know this version");
                    }
                }
                Kind::Link => self.tell(&codes::E090, name, "it is a link"),
                _ => self.tell(&codes::E001, name, "it does not belong into an object"),
            }
        }
        signatures
    }

    /// Files that OCFL allows but no digest covers.
    fn uncovered(&mut self, folder: &str) {
        let path = self.at(folder);
        if self.list(folder).is_empty() {
            return;
        }
        for (file, _) in content::files_below(self.store, &path, &codes::E073, &mut self.findings) {
            self.findings.push(Finding::new(&codes::P003, file, "no digest covers this file"));
        }
    }

    fn extensions(&mut self) {
        for entry in self.list(EXTENSIONS) {
            let name = join(EXTENSIONS, &entry.name);
            match entry.kind {
                Kind::Folder => {
                    if !REGISTERED.contains(&entry.name.as_str()) {
                        self.tell(&codes::W013, &name, "the extension is not registered");
                    }
                    self.uncovered(&name);
                }
                Kind::Link => self.tell(&codes::E090, &name, "it is a link"),
                Kind::File | Kind::Other => self.tell(&codes::E067, &name, "it is not the folder of an extension"),
            }
        }
    }

    /// The version folders and what lies in their content.
    fn versions(&mut self, inventory: &Inventory) -> Contents {
        let mut contents = Contents::default();
        for version in inventory.versions.keys() {
            let folder = inventory.folder(*version);
            let path = self.at(&folder);
            match self.store.look(&path) {
                Ok(Some(Kind::Folder)) => {}
                Ok(_) => {
                    self.tell(&codes::E046, &folder, "the folder of the version is missing");
                    continue;
                }
                Err(error) => {
                    self.findings.push(unreadable(&path, &error));
                    continue;
                }
            }
            let content = join(&folder, inventory.content());
            let entries = self.list(&folder);
            let has_content =
                entries.iter().any(|entry| entry.name == inventory.content() && entry.kind == Kind::Folder);
            if has_content {
                if !content::collect(self.store, self.place, &content, &mut contents, &mut self.findings) {
                    self.tell(&codes::W003, &content, "the folder is empty");
                }
            } else if inventory.manifest.values().flatten().any(|path| path.starts_with(&format!("{content}/"))) {
                self.tell(&codes::E016, &content, "the folder is missing, though the version stores files");
            }
            let algorithms = prior::algorithms(self, &folder, &entries);
            for entry in &entries {
                let name = join(&folder, &entry.name);
                let beside = entry.name.strip_prefix(INVENTORY);
                match entry.kind {
                    Kind::Folder if entry.name == inventory.content() => {}
                    Kind::Folder => self.tell(&codes::W002, &name, "it is not the content folder"),
                    Kind::File if beside == Some("") => {}
                    Kind::File if beside.is_some_and(|rest| is_digest_of(rest, &algorithms)) => {}
                    Kind::Link => self.tell(&codes::E090, &name, "it is a link"),
                    Kind::File | Kind::Other => {
                        self.tell(&codes::E015, &name, "it does not belong into a version folder");
                    }
                }
            }
        }
        contents
    }

    /// Compares the files that are there with those that should be, and says
    /// which digests they must have.
    fn work(&mut self, inventory: &Inventory, priors: &[(String, Inventory)], contents: &Contents) -> Vec<Work> {
        let mut expected: BTreeMap<&str, Vec<Expected>> = BTreeMap::new();
        let root = self.at(INVENTORY);
        collect_expected(inventory, &root, &mut expected);
        for (path, prior) in priors {
            collect_expected(prior, path, &mut expected);
        }
        let listed: BTreeSet<&str> = inventory.manifest.values().flatten().map(String::as_str).collect();
        for path in contents.files.keys().chain(&contents.others).filter(|path| !listed.contains(path.as_str())) {
            self.tell(&codes::E023, path, "the inventory does not know this file");
        }
        let mut work = Vec::new();
        for (path, digests) in expected {
            match contents.files.get(path) {
                Some(size) => work.push(Work { path: self.at(path), size: *size, expected: digests }),
                None if contents.others.iter().any(|other| other == path) => {}
                None => {
                    let says = digests.first().map(|digest| digest.inventory.clone()).unwrap_or_default();
                    self.tell(&codes::E092, path, format!("the file is missing, though `{says}` names it"));
                }
            }
        }
        work
    }
}

/// The digests that an inventory gives its files, without those that are known.
fn collect_expected<'i>(inventory: &'i Inventory, path: &str, all: &mut BTreeMap<&'i str, Vec<Expected>>) {
    let mut add = |algorithm: Algorithm, digest: &str, file: &'i str, code| {
        let digest = digest.to_ascii_lowercase();
        let known = all.entry(file).or_default();
        if !known.iter().any(|one| one.algorithm == algorithm && one.digest == digest) {
            known.push(Expected { algorithm, digest, code, inventory: path.to_owned() });
        }
    };
    for (digest, files) in &inventory.manifest {
        files.iter().for_each(|file| add(inventory.algorithm, digest, file, &codes::E092));
    }
    for (name, block) in &inventory.fixity {
        let Some(algorithm) = Algorithm::named(name) else { continue };
        for (digest, files) in block {
            files.iter().for_each(|file| add(algorithm, digest, file, &codes::E093));
        }
    }
}

/// `0` and `ocfl_object_1.1`, of a file that may be meant as a declaration.
fn declaration_parts(name: &str) -> Option<(&str, &str)> {
    let (kind, value) = name.split_once('=')?;
    (kind.chars().count() == 1 && (kind == "0" || value.starts_with("ocfl"))).then_some((kind, value))
}

/// Whether a file is the digest of the inventory, or takes its place in vain,
/// which is told elsewhere.
fn is_sidecar(name: &str, inventory: Option<&Inventory>, entries: &[Entry]) -> bool {
    let Some(algorithm) = name.strip_prefix(INVENTORY).and_then(|rest| Algorithm::named(rest.strip_prefix('.')?))
    else {
        return false;
    };
    inventory.is_none_or(|inventory| {
        inventory.algorithm == algorithm || !entries.iter().any(|entry| entry.name == inventory.sidecar())
    })
}

/// Whether `.sha512` and the like names one of these algorithms.
fn is_digest_of(ending: &str, algorithms: &[Algorithm]) -> bool {
    ending.strip_prefix('.').and_then(Algorithm::named).is_some_and(|named| algorithms.contains(&named))
}

fn is_version(name: &str) -> bool {
    name.strip_prefix('v').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}
