//! Verification: everything that OCFL 1.1 asks of an archive, and a little more.
//!
//! It works on a store, not on an opened archive, so that an archive can be
//! verified that is too damaged to be opened. It is cut into pieces that do not
//! know of each other, so that a caller may divide them among threads:
//!
//! 1. [`root`] looks at what lies around the objects and finds them.
//! 2. [`plan`] looks at one object: names, inventories, and which digests each of
//!    its files must have ([`Work`], with the sizes).
//! 3. [`check`] reads one file and compares its digests.
//! 4. [`signed`] asks public keys about the signatures.
//!
//! [`together`] does that on several threads and tells as it goes. [`everything`] does all of it, one after the other, and keeps no more than one
//! object in memory.

use std::io;

use super::codes;
use super::digest::{Algorithm, digests};
use super::finding::Finding;
use super::inventory::Specification;
use super::layout::Layout;
use super::names::{ObjectId, VersionNumber};
use super::signature::Signature;
use super::store::Store;

mod content;
mod object;
mod prior;
mod sidecar;
mod signatures;
mod surroundings;
mod together;
mod walk;

pub use object::plan;
pub use signatures::signed;
pub use together::{Told, Totals, together};
pub(super) use walk::places;

/// What [`root`] found around the objects.
#[derive(Debug)]
pub struct Root {
    /// What is wrong there.
    pub findings: Vec<Finding>,
    /// The folders of the objects, in their order.
    pub objects: Vec<String>,
    /// What the archive declares to keep, if that can be read.
    pub specification: Option<Specification>,
    layout: Layout,
}

/// One object, looked at but for the bytes of its files.
pub struct Plan {
    /// The folder of the object.
    pub place: String,
    /// Its name, if that can be read.
    pub id: Option<ObjectId>,
    /// What it declares to keep, if that can be read.
    pub declared: Option<Specification>,
    /// What is wrong with it so far.
    pub findings: Vec<Finding>,
    /// The files to be read.
    pub work: Vec<Work>,
    /// Its versions, the oldest first, with the names of their folders.
    pub versions: Vec<(VersionNumber, String)>,
    /// Its signatures, as far as nothing speaks against them yet.
    pub signatures: Vec<Signature>,
}

/// One file and the digests that it must have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// Its path below the root of the archive.
    pub path: String,
    /// How many bytes it has.
    pub size: u64,
    /// The digests, and the rule that is broken if one is another.
    expected: Vec<Expected>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Expected {
    algorithm: Algorithm,
    /// In small letters.
    digest: String,
    code: &'static codes::Code,
    /// The inventory that says so.
    inventory: String,
}

/// Looks at what lies around the objects, and finds them.
pub fn root(store: &dyn Store) -> Root {
    let mut findings = Vec::new();
    let specification = surroundings::judge(store, &mut findings);
    let layout = Layout::read(store).unwrap_or(Layout::Unknown);
    let objects = walk::judge(store, layout == Layout::Unknown, &mut findings);
    Root { findings, objects, specification, layout }
}

impl Root {
    /// What is wrong with an object only because of where it is.
    pub fn judge(&self, plan: &Plan) -> Vec<Finding> {
        let mut findings = Vec::new();
        if let Some(place) = plan.id.as_ref().and_then(|id| self.layout.place(id))
            && place != plan.place
        {
            let message = format!("the layout leads to `{place}`");
            findings.push(Finding::new(&codes::E083, &plan.place, message));
        }
        if let (Some(archive), Some(object)) = (self.specification, plan.declared)
            && object > archive
        {
            let message = format!("it keeps OCFL {}, the archive {}", object.number(), archive.number());
            findings.push(Finding::new(&codes::E081, &plan.place, message));
        }
        findings
    }
}

/// Reads one file and compares its digests. It is read once, whatever their
/// number.
pub fn check(store: &dyn Store, work: &Work) -> Vec<Finding> {
    let mut algorithms: Vec<Algorithm> = work.expected.iter().map(|expected| expected.algorithm).collect();
    algorithms.sort();
    algorithms.dedup();
    let found = store.open(&work.path).and_then(|mut file| digests(&mut file, work.size, &algorithms));
    let found = match found {
        Ok(found) => found,
        Err(error) => return vec![unreadable(&work.path, &error)],
    };
    let mut findings = Vec::new();
    for expected in &work.expected {
        let digest = algorithms.iter().position(|one| *one == expected.algorithm).and_then(|at| found.get(at));
        if let Some(digest) = digest.filter(|digest| **digest != expected.digest) {
            let message = format!(
                "its {} is {}, and should be {} after `{}`",
                expected.algorithm.name(),
                super::reading::short(digest),
                super::reading::short(&expected.digest),
                expected.inventory,
            );
            findings.push(Finding::new(expected.code, &work.path, message));
        }
    }
    findings
}

/// Looks at one object with all its files.
pub fn object(store: &dyn Store, place: &str) -> Vec<Finding> {
    finish(store, plan(store, place))
}

fn finish(store: &dyn Store, plan: Plan) -> Vec<Finding> {
    let mut findings = plan.findings;
    findings.extend(plan.work.iter().flat_map(|work| check(store, work)));
    findings
}

/// The folder of an object in a store that may be too damaged to be opened.
///
/// # Errors
/// When the folders cannot be read.
pub fn find(store: &dyn Store, id: &ObjectId) -> io::Result<Option<String>> {
    let layout = Layout::read(store).unwrap_or(Layout::Unknown);
    if let Some(place) = layout.place(id)
        && store.look(&place)?.is_some()
    {
        return Ok(Some(place));
    }
    let has_name = |place: &String| plan(store, place).id.as_ref() == Some(id);
    // Only where the layout leads nowhere: each object is looked at.
    Ok(if layout == Layout::Unknown { places(store)?.into_iter().find(has_name) } else { None })
}

/// Says of objects that have the name of an earlier one.
#[derive(Default)]
struct Names(std::collections::BTreeMap<ObjectId, String>);

impl Names {
    /// Where a layout gives each name one place, two cannot have the same.
    fn judge(&mut self, root: &Root, plan: &Plan) -> Option<Finding> {
        let id = plan.id.as_ref().filter(|_| root.layout == Layout::Unknown)?;
        let other = self.0.insert(id.clone(), plan.place.clone())?;
        let message = format!("it has the name `{id}`, as the object in `{other}` has");
        Some(Finding::new(&codes::E037, &plan.place, message))
    }
}

/// Looks at everything. `tell` is called for the surroundings with an empty
/// place, then for each object with its folder and what is wrong with it.
pub fn everything(store: &dyn Store, tell: &mut dyn FnMut(&str, Vec<Finding>)) {
    let survey = store.survey();
    let store = survey.as_deref().unwrap_or(store);
    let mut root = root(store);
    tell("", std::mem::take(&mut root.findings));
    let mut names = Names::default();
    for place in &root.objects {
        let mut plan = plan(store, place);
        let misplaced = root.judge(&plan);
        plan.findings.extend(misplaced);
        plan.findings.extend(names.judge(&root, &plan));
        tell(place, finish(store, plan));
    }
}

/// Everything that is wrong with an archive.
pub fn all(store: &dyn Store) -> Vec<Finding> {
    let mut all = Vec::new();
    everything(store, &mut |_, mut findings| all.append(&mut findings));
    all
}

fn unreadable(path: &str, error: &io::Error) -> Finding {
    Finding::new(&codes::P006, path, format!("it cannot be read: {error}"))
}
