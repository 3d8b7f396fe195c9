use crate::check::{Rule, Subject, Version};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::segment_change::SegmentChange;
use crate::span::Span;

/// See the page.
pub struct StaleTranslation;

impl Rule for StaleTranslation {
    fn page(&self) -> &'static str {
        include_str!("stale-translation.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        // Without a record nobody can know.
        let Some(recorded) = &subject.notice.front_matter.original else { return };
        let Some(original) = subject.surroundings.original() else { return };
        if original.fingerprint() == recorded.value {
            return;
        }
        let changes = subject.surroundings.changes_of_original();
        for change in changes {
            findings.push(self.change(subject, original, change, recorded.span));
        }
        if changes.is_empty() {
            let file = original.file_name();
            findings.push(
                Diagnostic::new(
                    self.name(),
                    recorded.span,
                    format!("`{file}` has changed since this translation was compared with it"),
                )
                .help(format!("compare it with `{file}`, then {}", how_to_record(subject))),
            );
        }
    }
}

fn how_to_record(subject: &Subject<'_>) -> String {
    format!("record that with `pressdoc check --accept-translation {}`", subject.source.name())
}

impl StaleTranslation {
    /// One segment of the original that is another one now.
    fn change(&self, subject: &Subject<'_>, original: &Version, change: &SegmentChange, recorded: Span) -> Diagnostic {
        let file = original.file_name();
        let at = change.translation.map_or(recorded, |span| first_line(subject, span));
        let (message, verb) = match (&change.before, &change.now) {
            (Some(before), Some(now)) => {
                let (before, now) = apart(before, &now.value);
                (
                    format!("`{file}` said `{before}` when this was translated, and now says `{now}`"),
                    "translate it anew",
                )
            }
            (None, Some(now)) => (
                format!("`{file}` says `{}`, which it did not when this was translated", shortened(&now.value)),
                "translate it here too",
            ),
            (before, None) => (
                format!("`{file}` does not say `{}` any more", shortened(before.as_deref().unwrap_or_default())),
                "take it out here too",
            ),
        };
        let place = change.now.as_ref().map(|now| subject.place_in(original, now.span));
        let place = place.map_or_else(String::new, |place| format!("see {place}; "));
        Diagnostic::new(self.name(), at, message)
            .help(format!("{place}{verb}, or send it out again; then {}", how_to_record(subject)))
    }
}

/// The first line of a passage: whoever reads on sees the rest.
fn first_line(subject: &Subject<'_>, span: Span) -> Span {
    let line = subject.source.slice(span).lines().next().unwrap_or("");
    Span::new(span.start, span.start + line.len())
}

/// Words that stay on both sides of what differs.
const AROUND: usize = 2;

/// What differs between two texts, with a few words before and behind it.
fn apart(before: &str, now: &str) -> (String, String) {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.split_whitespace().collect(), now.split_whitespace().collect());
    let same_start = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let longest_end = old.len().min(new.len()) - same_start;
    let same_end = old.iter().rev().zip(new.iter().rev()).take(longest_end).take_while(|(old, new)| old == new).count();
    let cut = |words: &[&str]| {
        let start = same_start.saturating_sub(AROUND);
        let end = (words.len() - same_end + AROUND).min(words.len());
        let opening = if start > 0 { "… " } else { "" };
        let closing = if end < words.len() { " …" } else { "" };
        format!("{opening}{}{closing}", shortened(&words[start..end].join(" ")))
    };
    (cut(&old), cut(&new))
}

/// As much of a text as a message needs, for between backticks.
fn shortened(text: &str) -> String {
    let text = text.replace('`', "'");
    match text.char_indices().nth(90) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
}
