//! References are read in every form in which people meet them.

use pressdoc::catalog::Catalog;

#[test]
fn every_form_of_a_reference_is_read() {
    let catalog = Catalog::new(None, "ec").expect("the built-in catalogue");
    for form in [
        "AGENDA/18/5869",
        "agenda/18/5869",
        "agenda_18_5869",
        "AGENDA-18-5869",
        "AGENDA_18_5869_EN.pdf",
        "AGENDA-18-5869.en.pdf",
        " AGENDA/18/5869 ",
        "https://ec.europa.eu/commission/presscorner/detail/en/agenda_18_5869",
        "https://ec.europa.eu/commission/presscorner/detail/EN/AGENDA_18_5869",
        "https://ec.europa.eu/commission/presscorner/api/files/document/print/en/agenda_18_5869/AGENDA_18_5869_EN.pdf",
        "http://europa.eu/rapid/press-release_AGENDA-18-5869_en.htm",
        "http://europa.eu/rapid/press-release_AGENDA-18-5869_fr.pdf?locale=en",
        "http://europa.eu/rapid/pressReleasesAction.do?reference=AGENDA/18/5869&format=HTML&aged=0&language=EN&guiLanguage=en",
        "http://europa.eu.int/rapid/pressReleasesAction.do?reference=AGENDA/18/5869",
    ] {
        let (reference, house) = catalog.reference(form).unwrap_or_else(|| panic!("{form}"));
        assert_eq!(reference.to_string(), "AGENDA/18/5869", "{form}");
        assert_eq!(house.style.code, "ec", "{form}");
    }
}

#[test]
fn the_number_is_a_text() {
    let catalog = Catalog::new(None, "ec").expect("the built-in catalogue");
    let read = |text: &str| catalog.reference(text).map(|(reference, _)| reference.to_string());
    assert_eq!(read("AGENDA/08/a30").as_deref(), Some("AGENDA/08/a30"));
    assert_eq!(read("IP/97/7").as_deref(), Some("IP/97/7"));
    assert_eq!(read("IP/97/007"), None, "numbers are never padded");
    assert_eq!(read("PR/26/14").as_deref(), Some("PR/26/14"));
    for nonsense in ["", "AGENDA", "AGENDA/18", "../18/1", "AGENDA/18/../../x", "AGENDA/18/5869/en.md", "AGENDA//5869"]
    {
        assert_eq!(read(nonsense), None, "{nonsense}");
    }
}

#[test]
fn every_grammar_of_a_house_style_is_sound() {
    let catalog = Catalog::new(None, "ec").expect("the built-in catalogue");
    for house in catalog.houses() {
        assert!(house.grammar.faults().is_empty(), "{}: {:?}", house.style.code, house.grammar.faults());
        let example = &house.style.reference.example;
        let read = house.grammar.read_printed(example).unwrap_or_else(|| panic!("{example}"));
        assert_eq!(read.to_string(), *example);
        assert!(house.document_type(read.type_code()).is_some(), "{example} is of a type of its house style");
    }
}
