//! A line of running text as it was found, and the same as inlines.

use crate::model::sheet::{SheetBlock, SheetInline};

/// How a piece is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// Bold.
    pub strong: bool,
    /// Italics.
    pub emphasis: bool,
    /// Of a machine.
    pub code: bool,
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// How it is set.
    pub look: Look,
    /// Where it leads.
    pub target: Option<String>,
    /// What it is.
    pub content: Content,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Characters.
    Text(String),
    /// A new line.
    Break,
    /// A jump to the next column.
    Tab,
    /// The mark of a footnote, from 1, and whether for the first time.
    NoteMark(u32, bool),
    /// A picture, a text box: blocks that hang on the paragraph.
    Blocks(Vec<SheetBlock>),
}

/// The pieces of a paragraph, in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line(pub Vec<Piece>);

impl Line {
    /// Adds a piece; characters of one kind side by side are one piece.
    pub fn push(&mut self, piece: Piece) {
        if let (Some(Piece { look, target, content: Content::Text(before) }), Content::Text(text)) =
            (self.0.last_mut(), &piece.content)
            && *look == piece.look
            && *target == piece.target
        {
            before.push_str(text);
            return;
        }
        self.0.push(piece);
    }

    /// Takes the brackets away that stand around the marks of footnotes in files
    /// of our own; each form makes them itself.
    pub fn without_brackets(&mut self) {
        for at in 1..self.0.len().saturating_sub(1) {
            if !matches!(self.0[at].content, Content::NoteMark(..)) {
                continue;
            }
            let (before, behind) = self.0.split_at_mut(at);
            if let (
                Some(Piece { content: Content::Text(before), .. }),
                Some(Piece { content: Content::Text(behind), .. }),
            ) = (before.last_mut(), behind.get_mut(1))
                && before.ends_with('(')
                && behind.starts_with(')')
            {
                before.pop();
                behind.remove(0);
            }
        }
        self.0.retain(|piece| !matches!(&piece.content, Content::Text(text) if text.is_empty()));
    }

    /// The blocks that hang on it, taken out.
    pub fn take_blocks(&mut self) -> Vec<SheetBlock> {
        let mut blocks = Vec::new();
        self.0.retain_mut(|piece| match &mut piece.content {
            Content::Blocks(own) => {
                blocks.append(own);
                false
            }
            _ => true,
        });
        blocks
    }

    /// What stands before and behind the first jump.
    pub fn split_at_tab(self) -> (Self, Self) {
        let at = self.0.iter().position(|piece| piece.content == Content::Tab).unwrap_or(self.0.len());
        let mut before = self.0;
        let behind = before.split_off(at);
        (Self(before), Self(behind.into_iter().skip(1).collect()))
    }

    /// Takes away a bullet that was typed, with the space behind it; whether there
    /// was one. A dash is one only before a jump.
    pub fn take_bullet(&mut self) -> bool {
        let Some(Piece { content: Content::Text(text), .. }) = self.0.first() else { return false };
        let text = text.trim_start();
        let Some(mark) = text.chars().next() else { return false };
        let rest = text[mark.len_utf8()..].to_owned();
        let jumps = rest.trim().is_empty() && self.0.get(1).is_some_and(|piece| piece.content == Content::Tab);
        let is_bullet =
            "•‣▪▫◦●○■□➢✓\u{F0B7}\u{F0A7}".contains(mark) && (jumps || rest.starts_with(char::is_whitespace));
        let is_dash = jumps && "-–—o*·".contains(mark);
        if !is_bullet && !is_dash {
            return false;
        }
        if jumps {
            self.0.drain(..2);
        } else if let Some(Piece { content: Content::Text(text), .. }) = self.0.first_mut() {
            *text = rest.trim_start().to_owned();
        }
        true
    }

