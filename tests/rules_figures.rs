//! The rules about titles and figures that drift, and the forms of numbers, in
//! several languages.

use pressdoc::diagnostic::{Diagnostic, Safety};
use proptest::prelude::*;

use crate::rules_links::{Desk, commission, commission_path, fixed, hold, let_be, notice, path};
use crate::support::workspace::{Workspace, seed, twin};

#[test]
fn the_name_of_the_conference_is_found_once() {
    let desk = Desk::new();
    for file in seed().into_iter().chain([twin()]) {
        let text = std::fs::read_to_string(&file).expect("a notice");
        let found = desk.of_rule("wording-drift", "notice.txt", &text);
        let [finding] = &found[..] else { panic!("{found:?}") };
        // The headline alone has the dash.
        assert!(text[finding.span.range()].contains(" – "), "{finding:?}");
        assert_eq!(finding.labels.len(), 1);
        assert!(text[finding.labels[0].span.range()].contains(": "), "{finding:?}");
        let after = fixed(&text, finding);
        assert_eq!(desk.said("wording-drift", "notice.txt", &after), [] as [&str; 0]);
        for rule in ["figure-drift", "number-form", "currency-form", "percent-form", "range-form", "vague-link"] {
            assert_eq!(desk.said(rule, "notice.txt", &text), [] as [&str; 0], "{rule}");
        }
    }
}

#[test]
fn titles_keep_their_punctuation_and_their_words() {
    hold(
        "wording-drift",
        &[
            (
                "en",
                "At “Quiet Waters: Fishing in Small Lakes”.\n\nAfter “Quiet Waters – Fishing in Small Lakes”.",
                "one title in two forms: `Waters – Fishing` here, `Waters: Fishing` elsewhere",
            ),
            (
                "en",
                "At **Quiet Waters, Small Lakes**.\n\nAfter *Quiet Waters: Small Lakes*.",
                "one title in two forms: `Waters: Small` here, `Waters, Small` elsewhere",
            ),
            (
                "en",
                "At “Fishing in the Small Lakes of the Orla Valley”, with “Fishing in the Small Lake of the Orla Valley”.",
                "one title in two forms: `Small Lake of` here, `Small Lakes of` elsewhere",
            ),
            (
                "en",
                "At “Fishing in the Small Lakes of the Orla Valley”, with “Fishing in Small Lakes of the Orla Valley”.",
                "one title in two forms: `in Small` here, `in the Small` elsewhere",
            ),
            (
                "de",
                "Die Tagung „Stille Wasser: Angeln in kleinen Seen“.\n\n## Die Quellen\n\n\
                 [Amt](https://example.org) – Stille Wasser – Angeln in kleinen Seen",
                "one title in two forms: `Wasser – Angeln` here, `Wasser: Angeln` elsewhere",
            ),
            (
                "fr",
                "La conférence «\u{a0}Eaux calmes\u{a0}: pêcher dans les petits lacs\u{a0}».\n\n\
                 Après «\u{a0}Eaux calmes – pêcher dans les petits lacs\u{a0}».",
                "one title in two forms: `calmes – pêcher` here, `calmes : pêcher` elsewhere",
            ),
            (
                "el",
                "Το συνέδριο «Ήρεμα νερά: ψάρεμα στις λίμνες». Μετά το «Ήρεμα νερά, ψάρεμα στις λίμνες».",
                "one title in two forms: `νερά, ψάρεμα` here, `νερά: ψάρεμα` elsewhere",
            ),
            (
                "bg",
                "Конференцията „Тихи води: риболов в езерата“ и книгата „Тихи води: Риболов в езерата“.",
                "one title in two forms: `Риболов` here, `риболов` elsewhere",
            ),
            (
                "pl",
                "Konferencja „Spokojne wody: łowienie w jeziorach”. Po „Spokojne wody – łowienie w jeziorach”.",
                "one title in two forms: `wody – łowienie` here, `wody: łowienie` elsewhere",
            ),
            (
                "fi",
                "Seminaari ”Tyynet vedet: kalastus pienillä järvillä”. ”Tyynet vedet – kalastus pienillä järvillä” alkaa.",
                "one title in two forms: `vedet – kalastus` here, `vedet: kalastus` elsewhere",
            ),
        ],
    );
    let_be(
        "wording-drift",
        &[
            // The kinds of dashes, spaces and quotation marks; a capital at the beginning; capitals throughout.
            (
                "en",
                "At “Quiet Waters – Small Lakes”, “Quiet Waters — Small Lakes” and 'quiet\u{a0}Waters - Small Lakes'.",
            ),
            (
                "en",
                "At “The Mayor’s Quiet Waters Today” and \"The Mayor's Quiet Waters Today,\" and **THE MAYOR’S QUIET WATERS TODAY**.",
            ),
            ("en", "At “Quiet Waters: ‘Fishing’ in Small Lakes”\nand “Quiet Waters: Fishing in\nSmall Lakes”."),
            // A short form; another edition; another thing of the same kind.
            ("en", "At “Quiet Waters: Fishing in Small Lakes”, or “Quiet Waters”, or “Fishing in Small Lakes”."),
            ("en", "“Fishing in the Lakes of the Valley 2025” and “Fishing in the Lakes of the Valley 2026”."),
            ("en", "“Report on the Single Market for Goods” and “Report on the Single Market for Services”."),
            ("en", "“Rules on the Import of Live Fish and Bait” and “Rules on the Export of Live Fish and Bait”."),
            (
                "en",
                "“Questions and Answers on the Lakes of the West” and “Questions and Answers on the Lakes of the East”.",
            ),
            // What somebody says may come back in other words.
            ("en", "“We have asked for this in every year.” Later: “We have asked for this on every year.”"),
            ("en", "> “Quiet waters: we all fish here”, he said.\n\n“Quiet waters – we all fish here”"),
            ("en", "**Monday 4 May 2026** and **Monday, 4 May 2026**"),
            ("fr", "«\u{a0}Eaux calmes\u{a0}: pêcher dans les lacs\u{a0}» et « Eaux calmes: pêcher dans les lacs »"),
            ("de", "„Stille Wasser: Angeln in Seen“ und »Stille Wasser: Angeln in Seen«"),
        ],
    );
}

