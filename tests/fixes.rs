//! What holds for every fix of every rule, also of those to come: in the
//! samples, in the examples of the rules' pages, and in both after damage.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use pressdoc::diagnostic::{Diagnostic, Edit, Safety, Severity};
use pressdoc::pipeline::{Consent, Examined, Office, Repaired};
use pressdoc::span::SourceFile;
use pressdoc::workspace::NoticeFile;
use proptest::prelude::*;

use crate::rule_pages;
use crate::support::workspace::project;

/// A text with the path that it is checked under.
type Sample = (String, String);

fn office() -> &'static Office {
    static OFFICE: OnceLock<Office> = OnceLock::new();
    OFFICE.get_or_init(|| Office::open(project()).expect("the project is a workspace"))
}

fn samples() -> &'static [Sample] {
    static SAMPLES: OnceLock<Vec<Sample>> = OnceLock::new();
    SAMPLES.get_or_init(|| {
        let read = |path: &std::path::Path| std::fs::read_to_string(path).ok();
        let releases = office().workspace.all(project()).expect("the releases");
        let releases = releases.into_iter().filter_map(|file| Some((file.name.clone(), read(&file.path)?)));
        let loose = std::fs::read_dir(project().join("tests/notices")).expect("a folder").flatten();
        let loose = loose.filter_map(|entry| {
            Some((format!("tests/notices/{}", entry.file_name().to_string_lossy()), read(&entry.path())?))
        });
        let mut samples: Vec<Sample> = releases.chain(loose).chain(rule_pages::all_notices()).collect();
        samples.sort();
        samples.dedup();
        samples
    })
}

/// A mistake that people make, at one of the places where it can be made.
#[derive(Debug, Clone, Copy)]
enum Damage {
    DoubledSpace,
    SpaceBeforeMark,
    LostSpace,
    DoubledWord,
    EmptyLink,
    WrongWeekday,
    BrokenPhone,
    DeepHeading,
    SecondHeadline,
    LostLine,
    SmallCapitals,
    StraightMark,
    InvisibleMark,
    WideSpace,
    ForeignLetter,
    OrdinalDay,
    OldTime,
    LostMark,
}

const DAMAGES: [Damage; 18] = [
    Damage::DoubledSpace,
    Damage::SpaceBeforeMark,
    Damage::LostSpace,
    Damage::DoubledWord,
    Damage::EmptyLink,
    Damage::WrongWeekday,
    Damage::BrokenPhone,
    Damage::DeepHeading,
    Damage::SecondHeadline,
    Damage::LostLine,
    Damage::SmallCapitals,
    Damage::StraightMark,
    Damage::InvisibleMark,
    Damage::WideSpace,
    Damage::ForeignLetter,
    Damage::OrdinalDay,
    Damage::OldTime,
    Damage::LostMark,
];

