//! What the styles of a Word file mean, whatever language its Word speaks.

use std::collections::BTreeMap;

use super::tree::Element;

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Running text.
    Body,
    /// The headline.
    Title,
    /// A heading, level from 1.
    Heading(u8),
    /// Quoted.
    Quote,
    /// Below a picture or above a table.
    Caption,
    /// Lines as they are.
    Code,
    /// A line of a table of contents, or its heading.
    Contents,
    /// A part of a notice, in a file of our own.
    Own(Own),
}

/// The styles of our own files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Own {
    /// Office and kind of notice; behind a tab, the reference.
    Masthead,
    /// Place and date.
    Dateline,
    /// A line that is made from the front matter: embargo, correction, withdrawal.
    Made,
    /// Who said it.
    Attribution,
    /// The name of somebody who answers.
    ContactName,
    /// Role, organisation.
    ContactOrganisation,
    /// Number or address.
    ContactAddress,
    /// A name and its numbers in one line, with jumps between them.
    ContactEntry,
    /// The line that closes an item.
    ContactLine,
    /// A line between two thoughts.
    Separator,
}

/// How a style sets its characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Face {
    /// Bold.
    pub bold: Option<bool>,
    /// Italics.
    pub italic: Option<bool>,
    /// Hidden from readers.
    pub hidden: Option<bool>,
    /// Of a machine.
    pub code: bool,
}

/// The styles of a file.
#[derive(Default)]
pub struct Styles {
    paragraphs: BTreeMap<String, Paragraph>,
    characters: BTreeMap<String, Face>,
    default: Option<String>,
    /// The language that the file states.
    pub language: Option<String>,
}

/// A paragraph style with what it takes over.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// What it means.
    pub role: Role,
    /// The list that it is in, and the level.
    pub number: Option<(String, u8)>,
    /// How far it stands in, in twentieths of a point.
    pub indent: Option<i64>,
    /// Hidden from readers.
    pub hidden: Option<bool>,
}

impl Styles {
    /// Reads `styles.xml`. `is_ours` says whether pressdoc made the file.
    pub fn read(root: &Element, is_ours: bool) -> Self {
        let elements: BTreeMap<&str, &Element> = root
            .elements()
            .filter(|element| element.is("style"))
            .filter_map(|element| Some((element.attribute("styleId")?, element)))
            .collect();
        let mut styles = Self { language: language(root), ..Self::default() };
        for (id, element) in &elements {
            let chain = chain(element, &elements);
            match element.attribute("type") {
                Some("paragraph") | None => {
                    if matches!(element.attribute("default"), Some("1" | "true" | "on")) {
                        styles.default = Some((*id).to_owned());
                    }
                    styles.paragraphs.insert((*id).to_owned(), paragraph(&chain, is_ours));
                }
                Some("character") => {
                    styles.characters.insert((*id).to_owned(), face(&chain));
                }
                Some(_) => {}
            }
        }
        styles
    }

    /// The style of a paragraph, else the file's default.
    pub fn paragraph(&self, id: Option<&str>) -> Paragraph {
        let id = id.or(self.default.as_deref());
        let plain = Paragraph { role: Role::Body, number: None, indent: None, hidden: None };
        id.and_then(|id| self.paragraphs.get(id)).cloned().unwrap_or_else(|| {
            // A style that is named and not defined still says what it is called.
            let role = id.and_then(role_of_name).unwrap_or(Role::Body);
            Paragraph { role, ..plain }
        })
    }

    /// The look of a character style.
    pub fn character(&self, id: &str) -> Face {
        self.characters.get(id).copied().unwrap_or_default()
    }
}

fn language(root: &Element) -> Option<String> {
    let properties = root.child("docDefaults")?.child("rPrDefault")?.child("rPr")?;
    properties.child("lang")?.value().map(str::to_owned)
}

