//! The signatures of an object: what can be said of them without a key, and
//! what with keys.

use super::super::codes;
use super::super::finding::Finding;
use super::super::inventory::{INVENTORY, Inventory, LARGEST_INVENTORY};
use super::super::keys::PublicKey;
use super::super::signature::{LARGEST_SIGNATURE, LOGS, Signature, name_of, version_named};
use super::super::store::{Store, join, parent, read_all};
use super::{Plan, content, unreadable};

/// Looks at the folder of signatures, in which other files may lie. Without an
/// inventory nothing can be said of a signature.
pub(super) fn judge(
    store: &dyn Store,
    place: &str,
    inventory: Option<&Inventory>,
    findings: &mut Vec<Finding>,
) -> Vec<Signature> {
    let logs = join(place, LOGS);
    let mut signatures = Vec::new();
    for (path, _) in content::files_below(store, &logs, &codes::E073, findings) {
        let name = path.rsplit('/').next().unwrap_or_default();
        let Some(folder) = version_named(name).filter(|_| parent(&path) == logs) else {
            findings.push(Finding::new(&codes::P003, path, "no digest covers this file"));
            continue;
        };
        let Some(inventory) = inventory else { continue };
        let Some(version) = inventory.versions.keys().find(|version| inventory.folder(**version) == folder) else {
            let message = format!("it has the name of a signature of `{folder}`, which the object does not have");
            findings.push(Finding::new(&codes::P003, path, message));
            continue;
        };
        match read_all(store, &path, LARGEST_SIGNATURE).map(|bytes| Signature::read(*version, path.clone(), &bytes)) {
            Err(error) => findings.push(unreadable(&path, &error)),
            Ok(Err(fault)) => findings.push(Finding::new(&codes::P007, path, fault)),
            Ok(Ok(signature)) => {
                let text = text_of_version(store, place, folder, findings);
                match text.and_then(|text| signature.fault(&inventory.id, &text)) {
                    Some(fault) => findings.push(Finding::new(&codes::P007, path, fault)),
                    None => {
                        if !signature.is_covered() {
                            let message = "the signature was not made by pressdoc: without its key no digest covers it";
                            findings.push(Finding::new(&codes::P003, path, message));
                        }
                        signatures.push(signature);
                    }
                }
            }
        }
    }
    signatures
}

fn text_of_version(store: &dyn Store, place: &str, folder: &str, findings: &mut Vec<Finding>) -> Option<Vec<u8>> {
    let path = join(&join(place, folder), INVENTORY);
    // If it is missing, that is told elsewhere.
    store.look(&path).ok().flatten()?;
    read_all(store, &path, LARGEST_INVENTORY).map_err(|error| findings.push(unreadable(&path, &error))).ok()
}

/// Asks the keys. The newest version must have a good signature of one of them:
/// its inventory has the digests of all versions before it. A signature of one of
/// the keys must be good wherever it is.
pub fn signed(store: &dyn Store, plan: &mut Plan, keys: &[PublicKey]) {
    let Some((newest, folder)) = plan.versions.last().cloned() else { return };
    let mut vouched = false;
    let mut others = Vec::new();
    for signature in std::mem::take(&mut plan.signatures) {
        let Some((_, folder)) = plan.versions.iter().find(|(version, _)| *version == signature.version) else {
            continue;
        };
        let Some(text) = text_of_version(store, &plan.place, folder, &mut plan.findings) else { continue };
        if signature.is_good(keys, &text) {
            // Now something better than a digest covers it.
            plan.findings.retain(|finding| finding.code != &codes::P003 || finding.path != signature.path);
            vouched |= signature.version == newest;
        } else if keys.iter().any(|key| key.id == signature.key) {
            let message = format!("the key {} has not signed this inventory", signature.key);
            plan.findings.push(Finding::new(&codes::P007, &signature.path, message));
        } else if signature.version == newest {
            others.push(signature.key.to_string());
        }
    }
    if !vouched {
        let path = join(&join(&plan.place, LOGS), &name_of(&folder, None));
        let message = if others.is_empty() {
            format!("`{newest}`, the newest version, has no signature of the keys given")
        } else {
            format!("`{newest}`, the newest version, is signed by another key: {}", others.join(", "))
        };
        plan.findings.push(Finding::new(&codes::P008, path, message));
    }
}
