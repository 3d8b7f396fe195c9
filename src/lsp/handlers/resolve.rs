//! `completionItem/resolve`: the headline behind a proposed reference.

use serde_json::Value;

use crate::lsp::session::Session;
use crate::model::section::plain_text;
use crate::pipeline::{Examined, Office};

/// The proposal with the headline of its release, in the language of the notice
/// where there is one.
pub fn item(session: &Session, mut item: Value) -> Value {
    if let Some(headline) = headline(session, &item) {
        item["documentation"] = Value::from(headline);
    }
    item
}

fn headline(session: &Session, item: &Value) -> Option<String> {
    let data = item.get("data")?;
    let document = session.document(data.get("uri")?.as_str()?)?;
    let reference = data.get("reference")?.as_str()?;
    session.examine(document, |office, examined| headline_of(office, examined, reference)).ok()?
}

fn headline_of(office: &Office, examined: &Examined<'_>, reference: &str) -> Option<String> {
    let (reference, _) = office.catalog.reference(reference)?;
    let files = office.workspace.release(&reference, office.workspace.root()?).ok()?;
    let own = |file: &&crate::workspace::NoticeFile| {
        file.release.as_ref().is_some_and(|(_, language)| *language == examined.language.code)
    };
    let file = files.iter().find(own).or(files.first())?;
    let release = office.examine(file).ok()?;
    let headline = plain_text(&release.notice.headline.as_ref()?.value);
    Some(headline.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|headline| !headline.is_empty())
}
