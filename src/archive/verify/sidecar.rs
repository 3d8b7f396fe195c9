//! The file with an inventory's digest.

use super::super::codes;
use super::super::digest::Algorithm;
use super::super::finding::Finding;
use super::super::inventory::{INVENTORY, sidecar_name};
use super::super::reading::short;
use super::super::store::{Entry, Kind, Store, join, read_all};

/// Compares an inventory with the digest beside it. `algorithm` is the
/// inventory's, if it can be read; else that of the file.
pub(super) fn judge(
    store: &dyn Store,
    folder: &str,
    entries: &[Entry],
    inventory: &[u8],
    algorithm: Option<Algorithm>,
    findings: &mut Vec<Finding>,
) {
    let beside: Vec<Algorithm> = entries
        .iter()
        .filter(|entry| entry.kind == Kind::File)
        .filter_map(|entry| Algorithm::named(entry.name.strip_prefix(INVENTORY)?.strip_prefix('.')?))
        .collect();
    let path = join(folder, INVENTORY);
    let Some(algorithm) = algorithm.or_else(|| beside.first().copied()) else {
        findings.push(Finding::new(&codes::E058, path, "its digest is missing"));
        return;
    };
    let name = sidecar_name(algorithm);
    if !beside.contains(&algorithm) {
        let finding = match beside.first() {
            Some(other) => {
                let message = format!("the inventory is of {}, and has no `{name}`", algorithm.name());
                Finding::new(&codes::E059, join(folder, &sidecar_name(*other)), message)
            }
            None => Finding::new(&codes::E058, path, format!("its digest `{name}` is missing")),
        };
        findings.push(finding);
        return;
    }
    let beside = join(folder, &name);
    let text = match read_all(store, &beside, 4096) {
        Ok(text) => text,
        Err(error) => return findings.push(super::unreadable(&beside, &error)),
    };
    let Some(digest) = std::str::from_utf8(&text).ok().and_then(digest).filter(|digest| algorithm.fits(digest)) else {
        let message = format!("it is not a digest of {} and the name `{INVENTORY}`", algorithm.name());
        return findings.push(Finding::new(&codes::E061, beside, message));
    };
    let has = |test: fn(&u8) -> bool| digest.bytes().any(|byte| test(&byte));
    if has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase) {
        findings.push(Finding::new(&codes::P005, &beside, "its digest has small letters and capitals"));
    }
    if !text.ends_with(b"\n") {
        findings.push(Finding::new(&codes::P005, &beside, "its line has no end"));
    }
    let found = algorithm.of(inventory);
    if !found.eq_ignore_ascii_case(digest) {
        let message = format!("its {} is {}, and `{name}` says {}", algorithm.name(), short(&found), short(digest));
        findings.push(Finding::new(&codes::E060, path, message));
    }
}

/// The digest in `DIGEST inventory.json`.
fn digest(text: &str) -> Option<&str> {
    let line = text.strip_suffix("\r\n").or_else(|| text.strip_suffix('\n')).unwrap_or(text);
    let (digest, name) = line.split_once([' ', '\t'])?;
    (name.trim_start_matches([' ', '\t']) == INVENTORY).then_some(digest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_read_in_the_form_of_the_specification() {
        for text in ["ab inventory.json", "ab \t inventory.json\n", "ab  inventory.json\r\n"] {
            assert_eq!(digest(text), Some("ab"), "{text:?}");
        }
        for text in
            ["", "ab", "ab  inventory.jsom\n", "ab  inventory.json \n", "ab inventory.json\n\n", "ab\ninventory.json"]
        {
            assert_eq!(digest(text), None, "{text:?}");
        }
    }
}
