//! From a notice, with all its faults, to the sheet that is signed.

use std::path::Path;

use super::{Examined, Office};
use crate::artifact::Artifact;
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::proof::{Dress, Proof, draw};
use crate::workspace::NoticeFile;

impl Office {
    /// The proof of a notice, which may have errors. Before the hour of an
    /// embargo its name cannot be guessed, as with the forms.
    ///
    /// # Errors
    /// When a font cannot be read, or the secret of the workspace.
    pub fn proof(
        &self,
        examined: &Examined<'_>,
        file: &NoticeFile,
        now: jiff::Timestamp,
        here: &Path,
    ) -> Result<Artifact, Error> {
        let is_draft = examined.count(Severity::Error) > 0;
        let sheet = self.compose(examined, is_draft);
        let style = &examined.house.style;
        let document_type =
            examined.reference.as_ref().and_then(|reference| examined.house.document_type(reference.type_code()));
        let approvals = document_type.and_then(|document_type| document_type.approvals.as_ref());
        let day: Option<jiff::civil::Date> = sheet.date.parse().ok();
        let day = day.and_then(|day| day.to_zoned(jiff::tz::TimeZone::UTC).ok());
        let mark = |shown: bool, word: &str| shown.then(|| word.to_owned());
        let proof = Proof {
            source: &examined.source,
            findings: &examined.findings,
            reference: examined.reference.as_ref().map(ToString::to_string),
            language: examined.language.code.clone(),
            organisation: &sheet.organisation,
            headline: &sheet.headline_text,
            marks: [mark(is_draft, "DRAFT"), mark(sheet.embargo.is_some(), "EMBARGO")].into_iter().flatten().collect(),
            embargo: sheet.embargo.as_deref(),
            approvals: approvals.unwrap_or(&style.approvals),
            content_hash: &sheet.content_hash,
            day: day.map_or(0, |day| day.timestamp().as_second()),
            dress: Dress {
                paper: &style.page,
                accent: style.colours.get("accent").map_or("", String::as_str),
                mono: &style.fonts.mono,
                text: &style.fonts.headings,
                fonts: self.catalog.fonts()?,
            },
        };
        let bytes = draw(&proof).map_err(|reason| Error::Render {
            form: "proof",
            name: examined.source.name().to_owned(),
            reason,
        })?;
        let path = format!("{}.proof.pdf", self.stem(examined, file, now, here)?);
        Ok(Artifact { path, media_type: "application/pdf", bytes })
    }
}