#[test]
fn the_rarer_form_is_the_odd_one_and_all_its_places_are_put_right() {
    let desk = Desk::new();
    let text = notice(
        "At “Quiet Waters – Fishing in Lakes”, “Quiet Waters: Fishing in Lakes”, “quiet Waters – Fishing in Lakes”, \
         “Quiet Waters: Fishing in Lakes” and “Quiet Waters: Fishing in Lakes”.",
    );
    let [finding] = &desk.of_rule("wording-drift", &path("en"), &text)[..] else { panic!("one finding") };
    assert_eq!(finding.labels.len(), 2);
    let after = fixed(&text, finding);
    assert!(after.contains("“quiet Waters: Fishing in Lakes”") && !after.contains('–'), "{after}");
}

#[test]
fn an_event_has_the_name_that_the_front_matter_gives_it() {
    let desk = Desk::new();
    let front = "+++\n[[event]]\ntitle = \"Quiet Waters: Fishing in Lakes\"\n+++\n\n";
    let text = format!("{front}{}", notice("At “Quiet Waters – Fishing in Lakes”."));
    assert_eq!(
        desk.said("wording-drift", &path("en"), &text),
        ["one title in two forms: `Waters – Fishing` here, `Waters: Fishing` elsewhere"]
    );
    assert_eq!(desk.said("wording-drift", &path("en"), &text.replace(" –", ":")), [] as [&str; 0]);
}

/// Two paragraphs that are too long for items of a list.
fn long(first: &str, second: &str) -> String {
    let rest = "It goes on for a while, with rods and boats and umbrellas, so that nobody takes it for an item of a list, \
                and then it goes on for a little while more. And on.";
    format!("{first} {rest}\n\n{second} {rest}")
}

