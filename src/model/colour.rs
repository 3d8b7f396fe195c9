//! A colour of a house style, and how well it can be read on another one.

use std::fmt;

/// A colour of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    /// `#000000`
    pub const BLACK: Self = Self([0; 3]);
    /// `#ffffff`
    pub const WHITE: Self = Self([255; 3]);

    /// Reads `#rrggbb`, capitals or not.
    pub fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        // A sign would be read as a part of a number.
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(())?;
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// How bright it is, from 0 to 1: relative luminance as WCAG 2.2 defines it.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast with another colour as WCAG 2.2 defines it: from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The colour between this one and `other`, of which it has `part` from 0 to 1.
    #[must_use]
    pub fn mix(self, other: Self, part: f64) -> Self {
        let mut mixed = self.0;
        for (own, theirs) in mixed.iter_mut().zip(other.0) {
            let value = f64::from(*own) + (f64::from(theirs) - f64::from(*own)) * part;
            // Between two bytes lies a byte.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let value = value.round() as u8;
            *own = value;
        }
        Self(mixed)
    }

    /// The colour nearest to this one, towards black or white, that has the
    /// contrast `ratio` with each of `grounds`; `None` where there is none.
    pub fn nearest_on(self, grounds: &[Self], ratio: f64) -> Option<Self> {
        (0..=255_u8)
            .flat_map(|step| [Self::BLACK, Self::WHITE].map(|end| self.mix(end, f64::from(step) / 255.0)))
            .find(|colour| grounds.iter().all(|ground| colour.contrast(*ground) >= ratio))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::read(text).unwrap_or(Colour::BLACK)
    }

    #[test]
    fn contrasts_are_those_of_the_guidelines() {
        let near = |one: &str, two: &str, ratio: f64| (colour(one).contrast(colour(two)) - ratio).abs() < 0.01;
        assert!(near("#000000", "#ffffff", 21.0));
        assert!(near("#ffffff", "#ffffff", 1.0));
        assert!(near("#767676", "#ffffff", 4.54));
        assert!(near("#ffffff", "#777777", 4.48));
        assert!(near("#0000ff", "#ffffff", 8.59));
    }

    #[test]
    fn only_six_digits_are_a_colour() {
        assert_eq!(Colour::read("#8A2a1f").map(|colour| colour.to_string()).as_deref(), Some("#8a2a1f"));
        for wrong in ["8a2a1f", "#8a2", "#8a2a1f00", "#+a2a1f", "#8a2a1g", "red", "#8ä2a1"] {
            assert_eq!(Colour::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_nearest_colour_passes_and_the_one_before_it_does_not() {
        let grey = colour("#999999").nearest_on(&[Colour::WHITE], 4.5);
        assert_eq!(grey, Some(colour("#767676")));
        assert_eq!(colour("#767676").nearest_on(&[Colour::WHITE], 4.5), Some(colour("#767676")));
        assert_eq!(Colour::BLACK.nearest_on(&[Colour::WHITE, Colour::BLACK], 4.6), None);
    }
}
