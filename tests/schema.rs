//! The schemas say what is read, no more and no less.

use pressdoc::pipeline::Office;
use pressdoc::schema::SCHEMAS;
use pressdoc::span::SourceFile;
use pressdoc::workspace::{NoticeFile, Settings};
use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde_json::{Value, json};

use crate::support::json_schema::faults;
use crate::support::workspace::{Workspace, kept, project};

fn schema(name: &str) -> Value {
    SCHEMAS.iter().find(|schema| schema.name == name).expect("a schema").json()
}

/// TOML as a schema sees it: times are texts.
fn as_json(toml: &str) -> Value {
    fn value(toml: toml::Value) -> Value {
        match toml {
            toml::Value::Datetime(time) => Value::from(time.to_string()),
            toml::Value::Array(items) => items.into_iter().map(value).collect(),
            toml::Value::Table(table) => Value::Object(table.into_iter().map(|(key, of)| (key, value(of))).collect()),
            toml::Value::String(text) => Value::from(text),
            toml::Value::Integer(number) => Value::from(number),
            toml::Value::Float(number) => Value::from(number),
            toml::Value::Boolean(is) => Value::from(is),
        }
    }
    value(toml::Value::Table(toml::from_str(toml).unwrap_or_else(|error| panic!("{toml}: {error}"))))
}

/// A schema with one of the rules and one of the forms, so that a new one
/// changes no file.
fn with_one_rule(schema: &Value) -> Value {
    let drop = |name: &str| {
        (name != "weekday-mismatch" && pressdoc::check::find_rule(name).is_some())
            || (name != "html" && pressdoc::render::find_format(name).is_some())
    };
    match schema {
        Value::Object(words) => {
            let kept = words.iter().filter(|(word, _)| !drop(word));
            Value::Object(kept.map(|(word, inside)| (word.clone(), with_one_rule(inside))).collect())
        }
        Value::Array(items) => {
            let kept = items.iter().filter(|item| !item.as_str().is_some_and(drop));
            kept.map(with_one_rule).collect()
        }
        other => other.clone(),
    }
}

