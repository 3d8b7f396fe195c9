//! Dates and times in all languages: what is found, what is left alone.

use std::path::Path;

use pressdoc::diagnostic::Diagnostic;
use pressdoc::pipeline::Office;
use pressdoc::span::SourceFile;
use pressdoc::workspace::NoticeFile;
use proptest::prelude::*;

use crate::support::workspace::Workspace;

/// The rules that this file is about.
const RULES: [&str; 9] = [
    "ambiguous-time",
    "date-form",
    "event-before-issue",
    "event-date-mismatch",
    "impossible-date",
    "reference-year",
    "reversed-range",
    "time-form",
    "weekday-mismatch",
];

/// A workspace in which texts are checked as if they were files.
struct Desk {
    workspace: Workspace,
    office: Office,
}

impl Desk {
    fn new() -> Self {
        let workspace = Workspace::new();
        let office = Office::open(workspace.path()).expect("an office");
        Self { workspace, office }
    }

    /// The findings about dates and times in a whole notice.
    fn findings(&self, path: &str, text: &str) -> Vec<Diagnostic> {
        let file = NoticeFile::new(Path::new(path), self.workspace.path());
        let examined = self.office.examine_text(SourceFile::new(path, text), &file).expect("a notice");
        examined.findings.into_iter().filter(|finding| RULES.contains(&&*finding.rule)).collect()
    }

    /// `rule: message` of what is found in one sentence of a press release of
    /// 20 April 2026.
    fn sentence(&self, house: &str, language: &str, sentence: &str) -> Vec<String> {
        let text = notice(house, sentence);
        said(&self.findings(&format!("releases/PR/26/21/{language}.md"), &text))
    }

    /// The sentence after all fixes.
    fn fixed(&self, house: &str, language: &str, sentence: &str) -> String {
        let mut text = notice(house, sentence);
        let found = self.findings(&format!("releases/PR/26/21/{language}.md"), &text);
        let mut edits: Vec<_> =
            found.iter().filter_map(|finding| finding.fix.as_ref()).flat_map(|fix| &fix.edits).collect();
        edits.sort_by_key(|edit| edit.span);
        for edit in edits.iter().rev() {
            text.replace_range(edit.span.range(), &edit.replacement);
        }
        text.rsplit("\n\n").next().unwrap_or("").trim_end().to_owned()
    }
}

fn notice(house: &str, sentence: &str) -> String {
    format!("+++\nissued = 2026-04-20T09:00:00+02:00\nhouse = \"{house}\"\n+++\n\nPR/26/21\n\n# X\n\n{sentence}\n")
}

fn said(findings: &[Diagnostic]) -> Vec<String> {
    findings.iter().map(|finding| format!("{}: {}", finding.rule, finding.message)).collect()
}

