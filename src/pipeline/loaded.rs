//! What many notices need, loaded once.

use std::collections::btree_map::Entry;
use std::sync::{Arc, PoisonError};

use super::Office;
use crate::catalog::House;
use crate::check::{Coverage, WordingIndex};
use crate::error::Error;
use crate::model::language::Language;
use crate::model::register::Registers;

impl Office {
    /// The language `code`, loaded once.
    ///
    /// # Errors
    /// When its file is there but cannot be read.
    pub fn language(&self, code: &str) -> Result<Option<Arc<Language>>, Error> {
        let mut languages = self.languages.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(language) = languages.get(code) {
            return Ok(language.clone());
        }
        let language = self.catalog.language(code)?.map(Arc::new);
        languages.insert(code.to_owned(), language.clone());
        Ok(language)
    }

    /// Reads the registers and wording rules of a house style, once.
    pub(super) fn load_words(&self, house: &House, language: &str) -> Result<(), Error> {
        let code = &house.style.code;
        let mut registers = self.registers.lock().unwrap_or_else(PoisonError::into_inner);
        if !registers.contains_key(code) {
            registers.insert(code.clone(), Arc::new(self.catalog.registers(code)?));
        }
        let mut wordings = self.wordings.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (code.clone(), language.to_owned());
        if let Entry::Vacant(place) = wordings.entry(key) {
            place.insert(Arc::new(WordingIndex::new(self.catalog.wording(code)?, language)));
        }
        Ok(())
    }

    pub(super) fn registers(&self, house: &House) -> Arc<Registers> {
        let registers = self.registers.lock().unwrap_or_else(PoisonError::into_inner);
        registers.get(&house.style.code).cloned().unwrap_or_default()
    }

    pub(super) fn wording(&self, house: &House, language: &str) -> Arc<WordingIndex> {
        let wordings = self.wordings.lock().unwrap_or_else(PoisonError::into_inner);
        wordings.get(&(house.style.code.clone(), language.to_owned())).cloned().unwrap_or_default()
    }

    pub(super) fn coverage(&self, house: &House) -> Result<Arc<Coverage>, Error> {
        let mut coverages = self.coverages.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(coverage) = coverages.get(&house.style.code) {
            return Ok(Arc::clone(coverage));
        }
        let coverage = Arc::new(Coverage::new(&house.style.fonts, self.catalog.fonts()?));
        coverages.insert(house.style.code.clone(), Arc::clone(&coverage));
        Ok(coverage)
    }
}
