//! The notice as data: the public record, and the wires and entries that other
//! programs read.

mod sheets;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use jsonschema::Validator;
use pressdoc::catalog::House;
use pressdoc::model::sheet::{Sheet, SheetBlock, SheetInline};
use pressdoc::pipeline::{Office, Order};
use pressdoc::render::{Format, Press, find_format};
use pressdoc::schema::SCHEMAS;
use pressdoc::workspace::NoticeFile;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::workspace::{Workspace, kept, project, twin};
use crate::support::xml::Only as _;
use pressdoc::read_back::html::fragment::FragmentText;
use pressdoc::read_back::record::record_words;
use pressdoc::read_back::xml::{self, Element};

const FORMS: [&str; 5] = ["json", "ninjs", "newsml", "presscorner", "atom"];

fn formats() -> Vec<&'static dyn Format> {
    FORMS.iter().map(|name| find_format(name).unwrap_or_else(|| panic!("there is no form `{name}`"))).collect()
}

/// A notice with its sheet and these forms.
struct Sample {
    name: String,
    sheet: Sheet,
    forms: BTreeMap<&'static str, Vec<u8>>,
}

impl Sample {
    fn json(&self, form: &str) -> Value {
        serde_json::from_slice(&self.forms[form]).unwrap_or_else(|error| panic!("{} as {form}: {error}", self.name))
    }

    fn xml(&self, form: &str) -> Element {
        Element::read(&self.forms[form]).unwrap_or_else(|error| panic!("{} as {form}: {error}", self.name))
    }
}

fn sample(office: &Office, file: &NoticeFile, draft: bool) -> Sample {
    let examined = office.examine(file).unwrap_or_else(|error| panic!("{}: {error}", file.name));
    let formats = formats();
    let order = Order { formats: &formats, draft, now: jiff::Timestamp::MAX, here: project(), beside: false };
    let artifacts = office.render(&examined, file, &order).unwrap_or_else(|error| panic!("{}: {error}", file.name));
    Sample {
        name: file.name.clone(),
        sheet: office.compose(&examined, draft),
        forms: FORMS.iter().copied().zip(artifacts.into_iter().map(|artifact| artifact.bytes)).collect(),
    }
}

/// All samples of the project, and what is asked of a notice in the tests.
fn samples() -> Vec<Sample> {
    let office = Office::open(project()).expect("an office");
    let loose = |path: &str| NoticeFile::new(&project().join(path), project());
    let mut samples: Vec<Sample> =
        office.workspace.all(project()).expect("releases").iter().map(|file| sample(&office, file, false)).collect();
    assert!(samples.len() >= 23, "too few samples: {}", samples.len());
    samples.push(sample(&office, &NoticeFile::new(&twin(), project()), false));
    samples.push(sample(&office, &loose("tests/notices/words.md"), false));
    samples.push(sample(&office, &loose("tests/notices/hostile.md"), true));
    samples
}

/// A notice of this project in a workspace of its own, with `changes` to its
/// front matter, in one form.
fn changed(form: &str, notice: &str, changes: &str) -> Vec<u8> {
    let text = std::fs::read_to_string(project().join(format!("releases/{notice}.md"))).expect("a notice");
    // Plain keys come first, tables last.
    let text = match changes.contains("[[") {
        true => text.replacen("\n+++\n", &format!("\n{changes}\n+++\n"), 1),
        false => text.replacen("+++\n", &format!("+++\n{changes}\n"), 1),
    };
    let picture = std::fs::read(project().join("releases/PR/26/14/bridge.png")).expect("the picture");
    let workspace =
        Workspace::new().with(&format!("releases/{notice}.md"), text).with("releases/PR/26/14/bridge.png", picture);
    let output = workspace.pressdoc(&["render", &format!("releases/{notice}.md"), "--to", form]);
    let path = String::from_utf8(output.get_output().stdout.clone()).expect("UTF-8");
    assert!(!path.is_empty(), "{}", String::from_utf8_lossy(&output.get_output().stderr));
    workspace.read(path.trim())
}

fn changed_json(form: &str, notice: &str, changes: &str) -> Value {
    serde_json::from_slice(&changed(form, notice, changes)).expect("JSON")
}