#[test]
fn a_figure_that_says_two_things_is_found() {
    let desk = Desk::new();
    for (language, first, second, expected) in [
        (
            "en",
            "The council lends 312 fishing rods for nothing.",
            "The council lends 300 fishing rods for nothing at all.",
            None,
        ),
        (
            "en",
            "The council lends 312 fishing rods without charge.",
            "Whoever lends 452 fishing rods without charge has friends.",
            Some("`452 fishing rods` here, `312 fishing rods` before"),
        ),
        (
            "en",
            "There are 312 fishing rods.",
            "All 321 fishing rods.",
            Some("`321 fishing rods` here, `312 fishing rods` before"),
        ),
        (
            "de",
            "Es gibt 312 neue Angelruten.",
            "Alle 321 neue Angelruten.",
            Some("`321 neue Angelruten` here, `312 neue Angelruten` before"),
        ),
        (
            "fr",
            "Il y a 1\u{202f}250 cannes neuves.",
            "Les 1\u{202f}520 cannes neuves.",
            Some("`1 520 cannes neuves` here, `1 250 cannes neuves` before"),
        ),
        ("el", "Υπάρχουν 312 νέα καλάμια.", "Όλα τα 321 νέα καλάμια μένουν.", None),
        (
            "el",
            "Υπάρχουν 312 καινούργια καλάμια.",
            "Όλα τα 321 καινούργια καλάμια.",
            Some("`321 καινούργια καλάμια` here, `312 καινούργια καλάμια` before"),
        ),
        (
            "pl",
            "Jest 312 nowych wędek.",
            "Wszystkie 321 nowych wędek.",
            Some("`321 nowych wędek` here, `312 nowych wędek` before"),
        ),
        (
            "fi",
            "On 312 uutta onkivapaa.",
            "Kaikki 321 uutta onkivapaa.",
            Some("`321 uutta onkivapaa` here, `312 uutta onkivapaa` before"),
        ),
    ] {
        let said = desk.said("figure-drift", &path(language), &notice(&long(first, second)));
        assert_eq!(said, expected.into_iter().collect::<Vec<_>>(), "{language}: {first} {second}");
    }
    for (first, second) in [
        // Equal by value; other things; years; rounding; comparison; other units.
        ("We lend 1,200 fishing rods here.", "We lend 1\u{a0}200 fishing rods here."),
        ("In 12 Member States.", "In all 27 Member States."),
        ("In 2024 we lent 312 fishing rods.", "In 2025 we lent 321 fishing rods."),
        ("On 3 May we lent 312 fishing rods.", "On 4 May we lent 321 fishing rods."),
        ("We lend about 300 fishing rods now.", "We lend 312 fishing rods now."),
        ("From 312 fishing rods to 321 fishing rods.", "Well."),
        ("A deck 118 metres long.", "A path 181 metres."),
        ("A tax of €312 million euros there.", "A gift of $321 million euros there."),
        ("Article 312 fishing rods apply.", "Article 321 fishing rods apply."),
        ("We lend 312 fishing, rods.", "We lend 321 fishing rods."),
    ] {
        let said = desk.said("figure-drift", &path("en"), &notice(&long(first, second)));
        assert_eq!(said, [] as [&str; 0], "{first} {second}");
    }
    let list = "- Lakeside: 312 fishing rods\n- Hilltop: 321 fishing rods\n\n\
                | Rods |\n|--|\n| 312 fishing rods |\n| 321 fishing rods |";
    assert_eq!(desk.said("figure-drift", &path("en"), &notice(list)), [] as [&str; 0]);
}

/// What the house `ec` says of `text`, and what the fix makes of it.
type Case<'c> = (&'c str, &'c str, &'c str, Safety);

