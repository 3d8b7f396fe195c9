//! Keys that sign inventories, and those that check signatures: files of the
//! program `minisign` (<https://jedisct1.github.io/minisign/>).
//!
//! A secret key is in memory only while it is used, and nothing can print it.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::faults::refused;
use crate::error::Error;

/// How a secret key begins that signs with Ed25519 and is locked by a password
/// (scrypt), or by none; and how many bytes it has.
const LOCKED: &[u8] = b"EdScB2";
const UNLOCKED: &[u8] = b"Ed\0\0B2";
const SECRET_LENGTH: usize = 158;

/// How many bytes at its end are a checksum of the others.
const CHECKSUM_LENGTH: usize = 32;

/// The number by which a key and its signatures know each other: no proof, but
/// says which key to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(u64);

impl KeyId {
    /// The number that stands behind the two letters of the algorithm.
    fn read(decoded: &[u8]) -> Option<Self> {
        Some(Self(u64::from_le_bytes(decoded.get(2..10)?.try_into().ok()?)))
    }
}

impl fmt::Display for KeyId {
    /// As `minisign` prints it: sixteen digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016X}", self.0)
    }
}

/// A secret key, ready to sign.
pub struct SecretKey {
    key: minisign::SecretKey,
    public: PublicKey,
}

impl SecretKey {
    /// Whether the text of a key file asks for a password.
    ///
    /// # Errors
    /// [`Error::Archive`] when it is no secret key, or not a whole one.
    pub fn is_locked(text: &str) -> Result<bool, Error> {
        let encoded = text.lines().nth(1).filter(|_| text.starts_with("untrusted comment:"));
        let decoded = encoded.and_then(|line| STANDARD.decode(line.trim()).ok());
        let not_one = |fault: &str| {
            Err(refused(
                format!("the key to sign with {fault}"),
                "name the secret key that `minisign -G` has made, a file of two lines; nothing was signed",
            ))
        };
        match decoded {
            Some(bytes) if bytes.len() == 42 => not_one("is a public key"),
            Some(bytes) if bytes.len() == SECRET_LENGTH && bytes.starts_with(LOCKED) => Ok(true),
            Some(bytes) if bytes.len() == SECRET_LENGTH && bytes.starts_with(UNLOCKED) => Ok(false),
            Some(bytes) if bytes.starts_with(b"Ed") => not_one("is damaged, or of a kind that pressdoc does not know"),
            _ => not_one("is not a secret key of minisign"),
        }
    }

    /// Reads a key file. `password` unlocks a key that asks for one; it is not
    /// looked at otherwise.
    ///
    /// # Errors
    /// [`Error::Archive`] when it is no secret key, is damaged, or the password is
    /// another. Neither key nor password is ever in the message.
    pub fn read(text: &str, password: Option<&str>) -> Result<Self, Error> {
        let locked = Self::is_locked(text)?;
        let found = minisign::SecretKeyBox::from_string(text).and_then(|found| {
            if locked {
                // Without a password the library would ask for one by itself.
                found.into_secret_key(Some(password.unwrap_or_default().to_owned()))
            } else {
                unlocked(text).map_or_else(|| found.into_unencrypted_secret_key(), Ok)
            }
        });
        let key = found.map_err(|_| {
            if locked {
                refused(
                    "the password is not that of the key to sign with, or the key is damaged",
                    "try again with the password given when the key was made; nothing was signed",
                )
            } else {
                refused(
                    "the key to sign with is damaged",
                    "take the file from where you keep a copy of it; nothing was signed",
                )
            }
        })?;
        let public = minisign::PublicKey::from_secret_key(&key).ok().filter(|public| {
            // A first signature shows whether the two halves of the key belong together.
            minisign::sign(Some(public), &key, [].as_slice(), Some(""), None).is_ok()
        });
        let public = public.and_then(|public| PublicKey::decoded(&public.to_base64())).ok_or_else(|| {
            refused(
                "the key to sign with is damaged",
                "take the file from where you keep a copy of it; nothing was signed",
            )
        })?;
        Ok(Self { key, public })
    }

    /// The public key that belongs to it.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The three lines of a signature over `bytes` that follow its first line.
    /// They differ each time: chance makes it harder to spy the key out.
    pub(super) fn sign(&self, bytes: &[u8], trusted_comment: &str) -> Result<String, Error> {
        let fault = |error: minisign::PError| {
            refused(format!("the signature could not be made: {error}"), "check the key; nothing was signed")
        };
        let signed = minisign::sign(None, &self.key, bytes, Some(trusted_comment), None).map_err(fault)?;
        let text = signed.into_string();
        Ok(text.split_once('\n').map(|(_, rest)| rest.to_owned()).unwrap_or_default())
    }
}

/// The secret key of a file without password and without checksum, as the
/// program `minisign -G -W` of version 0.11 makes it.
fn unlocked(text: &str) -> Option<minisign::SecretKey> {
    let bytes = STANDARD.decode(text.lines().nth(1)?.trim()).ok()?;
    let checksum = bytes.get(SECRET_LENGTH - CHECKSUM_LENGTH..)?;
    checksum.iter().all(|byte| *byte == 0).then(|| minisign::SecretKey::from_bytes(&bytes).ok())?
}

/// A public key: whoever has it can check what the secret key has signed.
#[derive(Debug, Clone)]
pub struct PublicKey {
    key: minisign_verify::PublicKey,
    /// Its number.
    pub id: KeyId,
}

impl PublicKey {
    /// Reads a key file, or the one line of a key itself.
    ///
    /// # Errors
    /// [`Error::Archive`] when it is no public key.
    pub fn read(text: &str) -> Result<Self, Error> {
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let encoded = match lines.as_slice() {
            [comment, encoded] if comment.starts_with("untrusted comment:") => encoded,
            [encoded] => encoded,
            _ => "",
        };
        Self::decoded(encoded).ok_or_else(|| {
            let secret = STANDARD.decode(encoded).is_ok_and(|bytes| bytes.len() == SECRET_LENGTH);
            let fault = if secret { "is a secret key" } else { "is not a public key of minisign" };
            refused(
                format!("the key to check with {fault}"),
                "name the public key that `minisign -G` has made, a file that ends in `.pub`",
            )
        })
    }

    fn decoded(encoded: &str) -> Option<Self> {
        let id = KeyId::read(&STANDARD.decode(encoded).ok()?)?;
        Some(Self { key: minisign_verify::PublicKey::from_base64(encoded).ok()?, id })
    }

    /// Whether the signature is of these bytes and its comment has not been changed.
    pub(super) fn accepts(&self, signature: &SignatureLines, bytes: &[u8]) -> bool {
        self.key.verify(bytes, &signature.0, true).is_ok()
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key && self.id == other.id
    }
}

/// The four lines of a signature, taken apart.
#[derive(Clone)]
pub(super) struct SignatureLines(minisign_verify::Signature);

impl SignatureLines {
    /// Reads them; `None` for anything else.
    pub fn read(text: &str) -> Option<(Self, KeyId)> {
        let id = KeyId::read(&STANDARD.decode(text.lines().nth(1)?).ok()?)?;
        Some((Self(minisign_verify::Signature::decode(text).ok()?), id))
    }

    /// What the signature also vouches for.
    pub fn trusted_comment(&self) -> &str {
        self.0.trusted_comment()
    }
}
