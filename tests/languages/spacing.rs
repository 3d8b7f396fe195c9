//! Spaces that never end a line.

use pressdoc::catalog::Catalog;

use super::all;

/// `~` stands for a no-break space, `^` for a narrow one.
fn shown(text: &str) -> String {
    text.replace('\u{a0}', "~").replace('\u{202f}', "^")
}

#[test]
fn numbers_stay_with_what_they_count() {
    let catalog = Catalog::new(None, "ec").expect("the built-in catalogue");
    for (code, written, set) in [
        ("en", "on 15 October 2018, 12 000 people", "on 15~October 2018, 12~000 people"),
        ("en", "€48 million, 5 km, page 3 and Mr Brown", "€48~million, 5~km, page~3 and Mr~Brown"),
        ("en", "at 14.00 CET, 7 a.m. or later", "at 14.00~CET, 7~a.m. or later"),
        ("en", "12 towns and 3 rivers", "12 towns and 3 rivers"),
        ("en", "in 2018 300 came; in May 12 went", "in 2018 300 came; in May 12 went"),
        ("fr", "à 14 h 00, 48 millions d’euros", "à 14~h~00, 48~millions d’euros"),
        ("fr", "« Pourquoi ? Non ; oui ! » : 5 %", "«^Pourquoi^? Non^; oui^!^»^: 5^%"),
        ("fr", "«\u{a0}Oui\u{a0}», 14\u{a0}h", "«^Oui^», 14~h"),
        ("fr", "12 000 lampes, 1er mai", "12^000 lampes, 1er mai"),
        ("fr", "M. Dupont, p. 3", "M.~Dupont, p.~3"),
        ("es", "el 15 de octubre de 2018", "el 15~de~octubre de 2018"),
        ("es", "12 de los 30 puertos", "12 de los 30 puertos"),
        ("pt", "às 14 h 00 de 15 de outubro", "às 14~h 00 de 15~de~outubro"),
        ("mt", "fil-15 ta’ Ottubru 2018", "fil-15~ta’~Ottubru 2018"),
        ("de", "am 15. Oktober 2018, 14:00 Uhr", "am 15.~Oktober 2018, 14:00~Uhr"),
        ("bg", "15 октомври 2018 г., 5 км", "15~октомври 2018~г., 5~км"),
        ("pl", "15 października 2018 r.", "15~października 2018~r."),
        ("lt", "2018 m. spalio 15 d.", "2018~m. spalio~15~d."),
        ("lv", "2018. gada 15. oktobris", "2018.~gada 15.~oktobris"),
        ("hu", "2018. október 15.", "2018. október~15."),
        ("el", "Ποιος πληρώνει; 48 εκατ. ευρώ", "Ποιος πληρώνει; 48~εκατ. ευρώ"),
        ("da", "kl. 14.00, 15. oktober", "kl.~14.00, 15.~oktober"),
        ("sv", "kl. 14.00 den 15 oktober", "kl.~14.00 den 15~oktober"),
        ("ar", "الساعة 20:00 يوم 15 أكتوبر 2018", "الساعة~20:00 يوم 15~أكتوبر 2018"),
    ] {
        let language = catalog.language(code).expect("a file").expect("a language");
        assert_eq!(shown(&language.spaces().set(written)), set, "{code}");
    }
}

#[test]
fn no_word_changes_and_nothing_is_set_twice() {
    let catalog = Catalog::new(None, "ec").expect("the built-in catalogue");
    for code in all() {
        let language = catalog.language(code).expect("a file").expect("a language");
        let day = jiff::civil::date(2026, 3, 1);
        let text = format!("{}: « 1 000 % » ; {} !  ? ", language.weekday_date(day), language.dateline("X", day));
        let once = language.spaces().set(&text);
        assert!(text.split_whitespace().eq(once.split_whitespace()), "{code}: {once}");
        assert_eq!(text.chars().count(), once.chars().count(), "{code}: a space was lost or added");
        assert_eq!(language.spaces().set(&once), once, "{code}");
    }
}
