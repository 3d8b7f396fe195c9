//! One benchmark for each stage of the line, over a notice of two pages and a
//! long one. `cargo bench --bench stages`; a name as argument picks some.

#![allow(clippy::expect_used)]

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use pressdoc::artifact::Artifact;
use pressdoc::catalog::Catalog;
use pressdoc::check::{self, Coverage, Levels, Subject, Surroundings, Version, WordingIndex};
use pressdoc::model::language::Language;
use pressdoc::model::reference::Reference;
use pressdoc::model::register::Registers;
use pressdoc::model::segment_change::SegmentChange;
use pressdoc::parse::{self, Knowledge};
use pressdoc::pipeline::{Examined, Office, Order};
use pressdoc::read_back;
use pressdoc::render::{FORMATS, Format};
use pressdoc::workspace::NoticeFile;

const NOTICES: [(&str, &str); 2] = [("short", "releases/AGENDA/18/5869/en.md"), ("long", "releases/PR/26/14/en.md")];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn all_forms(office: &Office, file: &NoticeFile, examined: &Examined<'_>) -> Vec<Artifact> {
    let order = Order { formats: FORMATS, draft: false, now: jiff::Timestamp::MAX, here: root(), beside: false };
    office.render(examined, file, &order).expect("every form")
}

/// The form of a finished file, by its ending.
fn form_of(path: &str) -> &'static str {
    let fits = FORMATS.iter().filter(|format| path.ends_with(&format!(".{}", format.ending())));
    fits.max_by_key(|format| format.ending().len()).expect("a form").name()
}

fn open(criterion: &mut Criterion) {
    criterion.bench_function("open/catalog", |bencher| bencher.iter(|| Catalog::new(None, "ec").expect("built in")));
    // With the workspace's own `styles/` and `assets/` before the built-in ones.
    criterion.bench_function("open/office", |bencher| bencher.iter(|| Office::open(root()).expect("this workspace")));
    let catalog = Catalog::new(None, "ec").expect("built in");
    criterion.bench_function("open/language", |bencher| bencher.iter(|| catalog.language("el").expect("built in")));
}

fn stages(criterion: &mut Criterion) {
    let office = Office::open(root()).expect("this workspace");
    for (name, path) in NOTICES {
        let file = NoticeFile::new(&root().join(path), root());
        let examined = office.examine(&file).expect("a notice of this workspace");
        let knowledge = Knowledge {
            house: examined.house,
            language: &examined.language,
            languages: &|_| None,
            folder_reference: examined.reference.as_ref(),
        };
        criterion.bench_function(&format!("parse/{name}"), |bencher| {
            bencher.iter(|| parse::parse(black_box(&examined.source), knowledge));
        });
        check(criterion, name, &office, &examined);
        criterion.bench_function(&format!("examine/{name}"), |bencher| {
            bencher.iter(|| office.examine_text(examined.source.clone(), &file).expect("read before"));
        });
        criterion.bench_function(&format!("compose/{name}"), |bencher| {
            bencher.iter(|| office.compose(black_box(&examined), false));
        });
        for artifact in all_forms(&office, &file, &examined) {
            let sheet = office.compose(&examined, false);
            let form = form_of(&artifact.path);
            criterion.bench_function(&format!("read_back/{form}/{name}"), |bencher| {
                bencher.iter(|| read_back::compare(form, black_box(&artifact.bytes), &sheet).expect("the same words"));
            });
        }
        for format in FORMATS {
            render(criterion, name, &office, &examined, *format);
        }
    }
}

/// What lies around a notice, all of it loaded.
struct Loaded {
    coverage: Coverage,
    registers: Registers,
    wording: WordingIndex,
}

impl Surroundings for Loaded {
    fn has_picture(&self, _: &str) -> bool {
        true
    }

    fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    fn registers(&self) -> &Registers {
        &self.registers
    }

    fn wording(&self) -> &WordingIndex {
        &self.wording
    }

    fn wording_in(&self, _: &str) -> Arc<WordingIndex> {
        Arc::default()
    }

    fn has_release(&self, _: &Reference) -> Option<bool> {
        Some(true)
    }

    fn language(&self, _: &str) -> Option<Arc<Language>> {
        None
    }

    fn versions(&self) -> &[String] {
        &[]
    }

    fn original(&self) -> Option<&Version> {
        None
    }

    fn changes_of_original(&self) -> &[SegmentChange] {
        &[]
    }

    fn now(&self) -> Option<jiff::Timestamp> {
        None
    }
}

fn check(criterion: &mut Criterion, name: &str, office: &Office, examined: &Examined<'_>) {
    let (house, catalog) = (examined.house, &office.catalog);
    let code = &house.style.code;
    let wording = catalog.wording(code).expect("this workspace");
    let loaded = Loaded {
        coverage: Coverage::new(&house.style.fonts, catalog.fonts().expect("this workspace")),
        registers: catalog.registers(code).expect("this workspace"),
        wording: WordingIndex::new(wording, &examined.language.code),
    };
    let document_type = examined.reference.as_ref().and_then(|reference| house.document_type(reference.type_code()));
    let subject = Subject {
        source: &examined.source,
        notice: &examined.notice,
        house,
        language: &examined.language,
        is_item: false,
        document_type,
        folder_reference: examined.reference.as_ref(),
        folder_language: Some(&examined.language.code),
        surroundings: &loaded,
    };
    let levels = Levels::default();
    criterion.bench_function(&format!("check/{name}"), |bencher| {
        bencher.iter(|| check::check(black_box(&subject), &levels));
    });
}

/// The engine remembers what it has set: it is made to forget before every
/// notice, so that none is measured that was set before.
fn render(
    criterion: &mut Criterion,
    name: &str,
    office: &Office,
    examined: &Examined<'_>,
    format: &'static dyn Format,
) {
    let press = format.prepare(&office.catalog, examined.house).expect("this workspace");
    let sheet = office.compose(examined, false);
    criterion.bench_function(&format!("render-{}/{name}", format.name()), |bencher| {
        bencher.iter_batched(
            || format.tidy(),
            |()| press.print(black_box(&sheet)).expect("a notice without errors"),
            criterion::BatchSize::PerIteration,
        );
    });
}

criterion_group!(benches, open, stages);
criterion_main!(benches);
