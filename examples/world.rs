//! The closed world of one notice as files, so that the `typst` program can set
//! the same PDF:
//!
//! ```text
//! cargo run --release --example world -- releases/AGENDA/18/5869/en.md DIR
//! typst compile --root DIR --font-path DIR/fonts --ignore-system-fonts \
//!     --pdf-standard a-3a,ua-1 DIR/notice.typ notice.pdf
//! ```
//!
//! Only `notice.json` is not written: `pdfdetach` takes it out of the PDF that
//! pressdoc makes (`benches/whole-process` does so).

use std::error::Error;
use std::fs;
use std::path::Path;

use pressdoc::pipeline::Office;
use pressdoc::workspace::NoticeFile;
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [notice, folder] = arguments.as_slice() else { return Err("usage: world NOTICE DIR".into()) };
    let here = std::env::current_dir()?;
    let path = here.join(notice);
    let folder = Path::new(folder);
    let office = Office::open(path.parent().unwrap_or(&here))?;
    let examined = office.examine(&NoticeFile::new(&path, &here))?;
    let sheet = office.compose(&examined, false);
    let style = &examined.house.style;
    // As `render` hands it to the templates.
    let house = json!({
        "code": style.code,
        "name": style.name,
        "language": style.language,
        "address": style.address,
        "website": style.website,
        "colours": style.colours,
        "fonts": style.fonts,
        "page": style.page,
    });
    fs::create_dir_all(folder.join("fonts"))?;
    fs::write(folder.join("sheet.json"), serde_json::to_vec(&sheet)?)?;
    fs::write(folder.join("house.json"), serde_json::to_vec(&house)?)?;
    for file in ["notice.typ", "base.typ", "letterhead.typ", "logo.svg"] {
        fs::write(folder.join(file), office.catalog.dress(&style.code, file)?)?;
    }
    for (at, picture) in sheet.pictures.iter().enumerate() {
        fs::write(folder.join(format!("figure-{at}")), &picture.bytes)?;
    }
    for (at, font) in office.catalog.fonts()?.iter().enumerate() {
        fs::write(folder.join(format!("fonts/{at:02}.ttf")), font)?;
    }
    Ok(())
}
