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
}

/// The quotations in `text`, in the order of their beginnings; those inside
/// others as well. A mark that is never closed opens none. Apostrophes inside
/// words are none.
pub fn quotations(text: &str) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    for mark in marks(text) {
        let closes = open.iter().rposition(|(_, opening)| mark.can_close && closings(*opening).contains(&mark.sign));
        if let Some(at) = closes {
            let (start, sign) = open[at];
            open.truncate(at);
            found.push(Quotation { start, end: mark.at + mark.sign.len_utf8(), open: sign, close: mark.sign });
        } else if mark.can_open && open.len() < DEEPEST {
            open.push((mark.at, mark.sign));
        }
    }
    found.sort_by_key(|quotation| quotation.start);
    found
}

/// Marks that can open or close a quotation, with their places.
pub fn marks(text: &str) -> impl Iterator<Item = QuotationMark> + '_ {
    let mut before = None;
    text.char_indices().filter_map(move |(at, sign)| {
        let previous = before.replace(sign);
        if !is_mark(sign) {
            return None;
        }
        let next = text[at + sign.len_utf8()..].chars().next();
        let is_letter = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
        let is_space = |character: Option<char>| character.is_none_or(char::is_whitespace);
        // A guillemet keeps a space to its words in French.
        let guillemet = matches!(sign, '«' | '»' | '‹' | '›');
        let apostrophe = is_letter(previous) && is_letter(next);
        let can_open = !matches!(sign, '”' | '’') && !is_letter(previous) && (guillemet || !is_space(next))
            // Swedish and Finnish open as they close.
            || matches!(sign, '”' | '’') && is_space(previous) && !is_space(next);
        let can_close = sign != '„' && sign != '‚' && !apostrophe && (guillemet || !is_space(previous));
        Some(QuotationMark { at, sign, can_open: can_open && !apostrophe, can_close })
    })
}

/// A quotation mark in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuotationMark {
    /// Where it begins.
    pub at: usize,
    /// The mark.
    pub sign: char,
    /// Whether its neighbours let it open a quotation.
    pub can_open: bool,
    /// Whether they let it close one.
    pub can_close: bool,
}

/// Quotations inside one another that are followed.
const DEEPEST: usize = 4;

fn is_mark(sign: char) -> bool {
    matches!(sign, '"' | '\'' | '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '‹' | '›')
}

/// What can close a quotation that `opening` opens.
pub fn closings(opening: char) -> &'static [char] {
    match opening {
        '"' => &['"'],
        '\'' => &['\''],
        '“' => &['”'],
        '”' => &['”'],
        '„' => &['“', '”', '"'],
        '«' => &['»'],
        '»' => &['«'],
        '‘' => &['’'],
        '’' => &['’'],
        '‚' => &['‘', '’', '\''],
        '‹' => &['›'],
        '›' => &['‹'],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        quotations(text).iter().map(|quotation| &text[quotation.start..quotation.end]).collect()
    }

    #[test]
    fn every_house_has_its_marks() {
        assert_eq!(quoted("He said \"it's 'fine' now\" and left"), ["\"it's 'fine' now\"", "'fine'"]);
        assert_eq!(quoted("She said “it’s ‘fine’ now”."), ["“it’s ‘fine’ now”", "‘fine’"]);
        assert_eq!(quoted("Er sagte: „Ja“ und „nein“."), ["„Ja“", "„nein“"]);
        assert_eq!(quoted("Elle dit «\u{a0}oui\u{a0}»."), ["«\u{a0}oui\u{a0}»"]);
        assert_eq!(quoted("Hon sade ”ja” igen."), ["”ja”"]);
        assert_eq!(quoted("Powiedział: „tak”."), ["„tak”"]);
        assert_eq!(quoted("Azt mondta: »igen«."), ["»igen«"]);
    }

    #[test]
    fn apostrophes_and_lost_marks_open_nothing() {
        assert_eq!(quoted("the Commission's mayors' rock 'n roll"), [] as [&str; 0]);
        assert_eq!(quoted("l’été d’avant"), [] as [&str; 0]);
        assert_eq!(quoted("a 5\" pipe and \"lost"), [] as [&str; 0]);
    }
}
