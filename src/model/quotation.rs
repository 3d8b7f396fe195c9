//! What stands between quotation marks in running text.

/// A stretch between two quotation marks, marks included. Offsets are bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// Where the opening mark begins.
    pub start: usize,
    /// One past the closing mark.
    pub end: usize,
    /// The opening mark.
    pub open: char,
    /// The closing mark.
    pub close: char,
}

impl Quotation {
    /// First byte and end of what is quoted, without the marks.
    pub fn inside(&self) -> std::ops::Range<usize> {
        self.start + self.open.len_utf8()..self.end - self.close.len_utf8()
    }

    /// Whether some language closes with this mark what it opens with the other.
    pub fn is_matched(&self) -> bool {
        closings(self.open).contains(&self.close)
    }
}

/// What the quotation marks of a text say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quotations {
    /// The quotations, in the order of their beginnings; those inside others as
    /// well, also those whose marks do not match.
    pub all: Vec<Quotation>,
    /// Double marks that open a quotation which the text does not close.
    pub unclosed: Vec<QuotationMark>,
    /// Double marks that close a quotation which the text does not open.
    pub unopened: Vec<QuotationMark>,
}

/// A quotation mark in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuotationMark {
    /// Where it begins.
    pub at: usize,
    /// The mark.
    pub sign: char,
    /// Whether its neighbours let it open a quotation.
    can_open: bool,
    /// Whether they let it close one.
    can_close: bool,
    /// Whether it may as well be the end of a word: `members’ rights`.
    may_end_word: bool,
}

impl QuotationMark {
    /// One past it.
    pub fn end(&self) -> usize {
        self.at + self.sign.len_utf8()
    }
}

/// Quotations inside one another that are followed.
const DEEPEST: usize = 4;

/// Reads the quotation marks of `text`, but for those in `code`. A single mark
/// that is never closed is taken for an apostrophe, a mark behind a number for
/// inches or minutes.
pub fn read(text: &str, code: &[(usize, usize)]) -> Quotations {
    let mut found = Quotations::default();
    let marks: Vec<QuotationMark> =
        marks(text).into_iter().filter(|mark| !code.iter().any(|(from, to)| (*from..*to).contains(&mark.at))).collect();
    let mut open: Vec<usize> = Vec::new();
    for (at, mark) in marks.iter().enumerate() {
        let closes = |open: &&usize| closings(marks[**open].sign).contains(&mark.sign);
        if mark.can_close
            && let Some(step) = open.iter().rposition(|open| closes(&open))
        {
            let sign = marks[open[step]].sign;
            if mark.may_end_word && closed_later(&marks[at + 1..], sign) {
                continue;
            }
            found.close(&marks, &mut open, step, mark);
        } else if mark.can_open && open.len() < DEEPEST {
            open.push(at);
        } else if mark.can_close && is_double(mark.sign) && !follows_digit(text, mark.at) {
            let double = open.iter().rposition(|open| is_double(marks[*open].sign));
            if found.widen(text, mark) {
                continue;
            }
            match double.filter(|step| !closed_later(&marks[at + 1..], marks[open[*step]].sign)) {
                Some(step) => found.close(&marks, &mut open, step, mark),
                // A guillemet behind a space may be an arrow: `» More`.
                None if follows_space(text, mark.at) => {}
                None if double.is_none() => found.unopened.push(*mark),
                None => {}
            }
        }
    }
    found.unclosed.extend(open.iter().map(|open| marks[*open]).filter(|mark| is_double(mark.sign)));
    found.all.sort_by_key(|quotation| quotation.start);
    found.unclosed.sort_by_key(|mark| mark.at);
    found
}

impl Quotations {
    /// Closes the quotation that `open[step]` opened; those inside stay open
    /// for ever.
    fn close(&mut self, marks: &[QuotationMark], open: &mut Vec<usize>, step: usize, mark: &QuotationMark) {
        let opening = marks[open[step]];
        let lost = open[step + 1..].iter().map(|lost| marks[*lost]).filter(|lost| is_double(lost.sign));
        self.unclosed.extend(lost);
        open.truncate(step);
        self.all.push(Quotation { start: opening.at, end: mark.end(), open: opening.sign, close: mark.sign });
    }

    /// Takes a mark without an opening one as the end of the last quotation
    /// where that one seemed to end behind a number: `"a 5" pipe"`.
    fn widen(&mut self, text: &str, mark: &QuotationMark) -> bool {
        let Some(last) = self.all.last_mut() else { return false };
        let seemed = last.close == mark.sign && follows_digit(text, last.inside().end);
        if seemed {
            last.end = mark.end();
        }
        seemed
    }
}

