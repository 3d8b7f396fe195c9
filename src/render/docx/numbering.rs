//! `numbering.xml`: bullets and numbers of lists. Every list has its own number,
//! so that it begins anew and ends where it ends.

use super::WORD;
use super::package::Part;
use super::style_list::LIST_STEP;
use super::xml::Xml;

/// Levels of a list that Word knows.
pub const LEVELS: u8 = 9;

/// The lists of a document.
#[derive(Default)]
pub struct Numbering {
    lists: Vec<List>,
}

struct List {
    ordered: bool,
    level: u8,
    start: u64,
}

impl Numbering {
    /// The number, from 1, of a new list that begins at `level`, from 0.
    pub fn list(&mut self, ordered: bool, level: u8, start: u64) -> u32 {
        self.lists.push(List { ordered, level, start });
        self.lists.len() as u32
    }

    /// The part; none where there is no list.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn into_part(self) -> std::io::Result<Option<Part>> {
        if self.lists.is_empty() {
            return Ok(None);
        }
        let mut xml = Xml::document();
        xml.element("w:numbering", &[("xmlns:w", WORD)], |xml| {
            kind(xml, "0", |level| ("bullet", if level % 2 == 0 { "•".to_owned() } else { "–".to_owned() }));
            kind(xml, "1", |level| ("decimal", format!("%{}.", level + 1)));
            for (at, list) in self.lists.iter().enumerate() {
                let id = (at + 1).to_string();
                xml.element("w:num", &[("w:numId", &id)], |xml| {
                    xml.value("w:abstractNumId", if list.ordered { "1" } else { "0" });
                    if list.ordered {
                        // Word counts in 32 bits with a sign.
                        let start = list.start.min(i32::MAX as u64).to_string();
                        xml.element("w:lvlOverride", &[("w:ilvl", &list.level.to_string())], |xml| {
                            xml.value("w:startOverride", &start);
                        });
                    }
                });
            }
        });
        Ok(Some(Part {
            path: "word/numbering.xml".to_owned(),
            content_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml",
            bytes: xml.finish()?,
        }))
    }
}

fn kind(xml: &mut Xml, id: &str, mark: impl Fn(u8) -> (&'static str, String)) {
    xml.element("w:abstractNum", &[("w:abstractNumId", id)], |xml| {
        xml.value("w:multiLevelType", "hybridMultilevel");
        for level in 0..LEVELS {
            let (format, text) = mark(level);
            xml.element("w:lvl", &[("w:ilvl", &level.to_string())], |xml| {
                xml.value("w:start", "1");
                xml.value("w:numFmt", format);
                xml.value("w:lvlText", &text);
                xml.value("w:lvlJc", "left");
                xml.element("w:pPr", &[], |xml| {
                    let (start, hanging) = (LIST_STEP * (u32::from(level) + 1), LIST_STEP);
                    xml.empty("w:ind", &[("w:left", &start.to_string()), ("w:hanging", &hanging.to_string())]);
                });
            });
        }
    });
}
