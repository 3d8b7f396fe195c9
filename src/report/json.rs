//! One line of JSON a notice, for programs. Its fields are described in
//! `docs/reports.md` and stay as they are.

use serde_json::json;

use super::{Findings, Report, Total, ends};
use crate::diagnostic::{Diagnostic, Safety};
use crate::span::{SourceFile, Span};

/// `json`
pub struct Json;

impl Report for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn summary(&self) -> &'static str {
        "one line of JSON a notice, as soon as it is done, for programs"
    }

    fn notice(&self, findings: &Findings<'_>, _: bool) -> String {
        let diagnostics: Vec<_> =
            findings.diagnostics.iter().map(|finding| diagnostic(findings.source, finding)).collect();
        let line = json!({
            "file": findings.source.name(),
            "reference": findings.reference,
            "language": findings.language,
            "findings": diagnostics,
            "written": findings.written,
            "corrected": findings.corrected,
        });
        format!("{line}\n")
    }

    fn total(&self, _: &Total) -> Option<String> {
        None
    }

    fn is_for_programs(&self) -> bool {
        true
    }
}

fn diagnostic(source: &SourceFile, finding: &Diagnostic) -> serde_json::Value {
    json!({
        "rule": finding.rule,
        "severity": finding.severity.name(),
        "message": finding.message,
        "place": place(source, finding.span),
        "labels": finding.labels.iter().map(|label| json!({
            "message": label.message,
            "place": place(source, label.span),
        })).collect::<Vec<_>>(),
        "help": finding.help,
        "fix": finding.fix.as_ref().map(|fix| json!({
            "title": fix.title,
            "safe": fix.safety == Safety::Safe,
            "edits": fix.edits.iter().map(|edit| json!({
                "start": edit.span.start,
                "end": edit.span.end,
                "replacement": edit.replacement,
            })).collect::<Vec<_>>(),
        })),
    })
}

/// Lines and columns in characters from 1, start and end in bytes from 0.
fn place(source: &SourceFile, span: Span) -> serde_json::Value {
    let (from, to) = ends(source, span);
    json!({
        "line": from.line, "column": from.column,
        "end_line": to.line, "end_column": to.column,
        "start": span.start, "end": span.end,
    })
}
