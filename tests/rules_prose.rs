//! The rules of running text in several families of languages: what they find,
//! and what looks like it and is right.

use std::path::Path;

use pressdoc::pipeline::{Examined, Office};
use pressdoc::span::SourceFile;
use pressdoc::workspace::NoticeFile;

use crate::support::workspace::Workspace;

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

    fn examine(&self, language: &str, text: &str) -> Examined<'_> {
        let path = format!("releases/PR/26/21/{language}.md");
        let file = NoticeFile::new(Path::new(&path), self.workspace.path());
        self.office.examine_text(SourceFile::new(path, text), &file).expect("a notice that can be checked")
    }

    /// The messages of `rule` about a notice with this headline and text.
    fn said(&self, rule: &str, language: &str, headline: &str, text: &str) -> Vec<String> {
        let notice = format!("PR/26/21\n\n# {headline}\n\n{text}\n");
        let findings = self.examine(language, &notice).findings;
        findings.into_iter().filter(|finding| finding.rule == rule).map(|finding| finding.message).collect()
    }

    fn finds(&self, rule: &str, cases: &[(&str, &str, &str)]) {
        for (language, text, message) in cases {
            assert_eq!(self.said(rule, language, "X", text), [*message], "{language}: {text}");
        }
    }

    fn accepts(&self, rule: &str, cases: &[(&str, &str)]) {
        for (language, text) in cases {
            assert_eq!(self.said(rule, language, "X", text), [] as [&str; 0], "{language}: {text}");
        }
    }

    /// The text after the fix of the first finding of `rule`.
    fn fixed(&self, rule: &str, language: &str, text: &str) -> String {
        let notice = format!("PR/26/21\n\n# X\n\n{text}\n");
        let examined = self.examine(language, &notice);
        let finding = examined.findings.iter().find(|finding| finding.rule == rule);
        let fix = finding.and_then(|finding| finding.fix.clone()).unwrap_or_else(|| panic!("no fix for {text}"));
        let mut fixed = notice.clone();
        for edit in fix.edits.iter().rev() {
            fixed.replace_range(edit.span.range(), &edit.replacement);
        }
        let after = self.examine(language, &fixed);
        let count = |examined: &Examined<'_>| examined.findings.iter().filter(|found| found.rule == rule).count();
        assert!(count(&after) < count(&examined), "{fixed}");
        fixed.trim_start_matches("PR/26/21\n\n# X\n\n").trim_end().to_owned()
    }
}

#[test]
fn stray_spaces() {
    let desk = Desk::new();
    desk.finds(
        "stray-space",
        &[
            ("en", "The bridge opens  in March.", "there is more than one space between `opens` and `in`"),
            ("en", "The bridge opens \u{a0}in March.", "there is more than one space between `opens` and `in`"),
            ("en", "The bridge , which opens in March.", "`,` has a space before it"),
            ("en", "The bridge (in Lakeside ) opens.", "`)` has a space before it"),
            ("en", "The bridge ( in Lakeside) opens.", "`(` has a space behind it"),
            ("en", "Does it open ?", "`?` has a space before it"),
            ("en", "It opens .", "`.` has a space before it"),
            ("en", "It opens,closes and opens.", "`,` has no space behind it"),
            ("en", "It opens in March.The council pays.", "`.` has no space behind it"),
            ("en", "It was built in Lakeside.The council paid.", "`.` has no space behind it"),
            ("de", "Die Brücke öffnet ; sie ist breit.", "`;` has a space before it"),
            ("de", "Die Brücke öffnet.Sie ist breit.", "`.` has no space behind it"),
            ("el", "Η γέφυρα ανοίγει ,και είναι πλατιά.", "`,` has a space before it"),
            ("el", "Η γέφυρα ανοίγει.Είναι πλατιά.", "`.` has no space behind it"),
            ("bg", "Мостът се отваря,но е тесен.", "`,` has no space behind it"),
            ("pl", "Most jest otwarty !", "`!` has a space before it"),
            ("hu", "A híd nyitva : minden nap.", "`:` has a space before it"),
            ("fr", "Le pont est ouvert , il est large.", "`,` has a space before it"),
            ("fr", "Le pont est ouvert,il est large.", "`,` has no space behind it"),
            ("fi", "Silta avataan,ja se on leveä.", "`,` has no space behind it"),
        ],
    );
    desk.accepts(
        "stray-space",
        &[
            ("en", "A line  \nwith a hard break,\n  and one that is set in."),
            ("en", "See www.example.org,or write to a.b@example.org, e.g. at 5 p.m. in the U.S. or at SocNet.Works."),
            ("en", "The .NET meeting of Node.js and Booking.Com users lasts .5 hours ..."),
            ("en", "It costs 1,234.5 and 3,4-D; the score was 3 : 2 :-)"),
            ("en", "`a  b ; c` and <https://example.org/a,b;c?d=e>"),
            ("en", "Trains A.Berg and C.D.Evans, the file report.Pdf and the p.m.The."),
            ("en", "| a | b |\n|:--|--:|\n| c   | d   |"),
            ("fr", "Le pont est ouvert : il est large ; quelle joie ! Pourquoi ? « Voilà », dit-elle."),
            ("fr", "Le pont est ouvert\u{a0}: il est large\u{202f}; quelle joie\u{202f}!"),
            ("el", "Ό,τι και ο,τιδήποτε· η γέφυρα; Ναι."),
            ("de", "Am 5.Mai, z.B. die Abb.2 und das Spiel 3:2, d.h. 1.000,50 Euro und 10.30 Uhr."),
            ("hu", "A 2026.május 4-i nap, pl. a 3.a osztály."),
            (
                "en",
                "Réunion du collège : les membres de la Commission sont arrivés avec leurs équipes pour parler des gares \
                 qui sont dans les petites villes.",
            ),
        ],
    );
    assert_eq!(desk.fixed("stray-space", "en", "The bridge ,which opens."), "The bridge, which opens.");
    assert_eq!(desk.fixed("stray-space", "en", "In March.The council pays."), "In March. The council pays.");
    assert_eq!(desk.fixed("stray-space", "fr", "Un mot \u{a0}: deux."), "Un mot\u{a0}: deux.");
    let habit = "One.  Two.  Three.  Four.  Five.  Six.";
    assert_eq!(desk.said("stray-space", "en", "X", habit), ["5 spaces are doubled, the first one behind `One.`"]);
    assert_eq!(desk.fixed("stray-space", "en", habit), "One. Two. Three. Four. Five. Six.");
}

