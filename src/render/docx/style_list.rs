//! The paragraph styles of our Word files: what they are called, which the
//! reader of Word files knows them by, and how they look.

/// A style for paragraphs. Lengths are twentieths of a point, sizes half points.
#[derive(Clone, Copy)]
pub struct Style {
    /// The name in the file.
    pub id: &'static str,
    /// The name that people see.
    pub name: &'static str,
    /// The style whose look it takes over.
    pub based_on: &'static str,
    /// The style of the paragraph behind it.
    pub next: &'static str,
    /// Size of the letters.
    pub size: Option<u32>,
    /// A colour of the house style, by its role.
    pub colour: Option<&'static str>,
    /// Whether letters are bold.
    pub bold: bool,
    /// The family.
    pub font: Font,
    /// The space above.
    pub before: Option<u32>,
    /// The space below.
    pub after: Option<u32>,
    /// The least height of a line.
    pub line: Option<u32>,
    /// How far it stands in.
    pub start: Option<u32>,
    /// How far its first line stands out.
    pub hanging: Option<u32>,
    /// How far it ends before the others.
    pub end: Option<u32>,
    /// Whether it stays with the next paragraph.
    pub keep_next: bool,
    /// Whether it stays on one page.
    pub keep_lines: bool,
    /// The lines beside it.
    pub border: &'static [Border],
    /// Whether a jump leads to the end of the line.
    pub tab: bool,
    /// Its level in the outline, from 0.
    pub outline: Option<u8>,
    /// Among the styles that an officer chooses from.
    pub offered: bool,
}

/// A family of the house style.
#[derive(Clone, Copy, PartialEq)]
pub enum Font {
    /// Of the style below.
    Inherited,
    /// Of running text.
    Body,
    /// Of headings.
    Headings,
    /// Of machines.
    Mono,
}

/// A line beside a paragraph: side, eighths of a point, distance, colour.
pub type Border = (&'static str, u32, u32, &'static str);

/// One step of a list.
pub const LIST_STEP: u32 = 320;
/// How far quotations stand in.
pub const QUOTE_STEP: u32 = 260;
/// Behind a paragraph: half a line.
pub const BETWEEN: u32 = 155;
/// A hairline above what begins anew.
pub const HAIRLINE: Border = ("top", 4, 12, "line");

impl Style {
    const fn new(id: &'static str, name: &'static str) -> Self {
        Self {
            id,
            name,
            based_on: "Normal",
            next: "",
            size: None,
            colour: None,
            bold: false,
            font: Font::Inherited,
            before: None,
            after: None,
            line: None,
            start: None,
            hanging: None,
            end: None,
            keep_next: false,
            keep_lines: false,
            border: &[],
            tab: false,
            outline: None,
            offered: false,
        }
    }

    const fn heading(id: &'static str, name: &'static str) -> Self {
        let heading = Self::new(id, name).next("Normal").font(Font::Headings).bold().line(290).after(80);
        heading.keep_next().keep_lines().offered()
    }

    const fn on(self, id: &'static str) -> Self {
        Self { based_on: id, ..self }
    }

    const fn next(self, id: &'static str) -> Self {
        Self { next: id, ..self }
    }

    const fn alone(self) -> Self {
        Self { based_on: "", ..self }
    }

    /// The same in another face and colour.
    pub const fn dressed(self, font: Font, colour: &'static str) -> Self {
        self.font(font).colour(colour)
    }

    const fn colour(self, role: &'static str) -> Self {
        Self { colour: Some(role), ..self }
    }

    const fn font(self, font: Font) -> Self {
        Self { font, ..self }
    }

    const fn border(self, border: &'static [Border]) -> Self {
        Self { border, ..self }
    }

    const fn outline(self, level: u8) -> Self {
        Self { outline: Some(level), ..self }
    }

    const fn size(self, half_points: u32) -> Self {
        Self { size: Some(half_points), ..self }
    }

    const fn before(self, twips: u32) -> Self {
        Self { before: Some(twips), ..self }
    }

    const fn after(self, twips: u32) -> Self {
        Self { after: Some(twips), ..self }
    }

    const fn line(self, twips: u32) -> Self {
        Self { line: Some(twips), ..self }
    }

    const fn start(self, twips: u32) -> Self {
        Self { start: Some(twips), ..self }
    }

    const fn hanging(self, twips: u32) -> Self {
        Self { hanging: Some(twips), ..self }
    }

    const fn end(self, twips: u32) -> Self {
        Self { end: Some(twips), ..self }
    }

    const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    const fn keep_next(self) -> Self {
        Self { keep_next: true, ..self }
    }

    const fn keep_lines(self) -> Self {
        Self { keep_lines: true, ..self }
    }

    const fn tab(self) -> Self {
        Self { tab: true, ..self }
    }

    const fn offered(self) -> Self {
        Self { offered: true, ..self }
    }
}

