//! What was done to a notice after it had gone out, as lines above the headline.

use super::blocks::Setter;
use super::rfc3339;
use crate::model::notice::Change;
use crate::model::sheet::SheetChange;

/// The withdrawal, if there is one; of several, which a rule reports, the first.
pub fn withdrawal(setter: &Setter<'_>) -> Option<SheetChange> {
    let withdrawals = &setter.ingredients.notice.front_matter.withdrawals;
    withdrawals.first().map(|withdrawal| set(setter, withdrawal, "withdrawal"))
}

/// The corrections, the oldest first.
pub fn corrections(setter: &Setter<'_>) -> Vec<SheetChange> {
    let mut corrections: Vec<&Change> = setter.ingredients.notice.front_matter.corrections.iter().collect();
    corrections.sort_by_key(|correction| correction.at.value.timestamp());
    corrections.into_iter().map(|correction| set(setter, correction, "correction")).collect()
}

/// `label` is the key of the line among the words of the finished document.
fn set(setter: &Setter<'_>, change: &Change, label: &str) -> SheetChange {
    let (house, language) = (setter.ingredients.house, setter.ingredients.language);
    let time = house.date_and_time(language, &change.at.value);
    // The text last: what looks like a blank in it is text.
    let line = language.interface(label).replace("{time}", &time).replace("{text}", &change.text.value);
    SheetChange {
        at: rfc3339(&change.at.value),
        text: setter.characters(&change.text.value),
        line: setter.words(&line),
    }
}
