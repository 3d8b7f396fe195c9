//! A large workspace for the benchmarks:
//!
//! ```text
//! cargo run --release --example corpus -- 10000 DIR
//! ```
//!
//! writes 10,000 notices to `DIR/releases/<TYPE>/<YY>/<NUMBER>/<language>.md`:
//! every document type, several languages, no two alike, none with anything to
//! correct. The same number gives the same bytes everywhere. Offices, people and
//! sentences are invented here; labels, dates and times are written as
//! `assets/languages/` has them.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use jiff::Span;
use jiff::civil::{Date, Time, date, time};
use jiff::tz::TimeZone;
use pressdoc::catalog::{Catalog, House};
use pressdoc::model::language::Language;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.as_slice() {
        [count, folder] => match count.parse() {
            Ok(count) => write_corpus(count, Path::new(folder)),
            Err(_) => Err(format!("`{count}` is no number of notices")),
        },
        _ => Err("usage: corpus NOTICES DIR".to_owned()),
    };
    match result {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("error: {fault}");
            ExitCode::from(2)
        }
    }
}

/// Writes the workspace and says what was written.
fn write_corpus(count: usize, folder: &Path) -> Result<String, String> {
    let shown = folder.display();
    if folder.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(format!("`{shown}` is not empty: name a new folder"));
    }
    let catalog = Catalog::new(None, "ec").map_err(|error| error.to_string())?;
    let languages: Vec<(Language, &Tongue)> = TONGUES
        .iter()
        .map(|tongue| match catalog.language(tongue.code) {
            Ok(Some(language)) => Ok((language, tongue)),
            Ok(None) => Err(format!("there is no language `{}`", tongue.code)),
            Err(error) => Err(error.to_string()),
        })
        .collect::<Result<_, _>>()?;
    let mut numbers: BTreeMap<(&str, i16), usize> = BTreeMap::new();
    let (mut notices, mut releases, mut bytes) = (0, 0, 0);
    while notices < count {
        let mut dice = Dice(releases as u64);
        let code = *dice.of(&["AGENDA", "AGENDA", "AGENDA", "IP", "IP", "IP", "PR", "PR", "STATEMENT", "SPEECH"]);
        let issued = date(2018, 1, 8).saturating_add(days(dice.below(3_200)));
        let number = numbers.entry((code, issued.year())).or_insert(0);
        *number += 1;
        let reference = format!("{code}/{:02}/{number}", issued.year() % 100);
        let place = folder.join("releases").join(&reference);
        let versions = dice.from(1, languages.len()).min(count - notices);
        let first = dice.below(languages.len());
        std::fs::create_dir_all(&place).map_err(|error| format!("`{}`: {error}", place.display()))?;
        for (language, tongue) in languages.iter().cycle().skip(first).take(versions) {
            // Every language version begins with the same dice: it says the same.
            let dice = Dice(dice.0);
            let house = catalog.house_for_type(code);
            let (deck, text) = (Vec::new(), String::new());
            let mut writer = Writer { dice, language, tongue, house, reference: &reference, issued, deck, text };
            writer.notice(code);
            let path = place.join(format!("{}.md", language.code));
            std::fs::write(&path, &writer.text).map_err(|error| format!("`{}`: {error}", path.display()))?;
            bytes += writer.text.len();
        }
        notices += versions;
        releases += 1;
    }
    Ok(format!(
        "{notices} notices of {releases} releases, {} bytes each on average, in {shown}",
        bytes / notices.max(1)
    ))
}

/// Numbers that only look like chance (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.roll() % limit as u64) as usize
    }

    fn from(&mut self, first: usize, last: usize) -> usize {
        first + self.below(last + 1 - first)
    }

    fn of<'t, T>(&mut self, items: &'t [T]) -> &'t T {
        &items[self.below(items.len())]
    }

    /// The numbers below `count`, shuffled.
    fn shuffled(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        for at in (1..count).rev() {
            order.swap(at, self.below(at + 1));
        }
        order
    }
}

/// One language version in the making.
struct Writer<'w> {
    dice: Dice,
    language: &'w Language,
    tongue: &'w Tongue,
    house: &'w House,
    reference: &'w str,
    issued: Date,
    /// Sentences that have not been used yet.
    deck: Vec<usize>,
    text: String,
}