/// Checks that `rule` finds one fault in each text and what its fix makes of it.
fn put_right(desk: &Desk, rule: &str, cases: &[Case<'_>]) {
    for (language, bad, good, safety) in cases {
        let text = commission(bad);
        let found = desk.of_rule(rule, &commission_path(language), &text);
        let [finding] = &found[..] else { panic!("{language}: {bad}: {found:?}") };
        assert_eq!(finding.fix.as_ref().map(|fix| fix.safety), Some(*safety), "{bad}");
        let after = fixed(&text, finding);
        assert_eq!(after, commission(good), "{language}");
        assert_eq!(desk.said(rule, &commission_path(language), &after), [] as [&str; 0], "{language}: {good}");
    }
}

fn are_right(desk: &Desk, rule: &str, cases: &[(&str, &str)]) {
    for (language, good) in cases {
        let said = desk.said(rule, &commission_path(language), &commission(good));
        assert_eq!(said, [] as [&str; 0], "{language}: {good}");
    }
}

/// The house `ec` with forms for more languages.
fn far_house() -> Desk {
    let own = "
[writing.pl]
thousands = \"\u{a0}\"
percent = \"{number}%\"
currency = \"{number} €\"
range = \"{from}–{to}\"

[writing.el]
thousands = \".\"
percent = \"{number}%\"
currency = \"{number} €\"
range = \"{from}-{to}\"

[writing.fi]
thousands = \" \"
percent = \"{number} %\"
currency = \"{number} €\"
range = \"{from}–{to}\"
";
    let house = std::fs::read_to_string(crate::support::workspace::project().join("styles/ec/house.toml"));
    Desk::in_workspace(Workspace::new().with("styles/ec/house.toml", house.expect("a house style") + own))
}

const SAFE: Safety = Safety::Safe;
const ASK: Safety = Safety::AskFirst;

#[test]
fn numbers_have_the_signs_of_house_and_language() {
    let desk = far_house();
    put_right(
        &desk,
        "number-form",
        &[
            ("en", "About 1.234.567 rods.", "About 1\u{a0}234\u{a0}567 rods.", ASK),
            ("en", "It costs 2,5 million euros.", "It costs 2.5 million euros.", SAFE),
            ("en", "It costs €12500 a year.", "It costs €12\u{a0}500 a year.", SAFE),
            ("en", "It weighs 12500 tonnes.", "It weighs 12\u{a0}500 tonnes.", SAFE),
            ("en", "It has 1’200 rods.", "It has 1\u{a0}200 rods.", SAFE),
            ("fr", "Il y a 12.500 cannes.", "Il y a 12\u{202f}500 cannes.", SAFE),
            ("fr", "Cela coûte 2.5 millions d’euros.", "Cela coûte 2,5 millions d’euros.", SAFE),
            ("de", "Es sind 1,234,567 Ruten.", "Es sind 1.234.567 Ruten.", ASK),
            ("de", "Das kostet 12500 Euro.", "Das kostet 12.500 Euro.", SAFE),
            ("pl", "To 12.500 wędek.", "To 12\u{a0}500 wędek.", SAFE),
            ("el", "Είναι 12 500 καλάμια.", "Είναι 12.500 καλάμια.", SAFE),
            ("fi", "Niitä on 12.500 kappaletta.", "Niitä on 12 500 kappaletta.", SAFE),
        ],
    );
    are_right(
        &desk,
        "number-form",
        &[
            ("en", "1 000, 1\u{a0}000, 1,000 and 1000 rods, 12\u{202f}500 and 1.234 of them, 2.5% and €989 million."),
            ("en", "In 2018, on 16 October 2018, from 2014-2020, at 14.30, 9.30 and 19h00."),
            ("en", "Call +32 2 555 01 42 or 00 800 67 89 10 11; IP/26/412, 2016/679, COM(2012) 12345 final."),
            (
                "en",
                "Article 12345, room 12345, 10117 Berlin, PO Box 12345, ISO 27001 certified, number 12345 and so on.",
            ),
            ("en", "https://example.org/12500 `12500 rods` version 1.234.567.890 and 192.168.100.200."),
            ("en", "points 1,2 and 3,4 of the list"),
            ("fr", "1\u{202f}000, 1 000 et 1000 cannes, 2,5\u{a0}% et 1.5 sur l’échelle"),
            ("de", "1.000, 1 000 und 1000 Ruten, am 15.10.2018, um 12.30 Uhr, 2,5 Prozent"),
            ("el", "1.000 και 12.500,5 καλάμια"),
            // Nothing is said of these.
            ("hu", "12,500 és 12.500 euró"),
            ("bg", "12,500 и 12.500 евро"),
        ],
    );
    are_right(&desk, "number-form", &[("en", "Rods.\n\n## Press contacts\n\nElin MARREK, 1.234.567 euros")]);
    let plain = Desk::new();
    assert_eq!(plain.said("number-form", &path("en"), &notice("About 1.234.567 rods.")), [] as [&str; 0]);
}

#[test]
fn amounts_have_their_sign_in_its_place() {
    let desk = far_house();
    put_right(
        &desk,
        "currency-form",
        &[
            ("en", "It costs € 3 million.", "It costs €3 million.", SAFE),
            ("en", "It costs €\u{a0}300.", "It costs €300.", SAFE),
            ("en", "It costs 3 million €.", "It costs €3 million.", ASK),
            ("en", "It costs 3 million EUR today.", "It costs EUR\u{a0}3 million today.", ASK),
            ("en", "It costs EUR3 million.", "It costs EUR\u{a0}3 million.", SAFE),
            ("en", "It costs £ 6.4 million.", "It costs £6.4 million.", SAFE),
            ("en", "It costs 500$.", "It costs $500.", ASK),
            ("fr", "Cela coûte 300€.", "Cela coûte 300\u{a0}€.", SAFE),
            ("fr", "Cela coûte €300.", "Cela coûte 300\u{a0}€.", ASK),
            ("de", "Das kostet 3,5 Mio.€ im Jahr.", "Das kostet 3,5 Mio.\u{a0}€ im Jahr.", SAFE),
            ("de", "Das kostet € 300.", "Das kostet 300\u{a0}€.", ASK),
            ("pl", "To kosztuje €300.", "To kosztuje 300 €.", ASK),
            ("el", "Κοστίζει 300€.", "Κοστίζει 300 €.", SAFE),
            ("fi", "Se maksaa 300€.", "Se maksaa 300 €.", SAFE),
        ],
    );
    are_right(
        &desk,
        "currency-form",
        &[
            ("en", "€100 million, €989 million, €3m, EUR 3 million, EUR\u{a0}12 500, £6.4 million, US$5, USD 5."),
            ("en", "3 million euros, three million euro, a €3 million gift, €5-10 million, between €3 and €5 million."),
            ("en", "Budget (million €), in €, `€ 3`, EUR/USD, EUR 1 = USD 1.1, the EUR 2026 meeting."),
            ("en", "between 3 and 5 million €, 5-10 million €, 100 kroner and SEK 100."),
            ("fr", "48 millions d’euros, 3 000 €, 3\u{a0}millions\u{a0}€, 3 millions d’EUR, 5 EUR"),
            ("de", "48 Millionen Euro, 3.000 €, 3 Mio. EUR, EUR 3.000, 5 US-Dollar"),
            ("hu", "€ 300 és 300€"),
        ],
    );
    let line = "Rods.\n\nGeneral public inquiries: € 3 a call";
    are_right(&desk, "currency-form", &[("en", line)]);
}

#[test]
fn percentages_have_the_space_of_the_language() {
    let desk = far_house();
    put_right(
        &desk,
        "percent-form",
        &[
            ("en", "It grew by 5 %.", "It grew by 5%.", SAFE),
            ("en", "It grew by 2.5\u{a0}% in all.", "It grew by 2.5% in all.", SAFE),
            ("en", "It grew by 5 percent.", "It grew by 5 per cent.", ASK),
            ("fr", "Une hausse de 5%.", "Une hausse de 5\u{a0}%.", SAFE),
            ("de", "Ein Plus von 2,5%.", "Ein Plus von 2,5\u{a0}%.", SAFE),
            ("pl", "Wzrost o 5 %.", "Wzrost o 5%.", SAFE),
            ("pl", "Wzrost o 5 procent.", "Wzrost o 5%.", ASK),
            ("el", "Αύξηση 5 %.", "Αύξηση 5%.", SAFE),
            ("fi", "Kasvua 5%.", "Kasvua 5 %.", SAFE),
        ],
    );
    are_right(
        &desk,
        "percent-form",
        &[
            ("en", "5%, 2.2%, 15-20%, 5 per cent, five percent, 5 percentage points, %20, `5 %`, a_5%20b"),
            ("fr", "5 %, 5\u{202f}%, 5\u{a0}%, 5 pour cent"),
            ("de", "5 %, 5\u{a0}%, 5 Prozent, 5 Prozentpunkte, 5-prozentig"),
            ("hu", "5%-os és 5 %"),
        ],
    );
}

#[test]
fn ranges_have_a_dash_or_words() {
    let desk = far_house();
    put_right(
        &desk,
        "range-form",
        &[
            ("en", "It lasts from 15-16 October.", "It lasts from 15 to 16 October.", ASK),
            ("en", "It ran from 2014–2020.", "It ran from 2014 to 2020.", ASK),
            ("en", "Between 10-15 people came.", "Between 10 and 15 people came.", ASK),
            ("en", "Some 10—15 people came.", "Some 10-15 people came.", SAFE),
            ("fr", "Il dure du 15-16 octobre.", "Il dure du 15 au 16 octobre.", ASK),
            ("fr", "Entre 10-15 personnes.", "Entre 10 et 15 personnes.", ASK),
            ("de", "Zwischen 10-15 Leute.", "Zwischen 10 und 15 Leute.", ASK),
            ("pl", "Od 2014–2020 r.", "Od 2014 do 2020 r.", ASK),
            ("pl", "Około 10-15 osób.", "Około 10–15 osób.", SAFE),
            ("el", "Μεταξύ 10-15 ατόμων.", "Μεταξύ 10 και 15 ατόμων.", ASK),
            ("fi", "Noin 10 - 15 henkeä.", "Noin 10–15 henkeä.", SAFE),
        ],
    );
    are_right(
        &desk,
        "range-form",
        &[
            ("en", "15-16 October, 15–16 October, 2 - 5 March 2014, 1996-2006, 10-15 people, 10–15%, 2014-20"),
            ("en", "from 15 to 16 October, between 10 and 15, from 10-15 countries, people from 10-15 towns"),
            ("en", "from 5-6 May to 7-8 May, a score of 3-2, COVID-19, the 2018-10-15 file, +32 2 555-0142, pages—and"),
            ("en", "from 14:00-16:00, Article 5-6, Rue de la Loi 170-200, IP/26/1-2, a 30—year plan"),
            ("fr", "des enfants de 10-15 ans, du 15 au 16 octobre"),
            ("de", "Kinder von 10-15 Jahren, vom 15. bis 16. Oktober"),
            ("hu", "10—15 fő"),
        ],
    );
}

#[test]
fn a_form_is_put_right_only_where_the_file_has_its_characters() {
    let desk = Desk::new();
    // The sign stands outside the bold: found, and left to the officer.
    let text = commission("It grew by **5** % and &#53; %.");
    let found = desk.of_rule("percent-form", &commission_path("en"), &text);
    assert_eq!(found.len(), 2);
    for finding in &found {
        for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
            assert!(text[edit.span.range()].chars().all(|c| c == ' '), "{finding:?}");
        }
    }
}

