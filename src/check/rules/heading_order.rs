use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::model::section::{Block, BlockKind, Inline, Section, plain_text};
use crate::span::Span;

/// See the page.
pub struct HeadingOrder;

impl Rule for HeadingOrder {
    fn page(&self) -> &'static str {
        include_str!("heading-order.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for section in &subject.notice.sections {
            let label_level = subject.label_level(section);
            if label_level == Some(1) {
                findings.push(second_headline(self.name(), subject, section));
            }
            let mut steps = Steps { label: label_level.map(|level| level.max(2)), open: Vec::new() };
            let mut run: Vec<Step<'_>> = Vec::new();
            for block in &section.blocks {
                match &block.kind {
                    BlockKind::Heading { content, .. } if is_empty(content) => findings.push(empty(self.name(), block)),
                    BlockKind::Heading { level, .. } => {
                        let step = steps.step(*level, block);
                        if step.right == step.written {
                            findings.extend(skipped(self.name(), subject, &run));
                            run.clear();
                        } else {
                            run.push(step);
                        }
                    }
                    _ => block.walk(&mut |inner| findings.extend(empty_inside(self.name(), inner))),
                }
            }
            findings.extend(skipped(self.name(), subject, &run));
        }
    }
}

/// The headings that are open, from the label down: the level as written and
/// as it should be.
struct Steps {
    label: Option<u8>,
    open: Vec<(u8, u8)>,
}

/// A heading inside a section.
struct Step<'b> {
    block: &'b Block,
    /// The level of what it stands below, where that is a heading.
    above: Option<u8>,
    written: u8,
    right: u8,
}

impl Steps {
    fn step<'b>(&mut self, written: u8, block: &'b Block) -> Step<'b> {
        while self.open.last().is_some_and(|(level, _)| *level >= written) {
            self.open.pop();
        }
        let above = self.open.last().map(|(_, right)| *right).or(self.label);
        // Below a label that is no heading, the first step is free.
        let free = if written > 4 { 3 } else { written };
        let right = above.map_or(free, |above| written.min(above + 1));
        self.open.push((written, right));
        Step { block, above, written, right }
    }
}

/// One finding for all headings that move up together: one alone would end
/// beside what it stands below.
fn skipped(rule: &'static str, subject: &Subject<'_>, run: &[Step<'_>]) -> Option<Diagnostic> {
    let (first, others) = run.split_first()?;
    let marks = |level: u8| "#".repeat(usize::from(level));
    let (wrong, right) = (marks(first.written), marks(first.right));
    let name = quoted(subject.source.slice(first.block.span).trim_matches('#'));
    let message = match first.above {
        Some(above) => {
            format!("the heading {name} skips a step: it has `{wrong}` and stands below `{}`", marks(above))
        }
        None => format!("the heading {name} skips a step: it is the first here and has `{wrong}`"),
    };
    let more = match others.len() {
        0 => String::new(),
        1 => ", and move the next heading up with it".to_owned(),
        count => format!(", and move the next {count} headings up with it"),
    };
    let edits = run.iter().map(|step| {
        let start = step.block.span.start;
        Edit { span: Span::new(start, start + usize::from(step.written)), replacement: marks(step.right) }
    });
    let finding = Diagnostic::new(rule, first.block.span, message).help(format!("write it with `{right}`{more}"));
    Some(finding.fix(format!("write `{right}`"), Safety::Safe, edits.collect()))
}

fn is_empty(content: &[Inline]) -> bool {
    plain_text(content).trim().is_empty()
}

fn empty(rule: &'static str, block: &Block) -> Diagnostic {
    Diagnostic::new(rule, block.span, "a heading without words").help("write the heading, or remove its `#`")
}

/// Headings in lists and quotations are set as bold lines: only empty ones are
/// at fault.
fn empty_inside(rule: &'static str, block: &Block) -> Option<Diagnostic> {
    match &block.kind {
        BlockKind::Heading { content, .. } if is_empty(content) => Some(empty(rule, block)),
        _ => None,
    }
}

fn second_headline(rule: &'static str, subject: &Subject<'_>, section: &Section) -> Diagnostic {
    let label = section.label.as_ref();
    let name = quoted(label.map_or("", |label| label.value.as_str()));
    let span = subject.label_block(section).unwrap_or(section.span);
    let mut finding = Diagnostic::new(rule, span, format!("{name} is written as a second headline"))
        .help(format!("write {}: `#` is for the headline alone", quoted(format!("## {}", name.trim_matches('`')))));
    if let Some(headline) = &subject.notice.headline {
        finding = finding.label(headline.span, "the headline");
    }
    if subject.source.slice(span).starts_with('#') {
        let edit = Edit { span: Span::at(span.start), replacement: "#".to_owned() };
        finding = finding.fix("write `##`", Safety::Safe, vec![edit]);
    }
    finding
}