/// The public schema, in which nothing may stand that it does not describe.
fn strict_record() -> Validator {
    fn close(schema: &mut Value) {
        match schema {
            Value::Object(words) => {
                if words.contains_key("properties") && words.contains_key("type") {
                    words.insert("additionalProperties".to_owned(), json!(false));
                }
                words.values_mut().for_each(close);
            }
            Value::Array(items) => items.iter_mut().for_each(close),
            _ => {}
        }
    }
    let mut schema = SCHEMAS.iter().find(|schema| schema.name == "record").expect("the schema").json();
    close(&mut schema);
    jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema")
}

/// The schema of ninjs, where it lies beside the checkout.
fn ninjs_schema() -> Option<Validator> {
    let read = |name: &str| -> Option<Value> {
        let path = project().join("../shared/validators").join(name);
        let Ok(text) = std::fs::read_to_string(&path) else {
            eprintln!("skipped: {} is not here", path.display());
            return None;
        };
        Some(serde_json::from_str(&text).expect("JSON"))
    };
    let (schema, places) = (read("ninjs-schema_3.1.json")?, read("GeoJSON-schema.json")?);
    let registry = jsonschema::Registry::new().add("https://geojson.org/schema/GeoJSON.json", places);
    let registry = registry.expect("an address").prepare().expect("a registry");
    let options = jsonschema::options().should_validate_formats(true).with_registry(&registry);
    Some(options.build(&schema).expect("a schema"))
}

fn faults(validator: &Validator, value: &Value) -> Vec<String> {
    validator
        .iter_errors(value)
        .map(|error| format!("{}: {}", error.instance_path(), error.to_string().chars().take(300).collect::<String>()))
        .collect()
}

#[test]
fn every_sample_follows_the_schemas() {
    let (record, ninjs) = (strict_record(), ninjs_schema());
    for sample in samples() {
        assert_eq!(faults(&record, &sample.json("json")), Vec::<String>::new(), "{}", sample.name);
        if let Some(ninjs) = &ninjs {
            assert_eq!(faults(ninjs, &sample.json("ninjs")), Vec::<String>::new(), "{}", sample.name);
        }
    }
}

#[test]
fn the_schemas_are_not_content_with_anything() {
    let samples = samples();
    let record = strict_record();
    let whole = samples[0].json("json");
    for key in whole.as_object().expect("an object").keys() {
        let mut broken = whole.clone();
        broken.as_object_mut().expect("an object").remove(key);
        assert!(!record.is_valid(&broken), "`{key}` may be missing");
        let mut broken = whole.clone();
        broken[key] = json!({ "no": "thing" });
        assert!(!record.is_valid(&broken), "`{key}` may be anything");
    }
    let mut more = whole.clone();
    more["secret"] = json!("internal");
    assert!(!record.is_valid(&more));
    if let Some(ninjs) = ninjs_schema() {
        let mut broken = samples[0].json("ninjs");
        broken["pubStatus"] = json!("published");
        assert!(!ninjs.is_valid(&broken));
    }
}

#[test]
fn the_schema_is_the_file_of_the_project() {
    let file = std::fs::read_to_string(project().join("assets/schema/notice-1.json")).expect("the schema");
    Workspace::bare().pressdoc(&["schema", "record"]).success().stdout_eq(snapbox::Data::text(file).raw());
}

/// The sheet as its public record holds it: a reader of the record alone finds
/// every part of the sheet that is no word of the program.
#[test]
fn the_record_holds_the_whole_sheet() {
    for sample in samples() {
        let record = sample.json("json");
        let sheet = serde_json::to_value(&sample.sheet).expect("JSON");
        for (key, value) in sheet.as_object().expect("an object") {
            match key.as_str() {
                "labels" => assert!(record.get(key).is_none(), "{}: words of the program", sample.name),
                // The corridor gives the sheet the other versions.
                "versions" => {}
                _ => assert_eq!(record.get(key), Some(value), "{}: `{key}`", sample.name),
            }
        }
        let pictures = record["pictures"].as_array().expect("a list");
        assert_eq!(pictures.len(), sample.sheet.pictures.len(), "{}", sample.name);
        for (picture, is) in sample.sheet.pictures.iter().zip(pictures) {
            assert_eq!(is["size"], picture.bytes.len());
            assert_eq!(is["media_type"], picture.media_type());
        }
        assert_eq!(
            record_words(&record, &str::to_owned).expect("a record"),
            sample.sheet.reading_text(),
            "{}",
            sample.name
        );
    }
}