#[test]
fn doubled_words() {
    let desk = Desk::new();
    desk.finds(
        "doubled-word",
        &[
            ("en", "The council opens the the bridge.", "`the` stands twice running"),
            ("en", "The the council.", "`The` stands twice running"),
            ("en", "It opens the\nthe bridge.", "`the` stands twice running"),
            ("en", "It opens the **the** bridge.", "`the` stands twice running"),
            ("de", "Der Rat öffnet und und schließt.", "`und` stands twice running"),
            ("fr", "Le conseil ouvre le le pont.", "`le` stands twice running"),
            ("el", "Το συμβούλιο ανοίγει και και κλείνει.", "`και` stands twice running"),
            ("bg", "Съветът отваря моста на на реката.", "`на` stands twice running"),
            ("pl", "Rada otwiera most nad nad rzeką.", "`nad` stands twice running"),
            ("hu", "A tanács megnyitja és és bezárja.", "`és` stands twice running"),
            ("fi", "Neuvosto avaa ja ja sulkee.", "`ja` stands twice running"),
            ("mt", "Il-kunsill jiftaħ li li jagħlaq.", "`li` stands twice running"),
        ],
    );
    desk.accepts(
        "doubled-word",
        &[
            ("en", "All that that bridge had had was length. It is very very long. Bora Bora, New York New York."),
            ("en", "Numbers 20 20 and 7 7; the, the; so-so so; that that's; the (the) bridge. ACT ACT"),
            ("en", "1. one\n2. one\n\none"),
            ("de", "Die, die die Brücke bauen, und das Haus, in dem dem Rat berichtet wird; wenn sie sie sehen."),
            ("nl", "Mensen die die brug kennen, en dat dat het het beste is."),
            ("fr", "Nous nous réunissons et vous vous levez ; vis vis-à-vis."),
            ("it", "Via via che il ponte cresce, piano piano."),
            ("es", "Muy muy largo; poco poco."),
            ("el", "Η μητέρα της της μίλησε σιγά σιγά."),
            ("hu", "Hogy az az ember; már már."),
            ("cs", "Chce se se starostou sejít."),
            ("pt", "Se se verificar que é largo."),
            ("sv", "Att det det gäller är i i dag."),
            ("fi", "Se se vasta on, joka joka päivä."),
            ("mt", "Kif kif u ftit ftit."),
        ],
    );
    assert_eq!(desk.fixed("doubled-word", "en", "It opens the the bridge."), "It opens the bridge.");
    assert_eq!(desk.fixed("doubled-word", "en", "It opens the\nthe bridge."), "It opens the\nbridge.");
}

