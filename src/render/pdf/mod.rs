//! The PDF: PDF/A-3a and PDF/UA-1 at once, set by the house style's template in
//! a closed world. The only user of `typst`.

mod promises;
mod world;

use std::sync::Arc;

use jiff::civil::Date;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::{Format, KEEP, Press, public_record::public_record, refuse_unreadable_colours, sample, sheet_name};
use crate::catalog::{Catalog, House};
use crate::error::Error;
use crate::model::sheet::Sheet;
use promises::broken_promise;
use world::{LOGO, Room, TEMPLATES, World};

/// The form `pdf`.
pub struct Pdf;

impl Format for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn is_usual(&self) -> bool {
        true
    }

    fn media_type(&self) -> &'static str {
        "application/pdf"
    }

    fn summary(&self) -> &'static str {
        "PDF/A-3a and PDF/UA-1 in one file, with `notice.json` attached"
    }

    fn prepare(&self, catalog: &Catalog, house: &House) -> Result<Box<dyn Press>, Error> {
        refuse_unreadable_colours(catalog, house)?;
        let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1]).map_err(|error| {
            Error::Configuration { message: error.message().to_string(), help: "this is a fault of pressdoc".into() }
        })?;
        let press = PdfPress { house: house.style.code.clone(), room: Arc::new(Room::new(catalog, house)?), standards };
        let code = &house.style.code;
        let mut own = None;
        for file in TEMPLATES.into_iter().chain([LOGO]) {
            if own.is_none() && catalog.is_own(code, file)? {
                own = Some(catalog.dress_path(code, file)?);
            }
        }
        if let Some(path) = own {
            press.try_out(&sample::sheet(catalog, house)?, &path)?;
        }
        Ok(Box::new(press))
    }

    fn tidy(&self) {
        // What all notices share is used in every round and stays; what only one
        // of them used goes with the round after.
        comemo::evict(1);
    }
}

struct PdfPress {
    /// The code of the house style.
    house: String,
    room: Arc<Room>,
    standards: PdfStandards,
}

thread_local! {
    /// typst divides small jobs among rayon's threads. For one notice that
    /// brings nothing; for many, on all cores, it costs a quarter: the workers
    /// of the common pool wait in circles. So each thread that prints is a pool
    /// of its own, of one.
    static OWN_POOL: bool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().is_ok();
}

impl PdfPress {
    /// Sets a small sheet and looks whether it keeps what every PDF promises.
    /// `path` is the template to blame where the typesetter blames none.
    fn try_out(&self, sheet: &Sheet, path: &str) -> Result<(), Error> {
        let wrong = |message: String| Error::Configuration { message, help: format!("correct the template; {KEEP}") };
        let named = |reason: String| if reason.starts_with("styles/") { reason } else { format!("{path}: {reason}") };
        let world = self.world(sheet).map_err(|reason| wrong(named(reason)))?;
        let document = set(&world).map_err(|reason| wrong(named(reason)))?;
        if let Some(broken) = broken_promise(&document, sheet) {
            return Err(wrong(format!("{path}: {broken}")));
        }
        self.export(&world, &document, sheet).map(drop).map_err(|reason| wrong(named(reason)))
    }

    fn world(&self, sheet: &Sheet) -> Result<World, String> {
        let json = serde_json::to_vec(sheet).map_err(|error| error.to_string())?;
        let record = public_record(sheet, &self.house).map_err(|error| error.to_string())?;
        Ok(World::new(Arc::clone(&self.room), json, record, &sheet.pictures))
    }

    fn export(&self, world: &World, document: &PagedDocument, sheet: &Sheet) -> Result<Vec<u8>, String> {
        let date: Option<Date> = sheet.date.parse().ok();
        let timestamp = date
            .and_then(|date| {
                let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
                Datetime::from_ymd_hms(i32::from(date.year()), month, day, 0, 0, 0)
            })
            .map(Timestamp::new_utc);
        let identifier = format!("pressdoc:{}:{}", sheet.reference, sheet.language);
        let options = PdfOptions {
            ident: Smart::Custom(identifier),
            creator: Smart::Custom(Some(concat!("pressdoc ", env!("CARGO_PKG_VERSION")).into())),
            timestamp,
            standards: self.standards.clone(),
            ..Default::default()
        };
        typst_pdf::pdf(document, &options).map_err(|errors| first(world, &errors))
    }
}

impl Press for PdfPress {
    fn print(&self, sheet: &Sheet) -> Result<Vec<u8>, Error> {
        let made = self.world(sheet).and_then(|world| self.export(&world, &set(&world)?, sheet));
        made.map_err(|reason| Error::Render { form: "pdf", name: sheet_name(sheet), reason })
    }
}

fn set(world: &World) -> Result<PagedDocument, String> {
    // Without a pool of its own a thread shares the common one.
    let _ = OWN_POOL.with(|own| *own);
    let compiled = typst::compile::<PagedDocument>(world);
    // A warning may mean lost text (a font that is not there): no PDF then.
    if let Some(warning) = compiled.warnings.first() {
        return Err(described(world, warning));
    }
    compiled.output.map_err(|errors| first(world, &errors))
}

fn first(world: &World, errors: &[SourceDiagnostic]) -> String {
    errors.first().map_or_else(|| "no reason given".to_owned(), |error| described(world, error))
}

fn described(world: &World, diagnostic: &SourceDiagnostic) -> String {
    let place = world.place(diagnostic.span).map(|place| format!("{place}: ")).unwrap_or_default();
    let hints: String = diagnostic.hints.iter().map(|hint| format!(" ({})", hint.v)).collect();
    format!("{place}{}{hints}", diagnostic.message)
}