/// A style and those that it is based on, the nearest first.
fn chain<'e>(element: &'e Element, all: &BTreeMap<&str, &'e Element>) -> Vec<&'e Element> {
    let mut chain: Vec<&Element> = vec![element];
    while let Some(next) = chain.last().and_then(|last| last.value_at(&["basedOn"])).and_then(|id| all.get(id)) {
        // A style may be based on itself, in a damaged file.
        if chain.len() > 20 || chain.iter().any(|known| std::ptr::eq(*known, *next)) {
            break;
        }
        chain.push(next);
    }
    chain
}

fn paragraph(chain: &[&Element], is_ours: bool) -> Paragraph {
    let name = |style: &Element| style.value_at(&["name"]).unwrap_or_default().to_owned();
    let own = || chain.first().and_then(|style| own_role(&name(style)));
    let named = || {
        chain.iter().find_map(|style| role_of_name(&name(style)).or_else(|| role_of_name(style.attribute("styleId")?)))
    };
    let outlined = || {
        let level = chain.iter().find_map(|style| style.value_at(&["pPr", "outlineLvl"]))?;
        heading_of_outline(level)
    };
    let number = chain.iter().find_map(|style| {
        let number = style.child("pPr")?.child("numPr")?;
        let level = number.value_at(&["ilvl"]).and_then(|level| level.parse().ok()).unwrap_or(0);
        Some((number.value_at(&["numId"])?.to_owned(), level))
    });
    Paragraph {
        role: own().filter(|_| is_ours).or_else(named).or_else(outlined).unwrap_or(Role::Body),
        number: number.filter(|(list, _)| list != "0"),
        indent: chain.iter().find_map(|style| indent(style.child("pPr")?)),
        hidden: chain.iter().find_map(|style| style.child("rPr")?.is_on("vanish")),
    }
}

/// How far the words of a paragraph stand in, by its properties.
pub fn indent(properties: &Element) -> Option<i64> {
    let indent = properties.child("ind")?;
    indent.attribute("left").or_else(|| indent.attribute("start"))?.parse().ok()
}

/// An outline level of Word, from 0; 9 is running text.
pub fn heading_of_outline(level: &str) -> Option<Role> {
    let level: u8 = level.parse().ok()?;
    (level < 9).then(|| Role::Heading(level + 1))
}

fn face(chain: &[&Element]) -> Face {
    let on = |property: &str| chain.iter().find_map(|style| style.child("rPr")?.is_on(property));
    let name = |style: &&&Element| letters(style.value_at(&["name"]).unwrap_or_default());
    let is_code = |name: String| {
        ["htmlcode", "code", "codechar", "verbatimchar", "sourcetext", "inlinecode", "htmlkeyboard", "htmltypewriter"]
            .contains(&name.as_str())
    };
    // A heading's character style is bold because the heading is.
    let is_heading = chain
        .iter()
        .any(|style| style.value_at(&["name"]).is_some_and(|name| name.to_lowercase().starts_with("heading")));
    Face {
        bold: on("b").filter(|_| !is_heading),
        italic: on("i").filter(|_| !is_heading),
        hidden: on("vanish"),
        code: chain.iter().map(|style| name(&style)).any(is_code),
    }
}

fn letters(name: &str) -> String {
    name.to_lowercase().chars().filter(|character| character.is_alphanumeric()).collect()
}

fn own_role(name: &str) -> Option<Role> {
    Some(Role::Own(match letters(name).as_str() {
        "masthead" => Own::Masthead,
        "dateline" => Own::Dateline,
        "embargo" | "correction" | "withdrawal" => Own::Made,
        "quoteattribution" => Own::Attribution,
        "contactname" => Own::ContactName,
        "contactorganisation" => Own::ContactOrganisation,
        "contactaddress" => Own::ContactAddress,
        "contactentry" => Own::ContactEntry,
        "contactline" => Own::ContactLine,
        "separator" => Own::Separator,
        _ => return None,
    }))
}

