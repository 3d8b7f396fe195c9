use crate::check::excerpt::quoted;
use crate::check::prose::paragraphs;
use crate::check::tongue::{count, letters, other_language, own_text};
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::language::Language;
use crate::model::passage::Passage;

/// See the page.
pub struct LanguageMismatch;

/// Letters of a notice whose language can be told.
const ENOUGH: usize = 200;

/// Letters of a paragraph whose language can be told.
const ENOUGH_ALONE: usize = 150;

impl Rule for LanguageMismatch {
    fn page(&self) -> &'static str {
        include_str!("language-mismatch.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let language = subject.language;
        let common = &language.prose.common_words;
        if common.is_empty() {
            return;
        }
        let (mut words, mut shared) = (0, 0);
        let mut doubtful: Vec<&Passage> = Vec::new();
        for passage in paragraphs(subject.notice).filter(|passage| !passage.in_block_quotation) {
            let own = passage.flat.words();
            let found = count(own, common);
            (words, shared) = (words + own.len(), shared + found);
            // Of a hundred words at least three are among the common ones.
            if passage.flat.text.len() >= ENOUGH_ALONE && found * 100 < own.len() * 3 {
                doubtful.push(passage);
            }
        }
        // Of the words of a whole notice more are; a short one may have some by
        // chance.
        let in_doubt = !subject.is_item && shared * 100 < words * 6 + 200;
        if in_doubt && let Some(other) = language_of_notice(subject) {
            findings.push(
                Diagnostic::new(
                    self.name(),
                    subject.head(),
                    format!("the text is in {}, the notice says {}", other.english_name, language.english_name),
                )
                .help(way_out(subject, &other)),
            );
            return;
        }
        let foreign = doubtful.into_iter().filter_map(|passage| {
            let text = own_text(passage);
            let other = (letters(&text) >= ENOUGH_ALONE).then(|| other_language(subject, &text)).flatten()?;
            Some((passage, other))
        });
        let mut first: Option<Diagnostic> = None;
        for (passage, other) in foreign {
            let span = passage.flat.trimmed_span();
            first = Some(match first {
                Some(finding) => finding.label(span, format!("so is this one, in {}", other.english_name)),
                None => {
                    let whole = if subject.is_item { "its item" } else { "the notice" };
                    let (found, own) = (&other.english_name, &language.english_name);
                    Diagnostic::new(self.name(), span, format!("this paragraph is in {found}, {whole} in {own}"))
                        .help(way_out_of_paragraph(subject, passage, &other))
                }
            });
        }
        findings.extend(first);
    }
}

/// An item may have its own language, if it says so.
fn way_out_of_paragraph(subject: &Subject<'_>, passage: &Passage, other: &Language) -> String {
    let item = subject.notice.section_of(passage).and_then(|section| section.item);
    let item = item.and_then(|at| subject.notice.sections.get(at)?.label.as_ref());
    match item {
        Some(label) if subject.is_item => format!("correct the language below {}", quoted(&label.value)),
        Some(label) => {
            format!("translate it, or write `({})` in a line of its own below {}", other.code, quoted(&label.value))
        }
        None => format!("translate it, or move it to a notice in {}", other.english_name),
    }
}

fn language_of_notice(subject: &Subject<'_>) -> Option<std::sync::Arc<Language>> {
    let mut text = String::new();
    for passage in paragraphs(subject.notice) {
        text.push_str(&own_text(passage));
        text.push('\n');
    }
    (letters(&text) >= ENOUGH).then(|| other_language(subject, &text)).flatten()
}

fn way_out(subject: &Subject<'_>, other: &Language) -> String {
    let code = &other.code;
    match subject.folder_language {
        Some(own) => format!("rename the file `{own}.md` to `{code}.md`, or put the right text into it"),
        None => format!("write `language = \"{code}\"` in the front matter, or put the right text below it"),
    }
}
