//! `numbering.xml`: what the lists of a Word file look like.

use std::collections::BTreeMap;

use super::tree::Element;

/// A level of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// How it is counted: `bullet`, `decimal`, `lowerLetter`, `none`…
    pub format: String,
    /// The first number.
    pub start: u64,
    /// How far its words stand in, in twentieths of a point.
    pub indent: Option<i64>,
}

impl Level {
    /// Whether its items are numbered.
    pub fn is_ordered(&self) -> bool {
        !matches!(self.format.as_str(), "bullet" | "none" | "image")
    }
}

/// The lists of a file.
#[derive(Default)]
pub struct Numbering {
    lists: BTreeMap<String, List>,
}

struct List {
    /// What it shares its count with.
    kind: String,
    levels: BTreeMap<u8, Level>,
    /// Levels that begin anew.
    anew: BTreeMap<u8, u64>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub fn read(root: &Element) -> Self {
        let of = |name: &str| {
            root.elements().filter(move |element| element.is("abstractNum")).filter_map({
                let name = name.to_owned();
                move |element| Some((element.value_at(&[name.as_str()])?.to_owned(), element))
            })
        };
        let linked: BTreeMap<String, &Element> = of("styleLink").collect();
        let kinds: BTreeMap<&str, &Element> = root
            .elements()
            .filter(|element| element.is("abstractNum"))
            .filter_map(|element| Some((element.attribute("abstractNumId")?, element)))
            .collect();
        let list = |element: &Element| {
            let kind = element.value_at(&["abstractNumId"])?.to_owned();
            let mut own = *kinds.get(kind.as_str())?;
            // A list style stands where its link points.
            if let Some(link) = own.value_at(&["numStyleLink"]) {
                own = linked.get(link).copied().unwrap_or(own);
            }
            let mut levels: BTreeMap<u8, Level> = levels(own);
            let mut anew = BTreeMap::new();
            for other in element.elements().filter(|element| element.is("lvlOverride")) {
                let Some(at) = number(other.attribute("ilvl")) else { continue };
                if let Some(level) = other.child("lvl").map(level) {
                    levels.insert(at, level);
                }
                if let Some(start) = other.value_at(&["startOverride"]).and_then(|start| start.parse().ok()) {
                    anew.insert(at, start);
                }
            }
            Some(List { kind, levels, anew })
        };
        let lists = root.elements().filter(|element| element.is("num"));
        let lists = lists.filter_map(|element| Some((element.attribute("numId")?.to_owned(), list(element)?)));
        Self { lists: lists.collect() }
    }

    /// A level of a list.
    pub fn level(&self, list: &str, level: u8) -> Option<&Level> {
        self.lists.get(list)?.levels.get(&level)
    }

    /// What a list shares its count with, and whether this level begins anew.
    pub fn count(&self, list: &str, level: u8) -> (String, Option<u64>) {
        match self.lists.get(list) {
            Some(own) => (own.kind.clone(), own.anew.get(&level).copied()),
            None => (list.to_owned(), None),
        }
    }
}

fn levels(kind: &Element) -> BTreeMap<u8, Level> {
    let levels = kind.elements().filter(|element| element.is("lvl"));
    levels.filter_map(|element| Some((number(element.attribute("ilvl"))?, level(element)))).collect()
}

fn level(element: &Element) -> Level {
    Level {
        format: element.value_at(&["numFmt"]).unwrap_or("decimal").to_owned(),
        start: element.value_at(&["start"]).and_then(|start| start.parse().ok()).unwrap_or(1),
        indent: element.child("pPr").and_then(super::styles::indent),
    }
}

fn number(text: Option<&str>) -> Option<u8> {
    text?.parse().ok()
}
