//! Elements → blocks and running text.

use super::super::draft::{Doubt, Draft};
use super::super::{Clues, one_line};
use super::tree::{self, Element, Node};
use super::{flow::Flow, has_endless_tag, is_block, is_silent, pictures, tables};
use crate::model::sheet::{SheetBlock, SheetInline, inline_text};

/// How deep lists, quotations and tables may stand inside one another; deeper
/// ones are their paragraphs.
const DEEPEST: usize = 5;

/// The highest number that a list may begin with.
const HIGHEST_START: u64 = 999_999;

/// The blocks of `element`.
pub fn read(element: &Element, draft: &mut Draft, clues: &Clues<'_>) -> Vec<SheetBlock> {
    let mut reader = Reader { draft, clues, depth: 0 };
    reader.flow(&element.children, Marks::default())
}

/// The blocks of a piece of a page, as data of a wire have it.
pub fn fragment(text: &str, draft: &mut Draft, clues: &Clues<'_>) -> Vec<SheetBlock> {
    if has_endless_tag(text) {
        draft.doubt(Doubt::new("words", "a tag has more attributes than any page needs: all is characters"));
        return vec![SheetBlock::Paragraph { children: super::super::text_of(&one_line(text)) }];
    }
    let page = tree::read(text);
    read(&page, draft, clues)
}

/// What the running text stands in.
#[derive(Clone, Copy, Default)]
pub struct Marks<'e> {
    /// Bold.
    pub strong: bool,
    /// Italics.
    pub emphasis: bool,
    /// The target of the link that it stands in.
    pub link: Option<&'e str>,
}

/// The paragraph behind the words of a wire of ours that proves them: it is no
/// part of them, and says nothing that they or the data beside them do not say.
fn is_fixity(element: &Element) -> bool {
    let is_hash = |word: &str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    element.name == "p"
        && element.attribute("class") == Some("fixity")
        && element.text().split_whitespace().any(is_hash)
}

/// Reads the elements of one page.
pub struct Reader<'a, 'c> {
    /// Where doubts and pictures go.
    pub draft: &'a mut Draft,
    /// What is known of the file.
    pub clues: &'a Clues<'c>,
    depth: usize,
}

impl Reader<'_, '_> {
    /// The blocks of `nodes`; running text between blocks is paragraphs.
    pub fn flow(&mut self, nodes: &[Node], marks: Marks<'_>) -> Vec<SheetBlock> {
        let mut out = Flow::default();
        self.nodes(nodes, marks, &mut out);
        out.finish()
    }

    /// Running text alone: what stands in a cell, a heading, a caption.
    pub fn run(&mut self, nodes: &[Node]) -> Vec<SheetInline> {
        let mut run = Vec::new();
        for block in self.flow(nodes, Marks::default()) {
            flatten(&block, &mut run);
        }
        run
    }

    fn nodes(&mut self, nodes: &[Node], marks: Marks<'_>, out: &mut Flow) {
        for node in nodes {
            match node {
                Node::Text(text) => out.text(text, marks),
                Node::Element(element) if is_silent(element) || is_fixity(element) => {}
                Node::Element(element) => self.element(element, marks, out),
            }
        }
    }

