//! A bucket seen from behind: its objects, without what pressdoc makes of them.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use futures_util::TryStreamExt as _;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _};
use pressdoc::archive::{Access, Bucket, Place};

static NUMBER: AtomicUsize = AtomicUsize::new(0);

/// A part of a bucket that no other test uses.
pub struct Objects {
    runtime: tokio::runtime::Runtime,
    store: Arc<dyn ObjectStore>,
    prefix: String,
    /// The bucket of a real server, as a user names it.
    place: Option<Place>,
}

impl Objects {
    /// In the bucket that `PRESSDOC_BUCKET` names, else in memory.
    pub fn new() -> Self {
        let prefix = format!("test {}/{}", std::process::id(), NUMBER.fetch_add(1, SeqCst));
        let Ok(name) = std::env::var("PRESSDOC_BUCKET") else { return Self::of(Arc::new(InMemory::new()), &prefix) };
        let place = Place::parse(&format!("{name}/{prefix}")).expect("a place");
        let Place::Bucket { name, .. } = &place else { panic!("{place} is no bucket") };
        let builder = object_store::aws::AmazonS3Builder::from_env().with_bucket_name(name).with_allow_http(true);
        let _ = rustls::crypto::ring::default_provider().install_default();
        Self { place: Some(place.clone()), ..Self::of(Arc::new(builder.build().expect("a bucket")), &prefix) }
    }

    pub fn of(store: Arc<dyn ObjectStore>, prefix: &str) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        Self { runtime, store, prefix: prefix.to_owned(), place: None }
    }

    /// Another writer in it.
    pub fn bucket(&self) -> Bucket {
        let owner = format!("test {}", NUMBER.fetch_add(1, SeqCst));
        if let Some(Place::Bucket { name, prefix }) = &self.place {
            let settings = std::env::vars().filter(|(name, _)| name.starts_with("AWS_")).collect();
            return Bucket::connect(name, prefix, &Access { settings, owner }).expect("a bucket");
        }
        Bucket::over(Arc::clone(&self.store), &self.prefix, &owner).expect("a bucket")
    }

    fn key(&self, path: &str) -> Path {
        Path::parse(format!("{}/{path}", self.prefix)).expect("a path")
    }

    pub fn put(&self, path: &str, bytes: &[u8]) {
        self.runtime.block_on(self.store.put(&self.key(path), bytes.to_vec().into())).expect("an object");
    }

    pub fn remove(&self, path: &str) {
        self.runtime.block_on(self.store.delete(&self.key(path))).expect("an object");
    }

    /// All objects with their bytes.
    pub fn all(&self) -> BTreeMap<String, Vec<u8>> {
        self.runtime.block_on(async {
            let prefix = Path::parse(&self.prefix).expect("a path");
            let found: Vec<_> = self.store.list(Some(&prefix)).try_collect().await.expect("a list");
            let mut all = BTreeMap::new();
            for object in found {
                let bytes = self.store.get(&object.location).await.expect("an object").bytes().await.expect("bytes");
                let path = object.location.as_ref()[self.prefix.len() + 1..].to_owned();
                all.insert(path, bytes.to_vec());
            }
            all
        })
    }
}
