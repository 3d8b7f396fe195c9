//! What of a release is approved as it is now, and what waits for whom.

use std::fmt::Write as _;

use super::approval::{Act, Approval, Content, same_role};

/// How a role stands to a language version as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stand {
    /// It has approved exactly this.
    Approved(Approval),
    /// It had approved something else; that does not hold any more.
    Changed {
        /// The last approval.
        since: Approval,
        /// What is not as it was approved.
        what: Changed,
    },
    /// It has taken its approval back.
    TakenBack(Approval),
    /// It has not approved this language version yet.
    NotYet,
}

/// What was changed after an approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// One word or more.
    Words,
    /// A picture was exchanged; the words are the same.
    Pictures,
    /// Words and pictures are the same; a link, a time, an emphasis, an
    /// alternative text or something else that a form shows is another.
    Rest,
}

/// How one role stands to one language version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionStand {
    /// The role, as the document type has it.
    pub role: String,
    /// ISO 639-1.
    pub language: String,
    /// How it stands.
    pub stand: Stand,
}

/// What of a release is approved and what is not: one entry for each role and
/// language version, by role in the order of the document type, then by
/// language. Empty where nobody has to approve it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ApprovalState {
    /// The entries.
    pub stands: Vec<VersionStand>,
}

/// An approval that holds for the release as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given<'a> {
    /// Who approved as what, and when.
    pub approval: &'a Approval,
    /// The languages for which it counts, ISO 639-1.
    pub languages: Vec<&'a str>,
}

impl Stand {
    /// How `role` stands to `content` in `language` after what was done, in the
    /// order in which it was. No content stands for a file that is no text: that
    /// was never approved.
    pub fn new(done: &[Approval], role: &str, language: &str, content: Option<&Content>) -> Self {
        // What was approved and not taken back, and the taking back after which
        // there was nothing.
        let (mut held, mut taken_back) = (Vec::new(), None);
        for approval in done.iter().filter(|approval| same_role(&approval.role, role)) {
            match &approval.act {
                Act::Approves(contents) => held.extend(contents.get(language).map(|content| (approval, content))),
                Act::TakesBack(languages) if languages.iter().any(|code| code == language) => {
                    held.clear();
                    taken_back = Some(approval);
                }
                Act::TakesBack(_) => {}
            }
        }
        if let Some((approval, _)) = held.iter().rev().find(|(_, held)| Some(*held) == content) {
            return Self::Approved((*approval).clone());
        }
        match (held.last(), taken_back) {
            (Some((since, held)), _) => {
                let what = match content {
                    Some(content) if content.words != held.words => Changed::Words,
                    Some(content) if content.pictures != held.pictures => Changed::Pictures,
                    Some(_) => Changed::Rest,
                    None => Changed::Words,
                };
                Self::Changed { since: (*since).clone(), what }
            }
            (None, Some(approval)) => Self::TakenBack(approval.clone()),
            (None, None) => Self::NotYet,
        }
    }

    /// Whether the role has approved exactly this.
    pub fn is_approved(&self) -> bool {
        matches!(self, Self::Approved(_))
    }
}

/// The languages of which `role` has approved something that was not taken back,
/// whether it is still the same or not; in their order, each once.
pub fn held_languages(done: &[Approval], role: &str) -> Vec<String> {
    let mut held: Vec<String> = Vec::new();
    for approval in done.iter().filter(|approval| same_role(&approval.role, role)) {
        match &approval.act {
            Act::Approves(contents) => held.extend(contents.keys().cloned()),
            Act::TakesBack(languages) => held.retain(|code| !languages.contains(code)),
        }
    }
    held.sort();
    held.dedup();
    held
}

impl ApprovalState {
    /// Whether nobody has to approve the release any more: all have, or nobody
    /// has to.
    pub fn is_complete(&self) -> bool {
        self.stands.iter().all(|entry| entry.stand.is_approved())
    }

    /// The roles whose approval is missing or does not hold any more, each once.
    pub fn awaited(&self) -> Vec<&str> {
        let mut roles: Vec<&str> =
            self.stands.iter().filter(|entry| !entry.stand.is_approved()).map(|entry| entry.role.as_str()).collect();
        roles.dedup();
        roles
    }