#[test]
fn quotation_marks() {
    let desk = Desk::new();
    desk.finds(
        "quotation-marks",
        &[
            ("en", "She said “it opens in March.", "the quotation that `“it` opens is never closed"),
            ("en", "She said \"it opens in March.", "the quotation that `\"it` opens is never closed"),
            ("en", "She said it opens” in March.", "`”` closes a quotation that was never opened"),
            ("en", "She said “it opens\" in March.", "a quotation opens with `“` and closes with `\"`"),
            ("de", "Sie sagte: „Sie öffnet\" im März.", "a quotation opens with `„` and closes with `\"`"),
            ("de", "Sie sagte: „Sie öffnet” im März.", "a quotation opens with `„` and closes with `”`"),
            ("pl", "Powiedziała: „Most jest otwarty\" w marcu.", "a quotation opens with `„` and closes with `\"`"),
            ("fr", "Elle dit : « Il ouvre en mars.", "the quotation that `«` opens is never closed"),
            ("fr", "Elle dit : « Il ouvre\" en mars.", "a quotation opens with `«` and closes with `\"`"),
            ("bg", "Тя каза: „Мостът е отворен\" днес.", "a quotation opens with `„` and closes with `\"`"),
            ("el", "Είπε: «Η γέφυρα ανοίγει τον Μάρτιο.", "the quotation that `«Η` opens is never closed"),
            ("sv", "Hon sade ”den öppnar i mars.", "the quotation that `”den` opens is never closed"),
            (
                "en",
                "She said “it opens” and he said \"it closes\".",
                "straight and typographic quotation marks are mixed: `\"…\"` and `“…”`",
            ),
            (
                "en",
                "The ‘first’ and the 'second' bridge.",
                "straight and typographic quotation marks are mixed: `'…'` and `‘…’`",
            ),
        ],
    );
    desk.accepts(
        "quotation-marks",
        &[
            (
                "en",
                "\"The 'old' bridge\" and 'the new' one, the Commission's and the members' rock 'n' roll of the '90s.",
            ),
            ("en", "“The bridge’s ‘old’ deck”, a 5\" pipe, a 27” screen, 6'2\", 50°51'00\" N."),
            ("en", "“First paragraph of many.\n\n“Second paragraph.\n\n“And the last,” she said."),
            ("en", "> “First paragraph.\n>\n> Second one.\n>\n> The last one.”"),
            ("en", "She asked for “these three:\n\n- a bridge;\n- a path;\n- a bench”."),
            ("en", "The song „Brücke“ and the film « Pont » by the 'n Roses."),
            ("en", "`a \"b` and don't, 'twas, ’tis"),
            ("en", "“She said \"yes\" to it,” he said. It's the council's."),
            ("de", "„Das ‚alte‘ Haus“ und »das neue«, Hans’ Haus."),
            ("hr", "„Most” i »cesta« te „rijeka“."),
            ("ro", "„Podul «vechi»” și „râul”."),
            ("hu", "„A »régi« híd” nyitva."),
            ("fr", "« Le pont « ancien » », l’« avenir » et l’été d’avant."),
            ("it", "L’«Europa» e l'«Asia»: un po’ di tutto; un po' di pane."),
            ("nl", "De ‘oude’ brug in ’s-Hertogenbosch en ’t Zand, zo’n huis."),
            ("sv", "Hon sade ”den ’gamla’ bron” i mars."),
            ("fi", "Hän sanoi: ”Silta avataan”, ja »se on leveä»."),
            ("mt", "“Il-pont ta’ Malta” u ma’ sħabu, sa’ nofsinhar."),
            ("el", "«Η “παλιά” γέφυρα» ανοίγει."),
        ],
    );
    assert_eq!(desk.fixed("quotation-marks", "de", "Sie sagte: „Ja\" im März."), "Sie sagte: „Ja“ im März.");
    assert_eq!(desk.fixed("quotation-marks", "en", "He said \"yes” then."), "He said “yes” then.");
    assert_eq!(desk.fixed("quotation-marks", "en", "“A” and \"B\" and \"C\"."), "“A” and “B” and “C”.");
    assert_eq!(desk.fixed("quotation-marks", "fr", "« A » et \"B\"."), "« A » et « B ».");
}

#[test]
fn letters_of_another_alphabet() {
    let desk = Desk::new();
    desk.finds(
        "mixed-script",
        &[
            ("en", "The Cоmmission opens it.", "`Cоmmission` mixes alphabets: `о` is a Cyrillic letter"),
            ("en", "The Βridge opens.", "`Βridge` mixes alphabets: `Β` is a Greek letter"),
            ("en", "Less СО2 than before.", "`СО2` is typed with Cyrillic letters and looks like a Latin word"),
            ("de", "Die Вrücke öffnet.", "`Вrücke` mixes alphabets: `В` is a Cyrillic letter"),
            ("pl", "Warszawa, 4 lipca 2017 г.", "`г` is typed with Cyrillic letters and looks like a Latin word"),
            ("bg", "София, 12 септември 2018 r.", "`r` is typed with Latin letters and looks like a Cyrillic word"),
            ("bg", "Съветът e съгласен.", "`e` is typed with Latin letters and looks like a Cyrillic word"),
            ("bg", "Евpопейски мост.", "`Евpопейски` mixes alphabets: `p` is a Latin letter"),
            ("el", "Η Eπιτροπή αποφάσισε.", "`Eπιτροπή` mixes alphabets: `E` is a Latin letter"),
            ("el", "Είπε πως o δήμος πληρώνει.", "`o` is typed with Latin letters and looks like a Greek word"),
            ("el", "Το έργo αρχίζει.", "`έργo` mixes alphabets: `o` is a Latin letter"),
        ],
    );
    desk.accepts(
        "mixed-script",
        &[
            ("en", "TNFα, NFκB, 5 μm, 10 kΩ, α, β-carotene, ΔT and 5 µm."),
            ("en", "София (Sofia), „Комисия“, and the Greek word ρόδα; роса и сор in Bulgarian."),
            ("bg", "Част от COVID-19, e-услуги, IT сектор, PDFи, точка a), EC и CO2 в 10 km."),
            ("el", "Το e-ΕΦΚΑ, το COVID-19 και το CO2, σημείο a) και 10 km."),
            ("de", "10 µg, Ωmega und α-Teilchen"),
            ("pl", "W 2017 r. i 10 r."),
        ],
    );
    assert_eq!(desk.fixed("mixed-script", "en", "Less СО2 here."), "Less CO2 here.");
    assert_eq!(desk.fixed("mixed-script", "el", "Η Eπιτροπή είπε."), "Η Επιτροπή είπε.");
    assert_eq!(desk.fixed("mixed-script", "bg", "София, 2018 r."), "София, 2018 г.");
}