#[test]
fn language_versions_name_each_other() {
    let office = Office::open(project()).expect("an office");
    let all = office.workspace.all(project()).expect("releases");
    let file = all.iter().find(|file| file.name.ends_with("IP/26/412/el.md")).expect("the Greek version");
    let sample = sample(&office, file, false);
    let record = sample.json("json");
    let versions = record["versions"].as_array().expect("a list");
    assert_eq!(versions.len(), 3);
    assert_eq!(record["translation_of"], "en");
    let ninjs = sample.json("ninjs");
    assert_eq!(ninjs["uri"], "urn:pressdoc:ec:IP:26:412:el");
    let others: Vec<(&str, &str, &str)> = ninjs["associations"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|other| {
            let text = |key: &str| other[key].as_str().unwrap_or_default();
            (text("uri"), text("rel"), other["renditions"][0]["href"].as_str().unwrap_or_default())
        })
        .collect();
    let page = "https://ec.europa.eu/commission/presscorner/detail";
    assert_eq!(
        others,
        [
            ("urn:pressdoc:ec:IP:26:412:en", "original", format!("{page}/en/ip_26_412").as_str()),
            ("urn:pressdoc:ec:IP:26:412:fr", "translation", format!("{page}/fr/ip_26_412").as_str()),
        ]
    );
    let newsml = sample.xml("newsml");
    let links: Vec<Option<&str>> = newsml.all("link").iter().map(|link| link.attribute("residref")).collect();
    assert_eq!(links, [Some("urn:pressdoc:ec:IP:26:412:en"), Some("urn:pressdoc:ec:IP:26:412:fr")]);
    assert_eq!(newsml.attribute("xml:lang"), Some("el"));
    let presscorner = sample.json("presscorner");
    assert_eq!(presscorner["originalLanguage"], "en");
    assert_eq!(presscorner["docuLanguageResource"]["original"], false);
    let atom = sample.xml("atom");
    let pages: Vec<Option<&str>> = atom.all("link").iter().map(|link| link.attribute("hreflang")).collect();
    assert_eq!(pages, [Some("el"), Some("en"), Some("fr")]);
}

const EMBARGO: &str = "embargo = 2126-03-12T10:00:00+01:00";

#[test]
fn an_embargo_is_said_in_the_terms_of_each_form() {
    let notice = "PR/26/14/en";
    let until = "2126-03-12T10:00:00";
    let record = changed_json("json", notice, EMBARGO);
    assert!(record["embargo_until"].as_str().is_some_and(|time| time.starts_with(until)), "{record:#}");
    assert!(record["embargo"].as_str().is_some_and(|line| line.contains("2126")));
    let ninjs = changed_json("ninjs", notice, EMBARGO);
    assert_eq!(ninjs["embargoedUntil"], record["embargo_until"]);
    // Usable from its hour on, without a further message.
    assert_eq!(ninjs["pubStatus"], "usable");
    assert!(ninjs["edNote"].as_str().is_some_and(|note| note == record["embargo"]), "{ninjs:#}");
    let newsml = Element::read(&changed("newsml", notice, EMBARGO)).expect("XML");
    assert_eq!(newsml.text_of("embargoed"), record["embargo_until"].as_str().expect("a time"));
    assert_eq!(newsml.one("pubStatus").attribute("qcode"), Some("stat:usable"));
    let presscorner = changed_json("presscorner", notice, EMBARGO);
    assert_eq!(presscorner["publishDate"], "2126-03-12T09:00:00Z");
    let atom = Element::read(&changed("atom", notice, EMBARGO)).expect("XML");
    assert_eq!(atom.text_of("published"), record["embargo_until"].as_str().expect("a time"));
    assert_eq!(atom.text_of("updated"), atom.text_of("published"));
    // Whoever has only the body has the line too.
    let line = record["embargo"].as_str().expect("a line");
    for body in [
        ninjs["bodies"][0]["value"].as_str().expect("HTML").to_owned(),
        ninjs["bodies"][1]["value"].as_str().expect("text").to_owned(),
        presscorner["docuLanguageResource"]["htmlContent"].as_str().expect("HTML").to_owned(),
        newsml.one("body").text(),
        atom.text_of("content"),
    ] {
        assert!(body.contains(line), "no embargo in {body}");
    }
}

const CHANGES: &str = r#"
[[correction]]
at = 2026-06-03T09:30:00+01:00
text = "Doors open at 10:00 <not 11:00>."

