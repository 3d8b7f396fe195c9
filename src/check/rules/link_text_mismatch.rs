use url::Url;

use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::model::address::{self, Address};

/// See the page.
pub struct LinkTextMismatch;

impl Rule for LinkTextMismatch {
    fn page(&self) -> &'static str {
        include_str!("link-text-mismatch.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for link in &subject.notice.links {
            let text = link.text.trim();
            // An address that is its own text is the rule, and most texts are words.
            if text == link.uri || !text.contains(['.', '@']) || text.contains(char::is_whitespace) {
                continue;
            }
            let Some(shown) = Shown::read(text) else { continue };
            if address::read(&link.uri) != Address::Good {
                continue;
            }
            let Ok(target) = Url::parse(link.uri.trim()) else { continue };
            if shown.is_same(&target) {
                continue;
            }
            let message = format!("the link shows {} and leads to {}", quoted(text), quoted(link.uri.trim()));
            let finding = Diagnostic::new(self.name(), link.span, message)
                .help("write the same address in both places, or words instead of the address shown");
            let whole = shown.whole().filter(|whole| address::read(whole) == Address::Good);
            findings.push(match (subject.place_of_target(link), whole) {
                (Some(span), Some(whole)) => {
                    let title = format!("lead to {}", quoted(&whole));
                    finding.fix(title, Safety::AskFirst, vec![Edit { span, replacement: whole }])
                }
                _ => finding,
            });
        }
    }
}

/// The address that a link shows.
enum Shown<'t> {
    /// A mail address.
    Mail(&'t str),
    /// A page; perhaps cut short with `…`.
    Page { url: Url, is_cut: bool },
}

/// Endings of file names that are also those of countries, or could be.
const FILES: [&str; 12] = ["ai", "cc", "cs", "gz", "js", "md", "mk", "ps", "py", "rs", "sh", "ts"];

/// Endings of hosts beside those of countries.
const ENDINGS: [&str; 14] = [
    "academy", "biz", "cloud", "com", "edu", "europa", "gov", "info", "int", "museum", "net", "online", "org", "press",
];

impl<'t> Shown<'t> {
    fn read(text: &'t str) -> Option<Self> {
        let whole = text.trim_end_matches(['…', '.']);
        let is_cut = text.ends_with('…') || text.ends_with("...");
        if let Some((local, host)) = whole.split_once('@') {
            let is_mail = !local.is_empty() && !host.contains(['@', '/']) && is_host(host);
            return (is_mail && !is_cut).then_some(Self::Mail(whole));
        }
        let lower = whole.to_lowercase();
        let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
        let address = rest.unwrap_or(&lower);
        let host = address.split(['/', '?', '#']).next().unwrap_or("");
        let is_sure = rest.is_some() || host.starts_with("www.");
        let is_page = if is_sure { is_host(host) } else { is_host(host) && has_known_ending(host) };
        if !is_page {
            return None;
        }
        let with_scheme = if rest.is_some() { whole.to_owned() } else { format!("https://{whole}") };
        Some(Self::Page { url: Url::parse(&with_scheme).ok()?, is_cut })
    }

    fn is_same(&self, target: &Url) -> bool {
        match self {
            Self::Mail(shown) => match target.scheme() {
                "mailto" => target.path().split([',', ';']).any(|one| decoded(one).eq_ignore_ascii_case(shown)),
                // A form of the same office answers in the place of its mailbox.
                _ => {
                    let host = shown.rsplit('@').next().unwrap_or("");
                    target.host_str().is_some_and(|target| site(target).eq_ignore_ascii_case(site(host)))
                }
            },
            Self::Page { url, is_cut } => same_host(url, target) && same_path(url, target, *is_cut),
        }
    }

    /// The address as a link's target.
    fn whole(&self) -> Option<String> {
        match self {
            Self::Mail(address) => Some(format!("mailto:{address}")),
            Self::Page { is_cut: true, .. } => None,
            Self::Page { url, .. } => Some(url.as_str().to_owned()),
        }
    }
}

/// Whether the target is on the host shown or on a host below it; `www.` does
/// not count.
fn same_host(shown: &Url, target: &Url) -> bool {
    let (Some(shown), Some(target)) = (shown.host_str(), target.host_str()) else { return false };
    let bare = |host: &str| host.strip_prefix("www.").unwrap_or(host).to_lowercase();
    let (shown, target) = (bare(shown), bare(target));
    target == shown || target.strip_suffix(&shown).is_some_and(|above| above.ends_with('.'))
}

/// Whether the paths may be of one page: equal, the one shown shorter, or with
/// the same end, as behind a language that was put in between.
fn same_path(shown: &Url, target: &Url, is_cut: bool) -> bool {
    let path = |url: &Url| url.path().trim_matches('/').to_lowercase();
    let (shown_path, target_path) = (path(shown), path(target));
    let last = |path: &str| path.rsplit('/').next().unwrap_or("").split('.').next().unwrap_or("").to_owned();
    let goes_on = target_path.strip_prefix(&shown_path).is_some_and(|rest| is_cut || rest.starts_with('/'));
    let is_one = shown_path.is_empty() || goes_on || last(&shown_path) == last(&target_path);
    let queries = || shown.query_pairs().all(|pair| target.query_pairs().any(|other| other == pair));
    is_one && (is_cut || queries())
}

/// `a%40b` → `a@b`
fn decoded(address: &str) -> String {
    address.replace("%40", "@").trim().to_owned()
}

/// The last two names of a host: `example.org` of `press.example.org`.
fn site(host: &str) -> &str {
    let cut = host.rmatch_indices('.').nth(1).map_or(0, |(at, _)| at + 1);
    &host[cut..]
}

fn is_host(text: &str) -> bool {
    let host = text.split(':').next().unwrap_or("");
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-') && !label.starts_with('-')
    };
    let ending = host.rsplit('.').next().unwrap_or("");
    host.contains('.')
        && host.split('.').all(is_label)
        && ending.chars().count() >= 2
        && ending.chars().all(char::is_alphabetic)
}

fn has_known_ending(host: &str) -> bool {
    let ending = host.rsplit('.').next().unwrap_or("");
    let is_country = ending.len() == 2 && ending.is_ascii() && !FILES.contains(&ending);
    is_country || ENDINGS.contains(&ending)
}
