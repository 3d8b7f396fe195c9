//! A paragraph → what it is: by its style, its list, its outline level.

use super::Reader;
use super::body::Blocks;
use super::line::{Content, Line};
use super::lists::Item;
use super::styles::{self, Own, Role};
use super::tree::Element;
use crate::model::sheet::{SheetAddress, SheetBlock, SheetContact, SheetInline};

impl Reader<'_, '_> {
    /// Reads a paragraph into the blocks.
    pub fn paragraph(&mut self, element: &Element, blocks: &mut Blocks) {
        if self.part.is_empty() && self.depth == 1 {
            self.paragraph += 1;
        }
        let properties = element.child("pPr");
        let named = properties.and_then(|properties| properties.value_at(&["pStyle"]));
        let style = self.styles.paragraph(named);
        let mut line = std::mem::take(&mut self.carried);
        self.hidden_paragraph = style.hidden.unwrap_or(false);
        self.pieces(element, &super::runs::Inside::default(), &mut line);
        self.hidden_paragraph = false;
        if properties.is_some_and(end_is_deleted) {
            self.carried = line;
            return;
        }
        if self.ours {
            line.without_brackets();
        }
        let hanging = line.take_blocks();
        let role = match style.role {
            Role::Body => properties
                .and_then(|properties| properties.value_at(&["outlineLvl"]))
                .and_then(styles::heading_of_outline)
                .unwrap_or(Role::Body),
            role => role,
        };
        let number = match properties.and_then(|properties| properties.child("numPr")) {
            Some(number) => {
                let level = number.value_at(&["ilvl"]).and_then(|level| level.parse().ok());
                let list = number.value_at(&["numId"]).map(str::to_owned);
                let inherited = style.number.as_ref();
                let list = list.or_else(|| inherited.map(|(list, _)| list.clone()));
                list.map(|list| (list, level.or(inherited.map(|(_, level)| *level)).unwrap_or(0)))
            }
            None => style.number.clone(),
        };
        let number = number.filter(|(list, _)| list != "0");
        let indent = properties.and_then(styles::indent).or(style.indent);
        let in_item = role == Role::Body && number.is_some();
        self.placed(role, line, number, indent, properties, blocks);
        self.hang(hanging, in_item, blocks);
    }

    fn placed(
        &mut self,
        role: Role,
        mut line: Line,
        number: Option<(String, u8)>,
        indent: Option<i64>,
        properties: Option<&Element>,
        blocks: &mut Blocks,
    ) {
        if role != Role::Code {
            blocks.code_is_open = false;
        }
        if line.is_blank() && role != Role::Code && role != Role::Own(Own::Separator) {
            // An item may be empty because only blocks stand in it.
            if self.ours && number.is_some() {
                return self.item(number, indent, Vec::new(), blocks);
            }
            return self.blank(properties, blocks);
        }
        match role {
            Role::Title if self.draft.headline.is_empty() && self.depth == 1 => {
                self.draft.headline = line.inlines(true);
            }
            Role::Title => blocks.push(heading(1, line)),
            Role::Heading(level) => {
                self.numbered_heading(number.as_ref(), &line);
                // In a file of our own the title is above the first level.
                blocks.push(heading(level.saturating_add(u8::from(self.ours)).min(6), line));
                self.language_of_item(blocks);
            }
            Role::Quote => self.quote(line, blocks),
            Role::Caption => caption(line, blocks),
            Role::Code => self.code(line, blocks),
            Role::Contents => {
                let words = line.words();
                self.left_out_contents(&words);
            }
            Role::Own(own) => self.own(own, line, blocks),
            Role::Body if number.as_ref().is_some_and(|number| self.is_item(number)) => {
                self.item(number, indent, vec![super::paragraph(line.inlines(false))], blocks);
            }
            Role::Body if !self.ours && line.take_bullet() => {
                let (list, level) = ("typed".to_owned(), 0);
                let content = vec![super::paragraph(line.inlines(false))];
                blocks.close_quote();
                let indent = indent.unwrap_or(0);
                blocks.stack.item(Item { list, level, ordered: false, number: 1, indent, blocks: content });
            }
            Role::Body => {
                let block = super::paragraph(line.inlines(false));
                match indent.filter(|indent| *indent > 0) {
                    Some(indent) if blocks.quote.is_none() => {
                        if let Err(back) = blocks.stack.continued(indent, vec![block]) {
                            back.into_iter().for_each(|block| blocks.push(block));
                        }
                    }
                    _ => blocks.push(block),
                }
            }
        }
    }

