//! `[rules]` of `pressdoc.toml`: how much findings weigh here.

use std::collections::BTreeMap;
use std::path::Path;

use globset::{Glob, GlobMatcher};
use serde::Deserialize;

use super::{SETTINGS, Workspace};
use crate::diagnostic::Level;
use crate::error::Error;

/// One entry of `[rules]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged, expecting = "expected `error`, `warning`, `info` or `off`, or a table of rules for a type or a path")]
pub enum RuleSetting {
    /// The level of the rule that the key names.
    Level(Level),
    /// Levels for notices of the type, or in the place, that the key names.
    Scope(BTreeMap<String, Level>),
}

/// The notices that a table of levels is about.
#[derive(Debug)]
enum Scope {
    /// Those of a document type.
    DocumentType(String),
    /// Those whose path below the root fits.
    Path(Box<GlobMatcher>),
}

/// `[rules]`, ready to be asked.
#[derive(Debug, Default)]
pub struct RuleSettings {
    everywhere: BTreeMap<String, Level>,
    scopes: Vec<(Scope, BTreeMap<String, Level>)>,
}

impl RuleSettings {
    /// Sorts the entries: rules, types (`AGENDA`), paths (`releases/PR/25/**`).
    ///
    /// # Errors
    /// [`Error::Configuration`] for a path that is no pattern.
    pub(super) fn new(entries: &BTreeMap<String, RuleSetting>) -> Result<Self, Error> {
        let mut settings = Self::default();
        for (key, entry) in entries {
            match entry {
                RuleSetting::Level(level) => {
                    settings.everywhere.insert(key.clone(), *level);
                }
                RuleSetting::Scope(levels) => settings.scopes.push((scope(key)?, levels.clone())),
            }
        }
        // What is said of a place is nearer than what is said of a type.
        settings.scopes.sort_by_key(|(scope, _)| matches!(scope, Scope::Path(_)));
        Ok(settings)
    }

    /// The names of all rules that are set.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.everywhere.keys().chain(self.scopes.iter().flat_map(|(_, levels)| levels.keys()))
    }
}

fn scope(key: &str) -> Result<Scope, Error> {
    if !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()) {
        return Ok(Scope::DocumentType(key.to_owned()));
    }
    if !key.contains(['/', '*']) {
        return Err(Error::Configuration {
            message: format!("`{SETTINGS}` has a table `[rules.{key}]`, which is no document type and no path"),
            help: "write a type in capitals (`[rules.AGENDA]`) or a path (`[rules.\"releases/PR/25/**\"]`)".to_owned(),
        });
    }
    let pattern = Glob::new(key).map_err(|error| Error::Configuration {
        message: format!("`{SETTINGS}` has a path that cannot be read: {error}"),
        help: "write a path such as `[rules.\"releases/PR/25/**\"]`".to_owned(),
    })?;
    Ok(Scope::Path(Box::new(pattern.compile_matcher())))
}

impl Workspace {
    /// What `[rules]` says of a notice of the type `code` at `path`, the
    /// farthest first.
    pub fn levels<'w>(
        &'w self,
        path: &'w Path,
        code: Option<&'w str>,
    ) -> impl Iterator<Item = &'w BTreeMap<String, Level>> {
        let inside = self.root().and_then(|root| path.strip_prefix(root).ok());
        let applies = move |scope: &Scope| match scope {
            Scope::DocumentType(wanted) => Some(wanted.as_str()) == code,
            Scope::Path(pattern) => inside.is_some_and(|inside| pattern.is_match(inside)),
        };
        let near = self.rules.scopes.iter().filter(move |(scope, _)| applies(scope)).map(|(_, levels)| levels);
        std::iter::once(&self.rules.everywhere).chain(near)
    }

    /// The names of all rules that the settings mention.
    pub fn rule_names(&self) -> impl Iterator<Item = &String> {
        self.rules.names()
    }
}