fn follows_digit(text: &str, at: usize) -> bool {
    text[..at].ends_with(|before: char| before.is_ascii_digit())
}

fn follows_space(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_none_or(char::is_whitespace)
}

/// Whether one of `marks` closes what `opening` opened, before another opens.
fn closed_later(marks: &[QuotationMark], opening: char) -> bool {
    let same_kind = |mark: &&QuotationMark| is_double(mark.sign) == is_double(opening);
    let mut rest = marks.iter().filter(same_kind);
    rest.find_map(|mark| match mark {
        closing if closing.can_close && closings(opening).contains(&closing.sign) => Some(true),
        other if other.can_open => Some(false),
        _ => None,
    })
    .unwrap_or(false)
}

/// Every mark of `text` that its neighbours let open or close a quotation.
fn marks(text: &str) -> Vec<QuotationMark> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    for (at, byte) in bytes.iter().enumerate() {
        // The first bytes of all marks, so that a text is not taken apart.
        let is_mark = match byte {
            b'"' | b'\'' => true,
            0xc2 => matches!(bytes.get(at + 1), Some(0xab | 0xbb)),
            0xe2 => matches!(bytes.get(at + 1..at + 3), Some([0x80, 0x98..=0x9f | 0xb9 | 0xba])),
            _ => false,
        };
        if is_mark && let Some(sign) = text[at..].chars().next() {
            let mark = mark(text, at, sign);
            found.extend((mark.can_open || mark.can_close).then_some(mark));
        }
    }
    found
}

fn mark(text: &str, at: usize, sign: char) -> QuotationMark {
    let (before, after) = (&text[..at], &text[at + sign.len_utf8()..]);
    let (previous, next) = (before.chars().next_back(), after.chars().next());
    let is_letter = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    let is_space = |character: Option<char>| character.is_none_or(char::is_whitespace);
    let in_bracket = matches!(previous, Some('(' | '[' | '{'));
    let before_bracket = matches!(next, Some(')' | ']' | '}' | ',' | '.' | ';' | ':' | '!' | '?'));
    let begins = !is_letter(previous) && !is_space(next) && (is_space(previous) || in_bracket || !before_bracket);
    let ends = !is_space(previous) && !in_bracket;
    let (can_open, can_close) = match sign {
        // Guillemets may keep a space to the words inside.
        '«' | '‹' => (!is_letter(previous) && next.is_some(), ends),
        '»' | '›' => (begins, !in_bracket),
        '„' | '‚' => (!is_letter(previous) && !is_space(next), false),
        // Swedish and Finnish open as they close.
        '”' | '’' => (begins && (is_space(previous) || in_bracket), ends),
        _ => (begins, ends),
    };
    let single = !is_double(sign) && !matches!(sign, '‹' | '›');
    let apostrophe = single && is_apostrophe(previous, after);
    QuotationMark {
        at,
        sign,
        can_open: can_open && !apostrophe,
        can_close: can_close && !(apostrophe && is_letter(previous)),
        may_end_word: single && may_end_word(before, after),
    }
}

/// Whether a single mark belongs to the word before or behind it: `l’été`,
/// `l’“Europe”`, `the ’90s`, `’s-Hertogenbosch`.
fn is_apostrophe(previous: Option<char>, after: &str) -> bool {
    let mut rest = after.chars();
    let next = rest.next();
    if previous.is_some_and(char::is_alphanumeric) {
        let quoted = matches!(next, Some('“' | '«' | '„' | '‘' | '"' | '\''));
        return next.is_some_and(char::is_alphanumeric) || quoted && rest.next().is_some_and(char::is_alphanumeric);
    }
    let word = &after[..after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len())];
    let decade = word.strip_suffix('s').unwrap_or(word);
    matches!(word, "s" | "t" | "n" | "m" | "k" | "l" | "il" | "em" | "ne" | "nen" | "nem" | "tis" | "twas" | "til")
        || decade.len() == 2 && decade.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the word before a single mark may end with an apostrophe, and the
/// sentence goes on: `members’ rights`, `ta’ Malta`, `un po’ di`.
fn may_end_word(before: &str, after: &str) -> bool {
    let goes_on = after.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    let start = before.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |at| at + 1);
    // Behind a character of several bytes there is no word, or no ASCII one.
    let word = before.get(start..).unwrap_or("");
    goes_on && (word.ends_with('s') || matches!(word, "ta" | "ma" | "sa" | "fi" | "bi" | "po" | "mo" | "be"))
}