    fn element(&mut self, element: &Element, marks: Marks<'_>, out: &mut Flow) {
        match element.name.as_str() {
            "br" => out.line_end(),
            "wbr" => {}
            "hr" => out.block(SheetBlock::Separator),
            "img" | "image" => {
                if let Some(figure) = pictures::read(element, self) {
                    out.block(figure);
                }
            }
            "nav" | "button" | "select" | "textarea" | "input" => self.leave_out(element),
            "menu" if element.find(&|inner| inner.name == "button").is_some() => self.leave_out(element),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = element.name.as_bytes().get(1).map_or(2, |digit| digit - b'0');
                let children = self.run(&element.children);
                if has_words(&children) {
                    out.block(SheetBlock::Heading { level, id: String::new(), children });
                }
            }
            "ul" | "ol" | "menu" | "dir" => self.list(element, out),
            "dl" => self.definitions(element, marks, out),
            "blockquote" if self.depth < DEEPEST => {
                self.depth += 1;
                let blocks = self.flow(&element.children, Marks::default());
                self.depth -= 1;
                if !blocks.is_empty() {
                    out.block(SheetBlock::Quote { blocks, attribution: None });
                }
            }
            "pre" | "listing" | "xmp" | "plaintext" => {
                let mut text = String::new();
                raw_text(element, &mut text);
                if !text.trim().is_empty() {
                    out.block(SheetBlock::Preformatted { text: text.trim_matches('\n').trim_end().to_owned() });
                }
            }
            "table" => self.table(element, out),
            "figure" => self.figure(element, marks, out),
            "q" => {
                out.text("“", marks);
                self.nodes(&element.children, marks, out);
                out.text("”", marks);
            }
            "sub" | "sup" | "del" | "s" | "strike" => {
                self.doubt_of_line(element);
                self.nodes(&element.children, marks, out);
            }
            "code" | "kbd" | "samp" | "tt" if element.children.iter().all(|child| matches!(child, Node::Text(_))) => {
                out.inline(SheetInline::Code { text: element.text() });
            }
            "a" => {
                let link = element.attribute("href").and_then(|target| self.target(target, element)).or(marks.link);
                self.nodes(&element.children, Marks { link, ..marks }, out);
            }
            name => {
                let own = style_marks(element, marks);
                if is_block(name) {
                    out.close();
                    self.nodes(&element.children, own, out);
                    out.close();
                } else {
                    self.nodes(&element.children, own, out);
                }
            }
        }
    }

    /// What a notice cannot show: characters off the line, and struck out.
    fn doubt_of_line(&mut self, element: &Element) {
        let words = element.text();
        let raised = element.name.starts_with("su");
        // The mark of a footnote and `1st` lose nothing.
        let says_little = raised && (element.find(&|inner| inner.name == "a").is_some() || is_ordinal(&words));
        if words.is_empty() || says_little {
            return;
        }
        let doubt = if raised {
            Doubt::new("raised", "this was set above or below the line, and stands in it now")
        } else {
            Doubt::new("struck", "this was struck out, and stands in the notice")
        };
        self.draft.doubt(doubt.about(words));
    }

    /// The target of a link, if it leads anywhere outside its page.
    fn target<'e>(&mut self, target: &'e str, element: &Element) -> Option<&'e str> {
        let target = target.trim();
        let lower = target.to_ascii_lowercase();
        let known = ["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| lower.starts_with(scheme));
        let nowhere = lower.starts_with('#') || lower.is_empty();
        if known || (!lower.contains(':') && !nowhere) {
            return Some(target);
        }
        let words = element.text();
        if !words.is_empty() && !nowhere {
            self.draft
                .doubt(Doubt::new("link", format!("the link to `{}` was left out", one_line(target))).about(words));
        }
        None
    }

    fn leave_out(&mut self, element: &Element) {
        let words = element.text();
        if !words.is_empty() {
            let place = format!("<{}>", element.name);
            self.draft.doubt(Doubt::new("left-out", "this serves the page and was left out").at(place).about(words));
        }
    }

    fn list(&mut self, element: &Element, out: &mut Flow) {
        if is_contents(element) {
            let words = element.text();
            let doubt = Doubt::new("contents", "a list of what stands in the page was left out: it is made anew");
            self.draft.doubt(doubt.about(words));
            return out.drop_heading();
        }
        if self.depth >= DEEPEST {
            out.close();
            self.nodes(&element.children, Marks::default(), out);
            return out.close();
        }
        self.depth += 1;
        let ordered = element.name == "ol";
        let start = element.attribute("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
        let mut items: Vec<Vec<SheetBlock>> = Vec::new();
        for child in &element.children {
            match child {
                Node::Element(item) if is_silent(item) => {}
                Node::Element(item) if item.name == "li" => {
                    let blocks = self.flow(&item.children, Marks::default());
                    if !blocks.is_empty() {
                        items.push(blocks);
                    }
                }
                // A list right in a list belongs to the item before it.
                other => {
                    let blocks = self.flow(std::slice::from_ref(other), Marks::default());
                    match items.last_mut() {
                        _ if blocks.is_empty() => {}
                        Some(last) => last.extend(blocks),
                        None => items.push(blocks),
                    }
                }
            }
        }
        self.depth -= 1;
        if !items.is_empty() {
            out.block(SheetBlock::List { ordered, start: start.min(HIGHEST_START), items });
        }
    }

    /// Terms in bold, each above what is said of it.
    fn definitions(&mut self, element: &Element, marks: Marks<'_>, out: &mut Flow) {
        out.close();
        for child in &element.children {
            match child {
                Node::Element(term) if term.name == "dt" => {
                    self.nodes(&term.children, Marks { strong: true, ..marks }, out);
                }
                other => self.nodes(std::slice::from_ref(other), marks, out),
            }
            out.close();
        }
    }

    fn table(&mut self, element: &Element, out: &mut Flow) {
        if tables::is_layout(element) || self.depth >= DEEPEST {
            out.close();
            self.nodes(&element.children, Marks::default(), out);
            return out.close();
        }
        self.depth += 1;
        let blocks = tables::read(element, self);
        self.depth -= 1;
        blocks.into_iter().for_each(|block| out.block(block));
    }

    /// A picture with its caption; without a picture, what stands in it.
    fn figure(&mut self, element: &Element, marks: Marks<'_>, out: &mut Flow) {
        out.close();
        let is_caption = |node: &Node| matches!(node, Node::Element(inner) if inner.name == "figcaption");
        let mut inner = Flow::default();
        let mut words = Vec::new();
        for node in &element.children {
            match node {
                Node::Element(caption) if is_caption(node) => words.extend(self.run(&caption.children)),
                other => self.nodes(std::slice::from_ref(other), marks, &mut inner),
            }
        }
        let mut blocks = inner.finish();
        let pictures = blocks.iter().filter(|block| matches!(block, SheetBlock::Figure { .. })).count();
        for block in &mut blocks {
            if let (SheetBlock::Figure { caption, .. }, 1) = (block, pictures) {
                *caption = std::mem::take(&mut words);
            }
        }
        blocks.into_iter().for_each(|block| out.block(block));
        if has_words(&words) {
            out.block(SheetBlock::Paragraph { children: words });
        }
    }
}

