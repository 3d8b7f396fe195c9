//! Inside the `+++` lines: keys and tables that are not there yet, and the
//! words that a key takes.

use super::{Cursor, references};
use crate::check::RULES;
use crate::lsp::documents::Document;
use crate::lsp::protocol::{CompletionItem, CompletionItemKind, InsertTextFormat};
use crate::lsp::session::Session;
use crate::pipeline::Office;
use crate::schema::{Key, KeyValue, front_matter_keys};

const DELIMITER: &str = "+++";

/// The front matter around the cursor's line.
struct Around<'t> {
    above: Vec<&'t str>,
    below: Vec<&'t str>,
}

/// What may stand at the cursor; `None` when it is not in a front matter.
pub fn proposals(
    session: &Session,
    office: &Office,
    document: &Document,
    cursor: &Cursor<'_>,
) -> Option<Vec<CompletionItem>> {
    let around = around(cursor)?;
    let all = front_matter_keys();
    let table = around.above.iter().rev().find_map(|line| header(line)).unwrap_or_default();
    let Some(keys) = keys_of(&all, &table) else { return Some(Vec::new()) };
    Some(match cursor.before().split_once('=') {
        None => {
            let typed = cursor.before().trim_start();
            let mut items = Vec::new();
            if !typed.starts_with('[') {
                items.extend(new_keys(session, cursor, keys, &around));
            }
            if table.is_empty() || typed.is_empty() || typed.starts_with('[') {
                items.extend(tables(cursor, &all, &around));
            }
            items
        }
        Some((name, _)) => match keys.iter().find(|key| key.name == name.trim()) {
            Some(key) => values(session, office, document, cursor, &table, key),
            None => Vec::new(),
        },
    })
}

/// The lines of the front matter, if the cursor's is one of them. Before the
/// closing line is written, everything that looks like an entry counts.
fn around<'t>(cursor: &Cursor<'t>) -> Option<Around<'t>> {
    let is_delimiter = |line: &&str| line.trim_end() == DELIMITER;
    let opens = cursor.text_of(0).trim_start_matches('\u{feff}').trim_end() == DELIMITER;
    if !opens || cursor.number == 0 || is_delimiter(&cursor.text_of(cursor.number)) {
        return None;
    }
    let above: Vec<&str> = (1..cursor.number).map(|number| cursor.text_of(number)).collect();
    if above.iter().any(is_delimiter) {
        return None;
    }
    let mut below: Vec<&str> = (cursor.number + 1..cursor.lines.count()).map(|number| cursor.text_of(number)).collect();
    match below.iter().position(is_delimiter) {
        Some(end) => below.truncate(end),
        None => {
            let is_entry = |line: &&str| {
                let line = line.trim();
                line.is_empty() || line.starts_with(['#', '[']) || line.contains('=')
            };
            if !above.iter().all(is_entry) {
                return None;
            }
            below.clear();
        }
    }
    Some(Around { above, below })
}

/// `event.sitting` for `[[event.sitting]]`.
fn header(line: &str) -> Option<String> {
    let line = line.trim();
    line.starts_with('[').then(|| line.split('#').next().unwrap_or("").trim_matches(['[', ']', ' ', '\t']).to_owned())
}

/// The keys that a table may have; none is called for the head of the front matter.
fn keys_of<'k>(all: &'k [Key], table: &str) -> Option<&'k [Key]> {
    let mut keys = all;
    for name in table.split('.').filter(|name| !name.is_empty()) {
        keys = match &keys.iter().find(|key| key.name == name)?.value {
            KeyValue::Tables(inside) => inside,
            _ => return None,
        };
    }
    Some(keys)
}

fn new_keys(session: &Session, cursor: &Cursor<'_>, keys: &[Key], around: &Around<'_>) -> Vec<CompletionItem> {
    let name = |line: &&str| line.split_once('=').map(|(name, _)| name.trim().to_owned());
    let above = around.above.iter().rev().take_while(|line| header(line).is_none());
    let below = around.below.iter().take_while(|line| header(line).is_none());
    let present: Vec<String> = above.chain(below).filter_map(name).collect();
    let typed = cursor.before().trim_start();
    let start = cursor.offset - typed.len();
    let free =
        keys.iter().filter(|key| !matches!(key.value, KeyValue::Tables(_)) && !present.iter().any(|p| p == key.name));
    free.map(|key| {
        let quoted = !matches!(key.value, KeyValue::Time);
        let text = match (quoted, session.client.snippets) {
            (true, true) => format!("{} = \"$1\"", key.name),
            _ => format!("{} = ", key.name),
        };
        let written = if quoted { format!("\"{}\"", key.example) } else { key.example.to_owned() };
        let mut item = cursor.proposal(key.name, start, cursor.offset, key.name.to_owned(), text);
        item.kind = Some(CompletionItemKind::Property);
        item.detail = Some(key.meaning.to_owned());
        item.documentation = Some(format!("{} = {written}", key.name).into());
        item.insert_text_format = (quoted && session.client.snippets).then_some(InsertTextFormat::Snippet);
        item
    })
    .collect()
}

