//! `textDocument/publishDiagnostics`: the findings of `check`.

use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::lsp::documents::Document;
use crate::lsp::lines::Lines;
use crate::lsp::protocol::{
    self, DiagnosticRelatedInformation, DiagnosticSeverity, Location, PublishDiagnosticsParams, Range, Uri,
};
use crate::lsp::session::Session;

/// The findings of the open text at `uri`, as it stands; none for a text that
/// is not open.
pub fn publication(session: &Session, uri: &str) -> PublishDiagnosticsParams {
    let document = session.document(uri);
    PublishDiagnosticsParams {
        uri: Uri::from(uri),
        version: document.and_then(|document| document.version),
        diagnostics: document.map(|document| findings(session, document)).unwrap_or_default(),
    }
}

fn findings(session: &Session, document: &Document) -> Vec<protocol::Diagnostic> {
    let lines = session.lines(&document.text);
    let examined = session.examine(document, |_, examined| {
        examined.findings.iter().map(|finding| diagnostic(session, document, &lines, finding)).collect()
    });
    examined.unwrap_or_else(|error| vec![no_check(&error)])
}

/// A finding as an editor shows it.
pub fn diagnostic(
    session: &Session,
    document: &Document,
    lines: &Lines<'_>,
    finding: &Diagnostic,
) -> protocol::Diagnostic {
    let places = finding.labels.iter().map(|label| DiagnosticRelatedInformation {
        location: Location { uri: Uri::from(document.uri.as_str()), range: lines.range(label.span) },
        message: label.message.clone(),
    });
    let related = (session.client.related_places && !finding.labels.is_empty()).then(|| places.collect());
    protocol::Diagnostic {
        range: lines.range(finding.span),
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            Severity::Info => DiagnosticSeverity::Information,
        }),
        code: Some(finding.rule.to_string().into()),
        source: Some(SOURCE.to_owned()),
        message: with_help(&finding.message, finding.help.as_deref()).into(),
        related_information: related,
        ..protocol::Diagnostic::default()
    }
}

/// Who says it.
const SOURCE: &str = "pressdoc";

fn with_help(message: &str, help: Option<&str>) -> String {
    match help {
        Some(help) => format!("{message}\nhelp: {help}"),
        None => message.to_owned(),
    }
}

/// Why the text cannot be checked at all: the settings or a house style are
/// wrong. It stands at the head of the text until they are right.
fn no_check(error: &Error) -> protocol::Diagnostic {
    protocol::Diagnostic {
        range: Range::default(),
        severity: Some(DiagnosticSeverity::Error),
        source: Some(SOURCE.to_owned()),
        message: with_help(&error.to_string(), error.help()).into(),
        ..protocol::Diagnostic::default()
    }
}
