//! Every form of a notice says the same words in the same order, read by
//! readers that know nothing of how the forms are made.

mod altered;
mod own_words;
mod page;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "forms")]
mod word;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::OnceLock;

use pressdoc::diagnostic::Severity;
use pressdoc::model::sheet::{Sheet, SheetBlock, inline_text};
use pressdoc::pipeline::{Office, Order};
use pressdoc::render::FORMATS;
use pressdoc::workspace::NoticeFile;

#[cfg(feature = "forms")]
use pressdoc::read_back::calendar::calendar;
use pressdoc::read_back::html::HtmlText;
#[cfg(feature = "forms")]
use pressdoc::read_back::html::fragment::FragmentText;
#[cfg(feature = "forms")]
use pressdoc::read_back::mail::Mail;
use pressdoc::read_back::record::record_words;
use pressdoc::read_back::text::TextForm;
#[cfg(feature = "forms")]
use pressdoc::read_back::word::WordText;
#[cfg(feature = "forms")]
use pressdoc::read_back::xml::Element;

#[cfg(feature = "pdf")]
use crate::support::pdf_words::PdfText;
use crate::support::workspace::{project, seed, twin};
#[cfg(feature = "forms")]
use crate::support::xml::Only as _;

/// A notice with its sheet and all its forms.
struct Rendered {
    name: String,
    source: String,
    sheet: Sheet,
    /// By name of the form.
    forms: BTreeMap<&'static str, Vec<u8>>,
}

impl Rendered {
    fn form(&self, name: &str) -> &[u8] {
        self.forms.get(name).unwrap_or_else(|| panic!("{}: there is no form `{name}`", self.name))
    }

    fn html(&self) -> HtmlText {
        HtmlText::read(self.form("html")).expect("a page")
    }

    fn text(&self) -> &str {
        std::str::from_utf8(self.form("txt")).expect("text in UTF-8")
    }

    fn json(&self, form: &str) -> serde_json::Value {
        serde_json::from_slice(self.form(form)).unwrap_or_else(|error| panic!("{} as {form}: {error}", self.name))
    }

    #[cfg(feature = "forms")]
    fn word(&self) -> WordText {
        WordText::read(self.form("docx")).expect("a Word file")
    }

    #[cfg(feature = "pdf")]
    fn pdf(&self) -> PdfText {
        PdfText::read(self.form("pdf"))
    }
}

/// The words of a piece of HTML and of the field for its headline.
#[cfg(feature = "forms")]
fn fragment_words(html: &serde_json::Value, headline: &serde_json::Value) -> String {
    FragmentText::read(html.as_str().expect("HTML"))
        .expect("HTML")
        .words(headline.as_str().expect("a headline"))
        .expect("one headline")
}

/// Faults of many notices, told at once.
#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn check(&mut self, notice: &Rendered, holds: bool, fault: impl FnOnce() -> String) {
        if !holds {
            self.0.push(format!("{}: {}", notice.name, fault()));
        }
    }

    fn same<T: PartialEq + std::fmt::Debug>(&mut self, notice: &Rendered, what: &str, found: T, expected: T) {
        self.check(notice, found == expected, || format!("{what}\n   found: {found:?}\nexpected: {expected:?}"));
    }

    fn words(&mut self, notice: &Rendered, form: &str, found: &str, expected: &str) {
        if let Some(difference) = first_difference(found, expected) {
            self.0.push(format!("{} as {form}: {difference}", notice.name));
        }
    }

    fn links(&mut self, notice: &Rendered, form: &str, found: &BTreeSet<String>, expected: &BTreeSet<String>) {
        let missing: Vec<&String> = expected.difference(found).collect();
        let added: Vec<&String> = found.difference(expected).collect();
        self.check(notice, missing.is_empty() && added.is_empty(), || {
            format!("links of the {form}: {missing:?} are missing, {added:?} are too many")
        });
    }

    fn none(&self) {
        assert!(self.0.is_empty(), "\n{}\n", self.0.join("\n\n"));
    }
}