    /// The approvals that hold for what is there now, each once, with the
    /// languages for which it is the one that counts.
    pub fn given(&self) -> Vec<Given<'_>> {
        let mut given: Vec<Given<'_>> = Vec::new();
        for entry in &self.stands {
            let Stand::Approved(approval) = &entry.stand else { continue };
            match given.iter_mut().find(|known| known.approval == approval) {
                Some(known) => known.languages.push(&entry.language),
                None => given.push(Given { approval, languages: vec![&entry.language] }),
            }
        }
        given
    }

    /// What keeps the release from being approved: a sentence in the voice of
    /// the reports for each role and reason, with the languages.
    pub fn reasons(&self) -> Vec<String> {
        let open = self.stands.iter().filter(|entry| !entry.stand.is_approved()).collect::<Vec<_>>();
        open.chunk_by(|one, other| one.role == other.role && one.stand == other.stand)
            .filter_map(|entries| {
                let entry = entries.first()?;
                let languages: Vec<String> = entries.iter().map(|entry| format!("`{}`", entry.language)).collect();
                Some(reason(&entry.role, &languages.join(", "), &entry.stand))
            })
            .collect()
    }
}

fn reason(role: &str, languages: &str, stand: &Stand) -> String {
    let (mut text, approval) = match stand {
        Stand::Changed { since, what } => {
            let what = match what {
                Changed::Words => "words were changed",
                Changed::Pictures => "pictures were exchanged and no words changed",
                Changed::Rest => "no words but a link, a time or something else was changed",
            };
            (format!("{what} since `{role}` approved {languages}"), Some(since))
        }
        Stand::TakenBack(approval) => (format!("`{role}` took back the approval of {languages}"), Some(approval)),
        Stand::NotYet | Stand::Approved(_) => (format!("`{role}` has not approved {languages}"), None),
    };
    if let Some(Approval { name, at, .. }) = approval {
        let _ = write!(text, " ({name}, {})", at.strftime("%Y-%m-%d %H:%M UTC"));
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::approval::{Act, Approval, Content};
    use super::{Changed, Stand, held_languages};

    fn content(words: &str, whole: &str) -> Content {
        Content { words: words.to_owned(), pictures: Vec::new(), whole: whole.to_owned() }
    }

    fn act(role: &str, act: Act) -> Approval {
        Approval {
            role: role.to_owned(),
            name: "Anna Berg".to_owned(),
            address: "anna@example.org".to_owned(),
            at: jiff::Timestamp::UNIX_EPOCH,
            note: None,
            act,
        }
    }

    fn approves(role: &str, language: &str, content: Content) -> Approval {
        act(role, Act::Approves(BTreeMap::from([(language.to_owned(), content)])))
    }

    #[test]
    fn the_last_act_of_a_role_counts_and_no_other_role() {
        let (first, second) = (content("a", "1"), content("b", "2"));
        let done = [approves("Legal", "en", first.clone()), approves("legal", "en", second.clone())];
        // What was approved stays approved: the text may go back to it.
        for seen in [&first, &second] {
            assert!(Stand::new(&done, "LEGAL", "en", Some(seen)).is_approved());
        }
        assert_eq!(Stand::new(&done, "spokesperson", "en", Some(&first)), Stand::NotYet);
        assert_eq!(Stand::new(&done, "legal", "fr", Some(&first)), Stand::NotYet);
        let back = act("legal", Act::TakesBack(vec!["en".to_owned()]));
        let done = [&done[..], std::slice::from_ref(&back)].concat();
        assert_eq!(Stand::new(&done, "legal", "en", Some(&second)), Stand::TakenBack(back));
        assert_eq!(held_languages(&done, "legal"), Vec::<String>::new());
        let done = [&done[..], &[approves("legal", "en", second.clone())]].concat();
        assert!(Stand::new(&done, "legal", "en", Some(&second)).is_approved());
        assert!(!Stand::new(&done, "legal", "en", Some(&first)).is_approved(), "that was taken back");
    }

    #[test]
    fn a_change_is_one_of_words_of_pictures_or_of_the_rest() {
        let seen = content("a", "1");
        let done = [approves("legal", "en", seen.clone())];
        let what = |content: Option<&Content>| match Stand::new(&done, "legal", "en", content) {
            Stand::Changed { what, .. } => what,
            other => panic!("{other:?}"),
        };
        assert_eq!(what(Some(&content("b", "2"))), Changed::Words);
        assert_eq!(what(Some(&content("a", "2"))), Changed::Rest);
        assert_eq!(what(Some(&Content { pictures: vec!["p".to_owned()], ..content("a", "2") })), Changed::Pictures);
        assert_eq!(what(None), Changed::Words);
    }
}
