//! Findings drawn at their place in the text, for a terminal.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::{Findings, Report, Total, summed_up};
use crate::diagnostic::{Diagnostic, Severity};
use crate::span::{SourceFile, Span};

/// `human`
pub struct Human;

/// Characters of the text that are shown before and after the words in
/// question: a paragraph of a notice is one long line.
const AROUND: usize = 36;

/// Words in question longer than this are shown by their beginning.
const LONGEST: usize = 60;

impl Report for Human {
    fn name(&self) -> &'static str {
        "human"
    }

    fn summary(&self) -> &'static str {
        "the words in question at their place in the text"
    }

    fn notice(&self, findings: &Findings<'_>, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.decor_style(DecorStyle::Unicode).term_width(100);
        findings.diagnostics.iter().map(|finding| drawn(&renderer, findings.source, finding) + "\n\n").collect()
    }

    fn total(&self, total: &Total) -> Option<String> {
        Some(summed_up(total))
    }
}

fn drawn(renderer: &Renderer, source: &SourceFile, finding: &Diagnostic) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let at = source.position(finding.span.start);
    let title = level.primary_title(finding.message.as_str()).id(finding.rule.as_ref());
    let excerpt = Excerpt::new(source, finding.span);
    let mut group = match &excerpt {
        Some(excerpt) => title.element(
            Snippet::source(excerpt.text.as_str())
                .path(source.name())
                .line_start(at.line)
                .annotation(AnnotationKind::Primary.span(excerpt.start..excerpt.end)),
        ),
        None => title.element(Origin::path(source.name()).line(at.line).char_column(at.column)),
    };
    for label in &finding.labels {
        let at = source.position(label.span.start);
        group = group.element(Level::NOTE.message(format!("line {}: {}", at.line, label.message)));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let drawing = renderer.render(&[group]);
    // The renderer counts columns in the excerpt; the editor's are the file's.
    let place = |column: usize| format!("{}:{}:{column}", source.name(), at.line);
    match &excerpt {
        Some(excerpt) => drawing.replacen(&place(excerpt.column()), &place(at.column), 1),
        None => drawing,
    }
}

/// The words in question with a few around them, on one line.
struct Excerpt {
    text: String,
    start: usize,
    end: usize,
}

impl Excerpt {
    /// The column of the words in the excerpt, in characters from 1.
    fn column(&self) -> usize {
        self.text[..self.start].chars().count() + 1
    }

    /// `None` where there is no text to show.
    fn new(source: &SourceFile, span: Span) -> Option<Self> {
        let text = source.text();
        let mut line_start = text.get(..span.start)?.rfind('\n').map_or(0, |at| at + 1);
        if line_start == 0 && span.start > 0 && text.starts_with('\u{feff}') {
            line_start = '\u{feff}'.len_utf8();
        }
        let line_end = text.get(span.start..)?.find('\n').map_or(text.len(), |at| span.start + at);
        let line = text.get(line_start..line_end)?.trim_end();
        if line.trim().is_empty() {
            return None;
        }
        let before = text.get(line_start..span.start)?;
        let words_end = span.end.min(line_start + line.len()).max(span.start);
        let words = text.get(span.start..words_end)?;
        let shown: String = words.chars().take(LONGEST).collect();
        let cut = shown.len() < words.len();
        let skipped = before.chars().count().saturating_sub(AROUND);
        let head: String = before.chars().skip(skipped).collect();
        let after = text.get(words_end..line_start + line.len()).unwrap_or("");
        let tail: String = if cut { "…".to_owned() } else { after.chars().take(AROUND).collect() };
        let more = !cut && tail.len() < after.len();
        let head = if skipped > 0 { format!("…{head}") } else { head };
        let clean = |text: String| -> String { text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect() };
        let (head, shown, tail) = (clean(head), clean(shown), clean(tail));
        let (start, end) = (head.len(), head.len() + shown.len());
        Some(Self { text: format!("{head}{shown}{tail}{}", if more { "…" } else { "" }), start, end })
    }
}
