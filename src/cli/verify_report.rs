//! What `pressdoc verify` answers: a verdict in one line, then what it rests on.

use jiff::{Timestamp, Zoned};
use serde_json::{Value, json};

use super::{CLEAN, TO_CORRECT};
use crate::pipeline::{Found, Held, Verdict};
use crate::render::FORMATS;

/// A file with its verdict.
pub struct Verified {
    /// As the user named it.
    pub file: String,
    /// Its name without folders.
    pub name: String,
    /// What is known of it.
    pub verdict: Verdict,
}

/// The verdict in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ruling {
    /// Byte for byte what was sealed, and it still holds.
    Genuine,
    /// Byte for byte what was sealed; there is a newer one.
    Superseded,
    /// The same, and the newer one is a correction.
    Corrected,
    /// Byte for byte what was sealed; the office has withdrawn it.
    Withdrawn,
    /// Other bytes, the same words.
    OtherBytes,
    /// Other words.
    Changed,
    /// It cannot be read, and no file in the archive has its bytes.
    Damaged,
    /// The archive does not know it.
    NotSealed,
    /// Without an archive: its words are those of the hash in it.
    FitsItsHash,
    /// Without an archive: they are not.
    BreaksItsHash,
    /// Without an archive: there is nothing to hold it against.
    SaysNothing,
}

impl Ruling {
    fn name(self) -> &'static str {
        match self {
            Self::Genuine => "genuine",
            Self::Superseded => "superseded",
            Self::Corrected => "corrected",
            Self::Withdrawn => "withdrawn",
            Self::OtherBytes => "other-bytes",
            Self::Changed => "changed",
            Self::Damaged => "damaged",
            Self::NotSealed => "not-in-archive",
            Self::FitsItsHash => "fits-its-hash",
            Self::BreaksItsHash => "breaks-its-hash",
            Self::SaysNothing => "says-nothing",
        }
    }
}

impl Verified {
    fn ruling(&self) -> Ruling {
        match &self.verdict.archive {
            Held::NotThere | Held::NoArchive if self.verdict.unreadable.is_some() => Ruling::Damaged,
            Held::NotThere => Ruling::NotSealed,
            Held::NoArchive => match self.verdict.fits_its_hash {
                Some(true) => Ruling::FitsItsHash,
                Some(false) => Ruling::BreaksItsHash,
                None => Ruling::SaysNothing,
            },
            Held::Found(found) if found.is_changed() => {
                let same_words = found.other_words.is_empty() && found.language.is_some();
                if same_words { Ruling::OtherBytes } else { Ruling::Changed }
            }
            Held::Found(found) => match found.as_ref() {
                Found { withdrawn: Some(_), .. } => Ruling::Withdrawn,
                Found { corrected, .. } if !corrected.is_empty() => Ruling::Corrected,
                Found { newer: Some(_), .. } => Ruling::Superseded,
                _ => Ruling::Genuine,
            },
        }
    }

    /// The exit code for this file.
    pub fn code(&self) -> u8 {
        match self.ruling() {
            Ruling::Genuine | Ruling::FitsItsHash => CLEAN,
            _ => TO_CORRECT,
        }
    }

    /// The verdict, as the rest of a sentence about the file.
    fn sentence(&self) -> String {
        let text = match self.ruling() {
            Ruling::Genuine if self.is_withheld() => "genuine, and under embargo",
            Ruling::Genuine => "genuine, and the newest",
            Ruling::Superseded => "genuine, but not the newest any more",
            Ruling::Corrected => "genuine, but corrected since",
            Ruling::Withdrawn => "genuine, but withdrawn",
            Ruling::OtherBytes => "changed: it has other bytes, though its words are those that were sealed",
            Ruling::Changed => "changed: it does not say what was sealed",
            Ruling::Damaged => "damaged: it cannot be read, and no file that was sealed has its bytes",
            Ruling::NotSealed => "not in the archive: neither this file nor what it says it is was sealed there",
            Ruling::FitsItsHash => "its words fit the hash in it",
            Ruling::BreaksItsHash => "changed: its words do not fit the hash in it",
            Ruling::SaysNothing => "not known: it says nothing that it could be held against",
        };
        text.to_owned()
    }

