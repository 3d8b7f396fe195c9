//! Running text → Markdown.

use std::collections::BTreeSet;

use super::escape::{Around, escaped, is_punctuation, visible};
use super::simplify::{simplified, trimmed, without_marks};
use crate::model::sheet::{SheetInline, inline_text};
use crate::model::spacing::Spaces;

/// How running text is written in one place.
#[derive(Clone, Copy)]
pub struct Manner<'a> {
    /// The spaces that the language makes no-break by itself.
    pub spaces: &'a Spaces,
    /// How many footnotes there are; a mark without one is written as printed.
    pub notes: usize,
    /// Whether all must stay on one line: headings, cells.
    pub one_line: bool,
}

/// `inlines` as Markdown, from the beginning of a line on.
pub fn write(inlines: &[SheetInline], manner: Manner<'_>) -> String {
    let mut pen = Pen { manner, out: String::new(), in_link: false, opens_line: !manner.one_line, behind_mark: false };
    pen.run(&trimmed(simplified(inlines)), None);
    pen.out.trim_end_matches(' ').to_owned()
}

/// The words of a link's or picture's text, as they stand between brackets.
pub fn alternative(text: &str) -> String {
    escaped(text.trim(), Around { opens_line: false, in_link: true, next: None, behind_mark: false })
}

/// The target of a link or a picture.
pub fn target(uri: &str) -> String {
    let uri = visible(uri.trim());
    let mut out = String::with_capacity(uri.len());
    for (at, letter) in uri.char_indices() {
        let entity = letter == '&' && uri[at..].contains(';');
        if matches!(letter, '<' | '>' | '\\') || entity {
            out.push('\\');
        }
        out.push(letter);
    }
    let plain = |c: char| !c.is_whitespace() && !matches!(c, '(' | ')' | '<' | '>' | '\\');
    if !uri.is_empty() && uri.chars().all(plain) { out } else { format!("<{out}>") }
}

struct Pen<'a> {
    manner: Manner<'a>,
    out: String,
    in_link: bool,
    opens_line: bool,
    behind_mark: bool,
}