[[withdrawal]]
at = 2026-06-04T08:00:00+01:00
text = "The opening is put off."
"#;

#[test]
fn corrections_and_a_withdrawal_are_said_in_the_terms_of_each_form() {
    let notice = "PR/26/14/en";
    let correction = CHANGES.split("[[withdrawal]]").next().expect("a correction");
    let corrected = changed_json("ninjs", notice, correction);
    assert_eq!((&corrected["version"], &corrected["pubStatus"]), (&json!("2"), &json!("usable")));
    assert_ne!(corrected["versionCreated"], corrected["firstCreated"]);
    assert!(corrected["edNote"].as_str().is_some_and(|note| note.contains("<not 11:00>")), "{corrected:#}");

    let record = changed_json("json", notice, CHANGES);
    assert_eq!(record["edition"], 3);
    assert_eq!(record["withdrawal"]["text"], "The opening is put off.");
    let at = record["withdrawal"]["at"].as_str().expect("a time");
    let ninjs = changed_json("ninjs", notice, CHANGES);
    assert_eq!((&ninjs["version"], &ninjs["pubStatus"]), (&json!("3"), &json!("canceled")));
    assert_eq!(ninjs["versionCreated"], at);
    let newsml = Element::read(&changed("newsml", notice, CHANGES)).expect("XML");
    assert_eq!(newsml.attribute("version"), Some("3"));
    assert_eq!(newsml.one("pubStatus").attribute("qcode"), Some("stat:canceled"));
    let notes: Vec<String> = newsml.all("edNote").iter().map(|note| note.text()).collect();
    assert_eq!(
        notes,
        [record["withdrawal"]["line"].as_str(), record["corrections"][0]["line"].as_str()]
            .map(|line| line.expect("a line").to_owned())
    );
    assert_eq!(newsml.text_of("contentModified"), at);
    let atom = Element::read(&changed("atom", notice, CHANGES)).expect("XML");
    assert_eq!(atom.text_of("updated"), at);
    let terms: Vec<Option<&str>> = atom.all("category").iter().map(|category| category.attribute("term")).collect();
    assert_eq!(terms, [Some("PR"), Some("withdrawn")]);
    assert!(atom.text_of("summary").starts_with(record["withdrawal"]["line"].as_str().expect("a line")));
    let presscorner = changed_json("presscorner", notice, CHANGES);
    let html = presscorner["docuLanguageResource"]["htmlContent"].as_str().expect("HTML");
    let lines = FragmentText::read(html).expect("HTML").opening;
    assert!(lines.contains("The opening is put off.") && lines.contains("<not 11:00>"), "{lines}");
}

#[test]
fn a_draft_is_no_news() {
    let office = Office::open(project()).expect("an office");
    let file = NoticeFile::new(&project().join("tests/notices/hostile.md"), project());
    let draft = sample(&office, &file, true);
    assert_eq!(draft.json("json")["draft"], true);
    assert_eq!(draft.json("ninjs")["pubStatus"], "withheld");
    assert_eq!(draft.xml("newsml").one("pubStatus").attribute("qcode"), Some("stat:withheld"));
    let atom = draft.xml("atom");
    assert_eq!(atom.text_of("app:draft"), "yes");
    assert_eq!(atom.attribute("xmlns:app"), Some("http://www.w3.org/2007/app"));
    let html = draft.json("presscorner")["docuLanguageResource"]["htmlContent"].as_str().expect("HTML").to_owned();
    assert_eq!(FragmentText::read(&html).expect("HTML").draft, "DRAFT");
}