/// Language, a sentence with the right weekday, that weekday, a wrong one in the
/// same case.
const WEEKDAYS: &[(&str, &str, &str, &str)] = &[
    ("bg", "Открива се в понеделник, 5 октомври 2026 г., в Брод.", "понеделник", "вторник"),
    ("bg", "Открива се в понеделник, 5 октомври.", "понеделник", "вторник"),
    ("bg", "Продължава от сряда, 7, до петък, 9 октомври 2026 г.", "петък", "събота"),
    ("cs", "Otevírá v pondělí 5. října 2026.", "pondělí", "úterý"),
    ("cs", "Otevírá ve středu 7. října.", "středu", "sobotu"),
    ("cs", "Trvá od středy 7. do pátku 9. října 2026.", "středy", "soboty"),
    ("da", "Det åbner mandag den 5. oktober 2026.", "mandag", "tirsdag"),
    ("da", "Det åbner mandag d. 5. oktober.", "mandag", "tirsdag"),
    ("da", "Det varer fra onsdag den 7. til fredag den 9. oktober 2026.", "fredag", "lørdag"),
    ("de", "Es öffnet am Montag, dem 5. Oktober 2026.", "Montag", "Dienstag"),
    ("de", "Es öffnet am Montag, 5. Oktober, um zehn.", "Montag", "Dienstag"),
    ("de", "Es dauert von Mittwoch, dem 7., bis Freitag, den 9. Oktober 2026.", "Freitag", "Samstag"),
    ("el", "Ανοίγει τη Δευτέρα 5 Οκτωβρίου 2026.", "Δευτέρα", "Τρίτη"),
    ("el", "Ανοίγει τη Δευτέρα, 5 Οκτωβρίου.", "Δευτέρα", "Τρίτη"),
    ("el", "Διαρκεί από την Τετάρτη 7 έως την Παρασκευή 9 Οκτωβρίου 2026.", "Παρασκευή", "Κυριακή"),
    ("en", "It opens on Monday 5 October 2026.", "Monday", "Tuesday"),
    ("en", "It opens on Monday 5 October.", "Monday", "Tuesday"),
    ("en", "It lasts from Wednesday 7 to Friday 9 October 2026.", "Friday", "Sunday"),
    ("es", "Abre el lunes, 5 de octubre de 2026.", "lunes", "martes"),
    ("es", "Abre el lunes 5 de octubre.", "lunes", "martes"),
    ("es", "Dura del miércoles 7 al viernes 9 de octubre de 2026.", "viernes", "sábado"),
    ("et", "Näitus avatakse esmaspäeval, 5. oktoobril 2026.", "esmaspäeval", "teisipäeval"),
    ("et", "Näitus avatakse esmaspäeval, 5. oktoobril.", "esmaspäeval", "teisipäeval"),
    ("et", "See kestab kolmapäevast, 7. oktoobrist reedeni, 9. oktoobrini 2026.", "reedeni", "laupäevani"),
    ("fi", "Se avataan maanantaina 5. lokakuuta 2026.", "maanantaina", "tiistaina"),
    ("fi", "Se avataan maanantaina 5. lokakuuta.", "maanantaina", "tiistaina"),
    ("fi", "Se kestää keskiviikosta 7. perjantaihin 9. lokakuuta 2026.", "keskiviikosta", "torstaista"),
    ("fr", "Elle ouvre le lundi 5 octobre 2026.", "lundi", "mardi"),
    ("fr", "Elle ouvre le lundi 5 octobre.", "lundi", "mardi"),
    ("fr", "Elle dure du mercredi 7 au vendredi 9 octobre 2026.", "vendredi", "samedi"),
    ("ga", "Osclófar é Dé Luain 5 Deireadh Fómhair 2026.", "Dé Luain", "Dé Máirt"),
    ("ga", "Osclófar é Dé Luain, an 5 Deireadh Fómhair.", "Dé Luain", "Dé Máirt"),
    ("ga", "Beidh sé ann ó Dé Céadaoin 7 go dtí Dé hAoine 9 Deireadh Fómhair 2026.", "Dé hAoine", "Dé Domhnaigh"),
    ("hr", "Otvara se u ponedjeljak, 5. listopada 2026.", "ponedjeljak", "utorak"),
    ("hr", "Otvara se u srijedu 7. listopada.", "srijedu", "subotu"),
    ("hr", "Traje od srijede 7. do petka 9. listopada 2026.", "srijede", "subote"),
    ("hu", "Megnyitó: 2026. október 5-én, hétfőn.", "hétfőn", "kedden"),
    ("hu", "Jövő hétfőn, október 5-én nyílik.", "hétfőn", "kedden"),
    ("hu", "Időpont: 2026. október 7., szerda – október 9., péntek.", "péntek", "szombat"),
    ("it", "Apre lunedì 5 ottobre 2026.", "lunedì", "martedì"),
    ("it", "Apre lunedì, 5 ottobre.", "lunedì", "martedì"),
    ("it", "Dura da mercoledì 7 a venerdì 9 ottobre 2026.", "venerdì", "sabato"),
    ("lt", "Atidaroma 2026 m. spalio 5 d., pirmadienį.", "pirmadienį", "antradienį"),
    ("lt", "Atidaroma pirmadienį, spalio 5 d.", "pirmadienį", "antradienį"),
    ("lt", "Nuo trečiadienio, 2026 m. spalio 7 d., iki penktadienio, spalio 9 d.", "penktadienio", "šeštadienio"),
    ("lv", "Atver pirmdien, 2026. gada 5. oktobrī.", "pirmdien", "otrdien"),
    ("lv", "Atver pirmdien, 5. oktobrī.", "pirmdien", "otrdien"),
    ("lv", "Ilgst no trešdienas, 7. oktobra, līdz piektdienai, 9. oktobrim.", "piektdienai", "sestdienai"),
    ("mt", "Tinfetaħ it-Tnejn, 5 ta’ Ottubru 2026.", "it-Tnejn", "it-Tlieta"),
    ("mt", "Tinfetaħ nhar it-Tnejn 5 ta’ Ottubru.", "it-Tnejn", "it-Tlieta"),
    ("mt", "Iddum mill-Erbgħa 7 sal-Ġimgħa 9 ta’ Ottubru 2026.", "sal-Ġimgħa", "sal-Ħadd"),
    ("nl", "Hij opent op maandag 5 oktober 2026.", "maandag", "dinsdag"),
    ("nl", "Hij opent op maandag 5 oktober.", "maandag", "dinsdag"),
    ("nl", "Hij duurt van woensdag 7 tot en met vrijdag 9 oktober 2026.", "vrijdag", "zaterdag"),
    ("pl", "Otwarcie w poniedziałek, 5 października 2026 r.", "poniedziałek", "wtorek"),
    ("pl", "Otwarcie w środę 7 października.", "środę", "sobotę"),
    ("pl", "Potrwa od środy 7 do piątku 9 października 2026 r.", "piątku", "niedzieli"),
    ("pt", "Abre na segunda-feira, 5 de outubro de 2026.", "segunda-feira", "terça-feira"),
    ("pt", "Abre na segunda-feira, dia 5 de outubro.", "segunda-feira", "terça-feira"),
    ("pt", "Dura de quarta-feira, 7, a sexta-feira, 9 de outubro de 2026.", "sexta-feira", "quinta-feira"),
    ("ro", "Se deschide luni, 5 octombrie 2026.", "luni", "marți"),
    ("ro", "Se deschide luni, 5 octombrie.", "luni", "marți"),
    ("ro", "Durează de miercuri, 7 octombrie, până vineri, 9 octombrie 2026.", "vineri", "sâmbătă"),
    ("sk", "Otvára v pondelok 5. októbra 2026.", "pondelok", "utorok"),
    ("sk", "Otvára v stredu 7. októbra.", "stredu", "sobotu"),
    ("sk", "Trvá od stredy 7. do piatka 9. októbra 2026.", "stredy", "soboty"),
    ("sl", "Odpre se v ponedeljek, 5. oktobra 2026.", "ponedeljek", "torek"),
    ("sl", "Odpre se v sredo, 7. oktobra.", "sredo", "soboto"),
    ("sl", "Traja od srede, 7., do petka, 9. oktobra 2026.", "petka", "torka"),
    ("sv", "Den öppnar måndagen den 5 oktober 2026.", "måndagen", "tisdagen"),
    ("sv", "Den öppnar måndag 5 oktober.", "måndag", "tisdag"),
    ("sv", "Den varar från onsdagen den 7 till fredagen den 9 oktober 2026.", "fredagen", "lördagen"),
    ("ar", "يفتح المعرض يوم الاثنين 5 أكتوبر 2026.", "الاثنين", "الثلاثاء"),
    ("ar", "يفتح المعرض الاثنين 5 أكتوبر.", "الاثنين", "الثلاثاء"),
    ("ar", "يستمر المعرض من الأربعاء 7 إلى الجمعة 9 أكتوبر 2026.", "الجمعة", "السبت"),
];

