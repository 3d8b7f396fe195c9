//! What the blocks of a draft are: masthead, reference, headline, the labels of
//! sections. Readers hand over what they saw; here the language and the house
//! style say what it is.

use jiff::tz::TimeZone;

use super::draft::{Doubt, Draft};
use super::one_line;
use super::people::people;
use crate::catalog::House;
use crate::model::label::folded;
use crate::model::language::Language;
use crate::model::reference::looks_like_reference;
use crate::model::sheet::{SheetBlock, SheetContact, SheetInline, inline_text};

/// Characters of a line that can be a label.
const LONGEST_LABEL: usize = 160;

/// Characters of a paragraph that can be a headline; the first one that is
/// longer is text already.
const LONGEST_HEADLINE: usize = 400;

/// Sorts the blocks of `draft` into the parts of a notice.
pub fn arrange(draft: &mut Draft, language: &Language, house: &House) {
    let arranger = Arranger { language, house };
    arranger.place_and_date(draft);
    arranger.reference(draft);
    arranger.head(draft);
    arranger.labels(draft);
    arranger.contacts(draft);
    level_headings(draft);
    draft.headline = on_one_line(&draft.headline);
}

struct Arranger<'a> {
    language: &'a Language,
    house: &'a House,
}

impl Arranger<'_> {
    /// Place and date in a line, and the times on the clocks of the house.
    fn place_and_date(&self, draft: &mut Draft) {
        let zone = TimeZone::get(&self.house.style.zone).unwrap_or(TimeZone::UTC);
        for time in [&mut draft.issued, &mut draft.embargo].into_iter().flatten() {
            let moment = time.parse::<jiff::Timestamp>().ok().filter(|_| time.ends_with("+00:00"));
            if let Some(moment) = moment {
                *time = moment.to_zoned(zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
            }
        }
        if let (Some(place), Some(date), None) = (&draft.place, draft.date, &draft.place_date) {
            let line = self.language.dateline(place, date);
            let opens = draft.blocks.iter().take(2).any(|block| match block {
                SheetBlock::Paragraph { children } => folded(&words(children)).starts_with(&folded(&line)),
                _ => false,
            });
            draft.place_date = (!opens).then_some(line);
        }
    }

    /// Puts people who stand apart from the text into the section of the
    /// contacts.
    fn contacts(&self, draft: &mut Draft) {
        self.plain_numbers(draft);
        let said = folded(&one_line(&draft.plain_text()));
        // Most texts name them already.
        let is_new = |contact: &SheetContact| {
            let turned = contact.name.split_once(' ').map(|(given, family)| format!("{family} {given}"));
            !said.contains(&folded(&contact.name)) && !turned.is_some_and(|turned| said.contains(&folded(&turned)))
        };
        let items: Vec<SheetContact> = std::mem::take(&mut draft.contacts).into_iter().filter(is_new).collect();
        if items.is_empty() {
            return;
        }
        let is_contacts = |block: &SheetBlock| self.opens(block) == Some("contacts");
        let block = SheetBlock::Contacts { items };
        match draft.blocks.iter().position(is_contacts) {
            Some(at) => draft.blocks.insert(at + 1, block),
            None => {
                let label = self.language.section_label("contacts").unwrap_or("Press contacts");
                let children = super::text_of(label);
                draft.blocks.push(SheetBlock::Heading { level: 2, id: String::new(), children });
                draft.blocks.push(block);
            }
        }
    }

    /// The key of the section that a block opens.
    fn opens(&self, block: &SheetBlock) -> Option<&str> {
        match block {
            SheetBlock::Heading { children, .. } => self.key(&words(children)),
            _ => None,
        }
    }

    /// Lists of people become contacts, and telephone numbers of contacts links
    /// by themselves.
    fn plain_numbers(&self, draft: &mut Draft) {
        let mut within = false;
        for block in &mut draft.blocks {
            if matches!(block, SheetBlock::Heading { .. }) {
                within = self.opens(block) == Some("contacts");
            }
            if !within {
                continue;
            }
            if let Some(people) = people(block) {
                *block = people;
            } else if let SheetBlock::Paragraph { children } = block {
                children.iter_mut().for_each(plain_number);
            }
        }
    }

    /// Takes the reference out of the text, where it stands alone; it is written
    /// at the head. Another one that stands alone would be taken for that of the
    /// notice, and becomes an entry of a list.
    fn reference(&self, draft: &mut Draft) {
        let blocks = std::mem::take(&mut draft.blocks);
        for block in blocks {
            let text = match &block {
                SheetBlock::Paragraph { children } => words(children),
                _ => String::new(),
            };
            let read = self.house.grammar.read_printed(&text);
            if read.is_none() && !looks_like_reference(&text) {
                draft.blocks.push(block);
                continue;
            }
            match (read, &draft.reference) {
                (Some(found), None) => draft.reference = Some(found),
                (Some(found), Some(own)) if found == *own => {}
                _ => {
                    draft.doubt(
                        Doubt::new(
                            "reference",
                            "a second reference stands alone in the text: it is an entry of a list now",
                        )
                        .about(text),
                    );
                    draft.blocks.push(SheetBlock::List { ordered: false, start: 1, items: vec![vec![block]] });
                }
            }
        }
    }

    /// Finds masthead and headline, where the reader knew none.
    fn head(&self, draft: &mut Draft) {
        let title = draft.blocks.iter().position(|block| matches!(block, SheetBlock::Heading { level: 1, .. }));
        if draft.headline.is_empty() {
            match title {
                Some(at) => {
                    if let SheetBlock::Heading { children, .. } = draft.blocks.remove(at) {
                        draft.headline = children;
                    }
                    self.masthead(draft, at);
                }
                None => {
                    self.masthead(draft, 3);
                    self.first_line(draft);
                }
            }
        } else {
            self.masthead(draft, title.unwrap_or(2).min(2));
        }
    }

    /// The masthead among the first `count` blocks.
    fn masthead(&self, draft: &mut Draft, count: usize) {
        if draft.masthead.is_some() {
            return;
        }
        let at = draft.blocks.iter().take(count).position(|block| match block {
            SheetBlock::Paragraph { children } => self.is_masthead(&words(children)),
            _ => false,
        });
        if let Some(at) = at
            && let SheetBlock::Paragraph { children } = draft.blocks.remove(at)
        {
            draft.masthead = Some(words(&children));
        }
    }

    /// `European Commission - Upcoming events`, `Press release`.
    fn is_masthead(&self, text: &str) -> bool {
        let is_kind = |text: &str| self.language.is_kind(text);
        let is_house = |text: &str| self.house.style.is_named(text);
        let halves = [" - ", " – ", " — ", " | "].iter().find_map(|dash| text.split_once(dash));
        text.chars().count() <= 120
            && match halves {
                Some((office, kind)) => is_house(office) || is_kind(kind) || is_kind(office),
                None => is_house(text) || is_kind(text),
            }
    }

    /// The headline of a text without headings: its first line that is neither
    /// place and date nor a label.
    fn first_line(&self, draft: &mut Draft) {
        let at = draft.blocks.iter().position(|block| match block {
            SheetBlock::Paragraph { children } => !self.is_place_and_date(&words(children)),
            _ => true,
        });
        let Some(at) = at else { return };
        let heading = match draft.blocks.get(at) {
            Some(SheetBlock::Heading { children, .. }) => Some(children),
            Some(SheetBlock::Paragraph { children }) => Some(children),
            _ => None,
        };
        let fits = |children: &&Vec<SheetInline>| {
            let text = words(children);
            text.chars().count() <= LONGEST_HEADLINE && self.key(&text).is_none()
        };
        let Some(children) = heading.filter(fits).cloned() else { return };
        draft.blocks.remove(at);
        draft.doubt(
            Doubt::new("headline", "no headline was marked: the first line is taken for it").about(words(&children)),
        );
        draft.headline = children;
    }

    /// A short line with a year in it and a word before a comma.
    fn is_place_and_date(&self, text: &str) -> bool {
        let Some((place, date)) = text.split_once(',') else { return false };
        let is_month = |word: &str| {
            let word = folded(word.trim_matches(|c: char| !c.is_alphanumeric()));
            let names = self.language.dates.months.iter().chain(&self.language.dates.months_alone);
            names.chain(self.language.dates.month_forms.iter().flatten()).any(|month| folded(month) == word)
        };
        text.chars().count() <= 80
            && place.split_whitespace().count() <= 4
            && !place.contains(|c: char| c.is_ascii_digit())
            && date.split_whitespace().any(is_month)
            && date.contains(|c: char| c.is_ascii_digit())
    }

    /// The key of the section whose label `text` is.
    fn key(&self, text: &str) -> Option<&str> {
        if text.chars().count() > LONGEST_LABEL {
            return None;
        }
        let own = self.house.style.labels.get(&self.language.code).into_iter().flatten();
        let mut named = own.filter(|(label, _)| folded(label) == folded(text));
        named.next().map(|(_, key)| key.as_str()).or_else(|| self.language.section_key(text))
    }

    /// Makes headings of the labels of sections, however they were set.
    fn labels(&self, draft: &mut Draft) {
        let code = draft.reference.as_ref().map(|reference| reference.type_code());
        let compound = code.and_then(|code| self.house.document_type(code)).filter(|found| found.items.is_some());
        let mut in_item = false;
        let mut blocks = Vec::with_capacity(draft.blocks.len());
        for block in std::mem::take(&mut draft.blocks) {
            match block {
                SheetBlock::Heading { level, id, children } => {
                    let key = self.key(&words(&children));
                    let belongs = key.is_some_and(|key| compound.is_some_and(|found| found.belongs_to_items(key)));
                    in_item = if key.is_none() && level <= 2 { compound.is_some() } else { in_item && belongs };
                    let level = match key {
                        Some(_) if in_item => 3,
                        Some(_) => 2,
                        None => level,
                    };
                    let label = key.map(|_| super::text_of(without_colon(&words(&children))));
                    blocks.push(SheetBlock::Heading { level, id, children: label.unwrap_or(children) });
                }
                SheetBlock::Paragraph { children } => match self.label(&children) {
                    Some((label, key, rest)) => {
                        in_item &= compound.is_some_and(|found| found.belongs_to_items(key));
                        let level = if in_item { 3 } else { 2 };
                        blocks.push(SheetBlock::Heading { level, id: String::new(), children: label });
                        if !rest.is_empty() {
                            blocks.push(SheetBlock::Paragraph { children: rest });
                        }
                    }
                    None => blocks.push(SheetBlock::Paragraph { children }),
                },
                other => blocks.push(other),
            }
        }
        draft.blocks = blocks;
    }

    /// A paragraph that is a label, or whose first line is one with a colon or
    /// in bold: label, key, what follows.
    fn label(&self, children: &[SheetInline]) -> Option<(Vec<SheetInline>, &str, Vec<SheetInline>)> {
        let line_end = children.iter().position(|inline| matches!(inline, SheetInline::Break));
        let first = &children[..line_end.unwrap_or(children.len())];
        let text = words(first);
        let key = self.key(&text)?;
        let marked = text.ends_with(':') || matches!(first.first(), Some(SheetInline::Strong { .. }));
        if line_end.is_some() && !marked {
            return None;
        }
        let rest = line_end.map_or(&[][..], |end| &children[end + 1..]);
        Some((super::text_of(without_colon(&text)), key, rest.to_vec()))
    }
}