#[test]
fn leftovers_of_templates() {
    let desk = Desk::new();
    let leftover = |words: &str| format!("`{words}` is left over from a template");
    for (language, text, words) in [
        ("en", "It opens on XX October.", "XX"),
        ("en", "It costs €XX and more.", "XX"),
        ("en", "More than XX million.", "XX"),
        ("en", "By xx people.", "xx"),
        ("en", "Call +44 20 XXXX 0142.", "XXXX"),
        ("en", "The date is TBC.", "TBC"),
        ("en", "The speaker: tbd", "tbd"),
        ("en", "The speaker [NAME] opens it.", "[NAME]"),
        ("en", "She said [insert quote here] today.", "[insert quote here]"),
        ("en", "It opens […] in March.", "[…]"),
        ("en", "It opens on DD/MM/YYYY.", "DD/MM/YYYY"),
        ("en", "From HH:MM on.", "HH:MM"),
        ("en", "How many??? people.", "???"),
        ("en", "Lorem ipsum dolor sit amet.", "Lorem ipsum"),
        ("en", "Said <<Name and office, place>> then.", "<<Name and office, place>>"),
        ("de", "Am TT.MM.JJJJ öffnet sie.", "TT.MM.JJJJ"),
        ("de", "Es sprach [Name, Amt] heute.", "[Name, Amt]"),
        ("fr", "Le JJ/MM/AAAA à Lakeside.", "JJ/MM/AAAA"),
        ("fr", "Elle dit [insérer citation] hier.", "[insérer citation]"),
        ("es", "Más de XX millones.", "XX"),
        ("pl", "W dniu DD.MM.RRRR otwarcie.", "DD.MM.RRRR"),
        ("bg", "На ДД.ММ.ГГГГ в София.", "ДД.ММ.ГГГГ"),
        ("el", "Στις ΗΗ/ΜΜ/ΕΕΕΕ ανοίγει.", "ΗΗ/ΜΜ/ΕΕΕΕ"),
        ("fi", "Avataan PP.KK.VVVV aamulla.", "PP.KK.VVVV"),
        ("hu", "Megnyílik ÉÉÉÉ. HH. NN napon.", "ÉÉÉÉ. HH. NN"),
    ] {
        desk.finds("template-leftover", &[(language, text, &leftover(words))]);
    }
    desk.accepts(
        "template-leftover",
        &[
            ("en", "In the XX century, XXI and MMXXVI, under Article XX and Annex XXX, size XXL, John XX."),
            ("en", "Wednesday 2 May 2007 (tbc): a summit (venue TBC)."),
            (
                "en",
                "“It opens […] in March,” she said. *It opens [...] then.* Available [here](https://example.org/xxx).",
            ),
            ("en", "What?? Really? [1] [sic] [PDF] [the council] [EN]; mm, cm; dd and MM alone."),
            ("en", "`[name]` and https://example.org/xx/XXX/[name] or xx@example.org"),
            ("en", "> It opens […] in March."),
            ("es", "El siglo XX, el siglo xx, el XX aniversario y el capítulo XX."),
            ("fr", "Le XXe siècle, la XXe édition, le XX siècle."),
            ("it", "Il XX secolo e la XXX edizione."),
            ("pl", "W XX wieku i XX w., XX-lecie."),
            ("de", "Die TBC-Fälle, TBC im XX. Jahrhundert."),
            ("bg", "През XX век."),
        ],
    );
    let blank = Desk::new().examine("en", "PR/26/21\n\n# X\n\nText.\n\n## Background\n\n[…]\n").findings;
    let rules: Vec<_> =
        blank.iter().map(|finding| finding.rule.as_ref()).filter(|rule| *rule != "missing-section").collect();
    assert_eq!(rules, ["unfilled-blank"], "one fault, one finding");
}

