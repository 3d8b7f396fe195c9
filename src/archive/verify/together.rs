//! Verification on several threads.
//!
//! A thread takes a file that waits to be read, else plans the next object and
//! puts its files in line. So there are never many objects in memory, and one
//! object of large files keeps all threads at work as well as many small ones
//! do. What was found is told in the order of the objects.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::super::finding::Finding;
use super::super::keys::PublicKey;
use super::super::names::ObjectId;
use super::super::store::Store;
use super::{Names, Plan, Root, Work, check, plan, signed};

/// Objects that may be planned while an earlier one is still being read.
const AHEAD: usize = 256;

/// How often the caller hears how far it is.
const PULSE: Duration = Duration::from_millis(100);

/// What a verification has read so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Objects that are done.
    pub objects: usize,
    /// Their versions.
    pub versions: usize,
    /// Files of theirs that were read and compared.
    pub files: u64,
    /// The bytes of these.
    pub bytes: u64,
}

/// What the caller is told as it goes.
pub enum Told<'a> {
    /// An object is done: its folder, its name if that can be read, and what is
    /// wrong with it.
    Object(&'a str, Option<&'a ObjectId>, Vec<Finding>),
    /// How far it is; between the objects, too.
    Pulse(Totals),
}

/// Verifies the objects in the folders `places`, on so many threads. `root` is
/// what lies around them; without it, where an object lies is not judged. With
/// keys, signatures are asked for ([`signed`]).
pub fn together(
    store: &dyn Store,
    root: Option<&Root>,
    places: &[String],
    keys: &[PublicKey],
    threads: usize,
    tell: &mut dyn FnMut(Told<'_>),
) -> Totals {
    let shared = Shared::default();
    let work = Workers { store, root, places, keys, shared: &shared };
    let mut totals = Totals::default();
    std::thread::scope(|scope| {
        let started = (0..threads.max(1))
            .filter(|_| std::thread::Builder::new().spawn_scoped(scope, || work.work()).is_ok())
            .count();
        if started == 0 {
            work.alone(&mut totals, tell);
        } else {
            work.listen(&mut totals, tell);
        }
    });
    totals
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    /// Somebody has put files in line, or an object is done.
    changed: Condvar,
    files: AtomicU64,
    bytes: AtomicU64,
}

#[derive(Default)]
struct State {
    /// The next object to be planned.
    next: usize,
    /// The object that is told next.
    told: usize,
    /// Files that wait: number of the object, and the file.
    waiting: VecDeque<(usize, Work)>,
    /// Objects that are being read: how many files are left, and the plan.
    reading: BTreeMap<usize, (usize, Plan)>,
    /// Objects that are done and not told yet.
    done: BTreeMap<usize, Plan>,
    /// How many are being planned.
    planning: usize,
}

struct Workers<'a> {
    store: &'a dyn Store,
    root: Option<&'a Root>,
    places: &'a [String],
    keys: &'a [PublicKey],
    shared: &'a Shared,
}

enum Task {
    Read(usize, Work),
    Plan(usize),
}

impl Workers<'_> {
    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self) {
        while let Some(task) = self.next() {
            match task {
                Task::Read(at, work) => self.read(at, &work),
                Task::Plan(at) => self.plan(at),
            }
        }
    }

    /// What is to be done next; waits for it, and is none when all is done.
    fn next(&self) -> Option<Task> {
        let mut state = self.state();
        loop {
            if let Some((at, work)) = state.waiting.pop_front() {
                return Some(Task::Read(at, work));
            }
            let at = state.next;
            if at < self.places.len() && at < state.told + AHEAD {
                state.next += 1;
                state.planning += 1;
                return Some(Task::Plan(at));
            }
            if at >= self.places.len() && state.planning == 0 {
                return None;
            }
            state = self.shared.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn plan(&self, at: usize) {
        let mut plan = self.planned(at);
        let work = std::mem::take(&mut plan.work);
        let mut state = self.state();
        state.planning -= 1;
        if work.is_empty() {
            state.done.insert(at, plan);
        } else {
            state.reading.insert(at, (work.len(), plan));
            state.waiting.extend(work.into_iter().map(|work| (at, work)));
        }
        drop(state);
        self.shared.changed.notify_all();
    }

    fn planned(&self, at: usize) -> Plan {
        let mut plan = plan(self.store, self.places.get(at).map(String::as_str).unwrap_or_default());
        if let Some(root) = self.root {
            let misplaced = root.judge(&plan);
            plan.findings.extend(misplaced);
        }
        if !self.keys.is_empty() {
            signed(self.store, &mut plan, self.keys);
        }
        plan
    }

    fn read(&self, at: usize, work: &Work) {
        let findings = self.checked(work);
        let mut state = self.state();
        let Some((left, plan)) = state.reading.get_mut(&at) else { return };
        plan.findings.extend(findings);
        *left -= 1;
        if *left == 0
            && let Some((_, plan)) = state.reading.remove(&at)
        {
            state.done.insert(at, plan);
            drop(state);
            self.shared.changed.notify_all();
        }
    }

    fn checked(&self, work: &Work) -> Vec<Finding> {
        let findings = check(self.store, work);
        self.shared.files.fetch_add(1, Ordering::Relaxed);
        self.shared.bytes.fetch_add(work.size, Ordering::Relaxed);
        findings
    }

    /// Tells of the objects in their order, as they are done.
    fn listen(&self, totals: &mut Totals, tell: &mut dyn FnMut(Told<'_>)) {
        let mut names = Names::default();
        while totals.objects < self.places.len() {
            let mut state = self.state();
            let at = state.told;
            let plan = state.done.remove(&at);
            if plan.is_none() {
                let (_unlocked, _) =
                    self.shared.changed.wait_timeout(state, PULSE).unwrap_or_else(PoisonError::into_inner);
            } else {
                state.told += 1;
                drop(state);
                // A thread may wait for an object that it may plan.
                self.shared.changed.notify_all();
            }
            if let Some(plan) = plan {
                self.tell(plan, &mut names, totals, tell);
            }
            self.count(totals);
            tell(Told::Pulse(*totals));
        }
    }

    /// Without a thread to be had, one after the other.
    fn alone(&self, totals: &mut Totals, tell: &mut dyn FnMut(Told<'_>)) {
        let mut names = Names::default();
        for at in 0..self.places.len() {
            let mut plan = self.planned(at);
            let work = std::mem::take(&mut plan.work);
            plan.findings.extend(work.iter().flat_map(|work| self.checked(work)));
            self.tell(plan, &mut names, totals, tell);
            self.count(totals);
            tell(Told::Pulse(*totals));
        }
    }

    fn count(&self, totals: &mut Totals) {
        totals.files = self.shared.files.load(Ordering::Relaxed);
        totals.bytes = self.shared.bytes.load(Ordering::Relaxed);
    }

    fn tell(&self, mut plan: Plan, names: &mut Names, totals: &mut Totals, tell: &mut dyn FnMut(Told<'_>)) {
        plan.findings.extend(self.root.and_then(|root| names.judge(root, &plan)));
        // Threads find in any order; a report has one.
        plan.findings.sort_by(|one, other| one.path.cmp(&other.path).then(one.code.name.cmp(other.code.name)));
        totals.objects += 1;
        totals.versions += plan.versions.len();
        tell(Told::Object(&plan.place, plan.id.as_ref(), plan.findings));
    }
}