#[test]
fn sittings_contacts_and_pictures_are_data() {
    let samples = samples();
    let find = |name: &str| samples.iter().find(|sample| sample.name.contains(name)).expect("a sample");
    let agenda = find("AGENDA/18/5869");
    let ninjs = agenda.json("ninjs");
    let sittings: Vec<(&Value, &Value)> = ninjs["associations"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|other| other["type"] == "event")
        .map(|event| (&event["eventDetails"]["dates"]["startDate"], &event["eventDetails"]["dates"]["endDate"]))
        .collect();
    assert_eq!(
        sittings,
        [
            (&json!("2018-10-15T14:00:00+02:00"), &json!("2018-10-15T19:00:00+02:00")),
            (&json!("2018-10-16T09:00:00+02:00"), &json!("2018-10-16T13:00:00+02:00")),
        ]
    );
    assert_eq!(ninjs["eventDetails"]["dates"]["startDate"], "2018-10-15T14:00:00+02:00");
    assert_eq!(ninjs["eventDetails"]["dates"]["endDate"], "2018-10-16T13:00:00+02:00");
    assert_eq!(ninjs["located"], "Brussels");
    assert_eq!(ninjs["slugline"], "AGENDA/18/5869");
    assert_eq!(ninjs["people"][0]["contactInfo"][0], json!({ "type": "phone", "value": "+3222967456" }));
    let newsml = agenda.xml("newsml");
    let starts: Vec<String> = newsml.all("start").iter().map(|start| start.text()).collect();
    assert_eq!(starts, ["2018-10-15T14:00:00+02:00", "2018-10-16T09:00:00+02:00"]);
    let literals = |name: &'static str| -> Vec<Option<String>> {
        newsml.all(name).iter().map(|of| of.attribute("literal").map(str::to_owned)).collect()
    };
    assert_eq!(literals("subject"), literals("assert"));
    let presscorner = agenda.json("presscorner");
    assert_eq!(presscorner["refCd"], "AGENDA/18/5869");
    assert_eq!(presscorner["docutypeResource"], json!({ "code": "AGENDA", "description": "Upcoming events" }));
    assert_eq!(presscorner["eventDate"], "2018-10-12");
    assert_eq!(presscorner["publishDate"], "2018-10-12T10:00:00Z");
    assert_eq!(presscorner["placeResource"], json!({ "description": "Brussels" }));
    assert_eq!(presscorner["contactsResource"][1], json!({ "firstName": "Kasia", "lastName": "KOLANKO", "title": "" }));

    let bridge = find("PR/26/14");
    let record = bridge.json("json");
    let file = std::fs::read(project().join("releases/PR/26/14/bridge.png")).expect("the picture");
    assert_eq!(record["pictures"][0]["size"], file.len());
    let ninjs = bridge.json("ninjs");
    let picture = ninjs["associations"].as_array().expect("a list").iter().find(|of| of["type"] == "picture");
    let picture = picture.expect("the picture");
    assert_eq!(picture["renditions"][0]["sizeInBytes"], file.len());
    assert_eq!(picture["altIds"][0]["value"], record["pictures"][0]["sha256"]);
    let html = FragmentText::read(ninjs["bodies"][0]["value"].as_str().expect("HTML")).expect("HTML");
    assert_eq!(html.values("src").count(), 1, "the picture comes along");
    let entry = FragmentText::read(&bridge.xml("atom").text_of("content")).expect("HTML");
    assert_eq!(entry.values("src").count(), 0, "a feed is fetched often");
    assert_eq!(entry.described.len(), 1, "{:?}", entry.described);
}

/// Words of a plain body, without the marks of lists, which stand nowhere else.
fn without_marks(found: &str, expected: &str) -> Result<(), String> {
    let is_mark = |word: &str| {
        let number = word.trim_start_matches('(').trim_end_matches([')', '.']);
        matches!(word, "-" | "*")
            || (!number.is_empty() && number.len() < word.len() && number.bytes().all(|b| b.is_ascii_digit()))
    };
    let mut expected = expected.split_whitespace();
    let mut wanted = expected.next();
    for word in found.split_whitespace() {
        if Some(word) == wanted {
            wanted = expected.next();
        } else if !is_mark(word) {
            return Err(format!("`{word}` where {wanted:?} should stand"));
        }
    }
    wanted.map_or(Ok(()), |word| Err(format!("`{word}` is missing")))
}

/// What an XML document may say of a text.
fn visible(text: &str) -> String {
    text.chars().map(|c| if xml::is_allowed(c) { c } else { '\u{fffd}' }).collect()
}