#[test]
fn acronyms() {
    let desk = Desk::new();
    let never = |acronym: &str| format!("`{acronym}` is never written out");
    for (language, text, acronym) in [
        ("en", "The OVAC opens the bridge. The OVAC pays.", "OVAC"),
        ("en", "The bridge of the OVAC.", "OVAC"),
        ("de", "Der OTAV öffnet die Brücke.", "OTAV"),
        ("fr", "Le CPVO ouvre le pont.", "CPVO"),
        ("el", "Ο ΟΔΑΠ ανοίγει τη γέφυρα.", "ΟΔΑΠ"),
        ("bg", "Мостът на НДПО е отворен.", "НДПО"),
        ("pl", "Most nad rzeką zbudował RDOW.", "RDOW"),
    ] {
        desk.finds("unexpanded-acronym", &[(language, text, &never(acronym))]);
    }
    desk.accepts(
        "unexpanded-acronym",
        &[
            ("en", "The Orla Valley Angling Club (OVAC) opens it. The OVAC pays."),
            ("en", "The OVAC (Orla Valley Angling Club) opens it."),
            ("en", "The Club for Anglers of the Valley opens it. The CAV pays."),
            ("en", "NATO, VAT, EUR 5, XIV, IP/26/412, COM(2026) 59, ISO 9001, PDF, the EU and the UN; LVII."),
            ("en", "Anna BERG and Julian KING write to U.OTAV@example.org; A-OTAV, OTAV-2 and the OTAV2."),
            ("en", "LAKESIDE, 20 April 2026 – Text."),
            ("en", "“The OTAV pays,” she said."),
            ("en", "> The OTAV pays."),
            ("en", "THE BRIDGE OPENS NOW"),
            ("en", "This is STRONG, very strong."),
            ("de", "Der Angelverein Orlatal (AVO) öffnet. Der AVO zahlt."),
            ("fr", "La Fédération des pêcheurs du lac (FPL) ouvre le pont. La FPL paie."),
            ("el", "Ο Όμιλος Αλιέων Κοιλάδας (ΟΑΚ) ανοίγει. Ο ΟΑΚ πληρώνει."),
        ],
    );
}

#[test]
fn headlines() {
    let desk = Desk::new();
    let text = "The council opens a new bridge across the river. People can cross it on foot. Silnice je nová.";
    for (rule, language, headline, said) in [
        ("headline-capitals", "en", "COUNCIL OPENS NEW BRIDGE", 1),
        ("headline-capitals", "el", "Η ΓΕΦΥΡΑ ΑΝΟΙΓΕΙ ΣΗΜΕΡΑ", 1),
        ("headline-capitals", "bg", "МОСТЪТ СЕ ОТВАРЯ ДНЕС", 1),
        ("headline-capitals", "en", "Orla Valley Council Opens Bridge Across River Orla", 1),
        ("headline-capitals", "en", "EU and UN: NATO meets in 2026", 0),
        ("headline-capitals", "en", "NATO, OECD", 0),
        ("headline-capitals", "en", "Mayor Maud Ferrant Meets Tomas Birkholt and Anna Maria Berg", 0),
        ("headline-capitals", "en", "Conference “Opens Bridge Across River Orla People Cross” in May", 0),
        ("headline-capitals", "de", "Rat Öffnet Neue Brücke Über Fluss Orla", 0),
        ("headline-full-stop", "en", "The council opens a bridge.", 1),
        ("headline-full-stop", "en", "The bridge opens in 2026.", 1),
        ("headline-full-stop", "de", "Die Brücke ist offen.", 1),
        ("headline-full-stop", "el", "Η γέφυρα ανοίγει.", 1),
        ("headline-full-stop", "en", "And then …", 0),
        ("headline-full-stop", "en", "And then...", 0),
        ("headline-full-stop", "en", "The bridge of Orla Ltd.", 0),
        ("headline-full-stop", "en", "A visit to the U.S.", 0),
        ("headline-full-stop", "en", "Does it open?", 0),
        ("headline-full-stop", "en", "She said: “It opens.”", 0),
        ("headline-full-stop", "cs", "Most staví Orla a.s.", 0),
        ("headline-full-stop", "de", "Die Brücke öffnet am 5.", 0),
        ("headline-full-stop", "pl", "Most w 2026 r.", 0),
        ("headline-full-stop", "bg", "Мост през 2026 г.", 0),
        ("headline-full-stop", "hu", "A híd 2026. május 5.", 0),
    ] {
        assert_eq!(desk.said(rule, language, headline, text).len(), said, "{rule}: {headline}");
    }
    let long = "a".repeat(121);
    assert_eq!(
        desk.said("headline-length", "en", &long, text),
        ["the headline has 121 characters, more than the 120 of the house style"]
    );
    assert!(desk.said("headline-length", "el", &"η".repeat(120), text).is_empty(), "characters, not bytes");
    assert!(desk.said("headline-length", "en", &format!("**{}**", "a".repeat(120)), text).is_empty(), "no marks");
}