/// Headings in the languages of Word, without the number.
const HEADINGS: [&str; 26] = [
    "heading",
    "überschrift",
    "berschrift",
    "titre",
    "título",
    "ttulo",
    "titolo",
    "kop",
    "rubrik",
    "overskrift",
    "otsikko",
    "nagłówek",
    "nagwek",
    "nadpis",
    "заглавие",
    "επικεφαλίδα",
    "címsor",
    "cmsor",
    "virsraksts",
    "antraštė",
    "antrat",
    "pealkiri",
    "naslov",
    "titlu",
    "encabezado",
    "عنوان",
];

const TITLES: [&str; 20] = [
    "title",
    "titel",
    "titre",
    "título",
    "ttulo",
    "titolo",
    "tytuł",
    "tytu",
    "název",
    "nzev",
    "názov",
    "nzov",
    "cím",
    "cm",
    "titlu",
    "τίτλος",
    "tittel",
    "rubrik",
    "otsikko",
    "headline",
];

const QUOTES: [&str; 22] = [
    "quote",
    "intensequote",
    "blocktext",
    "blockquote",
    "blockquotation",
    "quotations",
    "quotation",
    "zitat",
    "intensiveszitat",
    "citation",
    "citationintense",
    "cita",
    "citadestacada",
    "citazione",
    "citazioneintensa",
    "citaat",
    "duidelijkcitaat",
    "citat",
    "starktcitat",
    "cytat",
    "lainaus",
    "citace",
];

const CODES: [&str; 9] = [
    "htmlpreformatted",
    "preformattedtext",
    "preformatted",
    "sourcecode",
    "code",
    "codeblock",
    "verbatim",
    "macrotext",
    "htmlvorformatiert",
];

const CAPTIONS: [&str; 15] = [
    "caption",
    "imagecaption",
    "tablecaption",
    "figurecaption",
    "beschriftung",
    "légende",
    "lgende",
    "descripción",
    "descripcin",
    "epígrafe",
    "didascalia",
    "bijschrift",
    "legenda",
    "billedtekst",
    "bildtext",
];

/// What a style means by its name; Word keeps the English names of its own
/// styles in every language, others translate them.
fn role_of_name(name: &str) -> Option<Role> {
    let name = letters(name);
    let name = name.as_str();
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    if let Ok(level) = name[stem.len()..].parse::<u8>()
        && (1..=9).contains(&level)
        && HEADINGS.contains(&stem)
    {
        return Some(Role::Heading(level));
    }
    if TITLES.contains(&name) {
        return Some(Role::Title);
    }
    if QUOTES.contains(&name) {
        return Some(Role::Quote);
    }
    if CODES.contains(&name) {
        return Some(Role::Code);
    }
    if CAPTIONS.contains(&name) {
        return Some(Role::Caption);
    }
    let is_contents = name == "tocheading" || (stem == "toc" && stem.len() < name.len()) || name == "tableoffigures";
    is_contents.then_some(Role::Contents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_known_in_many_languages() {
        for (name, role) in [
            ("heading 1", Some(Role::Heading(1))),
            ("Überschrift 2", Some(Role::Heading(2))),
            ("berschrift3", Some(Role::Heading(3))),
            ("Titre 1", Some(Role::Heading(1))),
            ("Titre", Some(Role::Title)),
            ("Nagłówek 4", Some(Role::Heading(4))),
            ("Заглавие 1", Some(Role::Heading(1))),
            ("Title", Some(Role::Title)),
            ("Intense Quote", Some(Role::Quote)),
            ("Block Text", Some(Role::Quote)),
            ("HTML Preformatted", Some(Role::Code)),
            ("Image Caption", Some(Role::Caption)),
            ("toc 1", Some(Role::Contents)),
            ("TOC Heading", Some(Role::Contents)),
            ("Normal", None),
            ("Body Text", None),
            ("List Paragraph", None),
        ] {
            assert_eq!(role_of_name(name), role, "{name}");
        }
    }
}
