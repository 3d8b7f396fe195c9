//! `pressdoc feed`

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::Args;

use super::outside::Outside;
use super::targets::{all_notices, notices, open_office, with_standard_input};
use super::{CLEAN, COULD_NOT_WORK, TO_CORRECT, crew, unknown_word};
use crate::artifact::Artifact;
use crate::error::Error;
use crate::pipeline::{FeedKey, ForFeed, LeftOut, Office, Order};
use crate::render::FeedEntry;
use crate::workspace::{NoticeFile, write_all};

#[derive(Args)]
pub struct FeedArguments {
    /// References (in any form) or files; `-` reads them from standard input, one a line
    #[arg(value_name = "REF|FILE", required_unless_present = "all")]
    targets: Vec<String>,
    /// Every notice of the workspace
    #[arg(long, conflicts_with = "targets")]
    all: bool,
    /// Only these languages: en,fr (`all`, or without: a feed for each that there is)
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    lang: Vec<String>,
    /// Only these document types, with a feed for each: IP,MEMO
    #[arg(long = "type", value_delimiter = ',', value_name = "CODES")]
    types: Vec<String>,
    /// How many notices a feed holds, the newest first
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
    limit: u32,
    /// Write the feed into this file, or the feeds into this folder, instead of `out/feeds` (`-`: to
    /// standard output)
    #[arg(long, value_name = "FILE|DIR")]
    out: Option<PathBuf>,
}

/// The entries of the feeds, of which only the newest are kept.
struct Shelf {
    limit: usize,
    feeds: BTreeMap<FeedKey, Vec<FeedEntry>>,
}

pub fn run(arguments: &FeedArguments, outside: &Outside) -> Result<u8, Error> {
    let office = open_office(&arguments.targets, outside)?;
    let types = known_types(&office, &arguments.types)?;
    let mut shelf = Shelf { limit: arguments.limit as usize, feeds: BTreeMap::new() };
    let (mut failed, mut to_correct) = (false, false);
    let mut fill = |found: Result<Vec<NoticeFile>, Error>| match found {
        Ok(files) => {
            let (broken, wrong) = shelf.fill(&office, &files, arguments, &types, outside);
            failed |= broken;
            to_correct |= wrong;
        }
        Err(error) => {
            outside.complain(&error);
            failed = true;
        }
    };
    if arguments.all {
        fill(all_notices(&office, &arguments.lang, outside));
    }
    for target in with_standard_input(&arguments.targets) {
        fill(notices(&office, &target, &arguments.lang, outside));
    }
    write(&office, shelf, arguments, outside)?;
    Ok(match (failed, to_correct) {
        (true, _) => COULD_NOT_WORK,
        (false, true) => TO_CORRECT,
        (false, false) => CLEAN,
    })
}

/// The types that the user named, as their house styles write them.
fn known_types(office: &Office, named: &[String]) -> Result<BTreeSet<String>, Error> {
    let known: BTreeSet<&str> = office
        .catalog
        .houses()
        .flat_map(|house| house.document_types().map(|document_type| document_type.code.as_str()))
        .collect();
    named
        .iter()
        .map(|name| name.to_uppercase())
        .map(|name| match known.contains(name.as_str()) {
            true => Ok(name),
            false => Err(unknown_word("document type", &name, known.iter().copied())),
        })
        .collect()
}

impl Shelf {
    /// Takes the notices in and says of those that stay out why. Gives back
    /// whether pressdoc failed at any, and whether any has errors.
    fn fill(
        &mut self,
        office: &Office,
        files: &[NoticeFile],
        arguments: &FeedArguments,
        types: &BTreeSet<String>,
        outside: &Outside,
    ) -> (bool, bool) {
        let order = Order { formats: &[], draft: false, now: Outside::now(), here: &outside.here, beside: false };
        let (mut failed, mut to_correct) = (false, false);
        let languages: Vec<&String> = arguments.lang.iter().filter(|language| *language != "all").collect();
        let work = |file: &NoticeFile| -> Result<Option<ForFeed>, Error> {
            let examined = office.examine(file)?;
            let code = examined.reference.as_ref().map(|reference| reference.type_code().to_owned());
            let is_meant = (languages.is_empty() || languages.contains(&&examined.language.code))
                && (types.is_empty() || code.is_some_and(|code| types.contains(&code)));
            if !is_meant {
                return Ok(None);
            }
            office.for_feed(&examined, file, &order, !types.is_empty()).map(Some)
        };
        let answered = crew::in_order(files, work, |at, answer| {
            match answer {
                Ok(None) => {}
                Ok(Some(ForFeed::Entry(key, entry))) => self.put(key, *entry),
                Ok(Some(ForFeed::LeftOut(why))) => {
                    to_correct |= matches!(why, LeftOut::Errors(_));
                    outside.note(&left_out(&files[at].name, &why));
                }
                Err(error) => {
                    outside.complain(&error);
                    failed = true;
                }
            }
            Ok(())
        });
        (failed || answered.is_err(), to_correct)
    }