    /// A paragraph without words: a line across the page, or nothing. It ends a
    /// quotation.
    fn blank(&mut self, properties: Option<&Element>, blocks: &mut Blocks) {
        blocks.close_quote();
        let borders = properties.and_then(|properties| properties.child("pBdr"));
        let is_line = borders.is_some_and(|borders| borders.child("bottom").or_else(|| borders.child("top")).is_some());
        if is_line && !self.ours {
            blocks.push(SheetBlock::Separator);
        }
    }

    fn is_item(&self, (list, level): &(String, u8)) -> bool {
        self.numbering.level(list, *level).is_none_or(|level| level.format != "none")
    }

    fn item(
        &mut self,
        number: Option<(String, u8)>,
        indent: Option<i64>,
        content: Vec<SheetBlock>,
        blocks: &mut Blocks,
    ) {
        let Some((list, level)) = number else { return };
        let own = self.numbering.level(&list, level).cloned();
        let ordered = own.as_ref().is_some_and(|level| level.is_ordered());
        let format = own.as_ref().map_or("bullet", |level| level.format.as_str());
        if ordered && !format.starts_with("decimal") {
            let message = "the items of a list had letters or Roman numbers, which have become digits";
            self.doubt_once("list-letters", message, "");
        }
        let start = own.as_ref().map_or(1, |level| level.start);
        let counted = self.count(&list, level, start);
        let indent = indent.or(own.and_then(|level| level.indent)).unwrap_or(0);
        let (ordered, counted) = (ordered, if ordered { counted } else { 1 });
        blocks.close_quote();
        blocks.stack.item(Item { list, level, ordered, number: counted, indent, blocks: content });
    }

    /// The number of the next item; a deeper level begins anew.
    fn count(&mut self, list: &str, level: u8, start: u64) -> u64 {
        let (kind, anew) = self.numbering.count(list, level);
        self.counts.retain(|(own, deeper), _| *own != kind || *deeper <= level);
        let begun = (format!("{kind}/{list}"), level);
        if let Some(anew) = anew
            && !self.counts.contains_key(&begun)
        {
            self.counts.insert((kind.clone(), level), anew);
            self.counts.insert(begun, 0);
        }
        let next = self.counts.entry((kind, level)).or_insert(start);
        let number = *next;
        *next = next.saturating_add(1);
        number
    }

    fn numbered_heading(&mut self, number: Option<&(String, u8)>, line: &Line) {
        let Some((list, level)) = number else { return };
        if self.numbering.level(list, *level).is_some_and(|level| level.is_ordered()) {
            let message = "Word numbers the headings; the numbers are left out";
            self.doubt_once("heading-numbers", message, &line.words());
        }
    }

    /// Says in the notice that an item is in another language.
    fn language_of_item(&mut self, blocks: &mut Blocks) {
        let own = std::mem::take(&mut self.heading_language);
        let stated = self.styles.language.as_deref().map(code);
        if let Some(own) = own.filter(|own| self.ours && stated.is_some_and(|stated| stated != own)) {
            blocks.push(super::paragraph(super::text_of(&format!("({own})"))));
        }
    }

    fn quote(&mut self, line: Line, blocks: &mut Blocks) {
        let paragraph = super::paragraph(line.inlines(false));
        if self.quoted.is_some() {
            return blocks.push(paragraph);
        }
        match &mut blocks.quote {
            Some((quoted, None)) => quoted.push(paragraph),
            _ => {
                blocks.close_quote();
                blocks.quote = Some((vec![paragraph], None));
            }
        }
    }

    /// Lines as they are. Elsewhere each line is a paragraph.
    fn code(&mut self, line: Line, blocks: &mut Blocks) {
        let own = line.characters();
        let runs_on = blocks.code_is_open && !self.ours;
        if let Some(SheetBlock::Preformatted { text }) = blocks.stack.last().filter(|_| runs_on) {
            text.push('\n');
            text.push_str(&own);
            return;
        }
        if own.trim().is_empty() && !self.ours {
            return;
        }
        blocks.push(SheetBlock::Preformatted { text: own });
        blocks.code_is_open = true;
    }

