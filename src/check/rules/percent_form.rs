use crate::check::excerpt::quoted;
use crate::check::figures::{Form, folded, is_sure, rewritten};
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Safety, Severity};
use crate::model::number::{Unit, UnitForm};

/// See the page.
pub struct PercentForm;

impl Rule for PercentForm {
    fn page(&self) -> &'static str {
        include_str!("percent-form.md")
    }

    fn severity(&self) -> Severity {
        Severity::Info
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let Some(forms) = subject.writing().map(|writing| &writing.percent).filter(|forms| !forms.is_empty()) else {
            return;
        };
        for (passage, numbers) in subject.figures() {
            for mention in numbers.iter().filter(|mention| is_sure(&passage.flat.text, mention)) {
                let Some(unit) = mention.unit.as_ref().filter(|unit| unit.unit == Unit::Percent) else { continue };
                let start = mention.scale.as_ref().map_or(mention.digits.end, |scale| scale.end);
                let Some(written) = passage.flat.text.get(start..unit.place.end) else { continue };
                let behind: Vec<&str> = forms.iter().filter_map(|form| Some(Form::read(form)?.behind)).collect();
                let same = folded(written);
                if behind.iter().any(|form| folded(form) == same) {
                    continue;
                }
                // The nearest form: a sign for a sign, words for words.
                let is_sign = unit.form == UnitForm::Sign;
                let alike = behind.iter().find(|form| form.contains('%') == is_sign);
                let Some(right) = alike.or(behind.first()) else { continue };
                let safety = if is_sign && right.contains('%') { Safety::Safe } else { Safety::AskFirst };
                let number = passage.flat.text.get(mention.digits.clone()).unwrap_or("");
                let span = passage.flat.span(mention.digits.start, unit.place.end);
                let message =
                    format!("{} is another form than that of the house style", quoted(format!("{number}{written}")));
                let finding = Diagnostic::new(self.name(), span, message);
                let finding = rewritten(finding, passage, start..unit.place.end, right, safety);
                let help = format!("write {}", quoted(format!("{number}{right}")));
                findings.push(finding.help(help));
            }
        }
    }
}