    /// However many notices there are, few more than the feed will hold are kept.
    fn put(&mut self, key: FeedKey, entry: FeedEntry) {
        let entries = self.feeds.entry(key).or_default();
        entries.push(entry);
        if entries.len() >= self.limit.saturating_mul(2).max(64) {
            keep_newest(entries, self.limit);
        }
    }
}

/// The newest first, each once, and no more than `limit`.
fn keep_newest(entries: &mut Vec<FeedEntry>, limit: usize) {
    entries.sort_by_cached_key(FeedEntry::order);
    entries.dedup_by(|a, b| a.id() == b.id());
    entries.truncate(limit);
}

fn left_out(name: &str, why: &LeftOut) -> String {
    let (reason, help) = match why {
        LeftOut::Errors(1) => ("it has an error".to_owned(), format!("`pressdoc check {name}` shows it")),
        LeftOut::Errors(0) => ("it cannot be read".to_owned(), format!("`pressdoc check {name}` says why")),
        LeftOut::Errors(errors) => (format!("it has {errors} errors"), format!("`pressdoc check {name}` shows them")),
        LeftOut::Embargo(until) => {
            (format!("it is under embargo until {until}"), "write the feed again after this time".to_owned())
        }
        LeftOut::NoReference => ("it has no reference".to_owned(), "give it one, such as `AGENDA/18/5869`".to_owned()),
    };
    format!("left out {name}: {reason}\n  help: {help}")
}

/// Writes the feeds and says where they are, and what they do not say.
fn write(office: &Office, shelf: Shelf, arguments: &FeedArguments, outside: &Outside) -> Result<(), Error> {
    let mut artifacts = Vec::with_capacity(shelf.feeds.len());
    let mut without_address = BTreeSet::new();
    let mut without_pages = BTreeSet::new();
    for (key, mut entries) in shelf.feeds {
        keep_newest(&mut entries, shelf.limit);
        let house = office.catalog.house(&key.house).map(|house| &house.style);
        let own = house.and_then(|house| house.feed_address(&key.language, key.document_type.as_deref()));
        if own.is_none() {
            without_address.insert(key.house.clone());
        }
        if !entries.iter().all(FeedEntry::has_address) {
            without_pages.insert(key.house.clone());
        }
        artifacts.push(office.feed(&key, entries)?);
    }
    if artifacts.is_empty() {
        outside.note("no notice for a feed: nothing was written");
        return Ok(());
    }
    put(office, artifacts, arguments, outside)?;
    for house in without_address {
        outside.note(&format!("note: the feeds of `{house}` do not say where they lie"));
        outside.note(&format!(
            "  help: add `feed = \"https://press.example.org/feeds/{{language}}-{{type}}.atom\"` to `styles/{house}/house.toml`"
        ));
    }
    for house in without_pages {
        outside.note(&format!("note: entries of `{house}` lead to no page"));
        outside.note(&format!("  help: add the `address` of a notice to `[reference]` in `styles/{house}/house.toml`"));
    }
    Ok(())
}

/// Puts the feeds where the user wants them, and prints where that is.
fn put(
    office: &Office,
    mut artifacts: Vec<Artifact>,
    arguments: &FeedArguments,
    outside: &Outside,
) -> Result<(), Error> {
    let shown = |path: &Path| format!("{}\n", path.strip_prefix(&outside.here).unwrap_or(path).display());
    let Some(out) = &arguments.out else {
        let paths = write_all(&office.workspace.out(&outside.here), &artifacts)?;
        paths.iter().for_each(|path| outside.print(&shown(path)));
        return Ok(());
    };
    let path = outside.here.join(out);
    if path.is_dir() || out.as_os_str().to_string_lossy().ends_with(['/', '\\']) {
        for artifact in &mut artifacts {
            artifact.path = artifact.path.rsplit('/').next().unwrap_or_default().to_owned();
        }
        let paths = write_all(&path, &artifacts)?;
        paths.iter().for_each(|path| outside.print(&shown(path)));
        return Ok(());
    }
    let [artifact] = artifacts.as_mut_slice() else {
        return Err(Error::Usage {
            message: format!("there are {} feeds, and `{}` names one file", artifacts.len(), out.display()),
            help: "choose one with `--lang` and `--type`, or name a folder".to_owned(),
        });
    };
    if out.as_os_str() == "-" {
        outside.print(&String::from_utf8_lossy(&artifact.bytes));
        return Ok(());
    }
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(Error::Usage {
            message: format!("`{}` is no name of a file", out.display()),
            help: "name one, such as `press.en.atom`".to_owned(),
        });
    };
    artifact.path = name.to_string_lossy().into_owned();
    write_all(folder, &artifacts)?;
    outside.print(&shown(&path));
    Ok(())
}