/// `[[event]]`, `[[waiver]]`, and below an event `[[event.sitting]]`.
fn tables(cursor: &Cursor<'_>, all: &[Key], around: &Around<'_>) -> Vec<CompletionItem> {
    let opened: Vec<String> = around.above.iter().filter_map(|line| header(line)).collect();
    let mut found = Vec::new();
    collect_tables(all, "", &opened, &mut found);
    let typed = cursor.before().trim_start();
    let start = cursor.offset - typed.len();
    // Editors close brackets on their own.
    let closing = cursor.after().len() - cursor.after().trim_start_matches(']').len();
    found
        .into_iter()
        .map(|(path, meaning)| {
            let text = format!("[[{path}]]");
            let filter = if typed.starts_with('[') { text.clone() } else { path };
            let mut item = cursor.proposal(&text, start, cursor.offset + closing, filter, text.clone());
            item.kind = Some(CompletionItemKind::Struct);
            item.detail = Some(meaning.to_owned());
            item
        })
        .collect()
}

fn collect_tables(keys: &[Key], above: &str, opened: &[String], found: &mut Vec<(String, &'static str)>) {
    for key in keys {
        if let KeyValue::Tables(inside) = &key.value {
            let path = format!("{above}{}", key.name);
            found.push((path.clone(), key.meaning));
            if opened.iter().any(|table| table == &path || table.starts_with(&format!("{path}."))) {
                collect_tables(inside, &format!("{path}."), opened, found);
            }
        }
    }
}

/// The words that a key takes, each with what is known of it.
fn values(
    session: &Session,
    office: &Office,
    document: &Document,
    cursor: &Cursor<'_>,
    table: &str,
    key: &Key,
) -> Vec<CompletionItem> {
    let Some((_, typed)) = cursor.before().split_once('=') else { return Vec::new() };
    let typed = typed.trim_start();
    let opens = typed.starts_with(['"', '\'']);
    // A value that is closed is finished.
    if opens && typed[1..].contains(&typed[..1]) {
        return Vec::new();
    }
    let start = cursor.offset - typed.len();
    let rest = cursor.after().trim_end();
    let end = if opens && rest == &typed[..1] { cursor.offset + rest.len() } else { cursor.offset };
    let propose = |word: &str, detail: String| {
        let text = format!("\"{word}\"");
        let filter = if opens { format!("{}{word}", &typed[..1]) } else { word.to_owned() };
        let mut item = cursor.proposal(word, start, end, filter, text);
        item.kind = Some(CompletionItemKind::Value);
        item.detail = (!detail.is_empty()).then_some(detail);
        item
    };
    if let KeyValue::Choice(words) = &key.value {
        return words.iter().map(|word| propose(word, String::new())).collect();
    }
    match (table, key.name) {
        ("waiver", "rule") => {
            let free = RULES.iter().filter(|rule| !rule.is_binding());
            let own = free.map(|rule| propose(rule.name(), rule.summary().to_owned()));
            let mut rows = office.wording_rules().unwrap_or_default();
            rows.dedup_by(|a, b| a.name == b.name);
            let rows = rows.iter().map(|row| propose(&row.name, row.why.clone().unwrap_or_default()));
            own.chain(rows).collect()
        }
        ("", "house") => {
            office.catalog.houses().map(|house| propose(&house.style.code, house.style.name.clone())).collect()
        }
        ("", "language" | "translation_of") => {
            let codes = office.catalog.languages().unwrap_or_default();
            let name = |code: &str| office.language(code).ok().flatten().map(|language| language.name.clone());
            codes.iter().map(|code| propose(code, name(code).unwrap_or_default())).collect()
        }
        ("", "reference") => {
            references::all(session, office, document, "", |reference, languages| propose(reference, languages))
        }
        _ => Vec::new(),
    }
}
