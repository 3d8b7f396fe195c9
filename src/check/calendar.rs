//! The days that a written date can mean, with the year from what stands
//! around it.

use jiff::civil::Date;

use super::Subject;
use crate::model::date::WrittenDay;
use crate::model::passage::Passage;

/// A date without a year that lies further ahead than this is as likely past.
const HALF_A_YEAR: i64 = 183;

impl Subject<'_> {
    /// The days that `day` of `passage` can be, the likeliest first: itself
    /// where it has a year, else one for each year that the notice speaks of.
    /// None where no year can be known, or the day exists in none.
    pub fn possible_days(&self, passage: &Passage, day: &WrittenDay) -> Vec<Date> {
        if day.year.is_some() {
            return day.date().into_iter().collect();
        }
        let mut days: Vec<Date> = Vec::new();
        for year in self.years_around(passage, day) {
            days.extend(day.in_year(year).filter(|date| !days.contains(date)));
        }
        days
    }

    fn years_around(&self, passage: &Passage, day: &WrittenDay) -> Vec<i16> {
        let mut years = Vec::new();
        let issued = self.issue_day();
        if let Some(issued) = issued {
            let year = issued.year();
            let date = day.in_year(year).or_else(|| day.in_year(year + 1));
            let ahead = date.map_or(0, |date| i64::from((date - issued).get_days()));
            years.push(year);
            if ahead < 0 || day.in_year(year).is_none() {
                years.push(year + 1);
            } else if ahead > HALF_A_YEAR {
                years.push(year - 1);
            }
        }
        let sittings = self.notice.front_matter.events.iter().flat_map(|event| &event.sittings);
        years.extend(sittings.map(|sitting| sitting.starts.year()));
        years.extend(self.notice.dates.iter().map(|mention| mention.date.year()));
        let reference = self.reference().and_then(|reference| i16::try_from(reference.year()).ok());
        years.extend(reference);
        if issued.is_none() {
            years.extend(years.iter().max().map(|year| year + 1));
        }
        // `the festival of 2027 … on Friday 7 May`
        let flat = &passage.flat;
        let numbers = flat.words().iter().filter(|word| word.shape.is_number() && word.end - word.start == 4);
        let named =
            numbers.filter_map(|word| flat.word(word).parse::<i16>().ok()).filter(|year| (1900..2100).contains(year));
        years.extend(named);
        years
    }

    /// The day that `day` means near `other`: in its own year, else in that
    /// which brings both closest together.
    pub fn day_near(&self, day: &WrittenDay, other: Date) -> Option<Date> {
        if day.year.is_some() {
            return day.date();
        }
        let around = [other.year() - 1, other.year(), other.year() + 1];
        around.into_iter().filter_map(|year| day.in_year(year)).min_by_key(|date| (*date - other).get_days().abs())
    }
}
