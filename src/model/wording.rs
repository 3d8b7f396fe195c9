//! Rules about words that an office adds without programming:
//! `styles/<house>/wording.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diagnostic::Severity;

/// A file of wording rules.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordingFile {
    /// The rules.
    #[serde(default, rename = "rule")]
    pub rules: Vec<WordingRule>,
}

/// One rule about words. Its name is that of its findings.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordingRule {
    /// The name in findings, settings and waivers: `hype-word`.
    pub name: String,
    /// What is asked of the words.
    pub kind: WordingKind,
    /// The language of the notices that it looks at; all where it is not said.
    #[serde(default)]
    pub language: Option<String>,
    /// Where it looks.
    #[serde(default)]
    pub scope: WordingScope,
    /// `error`, `warning` or `info`.
    #[serde(default = "warning")]
    pub severity: Severity,
    /// The words or phrases, for `existence` and `occurrence`.
    #[serde(default)]
    pub words: Vec<String>,
    /// What is written, and what should be, for `substitution`.
    #[serde(default)]
    pub swap: BTreeMap<String, String>,
    /// How often the words may stand in the scope, for `occurrence`.
    #[serde(default)]
    pub at_most: Option<usize>,
    /// How the scope is capitalised, for `capitalisation`.
    #[serde(default)]
    pub form: Option<Capitalisation>,
    /// Words that are right nevertheless, in their own case.
    #[serde(default)]
    pub except: Vec<String>,
    /// The sentence of fault; `{found}`, `{better}`, `{count}` and `{limit}`
    /// are filled in.
    pub message: String,
    /// The way out, with the same fields.
    #[serde(default)]
    pub help: Option<String>,
    /// Why it matters, for `pressdoc explain`.
    #[serde(default)]
    pub why: Option<String>,
    /// Where the rule comes from, for `pressdoc explain`.
    #[serde(default)]
    pub source: Option<String>,
}

/// What a [`WordingRule`] asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WordingKind {
    /// The words must not stand there.
    Existence,
    /// Other words should stand there.
    Substitution,
    /// The words may stand there only so often.
    Occurrence,
    /// The scope is capitalised in one way.
    Capitalisation,
}

/// Where a [`WordingRule`] looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WordingScope {
    /// The headline.
    Headline,
    /// Running text, headline included, outside quotations.
    #[default]
    Sentence,
    /// The words of links.
    Link,
    /// Words between quotation marks or in a block quotation.
    Quotation,
}

/// Ways to use capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Capitalisation {
    /// As in a sentence.
    Sentence,
    /// Every word of weight.
    Title,
    /// Small letters only.
    Lower,
    /// Capitals only.
    Upper,
}

fn warning() -> Severity {
    Severity::Warning
}
