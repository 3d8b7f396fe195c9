//! Whatever request fails, and whenever, before it took effect or behind: the
//! archive in the bucket is valid when it is opened again, and has exactly the
//! old versions or the new one too.

use std::fmt;
use std::future::Future;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::stream::{self, BoxStream};
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{
    CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore,
    PutMultipartOptions, PutOptions, PutPayload, PutResult, Result, UploadPart,
};
use pressdoc::archive::{Access, Archive, Bucket, Content, ObjectId, Place, Store as _, verify};

use super::homes::fill;
use super::{THREE, expected, id, told, version, versions_of};

/// How a request goes wrong.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fault {
    /// One request does not arrive.
    Before,
    /// One arrives and is done, but the answer does not come back.
    Behind,
    /// The network goes, or the program is killed: this one and all later ones
    /// do not arrive.
    BeforeAndForEver,
    /// The same, but this one is still done.
    BehindAndForEver,
}

const FAULTS: [Fault; 4] = [Fault::Before, Fault::Behind, Fault::BeforeAndForEver, Fault::BehindAndForEver];

/// What happens at one of the requests.
pub enum Event {
    Fault(Fault),
    /// No fault: but conditions are not looked at.
    Careless,
    /// Something is done before or behind it, and it goes on.
    Call(Box<dyn Fn() + Send + Sync>, Fault),
}

pub struct Script {
    /// The number of the request at which it happens, from 0.
    at: usize,
    event: Event,
    requests: AtomicUsize,
    /// What was asked, for messages.
    asked: Mutex<Vec<String>>,
}

impl Script {
    pub fn is_over(&self) -> bool {
        self.requests.load(SeqCst) <= self.at
    }

    pub fn last(&self) -> String {
        let asked = self.asked.lock().expect("a list");
        asked.get(self.at).or(asked.last()).cloned().unwrap_or_default()
    }

    /// The number of the first request of that kind for such a path.
    pub fn place_of(&self, kind: &str, part: &str) -> usize {
        let asked = self.asked.lock().expect("a list");
        asked.iter().position(|asked| asked.starts_with(kind) && asked.contains(part)).expect("the request")
    }

    fn has_asked(&self, kind: &str, part: &str) -> bool {
        let asked = self.asked.lock().expect("a list");
        asked.iter().any(|asked| asked.starts_with(kind) && asked.contains(part))
    }

    /// How many requests of that kind there were.
    fn count(&self, kind: &str) -> usize {
        self.asked.lock().expect("a list").iter().filter(|asked| asked.starts_with(kind)).count()
    }
}

/// A storage with a fault in it.
#[derive(Clone)]
pub struct Faulty {
    store: Arc<InMemory>,
    pub script: Arc<Script>,
}

impl Faulty {
    pub fn new(store: &Arc<InMemory>, at: usize, event: Event) -> Self {
        let script = Script { at, event, requests: AtomicUsize::new(0), asked: Mutex::default() };
        Self { store: Arc::clone(store), script: Arc::new(script) }
    }

    /// Does a request, or does not.
    async fn ask<T>(&self, what: String, request: impl Future<Output = Result<T>>) -> Result<T> {
        let number = self.script.requests.fetch_add(1, SeqCst);
        self.script.asked.lock().expect("a list").push(what);
        let at = self.script.at;
        let broken = || Error::Generic { store: "test", source: "a fault of the test".into() };
        match &self.script.event {
            Event::Call(call, when) => {
                // What is called waits for requests itself, and so needs a thread of its own.
                let call = || std::thread::scope(|scope| scope.spawn(call).join().expect("the other writer"));
                if number == at && *when == Fault::Before {
                    call();
                }
                let answer = request.await;
                if number == at && *when == Fault::Behind {
                    call();
                }
                answer
            }
            Event::Fault(Fault::Before) if number == at => Err(broken()),
            Event::Fault(Fault::BeforeAndForEver) if number >= at => Err(broken()),
            Event::Fault(Fault::BehindAndForEver) if number > at => Err(broken()),
            Event::Fault(Fault::Behind | Fault::BehindAndForEver) if number == at => {
                request.await?;
                Err(broken())
            }
            Event::Fault(_) | Event::Careless => request.await,
        }
    }
}

