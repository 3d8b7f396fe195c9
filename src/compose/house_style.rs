//! A house style from answers: the files of its folder.

use crate::artifact::Artifact;
use crate::catalog::{BASE, Catalog, PLAIN};
use crate::error::Error;
use crate::model::colour::Colour;
use crate::model::palette;
use crate::model::reference::Reference;
use crate::record::basic_string as quoted;

use super::mark;

/// What an office says about itself.
pub struct HouseAnswers {
    /// The folder's name.
    pub code: String,
    /// The institution.
    pub name: String,
    /// The colour that all others are made from.
    pub accent: Colour,
    /// The mark, an SVG; without it one is drawn from the initials.
    pub logo: Option<Vec<u8>>,
    /// Lines of the postal address.
    pub address: Vec<String>,
    /// Public address on the web.
    pub website: Option<String>,
    /// Language of its notices.
    pub language: String,
    /// Zone of its hours (IANA name).
    pub zone: String,
    /// `a4` or `us-letter`.
    pub page: String,
    /// Those who answer the press, a line each.
    pub contacts: Vec<String>,
    /// How its references look.
    pub example: Reference,
}

/// The files of the house style, below its own folder.
///
/// # Errors
/// When the files that it is made from cannot be read.
pub fn house_style(answers: &HouseAnswers, catalog: &Catalog) -> Result<Vec<Artifact>, Error> {
    let file =
        |path: &str, media_type: &'static str, bytes: Vec<u8>| Artifact { path: path.to_owned(), media_type, bytes };
    let type_code = answers.example.type_code();
    let logo = match &answers.logo {
        Some(logo) => logo.clone(),
        None => mark::mark(&answers.name, answers.accent, catalog.fonts()?).into_bytes(),
    };
    Ok(vec![
        file("house.toml", "application/toml", house_toml(answers, catalog)?.into_bytes()),
        file(&format!("types/{type_code}.toml"), "application/toml", type_toml(type_code, catalog)?.into_bytes()),
        file("letterhead.typ", "text/plain", catalog.dress(PLAIN, "letterhead.typ")?.into_owned()),
        file("page.css", "text/css", catalog.dress(PLAIN, "page.css")?.into_owned()),
        file("logo.svg", "image/svg+xml", logo),
    ])
}

fn house_toml(answers: &HouseAnswers, catalog: &Catalog) -> Result<String, Error> {
    let colours = palette::derived(answers.accent);
    let colours: Vec<String> = colours.iter().map(|(role, colour)| format!("{role} = {}", quoted(colour))).collect();
    let acronyms = catalog.house(PLAIN).map(|house| house.style.acronyms.as_slice()).unwrap_or_default();
    let acronyms: Vec<String> = acronyms
        .chunks(12)
        .map(|row| format!("    {},", row.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", ")))
        .collect();
    let website = match &answers.website {
        Some(website) => format!("website = {}", quoted(website)),
        None => "# website = \"https://press.example.org\"".to_owned(),
    };
    let lines: Vec<String> = answers.contacts.iter().map(|line| format!("- {line}")).collect();
    let contacts = if lines.is_empty() {
        String::new()
    } else {
        format!(
            "\n# What `pressdoc new` writes into a section.\n[skeleton.contacts]\n{} = {}\n",
            answers.language,
            quoted(&lines.join("\n"))
        )
    };
    let address: Vec<String> = answers.address.iter().map(|line| quoted(line)).collect();
    let values = [
        ("title", answers.name.clone()),
        ("name", quoted(&answers.name)),
        ("language", quoted(&answers.language)),
        ("zone", quoted(&answers.zone)),
        ("address", format!("[{}]", address.join(", "))),
        ("website", website),
        ("page", quoted(&answers.page)),
        ("acronyms", acronyms.join("\n")),
        ("colours", colours.join("\n")),
        ("example", answers.example.to_string()),
        ("contacts", contacts),
    ];
    let text = filled(&catalog.dress_text(BASE, "new/house.toml")?, &values);
    Ok(format!("{}\n", text.trim_end()))
}

/// The type of `plain` under another code: a press release of any office.
fn type_toml(code: &str, catalog: &Catalog) -> Result<String, Error> {
    let text = catalog.dress_text(PLAIN, "types/PR.toml")?;
    let line = |line: &str| match line.starts_with("code = ") {
        true => format!("code = {}\n", quoted(code)),
        false => format!("{line}\n"),
    };
    Ok(text.lines().map(line).collect())
}

/// The text with its `{{…}}` filled in; what is filled in is not looked at again.
fn filled(text: &str, values: &[(&str, String)]) -> String {
    let mut pieces = text.split("{{");
    let mut filled = pieces.next().unwrap_or("").to_owned();
    for piece in pieces {
        let (key, rest) = piece.split_once("}}").unwrap_or((piece, ""));
        filled.push_str(values.iter().find(|(name, _)| *name == key).map_or("", |(_, value)| value));
        filled.push_str(rest);
    }
    filled
}
