//! Digests of bytes, as hexadecimal numbers in small letters.

use std::io::{self, Read};

use sha2::digest::DynDigest;

/// The most bytes that are read at once: long enough that the hand-over costs
/// nothing beside the hashing, short enough to stay near the processor.
const BUFFER: u64 = 128 * 1024;

/// The algorithms that OCFL 1.1 knows (its section 3.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Algorithm {
    /// MD5 (RFC 1321): for digests of old, broken.
    Md5,
    /// SHA-1 (FIPS 180-4): for digests of old, broken.
    Sha1,
    /// SHA-256 (FIPS 180-4).
    Sha256,
    /// SHA-512 (FIPS 180-4): what pressdoc writes.
    Sha512,
    /// BLAKE2b with 512 bits (RFC 7693).
    Blake2b512,
}

impl Algorithm {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Md5, Self::Sha1, Self::Sha256, Self::Sha512, Self::Blake2b512];

    /// The name in inventories.
    pub fn name(self) -> &'static str {
        match self {
            Self::Md5 => "md5",
            Self::Sha1 => "sha1",
            Self::Sha256 => "sha256",
            Self::Sha512 => "sha512",
            Self::Blake2b512 => "blake2b-512",
        }
    }

    /// The algorithm of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.name() == name)
    }

    /// How many hexadecimal digits its digests have.
    pub fn digits(self) -> usize {
        match self {
            Self::Md5 => 32,
            Self::Sha1 => 40,
            Self::Sha256 => 64,
            Self::Sha512 | Self::Blake2b512 => 128,
        }
    }

    /// Whether `text` has the form of one of its digests, in letters of any case.
    pub fn fits(self, text: &str) -> bool {
        text.len() == self.digits() && text.bytes().all(|byte| byte.is_ascii_hexdigit())
    }

    /// The digest of `bytes`.
    pub fn of(self, bytes: &[u8]) -> String {
        let mut hasher = self.hasher();
        hasher.update(bytes);
        hex(&hasher.finalize())
    }

    /// A digest to be fed piece by piece.
    pub(super) fn hasher(self) -> Box<dyn DynDigest + Send> {
        match self {
            Self::Md5 => Box::<md5::Md5>::default(),
            Self::Sha1 => Box::<sha1::Sha1>::default(),
            Self::Sha256 => Box::<sha2::Sha256>::default(),
            Self::Sha512 => Box::<sha2::Sha512>::default(),
            Self::Blake2b512 => Box::<blake2::Blake2b512>::default(),
        }
    }
}

/// Reads to the end, about `size` bytes, and gives each piece to `take`.
pub(super) fn each_piece(
    reader: &mut dyn Read,
    size: u64,
    mut take: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    // One byte more than expected, so that the end is seen without a second round.
    let mut buffer = vec![0; (size + 1).clamp(512, BUFFER) as usize];
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(read) => take(&buffer[..read])?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// The digests of what `reader` gives, about `size` bytes, read once.
pub(super) fn digests(reader: &mut dyn Read, size: u64, algorithms: &[Algorithm]) -> io::Result<Vec<String>> {
    let mut hashers: Vec<_> = algorithms.iter().map(|algorithm| algorithm.hasher()).collect();
    each_piece(reader, size, |piece| {
        hashers.iter_mut().for_each(|hasher| hasher.update(piece));
        Ok(())
    })?;
    Ok(hashers.into_iter().map(|hasher| hex(&hasher.finalize())).collect())
}

/// Bytes as hexadecimal digits in small letters.
pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The digests of no bytes, as the specification of OCFL gives them.
    #[test]
    fn digests_are_those_of_the_standards() {
        let begins = [
            (Algorithm::Md5, "d41d8cd98f00b204e9800998ecf8427e"),
            (Algorithm::Sha1, "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
            (Algorithm::Sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4"),
            (Algorithm::Sha512, "cf83e1357eefb8bdf1542850d66d8007d620e405"),
            (Algorithm::Blake2b512, "786a02f742015903c6c6fd852552d272912f4740"),
        ];
        for (algorithm, begin) in begins {
            let digest = algorithm.of(b"");
            assert!(digest.starts_with(begin), "{algorithm:?} {digest}");
            assert!(algorithm.fits(&digest) && Algorithm::named(algorithm.name()) == Some(algorithm));
        }
    }

    #[test]
    fn pieces_make_the_digest_of_the_whole() {
        let bytes: Vec<u8> = (0..700_000_u32).map(|number| (number % 251) as u8).collect();
        for size in [0, 10, 700_000] {
            let both = digests(&mut bytes.as_slice(), size, &[Algorithm::Sha512, Algorithm::Md5]).unwrap();
            assert_eq!(both, [Algorithm::Sha512.of(&bytes), Algorithm::Md5.of(&bytes)]);
        }
    }
}
