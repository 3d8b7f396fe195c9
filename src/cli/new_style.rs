//! `pressdoc new --style`: a house style from answers, without programming.

use std::path::{Path, PathBuf};

use clap::Args;

use super::CLEAN;
use super::ask::Answers;
use super::new::shown;
use super::outside::Outside;
use crate::catalog::BASE;
use crate::error::Error;
use crate::model::colour::Colour;
use crate::model::palette;
use crate::model::reference::Reference;
use crate::pipeline::{HouseAnswers, Office};
use crate::workspace::{Readers, SETTINGS, read_file, write_folder, write_new};

#[derive(Args)]
pub struct StyleArguments {
    /// Make the folder `styles/CODE`; what no option answers is asked at a terminal, else it gets
    /// a default
    #[arg(long, value_name = "CODE")]
    style: Option<String>,
    /// The name of the institution
    #[arg(long, value_name = "NAME", requires = "style")]
    name: Option<String>,
    /// The colour that all others are made from, such as 1f4e79
    #[arg(long, value_name = "COLOUR", requires = "style")]
    accent: Option<String>,
    /// The mark, an SVG file; without it one is drawn from the initials
    #[arg(long, value_name = "FILE", requires = "style")]
    logo: Option<String>,
    /// The postal address, lines with `;` between them
    #[arg(long, value_name = "LINES", requires = "style")]
    address: Option<String>,
    /// The public address on the web
    #[arg(long, value_name = "URL", requires = "style")]
    website: Option<String>,
    /// The time zone of its hours, such as Europe/Brussels
    #[arg(long, value_name = "ZONE", requires = "style")]
    zone: Option<String>,
    /// The paper: a4 or us-letter
    #[arg(long, value_name = "PAPER", requires = "style")]
    page: Option<String>,
    /// Those who answer the press: name, role, number and mail address; several with `;` between
    /// them
    #[arg(long, value_name = "LINES", requires = "style")]
    contacts: Option<String>,
    /// Who is asked for what no option answers
    #[arg(long, value_enum, value_name = "WHO", require_equals = true, requires = "style", default_value = "terminal")]
    ask: Answers,
}

/// `shared` are the answers that a new notice may have as well: reference and
/// language.
pub fn run(
    arguments: &StyleArguments,
    (reference, language): (Option<&str>, Option<&str>),
    office: &Office,
    outside: &Outside,
) -> Result<u8, Error> {
    let code = read_code(arguments.style.as_deref().unwrap_or_default()).map_err(Wrong::into_error)?;
    let root = office.workspace.root().unwrap_or(&outside.here);
    let folder = root.join("styles").join(&code);
    if folder.exists() || office.catalog.house(&code).is_some() || code == BASE {
        return Err(Error::Usage {
            message: format!("there is a house style `{code}` already"),
            help: format!("change the files in `styles/{code}`, or choose another name"),
        });
    }
    let desk = Desk { outside, asks: arguments.ask.can_be_had(outside) };
    let languages = office.catalog.languages()?;
    let name = desk.answer(&arguments.name, "Name of the institution", &spoken(&code), read_name)?;
    let accent = desk.answer(&arguments.accent, "Colour, as #rrggbb", "#1f4e79", read_accent)?;
    let logo = desk.answer(&arguments.logo, "Mark, an SVG file", "", |text| read_logo(text, outside))?;
    let address = desk.answer(&arguments.address, "Postal address, lines with `;` between them", "", read_lines)?;
    let website = desk.answer(&arguments.website, "Address on the web", "", read_website)?;
    let language = language.map(str::to_owned);
    let language = desk.answer(&language, "Language", "en", |text| read_language(text, &languages))?;
    let zone = desk.answer(&arguments.zone, "Time zone", "UTC", read_zone)?;
    let page = desk.answer(&arguments.page, "Paper, a4 or us-letter", "a4", read_page)?;
    let contacts = "Press contacts, each with name, role, number and mail address, and `;` between two";
    let contacts = desk.answer(&arguments.contacts, contacts, "", read_contacts)?;
    let reference = reference.map(str::to_owned);
    let example = desk.answer(&reference, "A reference, as it is printed", "NEWS/26/18", read_example)?;
    let answers = HouseAnswers { code, name, accent, logo, address, website, language, zone, page, contacts, example };
    let files = office.found_house_style(&answers).map_err(|error| about_the_logo(error, &answers.code, arguments))?;
    write_folder(&folder, &files)?;
    let mut written: Vec<PathBuf> = files.iter().map(|file| folder.join(&file.path)).collect();
    let settings = root.join(SETTINGS);
    let is_default = !settings.exists();
    if is_default {
        write_new(&settings, format!("house = \"{}\"\n", answers.code).as_bytes(), Readers::Anybody)?;
        written.push(settings);
    }
    let paths: String = written.iter().map(|path| format!("{}\n", shown(path, outside))).collect();
    outside.print(&paths);
    say_what_is_next(&answers, is_default, outside);
    Ok(CLEAN)
}