/// The words of a sheet as an XML document may say them.
fn visible_words(sheet: &Sheet) -> String {
    record_words(&serde_json::to_value(sheet).expect("JSON"), &visible).expect("a sheet")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn headline(sheet: &Sheet) -> String {
    let mut alone = sheet.clone();
    alone.sections.clear();
    alone.withdrawal = None;
    alone.corrections.clear();
    (alone.embargo, alone.place_date, alone.end_mark) = (None, None, None);
    (alone.masthead, alone.reference) = (String::new(), String::new());
    visible_words(&alone)
}

/// Every link that a sheet has.
fn links(sheet: &Sheet) -> BTreeSet<String> {
    fn collect(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
            Value::Object(entries) => {
                found.extend(entries.get("uri").and_then(Value::as_str).map(visible));
                entries.values().for_each(|value| collect(value, found));
            }
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    collect(&serde_json::to_value(sheet).expect("JSON")["sections"], &mut found);
    found
}

/// Whether the reader of HTML sees a link, whatever it makes of line ends in it.
fn same_links(found: &FragmentText, sheet: &Sheet) -> Result<(), String> {
    let plain = |uri: &str| uri.replace("\r\n", "\n").replace('\r', "\n");
    let found: BTreeSet<String> = found.values("href").map(plain).collect();
    let shown: BTreeSet<String> = links(sheet).iter().map(|uri| plain(uri)).collect();
    let added: Vec<&String> = found.difference(&shown).collect();
    if added.is_empty() { Ok(()) } else { Err(format!("{added:?} are no links of the sheet")) }
}

struct Presses(BTreeMap<&'static str, Box<dyn Press>>);

impl Presses {
    fn new(office: &Office, house: &House) -> Self {
        let made = formats()
            .into_iter()
            .map(|format| (format.name(), format.prepare(&office.catalog, house).expect("a press")));
        Self(made.collect())
    }

    fn print(&self, form: &str, sheet: &Sheet) -> Result<Vec<u8>, String> {
        self.0[form].print(sheet).map_err(|error| format!("{form}: {error}"))
    }
}

/// All that is promised of the forms, for one sheet. `validators` are those of
/// the record and of ninjs.
fn promises(presses: &Presses, validators: &(Validator, Option<Validator>), sheet: &Sheet) -> Result<(), String> {
    let fail = |form: &str, fault: String| Err(format!("{form}: {fault}"));
    let same = |form: &str, found: &str, expected: &str| match found == expected {
        true => Ok(()),
        false => fail(form, format!("\n   found: {found:?}\nexpected: {expected:?}")),
    };
    let json = |form: &str| -> Result<Value, String> {
        serde_json::from_slice(&presses.print(form, sheet)?).map_err(|error| format!("{form}: {error}"))
    };
    let document = |form: &str| -> Result<Element, String> {
        Element::read(&presses.print(form, sheet)?).map_err(|error| format!("{form}: {error}"))
    };
    let words = visible_words(sheet);
    let title = headline(sheet);
    let fragment = |form: &str, html: &str, title: &str| -> Result<FragmentText, String> {
        let found = FragmentText::read(html).expect("HTML");
        if !found.faults.is_empty() {
            return Err(format!("{form}: {:?} in {html}", found.faults));
        }
        same(form, &found.words(title).expect("one headline"), &words)?;
        same_links(&found, sheet).map_err(|fault| format!("{form}: {fault}"))?;
        Ok(found)
    };

    let record = json("json")?;
    let found = faults(&validators.0, &record);
    if !found.is_empty() {
        return fail("json", found.join("\n"));
    }
    same("json", &record_words(&record, &str::to_owned).expect("a record"), &sheet.reading_text())?;

    let ninjs = json("ninjs")?;
    let found = validators.1.as_ref().map(|validator| faults(validator, &ninjs)).unwrap_or_default();
    if !found.is_empty() {
        return fail("ninjs", found.join("\n"));
    }
    let value = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    same(
        "ninjs headline",
        &visible(&value(&ninjs["headlines"][0]["value"])),
        &one_line(&visible(&sheet.headline_text)),
    )?;
    fragment("ninjs", &value(&ninjs["bodies"][0]["value"]), &title)?;
    let without = {
        let mut sheet = sheet.clone();
        sheet.headline.clear();
        visible_words(&sheet)
    };
    let draft = if sheet.draft { "DRAFT" } else { "" };
    let plain = visible(&value(&ninjs["bodies"][1]["value"]));
    without_marks(&plain, &format!("{draft} {without}")).map_err(|fault| format!("ninjs as text: {fault}"))?;

    let newsml = document("newsml")?;
    let mut body = FragmentText::read(&newsml.one("body").inner_html()).expect("HTML");
    let own = body.headline.take().unwrap_or_default();
    same("newsml headline", &own, &title)?;
    same("newsml", &body.words(&own).expect("one headline"), &words)?;
    if !body.faults.is_empty() {
        return fail("newsml", format!("{:?}", body.faults));
    }
    without_marks(&newsml.text_of("inlineData"), &format!("{draft} {without}"))
        .map_err(|fault| format!("newsml as text: {fault}"))?;

    let presscorner = json("presscorner")?;
    fragment("presscorner", &value(&presscorner["docuLanguageResource"]["htmlContent"]), &title)?;

    for form in FORMS {
        pressdoc::read_back::compare(form, &presses.print(form, sheet)?, sheet).map_err(|fault| fault.to_string())?;
    }

    let atom = document("atom")?;
    same("atom title", &one_line(&atom.text_of("title")), &one_line(&visible(&sheet.headline_text)))?;
    let entry = fragment("atom", &atom.text_of("content"), &title)?;
    if entry.values("src").next().is_some() {
        return fail("atom", "a picture".to_owned());
    }
    Ok(())
}

thread_local! {
    static WORKSHOP: OnceCell<(Sheet, Presses, (Validator, Option<Validator>))> = const { OnceCell::new() };
}

fn in_workshop<T>(work: impl FnOnce(&Sheet, &Presses, &(Validator, Option<Validator>)) -> T) -> T {
    WORKSHOP.with(|workshop| {
        let (sheet, presses, validators) = workshop.get_or_init(|| {
            let office = Office::open(project()).expect("an office");
            let file = NoticeFile::new(&project().join("tests/notices/words.md"), project());
            let examined = office.examine(&file).expect("a notice");
            let presses = Presses::new(&office, examined.house);
            (office.compose(&examined, false), presses, (strict_record(), ninjs_schema()))
        });
        work(sheet, presses, validators)
    })
}

#[test]
fn every_form_says_the_words_of_every_sample() {
    let office = Office::open(project()).expect("an office");
    let validators = (strict_record(), ninjs_schema());
    let mut wrong = Vec::new();
    for sample in samples() {
        let house = if sample.name.contains("PR/") { "plain" } else { "ec" };
        let presses = Presses::new(&office, office.catalog.house(house).expect("a house style"));
        wrong.extend(
            promises(&presses, &validators, &sample.sheet).err().map(|fault| format!("{}: {fault}", sample.name)),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn no_text_breaks_a_form(sheet in in_workshop(|base, _, _| sheets::sheet(base))) {
        in_workshop(|_, presses, validators| promises(presses, validators, &sheet).map_err(TestCaseError::fail))?;
    }
}

/// Which samples are kept as files: short, of several items, in Greek letters.
const KEPT: [&str; 3] = ["AGENDA/18/5869/en.md", "AGENDA/26/33/en.md", "IP/26/412/el.md"];

#[test]
fn some_samples_come_out_as_they_were() {
    let mut names = BTreeSet::new();
    for sample in samples().into_iter().filter(|sample| KEPT.iter().any(|name| sample.name.ends_with(name))) {
        let stem = format!("{}.{}", sample.sheet.reference.replace('/', "-"), sample.sheet.language);
        for format in formats() {
            let text = String::from_utf8(sample.forms[format.name()].clone()).expect("UTF-8");
            // In one line, nobody would see what has changed.
            let text = match format.media_type() {
                "application/json" => format!("{:#}\n", sample.json(format.name())),
                _ => text,
            };
            let name = format!("{stem}.{}", format.ending());
            kept(&format!("tests/records/{name}"), &text);
            names.insert(name);
        }
    }
    assert_eq!(names.len(), KEPT.len() * FORMS.len());
    for entry in std::fs::read_dir(project().join("tests/records")).expect("the folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(name == "sheets.rs" || names.contains(&name), "{name} is of no sample any more");
    }
}

#[test]
fn nothing_of_the_program_is_in_a_sheet() {
    // The promises above would hold for an empty sheet as well.
    let has = |sheet: &Sheet, wanted: &dyn Fn(&SheetBlock) -> bool| {
        sheet.sections.iter().flat_map(|section| &section.blocks).any(wanted)
    };
    in_workshop(|base, _, _| {
        assert!(has(base, &|block| matches!(block, SheetBlock::Figure { .. })), "a picture to show");
        assert!(has(base, &|block| matches!(block, SheetBlock::Table { .. })), "a table");
        assert!(base.headline.iter().any(|inline| matches!(inline, SheetInline::Text { .. })), "a headline");
    });
}
