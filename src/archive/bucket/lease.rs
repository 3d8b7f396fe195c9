//! Who may write: an object in the bucket that only one can have.
//!
//! A lock that a storage keeps cannot be given back by a program that was
//! killed, so it is a lease: who does not renew it in time may lose it. The
//! times that are compared are all of the storage's own clock. The lease alone
//! would not be enough, since a program can sleep and wake up late; so every
//! step looks whether the lock is still ours, and what decides is written under
//! conditions that the storage itself checks.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read as _};
use std::sync::Arc;
use std::time::Duration;

use object_store::{PutMode, PutPayload, UpdateVersion};
use tokio::time::Instant;

use super::super::folder::LOCK;
use super::super::inventory::{INVENTORY, LARGEST_INVENTORY};
use super::super::reading;
use super::super::staging::INTENT;
use super::super::store::{Lock, join};
use super::Inner;
use super::errors::{CONDITIONS, UNCONDITIONAL, fault};
use super::staged::{Staging, in_staging};

/// After so long without a sign, another may write. No request takes as long.
pub(super) const LEASE: Duration = Duration::from_secs(180);

/// What a writer knows while it may write.
pub(super) struct Session {
    /// The lock as we have written it last.
    lock: UpdateVersion,
    /// What we write into it.
    note: String,
    renewals: u64,
    renewed: Instant,
    /// Another has taken the lock: nothing is written any more.
    lost: bool,
    /// Objects as they were when we saw them first, or wrote them.
    pub seen: BTreeMap<String, UpdateVersion>,
    /// Paths that we have put or tried to.
    pub made: BTreeSet<String>,
    /// The object that is about to change.
    object: Option<String>,
    /// The folders that have been brought into it.
    pub arrived: Vec<String>,
    pub staging: Staging,
}

impl Session {
    /// Notes what is about to be put at a path.
    pub fn began(&mut self, path: &str, bytes: &[u8]) {
        if path == INTENT {
            self.object = object_in(bytes);
        } else {
            self.made.insert(path.to_owned());
        }
    }
}

/// The object that a note of what is about to change names in its first line.
fn object_in(note: &[u8]) -> Option<String> {
    std::str::from_utf8(note).ok()?.lines().next().map(str::to_owned)
}

/// Given back when dropped.
struct Guard(Arc<Inner>);

impl Drop for Guard {
    fn drop(&mut self) {
        let Some(mut session) = self.0.session().take().filter(|session| !session.lost) else { return };
        // An empty lock is free. If that fails, the lease runs out.
        let given_back = self.0.remote.put(LOCK, PutPayload::new(), PutMode::Update(session.lock.clone()));
        if given_back.is_err_and(|error| is_refusal(&error)) {
            let _ = self.0.lose(&mut session);
        }
    }
}

/// Takes the lock; without `wait`, `None` when somebody else has it.
pub(super) fn acquire(inner: &Arc<Inner>, wait: bool) -> io::Result<Option<Lock>> {
    let mut pause = Duration::from_millis(20);
    loop {
        if try_to_acquire(inner)? {
            return Ok(Some(Lock::new(Guard(Arc::clone(inner)))));
        }
        if !wait {
            return Ok(None);
        }
        inner.remote.pause(pause);
        pause = (pause * 2).min(Duration::from_secs(2));
    }
}

fn try_to_acquire(inner: &Arc<Inner>) -> io::Result<bool> {
    let mut session = inner.session();
    if session.is_some() {
        return Ok(false);
    }
    let note = format!("{} {}\n", inner.owner, inner.next_number());
    let mode = match inner.remote.find(LOCK)? {
        None => PutMode::Create,
        Some(found) if found.size == 0 || has_lapsed(inner, found.written)? => PutMode::Update(found.version),
        Some(_) => return Ok(false),
    };
    let renewed = Instant::now();
    let is_new = matches!(mode, PutMode::Create);
    let lock = match inner.remote.put(LOCK, note.clone().into(), mode) {
        Ok(lock) => lock,
        Err(error) if is_refusal(&error) => return Ok(false),
        Err(error) => return Err(error),
    };
    if is_new {
        check_conditions(inner)?;
    }
    *session = Some(Session {
        lock,
        note,
        renewals: 0,
        renewed,
        lost: false,
        seen: BTreeMap::new(),
        made: BTreeSet::new(),
        object: None,
        arrived: Vec::new(),
        staging: Staging::default(),
    });
    Ok(true)
}

