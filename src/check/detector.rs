//! The language of a text by its letters. The only user of `whatlang`.

use whatlang::{Detector, Lang};

/// The languages that can be told; Irish and Maltese cannot.
const KNOWN: [(&str, Lang); 23] = [
    ("ar", Lang::Ara),
    ("bg", Lang::Bul),
    ("cs", Lang::Ces),
    ("da", Lang::Dan),
    ("de", Lang::Deu),
    ("el", Lang::Ell),
    ("en", Lang::Eng),
    ("es", Lang::Spa),
    ("et", Lang::Est),
    ("fi", Lang::Fin),
    ("fr", Lang::Fra),
    ("hr", Lang::Hrv),
    ("hu", Lang::Hun),
    ("it", Lang::Ita),
    ("lt", Lang::Lit),
    ("lv", Lang::Lav),
    ("nl", Lang::Nld),
    ("pl", Lang::Pol),
    ("pt", Lang::Por),
    ("ro", Lang::Ron),
    ("sk", Lang::Slk),
    ("sl", Lang::Slv),
    ("sv", Lang::Swe),
];

/// Official languages that [`detect`] takes for others.
pub const UNKNOWN: [&str; 2] = ["ga", "mt"];

/// The code of the language that `text` is in, as far as its letters tell.
pub fn detect(text: &str) -> Option<&'static str> {
    let detector = Detector::with_allowlist(KNOWN.iter().map(|(_, language)| *language).collect());
    let found = detector.detect(text).filter(|found| found.is_reliable())?;
    KNOWN.iter().find(|(_, language)| *language == found.lang()).map(|(code, _)| *code)
}
