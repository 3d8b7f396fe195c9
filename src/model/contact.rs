//! Whom the press may ask.

use crate::span::{Span, Spanned};

/// A name as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The whole name: `Natasha BERTAUD`.
    pub name: String,
    /// The family name: the words in capitals, else the last word.
    pub family: String,
}

/// A telephone number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// The word before it: `Tel.`
    pub label: Option<String>,
    /// As written.
    pub written: String,
    /// As dialled: `+3222967456` (E.164) where the number says its country,
    /// else its digits.
    pub number: String,
}

/// An electronic mail address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email {
    /// The word before it: `E-mail`
    pub label: Option<String>,
    /// The address.
    pub address: String,
}

/// One person or desk that answers the press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Who.
    pub person: Spanned<Person>,
    /// A page about the person, where the name is a link.
    pub uri: Option<String>,
    /// What follows the name: role, organisation.
    pub organisation: Option<Spanned<String>>,
    /// Telephone numbers, in order.
    pub phones: Vec<Spanned<Phone>>,
    /// Mail addresses, in order.
    pub emails: Vec<Spanned<Email>>,
    /// The whole entry.
    pub span: Span,
}

impl Person {
    /// Reads a name as written in a list of contacts.
    pub fn read(name: &str) -> Self {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let capitals: Vec<&str> = name.split(' ').filter(|word| is_in_capitals(word)).collect();
        let family =
            if capitals.is_empty() { name.rsplit(' ').next().unwrap_or("").to_owned() } else { capitals.join(" ") };
        Self { name, family }
    }

    /// The words of the name that are not the family name, as written.
    pub fn given(&self) -> String {
        let family: Vec<&str> = self.family.split(' ').collect();
        self.name.split(' ').filter(|word| !family.contains(word)).collect::<Vec<_>>().join(" ")
    }

    /// Whether the family name is in capitals.
    pub fn has_capitals(&self) -> bool {
        self.family.split(' ').any(is_in_capitals)
    }
}

fn is_in_capitals(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_family_name_is_the_one_in_capitals() {
        assert_eq!(Person::read("Natasha BERTAUD").family, "BERTAUD");
        assert_eq!(Person::read("VAN DEN BERG  Anna").family, "VAN DEN BERG");
        assert_eq!(Person::read("Anna Berg").family, "Berg");
        assert_eq!(Person::read("VAN DEN BERG  Anna").given(), "Anna");
        assert!(!Person::read("Anna B. Berg").has_capitals());
    }
}
