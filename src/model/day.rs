//! Days in files of a house style: `2016-09-19`, in quotation marks or bare.

use std::fmt;

use jiff::civil::Date;
use serde::Deserializer;
use serde::de::{self, MapAccess, Visitor};

/// Reads a day; for `#[serde(default, deserialize_with = …)]`.
pub fn read<'d, D: Deserializer<'d>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    deserializer.deserialize_any(Day).map(Some)
}

struct Day;

impl<'d> Visitor<'d> for Day {
    type Value = Date;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a day, such as 2016-09-19")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Date, E> {
        text.parse().map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
    }

    // A bare date of TOML arrives as a map of one entry.
    fn visit_map<A: MapAccess<'d>>(self, mut map: A) -> Result<Date, A::Error> {
        match map.next_entry::<String, String>()? {
            Some((_, text)) => self.visit_str(&text),
            None => Err(de::Error::invalid_type(de::Unexpected::Map, &self)),
        }
    }
}
