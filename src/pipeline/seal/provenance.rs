//! What is recorded of where a version comes from.

use super::super::{Examined, Office};
use super::contents::sources_folder;
use super::{Release, SealOrder, refused};
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::sealing::{Agent, Event, Outcome, Provenance, RELEASE_RECORD, ReleaseRecord, Remark, Role, Thing};

impl Office {
    /// The provenance of a version: its files, what was held against its sources,
    /// what was made of them, and who sealed it.
    pub(super) fn provenance(
        &self,
        release: &Release<'_, '_>,
        record: &ReleaseRecord,
        message: &str,
        order: &SealOrder<'_>,
    ) -> Result<Provenance, Error> {
        let Release { reference, examined, attachments, made, .. } = *release;
        let folder = format!("{}/{}", sources_folder(self), reference.folder());
        let program =
            Agent::Software { name: env!("CARGO_PKG_NAME").to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() };
        let person = Agent::Person {
            name: order.person.name.clone(),
            address: order.person.address.clone().unwrap_or_default(),
        };
        let mut provenance = Provenance::new(&record.identifier, order.now);
        let objects = &mut provenance.objects;
        for notice in examined {
            let path = format!("{folder}/{}.md", notice.language.code);
            let mut thing = Thing::new(path, Role::Source, notice.source.text().as_bytes());
            thing.language = Some(notice.language.code.clone());
            objects.push(thing);
        }
        for attachment in attachments {
            objects.push(Thing::new(format!("{folder}/{}", attachment.name), Role::Attachment, &attachment.bytes));
        }
        objects.extend(self.dressing(release)?.things.iter().cloned());
        for (sheet, (form, artifact)) in made.iter().flat_map(|made| made.forms.iter().map(|form| (&made.sheet, form)))
        {
            let mut thing = Thing::new(&artifact.path, Role::Form, &artifact.bytes);
            thing.form = Some((*form).to_owned());
            thing.media_type = Some(artifact.media_type.to_owned());
            thing.language = Some(sheet.language.clone());
            thing.content_hash = Some(sheet.content_hash.clone());
            objects.push(thing);
        }
        let fail =
            |error: serde_json::Error| refused(format!("{reference} has no record: {error}"), "please report it");
        objects.push(Thing::new(RELEASE_RECORD, Role::Record, &record.to_json().map_err(fail)?));

        let event = |kind: &str, agent: &Agent, detail: String| Event {
            kind: kind.to_owned(),
            at: order.now,
            agent: agent.label(),
            outcome: Outcome::Success,
            detail,
            rules: Vec::new(),
            findings: Vec::new(),
            waivers: Vec::new(),
        };
        let findings = findings(examined, &folder);
        let warnings = examined.iter().map(|notice| notice.count(Severity::Warning)).sum::<usize>();
        let mut validation =
            event("validation", &program, format!("the sources were checked: no errors, {warnings} warnings"));
        validation.outcome = if warnings > 0 { Outcome::Warning } else { Outcome::Success };
        validation.rules = self.rules_held(release)?;
        validation.findings = findings;
        validation.waivers = waivers(examined, &folder);
        let forms = made.iter().map(|made| made.forms.len()).sum::<usize>();
        let mut agents = vec![program.clone(), person.clone()];
        for given in release.approvals.given() {
            let approval = given.approval;
            let agent = Agent::Person { name: approval.name.clone(), address: format!("mailto:{}", approval.address) };
            let note = approval.note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
            let detail = format!("approved as {} in {}{note}", approval.role, given.languages.join(", "));
            provenance.events.push(Event { at: approval.at, ..event("approval", &agent, detail) });
            if !agents.contains(&agent) {
                agents.push(agent);
            }
        }
        provenance.events.extend([
            validation,
            event("creation", &program, format!("{forms} forms were made of the sources")),
            event("validation", &program, format!("{forms} forms were read again and say the words of the notices")),
            event("ingestion", &person, message.to_owned()),
        ]);
        provenance.agents = agents;
        Ok(provenance)
    }

    /// The names of the rules that were held against the notices.
    fn rules_held(&self, release: &Release<'_, '_>) -> Result<Vec<String>, Error> {
        let mut rules = std::collections::BTreeSet::new();
        for (notice, file) in release.examined.iter().zip(release.files) {
            let document_type = notice.house.document_type(release.reference.type_code());
            let levels = self.levels(notice.house, document_type, &file.path);
            rules.extend(levels.wanted().map(str::to_owned));
            let rows = self.catalog.wording(&notice.house.style.code)?;
            let in_language =
                rows.into_iter().filter(|row| row.language.as_ref().is_none_or(|l| *l == notice.language.code));
            rules.extend(in_language.map(|row| row.name));
        }
        Ok(rules.into_iter().collect())
    }
}

/// What was found, each in its place.
fn findings(examined: &[Examined<'_>], folder: &str) -> Vec<Remark> {
    let of = |notice: &Examined<'_>| -> Vec<Remark> {
        let remark = |finding: &crate::diagnostic::Diagnostic| Remark {
            path: format!("{folder}/{}.md", notice.language.code),
            line: notice.source.position(finding.span.start).line,
            rule: finding.rule.to_string(),
            severity: finding.severity.name().to_owned(),
            text: finding.message.clone(),
        };
        notice.findings.iter().map(remark).collect()
    };
    examined.iter().flat_map(of).collect()
}

/// What the notices waive, each in its place.
fn waivers(examined: &[Examined<'_>], folder: &str) -> Vec<Remark> {
    let of = |notice: &Examined<'_>| -> Vec<Remark> {
        let remark = |waiver: &crate::model::notice::Waiver| Remark {
            path: format!("{folder}/{}.md", notice.language.code),
            line: notice.source.position(waiver.rule.span.start).line,
            rule: waiver.rule.value.clone(),
            severity: "waived".to_owned(),
            text: waiver.reason.value.clone(),
        };
        notice.notice.front_matter.waivers.iter().map(remark).collect()
    };
    examined.iter().flat_map(of).collect()
}
