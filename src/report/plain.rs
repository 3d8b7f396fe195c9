//! One finding, one or two lines, no drawing: for screen readers, logs, editors.

use super::{Findings, Report, Total, summed_up};

/// `plain`
pub struct Plain;

impl Report for Plain {
    fn name(&self) -> &'static str {
        "plain"
    }

    fn summary(&self) -> &'static str {
        "lines without drawings, for screen readers and logs (also with `NO_GRAPHICS=1`)"
    }

    fn notice(&self, findings: &Findings<'_>, _: bool) -> String {
        let mut text = String::new();
        for finding in findings.diagnostics {
            let at = findings.source.position(finding.span.start);
            text.push_str(&format!(
                "{}:{}:{}: {}[{}]: {}\n",
                findings.source.name(),
                at.line,
                at.column,
                finding.severity.name(),
                finding.rule,
                finding.message,
            ));
            for label in &finding.labels {
                let at = findings.source.position(label.span.start);
                text.push_str(&format!("  line {}, column {}: {}\n", at.line, at.column, label.message));
            }
            if let Some(help) = &finding.help {
                text.push_str(&format!("  help: {help}\n"));
            }
        }
        text
    }

    fn total(&self, total: &Total) -> Option<String> {
        Some(summed_up(total))
    }
}
