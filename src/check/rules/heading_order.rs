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
            let mut order = Order::below(label_level);
            for block in &section.blocks {
                if let BlockKind::Heading { level, content } = &block.kind {
                    findings
                        .extend(order.fault(*level, content).map(|fault| fault.report(self.name(), subject, block)));
                } else {
                    block.walk(&mut |inner| findings.extend(empty_inside(self.name(), inner)));
                }
            }
        }
    }
}

/// The headings that are open, from the label down: the level as written and
/// as it should be.
struct Order {
    label: Option<u8>,
    open: Vec<(u8, u8)>,
}

/// What is wrong with a heading.
enum Fault {
    Empty,
    /// `above` is the level of what it stands below, where that is a heading.
    Skips {
        above: Option<u8>,
        level: u8,
        right: u8,
    },
}

impl Order {
    fn below(label: Option<u8>) -> Self {
        Self { label: label.map(|level| level.max(2)), open: Vec::new() }
    }

    fn fault(&mut self, level: u8, content: &[Inline]) -> Option<Fault> {
        if plain_text(content).trim().is_empty() {
            return Some(Fault::Empty);
        }
        while self.open.last().is_some_and(|(written, _)| *written >= level) {
            self.open.pop();
        }
        let above = self.open.last().map(|(_, right)| *right).or(self.label);
        // Below a label that is no heading, the first step is free.
        let right = above.map_or(if level > 4 { 3 } else { level }, |above| level.min(above + 1));
        self.open.push((level, right));
        (right != level).then_some(Fault::Skips { above, level, right })
    }
}

impl Fault {
    fn report(&self, rule: &'static str, subject: &Subject<'_>, block: &Block) -> Diagnostic {
        let written = subject.source.slice(block.span);
        match *self {
            Self::Empty => empty(rule, block.span),
            Self::Skips { above, level, right } => {
                let marks = |level: u8| "#".repeat(usize::from(level));
                let (wrong, right) = (marks(level), marks(right));
                let name = quoted(written.trim_matches('#'));
                let message = match above {
                    Some(above) => {
                        format!("the heading {name} skips a step: it has `{wrong}` and stands below `{}`", marks(above))
                    }
                    None => format!("the heading {name} skips a step: it is the first here and has `{wrong}`"),
                };
                Diagnostic::new(rule, block.span, message).help(format!("write it with `{right}`")).fix(
                    format!("write `{right}`"),
                    Safety::Safe,
                    vec![Edit {
                        span: Span::new(block.span.start, block.span.start + wrong.len()),
                        replacement: right,
                    }],
                )
            }
        }
    }
}

fn empty(rule: &'static str, span: Span) -> Diagnostic {
    Diagnostic::new(rule, span, "a heading without words").help("write the heading, or remove its `#`")
}

/// Headings in lists and quotations are set as bold lines: only empty ones are
/// at fault.
fn empty_inside(rule: &'static str, block: &Block) -> Option<Diagnostic> {
    match &block.kind {
        BlockKind::Heading { content, .. } if plain_text(content).trim().is_empty() => Some(empty(rule, block.span)),
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
