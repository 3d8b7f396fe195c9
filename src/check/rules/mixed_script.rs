use crate::check::alphabets::{is_strict_twin, twin};
use crate::check::excerpt::{list, quoted};
use crate::check::prose::is_for_machines;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::model::flat::Flat;
use crate::model::passage::Passage;
use crate::model::word::{Script, Word};

/// See the page.
pub struct MixedScript;

impl Rule for MixedScript {
    fn page(&self) -> &'static str {
        include_str!("mixed-script.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let script = subject.language.script();
        for passage in &subject.notice.passages {
            let words = passage.flat.words();
            for (at, word) in words.iter().enumerate() {
                let single = script != Script::Latin && word.end - word.start == 1;
                // Most words have one alphabet, that of the language.
                if !(word.shape.mixes_scripts()
                    || single
                    || script == Script::Latin && word.shape.is_foreign_to_latin())
                {
                    continue;
                }
                let flat = &passage.flat;
                let slip = if word.shape.mixes_scripts() {
                    mixture(flat.word(word), script)
                } else if script == Script::Latin {
                    disguised(passage, words, at)
                } else {
                    strayed(flat, words, at, script)
                };
                if let Some(slip) = slip.filter(|_| !is_for_machines(flat, word.start)) {
                    findings.push(self.finding(flat, word, &slip));
                }
            }
        }
    }
}

/// Letters of another alphabet than their word or their text.
struct Slip {
    /// The alphabet that is meant.
    script: Script,
    /// The letters, each once, in order.
    letters: Vec<char>,
    /// The word as it should be, where that is known.
    right: Option<String>,
    /// Whether the whole word is foreign.
    whole: bool,
}

impl MixedScript {
    fn finding(&self, flat: &Flat, word: &Word, slip: &Slip) -> Diagnostic {
        let foreign = slip.letters.first().and_then(|letter| Script::of(*letter)).unwrap_or(slip.script);
        let written = quoted(flat.word(word));
        let letters = list(&slip.letters);
        let message = match (slip.whole, slip.letters.len()) {
            (true, _) => format!(
                "{written} is typed with {} letters and looks like a {} word",
                foreign.name(),
                slip.script.name()
            ),
            (false, 1) => format!("{written} mixes alphabets: {letters} is a {} letter", foreign.name()),
            (false, _) => format!("{written} mixes alphabets: {letters} are {} letters", foreign.name()),
        };
        let finding = Diagnostic::new(self.name(), flat.span(word.start, word.end), message).help(format!(
            "type it anew with {} letters; searching and reading aloud go wrong otherwise",
            slip.script.name()
        ));
        match (&slip.right, flat.exact(word.start, word.end)) {
            (Some(right), Some(span)) => finding.fix(
                format!("write {} with {} letters", quoted(right), slip.script.name()),
                Safety::AskFirst,
                vec![Edit { span, replacement: right.clone() }],
            ),
            _ => finding,
        }
    }
}

/// A word whose foreign letters look like its own: a slip of the keyboard.
/// Words made of parts, and Greek letters of science, are none.
fn mixture(word: &str, own: Script) -> Option<Slip> {
    let scripts: Vec<Script> = word.chars().filter_map(Script::of).collect();
    let count = |script: Script| scripts.iter().filter(|other| **other == script).count();
    let mut present: Vec<Script> =
        [Script::Latin, Script::Greek, Script::Cyrillic].into_iter().filter(|script| count(*script) > 0).collect();
    let [first, second] = present[..] else { return None };
    // The alphabet that all can be written in is meant; that of the language,
    // then the one with more letters, where both will do.
    present.sort_by_key(|script| (*script != own, std::cmp::Reverse(count(*script))));
    let written = |script: &Script| in_script(word, *script).map(|right| (*script, Some(right)));
    let runs = 1 + scripts.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let more = if count(first) >= count(second) { first } else { second };
    let (script, right) = present.iter().find_map(written).or_else(|| (runs > 2).then_some((more, None)))?;
    let letters = foreign_letters(word, script);
    // `TNFα`, `NFκB`
    let greek = |letter: char| Script::of(letter) == Some(Script::Greek) && !is_strict_twin(letter);
    let science = script == Script::Latin && letters.len() == 1 && letters.iter().all(|letter| greek(*letter))
        // `μm`, `kΩ`, `ΔT`
        || scripts.len() <= 3 && word.contains(['Ω', 'Ω', 'Δ', 'Σ', 'μ', 'λ', 'π', 'α', 'β', 'γ']);
    (!science).then_some(Slip { script, letters, right, whole: false })
}