/// Whether a mark quotes in the first place, not inside another quotation.
pub fn is_double(sign: char) -> bool {
    matches!(sign, '"' | '“' | '”' | '„' | '‟' | '«' | '»')
}

/// What closes a quotation that `opening` opens, in one language or another.
pub fn closings(opening: char) -> &'static [char] {
    match opening {
        '"' => &['"'],
        '\'' => &['\''],
        '“' | '”' | '‟' => &['”'],
        '„' => &['“', '”'],
        '«' => &['»'],
        '»' => &['«', '»'],
        '‘' | '’' => &['’'],
        '‚' => &['‘', '’'],
        '‹' => &['›'],
        '›' => &['‹'],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        read(text, &[]).all.iter().map(|quotation| &text[quotation.start..quotation.end]).collect()
    }

    /// The places of what is lost, with the mark.
    fn lost(text: &str) -> Vec<(usize, char)> {
        let found = read(text, &[]);
        found.unclosed.iter().chain(&found.unopened).map(|mark| (mark.at, mark.sign)).collect()
    }

    #[test]
    fn every_house_has_its_marks() {
        for (text, right) in [
            ("He said \"it's 'fine' now\" and left", &["\"it's 'fine' now\"", "'fine'"][..]),
            ("She said “it’s ‘fine’ now”.", &["“it’s ‘fine’ now”", "‘fine’"]),
            ("Er sagte: „Ja“ und „nein“.", &["„Ja“", "„nein“"]),
            ("Er sagte: „Das ‚alte‘ Haus“.", &["„Das ‚alte‘ Haus“", "‚alte‘"]),
            ("Elle dit «\u{a0}oui\u{a0}».", &["«\u{a0}oui\u{a0}»"]),
            ("Elle parle d’« Europe » et de l’« avenir ».", &["« Europe »", "« avenir »"]),
            ("Hon sade ”ja” igen.", &["”ja”"]),
            ("Powiedział: „tak”.", &["„tak”"]),
            ("Azt mondta: »igen«.", &["»igen«"]),
            ("Hän sanoi: »kyllä».", &["»kyllä»"]),
            ("Dijo: «el “nuevo” puente».", &["«el “nuevo” puente»", "“nuevo”"]),
            ("the \"A\", (\"B\") and \"C\"-\"D\"", &["\"A\"", "\"B\"", "\"C\"", "\"D\""]),
        ] {
            assert_eq!(quoted(text), right, "{text}");
            assert_eq!(lost(text), [], "{text}");
        }
    }

    #[test]
    fn apostrophes_and_measures_open_nothing() {
        for text in [
            "the Commission's mayors' rock 'n' roll of the '90s",
            "l’été d’avant, ’s-Hertogenbosch en ’t Zand",
            "Wied il-Għajn ta’ Malta sa’ nofsinhar, un po’ di pane",
            "a 5\" pipe, 27” screens and 6' 2\"",
            "50°51'00\" N",
            "» More",
        ] {
            assert_eq!(quoted(text), [] as [&str; 0], "{text}");
            assert_eq!(lost(text), [], "{text}");
        }
        assert_eq!(quoted("‘the members’ rights’ today"), ["‘the members’ rights’"]);
        assert_eq!(quoted("a \"5\" pipe\" here"), ["\"5\" pipe\""]);
        assert_eq!(quoted("the ‘first’ and the ‘second’"), ["‘first’", "‘second’"]);
        assert_eq!(quoted("l’“Europa” e l'\"Asia\""), ["“Europa”", "\"Asia\""]);
    }

    #[test]
    fn what_does_not_match_is_paired_and_what_is_lost_is_named() {
        for text in ["„Text\"", "“Text\"", "\"Text”", "«Text\"", "“Text“"] {
            let found = read(text, &[]);
            assert_eq!(quoted(text), [text]);
            assert!(!found.all[0].is_matched() && found.unclosed.is_empty(), "{text}");
        }
        assert_eq!(lost("a \"lost mark"), [(2, '"')]);
        assert_eq!(lost("a “lost and a “second” mark"), [(2, '“')]);
        assert_eq!(lost("a lost” mark"), [(6, '”')]);
        assert_eq!(lost("\"Text” and \"more\""), []);
        assert_eq!(read("`a \"b`", &[(0, 6)]), Quotations::default());
    }
}
