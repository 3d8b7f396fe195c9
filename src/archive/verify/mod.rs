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
//!
//! [`everything`] does all of it, one after the other, and keeps no more than one
//! object in memory.

use std::io;

use super::codes;
use super::digest::{Algorithm, digests};
use super::finding::Finding;
use super::inventory::Specification;
use super::layout::Layout;
use super::names::ObjectId;
use super::store::Store;

mod content;
mod object;
mod prior;
mod sidecar;
mod surroundings;
mod walk;

pub use object::plan;
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
#[derive(Debug)]
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

/// Looks at everything. `tell` is called for the surroundings with an empty
/// place, then for each object with its folder and what is wrong with it.
pub fn everything(store: &dyn Store, tell: &mut dyn FnMut(&str, Vec<Finding>)) {
    let survey = store.survey();
    let store = survey.as_deref().unwrap_or(store);
    let mut root = root(store);
    tell("", std::mem::take(&mut root.findings));
    let mut ids = std::collections::BTreeMap::new();
    for place in &root.objects {
        let mut plan = plan(store, place);
        let misplaced = root.judge(&plan);
        plan.findings.extend(misplaced);
        // Where a layout gives each name one place, two cannot have the same.
        if root.layout == Layout::Unknown
            && let Some(id) = &plan.id
            && let Some(other) = ids.insert(id.clone(), place)
        {
            let message = format!("it has the name `{id}`, as the object in `{other}` has");
            plan.findings.push(Finding::new(&codes::E037, place, message));
        }
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