#[test]
fn they_are_what_the_program_prints() {
    for schema in SCHEMAS {
        let output = Workspace::bare().pressdoc(&["schema", schema.name]).success();
        let said = String::from_utf8(output.get_output().stdout.clone()).expect("UTF-8");
        let said: Value = serde_json::from_str(&said).expect("JSON");
        kept(&format!("tests/schema/{}.json", schema.name), &format!("{:#}\n", with_one_rule(&said)));
        assert_eq!(said["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(!faults(&said, &said, &json!(5), "").is_empty(), "nothing but a table fits");
    }
    let bare = Workspace::bare();
    bare.pressdoc(&["schema"]).success().stdout_eq(snapbox::str![[r#"
front-matter  what stands between the lines `+++`
settings      the file `pressdoc.toml`

"#]]);
    bare.pressdoc(&["schema", "setting"]).code(2).stdout_eq("").stderr_eq(snapbox::str![[r#"
error: found no schema `setting`
  help: did you mean `settings`?

"#]]);
}

/// What the reader says of a front matter.
fn read(office: &Office, toml: &str) -> Vec<String> {
    let file = NoticeFile { path: "/nowhere/x.md".into(), name: "x.md".into(), release: None };
    let text = format!("+++\n{toml}\n+++\n\n# Lanterns\n");
    let examined = office.examine_text(SourceFile::new("x.md", text), &file).expect("an office");
    let rules = ["malformed-front-matter", "unknown-key"];
    let findings = examined.findings.iter().filter(|finding| rules.contains(&finding.rule.as_ref()));
    findings.map(|finding| finding.message.clone()).collect()
}

#[test]
fn the_front_matter_is_read_as_its_schema_says() {
    let office = Office::open(project()).expect("the project");
    let schema = schema("front-matter");
    let good = [
        "",
        "issued = 2026-03-03T11:00:00+01:00\nembargo = 2026-03-03T11:00:00Z\nzone = \"Europe/Brussels\"",
        "issued = 2026-03-03T11:00:00\nembargo = \"2026-03-03T11:00:00+01:00\"",
        "issued = 2026-03-03",
        "issued = 2026-03-03 11:00:00.5\nembargo = \"2026-03-03 11:00\"",
        "reference = \"PR/26/14\"\nlanguage = \"fr\"\nhouse = \"plain\"\ntranslation_of = \"en\"",
        "[[event]]\n[[event]]\ntitle = \"x\"\nplace = \"y\"\nstatus = \"to be confirmed\"",
        "[[event]]\n[[event.sitting]]\nstarts = 2026-03-03T11:00:00Z\n[[event.sitting]]\nends = 2026-03-03T11:00:00Z",
        "[[waiver]]\nrule = \"weekday-mismatch\"\nreason = \"quotes an old poster\"",
        "event = []",
    ];
    for toml in good {
        assert_eq!(faults(&schema, &schema, &as_json(toml), ""), Vec::<String>::new(), "{toml}");
        assert_eq!(read(&office, toml), Vec::<String>::new(), "{toml}");
    }
    let bad = [
        "issue = 2026-03-03T11:00:00Z",
        "issued = 11:00:00",
        "issued = 5",
        "issued = \"tomorrow\"",
        "embargo = true",
        "zone = \"\"",
        "zone = 1",
        "reference = 26",
        "language = [\"fr\"]",
        "event = \"x\"",
        "event = [\"x\"]",
        "[event]\ntitle = \"x\"",
        "[[event]]\nname = \"x\"",
        "[[event]]\nstatus = \"perhaps\"",
        "[[event]]\n[[event.sitting]]\nstarts = \"noon\"",
        "[[event]]\n[[event.sitting]]\nat = 2026-03-03T11:00:00Z",
        "[[waiver]]\nrule = \"weekday-mismatch\"",
        "[[waiver]]\nreason = \"x\"",
        "[[waiver]]\nrule = \"weekday mismatch\"\nreason = \"x\"",
        "[[waiver]]\nrule = \"weekday-mismatch\"\nreason = \"x\"\nuntil = \"y\"",
    ];
    for toml in bad {
        assert!(!faults(&schema, &schema, &as_json(toml), "").is_empty(), "{toml}: the schema accepts it");
        assert!(!read(&office, toml).is_empty(), "{toml}: the reader accepts it");
    }
    for folder in ["releases", "tests/notices"] {
        let mut notices = Vec::new();
        crate::language_server::collect(&project().join(folder), folder, &mut notices);
        for (path, text) in notices {
            let Some(toml) = text.strip_prefix("+++\n").and_then(|text| text.split("\n+++").next()) else { continue };
            assert_eq!(faults(&schema, &schema, &as_json(toml), ""), Vec::<String>::new(), "{path}");
        }
    }
}

/// Takes down the fields that a record asks for, and gives none of them.
struct Listener<'l>(&'l mut Vec<&'static str>);

impl<'de> Deserializer<'de> for Listener<'_> {
    type Error = de::value::Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        self.0.extend(fields);
        visitor.visit_map(de::value::MapDeserializer::<'_, std::iter::Empty<((), ())>, _>::new(std::iter::empty()))
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(de::Error::custom("the settings are a record"))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

#[test]
fn the_schema_of_the_settings_has_the_keys_that_are_read() {
    let mut read = Vec::new();
    let settings = Settings::deserialize(Listener(&mut read)).expect("every entry is optional");
    read.sort_unstable();
    let schema = schema("settings");
    let described: Vec<&str> = schema["properties"].as_object().expect("keys").keys().map(String::as_str).collect();
    assert_eq!(described, read, "keys of `Settings` in src/workspace.rs and src/schema/settings.rs");
    assert_eq!(schema["properties"]["house"]["default"], settings.house.as_str());
    assert_eq!(schema["properties"]["releases"]["default"], settings.releases.as_str());
    assert_eq!(schema["properties"]["out"]["default"], settings.out.as_str());
    // Somebody who describes a key says what it means.
    for (key, property) in schema["properties"].as_object().expect("keys") {
        assert!(property["description"].as_str().is_some_and(|meaning| meaning.ends_with('.')), "{key}");
    }
}

#[test]
fn the_settings_are_read_as_their_schema_says() {
    let schema = schema("settings");
    let read = |toml: &str| {
        let workspace = Workspace::new().with("pressdoc.toml", toml);
        Office::open(workspace.path()).map(|_| ()).map_err(|error| error.to_string())
    };
    for toml in
        ["", "house = \"plain\"\nreleases = \"notices\"\nout = \"finished\"", "[rules]\n\"weekday-mismatch\" = \"off\""]
    {
        assert_eq!(faults(&schema, &schema, &as_json(toml), ""), Vec::<String>::new(), "{toml}");
        assert_eq!(read(toml), Ok(()), "{toml}");
    }
    for toml in [
        "houses = \"plain\"",
        "house = 1",
        "out = []",
        "rules = \"off\"",
        "[rules]\nweekday-mismatch = \"fatal\"",
        "[rules]\nweekday-mismatch = 1",
    ] {
        assert!(!faults(&schema, &schema, &as_json(toml), "").is_empty(), "{toml}: the schema accepts it");
        assert!(read(toml).is_err(), "{toml}: the reader accepts it");
    }
    // Only there: for a type, for a path.
    for toml in [
        "[rules.IP]\nweekday-mismatch = \"off\"",
        "[rules]\nweekday-mismatch = \"info\"\n[rules.\"releases/PR/**\"]\nour-own = \"warning\"",
    ] {
        assert_eq!(faults(&schema, &schema, &as_json(toml), ""), Vec::<String>::new(), "{toml}");
    }
    for toml in ["[rules.IP]\nweekday-mismatch = \"fatal\"", "[rules.IP.deeper]\nweekday-mismatch = \"off\""] {
        assert!(!faults(&schema, &schema, &as_json(toml), "").is_empty(), "{toml}: the schema accepts it");
    }
}
