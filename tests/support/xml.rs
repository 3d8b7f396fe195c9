//! Elements that must be there, once.

use pressdoc::read_back::xml::Element;

/// For tests, in which what is missing is a fault.
pub trait Only {
    /// The only element of this name, at any depth.
    fn one(&self, name: &str) -> &Element;

    /// Its text.
    fn text_of(&self, name: &str) -> String {
        self.one(name).text()
    }
}

impl Only for Element {
    fn one(&self, name: &str) -> &Element {
        self.only(name).unwrap_or_else(|reason| panic!("<{}>: {reason}", self.name))
    }
}