/// A mark that cannot be drawn lies where the user said, as nothing is written yet.
fn about_the_logo(error: Error, code: &str, arguments: &StyleArguments) -> Error {
    let place = format!("styles/{code}/logo.svg");
    match (error, &arguments.logo) {
        (Error::Configuration { message, .. }, Some(logo)) if message.starts_with(&place) => Error::Usage {
            message: message.replace(&place, &format!("`{logo}`")),
            help: "save the mark as SVG once more, or name another file".to_owned(),
        },
        (error, _) => error,
    }
}

fn say_what_is_next(answers: &HouseAnswers, is_default: bool, outside: &Outside) {
    let (code, type_code) = (&answers.code, answers.example.type_code());
    if !is_default {
        outside.note(&format!("to make it the default, write `house = \"{code}\"` into `{SETTINGS}`"));
    }
    outside.note(&format!(
        "begin a notice with `pressdoc new {type_code}`, and look at it with `pressdoc render --draft`;\n\
         what else can be changed in `styles/{code}`: `docs/house-style.md`"
    ));
}

/// Why an answer is none, and what may be meant.
struct Wrong {
    message: String,
    help: String,
    better: Option<String>,
}

impl Wrong {
    fn new(message: String, help: &str) -> Self {
        Self { message, help: help.to_owned(), better: None }
    }

    fn into_error(self) -> Error {
        Error::Usage { message: self.message, help: self.help }
    }
}

/// Where answers are taken: from an option, from somebody who is asked, or else
/// the default.
struct Desk<'o> {
    outside: &'o Outside,
    asks: bool,
}

impl Desk<'_> {
    fn answer<T>(
        &self,
        given: &Option<String>,
        question: &str,
        default: &str,
        read: impl Fn(&str) -> Result<T, Wrong>,
    ) -> Result<T, Error> {
        if let Some(given) = given {
            return read(given.trim()).map_err(Wrong::into_error);
        }
        if !self.asks {
            return read(default).map_err(Wrong::into_error);
        }
        let mut default = default.to_owned();
        loop {
            let offered = if default.is_empty() { "none" } else { &default };
            let Some(line) = self.outside.answer(&format!("{question} [{offered}]: ")) else {
                return Err(Error::Usage {
                    message: "the answers ended before the last question".to_owned(),
                    help: "nothing was made; run the command again, or answer with options".to_owned(),
                });
            };
            match read(if line.is_empty() { &default } else { &line }) {
                Ok(answer) => return Ok(answer),
                Err(wrong) => {
                    self.outside.note(&format!("  {}", wrong.message));
                    self.outside.note(&format!("  help: {}", wrong.help));
                    default = wrong.better.unwrap_or(default);
                }
            }
        }
    }
}

/// `my-office` → `My office`
fn spoken(code: &str) -> String {
    let text = code.replace('-', " ");
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn read_code(text: &str) -> Result<String, Wrong> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let good =
        text.starts_with(|first: char| first.is_ascii_lowercase()) && text.bytes().all(plain) && text.len() <= 40;
    if good {
        return Ok(text.to_owned());
    }
    let help = "use small letters of the Latin alphabet, digits and `-`, such as `my-office`";
    Err(Wrong::new(format!("`{text}` cannot be the name of a folder of a house style"), help))
}

fn read_text(text: &str) -> Result<String, Wrong> {
    match text.chars().find(|character| character.is_control()) {
        Some(_) => Err(Wrong::new("there is a control character in the answer".to_owned(), "type it again")),
        None => Ok(text.to_owned()),
    }
}

fn read_name(text: &str) -> Result<String, Wrong> {
    if text.is_empty() || text.chars().count() > 120 {
        return Err(Wrong::new("an institution has a name".to_owned(), "write at most 120 characters"));
    }
    // In a masthead the name ends there.
    if [" - ", " – ", " — "].iter().any(|dash| text.contains(dash)) {
        let help = "write it with a comma, or without spaces around the dash";
        return Err(Wrong::new(format!("`{text}` has a dash between spaces, where the name would end"), help));
    }
    read_text(text)
}

