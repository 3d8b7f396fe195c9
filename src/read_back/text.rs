//! The text form: the words, without what only shows their place: underlines,
//! bullets, numbers, quote marks, link numbers.

use unicode_width::UnicodeWidthStr;

use super::{Unreadable, normalised};

/// Columns of a full rule.
const WIDTH: usize = 72;

/// Columns of a rule where a program breaks the lines itself.
const NARROW: usize = 24;

/// Lines before the words: that it is a draft, and until when it is not to be
/// published.
const LINES_BEFORE: usize = 4;

/// What a text form says, part by part.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct TextForm {
    /// The words above the notice: that it is a draft.
    pub banner: String,
    /// All words of the notice in reading order, one space between two.
    pub words: String,
    /// The links that are listed behind it, in order.
    pub links: Vec<String>,
    /// The words of the closing part but its links: reference, hash.
    pub closing: String,
}

impl TextForm {
    /// Reads a `.txt` file, or the text of a mail.
    pub fn read(file: &str) -> Self {
        let file = file.strip_prefix('\u{feff}').unwrap_or(file);
        let lines: Vec<&str> = file.lines().collect();
        let is_full_rule =
            |at: usize, mark: &str| lines[at] == mark.repeat(WIDTH) && (at == 0 || lines[at - 1].is_empty());
        let end = (0..lines.len()).rfind(|at| is_full_rule(*at, "-")).unwrap_or(lines.len());
        let start = (0..lines.len().min(LINES_BEFORE)).find(|at| is_full_rule(*at, "=")).map_or(0, |at| at + 1);
        let closing = lines.get(end + 1..).unwrap_or_default();
        let (listed, others): (Vec<&str>, Vec<&str>) = closing.iter().partition(|line| number_of_link(line).is_some());
        let mut reader = Reader {
            links: listed.iter().filter_map(|line| number_of_link(line)).max().unwrap_or(0),
            ..Reader::default()
        };
        for chunk in lines[start..end.max(start)].split(|line| line.is_empty()).filter(|chunk| !chunk.is_empty()) {
            reader.chunk(chunk);
        }
        let target = |line: &&str| line.split_once(' ').map_or("", |(_, uri)| uri).to_owned();
        Self {
            banner: normalised(&lines[..start.saturating_sub(1)].join(" ")),
            words: normalised(&reader.text),
            links: listed.iter().map(target).collect(),
            closing: normalised(&others.join(" ")),
        }
    }

    /// Reads the same words where a program that shows them breaks the lines:
    /// with short rules, and the embargo told in advance.
    ///
    /// # Errors
    /// When there is no closing part, or too much above the words.
    pub fn read_flowing(text: &str) -> Result<Self, Unreadable> {
        let rule = |mark: &str| format!("\n\n{}\n", mark.repeat(NARROW));
        let (before, rest) = text.split_once(&rule("=")).unwrap_or(("", text));
        if before.lines().count() > 3 {
            return Err(Unreadable::new("more than draft and embargo stands above the text"));
        }
        let (words, closing) = rest.rsplit_once(&rule("-")).ok_or_else(|| Unreadable::new("it has no closing part"))?;
        // Each line is a paragraph of its own.
        let words = words.replace('\n', "\n\n");
        let form = Self::read(&format!("{words}\n\n{}\n{closing}", "-".repeat(WIDTH)));
        Ok(Self { banner: normalised(before), ..form })
    }
}

/// `[3] https://…` → 3.
fn number_of_link(line: &str) -> Option<usize> {
    number(line.strip_prefix('[')?.split_once("] ")?.0)
}

/// Digits as they are written: no sign, no zero before them.
fn number(digits: &str) -> Option<usize> {
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
    plain.then(|| digits.parse().ok()).flatten()
}

#[derive(Default)]
struct Reader {
    text: String,
    /// How many links the file lists.
    links: usize,
    /// The highest link number met.
    highest: usize,
    /// The list items that are open: column of the mark, column of the text.
    items: Vec<(usize, usize)>,
}