/// Notices that are rendered, and whether as a draft.
fn notices(office: &Office) -> Vec<(NoticeFile, bool)> {
    let releases = office.workspace.all(project()).expect("the releases can be walked");
    assert!(releases.len() >= 23, "too few releases: {}", releases.len());
    let loose = |path: PathBuf| NoticeFile::new(&path, project());
    let mut notices: Vec<(NoticeFile, bool)> = releases.into_iter().map(|file| (file, false)).collect();
    notices.push((loose(twin()), false));
    notices.extend(seed().map(|path| (loose(path), false)));
    notices.push((loose(project().join("tests/notices/words.md")), false));
    notices.push((loose(project().join("tests/notices/hostile.md")), true));
    notices
}

fn render(office: &Office, file: &NoticeFile, draft: bool) -> Rendered {
    let examined = office.examine(file).unwrap_or_else(|error| panic!("{}: {error}", file.name));
    if !draft {
        let errors: Vec<_> = examined.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{} has errors: {errors:#?}", file.name);
    }
    let artifacts = office
        .render(
            &examined,
            file,
            &Order { formats: FORMATS, draft, now: jiff::Timestamp::MAX, here: project(), beside: false },
        )
        .unwrap_or_else(|error| panic!("{}: {error}", file.name));
    for format in FORMATS.iter().filter(|format| format.is_usual()) {
        let ending = format!(".{}", format.ending());
        assert!(artifacts.iter().any(|artifact| artifact.path.ends_with(&ending)), "{}: no {ending}", file.name);
    }
    Rendered {
        name: file.name.clone(),
        source: examined.source.text().to_owned(),
        sheet: office.compose(&examined, draft),
        forms: artifacts.into_iter().map(|artifact| (form_of(&artifact.path), artifact.bytes)).collect(),
    }
}

/// The form of a finished file, by its ending.
fn form_of(path: &str) -> &'static str {
    let fits = FORMATS.iter().filter(|format| path.ends_with(&format!(".{}", format.ending())));
    fits.max_by_key(|format| format.ending().len()).expect("a form").name()
}

/// All notices in all forms, made once for all tests.
fn all() -> &'static [Rendered] {
    static ALL: OnceLock<Vec<Rendered>> = OnceLock::new();
    ALL.get_or_init(|| {
        with_stack(|| {
            let office = Office::open(project()).expect("an office");
            notices(&office).iter().map(|(file, draft)| render(&office, file, *draft)).collect()
        })
    })
}

/// Runs `work` in a thread with the stack that setting type needs.
fn with_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(16 << 20).spawn_scoped(scope, work).expect("a thread");
        thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// Where two texts first differ, with ten words on either side.
fn first_difference(found: &str, expected: &str) -> Option<String> {
    let found: Vec<&str> = found.split_whitespace().collect();
    let expected: Vec<&str> = expected.split_whitespace().collect();
    let at = (0..found.len().max(expected.len())).find(|at| found.get(*at) != expected.get(*at))?;
    let around = |words: &[&str]| {
        let (from, to) = (at.saturating_sub(10).min(words.len()), (at + 11).min(words.len()));
        let before = words[from..at.min(words.len())].join(" ");
        let word = words.get(at).copied().unwrap_or("");
        let after = words[(at + 1).min(words.len())..to.max((at + 1).min(words.len()))].join(" ");
        format!("{before} »{word}« {after}")
    };
    let (shown, wanted) = (around(&found), around(&expected));
    Some(format!("word {} of {} differs\n   found: {shown}\nexpected: {wanted}", at + 1, expected.len()))
}

/// The headings that a sheet has, with their levels.
fn headings(sheet: &Sheet) -> Vec<(u8, String)> {
    let plain = |inlines| {
        let mut text = String::new();
        inline_text(inlines, &mut text);
        normalised(&text)
    };
    let mut headings = vec![(1, plain(&sheet.headline))];
    for section in &sheet.sections {
        headings.extend(section.label.as_deref().map(|label| (section.level, normalised(label))));
        headings.extend(section.blocks.iter().filter_map(|block| match block {
            SheetBlock::Heading { level, children, .. } => Some((*level, plain(children))),
            _ => None,
        }));
    }
    headings
}

