//! Numbers of running text, in all languages.

use pressdoc::catalog::Catalog;
use pressdoc::mention::numbers;
use pressdoc::model::flat::Flat;
use pressdoc::model::language::Language;
use pressdoc::model::number::{NumberKind, NumberMention, Unit};
use pressdoc::span::{SourceFile, Span, Spanned};

fn language(code: &str) -> Language {
    Catalog::new(None, "ec").unwrap().language(code).unwrap().unwrap()
}

fn read(code: &str, text: &str) -> Vec<NumberMention> {
    let source = SourceFile::new("a.md", text);
    let flat = Flat::of(&source, &Spanned::new(text.to_owned(), Span::new(0, text.len())));
    numbers(&flat, &language(code))
}

/// `value unit kind` of each mention, the kind only where it is no quantity.
fn said(code: &str, text: &str) -> Vec<String> {
    let say = |mention: &NumberMention| {
        let unit = match mention.unit.as_ref().map(|unit| unit.unit) {
            Some(Unit::Percent) => " %".to_owned(),
            Some(Unit::PerMille) => " ‰".to_owned(),
            Some(Unit::Currency(currency)) => format!(" {}", currency.code()),
            None => String::new(),
        };
        let kind = if mention.kind == NumberKind::Quantity { String::new() } else { format!(" {:?}", mention.kind) };
        format!("{}{unit}{kind}", mention.value)
    };
    read(code, text).iter().map(say).collect()
}

#[test]
fn the_same_value_is_read_in_every_language() {
    for (code, text) in [
        ("en", "1,234.5"),
        ("en", "1\u{a0}234.5"),
        ("fr", "1\u{202f}234,5"),
        ("fr", "1 234,5"),
        ("de", "1.234,5"),
        ("de", "1’234,5"),
        ("da", "1.234,5"),
        ("fi", "1\u{a0}234,5"),
        ("mt", "1,234.5"),
        ("el", "1.234,5"),
        ("pl", "1\u{a0}234,50"),
        ("en", "1.234,5"),
    ] {
        assert_eq!(said(code, &format!("x {text} y")), ["1234.5"], "{code}: {text}");
    }
    assert_eq!(said("en", "1,234 and 1.234 and 1,234,567"), ["1234", "1.234", "1234567"]);
    assert_eq!(said("fr", "1.234 et 1,234 et 1 234 567"), ["1234", "1.234", "1234567"]);
}

#[test]
fn three_million_euros_are_three_million_everywhere() {
    for (code, text) in [
        ("bg", "3 милиона евро"),
        ("bg", "3 млн. евро"),
        ("cs", "3 miliony eur"),
        ("cs", "3 mil. EUR"),
        ("da", "3 mio. euro"),
        ("de", "3 Millionen Euro"),
        ("de", "3 Mio. Euro"),
        ("de", "3 Mio. €"),
        ("el", "3 εκατ. ευρώ"),
        ("el", "3 εκατομμύρια ευρώ"),
        ("en", "€3 million"),
        ("en", "€3m"),
        ("en", "EUR 3 million"),
        ("en", "3,000,000 euros"),
        ("es", "3 millones de euros"),
        ("et", "3 miljonit eurot"),
        ("fi", "3 miljoonaa euroa"),
        ("fr", "3 millions d’euros"),
        ("fr", "3 M€"),
        ("fr", "3 000 000 €"),
        ("ga", "3 milliún euro"),
        ("hr", "3 milijuna eura"),
        ("hu", "3 millió euró"),
        ("hu", "3 millió eurós"),
        ("it", "3 milioni di euro"),
        ("lt", "3 mln. eurų"),
        ("lv", "3 miljoni eiro"),
        ("mt", "3 miljun ewro"),
        ("nl", "3 miljoen euro"),
        ("pl", "3 mln euro"),
        ("pt", "3 milhões de euros"),
        ("ro", "3 milioane de euro"),
        ("sk", "3 milióny eur"),
        ("sl", "3 milijone evrov"),
        ("sv", "3 miljoner euro"),
    ] {
        assert_eq!(said(code, &format!("x {text}.")), ["3000000 EUR"], "{code}: {text}");
    }
    assert_eq!(said("es", "2 mil millones de euros"), ["2000000000 EUR"]);
    assert_eq!(said("pt", "2 mil milhões de euros"), ["2000000000 EUR"]);
    assert_eq!(said("de", "2,5 Milliarden Euro"), ["2500000000 EUR"]);
    assert_eq!(said("ro", "48 de milioane de euro"), ["48000000 EUR"]);
}