impl Reader {
    /// Lines without an empty line between them.
    fn chunk(&mut self, lines: &[&str]) {
        let prefix = self.prefix(lines[0]);
        let bare = |line: &str| {
            line.strip_prefix(prefix).or_else(|| line.strip_prefix(prefix.trim_end())).unwrap_or(line).to_owned()
        };
        let mut lines: Vec<String> = lines.iter().map(|line| bare(line)).collect();
        let indent = prefix.len() + indent_of(&lines[0]);
        self.items.retain(|(_, column)| *column <= indent);
        let column = self.items.last().map_or(0, |item| item.1).max(prefix.len());
        if indent >= column + 4 {
            // Lines that stand as they were written.
            return self.push(&lines.join("\n"), false);
        }
        if lines.len() == 1 && lines[0].trim() == "* * *" {
            return;
        }
        // A number before a label is no number of a list.
        if !drop_rules(&mut lines) && marker(lines[0].trim_start()).is_some() {
            self.list(&mut lines, prefix.len());
        }
        self.push(&lines.join(" "), true);
    }

    /// The beginning of a line that shows how deep in quotations it is.
    fn prefix<'l>(&self, line: &'l str) -> &'l str {
        let mut end = 0;
        while line[end..].trim_start_matches(' ').starts_with("> ") {
            let spaces = indent_of(&line[end..]);
            // Four spaces more than the text around: written like that.
            if spaces > 3 && !self.items.iter().any(|item| item.1 == end + spaces) {
                break;
            }
            end += spaces + 2;
        }
        &line[..end]
    }

    /// Takes bullets and numbers away. A line of a list begins an item when it
    /// begins with a mark, unless that mark is a word carried over from a full
    /// line.
    fn list(&mut self, lines: &mut [String], offset: usize) {
        let mut before = 0;
        for (at, line) in lines.iter_mut().enumerate() {
            let width = offset + line.width();
            let indent = offset + indent_of(line);
            let text = line.trim_start();
            if let Some(length) = marker(text) {
                let column = self.items.last().map_or(usize::MAX, |item| item.1);
                let number = text[..length].trim_end();
                let carried =
                    at > 0 && indent == column && before + 1 + number.len() > WIDTH && !matches!(number, "-" | "1.");
                if !carried {
                    self.items.retain(|(_, column)| *column <= indent);
                    self.items.push((indent, indent + length));
                    *line = text[length..].to_owned();
                }
            }
            before = width;
        }
    }

    /// Appends text, without the numbers of links where it was wrapped.
    fn push(&mut self, text: &str, wrapped: bool) {
        self.text.push(' ');
        let mut rest = text;
        while let Some(at) = rest.find('[').filter(|_| wrapped) {
            let (before, found) = rest.split_at(at);
            let number = found[1..].split_once(']').and_then(|(digits, rest)| Some((number(digits)?, rest)));
            // Numbers come in order; a link that was met before keeps its own.
            match number
                .filter(|(number, _)| (1..=self.links.min(self.highest + 1)).contains(number) && before.ends_with(' '))
            {
                Some((number, behind)) => {
                    self.highest = self.highest.max(number);
                    self.text.push_str(before.trim_end());
                    rest = behind;
                }
                None => {
                    self.text.push_str(before);
                    self.text.push('[');
                    rest = &found[1..];
                }
            }
        }
        self.text.push_str(rest);
    }
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The length of a bullet or number with the space behind it.
fn marker(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mark =
        if digits > 0 && text[digits..].starts_with('.') { digits + 1 } else { usize::from(text.starts_with('-')) };
    let spaces = indent_of(&text[mark..]);
    (mark > 0 && (spaces > 0 || text.len() == mark)).then_some(mark + spaces)
}

/// Takes away the line under a headline, a label or a table's header; says
/// whether it stood under a headline or label.
fn drop_rules(lines: &mut Vec<String>) -> bool {
    let width = |line: &String| line.width();
    let is_rule = |line: &str, mark: char| {
        !line.trim().is_empty() && line.chars().all(|c| c == mark || (mark == '-' && c == ' '))
    };
    let is_table = lines.len() > 1 && is_rule(&lines[1], '-') && width(&lines[1]) >= width(&lines[0]);
    if is_table {
        lines.remove(1);
        // A label of one line looks like a table without rows.
        return lines.len() == 1;
    }
    if lines.len() > 1 {
        let last = lines.len() - 1;
        let widest = lines[..last].iter().map(width).max().unwrap_or(0);
        if (is_rule(&lines[last], '=') || is_rule(&lines[last], '-')) && width(&lines[last]) >= widest.min(WIDTH) {
            return lines.pop().is_some();
        }
    }
    false
}