#[test]
fn weekdays_are_compared_in_sentences_of_every_language() {
    let desk = Desk::new();
    let mut faults = Vec::new();
    for (language, good, right, wrong) in WEEKDAYS {
        let found = desk.sentence("plain", language, good);
        if !found.is_empty() {
            faults.push(format!("{language}: {good}: {found:?}"));
        }
        let bad = good.replace(right, wrong);
        let found = desk.sentence("plain", language, &bad);
        if found.len() != 1 || !found[0].starts_with("weekday-mismatch: ") {
            faults.push(format!("{language}: {bad}: {found:?}"));
        } else if desk.fixed("plain", language, &bad) != *good {
            faults.push(format!("{language}: {bad}: {}", desk.fixed("plain", language, &bad)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let languages = desk.office.catalog.languages().expect("the languages");
    for code in languages {
        assert_eq!(WEEKDAYS.iter().filter(|(language, ..)| *language == code).count(), 3, "{code}");
    }
}

/// House, language, a sentence in which nothing is to be found.
const GOOD: &[(&str, &str, &str)] = &[
    // Weekdays that belong to no date, or to another year that the notice names.
    ("plain", "en", "It opens on Tuesday. 4 May is a holiday."),
    ("plain", "en", "Open every Tuesday, and on 4 May."),
    ("plain", "en", "Open Monday to Friday, 15 October to 20 November 2026."),
    ("plain", "en", "The festival of 2027 opens on Tuesday 4 May."),
    ("plain", "en", "It closes again on Monday 11 January."),
    ("plain", "en", "On Tuesday 14 April the council met."),
    ("plain", "en", "On Thursday, 4 may want to speak."),
    ("plain", "en", "The Sun, 3 March 2026, and the Post write about it."),
    ("plain", "en", "On Monday 4 and Tuesday 5 May, Wednesday and Thursday, 6 and 7 May 2026."),
    ("plain", "en", "On Monday, May 4, 2026, and Tuesday, May 5."),
    ("plain", "en", "In May 12 towns took part; in June 31 did, and before May 12 towns had."),
    ("plain", "ro", "Lucrările durează 3 luni, 15 octombrie fiind termenul."),
    ("plain", "lt", "Atvyko 2026 m. gegužės 4 d., pirmadienį, gegužės 5 d. išvyko."),
    ("plain", "de", "Die Feier ist am Montag und Dienstag, 4. und 5. Mai 2026; 1. Mai ist Feiertag."),
    ("plain", "de", "Am Montag, 04.05.2026, und am 31.12.2026."),
    ("plain", "hu", "Májusban 31 ember, június 31 fővel."),
    ("plain", "fr", "Le 1er mai et du vendredi 1er au dimanche 3 mai 2026."),
    ("plain", "fi", "Avoinna ma–pe 4.–8. toukokuuta 2026 ja lauantaina 9.5.2026."),
    ("plain", "it", "Dal 1º al 3 maggio 2026, da venerdì 1° maggio."),
    ("plain", "el", "Από την 1η έως τις 3 Μαΐου 2026, Παρασκευή 1η Μαΐου."),
    ("plain", "pl", "We wtorek 5 maja 2026 r. oraz w dniach 6 i 7 maja."),
    ("plain", "bg", "На 4 май 2026 г. (понеделник) и на 5 май (вторник)."),
    ("plain", "lv", "No 2026. gada 4. maija līdz 8. maijam, pirmdien, 4. maijā."),
    ("plain", "mt", "Mit-2 sal-4 ta’ Ottubru 2026, fil-15 u s-16 ta’ Ottubru."),
    ("plain", "ga", "Ón 1ú Bealtaine go dtí an 3 Bealtaine 2026, Dé hAoine an 1 de Bhealtaine."),
    // Days that exist, stretches that run forwards.
    ("plain", "en", "From 28 December to 3 January, and 29 February 2028."),
    ("plain", "en", "From 5 November 2026 to 3 October 2027, open 22:00 to 06:00."),
    ("plain", "en", "Closed from 18:00 to 09:00, and from 19:00 to 14:00 on the next day."),
    ("plain", "en", "Open daily 9-5 May to September, 10–4 May–July, 10-4 in winter."),
    ("plain", "en", "Version 31.13.2026 and act 31/06, room 31, June 2026."),
    ("plain", "cs", "Od 28. září do 2. října 2026, 15. a 16. října."),
    ("plain", "hu", "Nyitva 2026. október 28. – november 2., október 15–16."),
    // No form in the house: anything goes.
    ("plain", "en", "From 2 pm to 4.30 p.m., 14h00, 14:00 and 14.00, on 15th May, May 15, 2026 and 15/05/2026."),
    ("ec", "de", "Am Montag, 4. Mai 2026, um 14:00 Uhr, 14.00 Uhr, 14h00, am 04.05.2026."),
    // The forms of the house.
    ("ec", "en", "On Monday 4 May 2026, from 09.30 to 12.00, on 5 and 6 May, from 4 to 6 May, 4-6 May 2026, May 2026."),
    ("ec", "en", "A ratio of 10:15, a score of 21:19, John 15:10, 10.30 million, at 9.30 per cent, version 9.30."),
    ("ec", "en", "From 9.30 to 10.45 million, £10.30, EUR 9.30, on 5 May for 9.30 euros, +32 2 555 10 30, 10:30:15."),
    ("ec", "en", "At http://example.org:10/10:30 and `14:00` and `15th May`, won by 21:19, a 24h service in 2h30."),
    ("ec", "en", "“We met on the 15th of May and on May 16, 2026,” she said."),
    ("ec", "en", "The act of 14 January (OJ C 12, 14.1.2026, p. 3), before May 12 towns, on May 12 towns."),
    ("ec", "en", "On 4 May 2026\nand Tuesday 5\u{a0}May."),
    ("ec", "fr", "Lundi 4 mai 2026, de 9h30 à 14 h 30, jusqu’à 18h, le 15/05/2026."),
    // Noon and midnight that are clear.
    (
        "plain",
        "en",
        "At 12:30 pm, at 12 noon, at 12 pm (noon), between midnight and five, at midnight. On Friday it rests.",
    ),
    ("plain", "en", "The bus runs until midnight on Fridays and from Friday to midnight."),
    ("plain", "fr", "De minuit à 5 heures, vendredi jusqu’à minuit et demi."),
];

#[test]
fn nothing_is_found_where_nothing_is_wrong() {
    let desk = Desk::new();
    let mut faults = Vec::new();
    for (house, language, sentence) in GOOD {
        let found = desk.sentence(house, language, sentence);
        if !found.is_empty() {
            faults.push(format!("{house}, {language}: {sentence}\n    {}", found.join("\n    ")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// House, language, a sentence, what is found in it.
const BAD: &[(&str, &str, &str, &[&str])] = &[
    (
        "plain",
        "en",
        "It lasts from Wednesday 2 to Friday 4 October 2009.",
        &[
            "weekday-mismatch: `Wednesday 2` in `Wednesday 2 to Friday 4 October 2009` was a Friday",
            "weekday-mismatch: `Friday 4 October 2009` was a Sunday",
        ],
    ),
    ("plain", "en", "On Monday, May 5.", &["weekday-mismatch: `Monday, May 5` is a Tuesday in 2026"]),
    ("plain", "en", "On 5 May 2026 (Monday).", &["weekday-mismatch: `5 May 2026 (Monday` is a Tuesday"]),
    (
        "plain",
        "en",
        "On Monday and Tuesday, 5 and 6 May 2026.",
        &[
            "weekday-mismatch: `5` in `Monday and Tuesday, 5 and 6 May 2026` is a Tuesday",
            "weekday-mismatch: `6 May 2026` in `Monday and Tuesday, 5 and 6 May 2026` is a Wednesday",
        ],
    ),
    ("plain", "de", "Am Dienstag, 04.05.2026.", &["weekday-mismatch: `Dienstag, 04.05.2026` is a Monday"]),
    (
        "plain",
        "en",
        "On 31 June, 30-31 April 2026 and 29 February 2026.",
        &[
            "impossible-date: `31 June` does not exist: the month has 30 days",
            "impossible-date: `31 April 2026` in `30-31 April 2026` does not exist: the month has 30 days",
            "impossible-date: `29 February 2026` does not exist: the month has 28 days in 2026",
        ],
    ),
    (
        "plain",
        "en",
        "By 29 February.",
        &["impossible-date: `29 February` does not exist: the month has 28 days in 2026"],
    ),
    (
        "plain",
        "fr",
        "Le 30 février 2026.",
        &["impossible-date: `30 février 2026` does not exist: the month has 28 days in 2026"],
    ),
    (
        "plain",
        "fi",
        "Avataan 31. kesäkuuta.",
        &["impossible-date: `31. kesäkuuta` does not exist: the month has 30 days"],
    ),
    ("plain", "lt", "Iki birželio 31 d.", &["impossible-date: `birželio 31` does not exist: the month has 30 days"]),
    (
        "plain",
        "lv",
        "Līdz 2026. gada 31. jūnijam.",
        &["impossible-date: `2026. gada 31. jūnijam` does not exist: the month has 30 days"],
    ),
    (
        "plain",
        "el",
        "Στις 31 Ιουνίου 2026.",
        &["impossible-date: `31 Ιουνίου 2026` does not exist: the month has 30 days"],
    ),
    (
        "plain",
        "hu",
        "Határidő: 2026. június 31-én.",
        &["impossible-date: `2026. június 31` does not exist: the month has 30 days"],
    ),
    ("plain", "sk", "Do 31.6.2026.", &["impossible-date: `31.6.2026` does not exist: the month has 30 days"]),
    (
        "plain",
        "en",
        "On 16-15 October, from 19:00 to 14:00.",
        &[
            "reversed-range: `16-15 October` ends before it begins",
            "reversed-range: `19:00 to 14:00` ends before it begins",
        ],
    ),
    (
        "plain",
        "en",
        "From 5 November 2026 to 3 October 2026.",
        &["reversed-range: `5 November 2026 to 3 October 2026` ends before it begins"],
    ),
    ("plain", "cs", "Od 4. do 2. října 2026.", &["reversed-range: `4. do 2. října 2026` ends before it begins"]),
    ("plain", "et", "4.–2. oktoobril 2026.", &["reversed-range: `4.–2. oktoobril 2026` ends before it begins"]),
    ("plain", "es", "Del 4 al 2 de octubre.", &["reversed-range: `4 al 2 de octubre` ends before it begins"]),
    ("plain", "hu", "Október 4–2.", &["reversed-range: `Október 4–2` ends before it begins"]),
    ("plain", "bg", "От 4 до 2 октомври 2026 г.", &["reversed-range: `4 до 2 октомври 2026` ends before it begins"]),
    (
        "plain",
        "en",
        "At 12:00 AM, 12 p.m. and 12 noon am.",
        &[
            "ambiguous-time: `12:00 AM` is noon to some and midnight to others",
            "ambiguous-time: `12 p.m.` is noon to some and midnight to others",
            "ambiguous-time: `12 noon am` contradicts itself: noon is neither",
        ],
    ),
    (
        "plain",
        "en",
        "Until Friday midnight and until midnight on Tuesday 5 May.",
        &[
            "ambiguous-time: `Friday midnight` can be the night before that day or the night after it",
            "ambiguous-time: `midnight on Tuesday 5 May` can be the night before that day or the night after it",
        ],
    ),
    (
        "plain",
        "fr",
        "Jusqu’au vendredi 8 mai à minuit.",
        &["ambiguous-time: `vendredi 8 mai à minuit` can be the night before that day or the night after it"],
    ),
    (
        "plain",
        "de",
        "Bis Freitag, 8. Mai, Mitternacht.",
        &["ambiguous-time: `Freitag, 8. Mai, Mitternacht` can be the night before that day or the night after it"],
    ),
    (
        "plain",
        "pl",
        "Do piątku 8 maja o północy.",
        &["ambiguous-time: `piątku 8 maja o północy` can be the night before that day or the night after it"],
    ),
    (
        "plain",
        "fi",
        "Perjantaina 8. toukokuuta keskiyöllä.",
        &[
            "ambiguous-time: `Perjantaina 8. toukokuuta keskiyöllä` can be the night before that day or the night after it",
        ],
    ),
    ("plain", "el", "Στις 12 μ.μ. ανοίγει.", &["ambiguous-time: `12 μ.μ.` is noon to some and midnight to others"]),
    (
        "plain",
        "hu",
        "Pénteken éjfélig.",
        &["ambiguous-time: `Pénteken éjfélig` can be the night before that day or the night after it"],
    ),
];

#[test]
fn faults_are_found_in_several_languages() {
    let desk = Desk::new();
    let mut faults = Vec::new();
    for (house, language, sentence, expected) in BAD {
        let found = desk.sentence(house, language, sentence);
        if found != *expected {
            faults.push(format!("{house}, {language}: {sentence}\n    {}", found.join("\n    ")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Language, a sentence, the same in the forms of the house `ec`.
const FORMS: &[(&str, &str, &str)] = &[
    ("en", "On 15th May 2026.", "On 15 May 2026."),
    ("en", "On the 15th of May.", "On 15 May."),
    ("en", "On Friday, the 15th of May 2026.", "On Friday 15 May 2026."),
    ("en", "On Friday, 15 May 2026, at ten.", "On Friday 15 May 2026, at ten."),
    ("en", "On 15 May, 2026.", "On 15 May 2026."),
    ("en", "On May 15, 2026, and on May 16.", "On 15 May 2026, and on 16 May."),
    ("en", "On Friday, May 15.", "On Friday 15 May."),
    ("en", "From May 15-16, 2026.", "From 15-16 May 2026."),
    ("en", "On Fri 15 Oct. 2027 and 05 May.", "On Friday 15 October 2027 and 5 May."),
    ("en", "On 15/05/2026 and 2026-05-16.", "On 15 May 2026 and 16 May 2026."),
    ("en", "On Friday, 15 and Saturday, 16 May.", "On Friday 15 and Saturday 16 May."),
    ("en", "From 14h00 to 19h30.", "From 14.00 to 19.30."),
    ("en", "On Friday 15 May 2026, 14:00–19:30.", "On Friday 15 May 2026, 14.00–19.30."),
    ("en", "On Friday 15 May, from 9:30 to 12:00 (CET).", "On Friday 15 May, from 09.30 to 12.00 (CET)."),
    ("en", "At 2pm, 2.30 p.m. and 11 AM.", "At 14.00, 14.30 and 11.00."),
    ("en", "It closes at 4 p.m. The rest follows.", "It closes at 16.00. The rest follows."),
    ("en", "From 2pm to 3 pm.", "From 14.00 to 15.00."),
    ("fr", "Le 4 mai à 14:30, de 9:30 à 11:00.", "Le 4 mai à 14h30, de 09h30 à 11h00."),
];

#[test]
fn forms_are_put_right() {
    let desk = Desk::new();
    let mut faults = Vec::new();
    for (language, bad, good) in FORMS {
        let fixed = desk.fixed("ec", language, bad);
        let left = desk.sentence("ec", language, &fixed);
        if fixed != *good || !left.is_empty() {
            faults.push(format!(
                "{language}: {bad}\n    {fixed}\n    {left:?}\n    {:?}",
                desk.sentence("ec", language, bad)
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_has_two_meanings_is_asked_and_not_changed() {
    let desk = Desk::new();
    for (sentence, said) in [
        ("On 03/04/2026.", "date-form: `03/04/2026` does not say which number is the month"),
        ("From 2 to 3 pm.", "time-form: `3 pm` is not how the house writes a time"),
    ] {
        assert_eq!(desk.sentence("ec", "en", sentence), [said]);
        assert_eq!(desk.fixed("ec", "en", sentence), sentence);
    }
}

/// An agenda in the house `ec` with what its three places say.
fn agenda(headline: &str, section: &str, sittings: &[(&str, &str)]) -> String {
    let mut front = String::from("issued = 2026-04-08T12:00:00+02:00\nhouse = \"ec\"\nzone = \"Europe/Brussels\"\n");
    if !sittings.is_empty() {
        front.push_str("\n[[event]]\ntitle = \"A Day of Maps\"\n");
    }
    for (starts, ends) in sittings {
        front.push_str(&format!("\n[[event.sitting]]\nstarts = {starts}:00+02:00\nends = {ends}:00+02:00\n"));
    }
    format!("+++\n{front}+++\n\n# {headline}\n\nThe news:\n\nText.\n\nThe event:\n\n{section}\n\nAGENDA/26/40\n")
}

const AGENDA: &str = "releases/AGENDA/26/40/en.md";
const TWO_DAYS: &[(&str, &str)] = &[("2026-04-15T14:00", "2026-04-15T19:00"), ("2026-04-16T09:00", "2026-04-16T13:00")];

#[test]
fn headline_text_and_front_matter_say_the_same_days() {
    let desk = Desk::new();
    let one = &TWO_DAYS[..1];
    for (headline, section, sittings) in [
        (
            "15-16 April: maps",
            "On Wednesday 15 April 2026, from 14.00 to 19.00, and Thursday 16 April, 09.00 to 13.00.",
            TWO_DAYS,
        ),
        ("15-16 April: maps", "It begins on 15 April 2026 at 14.00 and ends on the next day.", TWO_DAYS),
        ("15 April: maps", "Register until Tuesday 14 April 2026, 12.00. Doors open at 13.00.", one),
        (
            "15 April: maps",
            "Accreditation until 14 April 2026. It opens on 15 April at 09.00. A walk follows on 17 April at 10.00.",
            &[],
        ),
        ("Maps for 16 April and after", "On 15 April 2026, from 14.00 to 19.00.", one),
        ("15 April: maps", "On 15 April 2026, doors at 13.00.", one),
        ("Maps", "Two parts on 15 April 2026: from 14.00 to 16.00 and from 17.00 to 19.00.", one),
        ("Wednesday 15 to Thursday 16 April 2026: maps", "On both days from 14.00 to 16.00.", TWO_DAYS),
        ("1-30 April: maps", "It opens on 15 April 2026 at 14.00.", one),
    ] {
        let found = said(&desk.findings(AGENDA, &agenda(headline, section, sittings)));
        assert_eq!(found, [] as [&str; 0], "{headline}: {section}");
    }
    for (headline, section, sittings, expected) in [
        (
            "15-16 April: maps",
            "On 15 April 2026, from 14.00 to 19.00, and 17 April 2026, from 09.00 to 13.00.",
            &[][..],
            &[
                "event-date-mismatch: the section about the event says `17 April 2026`, the headline says `16 April 2026`",
            ][..],
        ),
        (
            "16 April: maps",
            "On 15 April 2026, from 14.00 to 19.00.",
            one,
            &["event-date-mismatch: the headline says `16 April 2026`, the front matter says `15 April 2026`"],
        ),
        (
            "Maps",
            "On 16 April, from 14.00 to 19.00.",
            one,
            &[
                "event-date-mismatch: the section about the event says `16 April 2026`, the front matter says `15 April 2026`",
            ],
        ),
        (
            "Maps",
            "On 15 April 2026, from 14.00 to 18.00.",
            one,
            &["event-date-mismatch: the text says `14.00 to 18.00`, the front matter says `14.00` to `19.00`"],
        ),
        (
            "Maps",
            "Text.",
            &[("2026-04-15T14:00", "2026-04-15T12:00")],
            &[
                "reversed-range: the sitting starts at `2026-04-15T14:00:00` and ends before that, at `2026-04-15T12:00:00`",
            ],
        ),
        (
            "Maps",
            "On 7 April 2026, from 14.00 to 18.00.",
            &[],
            &[
                "event-before-issue: the event is over before the notice is issued: it ends on `7 April 2026`, the notice is of `8 April 2026`",
            ],
        ),
        (
            "Maps",
            "Text.",
            &[("2026-04-08T09:00", "2026-04-08T11:00")],
            &["event-before-issue: the event is over before the notice is issued, both on `8 April 2026`"],
        ),
    ] {
        let found = said(&desk.findings(AGENDA, &agenda(headline, section, sittings)));
        assert_eq!(found, expected, "{headline}: {section}");
    }
}

#[test]
fn without_a_day_of_issue_the_next_year_fits_too() {
    let desk = Desk::new();
    let find = |text: &str| said(&desk.findings("releases/PR/26/21/en.md", &format!("PR/26/21\n\n# X\n\n{text}\n")));
    assert_eq!(find("Open on Monday 4 May."), [] as [&str; 0], "2026");
    assert_eq!(find("Open on Tuesday 4 May."), [] as [&str; 0], "2027");
    assert_eq!(find("Open on Sunday 4 May."), ["weekday-mismatch: `Sunday 4 May` is a Monday in 2026"]);
    assert_eq!(find("Open on Sunday 4 May, as on 3 May 2025."), [] as [&str; 0], "2025");
}

#[test]
fn what_is_not_written_in_one_piece_is_found_but_not_changed() {
    let desk = Desk::new();
    let text = notice("ec", "From **Tuesday 4** May 2026, 14\\:00 to 15h00, Fri&#100;ay 15th May.");
    for finding in desk.findings("releases/PR/26/21/en.md", &text) {
        for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
            let slice = text.get(edit.span.range()).expect("characters");
            assert!(["Tuesday", "15h00"].contains(&slice), "{finding:?}");
        }
    }
}

/// Words of dates and times, in an order that chance makes.
fn soup() -> impl Strategy<Value = String> {
    let words = [
        "Monday",
        "Tue",
        "lundi",
        "Dé Luain",
        "It-Tnejn",
        "hétfőn",
        "segunda-feira",
        "maanantaina",
        "pirmadienį",
        "Τρίτη",
        "May",
        "mai",
        "Oct.",
        "október",
        "spalio",
        "Deireadh Fómhair",
        "ta’ Ottubru",
        "Οκτωβρίου",
        "lokakuuta",
        "oktobrī",
        "1",
        "2",
        "15",
        "16",
        "31",
        "29",
        "02",
        "1er",
        "15th",
        "2018",
        "2026",
        "2018.",
        "15.10.2018",
        "03/04/2026",
        "14:00",
        "14.00",
        "14h00",
        "9:30",
        "2 pm",
        "2p.m.",
        "12 am",
        "14 h 30",
        "14h",
        "noon",
        "midnight",
        "minuit",
        "to",
        "and",
        "from",
        "–",
        "-",
        ",",
        ".",
        "(",
        ")",
        "/",
        "of",
        "the",
        "d.",
        "gada",
        "m.",
        "au",
        "és",
        "ja",
        "u s-16",
        "é",
        "“",
        "”",
        "`x`",
    ];
    let gap = prop_oneof![6 => Just(" "), 1 => Just(""), 1 => Just("\n"), 1 => Just("\u{a0}"), 1 => Just(", ")];
    let pieces = proptest::collection::vec((proptest::sample::select(words.to_vec()), gap), 1..14);
    pieces.prop_map(|pieces| pieces.iter().fold(String::from("x "), |text, (word, gap)| text + word + gap))
}

thread_local! {
    static DESK: Desk = Desk::new();
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn whatever_is_written_fixes_come_to_an_end(
        text in soup(),
        language in proptest::sample::select(vec!["en", "fr", "hu", "lt", "lv", "mt", "fi", "ga", "el", "pt"]),
    ) {
        DESK.with(|desk| {
            let path = format!("releases/PR/26/21/{language}.md");
            let mut text = notice("ec", &text);
            for round in 0.. {
                let found = desk.findings(&path, &text);
                for finding in &found {
                    let edits = finding.fix.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
                    for span in edits.chain([finding.span]) {
                        prop_assert!(text.get(span.range()).is_some(), "{:?}", finding);
                    }
                }
                let Some(fix) = found.iter().find_map(|finding| finding.fix.as_ref()) else { break };
                for edit in fix.edits.iter().rev() {
                    text.replace_range(edit.span.range(), &edit.replacement);
                }
                prop_assert!(round < 30, "{}\n{:?}", text, said(&found));
            }
            Ok(())
        })?;
    }
}