#[test]
fn exclamation_marks() {
    let desk = Desk::new();
    desk.finds(
        "exclamation-mark",
        &[
            ("en", "It opens today!", "an exclamation mark raises its voice in `today!`"),
            ("en", "It opens today!!! Come.", "an exclamation mark raises its voice in `today!!!`"),
            ("fr", "Le pont est ouvert !", "an exclamation mark raises its voice in `!`"),
            ("el", "Η γέφυρα ανοίγει! Ελάτε.", "an exclamation mark raises its voice in `ανοίγει!`"),
        ],
    );
    desk.accepts(
        "exclamation-mark",
        &[
            ("en", "“It opens!” she said. Yahoo! said so, and the Hurra! festival goes on."),
            ("en", "`a != b` and https://example.org/#!/a and ![A bridge](bridge.png)"),
            ("de", "> Kommen Sie!"),
            ("fr", "« Venez ! » dit-elle."),
        ],
    );
    let speech = "SPEECH/26/21\n\n# X\n\nLadies and gentlemen!\n";
    let file = NoticeFile::new(Path::new("releases/SPEECH/26/21/en.md"), desk.workspace.path());
    let examined = desk.office.examine_text(SourceFile::new("en.md", speech), &file).expect("a notice");
    assert!(examined.findings.iter().all(|finding| finding.rule != "exclamation-mark"), "spoken words");
}

#[test]
fn sentences_are_measured() {
    let desk = Desk::new();
    let sentence = |count: usize| format!("The{} end. ", " word".repeat(count - 2));
    let long = sentence(40).repeat(8);
    let rule = "readability";
    assert_eq!(
        desk.said(rule, "en", "X", &long),
        ["a sentence has 40 words on average, more than the 30 of the house style"]
    );
    assert!(desk.said(rule, "en", "X", &sentence(40).repeat(7)).is_empty(), "too few sentences");
    assert!(desk.said(rule, "en", "X", &(long.clone() + &sentence(10).repeat(8))).is_empty());
    // Abbreviations, initials and ordinals end no sentence.
    let tricky = "Mr. J. Berg, Dr. Ferrant et al. came at 5 p.m. to the U.S. with approx. five, i.e. few, ";
    let text = format!("{tricky}{}", sentence(30)).repeat(8);
    assert_eq!(desk.said(rule, "en", "X", &text).len(), 1);
    let german =
        format!("Am 5. Oktober kam Dr. Berg bzw. Frau Prof. Rehberg, d.h. beide, {}", "wort ".repeat(30) + "Ende. ");
    assert_eq!(desk.said(rule, "de", "X", &german.repeat(8)).len(), 1);
    let list = format!("{}\n\n{}", sentence(20).repeat(8), "- an item of a list that has no end\n".repeat(30));
    assert!(desk.said(rule, "en", "X", &list).is_empty());
}

