use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::model::house_style::PhoneForm;

/// See the page.
pub struct PhoneFormRule;

impl Rule for PhoneFormRule {
    fn page(&self) -> &'static str {
        include_str!("phone-form.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for number in subject.shown_numbers() {
            let Some((right, fault)) = right_form(number.written, &number.dialled, &subject.house.style.phone) else {
                continue;
            };
            let help = format!("write {}", quoted(&right));
            let finding =
                Diagnostic::new(self.name(), number.span, format!("the number {} {fault}", quoted(number.written)))
                    .help(&help);
            let safety = if digits(number.written).eq(digits(&right)) { Safety::Safe } else { Safety::AskFirst };
            findings.push(match number.exact {
                Some(span) => finding.fix(help, safety, vec![Edit { span, replacement: right }]),
                None => finding,
            });
        }
    }
}

/// How `written` should be written, and what is wrong with it.
fn right_form(written: &str, dialled: &str, house: &PhoneForm) -> Option<(String, &'static str)> {
    if let Some(form) = house.format(dialled) {
        if is_in_form(written, &form) {
            return None;
        }
        let fault = if written.starts_with("+ ") || written.starts_with("+\u{a0}") {
            "has a space behind its `+`"
        } else {
            "is not grouped as the house does it"
        };
        return Some((form, fault));
    }
    // The grouping of other countries is theirs; only plain slips are found.
    let digits = written.strip_prefix('+')?;
    let spaced = digits.replace(is_space, " ");
    let fault = if digits.starts_with(is_space) {
        "has a space behind its `+`"
    } else if digits.contains("(0)") {
        "has a `(0)`, which nobody dials behind a country code"
    } else if spaced.contains("  ") {
        "has two spaces in a row"
    } else if is_mixed(digits) {
        "mixes spaces of different kinds"
    } else {
        return None;
    };
    let without_zero = spaced.replace("(0) ", "(0)").replace("(0)", if spaced.contains(" (0)") { "" } else { " " });
    let words: Vec<&str> = without_zero.split(' ').filter(|word| !word.is_empty()).collect();
    Some((format!("+{}", words.join(" ")), fault))
}

/// Whether `written` is `form`, with spaces of one kind.
fn is_in_form(written: &str, form: &str) -> bool {
    written == form || (!is_mixed(written) && written.replace(is_space, " ") == form)
}

/// Whether some spaces can be broken and others not.
fn is_mixed(written: &str) -> bool {
    let mut spaces = written.chars().filter(|c| is_space(*c));
    let first = spaces.next();
    spaces.any(|space| Some(space) != first)
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}' | '\u{202f}')
}

fn digits(number: &str) -> impl Iterator<Item = u8> {
    number.bytes().filter(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::dialled;

    fn right(written: &str) -> Option<String> {
        let house = PhoneForm { country: "32".into(), pattern: "# ### ## ##".into() };
        right_form(written, &dialled(written), &house).map(|(right, _)| right)
    }

    #[test]
    fn numbers_of_the_house_are_grouped_as_it_does() {
        for written in [
            "+ 32 2 296 74 56",
            "+32 229 67456",
            "+ 32 229-67456",
            "+32 2 29 67456",
            "+32 (2) 296 74 56",
            "+3222967456",
            "+32 2  296 74 56",
            "0032 2 296 74 56",
            "+32 (0)2 296 74 56",
            "+32\u{a0}2 296 74 56",
        ] {
            assert_eq!(right(written).as_deref(), Some("+32 2 296 74 56"), "{written}");
        }
        for good in ["+32 2 296 74 56", "+32\u{a0}2\u{a0}296\u{a0}74\u{a0}56", "02 296 74 56", "00 800 67 89 10 11"] {
            assert_eq!(right(good), None, "{good}");
        }
    }

    #[test]
    fn numbers_of_others_keep_their_groups() {
        for (written, form) in [
            ("+ 44 20 7946 0142", "+44 20 7946 0142"),
            ("+44 (0)20 7946 0142", "+44 20 7946 0142"),
            ("+44 (0) 20 7946 0142", "+44 20 7946 0142"),
            ("+44(0)20 7946 0142", "+44 20 7946 0142"),
            ("+44 20  7946 0142", "+44 20 7946 0142"),
            ("+44\u{a0}20 7946\u{a0}0142", "+44 20 7946 0142"),
        ] {
            assert_eq!(right(written).as_deref(), Some(form), "{written}");
        }
        for good in ["+44 20 7946 0142", "+49 30 23125-014", "+1 (212) 555-0123", "+39 06 6982", "+47 22 12 34 56"] {
            assert_eq!(right(good), None, "{good}");
        }
    }
}