impl Damage {
    /// What is looked for, and what is written for it.
    fn places(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::DoubledSpace => &[(" ", "  ")],
            Self::SpaceBeforeMark => &[(", ", " , "), (". ", " . "), (",", " ,")],
            Self::LostSpace => &[(", ", ","), (". ", ".")],
            Self::DoubledWord => {
                &[(" the ", " the the "), (" la ", " la la "), (" der ", " der der "), (" и ", " и и ")]
            }
            Self::EmptyLink => &[("](http", "](#http"), ("](mailto:", "](#")],
            Self::WrongWeekday => {
                &[("Monday", "Tuesday"), ("Saturday", "Friday"), ("lundi", "mardi"), ("понеделник", "вторник")]
            }
            Self::BrokenPhone => &[("+32 ", "+ 32 "), ("+44 ", "+44  "), ("+", "+ ")],
            Self::DeepHeading => &[("\n## ", "\n#### "), ("\n### ", "\n##### ")],
            Self::SecondHeadline => &[("\n## ", "\n# ")],
            Self::LostLine => &[("\n\n", "\n")],
            Self::SmallCapitals => &[("ASHDALE", "Ashdale"), ("BERG", "Berg")],
            Self::StraightMark => &[("“", "\""), ("”", "\""), ("’", "'")],
            Self::InvisibleMark => &[("e", "e\u{fe0f}"), (" ", "\u{200b} "), ("a", "\u{feff}a")],
            Self::WideSpace => &[(" ", "\u{2007}"), (" ", "\u{3000}")],
            Self::ForeignLetter => &[("o", "ο"), ("a", "а"), ("А", "A")],
            Self::OrdinalDay => &[(" 2 ", " 2nd "), ("15 ", "15th ")],
            Self::OldTime => &[(":00", "h00"), ("14:", "14.")],
            Self::LostMark => &[("”", ""), ("**", ""), ("»", "")],
        }
    }

    /// Makes the mistake; nothing happens where it cannot be made.
    fn make(self, text: &mut String, chance: usize) {
        let options = self.places();
        let (right, wrong) = options[chance % options.len()];
        let places: Vec<usize> = text.match_indices(right).map(|(at, _)| at).collect();
        if let Some(&at) = places.get((chance / options.len()) % places.len().max(1)) {
            text.replace_range(at..at + right.len(), wrong);
        }
    }
}

fn file(path: &str) -> NoticeFile {
    NoticeFile::new(std::path::Path::new(path), project())
}

fn examine(path: &str, text: &str) -> Examined<'static> {
    office().examine_text(SourceFile::new(path, text), &file(path)).expect("a notice that can be checked")
}

/// The notice after its safe fixes, or after all that bring nothing new.
fn repair(path: &str, text: &str, everything: bool) -> Repaired<'static> {
    let consent = if everything { Consent::Everything } else { Consent::SafeAlone };
    office().repair(examine(path, text), &file(path), consent).expect("a corrected notice")
}

/// Findings by rule and weight.
fn counted(findings: &[Diagnostic]) -> BTreeMap<(&str, Severity), usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry((finding.rule.as_ref(), finding.severity)).or_default() += 1;
    }
    counts
}

/// All that must hold after a text was corrected.
fn assert_well_corrected(path: &str, text: &str, everything: bool) -> Result<(), TestCaseError> {
    let before = examine(path, text);
    let repaired = repair(path, text, everything);
    let after = repaired.examined.source.text();

    // No byte differs but for the changes of fixes, each of a finding of its time.
    let mut replayed = text.to_owned();
    for round in &repaired.rounds {
        let findings = examine(path, &replayed).findings;
        let allowed: Vec<&Edit> = findings
            .iter()
            .filter_map(|finding| finding.fix.as_ref())
            .filter(|fix| everything || fix.safety == Safety::Safe)
            .flat_map(|fix| &fix.edits)
            .collect();
        for edit in round.iter().rev() {
            prop_assert!(allowed.contains(&edit), "{path}: {edit:?} belongs to no fix");
            replayed.replace_range(edit.span.range(), &edit.replacement);
        }
    }
    prop_assert_eq!(replayed.as_str(), after, "{}", path);

    // Nothing is found that was not found before.
    let (were, are) = (counted(&before.findings), counted(&repaired.examined.findings));
    let rules: Vec<&str> = were.keys().map(|(rule, _)| *rule).collect();
    for ((rule, severity), count) in &are {
        let grown = *severity != Severity::Info && *count > were.get(&(*rule, *severity)).copied().unwrap_or(0);
        prop_assert!(rules.contains(rule) && !grown, "{path}: new findings of `{rule}` in\n{after}");
    }
    let sum = |counts: &BTreeMap<_, usize>| counts.values().sum::<usize>();
    prop_assert_eq!(repaired.rounds.is_empty(), repaired.corrected == 0);
    prop_assert!(repaired.corrected == 0 || sum(&are) < sum(&were) || after != text);

    // The same again changes nothing, and the safe ones alone leave nothing either.
    for again in [false, everything] {
        let again = repair(path, after, again);
        prop_assert_eq!(again.examined.source.text(), after, "{}: not the same the second time", path);
        prop_assert_eq!(again.corrected, 0);
    }

    // Line ends and byte order mark stay.
    let lone = |text: &str| text.matches('\n').count() - text.matches("\r\n").count();
    if text.contains("\r\n") && lone(text) == 0 {
        prop_assert_eq!(lone(after), 0, "{}: a line end without its carriage return", path);
    }
    prop_assert_eq!(text.starts_with('\u{feff}'), after.starts_with('\u{feff}'));
    Ok(())
}