impl Pen<'_> {
    /// Writes `inlines`. Where bold or italics cannot be marked, because of the
    /// letters around them, their words join those beside them, and all is
    /// written anew: what stands side by side decides what is escaped.
    fn run(&mut self, inlines: &[SheetInline], behind: Option<char>) {
        let (length, opens_line, behind_mark) = (self.out.len(), self.opens_line, self.behind_mark);
        let mut inlines = inlines.to_vec();
        loop {
            let faults = self.faults(&inlines, behind);
            if faults.is_empty() {
                return;
            }
            self.out.truncate(length);
            (self.opens_line, self.behind_mark) = (opens_line, behind_mark);
            inlines = without_marks(inlines, &faults);
        }
    }

    /// Writes all pieces, those that cannot be marked without marks, and gives
    /// back which ones these are.
    fn faults(&mut self, inlines: &[SheetInline], behind: Option<char>) -> BTreeSet<usize> {
        let mut faults = BTreeSet::new();
        for (at, inline) in inlines.iter().enumerate() {
            let next = inlines[at + 1..].iter().find_map(first_char).or(behind);
            if !self.inline(inline, next) {
                faults.insert(at);
                let mut words = String::new();
                inline_text(std::slice::from_ref(inline), &mut words);
                self.push(&words);
            }
        }
        faults
    }

    /// Writes one piece; false where it would need a mark that cannot stand here.
    fn inline(&mut self, inline: &SheetInline, next: Option<char>) -> bool {
        let behind_mark = std::mem::take(&mut self.behind_mark);
        match inline {
            SheetInline::Text { text } => {
                let text = self.plain_spaces(text);
                let next = next.filter(|_| !text.ends_with(' '));
                let around = Around { opens_line: self.opens_line, in_link: self.in_link, next, behind_mark };
                let written = escaped(&text, around);
                // A space behind a space would be one in the file as well.
                let written = if self.out.ends_with([' ', '\n']) { written.trim_start_matches(' ') } else { &written };
                self.opens_line &= written.is_empty();
                self.out.push_str(written);
            }
            SheetInline::Break if self.manner.one_line => self.space(),
            SheetInline::Break => {
                let kept = self.out.trim_end_matches(' ').len();
                self.out.truncate(kept);
                self.out.push_str("\\\n");
                self.opens_line = true;
            }
            SheetInline::Code { text } => self.code(text),
            SheetInline::NoteMark { number, .. } => {
                if (1..=self.manner.notes).contains(&(*number as usize)) {
                    self.push(&format!("[^{number}]"));
                    self.behind_mark = true;
                } else {
                    self.push(&format!("({number})"));
                }
            }
            SheetInline::Link { uri, children } => self.link(uri, children, next),
            SheetInline::Strong { children } => return self.marked(children, &["**", "__"], next),
            SheetInline::Emphasis { children } => return self.marked(children, &["*", "_"], next),
        }
        true
    }

    fn push(&mut self, text: &str) {
        self.out.push_str(text);
        self.opens_line = false;
    }

    fn space(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with(' ') {
            self.out.push(' ');
        }
    }

    /// Spaces that the language makes no-break anyway are written as common
    /// ones; officers do not see the difference, and cannot type the others.
    fn plain_spaces(&self, text: &str) -> String {
        let plain = text.replace(['\u{a0}', '\u{202f}'], " ");
        if plain != *text && self.manner.spaces.set(&plain) == *text { plain } else { text.to_owned() }
    }

    fn code(&mut self, text: &str) {
        let text = visible(text);
        if ends_with_mark(&self.out, '`') {
            // Its mark would run together with the one before.
            let around = Around { opens_line: false, in_link: self.in_link, next: None, behind_mark: false };
            return self.push(&escaped(&text, around));
        }
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let pad = if text.starts_with('`') || text.ends_with('`') || (text.starts_with(' ') && text.ends_with(' ')) {
            " "
        } else {
            ""
        };
        self.push(&format!("{fence}{pad}{text}{pad}{fence}"));
    }

    fn link(&mut self, uri: &str, children: &[SheetInline], next: Option<char>) {
        let mut shown = String::new();
        inline_text(children, &mut shown);
        if shown.trim().is_empty() {
            return self.push(&format!("[{}]({})", alternative(uri), target(uri)));
        }
        let is_plain = matches!(children, [SheetInline::Text { .. }]);
        if is_plain && self.is_bare(uri, &shown, next) {
            return self.push(&shown);
        }
        let mut inner = Pen { out: String::new(), in_link: true, opens_line: false, behind_mark: false, ..*self };
        inner.run(children, Some(']'));
        let text = inner.out;
        self.push(&format!("[{}]({})", text.trim(), target(uri)));
    }

    /// Whether an address alone becomes this very link.
    fn is_bare(&self, uri: &str, shown: &str, next: Option<char>) -> bool {
        let opens = self.out.chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(');
        let closes = next.is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | ':' | ')' | '!' | '?' | '\\'));
        let plain =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | ':' | '@' | '=' | '?' | '%' | '#');
        if self.in_link
            || !opens
            || !closes
            || !shown.chars().all(plain)
            || !shown.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '/')
        {
            return false;
        }
        let is_page = uri == shown && ["https://", "http://"].iter().any(|scheme| shown.starts_with(scheme));
        // What is no host with a full stop in it is no address to Markdown.
        let has_host = shown.split("//").nth(1).and_then(|rest| rest.split('/').next()).is_some_and(is_host);
        let is_mail = uri.strip_prefix("mailto:") == Some(shown)
            && shown.split_once('@').is_some_and(|(name, host)| !name.is_empty() && is_host(host));
        (is_page && has_host) || is_mail
    }

    /// Bold or italics, with a mark that Markdown reads as such here; false, and
    /// nothing written, where there is none.
    fn marked(&mut self, children: &[SheetInline], marks: &[&str], next: Option<char>) -> bool {
        let before = self.out.chars().next_back();
        for mark in marks {
            let letter = mark.chars().next().unwrap_or('*');
            let mut inner = Pen { out: String::new(), opens_line: false, behind_mark: false, ..*self };
            inner.run(children, Some(letter));
            let text = inner.out;
            let (first, last) = (text.chars().next(), text.chars().next_back());
            if first == Some(letter) || ends_with_mark(&text, letter) || ends_with_mark(&self.out, letter) {
                continue;
            }
            if opens(letter, before, first) && closes(letter, last, next) {
                self.push(&format!("{mark}{text}{mark}"));
                return true;
            }
        }
        false
    }
}

/// Whether a text ends with this letter as a mark, not as an escaped one.
fn ends_with_mark(text: &str, letter: char) -> bool {
    text.strip_suffix(letter).is_some_and(|before| {
        let backslashes = before.len() - before.trim_end_matches('\\').len();
        backslashes % 2 == 0
    })
}

fn is_host(host: &str) -> bool {
    let host = host.split([':', '?', '#']).next().unwrap_or(host);
    host.contains('.')
        && host.split('.').all(|label| {
            !label.is_empty() && !label.contains('_') && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
}

/// Whether a mark with `before` and `first` around it opens (CommonMark 0.31,
/// "left-flanking").
fn opens(letter: char, before: Option<char>, first: Option<char>) -> bool {
    let left = flanks(first, before);
    left && (letter == '*' || !flanks(before, first) || is_mark(before))
}

/// Whether a mark with `last` and `next` around it closes.
fn closes(letter: char, last: Option<char>, next: Option<char>) -> bool {
    let right = flanks(last, next);
    right && (letter == '*' || !flanks(next, last) || is_mark(next))
}

fn flanks(inner: Option<char>, outer: Option<char>) -> bool {
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    !is_space(inner) && (!is_mark(inner) || is_space(outer) || is_mark(outer))
}

fn is_mark(character: Option<char>) -> bool {
    character.is_some_and(is_punctuation)
}

/// The first character that an inline is written with.
fn first_char(inline: &SheetInline) -> Option<char> {
    match inline {
        SheetInline::Text { text } => visible(text).chars().next(),
        SheetInline::Code { .. } => Some('`'),
        SheetInline::NoteMark { .. } => Some('['),
        SheetInline::Break => Some('\\'),
        SheetInline::Link { uri, children } => match children.as_slice() {
            // It may be written as an address alone.
            [SheetInline::Text { text }] if uri.ends_with(text.as_str()) => text.chars().next(),
            _ => Some('['),
        },
        SheetInline::Strong { .. } | SheetInline::Emphasis { .. } => Some('*'),
    }
}