#[test]
fn percent_is_a_sign_or_words() {
    for (code, text) in [
        ("bg", "5 на сто"),
        ("cs", "5 procent"),
        ("da", "5 pct."),
        ("de", "5 Prozent"),
        ("el", "5 τοις εκατό"),
        ("en", "5 per cent"),
        ("es", "5 por ciento"),
        ("et", "5 protsenti"),
        ("fi", "5 prosentin"),
        ("fr", "5 pour cent"),
        ("ga", "5 faoin gcéad"),
        ("hr", "5 posto"),
        ("hu", "5 százalékkal"),
        ("hu", "5%-os"),
        ("it", "5 per cento"),
        ("lt", "5 procentai"),
        ("lv", "5 procenti"),
        ("mt", "5 fil-mija"),
        ("nl", "5 procent"),
        ("pl", "5 proc."),
        ("pt", "5 por cento"),
        ("ro", "5 la sută"),
        ("sk", "5 percent"),
        ("sl", "5 odstotkov"),
        ("sv", "5 procent"),
        ("fr", "5\u{202f}%"),
        ("en", "5%"),
    ] {
        assert_eq!(said(code, &format!("x {text} y")), ["5 %"], "{code}: {text}");
    }
}

#[test]
fn what_does_not_count_has_its_kind() {
    for (code, text, expected) in [
        ("en", "on 15-16 October 2018", vec!["15 Date", "16 Date", "2018 Year"]),
        ("en", "4, 5 and 6 May", vec!["4 Date", "5 Date", "6 Date"]),
        ("fr", "le 1er octobre 2018", vec!["1 Date", "2018 Year"]),
        ("hu", "2018. október 15.", vec!["2018 Year", "15 Date"]),
        ("lv", "2018. gada 15. oktobrī", vec!["2018 Year", "15 Date"]),
        ("fi", "15. lokakuussa", vec!["15 Date"]),
        ("mt", "15 ta’ Ottubru", vec!["15 Date"]),
        ("de", "am 15.10.2018", vec!["15102018 Date"]),
        ("en", "from 14h00 to 19:00 or at 9.30", vec!["1400 Time", "1900 Time", "930 Time"]),
        ("fr", "de 14 h 30 à 19 h", vec!["1430 Time", "1900 Time"]),
        ("de", "von 9.30 Uhr", vec!["930 Time"]),
        ("en", "by 1.25 points", vec!["1.25"]),
        ("en", "call +32 2 296 74 56 or 00 800 67 89 10 11", vec!["3222967456 Phone", "80067891011 Phone"]),
        ("en", "+44 (0)20 7946-0143", vec!["4402079460143 Phone"]),
        (
            "en",
            "IP/26/412 and 2016/679, CO2, COVID-19, G7",
            vec!["26 Code", "412 Code", "2016 Code", "679 Code", "2 Code", "19 Code", "7 Code"],
        ),
        ("en", "https://example.org/12/5 and a_5@x.org", vec!["12 Code", "5 Code", "5 Code"]),
        ("en", "under Article 5, room 12, n° 3", vec!["5 Label", "12 Label", "3 Label"]),
        ("de", "nach Art. 5 und § 3", vec!["5 Label", "3 Label"]),
        ("fr", "à la Rue de la Loi 200, Bruxelles", vec!["200 Label"]),
        ("en", "the 15th and 3 places", vec!["15 Ordinal", "3"]),
        ("de", "zum 3. gemeinsamen Treffen", vec!["3 Ordinal"]),
        ("en", "version 1.2.3 and 978-92-79-12345-6", vec!["123 Code", "9789279123456 Code"]),
        ("en", "In Brussels 200 people met", vec!["200"]),
        ("en", "it fell to −5 and -3.5 points", vec!["-5", "-3.5"]),
        ("en", "1,2 and 3", vec!["1", "2", "3"]),
        ("en", "2,5 million", vec!["2500000"]),
        ("en", "m² and ½ of 5 m²", vec!["5"]),
        ("mt", "it-3 miljuni u l-5 membri", vec!["3000000", "5"]),
        ("en", "a 30-year-old and 27-member club", vec!["30", "27"]),
    ] {
        assert_eq!(said(code, text), expected, "{code}: {text}");
    }
}