/// Words of one piece of text: letters and digits.
fn words(text: &str) -> Vec<&str> {
    text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// No safe fix takes a letter from a word with a capital, or from a quotation.
fn assert_names_and_quotations_are_safe(path: &str, text: &str) -> Result<(), TestCaseError> {
    for finding in examine(path, text).findings {
        let Some(fix) = finding.fix.filter(|fix| fix.safety == Safety::Safe) else { continue };
        for edit in &fix.edits {
            let (old, new) = (&text[edit.span.range()], edit.replacement.as_str());
            let lost: Vec<&str> = words(old).into_iter().filter(|word| !words(new).contains(word)).collect();
            let name = lost.iter().find(|word| word.starts_with(char::is_uppercase));
            prop_assert!(name.is_none(), "{path}: {} changes the name {name:?} without asking", finding.rule);
            let paragraph = text[..edit.span.start].rfind("\n\n").map_or(0, |at| at + 2);
            let before = &text[paragraph..edit.span.start];
            let open = before.matches('“').count() > before.matches('”').count() && !before.contains('„');
            let quoted = open || text[paragraph..].starts_with("> ");
            let letters = |text: &str| words(text).concat();
            prop_assert!(
                !quoted || letters(old) == letters(new),
                "{path}: {} changes a word of a quotation without asking: {edit:?}",
                finding.rule
            );
        }
    }
    Ok(())
}

#[test]
fn samples_and_examples_are_well_corrected() {
    assert!(samples().len() > 50, "{}", samples().len());
    for (path, text) in samples() {
        for everything in [false, true] {
            assert_well_corrected(path, text, everything).unwrap_or_else(|error| panic!("{path}: {error}"));
        }
        assert_names_and_quotations_are_safe(path, text).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
}

#[test]
fn what_a_safe_fix_is_for_is_gone_after_it() {
    for (path, text) in rule_pages::all_notices() {
        let before = examine(&path, &text).findings;
        let is_safe = |finding: &&Diagnostic| finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe);
        let Some(finding) = before.iter().find(is_safe) else { continue };
        let after = repair(&path, &text, false).examined.findings;
        let left: Vec<&Diagnostic> = after.iter().filter(is_safe).collect();
        assert!(left.is_empty(), "{path}: {} has a safe fix that does not work: {left:?}", finding.rule);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(192) })]

    #[test]
    fn damaged_notices_are_well_corrected(
        sample in any::<prop::sample::Index>(),
        damages in proptest::collection::vec((proptest::sample::select(DAMAGES.to_vec()), any::<usize>()), 1..8),
        everything in any::<bool>(),
        carriage_returns in any::<bool>(),
        byte_order_mark in any::<bool>(),
        cut in any::<bool>(),
    ) {
        let (path, text) = sample.get(samples());
        let mut text = text.clone();
        for (damage, chance) in damages {
            damage.make(&mut text, chance);
        }
        if cut {
            text.truncate(text.trim_end().len());
        }
        if carriage_returns {
            text = text.replace("\r\n", "\n").replace('\n', "\r\n");
        }
        if byte_order_mark && !text.starts_with('\u{feff}') {
            text.insert(0, '\u{feff}');
        }
        assert_well_corrected(path, &text, everything)?;
        assert_names_and_quotations_are_safe(path, &text)?;
    }
}