    fn own(&mut self, own: Own, line: Line, blocks: &mut Blocks) {
        match own {
            Own::Masthead => {
                let (masthead, reference) = line.split_at_tab();
                let words = reference.words();
                self.draft.masthead = Some(masthead.words()).filter(|words| !words.is_empty());
                self.draft.reference = (self.clues.reference)(&words);
                if self.draft.reference.is_none() && !words.is_empty() {
                    blocks.push(super::paragraph(super::text_of(&words)));
                }
            }
            Own::Dateline => self.draft.place_date = Some(line.words()),
            // The properties of the file say them.
            Own::Made if self.untouched => {}
            Own::Made => {
                let message =
                    "this line is made from the front matter: what was changed in Word has to be changed there";
                self.doubt("made-line", message, &line.words());
            }
            Own::Attribution => {
                let said_by = line.inlines(false);
                match (&mut self.quoted, &mut blocks.quote) {
                    (Some(quoted), _) => *quoted = Some(said_by),
                    (None, Some((_, attribution @ None))) => *attribution = Some(said_by),
                    _ => {
                        blocks.close_quote();
                        blocks.stack.push(SheetBlock::Quote { blocks: Vec::new(), attribution: Some(said_by) });
                        return;
                    }
                }
                blocks.close_quote();
            }
            Own::Separator => blocks.push(SheetBlock::Separator),
            Own::ContactLine => blocks.push(SheetBlock::ContactLine { children: line.inlines(false) }),
            Own::ContactName => add_contact(named(&line), blocks),
            Own::ContactEntry => {
                let (name, mut rest) = line.split_at_tab();
                let mut contact = named(&name);
                while !rest.0.is_empty() {
                    let (address, behind) = rest.split_at_tab();
                    add_address(&mut contact, address);
                    rest = behind;
                }
                add_contact(contact, blocks);
            }
            Own::ContactOrganisation | Own::ContactAddress => {
                let Some(SheetBlock::Contacts { items }) = blocks.stack.last() else {
                    return blocks.push(super::paragraph(line.inlines(false)));
                };
                let Some(contact) = items.last_mut() else { return };
                match own {
                    Own::ContactOrganisation => contact.organisation = Some(line.words()),
                    _ => add_address(contact, line),
                }
            }
        }
    }

    /// Pictures and boxes that hang on a paragraph follow it; those of an item
    /// stay in it.
    fn hang(&mut self, hanging: Vec<SheetBlock>, in_item: bool, blocks: &mut Blocks) {
        if in_item && !hanging.is_empty() {
            return blocks.stack.add(hanging);
        }
        for block in hanging {
            blocks.push(block);
        }
    }
}

/// Whether the end of a paragraph was deleted while changes were tracked, so
/// that the next one goes on with it.
fn end_is_deleted(properties: &Element) -> bool {
    properties.child("rPr").is_some_and(|mark| mark.child("del").is_some() || mark.child("moveFrom").is_some())
}

/// The language of a tag such as `fr-FR`.
pub fn code(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

fn heading(level: u8, line: Line) -> SheetBlock {
    SheetBlock::Heading { level, id: String::new(), children: line.inlines(true) }
}

/// A caption goes below the picture before it.
fn caption(line: Line, blocks: &mut Blocks) {
    if blocks.quote.is_none()
        && let Some(SheetBlock::Figure { caption, .. }) = blocks.stack.last()
        && caption.is_empty()
    {
        *caption = line.inlines(false);
        return;
    }
    blocks.push(super::paragraph(line.inlines(false)));
}

/// Somebody who answers, of whom only the name is known.
fn named(line: &Line) -> SheetContact {
    let uri = line.0.iter().find_map(|piece| piece.target.clone());
    SheetContact { name: line.words(), uri, organisation: None, phones: Vec::new(), emails: Vec::new() }
}

fn add_contact(contact: SheetContact, blocks: &mut Blocks) {
    match blocks.stack.last() {
        Some(SheetBlock::Contacts { items }) => items.push(contact),
        _ => blocks.push(SheetBlock::Contacts { items: vec![contact] }),
    }
}

fn add_address(contact: &mut SheetContact, line: Line) {
    let at = line.0.iter().position(|piece| piece.target.is_some()).unwrap_or(0);
    let (mut label, mut text, mut uri) = (String::new(), String::new(), String::new());
    for (number, piece) in line.0.iter().enumerate() {
        let Content::Text(own) = &piece.content else { continue };
        if number < at {
            label.push_str(own)
        } else {
            text.push_str(own)
        }
        if let Some(target) = &piece.target {
            uri.clone_from(target);
        }
    }
    let label = Some(label.trim().to_owned()).filter(|label| !label.is_empty());
    let is_mail = uri.starts_with("mailto:") || (uri.is_empty() && text.contains('@'));
    let address = SheetAddress { label, text: text.trim().to_owned(), uri };
    if is_mail { contact.emails.push(address) } else { contact.phones.push(address) }
}

/// A line as the inlines of a paragraph; for cells, which are put together of
/// several.
pub fn joined(lines: Vec<Vec<SheetInline>>) -> Vec<SheetInline> {
    let mut cell: Vec<SheetInline> = Vec::new();
    for line in lines.into_iter().filter(|line| !line.is_empty()) {
        if !cell.is_empty() {
            cell.push(SheetInline::Break);
        }
        cell.extend(line);
    }
    cell
}