/// The values of one key anywhere in a sheet: every `uri`.
fn values(sheet: &Sheet, key: &str) -> Vec<String> {
    fn collect(value: &serde_json::Value, key: &str, found: &mut Vec<String>) {
        match value {
            serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, key, found)),
            serde_json::Value::Object(entries) => {
                found.extend(entries.get(key).and_then(|value| value.as_str()).map(str::to_owned));
                entries.values().for_each(|value| collect(value, key, found));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    collect(&serde_json::to_value(sheet).expect("a sheet is JSON"), key, &mut found);
    found
}

fn normalised(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_form_says_the_words_of_the_sheet_in_order() {
    let mut faults = Faults::default();
    for notice in all() {
        let expected = notice.sheet.reading_text();
        for form in notice.forms.keys() {
            let words = match *form {
                #[cfg(feature = "forms")]
                "eml" | "ics" => continue,
                #[cfg(feature = "forms")]
                "docx" => word::words_in_order(notice),
                #[cfg(feature = "pdf")]
                "pdf" => notice.pdf().words,
                "html" => notice.html().words,
                "txt" => TextForm::read(notice.text()).words,
                "json" => record_words(&notice.json("json"), &str::to_owned).expect("a record"),
                #[cfg(feature = "forms")]
                "ninjs" => {
                    let item = notice.json("ninjs");
                    fragment_words(&item["bodies"][0]["value"], &item["headlines"][0]["value"])
                }
                #[cfg(feature = "forms")]
                "presscorner" => {
                    let document = &notice.json("presscorner")["docuLanguageResource"];
                    fragment_words(&document["htmlContent"], &document["title"])
                }
                #[cfg(feature = "forms")]
                "newsml" => {
                    let item = Element::read(notice.form("newsml")).expect("XML");
                    let mut body = FragmentText::read(&item.one("body").inner_html()).expect("HTML");
                    let headline = body.headline.take().expect("a headline");
                    body.words(&headline).expect("one headline")
                }
                #[cfg(feature = "forms")]
                "atom" => {
                    let entry = Element::read(notice.form("atom")).expect("XML");
                    fragment_words(&entry.text_of("content").into(), &entry.text_of("title").into())
                }
                other => panic!("the form `{other}` has no reader here"),
            };
            faults.words(notice, form, &words, &expected);
        }
        faults.same(notice, "the content hash", notice.sheet.content_hash.clone(), notice.sheet.hash_content());
    }
    faults.none();
}

/// Every form is what is compared before it is sealed, and says so.
#[test]
fn every_form_can_be_read_back() {
    let mut faults = Faults::default();
    for notice in all() {
        for (form, bytes) in &notice.forms {
            let compared = pressdoc::read_back::compare(form, bytes, &notice.sheet);
            faults.check(notice, compared.is_ok(), || compared.expect_err("a mismatch").to_string());
        }
    }
    faults.none();
}

#[test]
fn every_form_has_a_reader() {
    let made: Vec<&str> = FORMATS.iter().map(|format| format.name()).collect();
    let mut read: Vec<&str> = pressdoc::read_back::forms().collect();
    // Without the typesetter there are still PDFs to read.
    read.retain(|form| *form != "pdf" || cfg!(feature = "pdf"));
    assert_eq!(read, made, "the readers in `read_back/forms.rs`, and the forms in `render/mod.rs`");
}

/// The pages of all mails, by the name of the notice.
#[cfg(feature = "forms")]
pub fn mail_pages() -> impl Iterator<Item = (&'static str, HtmlText)> {
    all().iter().map(|notice| {
        let mail = Mail::read(notice.form("eml")).unwrap_or_else(|fault| panic!("{}: {fault}", notice.name));
        (notice.name.as_str(), HtmlText::read(mail.page.as_bytes()).expect("a page"))
    })
}

#[cfg(feature = "forms")]
#[test]
fn both_parts_of_a_mail_say_the_words_of_the_sheet_and_have_its_links() {
    let mut faults = Faults::default();
    for notice in all() {
        let mail = Mail::read(notice.form("eml")).unwrap_or_else(|fault| panic!("{}: {fault}", notice.name));
        let expected = notice.sheet.reading_text();
        let page = HtmlText::read(mail.page.as_bytes()).expect("a page");
        faults.words(notice, "text of a mail", &TextForm::read(&mail.text).words, &expected);
        faults.words(notice, "page of a mail", &page.words, &expected);
        faults.same(notice, "the page of the mail is no HTML", page.faults.clone(), Vec::new());
        faults.same(notice, "the headings of the mail", page.headings.clone(), headings(&notice.sheet));
        let links: BTreeSet<String> = values(&notice.sheet, "uri").into_iter().collect();
        let in_main = page.named("a").filter(|link| link.inside.iter().any(|name| name == "main"));
        let found = in_main.filter_map(|link| link.attribute("href")).map(str::to_owned).collect();
        faults.links(notice, "page of the mail", &found, &links);
        faults.same(
            notice,
            "the links of the text",
            TextForm::read(&mail.text).links,
            TextForm::read(notice.text()).links,
        );
    }
    faults.none();
}

#[cfg(feature = "forms")]
#[test]
fn calendar_entries_tell_the_whole_notice() {
    let mut faults = Faults::default();
    let mut entries = 0;
    for notice in all() {
        let Some(file) = notice.forms.get("ics") else {
            faults.check(notice, notice.sheet.events.iter().all(|event| event.sittings.is_empty()), || {
                "it has an event and no calendar entry".to_owned()
            });
            continue;
        };
        let calendar = calendar(file).unwrap_or_else(|fault| panic!("{}: {fault}", notice.name));
        for entry in calendar.all("VEVENT") {
            entries += 1;
            let form = TextForm::read_flowing(&entry.text("DESCRIPTION")).expect("a closing part");
            faults.words(notice, "calendar entry", &form.words, &notice.sheet.reading_text());
        }
    }
    assert!(entries >= 4, "only {entries} entries were read");
    faults.none();
}

#[test]
fn every_form_has_the_same_links() {
    let mut faults = Faults::default();
    for notice in all() {
        let expected: BTreeSet<String> = values(&notice.sheet, "uri").into_iter().collect();
        let page = notice.html();
        let in_main = page.named("a").filter(|link| link.inside.iter().any(|name| name == "main"));
        // The list of items and the marks of footnotes lead to places of the page itself.
        let leads_out = |href: &&str| !href.starts_with('#');
        let links = in_main.filter_map(|link| link.attribute("href")).filter(leads_out);
        let links: BTreeSet<String> = links.map(str::to_owned).collect();
        faults.links(notice, "page", &links, &expected);
        #[cfg(feature = "pdf")]
        faults.links(notice, "PDF", &notice.pdf().links, &expected);
        #[cfg(feature = "forms")]
        faults.links(notice, "Word file", &notice.word().links, &expected);
        let listed = TextForm::read(notice.text()).links;
        for link in &listed {
            faults.check(notice, expected.contains(link), || format!("the text lists {link}"));
        }
        // Phone numbers, and addresses that stand in the text themselves, need no number.
        for link in expected.iter().filter(|link| !link.starts_with("tel:")) {
            let bare = link.trim_start_matches("mailto:").trim_start_matches("https://").trim_start_matches("http://");
            let is_there = listed.contains(link) || notice.text().to_lowercase().contains(&bare.to_lowercase());
            faults.check(notice, is_there, || format!("the text has nowhere {link}"));
        }
    }
    faults.none();
}

#[test]
fn the_same_notice_makes_the_same_bytes_in_any_order_and_thread() {
    let office = Office::open(project()).expect("an office");
    let notices = notices(&office);
    let render_from = |start: usize| {
        with_stack(|| {
            for step in 0..notices.len() {
                let at = (start + step) % notices.len();
                let (file, draft) = &notices[at];
                let again = render(&office, file, *draft);
                for (form, bytes) in &again.forms {
                    assert!(bytes == all()[at].form(form), "{} as {form}: other bytes the second time", file.name);
                }
            }
        });
    };
    // All have been rendered once before the threads begin.
    assert_eq!(all().len(), notices.len());
    std::thread::scope(|scope| {
        for start in [0, 5, 10] {
            let render_from = &render_from;
            scope.spawn(move || render_from(start));
        }
    });
}

#[test]
fn a_difference_is_shown_with_the_words_around_it() {
    assert_eq!(first_difference("a b  c", "a b c"), None);
    let difference = first_difference("one two four", "one two three four").expect("a difference");
    assert!(difference.contains("word 3 of 4") && difference.contains("one two »four«"), "{difference}");
    assert!(first_difference("one", "one two").is_some() && first_difference("one two", "one").is_some());
}
