use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};

/// See the page.
pub struct RawHtml;

impl Rule for RawHtml {
    fn page(&self) -> &'static str {
        include_str!("raw-html.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let mut open: Vec<String> = Vec::new();
        for &span in &subject.notice.raw_html {
            let written = subject.source.slice(span);
            let name = tag_name(written);
            if written.starts_with("</") {
                // One finding a pair: the opening tag has it.
                if let Some(at) = open.iter().rposition(|before| *before == name) {
                    open.remove(at);
                    continue;
                }
            } else if !written.contains(&format!("</{name}")) {
                open.push(name.clone());
            }
            let first_line = written.lines().next().unwrap_or(written);
            findings.push(
                Diagnostic::new(
                    self.name(),
                    span,
                    format!("{} is HTML, which a notice cannot have", quoted(first_line)),
                )
                .help(way_out(written, &name)),
            );
        }
    }
}

/// The name of a tag in lower case; empty for comments and the like.
fn tag_name(written: &str) -> String {
    let name = written.trim_start_matches('<').trim_start_matches('/');
    name.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

fn way_out(written: &str, name: &str) -> String {
    match name {
        "b" | "strong" => "write `**bold**`".to_owned(),
        "i" | "em" => "write `*italic*`".to_owned(),
        "a" => "write `[text](https://…)`".to_owned(),
        "img" => "write `![what the picture shows](picture.png)`".to_owned(),
        "br" => "end the line with `\\`".to_owned(),
        "p" => "leave an empty line between paragraphs".to_owned(),
        "hr" => "write a line `---`".to_owned(),
        "ul" | "ol" | "li" => "write a list, each item after `- `".to_owned(),
        "table" | "tr" | "td" | "th" => "write a table, its cells between `|`".to_owned(),
        "" if written.starts_with("<!--") => {
            "remove it; a note to yourself can stand in the front matter, after `#`".to_owned()
        }
        _ => "remove it; to print the characters, put `\\` before `<`".to_owned(),
    }
}