impl fmt::Debug for Faulty {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Faulty")
    }
}

impl fmt::Display for Faulty {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Faulty")
    }
}

type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

impl ObjectStore for Faulty {
    fn put_opts<'a, 'b, 'c>(
        &'a self,
        location: &'b Path,
        payload: PutPayload,
        options: PutOptions,
    ) -> Answer<'c, PutResult>
    where
        'a: 'c,
        'b: 'c,
    {
        let what = format!("put {location} {:?}", options.mode);
        let options = match self.script.event {
            Event::Careless => PutOptions::default(),
            _ => options,
        };
        Box::pin(self.ask(what, self.store.put_opts(location, payload, options)))
    }

    fn put_multipart_opts<'a, 'b, 'c>(
        &'a self,
        location: &'b Path,
        options: PutMultipartOptions,
    ) -> Answer<'c, Box<dyn MultipartUpload>>
    where
        'a: 'c,
        'b: 'c,
    {
        Box::pin(async move {
            let begun = self.store.put_multipart_opts(location, options);
            let upload = self.ask(format!("begin {location}"), begun).await?;
            Ok(Box::new(Parts { store: self.clone(), upload, location: location.clone() }) as Box<dyn MultipartUpload>)
        })
    }

    fn get_opts<'a, 'b, 'c>(&'a self, location: &'b Path, options: GetOptions) -> Answer<'c, GetResult>
    where
        'a: 'c,
        'b: 'c,
    {
        let what = format!("{} {location}", if options.head { "head" } else { "get" });
        Box::pin(self.ask(what, self.store.get_opts(location, options)))
    }

    fn delete_stream(&self, locations: BoxStream<'static, Result<Path>>) -> BoxStream<'static, Result<Path>> {
        let faulty = self.clone();
        let delete = move |location: Result<Path>| {
            let faulty = faulty.clone();
            async move {
                let location = location?;
                let store = Arc::clone(&faulty.store);
                let one = location.clone();
                let deletion = async move {
                    store.delete_stream(stream::once(async { Ok(one) }).boxed()).next().await.expect("an answer")
                };
                faulty.ask(format!("delete {location}"), deletion).await
            }
        };
        locations.then(delete).boxed()
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        let what = format!("list {}", prefix.map(ToString::to_string).unwrap_or_default());
        self.told_in_pages(what, self.store.list(prefix))
    }

    fn list_with_offset(&self, prefix: Option<&Path>, offset: &Path) -> BoxStream<'static, Result<ObjectMeta>> {
        self.told_in_pages(format!("list from {offset}"), self.store.list_with_offset(prefix, offset))
    }

    fn list_with_delimiter<'a, 'b, 'c>(&'a self, prefix: Option<&'b Path>) -> Answer<'c, ListResult>
    where
        'a: 'c,
        'b: 'c,
    {
        let what = format!("list folder {}", prefix.map(ToString::to_string).unwrap_or_default());
        Box::pin(self.ask(what, self.store.list_with_delimiter(prefix)))
    }

    fn copy_opts<'a, 'b, 'd, 'c>(&'a self, from: &'b Path, to: &'d Path, options: CopyOptions) -> Answer<'c, ()>
    where
        'a: 'c,
        'b: 'c,
        'd: 'c,
    {
        Box::pin(self.ask(format!("copy {from} to {to}"), self.store.copy_opts(from, to, options)))
    }
}

impl Faulty {
    /// A request for every thousand names, as a server has it.
    fn told_in_pages(
        &self,
        what: String,
        names: BoxStream<'static, Result<ObjectMeta>>,
    ) -> BoxStream<'static, Result<ObjectMeta>> {
        let faulty = self.clone();
        // The first page is asked for even if there is nothing on it.
        let pages = names.chunks(1_000).chain(stream::once(async { Vec::new() })).enumerate();
        let page = move |(number, page): (usize, Vec<Result<ObjectMeta>>)| {
            let (faulty, what) = (faulty.clone(), what.clone());
            async move {
                if number > 0 && page.is_empty() {
                    return Vec::new();
                }
                match faulty.ask(what, async { Ok(()) }).await {
                    Ok(()) => page,
                    Err(error) => vec![Err(error)],
                }
            }
        };
        pages.then(page).flat_map(stream::iter).boxed()
    }
}

