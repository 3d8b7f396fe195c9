//! What a kind of notice must contain: data of the house style.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diagnostic::Level;

/// A document type: `styles/<house>/types/<code>.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentType {
    /// The code in capitals, as in the reference.
    pub code: String,
    /// The key of the kind's name in the language files (`press-release`).
    pub kind: String,
    /// What it is for, in one line, for `pressdoc list --types` and the README.
    pub summary: String,
    /// Whether a notice of this type names an event with its time.
    #[serde(default)]
    pub event: bool,
    /// Whether a dateline is expected.
    #[serde(default)]
    pub dateline: bool,
    /// The mark after the text for the press that `new` writes (`ENDS`).
    #[serde(default)]
    pub end_mark: Option<String>,
    /// The languages in which it must appear, by code.
    #[serde(default)]
    pub languages: Vec<String>,
    /// The roles of those who sign a proof, where they are not the house's.
    #[serde(default)]
    pub approvals: Option<Vec<String>>,
    /// Levels of rules that differ for this type.
    #[serde(default)]
    pub rules: BTreeMap<String, Level>,
    /// The sections in the order in which they stand.
    #[serde(rename = "section", default)]
    pub sections: Vec<SectionSpec>,
}

/// What a type says of one section.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionSpec {
    /// The section's key.
    pub key: String,
    /// Whether it must be there.
    #[serde(default)]
    pub required: bool,
    /// Whether a new notice gets the label's shorter form, the language's first
    /// alias: `Background` instead of `The background`.
    #[serde(default)]
    pub short_label: bool,
    /// Whether there may be several.
    #[serde(default)]
    pub repeats: bool,
}

impl DocumentType {
    /// Where the section stands in the type's order, from 0.
    pub fn order(&self, key: &str) -> Option<usize> {
        self.sections.iter().position(|section| section.key == key)
    }
}
