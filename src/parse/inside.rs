//! What stands inside the sections: contacts, sources, running text, dates,
//! events.

use std::sync::Arc;

use super::{Knowledge, contacts, events, items, passages, sources};
use crate::mention::{full_dates, written_dates, written_times};
use crate::model::document_type::{DocumentType, ItemSpec};
use crate::model::event::{Event, EventStatus, Sitting};
use crate::model::language::Language;
use crate::model::notice::{ForeignText, Notice};
use crate::model::passage::{Passage, PassageKind};
use crate::model::section::Section;
use crate::model::time::WrittenTime;
use crate::span::SourceFile;

/// Reads the inside of all sections.
pub fn read(source: &SourceFile, knowledge: Knowledge<'_>, compound: Option<&DocumentType>, notice: &mut Notice) {
    let mut languages = Languages { knowledge, found: Vec::new() };
    for section in &notice.sections {
        let language = languages.of(section);
        let knowledge = Knowledge { language: language.as_deref().unwrap_or(knowledge.language), ..knowledge };
        for block in &section.blocks {
            match section.key.as_str() {
                "contacts" => notice.contacts.extend(contacts::read(source, knowledge, block)),
                "sources" => notice.sources.extend(sources::read(knowledge, block)),
                _ => notice.contacts.extend(items::contacts_of_line(source, knowledge, section, block)),
            }
        }
    }
    let all = passages::read(source, notice);
    let own = Text::read(knowledge, notice, apart(notice, all, &mut languages));
    let mut sittings = own.sittings;
    (notice.passages, notice.dates, notice.written_dates, notice.times) =
        (own.text.passages, own.text.dates, own.text.written_dates, own.text.times);
    for (code, language, passages) in languages.found {
        let knowledge = Knowledge { language: language.as_deref().unwrap_or(knowledge.language), ..knowledge };
        let foreign = Text::read(knowledge, notice, passages);
        sittings.extend(foreign.sittings);
        notice.foreign.push(ForeignText { language: code, ..foreign.text });
    }
    let items = compound.and_then(|compound| compound.items.as_ref());
    notice.events = events(source, knowledge, items, notice, sittings);
}

/// The languages of items: code, language where there is such, passages.
struct Languages<'a> {
    knowledge: Knowledge<'a>,
    found: Vec<(String, Option<Arc<Language>>, Vec<Passage>)>,
}

impl Languages<'_> {
    fn of(&mut self, section: &Section) -> Option<Arc<Language>> {
        let code = &section.language.as_ref()?.value;
        if let Some((_, language, _)) = self.found.iter().find(|(known, ..)| known == code) {
            return language.clone();
        }
        let language = (self.knowledge.languages)(code);
        self.found.push((code.clone(), language.clone(), Vec::new()));
        language
    }
}

/// Gives back the passages in the notice's language; the others go to theirs.
fn apart(notice: &Notice, all: Vec<Passage>, languages: &mut Languages<'_>) -> Vec<Passage> {
    if languages.found.is_empty() {
        return all;
    }
    let mut own = Vec::with_capacity(all.len());
    for passage in all {
        let section = passage.section.and_then(|at| notice.sections.get(at));
        let code = section.and_then(|section| section.language.as_ref()).map(|code| &code.value);
        // The label of an item stands above the word that names its language,
        // and is in it all the same.
        match languages.found.iter_mut().find(|(known, ..)| Some(known) == code) {
            Some((.., passages)) => passages.push(passage),
            None => own.push(passage),
        }
    }
    own
}

/// Running text in one language with its dates and times.
struct Text {
    text: ForeignText,
    /// The sittings in sections about events, each with its item.
    sittings: Vec<(Option<usize>, Sitting)>,
}

impl Text {
    fn read(knowledge: Knowledge<'_>, notice: &Notice, passages: Vec<Passage>) -> Self {
        let zone = notice.front_matter.zone.as_ref().map_or_else(|| knowledge.zone(), |zone| zone.value.clone());
        let mut text = ForeignText::default();
        let mut sittings = Vec::new();
        let is_dated = |passage: &Passage| {
            let is_label = passage.kind == PassageKind::Label && !notice.is_item(passage);
            passage.kind != PassageKind::Masthead && !is_label
        };
        for (at, passage) in passages.iter().enumerate().filter(|(_, passage)| is_dated(passage)) {
            let flat = &passage.flat;
            let mut found = written_dates(flat, knowledge.language);
            found.iter_mut().for_each(|dates| dates.passage = at);
            text.dates.extend(found.iter().flat_map(|dates| full_dates(flat, dates)).map(|found| found.mention));
            let times = written_times(&flat.text, flat.words(), knowledge.language, &found);
            text.times.extend(times.into_iter().map(|time| WrittenTime { passage: at, ..time }));
            if notice.section_key(passage) == "event" && passage.kind != PassageKind::AlternativeText {
                let item = notice.section_of(passage).and_then(|section| section.item);
                let found = events::sittings(knowledge, &zone, passage, &found);
                sittings.extend(found.into_iter().map(|sitting| (item, sitting)));
            }
            text.written_dates.append(&mut found);
        }
        Self { text: ForeignText { passages, ..text }, sittings }
    }
}

/// The events: those of the front matter; else one an item; else the one in the
/// text.
fn events(
    source: &SourceFile,
    knowledge: Knowledge<'_>,
    items: Option<&ItemSpec>,
    notice: &Notice,
    sittings: Vec<(Option<usize>, Sitting)>,
) -> Vec<Event> {
    if !notice.front_matter.events.is_empty() {
        return notice.front_matter.events.clone();
    }
    if items.is_some_and(|items| items.event) && notice.items().next().is_some() {
        let of_item =
            |at| sittings.iter().filter(move |(item, _)| *item == Some(at)).map(|(_, sitting)| sitting.clone());
        let labelled = notice.items().filter_map(|(at, item)| Some((at, item, item.label.as_ref()?)));
        return labelled
            .map(|(at, item, label)| {
                let own = item.language.as_ref().and_then(|code| (knowledge.languages)(&code.value));
                let language = own.as_deref().unwrap_or(knowledge.language);
                items::event(source, language, label, of_item(at).collect())
            })
            .collect();
    }
    if sittings.is_empty() {
        return Vec::new();
    }
    let sittings = sittings.into_iter().map(|(_, sitting)| sitting).collect();
    vec![Event { title: None, status: EventStatus::Confirmed, sittings, place: None }]
}
