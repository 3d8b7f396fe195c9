//! Two writers in one bucket. One waits for the other; and when a lock was
//! wrongly taken over, because its owner slept, the archive stays valid and
//! nothing that was said to be there is lost.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use object_store::memory::InMemory;
use object_store::{ObjectStore, ObjectStoreExt as _};
use pressdoc::archive::{Addition, Archive, Bucket, ObjectId, Patience, Store as _, verify};

use super::network::{Event, Fault, Faulty, prepared, writer};
use super::{THREE, id, told, version, versions_of};

type Files = [(&'static str, &'static str)];

/// What the sleeper writes, and what the other does meanwhile: partly under the
/// same names.
const SLEEPER: &Files = &[("en.md", "of the sleeper"), ("a.md", "only the sleeper's"), ("z.md", "his too")];
const OTHER: &Files = &[("en.md", "of the other"), ("b.md", "only the other's"), ("z.md", "his too")];

fn other_id() -> ObjectId {
    ObjectId::new("urn:pressdoc:ec:IP:26:999").expect("a URI")
}

/// The sleeper's every request is the one before or behind which it sleeps
/// while another takes over, writes `second` and ends.
fn nothing_breaks(before: usize, second: &ObjectId) {
    let prepared = prepared(before);
    for when in [Fault::Before, Fault::Behind] {
        for at in 0.. {
            let store = Arc::new(prepared.fork());
            let said: Arc<Mutex<Option<String>>> = Arc::default();
            let other = {
                let (store, said, second) = (Arc::clone(&store), Arc::clone(&said), second.clone());
                move || {
                    let archive = Archive::open_in(writer(Arc::clone(&store))).expect("an archive");
                    let result = archive.with_patience(Patience::GiveUp).add(&second, &version(9, OTHER));
                    *said.lock().expect("an answer") = Some(match result {
                        Ok(added) => format!("stored {}", added.version()),
                        Err(error) => error.to_string(),
                    });
                }
            };
            let faulty = Faulty::new(&store, at, Event::Call(Box::new(other), when));
            let sleeper = Archive::open_in(writer(faulty.clone())).expect("an archive");
            let result = sleeper.add(&id(), &version(8, SLEEPER));
            if faulty.script.is_over() {
                break;
            }
            let what = format!("slept {when:?} {at}, {}", faulty.script.last());
            drop(sleeper);

            let bucket = writer(Arc::clone(&store));
            let archive = Archive::open_in(bucket.clone()).unwrap_or_else(|error| panic!("{what}: {error}"));
            assert_eq!(told(&verify::all(&*bucket)), "", "{what}");
            let has = |id: &ObjectId, files: &Files| {
                archive.contains(id).expect("an answer")
                    && versions_of(&archive, id).contains(&super::expected(&[files])[0])
            };
            let said = said.lock().expect("an answer").clone().expect("the other was there");
            assert!(!said.starts_with("stored") || has(second, OTHER), "{what}: the other's is lost");
            assert!(result.is_err() || has(&id(), SLEEPER), "{what}: the sleeper's is lost");
            if let Err(error) = result {
                assert!(error.help().is_some_and(|help| !help.is_empty()), "{what}: {error}");
            }
            if before > 0 {
                let versions = versions_of(&archive, &id());
                assert_eq!(versions[..before], super::expected(&THREE[..before]), "{what}: an old version is lost");
            }
        }
    }
}

#[test]
fn a_lock_that_was_wrongly_taken_over_breaks_no_new_version() {
    nothing_breaks(1, &id());
}

#[test]
fn a_lock_that_was_wrongly_taken_over_breaks_no_new_object() {
    nothing_breaks(0, &id());
}

#[test]
fn a_lock_that_was_wrongly_taken_over_breaks_no_other_object() {
    nothing_breaks(1, &other_id());
}

fn patient(store: &Arc<InMemory>, owner: &str) -> Arc<Bucket> {
    let store: Arc<dyn ObjectStore> = store.clone();
    Arc::new(Bucket::over(store, "press/archive", owner).expect("a bucket"))
}

#[test]
fn who_holds_the_lock_is_waited_for_and_who_is_dead_is_not() {
    let store = prepared(1);
    let first = patient(&store, "first");
    let lock = first.lock(true).expect("a lock").expect("free");
    let second = Archive::open_in(patient(&store, "second")).expect("an archive");
    let hasty = Archive::open_in(patient(&store, "third")).expect("an archive").with_patience(Patience::GiveUp);
    let error = hasty.add(&id(), &version(2, THREE[1])).expect_err("locked");
    assert_eq!(error.to_string(), "another program is writing to the archive");
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| second.add(&id(), &version(2, THREE[1])));
        std::thread::sleep(Duration::from_millis(50));
        assert!(!waiting.is_finished(), "it waits");
        drop(lock);
        assert!(matches!(waiting.join().expect("a thread"), Ok(Addition::Stored(_))));
    });
    // The next writer dies with the lock: never given back, never renewed.
    std::mem::forget(patient(&store, "dead").lock(true).expect("a lock").expect("free"));
    assert!(hasty.add(&id(), &version(3, THREE[2])).is_err(), "its lease has not run out");
    let heir = patient(&store, "heir").as_ref().clone().with_lease(Duration::ZERO);
    let heir = Archive::open_in(Arc::new(heir)).expect("an archive").with_patience(Patience::GiveUp);
    assert!(matches!(heir.add(&id(), &version(3, THREE[2])), Ok(Addition::Stored(_))));
    assert_eq!(told(&verify::all(&*patient(&store, "reader"))), "");
}

/// Whatever writes the inventory behind our back, it is not replaced.
#[test]
fn an_inventory_that_has_changed_is_not_replaced() {
    let store = prepared(1);
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let object = verify::root(&*patient(&store, "reader")).objects.remove(0);
    let key = object_store::path::Path::parse(format!("press/archive/{object}/inventory.json")).expect("a path");
    let text = runtime.block_on(async { store.get(&key).await.expect("it").bytes().await.expect("its bytes") });
    // It is changed between the reading and the writing: after the new version's folder is there.
    let change = {
        let (store, key, text) = (Arc::clone(&store), key.clone(), text.clone());
        move || {
            let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
            let changed = [&text[..], b"\n"].concat();
            runtime.block_on(store.put(&key, changed.into())).expect("another inventory");
        }
    };
    let listed = Faulty::new(&Arc::new(store.fork()), usize::MAX, Event::Fault(Fault::Before));
    Archive::open_in(writer(listed.clone())).expect("an archive").add(&id(), &version(2, THREE[1])).expect("a version");
    let at = listed.script.place_of("put", "/v2/inventory.json.sha512");
    let faulty = Faulty::new(&store, at, Event::Call(Box::new(change), Fault::Behind));
    let archive = Archive::open_in(writer(faulty.clone())).expect("an archive");
    let error = archive.add(&id(), &version(2, THREE[1])).expect_err("it was changed");
    assert!(error.to_string().contains("somebody else has changed it in the meantime"), "{error}");
}
