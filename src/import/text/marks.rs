//! The marks that people type: `**bold**`, `[text](address)`. Everything else
//! is characters.

use crate::model::sheet::SheetInline;

/// The running text of one paragraph.
pub fn read(text: &str) -> Vec<SheetInline> {
    let mut inlines = Vec::new();
    run(text.trim(), true, &mut inlines);
    inlines
}

fn run(text: &str, links: bool, out: &mut Vec<SheetInline>) {
    let mut rest = text;
    let mut plain = 0;
    while let Some(at) = rest[plain..].find(['*', '[', '<']).map(|at| plain + at) {
        let found = match rest.as_bytes().get(at) {
            Some(b'*') if !ends_in_word(&rest[..at]) => strong(&rest[at..], links),
            Some(b'[') if links => link(&rest[at..]),
            Some(b'<') if links => address(&rest[at..]),
            _ => None,
        };
        match found {
            Some((inline, length)) => {
                push(out, &rest[..at]);
                out.push(inline);
                rest = &rest[at + length..];
                plain = 0;
            }
            None => plain = at + 1,
        }
    }
    push(out, rest);
}

fn push(out: &mut Vec<SheetInline>, text: &str) {
    if !text.is_empty() {
        out.push(SheetInline::Text { text: text.to_owned() });
    }
}

fn ends_in_word(before: &str) -> bool {
    before.ends_with(char::is_alphanumeric)
}

/// `**bold**`
fn strong(text: &str, links: bool) -> Option<(SheetInline, usize)> {
    let inner = text.strip_prefix("**")?;
    let end = inner.find("**")?;
    let inner = &inner[..end];
    // Inside a word stars are stars.
    let apart = !text[end + 4..].starts_with(char::is_alphanumeric);
    let whole = apart && !inner.is_empty() && inner.trim() == inner && !inner.contains('*');
    let mut children = Vec::new();
    run(inner, links, &mut children);
    whole.then_some((SheetInline::Strong { children }, end + 4))
}

/// Bytes of the longest link: what goes on for longer is none.
const LONGEST: usize = 2000;

fn near(text: &str) -> &str {
    let mut end = LONGEST.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// `[text](address)`
fn link(text: &str) -> Option<(SheetInline, usize)> {
    let text = near(text);
    let end = text.find("](")?;
    let shown = text.get(1..end).filter(|shown| !shown.trim().is_empty() && !shown.contains(['[', ']']))?;
    let behind = &text[end + 2..];
    let mut depth = 0_u32;
    let close = behind.char_indices().find_map(|(at, letter)| match letter {
        '(' => {
            depth += 1;
            None
        }
        ')' if depth == 0 => Some(at),
        ')' => {
            depth -= 1;
            None
        }
        _ => None,
    })?;
    let uri = &behind[..close];
    let mut children = Vec::new();
    run(shown, false, &mut children);
    (!uri.contains(char::is_whitespace)).then(|| (SheetInline::Link { uri: uri.to_owned(), children }, end + 3 + close))
}

/// `<https://…>`, `<name@example.org>`, as mail programs write addresses.
fn address(text: &str) -> Option<(SheetInline, usize)> {
    let text = near(text);
    let end = text.find('>')?;
    let inner = text.get(1..end).filter(|inner| !inner.contains(char::is_whitespace))?;
    let page = inner.starts_with("https://") || inner.starts_with("http://") || inner.starts_with("mailto:");
    let mail = inner.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let uri = if page { inner.to_owned() } else { format!("mailto:{inner}") };
    let shown = inner.strip_prefix("mailto:").unwrap_or(inner).to_owned();
    (page || mail).then(|| (SheetInline::Link { uri, children: vec![SheetInline::Text { text: shown }] }, end + 1))
}