/// A paragraph of a notice in every language: the same few facts.
const PARAGRAPHS: [(&str, &str); 24] = [
    (
        "bg",
        "Новият мост през реката беше открит в събота и хората вече могат да го преминат пеша или с велосипед. Той е дълъг сто и осемнадесет метра и свързва стария град с гарата. Общината плати за него шест милиона евро, а работата продължи повече от година. Според кмета това е най-важният път за пешеходци в областта.",
    ),
    (
        "cs",
        "Nový most přes řeku byl otevřen v sobotu a lidé po něm mohou přejít pěšky nebo na kole. Je dlouhý sto osmnáct metrů a spojuje staré město s nádražím. Město za něj zaplatilo šest milionů eur a práce trvaly více než rok. Podle starosty je to nejdůležitější cesta pro chodce, která v kraji vznikla, a také nejkrásnější.",
    ),
    (
        "da",
        "Den nye bro over floden blev åbnet lørdag, og folk kan nu krydse den til fods eller på cykel. Den er hundrede og atten meter lang og forbinder den gamle by med stationen. Kommunen har betalt seks millioner euro for den, og arbejdet varede mere end et år. Ifølge borgmesteren er det den vigtigste vej for fodgængere i området.",
    ),
    (
        "de",
        "Die neue Brücke über den Fluss wurde am Samstag geöffnet und kann nun zu Fuß oder mit dem Fahrrad überquert werden. Sie ist hundertachtzehn Meter lang und verbindet die alte Stadt mit dem Bahnhof. Die Gemeinde hat sechs Millionen Euro dafür bezahlt, und die Arbeiten dauerten mehr als ein Jahr.",
    ),
    (
        "el",
        "Η νέα γέφυρα πάνω από το ποτάμι άνοιξε το Σάββατο και ο κόσμος μπορεί να την περάσει με τα πόδια ή με ποδήλατο. Έχει μήκος εκατόν δεκαοκτώ μέτρα και συνδέει την παλιά πόλη με τον σταθμό. Ο δήμος πλήρωσε έξι εκατομμύρια ευρώ και οι εργασίες κράτησαν πάνω από έναν χρόνο.",
    ),
    (
        "en",
        "The new bridge across the river was opened on Saturday, and people can cross it on foot or by bicycle. It is a hundred and eighteen metres long and joins the old town to the station. The council has paid six million euros for it, and the work took more than a year. The mayor called it the most important path for people on foot.",
    ),
    (
        "es",
        "El nuevo puente sobre el río se abrió el sábado y la gente ya puede cruzarlo a pie o en bicicleta. Tiene ciento dieciocho metros de largo y une el casco antiguo con la estación. El ayuntamiento ha pagado seis millones de euros y las obras duraron más de un año. Según la alcaldesa es el camino más importante para los peatones de la zona.",
    ),
    (
        "et",
        "Uus sild üle jõe avati laupäeval ning inimesed saavad seda nüüd ületada jalgsi või rattaga. See on sada kaheksateist meetrit pikk ja ühendab vanalinna jaamaga. Linn maksis selle eest kuus miljonit eurot, kuid tööd kestsid kauem kui aasta. Linnapea sõnul on see kõige tähtsam jalakäijate tee, mis siin on ehitatud.",
    ),
    (
        "fi",
        "Uusi silta joen yli avattiin lauantaina, ja ihmiset voivat nyt ylittää sen jalan tai pyörällä. Se on satakahdeksantoista metriä pitkä ja yhdistää vanhankaupungin asemaan. Kaupunki maksoi siitä kuusi miljoonaa euroa, mutta työt kestivät yli vuoden. Kaupunginjohtajan mukaan se on myös alueen tärkein jalankulkijoiden reitti, joka on rakennettu tänä vuonna.",
    ),
    (
        "fr",
        "Le nouveau pont sur la rivière a été ouvert samedi et les habitants peuvent le traverser à pied ou à vélo. Il est long de cent dix-huit mètres et relie la vieille ville à la gare. La commune a payé six millions d’euros pour ce pont, et les travaux ont duré plus d’un an. C’est le chemin le plus important pour les piétons dans la région.",
    ),
    (
        "ga",
        "Osclaíodh an droichead nua thar an abhainn Dé Sathairn agus is féidir le daoine siúl trasna air nó dul trasna ar rothar. Tá sé céad is ocht méadar déag ar fad agus nascann sé an seanbhaile leis an stáisiún. D’íoc an chomhairle sé mhilliún euro as agus bhí an obair ar siúl ar feadh níos mó ná bliain. Dúirt an méara gurb é seo an cosán is tábhachtaí atá ag lucht siúil sa cheantar.",
    ),
    (
        "hr",
        "Novi most preko rijeke otvoren je u subotu i ljudi ga sada mogu prijeći pješice ili biciklom. Dug je sto osamnaest metara i povezuje stari grad s kolodvorom. Općina je za njega platila šest milijuna eura, a radovi su trajali više od godine dana. Prema riječima načelnika to je najvažniji put za pješake koji je sagrađen u ovom kraju.",
    ),
    (
        "hu",
        "A folyó fölötti új hidat szombaton nyitották meg, és az emberek már gyalog vagy kerékpárral is átmehetnek rajta. A híd száztizennyolc méter hosszú, és az óvárost köti össze az állomással. Az önkormányzat hatmillió eurót fizetett érte, a munka pedig több mint egy évig tartott. A polgármester szerint ez a legfontosabb út a gyalogosoknak.",
    ),
    (
        "it",
        "Il nuovo ponte sul fiume è stato aperto sabato e le persone possono attraversarlo a piedi o in bicicletta. È lungo centodiciotto metri e collega la città vecchia con la stazione. Il comune ha pagato sei milioni di euro e i lavori sono durati più di un anno. Secondo la sindaca è il percorso più importante per i pedoni della zona.",
    ),
    (
        "lt",
        "Naujas tiltas per upę buvo atidarytas šeštadienį ir žmonės jau gali juo pereiti pėsčiomis arba pervažiuoti dviračiu. Jis yra šimto aštuoniolikos metrų ilgio ir jungia senamiestį su stotimi. Savivaldybė už jį sumokėjo šešis milijonus eurų, o darbai truko ilgiau nei metus. Mero teigimu, tai svarbiausias takas pėstiesiems, kuris buvo nutiestas iš savivaldybės lėšų.",
    ),
    (
        "lv",
        "Jaunais tilts pār upi tika atklāts sestdien, un cilvēki to tagad var šķērsot kājām vai ar velosipēdu. Tas ir simts astoņpadsmit metrus garš un savieno vecpilsētu ar staciju. Pašvaldība par to samaksāja sešus miljonus eiro, un darbi ilga vairāk nekā gadu. Kā teica mērs, tas ir svarīgākais ceļš gājējiem, kas šeit ir uzbūvēts.",
    ),
    (
        "mt",
        "Il-pont il-ġdid fuq ix-xmara nfetaħ is-Sibt u n-nies issa jistgħu jaqsmuh bil-mixi jew bir-rota. Huwa twil mija u tmintax-il metru u jgħaqqad il-belt il-qadima mal-istazzjon. Il-kunsill ħallas sitt miljun ewro għal dan il-pont u x-xogħol dam aktar minn sena. Is-sindku qal li din hija l-aktar triq importanti għal min jimxi.",
    ),
    (
        "nl",
        "De nieuwe brug over de rivier is zaterdag geopend en mensen kunnen er nu te voet of met de fiets overheen. De brug is honderdachttien meter lang en verbindt de oude stad met het station. De gemeente heeft er zes miljoen euro voor betaald en het werk duurde meer dan een jaar. Volgens de burgemeester is het de belangrijkste weg voor voetgangers.",
    ),
    (
        "pl",
        "Nowy most nad rzeką został otwarty w sobotę i można już po nim przejść pieszo lub przejechać rowerem. Ma sto osiemnaście metrów długości i łączy stare miasto z dworcem. Gmina zapłaciła za niego sześć milionów euro, a prace trwały ponad rok. Zdaniem burmistrza jest to najważniejsza droga dla pieszych, która powstała w tym regionie, oraz najładniejsza.",
    ),
    (
        "pt",
        "A nova ponte sobre o rio foi aberta no sábado e as pessoas já podem atravessá-la a pé ou de bicicleta. Tem cento e dezoito metros de comprimento e liga a cidade velha à estação. A câmara pagou seis milhões de euros e as obras duraram mais de um ano. Segundo a presidente, é também o caminho mais importante para quem anda a pé.",
    ),
    (
        "ro",
        "Noul pod peste râu a fost deschis sâmbătă și oamenii îl pot traversa acum pe jos sau cu bicicleta. Are o sută optsprezece metri lungime și leagă orașul vechi de gară. Primăria a plătit pentru el șase milioane de euro, iar lucrările au durat mai mult de un an. Potrivit primarului, este cel mai important drum pentru pietoni din această zonă.",
    ),
    (
        "sk",
        "Nový most cez rieku bol otvorený v sobotu a ľudia ho môžu prejsť pešo alebo na bicykli. Je dlhý sto osemnásť metrov a spája staré mesto so stanicou. Obec zaň zaplatila šesť miliónov eur a práce trvali viac ako rok. Podľa starostu je to najdôležitejšia cesta pre chodcov, ktorá v kraji vznikla, a tiež najkrajšia.",
    ),
    (
        "sl",
        "Novi most čez reko so odprli v soboto in ljudje ga lahko zdaj prečkajo peš ali s kolesom. Dolg je sto osemnajst metrov ter povezuje staro mesto s postajo. Občina je zanj plačala šest milijonov evrov, dela pa so trajala več kot leto dni. Po besedah župana je to tudi najpomembnejša pot za pešce, ki so jo zgradili.",
    ),
    (
        "sv",
        "Den nya bron över floden öppnades på lördagen och det går nu att ta sig över till fots eller på cykel. Den är hundraarton meter lång och förbinder den gamla staden med stationen. Kommunen har betalat sex miljoner euro för den och arbetet tog mer än ett år. Enligt borgmästaren är det den viktigaste vägen för gående som har byggts här.",
    ),
];