/// Tries whether the storage keeps to conditions, on a lock that is there. Done
/// once for an archive, when its lock is made: one that does not keep to them
/// would let one version replace another.
fn check_conditions(inner: &Inner) -> io::Result<()> {
    let other = UpdateVersion { e_tag: Some("\"00000000000000000000000000000000\"".to_owned()), version: None };
    for mode in [PutMode::Create, PutMode::Update(other)] {
        match inner.remote.put(LOCK, "no archive\n".into(), mode) {
            Err(error) if is_refusal(&error) => {}
            Err(error) => return Err(error),
            Ok(_) => {
                inner.remote.remove(&[LOCK.to_owned()])?;
                return Err(fault(io::ErrorKind::Unsupported, UNCONDITIONAL, CONDITIONS));
            }
        }
    }
    Ok(())
}

/// Whether a lock of that time has lasted too long. What time it is, the storage
/// says by the date of an object that is put for that.
fn has_lapsed(inner: &Inner, written: i64) -> io::Result<bool> {
    let path = in_staging(&format!("time-{}", inner.next_name()));
    inner.remote.put(&path, PutPayload::new(), PutMode::Create)?;
    let now = inner.remote.find(&path);
    inner.remote.remove(&[path])?;
    let Some(now) = now? else { return Ok(false) };
    Ok(i128::from(now.written) - i128::from(written) >= inner.lease.as_millis().cast_signed())
}

fn is_refusal(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::AlreadyExists | io::ErrorKind::ResourceBusy)
}

fn lost() -> io::Error {
    fault(
        io::ErrorKind::ResourceBusy,
        "another writer has taken over, since this one was silent for too long",
        "look with `pressdoc archive log` what the archive has, and run the command again; nothing half-written \
         counts as archived",
    )
}

impl Inner {
    /// Makes sure that nobody else writes: to be done before every step. Renews
    /// the lease when a third of it is over.
    pub fn hold(&self, session: &mut Session) -> io::Result<()> {
        if session.lost {
            return Err(lost());
        }
        let found = self.remote.find(LOCK)?;
        if found.is_none_or(|found| found.version.e_tag != session.lock.e_tag) {
            return self.lose(session);
        }
        let now = Instant::now();
        if now.duration_since(session.renewed) < self.lease / 3 {
            return Ok(());
        }
        session.renewals += 1;
        let note = format!("{}{}\n", session.note, session.renewals);
        match self.remote.put(LOCK, note.into(), PutMode::Update(session.lock.clone())) {
            Ok(lock) => {
                session.lock = lock;
                session.renewed = now;
                Ok(())
            }
            Err(error) if is_refusal(&error) => self.lose(session),
            Err(error) => Err(error),
        }
    }

    /// Another has taken over. What we put after that, and the version that is
    /// there now does not know, is taken away: the other could not see it.
    fn lose(&self, session: &mut Session) -> io::Result<()> {
        session.lost = true;
        if let Some(object) = session.object.take() {
            let strays = self.strays(&object, session)?;
            self.remote.remove(&strays)?;
        }
        Err(lost())
    }

    /// What we put into the object and its inventory does not know. While another
    /// is writing to the same object, that one looks for what is in the new
    /// version.
    fn strays(&self, object: &str, session: &Session) -> io::Result<Vec<String>> {
        let path = join(object, INVENTORY);
        let inventory = self.text(&path, LARGEST_INVENTORY)?.and_then(|text| reading::read(&text, &path).0);
        let intent = self.text(INTENT, 4096)?.unwrap_or_default();
        let is_busy = object_in(&intent).as_deref() == Some(object);
        let known: BTreeSet<&str> =
            inventory.iter().flat_map(|inventory| inventory.manifest.values().flatten()).map(String::as_str).collect();
        let versions: BTreeSet<String> = inventory
            .iter()
            .flat_map(|inventory| inventory.versions.keys().map(|version| inventory.folder(*version)))
            .collect();
        let is_stray = |path: &&str| match path.split_once('/') {
            None => inventory.is_none() && !is_busy,
            Some((folder, rest)) if versions.contains(folder) => !known.contains(path) && !rest.starts_with(INVENTORY),
            Some(_) => !is_busy,
        };
        let inside = format!("{object}/");
        let ours = session.made.iter().filter_map(|path| path.strip_prefix(&inside));
        Ok(ours.filter(is_stray).map(|path| join(object, path)).collect())
    }

    /// The content of an object, if it is there.
    fn text(&self, path: &str, limit: u64) -> io::Result<Option<Vec<u8>>> {
        match self.remote.open(path) {
            Ok((_, reader)) => {
                let mut text = Vec::new();
                reader.take(limit).read_to_end(&mut text)?;
                Ok(Some(text))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}
