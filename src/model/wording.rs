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

impl WordingRule {
    /// What is wrong with the rule itself, in one sentence; `None` for a rule
    /// that can be used.
    pub fn fault(&self) -> Option<String> {
        let is_name = !self.name.is_empty()
            && self.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        let lacks = |what: &str| Some(format!("the wording rule `{}` has no `{what}`", self.name));
        if !is_name {
            return Some(format!("`{}` is no name for a wording rule: use small letters and `-`", self.name));
        }
        match self.kind {
            WordingKind::Existence if self.words.is_empty() => return lacks("words"),
            WordingKind::Substitution if self.swap.is_empty() => return lacks("swap"),
            WordingKind::Occurrence if self.words.is_empty() => return lacks("words"),
            WordingKind::Occurrence if self.at_most.is_none() => return lacks("at_most"),
            WordingKind::Capitalisation if self.form.is_none() => return lacks("form"),
            WordingKind::Capitalisation if self.scope != WordingScope::Headline => {
                return Some(format!("the wording rule `{}` needs `scope = \"headline\"`", self.name));
            }
            _ => {}
        }
        let mut written = self.words.iter().chain(self.swap.keys());
        if let Some(empty) = written.find(|words| !words.chars().any(char::is_alphanumeric)) {
            return Some(format!("the wording rule `{}` looks for `{empty}`, which has no word", self.name));
        }
        let forms = [Some(&self.message), self.help.as_ref()];
        forms.into_iter().flatten().find_map(|form| self.unknown_field(form))
    }

    /// The fields that this kind of rule fills in.
    fn fields(&self) -> &'static [&'static str] {
        match self.kind {
            WordingKind::Existence | WordingKind::Capitalisation => &["found"],
            WordingKind::Substitution => &["found", "better"],
            WordingKind::Occurrence => &["found", "count", "limit"],
        }
    }

    fn unknown_field(&self, form: &str) -> Option<String> {
        let names = form.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
        let unknown = names.into_iter().find(|name| !self.fields().contains(name))?;
        let known = self.fields().iter().map(|name| format!("`{{{name}}}`")).collect::<Vec<_>>().join(", ");
        Some(format!("the wording rule `{}` says `{{{unknown}}}`, which it cannot fill in; it has {known}", self.name))
    }

    /// The rule's page for `pressdoc explain`, in Markdown.
    pub fn page(&self) -> String {
        let mut page = format!("# {}\n\nA rule of the house style about words.\n\n## What it finds\n\n", self.name);
        page.push_str(&match self.kind {
            WordingKind::Existence => format!("{}.\n", self.words.join(", ")),
            WordingKind::Substitution => {
                self.swap.iter().map(|(found, better)| format!("- {found} → {better}\n")).collect()
            }
            WordingKind::Occurrence => {
                format!("More than {} of: {}.\n", self.at_most.unwrap_or(0), self.words.join(", "))
            }
            WordingKind::Capitalisation => format!("Headlines with other capitals than: {:?}.\n", self.form),
        });
        let chapters = [("Why it matters", &self.why), ("Better", &self.help), ("Source", &self.source)];
        for (title, text) in chapters {
            if let Some(text) = text {
                page.push_str(&format!("\n## {title}\n\n{text}\n"));
            }
        }
        page.push_str(&format!(
            "\n## How to set it\n\nA finding is of the kind {}. In `pressdoc.toml`, below `[rules]`, `\"{}\" = \"off\"` \
             changes that; the rule itself stands in a file `wording.toml` of the folder `styles/`.\n",
            self.severity.name(),
            self.name,
        ));
        page
    }
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