#[test]
fn ranges_and_places_are_known() {
    let text = "about 15–16 people and €3.5 million";
    let found = read("en", text);
    let ends: Vec<_> = found.iter().map(|mention| mention.range.is_some()).collect();
    assert_eq!(ends, [true, true, false]);
    let money = &found[2];
    assert_eq!(&text[money.place.clone()], "€3.5 million");
    assert_eq!(&text[money.digits.clone()], "3.5");
    assert_eq!(&text[money.scale.clone().unwrap()], "million");
    assert_eq!(money.decimal, Some('.'));
    assert!(read("en", "a score of 3-2").iter().all(|mention| mention.range.is_none()));
    assert_eq!(said("en", "in 2014-20"), ["2014 Year", "20 Year"]);
}

#[test]
fn nothing_that_a_text_may_hold_takes_long_or_fails() {
    for text in ["1,".repeat(5_000), "1 234 ".repeat(5_000), "1.".repeat(5_000), "9".repeat(50_000), "+1".repeat(5_000)]
    {
        read("en", &text);
        read("de", &text);
    }
    read("el", "5\u{a0}€\u{a0}10 ½5٣٤ 5ος €€5%% $5$ 5 Mio. Mio. Mio. Mrd.");
}

#[test]
fn a_date_in_any_language_is_no_quantity() {
    let catalog = Catalog::new(None, "ec").expect("the built-in catalogue");
    for code in catalog.languages().expect("a list") {
        let language = language(&code);
        for day in [jiff::civil::date(2018, 10, 15), jiff::civil::date(2026, 5, 3)] {
            let said = said(&code, &format!("x {} x", language.weekday_date(day)));
            let mut expected = [format!("{} Date", day.day()), format!("{} Year", day.year())];
            if said.first().is_some_and(|first| first.ends_with("Year")) {
                expected.reverse();
            }
            assert_eq!(said, expected, "{code}");
        }
    }
}

#[test]
fn what_a_language_calls_its_own_is_read() {
    let catalog = Catalog::new(None, "ec").expect("the built-in catalogue");
    for code in catalog.languages().expect("a list") {
        let language = language(&code);
        let numbers = &language.numbers;
        let written = format!("12{}345{}5", numbers.group, numbers.decimal);
        assert_eq!(said(&code, &format!("x {written} y")), ["12345.5"], "{code}: {written}");
        let percent = numbers.percent.replace("{number}", "5");
        assert_eq!(said(&code, &format!("x {percent} y")), ["5 %"], "{code}: {percent}");
        for (words, power) in [(&numbers.thousand, 3), (&numbers.million, 6), (&numbers.billion, 9)] {
            for word in words.iter().filter(|word| word.chars().count() > 2) {
                let value = read(&code, &format!("x 3 {} y", word.trim_end_matches('*')))[0].value;
                assert_eq!(value.to_string(), format!("3{}", "0".repeat(power)), "{code}: {word}");
            }
        }
        for (currency, words) in &numbers.currencies {
            for word in words {
                let said = said(&code, &format!("x 3 {word} y"));
                assert_eq!(said, [format!("3 {currency}")], "{code}: {word}");
            }
        }
    }
}
