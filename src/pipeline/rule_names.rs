//! The rules by their names: those of the program and those that houses write.

use super::Office;
use crate::check;
use crate::error::Error;
use crate::model::wording::WordingRule;
use crate::workspace::SETTINGS;

impl Office {
    pub(super) fn refuse_unknown_rules(&self) -> Result<(), Error> {
        let mut named: Vec<(String, &String)> =
            self.workspace.rule_names().map(|name| (SETTINGS.to_owned(), name)).collect();
        for house in self.catalog.houses() {
            let code = &house.style.code;
            named.extend(house.style.rules.keys().map(|name| (format!("styles/{code}/house.toml"), name)));
            for document_type in house.own_document_types() {
                let file = format!("styles/{code}/types/{}.toml", document_type.code);
                named.extend(document_type.rules.keys().map(|name| (file.clone(), name)));
            }
        }
        named.retain(|(_, name)| check::find_rule(name).is_none());
        // Only a name that is no rule of the program makes the wording rules be read.
        for (file, name) in named {
            if !self.has_wording_rule(name)? {
                return Err(Error::Configuration {
                    message: format!("`{file}` names a rule `{name}` that does not exist"),
                    help: "`pressdoc explain` lists all rules".to_owned(),
                });
            }
        }
        Ok(())
    }

    pub(super) fn has_wording_rule(&self, name: &str) -> Result<bool, Error> {
        Ok(self.wording_rules()?.iter().any(|rule| rule.name == name))
    }

    /// The page of a name in a report: a rule of the program, a row of a
    /// `wording.toml`, or what a file for translators is refused for; `None`
    /// where there is none, or its file cannot be read.
    pub fn page(&self, name: &str) -> Option<String> {
        if let Some(rule) = check::find_rule(name) {
            return Some(rule.page().to_owned());
        }
        #[cfg(feature = "forms")]
        if name == super::translate::REPORTED_AS {
            return Some(super::translate::PAGE.to_owned());
        }
        let rows = self.wording_rules().ok()?;
        let pages: Vec<String> = rows.iter().filter(|row| row.name == name).map(WordingRule::page).collect();
        (!pages.is_empty()).then(|| pages.join("\n"))
    }

    /// The wording rules of all house styles, each once.
    ///
    /// # Errors
    /// When a file with wording rules cannot be read as what it is.
    pub fn wording_rules(&self) -> Result<Vec<WordingRule>, Error> {
        let mut rules: Vec<WordingRule> = Vec::new();
        for house in self.catalog.houses() {
            for rule in self.catalog.wording(&house.style.code)? {
                if !rules.contains(&rule) {
                    rules.push(rule);
                }
            }
        }
        Ok(rules)
    }
}