#[test]
fn every_language_is_told_from_every_other() {
    let desk = Desk::new();
    let (mut right, mut wrong) = (0, Vec::new());
    for (language, text) in PARAGRAPHS {
        for (declared, _) in PARAGRAPHS {
            let said = desk.said("language-mismatch", declared, "X", text);
            let expected = usize::from(language != declared);
            if said.len() == expected { right += 1 } else { wrong.push(format!("{language} as {declared}: {said:?}")) }
        }
    }
    eprintln!("language-mismatch: {right} of {} pairs of languages are told apart", right + wrong.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn languages_in_one_notice() {
    let desk = Desk::new();
    let text = |code: &str| PARAGRAPHS.iter().find(|(language, _)| *language == code).map_or("", |(_, text)| *text);
    let rule = "language-mismatch";
    let (english, french, irish) = (text("en"), text("fr"), text("ga"));
    let both = format!("{english}\n\n{english}\n\n{french}\n\n{english}");
    assert_eq!(desk.said(rule, "en", "X", &both), ["this paragraph is in French, the notice in English"]);
    let both = format!("{english}\n\n{english}\n\n{irish}\n\n{english}");
    assert_eq!(desk.said(rule, "en", "X", &both), ["this paragraph is in Irish, the notice in English"]);
    for quoted in [format!("> {french}"), format!("She read out: “{french}”"), format!("*Lakeside* – “{irish}”")]
    {
        let both = format!("{english}\n\n{english}\n\n{quoted}\n\n{english}");
        assert!(desk.said(rule, "en", "X", &both).is_empty(), "somebody's words may be in any language");
    }
    assert!(desk.said(rule, "en", "X", "Le pont est ouvert.").is_empty(), "too short to tell");
    let names = "Věra Jourová, Maroš Šefčovič, Dimitris Avramopoulos, Mariya Gabriel, Jyrki Katainen, Cecilia Malmström, \
                 Karmenu Vella, Violeta Bulc, Corina Creţu, Tibor Navracsics, Vytenis Andriukaitis, Elżbieta Bieńkowska, \
                 Miguel Arias Cañete, Carlos Moedas, Johannes Hahn, Valdis Dombrovskis, Günther Oettinger";
    assert!(desk.said(rule, "en", "X", &format!("{english}\n\n{names}")).is_empty(), "names are no language");
}