/// The styles.
pub const STYLES: &[Style] = &[
    Style::new("Normal", "Normal").alone().offered(),
    Style::new("Masthead", "Masthead")
        .next("Dateline")
        .size(19)
        .font(Font::Headings)
        .bold()
        .before(560)
        .after(30)
        .line(260)
        .keep_next()
        .tab(),
    Style::new("Dateline", "Dateline")
        .next("Title")
        .size(19)
        .colour("muted")
        .font(Font::Headings)
        .after(0)
        .line(260)
        .keep_next(),
    Style::new("Embargo", "Embargo")
        .next("Title")
        .colour("accent")
        .font(Font::Headings)
        .bold()
        .before(310)
        .after(0)
        .keep_next()
        .border(&[("top", 8, 5, "accent"), ("bottom", 8, 5, "accent")]),
    Style::new("Correction", "Correction")
        .next("Title")
        .font(Font::Headings)
        .bold()
        .before(200)
        .after(0)
        .keep_next()
        .border(&[("top", 8, 5, "accent"), ("bottom", 8, 5, "accent")]),
    Style::new("Withdrawal", "Withdrawal")
        .next("Title")
        .colour("accent")
        .font(Font::Headings)
        .bold()
        .before(200)
        .after(0)
        .keep_next()
        .border(&[("top", 12, 5, "accent"), ("bottom", 12, 5, "accent")]),
    Style::heading("Title", "Title").size(42).colour("ink").before(465).after(310).line(530),
    Style::heading("Heading1", "heading 1").size(26).colour("accent").before(245).line(340).outline(0),
    Style::heading("Heading2", "heading 2").size(23).colour("ink").before(175).outline(1),
    Style::heading("Heading3", "heading 3").size(22).colour("ink").before(90).outline(2),
    Style::heading("Heading4", "heading 4").size(22).colour("muted").before(90).outline(3),
    Style::heading("Heading5", "heading 5").size(21).colour("muted").before(90).outline(4),
    Style::new("ListBullet", "List Bullet").after(50).offered(),
    Style::new("ListNumber", "List Number").after(50).offered(),
    Style::new("ListContinue", "List Continue").after(50).start(LIST_STEP).offered(),
    Style::new("Quote", "Quote").start(QUOTE_STEP).border(&[("left", 8, 12, "line")]).offered(),
    Style::new("QuoteAttribution", "Quote Attribution").on("Quote").next("Normal").size(20).colour("muted").offered(),
    Style::new("Figure", "Figure").next("Caption").before(155).after(100).line(240).keep_next(),
    Style::new("Caption", "caption")
        .next("Normal")
        .size(18)
        .colour("muted")
        .after(310)
        .line(252)
        .keep_lines()
        .offered(),
    Style::new("Preformatted", "HTML Preformatted").size(19).font(Font::Mono).line(270).offered(),
    Style::new("Separator", "Separator")
        .next("Normal")
        .before(310)
        .after(310)
        .line(60)
        .end(5500)
        .border(&[("bottom", 4, 1, "line")]),
    Style::new("TableText", "Table Text").size(19).after(0).line(250),
    Style::new("TableGap", "Table Gap").next("Normal").size(8).after(0).line(310),
    Style::new("ContactName", "Contact Name")
        .next("ContactOrganisation")
        .size(21)
        .bold()
        .before(155)
        .after(0)
        .line(290)
        .keep_lines(),
    Style::new("ContactOrganisation", "Contact Organisation")
        .next("ContactAddress")
        .size(21)
        .colour("muted")
        .after(0)
        .line(290)
        .keep_lines(),
    Style::new("ContactAddress", "Contact Address").size(21).after(0).line(290).keep_lines(),
    Style::new("ContactEntry", "Contact Entry").after(50).keep_lines(),
    Style::new("ContactLine", "Contact Line").next("Normal").size(19).colour("muted").line(280),
    Style::heading("TOCHeading", "TOC Heading").next("Normal").size(26).colour("accent").before(245).line(340),
    Style::new("TOC1", "toc 1")
        .size(20)
        .before(0)
        .after(0)
        .line(290)
        .border(&[("bottom", 4, 3, "line"), ("between", 4, 3, "line")]),
    Style::new("EndMark", "End Mark").before(310).after(0),
    Style::new("FootnoteText", "footnote text").size(19).after(60).line(260).start(LIST_STEP).hanging(LIST_STEP),
    Style::new("Header", "header").size(16).colour("muted").after(0).line(220).tab(),
    Style::new("Letterhead", "Letterhead").on("Header").size(28).colour("accent").font(Font::Headings).bold().line(360),
    Style::new("Draft", "Draft").on("Header").size(36).colour("accent").font(Font::Headings).bold().line(440),
    Style::new("Footer", "footer").size(16).colour("muted").after(0).line(220).border(&[("top", 4, 7, "line")]).tab(),
];
