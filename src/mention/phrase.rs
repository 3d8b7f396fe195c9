//! The words around the number of a day, and what they can be.

use crate::model::date_words::{DateWords, NameInText};
use crate::model::word::Word;

/// A text with the words of its language's dates.
pub struct Phrase<'t> {
    /// The characters.
    pub text: &'t str,
    /// The words.
    pub words: &'t [Word],
    /// What they may mean.
    pub names: &'t DateWords,
}

/// What stands between two days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Join {
    /// `,`
    Comma,
    /// `and`, `/`
    And,
    /// `to`, a dash
    Range,
}

/// The way from one day to the next.
pub struct Step {
    /// What stands between them.
    pub join: Join,
    /// The word that is the number of the next day.
    pub day: usize,
    /// The weekday before it.
    pub weekday: Option<NameInText>,
    /// The month before it.
    pub month: Option<NameInText>,
}

impl Phrase<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).and_then(|word| self.text.get(word.start..word.end)).unwrap_or("")
    }

    /// What stands between the word `at` and the next.
    pub fn gap(&self, at: usize) -> Option<&str> {
        self.text.get(self.words.get(at)?.end..self.words.get(at + 1)?.start)
    }

    fn after(&self, at: usize) -> &str {
        self.words.get(at).and_then(|word| self.text.get(word.end..)).unwrap_or("")
    }

    fn is_particle(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| self.names.particles.has(word))
    }

    fn weekday_starting(&self, at: usize) -> Option<NameInText> {
        self.names.weekdays.starting(self.text, self.words, at)
    }

    fn weekday_ending(&self, at: usize) -> Option<NameInText> {
        self.names.weekdays.ending(self.text, self.words, at)
    }

    /// `15`, `1er`, `15th`: a day of a month.
    pub fn day(&self, at: usize) -> Option<i8> {
        self.words.get(at).filter(|word| word.shape.has_digit())?;
        let text = self.word(at);
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let is_ordinal = ORDINALS.contains(&&text[digits..]);
        ((1..=2).contains(&digits) && is_ordinal)
            .then(|| text[..digits].parse().ok().filter(|day| (1..=31).contains(day)))?
    }

    /// Whether the number `at` is not the rest of another: `1.15`, `10:15`, `€15`.
    pub fn begins(&self, at: usize) -> bool {
        let before = self.words.get(at).and_then(|word| self.text.get(..word.start)).unwrap_or("");
        let mut characters = before.chars().rev();
        match characters.next() {
            Some('+' | '€' | '$' | '£' | '#' | '/' | '@') => false,
            Some('.' | ',' | ':' | '-' | '–' | '_') => !characters.next().is_some_and(|c| c.is_ascii_digit()),
            _ => true,
        }
    }

    /// `2018`
    pub fn year(&self, at: usize) -> Option<i16> {
        let word = self.words.get(at).filter(|word| word.shape.is_number() && word.end - word.start == 4)?;
        self.text.get(word.start..word.end)?.parse().ok().filter(|year| (1900..2100).contains(year))
    }

    /// The month behind the day `at`: `15 October`, `15. Oktober`, `15 de octubre`.
    pub fn month_after(&self, at: usize) -> Option<NameInText> {
        for next in at + 1..=at + 3 {
            let fits =
                |c: char| c.is_whitespace() || matches!(c, '’' | '\'' | '°') || c == '.' && self.is_dotted(next - 1);
            if !self.gap(next - 1).is_some_and(|gap| is_short(gap) && gap.chars().all(fits)) {
                return None;
            }
            if let Some(month) = self.names.months.starting(self.text, self.words, next) {
                return Some(month);
            }
            if !self.is_particle(next) {
                return None;
            }
        }
        None
    }

    /// Whether a full stop behind the word `at` ends no sentence.
    fn is_dotted(&self, at: usize) -> bool {
        self.names.is_dotted || self.is_particle(at) || self.names.year_first
    }

    /// The month in front of the day `at`: `October 15`, `október 15`.
    pub fn month_before(&self, at: usize) -> Option<NameInText> {
        let before = at.checked_sub(1)?;
        let month = self.names.months.ending(self.text, self.words, before)?;
        let gap = self.gap(before)?;
        let fits = |c: char| c.is_whitespace() || c == '.' && month.is_short;
        (is_short(gap) && gap.chars().all(fits)).then_some(month)
    }

    /// The year behind a month: `2018`, `de 2018`, `, 2018`.
    pub fn year_after(&self, month: NameInText) -> Option<(i16, usize)> {
        let gap = self.gap(month.last)?;
        let at = month.last + 1;
        let fits = |c: char| c.is_whitespace() || c == '.' && month.is_short;
        if gap.chars().all(fits) {
            if let Some(year) = self.year(at) {
                return Some((year, at));
            }
            let is_space = self.gap(at).is_some_and(|gap| gap.chars().all(char::is_whitespace));
            return (self.is_particle(at) && is_space).then(|| self.year(at + 1).map(|year| (year, at + 1)))?;
        }
        self.names.also_month_first.then(|| self.year_behind_comma(month.last))?
    }

    /// The year behind a day that follows its month: `, 2018`, ` 2018`.
    pub fn year_behind_day(&self, day: usize) -> Option<(i16, usize)> {
        let is_space = self.gap(day).is_some_and(|gap| !gap.is_empty() && gap.chars().all(char::is_whitespace));
        let year = if is_space { self.year(day + 1).map(|year| (year, day + 1)) } else { None };
        let is_comma =
            self.gap(day).is_some_and(|gap| gap.strip_prefix(',').is_some_and(|rest| rest.trim().is_empty()));
        year.or_else(|| is_comma.then(|| self.year(day + 1).map(|year| (year, day + 1)))?)
    }

    /// `15 October, 2018`: what follows must not go on counting.
    fn year_behind_comma(&self, at: usize) -> Option<(i16, usize)> {
        let comma = self.gap(at)?.strip_prefix(',')?;
        let ends = self.after(at + 1).trim_start_matches(['.', ',', ';', ':', ')', '”', '"']);
        let is_end = ends.is_empty() || ends.len() < self.after(at + 1).len();
        (comma.trim().is_empty() && is_end).then(|| self.year(at + 1).map(|year| (year, at + 1)))?
    }

    /// The year in front of a date: `2018. október 15.`, `2018. gada 15. oktobris`.
    pub fn year_before(&self, first: usize) -> Option<(i16, usize)> {
        let fits = |at: usize| {
            self.gap(at).is_some_and(|gap| is_short(gap) && gap.chars().all(|c| c.is_whitespace() || c == '.'))
        };
        let mut at = first.checked_sub(1)?;
        if self.is_particle(at) && fits(at) {
            at = at.checked_sub(1)?;
        } else if !self.names.year_first {
            return None;
        }
        self.year(at).filter(|_| fits(at)).map(|year| (year, at))
    }

    /// The weekday in front of a date that begins with the word `first`:
    /// `Monday`, `Monday,`, `mandag den`.
    pub fn weekday_before(&self, first: usize) -> Option<NameInText> {
        let mut next = first;
        for _ in 0..4 {
            let at = next.checked_sub(1)?;
            let weekday = self.weekday_ending(at);
            // The year may stand between: `pirmdien, 2018. gada 15. oktobrī`.
            let is_year = self.year(at).is_some() && self.year_before(first).is_some();
            let is_abbreviation = self.is_particle(at) || is_year || weekday.is_some_and(|weekday| weekday.is_short);
            let fits = |c: char| {
                c.is_whitespace() || matches!(c, ',' | '،' | '(' | '’' | '\'' | '-') || c == '.' && is_abbreviation
            };
            let gap = self.gap(at)?;
            if !is_short(gap) || !gap.chars().all(fits) {
                return None;
            }
            if let Some(weekday) = weekday {
                // `in 3 luni, 15 octombrie`: months, not Mondays.
                let counted = weekday.first > 0
                    && self.words[weekday.first - 1].shape.is_number()
                    && self.gap(weekday.first - 1).is_some_and(|gap| gap.trim().is_empty());
                return (!counted && !gap.contains('-')).then_some(weekday);
            }
            if !self.is_particle(at) && !is_year {
                return None;
            }
            next = at;
        }
        None
    }

    /// The weekday behind a date that ends with the word `last`: in brackets,
    /// and behind a comma where the year comes first.
    pub fn weekday_after(&self, last: usize) -> Option<NameInText> {
        let mut at = last;
        let mut gap = self.gap(at)?;
        while !gap.contains([',', '(']) && self.is_particle(at + 1) && at < last + 2 {
            at += 1;
            gap = self.gap(at)?;
        }
        let in_brackets = gap.ends_with('(');
        let fits = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | '(');
        if !is_short(gap) || !gap.chars().all(fits) || !(in_brackets || self.names.year_first && gap.contains(',')) {
            return None;
        }
        let weekday = self.weekday_starting(at + 1)?;
        let after = self.after(weekday.last);
        if in_brackets {
            return after.starts_with(')').then_some(weekday);
        }
        // It belongs to what follows: `…, antradienį, spalio 16 d.`
        let next = weekday.last + 1;
        let goes_on = after.trim_start_matches(|c: char| c == ',' || c.is_whitespace()).len();
        let is_near = self.words.get(next).is_some_and(|word| self.text.len() - word.start == goes_on);
        let is_hour = || self.is_hour(next);
        let is_date =
            self.day(next).is_some() && !is_hour() || self.names.months.starting(self.text, self.words, next).is_some();
        (!(is_near && (is_date || self.year(next).is_some()))).then_some(weekday)
    }

    /// Whether two more digits follow the number at `at` as minutes do: `10:00`.
    fn is_hour(&self, at: usize) -> bool {
        let joined = self.gap(at).is_some_and(|gap| matches!(gap, ":" | "."));
        let minutes = self.words.get(at + 1).is_some_and(|word| word.end - word.start == 2 && word.shape.is_number());
        joined && minutes
    }

    /// The day that is written together with one that ends with the word `last`.
    pub fn next_day(&self, last: usize, month_first: bool) -> Option<Step> {
        let (mut join, mut weekday, mut month): (Option<Join>, Option<NameInText>, Option<NameInText>) =
            (None, None, None);
        let (mut at, mut weekdays) = (last + 1, 0);
        for _ in 0..8 {
            let gap = self.gap(at - 1)?;
            let gap = if at == last + 1 { gap.strip_prefix(')').unwrap_or(gap) } else { gap };
            if gap.chars().count() > 5 || !gap.chars().all(|c| is_between(c) || c == '.' && self.is_dotted(at - 1)) {
                return None;
            }
            let is_day = self.day(at).is_some();
            let name = self.weekday_starting(at);
            let own_month = if month_first { self.names.months.starting(self.text, self.words, at) } else { None };
            if is_day || name.is_some() || own_month.is_some() {
                // The hyphen in `u s-16` ties an article to its number.
                let tied = at > last + 1 && self.is_particle(at - 1) && !gap.contains(char::is_whitespace);
                // The comma in `Monday, 15` joins no two days.
                let own = weekday.is_some_and(|name| name.last + 1 == at);
                join = join.max(sign(gap).filter(|_| !tied && !own));
            }
            if is_day {
                let is_apart = month.is_none_or(|_| gap.chars().all(char::is_whitespace));
                // Of several weekdays, and behind `spalio 4 d., pirmadienį, …`, it
                // is not clear whose they are.
                let is_clear = weekdays <= 1 && !(month_first && join == Some(Join::Comma));
                let weekday = weekday.filter(|_| is_clear);
                return join.filter(|_| is_apart).map(|join| Step { join, day: at, weekday, month });
            }
            let word = self.words.get(at)?;
            if let Some(name) = name {
                // `keskiviikosta 2. perjantaihin 4. lokakuuta`: the case says it.
                join = join.or((name.row > 0 && !name.is_short).then_some(Join::Range));
                weekday = Some(name);
                weekdays += 1;
                at = name.last;
            } else if let Some(own) = own_month {
                month = Some(own);
                at = own.last;
            } else if self.names.to.has(word) {
                (join, weekday) = (Some(Join::Range), None);
            } else if self.names.and.has(word) {
                (join, weekday) = (join.max(Some(Join::And)), None);
            } else if self.names.particles.has(word) {
                let comma = sign(gap).filter(|sign| *sign == Join::Comma);
                join = join.max(comma);
            } else {
                return None;
            }
            at += 1;
        }
        None
    }

    /// The weekday that stands in one list with the one that begins with the
    /// word `first`: `Monday and`, `Monday –`.
    pub fn weekday_in_list(&self, first: usize) -> Option<(NameInText, Join)> {
        let mut join: Option<Join> = None;
        let mut at = first;
        for _ in 0..3 {
            at = at.checked_sub(1)?;
            let gap = self.gap(at)?;
            if !is_short(gap) || !gap.chars().all(is_between) {
                return None;
            }
            join = join.max(sign(gap));
            if let Some(name) = self.weekday_ending(at) {
                return join.map(|join| (name, join));
            }
            let word = self.words.get(at)?;
            if self.names.to.has(word) {
                join = Some(Join::Range);
            } else if self.names.and.has(word) {
                join = join.max(Some(Join::And));
            } else if !self.is_particle(at) {
                return None;
            }
        }
        None
    }

    /// Whether the number `at`, behind a month, is marked as a day: `15.`,
    /// `15-én`, `15 d.`
    pub fn ends_as_day(&self, at: usize) -> bool {
        self.after(at).starts_with(['.', '-', '–'])
            || self.is_particle(at + 1) && self.gap(at).is_some_and(|gap| gap.trim().is_empty())
    }

    /// Whether the month `first` and the number `last` can be nothing but a
    /// date: `on October 15,` but not `in October 15 towns`.
    pub fn stands_alone(&self, first: usize, last: usize) -> bool {
        let before = first.checked_sub(1).is_some_and(|at| {
            let (names, word) = (self.names, &self.words[at]);
            let is_before_date = [&names.on, &names.limits, &names.from, &names.to].iter().any(|set| set.has(word));
            is_before_date && self.gap(at).is_some_and(|gap| gap.trim().is_empty())
        });
        let after = self.after(last);
        before && (after.trim().is_empty() || after.starts_with(['.', ',', ';', ':', ')']))
    }
}

/// Endings of numbers that stand for days: `1st`, `1er`, `1º`, `1η`, `1ú`, `1e`.
const ORDINALS: [&str; 13] = ["", "st", "nd", "rd", "th", "er", "º", "η", "ή", "ú", "e", "ste", "de"];

fn is_short(gap: &str) -> bool {
    gap.chars().count() <= 3
}

fn is_dash(sign: char) -> bool {
    matches!(sign, '-' | '‐' | '\u{2011}' | '–' | '—')
}

fn is_between(sign: char) -> bool {
    sign.is_whitespace() || is_dash(sign) || matches!(sign, ',' | '/' | '&' | '’' | '\'' | '°')
}

fn sign(gap: &str) -> Option<Join> {
    gap.chars()
        .filter_map(|c| match c {
            ',' => Some(Join::Comma),
            '/' | '&' => Some(Join::And),
            dash if is_dash(dash) => Some(Join::Range),
            _ => None,
        })
        .max()
}
