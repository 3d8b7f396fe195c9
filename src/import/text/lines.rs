//! The lines of a text, in the groups that they form.

/// Lines that belong together.
pub enum Group<'t> {
    /// Running text.
    Text(Vec<&'t str>),
    /// `# Headline`, `## Label`.
    Heading(u8, &'t str),
    /// Entries of lists.
    List(Vec<Line<'t>>),
    /// Lines behind `>`, as mails quote them.
    Quote(Vec<&'t str>),
    /// Lines with tabs.
    Table(Vec<&'t str>),
    /// A line of dashes, stars or underscores.
    Rule,
}

/// An entry of a list.
pub struct Line<'t> {
    /// Columns before its mark.
    pub indent: usize,
    /// How many entries it stands inside.
    pub depth: usize,
    /// Its number, where it has one.
    pub number: Option<u64>,
    /// The text behind the mark, with the lines that go on with it.
    pub text: std::borrow::Cow<'t, str>,
}

/// The groups of `text`, in order.
pub fn groups(text: &str) -> Vec<Group<'_>> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut groups = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        if line.trim().is_empty() {
            at += 1;
        } else if let Some((level, heading)) = heading(line) {
            groups.push(Group::Heading(level, heading));
            at += 1;
        } else if is_rule(line) {
            groups.push(Group::Rule);
            at += 1;
        } else if opens_list(&lines, at) {
            let (list, end) = list(&lines, at);
            groups.push(Group::List(list));
            at = end;
        } else if line.trim_start().starts_with('>') {
            let end = end_of(&lines, at, |line| line.trim_start().starts_with('>'));
            let quoted = lines[at..end].iter().map(|line| line.trim_start().trim_start_matches('>').trim_start());
            let inner: Vec<&str> = quoted.filter(|line| !line.is_empty()).collect();
            if !inner.is_empty() {
                groups.push(Group::Quote(inner));
            }
            at = end;
        } else if line.trim().contains('\t') && lines.get(at + 1).is_some_and(|next| next.trim().contains('\t')) {
            let end = end_of(&lines, at, |line| line.trim().contains('\t'));
            groups.push(Group::Table(lines[at..end].iter().map(|line| line.trim_matches([' ', '\r'])).collect()));
            at = end;
        } else {
            let is_text = |at: &usize| {
                let line = lines[*at];
                let is_quoted = line.trim_start().starts_with('>');
                !line.trim().is_empty()
                    && !is_quoted
                    && heading(line).is_none()
                    && !is_rule(line)
                    && !opens_list(&lines, *at)
            };
            let end = (at + 1..lines.len()).find(|at| !is_text(at)).unwrap_or(lines.len());
            groups.push(Group::Text(lines[at..end].iter().map(|line| line.trim()).collect()));
            at = end;
        }
    }
    groups
}

fn end_of(lines: &[&str], from: usize, fits: impl Fn(&str) -> bool) -> usize {
    lines[from.min(lines.len())..].iter().position(|line| !fits(line)).map_or(lines.len(), |length| from + length)
}

fn heading(line: &str) -> Option<(u8, &str)> {
    let marks = line.bytes().take_while(|byte| *byte == b'#').count();
    let text = line[marks..].strip_prefix(' ')?.trim();
    ((1..=6).contains(&marks) && !text.is_empty()).then_some((marks as u8, text))
}

/// `---`, `* * *`, `_____`; not `--`, nor a row of `#`, which ends a notice.
fn is_rule(line: &str) -> bool {
    let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    bare.chars().count() >= 3 && ['-', '*', '_', '=', '–', '—', '─'].iter().any(|mark| bare.chars().all(|c| c == *mark))
}

/// Whether a list begins here: at a bullet; at a number or a dash only with
/// another one behind it, because a sentence may begin so.
fn opens_list(lines: &[&str], at: usize) -> bool {
    let Some(line) = lines.get(at).filter(|line| entry(line).is_some()) else { return false };
    if line.trim_start().starts_with(ALONE) || line.trim_start().starts_with(['*', '-']) {
        return true;
    }
    let mut others = lines[at + 1..].iter().filter(|line| !line.trim().is_empty());
    let is_number = |line: &str| entry(line).is_some_and(|(_, number, _)| number.is_some());
    others.next().is_some_and(|next| entry(next).is_some() && is_number(next) == is_number(line))
}

/// Bullets that are nothing else, with or without a space behind them; the last
/// is that of a font of symbols, as Word pastes it.
const ALONE: [char; 7] = ['•', '◦', '▪', '‣', '●', '■', '\u{f0b7}'];

/// Indentation and text of a line behind a bullet.
fn bullet(line: &str) -> Option<(usize, &str)> {
    let inner = line.trim_start();
    let indent = columns(&line[..line.len() - inner.len()]);
    let mark =
        inner.chars().next().filter(|mark| ALONE.contains(mark) || matches!(mark, '*' | '-' | '–' | '—' | 'o'))?;
    let rest = &inner[mark.len_utf8()..];
    let text = rest.trim_start();
    let told = match mark {
        // `o` is what Word pastes for its second bullet, behind it a tab; with
        // another tab it is the first cell of a row.
        'o' => rest.starts_with('\t') && !text.contains('\t'),
        mark => ALONE.contains(&mark) || rest.starts_with(char::is_whitespace),
    };
    (told && !text.is_empty()).then_some((indent, text))
}

/// Indentation, number and text of an entry of a list.
fn entry(line: &str) -> Option<(usize, Option<u64>, &str)> {
    if let Some((indent, text)) = bullet(line) {
        return Some((indent, None, text));
    }
    let inner = line.trim_start();
    let indent = columns(&line[..line.len() - inner.len()]);
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let rest = inner[digits..].strip_prefix(['.', ')'])?;
    let number = inner[..digits].parse().ok().filter(|_| (1..=3).contains(&digits))?;
    let text = rest.strip_prefix([' ', '\t'])?.trim_start();
    (!text.is_empty()).then_some((indent, Some(number), text))
}

fn columns(space: &str) -> usize {
    space.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// The list that begins at a line, and one past its last line. A line that
/// stands further in than its entry goes on with it.
fn list<'t>(lines: &[&'t str], from: usize) -> (Vec<Line<'t>>, usize) {
    let mut list: Vec<Line<'t>> = Vec::new();
    let mut at = from;
    while let Some(line) = lines.get(at) {
        if let Some((indent, number, text)) = entry(line).filter(|_| !is_rule(line)) {
            let depth = list.iter().rev().find(|before| before.indent < indent).map_or(0, |above| above.depth + 1);
            list.push(Line { indent, depth, number, text: text.into() });
            at += 1;
            continue;
        }
        let goes_on = !line.trim().is_empty() && line.starts_with([' ', '\t']);
        if let Some(last) = list.last_mut().filter(|_| goes_on) {
            last.text = format!("{} {}", last.text, line.trim()).into();
            at += 1;
            continue;
        }
        // Entries may stand apart.
        let next = lines[at..].iter().position(|line| !line.trim().is_empty()).map(|length| at + length);
        match next.filter(|next| *next > at && entry(lines[*next]).is_some()) {
            Some(next) => at = next,
            None => break,
        }
    }
    (list, at)
}