/// A link to the very number that it shows, as its characters.
fn plain_number(inline: &mut SheetInline) {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if let SheetInline::Link { uri, children } = inline
        && uri.starts_with("tel:")
    {
        let shown = words(children);
        if shown.starts_with('+') && digits(&shown) == digits(uri) {
            *inline = SheetInline::Text { text: shown };
        }
    }
}

fn without_colon(label: &str) -> &str {
    label.trim_end_matches([':', '：']).trim_end()
}

/// No heading is higher than the label of a section.
fn level_headings(draft: &mut Draft) {
    for block in draft.blocks.iter_mut().chain(&mut draft.unplaced) {
        if let SheetBlock::Heading { level, .. } = block {
            *level = (*level).clamp(2, 6);
        }
    }
}

/// A headline is one line, wherever it was cut.
fn on_one_line(headline: &[SheetInline]) -> Vec<SheetInline> {
    let joined: Vec<SheetInline> = headline
        .iter()
        .map(|inline| match inline {
            SheetInline::Break => SheetInline::Text { text: " ".to_owned() },
            other => other.clone(),
        })
        .collect();
    // All in bold is no emphasis.
    match joined.as_slice() {
        [SheetInline::Strong { children }] => children.clone(),
        _ => joined,
    }
}

/// The words of running text.
pub fn words(inlines: &[SheetInline]) -> String {
    let mut text = String::new();
    inline_text(inlines, &mut text);
    one_line(&text)
}
