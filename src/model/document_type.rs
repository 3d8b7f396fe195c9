//! What a kind of notice must contain: data of the house style.

use std::collections::BTreeMap;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::approval::{role_fault, same_role};
use crate::diagnostic::Level;

/// What `new` writes where the officer has to write.
pub const BLANK: &str = "[…]";

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
    /// The roles of those who must approve a release before it is archived, and
    /// who sign its proofs in the place of the house's; each once, capitals or
    /// not. `None` or nobody: no approval is needed.
    #[serde(default, deserialize_with = "roles")]
    pub approvals: Option<Vec<String>>,
    /// Levels of rules that differ for this type.
    #[serde(default)]
    pub rules: BTreeMap<String, Level>,
    /// The sections in the order in which they stand.
    #[serde(rename = "section", default)]
    pub sections: Vec<SectionSpec>,
    /// What it says of items, where such a notice may consist of several.
    #[serde(default)]
    pub items: Option<ItemSpec>,
}

/// What a type says of the items of a notice: events of a week, news of a day.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemSpec {
    /// Whether there must be one at least.
    #[serde(default)]
    pub required: bool,
    /// Whether only a heading that begins with a date opens an item.
    #[serde(default)]
    pub dated: bool,
    /// Whether each item is an event.
    #[serde(default)]
    pub event: bool,
    /// Whether the reader gets a list of the items before the first one.
    #[serde(default)]
    pub contents: bool,
    /// The sections of an item, in their order; `lead` is the text right below
    /// its heading. What stands here is not asked of the notice as a whole when
    /// it has items.
    #[serde(rename = "section", default)]
    pub sections: Vec<SectionSpec>,
}

impl ItemSpec {
    /// What is said of the section `key`.
    pub fn section(&self, key: &str) -> Option<&SectionSpec> {
        self.sections.iter().find(|section| section.key == key)
    }
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

/// A list of roles in which nobody stands twice.
fn roles<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<String>>, D::Error> {
    let roles = Vec::<String>::deserialize(deserializer)?;
    for (at, role) in roles.iter().enumerate() {
        if let Some(fault) = role_fault(role) {
            return Err(D::Error::custom(fault));
        }
        if roles[..at].iter().any(|other| same_role(other, role)) {
            return Err(D::Error::custom(format!("the role `{role}` stands here twice")));
        }
    }
    Ok(Some(roles))
}

impl DocumentType {
    /// The roles of those who must approve a release of this type, in the order
    /// of its data.
    pub fn approvers(&self) -> &[String] {
        self.approvals.as_deref().unwrap_or_default()
    }

    /// The role among them that `word` means, capitals or not, as the data has it.
    pub fn approver(&self, word: &str) -> Option<&str> {
        self.approvers().iter().find(|role| same_role(role, word)).map(String::as_str)
    }

    /// Whether a section with `key` may stand in an item.
    pub fn belongs_to_items(&self, key: &str) -> bool {
        self.items.as_ref().is_some_and(|items| items.section(key).is_some())
    }

    /// Where the section stands in the type's order, from 0.
    pub fn order(&self, key: &str) -> Option<usize> {
        self.sections.iter().position(|section| section.key == key)
    }
}