impl Writer<'_> {
    fn notice(&mut self, code: &str) {
        let place = self.dice.below(PLACES.len());
        let theme = self.dice.below(self.tongue.subjects.len());
        let headline = self.headline(place, theme);
        match code {
            "AGENDA" => self.agenda(place, theme, &headline),
            "PR" => self.release(place, theme, &headline),
            "SPEECH" => self.speech(place, theme, &headline),
            "STATEMENT" => self.statement(place, theme, &headline),
            _ => self.press_release(place, theme, &headline),
        }
    }

    fn agenda(&mut self, place: usize, theme: usize, headline: &str) {
        let first = self.issued.saturating_add(days(7 + self.dice.below(30)));
        let second = first.saturating_add(days(1));
        let opens = Time::constant(9, 0, 0, 0).saturating_add(half_hours(self.dice.below(8)));
        let closes = opens.saturating_add(half_hours(4 + self.dice.below(6)));
        let hall = format!("{} {}", self.tongue.hall, self.dice.from(1, 90));
        let mut events = format!("\n[[event]]\ntitle = \"{headline}\"\nplace = \"{hall}\"\n");
        for day in [first, second] {
            let (starts, ends) = (moment(day, opens), moment(day, closes));
            let _ = write!(events, "\n[[event.sitting]]\nstarts = {starts}\nends = {ends}\n");
        }
        self.front_matter(&events);
        self.masthead("upcoming-events");
        self.paragraph(headline);
        self.label("news", false);
        self.sentences(place, theme, 4);
        self.label("background", false);
        self.sentences(place, theme, 5);
        self.sentences(place, theme, 4);
        self.label("event", false);
        let town = self.town(place);
        let filled = self
            .tongue
            .sitting
            .replace("{t}", &town)
            .replace("{hall}", &hall)
            .replace("{a}", &self.house.style.time(self.language, opens))
            .replace("{b}", &self.house.style.time(self.language, closes))
            .replace("{d}", &self.language.weekday_date(first))
            .replace("{e}", &self.language.weekday_date(second));
        self.paragraph(&filled);
        self.sentences(place, theme, 3);
        self.label("sources", false);
        for _ in 0..2 {
            let link = self.link();
            self.paragraph(&format!("{link} – {headline}"));
        }
        self.reference();
        self.label("contacts", false);
        self.contacts(2);
        self.inquiries();
    }

    fn press_release(&mut self, place: usize, theme: usize, headline: &str) {
        self.front_matter("");
        self.masthead("press-release");
        self.dateline(place);
        self.heading(headline);
        self.sentences(place, theme, 3);
        self.quote();
        self.list(5);
        self.sentences(place, theme, 3);
        self.table(5);
        self.label("background", true);
        self.sentences(place, theme, 4);
        self.label("information", true);
        self.links(2);
        self.reference();
        self.label("contacts", true);
        self.contacts(2);
        self.inquiries();
    }

    fn statement(&mut self, place: usize, theme: usize, headline: &str) {
        self.front_matter("");
        self.masthead("statement");
        self.dateline(place);
        self.heading(headline);
        self.sentences(place, theme, 2);
        self.quote();
        self.sentences(place, theme, 4);
        self.quote();
        self.label("background", true);
        self.sentences(place, theme, 5);
        self.label("information", true);
        self.links(1);
        self.reference();
        self.label("contacts", true);
        self.contacts(1);
        self.inquiries();
    }

    fn speech(&mut self, place: usize, theme: usize, headline: &str) {
        self.front_matter("");
        self.masthead("speech");
        self.dateline(place);
        self.heading(headline);
        self.paragraph(self.tongue.salutation);
        self.sentences(place, theme, 4);
        for heading in self.dice.shuffled(self.tongue.headings.len()).into_iter().take(3) {
            let _ = write!(self.text, "## {}\n\n", self.tongue.headings[heading]);
            self.sentences(place, theme, 2);
            self.quote();
            self.sentences(place, theme, 2);
        }
        self.paragraph(self.tongue.thanks);
        self.reference();
        self.label("contacts", true);
        self.contacts(1);
        self.inquiries();
    }

    fn release(&mut self, place: usize, theme: usize, headline: &str) {
        self.front_matter("");
        self.masthead("press-release");
        self.reference();
        self.dateline(place);
        self.heading(headline);
        self.sentences(place, theme, 3);
        self.list(4);
        let heading = *self.dice.of(self.tongue.headings);
        let _ = write!(self.text, "## {heading}\n\n");
        self.sentences(place, theme, 3);
        self.quote();
        self.table(4);
        self.label("background", true);
        self.sentences(place, theme, 3);
        self.label("notes", true);
        self.links(2);
        self.label("about", true);
        self.sentences(place, theme, 2);
        self.label("contacts", true);
        self.contacts(2);
        self.paragraph("ENDS");
    }

    fn front_matter(&mut self, events: &str) {
        let issued = moment(self.issued, time(7 + self.dice.below(10) as i8, 30, 0, 0));
        let house = &self.house.style.code;
        let _ = write!(self.text, "+++\nissued = {issued}\nzone = \"{ZONE}\"\nhouse = \"{house}\"\n{events}+++\n\n");
    }

    fn masthead(&mut self, kind: &str) {
        let kind = &self.language.kinds[kind].label;
        self.paragraph(&format!("{} - {kind}", self.tongue.office));
    }

    fn dateline(&mut self, place: usize) {
        self.paragraph(&self.language.dateline(self.place(place), self.issued));
    }

    fn heading(&mut self, headline: &str) {
        self.paragraph(&format!("# {headline}"));
    }

    fn reference(&mut self) {
        self.paragraph(self.reference);
    }

    fn paragraph(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push_str("\n\n");
    }

    /// A label as a heading, or as a line with a colon.
    fn label(&mut self, key: &str, heading: bool) {
        let label = self.language.section_label(key).unwrap_or(key);
        let line = if heading { format!("## {label}") } else { format!("{label}:") };
        self.paragraph(&line);
    }

    fn headline(&mut self, place: usize, theme: usize) -> String {
        let form = *self.dice.of(self.tongue.headlines);
        let filled = self.fill(form, place, theme);
        filled.trim_end_matches('.').to_owned()
    }

    /// A paragraph, the first sentence about the theme. No sentence comes a
    /// second time before all have been used.
    fn sentences(&mut self, place: usize, theme: usize, count: usize) {
        let mut sentences = Vec::new();
        for at in 0..count {
            if self.deck.is_empty() {
                self.deck = self.dice.shuffled(self.tongue.sentences.len());
            }
            let form = self.deck.pop().unwrap_or(0);
            let subject = if at == 0 { theme } else { self.dice.below(self.tongue.subjects.len()) };
            sentences.push(self.fill(self.tongue.sentences[form], place, subject));
        }
        self.paragraph(&sentences.join(" "));
    }

    fn quote(&mut self) {
        let order = self.dice.shuffled(self.tongue.quotations.len());
        let words = format!("{} {}", self.tongue.quotations[order[0]], self.tongue.quotations[order[1]]);
        let [open, close] = &self.language.quotations.primary;
        let space = if self.language.code == "fr" { "\u{a0}" } else { "" };
        let (first, last) = self.person();
        self.paragraph(&format!("> {open}{space}{words}{space}{close} – {first} {last}"));
    }

    fn list(&mut self, count: usize) {
        self.paragraph(self.tongue.list);
        let order = self.dice.shuffled(self.tongue.items.len());
        let mut items = String::new();
        for (at, item) in order.into_iter().take(count).enumerate() {
            let item = self.fill(self.tongue.items[item], 0, 0);
            let end = if at + 1 == count { '.' } else { ';' };
            let _ = writeln!(items, "- {item}{end}");
        }
        self.paragraph(items.trim_end());
    }

    fn table(&mut self, rows: usize) {
        let [what, before, after] = self.tongue.columns;
        let mut table = format!("| {what} | {before} | {after} |\n|:--|--:|--:|\n");
        for row in self.dice.shuffled(self.tongue.subjects.len()).into_iter().take(rows) {
            let before = self.dice.from(10, 480);
            let after = before + self.dice.from(5, 90);
            let _ = writeln!(table, "| {} | {before} | {after} |", capital(self.tongue.subjects[row]));
        }
        self.paragraph(table.trim_end());
    }

    fn links(&mut self, count: usize) {
        let links: Vec<String> = (0..count).map(|_| format!("- {}", self.link())).collect();
        self.paragraph(&links.join("\n"));
    }

    fn link(&mut self) -> String {
        let subject = *self.dice.of(self.tongue.subjects);
        let subject = capital(subject);
        let page = self.dice.from(100, 99_999);
        format!("[{subject}](https://long-quay.example.org/{}/{page})", self.language.code)
    }

    fn contacts(&mut self, count: usize) {
        let mut lines = Vec::new();
        let mut people = Vec::new();
        let mut numbers = Vec::new();
        for _ in 0..count {
            let (first, mut last) = self.person();
            let (a, mut b) = (self.dice.from(10, 99), self.dice.from(10, 99));
            // Nobody stands there twice, and no two people share a number.
            while people.contains(&(first, last)) {
                last = following(LAST_NAMES, last);
            }
            while numbers.contains(&(a, b)) {
                b = if b == 99 { 10 } else { b + 1 };
            }
            people.push((first, last));
            numbers.push((a, b));
            let address = format!("{}.{}@long-quay.example.org", first.to_lowercase(), last.to_lowercase());
            lines.push(format!("- [{first} {}](mailto:{address}) (+32 2 555 {a} {b})", last.to_uppercase()));
        }
        self.paragraph(&lines.join("\n"));
    }

    fn inquiries(&mut self) {
        let label = self.language.section_label("inquiries").unwrap_or("inquiries");
        let code = &self.language.code;
        let line = format!("{label}: [{}](https://long-quay.example.org/{code}/ask) +32 2 555 10 00", self.tongue.desk);
        self.text.push_str(&line);
        self.text.push('\n');
    }

    fn person(&mut self) -> (&'static str, &'static str) {
        (*self.dice.of(FIRST_NAMES), *self.dice.of(LAST_NAMES))
    }

    fn place(&self, place: usize) -> &'static str {
        let (latin, greek, cyrillic) = PLACES[place];
        match self.language.code.as_str() {
            "el" => greek,
            "bg" => cyrillic,
            _ => latin,
        }
    }

    fn town(&self, place: usize) -> String {
        self.tongue.town.replace("{}", self.place(place))
    }

    /// A form with everything that it leaves open. What is not asked for is
    /// drawn all the same, so that every language draws alike.
    fn fill(&mut self, form: &str, place: usize, subject: usize) -> String {
        // In fives: after these, every language counts in one way.
        let many = 5 * self.dice.from(20, 190);
        let some = 5 * self.dice.from(3, many / 5 - 1);
        let few = 5 * self.dice.from(2, 9);
        let day = self.issued.saturating_add(days(3 + self.dice.below(90)));
        let (first, last) = self.person();
        let subject = self.tongue.subjects[subject];
        form.replace("{S}", &capital(subject))
            .replace("{s}", subject)
            .replace("{t}", &self.town(place))
            .replace("{n}", &many.to_string())
            .replace("{m}", &some.to_string())
            .replace("{w}", &few.to_string())
            .replace("{d}", &self.language.weekday_date(day))
            .replace("{p}", &format!("{first} {last}"))
    }
}