fn foreign_letters(word: &str, script: Script) -> Vec<char> {
    let mut letters = Vec::new();
    for letter in word.chars().filter(|letter| Script::of(*letter).is_some_and(|other| other != script)) {
        if !letters.contains(&letter) {
            letters.push(letter);
        }
    }
    letters
}

/// `word` with every letter of `script`, if each has a twin there.
fn in_script(word: &str, script: Script) -> Option<String> {
    let letter = |letter: char| match Script::of(letter) {
        Some(other) if other != script => twin(letter, script),
        _ => Some(letter),
    };
    word.chars().map(letter).collect()
}

/// A word in a Latin text that only looks Latin: `СО2`, `а`, and `г.` behind a
/// year. Names in their own alphabet have letters that do not, or neighbours.
fn disguised(passage: &Passage, words: &[Word], at: usize) -> Option<Slip> {
    let word = words.get(at)?;
    let flat = &passage.flat;
    let written = flat.word(word);
    let foreign_neighbour =
        [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|neighbour| words.get(neighbour)).any(
            |neighbour| {
                neighbour.shape.is_foreign_to_latin() && in_script(flat.word(neighbour), Script::Latin).is_none()
            },
        );
    let in_brackets = flat.text[..word.start].ends_with(['(', '[', '/']) || passage.is_quoted(word.start);
    if foreign_letters(written, Script::Latin).is_empty() {
        return None;
    }
    let right = if written == "г" && is_behind_year(flat, words, at) {
        "r".to_owned()
    } else {
        let strict = written.chars().all(|letter| Script::of(letter).is_none() || is_strict_twin(letter));
        in_script(written, Script::Latin).filter(|_| strict)?
    };
    (!foreign_neighbour && !in_brackets).then(|| Slip {
        script: Script::Latin,
        letters: foreign_letters(written, Script::Latin),
        right: Some(right),
        whole: true,
    })
}

/// A Latin letter alone between the words of a text in another alphabet: `o`
/// for the Greek article, `c` for the Bulgarian preposition, `r.` for `г.`
fn strayed(flat: &Flat, words: &[Word], at: usize, script: Script) -> Option<Slip> {
    let word = words.get(at)?;
    let letter = flat.word(word).chars().next().filter(|letter| letter.is_ascii_lowercase())?;
    if script == Script::Cyrillic && letter == 'r' && is_behind_year(flat, words, at) {
        return Some(Slip { script, letters: vec![letter], right: Some("г".to_owned()), whole: true });
    }
    let small = "aeocy";
    let (before, after) = (words.get(at.checked_sub(1)?)?, words.get(at + 1)?);
    let is_own =
        |word: &Word| word.shape.script() == Some(script) && word.shape.is_letters() && word.end - word.start > 2;
    let between = |from: usize, to: usize| flat.text.get(from..to).is_some_and(|gap| gap == " " || gap == "\n");
    let fits = small.contains(letter)
        && is_own(before)
        && is_own(after)
        && !after.shape.is_capitalised()
        && between(before.end, word.start)
        && between(word.end, after.start);
    let right = twin(letter, script).filter(|_| fits)?;
    Some(Slip { script, letters: vec![letter], right: Some(right.to_string()), whole: true })
}

/// Whether the word stands behind the number of a year and before a full stop.
fn is_behind_year(flat: &Flat, words: &[Word], at: usize) -> bool {
    let Some((year, word)) = at.checked_sub(1).and_then(|before| words.get(before)).zip(words.get(at)) else {
        return false;
    };
    let gap = flat.text.get(year.end..word.start).unwrap_or("");
    year.shape.is_number()
        && year.end - year.start == 4
        && !gap.is_empty()
        && gap.chars().all(char::is_whitespace)
        && flat.text[word.end..].starts_with('.')
}
