//! Findings as annotations of GitHub's changed lines: one workflow command each.

use super::{Findings, Report, Total, ends, summed_up};
use crate::diagnostic::{Diagnostic, Severity};
use crate::span::SourceFile;

/// `github`
pub struct GitHub;

impl Report for GitHub {
    fn name(&self) -> &'static str {
        "github"
    }

    fn summary(&self) -> &'static str {
        "annotations beside the lines of a change on GitHub, for a workflow"
    }

    fn notice(&self, findings: &Findings<'_>, _: bool) -> String {
        findings.diagnostics.iter().map(|finding| annotation(findings.source, finding)).collect()
    }

    fn total(&self, total: &Total) -> Option<String> {
        Some(summed_up(total))
    }
}

fn annotation(source: &SourceFile, finding: &Diagnostic) -> String {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let (from, to) = ends(source, finding.span);
    // Columns are only allowed within one line.
    let place = if from.line == to.line {
        format!("line={},col={},endLine={},endColumn={}", from.line, from.column, to.line, to.column)
    } else {
        format!("line={},endLine={}", from.line, to.line)
    };
    let mut message = finding.message.clone();
    for label in &finding.labels {
        message.push_str(&format!("\nline {}: {}", source.position(label.span.start).line, label.message));
    }
    if let Some(help) = &finding.help {
        message.push_str(&format!("\nhelp: {help}"));
    }
    let (file, title) = (property(source.name()), property(&finding.rule));
    format!("::{level} file={file},{place},title={title}::{}\n", data(&message))
}

/// What may stand behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What may stand as a value before it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::GitHub;
    use crate::diagnostic::Diagnostic;
    use crate::report::{Findings, Report as _};
    use crate::span::{SourceFile, Span};

    #[test]
    fn signs_of_the_command_are_kept_out_of_its_values() {
        let source = SourceFile::new("50%, C:/a.md", "one\r\ntwo\n");
        let diagnostics =
            [Diagnostic::new("a-rule", Span::new(4, 6), "100 %:\r\n::error::,").label(Span::at(7), "here").help("go")];
        let findings = Findings {
            source: &source,
            reference: None,
            language: "en",
            diagnostics: &diagnostics,
            written: &[],
            corrected: 0,
            earlier: 0,
        };
        assert_eq!(
            GitHub.notice(&findings, true),
            "::error file=50%25%2C C%3A/a.md,line=1,endLine=2,title=a-rule::\
             100 %25:%0D%0A::error::,%0Aline 2: here%0Ahelp: go\n"
        );
    }
}