fn read_accent(text: &str) -> Result<Colour, Wrong> {
    // In a shell `#` begins a comment: it may be left out.
    let Some(accent) = Colour::read(text).or_else(|| Colour::read(&format!("#{text}"))) else {
        let help = "write `#` and two hexadecimal digits each for red, green and blue, such as `#1f4e79`";
        return Err(Wrong::new(format!("`{text}` is no colour"), help));
    };
    let Some(fault) = palette::fault(&palette::derived(accent)) else { return Ok(accent) };
    let better = palette::nearest_accent(accent);
    let help = format!("`{better}` is the nearest colour that can be read");
    Err(Wrong { message: fault.message, help, better: Some(better.to_string()) })
}

fn read_logo(text: &str, outside: &Outside) -> Result<Option<Vec<u8>>, Wrong> {
    if text.is_empty() {
        return Ok(None);
    }
    let bytes = read_file(&outside.here.join(Path::new(text)))
        .map_err(|error| Wrong::new(error.to_string(), "name an SVG file, or none"))?;
    let is_svg = std::str::from_utf8(&bytes).is_ok_and(|text| text.contains("<svg"));
    if is_svg {
        return Ok(Some(bytes));
    }
    Err(Wrong::new(format!("`{text}` is no SVG"), "save the mark as SVG, which is sharp at every size; or name none"))
}

/// What stands between `;`.
fn read_lines(text: &str) -> Result<Vec<String>, Wrong> {
    text.split(';').map(str::trim).filter(|line| !line.is_empty()).map(read_text).collect()
}

fn read_website(text: &str) -> Result<Option<String>, Wrong> {
    if text.is_empty() {
        return Ok(None);
    }
    let is_address = ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme));
    match url::Url::parse(text).ok().filter(|_| is_address) {
        Some(_) => read_text(text).map(Some),
        None => Err(Wrong {
            better: Some(format!("https://{text}")).filter(|better| url::Url::parse(better).is_ok()),
            ..Wrong::new(format!("`{text}` is no whole address"), "write it with `https://`")
        }),
    }
}

fn read_language(text: &str, known: &[String]) -> Result<String, Wrong> {
    let code = text.to_lowercase();
    if known.contains(&code) {
        return Ok(code);
    }
    Err(Wrong::new(format!("there is no language `{text}`"), &format!("choose among {}", known.join(", "))))
}

fn read_zone(text: &str) -> Result<String, Wrong> {
    match jiff::tz::TimeZone::get(text) {
        Ok(zone) => Ok(zone.iana_name().unwrap_or(text).to_owned()),
        Err(_) => Err(Wrong::new(
            format!("there is no time zone `{text}`"),
            "write continent and city, such as `Europe/Brussels`",
        )),
    }
}

fn read_page(text: &str) -> Result<String, Wrong> {
    match text.to_lowercase().as_str() {
        "a4" => Ok("a4".to_owned()),
        "us-letter" | "letter" => Ok("us-letter".to_owned()),
        _ => Err(Wrong::new(format!("there is no paper `{text}`"), "choose `a4` or `us-letter`")),
    }
}

fn read_contacts(text: &str) -> Result<Vec<String>, Wrong> {
    let lines = read_lines(text)?;
    let reachable = |line: &&String| line.contains('@') || line.chars().filter(char::is_ascii_digit).count() >= 6;
    match lines.iter().find(|line| !reachable(line)) {
        Some(line) => Err(Wrong::new(
            format!("nobody can reach `{line}`"),
            "write a number or a mail address too: `Anna BERG, press officer, +32 2 555 01 42, anna.berg@example.org`",
        )),
        None => Ok(lines),
    }
}

/// Type, year and number in this order, whatever stands between them.
fn read_example(text: &str) -> Result<Reference, Wrong> {
    let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let read = |code: &str, year: &str, number: &str| {
        let is_code = (1..=9).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_year = matches!(year.len(), 2 | 4);
        // As the pattern of a new house style has it.
        let digits = number.trim_start_matches(|c: char| c.is_ascii_lowercase());
        let letters = number.len() - digits.len();
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit())
            && match letters {
                0 => (1..=6).contains(&digits.len()) && !digits.starts_with('0'),
                1 => (1..=4).contains(&digits.len()),
                _ => false,
            };
        (is_code && is_year && is_number).then(|| Reference::new(code, year.parse().ok()?, number)).flatten()
    };
    let found = match parts.as_slice() {
        [code, year, number] => read(code, year, &number.to_lowercase()),
        _ => None,
    };
    found.ok_or_else(|| {
        Wrong::new(
            format!("`{text}` cannot be a reference"),
            "write a code of at most nine letters, the year and a number, such as `NEWS/26/18`",
        )
    })
}
