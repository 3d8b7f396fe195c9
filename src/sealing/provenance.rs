//! `provenance.json`: what a version was made from, by whom, and what was done
//! to it. Its parts are those of PREMIS 3 (objects, events, agents) and its words
//! for events are those of the vocabulary at the Library of Congress
//! (<https://id.loc.gov/vocabulary/preservation/eventType.html>).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha512};

/// The file.
pub const PROVENANCE: &str = "provenance.json";

const SCHEMA: &str = "urn:pressdoc:schema:provenance-1";

/// Where a version comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    schema: String,
    /// What the release is called everywhere and for ever.
    pub identifier: String,
    /// When it was sealed: the clock of everything in it.
    pub sealed: Timestamp,
    /// Who and what had a hand in it.
    pub agents: Vec<Agent>,
    /// The files.
    pub objects: Vec<Thing>,
    /// What was done, in order.
    pub events: Vec<Event>,
}

/// A person or a program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Agent {
    /// pressdoc.
    Software {
        /// Its name.
        name: String,
        /// Its version.
        version: String,
    },
    /// Somebody.
    Person {
        /// Who.
        name: String,
        /// A URI: `mailto:` with an address.
        address: String,
    },
}

impl Agent {
    /// How events name it.
    pub fn label(&self) -> String {
        match self {
            Self::Software { name, version } => format!("{name} {version}"),
            Self::Person { name, address } => format!("{name} <{}>", address.trim_start_matches("mailto:")),
        }
    }
}

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A notice as written.
    Source,
    /// Another file of the release.
    Attachment,
    /// House style, language, font, settings.
    Style,
    /// A finished form.
    Form,
    /// The release as data.
    Record,
}

/// Where the bytes of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kept {
    /// In this version, under its path.
    Here,
    /// In the program of the version that is named: a font that it carries.
    InProgram,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thing {
    /// Its path in the version.
    pub path: String,
    /// What it is for.
    pub role: Role,
    /// Where its bytes are.
    pub kept: Kept,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-512, 128 hexadecimal digits.
    pub sha512: String,
    /// The name of the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// The media type (IANA) of a form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// The language of a source or form, ISO 639-1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// SHA-256 of the words of a form, as it stands in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_hash: Option<String>,
}

impl Thing {
    /// A file with these bytes, which is kept here.
    pub fn new(path: impl Into<String>, role: Role, bytes: &[u8]) -> Self {
        Self {
            path: path.into(),
            role,
            kept: Kept::Here,
            size: bytes.len() as u64,
            sha512: Sha512::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect(),
            form: None,
            media_type: None,
            language: None,
            content_hash: None,
        }
    }
}

/// How something came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// As it should.
    Success,
    /// With findings that are no errors.
    Warning,
}

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What: `validation`, `creation`, `fixity check`, `ingestion`, `approval`…
    #[serde(rename = "type")]
    pub kind: String,
    /// When.
    pub at: Timestamp,
    /// Who or what did it, as [`Agent::label`] names them.
    pub agent: String,
    /// How it came out.
    pub outcome: Outcome,
    /// What was done, in a sentence.
    pub detail: String,
    /// The rules that were held against the sources.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
    /// What was found and did not keep the release in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Remark>,
    /// Findings that a notice waives, with the reasons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<Remark>,
}

/// What is said of a place in a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The file.
    pub path: String,
    /// The line in it, from 1.
    pub line: usize,
    /// The rule.
    pub rule: String,
    /// How much it weighs: `warning`, `info`, `waived`.
    pub severity: String,
    /// The finding, or the reason for the waiver.
    pub text: String,
}

impl Provenance {
    /// The provenance of a version that is sealed at `sealed`.
    pub fn new(identifier: &str, sealed: Timestamp) -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            identifier: identifier.to_owned(),
            sealed,
            agents: Vec::new(),
            objects: Vec::new(),
            events: Vec::new(),
        }
    }

    /// Reads the file.
    ///
    /// # Errors
    /// One sentence of fault, where it is not what pressdoc writes.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let provenance: Self =
            serde_json::from_slice(bytes).map_err(|error| format!("`{PROVENANCE}` cannot be read: {error}"))?;
        if provenance.schema != SCHEMA {
            return Err(format!("`{PROVENANCE}` follows a schema that is not known here: `{}`", provenance.schema));
        }
        Ok(provenance)
    }

    /// The file: lines for people, one line end at the end.
    ///
    /// # Errors
    /// What the writer of JSON says.
    pub fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// The version of pressdoc that made it.
    pub fn program_version(&self) -> Option<&str> {
        self.agents.iter().find_map(|agent| match agent {
            Agent::Software { name, version } if name == env!("CARGO_PKG_NAME") => Some(version.as_str()),
            _ => None,
        })
    }
}