    fn is_withheld(&self) -> bool {
        matches!(&self.verdict.archive, Held::Found(found) if found.withheld_until.is_some())
    }

    /// What the verdict rests on, a sentence each.
    fn reasons(&self) -> Vec<String> {
        let mut reasons = Vec::new();
        match (&self.verdict.form, &self.verdict.unreadable) {
            (Err(reason), _) => reasons.push(format!("it is no form that pressdoc makes: {reason}")),
            (Ok(form), Some(reason)) => {
                reasons.push(format!("it is a file of the form `{form}`, but {}", cannot(reason)))
            }
            (Ok(form), None) => reasons.push(self.says(form)),
        }
        reasons.extend(self.misnamed());
        match &self.verdict.archive {
            Held::NoArchive => {
                reasons.push(
                    "there is no archive here: whether it was issued, and whether it is the newest, only that of the \
                     office can tell (`--archive PLACE`)"
                        .to_owned(),
                );
            }
            Held::NotThere => {
                if self.verdict.fits_its_hash == Some(false) {
                    reasons.push("its words do not fit the hash in it either".to_owned());
                }
            }
            Held::Found(found) => self.found(found, &mut reasons),
        }
        reasons
    }

    /// What the file says of itself.
    fn says(&self, form: &str) -> String {
        let claims = &self.verdict.claims;
        let claim = |what: &str, value: Option<&str>| value.map(|value| format!("{what} `{}`", shown(value)));
        let edition = claims.edition.map(|edition| edition.to_string());
        let parts: Vec<String> = [
            claim("identifier", claims.identifier.as_deref()),
            claim("reference", claims.reference.as_deref()),
            claim("language", claims.language.as_deref()),
            claim("edition", edition.as_deref()),
        ]
        .into_iter()
        .flatten()
        .collect();
        match parts.is_empty() {
            true => format!("it is a file of the form `{form}`, and says nothing of a notice"),
            false => format!("it is a file of the form `{form}`, and says: {}", parts.join(", ")),
        }
    }

    /// A name that is that of another form.
    fn misnamed(&self) -> Option<String> {
        let form = self.verdict.form.as_ref().ok()?;
        let named = |name: &str| {
            let fits = FORMATS.iter().filter(|format| name.ends_with(&format!(".{}", format.ending())));
            fits.max_by_key(|format| format.ending().len()).map(|format| format.name())
        };
        let other = named(&self.name.to_lowercase()).filter(|name| name != form)?;
        Some(format!("its name is that of the form `{other}`"))
    }

    fn found(&self, found: &Found, reasons: &mut Vec<String>) {
        let language = found.language.as_deref().map(|code| format!(" in `{code}`")).unwrap_or_default();
        let edition = found.edition.map(|edition| format!(", edition {edition}")).unwrap_or_default();
        let of = format!("{}{language}{edition}", found.reference);
        match &found.same_bytes_as {
            Some(path) => {
                let since = if found.since == found.version {
                    String::new()
                } else {
                    format!(", and still part of {}", found.version)
                };
                reasons.push(format!(
                    "every byte is that of `{}` of {of}, sealed {} as {}{since}",
                    shown(path),
                    time(found.sealed),
                    found.since
                ));
            }
            None => {
                let nearest =
                    if self.ruling() == Ruling::OtherBytes { "its words are those of" } else { "it is held against" };
                reasons.push(format!("{nearest} {of}, sealed {} as {}", time(found.sealed), found.version));
            }
        }
        for (what, said, archived) in &found.false_claims {
            let (said, archived) = (shown(said), shown(archived));
            reasons.push(format!("it says that its {what} is `{said}`, the archive that it is `{archived}`"));
        }
        for other in &found.other_words {
            let part = other.part.map(|part| format!("in its {part}, ")).unwrap_or_default();
            let told = other.differences.iter().map(|difference| difference.told("the archive", "the file"));
            reasons.extend(told.map(|told| format!("{part}{told}")));
        }
        if let Some(until) = &found.withheld_until {
            reasons.push(format!("it is under embargo: nothing of it may be published before {}", hour(until)));
        }
        if let Some(change) = &found.withdrawn {
            reasons.push(shown(&change.line));
        }
        reasons.extend(found.corrected.iter().map(|change| shown(&change.line)));
        if let Some((version, edition)) = found.newer {
            reasons.push(match edition {
                Some(edition) => format!("the newest is {version}, with edition {edition} of this language"),
                None => format!("the newest is {version}, which does not have this language any more"),
            });
        }
        if let Some(from) = &found.newer_from {
            reasons.push(format!("a newer version is under embargo until {}", hour(from)));
        }
    }
}