    /// Whether no reader sees anything of it.
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(|piece| match &piece.content {
            Content::Text(text) => text.trim().is_empty(),
            Content::Break | Content::Tab => true,
            Content::NoteMark(..) | Content::Blocks(_) => false,
        })
    }

    /// Its characters, breaks as line ends.
    pub fn characters(&self) -> String {
        let mut text = String::new();
        for piece in &self.0 {
            match &piece.content {
                Content::Text(own) => text.push_str(own),
                Content::Break => text.push('\n'),
                Content::Tab => text.push('\t'),
                Content::NoteMark(number, _) => text.push_str(&crate::model::sheet::note_mark(*number)),
                Content::Blocks(_) => {}
            }
        }
        text
    }

    /// Its characters on one line.
    pub fn words(&self) -> String {
        super::super::one_line(&self.characters())
    }

    /// The line as inlines: links outside, then bold, then italics. White space
    /// at the ends is left out; of a heading, bold too, because all of it is.
    pub fn inlines(mut self, is_heading: bool) -> Vec<SheetInline> {
        self.0.retain(|piece| !matches!(piece.content, Content::Blocks(_)));
        for piece in &mut self.0 {
            if piece.content == Content::Tab {
                piece.content = Content::Text(" ".to_owned());
            }
            if is_heading {
                piece.look.strong = false;
            }
        }
        let is_space = |piece: &Piece| match &piece.content {
            Content::Text(text) => text.trim_matches([' ', '\t', '\n']).is_empty(),
            Content::Break => true,
            _ => false,
        };
        while self.0.last().is_some_and(is_space) {
            self.0.pop();
        }
        let leading = self.0.iter().take_while(|piece| is_space(piece)).count();
        self.0.drain(..leading);
        if let Some(Piece { content: Content::Text(text), .. }) = self.0.first_mut() {
            *text = text.trim_start_matches([' ', '\t', '\n']).to_owned();
        }
        if let Some(Piece { content: Content::Text(text), .. }) = self.0.last_mut() {
            *text = text.trim_end_matches([' ', '\t', '\n']).to_owned();
        }
        linked(&self.0)
    }
}

fn linked(pieces: &[Piece]) -> Vec<SheetInline> {
    grouped(
        pieces,
        |piece| piece.target.clone(),
        |target, pieces| match target {
            Some(uri) => vec![SheetInline::Link { uri, children: strong(pieces) }],
            None => strong(pieces),
        },
    )
}

fn strong(pieces: &[Piece]) -> Vec<SheetInline> {
    grouped(
        pieces,
        |piece| piece.look.strong,
        |is_strong, pieces| match is_strong {
            true => vec![SheetInline::Strong { children: emphasised(pieces) }],
            false => emphasised(pieces),
        },
    )
}

fn emphasised(pieces: &[Piece]) -> Vec<SheetInline> {
    grouped(
        pieces,
        |piece| piece.look.emphasis,
        |is_emphasis, pieces| match is_emphasis {
            true => vec![SheetInline::Emphasis { children: pieces.iter().map(plain).collect() }],
            false => pieces.iter().map(plain).collect(),
        },
    )
}

fn plain(piece: &Piece) -> SheetInline {
    match &piece.content {
        Content::Text(text) if piece.look.code => SheetInline::Code { text: text.clone() },
        Content::Text(text) => SheetInline::Text { text: text.clone() },
        Content::NoteMark(number, first) => SheetInline::NoteMark { number: *number, first: *first },
        Content::Break => SheetInline::Break,
        Content::Tab | Content::Blocks(_) => SheetInline::Text { text: " ".to_owned() },
    }
}

/// Neighbours with the same key go together.
fn grouped<K: PartialEq>(
    pieces: &[Piece],
    key: impl Fn(&Piece) -> K,
    group: impl Fn(K, &[Piece]) -> Vec<SheetInline>,
) -> Vec<SheetInline> {
    pieces.chunk_by(|one, other| key(one) == key(other)).flat_map(|same| group(key(&same[0]), same)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, strong: bool, target: Option<&str>) -> Piece {
        let look = Look { strong, ..Look::default() };
        Piece { look, target: target.map(str::to_owned), content: Content::Text(text.to_owned()) }
    }

    #[test]
    fn typed_bullets_are_bullets() {
        let taken = |pieces: Vec<Piece>| {
            let mut line = Line(pieces);
            line.take_bullet().then(|| line.words())
        };
        let tab = || Piece { look: Look::default(), target: None, content: Content::Tab };
        assert_eq!(taken(vec![piece("• by tram", false, None)]).as_deref(), Some("by tram"));
        assert_eq!(
            taken(vec![piece("–", false, None), tab(), piece("on foot", false, None)]).as_deref(),
            Some("on foot")
        );
        assert_eq!(taken(vec![piece("– Ines Colbeck", false, None)]), None);
        assert_eq!(taken(vec![piece("•", false, None)]), None);
        assert_eq!(taken(vec![piece("", false, None)]), None);
    }

    #[test]
    fn pieces_become_inlines() {
        let mut line = Line::default();
        for own in
            [piece("  a", false, None), piece("b", false, None), piece("c", true, Some("x:y")), piece(" ", false, None)]
        {
            line.push(own);
        }
        assert_eq!(line.0.len(), 3);
        let text = |text: &str| SheetInline::Text { text: text.to_owned() };
        let link = |children| SheetInline::Link { uri: "x:y".to_owned(), children };
        let found = line.clone().inlines(false);
        assert_eq!(found, [text("ab"), link(vec![SheetInline::Strong { children: vec![text("c")] }])]);
        assert_eq!(line.inlines(true), [text("ab"), link(vec![text("c")])]);
    }
}