#[derive(Debug)]
struct Parts {
    store: Faulty,
    upload: Box<dyn MultipartUpload>,
    location: Path,
}

impl MultipartUpload for Parts {
    fn put_part(&mut self, data: PutPayload) -> UploadPart {
        let (store, part, what) = (self.store.clone(), self.upload.put_part(data), format!("part {}", self.location));
        Box::pin(async move { store.ask(what, part).await })
    }

    fn complete<'a, 'c>(&'a mut self) -> Answer<'c, PutResult>
    where
        'a: 'c,
    {
        Box::pin(self.store.ask(format!("complete {}", self.location), self.upload.complete()))
    }

    fn abort<'a, 'c>(&'a mut self) -> Answer<'c, ()>
    where
        'a: 'c,
    {
        Box::pin(self.store.ask(format!("abort {}", self.location), self.upload.abort()))
    }
}

/// A writer in a storage, who takes over at once what a dead one has locked.
pub fn writer(store: impl ObjectStore) -> Arc<Bucket> {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let owner = format!("writer {}", NUMBER.fetch_add(1, SeqCst));
    let bucket = Bucket::over(Arc::new(store), "press/archive", &owner).expect("a bucket");
    Arc::new(bucket.with_lease(Duration::ZERO))
}

/// A storage with the first `versions` in it.
pub fn prepared(versions: usize) -> Arc<InMemory> {
    let store = Arc::new(InMemory::new());
    fill(&Archive::create_in(writer(Arc::clone(&store))).expect("an archive"), versions);
    store
}

/// The versions that an archive has after it was opened again, if it is valid.
fn reopened(store: &Arc<InMemory>, what: &str) -> usize {
    let bucket = writer(Arc::clone(store));
    let archive = Archive::open_in(bucket.clone()).unwrap_or_else(|error| panic!("{what}: {error}"));
    assert_eq!(told(&verify::all(&*bucket)), "", "{what}");
    if !archive.contains(&id()).expect("an answer") {
        return 0;
    }
    let versions = versions_of(&archive, &id());
    assert_eq!(versions, expected(&THREE[..versions.len()]), "{what}");
    versions.len()
}

/// Every request of adding a version fails once, in every way. Gives back how
/// many requests there are.
fn adding_survives(before: usize) -> usize {
    let prepared = prepared(before);
    for fault in FAULTS {
        for at in 0.. {
            let store = Arc::new(prepared.fork());
            let faulty = Faulty::new(&store, at, Event::Fault(fault));
            let result = Archive::open_in(writer(faulty.clone()))
                .and_then(|archive| archive.add(&id(), &version(before as u32 + 1, THREE[before])));
            if faulty.script.is_over() {
                assert!(result.is_ok() && reopened(&store, "no fault") == before + 1);
                if fault == FAULTS[FAULTS.len() - 1] {
                    return at;
                }
                break;
            }
            let what = format!("{fault:?} at {at}, {}", faulty.script.last());
            if let Err(error) = &result {
                assert!(!error.help().expect("a way out").is_empty(), "{what}: {error}");
            }
            let versions = reopened(&store, &what);
            assert!(versions == before || versions == before + 1, "{what}: {versions}");
            assert!(result.is_err() || versions == before + 1, "{what}: said to be there");
            // And the next attempt succeeds, on what is left.
            let archive = Archive::open_in(writer(Arc::clone(&store))).expect("an archive");
            archive.add(&id(), &version(before as u32 + 1, THREE[before])).expect("a version");
            assert_eq!(reopened(&store, &what), before + 1);
        }
    }
    unreachable!("the last fault ends the loop")
}

#[test]
fn a_new_object_is_there_whole_or_not_at_all() {
    assert!(adding_survives(0) > 30, "requests");
}

#[test]
fn a_new_version_is_there_whole_or_not_at_all() {
    assert!(adding_survives(1) > 30, "requests");
}

#[test]
fn a_version_without_new_bytes_is_there_whole_or_not_at_all() {
    assert!(adding_survives(2) > 20, "requests");
}

/// The program that clears up is killed as well, at every request, after a kill
/// at every request.
#[test]
fn clearing_up_may_be_interrupted_too() {
    for before in [0, 1] {
        let prepared = prepared(before);
        for at in 0.. {
            let store = Arc::new(prepared.fork());
            let faulty = Faulty::new(&store, at, Event::Fault(Fault::BehindAndForEver));
            let _ = Archive::open_in(writer(faulty.clone()))
                .and_then(|archive| archive.add(&id(), &version(before as u32 + 1, THREE[before])));
            if faulty.script.is_over() {
                break;
            }
            if !faulty.script.has_asked("put", "/intent") {
                continue;
            }
            for again in 0.. {
                let rest = Arc::new(store.fork());
                let faulty = Faulty::new(&rest, again, Event::Fault(Fault::BehindAndForEver));
                let _ = Archive::open_in(writer(faulty.clone()));
                reopened(&rest, &format!("killed at {at} and at {again}, {}", faulty.script.last()));
                if faulty.script.is_over() {
                    break;
                }
            }
        }
    }
}

#[test]
fn an_archive_is_made_whole_or_can_be_made_again() {
    for fault in FAULTS {
        for at in 0.. {
            let store = Arc::new(InMemory::new());
            let faulty = Faulty::new(&store, at, Event::Fault(fault));
            let result = Archive::create_in(writer(faulty.clone()));
            if faulty.script.is_over() {
                break;
            }
            let what = format!("{fault:?} at {at}, {}", faulty.script.last());
            if Archive::open_in(writer(Arc::clone(&store))).is_err() {
                assert!(result.is_err(), "{what}");
                Archive::create_in(writer(Arc::clone(&store))).unwrap_or_else(|error| panic!("{what}: {error}"));
            }
            let bucket = writer(Arc::clone(&store));
            assert_eq!(told(&verify::all(&*bucket)), "", "{what}");
        }
    }
}

/// Who reads sees old versions or the new one too, whenever the writer stops.
#[test]
fn readers_never_see_half_of_a_version() {
    for (before, files) in THREE.iter().enumerate() {
        let prepared = prepared(before);
        for at in 0.. {
            let store = Arc::new(prepared.fork());
            // The reader has opened the archive before, and repairs nothing.
            let reader = Archive::open_in(writer(Arc::clone(&store))).expect("an archive");
            let faulty = Faulty::new(&store, at, Event::Fault(Fault::BehindAndForEver));
            let _ = Archive::open_in(writer(faulty.clone()))
                .and_then(|archive| archive.add(&id(), &version(before as u32 + 1, files)));
            if faulty.script.is_over() {
                break;
            }
            let what = format!("stopped at {at}, {}", faulty.script.last());
            let versions =
                if reader.contains(&id()).expect("an answer") { versions_of(&reader, &id()) } else { Vec::new() };
            assert!(versions.len() >= before, "{what}");
            assert_eq!(versions, expected(&THREE[..versions.len()]), "{what}");
            let listed: Vec<ObjectId> = reader
                .objects()
                .expect("objects")
                .map(|id| id.unwrap_or_else(|error| panic!("{what}: {error}")))
                .collect();
            assert_eq!(listed.len(), usize::from(!versions.is_empty()), "{what}: {listed:?}");
        }
    }
}

/// A file that does not go into the memory is sent in parts; it is there whole
/// or not at all, whatever fails.
#[test]
fn a_large_file_is_sent_in_parts_and_whole() {
    let large: Vec<u8> = (0..(17 << 20) + 11_u32).map(|number| (number % 253) as u8).collect();
    let mut new = version(1, &[("en.md", "small")]);
    new.files.insert("film.mp4".to_owned(), Content::Bytes(large.clone()));
    let asked = |fault: Option<(usize, Fault)>| {
        let store = prepared(0);
        let (at, fault) = fault.unwrap_or((usize::MAX, Fault::Before));
        let faulty = Faulty::new(&store, at, Event::Fault(fault));
        let archive = Archive::open_in(writer(faulty.clone())).expect("an archive");
        let result = archive.add(&id(), &new);
        (store, faulty.script, result.is_ok())
    };
    let (store, script, is_there) = asked(None);
    assert!(is_there);
    assert_eq!((script.count("part"), script.count("complete"), script.count("copy")), (3, 1, 1));
    let archive = Archive::open_in(writer(Arc::clone(&store))).expect("an archive");
    let mut found = Vec::new();
    archive.read(&id(), None, "film.mp4").expect("the film").read_to_end(&mut found).expect("its bytes");
    assert!(found == large);
    let places: Vec<usize> = {
        let all = script.asked.lock().expect("a list");
        let is_about_it = |asked: &String| asked.contains("/large-") || asked.starts_with("part");
        all.iter().enumerate().filter(|(_, asked)| is_about_it(asked)).map(|(at, _)| at).collect()
    };
    assert!(places.len() >= 6, "{places:?}");
    for at in places {
        let (store, script, is_there) = asked(Some((at, Fault::BehindAndForEver)));
        let what = format!("at {at}, {}", script.last());
        let bucket = writer(Arc::clone(&store));
        let archive = Archive::open_in(bucket.clone()).expect("an archive");
        assert_eq!(told(&verify::all(&*bucket)), "", "{what}");
        // Behind the last step, what failed may be there.
        assert!(archive.contains(&id()).expect("an answer") == script.has_asked("delete", "/intent"), "{what}");
        assert!(!is_there, "{what}");
    }
}

/// A storage that does not keep to conditions would let one version replace
/// another.
#[test]
fn a_storage_without_conditions_is_refused() {
    let store = Arc::new(InMemory::new());
    let careless = Faulty::new(&store, usize::MAX, Event::Careless);
    let error = Archive::create_in(writer(careless)).map(drop).expect_err("no place for an archive");
    assert!(error.to_string().contains("writes over what is there"), "{error}");
    assert!(error.help().expect("a way out").contains("`If-None-Match`"), "{:?}", error.help());
    assert!(super::objects::Objects::of(store, "press/archive").all().is_empty(), "nothing is left behind");
}

/// To look at everything takes a request for a thousand names, not one for each
/// folder.
#[test]
fn many_objects_are_listed_with_few_requests() {
    let store = prepared(0);
    let archive = Archive::open_in(writer(Arc::clone(&store))).expect("an archive");
    for number in 0..150 {
        let id = ObjectId::new(format!("urn:example:many:{number}")).expect("a URI");
        archive.add(&id, &version(1, THREE[0])).expect("a version");
    }
    let faulty = Faulty::new(&store, usize::MAX, Event::Fault(Fault::Before));
    let bucket = writer(faulty.clone());
    assert_eq!(told(&verify::all(&*bucket)), "");
    // Some around the objects, two for their 1,200 names, and once more for the objects themselves.
    let lists = faulty.script.count("list");
    assert!(lists < 20, "{lists} lists for 150 objects");
    assert_eq!(faulty.script.count("put"), 0, "verifying writes nothing");
    let many = archive.objects().expect("objects").count();
    assert_eq!(many, 150);
}

/// What a user is told. A server that always gives one answer.
#[test]
fn faults_of_the_network_are_told_with_the_way_out() {
    let xml = |code: &str| format!("<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>No.</Message></Error>");
    let cases = [
        ("404 Not Found", xml("NoSuchBucket"), "there is no such bucket", "pressdoc makes archives, never buckets"),
        ("403 Forbidden", xml("AccessDenied"), "the storage denies access", "ask for the right to read"),
        ("403 Forbidden", xml("InvalidAccessKeyId"), "the storage does not accept the key", "`AWS_ACCESS_KEY_ID`"),
        ("403 Forbidden", xml("SignatureDoesNotMatch"), "the secret key does not fit", "`AWS_SECRET_ACCESS_KEY`"),
        ("403 Forbidden", xml("RequestTimeTooSkewed"), "the clock of this computer", "set the clock"),
        ("400 Bad Request", xml("ExpiredToken"), "the key has expired", "get a new one"),
        ("400 Bad Request", xml("AuthorizationHeaderMalformed"), "in another region", "`AWS_REGION`"),
        ("418 No", "a pot of tea\u{1b}[31m".to_owned(), "a pot of tea\\u{1b}[31m", "run the command again"),
    ];
    for (status, body, message, help) in cases {
        let server = Server::start(move |_| (status.to_owned(), body.clone()));
        let error = Archive::open_at(&place(), &server.access()).map(drop).expect_err("no archive");
        assert!(error.to_string().contains(message), "{status}: {error}");
        assert!(error.help().expect("a way out").contains(help), "{status}: {:?}", error.help());
    }
    let closed = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its number");
    let error = Archive::open_at(&place(), &access(&format!("http://{closed}"))).map(drop).expect_err("no server");
    assert!(error.to_string().contains("the storage does not answer"), "{error}");
    assert!(error.help().expect("a way out").contains("check the network and the address"), "{:?}", error.help());
    let error = Archive::open_at(&place(), &access("http://storage.example.org")).map(drop).expect_err("no encryption");
    assert!(error.to_string().contains("is not encrypted"), "{error}");
}

/// A server that is busy is asked again.
#[test]
fn a_server_that_stumbles_is_asked_again() {
    let empty = "<?xml version=\"1.0\"?><ListBucketResult><Name>press</Name><KeyCount>0</KeyCount>\
                 <IsTruncated>false</IsTruncated></ListBucketResult>";
    let server = Server::start(move |number| match number {
        0..3 => ("503 Slow Down".to_owned(), String::new()),
        _ => ("200 OK".to_owned(), empty.to_owned()),
    });
    let error = Archive::open_at(&place(), &server.access()).map(drop).expect_err("no archive");
    assert_eq!(error.to_string(), "found no archive in `s3://press/archive`");
    assert!(server.asked.load(SeqCst) > 3);
}

fn place() -> Place {
    Place::parse("s3://press/archive").expect("a place")
}

fn access(endpoint: &str) -> Access {
    let settings = [("AWS_ENDPOINT_URL", endpoint), ("AWS_ACCESS_KEY_ID", "key"), ("AWS_SECRET_ACCESS_KEY", "secret")];
    let settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    Access { settings, owner: "test".to_owned() }
}

struct Server {
    address: std::net::SocketAddr,
    asked: Arc<AtomicUsize>,
}

impl Server {
    /// Answers each request with a status and a body; its thread ends with the
    /// tests.
    fn start(answer: impl Fn(usize) -> (String, String) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("its number");
        let asked = Arc::new(AtomicUsize::new(0));
        let number = Arc::clone(&asked);
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                // No request of these tests has a body.
                let mut request = Vec::new();
                let mut byte = [0];
                while !request.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read == 1) {
                    request.push(byte[0]);
                }
                let (status, body) = answer(number.fetch_add(1, SeqCst));
                let body = if request.starts_with(b"HEAD") { "" } else { &body };
                let length = body.len();
                let head = format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}");
                let _ = stream.write_all(head.as_bytes());
            }
        });
        Self { address, asked }
    }

    fn access(&self) -> Access {
        access(&format!("http://{}", self.address))
    }
}

/// The store of the trait, for what a bucket does not have.
#[test]
fn a_bucket_has_no_empty_folders_and_hides_its_lock() {
    let store = prepared(1);
    let bucket = writer(Arc::clone(&store));
    let names: Vec<String> = bucket.list("").expect("a list").into_iter().map(|entry| entry.name).collect();
    assert!(!names.contains(&pressdoc::archive::LOCK.to_owned()), "{names:?}");
    assert_eq!(bucket.list("nowhere").expect_err("no folder").kind(), std::io::ErrorKind::NotFound);
    assert!(bucket.create_file("x").is_err(), "who has not locked the archive cannot write");
    let _lock = bucket.lock(true).expect("a lock").expect("free");
    assert!(bucket.lock(false).expect("an answer").is_none(), "the same writer has it already");
    bucket.create_folder("x").expect("an answer");
    assert_eq!(bucket.look("x").expect("an answer"), None);
}