const ZONE: &str = "Europe/Brussels";

/// A moment as TOML has it, with the offset of that day.
fn moment(day: Date, at: Time) -> String {
    let zone = TimeZone::get(ZONE).unwrap_or(TimeZone::UTC);
    match day.to_datetime(at).to_zoned(zone) {
        Ok(zoned) => zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        Err(_) => format!("{day}T{at}Z"),
    }
}

fn days(count: usize) -> Span {
    Span::new().days(i64::try_from(count).unwrap_or(0))
}

/// The name behind `name`, the first one behind the last.
fn following(names: &[&'static str], name: &str) -> &'static str {
    let at = names.iter().position(|other| *other == name).map_or(0, |at| at + 1);
    names[at % names.len()]
}

fn half_hours(count: usize) -> Span {
    Span::new().minutes(i64::try_from(count * 30).unwrap_or(0))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

const FIRST_NAMES: &[&str] = &[
    "Alda", "Bruno", "Celia", "Dario", "Edda", "Falk", "Greta", "Hanno", "Ilse", "Jonna", "Kaspar", "Lina", "Milo",
    "Nora", "Orlo", "Petra", "Quin", "Runa", "Silas", "Tilda", "Ugo", "Vera", "Wanda", "Yrsa",
];

const LAST_NAMES: &[&str] = &[
    "Abelgard",
    "Brantling",
    "Corvane",
    "Dunmere",
    "Eskelund",
    "Farrow",
    "Grimholt",
    "Hallorin",
    "Ingerby",
    "Jastrow",
    "Kelmar",
    "Lindquay",
    "Morvane",
    "Nettleby",
    "Ostrand",
    "Pellworm",
    "Quarrel",
    "Rosvik",
    "Stellan",
    "Tarnow",
    "Ulverstone",
    "Vintner",
    "Wexholm",
    "Yarrowby",
];

/// Towns that do not exist, in three scripts.
const PLACES: &[(&str, &str, &str)] = &[
    ("Alderbrook", "Αλντερμπρουκ", "Алдербрук"),
    ("Brindlewick", "Μπριντλγουικ", "Бриндълуик"),
    ("Corvendale", "Κορβεντέιλ", "Корвендейл"),
    ("Dunlarrow", "Ντουνλάροου", "Дънлароу"),
    ("Finnhaven", "Φινχέιβεν", "Финхейвън"),
    ("Larkmoor", "Λάρκμουρ", "Ларкмур"),
    ("Marrowby", "Μάροουμπι", "Мароуби"),
    ("Ostrabeck", "Οστραμπέκ", "Острабек"),
    ("Quillmere", "Κουίλμιρ", "Куилмир"),
    ("Tarnholt", "Τάρνχολτ", "Тарнхолт"),
    ("Vesperford", "Βέσπερφορντ", "Веспърфорд"),
    ("Wrenlow", "Ρένλοου", "Ренлоу"),
];

/// The words of one language. Lists run in parallel: the third subject is the
/// same thing in all languages. In a form, `{S}` and `{s}` are a subject, `{t}`
/// is “in the town of …”, `{n}`, `{m}` (smaller) and `{w}` (small) are numbers,
/// `{d}` is a day, `{p}` a person.
struct Tongue {
    code: &'static str,
    office: &'static str,
    desk: &'static str,
    town: &'static str,
    hall: &'static str,
    sitting: &'static str,
    salutation: &'static str,
    thanks: &'static str,
    list: &'static str,
    columns: [&'static str; 3],
    subjects: &'static [&'static str],
    headlines: &'static [&'static str],
    headings: &'static [&'static str],
    sentences: &'static [&'static str],
    quotations: &'static [&'static str],
    items: &'static [&'static str],
}

