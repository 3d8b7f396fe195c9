//! What an object storage says, in the voice of the house.

use std::error::Error as _;
use std::io;

use crate::error::StoreFault;

/// The error of a storage as that of a store. `NotFound` and `AlreadyExists`
/// keep their meaning; so does a condition that does not hold, as
/// `ResourceBusy`.
pub(super) fn told(error: &object_store::Error) -> io::Error {
    let said = everything(error);
    // The codes stand in the server's answer, whatever the status.
    for (code, kind, message, help) in CODES {
        if said.contains(code) {
            return fault(*kind, message, help);
        }
    }
    match error {
        object_store::Error::NotFound { .. } => io::Error::from(io::ErrorKind::NotFound),
        object_store::Error::AlreadyExists { .. } => {
            fault(io::ErrorKind::AlreadyExists, "something has this name already", AGAIN)
        }
        object_store::Error::Precondition { .. } | object_store::Error::NotModified { .. } => {
            fault(io::ErrorKind::ResourceBusy, "somebody else has changed it in the meantime", AGAIN)
        }
        object_store::Error::PermissionDenied { .. } => fault(io::ErrorKind::PermissionDenied, DENIED, MAY),
        object_store::Error::Unauthenticated { .. } => fault(io::ErrorKind::PermissionDenied, UNKNOWN, KEYS),
        object_store::Error::InvalidPath { .. } => fault(
            io::ErrorKind::InvalidData,
            "the bucket has a name there that no archive has",
            "take what does not belong to the archive out of it",
        ),
        object_store::Error::NotSupported { .. } | object_store::Error::NotImplemented { .. } => {
            fault(io::ErrorKind::Unsupported, "the storage cannot do what an archive needs", CONDITIONS)
        }
        _ => {
            let message = format!("the storage says: {}", innermost(error).escape_debug());
            fault(io::ErrorKind::Other, &message, AGAIN)
        }
    }
}

/// An error with its way out.
pub(super) fn fault(kind: io::ErrorKind, message: &str, help: &str) -> io::Error {
    io::Error::new(kind, StoreFault { message: message.to_owned(), help: help.to_owned() })
}

const AGAIN: &str = "run the command again; nothing half-written counts as archived";
const NETWORK: &str = "check the network and the address in `AWS_ENDPOINT_URL`, and run the command again; nothing \
                       half-written counts as archived";
const DENIED: &str = "the storage denies access";
const MAY: &str = "ask for the right to read, write, list and delete below the prefix in this bucket; nothing \
                   half-written counts as archived";
const UNKNOWN: &str = "the storage does not accept the key";
const KEYS: &str = "check `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, where there is one, `AWS_SESSION_TOKEN`";
const REGION: &str = "set `AWS_REGION` to the region of the bucket, or `AWS_ENDPOINT_URL` to its storage";
/// A storage that is no place for an archive.
pub(super) const UNCONDITIONAL: &str = "the storage writes over what is there, whatever is asked of it";
pub(super) const CONDITIONS: &str = "use a storage that knows conditional writes (`If-None-Match`, `If-Match`), as S3 does; \
                          without them nothing keeps one version from replacing another";

type Code = (&'static str, io::ErrorKind, &'static str, &'static str);

/// What is looked for in an answer; the first that is found counts.
const CODES: &[Code] = &[
    (
        "NoSuchBucket",
        io::ErrorKind::HostUnreachable,
        "there is no such bucket",
        "check its name, and `AWS_ENDPOINT_URL` or `AWS_REGION`; pressdoc makes archives, never buckets",
    ),
    ("InvalidAccessKeyId", io::ErrorKind::PermissionDenied, UNKNOWN, KEYS),
    ("SignatureDoesNotMatch", io::ErrorKind::PermissionDenied, "the secret key does not fit the key", KEYS),
    ("InvalidToken", io::ErrorKind::PermissionDenied, UNKNOWN, KEYS),
    (
        "ExpiredToken",
        io::ErrorKind::PermissionDenied,
        "the key has expired",
        "get a new one, and run the command again",
    ),
    (
        "RequestTimeTooSkewed",
        io::ErrorKind::PermissionDenied,
        "the clock of this computer and that of the storage differ too much",
        "set the clock of this computer, and run the command again",
    ),
    ("AccessDenied", io::ErrorKind::PermissionDenied, DENIED, MAY),
    ("AuthorizationHeaderMalformed", io::ErrorKind::HostUnreachable, "the bucket is in another region", REGION),
    ("PermanentRedirect", io::ErrorKind::HostUnreachable, "the bucket is in another region", REGION),
    ("redirect without LOCATION", io::ErrorKind::HostUnreachable, "the bucket is in another region", REGION),
    (
        "169.254.",
        io::ErrorKind::PermissionDenied,
        "there is no key for the storage",
        "set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`",
    ),
    ("NotImplemented", io::ErrorKind::Unsupported, "the storage cannot do what an archive needs", CONDITIONS),
    (
        "URL scheme is not allowed",
        io::ErrorKind::HostUnreachable,
        "the address of the storage is not encrypted (`http://`)",
        "use `https://`, or set `AWS_ALLOW_HTTP=true` where nobody can listen",
    ),
    ("SlowDown", io::ErrorKind::Other, "the storage is asked too much", AGAIN),
    ("dns error", io::ErrorKind::HostUnreachable, "the storage cannot be found in the network", NETWORK),
    ("failed to lookup", io::ErrorKind::HostUnreachable, "the storage cannot be found in the network", NETWORK),
    (
        "certificate",
        io::ErrorKind::HostUnreachable,
        "the certificate of the storage is not trusted",
        "check the address in `AWS_ENDPOINT_URL`, and which certificates this system trusts",
    ),
    ("tcp connect error", io::ErrorKind::HostUnreachable, "the storage does not answer", NETWORK),
    ("client error (Connect)", io::ErrorKind::HostUnreachable, "the storage does not answer", NETWORK),
    ("operation timed out", io::ErrorKind::TimedOut, "the storage took too long to answer", NETWORK),
    ("deadline has elapsed", io::ErrorKind::TimedOut, "the storage took too long to answer", NETWORK),
    ("error sending request", io::ErrorKind::HostUnreachable, "the connection to the storage broke off", NETWORK),
    ("HTTP error", io::ErrorKind::HostUnreachable, "the connection to the storage broke off", NETWORK),
];

/// An error with all those behind it.
fn everything(error: &object_store::Error) -> String {
    let mut text = format!("{error}");
    let mut inner = error.source();
    while let Some(error) = inner {
        text.push_str(&format!("; {error}"));
        inner = error.source();
    }
    text
}

/// The last of the errors behind an error: it says what happened.
fn innermost(error: &object_store::Error) -> String {
    let mut text = error.to_string();
    let mut inner = error.source();
    while let Some(error) = inner {
        text = error.to_string();
        inner = error.source();
    }
    text
}