/// Whether all entries of a list lead to places in the page itself, as those of
/// a table of contents do.
fn is_contents(list: &Element) -> bool {
    let mut entries = 0;
    let leads_inside = |item: &Element| {
        let link = item.find(&|inner| inner.name == "a" && inner.attribute("href").is_some());
        link.is_some_and(|link| {
            link.attribute("href").is_some_and(|target| target.len() > 1 && target.starts_with('#'))
                && link.text() == item.text()
        })
    };
    let all = list.children.iter().all(|child| match child {
        Node::Element(item) if item.name == "li" => {
            entries += 1;
            leads_inside(item)
        }
        Node::Element(item) => item.text().is_empty(),
        Node::Text(text) => text.trim().is_empty(),
    });
    all && entries > 1
}

/// `st`, `nd`, `e`, `º`: what is raised behind a number.
fn is_ordinal(words: &str) -> bool {
    words.chars().count() <= 3 && words.chars().all(char::is_alphabetic)
}

/// Bold and italics by element or by style.
fn style_marks<'e>(element: &Element, marks: Marks<'e>) -> Marks<'e> {
    let style = element.attribute("style").map(|style| style.replace(' ', "").to_ascii_lowercase()).unwrap_or_default();
    let weight = style.split("font-weight:").nth(1).map(|weight| weight.split(';').next().unwrap_or(weight));
    let bold =
        weight.map(|weight| weight.starts_with("bold") || weight.parse::<u32>().is_ok_and(|weight| weight >= 600));
    let named_bold = matches!(element.name.as_str(), "b" | "strong");
    let named_italic = matches!(element.name.as_str(), "i" | "em" | "cite" | "dfn" | "var");
    Marks {
        strong: bold.unwrap_or(named_bold || marks.strong),
        emphasis: named_italic || style.contains("font-style:italic") || marks.emphasis,
        ..marks
    }
}

fn raw_text(element: &Element, text: &mut String) {
    for child in &element.children {
        match child {
            Node::Text(piece) => text.push_str(piece),
            Node::Element(inner) if inner.name == "br" => text.push('\n'),
            Node::Element(inner) if is_silent(inner) => {}
            Node::Element(inner) => raw_text(inner, text),
        }
    }
}

/// Whether running text has anything to see.
pub fn has_words(inlines: &[SheetInline]) -> bool {
    let mut text = String::new();
    inline_text(inlines, &mut text);
    !text.trim().is_empty()
}

/// A block as running text, apart from what stands before it.
fn flatten(block: &SheetBlock, run: &mut Vec<SheetInline>) {
    let mut add = |inlines: &[SheetInline]| {
        if !inlines.is_empty() {
            if !run.is_empty() {
                run.push(SheetInline::Text { text: " ".to_owned() });
            }
            run.extend_from_slice(inlines);
        }
    };
    match block {
        SheetBlock::Paragraph { children } | SheetBlock::Heading { children, .. } => add(children),
        SheetBlock::List { items, .. } => items.iter().flatten().for_each(|block| flatten(block, run)),
        SheetBlock::Quote { blocks, .. } => blocks.iter().for_each(|block| flatten(block, run)),
        SheetBlock::Table { header, rows, .. } => header.iter().chain(rows.iter().flatten()).for_each(|cell| add(cell)),
        SheetBlock::Figure { alternative_text, caption, .. } => {
            add(&[SheetInline::Text { text: alternative_text.clone() }]);
            add(caption);
        }
        SheetBlock::Preformatted { text } => add(&[SheetInline::Text { text: text.clone() }]),
        _ => {}
    }
}