/// `2018-10-12 10:00 UTC`
fn time(time: Timestamp) -> String {
    time.strftime("%Y-%m-%d %H:%M UTC").to_string()
}

/// The hour of an embargo, by the clock that it was given in.
fn hour(time: &Zoned) -> String {
    time.strftime("%Y-%m-%d %H:%M (%Z)").to_string()
}

fn cannot(reason: &impl std::fmt::Display) -> String {
    format!("cannot be read: {reason}")
}

/// Text of a file or an archive, without what would steer a terminal.
fn shown(text: &str) -> String {
    text.chars().flat_map(|c| if c.is_control() { c.escape_debug().collect() } else { vec![c] }).collect()
}

/// The verdict, and below it a line for each reason.
pub fn human(verified: &Verified) -> String {
    let reasons: String = verified.reasons().iter().map(|reason| format!("  {reason}\n")).collect();
    format!("{}: {}\n{reasons}", shown(&verified.file), verified.sentence())
}

/// Lines that each stand alone, for a screen reader and for `grep`.
pub fn plain(verified: &Verified) -> String {
    let file = shown(&verified.file);
    let lines = std::iter::once(verified.sentence()).chain(verified.reasons());
    lines.map(|line| format!("{file}: {line}\n")).collect()
}

/// One object in one line.
pub fn json(verified: &Verified) -> String {
    let Verdict { form, claims, fits_its_hash, archive, .. } = &verified.verdict;
    let found = match archive {
        Held::Found(found) => Some(found.as_ref()),
        _ => None,
    };
    let change =
        |change: &crate::sealing::SealedChange| json!({ "at": change.at, "text": change.text, "line": change.line });
    let differences = |found: &Found| -> Vec<Value> {
        let all = found.other_words.iter().flat_map(|other| other.differences.iter().map(move |one| (other.part, one)));
        all.map(|(part, one)| json!({ "part": part, "after": one.after, "archived": one.expected, "found": one.found }))
            .collect()
    };
    let value = json!({
        "file": verified.file,
        "verdict": verified.ruling().name(),
        "messages": std::iter::once(verified.sentence()).chain(verified.reasons()).collect::<Vec<_>>(),
        "form": form.as_ref().ok(),
        "says": {
            "identifier": claims.identifier,
            "reference": claims.reference,
            "language": claims.language,
            "edition": claims.edition,
            "content_hash": claims.content_hash,
        },
        "fits_its_hash": fits_its_hash,
        "archived": found.map(|found| json!({
            "identifier": found.identifier,
            "reference": found.reference,
            "language": found.language,
            "edition": found.edition,
            "version": found.version.to_string(),
            "since": found.since.to_string(),
            "sealed": found.sealed,
            "path": found.same_bytes_as,
            "differences": differences(found),
            "withheld_until": found.withheld_until.as_ref().map(Zoned::timestamp),
            "newer": found.newer.map(|(version, _)| version.to_string()),
            "newer_from": found.newer_from.as_ref().map(Zoned::timestamp),
            "corrections": found.corrected.iter().map(change).collect::<Vec<_>>(),
            "withdrawal": found.withdrawn.as_ref().map(change),
        })),
    });
    format!("{value}\n")
}