static TONGUES: [Tongue; 6] = [
    Tongue {
        code: "en",
        office: "Long Quay Office",
        desk: "Open Desk",
        town: "in the town of {}",
        hall: "Sailmakers’ Hall, Quay Street",
        sitting: "The meeting takes place {t} ({hall}) and lasts two days: **{d}**, from {a} to {b}, and **{e}**, from {a} to {b}.",
        salutation: "Dear neighbours, dear guests,",
        thanks: "Thank you for your patience.",
        list: "The work consists of the following parts:",
        columns: ["Place", "Before", "After"],
        subjects: &[
            "the new reading room",
            "the harbour ferry",
            "the river path",
            "the night bus",
            "the seed library",
            "the town kitchen",
            "the repair workshop",
            "the weather station",
            "the school garden",
            "the open archive",
            "the swimming hall",
            "the market hall",
        ],
        headlines: &[
            "{S} {t}: {n} places and one open question",
            "{w} weeks of work: {s} {t} is ready for {n} guests",
            "{S} {t} begins again, with {n} seats and {m} volunteers",
            "{n} proposals, {m} answers: how {s} {t} came about",
        ],
        headings: &["What changes", "Who has a say", "What it costs", "How to get there", "What remains to be done"],
        sentences: &[
            "{S} {t} is open to everybody ({d}), free of charge and without registration.",
            "{S} counts {n} guests a week, and {m} of them come by bicycle or on foot.",
            "The council has set aside {n}\u{a0}000 euros for this, and the work takes {w} weeks.",
            "Whoever cannot climb stairs enters by a ramp with a slope of one in {w}.",
            "A survey of {n} households shows what people miss most: light in the evening, a place to sit and a timetable that can be read.",
            "Questions are answered on every working day between nine and twelve; the person in charge is {p}.",
            "The first results are expected after {w} weeks and will be published in full, with the figures that do not please.",
            "Schools {t} take part with {w} classes, each of which looks after one piece of the work for a year.",
            "An earlier attempt failed because the hours did not suit those who work in shifts, and this has been put right.",
            "Of {n} proposals by residents, {m} have been taken up, and the others stay open until spring.",
            "The material comes from workshops less than {n} kilometres away, so that repairs stay simple and cheap.",
            "{S} stays open in bad weather too; a flag on the roof shows from afar whether there is room.",
            "People with a hearing aid find an induction loop, and all important signs are set in large letters.",
            "After {w} years everybody will look again at whether the effort was worth it, and the answer will be public.",
            "For {s} there are {n} volunteers, of whom {m} had never belonged to a club before.",
            "Those who bring an old thing and a little time go home with a mended thing and a new acquaintance.",
        ],
        quotations: &[
            "A good place is one that nobody has to explain.",
            "We asked first and drew afterwards, and that is why it took longer.",
            "Whoever comes once may be curious, whoever comes twice is a neighbour.",
            "The cheapest repair is the one that we can do ourselves.",
            "I would rather count chairs that are used than prizes that hang on a wall.",
            "Nothing here is finished, and that is the best news of the year.",
        ],
        items: &[
            "a roof over {n} square metres",
            "{w} benches with backs",
            "a path {n} metres long, lit all night",
            "{w} places for cargo bicycles",
            "a drinking fountain with running water",
            "signs in {w} languages",
            "a room for {m} people",
            "shelves for {n} books",
        ],
    },
    Tongue {
        code: "fr",
        office: "Bureau du Long Quai",
        desk: "Guichet ouvert",
        town: "dans la ville de {}",
        hall: "salle des Voiliers, rue du Quai",
        sitting: "La réunion a lieu {t} ({hall}) et dure deux jours : **{d}**, de {a} à {b}, et **{e}**, de {a} à {b}.",
        salutation: "Chères voisines, chers voisins,",
        thanks: "Merci de votre patience.",
        list: "Les travaux comprennent les éléments suivants :",
        columns: ["Lieu", "Avant", "Après"],
        subjects: &[
            "la nouvelle salle de lecture",
            "le bac du port",
            "le sentier de la rivière",
            "le bus de nuit",
            "la grainothèque",
            "la cuisine municipale",
            "l’atelier de réparation",
            "la station météo",
            "le jardin de l’école",
            "le fonds d’archives",
            "la piscine couverte",
            "la halle du marché",
        ],
        headlines: &[
            "{S} {t} : {n} places et une question ouverte",
            "{w} semaines de travaux : {s} {t} attend {n} visiteurs",
            "{S} {t} reprend, avec {n} sièges et {m} bénévoles",
            "{n} propositions, {m} réponses : comment est né le projet « {s} » {t}",
        ],
        headings: &["Ce qui change", "Qui décide", "Ce que cela coûte", "Comment venir", "Ce qui reste à faire"],
        sentences: &[
            "{S} {t} accueille tout le monde ({d}), gratuitement et sans inscription.",
            "{S} reçoit {n} personnes par semaine, dont {m} viennent à vélo ou à pied.",
            "La commune a réservé {n}\u{a0}000 euros à ce projet, et les travaux durent {w} semaines.",
            "Qui ne peut pas monter d’escalier entre par une rampe dont la pente est de un pour {w}.",
            "Une enquête auprès de {n} ménages montre ce qui manque le plus : de la lumière le soir, un endroit où s’asseoir et un horaire lisible.",
            "Les questions trouvent réponse chaque jour ouvrable entre neuf heures et midi ; la personne responsable est {p}.",
            "Les premiers résultats sont attendus après {w} semaines et seront publiés en entier, avec les chiffres qui déplaisent.",
            "Les écoles participent {t} avec {w} classes, dont chacune prend soin d’une partie de l’ouvrage pendant un an.",
            "Un premier essai avait échoué parce que les heures ne convenaient pas à ceux qui travaillent en équipes, et ce défaut est corrigé.",
            "Sur {n} propositions des habitants, {m} ont été retenues, et les autres restent ouvertes jusqu’au printemps.",
            "Le matériel vient d’ateliers situés à moins de {n} kilomètres, afin que les réparations restent simples et peu coûteuses.",
            "{S} reste à la disposition de tous par mauvais temps ; un drapeau sur le toit montre de loin s’il y a de la place.",
            "Les personnes qui portent un appareil auditif trouvent une boucle magnétique, et les panneaux importants sont écrits en grandes lettres.",
            "Après {w} ans, chacun regardera de nouveau si l’effort en valait la peine, et la réponse sera publique.",
            "Pour {s}, on compte {n} bénévoles, dont {m} n’avaient encore appartenu à aucune association.",
            "Qui apporte un vieil objet et un peu de temps rentre avec un objet réparé et une nouvelle connaissance.",
        ],
        quotations: &[
            "Un bon endroit est un endroit que personne ne doit expliquer.",
            "Nous avons demandé d’abord et dessiné ensuite, et c’est pourquoi il a fallu plus de temps.",
            "Qui vient une fois est peut-être curieux, qui vient deux fois est un voisin.",
            "La réparation la moins chère est celle que nous savons faire nous-mêmes.",
            "J’aime mieux compter les chaises occupées que les prix accrochés au mur.",
            "Rien ici n’est fini, et c’est la meilleure nouvelle de l’année.",
        ],
        items: &[
            "un toit de {n} mètres carrés",
            "{w} bancs à dossier",
            "un chemin de {n} mètres, éclairé toute la nuit",
            "{w} places pour les vélos-cargos",
            "une fontaine d’eau potable",
            "des panneaux en {w} langues",
            "une salle pour {m} personnes",
            "des rayons pour {n} livres",
        ],
    },
    Tongue {
        code: "de",
        office: "Amt am Langen Kai",
        desk: "Offener Schalter",
        town: "in der Stadt {}",
        hall: "Segelmachersaal, Kaistraße",
        sitting: "Das Treffen findet {t} statt ({hall}) und dauert zwei Tage: **{d}**, von {a} bis {b} Uhr, und **{e}**, von {a} bis {b} Uhr.",
        salutation: "Liebe Nachbarinnen und Nachbarn, liebe Gäste,",
        thanks: "Danke für Ihre Geduld.",
        list: "Die Arbeiten bestehen aus folgenden Teilen:",
        columns: ["Ort", "Vorher", "Nachher"],
        subjects: &[
            "der neue Lesesaal",
            "die Hafenfähre",
            "der Uferweg",
            "der Nachtbus",
            "die Saatgutbücherei",
            "die Stadtküche",
            "die Reparaturwerkstatt",
            "die Wetterwarte",
            "der Schulgarten",
            "das offene Archiv",
            "das Hallenbad",
            "die Markthalle",
        ],
        headlines: &[
            "{S} {t}: {n} Plätze und eine offene Frage",
            "{w} Wochen Arbeit: {s} {t} erwartet {n} Gäste",
            "{S} {t} beginnt von neuem, mit {n} Sitzen und {m} Ehrenamtlichen",
            "{n} Vorschläge, {m} Antworten: wie {s} {t} entstanden ist",
        ],
        headings: &["Was sich ändert", "Wer mitredet", "Was es kostet", "Wie man hinkommt", "Was zu tun bleibt"],
        sentences: &[
            "{S} {t} steht allen offen ({d}), kostenlos und ohne Anmeldung.",
            "{S} zählt {n} Gäste in der Woche, und {m} von ihnen kommen mit dem Rad oder zu Fuß.",
            "Der Rat hat dafür {n}\u{a0}000 Euro zurückgelegt, und die Arbeiten dauern {w} Wochen.",
            "Wer keine Treppen steigen kann, kommt über eine Rampe mit einer Neigung von eins zu {w} hinein.",
            "Eine Umfrage in {n} Haushalten zeigt, was am meisten fehlt: Licht am Abend, ein Platz zum Sitzen und ein lesbarer Fahrplan.",
            "Fragen werden an jedem Werktag zwischen neun und zwölf beantwortet; zuständig: {p}.",
            "Die ersten Ergebnisse werden nach {w} Wochen erwartet und vollständig veröffentlicht, auch die Zahlen, die nicht gefallen.",
            "Die Schulen {t} machen mit {w} Klassen mit, von denen jede ein Jahr lang ein Stück des Ganzen pflegt.",
            "Ein früherer Versuch scheiterte, weil die Zeiten nicht zur Schichtarbeit passten, und das ist nun behoben.",
            "Von {n} Vorschlägen der Bevölkerung wurden {m} aufgenommen, und die übrigen bleiben bis zum Frühjahr offen.",
            "Das Material kommt aus Werkstätten, die keine {n} Kilometer entfernt sind, damit Reparaturen einfach und billig bleiben.",
            "{S} bleibt auch bei schlechtem Wetter zugänglich; eine Fahne auf dem Dach zeigt von weitem, ob noch Platz ist.",
            "Wer ein Hörgerät trägt, findet eine Induktionsschleife, und alle wichtigen Schilder haben große Buchstaben.",
            "Nach {w} Jahren wird noch einmal geprüft, ob sich die Mühe gelohnt hat, und die Antwort ist öffentlich.",
            "{S} stützt sich auf {n} Ehrenamtliche, von denen {m} noch nie einem Verein angehört hatten.",
            "Wer ein altes Stück und ein wenig Zeit mitbringt, geht mit einem heilen Stück und einer neuen Bekanntschaft nach Hause.",
        ],
        quotations: &[
            "Ein guter Ort ist einer, den niemand erklären muss.",
            "Wir haben zuerst gefragt und dann gezeichnet, deshalb hat es länger gedauert.",
            "Wer einmal kommt, ist vielleicht neugierig, wer zweimal kommt, gehört dazu.",
            "Die billigste Reparatur ist die, die wir selbst können.",
            "Ich zähle lieber Stühle, die besetzt sind, als Preise, die an der Wand hängen.",
            "Nichts hier ist fertig, und das ist die beste Nachricht des Jahres.",
        ],
        items: &[
            "ein Dach über {n} Quadratmeter",
            "{w} Bänke mit Lehne",
            "ein Weg von {n} Metern, die ganze Nacht beleuchtet",
            "{w} Plätze für Lastenräder",
            "ein Trinkbrunnen mit fließendem Wasser",
            "Schilder in {w} Sprachen",
            "ein Raum für {m} Menschen",
            "Regale für {n} Bücher",
        ],
    },
    Tongue {
        code: "el",
        office: "Γραφείο Μακράς Προβλήτας",
        desk: "Ανοικτή θυρίδα",
        town: "στην πόλη {}",
        hall: "αίθουσα Ιστιοποιών, οδός Προκυμαίας",
        sitting: "Η συνάντηση γίνεται {t} ({hall}) και διαρκεί δύο ημέρες: **{d}**, από τις {a} έως τις {b}, και **{e}**, από τις {a} έως τις {b}.",
        salutation: "Αγαπητοί γείτονες, αγαπητοί επισκέπτες,",
        thanks: "Σας ευχαριστώ για την υπομονή σας.",
        list: "Οι εργασίες περιλαμβάνουν τα εξής:",
        columns: ["Χώρος", "Πριν", "Μετά"],
        subjects: &[
            "η νέα αίθουσα ανάγνωσης",
            "το πορθμείο του λιμανιού",
            "το παραποτάμιο μονοπάτι",
            "το νυχτερινό λεωφορείο",
            "η τράπεζα σπόρων",
            "η δημοτική κουζίνα",
            "το εργαστήριο επισκευών",
            "ο μετεωρολογικός σταθμός",
            "ο σχολικός κήπος",
            "το ανοικτό αρχείο",
            "το κλειστό κολυμβητήριο",
            "η σκεπαστή αγορά",
        ],
        headlines: &[
            "{S} {t}: {n} θέσεις και ένα ανοικτό ερώτημα",
            "{w} εβδομάδες εργασιών: {s} {t} περιμένει {n} επισκέπτες",
            "{S} {t} ξεκινά και πάλι, με {n} καθίσματα και {m} εθελοντές",
            "{n} προτάσεις, {m} απαντήσεις: πώς γεννήθηκε {s} {t}",
        ],
        headings: &["Τι αλλάζει", "Ποιος έχει λόγο", "Πόσο κοστίζει", "Πώς θα έρθετε", "Τι μένει να γίνει"],
        sentences: &[
            "{S} {t} δέχεται όλο τον κόσμο ({d}), δωρεάν και χωρίς εγγραφή.",
            "{S} υποδέχεται {n} επισκέπτες την εβδομάδα, και {m} από αυτούς έρχονται με ποδήλατο ή με τα πόδια.",
            "Ο δήμος έχει προβλέψει {n}\u{a0}000 ευρώ για τον σκοπό αυτό, και οι εργασίες διαρκούν {w} εβδομάδες.",
            "Όποιος δεν μπορεί να ανέβει σκάλες μπαίνει από ράμπα με κλίση ένα προς {w}.",
            "Μια έρευνα σε {n} νοικοκυριά δείχνει τι λείπει περισσότερο: φως το βράδυ, ένα μέρος για να καθίσει κανείς και ένα ευανάγνωστο ωράριο.",
            "Οι ερωτήσεις απαντώνται κάθε εργάσιμη ημέρα από τις εννέα έως το μεσημέρι· αρμόδιο πρόσωπο: {p}.",
            "Τα πρώτα αποτελέσματα αναμένονται μετά από {w} εβδομάδες και θα δημοσιευθούν ολόκληρα, μαζί με τους αριθμούς που δεν αρέσουν.",
            "Τα σχολεία {t} συμμετέχουν με {w} τάξεις, και η καθεμία φροντίζει για έναν χρόνο ένα μέρος του έργου.",
            "Μια παλαιότερη προσπάθεια απέτυχε επειδή οι ώρες δεν βόλευαν όσους εργάζονται σε βάρδιες, και αυτό διορθώθηκε.",
            "Από {n} προτάσεις των κατοίκων έγιναν δεκτές {m}, και οι υπόλοιπες μένουν ανοικτές έως την άνοιξη.",
            "Τα υλικά προέρχονται από εργαστήρια σε απόσταση μικρότερη από {n} χιλιόμετρα, ώστε οι επισκευές να μένουν απλές και φθηνές.",
            "{S} λειτουργεί και με κακοκαιρία· μια σημαία στη στέγη δείχνει από μακριά αν υπάρχει χώρος.",
            "Όσοι φορούν ακουστικό βαρηκοΐας βρίσκουν επαγωγικό βρόχο, και όλες οι σημαντικές πινακίδες έχουν μεγάλα γράμματα.",
            "Μετά από {w} χρόνια όλοι θα ξαναδούν αν άξιζε ο κόπος, και η απάντηση θα είναι δημόσια.",
            "{S} στηρίζεται σε {n} εθελοντές, από τους οποίους {m} δεν είχαν ανήκει ποτέ σε σύλλογο.",
            "Όποιος φέρνει ένα παλιό αντικείμενο και λίγο χρόνο φεύγει με ένα επισκευασμένο αντικείμενο και μια νέα γνωριμία.",
        ],
        quotations: &[
            "Καλός τόπος είναι αυτός που κανείς δεν χρειάζεται να εξηγήσει.",
            "Πρώτα ρωτήσαμε και ύστερα σχεδιάσαμε, γι’ αυτό και χρειάστηκε περισσότερος χρόνος.",
            "Όποιος έρχεται μία φορά ίσως είναι περίεργος, όποιος έρχεται δύο φορές είναι γείτονας.",
            "Η φθηνότερη επισκευή είναι εκείνη που μπορούμε να κάνουμε μόνοι μας.",
            "Προτιμώ να μετρώ καρέκλες που χρησιμοποιούνται παρά βραβεία στον τοίχο.",
            "Τίποτα εδώ δεν έχει τελειώσει, και αυτό είναι το καλύτερο νέο της χρονιάς.",
        ],
        items: &[
            "στέγη {n} τετραγωνικών μέτρων",
            "{w} παγκάκια με πλάτη",
            "μονοπάτι {n} μέτρων, φωτισμένο όλη τη νύχτα",
            "{w} θέσεις για ποδήλατα φορτίου",
            "βρύση με τρεχούμενο νερό",
            "πινακίδες σε {w} γλώσσες",
            "αίθουσα για {m} άτομα",
            "ράφια για {n} βιβλία",
        ],
    },
    Tongue {
        code: "bg",
        office: "Служба на Дългия кей",
        desk: "Отворено гише",
        town: "в град {}",
        hall: "зала на платнарите, улица Кейова",
        sitting: "Срещата е {t} ({hall}) и продължава два дни: **{d}**, от {a} до {b} часа, и **{e}**, от {a} до {b} часа.",
        salutation: "Уважаеми съседи, уважаеми гости,",
        thanks: "Благодаря ви за търпението.",
        list: "Работата се състои от следните части:",
        columns: ["Място", "Преди", "След"],
        subjects: &[
            "новата читалня",
            "пристанищният ферибот",
            "крайречната алея",
            "нощният автобус",
            "библиотеката за семена",
            "градската кухня",
            "работилницата за ремонти",
            "метеорологичната станция",
            "училищната градина",
            "откритият архив",
            "закритият басейн",
            "покритият пазар",
        ],
        headlines: &[
            "{S} {t}: {n} места и един открит въпрос",
            "{w} седмици работа: {s} {t} очаква {n} гости",
            "{S} {t} започва отново, с {n} седалки и {m} доброволци",
            "{n} предложения, {m} отговора: как се появи проектът „{s}“ {t}",
        ],
        headings: &[
            "Какво се променя",
            "Кой има думата",
            "Колко струва",
            "Как се стига дотам",
            "Какво остава да се направи",
        ],
        sentences: &[
            "{S} {t} приема всички ({d}), безплатно и без записване.",
            "{S} посреща {n} души седмично, а {m} от тях идват с велосипед или пеша.",
            "Общината е предвидила за това {n}\u{a0}000 евро, а работата продължава {w} седмици.",
            "Който не може да се качва по стъпала, влиза по рампа с наклон едно към {w}.",
            "Допитване до {n} домакинства показва какво липсва най-много: светлина вечер, място за сядане и четливо разписание.",
            "На въпроси се отговаря всеки работен ден от девет до дванадесет; отговорно лице: {p}.",
            "Първите резултати се очакват след {w} седмици и ще бъдат публикувани изцяло, заедно с числата, които не радват.",
            "Училищата {t} участват с {w} класа, като всеки се грижи една година за част от работата.",
            "Предишен опит не успя, защото часовете не подхождаха на хората, които работят на смени, и това е поправено.",
            "От {n} предложения на жителите са приети {m}, а останалите са открити до пролетта.",
            "Материалите идват от работилници на по-малко от {n} километра, за да бъдат ремонтите прости и евтини.",
            "{S} работи и при лошо време; знаме на покрива показва отдалече дали има място.",
            "Хората със слухов апарат намират индукционна верига, а всички важни табели са с големи букви.",
            "След {w} години всички ще видят отново дали усилието си е струвало, и отговорът ще бъде публичен.",
            "{S} разчита на {n} доброволци, от които {m} никога не са членували в дружество.",
            "Който донесе стара вещ и малко време, си тръгва с поправена вещ и с ново познанство.",
        ],
        quotations: &[
            "Добро е онова място, което никой не трябва да обяснява.",
            "Първо попитахме и после чертахме, затова отне повече време.",
            "Който дойде веднъж, може би е любопитен, който дойде два пъти, е съсед.",
            "Най-евтиният ремонт е този, който можем сами.",
            "Предпочитам да броя заетите столове, а не наградите на стената.",
            "Тук нищо не е завършено и това е най-добрата новина на годината.",
        ],
        items: &[
            "покрив от {n} квадратни метра",
            "{w} пейки с облегалки",
            "пътека от {n} метра, осветена цяла нощ",
            "{w} места за товарни велосипеди",
            "чешма с течаща вода",
            "табели на {w} езика",
            "зала за {m} души",
            "рафтове за {n} книги",
        ],
    },
    Tongue {
        code: "pl",
        office: "Biuro Długiego Nabrzeża",
        desk: "Otwarte okienko",
        town: "w miejscowości {}",
        hall: "Sala Żaglomistrzów, ulica Nabrzeżna",
        sitting: "Spotkanie odbywa się {t} ({hall}) i trwa dwa dni: **{d}**, od {a} do {b}, oraz **{e}**, od {a} do {b}.",
        salutation: "Drodzy sąsiedzi, drodzy goście,",
        thanks: "Dziękuję za cierpliwość.",
        list: "Prace obejmują następujące części:",
        columns: ["Miejsce", "Przedtem", "Teraz"],
        subjects: &[
            "nowa czytelnia",
            "prom portowy",
            "ścieżka nad rzeką",
            "autobus nocny",
            "biblioteka nasion",
            "kuchnia miejska",
            "warsztat naprawczy",
            "stacja pogodowa",
            "ogród szkolny",
            "otwarte archiwum",
            "kryta pływalnia",
            "hala targowa",
        ],
        headlines: &[
            "{S} {t}: {n} miejsc i jedno otwarte pytanie",
            "{w} tygodni pracy: {s} {t} czeka na {n} gości",
            "{S} {t} zaczyna od nowa: {n} miejsc siedzących i {m} osób do pomocy",
            "{n} propozycji, {m} odpowiedzi: jak powstaje {s} {t}",
        ],
        headings: &[
            "Co się zmienia",
            "Kto ma głos",
            "Ile to kosztuje",
            "Jak dojechać",
            "Co jeszcze zostało do zrobienia",
        ],
        sentences: &[
            "{S} {t} czeka na wszystkich ({d}), bezpłatnie i bez zapisów.",
            "{S} przyjmuje {n} osób tygodniowo, a {m} z nich przyjeżdża rowerem lub przychodzi pieszo.",
            "Rada przeznacza na to {n}\u{a0}000 euro, a prace trwają {w} tygodni.",
            "Kto nie może chodzić po schodach, wejdzie po pochylni o nachyleniu jeden do {w}.",
            "Ankieta w {n} gospodarstwach domowych pokazuje, czego brakuje najbardziej: światła wieczorem, miejsca do siedzenia i czytelnego rozkładu jazdy.",
            "Odpowiedzi na pytania udziela się w każdy dzień roboczy od dziewiątej do dwunastej; osoba odpowiedzialna: {p}.",
            "Pierwszych wyników można się spodziewać po {w} tygodniach; będą opublikowane w całości, razem z liczbami, które nie cieszą.",
            "Szkoły {t} biorą udział w pracach; zgłosiło się {w} klas, a każda dba przez rok o jedną część całości.",
            "Wcześniejsza próba nie powiodła się, bo godziny nie odpowiadały osobom pracującym na zmiany, i to już poprawiono.",
            "Na {n} propozycji mieszkańców przyjęto {m}, a pozostałe czekają do wiosny.",
            "Materiały pochodzą z warsztatów odległych o mniej niż {n} kilometrów, aby naprawy były proste i tanie.",
            "{S} działa także przy złej pogodzie; flaga na dachu pokazuje z daleka, czy jest miejsce.",
            "Osoby z aparatem słuchowym mają do dyspozycji pętlę indukcyjną, a ważne znaki napisano dużymi literami.",
            "Po {w} latach wszyscy jeszcze raz ocenią, czy warto było się trudzić, a odpowiedź będzie jawna.",
            "{S} ma do pomocy {n} osób, z których {m} nigdy wcześniej nie należało do żadnego stowarzyszenia.",
            "Kto przyniesie starą rzecz i trochę czasu, wraca do domu z naprawioną rzeczą i z nową znajomością.",
        ],
        quotations: &[
            "Dobre miejsce to takie, którego nikt nie musi objaśniać.",
            "Najpierw pytaliśmy, a potem rysowaliśmy, dlatego trwało to dłużej.",
            "Kto przychodzi raz, jest może ciekawy, kto przychodzi dwa razy, jest sąsiadem.",
            "Najtańsza naprawa to ta, którą umiemy zrobić sami.",
            "Wolę liczyć zajęte krzesła niż nagrody na ścianie.",
            "Nic tu nie jest skończone i to najlepsza wiadomość roku.",
        ],
        items: &[
            "dach o powierzchni {n} metrów kwadratowych",
            "{w} ławek z oparciem",
            "ścieżka o długości {n} metrów, oświetlona całą noc",
            "{w} miejsc na rowery towarowe",
            "źródełko z bieżącą wodą",
            "napisy w {w} językach",
            "sala dla {m} osób",
            "półki na {n} książek",
        ],
    },
];
