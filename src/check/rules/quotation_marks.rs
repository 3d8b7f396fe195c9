use crate::check::excerpt::quoted;
use crate::check::prose::word_after;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::model::flat::Flat;
use crate::model::language::Language;
use crate::model::passage::Passage;
use crate::model::quotation::{Quotation, QuotationMark, is_double};

/// See the page.
pub struct QuotationMarks;

/// Places that one finding points to, beside its own.
const MOST_LABELS: usize = 4;

impl Rule for QuotationMarks {
    fn page(&self) -> &'static str {
        include_str!("quotation-marks.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let mut has_straight = false;
        for passage in &subject.notice.passages {
            let marks = passage.flat.quotation_marks();
            for quotation in &marks.all {
                has_straight |= !is_typographic(quotation);
                if is_double(quotation.open)
                    && let Some(right) = right_marks(subject.language, quotation)
                {
                    findings.push(self.mismatch(&passage.flat, quotation, right));
                }
            }
            let goes_on = |mark: &&QuotationMark| !passage.continued.iter().any(|range| range.start == mark.at);
            for mark in marks.unclosed.iter().filter(goes_on) {
                let words = word_after(&passage.flat.text, mark.end());
                findings.push(
                    self.lost(
                        &passage.flat,
                        mark,
                        format!("the quotation that `{}{words}` opens is never closed", mark.sign),
                    )
                    .help("add the closing mark where the quotation ends"),
                );
            }
            let came_on = |mark: &&QuotationMark| !passage.continued.iter().any(|range| range.end == mark.end());
            for mark in marks.unopened.iter().filter(came_on) {
                findings.push(
                    self.lost(
                        &passage.flat,
                        mark,
                        format!("{} closes a quotation that was never opened", quoted(mark.sign)),
                    )
                    .help("add the opening mark where the quotation begins, or remove this one"),
                );
            }
        }
        if has_straight {
            for double in [true, false] {
                findings.extend(self.mixture(subject, double));
            }
        }
    }
}

impl QuotationMarks {
    fn lost(&self, flat: &Flat, mark: &QuotationMark, message: String) -> Diagnostic {
        Diagnostic::new(self.name(), flat.span(mark.at, mark.end()), message)
    }

    fn mismatch(&self, flat: &Flat, quotation: &Quotation, right: [char; 2]) -> Diagnostic {
        let close = quotation.inside().end;
        let finding = Diagnostic::new(
            self.name(),
            flat.span(close, quotation.end),
            format!("a quotation opens with {} and closes with {}", quoted(quotation.open), quoted(quotation.close)),
        )
        .label(flat.span(quotation.start, quotation.inside().start), "it opens here")
        .help(format!("write {}", quoted(format!("{}…{}", right[0], right[1]))));
        match edits(flat, quotation, right) {
            Some(edits) => finding.fix("write marks that match", Safety::AskFirst, edits),
            None => finding,
        }
    }

    /// Straight and typographic marks for the same level of quotations.
    fn mixture(&self, subject: &Subject<'_>, double: bool) -> Option<Diagnostic> {
        let all: Vec<(&Passage, &Quotation)> = subject
            .notice
            .passages
            .iter()
            .flat_map(|passage| outer(passage, double).map(move |quotation| (passage, quotation)))
            .collect();
        let (typographic, straight): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, q)| is_typographic(q));
        let ((passage, first), (model, example)) = (straight.first()?, typographic.first()?);
        let place =
            |passage: &Passage, quotation: &Quotation| passage.flat.span(quotation.start, quotation.inside().start);
        let pair = quoted(format!("{}…{}", example.open, example.close));
        let mut finding = Diagnostic::new(
            self.name(),
            place(passage, first),
            format!("straight and typographic quotation marks are mixed: `{0}…{0}` and {pair}", first.open),
        )
        .label(place(model, example), "typographic here")
        .help(format!("write {pair} throughout"));
        for (passage, quotation) in straight.iter().skip(1).take(MOST_LABELS) {
            finding = finding.label(place(passage, quotation), "straight here too");
        }
        let hard = model.flat.text[example.inside().start..].chars().next().filter(|c| c.is_whitespace());
        let edits: Option<Vec<Vec<Edit>>> = straight
            .iter()
            .map(|(passage, quotation)| {
                let mut edits = edits(&passage.flat, quotation, [example.open, example.close])?;
                // Where the house keeps a space inside its guillemets, so does the fix.
                if let (Some(space), [opening, closing]) = (hard, edits.as_mut_slice()) {
                    opening.replacement.push(space);
                    closing.replacement.insert(0, space);
                }
                Some(edits)
            })
            .collect();
        Some(match edits {
            Some(edits) => finding.fix(format!("write {pair} throughout"), Safety::AskFirst, edits.concat()),
            None => finding,
        })
    }
}

/// The quotations of one level: in double marks and not inside others, or in
/// single marks.
fn outer(passage: &Passage, double: bool) -> impl Iterator<Item = &Quotation> {
    let all = passage.flat.quotations();
    let inside = |inner: &Quotation| all.iter().any(|outer| outer.start < inner.start && inner.end < outer.end);
    all.iter().filter(move |quotation| is_double(quotation.open) == double && !(double && inside(quotation)))
}

/// Whether at least one of the marks is more than a stroke.
fn is_typographic(quotation: &Quotation) -> bool {
    !matches!(quotation.open, '"' | '\'') || !matches!(quotation.close, '"' | '\'')
}

/// What a quotation should be closed and opened with, where its marks do not
/// match; in `language` and, where that leaves it open, anywhere.
fn right_marks(language: &Language, quotation: &Quotation) -> Option<[char; 2]> {
    let marks = &language.quotations;
    let pairs = || std::iter::once(&marks.primary).chain([&marks.alternate]).chain(&marks.also).filter_map(pair);
    let is_own = |pair: &[char; 2]| *pair == [quotation.open, quotation.close];
    if pairs().any(|pair| is_own(&pair)) {
        return None;
    }
    let opened = pairs().find(|pair| pair[0] == quotation.open);
    // A whole pair of another language is right; but not one that only closes
    // differently from the own one.
    if quotation.is_matched() {
        let foreign = !matches!([quotation.open, quotation.close], ['„', '”']);
        return opened.filter(|_| !foreign);
    }
    if quotation.open == '"' {
        let closed = pairs().find(|pair| pair[1] == quotation.close);
        return closed.or_else(|| opening(quotation.close).map(|open| [open, quotation.close]));
    }
    opened.or_else(|| {
        let close = crate::model::quotation::closings(quotation.open).first()?;
        Some([quotation.open, *close])
    })
}

fn pair(marks: &[String; 2]) -> Option<[char; 2]> {
    Some([marks[0].chars().next()?, marks[1].chars().next()?])
}

/// The mark that opens what `closing` closes most often.
fn opening(closing: char) -> Option<char> {
    match closing {
        '”' => Some('“'),
        '“' => Some('„'),
        '»' => Some('«'),
        '«' => Some('»'),
        _ => None,
    }
}

/// The changes that give a quotation the marks `right`.
fn edits(flat: &Flat, quotation: &Quotation, right: [char; 2]) -> Option<Vec<Edit>> {
    let inside = quotation.inside();
    let places = [
        (quotation.start, inside.start, quotation.open, right[0]),
        (inside.end, quotation.end, quotation.close, right[1]),
    ];
    let changed = places.into_iter().filter(|(.., is, should)| is != should);
    changed
        .map(|(start, end, _, should)| Some(Edit { span: flat.exact(start, end)?, replacement: should.to_string() }))
        .collect()
}