/// Pieces of which sentences about money, numbers and titles are made.
const PIECES: [&str; 44] = [
    "1",
    "5",
    "12",
    "15",
    "312",
    "321",
    "2018",
    "12500",
    "1.250.000",
    "2,5",
    "2.5",
    "1 000",
    "1\u{a0}234",
    "0142",
    "-",
    "–",
    "—",
    " - ",
    " ",
    " ",
    " ",
    "%",
    " %",
    " percent",
    " Prozent",
    "€",
    " €",
    "$",
    "EUR ",
    " EUR",
    " million",
    " Mio.",
    " euros",
    " rods",
    " fishing rods",
    "from ",
    "between ",
    " and ",
    " October",
    ". ",
    "**",
    " “Quiet Waters: Fishing in Lakes” ",
    " “Quiet Waters – Fishing in Lakes” ",
    " [www.example.org](https://example.com) ",
];

thread_local! {
    static DESK: Desk = Desk::new();
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn a_fix_puts_its_finding_right_and_makes_no_other(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 1..14),
        language in proptest::sample::select(vec!["en", "fr", "de"]),
    ) {
        DESK.with(|desk| {
            let back: String = pieces.iter().rev().copied().collect();
            let text = commission(&format!("A {} b.\n\nC {back} d.", pieces.concat()));
            let file = commission_path(language);
            let found_in = |text: &str| {
                let is_own = |finding: &Diagnostic| finding.rule.ends_with("-form") || finding.rule.ends_with("-drift");
                desk.examine(&file, text).findings.into_iter().filter(is_own).collect::<Vec<_>>()
            };
            let before = found_in(&text);
            for finding in before.iter().filter(|finding| finding.fix.is_some()) {
                prop_assert!(text.get(finding.span.range()).is_some(), "{:?}", finding);
                let after = fixed(&text, finding);
                let found = found_in(&after);
                prop_assert!(found.len() < before.len(), "{:?}\n{}\n{}\n{:?}", finding, text, after, found);
            }
            Ok(())
        })?;
    }
}
