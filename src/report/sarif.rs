//! All findings as one log in the Static Analysis Results Interchange Format,
//! SARIF 2.1.0, for platforms and editors. Written as it goes: the results
//! first, and the rules, which only the end knows, behind them.

use serde_json::{Value, json};

use super::{Findings, Report, RuleFacts, Total, ends};
use crate::diagnostic::{Diagnostic, Edit, Fix, Safety, Severity};
use crate::span::{SourceFile, Span};

/// `sarif`
pub struct Sarif;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

impl Report for Sarif {
    fn name(&self) -> &'static str {
        "sarif"
    }

    fn summary(&self) -> &'static str {
        "one log of all notices in SARIF 2.1.0, for platforms and editors"
    }

    fn opening(&self) -> String {
        format!(
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\
             \"columnKind\":\"unicodeCodePoints\",\"defaultEncoding\":\"utf-8\",\"results\":["
        )
    }

    fn notice(&self, findings: &Findings<'_>, _: bool) -> String {
        let address = address(findings.source.name());
        let results = findings.diagnostics.iter().enumerate().map(|(at, finding)| {
            let comma = if findings.earlier + at == 0 { "" } else { "," };
            format!("{comma}\n{}", result(findings.source, &address, finding))
        });
        results.collect()
    }

    fn closing(&self, rules: &[RuleFacts<'_>]) -> String {
        let driver = json!({
            "name": "pressdoc",
            "version": env!("CARGO_PKG_VERSION"),
            "rules": rules.iter().map(rule).collect::<Vec<_>>(),
        });
        format!("\n],\"tool\":{{\"driver\":{driver}}}}}]}}\n")
    }

    fn total(&self, _: &Total) -> Option<String> {
        None
    }

    fn is_for_programs(&self) -> bool {
        true
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn rule(facts: &RuleFacts<'_>) -> Value {
    json!({
        "id": facts.name,
        "shortDescription": { "text": facts.summary },
        "fullDescription": { "text": facts.summary },
        "help": {
            "text": format!("`pressdoc explain {}` says how to put it right", facts.name),
            "markdown": facts.page,
        },
        "defaultConfiguration": { "level": level(facts.severity) },
    })
}

fn result(source: &SourceFile, address: &str, finding: &Diagnostic) -> Value {
    let text = match &finding.help {
        Some(help) => format!("{}\nhelp: {help}", finding.message),
        None => finding.message.clone(),
    };
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": { "text": text },
        "locations": [{ "physicalLocation": place(source, address, finding.span) }],
    });
    if !finding.labels.is_empty() {
        let related = finding.labels.iter().enumerate().map(|(at, label)| {
            json!({
                "id": at + 1,
                "message": { "text": label.message },
                "physicalLocation": place(source, address, label.span),
            })
        });
        result["relatedLocations"] = related.collect();
    }
    if let Some(fix) = finding.fix.as_ref().filter(|fix| !fix.edits.is_empty()) {
        result["fixes"] = json!([correction(source, address, fix)]);
    }
    result
}

fn correction(source: &SourceFile, address: &str, fix: &Fix) -> Value {
    let replacement = |edit: &Edit| {
        let mut replacement = json!({ "deletedRegion": region(source, edit.span) });
        if !edit.replacement.is_empty() {
            replacement["insertedContent"] = json!({ "text": edit.replacement });
        }
        replacement
    };
    json!({
        "description": { "text": fix.title },
        "artifactChanges": [{
            "artifactLocation": { "uri": address },
            "replacements": fix.edits.iter().map(replacement).collect::<Vec<_>>(),
        }],
        "properties": { "safe": fix.safety == Safety::Safe },
    })
}

fn place(source: &SourceFile, address: &str, span: Span) -> Value {
    json!({ "artifactLocation": { "uri": address }, "region": region(source, span) })
}

/// Lines and columns in characters from 1, the end exclusive; offset and length
/// in bytes.
fn region(source: &SourceFile, span: Span) -> Value {
    let (from, to) = ends(source, span);
    json!({
        "startLine": from.line,
        "startColumn": from.column,
        "endLine": to.line,
        "endColumn": to.column,
        "byteOffset": span.start,
        "byteLength": span.end - span.start,
    })
}

/// A name as an address: relative to where the user is, or `file:`.
fn address(name: &str) -> String {
    let mut address = String::new();
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                address.push(char::from(byte))
            }
            other => address.push_str(&format!("%{other:02X}")),
        }
    }
    if address.starts_with('/') { format!("file://{address}") } else { address }
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn names_become_addresses() {
        assert_eq!(address("releases/PR/26/21/en.md"), "releases/PR/26/21/en.md");
        assert_eq!(address("/tmp/a b#ü.md"), "file:///tmp/a%20b%23%C3%BC.md");
        assert_eq!(address("C:/x"), "C%3A/x");
    }
}
